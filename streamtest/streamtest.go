//go:build linux && cgo && (amd64 || arm64 || riscv64)

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
	// Stream receives the target's notifications, and those of the targets that were
	// made with it.
	Stream *seccompstream.NotificationStream
	// TID is the ID of the target's thread, the PID of its notifications.
	TID int

	group *C.struct_streamtest_group
	index C.int
	// turn holds a value while a call is made, and from Exit on.
	turn chan struct{}
	quit chan struct{}
	stop sync.Once
	mu   sync.Mutex // of quit and signals: there are none for a thread that is gone
}

// New returns a target whose calls with these names are notified, over a stream with
// that configuration. The end of the test closes the stream, if the test has not, and
// ends the thread; a call that still waits gets Config.CloseResponse, or ENOSYS if
// nobody received it. What cannot be set up fails the test.
func New(t testing.TB, cfg *seccompstream.Config, names ...string) *Target {
	t.Helper()
	return NewTargets(t, Options{Config: cfg, Names: names})[0]
}

// NewTargets returns targets that share one stream. It does what [New] does for one.
func NewTargets(t testing.TB, o Options) []*Target {
	t.Helper()
	targets, fd := start(t, o)
	stream, err := seccompstream.NewNotificationStream(fd, o.Config)
	if err != nil {
		unix.Close(fd)
		t.Fatal("streamtest: ", err)
	}
	for _, target := range targets {
		target.Stream = stream
	}
	t.Cleanup(func() { stream.Close() })
	return targets
}

// NewListener returns a target and its listener, which the caller owns, for tests
// that make the stream themselves. Target.Stream is nil. The listener, and whatever
// duplicates it has, must be closed before the end of the test: the target waits for
// its answer as long as there is one.
func NewListener(t testing.TB, names ...string) (*Target, int) {
	t.Helper()
	targets, fd := start(t, Options{Names: names})
	return targets[0], fd
}

func start(t testing.TB, o Options) ([]*Target, int) {
	t.Helper()
	switch {
	case len(o.Names) == 0:
		t.Fatal("streamtest: no calls to notify")
	case o.Threads < 0:
		t.Fatal("streamtest: Options.Threads is negative: ", o.Threads)
	}
	nrs := make([]C.uint32_t, len(o.Names))
	for i, name := range o.Names {
		nr, err := number(name)
		if err != nil {
			t.Fatal("streamtest: ", err)
		}
		nrs[i] = C.uint32_t(nr)
	}
	count := max(o.Threads, 1)
	var interruptible, listener, errnum C.int
	if o.Interruptible {
		interruptible = 1
	}
	group := C.streamtest_start(C.int(count), &nrs[0], C.int(len(nrs)), interruptible, &listener, &errnum)
	if group == nil {
		t.Fatal("streamtest: installing the filter: ", syscall.Errno(errnum))
	}
	targets := make([]*Target, count)
	for i := range targets {
		targets[i] = &Target{
			TID:   int(C.streamtest_tid(group, C.int(i))),
			group: group,
			index: C.int(i),
			turn:  make(chan struct{}, 1),
			quit:  make(chan struct{}),
		}
	}
	// Registered before the stream's own clean-up, and so run after it: a call that
	// nobody answers is over by then.
	t.Cleanup(func() {
		for _, target := range targets {
			target.Exit()
		}
		C.streamtest_free(group)
	})
	return targets, int(listener)
}

func number(name string) (seccomp.ScmpSyscall, error) {
	nr, err := seccomp.GetSyscallFromName(name)
	if err != nil || nr < 0 {
		return 0, fmt.Errorf("no system call named %q on this architecture", name)
	}
	return nr, nil
}

// Call makes one system call on the target's thread and returns what it returned: the
// value, or a [syscall.Errno]. It blocks until the call is over, which for a notified
// call is when it has been answered. After Exit it returns [os.ErrClosed].
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
	var regs [7]C.long
	regs[0] = C.long(nr)
	for i, arg := range args {
		v, release, err := value(arg)
		if err != nil {
			return -1, fmt.Errorf("argument %d of %s: %w", i, name, err)
		}
		defer release()
		regs[i+1] = v
	}
	select {
	case <-t.quit:
		return -1, os.ErrClosed
	case t.turn <- struct{}{}:
	}
	ret := int64(C.streamtest_run(t.group, t.index, &regs[0]))
	<-t.turn
	if ret < 0 && ret >= -4095 {
		return -1, syscall.Errno(-ret)
	}
	return ret, nil
}

// Interrupt sends the target's thread a signal, whose handler does nothing and does not
// have calls restarted: a call that waits, and that the filter lets signals interrupt,
// fails with EINTR, and its notification expires. See Options.Interruptible.
func (t *Target) Interrupt() {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case <-t.quit:
	default:
		C.streamtest_interrupt(t.group, t.index)
	}
}

// Exit waits until the call that the target is in is over, and ends its thread. The
// stream ends with the last of its targets. Exit may be called more than once.
func (t *Target) Exit() {
	t.stop.Do(func() {
		t.turn <- struct{}{} // and nobody gets it back
		t.mu.Lock()
		close(t.quit)
		t.mu.Unlock()
		C.streamtest_end(t.group, t.index)
	})
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
