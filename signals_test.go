//go:build linux && cgo

package seccompstream_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// A handler hears of a signal, and its answer lets the target take it.
func TestInterruptible(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "wait_killable_recv", seccompstream.Features().WaitKillableRecv)
	target := streamtest.New(t, nil, "getppid")
	type finding struct {
		cause, outer, valid error
		pending             bool
	}
	entered, found := make(chan struct{}, 1), make(chan finding, 1)
	type key struct{}
	serve(t, target.Stream, handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		// As middleware may derive it.
		outer := context.WithValue(ctx, key{}, 1)
		ctx, cancel := seccompstream.Interruptible(outer)
		defer cancel()
		entered <- struct{}{}
		<-ctx.Done()
		pending, err := n.SignalPending()
		found <- finding{context.Cause(ctx), outer.Err(), errors.Join(n.Valid(), err), pending}
		return seccompstream.Interrupted()
	}))
	for range 3 {
		call := callAsync(target, "getppid")
		<-entered
		select {
		case f := <-found:
			t.Fatalf("without a signal: %+v", f)
		case <-time.After(50 * time.Millisecond):
		}
		target.Interrupt()
		f := <-found
		wantErr(t, "cause", f.cause, seccompstream.ErrInterrupted)
		wantErr(t, "cause", f.cause, unix.EINTR)
		if f.outer != nil || f.valid != nil || !f.pending {
			t.Errorf("%+v", f)
		}
		wantErr(t, "target", (<-call).err, unix.EINTR)
	}
	if st := settled(t, target.Stream); st.Answered != 3 || st.Expired != 0 {
		t.Errorf("%+v", st)
	}
}

// Interruptible ends as its parent does, and where there is no handler only so.
func TestInterruptibleEnds(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, &seccompstream.Config{Timeout: 20 * time.Millisecond}, "getppid")
	causes := make(chan error, 2)
	serve(t, target.Stream, handlerFunc(func(parent context.Context, _ seccompstream.Notification) seccompstream.Response {
		ctx, cancel := seccompstream.Interruptible(parent)
		<-ctx.Done()
		causes <- context.Cause(ctx)
		cancel()
		ctx, cancel = seccompstream.Interruptible(parent)
		defer cancel()
		causes <- context.Cause(ctx)
		return seccompstream.Interrupted()
	}))
	_, err := target.Call("getppid")
	wantErr(t, "target", err, unix.ETIMEDOUT)
	wantErr(t, "cause", <-causes, context.DeadlineExceeded)
	wantErr(t, "cause of one after the end", <-causes, context.DeadlineExceeded)

	ctx, cancel := seccompstream.Interruptible(t.Context())
	if ctx.Err() != nil {
		t.Error(ctx.Err())
	}
	cancel()
	wantErr(t, "cancelled", ctx.Err(), context.Canceled)
}

// The errno of Interrupted is the kernel's own, and never comes to a program.
func TestInterruptedWithoutSignal(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	serve(t, target.Stream, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
		return seccompstream.Interrupted()
	}))
	for range 10 {
		_, err := target.Call("getppid")
		if err != unix.EINTR {
			t.Errorf("target: %v, want EINTR", err)
		}
	}
}

// Two threads make a call each, over and over, and report what each returned. SIGUSR1 has a
// handler with SA_RESTART, SIGUSR2 one without.
var twoThreads = kerneltest.Scenario("two threads", func(report kerneltest.Report) {
	debug.SetGCPercent(-1)
	const saRestart = 0x10000000
	var action [4]uint64 // handler, flags, restorer and mask, where there is a restorer
	set := func(signal uintptr, change func()) {
		_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, signal, 0, uintptr(unsafe.Pointer(&action)), 8, 0, 0)
		if errno == 0 {
			change()
			_, _, errno = unix.RawSyscall6(unix.SYS_RT_SIGACTION, signal, uintptr(unsafe.Pointer(&action)), 0, 8, 0, 0)
		}
		if errno != 0 {
			report("rt_sigaction: %v", errno)
		}
	}
	set(uintptr(unix.SIGUSR2), func() { action[1] &^= saRestart })

	caller := func(key uintptr) {
		for {
			val, _, errno := unix.Syscall(unix.SYS_GETPPID, key, 0, 0)
			report("%d: %d %d", key, int64(val), int(errno))
		}
	}
	ready := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		<-ready
		caller(2)
	}()
	offerListener(unix.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV|allThreads, unix.SYS_GETPPID)
	close(ready)
	caller(1)
})

// Interrupted is what the kernel does itself: the call is made anew, or fails with EINTR, as
// the signal's handler was installed; and a signal that another thread is to take is none.
func TestInterrupted(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "wait_killable_recv", seccompstream.Features().WaitKillableRecv)
	p, s := startTarget(t, nil, twoThreads)
	pid := p.Cmd.Process.Pid
	// next returns the notification of each thread.
	next := func() (first, second seccompstream.Notification) {
		t.Helper()
		for first.ID == 0 || second.ID == 0 {
			switch n := receive(t, s); n.Args[0] {
			case 1:
				first = n
			default:
				second = n
			}
		}
		return first, second
	}
	pending := func(name string, n seccompstream.Notification, want bool) {
		t.Helper()
		if got, err := n.SignalPending(); err != nil || got != want {
			t.Errorf("%s: signal pending: %v, %v; want %v", name, got, err, want)
		}
	}
	answer := func(n seccompstream.Notification, r seccompstream.Response) {
		t.Helper()
		if err := n.Respond(r); err != nil {
			t.Errorf("Respond: %v", err)
		}
	}
	saw := func(want string) {
		t.Helper()
		if got := p.Line(); got != want {
			t.Errorf("the target saw %q, want %q", got, want)
		}
	}
	first, second := next()
	if first.PID != pid {
		t.Fatalf("the first thread of %d is %d", pid, first.PID)
	}
	pending("first", first, false)
	pending("second", second, false)

	// A signal to the process is the first thread's, although the second does not block it.
	kill(t, pid, unix.SIGUSR1)
	pending("first, of its process", first, true)
	pending("second, of its process", second, false)
	answer(second, seccompstream.Interrupted())
	saw("2: -1 " + strconv.Itoa(int(unix.EINTR)))
	second = receive(t, s)
	answer(first, seccompstream.Interrupted())
	again := receive(t, s)
	if again.ID == first.ID || again.Args != first.Args || again.PID != first.PID {
		t.Errorf("after a signal with SA_RESTART came %v, want %v anew", again, first)
	}
	pending("first, made anew", again, false)
	answer(again, seccompstream.Success(7))
	saw("1: 7 0")
	first = receive(t, s)

	// One to the second thread is the second's.
	if err := unix.Tgkill(pid, second.PID, unix.SIGUSR2); err != nil {
		t.Fatal(err)
	}
	pending("first, of the second", first, false)
	pending("second, its own", second, true)
	answer(second, seccompstream.Interrupted())
	saw("2: -1 " + strconv.Itoa(int(unix.EINTR)))
	receive(t, s)
}

// A shell, which has one thread and a handler for SIGUSR1.
var trappingShell = kerneltest.Scenario("trapping shell", func(report kerneltest.Report) {
	offerListener(unix.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, unix.SYS_CHDIR)
	report("exec: %v", unix.Exec("/bin/sh", []string{"sh", "-c", "trap : USR1; cd /"}, os.Environ()))
})

// While a signal with a handler waits to be taken, SIGTERM does not kill a process: it waits,
// too, until the call is answered. Without one it kills.
func TestSignalsKeepSIGTERM(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "wait_killable_recv", seccompstream.Features().WaitKillableRecv)
	for _, handled := range []bool{false, true} {
		p, s := startTarget(t, nil, trappingShell)
		n := receive(t, s)
		if handled {
			kill(t, n.PID, unix.SIGUSR1)
		}
		kill(t, n.PID, unix.SIGTERM)
		if handled {
			time.Sleep(50 * time.Millisecond)
			if err := n.Valid(); err != nil {
				t.Errorf("after SIGUSR1 and SIGTERM: %v", err)
			}
			if err := n.Respond(seccompstream.Interrupted()); err != nil {
				t.Errorf("Respond: %v", err)
			}
		}
		eventually(t, "the shell's end", func() bool {
			stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.Cmd.Process.Pid))
			return bytes.Contains(stat, []byte(") Z "))
		})
	}
}

func TestSignalPendingOfNobody(t *testing.T) {
	if _, err := (seccompstream.Notification{}).SignalPending(); err == nil {
		t.Error("a notification of no stream has signals")
	}
	kerneltest.Deadline(t, limit)
	p, s := startTarget(t, nil, callOnce)
	n := receive(t, s)
	p.Kill()
	_, err := n.SignalPending()
	wantErr(t, "SignalPending", err, seccompstream.ErrExpired)
}

func TestInterruptedResponse(t *testing.T) {
	r := seccompstream.Interrupted()
	if s := fmt.Sprint(r); s != "interrupted" || r.Errno() != 0 || r == (seccompstream.Response{}) {
		t.Errorf("%v, errno %v", s, r.Errno())
	}
	if e := seccompstream.Error(seccompstream.ErrInterrupted); e.Errno() != unix.EINTR {
		t.Errorf("Error(ErrInterrupted) is %v", e)
	}
}
