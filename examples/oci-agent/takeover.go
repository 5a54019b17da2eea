//go:build linux && cgo

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/ociagent"
)

// inheritance is what a predecessor has handed over.
type inheritance struct {
	wire       wire
	containers []*ociagent.Container
	sockets    []*os.File
}

// takeOver gets everything from the agent at the control socket. It returns nil if there
// is none. When it returns, the predecessor has stopped, and goes on unless it hears
// that this one is serving.
func takeOver(o *options, cfg *seccompstream.Config) (*inheritance, error) {
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: o.control, Net: "unix"})
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ECONNREFUSED) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	i := &inheritance{wire: wire{conn: conn, patience: 2 * o.patience}}
	if err := i.receive(cfg); err != nil {
		i.close()
		return nil, err
	}
	return i, nil
}

func (i *inheritance) receive(cfg *seccompstream.Config) error {
	if err := checkPeer(i.wire.conn); err != nil {
		return err
	}
	if err := i.wire.send(frame{Kind: frameHello, Version: wireVersion}); err != nil {
		return err
	}
	for {
		f, files, err := i.wire.receive()
		if err != nil {
			return err
		}
		switch f.Kind {
		case frameContainer:
			if err := i.addContainer(f, files, cfg); err != nil {
				return err
			}
		case frameSockets:
			i.sockets = append(i.sockets, files...)
		case frameEnd:
			closeFiles(files)
			if f.Containers != len(i.containers) || f.Sockets != len(i.sockets) {
				return fmt.Errorf("%d containers and %d sockets came of %d and %d", len(i.containers), len(i.sockets), f.Containers, f.Sockets)
			}
			if err := i.wire.send(frame{Kind: frameReady}); err != nil {
				return err
			}
			_, err := i.wire.expect(frameGo)
			return err
		default:
			closeFiles(files)
			return fmt.Errorf("%q %s", f.Kind, f.Error)
		}
	}
}

// addContainer makes a container of what was handed over. Nothing is received from it yet.
func (i *inheritance) addContainer(f frame, files []*os.File, cfg *seccompstream.Config) error {
	if f.State == nil || len(files) != 1+len(f.Names) {
		closeFiles(files)
		return fmt.Errorf("a container with %d descriptors in the place of %d", len(files), 1+len(f.Names))
	}
	stream, err := openStream(files[0], cfg)
	files[0].Close()
	if err != nil {
		closeFiles(files[1:])
		return err
	}
	c := &ociagent.Container{State: *f.State, Peer: f.Peer, Stream: stream}
	if len(f.Names) > 0 {
		c.Files = map[string]*os.File{}
	}
	for n, name := range f.Names {
		c.Files[name] = files[n+1]
	}
	i.containers = append(i.containers, c)
	return nil
}

// serving tells the predecessor that it can go. If it is gone already that is as well.
func (i *inheritance) serving() { _ = i.wire.send(frame{Kind: frameServing}) }

// close closes what has not been taken out of the inheritance.
func (i *inheritance) close() {
	i.wire.conn.Close()
	closeFiles(i.sockets)
	for _, c := range i.containers {
		_ = c.Close()
	}
}
