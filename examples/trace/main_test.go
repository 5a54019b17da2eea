//go:build linux && cgo

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/launch"
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
		{[]string{"-C", "true"}, 0, "total"},
		{[]string{"true"}, 0, "+++ exited with 0 +++"},
		{[]string{"-f", "-e", "kill", "sh", "-c", "kill -TERM $$"}, 128 + 15, ", SIGTERM)"},
		{[]string{"/nonexistent/program"}, launch.StatusNotFound, "no such file"},
		{[]string{"no-such-program"}, launch.StatusNotFound, "not found"},
		{[]string{notExecutable}, launch.StatusCannot, "permission denied"},
		{[]string{"-e", "opennat", "true"}, launch.StatusFailed, "did you mean open"},
		{[]string{"-e", "%nothing", "true"}, launch.StatusFailed, "the groups are"},
		{[]string{"-e", "/^nothing$", "true"}, launch.StatusFailed, "no system call matches"},
		{[]string{"-e", "!all", "true"}, launch.StatusFailed, "no call is left"},
		{[]string{"-e", "fault=openat:error=EWHAT", "true"}, launch.StatusFailed, "is no error"},
		{[]string{"-e", "fault=openat:when=0", "true"}, launch.StatusFailed, "when="},
		{[]string{"--no-such-flag", "true"}, launch.StatusFailed, "--help"},
		{[]string{"-o", "/nonexistent/file", "true"}, launch.StatusFailed, "output"},
		{nil, launch.StatusFailed, "no command"},
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
	status, out, _ := trace(t, dir, "-C", "-o", file, "-e", "execve,mkdir,connect", "--", "/usr/bin/python3", "-c", `
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
		`(?m)^\[pid \d+\] execve\(".*python3", \[".*python3", "-c", "\\nimport os, socket\\nos\.mkdir\(\\"new"\.\.\.\], 0x[0-9a-f]+ /\* \d+ vars \*/\)$`,
		`(?m)^\[pid \d+\] mkdir\("new", 0777\)$`,
		`(?m)connect\(3, \{sa_family=AF_INET, sin_port=htons\(1\), sin_addr=inet_addr\("127\.0\.0\.1"\)\}, 16\)$`,
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
	cmd := exec.Command(binary, "-c", "-e", "execve", "--", "sh", "-c", "trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 0.1; done")
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
	status, _, lines := trace(t, dir, "-c", "make", "-B", "-j4")
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
		if args[0] == binary {
			answered(t, string(out))
		}
		b, err := os.ReadFile(filepath.Join(dir, output))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	alone := build("alone")
	supervised := build("supervised", binary, "-c", "--")
	if !bytes.Equal(alone, supervised) {
		t.Error("the supervised build made another program")
	}
}

func TestSelection(t *testing.T) {
	var s selection
	if err := s.add("mkdirat,%network,connect"); err != nil {
		t.Fatal(err)
	}
	names, err := s.list()
	if err != nil || !slices.Contains(names, "mkdirat") || !slices.Contains(names, "bind") || !slices.IsSorted(names) {
		t.Errorf("%q, %v", names, err)
	}
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("twice the same: %q", names)
	}
	for _, bad := range []string{"", "mkdirat,", "%x", "no_such_call", "/("} {
		var s selection
		if err := s.add(bad); err == nil {
			t.Errorf("%q: %v", bad, s.names)
		}
	}
	// No group has what programs do not survive, and what is named is there.
	for _, words := range []string{"all", "%process,%desc", "!mkdir", "/."} {
		var s selection
		if err := s.add(words); err != nil {
			t.Fatal(err)
		}
		for _, name := range fragile {
			if s.names[name] {
				t.Errorf("%s has %s", words, name)
			}
		}
	}
	var less selection
	if err := less.add("!mkdir,clone"); err != nil {
		t.Fatal(err)
	}
	if less.names["mkdir"] || !less.names["mkdirat"] || !less.names["clone"] {
		t.Errorf("%v", less.names)
	}
}

func TestFault(t *testing.T) {
	kerneltest.Deadline(t, limit)
	status, out, lines := trace(t, t.TempDir(), "-e", "mkdir", "-e", "fault=mkdir:error=ENOSPC:when=2", "--",
		"/usr/bin/python3", "-c", `
import os
for name in "abc":
    try: os.mkdir(name)
    except OSError as e: print(name, e.errno)
print(sorted(os.listdir(".")))
`)
	if status != 0 || out != "b 28\n['a', 'c']\n" {
		t.Errorf("status %d, %q, %s", status, out, lines)
	}
	if want := `mkdir("b", 0777) = -1 ENOSPC (No space left on device) (INJECTED)`; !strings.Contains(lines, want) || strings.Count(lines, "INJECTED") != 1 {
		t.Errorf("%s", lines)
	}
	status, out, _ = trace(t, "", "-e", "getppid", "-e", "fault=getppid:retval=42", "--", "/usr/bin/python3", "-c", "import os; print(os.getppid())")
	if status != 0 || out != "42\n" {
		t.Errorf("status %d, %q", status, out)
	}
}

// A shell tries the directories of its PATH.
func TestFailedExecve(t *testing.T) {
	kerneltest.Deadline(t, limit)
	_, _, lines := trace(t, "", "--", "/usr/bin/env", "PATH=/nonexistent:/usr/bin:/bin", "true")
	first := strings.Index(lines, `failed: execve("/nonexistent/true", ["true"]`)
	second := strings.Index(lines, `execve("/usr/bin/true", ["true"]`)
	if first < 0 || second < first || strings.Count(lines, "failed:") != 1 {
		t.Errorf("%s", lines)
	}
}

func TestJSON(t *testing.T) {
	kerneltest.Deadline(t, limit)
	_, _, lines := trace(t, t.TempDir(), "--json", "-e", "mkdir,bind,exit_group", "--", "/usr/bin/python3", "-c", `
import os, socket
os.mkdir(b"x\xff")
socket.socket(socket.AF_UNIX).bind("\0name")
`)
	var mkdir, bind, exited bool
	for line := range strings.Lines(lines) {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		switch {
		case r.Call == "mkdir":
			mkdir = r.Kind == "Mkdir" && r.PID > 0 && len(r.Paths) == 1 && string(r.Paths[0].Bytes) == "x\xff" && r.Paths[0].Does == "create" &&
				slices.Equal(r.Args, []string{`"x\377"`, "0777"})
		case r.Call == "bind":
			bind = slices.Equal(r.Addrs, []string{`{sa_family=AF_UNIX, sun_path=@"name"}`}) && slices.Equal(r.FDs, []int{3})
		case r.Event == "exited":
			exited = r.Text == "exited with 0"
		}
	}
	if !mkdir || !bind || !exited {
		t.Errorf("%v %v %v:\n%s", mkdir, bind, exited, lines)
	}
}

func TestOnlyPath(t *testing.T) {
	kerneltest.Deadline(t, limit)
	dir := t.TempDir()
	write(t, dir, "a", "x")
	write(t, dir, "b", "x")
	_, _, lines := trace(t, dir, "-y", "-e", "openat,read", "-P", filepath.Join(dir, "a"), "--", "cat", "a", "b")
	if !strings.Contains(lines, `"a", O_RDONLY`) || !strings.Contains(lines, "read(3<"+dir+"/a>") || strings.Contains(lines, `"b"`) || strings.Contains(lines, "/b>") {
		t.Errorf("%s", lines)
	}
}

// What cannot be written is told, and does not harm the command.
func TestFullDisk(t *testing.T) {
	kerneltest.Deadline(t, limit)
	status, out, lines := trace(t, "", "-o", "/dev/full", "--", "sh", "-c", "echo done")
	if status != launch.StatusFailed || out != "done\n" || !strings.Contains(lines, "no space left") {
		t.Errorf("status %d, %q, %s", status, out, lines)
	}
}

// Shells do not make a call again that a signal has ended: none of those is among what is traced by
// default.
func TestPipelines(t *testing.T) {
	kerneltest.Deadline(t, 5*time.Minute)
	pipelines := 100
	if *strace {
		pipelines = 1000
	}
	for _, shell := range []string{"dash", "bash"} {
		script := "i=0; while [ $i -lt " + strconv.Itoa(pipelines) + " ]; do echo $i | cat | cat; i=$((i+1)); done"
		status, out, lines := trace(t, "", "-o", "/dev/null", "--", shell, "-c", script)
		if got := strings.Count(out, "\n"); status != 0 || got != pipelines {
			t.Errorf("%s: status %d, %d of %d pipelines; %s", shell, status, got, pipelines, lines)
		}
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
