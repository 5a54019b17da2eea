//go:build linux && cgo

package launch

/*
#include "stage.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"syscall"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// Start starts cmd under the filter f, as [exec.Cmd.Start] would without one, and
// returns the stream of what the filter notifies. cfg configures the stream and may be
// nil.
//
// Start blocks until the command runs, or until its own execve is notified, which is
// then the first notification of the stream. After that cmd is the caller's as after
// cmd.Start: cmd.Process is set and cmd.Wait must be called. So is the stream, which
// ends by itself when the command and all its descendants are gone. The filter stays
// the caller's, too; it can be used again at once, and by several goroutines at a time.
//
// On error nothing is left behind: no process, no descriptor, no goroutine, and cmd is
// like one whose cmd.Start failed. What cmd.Start would have returned (no such program,
// no such user, a context that is done) comes back as the very same error. If the
// kernel refuses the filter the error wraps an [*os.SyscallError] of "seccomp" with its
// errno: EBUSY, for example, where this process itself is supervised, since listeners
// do not nest.
//
// If the command's execve is notified and fails after all, by its answer or otherwise,
// Start has returned already: the command then says why on its standard error, and exits
// as that of env(1) does, with status 127 if there is no such program, and else with 126.
func Start(cmd *exec.Cmd, f *seccomp.ScmpFilter, cfg *seccompstream.Config) (*seccompstream.NotificationStream, error) {
	if cmd == nil {
		return nil, errors.New("launch: the command is nil")
	}
	if cmd.Path == "" || cmd.Err != nil {
		return nil, cmd.Start() // which fails, and says it best
	}
	s, err := prepare(cmd, f)
	if err != nil {
		return nil, refuse(cmd, err)
	}
	defer s.close()

	stdin, err := s.start(cmd)
	if err != nil {
		return nil, asExecError(err, cmd.Path)
	}
	listener, err := s.await()
	if err != nil {
		return nil, abort(cmd, stdin, err)
	}
	stream, err := seccompstream.NewNotificationStream(listener, cfg)
	if err != nil {
		unix.Close(listener)
		return nil, abort(cmd, stdin, err)
	}
	endWithCommand(stream, cmd.Process.Pid)
	stdin.release(true)
	return stream, nil
}

// refuse makes cmd fail with err the way it fails if its program was not found: Start
// then closes the pipes that cmd holds, and starts nothing.
func refuse(cmd *exec.Cmd, err error) error {
	cmd.Err = err
	defer func() { cmd.Err = nil }()
	return cmd.Start()
}

// abort undoes a start of the stage because of cause, which it returns, told better if
// the process's end tells more.
func abort(cmd *exec.Cmd, stdin *gate, cause error) error {
	stdin.release(false)
	cmd.Process.Kill()
	end := cmd.Wait()
	cmd.Process, cmd.ProcessState = nil, nil
	if sys := cmd.SysProcAttr; sys != nil && sys.PidFD != nil && *sys.PidFD != -1 {
		unix.Close(*sys.PidFD)
		*sys.PidFD = -1
	}
	var failed *stageError
	switch {
	case errors.Is(cause, errStageDied):
		return fmt.Errorf("%w: %w", cause, end)
	case errors.As(cause, &failed) && failed.isExec():
		return &fs.PathError{Op: "fork/exec", Path: cmd.Path, Err: failed.errno}
	}
	return cause
}

// asExecError returns the error of starting the stage as one of starting path, unless it
// is the stage's program that cannot be executed.
func asExecError(err error, path string) error {
	e, ok := err.(*fs.PathError)
	if !ok || e.Op != "fork/exec" {
		return err
	}
	if loader := C.stage_loader(); loader != nil && e.Err == syscall.ENOENT {
		if _, err := os.Stat(C.GoString(loader)); err != nil {
			return fmt.Errorf("launch: this program cannot be executed again, which starting a command takes: its loader is not in this root directory: %w", err)
		}
	}
	return &fs.PathError{Op: e.Op, Path: path, Err: e.Err}
}

// A gate keeps a reader's data back until it is known whether there is a command to
// read them: os/exec starts to copy from Cmd.Stdin as soon as the stage runs.
type gate struct {
	r       io.Reader
	entered chan struct{}
	open    chan bool
}

func newGate(r io.Reader) *gate {
	return &gate{r: r, entered: make(chan struct{}), open: make(chan bool, 1)}
}

// WriteTo is what [io.Copy] calls.
func (g *gate) WriteTo(w io.Writer) (int64, error) {
	close(g.entered)
	if !<-g.open {
		return 0, nil
	}
	return io.Copy(w, g.r)
}

func (g *gate) Read([]byte) (int, error) { return 0, errors.ErrUnsupported }

// release lets the data pass, or nothing at all. A nil gate has nothing to hold.
func (g *gate) release(pass bool) {
	if g != nil {
		g.open <- pass
	}
}

// inStage reports whether parts of sys that precede execve are left to the stage. It is
// another program inside the new root that /proc/self/exe would name, if any; and once
// its children are to be in another PID namespace a process can make no thread.
func inStage(sys *syscall.SysProcAttr) bool {
	return sys != nil && (sys.Chroot != "" || sys.Unshareflags&syscall.CLONE_NEWPID != 0)
}
