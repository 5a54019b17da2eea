//go:build linux && cgo

// Handover supervises a command, and lets another process of this program go on in its
// place, for instance a newer version, while the command runs and notices nothing.
//
//	handover -socket /run/h.sock -e mkdir,mkdirat -- make   # supervises make
//	handover -socket /run/h.sock                            # takes over from it
//
// Every call is answered with Continue, and counted: the point is who answers.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// patience is for how long the targets' calls may go without a supervisor when the one
// that asked to take over does not do it.
const patience = 500 * time.Millisecond

func main() {
	socket := flag.String("socket", "", "path of the unix `socket` where the next supervisor asks for the listener")
	calls := flag.String("e", "mkdir,mkdirat", "`names` of the calls to supervise")
	flag.Parse()
	if *socket == "" {
		fmt.Fprintln(os.Stderr, "handover: -socket is needed")
		os.Exit(2)
	}
	if err := run(*socket, *calls, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "handover:", err)
		os.Exit(1)
	}
}

func run(socket, calls string, command []string) error {
	var stream *seccompstream.NotificationStream
	var predecessor *net.UnixConn
	var err error
	if len(command) > 0 {
		stream, err = start(calls, command)
	} else {
		var f *os.File
		if f, predecessor, err = takeOver(socket); err == nil {
			stream, err = open(f)
		}
	}
	if err != nil {
		return err
	}
	defer func() { stream.Close() }()
	// The socket is in place before the predecessor goes, so that there is always one.
	requests, err := listen(socket)
	if err != nil {
		return err
	}
	if predecessor != nil {
		_, _ = predecessor.Write(done) // if it is gone already that is as well
		predecessor.Close()
	}
	for {
		served := make(chan error, 1)
		go func() { served <- stream.Serve(context.Background(), handler) }()
		select {
		case err := <-served:
			report(stream)
			return err
		case conn := <-requests:
			f, err := stream.Detach(context.Background())
			report(stream)
			if err == io.EOF { // nobody is left to be supervised
				return nil
			}
			if err != nil {
				return err
			}
			err = handOn(conn, f)
			if err == nil {
				return nil
			}
			fmt.Fprintln(os.Stderr, "handover: going on:", err)
			if stream, err = open(f); err != nil {
				return err
			}
		}
	}
}

var handler = seccompstream.HandlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
	return seccompstream.Continue()
})

func report(stream *seccompstream.NotificationStream) {
	fmt.Fprintf(os.Stderr, "handover[%d]: %d calls answered\n", os.Getpid(), stream.Stats().Answered)
}

// start starts the command under a filter.
func start(calls string, command []string) (*seccompstream.NotificationStream, error) {
	filter, err := launch.Notify(strings.Split(calls, ",")...)
	if err != nil {
		return nil, err
	}
	defer filter.Release()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	stream, err := launch.Start(cmd, filter, nil)
	if err == nil {
		go func() { _ = cmd.Wait() }() // the stream ends with it
	}
	return stream, err
}

// open makes a stream of a listener that was handed on, and closes the file.
func open(f *os.File) (*seccompstream.NotificationStream, error) {
	defer f.Close()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("fcntl", err)
	}
	stream, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		unix.Close(fd)
	}
	return stream, err
}
