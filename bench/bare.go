//go:build linux && cgo

package main

import (
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// runBare is the least that a Go program can do: the package's own cgo calls, one that
// waits and receives and one that sends, and nothing around them. What it takes longer
// than a C loop that polls is the price of Go.
func runBare(listener int, tell *teller) error {
	if err := scmp.Init(); err != nil {
		return err
	}
	if errno := scmp.SetFlags(listener, unix.SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP); errno != 0 {
		return errno
	}
	event, err := unix.Eventfd(0, unix.EFD_CLOEXEC)
	if err != nil {
		return err
	}
	defer unix.Close(event)
	n := new(scmp.Notif)
	for {
		switch outcome := scmp.ReceiveSoon(listener, n, 0, event, 1000); outcome {
		case scmp.Received:
		case scmp.Nothing:
			continue
		case scmp.Hangup:
			return errEnded
		default:
			return outcome.Errno()
		}
		last := tell.about(n.Args[0])
		if errno := scmp.Respond(listener, n.ID, 0, 0, unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE); errno != 0 {
			return errno
		}
		if last {
			return nil
		}
	}
}

// plainCall returns how long a system call takes that nobody supervises, in microseconds.
func plainCall() float64 {
	const calls = 20000
	best := time.Hour
	for range 9 {
		begin := time.Now()
		for range calls {
			unix.RawSyscall(unix.SYS_GETPPID, 0, 0, 0)
		}
		best = min(best, time.Since(begin))
	}
	return float64(best) / calls / 1e3
}
