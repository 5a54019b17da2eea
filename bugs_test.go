//go:build linux && cgo

package seccompstream_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// The bugs that some kernels have are looked for here, the naive way. That the package
// keeps clear of them, other tests show: TestRespondFDUnderSignals, and those of launch
// that wait for the end of streams.

// storm sends a signal to a thread again and again until stop is called.
func storm(pid, tid int, sig unix.Signal) (stop func()) {
	over := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-over:
				return
			default:
				unix.Tgkill(pid, tid, sig)
				time.Sleep(10 * time.Microsecond)
			}
		}
	})
	return sync.OnceFunc(func() {
		close(over)
		wg.Wait()
	})
}

// streamOn returns a stream over a listener, and a second descriptor of that.
func streamOn(t testing.TB, fd int) (*seccompstream.NotificationStream, int) {
	t.Helper()
	second, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(second) })
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		unix.Close(fd)
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, second
}

// A signal to the supervisor within ADDFD with ADDFD_FLAG_SEND makes the target's call
// return 0, with no descriptor, from Linux 5.14 on.
func TestBugAddFDSend(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "addfd_send", seccompstream.Features().AddFDSend)
	const rounds = 2000
	u := newPuppet(t)
	s, fd := streamOn(t, u.listener(unix.SYS_GETPPID))
	u.s = s
	tids := make(chan int)
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		tids <- unix.Gettid()
		for range rounds {
			n, err := s.Receive(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			request := struct {
				id                        uint64
				flags, src, new, newFlags uint32
			}{id: n.ID, flags: unix.SECCOMP_ADDFD_FLAG_SEND, src: 0}
			_, _, errno := unix.RawSyscall(unix.SYS_IOCTL, uintptr(fd), unix.SECCOMP_IOCTL_NOTIF_ADDFD, uintptr(unsafe.Pointer(&request)))
			// The stream does not know that there has been an answer.
			if err := n.Error(unix.EIO); err == nil {
				t.Errorf("no answer, after %v", errno)
			}
		}
	}()
	stop := storm(unix.Getpid(), <-tids, unix.SIGURG)
	defer stop()
	u.order(order{Do: "gather", Nr: unix.SYS_GETPPID, Args: []any{rounds}})
	lost, _ := u.result()
	<-done
	t.Logf("%d of %d descriptors lost", lost, rounds)
	kerneltest.Bug(t, "addfd_send_signal", lost > 0)
}

// callInSequence makes calls that each want another answer, reports wrong ones, and
// ends with ENOSYS.
var callInSequence = kerneltest.Scenario("call-in-sequence", func(report kerneltest.Report) {
	runtime.LockOSThread()
	offerListener(unix.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, unix.SYS_GETPPID)
	for i := 1; ; i++ {
		switch r := call(unix.SYS_GETPPID, uintptr(i)); r {
		case fmt.Sprint(i):
		case unix.ENOSYS.Error():
			return
		default:
			report("call %d returned %s", i, r)
		}
	}
})

// A signal to a target that has not seen yet that its call has been received takes the
// answer away, if that comes at once, from Linux 5.19 to 6.17: the call is made and
// notified again. So the supervisor sees it twice, but the target gets its answer.
func TestBugWaitKillableReply(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "wait_killable_recv", seccompstream.Features().WaitKillableRecv)
	p, listener := startListener(t, callInSequence)
	s, fd := streamOn(t, listener)
	n := receive(t, s)
	stop := storm(p.Cmd.Process.Pid, n.PID, unix.SIGURG)
	defer stop()
	// Polling holds the lock that the target needs to see what became of its call.
	over := make(chan struct{})
	var polling sync.WaitGroup
	polling.Go(func() {
		for {
			select {
			case <-over:
				return
			default:
				unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
			}
		}
	})
	calls, again := 0, 0
	last := uint64(0)
	for end := time.Now().Add(kerneltest.Patience(2 * time.Second)); time.Now().Before(end) && again == 0; calls++ {
		if n.Args[0] == last {
			again++
		}
		if n.Success(int64(n.Args[0])) == nil {
			last = n.Args[0]
		}
		n = receive(t, s)
	}
	stop()
	close(over)
	polling.Wait()
	s.Close()
	unix.Close(fd) // which ends the target
	for _, l := range p.Wait() {
		t.Error(l)
	}
	t.Logf("%d of %d answers lost", again, calls)
	kerneltest.Bug(t, "wait_killable_reply", again > 0)
}
