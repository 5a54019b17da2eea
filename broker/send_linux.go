//go:build cgo

package broker

import (
	"encoding/binary"
	"runtime"
	"slices"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

const (
	maxVector   = 1024    // UIO_MAXIOV
	maxDatagram = 1 << 20 // beyond it the socket's buffer is asked
	maxChunk    = 1 << 20 // of a stream, at a time
	maxControl  = 1 << 16
	maxRights   = 253 // SCM_MAX_FD
	maxMessages = 64  // of one sendmmsg
)

// message is what is sent: copied, but for the data of streams, which is copied piece by piece.
type message struct {
	to      *address
	parts   []part
	length  uint64
	control []byte
	passed  int // descriptors in control
	creds   bool
	flags   int
}

// part is a piece of the target's memory.
type part struct{ addr, length uint64 }

func planSendto(j *job) (*plan, error) {
	if j.args[4] == 0 {
		return proceed(), nil // it goes where it is connected to, which has been judged
	}
	s, err := j.socket(0)
	if err != nil {
		return nil, err
	}
	m := &message{flags: j.int(3)}
	if m.flags&unix.MSG_FASTOPEN != 0 {
		return nil, unix.EOPNOTSUPP // programs connect, then
	}
	if err := m.add(j.args[1], j.args[2]); err != nil {
		return nil, err
	}
	if err := j.readTo(s, m, j.args[4], j.args[5]); err != nil {
		return nil, err
	}
	return j.planSend(s, []*message{m}, func(counts []int64) (int64, error) { return counts[0], nil })
}

// add appends a piece of memory to the data.
func (m *message) add(addr, length uint64) error {
	const most = 0x7ffff000 // MAX_RW_COUNT
	length = min(length, most-m.length)
	if length > 0 {
		m.parts = append(m.parts, part{addr, length})
		m.length += length
	}
	return nil
}

// readTo reads where a message goes. A length of 0 means nowhere in particular.
func (j *job) readTo(s *socket, m *message, addr, length uint64) error {
	if addr == 0 || uint32(length) == 0 {
		return nil
	}
	raw, err := j.rawAddress(addr, length)
	if err != nil {
		return err
	}
	connected := s.kind == unix.SOCK_STREAM || s.kind == unix.SOCK_SEQPACKET
	if connected && (s.domain == unix.AF_INET || s.domain == unix.AF_INET6) {
		return nil // TCP goes where it is connected to, whatever it is told
	}
	m.to, err = j.resolve(s, Send, raw)
	return err
}

// readMessage reads a struct msghdr.
func (j *job) readMessage(s *socket, addr uint64, flags int) (*message, error) {
	b, err := j.bytes(addr, 56)
	if err != nil {
		return nil, err
	}
	word := func(i int) uint64 { return binary.NativeEndian.Uint64(b[8*i:]) }
	name, nameLen, iov, iovLen, control, controlLen := word(0), uint64(uint32(word(1))), word(2), word(3), word(4), word(5)
	m := &message{flags: flags}
	if flags&unix.MSG_FASTOPEN != 0 {
		return nil, unix.EOPNOTSUPP
	}
	if iovLen > maxVector {
		return nil, unix.EMSGSIZE
	}
	if int32(uint32(nameLen)) < 0 {
		return nil, unix.EINVAL
	}
	if err := j.readTo(s, m, name, min(nameLen, 128)); err != nil { // the kernel cuts a longer one off
		return nil, err
	}
	vector, err := j.bytes(iov, int(16*iovLen))
	if err != nil {
		return nil, err
	}
	for i := range iovLen {
		length := binary.NativeEndian.Uint64(vector[16*i+8:])
		if int64(length) < 0 {
			return nil, unix.EINVAL
		}
		if err := m.add(binary.NativeEndian.Uint64(vector[16*i:]), length); err != nil {
			return nil, err
		}
	}
	if control != 0 && controlLen != 0 {
		if controlLen > maxControl {
			return nil, unix.ENOBUFS
		}
		c, err := j.bytes(control, int(controlLen))
		if err != nil {
			return nil, err
		}
		return m, j.readControl(s, m, c)
	}
	return m, nil
}

// passable are the control messages that say how a message is sent, and not where to.
var passable = map[[2]int32]bool{
	{unix.SOL_SOCKET, unix.SCM_RIGHTS}:      true,
	{unix.SOL_SOCKET, unix.SCM_CREDENTIALS}: true,
	{unix.SOL_SOCKET, unix.SO_TIMESTAMPING}: true,
	{unix.SOL_SOCKET, unix.SO_TXTIME}:       true,
	{unix.IPPROTO_IP, unix.IP_TOS}:          true,
	{unix.IPPROTO_IP, unix.IP_TTL}:          true,
	{unix.IPPROTO_IP, unix.IP_PKTINFO}:      true,
	{unix.IPPROTO_IPV6, unix.IPV6_PKTINFO}:  true,
	{unix.IPPROTO_IPV6, unix.IPV6_HOPLIMIT}: true,
	{unix.IPPROTO_IPV6, unix.IPV6_TCLASS}:   true,
	{unix.IPPROTO_IPV6, unix.IPV6_DONTFRAG}: true,
	{unix.IPPROTO_UDP, unix.UDP_SEGMENT}:    true,
}

// readControl copies the control messages. Descriptors among them become ours, since it is us who passes
// them on. Those that the kernel would not read are left out.
func (j *job) readControl(s *socket, m *message, b []byte) error {
	const header = unix.SizeofCmsghdr
	for len(b) >= header {
		length := binary.NativeEndian.Uint64(b)
		kind := [2]int32{int32(binary.NativeEndian.Uint32(b[8:])), int32(binary.NativeEndian.Uint32(b[12:]))}
		if length < header || length > uint64(len(b)) {
			return unix.EINVAL
		}
		data := slices.Clone(b[header:length])
		if !passable[kind] {
			return unix.EINVAL
		}
		keep := true
		switch kind {
		case [2]int32{unix.SOL_SOCKET, unix.SCM_RIGHTS}:
			if s.domain != unix.AF_UNIX {
				return unix.EINVAL
			}
			data = data[:len(data)&^3]
			if m.passed += len(data) / 4; m.passed > maxRights {
				return unix.EINVAL
			}
			for i := 0; i < len(data); i += 4 {
				fd, err := j.fd(int(int32(binary.NativeEndian.Uint32(data[i:]))))
				if err != nil {
					return err
				}
				binary.NativeEndian.PutUint32(data[i:], uint32(fd))
			}
		case [2]int32{unix.SOL_SOCKET, unix.SCM_CREDENTIALS}:
			if s.domain != unix.AF_UNIX || len(data) != 12 {
				return unix.EINVAL
			}
			var err error
			if keep, err = j.credentials(data); err != nil {
				return err
			}
			m.creds = keep
		}
		if keep {
			m.control = appendControl(m.control, kind, data)
		}
		b = b[min((length+7)&^7, uint64(len(b))):]
	}
	return nil
}

func appendControl(c []byte, kind [2]int32, data []byte) []byte {
	c = binary.NativeEndian.AppendUint64(c, uint64(unix.SizeofCmsghdr+len(data)))
	c = binary.NativeEndian.AppendUint32(c, uint32(kind[0]))
	c = binary.NativeEndian.AppendUint32(c, uint32(kind[1]))
	c = append(c, data...)
	for len(c)%8 != 0 {
		c = append(c, 0)
	}
	return c
}

const sendsForOthers = 1<<unix.CAP_SYS_ADMIN | 1<<unix.CAP_SETUID | 1<<unix.CAP_SETGID

// credentials judges what a target says of itself, as the kernel would. It reports whether we can say it
// in its place; else what the kernel says of us has to do.
func (j *job) credentials(data []byte) (keep bool, err error) {
	if err := j.needAllRights(); err != nil {
		return false, err
	}
	p, err := j.n.Process()
	if err != nil {
		return false, err
	}
	pid, uid, gid := binary.NativeEndian.Uint32(data), binary.NativeEndian.Uint32(data[4:]), binary.NativeEndian.Uint32(data[8:])
	r := j.rights
	inside := p.TGID
	if len(p.NSTGID) > 0 {
		inside = p.NSTGID[len(p.NSTGID)-1]
	}
	may := func(capability uint) bool { return r.Effective&(1<<capability) != 0 }
	if int(pid) != inside && !may(unix.CAP_SYS_ADMIN) ||
		uid != p.RealUID && uid != p.UID && uid != p.SavedUID && !may(unix.CAP_SETUID) ||
		gid != p.RealGID && gid != p.GID && gid != p.SavedGID && !may(unix.CAP_SETGID) {
		return false, unix.EPERM
	}
	if int(pid) == inside {
		binary.NativeEndian.PutUint32(data, uint32(p.TGID)) // as it is for us
	}
	return j.own && j.b.own.Effective&sendsForOthers == sendsForOthers, nil
}

// needAllRights is needRights for questions that more than the rights to files answer.
func (j *job) needAllRights() error { return j.needRights() }

func planSendmsg(j *job) (*plan, error) {
	s, err := j.socket(0)
	if err != nil {
		return nil, err
	}
	m, err := j.readMessage(s, j.args[1], j.int(2))
	if err != nil {
		return nil, err
	}
	return j.planSend(s, []*message{m}, func(counts []int64) (int64, error) { return counts[0], nil })
}

func planSendmmsg(j *job) (*plan, error) {
	const size = 64 // of a struct mmsghdr
	s, err := j.socket(0)
	if err != nil {
		return nil, err
	}
	n := min(j.uint(2), maxMessages)
	if n == 0 {
		return j.simple(func() error { return nil }), nil
	}
	var all []*message
	for i := range n {
		m, err := j.readMessage(s, j.args[1]+size*i, j.int(3))
		if err != nil {
			if i == 0 {
				return nil, err
			}
			break // the next call will tell
		}
		all = append(all, m)
	}
	return j.planSend(s, all, func(counts []int64) (int64, error) {
		for i, count := range counts {
			if err := j.write(j.args[1]+size*uint64(i)+56, binary.NativeEndian.AppendUint32(nil, uint32(count))); err != nil {
				return int64(i), err
			}
		}
		return int64(len(counts)), nil
	})
}

// planSend sends messages, until one fails.
func (j *job) planSend(s *socket, all []*message, result func(counts []int64) (int64, error)) (*plan, error) {
	p := &plan{}
	for _, m := range all {
		if m.to != nil { // else to where the socket is connected to
			p.accesses = append(p.accesses, m.to.Access)
		}
	}
	p.act = func() (seccompstream.Response, error) {
		var counts []int64
		for _, m := range all {
			n, err := j.send(s, m)
			if err != nil {
				if len(counts) > 0 {
					break // the next call will tell
				}
				return seccompstream.Response{}, err
			}
			counts = append(counts, n)
		}
		n, err := result(counts)
		return seccompstream.Success(n), err
	}
	return p, nil
}

// send sends one message, as the target's own call would.
func (j *job) send(s *socket, m *message) (int64, error) {
	if s.domain == unix.AF_NETLINK {
		j.bindNetlink(s)
	}
	if err := j.b.sockets.take(j.ctx, int64(m.passed), 1024); err != nil {
		return 0, err
	}
	defer j.b.sockets.give(int64(m.passed))
	control := m.control
	if s.domain == unix.AF_UNIX && !m.creds && j.own && j.b.own.Effective&sendsForOthers == sendsForOthers {
		var err error
		if control, err = j.withCredentials(control); err != nil {
			return 0, err
		}
	}
	stream := s.kind == unix.SOCK_STREAM
	var sent int64
	parts, left := m.parts, m.length
	for {
		size := left
		if stream {
			size = min(size, maxChunk)
		} else if size > maxDatagram {
			room, err := unix.GetsockoptInt(s.fd, unix.SOL_SOCKET, unix.SO_SNDBUF)
			if err != nil || size > uint64(room) {
				return 0, unix.EMSGSIZE
			}
		}
		n, err := j.sendPiece(s, m, parts, size, control)
		if err != nil {
			if sent > 0 {
				return sent, nil
			}
			if err == unix.EPIPE && stream && m.flags&unix.MSG_NOSIGNAL == 0 {
				j.signal(unix.SIGPIPE)
			}
			return 0, err
		}
		sent, left, control = sent+n, left-uint64(n), nil
		if !stream || left == 0 || uint64(n) < size {
			return sent, nil
		}
		parts = after(parts, uint64(n))
	}
}

// after returns the parts without their first bytes.
func after(parts []part, n uint64) []part {
	for len(parts) > 0 && n >= parts[0].length {
		n -= parts[0].length
		parts = parts[1:]
	}
	if n == 0 {
		return parts
	}
	parts = slices.Clone(parts)
	parts[0].addr += n
	parts[0].length -= n
	return parts
}

// withCredentials adds what the kernel would say of the target, in the place of what it would say of us. We are
// root then.
func (j *job) withCredentials(control []byte) ([]byte, error) {
	p, err := j.n.Process()
	if err != nil {
		return nil, err
	}
	data := binary.NativeEndian.AppendUint32(nil, uint32(p.TGID))
	data = binary.NativeEndian.AppendUint32(data, p.UID)
	data = binary.NativeEndian.AppendUint32(data, p.GID)
	return appendControl(slices.Clone(control), [2]int32{unix.SOL_SOCKET, unix.SCM_CREDENTIALS}, data), nil
}

// sendPiece copies bytes of the target's and sends them.
func (j *job) sendPiece(s *socket, m *message, parts []part, size uint64, control []byte) (int64, error) {
	if err := j.b.memory.take(j.ctx, int64(size), j.b.memoryAll); err != nil {
		return 0, err
	}
	defer j.b.memory.give(int64(size))
	// With MSG_ZEROCOPY the kernel keeps the pages, and would send what is in them later: they are
	// given to it for good.
	var data []byte
	if m.flags&unix.MSG_ZEROCOPY != 0 && size > 0 {
		var err error
		if data, err = unix.Mmap(-1, 0, int(size), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS); err != nil {
			return 0, unix.ENOBUFS
		}
		defer func() { _ = unix.Munmap(data) }()
	} else {
		data = make([]byte, size)
	}
	have := uint64(0)
	for _, p := range parts {
		n := min(p.length, size-have)
		if n == 0 {
			break
		}
		if _, err := j.n.Memory().ReadAt(data[have:have+n], int64(p.addr)); err != nil {
			return 0, err
		}
		have += n
	}
	var pin runtime.Pinner
	defer pin.Unpin()
	h := &unix.Msghdr{}
	pin.Pin(h)
	if m.to != nil {
		raw := append(slices.Clone(m.to.raw), 0)
		pin.Pin(&raw[0])
		h.Name, h.Namelen = &raw[0], uint32(len(raw)-1)
	}
	if size > 0 {
		iov := &unix.Iovec{Base: &data[0]}
		iov.SetLen(int(size))
		pin.Pin(iov)
		if m.flags&unix.MSG_ZEROCOPY == 0 {
			pin.Pin(&data[0])
		}
		h.Iov, h.Iovlen = iov, 1
	}
	if len(control) > 0 {
		pin.Pin(&control[0])
		h.Control = &control[0]
		h.SetControllen(len(control))
	}
	flags := m.flags | unix.MSG_NOSIGNAL
	args := func(flags int) []uintptr {
		return []uintptr{uintptr(s.fd), uintptr(unsafe.Pointer(h)), uintptr(flags)}
	}
	waits := !s.nonblocking && flags&unix.MSG_DONTWAIT == 0
	foreign := s.domain == unix.AF_UNIX && !j.own
	if foreign {
		if !waits {
			flags |= unix.MSG_DONTWAIT
		}
		n, err := j.byWorker(true, s.interrupted(), unix.SYS_SENDMSG, args(flags)...)
		return int64(n), err
	}
	var done int64
	for {
		a := args(flags | unix.MSG_DONTWAIT)
		var n uintptr
		var errno unix.Errno
		if err := j.as(func() error {
			n, _, errno = unix.Syscall(unix.SYS_SENDMSG, a[0], a[1], a[2])
			return nil
		}); err != nil {
			return 0, err
		}
		if errno == unix.EINTR {
			continue
		}
		if errno != 0 && (errno != unix.EAGAIN || !waits) {
			return 0, errno
		}
		if errno == 0 {
			if done = int64(n); !waits || uint64(n) == size || s.kind != unix.SOCK_STREAM {
				return done, nil
			}
		}
		break
	}
	// The rest waits for room.
	if done > 0 {
		h.Iov.Base = &data[done]
		h.Iov.SetLen(int(size) - int(done))
		h.Control = nil
		h.SetControllen(0)
	}
	n, err := j.byWorker(s.domain == unix.AF_UNIX, s.interrupted(), unix.SYS_SENDMSG, args(flags)...)
	if err != nil {
		if done > 0 {
			return done, nil
		}
		return 0, err
	}
	return done + int64(n), nil
}
