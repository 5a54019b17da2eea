//go:build linux

package call

import (
	"math"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
)

// A Style says how calls are written out. The zero Style is that of [Call].String.
type Style struct {
	// Limit is how many bytes of data and how many elements of a vector are written. Paths are
	// always whole. Zero means 32, as for strace(1).
	Limit int
	// FD, if set, returns what to write behind a descriptor of the call's process, such as
	// "</dev/null>", or nothing.
	FD func(c Call, fd int) string
}

// Format writes a call out as strace(1) does, with what it knew before the call ran: where strace shows
// what the kernel has put in a buffer this shows the buffer's address.
func (s Style) Format(c Call) string {
	f := formatter{style: s}
	if f.style.Limit <= 0 {
		f.style.Limit = 32
	}
	f.call(c)
	return string(f.b)
}

// Args writes out the arguments of a call, each by itself, as [Style.Format] does.
func (s Style) Args(c Call) []string {
	f := formatter{style: s, marks: make([]int, 0, 8)}
	if f.style.Limit <= 0 {
		f.style.Limit = 32
	}
	f.call(c)
	var args []string
	for i, start := range f.marks {
		end := len(f.b) - 1
		if i+1 < len(f.marks) {
			end = f.marks[i+1] - 2
		}
		args = append(args, string(f.b[start:end]))
	}
	return args
}

func text(c Call) string { return Style{}.Format(c) }

type formatter struct {
	b     []byte
	style Style
	c     Call
	h     *Header
	begun bool
	marks []int // where arguments begin, if it is not nil
}

func (f *formatter) str(s string) { f.b = append(f.b, s...) }

func (f *formatter) int(v int64) { f.b = strconv.AppendInt(f.b, v, 10) }

func (f *formatter) uint(v uint64) { f.b = strconv.AppendUint(f.b, v, 10) }

func (f *formatter) hex(v uint64) { f.b = appendHex(f.b, v) }

func (f *formatter) flags(k calltable.Kind, v uint64) { f.b = appendFlags(f.b, k, v) }

// set writes a value by a set of names.
func (f *formatter) set(s flagSet, v uint64) { f.b = appendSet(f.b, s, v) }

// pointer writes an address.
func (f *formatter) pointer(v uint64) {
	if v == 0 {
		f.str("NULL")
		return
	}
	f.hex(v)
}

// arg begins an argument.
func (f *formatter) arg() {
	if f.begun {
		f.str(", ")
	}
	f.begun = true
	if f.marks != nil {
		f.marks = append(f.marks, len(f.b))
	}
}

// quote writes bytes as a string in C, as strace does: octal escapes are as short as they can be.
func (f *formatter) quote(s string) {
	f.b = append(f.b, '"')
	f.quoted(s)
	f.b = append(f.b, '"')
}

func (f *formatter) quoted(s string) {
	for i := range len(s) {
		switch c := s[i]; c {
		case '"', '\\':
			f.b = append(f.b, '\\', c)
		case '\n':
			f.str(`\n`)
		case '\t':
			f.str(`\t`)
		case '\r':
			f.str(`\r`)
		case '\v':
			f.str(`\v`)
		case '\f':
			f.str(`\f`)
		default:
			if c >= ' ' && c <= '~' {
				f.b = append(f.b, c)
				continue
			}
			f.b = append(f.b, '\\')
			digits := strconv.FormatUint(uint64(c), 8)
			if i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
				for range 3 - len(digits) {
					f.b = append(f.b, '0')
				}
			}
			f.str(digits)
		}
	}
}

// data writes a string that is cut after the style's limit.
func (f *formatter) data(s string, more bool) {
	if len(s) > f.style.Limit {
		s, more = s[:f.style.Limit], true
	}
	f.quote(s)
	if more {
		f.str("...")
	}
}

func (f *formatter) fd(fd int) {
	f.int(int64(fd))
	if f.style.FD != nil && fd >= 0 {
		f.str(f.style.FD(f.c, fd))
	}
}

func (f *formatter) dir(fd int) {
	if fd == AtFDCWD {
		f.str("AT_FDCWD")
		if f.style.FD != nil {
			f.str(f.style.FD(f.c, fd))
		}
		return
	}
	f.fd(fd)
}

// mode writes permissions.
func (f *formatter) mode(v uint64) {
	if v == 0 {
		f.str("000")
		return
	}
	f.b = append(f.b, '0')
	if v < 8 {
		f.b = append(f.b, '0')
	}
	f.b = strconv.AppendUint(f.b, v, 8)
}

// String returns the mode as strace(1) writes it.
func (m Mode) String() string {
	var f formatter
	f.fileMode(uint64(m))
	return string(f.b)
}

var fileTypes = map[uint64]string{
	unix.S_IFREG: "S_IFREG", unix.S_IFDIR: "S_IFDIR", unix.S_IFCHR: "S_IFCHR", unix.S_IFBLK: "S_IFBLK",
	unix.S_IFIFO: "S_IFIFO", unix.S_IFLNK: "S_IFLNK", unix.S_IFSOCK: "S_IFSOCK",
}

// fileMode writes a type and permissions.
func (f *formatter) fileMode(v uint64) {
	if name, ok := fileTypes[v&unix.S_IFMT]; ok {
		f.str(name)
		f.b = append(f.b, '|')
		v &^= unix.S_IFMT
	}
	for _, bit := range []struct {
		value uint64
		name  string
	}{{unix.S_ISUID, "S_ISUID"}, {unix.S_ISGID, "S_ISGID"}, {unix.S_ISVTX, "S_ISVTX"}} {
		if v&unix.S_IFMT == 0 && v&bit.value != 0 && len(f.b) > 0 && f.b[len(f.b)-1] == '|' {
			f.str(bit.name)
			f.b = append(f.b, '|')
			v &^= bit.value
		}
	}
	f.mode(v)
}

// String returns the signal's name as strace(1) writes it.
func (s Sig) String() string {
	switch {
	case s == 32:
		return "SIGRTMIN"
	case s > 32 && s <= 64:
		return "SIGRT_" + strconv.Itoa(int(s)-32)
	}
	if name := unix.SignalName(syscall.Signal(s)); name != "" {
		return name
	}
	return strconv.Itoa(int(s))
}

// String returns the set as strace(1) writes it.
func (s SigSet) String() string {
	var f formatter
	f.sigset(uint64(s))
	return string(f.b)
}

func (f *formatter) sigset(s uint64) {
	n := 0
	for i := range 64 {
		if s&(1<<i) != 0 {
			n++
		}
	}
	if n >= 64*2/3 {
		f.b = append(f.b, '~')
		s = ^s
	}
	f.b = append(f.b, '[')
	first := true
	for i := range 64 {
		if s&(1<<i) == 0 {
			continue
		}
		if !first {
			f.b = append(f.b, ' ')
		}
		first = false
		f.str(Sig(i + 1).String()[len("SIG"):])
	}
	f.b = append(f.b, ']')
}

// String returns the events as strace(1) writes them.
func (e PollEvents) String() string { return string(appendSet(nil, pollNames, uint64(e))) }

// String returns the events as strace(1) writes them.
func (e EpollEvents) String() string { return string(appendSet(nil, epollNames, uint64(e))) }

// String returns the flags as strace(1) writes them.
func (f SigActionFlags) String() string { return string(appendSet(nil, actionNames, uint64(f))) }

// String returns the flags as strace(1) writes them.
func (f ResolveFlags) String() string { return string(appendSet(nil, resolves, uint64(f))) }

func (f *formatter) sockaddr(a *Sockaddr) {
	if a == nil {
		f.str("NULL")
		return
	}
	if len(a.Raw) < 2 {
		f.quote(string(a.Raw))
		return
	}
	f.str("{sa_family=")
	f.flags(calltable.KindAf, uint64(a.Family))
	ap, inet := a.AddrPort()
	name, abstract, local := a.UnixPath()
	switch {
	case inet && a.Family == unix.AF_INET:
		f.str(", sin_port=htons(")
		f.uint(uint64(ap.Port()))
		f.str(`), sin_addr=inet_addr("`)
		f.str(ap.Addr().String())
		f.str(`")`)
	case inet:
		f.str(", sin6_port=htons(")
		f.uint(uint64(ap.Port()))
		f.str("), sin6_flowinfo=htonl(")
		f.uint(uint64(a.Raw[4])<<24 | uint64(a.Raw[5])<<16 | uint64(a.Raw[6])<<8 | uint64(a.Raw[7]))
		f.str(`), inet_pton(AF_INET6, "`)
		f.str(inet6(ap.Addr()))
		f.str(`", &sin6_addr)`)
		if len(a.Raw) >= 28 {
			f.str(", sin6_scope_id=")
			f.uint(uint64(u32(a.Raw[24:])))
		}
	case local && len(a.Raw) > 2:
		f.str(", sun_path=")
		if abstract {
			f.b = append(f.b, '@')
		}
		f.quote(name)
	case local:
	case a.Family == unix.AF_NETLINK && len(a.Raw) >= 12:
		f.str(", nl_pid=")
		f.uint(uint64(u32(a.Raw[4:])))
		f.str(", nl_groups=")
		groups := strconv.FormatUint(uint64(u32(a.Raw[8:])), 16)
		if groups != "0" {
			f.str("0x")
		}
		for range 8 - len(groups) {
			f.b = append(f.b, '0')
		}
		f.str(groups)
	case a.Family == unix.AF_VSOCK && len(a.Raw) >= 12:
		f.str(", svm_cid=")
		f.hex(uint64(u32(a.Raw[8:])))
		f.str(", svm_port=")
		f.hex(uint64(u32(a.Raw[4:])))
	default:
		f.str(", sa_data=")
		f.quote(string(a.Raw[2:]))
	}
	f.b = append(f.b, '}')
}

// inet6 writes an address as inet_ntop(3) does.
func inet6(a netip.Addr) string { return a.String() }

func (f *formatter) time(t Timespec, micro bool) {
	f.str("{tv_sec=")
	f.int(t.Sec)
	if micro {
		f.str(", tv_usec=")
		f.int(t.Nsec / 1000)
	} else {
		f.str(", tv_nsec=")
		f.int(t.Nsec)
	}
	f.b = append(f.b, '}')
}

// date writes a comment that says what the time is.
func (f *formatter) date(t Timespec, fraction string) {
	if t.Nsec < 0 || t.Nsec >= 1e9 || t.Sec == 0 && t.Nsec == 0 || t.Sec > math.MaxInt32*100 || t.Sec < 0 {
		return
	}
	f.str(" /* ")
	when := time.Unix(t.Sec, t.Nsec)
	f.str(when.Format("2006-01-02T15:04:05"))
	if t.Nsec != 0 {
		f.str(when.Format(fraction))
	}
	f.str(when.Format("-0700"))
	f.str(" */")
}

func (f *formatter) iovecs(v []Iovec, data [][]byte) {
	f.b = append(f.b, '[')
	for i, x := range v {
		if i > 0 {
			f.str(", ")
		}
		if i == f.style.Limit {
			f.str("...")
			break
		}
		f.str("{iov_base=")
		if i < len(data) {
			f.data(string(data[i]), uint64(len(data[i])) < x.Len)
		} else {
			f.pointer(uint64(x.Base))
		}
		f.str(", iov_len=")
		f.uint(x.Len)
		f.b = append(f.b, '}')
	}
	f.b = append(f.b, ']')
}

func (f *formatter) msghdr(m *Msghdr) {
	f.str("{msg_name=")
	if m.Name == nil {
		f.pointer(uint64(m.NamePtr))
	} else {
		f.sockaddr(m.Name)
	}
	f.str(", msg_namelen=")
	f.int(int64(m.NameLen))
	f.str(", msg_iov=")
	if m.IovPtr == 0 {
		f.str("NULL")
	} else {
		f.iovecs(m.Iov, m.Data)
	}
	f.str(", msg_iovlen=")
	f.uint(uint64(len(m.Iov)))
	if len(m.Control) > 0 {
		f.str(", msg_control=")
		f.control(m.Control)
	}
	f.str(", msg_controllen=")
	f.uint(uint64(len(m.Control)))
	f.str(", msg_flags=")
	f.flags(calltable.KindMsg, uint64(m.Flags))
	f.b = append(f.b, '}')
}

// control writes control messages.
func (f *formatter) control(b []byte) {
	w := f.h.abi.WordSize()
	f.b = append(f.b, '[')
	for first := true; len(b) >= w+8; first = false {
		if !first {
			f.str(", ")
		}
		size := uint64(u32(b))
		if w == 8 {
			size = u64(b)
		}
		level, kind := u32(b[w:]), u32(b[w+4:])
		f.str("{cmsg_len=")
		f.uint(size)
		f.str(", cmsg_level=")
		f.flags(calltable.KindSol, uint64(level))
		f.str(", cmsg_type=")
		f.controlType(level, kind)
		if size < uint64(w+8) || size > uint64(len(b)) {
			f.b = append(f.b, '}')
			break
		}
		data := b[w+8 : size]
		switch {
		case len(data) == 0:
		case level == unix.SOL_SOCKET && kind == unix.SCM_RIGHTS:
			f.str(", cmsg_data=[")
			for i := 0; i+4 <= len(data); i += 4 {
				if i > 0 {
					f.str(", ")
				}
				f.fd(int(int32(u32(data[i:]))))
			}
			f.b = append(f.b, ']')
		case level == unix.SOL_SOCKET && kind == unix.SCM_CREDENTIALS && len(data) >= 12:
			f.str(", cmsg_data={pid=")
			f.int(int64(int32(u32(data))))
			f.str(", uid=")
			f.uint(uint64(u32(data[4:])))
			f.str(", gid=")
			f.uint(uint64(u32(data[8:])))
			f.b = append(f.b, '}')
		default:
			f.str(", cmsg_data=")
			f.data(string(data), false)
		}
		f.b = append(f.b, '}')
		next := (size + uint64(w) - 1) &^ uint64(w-1)
		if next >= uint64(len(b)) {
			break
		}
		b = b[next:]
	}
	f.b = append(f.b, ']')
}

func (f *formatter) controlType(level, kind uint32) {
	if level == unix.SOL_SOCKET {
		switch kind {
		case unix.SCM_RIGHTS:
			f.str("SCM_RIGHTS")
			return
		case unix.SCM_CREDENTIALS:
			f.str("SCM_CREDENTIALS")
			return
		}
	}
	f.hex(uint64(kind))
}

func (f *formatter) stringList(list []string) {
	f.b = append(f.b, '[')
	for i, s := range list {
		if i > 0 {
			f.str(", ")
		}
		if i == f.style.Limit {
			f.str("...")
			break
		}
		f.data(s, false)
	}
	f.b = append(f.b, ']')
}

func (f *formatter) ints(list []int) {
	f.b = append(f.b, '[')
	for i, n := range list {
		if i > 0 {
			f.b = append(f.b, ' ')
		}
		f.fd(n)
	}
	f.b = append(f.b, ']')
}

func (f *formatter) limit(v uint64, infinity string) {
	switch {
	case v == ^uint64(0):
		f.str(infinity)
	case v > 1024 && v%1024 == 0:
		f.uint(v / 1024)
		f.str("*1024")
	default:
		f.uint(v)
	}
}

// call writes the whole call.
func (f *formatter) call(c Call) {
	f.c, f.h = c, c.header()
	f.str(c.Name())
	f.b = append(f.b, '(')
	switch {
	case f.h.spec == nil:
		if o, ok := c.(*Other); ok {
			for _, a := range o.Args {
				f.arg()
				f.hex(a.Value)
			}
		}
	case f.special(c):
	default:
		for i := range f.h.spec.Args {
			f.arg()
			f.argument(i)
		}
	}
	f.b = append(f.b, ')')
}

// special writes calls whose arguments depend on one another, and reports whether it has.
func (f *formatter) special(c Call) bool {
	all := func(n int) {
		for i := range n {
			f.arg()
			f.argument(i)
		}
	}
	raw := &f.h.raw
	switch c := c.(type) {
	case *Open:
		if c.Name() == "openat2" || c.Name() == "creat" {
			return false
		}
		n := len(f.h.spec.Args)
		if c.Flags&unix.O_CREAT == 0 && c.Flags&unix.O_TMPFILE != unix.O_TMPFILE {
			n--
		}
		all(n)
	case *MqOpen:
		if c.Flags&unix.O_CREAT != 0 {
			return false
		}
		all(2)
	case *Mknod:
		n := len(f.h.spec.Args)
		if t := c.Mode & unix.S_IFMT; t != unix.S_IFCHR && t != unix.S_IFBLK {
			n--
		}
		all(n)
	case *Fcntl:
		f.fcntl(c)
	case *Futex:
		f.futex(c)
	case *Clone:
		f.clone(c)
	case *Mount:
		all(4)
		f.arg()
		if c.Data != "" {
			f.data(c.Data, false)
		} else {
			f.pointer(raw[4])
		}
	case *Mremap:
		if c.Flags&(unix.MREMAP_FIXED|unix.MREMAP_DONTUNMAP) != 0 {
			return false
		}
		all(4)
	case *Prctl:
		f.prctl(c)
	case *Socket:
		all(2)
		f.arg()
		f.protocol(c.Domain, uint64(c.Protocol))
	case *SocketPair:
		all(2)
		f.arg()
		f.protocol(c.Domain, uint64(c.Protocol))
		f.arg()
		f.pointer(raw[3])
	case *SetSockOpt:
		all(2)
		f.arg()
		f.option(c.Level, uint64(c.Option))
		f.arg()
		f.optionValue(c)
		f.arg()
		f.int(int64(c.Size))
	case *GetSockOpt:
		all(2)
		f.arg()
		f.option(c.Level, uint64(c.Option))
		f.arg()
		f.pointer(raw[3])
		f.arg()
		f.pointer(raw[4])
	case *EpollCtl:
		if c.Op != unix.EPOLL_CTL_DEL {
			return false
		}
		all(3)
		f.arg()
		f.pointer(raw[3])
	case *GetPgid, *Kill:
		return false
	default:
		return false
	}
	return true
}

func (f *formatter) fcntl(c *Fcntl) {
	f.arg()
	f.fd(c.FD)
	f.arg()
	f.flags(calltable.KindFcntl, uint64(c.Cmd))
	switch c.Cmd {
	case 1, 3, 9, 11, 1025, 1032, 1034: // what only asks
		return
	}
	f.arg()
	switch c.Cmd {
	case 0, 1030, 8, 1031: // numbers
		f.int(int64(int32(c.Arg)))
	case 2:
		f.set(bits("FD_???", flag{1, "FD_CLOEXEC", 0}), uint64(uint32(c.Arg)))
	case 4:
		f.flags(calltable.KindOpen, uint64(uint32(c.Arg)))
	case 10:
		f.str(Sig(int32(c.Arg)).String())
	case 1033:
		f.set(powers("F_SEAL_???", "F_SEAL_SEAL", "F_SEAL_SHRINK", "F_SEAL_GROW", "F_SEAL_WRITE", "F_SEAL_FUTURE_WRITE"), uint64(uint32(c.Arg)))
	default:
		if c.Lock == nil {
			f.pointer(c.Arg)
			return
		}
		f.str("{l_type=")
		f.set(from(0, "F_???", "F_RDLCK", "F_WRLCK", "F_UNLCK"), uint64(c.Lock.Type))
		f.str(", l_whence=")
		f.flags(calltable.KindSeek, uint64(c.Lock.Whence))
		f.str(", l_start=")
		f.int(c.Lock.Start)
		f.str(", l_len=")
		f.int(c.Lock.Len)
		f.b = append(f.b, '}')
	}
}

func (f *formatter) futex(c *Futex) {
	f.arg()
	f.pointer(uint64(c.Addr))
	f.arg()
	f.flags(calltable.KindFutex, uint64(c.Op))
	raw := &f.h.raw
	timeout := func() {
		f.arg()
		if c.Timeout == nil {
			f.pointer(raw[3])
		} else {
			f.time(*c.Timeout, false)
		}
	}
	number := func(v uint64) {
		f.arg()
		f.uint(uint64(uint32(v)))
	}
	mask := func() {
		f.arg()
		if c.Value3 == math.MaxUint32 {
			f.str("FUTEX_BITSET_MATCH_ANY")
		} else {
			f.hex(uint64(c.Value3))
		}
	}
	switch c.Op & 0x7f {
	case 0: // WAIT
		number(uint64(c.Value))
		timeout()
	case 1, 2: // WAKE
		f.arg()
		f.int(int64(int32(c.Value)))
	case 9: // WAIT_BITSET
		number(uint64(c.Value))
		timeout()
		mask()
	case 10: // WAKE_BITSET
		number(uint64(c.Value))
		mask()
	case 3: // REQUEUE
		number(uint64(c.Value))
		number(raw[3])
		f.arg()
		f.pointer(raw[4])
	case 6, 13: // LOCK_PI
		timeout()
	case 7, 8: // UNLOCK_PI
	case 11: // WAIT_REQUEUE_PI
		number(uint64(c.Value))
		timeout()
		f.arg()
		f.pointer(raw[4])
	default: // CMP_REQUEUE, WAKE_OP
		number(uint64(c.Value))
		number(raw[3])
		f.arg()
		f.pointer(raw[4])
		f.arg()
		f.hex(uint64(c.Value3))
	}
}

func (f *formatter) clone(c *Clone) {
	flags := func() {
		start := len(f.b)
		if c.Flags != 0 {
			f.flags(calltable.KindClone, uint64(c.Flags))
		}
		if c.Name() != "clone" {
			if len(f.b) == start {
				f.b = append(f.b, '0')
			}
			return
		}
		if c.ExitSignal != 0 || c.Flags == 0 {
			if len(f.b) > start {
				f.b = append(f.b, '|')
			}
			f.str(c.ExitSignal.String())
		}
	}
	if c.Name() != "clone" {
		f.arg()
		f.str("{flags=")
		flags()
		if c.Flags&unix.CLONE_PIDFD != 0 {
			f.str(", pidfd=")
			f.pointer(uint64(c.PidFD))
		}
		if c.Flags&(unix.CLONE_CHILD_SETTID|unix.CLONE_CHILD_CLEARTID) != 0 {
			f.str(", child_tid=")
			f.pointer(uint64(c.ChildTID))
		}
		if c.Flags&unix.CLONE_PARENT_SETTID != 0 {
			f.str(", parent_tid=")
			f.pointer(uint64(c.ParentTID))
		}
		f.str(", exit_signal=")
		f.str(c.ExitSignal.String())
		f.str(", stack=")
		f.pointer(uint64(c.Stack))
		f.str(", stack_size=")
		f.hex(c.StackSize)
		if c.Flags&unix.CLONE_SETTLS != 0 {
			f.str(", tls=")
			f.hex(c.TLS)
		}
		if c.SetTID != 0 || c.SetTIDCount != 0 {
			f.str(", set_tid=")
			f.pointer(uint64(c.SetTID))
			f.str(", set_tid_size=")
			f.uint(c.SetTIDCount)
		}
		if c.Flags&unix.CLONE_INTO_CGROUP != 0 {
			f.str(", cgroup=")
			f.fd(c.Cgroup)
		}
		f.b = append(f.b, '}')
		f.arg()
		f.uint(f.h.raw[1])
		return
	}
	f.arg()
	f.str("child_stack=")
	f.pointer(uint64(c.Stack))
	f.arg()
	f.str("flags=")
	flags()
	if c.Flags&(unix.CLONE_PARENT_SETTID|unix.CLONE_PIDFD) != 0 {
		f.arg()
		f.str("parent_tid=")
		f.pointer(uint64(c.ParentTID))
	}
	if c.Flags&unix.CLONE_SETTLS != 0 {
		f.arg()
		f.str("tls=")
		f.hex(c.TLS)
	}
	if c.Flags&(unix.CLONE_CHILD_SETTID|unix.CLONE_CHILD_CLEARTID) != 0 {
		f.arg()
		f.str("child_tidptr=")
		f.pointer(uint64(c.ChildTID))
	}
}

func (f *formatter) prctl(c *Prctl) {
	f.arg()
	f.flags(calltable.KindPrctl, uint64(c.Option))
	n := 4
	switch c.Option {
	case unix.PR_GET_DUMPABLE, unix.PR_GET_KEEPCAPS, unix.PR_GET_SECCOMP, unix.PR_GET_SECUREBITS, unix.PR_GET_TIMERSLACK, unix.PR_GET_TIMING:
		n = 0
	case unix.PR_SET_PDEATHSIG:
		f.arg()
		f.str(Sig(int32(c.Arg2)).String())
		n = 0
	case unix.PR_SET_DUMPABLE:
		f.arg()
		f.set(from(0, "SUID_DUMP_???", "SUID_DUMP_DISABLE", "SUID_DUMP_USER", "SUID_DUMP_ROOT"), c.Arg2)
		n = 0
	case unix.PR_SET_NAME:
		f.arg()
		if c.Text != "" {
			f.quote(c.Text)
		} else {
			f.pointer(c.Arg2)
		}
		n = 0
	case unix.PR_SET_VMA:
		f.arg()
		f.set(choice("PR_SET_VMA_???", flag{0, "PR_SET_VMA_ANON_NAME", 0}), c.Arg2)
		f.arg()
		f.pointer(c.Arg3)
		f.arg()
		f.uint(c.Arg4)
		f.arg()
		if c.Text != "" {
			f.data(c.Text, false)
		} else {
			f.pointer(c.Arg5)
		}
		n = 0
	case unix.PR_GET_NAME, unix.PR_GET_PDEATHSIG, unix.PR_GET_CHILD_SUBREAPER:
		f.arg()
		f.pointer(c.Arg2)
		n = 0
	case unix.PR_SET_KEEPCAPS, unix.PR_SET_TIMERSLACK, unix.PR_SET_CHILD_SUBREAPER:
		f.arg()
		f.uint(c.Arg2)
		n = 0
	case unix.PR_CAPBSET_READ, unix.PR_CAPBSET_DROP:
		f.arg()
		f.set(capabilities, c.Arg2)
		n = 0
	case unix.PR_SET_NO_NEW_PRIVS:
		f.arg()
		f.uint(c.Arg2)
		for _, v := range []uint64{c.Arg3, c.Arg4, c.Arg5} {
			f.arg()
			f.hex(v)
		}
		n = 0
	}
	for i := range n {
		f.arg()
		f.hex(f.h.raw[1+i])
	}
}

var capabilities = from(0, "CAP_???", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE")

func (f *formatter) protocol(domain Family, v uint64) {
	switch domain {
	case unix.AF_INET, unix.AF_INET6:
		if v == unix.IPPROTO_ICMPV6 {
			f.str("IPPROTO_ICMPV6")
			return
		}
		if v == unix.IPPROTO_RAW {
			f.str("IPPROTO_RAW")
			return
		}
		f.set(ipProtocols, v)
	case unix.AF_NETLINK:
		f.set(netlinks, v)
	default:
		f.uint(v)
	}
}

func (f *formatter) option(level SocketLevel, v uint64) {
	switch level {
	case unix.SOL_SOCKET:
		f.set(socketOpts, v)
	case unix.SOL_TCP:
		f.set(tcpOpts, v)
	case unix.SOL_IP:
		f.set(ipOpts, v)
	case unix.SOL_IPV6:
		f.set(ipv6Opts, v)
	case unix.SOL_NETLINK:
		f.set(from(1, "NETLINK_???", "NETLINK_ADD_MEMBERSHIP", "NETLINK_DROP_MEMBERSHIP", "NETLINK_PKTINFO", "NETLINK_BROADCAST_ERROR", "NETLINK_NO_ENOBUFS", "NETLINK_RX_RING", "NETLINK_TX_RING", "NETLINK_LISTEN_ALL_NSID", "NETLINK_LIST_MEMBERSHIPS", "NETLINK_CAP_ACK", "NETLINK_EXT_ACK", "NETLINK_GET_STRICT_CHK"), v)
	default:
		f.hex(v)
	}
}

func (f *formatter) optionValue(c *SetSockOpt) {
	switch {
	case c.Value == nil:
		f.pointer(f.h.raw[3])
	case c.Level == unix.SOL_SOCKET && c.Option == unix.SO_LINGER && len(c.Value) == 8:
		f.str("{l_onoff=")
		f.int(int64(int32(u32(c.Value))))
		f.str(", l_linger=")
		f.int(int64(int32(u32(c.Value[4:]))))
		f.b = append(f.b, '}')
	case c.Level == unix.SOL_SOCKET && (c.Option == 20 || c.Option == 21) && len(c.Value) == 16:
		f.time(Timespec{int64(u64(c.Value)), int64(u64(c.Value[8:])) * 1000}, true)
	case len(c.Value) == 4:
		f.b = append(f.b, '[')
		f.int(int64(int32(u32(c.Value))))
		f.b = append(f.b, ']')
	default:
		f.data(string(c.Value), false)
	}
}

// argument writes one argument.
func (f *formatter) argument(i int) {
	a := &f.h.spec.Args[i]
	v := f.h.raw[i]
	if f.h.lost&(1<<i) != 0 {
		f.pointer(v)
		return
	}
	var p any
	if a.ID != 0 {
		p = f.c.field(a.ID)
	}
	switch a.Kind {
	case calltable.KindDir:
		f.dir(int(int32(v)))
		return
	case calltable.KindFd:
		f.fd(int(int32(v)))
		return
	case calltable.KindInt:
		f.int(int64(int32(v)))
		return
	case calltable.KindUint:
		f.uint(uint64(uint32(v)))
		return
	case calltable.KindLong, calltable.KindOff64, calltable.KindPoslh, calltable.KindHilo:
		f.int(int64(v))
		return
	case calltable.KindUlong, calltable.KindSize:
		f.uint(v)
		return
	case calltable.KindHex, calltable.KindMask64, calltable.KindPgoff, calltable.KindFcntlarg, calltable.KindPrctlarg:
		f.hex(v)
		return
	case calltable.KindHex32:
		f.hex(uint64(uint32(v)))
		return
	case calltable.KindMode, calltable.KindModec:
		f.mode(uint64(uint32(v)) & 0xffff)
		return
	case calltable.KindFmode:
		f.fileMode(uint64(uint32(v)) & 0xffff)
		return
	case calltable.KindDev:
		f.str("makedev(")
		f.hex(uint64(unix.Major(uint64(uint32(v)))))
		f.str(", ")
		f.hex(uint64(unix.Minor(uint64(uint32(v)))))
		f.str(")")
		return
	case calltable.KindUid, calltable.KindGid:
		if uint32(v) == math.MaxUint32 {
			f.str("-1")
		} else {
			f.uint(uint64(uint32(v)))
		}
		return
	case calltable.KindSig:
		f.str(Sig(int32(v)).String())
		return
	case calltable.KindIoctl:
		f.ioctl(uint64(uint32(v)))
		return
	case calltable.KindIoctlarg:
		f.pointer(v)
		return
	case calltable.KindFsmount, calltable.KindOpen:
		f.flags(a.Kind, uint64(uint32(v)))
		return
	}
	if f.h.null&(1<<i) != 0 {
		f.str("NULL")
		return
	}
	f.pointed(a, v, p)
}

// pointed writes what an argument points to.
func (f *formatter) pointed(a *calltable.Arg, v uint64, p any) {
	switch p := p.(type) {
	case *Pointer:
		f.pointer(v)
	case *string:
		switch a.Kind {
		case calltable.KindPath:
			f.quote(*p)
		default:
			f.data(*p, false)
		}
	case *[]string:
		if a.Kind == calltable.KindEnvp {
			f.pointer(v)
			f.str(" /* ")
			f.int(int64(len(*p)))
			f.str(" var")
			if len(*p) != 1 {
				f.b = append(f.b, 's')
			}
			f.str(" */")
			return
		}
		f.stringList(*p)
	case *[]byte:
		if a.Kind == calltable.KindBuf {
			f.data(string(*p), uint64(len(*p)) < f.lengthOf(a))
			return
		}
		f.data(string(*p), false)
	case *[]Iovec:
		var data [][]byte
		f.iovecs(*p, data)
	case **Sockaddr:
		f.sockaddr(*p)
	case **Msghdr:
		f.msghdr(*p)
	case *[]Msghdr:
		f.b = append(f.b, '[')
		for i := range *p {
			if i > 0 {
				f.str(", ")
			}
			f.str("{msg_hdr=")
			f.msghdr(&(*p)[i])
			f.b = append(f.b, '}')
		}
		f.b = append(f.b, ']')
	case *[]Timespec:
		f.times(a.Kind, *p)
	case **Timespec:
		if *p == nil {
			f.pointer(v)
			return
		}
		f.time(**p, micro(a.Kind))
	case **ITimer:
		f.str("{it_interval=")
		f.time((*p).Interval, micro(a.Kind))
		f.str(", it_value=")
		f.time((*p).Value, micro(a.Kind))
		f.b = append(f.b, '}')
	case *[]PollFD:
		f.b = append(f.b, '[')
		for i, x := range *p {
			if i > 0 {
				f.str(", ")
			}
			if i == f.style.Limit {
				f.str("...")
				break
			}
			f.str("{fd=")
			f.fd(x.FD)
			if x.FD >= 0 {
				f.str(", events=")
				f.set(pollNames, uint64(x.Events))
			}
			f.b = append(f.b, '}')
		}
		f.b = append(f.b, ']')
	case *[]int:
		f.ints(*p)
	case **EpollEvent:
		f.str("{events=")
		f.set(epollNames, uint64((*p).Events))
		f.str(", data={u32=")
		f.uint(uint64(uint32((*p).Data)))
		f.str(", u64=")
		f.uint((*p).Data)
		f.str("}}")
	case **SigSet:
		f.signals(a, v, *p)
	case **SigAction:
		f.sigaction(*p)
	case **SigStack:
		f.str("{ss_sp=")
		f.pointer(uint64((*p).Base))
		f.str(", ss_flags=")
		f.set(bits("SS_???", flag{1, "SS_ONSTACK", 0}, flag{2, "SS_DISABLE", 0}, flag{1 << 31, "SS_AUTODISARM", 0}), uint64((*p).Flags))
		f.str(", ss_size=")
		f.uint((*p).Size)
		f.b = append(f.b, '}')
	case **Rlimit:
		infinity := "RLIM_INFINITY"
		if a.Kind == calltable.KindRlimit64p {
			infinity = "RLIM64_INFINITY"
		}
		f.str("{rlim_cur=")
		f.limit((*p).Cur, infinity)
		f.str(", rlim_max=")
		f.limit((*p).Max, infinity)
		f.b = append(f.b, '}')
	case **int32:
		f.b = append(f.b, '[')
		f.int(int64(**p))
		f.b = append(f.b, ']')
	case *[]uint32:
		f.b = append(f.b, '[')
		for i, g := range *p {
			if i > 0 {
				f.str(", ")
			}
			if i == f.style.Limit {
				f.str("...")
				break
			}
			f.uint(uint64(g))
		}
		f.b = append(f.b, ']')
	case nil:
		f.how(a, v)
	default:
		if _, ok := p.(setter); ok {
			f.flags(a.Kind, f.width(a.Kind, v))
			return
		}
		f.pointer(v)
	}
}

// width cuts what the kernel takes as an int.
func (f *formatter) width(k calltable.Kind, v uint64) uint64 {
	switch k {
	case calltable.KindMount, calltable.KindClone, calltable.KindPtrace, calltable.KindPerf, calltable.KindProt, calltable.KindMap, calltable.KindMremap:
		return v
	}
	return uint64(uint32(v))
}

// how writes arguments that are structures spread over the fields of a type, and those of Other.
func (f *formatter) how(a *calltable.Arg, v uint64) {
	c, ok := f.c.(*Open)
	if !ok || a.Kind != calltable.KindOpenhow {
		switch a.Kind {
		case calltable.KindPath, calltable.KindStr, calltable.KindAddr:
			f.pointer(v)
		default:
			f.hex(v)
		}
		return
	}
	f.str("{flags=")
	f.flags(calltable.KindOpen, uint64(c.Flags))
	if c.Flags&unix.O_CREAT != 0 || c.Flags&unix.O_TMPFILE == unix.O_TMPFILE || c.Mode != 0 {
		f.str(", mode=")
		f.mode(uint64(c.Mode))
	}
	f.str(", resolve=")
	f.set(resolves, uint64(c.Resolve))
	f.b = append(f.b, '}')
}

func (f *formatter) ioctl(v uint64) {
	for _, x := range ioctls.flags {
		if x.value == v {
			f.str(x.name)
			return
		}
	}
	// What is not known is taken apart into direction, type, number and size.
	f.str("_IOC(")
	f.set(from(0, "_IOC_???", "_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE"), v>>30)
	for _, x := range []uint64{v >> 8 & 0xff, v & 0xff, v >> 16 & 0x3fff} {
		f.str(", ")
		f.hex(x)
	}
	f.b = append(f.b, ')')
}

// lengthOf returns the argument behind another one.
func (f *formatter) lengthOf(a *calltable.Arg) uint64 {
	for i := range f.h.spec.Args {
		if &f.h.spec.Args[i] == a && i+1 < len(f.h.spec.Args) {
			return f.h.raw[i+1]
		}
	}
	return 0
}

func (f *formatter) times(k calltable.Kind, t []Timespec) {
	open, end := byte('['), byte(']')
	if k == calltable.KindUtimbuf {
		f.str("{actime=")
		f.int(t[0].Sec)
		f.date(t[0], "")
		f.str(", modtime=")
		f.int(t[1].Sec)
		f.date(t[1], "")
		f.b = append(f.b, '}')
		return
	}
	f.b = append(f.b, open)
	for i, x := range t {
		if i > 0 {
			f.str(", ")
		}
		switch {
		case !micro(k) && x.Nsec == unix.UTIME_NOW:
			f.str("UTIME_NOW")
		case !micro(k) && x.Nsec == unix.UTIME_OMIT:
			f.str("UTIME_OMIT")
		default:
			f.time(x, micro(k))
			if micro(k) {
				f.date(x, ".000000")
			} else {
				f.date(x, ".000000000")
			}
		}
	}
	f.b = append(f.b, end)
}

func (f *formatter) signals(a *calltable.Arg, v uint64, s *SigSet) {
	if a.Kind == calltable.KindSigarg {
		f.str("{sigmask=")
		if s == nil {
			f.str("NULL")
		} else {
			f.sigset(uint64(*s))
		}
		f.str(", sigsetsize=8}")
		return
	}
	if s == nil {
		f.pointer(v)
		return
	}
	f.sigset(uint64(*s))
}

func (f *formatter) sigaction(s *SigAction) {
	f.str("{sa_handler=")
	switch s.Handler {
	case 0:
		f.str("SIG_DFL")
	case 1:
		f.str("SIG_IGN")
	default:
		f.hex(uint64(s.Handler))
	}
	f.str(", sa_mask=")
	f.sigset(uint64(s.Mask))
	f.str(", sa_flags=")
	f.set(actionNames, uint64(s.Flags))
	if s.Flags&0x04000000 != 0 {
		f.str(", sa_restorer=")
		f.pointer(uint64(s.Restorer))
	}
	f.b = append(f.b, '}')
}
