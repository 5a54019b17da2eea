//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestClose(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for _, c := range []struct {
		name string
		cfg  *seccompstream.Config
		want error
	}{
		{"default", nil, unix.ENOSYS},
		{"configured", &seccompstream.Config{CloseResponse: seccompstream.Error(unix.ESTALE)}, unix.ESTALE},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := streamtest.New(t, c.cfg, "getppid")
			s := target.Stream
			answered := callAsync(target, "getppid")
			n := receive(t, s)
			waiting := make(chan error)
			for range 4 {
				go func() {
					_, err := s.Receive(context.Background())
					waiting <- err
				}()
			}
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					if err := s.Close(); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			for range 4 {
				wantErr(t, "a waiting receiver", <-waiting, os.ErrClosed)
			}
			if r := <-answered; r.err != c.want {
				t.Errorf("the pending call got %v, want %v", r, c.want)
			}
			_, err := s.Receive(t.Context())
			wantErr(t, "Receive after Close", err, os.ErrClosed)
			late := n.Success(1)
			wantErr(t, "answer after Close", late, os.ErrClosed)
			wantErr(t, "answer after Close", late, seccompstream.ErrAnswered)
			wantErr(t, "Valid after Close", n.Valid(), os.ErrClosed)
			wantErr(t, "Err after Close", s.Err(), os.ErrClosed)
			if st := s.Stats(); st.Received != 1 || st.Answered != 1 || st.Pending != 0 {
				t.Errorf("%+v", st)
			}
		})
	}
}

// Closing our descriptor frees nobody while somebody holds a duplicate; the answers do.
func TestCloseWithDuplicateHeld(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target, fd := streamtest.NewListener(t, "getppid")
	held, err := unix.Dup(fd)
	if err != nil {
		t.Fatal(err)
	}
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		t.Fatal(err)
	}
	answered := callAsync(target, "getppid")
	receive(t, s)
	s.Close()
	if r := <-answered; r.err != unix.ENOSYS {
		t.Errorf("the pending call got %v", r)
	}
	unix.Close(held)
}

func TestCloseUnderTraffic(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for round := range 20 {
		p, s := startTarget(t, nil, callFromThreadsUntilENOSYS)
		s.C() // and nobody reads it
		if round%2 == 0 {
			receive(t, s)
		}
		time.Sleep(time.Duration(round) * time.Millisecond / 4)
		s.Close()
		if lines := p.Wait(); len(lines) != 0 {
			t.Fatalf("targets got: %q", lines)
		}
	}
}

var callFromThreadsUntilENOSYS = kerneltest.Scenario("call-from-threads-until-enosys", func(report kerneltest.Report) {
	offerListener(allThreads, unix.SYS_GETPPID)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			runtime.LockOSThread()
			for range 3 {
				if _, _, errno := unix.Syscall(unix.SYS_GETPPID, 0, 0, 0); errno != unix.ENOSYS {
					report("%v", errno)
				}
			}
		})
	}
	wg.Wait()
})

// The loop that a supervisor writes, ended from within.
func TestCloseInsideLoop(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	answered := callAsync(target, "getppid")
	for range target.Stream.C() {
		target.Stream.Close()
	}
	if r := <-answered; r.err != unix.ENOSYS {
		t.Errorf("the pending call got %v", r)
	}
}

// Close waits for whoever still uses the listener: the number could be another
// file's the moment after.
func TestCloseWaitsForUsers(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for range 100 {
		target := streamtest.New(t, nil, "getppid")
		answered := callAsync(target, "getppid")
		n := receive(t, target.Stream)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for {
					switch err := n.Valid(); {
					case err == nil || errors.Is(err, seccompstream.ErrExpired):
					case errors.Is(err, os.ErrClosed):
						return
					default:
						t.Errorf("Valid: %v", err)
						return
					}
				}
			})
		}
		runtime.Gosched()
		target.Stream.Close()
		wg.Wait()
		<-answered
	}
}

func TestEndOfStream(t *testing.T) {
	kerneltest.Deadline(t, limit)
	before := openListeners(t)
	p, s := startTarget(t, nil, callOnce)
	n := receive(t, s)
	if err := n.Success(12); err != nil {
		t.Fatal(err)
	}
	if lines := p.Wait(); !slices.Equal(lines, []string{"12"}) {
		t.Errorf("the target saw %q", lines)
	}
	for range 2 {
		_, err := s.Receive(t.Context())
		wantErr(t, "Receive", err, io.EOF)
	}
	if err := s.Err(); err != nil {
		t.Errorf("Err: %v", err)
	}
	if _, open := <-s.C(); open {
		t.Error("C delivers after the end")
	}
	for n, err := range s.All(t.Context()) {
		t.Errorf("All yields %v, %v", n, err)
	}
	// The listener is released without a Close.
	if n := openListeners(t); n != before {
		t.Errorf("%d listeners are open, %d before", n, before)
	}
	wantErr(t, "a late answer", n.Continue(), seccompstream.ErrAnswered)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := s.Err(); err != nil {
		t.Errorf("Err after the end and Close: %v", err)
	}
}

func TestEndOfStreamWakesReceivers(t *testing.T) {
	kerneltest.Deadline(t, limit)
	p, s := startTarget(t, nil, callForever)
	receive(t, s)
	c := s.C()
	errs := make(chan error)
	for range 4 {
		go func() {
			_, err := s.Receive(context.Background())
			errs <- err
		}()
	}
	p.Kill()
	for range 4 {
		wantErr(t, "Receive", <-errs, io.EOF)
	}
	if _, open := <-c; open {
		t.Error("C delivers")
	}
	if st := s.Stats(); st.Received != 1 || st.Expired != 1 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
}

// The filter's last user is a zombie: dead, and not reaped.
func TestEndOfStreamBeforeReaping(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "hup_at_exit", kernelAtLeast(6, 11))
	p, s := startTarget(t, nil, callForever)
	receive(t, s)
	kill(t, p.Cmd.Process.Pid, unix.SIGKILL)
	_, err := s.Receive(t.Context())
	wantErr(t, "Receive", err, io.EOF)
	p.Kill()
}

// Targets die by the hundred, each in the middle of a call or just before or after,
// and the stream goes on until the last is gone.
func TestTargetsKilledInMidCall(t *testing.T) {
	kerneltest.Deadline(t, 2*limit)
	p, s := startTarget(t, nil, herd)
	end := make(chan struct{})
	go func() {
		defer close(end)
		for n := range s.C() {
			n.Valid()
			if err := n.Continue(); err != nil && !errors.Is(err, seccompstream.ErrExpired) {
				t.Error(err)
			}
		}
	}()
	for range herdSize {
		pid, err := strconv.Atoi(p.Line())
		if err != nil {
			t.Fatal(err)
		}
		kill(t, pid, unix.SIGKILL)
	}
	p.Wait()
	<-end
	if err := s.Err(); err != nil {
		t.Error(err)
	}
	st := s.Stats()
	t.Logf("%+v", st)
	if st.Received < herdSize/2 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
}

// After the end of the stream a notification's methods say that its call is over, and after
// Close that the stream is closed.
func TestMethodsAfterTheEnd(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	for _, closed := range []bool{false, true} {
		p, s := startTarget(t, nil, callOnce)
		n := receive(t, s)
		want := seccompstream.ErrExpired
		if closed {
			want = os.ErrClosed
			s.Close()
		}
		p.Kill()
		_, err := s.Receive(t.Context())
		if !closed {
			wantErr(t, "Receive", err, io.EOF)
		}
		methods := map[string]func() error{
			"Valid":         n.Valid,
			"Respond":       func() error { return n.Success(0) },
			"AddFD":         func() error { _, err := n.AddFD(0, seccompstream.AddFDOptions{}); return err },
			"RespondFD":     func() error { return n.RespondFD(0, seccompstream.AddFDOptions{}) },
			"GetFD":         func() error { _, err := n.GetFD(0); return err },
			"PIDFD":         func() error { _, err := n.PIDFD(); return err },
			"Process":       func() error { _, err := n.Process(); return err },
			"Memory":        func() error { _, err := n.Memory().ReadString(n.Args[0], 10); return err },
			"Open":          func() error { _, err := n.Open(); return err },
			"SignalPending": func() error { _, err := n.SignalPending(); return err },
			"OpenPath": func() error {
				_, err := n.OpenPath(-1, 0, seccompstream.OpenHow{Flags: unix.O_PATH})
				return err
			},
			"OpenParent": func() error { _, _, err := n.OpenParent(-1, 0); return err },
		}
		for name, method := range methods {
			wantErr(t, fmt.Sprintf("%s, closed: %v", name, closed), method(), want)
		}
		if closed {
			wantErr(t, "Respond after Close", methods["Respond"](), seccompstream.ErrAnswered)
		}
	}
}
