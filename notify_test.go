//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

const limit = 30 * time.Second

type result struct {
	val int64
	err error
}

// callAsync makes a call that blocks until it is answered.
func callAsync(target *streamtest.Target, name string, args ...any) <-chan result {
	c := make(chan result, 1)
	go func() {
		val, err := target.Call(name, args...)
		c <- result{val, err}
	}()
	return c
}

// receive returns the next notification and fails the test if there is none.
func receive(t testing.TB, s *seccompstream.NotificationStream) seccompstream.Notification {
	t.Helper()
	n, err := s.Receive(t.Context())
	if err != nil {
		t.Fatalf("Receive: %v", err)
	}
	return n
}

func wantErr(t testing.TB, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestNotAListener(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var p [2]int
	if err := unix.Pipe2(p[:], unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	defer unix.Close(p[1])
	null, err := unix.Open("/dev/null", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(null)
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(epoll)
	for name, fd := range map[string]int{
		"negative": -1, "huge": math.MaxInt32, "pipe": p[0], "/dev/null": null, "epoll": epoll,
	} {
		s, err := seccompstream.NewNotificationStream(fd, nil)
		if s != nil {
			t.Errorf("%s: got a stream", name)
		}
		wantErr(t, name, err, seccompstream.ErrNotListener)
	}
	// It is still ours.
	if err := unix.Close(p[0]); err != nil {
		t.Errorf("the refused descriptor was closed: %v", err)
	}
	_, err = seccompstream.NewNotificationStream(p[0], nil)
	wantErr(t, "closed", err, seccompstream.ErrNotListener)
}

func TestBadConfig(t *testing.T) {
	kerneltest.Deadline(t, limit)
	_, fd := streamtest.NewListener(t, "getppid")
	for _, cfg := range []seccompstream.Config{
		{Buffer: -1},
		{Workers: -1},
		{Timeout: -1},
		{CloseResponse: seccompstream.Answered()},
		{TimeoutResponse: seccompstream.Error(nil)},
		{ErrorResponse: seccompstream.Error(errors.New("no errno"))},
	} {
		if s, err := seccompstream.NewNotificationStream(fd, &cfg); err == nil {
			s.Close()
			t.Fatalf("%+v was accepted", cfg)
		}
	}
	// The listener is as it was.
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestDescriptorIsOwned(t *testing.T) {
	kerneltest.Deadline(t, limit)
	before := openListeners(t)
	target, fd := streamtest.NewListener(t, "getppid")
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, 0); err != nil {
		t.Fatal(err)
	}
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		t.Fatal(err)
	}
	if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil || flags&unix.FD_CLOEXEC == 0 {
		t.Errorf("flags of the listener: %#x, %v; want close-on-exec", flags, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if n := openListeners(t); n != before {
		t.Errorf("%d listeners are open after Close, %d before", n, before)
	}
	if _, err := target.Call("getppid"); err != unix.ENOSYS {
		t.Errorf("call after Close: %v, want ENOSYS", err)
	}
}

func TestNotificationFields(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	answered := callAsync(target, "getppid", 1, uint64(math.MaxUint64), 3, 4, 5, 6)
	n := receive(t, target.Stream)
	if n.PID != target.TID {
		t.Errorf("PID %d, want the thread's, %d", n.PID, target.TID)
	}
	if want := [6]uint64{1, math.MaxUint64, 3, 4, 5, 6}; n.Args != want {
		t.Errorf("Args %v, want %v", n.Args, want)
	}
	if n.Syscall != unix.SYS_GETPPID || n.Name() != "getppid" {
		t.Errorf("call %d, %q; want getppid", n.Syscall, n.Name())
	}
	if n.InstrPointer == 0 || n.Flags != 0 {
		t.Errorf("InstrPointer %#x, Flags %#x", n.InstrPointer, n.Flags)
	}
	line := n.String()
	for _, part := range []string{strconv.Itoa(n.PID), "getppid(0x1, 0xffffffffffffffff, 0x3"} {
		if !strings.Contains(line, part) || strings.Contains(line, "\n") {
			t.Errorf("String() = %q, want one line with %q", line, part)
		}
	}
	if err := n.Valid(); err != nil {
		t.Errorf("Valid before the answer: %v", err)
	}
	if err := n.Success(42); err != nil {
		t.Fatal(err)
	}
	if r := <-answered; r.val != 42 || r.err != nil {
		t.Errorf("the target got %v", r)
	}
	wantErr(t, "Valid after the answer", n.Valid(), seccompstream.ErrExpired)
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		arch uint32
		nr   int32
		want string
	}{
		{unix.AUDIT_ARCH_X86_64, 0, "read"},
		{unix.AUDIT_ARCH_X86_64, 257, "openat"},
		{unix.AUDIT_ARCH_I386, 0, "restart_syscall"},
		{unix.AUDIT_ARCH_I386, 5, "open"},
		{unix.AUDIT_ARCH_I386, 295, "openat"},
		{unix.AUDIT_ARCH_X86_64, 0x40000000 | 257, "openat"},
		{unix.AUDIT_ARCH_X86_64, 0x40000000 | 520, "execve"},
		{unix.AUDIT_ARCH_AARCH64, 56, "openat"},
		{unix.AUDIT_ARCH_ARM, 322, "openat"},
		{unix.AUDIT_ARCH_RISCV64, 56, "openat"},
		{unix.AUDIT_ARCH_X86_64, 9999, "syscall_9999"},
		{unix.AUDIT_ARCH_X86_64, -1, "syscall_-1"},
		{unix.AUDIT_ARCH_X86_64, -10001, "syscall_-10001"},
		{0xdeadbeef, 1, "syscall_1"},
	} {
		n := seccompstream.Notification{Arch: c.arch, Syscall: c.nr}
		for range 2 { // the second comes from the cache
			if got := n.Name(); got != c.want {
				t.Errorf("arch %#x number %d: %q, want %q", c.arch, c.nr, got, c.want)
			}
		}
		if s := n.String(); !strings.Contains(s, c.want) {
			t.Errorf("String() = %q", s)
		}
	}
}

func TestJSONKeepsZeroes(t *testing.T) {
	b, err := json.Marshal(seccompstream.Notification{})
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{`"Syscall":0`, `"PID":0`, `"ID":0`, `"Args":[0,0,0,0,0,0]`} {
		if !strings.Contains(string(b), field) {
			t.Errorf("%s lacks %s", b, field)
		}
	}
}

func TestNotificationWithoutStream(t *testing.T) {
	var n seccompstream.Notification
	if n.Valid() == nil || n.Continue() == nil || n.Success(0) == nil || n.Error(unix.EPERM) == nil {
		t.Error("the zero Notification can be answered")
	}
}

func TestResponses(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	ppid := int64(os.Getppid())
	for _, c := range []struct {
		r    seccompstream.Response
		want result
	}{
		{seccompstream.Continue(), result{val: ppid}},
		{seccompstream.Success(0), result{}},
		{seccompstream.Success(math.MaxInt64), result{val: math.MaxInt64}},
		{seccompstream.Success(math.MinInt64), result{val: math.MinInt64}},
		{seccompstream.Success(-5), result{-1, unix.EIO}},
		{seccompstream.Error(unix.EPERM), result{-1, unix.EPERM}},
		{seccompstream.Error(syscall.Errno(4095)), result{-1, syscall.Errno(4095)}},
		{seccompstream.Error(&fs.PathError{Op: "open", Path: "x", Err: unix.ENOTDIR}), result{-1, unix.ENOTDIR}},
	} {
		answered := callAsync(target, "getppid")
		n := receive(t, target.Stream)
		if err := target.Stream.Send(n, c.r); err != nil {
			t.Fatalf("%v: %v", c.r, err)
		}
		if got := <-answered; got != c.want {
			t.Errorf("%v: the target got %v, want %v", c.r, got, c.want)
		}
	}
}

func TestErrorMapping(t *testing.T) {
	wrap := func(err error) error { return fmt.Errorf("while doing it: %w", err) }
	for _, c := range []struct {
		err  error
		want syscall.Errno
	}{
		{unix.ENOTCONN, unix.ENOTCONN},
		{wrap(unix.ENOTCONN), unix.ENOTCONN},
		{errors.Join(io.EOF, unix.EXDEV), unix.EXDEV},
		{os.NewSyscallError("x", unix.EBUSY), unix.EBUSY},
		{fs.ErrNotExist, unix.ENOENT},
		{wrap(fs.ErrPermission), unix.EPERM},
		{fs.ErrExist, unix.EEXIST},
		{fs.ErrInvalid, unix.EINVAL},
		{os.ErrClosed, unix.EBADF},
		{os.ErrDeadlineExceeded, unix.ETIMEDOUT},
		{context.DeadlineExceeded, unix.ETIMEDOUT},
		{context.Canceled, unix.ECANCELED},
		{errors.ErrUnsupported, unix.ENOSYS},
		{seccompstream.ErrExpired, unix.ENOENT},
		{io.EOF, 0},
		{nil, 0},
		{syscall.Errno(0), 0},
		{syscall.Errno(4096), 0},
	} {
		if got := seccompstream.Error(c.err).Errno(); got != c.want {
			t.Errorf("Error(%v) has errno %d, want %d", c.err, got, c.want)
		}
	}
}

func TestBadResponses(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	answered := callAsync(target, "getppid")
	n := receive(t, target.Stream)
	for _, r := range []seccompstream.Response{
		{},
		seccompstream.Answered(),
		seccompstream.Error(nil),
		seccompstream.Error(errors.New("no errno")),
		seccompstream.Error(syscall.Errno(0)),
		seccompstream.Error(syscall.Errno(4096)),
		seccompstream.Error(syscall.Errno(1 << 40)),
	} {
		wantErr(t, r.String(), target.Stream.Send(n, r), seccompstream.ErrBadResponse)
		if err := n.Valid(); err != nil {
			t.Fatalf("after %v: %v", r, err)
		}
	}
	if err := n.Success(7); err != nil {
		t.Fatal(err)
	}
	if got := <-answered; got.val != 7 {
		t.Errorf("the target got %v", got)
	}
}

func TestResponsesAreComparable(t *testing.T) {
	if seccompstream.Error(unix.EPERM) != seccompstream.Error(fs.ErrPermission) {
		t.Error("two responses with EPERM differ")
	}
	if seccompstream.Success(1) == seccompstream.Success(2) || seccompstream.Success(0) == seccompstream.Continue() {
		t.Error("different responses are equal")
	}
}

func TestExactlyOneAnswerWins(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	for range 500 {
		answered := callAsync(target, "getppid")
		n := receive(t, target.Stream)
		var won atomic.Int64
		var wg sync.WaitGroup
		for i := range int64(8) {
			wg.Go(func() {
				switch err := n.Success(1000 + i); {
				case err == nil:
					if !won.CompareAndSwap(0, 1000+i) {
						t.Errorf("answers %d and %d both succeeded", won.Load(), 1000+i)
					}
				case !errors.Is(err, seccompstream.ErrAnswered):
					t.Errorf("a late answer: %v, want ErrAnswered", err)
				}
			})
		}
		wg.Wait()
		if got := <-answered; got.val != won.Load() {
			t.Fatalf("the target got %v, the answer that succeeded was %d", got, won.Load())
		}
		wantErr(t, "an answer much later", n.Continue(), seccompstream.ErrAnswered)
	}
	if st := target.Stream.Stats(); st.Received != 500 || st.Answered != 500 || st.Pending != 0 || st.Expired != 0 {
		t.Errorf("%+v", st)
	}
}

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

// Who answers a second time is told so in whatever order the calls came, which before
// Linux 5.19 is not that of their numbers.
func TestAnsweredInAnyOrder(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 8, Names: []string{"getppid"}})
	s := targets[0].Stream
	var calls []<-chan result
	for _, target := range targets {
		calls = append(calls, callAsync(target, "getppid"))
		waiting(t, target, unix.SYS_GETPPID)
	}
	var received []seccompstream.Notification
	for range targets {
		n := receive(t, s)
		must(t, n.Success(1))
		received = append(received, n)
	}
	for _, c := range calls {
		<-c
	}
	for _, n := range received {
		wantErr(t, "second answer", n.Success(1), seccompstream.ErrAnswered)
	}
	// Before the first and behind the last there was none.
	for _, delta := range []uint64{1 << 20, ^uint64(1 << 20)} {
		n := received[0]
		n.ID += delta
		wantErr(t, "no such call", n.Success(1), seccompstream.ErrExpired)
	}
}

func TestExpiredByKill(t *testing.T) {
	kerneltest.Deadline(t, limit)
	p, s := startTarget(t, nil, callForever)
	n := receive(t, s)
	p.Kill()
	wantErr(t, "Valid", n.Valid(), seccompstream.ErrExpired)
	for range 2 {
		err := n.Success(1)
		wantErr(t, "Success", err, seccompstream.ErrExpired)
		wantErr(t, "Success", err, unix.ENOENT)
		if errors.Is(err, fs.ErrNotExist) {
			t.Error("an expired notification passes for a missing file")
		}
	}
}

// Without WAIT_KILLABLE_RECV every signal ends a notification, and a handler with
// SA_RESTART begins another.
func TestExpiredBySignal(t *testing.T) {
	kerneltest.Deadline(t, limit)
	p, s := startTarget(t, nil, callOnce)
	first := receive(t, s)
	// Go handles SIGURG, and restarts.
	if err := unix.Tgkill(p.Cmd.Process.Pid, first.PID, unix.SIGURG); err != nil {
		t.Fatal(err)
	}
	second := receive(t, s)
	if first.ID == second.ID {
		t.Error("the second notification has the ID of the first")
	}
	wantErr(t, "Valid", first.Valid(), seccompstream.ErrExpired)
	wantErr(t, "Send", first.Success(1), seccompstream.ErrExpired)
	if err := second.Success(2); err != nil {
		t.Fatal(err)
	}
	if lines := p.Wait(); !slices.Equal(lines, []string{"2"}) {
		t.Errorf("the target saw %q", lines)
	}
	if st := s.Stats(); st.Received != 2 || st.Answered != 1 || st.Expired != 1 {
		t.Errorf("%+v", st)
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
			}
		}
	})
	expired := 0
	for range 20000 {
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

// Somebody who holds a duplicate of the listener answers first, and the target has not
// run since.
func TestAnsweredThroughDuplicate(t *testing.T) {
	kerneltest.Deadline(t, limit)
	_, fd := startListener(t, callForever)
	dup, err := unix.Dup(fd)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(dup)
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()

	// On the target's CPU and before everybody else, so that it cannot take the answer. On a
	// machine that has much else to do it can: then it has done so, and is asked again.
	answered, expired := 0, 0
	for answered == 0 && expired < 1000 {
		n := receive(t, s)
		result := make(chan error)
		go func() { result <- answerTwice(dup, n) }()
		switch err := <-result; {
		case errors.Is(err, seccompstream.ErrAnswered):
			answered++
		case errors.Is(err, seccompstream.ErrExpired):
			expired++
		default:
			t.Fatalf("the second answer: %v", err)
		}
	}
	t.Logf("%d answers too late", expired)
	if st := s.Stats(); st.Answered != 1 || st.Expired != uint64(expired) || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
}

// answerTwice answers a call through a duplicate of its listener, and again through its
// stream. The target has no time to run in between, as a rule.
func answerTwice(dup int, n seccompstream.Notification) error {
	runtime.LockOSThread() // for good: the thread ends with its priority
	var cpu unix.CPUSet
	cpu.Set(firstCPU())
	fifo := unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: unix.SCHED_FIFO, Priority: 1}
	if err := errors.Join(unix.SchedSetaffinity(n.PID, &cpu), unix.SchedSetaffinity(0, &cpu), unix.SchedSetAttr(0, &fifo, 0)); err != nil {
		return err
	}
	resp := struct {
		id    uint64
		val   int64
		error int32
		flags uint32
	}{id: n.ID}
	if _, _, errno := unix.RawSyscall(unix.SYS_IOCTL, uintptr(dup), unix.SECCOMP_IOCTL_NOTIF_SEND, uintptr(unsafe.Pointer(&resp))); errno != 0 {
		return errno
	}
	return n.Success(1)
}

// firstCPU returns a CPU that the process may use.
func firstCPU() int {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		panic(err)
	}
	for cpu := range 1024 {
		if set.IsSet(cpu) {
			return cpu
		}
	}
	return 0
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

func TestListenerIsDescriptorZero(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lines := kerneltest.Child(t, listenerIsZero)
	if !slices.Equal(lines, []string{"listener 0", "call 9"}) {
		t.Errorf("%q", lines)
	}
}

var listenerIsZero = kerneltest.Scenario("listener-is-zero", func(report kerneltest.Report) {
	unix.Close(0)
	listener := make(chan int)
	result := make(chan string)
	go func() {
		runtime.LockOSThread()
		fd, err := installFilter(0, unix.SYS_GETPPID)
		if err != nil {
			report("%v", err)
		}
		listener <- fd
		result <- call(unix.SYS_GETPPID)
	}()
	fd := <-listener
	report("listener %d", fd)
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		report("%v", err)
		return
	}
	defer s.Close()
	n, err := s.Receive(context.Background())
	if err != nil {
		report("%v", err)
	}
	n.Success(9)
	report("call %s", <-result)
})

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

func TestStatsOldest(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	if st := target.Stream.Stats(); st != (seccompstream.Stats{}) {
		t.Errorf("%+v", st)
	}
	answered := callAsync(target, "getppid")
	n := receive(t, target.Stream)
	time.Sleep(5 * time.Millisecond)
	if st := target.Stream.Stats(); st.Pending != 1 || st.Oldest < 5*time.Millisecond {
		t.Errorf("%+v", st)
	}
	n.Continue()
	<-answered
	if st := target.Stream.Stats(); st.Pending != 0 || st.Oldest != 0 {
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
