//go:build linux && cgo

package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// The programs that all tests use.
var handover, caller string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	handover, caller = filepath.Join(dir, "handover"), filepath.Join(dir, "caller")
	for _, args := range [][]string{{"build", "-o", handover, "."}, {"build", "-o", caller, "./testdata/caller"}} {
		if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "%q: %v\n%s", args, err, out)
			os.Exit(1)
		}
	}
	kerneltest.Main(m, func() { os.RemoveAll(dir) })
}

// A supervisor is a process of the example.
type supervisor struct {
	cmd    *exec.Cmd
	stdout bytes.Buffer
	stderr bytes.Buffer
}

func supervise(t *testing.T, args ...string) *supervisor {
	t.Helper()
	s := &supervisor{cmd: exec.Command(handover, args...)}
	s.cmd.Stdout, s.cmd.Stderr = &s.stdout, &s.stderr
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return s
}

// answered returns how many calls a supervisor answered, which has ended.
func (s *supervisor) answered(t *testing.T) int {
	t.Helper()
	m := regexp.MustCompile(`(?m)^handover\[\d+\]: (\d+) calls answered$`).FindAllStringSubmatch(s.stderr.String(), -1)
	if m == nil {
		t.Fatalf("a supervisor says %q", s.stderr.String())
	}
	sum := 0
	for _, m := range m {
		n, _ := strconv.Atoi(m[1])
		sum += n
	}
	return sum
}

func await(t *testing.T, path string) {
	t.Helper()
	for start := time.Now(); time.Since(start) < 10*time.Second; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(path); err == nil {
			return
		}
	}
	t.Fatalf("no %s", path)
}

// Supervisors follow one another while the targets call at full speed. No call fails,
// none takes long, and each is answered by one of them.
func TestHandOver(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	adoptOrphans(t)
	socket := filepath.Join(t.TempDir(), "socket")
	supervisors := []*supervisor{supervise(t, "-socket", socket, "-e", "getppid", "--", caller, "2500ms")}
	await(t, socket)
	// The command outlives the supervisor that started it, and so does its output.
	first := make(chan error, 1)
	go func(s *supervisor) { first <- s.cmd.Wait() }(supervisors[0])
	for range 4 {
		time.Sleep(300 * time.Millisecond)
		supervisors = append(supervisors, supervise(t, "-socket", socket))
	}
	for _, s := range supervisors[1:] {
		if err := s.cmd.Wait(); err != nil {
			t.Errorf("%v: %s", err, s.stderr.String())
		}
	}
	if err := <-first; err != nil {
		t.Errorf("%v: %s", err, supervisors[0].stderr.String())
	}
	var calls, failed, longest, answered int
	if _, err := fmt.Sscanf(supervisors[0].stdout.String(), "calls %d failed %d longest %d\n", &calls, &failed, &longest); err != nil {
		t.Fatalf("the targets say %q", supervisors[0].stdout.String())
	}
	for i, s := range supervisors {
		n := s.answered(t)
		t.Logf("supervisor %d answered %d calls", i, n)
		if n == 0 {
			t.Errorf("supervisor %d has not answered any", i)
		}
		answered += n
	}
	t.Logf("%d calls, the longest took %v", calls, time.Duration(longest))
	if failed != 0 || answered != calls {
		t.Errorf("%d calls, of which %d failed; %d answers", calls, failed, answered)
	}
	if longest > int(time.Second) {
		t.Errorf("a call took %v", time.Duration(longest))
	}
}

// One that asks for the listener and does nothing with it costs a moment.
func TestBadSuccessors(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	adoptOrphans(t)
	socket := filepath.Join(t.TempDir(), "socket")
	s := supervise(t, "-socket", socket, "-e", "getppid", "--", caller, "2s")
	await(t, socket)
	for _, say := range []string{"", "x", string(ready)} {
		conn, err := net.Dial("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write([]byte(say)); err != nil {
			t.Error(err)
		}
		time.Sleep(10 * time.Millisecond)
		conn.Close()
	}
	wants := []string{"refused: EOF", "refused: \"x\"", "going on"}
	if os.Getuid() == 0 {
		wants = append(wants, "refused: user 65534")
		askAsStranger(t, socket)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, s.stderr.String())
	}
	var calls, failed, longest int
	if _, err := fmt.Sscanf(s.stdout.String(), "calls %d failed %d longest %d\n", &calls, &failed, &longest); err != nil {
		t.Fatalf("the targets say %q", s.stdout.String())
	}
	if answered := s.answered(t); failed != 0 || answered != calls || longest > int(time.Second) {
		t.Errorf("%d calls, of which %d failed and the longest took %v; %d answers", calls, failed, time.Duration(longest), answered)
	}
	for _, want := range wants {
		if !strings.Contains(s.stderr.String(), want) {
			t.Errorf("%q is not in: %s", want, s.stderr.String())
		}
	}
}

// askAsStranger asks for the listener as another user, to whom the file system would
// permit it.
func askAsStranger(t *testing.T, socket string) {
	t.Helper()
	for path, mode := range map[string]os.FileMode{
		socket: 0o777, filepath.Dir(socket): 0o755, filepath.Dir(filepath.Dir(socket)): 0o755,
		handover: 0o755, filepath.Dir(handover): 0o755,
	} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	stranger := exec.Command(handover, "-socket", socket)
	stranger.SysProcAttr = &unix.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := stranger.CombinedOutput(); err == nil {
		t.Errorf("a stranger got the listener: %s", out)
	}
}

// adoptOrphans makes the test the parent of commands whose supervisor has gone, and
// reaps them: before Linux 6.11 a stream ends only then.
func adoptOrphans(t *testing.T) {
	t.Helper()
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var reaper sync.WaitGroup
	reaper.Add(1)
	go func() {
		defer reaper.Done()
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
			}
			reap("caller")
		}
	}()
	t.Cleanup(func() {
		close(stop)
		reaper.Wait()
		// The supervisors have been waited for. What is left is a caller that is exiting.
		for {
			if _, err := unix.Wait4(-1, nil, 0, nil); err == unix.ECHILD {
				return
			}
		}
	})
}

// reap waits for the children of that name that have ended.
func reap(name string) {
	lists, _ := filepath.Glob("/proc/self/task/*/children")
	for _, list := range lists {
		children, _ := os.ReadFile(list)
		for _, child := range strings.Fields(string(children)) {
			if comm, _ := os.ReadFile("/proc/" + child + "/comm"); string(comm) == name+"\n" {
				pid, _ := strconv.Atoi(child)
				_, _ = unix.Wait4(pid, nil, unix.WNOHANG, nil)
			}
		}
	}
}
