//go:build linux && cgo

package launch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// scenarioRunner stands before the command that its arguments name, as env(1) does.
// Its first argument says what is special.
func scenarioRunner() (any, error) {
	f, err := Notify("execve")
	if err != nil {
		return nil, err
	}
	var r Runner
	ctx := context.Background()
	cmd := exec.Command(os.Args[2], os.Args[3:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	switch os.Args[1] {
	case "die-with-me":
		r.DieWithMe = true
	case "kill":
		r.Descendants = KillDescendants
	case "leave":
		r.Descendants = LeaveDescendants
	case "foreground":
		cmd.SysProcAttr = &syscall.SysProcAttr{Foreground: true}
	case "cancel":
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(ctx)
		r.Supervise = func(ctx context.Context, s *seccompstream.NotificationStream) error {
			n, err := s.Receive(ctx)
			if err != nil {
				return err
			}
			n.Continue()
			cancel()
			<-ctx.Done()
			return ctx.Err()
		}
	case "fail":
		r.Supervise = func(context.Context, *seccompstream.NotificationStream) error { return errors.New("no more") }
	case "hand over":
		r.Supervise = func(ctx context.Context, s *seccompstream.NotificationStream) error {
			n, err := s.Receive(ctx)
			if err != nil {
				return err
			}
			n.Continue()
			return ErrHandedOver
		}
	}
	status, err := r.Run(ctx, cmd, f)
	foreground, _ := unix.IoctlGetInt(0, unix.TIOCGPGRP)
	return []any{status, fmt.Sprint(err), foreground == unix.Getpgrp()}, nil
}

// runner returns this test binary as such a program, and the pipe of its report.
func runner(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := self()
	cmd.Args = append([]string{"runner"}, args...)
	return cmd
}

type runnerReport [3]any

func (r runnerReport) status() int { return int(r[0].(float64)) }

func TestRunnerStatus(t *testing.T) {
	file := func(content string, mode os.FileMode) string {
		path := t.TempDir() + "/file"
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, test := range map[string]struct {
		args []string
		want int
		err  string
	}{
		"success":        {[]string{"", "true"}, 0, "<nil>"},
		"failure":        {[]string{"", "sh", "-c", "exit 42"}, 42, "<nil>"},
		"signal":         {[]string{"", "sh", "-c", "kill -USR2 $$"}, 128 + int(unix.SIGUSR2), "<nil>"},
		"killed":         {[]string{"die-with-me", "sh", "-c", "kill -KILL $$"}, 128 + int(unix.SIGKILL), "<nil>"},
		"not in PATH":    {[]string{"", "no-such-program"}, 127, `exec: "no-such-program": executable file not found in $PATH`},
		"not found":      {[]string{"", "/no/such/program"}, 127, "fork/exec /no/such/program: no such file or directory"},
		"directory":      {[]string{"", "/tmp"}, 126, "fork/exec /tmp: permission denied"},
		"not executable": {[]string{"", file("", 0o644)}, 126, "permission denied"},
		"die-with-me":    {[]string{"die-with-me", "/no/such/program"}, 127, "no such file"},
		"cancelled":      {[]string{"cancel", "sleep", "1000"}, 125, "context canceled"},
		"no supervision": {[]string{"fail", "sleep", "1000"}, 125, "no more"},
		"handed over":    {[]string{"hand over", "sleep", "0.01"}, 0, "<nil>"},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			var got runnerReport
			runScenario(t, runner(t, test.args...), "runner", &got)
			if got.status() != test.want || !strings.Contains(got[1].(string), test.err) {
				t.Errorf("got %v, want %d, %s", got, test.want, test.err)
			}
		})
	}
}

// What fails before there is a command is the program's own failure, though its errno may
// be that of a missing file.
func TestStatus(t *testing.T) {
	f := mustNotify(t, quiet)
	noDir := exec.Command("true")
	noDir.Dir = "/no/such/directory"
	noDir.SysProcAttr = &syscall.SysProcAttr{Chroot: "/"}
	var r Runner
	if status, err := r.Run(t.Context(), exec.Command("true"), nil); status != StatusFailed || err == nil {
		t.Errorf("without a filter: %d, %v", status, err)
	}
	if status, err := r.Run(t.Context(), nil, f); status != StatusFailed || err == nil {
		t.Errorf("without a command: %d, %v", status, err)
	}
	for err, want := range map[error]int{
		nil: 0,
		&exec.Error{Name: "x", Err: exec.ErrNotFound}:                                   127,
		&exec.Error{Name: "x", Err: exec.ErrDot}:                                        126,
		&os.PathError{Op: "chdir", Path: "x", Err: syscall.ENOENT}:                      125,
		&os.PathError{Op: "fork/exec", Path: "x", Err: syscall.ENOEXEC}:                 126,
		fmt.Errorf("install the filter: %w", os.NewSyscallError("seccomp", unix.EPERM)): 125,
	} {
		if got := Status(err); got != want {
			t.Errorf("%v: %d, want %d", err, got, want)
		}
	}
}

// startRunner starts a runner whose command prints "ready" and its parent's number, which
// is the runner's, and waits for that.
func startRunner(t *testing.T, cmd *exec.Cmd) (lines *bufio.Scanner, pid int, status func() runnerReport) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reports := make(chan runnerReport, 1)
	cmd.Stdout = w
	go func() {
		defer close(reports)
		var got runnerReport
		runScenario(t, cmd, "runner", &got)
		w.Close()
		reports <- got
	}()
	t.Cleanup(func() { r.Close() })
	lines = bufio.NewScanner(r)
	lines.Scan()
	if _, err := fmt.Sscanf(lines.Text(), "ready %d", &pid); err != nil {
		t.Fatalf("the command says %q", lines.Text())
	}
	return lines, pid, func() runnerReport { return <-reports }
}

// Signals to the runner are the command's, but for those that it was started to ignore.
func TestRunnerSignals(t *testing.T) {
	const script = `trap 'echo term; exit 3' TERM; trap 'echo hup' HUP; trap 'echo int' INT; trap 'echo usr1' USR1; echo ready $PPID; while :; do sleep .01; done`
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		before []string // the runner
		want   string
	}{
		"all":   {nil, "hup int usr1 term"},
		"nohup": {[]string{"env", "--ignore-signal=HUP"}, "int usr1 term"},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			cmd := runner(t, "", "sh", "-c", script)
			if test.before != nil {
				cmd = exec.Command(test.before[0], append(append(test.before[1:], exe), cmd.Args[1:]...)...)
			}
			lines, pid, status := startRunner(t, cmd)
			var got []string
			for _, sig := range []syscall.Signal{unix.SIGHUP, unix.SIGINT, unix.SIGUSR1, unix.SIGTERM} {
				if err := unix.Kill(pid, sig); err != nil {
					t.Fatal(err)
				}
				if sig == unix.SIGHUP && test.before != nil {
					continue
				}
				if lines.Scan() {
					got = append(got, lines.Text())
				}
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("the command got %s, want %s", s, test.want)
			}
			if r := status(); r.status() != 3 {
				t.Errorf("got %v, want status 3", r)
			}
		})
	}
}

// The command dies with a runner that is killed, where that was asked for.
func TestRunnerDieWithMe(t *testing.T) {
	bound(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := runner(t, "die-with-me", "sh", "-c", "echo ready; exec sleep 1000")
	cmd.Env = append(os.Environ(), inScenario("runner")...)
	cmd.Stdout = w
	report, err := os.Open("/dev/null")
	if err != nil {
		t.Fatal(err)
	}
	defer report.Close()
	cmd.ExtraFiles = []*os.File{report}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	lines := bufio.NewScanner(r)
	if !lines.Scan() {
		t.Fatal("the command says nothing")
	}
	time.Sleep(20 * time.Millisecond) // nor does it die for nothing
	cmd.Process.Kill()
	cmd.Wait()
	if lines.Scan() { // the end of the file comes with the end of the command
		t.Errorf("the command says %q", lines.Text())
	}
}

// A command's daemons are supervised, left alone or killed.
func TestRunnerDescendants(t *testing.T) {
	const script = `sh -c 'sleep 1000 & sleep 1000 & wait' <&- >&- 2>&- & echo ready $PPID; echo $!; exit 5`
	for how, wait := range map[string]bool{"": true, "leave": false, "kill": false} {
		t.Run(how, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			lines, runner, status := startRunner(t, runner(t, how, "sh", "-c", script))
			lines.Scan()
			var pid int
			if _, err := fmt.Sscan(lines.Text(), &pid); err != nil {
				t.Fatal(err)
			}
			if wait {
				time.Sleep(20 * time.Millisecond)
				unix.Kill(runner, unix.SIGTERM) // ends the waiting
			}
			if r := status(); r.status() != 5 {
				t.Errorf("got %v, want status 5", r)
			}
			gone := unix.Kill(pid, 0) == unix.ESRCH
			if gone != (how == "kill") {
				t.Errorf("the daemon is gone: %v", gone)
			}
			if !gone {
				for _, child := range append(childrenOf(fmt.Sprintf("/proc/%d/task", pid)), pid) {
					unix.Kill(child, unix.SIGKILL)
				}
			}
		})
	}
}

// At a terminal: what is typed reaches the command once, and job control stops and
// continues the runner with it.
func TestRunnerTerminal(t *testing.T) {
	bound(t)
	checkLeaks(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	master, slave := openPTY(t)
	shell := exec.Command("bash", "--norc", "--noediting", "-i")
	shell.Env = append(os.Environ(), "PS1=prompt> ", "HISTFILE=")
	shell.Stdin, shell.Stdout, shell.Stderr = slave, slave, slave
	shell.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	defer shell.Wait()
	defer master.Close() // hangs up
	screen := &screen{t: t, master: master}
	screen.await("prompt> ")
	env := strings.Join(inScenario("runner"), " ")
	screen.enter(fmt.Sprintf("%s %s '' sh -c 'trap \"echo got-\\int\" INT; trap \"echo con\\tinued\" CONT; echo rea\\dy; while :; do sleep .01; done' 3>/dev/null", env, exe), "ready")
	screen.enter("\x03", "got-int")
	screen.enter("\x1a", "Stopped")
	screen.await("prompt> ")
	screen.enter("fg", "continued")
	screen.enter("\x03", "got-int")
	screen.enter("\x03", "got-int")
	if n := strings.Count(screen.all(), "got-int"); n != 3 {
		t.Errorf("the command got %d interrupts for 3:\n%s", n, screen.all())
	}
	screen.enter("\x1a", "Stopped")
	screen.await("prompt> ")
	screen.enter("fg", "continued")
	screen.enter("\x1c", "prompt> ") // SIGQUIT ends the command
	screen.enter("exit", "exit")
}

// A command that had the terminal to itself does not keep it.
func TestRunnerTakesTerminalBack(t *testing.T) {
	bound(t)
	checkLeaks(t)
	master, slave := openPTY(t)
	defer master.Close()
	defer slave.Close()
	cmd := runner(t, "foreground", "sh", "-c", "exit 4")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	var got runnerReport
	if runScenario(t, cmd, "runner", &got); got.status() != 4 || got[2] != true {
		t.Errorf("got %v, want status 4 and the terminal", got)
	}
}

// A screen is what a terminal shows.
type screen struct {
	t      *testing.T
	master *os.File
	text   bytes.Buffer
	seen   int
}

func (s *screen) all() string { return s.text.String() }

// enter types a line, or a control character, and awaits a word.
func (s *screen) enter(line, word string) {
	s.t.Helper()
	if line[0] >= ' ' {
		line += "\n"
	}
	if _, err := s.master.WriteString(line); err != nil {
		s.t.Fatal(err)
	}
	s.await(word)
}

func (s *screen) await(word string) {
	s.t.Helper()
	buf := make([]byte, 4096)
	if err := s.master.SetReadDeadline(time.Now().Add(kerneltest.Patience(20 * time.Second))); err != nil {
		s.t.Fatal(err)
	}
	for {
		if i := strings.Index(s.text.String()[s.seen:], word); i >= 0 {
			s.seen += i + len(word)
			return
		}
		n, err := s.master.Read(buf)
		s.text.Write(buf[:n])
		if err != nil {
			s.t.Fatalf("no %q on the screen, but\n%s\n%v", word, s.text.String(), err)
		}
	}
}

func openPTY(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { master.Close() })
	// Fd would make it blocking, without deadlines.
	conn, err := master.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if controlErr := conn.Control(func(fd uintptr) {
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err == nil {
			n, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		}
	}); controlErr != nil || err != nil {
		t.Fatal(controlErr, err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return master, slave
}
