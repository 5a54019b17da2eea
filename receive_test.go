//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestChannel(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	c := target.Stream.C()
	if target.Stream.C() != c {
		t.Fatal("C returns another channel")
	}
	if cap(c) != 0 {
		t.Errorf("capacity %d", cap(c))
	}
	done := make(chan int)
	go func() {
		count := 0
		for n := range target.Stream.C() {
			count++
			if err := n.Success(int64(count)); err != nil {
				t.Error(err)
			}
		}
		done <- count
	}()
	for i := range int64(100) {
		if r, err := target.Call("getppid"); err != nil || r != i+1 {
			t.Fatalf("call %d: %d, %v", i, r, err)
		}
	}
	if err := target.Stream.Err(); err != nil {
		t.Errorf("Err while running: %v", err)
	}
	target.Stream.Close()
	if n := <-done; n != 100 {
		t.Errorf("%d notifications", n)
	}
	wantErr(t, "Err after Close", target.Stream.Err(), os.ErrClosed)
	if _, open := <-target.Stream.C(); open {
		t.Error("C delivers after Close")
	}
}

func TestChannelAfterClose(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	target.Stream.Close()
	if _, open := <-target.Stream.C(); open {
		t.Error("C delivers after Close")
	}
}

func TestBuffer(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, &seccompstream.Config{Buffer: 3}, "getppid")
	if n := cap(target.Stream.C()); n != 3 {
		t.Errorf("capacity %d", n)
	}
	answered := callAsync(target, "getppid")
	for len(target.Stream.C()) == 0 {
		runtime.Gosched()
	}
	// What waits in the buffer is not lost.
	target.Stream.Close()
	if r := <-answered; r.err != unix.ENOSYS {
		t.Errorf("the target got %v", r)
	}
}

func TestReceiveContext(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	s := target.Stream

	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Receive(cancelled)
	wantErr(t, "cancelled before", err, context.Canceled)

	expiring, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err = s.Receive(expiring)
	wantErr(t, "expired while waiting", err, context.DeadlineExceeded)

	// A receiver is not disturbed by the end of another one's context, whether that
	// one reads or waits for its turn.
	for range 50 {
		mine, cancelMine := context.WithCancel(t.Context())
		other, cancelOther := context.WithCancel(t.Context())
		got := make(chan error)
		go func() {
			n, err := s.Receive(mine)
			if err == nil {
				err = n.Success(1)
			}
			got <- err
		}()
		gone := make(chan error)
		go func() {
			_, err := s.Receive(other)
			gone <- err
		}()
		cancelOther()
		wantErr(t, "the other receiver", <-gone, context.Canceled)
		if _, err := target.Call("getppid"); err != nil {
			t.Error(err)
		}
		if err := <-got; err != nil {
			t.Error(err)
		}
		cancelMine()
	}
}

// A context that ends between two receives must not spoil a later one.
func TestReceiveAfterContextEnded(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	for range 200 {
		ctx, cancel := context.WithCancel(t.Context())
		answered := callAsync(target, "getppid")
		n, err := target.Stream.Receive(ctx)
		if err != nil {
			t.Fatal(err)
		}
		go cancel()
		if err := n.Success(1); err != nil {
			t.Fatal(err)
		}
		<-answered
	}
}

func TestManyReceivers(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	ctx, cancel := context.WithCancel(t.Context())
	var seen sync.Map
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for {
				n, err := target.Stream.Receive(ctx)
				if err != nil {
					wantErr(t, "Receive", err, context.Canceled)
					return
				}
				if _, twice := seen.LoadOrStore(n.ID, true); twice {
					t.Errorf("%v was delivered twice", n)
				}
				if err := n.Success(1); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 500 {
		if r, err := target.Call("getppid"); r != 1 {
			t.Fatalf("%d, %v", r, err)
		}
	}
	cancel()
	wg.Wait()
}

func TestAll(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	calls := make(chan int64, 2)
	go func() {
		for range 2 {
			r, _ := target.Call("getppid")
			calls <- r
		}
	}()
	for n, err := range target.Stream.All(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if err := n.Success(1); err != nil {
			t.Error(err)
		}
		break
	}
	// It may be used again, and yields an error once.
	var errs []error
	for n, err := range target.Stream.All(ctx) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if err := n.Success(2); err != nil {
			t.Error(err)
		}
		cancel()
	}
	if len(errs) != 1 || !errors.Is(errs[0], context.Canceled) {
		t.Errorf("errors: %v, want that of the context, once", errs)
	}
	if a, b := <-calls, <-calls; a != 1 || b != 2 {
		t.Errorf("calls got %d and %d", a, b)
	}
	target.Stream.Close()
	for n, err := range target.Stream.All(t.Context()) {
		t.Errorf("after Close: %v, %v", n, err)
	}
}

// A context that was given to Receive keeps nothing of the stream when it is replaced,
// and when the stream ends.
func TestContextIsLetGo(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	first := &countingContext{Context: t.Context(), done: make(chan struct{})}
	second := &countingContext{Context: t.Context(), done: make(chan struct{})}
	for _, ctx := range []*countingContext{first, first, second, first} {
		answered := callAsync(target, "getppid")
		n, err := target.Stream.Receive(ctx)
		if err != nil {
			t.Fatal(err)
		}
		n.Continue()
		<-answered
	}
	target.Stream.Close()
	if first.registered != 2 || second.registered != 1 {
		t.Errorf("%d and %d registrations, want 2 and 1", first.registered, second.registered)
	}
	if first.registered != first.stopped || second.registered != second.stopped {
		t.Errorf("%d and %d of them taken back", first.stopped, second.stopped)
	}
}

// countingContext is asked by [context.AfterFunc] itself.
type countingContext struct {
	context.Context
	done                chan struct{}
	registered, stopped int
}

func (c *countingContext) Done() <-chan struct{} { return c.done }

func (c *countingContext) AfterFunc(func()) func() bool {
	c.registered++
	return func() bool {
		c.stopped++
		return true
	}
}

func TestNothingLost(t *testing.T) {
	kerneltest.Deadline(t, 2*limit)
	for name, loop := range map[string]func(*seccompstream.NotificationStream, func(seccompstream.Notification)){
		"C": func(s *seccompstream.NotificationStream, answer func(seccompstream.Notification)) {
			for n := range s.C() {
				answer(n)
			}
		},
		"All": func(s *seccompstream.NotificationStream, answer func(seccompstream.Notification)) {
			for n, err := range s.All(context.Background()) {
				if err != nil {
					t.Error(err)
				}
				answer(n)
			}
		},
		"out of order": func(s *seccompstream.NotificationStream, answer func(seccompstream.Notification)) {
			var wg sync.WaitGroup
			for n := range s.C() {
				wg.Go(func() {
					runtime.Gosched()
					answer(n)
				})
			}
			wg.Wait()
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, s := startTarget(t, nil, callFromThreads)
			end := make(chan struct{})
			go func() {
				defer close(end)
				loop(s, func(n seccompstream.Notification) {
					// A Go target interrupts its own threads.
					if err := n.Success(int64(n.Args[0] + n.Args[1] + n.Args[2])); err != nil && !errors.Is(err, seccompstream.ErrExpired) {
						t.Error(err)
					}
				})
			}()
			if lines := p.Wait(); len(lines) > 0 {
				t.Errorf("wrong results: %q", lines)
			}
			<-end
			st := s.Stats()
			if st.Answered < threads*callsPerThread || st.Pending != 0 || st.Received != st.Answered+st.Expired {
				t.Errorf("%+v", st)
			}
		})
	}
}

// A storm of signals on the supervisor's own threads, while many targets contend for
// the listener's mutex: its poll reports errors that are none.
func TestSignalsOnSupervisor(t *testing.T) {
	kerneltest.Deadline(t, 2*limit)
	p, s := startTarget(t, nil, callFromThreads)
	stop := make(chan struct{})
	var storm sync.WaitGroup
	storm.Go(func() {
		for {
			tasks, err := os.ReadDir("/proc/self/task")
			if err != nil {
				t.Error(err)
			}
			for range 20 {
				for _, task := range tasks {
					// SIGURG is what the Go runtime sends itself, too.
					tid, _ := strconv.Atoi(task.Name())
					unix.Tgkill(os.Getpid(), tid, unix.SIGURG)
				}
			}
			select {
			case <-stop:
				return
			default:
			}
		}
	})
	end := make(chan struct{})
	go func() {
		defer close(end)
		for n := range s.C() {
			if err := n.Success(int64(n.Args[0] + n.Args[1] + n.Args[2])); err != nil && !errors.Is(err, seccompstream.ErrExpired) {
				t.Error(err)
			}
		}
	}()
	if lines := p.Wait(); len(lines) > 0 {
		t.Errorf("wrong results: %q", lines)
	}
	<-end
	close(stop)
	storm.Wait()
	if err := s.Err(); err != nil {
		t.Error(err)
	}
	if st := s.Stats(); st.Answered < threads*callsPerThread || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
}

// A notification may vanish between the poll that sees it and the receive: that
// concerns nobody else.
func TestNotificationsThatVanish(t *testing.T) {
	kerneltest.Deadline(t, limit)
	p, s := startTarget(t, nil, callForever)
	n := receive(t, s)
	pid, tid := p.Cmd.Process.Pid, n.PID
	stop := make(chan struct{})
	var storm sync.WaitGroup
	storm.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				unix.Tgkill(pid, tid, unix.SIGURG)
				runtime.Gosched()
			}
		}
	})
	expired := 0
	for i := range 20000 {
		if i%4 == 0 {
			// On one processor each of the two would else have it for ten milliseconds.
			runtime.Gosched()
		}
		switch err := n.Success(0); {
		case errors.Is(err, seccompstream.ErrExpired):
			expired++
		case err != nil:
			t.Error(err)
		}
		n = receive(t, s)
	}
	close(stop)
	storm.Wait()
	t.Logf("%d expired, %+v", expired, s.Stats())
	if expired == 0 {
		t.Error("the signals interrupted no call")
	}
}

// Notifications that were dropped when their call expired do not pile up.
func TestDroppedNotificationsAreForgotten(t *testing.T) {
	kerneltest.Deadline(t, limit)
	p, s := startTarget(t, nil, callForever)
	const rounds = 500
	for range rounds {
		n := receive(t, s)
		// Interrupted, and dropped without a look.
		if err := unix.Tgkill(p.Cmd.Process.Pid, n.PID, unix.SIGURG); err != nil {
			t.Fatal(err)
		}
	}
	if st := s.Stats(); st.Pending > 100 || st.Received != rounds || st.Expired+uint64(st.Pending) != rounds {
		t.Errorf("%+v", st)
	}
}

// Receiving and answering allocate nothing, with a context that can end too.
func TestNoAllocations(t *testing.T) {
	kerneltest.Deadline(t, limit)
	_, s := startTarget(t, nil, callForever)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	allocs := testing.AllocsPerRun(2000, func() {
		n, err := s.Receive(ctx)
		if err != nil {
			t.Error(err)
		}
		if err := n.Success(0); err != nil && !errors.Is(err, seccompstream.ErrExpired) {
			t.Error(err)
		}
	})
	if allocs >= 1 {
		t.Errorf("%v allocations per notification", allocs)
	}
}

// Waiting receivers hold no thread.
func TestWaitingHoldsNoThread(t *testing.T) {
	kerneltest.Deadline(t, limit)
	const streams = 100
	var all []*seccompstream.NotificationStream
	for range streams {
		all = append(all, streamtest.New(t, nil, "getppid").Stream)
	}
	before := threadCount(t)
	for _, s := range all {
		s.C()
	}
	for _, s := range all[:10] {
		go s.Receive(context.Background())
	}
	time.Sleep(50 * time.Millisecond)
	if grown := threadCount(t) - before; grown > 10 {
		t.Errorf("%d threads for %d waiting streams", grown, streams)
	}
}

func threadCount(t testing.TB) int {
	t.Helper()
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		t.Fatal(err)
	}
	return len(tasks)
}
