//go:build linux && cgo && (amd64 || arm64 || riscv64)

// Package streamtest gives a live target to tests of handlers: a thread of the test
// process whose chosen system calls are really notified by the kernel, with no
// container, no root and no second program.
//
//	func TestDenyMkdir(t *testing.T) {
//		target := streamtest.New(t, nil, "mkdir")
//		go target.Stream.Serve(t.Context(), policy)
//		if _, err := target.Call("mkdir", "/tmp/x", 0o755); err != unix.EPERM {
//			t.Errorf("mkdir: %v, want EPERM", err)
//		}
//	}
//
// The filter is on the target's thread alone, and notifies a call only where
// [Target.Call] makes it. Everything else in the process, the Go runtime included,
// goes on unsupervised, so that any call can be chosen.
//
// The target shares the memory, the descriptors and the credentials of the test. A
// handler that reads memory, installs descriptors or opens paths does so in the test's
// own process.
package streamtest

/*
#include <stdlib.h>
#include "call.h"
*/
import "C"

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"unsafe"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// A Target is a thread of the test process that makes system calls on demand. Its
// methods may be called from any goroutine; the calls are made one after the other.
type Target struct {
	// Stream receives the target's notifications.
	Stream *seccompstream.NotificationStream
	// TID is the ID of the target's thread.
	TID int

	calls chan *pendingCall
	quit  chan struct{}
	stop  sync.Once
}

type pendingCall struct {
	args [7]C.long
	ret  int64
	done chan struct{}
}

// New returns a target whose calls with these names are notified, over a stream with
// that configuration. The end of the test closes the stream, if the test has not, and
// ends the thread; a call that still waits gets Config.CloseResponse, or ENOSYS if
// nobody received it. What cannot be set up fails the test.
func New(t testing.TB, cfg *seccompstream.Config, names ...string) *Target {
	t.Helper()
	target, fd := start(t, names)
	stream, err := seccompstream.NewNotificationStream(fd, cfg)
	if err != nil {
		unix.Close(fd)
		t.Fatal("streamtest: ", err)
	}
	target.Stream = stream
	t.Cleanup(func() { stream.Close() })
	return target
}

// NewListener returns a target and its listener, which the caller owns, for tests
// that make the stream themselves. Target.Stream is nil.
func NewListener(t testing.TB, names ...string) (*Target, int) {
	t.Helper()
	return start(t, names)
}

func start(t testing.TB, names []string) (*Target, int) {
	t.Helper()
	if len(names) == 0 {
		t.Fatal("streamtest: no calls to notify")
	}
	nrs := make([]C.uint32_t, len(names))
	for i, name := range names {
		nr, err := number(name)
		if err != nil {
			t.Fatal("streamtest: ", err)
		}
		nrs[i] = C.uint32_t(nr)
	}
	target := &Target{calls: make(chan *pendingCall), quit: make(chan struct{})}
	type result struct {
		fd  int
		err error
	}
	started := make(chan result)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		// Never unlocked: the runtime ends the thread, and with it the filter, when
		// the goroutine returns.
		runtime.LockOSThread()
		var errnum C.int
		fd := int(C.streamtest_filter(&nrs[0], C.int(len(nrs)), &errnum))
		target.TID = unix.Gettid()
		if fd < 0 {
			started <- result{err: os.NewSyscallError("seccomp", syscall.Errno(errnum))}
			return
		}
		started <- result{fd: fd}
		target.run()
	}()
	r := <-started
	if r.err != nil {
		t.Fatal("streamtest: ", r.err)
	}
	// Registered before the stream's own clean-up, and so run after it: a call that
	// nobody answers is over by then.
	t.Cleanup(func() {
		target.stop.Do(func() { close(target.quit) })
		<-gone
	})
	return target, r.fd
}

func number(name string) (seccomp.ScmpSyscall, error) {
	nr, err := seccomp.GetSyscallFromName(name)
	if err != nil || nr < 0 {
		return 0, fmt.Errorf("no system call named %q on this architecture", name)
	}
	return nr, nil
}

func (t *Target) run() {
	for {
		select {
		case c := <-t.calls:
			c.ret = int64(C.streamtest_call(&c.args[0]))
			close(c.done)
		case <-t.quit:
			return
		}
	}
}

// Call makes one system call on the target's thread and returns what it returned: the
// value, or a [syscall.Errno]. It blocks until the call is over, which for a notified
// call is when it has been answered.
//
// Arguments are integers of any type, pointers, strings and byte slices. A string is
// passed as the address of a NUL-terminated copy, a byte slice as that of a copy whose
// bytes are copied back after the call. A pointer must be to memory that does not
// move, and stays.
func (t *Target) Call(name string, args ...any) (int64, error) {
	nr, err := number(name)
	if err != nil {
		return -1, err
	}
	if len(args) > 6 {
		return -1, fmt.Errorf("a system call has six arguments at the most, not %d", len(args))
	}
	c := &pendingCall{done: make(chan struct{})}
	c.args[0] = C.long(nr)
	for i, arg := range args {
		v, release, err := value(arg)
		if err != nil {
			return -1, fmt.Errorf("argument %d of %s: %w", i, name, err)
		}
		defer release()
		c.args[i+1] = v
	}
	select {
	case t.calls <- c:
		<-c.done
	case <-t.quit:
		return -1, os.ErrClosed
	}
	if c.ret < 0 && c.ret >= -4095 {
		return -1, syscall.Errno(-c.ret)
	}
	return c.ret, nil
}

// value returns the register's worth of an argument, and what to do after the call.
func value(arg any) (C.long, func(), error) {
	switch a := arg.(type) {
	case string:
		p := unsafe.Pointer(C.CString(a))
		return C.long(uintptr(p)), func() { C.free(p) }, nil
	case []byte:
		p := C.CBytes(a)
		return C.long(uintptr(p)), func() {
			copy(a, unsafe.Slice((*byte)(p), len(a)))
			C.free(p)
		}, nil
	case unsafe.Pointer:
		return C.long(uintptr(a)), func() {}, nil
	}
	v := reflect.ValueOf(arg)
	switch {
	case v.CanInt():
		return C.long(v.Int()), func() {}, nil
	case v.CanUint():
		return C.long(v.Uint()), func() {}, nil
	}
	return 0, nil, fmt.Errorf("%T is neither an integer, a pointer, a string nor a []byte", arg)
}
