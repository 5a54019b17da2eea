//go:build linux && cgo

// Package executor has workers that make single system calls for this process, and can be
// ended in the midst of one.
//
// A worker shares memory and descriptors with this process and is a process of its own. So it
// has its own credentials, umask, working directory, root and namespaces, also a user namespace,
// which no thread can join; and a call of its that blocks is interrupted by a signal without harm
// to any thread of ours. It knows nothing of Go.
package executor

/*
#include <stdlib.h>
#include "executor.h"
*/
import "C"

import (
	"errors"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Pool makes workers and keeps those that are idle for a while. The zero Pool is ready.
type Pool struct {
	// Max bounds the workers. 0 means 1024.
	Max int

	mu     sync.Mutex
	idle   []*Worker
	count  int
	keeper chan func() // runs functions on the thread that makes the workers
	closed bool
}

const (
	defaultMax = 1024
	maxIdle    = 16
	idleTime   = time.Second
)

var (
	// ErrBusy says that there are as many workers as may be. It is EAGAIN.
	ErrBusy error = &os.SyscallError{Syscall: "executor: too many calls block", Err: unix.EAGAIN}
	// ErrDied says that a worker has been killed. It is EIO.
	ErrDied error = &os.SyscallError{Syscall: "executor: the worker has died", Err: unix.EIO}
)

// A Worker makes one call at a time. It belongs to who got it.
type Worker struct {
	// Key says what the worker has become, by whatever its users write there.
	Key string

	pool  *Pool
	w     *C.struct_executor
	event *os.File
	used  time.Time
	dead  bool
}

// Get returns an idle worker with that key, or a new one that has none, which whoever gets it
// makes what the key says.
func (p *Pool) Get(key string) (*Worker, error) {
	limit := p.Max
	if limit == 0 {
		limit = defaultMax
	}
	p.mu.Lock()
	for i := len(p.idle) - 1; i >= 0; i-- {
		if w := p.idle[i]; w.Key == key {
			p.idle = append(p.idle[:i], p.idle[i+1:]...)
			p.mu.Unlock()
			return w, nil
		}
	}
	if p.closed {
		p.mu.Unlock()
		return nil, os.ErrClosed
	}
	if p.count >= limit {
		if len(p.idle) == 0 {
			p.mu.Unlock()
			return nil, ErrBusy
		}
		old := p.idle[0]
		p.idle = append(p.idle[:0], p.idle[1:]...)
		defer old.Kill()
	}
	p.count++
	if p.keeper == nil {
		p.keeper = make(chan func())
		go p.keep(p.keeper)
	}
	keeper := p.keeper
	// The keeper cannot end before it has had this, since the worker counts.
	p.mu.Unlock()
	type result struct {
		w   *Worker
		err error
	}
	made := make(chan result)
	keeper <- func() {
		w, err := p.start()
		made <- result{w, err}
	}
	r := <-made
	if r.err != nil {
		p.forget()
	}
	return r.w, r.err
}

func (p *Pool) forget() {
	p.mu.Lock()
	p.count--
	p.dismiss()
	p.mu.Unlock()
}

// dismiss ends the keeper where nobody will need it. The caller holds p.mu.
func (p *Pool) dismiss() {
	if p.closed && p.count == 0 && p.keeper != nil {
		close(p.keeper)
		p.keeper = nil
	}
}

// keep is the life of the thread that makes workers, which die with it. It ends when there
// have been none for a while.
func (p *Pool) keep(jobs <-chan func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	tick := time.NewTicker(idleTime / 2)
	defer tick.Stop()
	for {
		select {
		case f := <-jobs:
			if f == nil {
				return
			}
			f()
		case <-tick.C:
			var old []*Worker
			p.mu.Lock()
			for len(p.idle) > 0 && time.Since(p.idle[0].used) > idleTime {
				old = append(old, p.idle[0])
				p.idle = append(p.idle[:0], p.idle[1:]...)
			}
			if p.count == 0 {
				p.keeper = nil
				p.mu.Unlock()
				return
			}
			p.mu.Unlock()
			for _, w := range old {
				w.Kill()
			}
		}
	}
}

func (p *Pool) start() (*Worker, error) {
	event, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err != nil {
		return nil, os.NewSyscallError("eventfd", err)
	}
	w := &Worker{pool: p, w: (*C.struct_executor)(C.calloc(1, C.sizeof_struct_executor))}
	if errno := C.executor_start(w.w, C.int(event)); errno != 0 {
		unix.Close(event)
		C.executor_free(w.w)
		return nil, os.NewSyscallError("clone", unix.Errno(errno))
	}
	w.event = os.NewFile(uintptr(event), "executor")
	return w, nil
}

// Put gives a worker back, to be used again.
func (w *Worker) Put() {
	p := w.pool
	w.used = time.Now()
	p.mu.Lock()
	if w.dead || p.closed || len(p.idle) >= maxIdle {
		p.mu.Unlock()
		w.Kill()
		return
	}
	p.idle = append(p.idle, w)
	p.mu.Unlock()
}

// Kill ends a worker.
func (w *Worker) Kill() {
	pid := int(w.w.pid)
	_ = unix.Kill(pid, unix.SIGKILL)
	if !w.reap(unix.WNOHANG) {
		// It may be where no signal reaches it. Its memory stays until it is gone.
		for wait := 50 * time.Microsecond; !w.reap(unix.WNOHANG); wait = min(2*wait, 10*time.Millisecond) {
			if wait >= 5*time.Millisecond {
				go func() {
					for !w.reap(unix.WNOHANG) {
						time.Sleep(10 * time.Millisecond)
					}
					w.free()
				}()
				return
			}
			time.Sleep(wait)
		}
	}
	w.free()
}

func (w *Worker) free() {
	w.event.Close()
	C.executor_free(w.w)
	w.w = nil
	w.pool.forget()
}

// reap reports whether the worker is gone, and nothing of it is left.
func (w *Worker) reap(options int) bool {
	for {
		pid, err := unix.Wait4(int(w.w.pid), nil, options|unix.WALL, nil)
		if err != unix.EINTR {
			return pid == int(w.w.pid) || err == unix.ECHILD
		}
	}
}

// PID is the number of the worker's process.
func (w *Worker) PID() int { return int(w.w.pid) }

// Close ends the idle workers, and each other one when it is given back.
func (p *Pool) Close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.dismiss()
	p.mu.Unlock()
	for _, w := range idle {
		w.Kill()
	}
}

// Call makes the worker make a call, and returns its result. What the arguments point to must
// not be moved or freed meanwhile; see [runtime.Pinner].
//
// While the call blocks, check is asked now and then, after 1 ms first and every 10 ms later,
// whether to go on. When it returns an error the call is interrupted: Call then returns the
// call's result, which is EINTR unless it had another already, and the error. Without an
// order to stop the result is never EINTR. A nil check is never asked.
func (w *Worker) Call(check func() error, nr uintptr, args ...uintptr) (uintptr, unix.Errno, error) {
	for {
		r, stopped, err := w.call(check, nr, args)
		if err != nil {
			w.dead = true
			return 0, unix.EIO, err
		}
		if r < 0 && r > -4096 {
			if unix.Errno(-r) == unix.EINTR && stopped == nil {
				continue // a late signal of the call before
			}
			return 0, unix.Errno(-r), stopped
		}
		return uintptr(r), 0, stopped
	}
}

func (w *Worker) call(check func() error, nr uintptr, args []uintptr) (result int64, stopped, err error) {
	w.w.nr = C.int64_t(nr)
	for i := range w.w.args {
		w.w.args[i] = 0
		if i < len(args) {
			w.w.args[i] = C.int64_t(args[i])
		}
	}
	state := (*int32)(unsafe.Pointer(&w.w.state))
	atomic.StoreInt32(state, C.EXECUTOR_JOB)
	const futexWake = 1
	if _, _, errno := unix.Syscall(unix.SYS_FUTEX, uintptr(unsafe.Pointer(state)), futexWake, 1); errno != 0 {
		return 0, nil, os.NewSyscallError("futex", errno)
	}
	const first, later, signal = time.Millisecond, 10 * time.Millisecond, 200 * time.Microsecond
	var room [8]byte
	for wait := first; ; wait = min(2*wait, later) {
		if stopped != nil {
			wait = signal
		}
		if err := w.event.SetReadDeadline(time.Now().Add(wait)); err != nil {
			return 0, nil, err
		}
		_, err := w.event.Read(room[:])
		if err == nil {
			break
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return 0, nil, err
		}
		if stopped == nil && check != nil {
			stopped = check()
		}
		switch {
		case stopped != nil:
			// The signal may come before the call blocks, and be lost: again and again.
			err = unix.Kill(int(w.w.pid), unix.SIGUSR1)
		default:
			err = unix.Kill(int(w.w.pid), 0)
		}
		if err != nil || w.zombie() {
			return 0, nil, ErrDied
		}
	}
	if atomic.LoadInt32(state) != C.EXECUTOR_DONE {
		return 0, nil, ErrDied
	}
	return int64(w.w.result), stopped, nil
}

// zombie reports whether the worker is dead, and leaves it to be reaped.
func (w *Worker) zombie() bool {
	var info unix.Siginfo
	err := unix.Waitid(unix.P_PID, int(w.w.pid), &info, unix.WEXITED|unix.WNOHANG|unix.WNOWAIT|unix.WALL, nil)
	return err == nil && info.Signo != 0
}
