//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// A target that serves a file system itself gives the supervisor a file of it, and answers
// neither whether it is ready nor that it may be closed. Nothing in the supervisor
// waits for that, but who closes the file. The supervisor is a process of its own here:
// without that it freezes until its target is dead, and no signal ends it.
func TestFilesThatNeverAnswer(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	kerneltest.Need(t, "fuse", kerneltest.HaveFUSE())
	kerneltest.Need(t, "pidfd_getfd", seccompstream.Features().PIDFDGetFD)
	target, fd := startListener(t, fuseTarget, fuseDir+"="+t.TempDir())
	listener := os.NewFile(uintptr(fd), "listener")
	supervisor := kerneltest.Start(t, fuseSupervisor, func(c *exec.Cmd) {
		c.ExtraFiles = append(c.ExtraFiles, listener)
	})
	listener.Close()
	// The first to go is the target, whatever happens: it holds the supervisor.
	var froze atomic.Bool
	watchdog := time.AfterFunc(kerneltest.Patience(20*time.Second), func() {
		froze.Store(true)
		target.Cmd.Process.Kill()
	})
	for {
		line := supervisor.Line()
		if line == "over" {
			break
		}
		t.Error(line)
	}
	watchdog.Stop()
	target.Kill()
	for _, line := range supervisor.Wait() {
		if line != "over" {
			t.Error(line)
		}
	}
	if froze.Load() {
		t.Error("the supervisor froze until its target was killed")
	}
}

const fuseDir = "TEST_FUSE_DIR"

// What the target has open on its own file system, O_NONBLOCK.
const fuseFD = 100

var fuseTarget = kerneltest.Scenario("fuse/target", func(report kerneltest.Report) {
	dir := os.Getenv(fuseDir)
	if err := kerneltest.FUSE(dir, kerneltest.FUSEPoll, kerneltest.FUSEFlush); err != nil {
		report("%v", err)
		return
	}
	fd, err := unix.Open(dir+"/file", unix.O_RDWR|unix.O_NONBLOCK, 0)
	if err == nil {
		err = unix.Dup3(fd, fuseFD, unix.O_CLOEXEC)
	}
	if err != nil {
		report("%v", err)
		return
	}
	offerListener(0, unix.SYS_GETPPID)
	path, err := unix.BytePtrFromString(dir + "/other")
	if err != nil {
		report("%v", err)
		return
	}
	for range 3 {
		call(unix.SYS_GETPPID, uintptr(unsafe.Pointer(path)))
	}
	runtime.KeepAlive(path)
})

var fuseSupervisor = kerneltest.Scenario("fuse/supervisor", func(report kerneltest.Report) {
	s, err := seccompstream.NewNotificationStream(4, nil)
	if err != nil {
		report("%v", err)
		return
	}
	n, err := s.Receive(context.Background())
	if err != nil {
		report("%v", err)
		return
	}
	f, err := n.GetFD(fuseFD)
	if err != nil {
		report("GetFD: %v", err)
	} else {
		flags, err := unix.FcntlInt(f.Fd(), unix.F_GETFL, 0)
		if err != nil || flags&unix.O_NONBLOCK == 0 {
			report("the file's flags: %#x, %v; want O_NONBLOCK as the target has it", flags, err)
		}
		if err := f.SetDeadline(time.Now()); !errors.Is(err, os.ErrNoDeadline) {
			report("the netpoller has the file: SetDeadline: %v", err)
		}
		go f.Close()
	}
	// What waits in the netpoller goes on, timers and descriptors.
	for range 20 {
		r, w, err := os.Pipe()
		if err != nil {
			report("%v", err)
			break
		}
		time.AfterFunc(5*time.Millisecond, func() { w.Close() })
		r.Read(make([]byte, 1))
		r.Close()
	}
	runtime.GC()
	if err := n.Success(1); err != nil {
		report("the answer: %v", err)
	}
	// An answer that closes such a file does not wait for that.
	n, err = s.Receive(context.Background())
	if err == nil {
		f, err = n.GetFD(fuseFD)
	}
	if err == nil {
		err = n.Respond(seccompstream.FD(f, seccompstream.AddFDOptions{}))
	}
	if err != nil {
		report("the answer with a descriptor: %v", err)
	}
	// A path that leads to such a file.
	n, err = s.Receive(context.Background())
	if err == nil {
		f, err = n.OpenPath(-1, 0, unix.OpenHow{Flags: unix.O_RDWR | unix.O_NONBLOCK | unix.O_CLOEXEC})
	}
	if err == nil {
		if err := f.SetDeadline(time.Now()); !errors.Is(err, os.ErrNoDeadline) {
			report("the netpoller has the file of OpenPath: SetDeadline: %v", err)
		}
		err = n.Respond(seccompstream.FD(f, seccompstream.AddFDOptions{}))
	}
	if err != nil {
		report("OpenPath: %v", err)
	}
	if _, err := s.Receive(context.Background()); err == nil {
		report("the target called again")
	}
	s.Close()
	report("over")
})

// Who passes a file for a listener that does not answer ioctl(2) is told that it is none.
func TestListenerThatNeverAnswers(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	kerneltest.Need(t, "fuse", kerneltest.HaveFUSE())
	for _, line := range kerneltest.Child(t, fuseListener, func(c *exec.Cmd) {
		c.Env = append(c.Env, fuseDir+"="+t.TempDir())
	}) {
		t.Error(line)
	}
}

var fuseListener = kerneltest.Scenario("fuse/listener", func(report kerneltest.Report) {
	dir := os.Getenv(fuseDir)
	if err := kerneltest.FUSE(dir, kerneltest.FUSEIoctl); err != nil {
		report("%v", err)
		return
	}
	fd, err := unix.Open(dir+"/file", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		report("%v", err)
		return
	}
	if _, err := seccompstream.NewNotificationStream(fd, nil); !errors.Is(err, seccompstream.ErrNotListener) {
		report("%v, want ErrNotListener", err)
	}
})
