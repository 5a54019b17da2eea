//go:build linux

package rights

import (
	"context"
	"os"
	"runtime"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Threads are threads of this process that have given up their own rights for others', and
// wait for work. They never take their own back: a mistake there would be fatal, and a
// thread costs 60 us.
type Threads struct {
	// Max bounds the threads. 0 means 64.
	Max int
	// Idle is how long a thread waits for more work. 0 means a second.
	Idle time.Duration

	mu     sync.Mutex
	idle   []*thread // the one used last at the end
	count  int
	waits  chan struct{} // closed and replaced when a thread is free again
	closed bool
}

type thread struct {
	key  string
	jobs chan *job
}

type job struct {
	umask    int
	f        func() error
	err      error
	panicked any
	returned bool
	done     chan struct{}
}

const (
	defaultMax  = 64
	defaultIdle = time.Second
)

// Do runs f on a thread that has the rights, and the umask. It waits for a free thread until
// ctx is done; once f runs it is waited for. What f changes of its thread, but for the working
// directory and the umask, it must undo. A panic of f is the caller's.
//
// It fails with EPERM if this process may not take on the rights.
func (t *Threads) Do(ctx context.Context, r *Rights, f func() error) error {
	w, err := t.get(ctx, r)
	if err != nil {
		return err
	}
	j := &job{umask: int(r.Umask & 0o777), f: f, done: make(chan struct{})}
	w.jobs <- j
	<-j.done
	switch {
	case j.panicked != nil:
		panic(j.panicked)
	case !j.returned:
		runtime.Goexit() // as f did
	}
	return j.err
}

func (t *Threads) get(ctx context.Context, r *Rights) (*thread, error) {
	key := r.key()
	limit := t.Max
	if limit == 0 {
		limit = defaultMax
	}
	for {
		t.mu.Lock()
		for i := len(t.idle) - 1; i >= 0; i-- {
			if w := t.idle[i]; w.key == key {
				t.idle = append(t.idle[:i], t.idle[i+1:]...)
				t.mu.Unlock()
				return w, nil
			}
		}
		if t.count >= limit && len(t.idle) > 0 {
			close(t.idle[0].jobs) // of all the longest out of use
			t.idle = append(t.idle[:0], t.idle[1:]...)
			t.count--
		}
		if t.count < limit {
			t.count++
			t.mu.Unlock()
			return t.start(r, key)
		}
		if t.waits == nil {
			t.waits = make(chan struct{})
		}
		free := t.waits
		t.mu.Unlock()
		select {
		case <-free:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

func (t *Threads) start(r *Rights, key string) (*thread, error) {
	w := &thread{key: key, jobs: make(chan *job)}
	ready := make(chan error)
	go t.run(w, r, ready)
	if err := <-ready; err != nil {
		t.mu.Lock()
		t.count--
		t.wake()
		t.mu.Unlock()
		return nil, err
	}
	return w, nil
}

// wake tells those who wait for a thread. The caller holds t.mu.
func (t *Threads) wake() {
	if t.waits != nil {
		close(t.waits)
		t.waits = nil
	}
}

// run is the life of a thread. It ends with its goroutine, which never unlocks it.
func (t *Threads) run(w *thread, r *Rights, ready chan<- error) {
	runtime.LockOSThread()
	if unix.Gettid() == os.Getpid() {
		// The first thread cannot end before the process does. While it is held here,
		// another goroutine gets another one.
		other := make(chan error)
		go t.run(w, r, other)
		err := <-other
		runtime.UnlockOSThread() // nothing has been changed
		ready <- err
		return
	}
	if err := Become(r); err != nil {
		ready <- err
		return
	}
	ready <- nil
	idle := t.Idle
	if idle == 0 {
		idle = defaultIdle
	}
	timer := time.NewTimer(idle)
	defer timer.Stop()
	for {
		select {
		case j := <-w.jobs:
			if j == nil {
				return // and count is another's already
			}
			if !t.finish(w, j) {
				return
			}
			timer.Reset(idle)
		case <-timer.C:
			t.mu.Lock()
			kept := t.idle[:0]
			for _, o := range t.idle {
				if o != w {
					kept = append(kept, o)
				}
			}
			mine := len(kept) < len(t.idle)
			clear(t.idle[len(kept):])
			t.idle = kept
			if mine {
				t.count--
				t.wake()
			}
			t.mu.Unlock()
			if mine {
				return
			}
			// Somebody has just got hold of it, or has closed it.
			timer.Reset(idle)
		}
	}
}

// finish runs a job, and reports whether the thread is kept.
func (t *Threads) finish(w *thread, j *job) (kept bool) {
	// A function that panics or ends its goroutine ends the thread as well: who knows what
	// it has left there. Its caller must not wait for ever.
	defer func() {
		if !j.returned {
			j.panicked = recover()
		}
		t.mu.Lock()
		if kept = j.returned && !t.closed; kept {
			t.idle = append(t.idle, w)
		} else {
			t.count--
		}
		t.wake()
		t.mu.Unlock()
		close(j.done)
	}()
	unix.Umask(j.umask)
	j.err = j.f()
	j.returned = true
	return true
}

// Close ends the threads that are idle, and each other one when its work is done.
func (t *Threads) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	for _, w := range t.idle {
		close(w.jobs)
		t.count--
	}
	t.idle = nil
}

// Become makes the calling thread, which must be locked, one of these rights for good. After
// an error it is neither the one nor the other, and must end. Umask, working directory and root
// are the thread's own from then on.
func Become(r *Rights) error {
	if err := unix.Unshare(unix.CLONE_FS); err != nil {
		return os.NewSyscallError("unshare", err)
	}
	b, err := os.ReadFile("/proc/thread-self/status")
	if err != nil {
		return err
	}
	own, err := Parse(b)
	if err != nil {
		return err
	}
	if own.Same(r) {
		return nil
	}
	if err := setIDs(own, r); err != nil {
		return err
	}
	// The kernel drops capabilities for files with the user ID, and gives them back with
	// root's. What is left is said here, and can only be less.
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	caps := r.Effective & own.Permitted
	data := [2]unix.CapUserData{
		{Effective: uint32(caps), Permitted: uint32(caps)},
		{Effective: uint32(caps >> 32), Permitted: uint32(caps >> 32)},
	}
	if err := unix.Capset(&header, &data[0]); err != nil {
		return os.NewSyscallError("capset", err)
	}
	if caps != r.Effective {
		// A target that may more than its supervisor: it is refused rather than half served.
		return os.NewSyscallError("capset", unix.EPERM)
	}
	return nil
}

// setIDs changes the IDs that are not the wanted ones. The calls are those of the thread, and
// not package syscall's, which change all threads.
func setIDs(own, r *Rights) error {
	if !equal(own.Groups, r.Groups) {
		groups := append(make([]uint32, 0, len(r.Groups)+1), r.Groups...)
		if _, _, errno := unix.RawSyscall(sysSetgroups, uintptr(len(groups)), uintptr(unsafe.Pointer(unsafe.SliceData(groups))), 0); errno != 0 {
			return os.NewSyscallError("setgroups", errno)
		}
	}
	// They return the ID from before, whatever happens.
	if own.FSGID != r.FSGID {
		_, _, _ = unix.RawSyscall(sysSetfsgid, uintptr(r.FSGID), 0, 0)
		if is, _, _ := unix.RawSyscall(sysSetfsgid, ^uintptr(0), 0, 0); uint32(is) != r.FSGID {
			return os.NewSyscallError("setfsgid", unix.EPERM)
		}
	}
	if own.FSUID != r.FSUID {
		_, _, _ = unix.RawSyscall(sysSetfsuid, uintptr(r.FSUID), 0, 0)
		if is, _, _ := unix.RawSyscall(sysSetfsuid, ^uintptr(0), 0, 0); uint32(is) != r.FSUID {
			return os.NewSyscallError("setfsuid", unix.EPERM)
		}
	}
	return nil
}

func equal(a, b []uint32) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
