//go:build linux && cgo

package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// supervisor makes the permitted calls for the command.
type supervisor struct {
	policy  *policy
	verbose bool
}

func (s *supervisor) handlers() seccompstream.Handler {
	calls := map[string]func(context.Context, seccompstream.Notification) (int64, error){
		"connect":  s.connect,
		"sendto":   s.sendto,
		"sendmsg":  s.sendmsg,
		"sendmmsg": s.sendmmsg,
	}
	return seccompstream.HandlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		name := n.Name()
		if name == "socket" {
			// Three numbers, which are the kernel's own copy: here Continue is safe.
			if permitsSocket(int32(n.Args[0]), int32(n.Args[1]), int32(n.Args[2])) {
				return seccompstream.Continue()
			}
			s.refuse(n, fmt.Sprintf("a socket of family %d, type %d, protocol %d", int32(n.Args[0]), int32(n.Args[1]), int32(n.Args[2])))
			return seccompstream.Error(unix.EACCES)
		}
		call := calls[name]
		if call == nil {
			return seccompstream.Error(unix.ENOSYS)
		}
		// An error without an errno is a mistake of ours, and the call fails with EIO.
		val, err := call(ctx, n)
		if err != nil {
			return seccompstream.Error(err)
		}
		return seccompstream.Success(val)
	})
}

func (s *supervisor) refuse(n seccompstream.Notification, what string) {
	if s.verbose {
		fmt.Fprintf(os.Stderr, "egress: %s by %d: refused: %s\n", n.Name(), n.PID, what)
	}
}

// address reads an address, judges it, and returns what may be used.
func (s *supervisor) address(n seccompstream.Notification, addr, length uint64) (unix.Sockaddr, error) {
	sa, err := n.Memory().ReadSockaddr(addr, length)
	if errors.Is(err, unix.EAFNOSUPPORT) {
		s.refuse(n, "an address of another family")
		return nil, unix.EACCES
	}
	if err != nil {
		return nil, err
	}
	if !s.policy.permits(sa) {
		s.refuse(n, fmt.Sprintf("%+v", sa))
		return nil, unix.EACCES
	}
	return sa, nil
}

// located returns the address for the supervisor to use. The path of a socket is the
// command's, whose root and working directory may be others. unlocate follows the use.
func located(n seccompstream.Notification, sa unix.Sockaddr, addr uint64) (_ unix.Sockaddr, unlocate func(), err error) {
	u, ok := sa.(*unix.SockaddrUnix)
	if !ok || u.Name == "" || u.Name[0] == '@' {
		return sa, func() {}, nil
	}
	n.Args[0] = addr + 2 // after the family
	f, err := n.OpenPath(-1, 0, seccompstream.OpenHow{Flags: unix.O_PATH})
	if err != nil {
		return nil, nil, err
	}
	return &unix.SockaddrUnix{Name: fmt.Sprintf("/proc/self/fd/%d", f.Fd())}, func() { f.Close() }, nil
}

func (s *supervisor) connect(ctx context.Context, n seccompstream.Notification) (int64, error) {
	if int32(n.Args[2]) >= 2 {
		// AF_UNSPEC undoes a connection, and the length is all that it needs.
		if family, err := seccompstream.ReadStruct[uint16](n.Memory(), n.Args[1]); err == nil && family == unix.AF_UNSPEC {
			return s.disconnect(n)
		}
	}
	sa, err := s.address(n, n.Args[1], n.Args[2])
	if err != nil {
		return 0, err
	}
	sock, err := n.GetFD(int(int32(n.Args[0])))
	if err != nil {
		return 0, err
	}
	defer sock.Close()
	sa, unlocate, err := located(n, sa, n.Args[1])
	if err != nil {
		return 0, err
	}
	defer unlocate()
	fd := int(sock.Fd())
	// Connecting may take minutes. When the command is killed meanwhile, nobody waits
	// for the connection any more, and this ends it.
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(ended)
		_ = unix.Shutdown(fd, unix.SHUT_RDWR)
	})
	defer runtime.KeepAlive(sock)
	for again := false; ; again = true {
		// On a non-blocking socket this is EINPROGRESS, and the command waits itself.
		err = unix.Connect(fd, sa)
		if err != unix.EINTR {
			if again && err == unix.EISCONN {
				err = nil
			}
			break
		}
	}
	if !stop() {
		<-ended // until then the descriptor must stay what it is
		return 0, unix.EINTR
	}
	return 0, err
}

// disconnect makes a socket forget where it was connected to.
func (s *supervisor) disconnect(n seccompstream.Notification) (int64, error) {
	sock, err := n.GetFD(int(int32(n.Args[0])))
	if err != nil {
		return 0, err
	}
	defer sock.Close()
	nowhere := unix.RawSockaddr{Family: unix.AF_UNSPEC}
	_, _, errno := unix.Syscall(unix.SYS_CONNECT, sock.Fd(), uintptr(unsafe.Pointer(&nowhere)), unsafe.Sizeof(nowhere))
	if errno != 0 {
		return 0, errno
	}
	return 0, nil
}

// message is what is sent, copied.
type message struct {
	to       unix.Sockaddr
	where    uint64 // to, in the command's memory
	data     []byte
	more     bool // data is not all
	control  []byte
	received []*os.File // the descriptors in control
}

func (m *message) close() {
	for _, f := range m.received {
		f.Close()
	}
}

// What is copied of one message at the most. A stream takes less than it is
// offered anyway.
const maxData = 1 << 20

func (s *supervisor) sendto(ctx context.Context, n seccompstream.Notification) (int64, error) {
	to, err := s.address(n, n.Args[4], n.Args[5])
	if err != nil {
		return 0, err
	}
	m := &message{to: to, where: n.Args[4]}
	if err := m.read(n, n.Args[1], n.Args[2]); err != nil {
		return 0, err
	}
	return s.send(ctx, n, m, int(int32(n.Args[3])))
}

// read appends bytes of the command's memory to the data.
func (m *message) read(n seccompstream.Notification, addr, length uint64) error {
	if room := uint64(maxData - len(m.data)); length > room {
		length, m.more = room, true
	}
	have := len(m.data)
	m.data = append(m.data, make([]byte, length)...)
	_, err := n.Memory().ReadAt(m.data[have:], int64(addr))
	return err
}

func (s *supervisor) sendmsg(ctx context.Context, n seccompstream.Notification) (int64, error) {
	m, err := s.message(n, n.Args[1])
	if err != nil {
		return 0, err
	}
	defer m.close()
	return s.send(ctx, n, m, int(int32(n.Args[2])))
}

func (s *supervisor) sendmmsg(ctx context.Context, n seccompstream.Notification) (int64, error) {
	header := headerSize(n)
	size := header + uint64(n.PointerSize()) // a length, padded
	var sent int64
	for range min(uint32(n.Args[2]), 1024) { // UIO_MAXIOV
		at := n.Args[1] + uint64(sent)*size
		m, err := s.message(n, at)
		var count int64
		if err == nil {
			count, err = s.send(ctx, n, m, int(int32(n.Args[3])))
			m.close()
		}
		if err == nil {
			var b [4]byte
			binary.NativeEndian.PutUint32(b[:], uint32(count))
			_, err = n.Memory().WriteAt(b[:], int64(at+header))
		}
		if err != nil {
			if sent > 0 {
				break // the next call will tell
			}
			return 0, err
		}
		sent++
	}
	return sent, nil
}

// headerSize is that of a struct msghdr of the command's.
func headerSize(n seccompstream.Notification) uint64 {
	if n.PointerSize() == 4 {
		return 28
	}
	return 56
}

// message copies a message and judges its address.
func (s *supervisor) message(n seccompstream.Notification, addr uint64) (_ *message, err error) {
	mem := n.Memory()
	// Of either width: name, its length, iov, its length, control, its length, flags.
	var h struct{ name, nameLen, iov, iovLen, control, controlLen uint64 }
	wide := n.PointerSize() == 8
	if wide {
		w, err := seccompstream.ReadStruct[[6]uint64](mem, addr)
		if err != nil {
			return nil, err
		}
		h.name, h.nameLen, h.iov, h.iovLen, h.control, h.controlLen = w[0], w[1]&0xffffffff, w[2], w[3], w[4], w[5]
	} else {
		w, err := seccompstream.ReadStruct[[6]uint32](mem, addr)
		if err != nil {
			return nil, err
		}
		h.name, h.nameLen, h.iov, h.iovLen, h.control, h.controlLen = uint64(w[0]), uint64(w[1]), uint64(w[2]), uint64(w[3]), uint64(w[4]), uint64(w[5])
	}
	m := &message{where: h.name}
	defer func() {
		if err != nil {
			m.close()
		}
	}()
	if h.name != 0 && h.nameLen != 0 {
		// The kernel takes a longer one, too, and cuts it off.
		if m.to, err = s.address(n, h.name, min(h.nameLen, 128)); err != nil {
			return nil, err
		}
	}
	if h.iovLen > 1024 { // UIO_MAXIOV
		return nil, unix.EMSGSIZE
	}
	for i := range h.iovLen {
		var base, length uint64
		if wide {
			v, err := seccompstream.ReadStruct[[2]uint64](mem, h.iov+16*i)
			if err != nil {
				return nil, err
			}
			base, length = v[0], v[1]
		} else {
			v, err := seccompstream.ReadStruct[[2]uint32](mem, h.iov+8*i)
			if err != nil {
				return nil, err
			}
			base, length = uint64(v[0]), uint64(v[1])
		}
		if err := m.read(n, base, length); err != nil {
			return nil, err
		}
	}
	if h.control != 0 && h.controlLen != 0 {
		if err := m.readControl(n, h.control, h.controlLen); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// readControl copies the control messages. Descriptors among them become ours, since
// it is us who passes them on.
func (m *message) readControl(n seccompstream.Notification, addr, length uint64) error {
	if n.PointerSize() != int(unsafe.Sizeof(uintptr(0))) {
		return unix.EINVAL // they are laid out differently
	}
	if length > 1<<16 {
		return unix.ENOBUFS
	}
	b := make([]byte, length)
	if _, err := n.Memory().ReadAt(b, int64(addr)); err != nil {
		return err
	}
	messages, err := unix.ParseSocketControlMessage(b)
	if err != nil {
		return unix.EINVAL
	}
	for _, c := range messages {
		if c.Header.Level == unix.SOL_SOCKET && c.Header.Type == unix.SCM_RIGHTS {
			for i := 0; i+4 <= len(c.Data); i += 4 {
				f, err := n.GetFD(int(int32(binary.NativeEndian.Uint32(c.Data[i:]))))
				if err != nil {
					return err
				}
				m.received = append(m.received, f)
				binary.NativeEndian.PutUint32(c.Data[i:], uint32(f.Fd())) // which is in b
			}
		}
	}
	m.control = b
	return nil
}

// send sends a message as the command's own call would, on its socket.
func (s *supervisor) send(ctx context.Context, n seccompstream.Notification, m *message, flags int) (int64, error) {
	if flags&unix.MSG_FASTOPEN != 0 {
		return 0, unix.EOPNOTSUPP // programs connect, then
	}
	sock, err := n.GetFD(int(int32(n.Args[0])))
	if err != nil {
		return 0, err
	}
	defer sock.Close()
	to, unlocate, err := located(n, m.to, m.where)
	if err != nil {
		return 0, err
	}
	defer unlocate()
	fd := int(sock.Fd())
	kind, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil {
		return 0, err
	}
	stream := kind == unix.SOCK_STREAM
	if m.more && !stream {
		return 0, unix.EMSGSIZE
	}
	mode, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		return 0, err
	}
	waits := mode&unix.O_NONBLOCK == 0 && flags&unix.MSG_DONTWAIT == 0
	data, control, sent := m.data, m.control, 0
	for {
		// Waiting is done here, so that it ends when nobody waits for it any more.
		var count int
		count, err = unix.SendmsgN(fd, data, control, to, flags|unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL)
		if err == nil {
			data, control, sent = data[count:], nil, sent+count
			if len(data) == 0 || !stream || !waits {
				break
			}
			continue
		}
		if err == unix.EINTR {
			continue
		}
		if err != unix.EAGAIN || !waits {
			break
		}
		if ctx.Err() != nil {
			return 0, unix.EINTR
		}
		if _, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}, 100); err != nil && err != unix.EINTR {
			return 0, err
		}
	}
	runtime.KeepAlive(sock)
	runtime.KeepAlive(m)
	switch {
	case sent > 0:
		return int64(sent), nil
	case err == unix.EPIPE && stream && flags&unix.MSG_NOSIGNAL == 0:
		if pidfd, err := n.PIDFD(); err == nil {
			_ = unix.PidfdSendSignal(pidfd, unix.SIGPIPE, nil, 0)
			unix.Close(pidfd)
		}
	}
	return 0, err
}
