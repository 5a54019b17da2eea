//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/scmp"
	"github.com/seccompstream/seccompstream/streamtest"
)

// aWait returns a place to wait in that streams do not get as far as, opened for the listener.
func aWait(t *testing.T, fd int) *scmp.Wait {
	t.Helper()
	if errno := scmp.StartClock(); errno != 0 {
		t.Fatal(errno)
	}
	other, err := unix.Open("/dev/null", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	w := scmp.WaitAt(scmp.Waits - 1)
	if err := w.Open(fd, other); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.Close()
		unix.Close(other)
	})
	return w
}

// While nothing is notified each wait ends by its interrupt, wherever the reader is by then: a
// second goroutine interrupts once, and the wait has no other end.
func TestInterruptEndsEachWait(t *testing.T) {
	kerneltest.Deadline(t, 2*limit)
	if err := scmp.Init(); err != nil {
		t.Fatal(err)
	}
	u := newPuppet(t)
	fd := u.listener(unix.SYS_GETPPID)
	defer unix.Close(fd)
	w := aWait(t, fd)
	for name, prepare := range map[string]func(){
		"plain":   func() {},
		"notify":  func() { signal.Notify(make(chan os.Signal, 1), unix.SIGURG) },
		"reset":   func() { signal.Reset(unix.SIGURG) },
		"ignored": func() { signal.Ignore(unix.SIGURG) },
	} {
		t.Run(name, func(t *testing.T) {
			prepare()
			defer signal.Reset(unix.SIGURG)
			var n scmp.Notif
			for i := range 3000 {
				if err := w.Arm(fd, math.MaxInt64); err != nil {
					t.Fatal(err)
				}
				go func() {
					switch i % 3 {
					case 0:
						runtime.Gosched()
					case 1:
						time.Sleep(time.Duration(rand.IntN(100)) * time.Microsecond)
					}
					w.Interrupt()
				}()
				if o := w.Receive(&n); o != scmp.Nothing {
					t.Fatalf("wait %d ended with %d", i, o)
				}
			}
		})
	}
}

// A wait that nobody interrupts ends by itself.
func TestWaitHasLimit(t *testing.T) {
	kerneltest.Deadline(t, limit)
	if err := scmp.Init(); err != nil {
		t.Fatal(err)
	}
	u := newPuppet(t)
	fd := u.listener(unix.SYS_GETPPID)
	defer unix.Close(fd)
	w := aWait(t, fd)
	var n scmp.Notif
	for range 20 {
		for _, d := range []time.Duration{0, time.Millisecond, 20 * time.Millisecond} {
			if err := w.Arm(fd, d); err != nil {
				t.Fatal(err)
			}
			if o := w.Receive(&n); o != scmp.Nothing {
				t.Fatalf("outcome %d", o)
			}
		}
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond) // for the clock to fall asleep
	}
}

// disturb does things to the process until the test is over.
func disturb(t *testing.T, what ...func()) {
	var wg sync.WaitGroup
	done := make(chan struct{})
	for _, f := range what {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					f()
				}
			}
		})
	}
	t.Cleanup(func() {
		close(done)
		wg.Wait()
	})
}

// Whatever happens at the moment when a notification comes, it is received, once.
func TestNoNotificationIsLostToInterrupts(t *testing.T) {
	kerneltest.Deadline(t, 3*limit)
	urgent := make(chan os.Signal, 1)
	for _, procs := range []int{1, 2, 4} {
		lingerOn(t, procs)
		for name, more := range map[string][]func(){
			"quiet":   nil,
			"signals": {func() { unix.Kill(os.Getpid(), unix.SIGURG); time.Sleep(5 * time.Microsecond) }},
			"garbage": {func() { runtime.GC() }},
			"notify": {func() {
				signal.Notify(urgent, unix.SIGURG)
				time.Sleep(50 * time.Microsecond)
				signal.Stop(urgent)
			}},
		} {
			t.Run(name, func(t *testing.T) {
				disturb(t, more...)
				target := streamtest.New(t, nil, "getppid")
				var over atomic.Bool
				served := make(chan int)
				go func() {
					interrupted := 0
					for !over.Load() {
						ctx, cancel := context.WithCancel(context.Background())
						timer := time.AfterFunc(time.Duration(rand.IntN(200))*time.Microsecond, cancel)
						n, err := target.Stream.Receive(ctx)
						switch {
						case err == nil:
							if err := n.Success(int64(n.Args[0])); err != nil {
								t.Error(err)
							}
						case ctx.Err() != nil:
							interrupted++
						default:
							t.Error(err)
						}
						timer.Stop()
						cancel()
					}
					served <- interrupted
				}()
				for i := range int64(1500) {
					if val, err := target.Call("getppid", i); val != i || err != nil {
						t.Fatalf("call %d: %d, %v", i, val, err)
					}
					if i%8 == 0 {
						time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
					}
				}
				over.Store(true)
				if n := <-served; n == 0 {
					t.Error("nothing was interrupted")
				}
				if got := target.Stream.Stats(); got.Received != 1500 || got.Answered != 1500 {
					t.Errorf("%+v", got)
				}
			})
		}
	}
}

// lingerOn makes the process one of so many processors.
func lingerOn(t *testing.T, procs int) {
	was := runtime.GOMAXPROCS(procs)
	t.Cleanup(func() { runtime.GOMAXPROCS(was) })
}

// The limit of those who linger follows GOMAXPROCS.
func TestLingerLimitFollows(t *testing.T) {
	for _, c := range []struct{ procs, limit int }{{4, 2}, {2, 1}, {1, 0}} {
		lingerOn(t, c.procs)
		if _, limit := seccompstream.Lingering(); limit != c.limit {
			t.Errorf("%d of %d may linger", limit, c.procs)
		}
	}
}

// What the supervisor executes while a reader waits gets no listener.
func TestWaitIsNotInherited(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lingerIn(t, forEver)
	target := streamtest.New(t, nil, "getppid")
	callAnswered(t, target)
	callAnswered(t, target)
	errs := make(chan error)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, err := target.Stream.Receive(ctx)
		errs <- err
	}()
	awaitLingering(t, 1)
	if n := openListeners(t); n < 2 {
		t.Fatalf("%d listeners: there is no duplicate", n)
	}
	for range 20 {
		out, err := exec.Command("/bin/ls", "-l", "/proc/self/fd").Output()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(out), "seccomp") {
			t.Fatalf("inherited:\n%s", out)
		}
	}
	cancel()
	wantErr(t, "Receive", <-errs, context.Canceled)
}

// lowerFiles lets the process have no descriptor more than it has, until it is called again.
func lowerFiles(t *testing.T, limit uint64) (raise func()) {
	var was unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &was); err != nil {
		t.Fatal(err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: limit, Max: was.Max}); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &was); err != nil {
			t.Fatal(err)
		}
	}
}

// With no descriptor for a duplicate notifications come as well, and a reader that waits on one
// is interrupted even where nothing can be put in its place.
func TestNoDescriptorToWaitOn(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lingerIn(t, forEver)
	target := streamtest.New(t, nil, "getppid")
	raise := lowerFiles(t, 3)
	for i := range int64(20) {
		c := callAsync(target, "getppid")
		n, err := target.Stream.Receive(t.Context())
		if err != nil {
			raise()
			t.Fatal(err)
		}
		if err := n.Success(i); err != nil {
			t.Error(err)
		}
		if r := <-c; r.val != i || r.err != nil {
			t.Errorf("call %d: %d, %v", i, r.val, r.err)
		}
	}
	raise()
	for range 3 {
		callAnswered(t, target)
		callAnswered(t, target)
		ctx, cancel := context.WithCancel(t.Context())
		errs := make(chan error)
		go func() {
			_, err := target.Stream.Receive(ctx)
			errs <- err
		}()
		awaitLingering(t, 1)
		raise := lowerFiles(t, 3)
		cancel()
		err := <-errs
		raise()
		wantErr(t, "Receive", err, context.Canceled)
	}
}

// Somebody else receives from the listener: who finds a notification gone does not wait for
// the next one any longer than it is to.
func TestNotificationTakenByAnother(t *testing.T) {
	kerneltest.Deadline(t, limit)
	u := newPuppet(t)
	fd := u.listener(unix.SYS_GETPPID)
	other, err := unix.Dup(fd)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(other)
	w := aWait(t, other)
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range 300 {
		ctx, cancel := context.WithCancel(t.Context())
		received := make(chan error, 1)
		go func() {
			n, err := s.Receive(ctx)
			if err == nil {
				err = n.Success(1)
			}
			received <- err
		}()
		if i%2 == 0 {
			time.Sleep(100 * time.Microsecond) // for the reader to be in the netpoller
		}
		u.order(order{Do: "call", Nr: unix.SYS_GETPPID})
		var n scmp.Notif
		must(t, w.Arm(other, 20*time.Millisecond))
		taken := w.Receive(&n) == scmp.Received
		if taken {
			if errno := scmp.Respond(other, n.ID, 1, 0, 0); errno != 0 {
				t.Fatal(errno)
			}
		}
		if r, err := u.result(); r != 1 || err != nil {
			t.Fatalf("call %d: %d, %v", i, r, err)
		}
		cancel()
		if err := <-received; taken {
			wantErr(t, "Receive", err, context.Canceled)
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// Calls are received at once, however slow the consumer of the channel is, and each of them
// comes out of it, in their order, even after the end of the stream.
func TestChannelReceivesAtOnce(t *testing.T) {
	kerneltest.Deadline(t, limit)
	const calls = 20
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: calls, Names: []string{"getppid"}})
	s := targets[0].Stream
	c := s.C()
	var results []<-chan result
	for i, target := range targets {
		results = append(results, callAsync(target, "getppid", i))
		eventually(t, "receipt", func() bool { return s.Stats().Received == uint64(i+1) })
	}
	for i := range uint64(calls) {
		n := <-c
		if n.Args[0] != i {
			t.Errorf("%d comes in the place of %d", n.Args[0], i)
		}
		must(t, n.Success(int64(i)))
	}
	for i, r := range results {
		if r := <-r; r.val != int64(i) || r.err != nil {
			t.Errorf("call %d: %d, %v", i, r.val, r.err)
		}
	}
}

// The calls of a target that is gone are delivered, and what nobody takes does not keep Close.
func TestChannelAfterTheEnd(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for _, take := range []int{0, 1, threads} {
		p, s := startTarget(t, nil, callFromThreads)
		c := s.C()
		eventually(t, "receipt", func() bool { return s.Stats().Received == threads })
		p.Kill()
		eventually(t, "the end", func() bool { return s.Stats().Pending == 0 })
		for range take {
			n, ok := <-c
			if !ok {
				t.Fatal("the channel is closed too early")
			}
			wantErr(t, "answer", n.Success(0), seccompstream.ErrExpired)
		}
		must(t, s.Close())
		for n := range c {
			if take == threads {
				t.Errorf("one too many: %v", n)
			}
		}
	}
}
