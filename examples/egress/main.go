//go:build linux && cgo

// Egress runs a command that can connect only to where it is allowed to.
//
//	egress -allow example.org:443,192.0.2.1:53 -- curl https://example.org
//
// It shows how to permit some calls of a kind and refuse the others: the supervisor
// copies the arguments once, judges the copy, and makes the call itself, with the
// copy, on the command's own socket. What the command changes afterwards in its
// memory, from another thread, changes nothing.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/launch"
)

// What egress itself exits with, as env(1) does. Else it is the command's status, or
// 128 and the number of the signal that ended it.
const (
	exitFailed   = 125
	exitCannot   = 126
	exitNotFound = 127
)

const usage = `usage: egress [-allow host:port[,host:port...]] [-unix] [-v] [--] command [argument...]

Runs the command. It and its children can connect and send only to the addresses
given; anything else fails with EACCES. Static programs are no exception. io_uring,
raw sockets and SCTP are refused, and so is socketcall, which old 32-bit programs for
x86 need to have sockets at all. What they receive, and the data that they send to
where they may, is not looked at.

  -allow list   where to: a name or an address, and a port, each of which may be
                "*", as in localhost:8080, [::1]:443, 192.0.2.1:* or *:53. Names are
                looked up once, now. May be repeated. Name servers are addresses like
                any other.
  -unix         permit sockets of the file system and abstract ones, too: whoever
                listens there may well be able to connect elsewhere
  -v            say on standard error what is refused

The exit status is that of the command, 128+N where signal N ended it, 127 where
it is not found, 126 where it cannot be run, 125 where egress fails.
`

func main() {
	os.Exit(run())
}

func run() int {
	var p policy
	flags := flag.NewFlagSet("egress", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	flags.Func("allow", "", p.allow)
	flags.BoolVar(&p.unix, "unix", false, "")
	verbose := flags.Bool("v", false, "")
	switch err := flags.Parse(os.Args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitFailed
	case flags.NArg() == 0:
		flags.Usage()
		return exitFailed
	}
	filter, err := newFilter()
	if err != nil {
		return fail(err)
	}
	// Ctrl-C is for the command, which gets it from the terminal. A signal that is
	// caught, unlike one that is ignored, is as ever for the command.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGQUIT)
	terminate := make(chan os.Signal, 1)
	signal.Notify(terminate, syscall.SIGTERM, syscall.SIGHUP)

	cmd := exec.Command(flags.Arg(0), flags.Args()[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		return fail(err)
	}
	go func() {
		for sig := range terminate {
			_ = cmd.Process.Signal(sig)
		}
	}()
	s := &supervisor{policy: &p, verbose: *verbose}
	// It ends with the last of the command's descendants.
	if err := stream.Serve(context.Background(), s.handlers()); err != nil {
		fmt.Fprintln(os.Stderr, "egress:", err)
	}
	stream.Close()
	_ = cmd.Wait()
	if ws := cmd.ProcessState.Sys().(syscall.WaitStatus); ws.Signaled() {
		return 128 + int(ws.Signal())
	}
	return cmd.ProcessState.ExitCode()
}

// newFilter notifies what can address a packet. What could do so without a call that
// can be judged is refused outright.
func newFilter() (*seccomp.ScmpFilter, error) {
	f, err := launch.Notify("socket", "connect", "sendmsg", "sendmmsg")
	if err != nil {
		return nil, err
	}
	sendto, err := seccomp.GetSyscallFromName("sendto")
	if err != nil {
		return nil, err
	}
	// Without an address it goes where the socket has been connected to.
	withAddress := []seccomp.ScmpCondition{{Argument: 4, Op: seccomp.CompareNotEqual, Operand1: 0}}
	if err := f.AddRuleConditional(sendto, seccomp.ActNotify, withAddress); err != nil {
		return nil, err
	}
	refused := map[string]syscall.Errno{
		// It connects and sends by memory that is shared with the kernel.
		"io_uring_setup":    unix.EPERM,
		"io_uring_enter":    unix.EPERM,
		"io_uring_register": unix.EPERM,
		// It would take a socket from outside.
		"pidfd_getfd": unix.EPERM,
	}
	if runtime.GOARCH == "amd64" {
		// The call of 32-bit programs whose arguments are all in memory. Those that
		// are not too old know the others.
		refused["socketcall"] = unix.ENOSYS
	}
	for name, errno := range refused {
		call, err := seccomp.GetSyscallFromName(name)
		if err != nil {
			continue // a libseccomp that is older than the call
		}
		if err := f.AddRule(call, seccomp.ActErrno.SetReturnCode(int16(errno))); err != nil {
			return nil, fmt.Errorf("refusing %s: %w", name, err)
		}
	}
	return f, nil
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "egress:", err)
	switch {
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return exitNotFound
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOEXEC):
		return exitCannot
	default:
		return exitFailed
	}
}
