//go:build linux && cgo

package scmp

/*
#include "wait.h"

#cgo noescape scmp_wait_receive
#cgo nocallback scmp_wait_receive
#cgo noescape scmp_respond_wait_receive
#cgo nocallback scmp_respond_wait_receive
#cgo nocallback scmp_interrupt
#cgo nocallback scmp_start_clock
*/
import "C"

import (
	"math"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A Wait is a place in which one reader at a time waits for a notification in RECV itself,
// on a duplicate of the listener. Interrupt ends that, and may be called by anybody at any
// time; all else is the reader's. C keeps the places.
type Wait C.struct_scmp_wait

// Waits is how many there are.
const Waits = C.WAITS

// WaitAt returns one of them.
func WaitAt(i int) *Wait { return (*Wait)(&C.scmp_waits[i]) }

// OthersBusy reports whether the process computes beside the threads that wait. It is kept
// up to date while somebody waits.
func OthersBusy() bool { return atomic.LoadUint32((*uint32)(unsafe.Pointer(&C.scmp_others_busy))) != 0 }

// StartClock makes the thread that ends waits which have lasted for their limit.
func StartClock() syscall.Errno { return errnoOf(C.scmp_start_clock()) }

func (w *Wait) at() *int32 { return (*int32)(unsafe.Pointer(&w.state)) }

// Open makes the place one of the listener fd. The descriptor other, which may be any that
// is no listener, takes the duplicate's place when the wait is interrupted.
func (w *Wait) Open(fd, other int) error {
	d, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return err
	}
	w.fd, w.other = C.int32_t(d), C.int32_t(other)
	atomic.StoreInt32(w.at(), C.WAIT_IDLE)
	return nil
}

// Close closes the duplicate.
func (w *Wait) Close() {
	if w.fd >= 0 {
		unix.Close(int(w.fd))
	}
	w.fd = -1
}

// Arm readies the place for a wait of at most that time on the listener fd, for which it was
// opened. From here on an interrupt counts. Either Receive or Disarm must follow.
func (w *Wait) Arm(fd int, limit time.Duration) error {
	if atomic.LoadInt32(w.at()) == C.WAIT_EXCHANGED {
		if err := dupOver(fd, int(w.fd)); err != nil {
			return err
		}
	}
	atomic.StoreUint32((*uint32)(unsafe.Pointer(&w.limit)), uint32(min(limit.Microseconds(), math.MaxUint32)))
	atomic.StoreInt32(w.at(), C.WAIT_ARMED)
	return nil
}

func dupOver(from, to int) error {
	for {
		// EBUSY is told while another thread opens something, on its way to that number.
		err := unix.Dup3(from, to, unix.O_CLOEXEC)
		if err != unix.EBUSY && err != unix.EINTR {
			return err
		}
	}
}

// Disarm takes back what Arm did.
func (w *Wait) Disarm() { atomic.StoreInt32(w.at(), C.WAIT_IDLE) }

// Receive takes a notification that waits or comes in time. It blocks its thread. Nothing
// is what it returns after an interrupt; one that comes too late for that is forgotten.
func (w *Wait) Receive(n *Notif) Outcome {
	return Outcome(C.scmp_wait_receive((*C.struct_scmp_wait)(w), (*C.struct_scmp_notif)(unsafe.Pointer(n))))
}

// RespondReceive answers a notification of the listener fd, as [Respond] does, and then does
// what Receive does.
func (w *Wait) RespondReceive(fd int, id uint64, val int64, errno int32, flags uint32, n *Notif) (syscall.Errno, Outcome) {
	var sent C.int32_t
	o := C.scmp_respond_wait_receive(C.int(fd), C.uint64_t(id), C.int64_t(val), C.int32_t(-errno), C.uint32_t(flags),
		(*C.struct_scmp_wait)(w), (*C.struct_scmp_notif)(unsafe.Pointer(n)), &sent)
	return syscall.Errno(-sent), Outcome(o)
}

// Interrupt ends the wait of the reader that has armed the place, if there is one.
func (w *Wait) Interrupt() { C.scmp_interrupt((*C.struct_scmp_wait)(w)) }
