//go:build linux && cgo

// Package scmp makes the calls on a seccomp listener. It is the only place that
// imports libseccomp's notify functions, and it keeps no state: who may call what
// when, and who owns the descriptor, is the business of the package above.
package scmp

/*
#cgo pkg-config: libseccomp
#include <stdlib.h>
#include <seccomp.h>
#include "scmp.h"

#cgo noescape scmp_take
#cgo nocallback scmp_take
#cgo nocallback scmp_poll
#cgo nocallback scmp_respond
#cgo nocallback scmp_id_valid
#cgo nocallback scmp_set_flags
#cgo nocallback scmp_addfd
*/
import "C"

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"unsafe"

	seccomp "github.com/seccomp/libseccomp-golang"
)

// Notif is a received notification in the kernel's own layout.
type Notif struct {
	ID           uint64
	PID          uint32
	Flags        uint32
	Syscall      int32
	Arch         uint32
	InstrPointer uint64
	Args         [6]uint64
}

// C writes a Notif in place.
var _ [unsafe.Sizeof(Notif{})]byte = [unsafe.Sizeof(C.struct_scmp_notif{})]byte{}

// An Outcome is what a poll of the listener found, or the error that kept it from
// finding anything.
type Outcome int32

const (
	Nothing  Outcome = C.SCMP_NOTHING  // no notification waits
	Received Outcome = C.SCMP_RECEIVED // a notification waits, or was received
	Hangup   Outcome = C.SCMP_HANGUP   // no task uses the filter any more
)

// Errno returns the error, or 0.
func (o Outcome) Errno() syscall.Errno { return syscall.Errno(-min(o, 0)) }

// CheckLibrary reports whether the libseccomp that is loaded has the notify calls, which
// came with 2.5. A program that was built with a newer one starts with an older one all
// the same, and ends at the first call that is not there: so none is made before this.
func CheckLibrary() error {
	if major, minor, micro := seccomp.GetLibraryVersion(); major < 2 || major == 2 && minor < 5 {
		return fmt.Errorf("libseccomp %d.%d.%d is too old, 2.5 or newer is needed: %w",
			major, minor, micro, errors.ErrUnsupported)
	}
	return nil
}

// Init readies libseccomp for the notify calls. It is cheap after the first time.
var Init = sync.OnceValue(func() error {
	if err := CheckLibrary(); err != nil {
		return err
	}
	switch errno := errnoOf(C.scmp_init()); errno {
	case 0:
		return nil
	case syscall.EOPNOTSUPP:
		return fmt.Errorf("the kernel has no seccomp notifications, Linux 5.0 or newer is needed: %w",
			errors.ErrUnsupported)
	default:
		return os.NewSyscallError("seccomp", errno)
	}
})

// ArchX32 is libseccomp's token for the x32 table, for which the kernel has none.
const ArchX32 uint32 = C.SCMP_ARCH_X32

// SyscallName returns the name of a call in the table of an architecture, or "".
func SyscallName(arch uint32, nr int32) string {
	name := C.seccomp_syscall_resolve_num_arch(C.uint32_t(arch), C.int(nr))
	if name == nil {
		return ""
	}
	defer C.free(unsafe.Pointer(name))
	return C.GoString(name)
}

// HasSyscall reports whether the table of an architecture has a call of that name, or
// libseccomp a pseudo number for it there. It has those for calls of other
// architectures, and for socket and IPC calls where "socketcall" and "ipc" are what most
// programs make, although the table has a true number, too.
func HasSyscall(arch uint32, name string) bool {
	s := C.CString(name)
	defer C.free(unsafe.Pointer(s))
	return C.seccomp_syscall_resolve_name_arch(C.uint32_t(arch), s) != C.__NR_SCMP_ERROR
}

// Poll tells what waits on the listener. It does not block.
func Poll(fd int) Outcome { return Outcome(C.scmp_poll(C.int(fd))) }

// Take takes a notification, and blocks its thread until there is one: nothing ends that.
func Take(fd int, n *Notif) Outcome {
	return Outcome(C.scmp_take(C.int(fd), (*C.struct_scmp_notif)(unsafe.Pointer(n))))
}

// Respond answers a notification. The error number is positive.
func Respond(fd int, id uint64, val int64, errno int32, flags uint32) syscall.Errno {
	return errnoOf(C.scmp_respond(C.int(fd), C.uint64_t(id), C.int64_t(val), C.int32_t(-errno), C.uint32_t(flags)))
}

// IDValid returns 0 while the notification waits for its answer, else ENOENT.
func IDValid(fd int, id uint64) syscall.Errno {
	return errnoOf(C.scmp_id_valid(C.int(fd), C.uint64_t(id)))
}

// SetFlags sets the listener's SECCOMP_USER_NOTIF_FD_* flags (Linux 6.6).
func SetFlags(fd int, flags uint64) syscall.Errno {
	return errnoOf(C.scmp_set_flags(C.int(fd), C.uint64_t(flags)))
}

// AddFD installs srcfd in the target and returns its number there (Linux 5.9).
func AddFD(fd int, id uint64, flags uint32, srcfd int, newfd, newfdFlags uint32) (int, syscall.Errno) {
	r := C.scmp_addfd(C.int(fd), C.uint64_t(id), C.uint32_t(flags), C.int(srcfd), C.uint32_t(newfd), C.uint32_t(newfdFlags))
	if r < 0 {
		return -1, syscall.Errno(-r)
	}
	return int(r), 0
}

func errnoOf(r C.int) syscall.Errno {
	return syscall.Errno(-r)
}
