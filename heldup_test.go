//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// A target can have the kernel hold its listener up for as long as it lives: AddFD closes a
// file of its, which its file system does not answer. Close and Detach do not wait for that,
// nor does anything else in the process, and when it is over nothing is left. The supervisor
// is a process of its own: if it freezes nothing but the end of the target helps.
func TestHeldUp(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	kerneltest.Need(t, "fuse", kerneltest.HaveFUSE())
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	for _, when := range []string{"called before", "called since"} {
		target, fd := startListener(t, fuseTarget, fuseDir+"="+t.TempDir())
		listener := os.NewFile(uintptr(fd), "listener")
		supervisor := kerneltest.Start(t, heldUpSupervisor, func(c *exec.Cmd) {
			c.ExtraFiles = append(c.ExtraFiles, listener)
			c.Env = append(c.Env, "WHEN="+when)
			if when == "called before" {
				// So that the Go netpoller has yet to be asked what it knows of the listener
				// when that is held up.
				c.Env = append(c.Env, "GOMAXPROCS=1")
			}
		})
		listener.Close()
		var froze atomic.Bool
		watchdog := time.AfterFunc(kerneltest.Patience(30*time.Second), func() {
			froze.Store(true)
			target.Cmd.Process.Kill()
		})
		for {
			line := supervisor.Line()
			if line == "left" {
				break
			}
			t.Error(line)
			if line == "" {
				break
			}
		}
		watchdog.Stop()
		target.Kill() // and its file system
		for _, line := range supervisor.Wait() {
			if line != "left" {
				t.Error(line)
			}
		}
		if froze.Load() {
			t.Error("the supervisor froze until its target was killed")
		}
	}
}

var heldUpSupervisor = kerneltest.Scenario("held up/supervisor", func(report kerneltest.Report) {
	want := func(what string, got, want error) {
		if !errors.Is(got, want) {
			report("%s: got %v, want %v", what, got, want)
		}
	}
	if os.Getenv("WHEN") == "called before" {
		for {
			p := []unix.PollFd{{Fd: 4, Events: unix.POLLIN}}
			if n, err := unix.Poll(p, -1); n == 1 && err == nil && p[0].Revents&unix.POLLIN != 0 {
				break
			}
		}
	}
	var log logBuffer
	s, err := seccompstream.NewNotificationStream(4, &seccompstream.Config{
		Timeout: 50 * time.Millisecond, Grace: 50 * time.Millisecond, Logger: log.logger(),
	})
	if err != nil {
		report("%v", err)
		return
	}
	seccompstream.SetClosePatience(s, 100*time.Millisecond)
	hold := func(n seccompstream.Notification) error {
		_, err := n.AddFD(2, seccompstream.AddFDOptions{SetFD: true, TargetFD: fuseFD})
		return err
	}
	added, served := make(chan error, 1), make(chan error, 1)
	if os.Getenv("WHEN") == "called before" {
		n, err := s.Receive(context.Background())
		if err != nil {
			report("%v", err)
			return
		}
		go func() { added <- hold(n) }()
		runtime.Gosched()
	}
	go func() {
		served <- s.Serve(context.Background(), handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			added <- hold(n)
			return seccompstream.Error(unix.EACCES)
		}))
	}()

	// Timers and descriptors go on.
	for range 20 {
		r, w, err := os.Pipe()
		if err != nil {
			report("%v", err)
			break
		}
		time.AfterFunc(5*time.Millisecond, func() { w.Close() })
		r.Read(make([]byte, 1))
		r.Close()
	}
	runtime.GC()
	select {
	case err := <-added:
		report("AddFD has returned: %v", err)
	default:
	}

	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	_, err = s.Detach(ctx)
	want("Detach", err, context.DeadlineExceeded)
	if err := s.Err(); err != nil {
		report("after a Detach that failed: %v", err)
	}
	if st := s.Stats(); st.Pending != 1 || st.LeftBehind != 0 {
		report("%+v", st)
	}
	for range 2 {
		want("Close", s.Close(), os.ErrDeadlineExceeded)
	}
	if st := s.Stats(); st.LeftBehind != 1 {
		report("%+v", st)
	}
	want("Err", s.Err(), os.ErrClosed)
	if !strings.Contains(log.String(), "holds the listener up") {
		report("the log does not say it: %s", log.String())
	}

	report("left") // and the target is killed
	want("Serve", <-served, nil)
	<-added
	for s.Close() != nil {
		time.Sleep(time.Millisecond)
	}
	if st := s.Stats(); st.Pending != 0 || st.LeftBehind != 1 || st.Received != st.Answered+st.Expired {
		report("%+v", st)
	}
	if _, err := unix.FcntlInt(4, unix.F_GETFD, 0); err != unix.EBADF {
		report("the listener is still open: %v", err)
	}
})
