//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

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
