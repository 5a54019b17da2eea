//go:build linux && cgo

// Egress runs a command that can connect only to where it is allowed to.
//
//	egress -allow example.org:443,192.0.2.1:53 -- curl https://example.org
//
// It shows how to permit some calls of a kind and refuse the others: package broker copies the
// arguments once, has the copy judged, and makes the call itself, with the copy, on the command's own
// socket. What the command changes afterwards in its memory, from another thread, changes nothing.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/examples/internal/addrs"
	"github.com/seccompstream/seccompstream/examples/internal/cli"
	"github.com/seccompstream/seccompstream/launch"
)

const usage = `usage: egress [-allow host:port[,host:port...]] [-unix] [-v] [--] command [argument...]

Runs the command. It and its children can connect and send only to the addresses
given; anything else fails with EACCES. Static programs are no exception. io_uring,
ptrace, raw sockets, SCTP, source routes, Landlock rules of the command's own and programs
of 32 bits on a machine of 64 are refused. What they receive, and the data that they
send to where they may, is not looked at.

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

// policy says where to a command may connect and send.
type policy struct {
	addrs         addrs.List
	unix, verbose bool
}

func main() {
	p := &policy{}
	flags := cli.Flags("egress", usage)
	flags.Func("allow", "", p.addrs.Add)
	flags.BoolVar(&p.unix, "unix", false, "")
	flags.BoolVar(&p.verbose, "v", false, "")
	cli.Parse(flags)
	if flags.NArg() == 0 {
		cli.Misused(flags, cli.ErrNoCommand)
	}
	opts := &broker.Options{Free: broker.Files | broker.Bind}
	if !p.unix {
		// Where paths of sockets mean nothing, they may be made to mean what they like.
		opts.Permit = []string{"chroot", "pivot_root", "mount", "umount2"}
	}
	b, err := broker.New(p.judge, opts)
	if err != nil {
		cli.Fail("egress", err)
	}
	filter, err := b.Filter()
	if err != nil {
		cli.Fail("egress", err)
	}
	cmd := exec.Command(flags.Arg(0), flags.Args()[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	// It ends with the last of the command's descendants.
	runner := launch.Runner{Supervise: func(ctx context.Context, s *seccompstream.NotificationStream) error { return s.Serve(ctx, b) }}
	status, err := runner.Run(context.Background(), cmd, filter)
	cli.Exit("egress", status, errors.Join(err, b.Close()))
}

// judge is the policy of the broker.
func (p *policy) judge(_ context.Context, r *broker.Request) error {
	for _, a := range r.Accesses {
		if !p.permits(a) {
			if p.verbose {
				fmt.Fprintf(os.Stderr, "egress: %s by %d: refused: %v\n", r.Call.Name(), r.Call.PID, a)
			}
			return unix.EACCES
		}
	}
	return nil
}

func (p *policy) permits(a broker.Access) bool {
	switch {
	case a.What&broker.Socket != 0:
		return true // it can do nothing yet
	case a.Addr.IsValid():
		return p.addrs.Permits(a.Addr)
	case a.Domain == unix.AF_UNIX:
		return p.unix
	default:
		return a.Domain == unix.AF_NETLINK // the kernel itself, which C libraries ask for the host's addresses
	}
}
