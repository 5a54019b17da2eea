//go:build linux && cgo

package main

import (
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// hangingPolicy has mkdir fail, and rmdir hang where handlers do.
const hangingPolicy = `
default: standard
policies:
  standard:
    rules:
      - {calls: mkdir, deny: EROFS}
      - {calls: mknod, emulate: mknod}
    otherwise: {deny: ENOTNAM}
`

// hang makes a call on which the agent's handler never returns, and returns what it came to.
func hang(target *streamtest.Target) <-chan error {
	came := make(chan error, 1)
	go func() {
		_, err := target.Call("mknod", "/nowhere/null", unix.S_IFCHR|0o666, int(unix.Mkdev(1, 3)))
		came <- err
	}()
	return came
}

// A handler that hangs holds up neither a hand-over, nor the other containers, nor SIGTERM.
func TestHandlerHangs(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	t.Setenv(hangVar, "1")
	d := newDaemon(t, hangingPolicy, "-timeout", "100ms")
	bad, good := sendTarget(t, d.socket), sendTarget(t, d.socket)
	d.await("msg=serving", 2)
	if err := <-hang(bad); err != unix.ETIMEDOUT {
		t.Fatalf("a call on which the handler hangs: %v", err)
	}
	expectErrno(t, good, unix.EROFS)
	check(t, unix.Kill(d.cmd.Process.Pid, unix.SIGUSR2))
	next := d.successor(2)
	d.await("a handler hangs, and is left behind")
	d.await(`msg="handed over"`)
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("the agent ended with %v", err)
	}
	expectErrno(t, good, unix.EROFS)
	expectErrno(t, bad, unix.EROFS)
	// And where it hangs with a call that has no answer yet.
	if err := <-hang(bad); err != unix.ETIMEDOUT {
		t.Fatalf("a call on which the handler hangs: %v", err)
	}
	check(t, unix.Kill(next, unix.SIGTERM))
	for alive(next) {
		time.Sleep(time.Millisecond)
	}
	expectErrno(t, good, unix.ENOSYS)
}

// While a call has no answer nothing is handed over, and the agent goes on as if nothing had
// happened. SIGTERM ends it all the same.
func TestHandlerHangsWithoutAnswer(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	t.Setenv(hangVar, "1")
	d := newDaemon(t, hangingPolicy, "-timeout", "1h", "-patience", "300ms")
	bad, good := sendTarget(t, d.socket), sendTarget(t, d.socket)
	d.await("msg=serving", 2)
	came := hang(bad)
	for d.metric("seccomp_notifications_pending") != 1 {
		time.Sleep(time.Millisecond)
	}
	for i := range 2 {
		check(t, unix.Kill(d.cmd.Process.Pid, unix.SIGUSR2))
		d.await("not handed over: going on", i+1)
		d.await("has ended without taking over", i+1)
		expectErrno(t, good, unix.EROFS)
	}
	d.terminate()
	if err := <-came; err != unix.ENOSYS {
		t.Errorf("the call that had no answer: %v", err)
	}
}
