//go:build linux && cgo

package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// The successor connects and says ready; the predecessor sends the listener
// (SCM_RIGHTS, unix(7)) and keeps it open until the successor says done: while one of
// them has it open, the targets' calls wait, and do not fail.
var (
	ready = []byte("r")
	given = []byte("g")
	done  = []byte("d")
)

// listen waits for successors at the socket, in the place of whoever did so before.
func listen(socket string) (<-chan *net.UnixConn, error) {
	temporary := fmt.Sprintf("%s.%d", socket, os.Getpid())
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: temporary, Net: "unix"})
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false)
	if err := os.Rename(temporary, socket); err != nil {
		return nil, errors.Join(err, os.Remove(temporary))
	}
	requests := make(chan *net.UnixConn)
	go func() {
		for {
			conn, err := l.AcceptUnix()
			if err != nil {
				return
			}
			// Each by itself: one that says nothing must not keep others waiting.
			go func() {
				if err := admit(conn); err != nil {
					fmt.Fprintln(os.Stderr, "handover: refused:", err)
					conn.Close()
					return
				}
				requests <- conn
			}()
		}
	}()
	return requests, nil
}

// admit checks that a successor may have the listener: with it goes power over the
// targets.
func admit(conn *net.UnixConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var peer *unix.Ucred
	var peerErr error
	if err := raw.Control(func(fd uintptr) {
		peer, peerErr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	}); err != nil {
		return err
	}
	if peerErr != nil {
		return peerErr
	}
	if peer.Uid != 0 && int(peer.Uid) != os.Geteuid() {
		return fmt.Errorf("user %d", peer.Uid)
	}
	return expect(conn, ready)
}

// expect reads what the other side is to say.
func expect(conn *net.UnixConn, what []byte) error {
	if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	b := make([]byte, 1)
	if _, err := conn.Read(b); err != nil {
		return err
	}
	if b[0] != what[0] {
		return fmt.Errorf("%q instead of %q", b, what)
	}
	return nil
}

// handOn gives the listener to the successor, and closes it if that has it.
func handOn(conn *net.UnixConn, f *os.File) error {
	defer conn.Close()
	if err := conn.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, _, err := conn.WriteMsgUnix(given, unix.UnixRights(int(f.Fd())), nil); err != nil {
		return err
	}
	if err := expect(conn, done); err != nil {
		return err
	}
	return f.Close()
}

// takeOver asks the supervisor at the socket for its listener. It is to be told when
// this one is in its place.
func takeOver(socket string) (*os.File, *net.UnixConn, error) {
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: socket, Net: "unix"})
	if err != nil {
		return nil, nil, err
	}
	if _, err = conn.Write(ready); err != nil {
		return nil, nil, errors.Join(err, conn.Close())
	}
	b, oob := make([]byte, 1), make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := conn.ReadMsgUnix(b, oob) // sets close-on-exec
	var fds []int
	if err == nil {
		var messages []unix.SocketControlMessage
		if messages, err = unix.ParseSocketControlMessage(oob[:n]); err == nil && len(messages) == 1 {
			fds, err = unix.ParseUnixRights(&messages[0])
		}
	}
	if err == nil && len(fds) != 1 {
		err = fmt.Errorf("%d descriptors instead of the listener", len(fds))
	}
	if err != nil {
		return nil, nil, errors.Join(err, conn.Close())
	}
	return os.NewFile(uintptr(fds[0]), "listener"), conn, nil
}
