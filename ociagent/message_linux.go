//go:build cgo

package ociagent

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/osfile"
)

const (
	// maxFiles is how many descriptors a message may come with.
	maxFiles = 16
	// readAhead is how much is read at a time. The messages are some hundred bytes long,
	// plus metadata and annotations.
	readAhead = 16 << 10
)

// message reads what a peer sends, and keeps the descriptors that come with it.
type message struct {
	l    *Listener
	c    *connection
	left int // bytes that may still come
	fds  []int
}

// receiveContainer reads one container process state and makes a container of it and
// its descriptors. Where that fails none of them is left open.
func receiveContainer(m *message, cfg *seccompstream.Config) (*Container, error) {
	// Those that the container has taken are negative by then.
	defer func() {
		for _, fd := range m.fds {
			if fd >= 0 {
				osfile.Close(fd)
			}
		}
	}()
	c := &Container{}
	// A decoder returns as soon as the value is complete. The end of the connection is
	// not waited for: it may come with that of the container.
	if err := json.NewDecoder(bufio.NewReaderSize(m, readAhead)).Decode(&c.State); err != nil {
		return nil, decodeError(err)
	}
	listener, err := checkState(&c.State, len(m.fds))
	if err != nil {
		return nil, err
	}
	c.Stream, err = seccompstream.NewNotificationStream(m.fds[listener], cfg)
	if err != nil {
		return nil, err
	}
	m.fds[listener] = -1
	for i, name := range c.State.Fds {
		if i == listener {
			continue
		}
		if c.Files == nil {
			c.Files = map[string]*os.File{}
		}
		// The peer chose what it is.
		c.Files[name], err = osfile.Shared(m.fds[i], name)
		m.fds[i] = -1
		if err != nil {
			delete(c.Files, name)
			_ = c.Close()
			return nil, err
		}
	}
	return c, nil
}

func closeFile(f *os.File) { osfile.CloseFile(f) }

// decodeError says what a decoder's error means here.
func decodeError(err error) error {
	var (
		syntax *json.SyntaxError
		typ    *json.UnmarshalTypeError
	)
	switch {
	case err == io.EOF, err == io.ErrUnexpectedEOF:
		return errors.New("the connection ended within the message")
	case errors.As(err, &syntax), errors.As(err, &typ):
		return fmt.Errorf("not a container process state: %w", err)
	default:
		return err
	}
}

// Read reads from the connection. It is the io.Reader of the decoder.
func (m *message) Read(p []byte) (int, error) {
	if m.left == 0 {
		return 0, fmt.Errorf("the message is longer than %d bytes", m.l.cfg.MaxMessage)
	}
	p = p[:min(len(p), m.left)]
	n, err := m.receive(p)
	if err != nil {
		return 0, err
	}
	m.left -= n
	return n, nil
}

func (m *message) receive(p []byte) (int, error) {
	raw, err := m.c.conn.SyscallConn()
	if err != nil {
		return 0, err
	}
	for {
		var (
			n, oobn, flags int
			rerr           error
		)
		// Room for one more than is allowed, to tell too many from just enough.
		oob := make([]byte, unix.CmsgSpace((maxFiles+1)*4))
		err := raw.Read(func(fd uintptr) bool {
			n, oobn, flags, _, rerr = unix.Recvmsg(int(fd), p, oob, unix.MSG_CMSG_CLOEXEC|unix.MSG_DONTWAIT)
			return rerr != unix.EAGAIN && rerr != unix.EINTR
		})
		if errors.Is(err, os.ErrDeadlineExceeded) {
			if err := m.l.overdue(m.c); err != nil {
				return 0, err
			}
			continue
		}
		if err != nil {
			return 0, err
		}
		if rerr != nil {
			return 0, os.NewSyscallError("recvmsg", rerr)
		}
		first := m.left == m.l.cfg.MaxMessage
		came, err := rights(oob[:oobn])
		m.fds = append(m.fds, came...)
		switch {
		case err != nil:
			return 0, err
		case flags&unix.MSG_CTRUNC != 0:
			return 0, fmt.Errorf("descriptors were lost: there were more than %d, or this process may not open as many", maxFiles)
		case len(m.fds) > maxFiles:
			return 0, fmt.Errorf("more than %d descriptors", maxFiles)
		case len(came) > 0 && !first:
			return 0, errors.New("descriptors came after the beginning of the message")
		case n == 0 && first:
			return 0, errSilent
		case n == 0:
			return 0, io.EOF
		}
		if first {
			m.l.begun(m.c)
		}
		return n, nil
	}
}

// rights returns the descriptors in a control message buffer, also with an error.
func rights(oob []byte) ([]int, error) {
	msgs, err := unix.ParseSocketControlMessage(oob)
	var all []int
	for _, msg := range msgs {
		if msg.Header.Level != unix.SOL_SOCKET {
			continue
		}
		// A connection that was made before its socket's SO_PASSPIDFD was taken back
		// has it still (Linux 6.5): the kernel sends a descriptor that nobody asked for.
		if msg.Header.Type == unix.SCM_PIDFD && len(msg.Data) >= 4 {
			unix.Close(int(int32(binary.NativeEndian.Uint32(msg.Data))))
		}
		if msg.Header.Type != unix.SCM_RIGHTS {
			continue
		}
		fds, perr := unix.ParseUnixRights(&msg)
		all = append(all, fds...)
		err = errors.Join(err, perr)
	}
	return all, err
}
