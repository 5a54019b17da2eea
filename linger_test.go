//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// forEver is longer than any test may take: a reader that lingers so long is there until
// something else ends it.
const forEver = math.MaxInt64

// lingerIn makes readers linger for d, on processors of which one may.
func lingerIn(t *testing.T, d time.Duration) {
	procs := runtime.GOMAXPROCS(2)
	t.Cleanup(func() { runtime.GOMAXPROCS(procs) })
	seccompstream.SetLinger(t, d)
}

// callAnswered makes one call, answered by whoever receives it here.
func callAnswered(t testing.TB, target *streamtest.Target) {
	t.Helper()
	returned := make(chan error, 1)
	go func() {
		_, err := target.Call("getppid")
		returned <- err
	}()
	if err := receive(t, target.Stream).Success(1); err != nil {
		t.Fatal(err)
	}
	if err := <-returned; err != nil {
		t.Fatal(err)
	}
}

// awaitLingering waits until so many readers linger.
func awaitLingering(t testing.TB, want int) {
	t.Helper()
	for {
		if n, _ := seccompstream.Lingering(); n == want {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// A reader that lingers holds a thread in the kernel, and everything that ends a receive
// must end that.
func TestWhatEndsLingering(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lingerIn(t, forEver)
	for name, c := range map[string]struct {
		end  func(*streamtest.Target, context.CancelFunc)
		want error
	}{
		"Close":             {func(target *streamtest.Target, _ context.CancelFunc) { target.Stream.Close() }, os.ErrClosed},
		"context":           {func(_ *streamtest.Target, cancel context.CancelFunc) { cancel() }, context.Canceled},
		"the target's exit": {func(target *streamtest.Target, _ context.CancelFunc) { target.Exit() }, io.EOF},
		"Detach": {func(target *streamtest.Target, _ context.CancelFunc) {
			f, err := target.Stream.Detach(context.Background())
			if err != nil {
				t.Error(err)
				return
			}
			f.Close()
		}, os.ErrClosed},
	} {
		t.Run(name, func(t *testing.T) {
			if c.want == io.EOF && !kernelAtLeast(6, 11) {
				// RECV itself does not end there, and lingering has to first.
				seccompstream.SetLinger(t, time.Second)
			}
			target := streamtest.New(t, nil, "getppid")
			callAnswered(t, target)
			callAnswered(t, target)
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			errs := make(chan error)
			go func() {
				_, err := target.Stream.Receive(ctx)
				errs <- err
			}()
			awaitLingering(t, 1)
			c.end(target, cancel)
			wantErr(t, "Receive", <-errs, c.want)
			awaitLingering(t, 0)
		})
	}
}

// A wake-up at any moment, before, within or after the wait in RECV, is seen.
func TestNoWakeUpIsLostToLingering(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lingerIn(t, forEver)
	target := streamtest.New(t, nil, "getppid")
	callAnswered(t, target)
	callAnswered(t, target)
	for range 3000 {
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			for range rand.IntN(20) {
				runtime.Gosched()
			}
			cancel()
		}()
		_, err := target.Stream.Receive(ctx)
		wantErr(t, "Receive", err, context.Canceled)
	}
	go target.Call("getppid")
	receive(t, target.Stream).Success(1)
}

// Half of the processors linger at the most, however many streams are busy, and those
// that do not have their notifications as well.
func TestFewLinger(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lingerIn(t, forEver)
	const streams = 8
	var targets []*streamtest.Target
	for range streams {
		targets = append(targets, streamtest.New(t, nil, "getppid"))
	}
	for _, target := range targets {
		callAnswered(t, target)
		callAnswered(t, target)
	}
	received := make(chan error)
	for _, target := range targets {
		go func() {
			n, err := target.Stream.Receive(t.Context())
			if err == nil {
				err = n.Success(2)
			}
			received <- err
		}()
	}
	awaitLingering(t, 1)
	for i, target := range targets {
		if n, limit := seccompstream.Lingering(); n > 1 || limit != 1 {
			t.Errorf("%d linger of %d that may", n, limit)
		}
		if val, err := target.Call("getppid"); val != 2 || err != nil {
			t.Errorf("target %d: %d, %v", i, val, err)
		}
		if err := <-received; err != nil {
			t.Error(err)
		}
	}
}

// While a call waits for its answer, the goroutine that has it may be waiting for the
// processor that a reader would linger on.
func TestNobodyLingersOverAnUnansweredCall(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lingerIn(t, forEver)
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 2, Names: []string{"getppid"}})
	callAnswered(t, targets[0])
	callAnswered(t, targets[0])
	go targets[0].Call("getppid")
	first := receive(t, targets[0].Stream)
	received := make(chan seccompstream.Notification)
	go func() { received <- receive(t, targets[1].Stream) }()
	for range 20 {
		time.Sleep(time.Millisecond)
		if n, _ := seccompstream.Lingering(); n > 0 {
			t.Fatal("a reader lingers")
		}
	}
	go targets[1].Call("getppid")
	second := <-received
	if err := second.Success(1); err != nil {
		t.Error(err)
	}
	if err := first.Success(1); err != nil {
		t.Error(err)
	}
}

// Pauses about as long as readers linger: some notifications come to one that lingers,
// some to one that is in the netpoller, and some in between.
func TestPausesAroundLingering(t *testing.T) {
	kerneltest.Deadline(t, 2*limit)
	lingerIn(t, 2*time.Millisecond)
	target := streamtest.New(t, nil, "getppid")
	go func() {
		for n := range target.Stream.C() {
			if err := n.Success(int64(n.Args[0])); err != nil {
				t.Error(err)
			}
		}
	}()
	for i := range int64(1000) {
		if val, err := target.Call("getppid", i); val != i || err != nil {
			t.Fatalf("call %d: %d, %v", i, val, err)
		}
		if rand.IntN(4) == 0 {
			time.Sleep(time.Duration(rand.IntN(4000)) * time.Microsecond)
		}
	}
	target.Stream.Close()
}

// Where calls follow one another Serve answers one and receives the next in one cgo call.
func TestServeMakesOneRequest(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lingerIn(t, forEver)
	_, s := startTarget(t, nil, callForever)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() {
		served <- s.Serve(ctx, seccompstream.HandlerFunc(
			func(context.Context, seccompstream.Notification) seccompstream.Response {
				return seccompstream.Success(1)
			}))
	}()
	eventually(t, "one call each", func() bool {
		received, calls := s.Stats().Received, runtime.NumCgoCall()
		time.Sleep(20 * time.Millisecond)
		received, calls = s.Stats().Received-received, runtime.NumCgoCall()-calls
		return received > 100 && calls < int64(received)*3/2
	})
	cancel()
	wantErr(t, "Serve", <-served, context.Canceled)
	if got := s.Stats(); got.Pending != 0 || got.Received != got.Answered+got.Expired {
		t.Errorf("%+v", got)
	}
}

// Serve ends at any moment, also while it answers and receives, and all that was received has
// been answered by then, once.
func TestServeEndsAtAnyMoment(t *testing.T) {
	kerneltest.Deadline(t, 2*limit)
	lingerIn(t, forEver)
	target := streamtest.New(t, nil, "getppid")
	var over atomic.Bool
	served := make(chan error)
	go func() {
		for !over.Load() {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(time.Duration(rand.IntN(1000))*time.Microsecond, cancel)
			err := target.Stream.Serve(ctx, seccompstream.HandlerFunc(
				func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
					return seccompstream.Success(int64(n.Args[0]))
				}))
			if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			if got := target.Stream.Stats(); got.Pending != 0 {
				t.Errorf("%+v", got)
			}
			cancel()
		}
		served <- nil
	}()
	const calls = 30000
	for i := range int64(calls) {
		if val, err := target.Call("getppid", i); val != i || err != nil {
			t.Fatalf("call %d: %d, %v", i, val, err)
		}
	}
	over.Store(true)
	<-served
	if got := target.Stream.Stats(); got.Received != calls || got.Answered != calls {
		t.Errorf("%+v", got)
	}
}
