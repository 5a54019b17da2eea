//go:build cgo

package broker

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/rights"
)

// planSocket judges a socket that is to be made, by numbers. SCTP connects by setsockopt(2), raw sockets make
// packets of any kind, and the addresses of other families are not known here.
func planSocket(j *job) (*plan, error) {
	domain, kind, protocol := j.int(0), j.int(1), j.int(2)
	a := Access{What: Socket, Domain: domain, Type: kind &^ (unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC), Protocol: protocol}
	switch domain {
	case unix.AF_UNIX, unix.AF_NETLINK:
	case unix.AF_INET, unix.AF_INET6:
		if a.Type != unix.SOCK_STREAM && a.Type != unix.SOCK_DGRAM || !slices.Contains([]int{
			0, unix.IPPROTO_TCP, unix.IPPROTO_UDP, unix.IPPROTO_ICMP, unix.IPPROTO_ICMPV6, unix.IPPROTO_MPTCP,
		}, protocol) {
			return nil, unix.EACCES
		}
	default:
		return nil, unix.EACCES
	}
	return proceed(a), nil
}

// socket is one of the target's, as a duplicate.
type socket struct {
	fd                     int
	domain, kind, protocol int
	nonblocking            bool
}

func (j *job) socket(arg int) (*socket, error) {
	fd, err := j.fd(j.int(arg))
	if err != nil {
		return nil, err
	}
	s := &socket{fd: fd}
	for _, o := range []struct {
		name int
		to   *int
	}{{unix.SO_DOMAIN, &s.domain}, {unix.SO_TYPE, &s.kind}, {unix.SO_PROTOCOL, &s.protocol}} {
		if *o.to, err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, o.name); err != nil {
			if err == unix.EBADF {
				return nil, unix.EBADF // with O_PATH
			}
			return nil, err
		}
	}
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	s.nonblocking = flags&unix.O_NONBLOCK != 0
	return s, err
}

// interrupted is the errno of a call on the socket that a signal interrupts: one that has a time limit is never
// restarted.
func (s *socket) interrupted() syscall.Errno {
	if tv, err := unix.GetsockoptTimeval(s.fd, unix.SOL_SOCKET, unix.SO_SNDTIMEO); err == nil && (tv.Sec != 0 || tv.Usec != 0) {
		return unix.EINTR
	}
	return restart
}

// address is an address of the target's, resolved.
type address struct {
	Access
	raw []byte // what the kernel is given in its place
	// path is the one of a socket in the file system, as written.
	path string
	// disconnects says that the address undoes a connection.
	disconnects bool
}

// rawAddress reads an address, as the kernel takes it.
func (j *job) rawAddress(addr, length uint64) ([]byte, error) {
	const storage = 128
	n := int32(uint32(length))
	if n < 0 || n > storage {
		return nil, unix.EINVAL
	}
	return j.bytes(addr, int(n))
}

// decode says what an address means for a socket. It does not look for paths.
func (s *socket) decode(what What, raw []byte) (*address, error) {
	a := &address{Access: Access{What: what, Domain: s.domain, Type: s.kind, Protocol: s.protocol}, raw: raw}
	if len(raw) < 2 {
		return nil, unix.EINVAL
	}
	family := int(binary.NativeEndian.Uint16(raw))
	if what == Connect && family == unix.AF_UNSPEC {
		a.disconnects = true
		return a, nil
	}
	switch s.domain {
	case unix.AF_INET, unix.AF_INET6:
		switch {
		case family == unix.AF_INET, family == unix.AF_UNSPEC && s.domain == unix.AF_INET:
			// To IPv4 AF_UNSPEC is itself, where it does not disconnect.
			if len(raw) < unix.SizeofSockaddrInet4 {
				return nil, unix.EINVAL
			}
			a.Addr = netip.AddrPortFrom(netip.AddrFrom4([4]byte(raw[4:])), binary.BigEndian.Uint16(raw[2:]))
		case family == unix.AF_INET6 && s.domain == unix.AF_INET6:
			if len(raw) < unix.SizeofSockaddrInet6-4 { // without a scope, as of RFC 2133
				return nil, unix.EINVAL
			}
			a.Addr = netip.AddrPortFrom(netip.AddrFrom16([16]byte(raw[8:])).Unmap(), binary.BigEndian.Uint16(raw[2:]))
		case family == unix.AF_UNSPEC && what == Send:
			// To where it is connected.
		default:
			return nil, unix.EAFNOSUPPORT
		}
	case unix.AF_UNIX:
		switch {
		case family != unix.AF_UNIX, len(raw) > unix.SizeofSockaddrUnix:
			return nil, unix.EINVAL
		case len(raw) == 2: // unnamed
		case raw[2] == 0:
			a.Name, a.Abstract = string(raw[3:]), true
		default:
			path := raw[2:]
			if i := bytes.IndexByte(path, 0); i >= 0 {
				path = path[:i]
			}
			a.path = string(path)
		}
	case unix.AF_NETLINK:
		if family != unix.AF_NETLINK || len(raw) < unix.SizeofSockaddrNetlink {
			return nil, unix.EINVAL
		}
	default:
		return nil, unix.EACCES // what it means is not known
	}
	return a, nil
}

// resolve decodes an address and holds the socket of the file system that it names.
func (j *job) resolve(s *socket, what What, raw []byte) (*address, error) {
	a, err := s.decode(what, raw)
	if err != nil || a.path == "" {
		return a, err
	}
	pin, err := j.object(at{dir: unix.AT_FDCWD, path: a.path}, true)
	if err != nil {
		return nil, err
	}
	var st unix.Stat_t
	if err := unix.Fstat(pin, &st); err != nil {
		return nil, err
	}
	if a.Path, err = j.pathOf(pin); err != nil {
		return nil, err
	}
	a.Exists, a.Dev, a.Ino, a.Mode = true, st.Dev, st.Ino, st.Mode
	a.raw = append(binary.NativeEndian.AppendUint16(nil, unix.AF_UNIX), procFD(pin)+"\x00"...)
	return a, nil
}

func planConnect(j *job) (*plan, error) {
	s, err := j.socket(0)
	if err != nil {
		return nil, err
	}
	raw, err := j.rawAddress(j.args[1], j.args[2])
	if err != nil {
		return nil, err
	}
	a, err := j.resolve(s, Connect, raw)
	if err != nil {
		return nil, err
	}
	accesses := []Access{a.Access}
	if a.disconnects {
		accesses = nil
	}
	return plain(func() error {
		if s.domain == unix.AF_NETLINK {
			j.bindNetlink(s)
		}
		blocks := !s.nonblocking && !a.disconnects && (s.kind == unix.SOCK_STREAM || s.kind == unix.SOCK_SEQPACKET)
		return j.socketCall(s, blocks, unix.SYS_CONNECT, a.raw)
	}, accesses...), nil
}

// socketCall makes a connect or bind.
func (j *job) socketCall(s *socket, blocks bool, nr uintptr, raw []byte) error {
	var pin runtime.Pinner
	defer pin.Unpin()
	n := len(raw)
	raw = append(slices.Clone(raw), 0)
	pin.Pin(&raw[0])
	args := []uintptr{uintptr(s.fd), uintptr(unsafe.Pointer(&raw[0])), uintptr(n)}
	if blocks || s.domain == unix.AF_UNIX && !j.own {
		_, err := j.byWorker(s.domain == unix.AF_UNIX, s.interrupted(), nr, args...)
		return err
	}
	return j.as(func() error {
		for {
			_, _, errno := unix.Syscall(nr, args[0], args[1], args[2])
			switch errno {
			case 0:
				return nil
			case unix.EINTR:
			default:
				return errno
			}
		}
	})
}

// bindNetlink gives a netlink socket that has no address yet the one that the kernel would give it if the target used
// it: the number of its process.
func (j *job) bindNetlink(s *socket) {
	sa, err := unix.Getsockname(s.fd)
	if nl, ok := sa.(*unix.SockaddrNetlink); err == nil && ok && nl.Pid == 0 {
		_ = j.bindNetlinkTo(s, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: nl.Groups})
	}
}

func (j *job) bindNetlinkTo(s *socket, nl *unix.SockaddrNetlink) error {
	if p, err := j.n.Process(); err == nil && len(p.NSTGID) > 0 {
		own := *nl
		own.Pid = uint32(p.NSTGID[len(p.NSTGID)-1])
		if err := unix.Bind(s.fd, &own); err != unix.EADDRINUSE {
			return err
		}
	}
	return unix.Bind(s.fd, nl)
}

func planBind(j *job) (*plan, error) {
	s, err := j.socket(0)
	if err != nil {
		return nil, err
	}
	raw, err := j.rawAddress(j.args[1], j.args[2])
	if err != nil {
		return nil, err
	}
	a, err := s.decode(Bind, raw)
	if err != nil {
		return nil, err
	}
	if a.path != "" {
		return j.planBindPath(s, a)
	}
	return plain(func() error {
		if s.domain == unix.AF_NETLINK {
			nl := &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Pid: binary.NativeEndian.Uint32(raw[4:]), Groups: binary.NativeEndian.Uint32(raw[8:])}
			if nl.Pid == 0 {
				return j.bindNetlinkTo(s, nl)
			}
		}
		return j.socketCall(s, false, unix.SYS_BIND, raw)
	}, a.Access), nil
}

// planBindPath makes a socket of the file system.
func (j *job) planBindPath(s *socket, a *address) (*plan, error) {
	where := at{dir: unix.AT_FDCWD, path: a.path}
	dir, name, err := j.parent(where, 0)
	if err != nil {
		return nil, err
	}
	if name == "." || name == ".." || name == "/" {
		return nil, unix.EADDRINUSE
	}
	path, err := j.pathOf(dir)
	if err != nil {
		return nil, err
	}
	if path != "" {
		a.Path = strings.TrimSuffix(path, "/") + "/" + name
	}
	var st unix.Stat_t
	if j.as(func() error { return unix.Fstatat(dir, strings.TrimRight(name, "/"), &st, unix.AT_SYMLINK_NOFOLLOW) }) == nil {
		return nil, unix.EADDRINUSE
	}
	if strings.HasSuffix(name, "/") {
		return nil, unix.ENOENT
	}
	cwd := -1
	if a.path[0] != '/' {
		if cwd, err = j.walk(at{dir: unix.AT_FDCWD, path: "."}, unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY}); err != nil {
			return nil, err
		}
	}
	if err := j.findRoot(); err != nil {
		return nil, err
	}
	root, err := identify(j.target.Root)
	if err != nil {
		return nil, err
	}
	b := &binding{s: s, dir: dir, name: name, cwd: cwd, raw: a.raw, confined: root == j.b.root}
	access := a.Access
	access.What = Bind | Create
	return &plan{accesses: []Access{access}, creates: true, act: func() (seccompstream.Response, error) {
		return seccompstream.Success(0), j.bindPath(b)
	}}, nil
}

// binding is a bind to a path.
type binding struct {
	s    *socket
	dir  int // where the name is to be
	name string
	cwd  int // of the target, -1 where the path is absolute
	raw  []byte
	// confined says that the path means the same to us, so that its very bytes can be used, which the
	// socket then has for its name.
	confined bool
}

// bindPath binds on a thread of its own. The kernel walks the path again, and so is kept by Landlock from making
// a socket elsewhere. Where that cannot be, the socket gets the last component for its name, relative to the
// directory.
func (j *job) bindPath(b *binding) error {
	if err := j.needRights(); err != nil {
		return err
	}
	r := *j.rights
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocks it
		if unix.Gettid() == os.Getpid() {
			// The first thread must stay as it is. While this goroutine has it, another gets another.
			inner := make(chan error)
			go func() {
				runtime.LockOSThread()
				inner <- b.bind(&r)
			}()
			err := <-inner
			runtime.UnlockOSThread()
			done <- err
			return
		}
		done <- b.bind(&r)
	}()
	return <-done
}

func (b *binding) bind(r *rights.Rights) error {
	ruleset := -1
	if b.confined {
		ruleset = socketsIn(b.dir)
	}
	if ruleset >= 0 {
		defer unix.Close(ruleset)
	}
	if err := rights.Become(r); err != nil {
		return err
	}
	unix.Umask(int(r.Umask & 0o777))
	at := b.dir
	raw := b.raw
	if ruleset < 0 {
		raw = append(binary.NativeEndian.AppendUint16(nil, unix.AF_UNIX), b.name...)
	} else {
		at = b.cwd
		if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
			return os.NewSyscallError("prctl", err)
		}
		if _, _, errno := unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, uintptr(ruleset), 0, 0); errno != 0 {
			return os.NewSyscallError("landlock_restrict_self", errno)
		}
	}
	if at >= 0 {
		if err := unix.Fchdir(at); err != nil {
			return err
		}
	}
	raw = append(slices.Clone(raw), 0)
	_, _, errno := unix.Syscall(unix.SYS_BIND, uintptr(b.s.fd), uintptr(unsafe.Pointer(&raw[0])), uintptr(len(raw)-1))
	runtime.KeepAlive(raw)
	if errno != 0 {
		return errno
	}
	var st unix.Stat_t
	if err := unix.Fstatat(b.dir, b.name, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil || st.Mode&unix.S_IFMT != unix.S_IFSOCK {
		return unix.EACCES // the path meant something else by then, below the directory
	}
	return nil
}

// socketsIn returns a Landlock ruleset that lets sockets be made below a directory and nowhere else, or -1.
func socketsIn(dir int) int {
	const makeSock = unix.LANDLOCK_ACCESS_FS_MAKE_SOCK
	attr := struct{ fs uint64 }{makeSock}
	set, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&attr)), unsafe.Sizeof(attr), 0)
	if errno != 0 {
		return -1
	}
	var rule [12]byte // packed
	binary.NativeEndian.PutUint64(rule[:], makeSock)
	binary.NativeEndian.PutUint32(rule[8:], uint32(dir))
	_, _, errno = unix.Syscall6(unix.SYS_LANDLOCK_ADD_RULE, set, unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)), 0, 0, 0)
	if errno != 0 {
		unix.Close(int(set))
		return -1
	}
	return int(set)
}

// planListen is for sockets that listen, which binds those of IP that are not bound.
func planListen(j *job) (*plan, error) {
	s, err := j.socket(0)
	if err != nil {
		return nil, err
	}
	a := Access{What: Bind, Domain: s.domain, Type: s.kind, Protocol: s.protocol}
	switch sa, _ := unix.Getsockname(s.fd); sa := sa.(type) {
	case *unix.SockaddrInet4:
		a.Addr = netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port))
	case *unix.SockaddrInet6:
		a.Addr = netip.AddrPortFrom(netip.AddrFrom16(sa.Addr).Unmap(), uint16(sa.Port))
	case *unix.SockaddrUnix:
		// It has been bound, which was judged, or else the kernel refuses.
		return j.listen(s), nil
	}
	p := j.listen(s)
	p.accesses = []Access{a}
	return p, nil
}

func (j *job) listen(s *socket) *plan {
	return plain(func() error {
		if s.domain == unix.AF_UNIX && !j.own {
			_, err := j.byWorker(true, unix.EINTR, unix.SYS_LISTEN, uintptr(s.fd), uintptr(j.int(1)))
			return err
		}
		return unix.Listen(s.fd, j.int(1))
	})
}
