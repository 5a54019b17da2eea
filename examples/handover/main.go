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
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/examples/internal/cli"
	"github.com/seccompstream/seccompstream/launch"
)

// patience is for how long the targets' calls may go without a supervisor when the one
// that asked to take over does not do it.
const patience = 500 * time.Millisecond

const usage = `usage: handover -socket path [-e names] [--] [command [argument...]]

Runs the command and supervises it, until another handover with the same socket and no
command takes over. The command notices nothing.

  -socket path   where the next supervisor asks for the listener
  -e names       the calls to supervise: mkdir,mkdirat if not given

The exit status is that of the command, 128+N where signal N ended it, 127 where it is
not found, 126 where it cannot be run, 125 where handover fails, and 0 of a supervisor
that has taken over or was replaced.
`

func main() {
	flags := cli.Flags("handover", usage)
	socket := flags.String("socket", "", "")
	calls := flags.String("e", "mkdir,mkdirat", "")
	cli.Parse(flags)
	if *socket == "" {
		cli.Misused(flags, errors.New("-socket is needed"))
	}
	if flags.NArg() == 0 {
		cli.Fail("handover", succeed(*socket))
	}
	filter, err := launch.Notify(strings.Split(*calls, ",")...)
	if err != nil {
		cli.Fail("handover", err)
	}
	cmd := exec.Command(flags.Arg(0), flags.Args()[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runner := launch.Runner{Supervise: func(ctx context.Context, stream *seccompstream.NotificationStream) error {
		return serve(ctx, stream, *socket, nil)
	}}
	status, err := runner.Run(context.Background(), cmd, filter)
	cli.Exit("handover", status, err)
}

// succeed takes over from the supervisor at the socket.
func succeed(socket string) error {
	f, predecessor, err := takeOver(socket)
	if err != nil {
		return err
	}
	stream, err := open(f)
	if err != nil {
		return err
	}
	if err := serve(context.Background(), stream, socket, predecessor); !errors.Is(err, launch.ErrHandedOver) {
		return err
	}
	return nil
}

// serve answers until the stream ends, or another supervisor has taken over, for
// which the error is [launch.ErrHandedOver].
func serve(ctx context.Context, stream *seccompstream.NotificationStream, socket string, predecessor *net.UnixConn) error {
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
		go func() { served <- stream.Serve(ctx, handler) }()
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
				return launch.ErrHandedOver
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
