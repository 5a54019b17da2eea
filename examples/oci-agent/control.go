//go:build linux && cgo

package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
)

// control is the socket at which a successor asks to take over.
type control struct {
	listener *net.UnixListener
	path     string
	// requests are those who may take over and have said hello. Whoever takes a connection
	// from it closes it.
	requests chan *net.UnixConn
	done     chan struct{}
	working  sync.WaitGroup
}

// listenControl listens in the place of whoever did so before: that is the predecessor.
func listenControl(o *options, logger *slog.Logger) (*control, error) {
	temporary := fmt.Sprintf("%s.%d", o.control, os.Getpid())
	_ = os.Remove(temporary)
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: temporary, Net: "unix"})
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false)
	// Peers are asked who they are besides.
	err = os.Chmod(temporary, 0o600)
	if err == nil {
		err = os.Rename(temporary, o.control)
	}
	if err != nil {
		l.Close()
		return nil, errors.Join(err, os.Remove(temporary))
	}
	c := &control{listener: l, path: o.control, requests: make(chan *net.UnixConn), done: make(chan struct{})}
	c.working.Go(func() {
		for {
			conn, err := l.AcceptUnix()
			if err != nil {
				return
			}
			// Each by itself: one that says nothing keeps nobody waiting.
			c.working.Go(func() { c.admit(conn, o, logger) })
		}
	})
	return c, nil
}

// admit passes on a connection whose peer may take over.
func (c *control) admit(conn *net.UnixConn, o *options, logger *slog.Logger) {
	err := checkPeer(conn)
	if err == nil {
		var f frame
		f, err = wire{conn: conn, patience: o.patience}.expect(frameHello)
		if err == nil && f.Version != wireVersion {
			err = fmt.Errorf("version %d of the hand-over, this is %d", f.Version, wireVersion)
			_ = wire{conn: conn, patience: o.patience}.send(frame{Kind: frameRefused, Error: err.Error()})
		}
	}
	if err != nil {
		logger.Warn("a successor was refused", "error", err)
		conn.Close()
		return
	}
	select {
	case c.requests <- conn:
	case <-c.done:
		conn.Close()
	}
}

// close ends the control socket, and removes its file unless it is a successor's by now.
func (c *control) close(handedOver bool) {
	if !handedOver {
		_ = os.Remove(c.path)
	}
	close(c.done)
	c.listener.Close()
	c.working.Wait()
}
