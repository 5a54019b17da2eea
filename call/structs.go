//go:build linux

package call

import (
	"net/netip"
	"time"

	"golang.org/x/sys/unix"
)

// A Pointer is an address in the target's memory, as a register had it. Zero is NULL.
type Pointer uint64

// Mode is a file's type and permissions, as st_mode has them; where a call takes permissions alone
// the other bits are as the target passed them.
type Mode uint32

// Sig is the number of a signal.
type Sig int32

// Timespec is a point in time or a length of it. The fields are as the target wrote them, UTIME_NOW
// and UTIME_OMIT included; where a call takes microseconds Nsec has them times a thousand.
type Timespec struct {
	Sec, Nsec int64
}

// Duration returns the time as a [time.Duration].
func (t Timespec) Duration() time.Duration {
	const most = int64(1<<63-1) / int64(time.Second)
	switch {
	case t.Sec >= most:
		return 1<<63 - 1
	case t.Sec <= -most:
		return -1 << 63
	}
	return time.Duration(t.Sec)*time.Second + time.Duration(t.Nsec)
}

// ITimer is what a timer is set to.
type ITimer struct {
	Interval, Value Timespec
}

// Iovec is a piece of the target's memory.
type Iovec struct {
	Base Pointer
	Len  uint64
}

// Msghdr is a message to be sent.
type Msghdr struct {
	At         Pointer   // where the target has the structure
	Name       *Sockaddr // nil where none is given
	NamePtr    Pointer
	NameLen    int
	Iov        []Iovec
	IovPtr     Pointer
	Control    []byte // control messages in the target's layout
	ControlPtr Pointer
	Flags      MsgFlags
	LenAt      Pointer  // where sendmmsg(2) puts how much was sent
	Data       [][]byte // what the vector holds, where Decoder.Data asks for it
}

// PollFD is one of the descriptors of poll(2).
type PollFD struct {
	FD     int
	Events PollEvents
}

// PollEvents are POLLIN and the like.
type PollEvents uint16

// EpollEvent is an event of epoll_ctl(2).
type EpollEvent struct {
	Events EpollEvents
	Data   uint64
}

// EpollEvents are EPOLLIN and the like.
type EpollEvents uint32

// SigSet is a set of signals; that with number n is bit n-1.
type SigSet uint64

// Has reports whether a signal is in the set.
func (s SigSet) Has(sig Sig) bool { return sig >= 1 && sig <= 64 && s&(1<<(sig-1)) != 0 }

// SigAction is what rt_sigaction(2) sets.
type SigAction struct {
	Handler  Pointer // 0 is SIG_DFL, 1 is SIG_IGN
	Flags    SigActionFlags
	Restorer Pointer
	Mask     SigSet
}

// SigActionFlags are SA_RESTART and the like.
type SigActionFlags uint64

// SigStack is the stack of sigaltstack(2).
type SigStack struct {
	Base  Pointer
	Flags uint32
	Size  uint64
}

// Rlimit is a resource's limits; all bits set is no limit.
type Rlimit struct {
	Cur, Max uint64
}

// FileLock is a lock on a part of a file, as fcntl(2) takes it.
type FileLock struct {
	Type, Whence int16
	Start, Len   int64
	PID          int32
}

// ResolveFlags are the RESOLVE_* flags of openat2(2).
type ResolveFlags uint64

// A Sockaddr is a socket address as the target wrote it.
type Sockaddr struct {
	Family Family
	Len    int    // what the call said of its length
	Raw    []byte // the bytes, no more than 128 of them
}

// AddrPort returns the address and the port of a complete AF_INET or AF_INET6 address.
func (a *Sockaddr) AddrPort() (netip.AddrPort, bool) {
	if a == nil {
		return netip.AddrPort{}, false
	}
	switch {
	case a.Family == unix.AF_INET && len(a.Raw) >= 8:
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte(a.Raw[4:])), uint16(a.Raw[2])<<8|uint16(a.Raw[3])), true
	case a.Family == unix.AF_INET6 && len(a.Raw) >= 24:
		return netip.AddrPortFrom(netip.AddrFrom16([16]byte(a.Raw[8:])), uint16(a.Raw[2])<<8|uint16(a.Raw[3])), true
	}
	return netip.AddrPort{}, false
}

// UnixPath returns the name of an AF_UNIX address: a path, or an abstract name without its NUL, or
// nothing for one that is not named.
func (a *Sockaddr) UnixPath() (name string, abstract, ok bool) {
	if a == nil || a.Family != unix.AF_UNIX || len(a.Raw) < 2 {
		return "", false, false
	}
	b := a.Raw[2:]
	if len(b) > 0 && b[0] == 0 {
		return string(b[1:]), true, true
	}
	return trim(b), false, true
}

// String returns the address as strace(1) writes it.
func (a *Sockaddr) String() string {
	var f formatter
	f.sockaddr(a)
	return string(f.b)
}
