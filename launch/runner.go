package launch

import (
	"context"
	"errors"
	"io/fs"
	"os/exec"

	"github.com/seccompstream/seccompstream"
)

// What a program that runs another one exits with, if it is not that one's own status: as
// env(1), nohup(1) and timeout(1) have it.
const (
	StatusFailed   = 125 // the program itself failed, or its arguments are wrong
	StatusCannot   = 126 // the command was found and cannot be executed
	StatusNotFound = 127 // the command was not found
)

// Status returns the exit status that stands for err, an error of [Start] or of a look-up
// by [exec.LookPath]: [StatusNotFound], [StatusCannot] or [StatusFailed], and 0 if err is
// nil.
func Status(err error) int {
	if err == nil {
		return 0
	}
	var lookup *exec.Error
	var start *fs.PathError
	switch {
	case errors.As(err, &lookup):
	case errors.As(err, &start) && start.Op == "fork/exec":
	default:
		// No directory to run in, no filter: it says nothing of the command.
		return StatusFailed
	}
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return StatusNotFound
	}
	return StatusCannot
}

// ErrHandedOver is what [Runner.Supervise] returns when another process has taken its
// place: the command runs on, and Run does not wait for it.
var ErrHandedOver = errors.New("launch: the command is supervised by another process")

// Descendants says what becomes of the command's descendants when it has ended.
type Descendants int

const (
	// WaitForDescendants supervises them as long as there are any. A signal to this
	// process that would be for the command then ends supervision.
	WaitForDescendants Descendants = iota
	// LeaveDescendants ends supervision with the command. Notified calls of those that
	// are left fail with ENOSYS.
	LeaveDescendants
	// KillDescendants kills them all. The whole process becomes their subreaper, see
	// PR_SET_CHILD_SUBREAPER in prctl(2), for as long as Run lasts: it is for programs
	// that have no other children, as every one of theirs is killed.
	KillDescendants
)

// A Runner runs a command under a filter, for programs that stand before a command as
// env(1), timeout(1) and strace(1) do, and makes them behave as those: the command has the
// terminal, gets the signals that are meant for it, and its end is the program's. The zero
// Runner answers every call with Continue.
//
// Signals. SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1 and SIGUSR2 that reach this process
// are passed on to the command, but for those that this process was started to ignore, as
// under nohup(1), which the command ignores likewise. The command stays in the process
// group of this process, so that a shell's job control stops and continues both, and what
// is typed at a terminal (SIGINT, SIGQUIT) reaches the command by itself: such a signal is
// not passed on while the group is the terminal's foreground group. A command that is to
// have a group or a session of its own (Setpgid, Setsid, Foreground) gets all of them from
// here, and where it left the terminal to a group that is no more, the terminal is taken
// back at the end.
type Runner struct {
	// Config configures the stream and may be nil.
	Config *seccompstream.Config

	// Supervise answers what the stream notifies, and returns when the stream ends or
	// ctx does. Nil stands for a loop that answers everything with Continue. An error
	// ends the command with SIGKILL: it is not to go on unsupervised. [ErrHandedOver]
	// is none.
	Supervise func(ctx context.Context, s *seccompstream.NotificationStream) error

	// DieWithMe makes the kernel kill the command when this process ends, in whatever
	// way (PR_SET_PDEATHSIG, prctl(2)). It is not for the command's descendants, whose
	// notified calls fail with ENOSYS then, and it does not last when the command
	// executes a set-user-ID program. It is not for supervisors that are replaced.
	DieWithMe bool

	// Descendants is waiting for them if it is zero.
	Descendants Descendants
}
