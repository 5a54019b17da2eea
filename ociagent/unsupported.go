//go:build !linux || !cgo

package ociagent

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"

	"github.com/seccompstream/seccompstream"
)

// errUnsupported says what is missing: without cgo a listener could be received, and not
// be served.
var errUnsupported = func() error {
	if runtime.GOOS != "linux" {
		return fmt.Errorf("seccomp is part of Linux, not of %s: %w", runtime.GOOS, errors.ErrUnsupported)
	}
	return fmt.Errorf("built without cgo, which libseccomp needs (CGO_ENABLED=1 and a C compiler): %w", errors.ErrUnsupported)
}()

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

func closeFile(f *os.File) { f.Close() }
