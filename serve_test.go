//go:build linux && cgo

package seccompstream_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

type handlerFunc = seccompstream.HandlerFunc

// serve runs Serve in the background; its result comes over the channel. The end of
// the test closes the stream and waits for Serve.
func serve(t testing.TB, s *seccompstream.NotificationStream, h seccompstream.Handler) <-chan error {
	t.Helper()
	return serveContext(t, context.Background(), s, h)
}

func serveContext(t testing.TB, ctx context.Context, s *seccompstream.NotificationStream, h seccompstream.Handler) <-chan error {
	t.Helper()
	result, gone := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(gone)
		result <- s.Serve(ctx, h)
	}()
	t.Cleanup(func() {
		s.Close()
		<-gone
	})
	return result
}

// logBuffer is where a test's stream logs.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func (b *logBuffer) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// checkStats checks what holds of a stream's counters at any moment.
func checkStats(t testing.TB, st seccompstream.Stats) {
	t.Helper()
	if st.Received != st.Answered+st.Expired+uint64(st.Pending) || st.TimedOut+st.Closed > st.Answered || st.Queued < 0 || st.Queued > st.Pending {
		t.Errorf("counters do not add up: %+v", st)
	}
}

// settled waits until the stream has taken note of every answer: targets have theirs
// before it does.
func settled(t testing.TB, s *seccompstream.NotificationStream) seccompstream.Stats {
	t.Helper()
	eventually(t, "answers", func() bool { return s.Stats().Pending == 0 })
	st := s.Stats()
	checkStats(t, st)
	return st
}

func TestServe(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	served := serve(t, target.Stream, handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		switch n.Args[0] {
		case 0:
			return seccompstream.Success(int64(n.Args[1]))
		case 1:
			return seccompstream.Error(fmt.Errorf("refused: %w", os.ErrPermission))
		default:
			return seccompstream.Continue()
		}
	}))
	if val, err := target.Call("getppid", 0, 77); val != 77 || err != nil {
		t.Errorf("success: %d, %v", val, err)
	}
	if val, err := target.Call("getppid", 1); err != unix.EPERM {
		t.Errorf("error: %d, %v", val, err)
	}
	if val, err := target.Call("getppid", 2); val != int64(os.Getppid()) || err != nil {
		t.Errorf("continue: %d, %v", val, err)
	}
	target.Exit()
	if err := <-served; err != nil {
		t.Errorf("Serve at the end of the stream: %v", err)
	}
	if err := target.Stream.Err(); err != nil {
		t.Errorf("Err at the end of the stream: %v", err)
	}
	if n := openListeners(t); n != 0 {
		t.Errorf("%d listeners are open at the end of the stream", n)
	}
	st := target.Stream.Stats()
	checkStats(t, st)
	if st.Received != 3 || st.Answered != 3 {
		t.Errorf("%+v", st)
	}
}

func TestServeWithoutHandler(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	if err := target.Stream.Serve(t.Context(), nil); err == nil {
		t.Error("no error for a nil handler")
	}
}

// Each way in which a handler can fail answers its target with ErrorResponse, whether
// the handler runs on the goroutine that leads, on another one, or from the queue; and
// the stream goes on.
func TestServeFailingHandlers(t *testing.T) {
	kerneltest.Deadline(t, limit)
	failures := []struct {
		name, log string
		fail      func() seccompstream.Response
	}{
		{"panic", "stack=", func() seccompstream.Response { panic("at the handler") }},
		{"panic with nil", "handler panicked", func() seccompstream.Response { panic(nil) }},
		{"nil dereference", "nil pointer", func() seccompstream.Response { return *(*seccompstream.Response)(nil) }},
		{"goexit", "handler ended its goroutine", func() seccompstream.Response { runtime.Goexit(); return seccompstream.Continue() }},
		{"zero response", "refused", func() seccompstream.Response { return seccompstream.Response{} }},
		{"error without errno", "refused", func() seccompstream.Response { return seccompstream.Error(errors.New("no errno")) }},
		{"error of nil", "refused", func() seccompstream.Response { return seccompstream.Error(nil) }},
		{"slow panic", "at the slow handler", func() seccompstream.Response {
			time.Sleep(3 * time.Millisecond)
			panic("at the slow handler")
		}},
		{"slow goexit", "handler ended its goroutine", func() seccompstream.Response {
			time.Sleep(3 * time.Millisecond)
			runtime.Goexit()
			return seccompstream.Continue()
		}},
	}
	for _, workers := range []int{0, 1, 2, seccompstream.NoLimit} {
		for _, custom := range []bool{false, true} {
			t.Run(fmt.Sprintf("workers %d custom %v", workers, custom), func(t *testing.T) {
				var log logBuffer
				cfg := &seccompstream.Config{Workers: workers, Logger: log.logger()}
				want := unix.EIO
				if custom {
					want = unix.ENOANO
					cfg.ErrorResponse = seccompstream.Error(want)
				}
				targets := streamtest.NewTargets(t, streamtest.Options{Config: cfg, Threads: 4, Names: []string{"getppid"}})
				s := targets[0].Stream
				served := serve(t, s, handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
					return failures[n.Args[0]].fail()
				}))
				const rounds = 3
				for i, f := range failures {
					before := len(log.String())
					var wg sync.WaitGroup
					for _, target := range targets {
						wg.Go(func() {
							for range rounds {
								if val, err := target.Call("getppid", i); err != want {
									t.Errorf("%s: target got %d, %v; want %v", f.name, val, err, want)
								}
							}
						})
					}
					wg.Wait()
					eventually(t, f.name+": log", func() bool { return strings.Contains(log.String()[before:], f.log) })
				}
				select {
				case err := <-served:
					t.Fatalf("Serve has ended: %v", err)
				default:
				}
				st := settled(t, s)
				calls := uint64(rounds * len(targets))
				if st.Answered != calls*uint64(len(failures)) || st.Panicked != 6*calls || st.Refused != 3*calls {
					t.Errorf("%+v", st)
				}
				for _, target := range targets {
					target.Exit()
				}
				if err := <-served; err != nil {
					t.Errorf("Serve: %v", err)
				}
			})
		}
	}
}

func TestServeAnswered(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var log logBuffer
	target := streamtest.New(t, &seccompstream.Config{Logger: log.logger()}, "getppid")
	var later sync.WaitGroup
	defer later.Wait()
	serve(t, target.Stream, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		switch n.Args[0] {
		case 0: // answers, and says so
			if err := n.Success(1); err != nil {
				t.Error(err)
			}
			return seccompstream.Answered()
		case 1: // answers, and forgets to say so
			if err := n.Success(2); err != nil {
				t.Error(err)
			}
			return seccompstream.Continue()
		default: // lets somebody else answer
			later.Go(func() {
				time.Sleep(10 * time.Millisecond)
				if err := ctx.Err(); err != nil {
					t.Errorf("the context has ended before the notification: %v", err)
				}
				if err := n.Success(3); err != nil {
					t.Error(err)
				}
				<-ctx.Done()
				wantErr(t, "cause", context.Cause(ctx), seccompstream.ErrAnswered)
			})
			return seccompstream.Answered()
		}
	}))
	for round := range 3 {
		for i := range 3 {
			if val, err := target.Call("getppid", i); val != int64(i)+1 || err != nil {
				t.Errorf("round %d, way %d: %d, %v", round, i, val, err)
			}
		}
	}
	for _, want := range []string{"came too late", "left the answer"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %q:\n%s", want, log.String())
		}
	}
	checkStats(t, target.Stream.Stats())
}

// A cancelled Serve returns when its handlers have answered, and the stream can be
// used again.
func TestServeCancel(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for _, workers := range []int{0, 1} {
		targets := streamtest.NewTargets(t, streamtest.Options{
			Config: &seccompstream.Config{Workers: workers}, Threads: 3, Names: []string{"getppid"},
		})
		s := targets[0].Stream
		ctx, cancel := context.WithCancel(t.Context())
		entered, release := make(chan struct{}, 3), make(chan struct{})
		served := serveContext(t, ctx, s, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
			entered <- struct{}{}
			<-ctx.Done() // of Serve's context
			<-release
			return seccompstream.Success(int64(n.Args[0]))
		}))
		var calls []<-chan result
		for i, target := range targets {
			calls = append(calls, callAsync(target, "getppid", 100+i))
		}
		<-entered
		eventually(t, "receipt", func() bool { return s.Stats().Received == 3 })
		cancel()
		select {
		case err := <-served:
			t.Fatalf("Serve returned before its handlers: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
		close(release)
		wantErr(t, "Serve", <-served, context.Canceled)
		for i, c := range calls {
			if r := <-c; r.val != int64(100+i) || r.err != nil {
				t.Errorf("target %d got %d, %v", i, r.val, r.err)
			}
		}
		again := serve(t, s, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			return seccompstream.Success(5)
		}))
		if val, err := targets[0].Call("getppid"); val != 5 || err != nil {
			t.Errorf("served again: %d, %v", val, err)
		}
		s.Close()
		if err := <-again; err != nil {
			t.Errorf("Serve after Close: %v", err)
		}
		if err := s.Serve(t.Context(), handlerFunc(nil)); err != nil {
			t.Errorf("Serve of a closed stream: %v", err)
		}
	}
}

// Close answers for handlers that have not, from within a handler too.
func TestServeClose(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{
		Config: &seccompstream.Config{Workers: 2, CloseResponse: seccompstream.Error(unix.ESHUTDOWN)}, Threads: 4, Names: []string{"getppid"},
	})
	s := targets[0].Stream
	var closed atomic.Bool
	late := make(chan error, 1)
	served := serve(t, s, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		if n.Args[0] == 1 {
			eventually(t, "receipt", func() bool { return s.Stats().Received == 4 })
			closed.Store(true)
			s.Close()
			late <- n.Success(1)
			return seccompstream.Success(1)
		}
		<-ctx.Done()
		wantErr(t, "cause", context.Cause(ctx), os.ErrClosed)
		if !closed.Load() {
			t.Error("the context has ended before Close")
		}
		return seccompstream.Success(1)
	}))
	var calls []<-chan result
	for i, target := range targets {
		calls = append(calls, callAsync(target, "getppid", i))
		eventually(t, "receipt", func() bool { return s.Stats().Received == uint64(i+1) || closed.Load() })
	}
	for i, c := range calls {
		if r := <-c; r.err != unix.ESHUTDOWN {
			t.Errorf("target %d got %d, %v", i, r.val, r.err)
		}
	}
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
	err := <-late
	wantErr(t, "late answer", err, seccompstream.ErrAnswered)
	wantErr(t, "late answer", err, os.ErrClosed)
	st := s.Stats()
	checkStats(t, st)
	if st.Closed != 4 || st.Queued != 0 {
		t.Errorf("%+v", st)
	}
}

// Workers bounds the handlers and not the receipt: what waits for a worker is out of
// the reach of signals, and within that of Config.Timeout.
func TestWorkers(t *testing.T) {
	kerneltest.Deadline(t, limit)
	const workers, threads = 3, 20
	for _, quick := range []bool{false, true} {
		targets := streamtest.NewTargets(t, streamtest.Options{
			Config: &seccompstream.Config{Workers: workers}, Threads: threads, Names: []string{"getppid"},
		})
		s := targets[0].Stream
		var running, most, handled atomic.Int32
		release := make(chan struct{})
		if quick {
			close(release)
		}
		serve(t, s, handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			defer running.Add(-1)
			if now := running.Add(1); now > most.Load() {
				most.Store(now)
			}
			<-release
			handled.Add(1)
			time.Sleep(time.Duration(n.Args[1]) * time.Microsecond)
			return seccompstream.Success(int64(n.Args[0]))
		}))
		var calls sync.WaitGroup
		for i, target := range targets {
			calls.Go(func() {
				for round := range 20 {
					if val, err := target.Call("getppid", i, round*i); val != int64(i) || err != nil {
						t.Errorf("target %d got %d, %v", i, val, err)
					}
				}
			})
		}
		if !quick {
			eventually(t, "receipt", func() bool { return s.Stats().Received == threads })
			eventually(t, "queue", func() bool { return s.Stats().Queued == threads-workers })
			close(release)
		}
		calls.Wait()
		st := settled(t, s)
		if most.Load() != workers || handled.Load() != 20*threads || st.Answered != 20*threads || st.Queued != 0 {
			t.Errorf("%d handlers at a time, %d calls handled, %+v", most.Load(), handled.Load(), st)
		}
	}
}

// One worker handles the calls in their order, where the kernel delivers them so.
func TestOneWorkerKeepsOrder(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "fifo", kernelAtLeast(5, 19))
	targets := streamtest.NewTargets(t, streamtest.Options{
		Config: &seccompstream.Config{Workers: 1}, Threads: 8, Names: []string{"getppid"},
	})
	var ids []uint64 // unguarded: it is one worker, which the race detector checks
	serve(t, targets[0].Stream, handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		ids = append(ids, n.ID)
		time.Sleep(time.Duration(n.Args[0]) * time.Microsecond)
		return seccompstream.Success(0)
	}))
	var calls sync.WaitGroup
	for i, target := range targets {
		calls.Go(func() {
			for round := range 50 {
				if _, err := target.Call("getppid", i*round%7*100); err != nil {
					t.Error(err)
				}
			}
		})
	}
	calls.Wait()
	if len(ids) != 8*50 || !slices.IsSorted(ids) {
		t.Errorf("%d calls, in their order: %v", len(ids), slices.IsSorted(ids))
	}
}

// A slow handler does not hold up the next notification, whether it waits or computes.
func TestSlowHandlers(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 2, Names: []string{"getppid"}})
	const slow = 200 * time.Millisecond
	slowEntered := make(chan struct{}, 1)
	serve(t, targets[0].Stream, handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		switch n.Args[0] {
		case 1:
			slowEntered <- struct{}{}
			time.Sleep(slow)
		case 2:
			slowEntered <- struct{}{}
			for start := time.Now(); time.Since(start) < slow; {
			}
		}
		return seccompstream.Success(0)
	}))
	for kind := 1; kind <= 2; kind++ {
		if kind == 2 && runtime.GOMAXPROCS(0) == 1 {
			continue // the processor has nothing else to run on
		}
		var waits []time.Duration
		for range 7 {
			// Quick ones first, so that handlers run on the goroutine that received.
			for range 100 {
				if _, err := targets[1].Call("getppid", 0); err != nil {
					t.Fatal(err)
				}
			}
			call := callAsync(targets[0], "getppid", kind)
			<-slowEntered
			start := time.Now()
			if _, err := targets[1].Call("getppid", 0); err != nil {
				t.Fatal(err)
			}
			waits = append(waits, time.Since(start))
			<-call
		}
		slices.Sort(waits)
		t.Logf("kind %d: the next call took %v", kind, waits)
		if median := waits[len(waits)/2]; median > slow/2 {
			t.Errorf("kind %d: a call beside a slow handler took %v", kind, median)
		}
	}
}

// Several calls of Serve share a stream's notifications.
func TestServeTwice(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 8, Names: []string{"getppid"}})
	s := targets[0].Stream
	var by [2]atomic.Int32
	for i := range by {
		serve(t, s, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			by[i].Add(1)
			time.Sleep(time.Millisecond)
			return seccompstream.Success(7)
		}))
	}
	var calls sync.WaitGroup
	for _, target := range targets {
		calls.Go(func() {
			for range 50 {
				if val, err := target.Call("getppid"); val != 7 || err != nil {
					t.Errorf("%d, %v", val, err)
				}
			}
		})
	}
	calls.Wait()
	if by[0].Load() == 0 || by[1].Load() == 0 || by[0].Load()+by[1].Load() != 400 {
		t.Errorf("handled %d and %d", by[0].Load(), by[1].Load())
	}
}

type contextKey struct{}

func TestHandlerContext(t *testing.T) {
	kerneltest.Deadline(t, limit)
	const timeout = time.Hour
	target := streamtest.New(t, &seccompstream.Config{Timeout: timeout}, "getppid")
	var kept context.Context
	derived := make(chan error, 100)
	start := time.Now()
	ctx, cancel := context.WithCancel(context.WithValue(t.Context(), contextKey{}, "value"))
	defer cancel()
	serveContext(t, ctx, target.Stream, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		if ctx.Value(contextKey{}) != "value" {
			t.Error("the context has not the values of Serve's")
		}
		if d, ok := ctx.Deadline(); !ok || d.Before(start.Add(timeout)) || d.After(time.Now().Add(timeout)) {
			t.Errorf("deadline %v, %v", d, ok)
		}
		if n.Args[0] == 0 {
			return seccompstream.Success(0)
		}
		if err := ctx.Err(); err != nil {
			t.Errorf("the context has ended: %v", err)
		}
		if ctx.Value(contextKey{}) != "value" {
			t.Error("the context has lost the values of Serve's")
		}
		// Derived contexts cost no goroutine, and end with the notification.
		before := runtime.NumGoroutine()
		var child context.Context = ctx
		for range 50 {
			child, cancel = context.WithCancel(child)
			t.Cleanup(cancel)
		}
		if now := runtime.NumGoroutine(); now > before+10 {
			t.Errorf("50 derived contexts made %d goroutines", now-before)
		}
		context.AfterFunc(child, func() { derived <- context.Cause(child) })
		kept = ctx
		return seccompstream.Success(0)
	}))
	for round := range 20 {
		if _, err := target.Call("getppid", round%2); err != nil {
			t.Fatal(err)
		}
		if round%2 == 1 {
			wantErr(t, "cause of a derived context", <-derived, seccompstream.ErrAnswered)
			wantErr(t, "error of a context", kept.Err(), context.Canceled)
		}
	}
	// The nearer of two deadlines.
	near, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	target2 := streamtest.New(t, &seccompstream.Config{Timeout: timeout}, "getppid")
	serveContext(t, near, target2.Stream, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		want, _ := near.Deadline()
		if d, ok := ctx.Deadline(); !ok || !d.Equal(want) {
			t.Errorf("deadline %v, %v; want %v", d, ok, want)
		}
		return seccompstream.Success(0)
	}))
	if _, err := target2.Call("getppid"); err != nil {
		t.Fatal(err)
	}
}

// A handler is told that its target is gone.
func TestHandlerContextExpires(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.NewTargets(t, streamtest.Options{Interruptible: true, Names: []string{"getppid"}})[0]
	entered, cause := make(chan struct{}), make(chan error, 1)
	serve(t, target.Stream, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		close(entered)
		<-ctx.Done()
		cause <- context.Cause(ctx)
		return seccompstream.Success(0)
	}))
	call := callAsync(target, "getppid")
	<-entered
	time.Sleep(250 * time.Millisecond)
	select {
	case err := <-cause:
		t.Fatalf("the context has ended: %v", err)
	default:
	}
	start := time.Now()
	target.Interrupt()
	wantErr(t, "target", (<-call).err, unix.EINTR)
	wantErr(t, "cause", <-cause, seccompstream.ErrExpired)
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("that took %v", d)
	}
	st := target.Stream.Stats()
	checkStats(t, st)
	if st.Expired != 1 {
		t.Errorf("%+v", st)
	}
}

func TestTimeout(t *testing.T) {
	kerneltest.Deadline(t, limit)
	const timeout = 50 * time.Millisecond
	for _, workers := range []int{0, 1} {
		for _, custom := range []bool{false, true} {
			var log logBuffer
			cfg := &seccompstream.Config{Workers: workers, Timeout: timeout, Logger: log.logger()}
			want := unix.ETIMEDOUT
			if custom {
				want = unix.ENOANO
				cfg.TimeoutResponse = seccompstream.Error(want)
			}
			targets := streamtest.NewTargets(t, streamtest.Options{Config: cfg, Threads: 5, Names: []string{"getppid"}})
			s := targets[0].Stream
			forever := make(chan struct{})
			handled := make(chan error, 100)
			served := serve(t, s, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
				if n.Args[0] == 0 {
					return seccompstream.Success(1)
				}
				<-ctx.Done()
				wantErr(t, "cause", context.Cause(ctx), context.DeadlineExceeded)
				handled <- n.Success(1)
				<-forever
				return seccompstream.Success(1)
			}))
			if val, err := targets[0].Call("getppid", 0); val != 1 || err != nil {
				t.Errorf("quick: %d, %v", val, err)
			}
			// More calls than workers, whose handlers never return.
			start := time.Now()
			var calls []<-chan result
			for _, target := range targets {
				calls = append(calls, callAsync(target, "getppid", 1))
			}
			for _, c := range calls {
				if r := <-c; r.err != want {
					t.Errorf("target got %d, %v; want %v", r.val, r.err, want)
				}
			}
			if d := time.Since(start); d < timeout {
				t.Errorf("timed out after %v", d)
			}
			wantErr(t, "late answer", <-handled, seccompstream.ErrAnswered)
			st := settled(t, s)
			if st.TimedOut != 5 || st.Answered != 6 {
				t.Errorf("%+v", st)
			}
			if !strings.Contains(log.String(), "timed out") {
				t.Errorf("the log does not say it:\n%s", log.String())
			}
			close(forever)
			s.Close()
			if err := <-served; err != nil {
				t.Errorf("Serve: %v", err)
			}
		}
	}
}

// A notification that somebody dropped is answered after Config.Timeout, and without
// one the log is told.
func TestDroppedNotification(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, &seccompstream.Config{Timeout: 50 * time.Millisecond}, "getppid")
	call := callAsync(target, "getppid")
	receive(t, target.Stream)
	wantErr(t, "target", (<-call).err, unix.ETIMEDOUT)

	var log logBuffer
	target = streamtest.New(t, &seccompstream.Config{Logger: log.logger()}, "getppid")
	seccompstream.SetLongWait(target.Stream, 50*time.Millisecond)
	call = callAsync(target, "getppid", 4711)
	receive(t, target.Stream)
	eventually(t, "log", func() bool { return strings.Contains(log.String(), "wait for an answer") })
	time.Sleep(200 * time.Millisecond)
	if lines := strings.Count(log.String(), "\n"); lines != 1 {
		t.Errorf("%d lines in the log, want 1:\n%s", lines, log.String())
	}
	if !strings.Contains(log.String(), "count=1") || !strings.Contains(log.String(), "getppid") {
		t.Errorf("the log does not say what: %s", log.String())
	}
	if st := target.Stream.Stats(); st.Pending != 1 || st.Oldest < 200*time.Millisecond {
		t.Errorf("%+v", st)
	}
	target.Stream.Close()
	wantErr(t, "target", (<-call).err, unix.ENOSYS)
}

// A target that is interrupted again and again while all workers are busy fills no
// queue.
func TestQueueIsBounded(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{
		Config: &seccompstream.Config{Workers: 1}, Threads: 2, Interruptible: true, Names: []string{"getppid"},
	})
	s := targets[0].Stream
	release := make(chan struct{})
	handled := 0
	serve(t, s, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
		handled++
		<-release
		return seccompstream.Success(0)
	}))
	first := callAsync(targets[0], "getppid")
	eventually(t, "receipt", func() bool { return s.Stats().Received == 1 })
	most := 0
	const rounds = 1000
	for i := range uint64(rounds) {
		call := callAsync(targets[1], "getppid")
		eventually(t, "receipt", func() bool { return s.Stats().Received == 2+i })
		most = max(most, s.Stats().Queued)
		targets[1].Interrupt()
		wantErr(t, "interrupted", (<-call).err, unix.EINTR)
	}
	if most > 300 {
		t.Errorf("%d calls of two threads in the queue", most)
	}
	close(release)
	if r := <-first; r.err != nil {
		t.Error(r.err)
	}
	if _, err := targets[1].Call("getppid"); err != nil {
		t.Error(err)
	}
	st := settled(t, s)
	if st.Answered != 2 || st.Expired != rounds || st.Queued != 0 || handled > 300 {
		t.Errorf("%d handlers run, %+v", handled, st)
	}
}

func TestServeAllocatesNothing(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for _, workers := range []int{0, 1, 4, seccompstream.NoLimit} {
		for _, by := range []string{"return", "Answered"} {
			_, s := startTarget(t, &seccompstream.Config{Workers: workers, Timeout: time.Minute}, callForever)
			ticket := make(chan struct{})
			mux := seccompstream.NewMux()
			if err := mux.HandleFunc("getppid", func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
				select {
				case ticket <- struct{}{}:
				default:
				}
				if by == "Answered" {
					n.Success(0)
					return seccompstream.Answered()
				}
				return seccompstream.Success(0)
			}); err != nil {
				t.Fatal(err)
			}
			served := serve(t, s, mux)
			const batch = 1000
			allocs := testing.AllocsPerRun(5, func() {
				before := s.Stats().Received
				for s.Stats().Received < before+batch {
					<-ticket
				}
			})
			// A goroutine now and then, when a handler was held up.
			if allocs >= batch/10 {
				t.Errorf("%d workers, %s: %v allocations per %d notifications", workers, by, allocs, batch)
			}
			s.Close()
			<-served
		}
	}
}

func TestStatsAsJSON(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	b, err := json.Marshal(target.Stream.Stats())
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]float64
	if err := json.Unmarshal(b, &fields); err != nil || len(fields) != 12 {
		t.Errorf("%s: %v", b, err)
	}
	if allocs := testing.AllocsPerRun(100, func() { target.Stream.Stats() }); allocs != 0 {
		t.Errorf("Stats makes %v allocations", allocs)
	}
}

// BenchmarkRoundTrip compares the ways of receiving: the time from one call of a target
// that does nothing else to its next.
func BenchmarkRoundTrip(b *testing.B) {
	bench := func(name string, cfg *seccompstream.Config, run func(b *testing.B, s *seccompstream.NotificationStream)) {
		b.Run(name, func(b *testing.B) {
			_, s := startTarget(b, cfg, callForever)
			b.ReportAllocs()
			b.ResetTimer()
			run(b, s)
		})
	}
	bench("Receive", nil, func(b *testing.B, s *seccompstream.NotificationStream) {
		for b.Loop() {
			n, err := s.Receive(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			n.Success(0)
		}
	})
	serve := func(b *testing.B, s *seccompstream.NotificationStream) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		// Only the leader counts: the target has one thread.
		count := 0
		s.Serve(ctx, seccompstream.HandlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			if count++; count >= b.N {
				cancel()
			}
			return seccompstream.Success(0)
		}))
	}
	bench("Serve", nil, serve)
	bench("ServeOneWorker", &seccompstream.Config{Workers: 1}, serve)
}

// While nothing comes, Serve has no goroutine but its caller's and the watchdog's. Where the
// last notification of many came while another one waited for its answer, that is so from the
// next one on.
func TestServeIdleNeedsNoGoroutine(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	want := runtime.NumGoroutine() + 2
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() {
		served <- target.Stream.Serve(ctx, seccompstream.HandlerFunc(
			func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
				if n.Args[0] == 1 {
					runtime.Goexit()
				}
				return seccompstream.Success(7)
			}))
	}()
	for range 3 {
		for i := range 40 {
			if r, err := target.Call("getppid", i/20); i < 20 && (r != 7 || err != nil) || i >= 20 && err != unix.EIO {
				t.Fatalf("call %d: %d, %v", i, r, err)
			}
		}
		tries := 0
		for time.Sleep(50 * time.Millisecond); runtime.NumGoroutine() != want; time.Sleep(50 * time.Millisecond) {
			if tries++; tries > 40 {
				t.Fatalf("%d goroutines, there should be %d", runtime.NumGoroutine(), want)
			}
			target.Call("getppid", 0)
		}
	}
	cancel()
	wantErr(t, "Serve", <-served, context.Canceled)
}
