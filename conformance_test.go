//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/scmp"
	"github.com/seccompstream/seccompstream/streamtest"
)

// TestConformance has one test for each promise that the kernel's own tests of the
// notifications check (user_notification_* in tools/testing/selftests/seccomp), made
// through this package, so that the package keeps them, too. Each has the name that
// the kernel's has.
func TestConformance(t *testing.T) {
	kerneltest.Deadline(t, limit)
	features := seccompstream.Features()
	for _, test := range []struct {
		name    string
		run     func(t *testing.T)
		feature string
		have    bool
	}{
		{name: "basic", run: conformBasic},
		{name: "kill_in_middle", run: conformKillInMiddle},
		{name: "signal", run: conformSignal},
		{name: "closed_listener", run: conformClosedListener},
		{name: "child_pid_ns", run: conformChildPIDNamespace},
		{name: "sibling_pid_ns", run: conformSiblingPIDNamespace},
		{name: "fault_recv", run: conformFaultRecv},
		{"continue", conformContinue, "continue", features.Continue},
		{name: "filter_empty", run: conformFilterEmpty},
		{name: "filter_empty_threaded", run: conformFilterEmptyThreaded},
		{"addfd", conformAddFD, "addfd", features.AddFD},
		{"addfd_rlimit", conformAddFDLimit, "addfd", features.AddFD},
		{"addfd_send_interrupted", conformAddFDSendInterrupted, "addfd_send", features.AddFDSend},
		{"sync", conformSync, "sync_wake_up", features.SyncWakeUp},
		{"fifo", conformFIFO, "fifo", kernelAtLeast(5, 19)},
		{"wait_killable", conformWaitKillable, "wait_killable_recv", features.WaitKillableRecv},
		{"wait_killable_pre_notification", conformWaitKillableBefore, "wait_killable_recv", features.WaitKillableRecv},
		{"wait_killable_fatal", conformWaitKillableFatal, "wait_killable_recv", features.WaitKillableRecv},
		{"wait_killable_after_reply", conformWaitKillableAfter, "wait_killable_recv", features.WaitKillableRecv},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.feature != "" {
				kerneltest.Need(t, test.feature, test.have)
			}
			test.run(t)
		})
	}
}

// waiting waits until a target's thread is in a call that nobody has received.
func waiting(t testing.TB, target *streamtest.Target, nr int) {
	t.Helper()
	eventually(t, "call", func() bool {
		b, _ := os.ReadFile(fmt.Sprintf("/proc/self/task/%d/syscall", target.TID))
		return strings.HasPrefix(string(b), fmt.Sprintf("%d ", nr))
	})
}

// spin passes a time that is too short to sleep.
func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

// Without a listener the call does not exist; there is one listener at the most; with
// it, the call returns what the supervisor says.
func conformBasic(t *testing.T) {
	lines := kerneltest.Child(t, withoutListener)
	if want := []string{unix.ENOSYS.Error(), unix.EBUSY.Error()}; !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
	target := streamtest.New(t, nil, "getppid")
	call := callAsync(target, "getppid", 1, 2, 3)
	n := receive(t, target.Stream)
	if n.PID != target.TID || n.Syscall != unix.SYS_GETPPID || n.Flags != 0 || n.Args != [6]uint64{1, 2, 3} {
		t.Errorf("%+v", n)
	}
	wrong := n
	wrong.ID++
	wantErr(t, "an ID that was not given out", wrong.Success(1), seccompstream.ErrExpired)
	must(t, n.Success(1<<40))
	if r := <-call; r.val != 1<<40 || r.err != nil {
		t.Errorf("%d, %v", r.val, r.err)
	}
}

var withoutListener = kerneltest.Scenario("without-listener", func(report kerneltest.Report) {
	runtime.LockOSThread()
	must := func(err error) {
		if err != nil {
			report("%v", err)
		}
	}
	must(unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
	must(installProgram([]unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0},
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_GETPPID, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_USER_NOTIF},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}, 0))
	report("%s", call(unix.SYS_GETPPID))
	if _, err := installFilter(0, unix.SYS_GETUID); err != nil {
		report("the first listener: %v", err)
	}
	_, err := installFilter(0, unix.SYS_GETUID)
	report("%v", err)
})

// A notification whose target is killed is over, and says so.
func conformKillInMiddle(t *testing.T) {
	p, s := startTarget(t, nil, callForever)
	n := receive(t, s)
	must(t, n.Valid())
	p.Kill()
	wantErr(t, "Valid", n.Valid(), seccompstream.ErrExpired)
	wantErr(t, "Send", n.Success(0), seccompstream.ErrExpired)
}

// A signal ends the notification, and the call that is made again has another.
func conformSignal(t *testing.T) {
	target := streamtest.NewTargets(t, streamtest.Options{Interruptible: true, Names: []string{"getppid"}})[0]
	first := callAsync(target, "getppid")
	n := receive(t, target.Stream)
	target.Interrupt()
	wantErr(t, "interrupted", (<-first).err, unix.EINTR)
	second := callAsync(target, "getppid")
	next := receive(t, target.Stream)
	if next.ID == n.ID {
		t.Error("two calls, one ID")
	}
	wantErr(t, "Send", n.Success(1), seccompstream.ErrExpired)
	must(t, next.Success(2))
	if r := <-second; r.val != 2 || r.err != nil {
		t.Errorf("%d, %v", r.val, r.err)
	}
}

// Calls that nobody can answer any more fail, whether they were received or not.
func conformClosedListener(t *testing.T) {
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 2, Names: []string{"getppid"}})
	received := callAsync(targets[0], "getppid")
	receive(t, targets[0].Stream)
	unreceived := callAsync(targets[1], "getppid")
	waiting(t, targets[1], unix.SYS_GETPPID)
	targets[0].Stream.Close()
	wantErr(t, "received", (<-received).err, unix.ENOSYS)
	wantErr(t, "not received", (<-unreceived).err, unix.ENOSYS)
}

// A target in a PID namespace below has the number that it has here.
func conformChildPIDNamespace(t *testing.T) {
	u := newPuppet(t, func(c *exec.Cmd) { attributes(c).Cloneflags |= unix.CLONE_NEWPID })
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	if n.PID != u.p.Cmd.Process.Pid {
		t.Errorf("PID %d, want %d", n.PID, u.p.Cmd.Process.Pid)
	}
	must(t, n.Success(0))
}

// A target in another PID namespace has no number here.
func conformSiblingPIDNamespace(t *testing.T) {
	u := newPuppet(t, func(c *exec.Cmd) { attributes(c).Cloneflags |= unix.CLONE_NEWPID })
	f := os.NewFile(uintptr(u.listener(unix.SYS_GETPPID)), "listener")
	defer f.Close()
	u.order(order{Do: "call", Nr: unix.SYS_GETPPID})
	lines := kerneltest.Child(t, reportPID, func(c *exec.Cmd) {
		c.ExtraFiles = append(c.ExtraFiles, f)
		attributes(c).Cloneflags |= unix.CLONE_NEWPID
	})
	if want := []string{"PID 0", "<nil>"}; !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
	if r, err := u.result(); r != 4711 || err != nil {
		t.Errorf("the target got %d, %v", r, err)
	}
}

var reportPID = kerneltest.Scenario("report-pid", func(report kerneltest.Report) {
	s, err := seccompstream.NewNotificationStream(4, nil)
	if err != nil {
		report("%v", err)
		return
	}
	n, err := s.Receive(context.Background())
	report("PID %d", n.PID)
	if err == nil {
		err = n.Success(4711)
	}
	report("%v", err)
	s.Close()
})

// A receive that fails takes nothing away.
func conformFaultRecv(t *testing.T) {
	target, fd := streamtest.NewListener(t, "getppid")
	call := callAsync(target, "getppid")
	waiting(t, target, unix.SYS_GETPPID)
	if _, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.SECCOMP_IOCTL_NOTIF_RECV, 0); errno != unix.EFAULT {
		t.Errorf("receiving nowhere: %v", errno)
	}
	// Nor does one into memory that is not zeroed, but that fails otherwise.
	full := make([]byte, 512)
	for i := range full {
		full[i] = 0xff
	}
	if _, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.SECCOMP_IOCTL_NOTIF_RECV, uintptr(unsafe.Pointer(&full[0]))); errno != unix.EINVAL {
		t.Errorf("receiving into memory in use: %v", errno)
	}
	s, err := seccompstream.NewNotificationStream(fd, nil)
	must(t, err)
	defer s.Close()
	must(t, receive(t, s).Success(3))
	if r := <-call; r.val != 3 || r.err != nil {
		t.Errorf("%d, %v", r.val, r.err)
	}
}

// The kernel runs a call that is continued, and takes nothing else with that.
func conformContinue(t *testing.T) {
	target, fd := streamtest.NewListener(t, "dup")
	s, err := seccompstream.NewNotificationStream(fd, nil)
	must(t, err)
	defer s.Close()
	call := callAsync(target, "dup", 0)
	n := receive(t, s)
	for _, with := range []struct {
		val   int64
		errno int32
	}{{1, 0}, {0, int32(unix.EPERM)}} {
		if errno := scmp.Respond(fd, n.ID, with.val, with.errno, unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE); errno != unix.EINVAL {
			t.Errorf("continue with %+v: %v", with, errno)
		}
	}
	must(t, n.Continue())
	r := <-call
	must(t, r.err)
	var here, there unix.Stat_t
	must(t, unix.Fstat(0, &here))
	must(t, unix.Fstat(int(r.val), &there))
	must(t, unix.Close(int(r.val)))
	if r.val == 0 || here.Ino != there.Ino {
		t.Errorf("descriptor %d is not a copy", r.val)
	}
}

// The last task that uses the filter ends the stream.
func conformFilterEmpty(t *testing.T) {
	p, s := startTarget(t, nil, callOnce)
	must(t, receive(t, s).Success(0))
	p.Wait()
	_, err := s.Receive(t.Context())
	wantErr(t, "Receive", err, io.EOF)
}

// The last thread, that is.
func conformFilterEmptyThreaded(t *testing.T) {
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 3, Names: []string{"getppid"}})
	s := targets[0].Stream
	end := make(chan error, 1)
	go func() {
		_, err := s.Receive(context.Background())
		end <- err
	}()
	for i, target := range targets {
		select {
		case err := <-end:
			t.Fatalf("the stream ended with %d threads left: %v", len(targets)-i, err)
		case <-time.After(20 * time.Millisecond):
		}
		target.Exit()
	}
	wantErr(t, "Receive", <-end, io.EOF)
}

// Descriptors are installed in the target, at the lowest number or at a chosen one, by
// requests that make sense, and only while it waits.
func conformAddFD(t *testing.T) {
	f := plainFile(t, "")
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	if _, err := n.AddFD(-1, seccompstream.AddFDOptions{}); !errors.Is(err, unix.EBADF) {
		t.Errorf("no descriptor: %v", err)
	}
	fd, err := n.AddFD(int(f.Fd()), seccompstream.AddFDOptions{CloseOnExec: true})
	must(t, err)
	if what, cloexec := has(n.PID, fd); what != f.Name() || !cloexec {
		t.Errorf("%d is %s, close-on-exec %v", fd, what, cloexec)
	}
	fd, err = n.AddFD(int(f.Fd()), seccompstream.AddFDOptions{SetFD: true, TargetFD: 42})
	if what, _ := has(n.PID, 42); err != nil || fd != 42 || what != f.Name() {
		t.Errorf("42 is %s; %d, %v", what, fd, err)
	}
	must(t, n.Success(int64(fd)))
	if got, err := u.result(); got != 42 || err != nil {
		t.Errorf("the target got %d, %v", got, err)
	}
	if _, err := n.AddFD(int(f.Fd()), seccompstream.AddFDOptions{}); !errors.Is(err, seccompstream.ErrAnswered) && !errors.Is(err, seccompstream.ErrExpired) {
		t.Errorf("after the answer: %v", err)
	}
}

// A target that may have no more descriptors gets none, and can still be answered.
func conformAddFDLimit(t *testing.T) {
	f := plainFile(t, "")
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	none := unix.Rlimit{}
	must(t, unix.Prlimit(u.p.Cmd.Process.Pid, unix.RLIMIT_NOFILE, &none, nil))
	_, err := n.AddFD(int(f.Fd()), seccompstream.AddFDOptions{})
	wantErr(t, "AddFD", err, unix.EMFILE)
	_, err = n.AddFD(int(f.Fd()), seccompstream.AddFDOptions{SetFD: true, TargetFD: 42})
	wantErr(t, "AddFD at a number", err, unix.EBADF)
	wantErr(t, "RespondFD", n.RespondFD(int(f.Fd()), seccompstream.AddFDOptions{}), unix.EMFILE)
	must(t, n.Success(5))
	if got, err := u.result(); got != 5 || err != nil {
		t.Errorf("the target got %d, %v", got, err)
	}
}

// A descriptor that is the answer arrives with it, or not at all.
func conformAddFDSendInterrupted(t *testing.T) {
	f := plainFile(t, "")
	target := streamtest.NewTargets(t, streamtest.Options{Interruptible: true, Names: []string{"getppid"}})[0]
	var delivered, interrupted int
	for round := range 500 {
		call := callAsync(target, "getppid")
		n := receive(t, target.Stream)
		var wg sync.WaitGroup
		ready := make(chan struct{})
		wg.Go(func() {
			close(ready)
			spin(time.Duration(round%30) * time.Microsecond)
			target.Interrupt()
		})
		<-ready
		spin(time.Duration(round%20) * time.Microsecond)
		err := n.RespondFD(int(f.Fd()), seccompstream.AddFDOptions{CloseOnExec: true})
		wg.Wait()
		if err != nil && !errors.Is(err, seccompstream.ErrExpired) {
			t.Fatalf("RespondFD: %v", err)
		}
		switch r := <-call; {
		case r.err == unix.EINTR:
			interrupted++
		case r.err != nil || err != nil:
			t.Fatalf("the target got %d, %v; the supervisor %v", r.val, r.err, err)
		default:
			delivered++
			must(t, unix.Close(int(r.val)))
		}
	}
	t.Logf("%d delivered, %d interrupted", delivered, interrupted)
	// The target is of this process. What streams open for themselves is another matter.
	open := 0
	for _, what := range openFiles() {
		if what == f.Name() {
			open++
		}
	}
	if open != 1 {
		t.Errorf("the file is open %d times", open)
	}
}

// The listener's flags can be set to what there is, at any time.
func conformSync(t *testing.T) {
	for _, off := range []bool{false, true} {
		target, fd := streamtest.NewListener(t, "getppid")
		s, err := seccompstream.NewNotificationStream(fd, &seccompstream.Config{NoSyncWakeUp: off})
		must(t, err)
		defer s.Close()
		if errno := scmp.SetFlags(fd, 0xff00); errno != unix.EINVAL {
			t.Errorf("flags that do not exist: %v", errno)
		}
		for i := range 100 {
			call := callAsync(target, "getppid")
			must(t, receive(t, s).Success(int64(i)))
			if r := <-call; r.val != int64(i) || r.err != nil {
				t.Errorf("%d, %v", r.val, r.err)
			}
		}
	}
}

// Notifications come in the order of the calls, numbered one after the other.
func conformFIFO(t *testing.T) {
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 8, Names: []string{"getppid"}})
	s := targets[0].Stream
	var calls []<-chan result
	for i, target := range targets {
		calls = append(calls, callAsync(target, "getppid", i))
		waiting(t, target, unix.SYS_GETPPID)
	}
	var last uint64
	for i := range targets {
		n := receive(t, s)
		if n.Args[0] != uint64(i) || n.PID != targets[i].TID {
			t.Errorf("call %d came as %v", i, n)
		}
		if i > 0 && n.ID != last+1 {
			t.Errorf("ID %#x follows %#x", n.ID, last)
		}
		last = n.ID
		must(t, n.Success(int64(i)))
	}
	for i, c := range calls {
		if r := <-c; r.val != int64(i) || r.err != nil {
			t.Errorf("%d, %v", r.val, r.err)
		}
	}
}

// Once a call has been received a signal waits for its end.
func conformWaitKillable(t *testing.T) {
	target := streamtest.New(t, nil, "getppid")
	call := callAsync(target, "getppid")
	n := receive(t, target.Stream)
	target.Interrupt()
	time.Sleep(30 * time.Millisecond)
	must(t, n.Valid())
	must(t, n.Success(6))
	if r := <-call; r.val != 6 || r.err != nil {
		t.Errorf("%d, %v", r.val, r.err)
	}
}

// Before, it does not.
func conformWaitKillableBefore(t *testing.T) {
	target := streamtest.New(t, nil, "getppid")
	call := callAsync(target, "getppid")
	waiting(t, target, unix.SYS_GETPPID)
	target.Interrupt()
	wantErr(t, "target", (<-call).err, unix.EINTR)
	// And nobody receives what is over.
	call = callAsync(target, "getppid", 7)
	if n := receive(t, target.Stream); n.Args[0] != 7 {
		t.Errorf("received %v", n)
	} else {
		must(t, n.Success(0))
	}
	<-call
}

// A fatal signal ends a target at any time.
func conformWaitKillableFatal(t *testing.T) {
	u := newPuppet(t) // its filter has the flag
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	u.kill()
	wantErr(t, "Send", n.Success(0), seccompstream.ErrExpired)
}

// A signal that comes with the answer does not take it away.
func conformWaitKillableAfter(t *testing.T) {
	target := streamtest.New(t, nil, "getppid")
	for round := range 500 {
		call := callAsync(target, "getppid")
		n := receive(t, target.Stream)
		var wg sync.WaitGroup
		ready := make(chan struct{})
		wg.Go(func() {
			close(ready)
			spin(time.Duration(round%30) * time.Microsecond)
			target.Interrupt()
		})
		<-ready
		spin(time.Duration(round%20) * time.Microsecond)
		must(t, n.Success(int64(round)))
		r := <-call
		wg.Wait()
		if r.err == unix.EINTR && kerneltest.KnownBug("wait_killable_reply") {
			continue
		}
		if r.val != int64(round) || r.err != nil {
			t.Fatalf("%d, %v; want %d", r.val, r.err, round)
		}
	}
}
