//go:build linux && cgo

package launch

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// Run starts cmd under the filter f as [Start] does, supervises it, and returns the exit
// status that this program should have: the command's own; 128+N where signal N has ended
// it; [StatusNotFound] or [StatusCannot] where it could not be executed; [StatusFailed]
// where anything else failed. An error that is not nil comes with one of the last three,
// and is to be printed; a command that runs and fails is no error.
//
// When ctx ends the command is killed, and Run returns the cause with [StatusFailed]. A
// command that ends otherwise at the same moment wins. [ErrHandedOver] from Supervise
// makes Run return 0 at once, with the command running.
//
// Run catches signals, which is the business of a whole process: one Run at a time.
func (r *Runner) Run(ctx context.Context, cmd *exec.Cmd, f *seccomp.ScmpFilter) (status int, err error) {
	signals := make(chan os.Signal, 16)
	catch(signals)
	defer signal.Stop(signals)
	terminal := openTerminal()
	defer terminal.restore()
	if r.Descendants == KillDescendants {
		if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
			return StatusFailed, os.NewSyscallError("prctl", err)
		}
		defer func() { _ = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0) }()
	}
	if cmd == nil {
		return StatusFailed, errors.New("launch: the command is nil")
	}
	stream, release, err := r.start(cmd, f)
	if err != nil {
		return Status(err), err
	}
	defer release()
	run := &running{
		Runner: r, cmd: cmd, stream: stream, signals: signals,
		waited: make(chan error, 1), served: make(chan error, 1),
		sameGroup: terminal.has(cmd),
	}
	return run.wait(ctx)
}

// start starts cmd. What it returns beside the stream is to be called at the end.
func (r *Runner) start(cmd *exec.Cmd, f *seccomp.ScmpFilter) (stream *seccompstream.NotificationStream, release func(), err error) {
	if !r.DieWithMe {
		stream, err = Start(cmd, f, r.Config)
		return stream, func() {}, err
	}
	given := cmd.SysProcAttr
	attr := syscall.SysProcAttr{}
	if given != nil {
		attr = *given
	}
	if attr.Pdeathsig == 0 {
		attr.Pdeathsig = syscall.SIGKILL
	}
	// The signal comes when the thread ends that made the process: it must not.
	started, end := make(chan struct{}), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		cmd.SysProcAttr = &attr
		stream, err = Start(cmd, f, r.Config)
		cmd.SysProcAttr = given
		close(started)
		<-end
	}()
	<-started
	return stream, func() { close(end) }, err
}

// running is a command that runs.
type running struct {
	*Runner
	cmd       *exec.Cmd
	stream    *seccompstream.NotificationStream
	signals   chan os.Signal
	waited    chan error // the command has ended
	served    chan error // nobody supervises it any more
	sameGroup bool       // what is typed at the terminal reaches the command by itself
}

func (r *running) wait(ctx context.Context) (int, error) {
	serving, stop := context.WithCancel(ctx)
	defer stop()
	go func() { r.served <- r.supervise(serving) }()
	go func() { r.waited <- r.cmd.Wait() }()

	var failure error
	var killed chan struct{}
	done := ctx.Done()
	for served, waited := r.served, r.waited; served != nil || waited != nil || killed != nil; {
		select {
		case err := <-served:
			served = nil
			if errors.Is(err, ErrHandedOver) {
				return 0, nil
			}
			r.stream.Close()
			if err != nil && failure == nil && serving.Err() == nil {
				failure = err
				r.kill()
			}
		case err := <-waited:
			waited = nil
			var exit *exec.ExitError
			if err != nil && failure == nil && !errors.As(err, &exit) {
				failure = err // of copying its input or output, or cmd's own context's
			}
			switch r.Descendants {
			case LeaveDescendants:
				stop()
			case KillDescendants:
				killed = make(chan struct{})
				go func() {
					defer close(killed)
					killChildren(serving)
				}()
			case WaitForDescendants:
			}
		case <-killed:
			killed = nil
		case <-done:
			done = nil
			if waited != nil {
				failure = context.Cause(ctx)
				r.kill()
			}
		case sig := <-r.signals:
			if waited == nil {
				stop() // the rest is not worth waiting for
			} else {
				r.pass(sig)
			}
		}
	}
	if failure != nil {
		return StatusFailed, failure
	}
	return statusOf(r.cmd.ProcessState), nil
}

func (r *running) supervise(ctx context.Context) error {
	if r.Supervise != nil {
		return r.Supervise(ctx, r.stream)
	}
	return r.stream.Serve(ctx, seccompstream.HandlerFunc(
		func(context.Context, seccompstream.Notification) seccompstream.Response {
			return seccompstream.Continue()
		}))
}

// kill ends the command, whose state r.waited tells.
func (r *running) kill() { r.cmd.Process.Kill() }

// pass gives the command a signal that it has not got by itself.
func (r *running) pass(sig os.Signal) {
	if (sig == unix.SIGINT || sig == unix.SIGQUIT) && r.sameGroup && inForeground() {
		return
	}
	_ = r.cmd.Process.Signal(sig) // it may be gone
}

// statusOf returns what a shell makes of a process's end.
func statusOf(state *os.ProcessState) int {
	if ws := state.Sys().(syscall.WaitStatus); ws.Signaled() {
		return 128 + int(ws.Signal())
	}
	return state.ExitCode()
}

// catch has the signals that are for the command come to c, but for those that this
// process was started to ignore. A signal that is caught, unlike one that is ignored, is
// as ever for the command.
func catch(c chan<- os.Signal) {
	for _, sig := range []os.Signal{unix.SIGINT, unix.SIGQUIT, unix.SIGTERM, unix.SIGHUP, unix.SIGUSR1, unix.SIGUSR2} {
		if !signal.Ignored(sig) {
			signal.Notify(c, sig)
		}
	}
}

// A terminal is the controlling terminal, nil where there is none.
type terminal struct {
	tty        *os.File
	foreground bool // this process was in the foreground
}

func openTerminal() *terminal {
	fd, err := unix.Open("/dev/tty", unix.O_RDWR|unix.O_CLOEXEC|unix.O_NOCTTY, 0)
	if err != nil {
		return nil
	}
	t := &terminal{tty: os.NewFile(uintptr(fd), "/dev/tty")}
	group, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP)
	t.foreground = err == nil && group == unix.Getpgrp()
	return t
}

// has reports whether cmd is in this process's group.
func (*terminal) has(cmd *exec.Cmd) bool {
	sys := cmd.SysProcAttr
	return sys == nil || !sys.Setpgid && !sys.Setsid && !sys.Foreground
}

// restore takes the terminal back from a group that does not exist any more.
func (t *terminal) restore() {
	if t == nil {
		return
	}
	defer t.tty.Close()
	if !t.foreground {
		return
	}
	fd := int(t.tty.Fd())
	group, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP)
	if err != nil || group == unix.Getpgrp() || unix.Kill(-group, 0) != unix.ESRCH {
		return
	}
	// A thread that is not in the foreground is stopped for it, unless it blocks SIGTTOU.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var block, old unix.Sigset_t
	const bit = int(unix.SIGTTOU) - 1
	block.Val[bit/strconv.IntSize] = 1 << (bit % strconv.IntSize)
	if err := unix.PthreadSigmask(unix.SIG_BLOCK, &block, &old); err != nil {
		return
	}
	_ = unix.IoctlSetPointerInt(fd, unix.TIOCSPGRP, unix.Getpgrp())
	_ = unix.PthreadSigmask(unix.SIG_SETMASK, &old, nil)
}

// inForeground reports whether this process's group is the terminal's foreground group.
func inForeground() bool {
	t := openTerminal()
	if t == nil {
		return false
	}
	t.tty.Close()
	return t.foreground
}

// killChildren kills and reaps all children of this process, and those that become its
// children because of that, until there are none or ctx ends.
func killChildren(ctx context.Context) {
	for ctx.Err() == nil {
		children := childrenOf("/proc/self/task")
		if len(children) == 0 {
			return
		}
		for _, pid := range children {
			_ = unix.Kill(pid, unix.SIGKILL)
			_, _ = unix.Wait4(pid, nil, unix.WNOHANG, nil)
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Millisecond):
		}
	}
}

// childrenOf lists the children of the threads in dir.
func childrenOf(dir string) []int {
	lists, _ := filepath.Glob(dir + "/*/children")
	var pids []int
	for _, list := range lists {
		b, err := os.ReadFile(list)
		if err != nil {
			continue
		}
		for _, field := range strings.Fields(string(b)) {
			if pid, err := strconv.Atoi(field); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}
