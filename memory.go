package seccompstream

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"reflect"
	"syscall"
	"unsafe"
)

// Memory is the memory of a notification's target. An offset is an address there.
// It is a value; its methods may be called from any number of goroutines at a time.
//
// # What a read proves
//
// After every read the notification is checked again. If the call is over, the read
// returns [ErrExpired] and no bytes, since the number by which the kernel finds the
// target may have passed to another process meanwhile. If it succeeds, the bytes are
// the target's, and the call still waits. They are not a promise for the future: other
// threads of the target, and whoever shares the memory, can change it at any time.
// Read what a decision depends on once, decide on the copy, and act on the copy. To
// read, approve and then answer with [Continue] is to approve whatever the kernel
// finds there later.
//
// # Errors
//
// A failed read is [ErrExpired], or an [*os.SyscallError] with EFAULT for an address
// that cannot be read, kernel addresses included, and EPERM for a target that the
// supervisor may not look into: one of another user, or of a user namespace in which it
// has no rights, one that has made itself undumpable, or, with Yama's ptrace_scope at 1,
// one that is no descendant of the supervisor and has not named it with PR_SET_PTRACER.
// The capability CAP_SYS_PTRACE in the target's user namespace permits all of them but
// ptrace_scope 3. A target that is not visible in the supervisor's PID namespace gives
// ESRCH. [Error] passes such an errno on to the target. A read that fails must not end
// in [Continue] where the decision depends on it.
//
// # Which memory
//
// What the kernel itself could read for the call can be read, also pages that may only be
// written or only be executed; where the processor keeps the kernel from such a page, reading
// it is EFAULT here, too. There are three exceptions. Memory of memfd_secret(2) is EFAULT, and
// the error says so: the kernel shows it to its owner's calls alone. Protection keys
// (pkeys(7)) of readable pages are not looked at. And the tag in the top byte of an arm64
// pointer is ignored, whether or not the target has asked the kernel for that.
//
// # Blocking
//
// A read or write does not wait for other goroutines, but it takes the time that the
// target's pages take to come in. Where they are behind userfaultfd(2) or a FUSE file
// that the target serves, that is the target's choice, until it is killed.
//
// It uses process_vm_readv(2), and /proc/PID/mem where that is refused or missing, or
// stops at such a page.
type Memory struct {
	n Notification
}

// Memory returns the memory of the thread that made the call. It does nothing yet, and
// there is nothing to close.
func (n Notification) Memory() Memory { return Memory{n} }

// errNotVisible is why nothing can be done with a target whose PID is 0.
var errNotVisible = fmt.Errorf("seccompstream: the target is not visible in the supervisor's PID namespace: %w",
	os.NewSyscallError(opRead, syscall.ESRCH))

// opRead is the system call that the errors of reads name.
const opRead = "process_vm_readv"

// reachable returns nil if n.PID may be used, pending proof by Valid.
func (n Notification) reachable() error {
	switch {
	case n.stream == nil:
		return errNoStream
	case n.PID <= 0:
		if err := n.Valid(); err != nil {
			return err
		}
		return errNotVisible
	}
	return nil
}

// ReadAt reads len(p) bytes from the address off, as [io.ReaderAt] has it: fewer come
// only with an error. It is EFAULT, and never [io.EOF], where the readable memory
// ends; the bytes before that are in p. See [Memory] for the rest.
func (m Memory) ReadAt(p []byte, off int64) (int, error) {
	if err := m.n.reachable(); err != nil {
		return 0, err
	}
	n, err := m.read(p, uint64(off))
	if expired := m.n.Valid(); expired != nil {
		clear(p)
		return 0, expired
	}
	return n, err
}

// WriteAt writes p to the address off, as [io.WriterAt] has it. Memory that the target
// itself could not write, as its code and constants, is EFAULT, and the bytes before
// it are written then. It uses process_vm_writev(2), and nothing else where that is
// refused, since /proc/PID/mem would write through page protection.
//
// It is never safe, however careful its user, and there for calls that must hand
// data back, such as an emulated stat(2). The notification is checked before the write
// and after it, but the kernel writes by number: a target that is killed between the
// first check and the write can leave the number to another process, which then gets
// the bytes. A signal can end the call at the same moment, and the target reuse the
// memory. [ErrExpired] with a count that is not zero reports that such a thing may
// have happened. And the target's other threads see the bytes as they come.
func (m Memory) WriteAt(p []byte, off int64) (int, error) {
	if err := m.n.reachable(); err != nil {
		return 0, err
	}
	if err := m.n.Valid(); err != nil {
		return 0, err
	}
	n, err := writeMemory(m.n.PID, p, m.n.untagged(uint64(off)))
	if expired := m.n.Valid(); expired != nil {
		return n, expired
	}
	return n, err
}

// ReadString reads the string at addr, up to its NUL, which is not part of the result.
// A string of more than limit bytes is ENAMETOOLONG, together with its first limit bytes;
// the kernel's own limit on paths is PATH_MAX-1, 4095. As in the kernel, memory that cannot be read matters only
// if it comes before the NUL; then it is EFAULT. The strings are bytes as the target
// chose them, which need not be UTF-8. See [Memory] for the rest.
func (m Memory) ReadString(addr uint64, limit int) (string, error) {
	if limit < 0 {
		return "", fmt.Errorf("seccompstream: reading a string of negative length: %w", os.NewSyscallError(opRead, syscall.EINVAL))
	}
	if err := m.n.reachable(); err != nil {
		return "", err
	}
	s, err := readCString(m.read, addr, limit)
	if expired := m.n.Valid(); expired != nil {
		return "", expired
	}
	return s, err
}

// read reads without a proof. The target's number is known to be visible.
func (m Memory) read(p []byte, addr uint64) (int, error) {
	return readMemory(m.n.PID, p, m.n.untagged(addr))
}

// readCString reads in pieces that never cross a page border, so that a page which
// cannot be read is not touched before the string is known to reach it. What it
// allocates is bounded by what is there to be read, and by limit.
func readCString(read func(p []byte, addr uint64) (int, error), addr uint64, limit int) (string, error) {
	const page = 4096 // or a multiple of it
	var s []byte
	piece := make([]byte, page)
	for left := uint64(limit) + 1; left > 0; {
		p := piece[:min(left, page-addr%page)]
		n, err := read(p, addr)
		if i := bytes.IndexByte(p[:n], 0); i >= 0 {
			return string(append(s, p[:i]...)), nil
		}
		if err != nil {
			return "", err
		}
		s = append(s, p...)
		addr += uint64(len(p))
		left -= uint64(len(p))
	}
	return string(s[:limit]), fmt.Errorf("seccompstream: the string has more than %d bytes: %w", limit, os.NewSyscallError(opRead, syscall.ENAMETOOLONG))
}

// ReadStrings reads an array of pointers to strings that ends with a null pointer, as the
// argv and envp of execve(2) are, and the strings. As in execve, an array at address 0 is
// empty. Strings and pointers together may have limit bytes, the NULs included; where they
// have more, the error is E2BIG, together with the strings that are within it. For other
// errors there are no strings. See [Memory] for the rest.
func (m Memory) ReadStrings(addr uint64, limit int) ([]string, error) {
	if err := m.n.reachable(); err != nil {
		return nil, err
	}
	var all []string
	tooLong := fmt.Errorf("seccompstream: strings and pointers of more than %d bytes: %w", limit, os.NewSyscallError(opRead, syscall.E2BIG))
	var pointers pointerReader
	for left := limit; addr != 0; {
		pointer, err := pointers.next(m, &addr)
		switch {
		case err != nil:
			return nil, m.n.explain(err)
		case pointer == 0:
			addr = 0
			continue
		case left <= m.n.PointerSize():
			return m.proven(all, tooLong)
		}
		left -= m.n.PointerSize()
		s, err := readCString(m.read, pointer, left-1)
		switch {
		case errors.Is(err, syscall.ENAMETOOLONG):
			return m.proven(all, tooLong)
		case err != nil:
			return nil, m.n.explain(err)
		}
		left -= len(s) + 1
		all = append(all, s)
	}
	return m.proven(all, nil)
}

// proven returns what was read if the call still waits.
func (m Memory) proven(read []string, err error) ([]string, error) {
	if expired := m.n.Valid(); expired != nil {
		return nil, expired
	}
	return read, err
}

// A pointerReader reads pointers of the target's, many at a time but never across the border
// of a page: what comes after the last pointer need not be readable.
type pointerReader struct {
	room   [512]byte
	unread []byte
}

// next reads the pointer at the address and moves that on.
func (r *pointerReader) next(m Memory, addr *uint64) (uint64, error) {
	size := m.n.PointerSize()
	if len(r.unread) < size {
		const page = 4096
		n := min(uint64(len(r.room)), page-*addr%page) / uint64(size) * uint64(size)
		r.unread = r.room[:max(n, uint64(size))] // a pointer may lie across a border itself
		if _, err := m.read(r.unread, *addr); err != nil {
			return 0, err
		}
	}
	p := m.n.pointer(r.unread)
	r.unread = r.unread[size:]
	*addr += uint64(size)
	return p, nil
}

// An Iovec is a struct iovec of readv(2), writev(2), sendmsg(2) and the like, whatever the
// width of the target's pointers: Len bytes at Base.
type Iovec struct{ Base, Len uint64 }

// ReadIovec reads the count structures at addr, not what they point to. More than 1,024
// (IOV_MAX) are EINVAL, as for readv(2); so is a length that is negative as an ssize_t of
// the target's. See [Memory] for the rest.
func (m Memory) ReadIovec(addr, count uint64) ([]Iovec, error) {
	const most = 1024
	if count > most {
		return nil, fmt.Errorf("seccompstream: %d iovecs: %w", count, os.NewSyscallError(opRead, syscall.EINVAL))
	}
	if count == 0 {
		return nil, nil
	}
	size := m.n.PointerSize()
	b := make([]byte, int(count)*2*size)
	if _, err := m.ReadAt(b, int64(addr)); err != nil {
		return nil, err
	}
	all := make([]Iovec, count)
	for i := range all {
		v := Iovec{Base: m.n.pointer(b), Len: m.n.pointer(b[size:])}
		if v.Len>>(8*size-1) != 0 {
			return nil, fmt.Errorf("seccompstream: an iovec of negative length: %w", os.NewSyscallError(opRead, syscall.EINVAL))
		}
		all[i], b = v, b[2*size:]
	}
	return all, nil
}

// pointer decodes what the target has as a pointer or size_t.
func (n Notification) pointer(b []byte) uint64 {
	if n.PointerSize() == 4 {
		return uint64(binary.NativeEndian.Uint32(b))
	}
	return binary.NativeEndian.Uint64(b)
}

// ReadSockaddr reads the socket address of the given length at addr, as connect(2),
// bind(2) and sendto(2) take it. Of the length the kernel uses the lower 32 bits, and
// so does this.
//
// The families are AF_INET, AF_INET6 (without the flow label), AF_UNIX, AF_NETLINK and
// AF_VSOCK; another one, AF_UNSPEC included, is EAFNOSUPPORT. A length that is too
// small for the family, or more than 128, is EINVAL. In a [unix.SockaddrUnix] an
// abstract name begins with "@" in the place of its NUL, and has the rest of the
// address as it is, further NULs included; a path that begins with "@" comes as "./@",
// so that the two cannot be taken for one another. See [Memory] for the rest.
//
// The kernel reads an address again when it runs the call. To enforce a rule, make
// the call for the target with the value that was returned here.
func (m Memory) ReadSockaddr(addr, length uint64) (Sockaddr, error) {
	const storage = 128 // sizeof(struct sockaddr_storage)
	size := int32(uint32(length))
	if size < 0 || size > storage {
		return nil, badSockaddr(syscall.EINVAL)
	}
	var room [storage]byte
	b := room[:size]
	if _, err := m.ReadAt(b, int64(addr)); err != nil {
		return nil, err
	}
	return decodeSockaddr(b)
}

// SockaddrText returns an address as people write it: 192.0.2.1:80, [2001:db8::1]:443,
// unix:/run/socket or unix:@abstract, with what is not printable quoted, netlink:PORT/GROUPS,
// vsock:CID:PORT.
func SockaddrText(sa Sockaddr) string { return sockaddrText(sa) }

func badSockaddr(errno syscall.Errno) error {
	return fmt.Errorf("seccompstream: not a socket address: %w", os.NewSyscallError(opRead, errno))
}

// ReadStruct reads a value of type T from the address addr, in the layout that Go has
// for T in memory: on 64-bit machines that of the same structure in C, padding
// included, in native byte order. T is a number, or an array or struct of such; one
// with pointers, strings, slices, bools and the like is refused with EINVAL. For a call
// with 32-bit pointers, which [Notification.PointerSize] tells, T must be
// laid out accordingly. See [Memory] for the rest.
func ReadStruct[T any](m Memory, addr uint64) (T, error) {
	var v, zero T
	t := reflect.TypeFor[T]()
	if !plain(t) {
		return zero, fmt.Errorf("seccompstream: ReadStruct: a %v cannot be made of any bytes: %w", t, syscall.EINVAL)
	}
	b := unsafe.Slice((*byte)(unsafe.Pointer(&v)), unsafe.Sizeof(v))
	if _, err := m.ReadAt(b, int64(addr)); err != nil {
		return zero, err
	}
	return v, nil
}

// WriteStruct writes v to the address addr, in the layout that [ReadStruct] says, for calls
// that hand a structure back. Padding becomes zeroes, so that nothing of the supervisor's
// memory gets out by it. T is refused with EINVAL where ReadStruct refuses it, and where it is
// written in part, the error says so as that of [Memory.WriteAt] does, which says, too, why
// writing is never safe.
func WriteStruct[T any](m Memory, addr uint64, v T) error {
	t := reflect.TypeFor[T]()
	if !plain(t) {
		return fmt.Errorf("seccompstream: WriteStruct: a %v is more than its bytes: %w", t, syscall.EINVAL)
	}
	b := make([]byte, unsafe.Sizeof(v))
	copyFields(b, unsafe.Slice((*byte)(unsafe.Pointer(&v)), unsafe.Sizeof(v)), t)
	_, err := m.WriteAt(b, int64(addr))
	return err
}

// copyFields copies a value of a plain type without its padding.
func copyFields(to, from []byte, t reflect.Type) {
	switch t.Kind() {
	case reflect.Array:
		size := t.Elem().Size()
		for i := range uintptr(t.Len()) {
			copyFields(to[i*size:(i+1)*size], from[i*size:(i+1)*size], t.Elem())
		}
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			end := f.Offset + f.Type.Size()
			copyFields(to[f.Offset:end], from[f.Offset:end], f.Type)
		}
	default:
		copy(to, from)
	}
}

// plain reports whether any bytes make a valid value of the type. Those of a bool
// must be 0 or 1.
func plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return true
	case reflect.Array:
		return plain(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !plain(t.Field(i).Type) {
				return false
			}
		}
		return true
	default:
		return false
	}
}

// Open opens /proc/PID/mem of the target for reading, for those who prefer a file to
// [Memory]. It is the memory of the program that made the call, for sure; the caller
// closes it. After an execve(2) of the target it reads nothing any more: do not keep
// it longer than the notification. Whether bytes were read while the call waited is
// for the caller to find out, with [Notification.Valid] after each read.
//
// It fails as [Memory] does, with EACCES in the place of EPERM, and where no /proc of
// the supervisor's PID namespace is mounted.
func (n Notification) Open() (*os.File, error) {
	f, err := openMemory(n)
	if err != nil {
		return nil, n.explain(err)
	}
	if err := n.Valid(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// explain returns ErrExpired if that explains why something failed, else err.
func (n Notification) explain(err error) error {
	if over := n.Valid(); errors.Is(over, ErrExpired) || errors.Is(over, os.ErrClosed) {
		return over
	}
	return err
}
