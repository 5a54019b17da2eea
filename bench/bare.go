//go:build linux && cgo

package main

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// runBare is the least that a Go program can do: the package's own cgo calls, one that
// receives and one that sends, and nothing around them. What it takes longer than a C loop
// is the price of Go.
func runBare(listener int, tell *teller) error {
	b, err := newBare(listener)
	if err != nil {
		return err
	}
	for {
		if err := b.receive(); err != nil {
			return err
		}
		last := tell.about(b.n.Args[0])
		if err := b.respond(b.n.ID); err != nil {
			return err
		}
		if last {
			return nil
		}
	}
}

// runBareChannel is the least that a Go program can do with a channel: the goroutine that
// receives waits until the other one has answered, which no package can do that does not know
// how long that takes.
func runBareChannel(listener int, tell *teller) error {
	b, err := newBare(listener)
	if err != nil {
		return err
	}
	c, answered, failed := make(chan scmp.Notif), make(chan struct{}, 1), make(chan error, 1)
	go func() {
		defer close(c)
		for {
			if err := b.receive(); err != nil {
				failed <- err
				return
			}
			c <- *b.n
			<-answered
		}
	}()
	for n := range c {
		last := tell.about(n.Args[0])
		if err := b.respond(n.ID); err != nil {
			return err
		}
		answered <- struct{}{}
		if last {
			for range c { // until the target is gone
			}
			return nil
		}
	}
	return <-failed
}

// runBareChannelAlone is runBareChannel on one processor of the Go runtime: a goroutine that
// becomes runnable wakes no other thread then.
func runBareChannelAlone(listener int, tell *teller) error {
	runtime.GOMAXPROCS(1)
	return runBareChannel(listener, tell)
}

// bare is a listener and what it takes to receive from it.
type bare struct {
	listener int
	n        *scmp.Notif
}

func newBare(listener int) (*bare, error) {
	if err := scmp.Init(); err != nil {
		return nil, err
	}
	if errno := scmp.SetFlags(listener, unix.SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP); errno != 0 {
		return nil, errno
	}
	return &bare{listener: listener, n: new(scmp.Notif)}, nil
}

func (b *bare) receive() error {
	switch outcome := scmp.Take(b.listener, b.n); outcome {
	case scmp.Received:
		return nil
	case scmp.Hangup:
		return errEnded
	default:
		return outcome.Errno()
	}
}

func (b *bare) respond(id uint64) error {
	if errno := scmp.Respond(b.listener, id, 0, 0, unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE); errno != 0 {
		return errno
	}
	return nil
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
