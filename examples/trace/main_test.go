//go:build linux && cgo

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "trace")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

func TestExitStatusAndOutput(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	bin := build(t)
	cmd := exec.Command(bin, "--", "sh", "-c", "echo out; exit 7")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 7 || stdout.String() != "out\n" {
		t.Errorf("exit %d, output %q", code, &stdout)
	}
	if !strings.Contains(stderr.String(), "execve(") || !strings.Contains(stderr.String(), "in the supervisor") {
		t.Errorf("trace: %s", &stderr)
	}
	if out, err := exec.Command(bin, "-e", "nonsense", "--", "true").CombinedOutput(); err == nil || !strings.Contains(string(out), "nonsense") {
		t.Errorf("unknown call: %v, %s", err, out)
	}
	cmd = exec.Command(bin, "--", "sh", "-c", "kill -TERM $$")
	cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 128+15 {
		t.Errorf("killed by SIGTERM: exit %d", code)
	}
}

// A real build ends with the same result as without a supervisor.
func TestBuild(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	bin := build(t)
	dir := t.TempDir()
	makefile := "all: a.o b.o c.o d.o\n\tcat *.o > all\n%.o: %.c\n\t$(CC) -c -o $@ $<\n"
	if err := os.WriteFile(filepath.Join(dir, "Makefile"), []byte(makefile), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b", "c", "d"} {
		if err := os.WriteFile(filepath.Join(dir, name+".c"), []byte("int "+name+"(void) { return 1; }\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) []byte {
		t.Helper()
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		b, err := os.ReadFile(filepath.Join(dir, "all"))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	alone := run("make", "-B", "-j4")
	if supervised := run(bin, "-f", "--", "make", "-B", "-j4"); !bytes.Equal(alone, supervised) {
		t.Error("the supervised build made something else")
	}
}
