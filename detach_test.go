//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// take makes a stream of a listener that was handed on.
func take(t testing.TB, f *os.File) *seccompstream.NotificationStream {
	t.Helper()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	must(t, err)
	must(t, f.Close())
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		unix.Close(fd)
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// detach runs Detach in the background.
func detach(ctx context.Context, s *seccompstream.NotificationStream) <-chan error {
	c := make(chan error, 1)
	go func() {
		f, err := s.Detach(ctx)
		if f != nil {
			f.Close()
		}
		c <- err
	}()
	return c
}

// Detach waits for the answers of what was received, and what comes later waits for
// the successor.
func TestDetach(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 2, Names: []string{"getppid"}})
	s := targets[0].Stream
	first := callAsync(targets[0], "getppid")
	n := receive(t, s)
	// Receivers that wait do not get in the way, and learn of the end.
	receivers := make(chan error, 3)
	for range 3 {
		go func() {
			_, err := s.Receive(context.Background())
			receivers <- err
		}()
	}
	type detached struct {
		f   *os.File
		err error
	}
	done := make(chan detached, 1)
	go func() {
		f, err := s.Detach(context.Background())
		done <- detached{f, err}
	}()
	select {
	case d := <-done:
		t.Fatalf("Detach has not waited: %v", d.err)
	case <-time.After(50 * time.Millisecond):
	}
	second := callAsync(targets[1], "getppid")
	time.Sleep(20 * time.Millisecond)
	if st := s.Stats(); st.Received != 1 {
		t.Errorf("received while detaching: %+v", st)
	}
	must(t, n.Success(1))
	if r := <-first; r.val != 1 || r.err != nil {
		t.Errorf("%d, %v", r.val, r.err)
	}
	d := <-done
	must(t, d.err)
	for range 3 {
		wantErr(t, "Receive", <-receivers, os.ErrClosed)
	}
	if flags, err := unix.FcntlInt(d.f.Fd(), unix.F_GETFD, 0); err != nil || flags&unix.FD_CLOEXEC == 0 {
		t.Errorf("flags %#x, %v", flags, err)
	}

	// The old stream is as after Close.
	must(t, s.Close())
	wantErr(t, "Err", s.Err(), os.ErrClosed)
	_, err := s.Receive(t.Context())
	wantErr(t, "Receive", err, os.ErrClosed)
	if _, open := <-s.C(); open {
		t.Error("C is open")
	}
	_, err = s.Detach(t.Context())
	wantErr(t, "Detach", err, os.ErrClosed)
	wantErr(t, "Send", n.Success(1), seccompstream.ErrAnswered)
	wantErr(t, "Valid", n.Valid(), os.ErrClosed)
	if err := s.Serve(t.Context(), says(1)); err != nil {
		t.Errorf("Serve: %v", err)
	}

	// The new one has the call that came meanwhile.
	next := take(t, d.f)
	must(t, receive(t, next).Success(2))
	if r := <-second; r.val != 2 || r.err != nil {
		t.Errorf("%d, %v", r.val, r.err)
	}
}

// A Detach that is given up leaves the stream as it was.
func TestDetachCancel(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	s := target.Stream
	first := callAsync(target, "getppid")
	n := receive(t, s)
	waiting := make(chan error, 1)
	got := make(chan seccompstream.Notification, 1)
	go func() {
		n, err := s.Receive(context.Background())
		got <- n
		waiting <- err
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	for range 2 { // the second time with a context that is done
		if _, err := s.Detach(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Detach: %v", err)
		}
	}
	must(t, n.Success(1))
	<-first
	// With nothing to wait for a context that is done still is.
	if _, err := s.Detach(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Detach: %v", err)
	}
	second := callAsync(target, "getppid")
	must(t, <-waiting)
	must(t, (<-got).Success(2))
	if r := <-second; r.val != 2 {
		t.Errorf("%d, %v", r.val, r.err)
	}
	f, err := s.Detach(t.Context())
	must(t, err)
	f.Close()
}

// What was received for the channel is the user's to answer.
func TestDetachWithChannel(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{
		Config: &seccompstream.Config{Buffer: 2}, Threads: 4, Names: []string{"getppid"},
	})
	s := targets[0].Stream
	c := s.C()
	var calls []<-chan result
	for _, target := range targets {
		calls = append(calls, callAsync(target, "getppid"))
	}
	eventually(t, "receipt", func() bool { return s.Stats().Received == 4 })
	done := detach(t.Context(), s)
	time.Sleep(20 * time.Millisecond)
	select {
	case err := <-done:
		t.Fatalf("Detach has not waited: %v", err)
	default:
	}
	count := 0
	for n := range c {
		must(t, n.Success(1))
		count++
	}
	must(t, <-done) // and the listener is closed
	answered := 0
	for _, c := range calls {
		switch r := <-c; {
		case r.err == nil:
			answered++
		case r.err != unix.ENOSYS:
			t.Error(r.err)
		}
	}
	if count != answered || count != 4 {
		t.Errorf("%d of %d notifications answered", answered, count)
	}
}

// Calls that are over need no answer.
func TestDetachWithExpired(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.NewTargets(t, streamtest.Options{Interruptible: true, Names: []string{"getppid"}})[0]
	call := callAsync(target, "getppid")
	receive(t, target.Stream) // and nobody answers it
	done := detach(t.Context(), target.Stream)
	time.Sleep(2 * time.Millisecond)
	target.Interrupt()
	wantErr(t, "target", (<-call).err, unix.EINTR)
	must(t, <-done)
}

func TestDetachEnds(t *testing.T) {
	kerneltest.Deadline(t, limit)
	t.Run("close", func(t *testing.T) {
		target := streamtest.New(t, nil, "getppid")
		call := callAsync(target, "getppid")
		receive(t, target.Stream)
		done := detach(context.Background(), target.Stream)
		time.Sleep(5 * time.Millisecond)
		other := detach(context.Background(), target.Stream)
		target.Stream.Close()
		wantErr(t, "Detach", <-done, os.ErrClosed)
		wantErr(t, "another Detach", <-other, os.ErrClosed)
		wantErr(t, "target", (<-call).err, unix.ENOSYS)
	})
	t.Run("end of stream", func(t *testing.T) {
		target := streamtest.New(t, nil, "getppid")
		target.Exit()
		for !seccompstream.HungUp(target.Stream) { // at once, or when the thread has been reaped
			time.Sleep(time.Millisecond)
		}
		wantErr(t, "Detach", <-detach(context.Background(), target.Stream), io.EOF)
		wantErr(t, "Detach again", <-detach(context.Background(), target.Stream), io.EOF)
		if err := target.Stream.Err(); err != nil {
			t.Errorf("Err: %v", err)
		}
	})
	t.Run("killed while detaching", func(t *testing.T) {
		if !kernelAtLeast(6, 11) {
			t.Log("the listener hangs up only after the child was reaped")
		}
		p, s := startTarget(t, nil, callForever)
		receive(t, s)
		done := detach(context.Background(), s)
		time.Sleep(5 * time.Millisecond)
		p.Kill()
		err := <-done
		if err != nil || kernelAtLeast(6, 11) {
			wantErr(t, "Detach", err, io.EOF)
		}
	})
}

// A listener goes from stream to stream while targets call at full speed: no target
// sees an error, and none waits for long.
func TestDetachUnderTraffic(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 8, Names: []string{"getppid"}})
	var stop atomic.Bool
	var longest, calls atomic.Int64
	var threads sync.WaitGroup
	for i, target := range targets {
		threads.Go(func() {
			for !stop.Load() {
				start := time.Now()
				if val, err := target.Call("getppid", i); val != int64(i) || err != nil {
					t.Errorf("target got %d, %v", val, err)
					return
				}
				calls.Add(1)
				for took := int64(time.Since(start)); ; {
					most := longest.Load()
					if took <= most || longest.CompareAndSwap(most, took) {
						break
					}
				}
			}
		})
	}
	var handled uint64
	s := targets[0].Stream
	const rounds = 50
	for round := range rounds {
		done := make(chan error, 1)
		go func() {
			done <- s.Serve(context.Background(), handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
				if round%2 == 1 {
					runtime.Gosched()
				}
				return seccompstream.Success(int64(n.Args[0]))
			}))
		}()
		time.Sleep(10 * time.Millisecond)
		f, err := s.Detach(t.Context())
		must(t, err)
		if err := <-done; err != nil {
			t.Errorf("Serve: %v", err)
		}
		st := s.Stats()
		checkStats(t, st)
		if st.Pending != 0 || st.Closed != 0 {
			t.Errorf("%+v", st)
		}
		handled += st.Answered
		s = take(t, f)
	}
	stop.Store(true)
	go s.Serve(context.Background(), handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		return seccompstream.Success(int64(n.Args[0]))
	}))
	threads.Wait()
	handled += settled(t, s).Answered
	s.Close()
	if got := uint64(calls.Load()); got != handled {
		t.Errorf("%d calls, %d answers", got, handled)
	}
	t.Logf("%d calls, the longest took %v", handled, time.Duration(longest.Load()))
	if longest.Load() > int64(time.Second) {
		t.Errorf("a call took %v", time.Duration(longest.Load()))
	}
}

// Of Detach and Close at the same time one has the listener, and nobody hangs.
func TestDetachRacesClose(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var detached, closed int
	for round := range 200 {
		target, fd := streamtest.NewListener(t, "getppid")
		s, err := seccompstream.NewNotificationStream(fd, nil)
		must(t, err)
		if round%3 == 0 {
			s.C()
		}
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				f, err := s.Detach(context.Background())
				if err == nil {
					detached++
					if _, err := seccompstream.NewNotificationStream(int(f.Fd()), &seccompstream.Config{Buffer: -1}); err == nil {
						t.Error("a stream in spite of its configuration")
					}
					f.Close()
				} else if !errors.Is(err, os.ErrClosed) {
					t.Errorf("Detach: %v", err)
				}
			})
		}
		wg.Go(func() {
			time.Sleep(time.Duration(round%20) * 5 * time.Microsecond)
			s.Close()
		})
		wg.Wait()
		if n := openListeners(t); n != 0 {
			t.Fatalf("round %d: %d listeners are open", round, n)
		}
		target.Exit()
	}
	closed = 200 - detached
	t.Logf("detached %d times, closed %d times", detached, closed)
	if detached == 0 {
		t.Error("Detach has never won")
	}
}
