//go:build linux && cgo

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "trace")
	if err == nil {
		binary = filepath.Join(dir, "trace")
		_, err = exec.Command("go", "build", "-o", binary, ".").Output()
	}
	if err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

const limit = 2 * time.Minute

// trace runs the program and returns its exit status, output and trace.
func trace(t *testing.T, dir string, args ...string) (status int, stdout, lines string) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Dir = dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.Run()
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// answered fails the test unless every notification had its answer.
func answered(t *testing.T, lines string) {
	t.Helper()
	m := regexp.MustCompile(`received (\d+), answered (\d+), interrupted (\d+), left without an answer 0\n`).FindStringSubmatch(lines)
	if m == nil || m[1] == "0" {
		t.Errorf("not all were answered: %s", lines[max(0, len(lines)-300):])
	}
}

func TestExitStatus(t *testing.T) {
	kerneltest.Deadline(t, limit)
	notExecutable := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(notExecutable, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want int
		says string
	}{
		{[]string{"--", "sh", "-c", "exit 7"}, 7, "execve("},
		{[]string{"true"}, 0, "total"},
		{[]string{"sh", "-c", "kill -TERM $$"}, 128 + 15, "kill("},
		{[]string{"/nonexistent/program"}, exitNotFound, "no such file"},
		{[]string{"no-such-program"}, exitNotFound, "not found"},
		{[]string{notExecutable}, exitCannot, "permission denied"},
		{[]string{"-e", "opennat", "true"}, exitFailed, "did you mean open"},
		{[]string{"-e", "%nothing", "true"}, exitFailed, "the groups are"},
		{[]string{"-f", "xml", "true"}, exitFailed, "the formats are"},
		{[]string{"-o", "/nonexistent/file", "true"}, exitFailed, "output"},
		{nil, exitFailed, "no command"},
	} {
		status, _, lines := trace(t, "", c.args...)
		if status != c.want || !strings.Contains(lines, c.says) {
			t.Errorf("%q: status %d, want %d; wants %q in: %s", c.args, status, c.want, c.says, lines)
		}
	}
	status, out, _ := trace(t, "", "--help")
	if status != 0 || !strings.HasPrefix(out, "usage: trace") {
		t.Errorf("--help: %d, %q", status, out)
	}
}

func TestLines(t *testing.T) {
	kerneltest.Deadline(t, limit)
	dir := t.TempDir()
	file := filepath.Join(dir, "calls")
	status, out, _ := trace(t, dir, "-o", file, "-e", "execve,mkdir,connect", "--", "/usr/bin/python3", "-c", `
import os, socket
os.mkdir("new")
try: socket.create_connection(("127.0.0.1", 1))
except OSError as e: print(e.errno)
`)
	if status != 0 || out != "111\n" {
		t.Errorf("status %d, output %q", status, out)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`(?m)^\S+\[\d+\] execve\(".*python3", 0x[0-9a-f]+, 0x[0-9a-f]+\) = continued$`,
		`(?m)^python3[.0-9]*\[\d+\] mkdir\("new", 0777\) = continued$`,
		`(?m)connect\(3, 127\.0\.0\.1:1, 16\) = continued$`,
	} {
		if !regexp.MustCompile(want).Match(b) {
			t.Errorf("no line %s in:\n%s", want, b)
		}
	}
	answered(t, string(b))
}

// Ctrl-C is for the command, which may have its own mind about it.
func TestFeatures(t *testing.T) {
	kerneltest.Deadline(t, limit)
	status, stdout, lines := trace(t, "", "--features")
	if status != 0 || stdout != seccompstream.Features().String() || lines != "" {
		t.Errorf("status %d, printed\n%s\nand %q", status, stdout, lines)
	}
}

func TestInterruptReachesCommand(t *testing.T) {
	kerneltest.Deadline(t, limit)
	cmd := exec.Command(binary, "-f", "summary", "-e", "execve", "--", "sh", "-c", "trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 0.1; done")
	// In a session of its own there is no terminal whose foreground it is.
	cmd.SysProcAttr = &unix.SysProcAttr{Setsid: true}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 64)
	n, _ := out.Read(buf)
	if string(buf[:n]) != "ready\n" {
		t.Errorf("%q", buf[:n])
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	n, _ = out.Read(buf)
	cmd.Wait()
	if string(buf[:n]) != "caught\n" || cmd.ProcessState.ExitCode() != 5 {
		t.Errorf("output %q, status %d", buf[:n], cmd.ProcessState.ExitCode())
	}
}

// A real build in C ends with the same result as without a supervisor.
func TestMake(t *testing.T) {
	kerneltest.Deadline(t, limit)
	dir := t.TempDir()
	makefile := "all: a.o b.o c.o d.o\n\tcat $^ > all\n%.o: %.c\n\t$(CC) -c -o $@ $<\n"
	write(t, dir, "Makefile", makefile)
	for _, name := range []string{"a", "b", "c", "d"} {
		write(t, dir, name+".c", "#include <stdio.h>\nint "+name+"(void) { return puts(\"x\"); }\n")
	}
	result := func() []byte {
		t.Helper()
		b, err := os.ReadFile(filepath.Join(dir, "all"))
		if err != nil {
			t.Fatal(err)
		}
		os.Remove(filepath.Join(dir, "all"))
		return b
	}
	alone := exec.Command("make", "-B", "-j4")
	alone.Dir = dir
	if out, err := alone.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := result()
	status, _, lines := trace(t, dir, "-f", "summary", "make", "-B", "-j4")
	if status != 0 || !bytes.Equal(result(), want) {
		t.Errorf("status %d, or another result: %s", status, lines)
	}
	answered(t, lines)
}

// The go command is a Go program with many threads that interrupt one another.
func TestGoBuild(t *testing.T) {
	kerneltest.Deadline(t, limit)
	dir := t.TempDir()
	write(t, dir, "go.mod", "module hello\n\ngo 1.25\n")
	write(t, dir, "main.go", "package main\n\nfunc main() { println(\"hello\") }\n")
	build := func(output string, args ...string) []byte {
		t.Helper()
		args = append(args, "go", "build", "-trimpath", "-o", output, ".")
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		// The standard library's packages, too, are compiled each time.
		cmd.Env = append(os.Environ(), "GOCACHE="+t.TempDir(), "CGO_ENABLED=0", "GOFLAGS=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if len(args) > 6 {
			answered(t, string(out))
		}
		b, err := os.ReadFile(filepath.Join(dir, output))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	alone := build("alone")
	supervised := build("supervised", binary, "-f", "summary", "--")
	if !bytes.Equal(alone, supervised) {
		t.Error("the supervised build made another program")
	}
}

func TestCallNames(t *testing.T) {
	names, err := callNames("mkdirat,%network,connect")
	if err != nil || !slices.Contains(names, "mkdirat") || !slices.Contains(names, "bind") || !slices.IsSorted(names) {
		t.Errorf("%q, %v", names, err)
	}
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("twice the same: %q", names)
	}
	for _, bad := range []string{"", "mkdirat,", "%x", "no_such_call"} {
		if names, err := callNames(bad); err == nil {
			t.Errorf("%q: %q", bad, names)
		}
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
