//go:build linux && cgo

package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/ociagent"
)

// A frame is what an agent and its successor tell each other: four bytes of length and
// then JSON. Descriptors (SCM_RIGHTS, unix(7)) come with the length.
type frame struct {
	Kind frameKind
	// Version is that of the hand-over, with frameHello.
	Version int `json:",omitempty"`
	// State, Peer and the Names of files beside the listener are a container's.
	State *specs.ContainerProcessState `json:",omitempty"`
	Peer  ociagent.Peer                `json:",omitzero"`
	Names []string                     `json:",omitempty"`
	// Containers and Sockets are how many there were, with frameEnd.
	Containers, Sockets int `json:",omitempty"`
	// Error is why nothing is handed over, with frameRefused.
	Error string `json:",omitempty"`
}

type frameKind string

// The successor says hello, gets all containers and sockets, and says that it is ready:
// so far it has received from none of them, and the predecessor can go on as before. With
// go it may begin; when it says that it is serving, the predecessor is done.
const (
	frameHello     frameKind = "hello"
	frameRefused   frameKind = "refused"
	frameContainer frameKind = "container"
	frameSockets   frameKind = "sockets"
	frameEnd       frameKind = "end"
	frameReady     frameKind = "ready"
	frameGo        frameKind = "go"
	frameServing   frameKind = "serving"
)

const (
	// wireVersion is that of the frames.
	wireVersion = 1
	// maxFrame is more than the largest state that ociagent takes.
	maxFrame = 4 << 20
	// maxRights is how many descriptors are sent at a time; SCM_MAX_FD is 253.
	maxRights = 200
)

// wire is a connection between an agent and its successor.
type wire struct {
	conn *net.UnixConn
	// patience is how long each step may take.
	patience time.Duration
	// until, unless zero, is when all of them must be done.
	until time.Time
}

func (w wire) deadline() time.Time {
	if !w.until.IsZero() {
		return w.until
	}
	return time.Now().Add(w.patience)
}

func (w wire) send(f frame, files ...*os.File) error {
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if err := w.conn.SetWriteDeadline(w.deadline()); err != nil {
		return err
	}
	fds := make([]int, len(files))
	for i, file := range files {
		fds[i] = int(file.Fd())
	}
	var rights []byte
	if len(fds) > 0 {
		rights = unix.UnixRights(fds...)
	}
	length := binary.BigEndian.AppendUint32(nil, uint32(len(b)))
	if _, _, err := w.conn.WriteMsgUnix(length, rights, nil); err != nil {
		return err
	}
	_, err = w.conn.Write(b)
	return err
}

// receive returns the next frame and the files that came with it, which are the
// caller's.
func (w wire) receive() (frame, []*os.File, error) {
	if err := w.conn.SetReadDeadline(w.deadline()); err != nil {
		return frame{}, nil, err
	}
	length, oob := make([]byte, 4), make([]byte, unix.CmsgSpace(4*maxRights))
	n, oobn, flags, _, err := w.conn.ReadMsgUnix(length, oob) // sets close-on-exec
	if err != nil {
		return frame{}, nil, err
	}
	files, err := filesOf(oob[:oobn])
	switch {
	case err != nil:
	case n == 0:
		err = io.EOF
	case flags&unix.MSG_CTRUNC != 0:
		err = errors.New("descriptors were lost")
	default:
		_, err = io.ReadFull(w.conn, length[n:])
	}
	var f frame
	if err == nil {
		err = w.receiveBody(binary.BigEndian.Uint32(length), &f)
	}
	if err != nil {
		closeFiles(files)
		return frame{}, nil, err
	}
	return f, files, nil
}

func (w wire) receiveBody(length uint32, f *frame) error {
	if length > maxFrame {
		return fmt.Errorf("a frame of %d bytes", length)
	}
	b := make([]byte, length)
	if _, err := io.ReadFull(w.conn, b); err != nil {
		return err
	}
	return json.Unmarshal(b, f)
}

// expect receives a frame of a kind that comes without files.
func (w wire) expect(kind frameKind) (frame, error) {
	f, files, err := w.receive()
	closeFiles(files)
	switch {
	case err != nil:
		return f, fmt.Errorf("waiting for %q: %w", kind, err)
	case f.Kind == frameRefused:
		return f, fmt.Errorf("refused: %s", f.Error)
	case f.Kind != kind:
		return f, fmt.Errorf("%q instead of %q", f.Kind, kind)
	}
	return f, nil
}

// filesOf returns the files in control messages.
func filesOf(oob []byte) ([]*os.File, error) {
	messages, err := unix.ParseSocketControlMessage(oob)
	if err != nil {
		return nil, err
	}
	var files []*os.File
	for _, m := range messages {
		fds, err := unix.ParseUnixRights(&m)
		if err != nil {
			continue // of another type
		}
		for _, fd := range fds {
			files = append(files, os.NewFile(uintptr(fd), "handed over"))
		}
	}
	return files, nil
}

// checkPeer reports whether the other side may have power over the containers, or give it:
// root and the agent's own user.
func checkPeer(conn *net.UnixConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var cred *unix.Ucred
	var cerr error
	if err := raw.Control(func(fd uintptr) {
		cred, cerr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	}); err != nil {
		return err
	}
	if cerr != nil {
		return os.NewSyscallError("getsockopt", cerr)
	}
	return ociagent.Owner(ociagent.Peer{PID: int(cred.Pid), UID: cred.Uid, GID: cred.Gid})
}
