//go:build !linux

package ociagent

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"

	"github.com/seccompstream/seccompstream"
)

var errUnsupported = fmt.Errorf("seccomp is part of Linux, not of %s: %w", runtime.GOOS, errors.ErrUnsupported)

type socketFile struct{}

func (*socketFile) remove() error { return nil }

func makeSocket(string) (*net.UnixListener, *socketFile, error) { return nil, nil, errUnsupported }

func inherit(*os.File) (*net.UnixListener, *net.UnixConn, error) { return nil, nil, errUnsupported }

func peerOf(*net.UnixConn) (Peer, error) { return Peer{}, errUnsupported }

type message struct {
	l    *Listener
	c    *connection
	left int
}

func receiveContainer(*message, *seccompstream.Config) (*Container, error) {
	return nil, errUnsupported
}

func activated() []*os.File { return nil }
