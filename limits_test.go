//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// A target with many threads cannot make as many handlers run, unless that is asked for. What
// waits is received all the same.
func TestWorkersByDefault(t *testing.T) {
	kerneltest.Deadline(t, 4*limit)
	const threads, bound = 1100, 1024
	for _, workers := range []int{0, seccompstream.NoLimit} {
		targets := streamtest.NewTargets(t, streamtest.Options{
			Config: &seccompstream.Config{Workers: workers}, Threads: threads, Names: []string{"getppid"},
		})
		s := targets[0].Stream
		release := make(chan struct{})
		serve(t, s, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			<-release
			return seccompstream.Success(1)
		}))
		var wg sync.WaitGroup
		for _, target := range targets {
			wg.Go(func() {
				if val, err := target.Call("getppid"); val != 1 || err != nil {
					t.Errorf("target got %d, %v", val, err)
				}
			})
		}
		want := bound
		if workers == seccompstream.NoLimit {
			want = threads
		}
		eventually(t, "receipt", func() bool { return s.Stats().Received == threads })
		eventually(t, "handlers", func() bool { return s.Stats().Handlers == want })
		if st := s.Stats(); st.Queued != threads-want || st.Pending != threads {
			t.Errorf("%+v", st)
		}
		close(release)
		wg.Wait()
		eventually(t, "the handlers' end", func() bool { return s.Stats().Handlers == 0 })
		if st := settled(t, s); st.Answered != threads || st.Queued != 0 {
			t.Errorf("%+v", st)
		}
		for _, target := range targets {
			target.Exit()
		}
	}
}

// All streams that leave Workers at zero share a number of handlers, and each may run one.
func TestCommonWorkers(t *testing.T) {
	kerneltest.Deadline(t, limit)
	seccompstream.SetCommonWorkers(t, 3)
	type stream struct {
		s       *seccompstream.NotificationStream
		targets []*streamtest.Target
		release chan struct{}
		served  <-chan error
	}
	var calls sync.WaitGroup
	start := func(threads int, cfg *seccompstream.Config) *stream {
		targets := streamtest.NewTargets(t, streamtest.Options{Config: cfg, Threads: threads, Names: []string{"getppid"}})
		u := &stream{targets[0].Stream, targets, make(chan struct{}), nil}
		u.served = serve(t, u.s, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			<-u.release
			return seccompstream.Success(1)
		}))
		for _, target := range targets {
			calls.Go(func() {
				if val, err := target.Call("getppid"); val != 1 || err != nil {
					t.Errorf("target got %d, %v", val, err)
				}
			})
		}
		eventually(t, "receipt", func() bool { return u.s.Stats().Received == uint64(threads) })
		return u
	}
	runs := func(name string, u *stream, handlers int) {
		t.Helper()
		eventually(t, fmt.Sprintf("%s: %d handlers", name, handlers), func() bool { return u.s.Stats().Handlers == handlers })
		if st := u.s.Stats(); st.Queued != st.Pending-handlers {
			t.Errorf("%s: %+v", name, st)
		}
	}
	first := start(6, nil)
	runs("first", first, 4)
	second := start(4, nil)
	runs("second", second, 1)
	apart := start(5, &seccompstream.Config{Workers: 5})
	runs("one that has its own", apart, 5)

	// What one stream does not need any more is the other's, although nothing comes there.
	for range 2 {
		first.release <- struct{}{}
	}
	runs("first, but two", first, 4)
	first.release <- struct{}{}
	runs("first, but three", first, 3)
	runs("second, and one more", second, 2)
	close(first.release)
	runs("second, and all the rest", second, 4)
	close(second.release)
	close(apart.release)
	calls.Wait()
	for _, u := range []*stream{first, second, apart} {
		settled(t, u.s)
		u.s.Close()
		if err := <-u.served; err != nil {
			t.Errorf("Serve: %v", err)
		}
	}
}

// Whatever waits for a worker is reached by Timeout and by Close.
func TestQueueIsAnswered(t *testing.T) {
	kerneltest.Deadline(t, limit)
	const threads = 8
	for _, timeout := range []time.Duration{0, 20 * time.Millisecond} {
		targets := streamtest.NewTargets(t, streamtest.Options{
			Config: &seccompstream.Config{Workers: 1, Timeout: timeout}, Threads: threads, Names: []string{"getppid"},
		})
		s := targets[0].Stream
		release := make(chan struct{})
		served := serve(t, s, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			<-release
			return seccompstream.Success(1)
		}))
		var calls []<-chan result
		for _, target := range targets {
			calls = append(calls, callAsync(target, "getppid"))
		}
		want := unix.ETIMEDOUT
		if timeout == 0 {
			want = unix.ENOSYS
			eventually(t, "receipt", func() bool { return s.Stats().Received == threads })
			s.Close()
		}
		for _, c := range calls {
			if r := <-c; r.err != want {
				t.Errorf("target got %d, %v; want %v", r.val, r.err, want)
			}
		}
		close(release)
		s.Close()
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
	}
}

// The longest times are no times in the past.
func TestTimeoutForEver(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, &seccompstream.Config{Timeout: math.MaxInt64, Grace: math.MaxInt64}, "getppid")
	serve(t, target.Stream, handlerFunc(func(ctx context.Context, _ seccompstream.Notification) seccompstream.Response {
		deadline, ok := ctx.Deadline()
		if years := time.Until(deadline).Hours() / 24 / 365; !ok || years < 90 {
			t.Errorf("the deadline is %v, in %v years", deadline, years)
		}
		// One that is over would be noticed at once.
		ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
		defer cancel()
		<-ctx.Done()
		return seccompstream.Success(1)
	}))
	for range 3 {
		if val, err := target.Call("getppid"); val != 1 || err != nil {
			t.Errorf("target got %d, %v", val, err)
		}
	}
	if st := settled(t, target.Stream); st.TimedOut != 0 {
		t.Errorf("%+v", st)
	}
}

// A handler that hangs holds up neither a hand-over nor, with Config.Grace, Serve.
func TestGrace(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for _, how := range []string{"Detach", "Close", "cancel"} {
		for _, handler := range []string{"first", "among others"} {
			var log logBuffer
			targets := streamtest.NewTargets(t, streamtest.Options{Threads: 2, Names: []string{"getppid"}, Config: &seccompstream.Config{
				Timeout: 20 * time.Millisecond, Grace: 20 * time.Millisecond, Logger: log.logger(),
			}})
			s := targets[0].Stream
			hang, entered := make(chan struct{}), make(chan struct{}, 1)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			served := serveContext(t, ctx, s, handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
				if n.Args[0] == 1 {
					entered <- struct{}{}
					<-hang
				}
				return seccompstream.Success(2)
			}))
			if handler != "first" {
				for range 100 {
					if val, err := targets[1].Call("getppid"); val != 2 || err != nil {
						t.Errorf("target got %d, %v", val, err)
					}
				}
			}
			_, err := targets[0].Call("getppid", 1)
			wantErr(t, "target of the handler that hangs", err, unix.ETIMEDOUT)
			<-entered
			if val, err := targets[1].Call("getppid"); val != 2 || err != nil {
				t.Errorf("beside a handler that hangs: %d, %v", val, err)
			}
			var want error
			switch how {
			case "Detach":
				f, err := s.Detach(ctx)
				if err != nil {
					t.Fatalf("Detach: %v", err)
				}
				f.Close()
			case "Close":
				s.Close()
			case "cancel":
				cancel()
				want = context.Canceled
			}
			if err := <-served; !errors.Is(err, want) {
				t.Errorf("%s: Serve: %v, want %v", how, err, want)
			}
			if st := s.Stats(); st.Handlers != 1 {
				t.Errorf("%s: %+v", how, st)
			}
			if !strings.Contains(log.String(), "left behind") {
				t.Errorf("the log does not say it: %s", log.String())
			}
			close(hang)
			eventually(t, "the handler's end", func() bool { return s.Stats().Handlers == 0 })
			s.Close()
		}
	}
}

// A mistake of a handler is logged where there is no Logger, too, and nothing else is.
func TestMishapsAreLogged(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var log logBuffer
	was := slog.Default()
	slog.SetDefault(log.logger())
	defer slog.SetDefault(was)
	target := streamtest.New(t, &seccompstream.Config{Timeout: 10 * time.Millisecond}, "getppid")
	hang := make(chan struct{})
	serve(t, target.Stream, handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		switch n.Args[0] {
		case 0:
			panic("at the handler")
		case 1:
			runtime.Goexit()
		case 2:
			return seccompstream.Error(errors.New("no errno"))
		default:
			<-hang
		}
		return seccompstream.Success(0)
	}))
	for i, want := range []string{"at the handler", "ended its goroutine", "no errno"} {
		before := len(log.String())
		_, err := target.Call("getppid", i)
		wantErr(t, "target", err, unix.EIO)
		eventually(t, "log", func() bool { return strings.Contains(log.String()[before:], want) })
	}
	before := log.String()
	_, err := target.Call("getppid", 3)
	wantErr(t, "target", err, unix.ETIMEDOUT)
	close(hang)
	target.Stream.Close()
	if log := log.String(); log != before {
		t.Errorf("more was logged: %s", strings.TrimPrefix(log, before))
	}
}

// A thread that is interrupted again and again, and whose notifications are dropped, fills no
// table, and nobody has to ask the kernel for that.
func TestDroppedNotificationsOfOneThread(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.NewTargets(t, streamtest.Options{Interruptible: true, Names: []string{"getppid"}})[0]
	s := target.Stream
	var first seccompstream.Notification
	const rounds = 500
	for i := range rounds {
		call := callAsync(target, "getppid")
		n := receive(t, s)
		if i == 0 {
			first = n
		}
		target.Interrupt()
		wantErr(t, "target", (<-call).err, unix.EINTR)
		if st := s.Stats(); st.Pending > 130 {
			t.Fatalf("%+v", st)
		}
	}
	wantErr(t, "late answer", first.Success(0), seccompstream.ErrExpired)
	st := s.Stats()
	checkStats(t, st)
	if st.Received != rounds {
		t.Errorf("%+v", st)
	}
	if err := s.Err(); err != nil {
		t.Error(err)
	}
}
