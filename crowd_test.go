//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/scmp"
	"github.com/seccompstream/seccompstream/streamtest"
)

// Where many targets wait, most notifications are guessed, and none is lost for that. The
// kernel is asked about a guess by ADDFD.
func TestCrowd(t *testing.T) {
	kerneltest.Deadline(t, 2*limit)
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	p, s := startTarget(t, nil, callFromThreads)
	guessed := 0
	for range callsPerThread {
		// All threads wait for their answers, and then for their next calls to be received.
		var crowd []seccompstream.Notification
		for range threads {
			crowd = append(crowd, receive(t, s))
			if seccompstream.Crowded(s) {
				guessed++
			}
		}
		for _, n := range crowd {
			if err := n.Success(int64(n.Args[0] + n.Args[1] + n.Args[2])); err != nil {
				t.Fatal(err)
			}
		}
	}
	if lines := p.Wait(); len(lines) > 0 {
		t.Errorf("wrong results: %q", lines)
	}
	if n, err := s.Receive(t.Context()); err == nil {
		t.Errorf("one notification too many: %v", n)
	}
	t.Logf("%d of %d were guessed", guessed, threads*callsPerThread)
	if guessed == 0 {
		t.Error("no notification was guessed")
	}
}

// A guess at a call that nobody makes, or that is over, costs nothing but time.
func TestWrongGuess(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	for range 3 {
		callAnswered(t, target)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		seccompstream.Guess(target.Stream)
		_, err := target.Stream.Receive(ctx)
		cancel()
		wantErr(t, "with no call", err, context.DeadlineExceeded)
	}

	p, s := startTarget(t, nil, callForever)
	n := receive(t, s)
	if err := n.Continue(); err != nil {
		t.Fatal(err)
	}
	receive(t, s)
	p.Kill()
	seccompstream.Guess(s)
	if n, err := s.Receive(t.Context()); err == nil {
		t.Errorf("received %v of a target that is gone", n)
	}
}

// A guess at a call that somebody has received already leaves it and its target alone.
func TestGuessAtReceivedCall(t *testing.T) {
	kerneltest.Deadline(t, limit)
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	u := newPuppet(t)
	fd := u.listener(unix.SYS_GETPPID)
	defer unix.Close(fd)
	descriptors := func() int {
		entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", u.p.Cmd.Process.Pid))
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	before := descriptors()
	u.order(order{Do: "call", Nr: unix.SYS_GETPPID})
	var n, other scmp.Notif
	for scmp.Receive(fd, &n, 0) != scmp.Received {
		time.Sleep(time.Millisecond)
	}
	if outcome := scmp.Receive(fd, &other, n.ID); outcome != scmp.Nothing {
		t.Errorf("the guess found %d", outcome)
	}
	if now := descriptors(); now != before {
		t.Errorf("the target has %d descriptors, it had %d", now, before)
	}
	if errno := scmp.Respond(fd, n.ID, 42, 0, 0); errno != 0 {
		t.Fatal(errno)
	}
	if r, err := u.result(); r != 42 || err != nil {
		t.Errorf("the call returned %d, %v", r, err)
	}

	// One that waits is found.
	u.order(order{Do: "call", Nr: unix.SYS_GETPPID})
	for scmp.Poll(fd) != scmp.Received {
		time.Sleep(time.Millisecond)
	}
	if outcome := scmp.Receive(fd, &other, n.ID+1); outcome != scmp.ReceivedNext || other.ID != n.ID+1 {
		t.Errorf("the guess found %d: %+v", outcome, other)
	}
	if errno := scmp.Respond(fd, other.ID, 43, 0, 0); errno != 0 {
		t.Fatal(errno)
	}
	if r, err := u.result(); r != 43 || err != nil {
		t.Errorf("the call returned %d, %v", r, err)
	}
}
