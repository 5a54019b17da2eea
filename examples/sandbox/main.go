//go:build linux && cgo

// Sandbox runs a command that can change files only where it is allowed to, and connect only to where it is allowed to.
//
//	sandbox -rw . -rw /tmp -allow example.org:443 -- make
//
// It shows a policy over files and network in one process, for root and ordinary users alike: package broker makes each
// call for the command, on the very objects and addresses that were judged, so that nothing can be exchanged in between.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/examples/internal/cli"
	"github.com/seccompstream/seccompstream/launch"
)

const usage = `usage: sandbox [-rw dir]... [-ro dir]... [-allow host:port[,host:port...]]...
               [-log file] [-q] [--] command [argument...]

Runs the command. It and its children can change files only below the directories of
-rw, and connect and send only to the addresses of -allow. Whatever else would change
a file fails with EROFS, and what would leave the machine with EACCES. They keep the
standard input, output and error that they are given, and may use terminals, /dev/null
and the like, and pipes and sockets of their own.

  -rw dir       files below it can be changed, and sockets in it connected to
  -ro dir       files below it can be read. Without -ro all can; with it, only these and
                those of -rw. Programs and their libraries need to be among them
  -allow list   where to: a name or an address, and a port, each of which may be
                "*", as in localhost:8080, [::1]:443, 192.0.2.1:* or *:53. Names are
                looked up once, now
  -log file     append what is refused to the file, an object of JSON a line
  -q            do not say on a terminal what is refused

What it cannot do: ptrace, mount, chroot, io_uring, Landlock rules of its own, programs
of 32 bits on a machine of 64. That a file exists, and which programs it runs, is not
kept from it.

The exit status is that of the command, 128+N where signal N ended it, 127 where
it is not found, 126 where it cannot be run, 125 where sandbox fails.
`

func main() {
	p := &policy{}
	flags := cli.Flags("sandbox", usage)
	flags.Func("rw", "", p.add(&p.rw))
	flags.Func("ro", "", p.add(&p.ro))
	flags.Func("allow", "", p.addrs.Add)
	logFile := flags.String("log", "", "")
	quiet := flags.Bool("q", false, "")
	cli.Parse(flags)
	if flags.NArg() == 0 {
		cli.Misused(flags, cli.ErrNoCommand)
	}
	handlers, err := logs(*logFile, *quiet)
	if err != nil {
		cli.Fail("sandbox", err)
	}
	p.log = slog.New(several(handlers))
	b, err := broker.New(p.judge, &broker.Options{Free: p.free()})
	if err != nil {
		cli.Fail("sandbox", err)
	}
	filter, err := b.Filter()
	if err != nil {
		cli.Fail("sandbox", err)
	}
	cmd := exec.Command(flags.Arg(0), flags.Args()[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runner := launch.Runner{DieWithMe: true, Supervise: func(ctx context.Context, s *seccompstream.NotificationStream) error {
		return s.Serve(ctx, b)
	}}
	status, err := runner.Run(context.Background(), cmd, filter)
	err = errors.Join(err, b.Close())
	cli.Exit("sandbox", status, err)
}

// logs returns where refusals are told.
func logs(file string, quiet bool) ([]slog.Handler, error) {
	var to []slog.Handler
	if file != "" {
		f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			return nil, fmt.Errorf("-log: %w", err)
		}
		to = append(to, slog.NewJSONHandler(f, nil))
	}
	if info, err := os.Stderr.Stat(); err == nil && !quiet && info.Mode()&os.ModeCharDevice != 0 {
		to = append(to, readable{})
	}
	return to, nil
}

// several tells each of the handlers.
type several []slog.Handler

func (several) Enabled(context.Context, slog.Level) bool { return true }
func (h several) WithAttrs([]slog.Attr) slog.Handler     { return h }
func (h several) WithGroup(string) slog.Handler          { return h }

func (h several) Handle(ctx context.Context, r slog.Record) error {
	var err error
	for _, to := range h {
		err = errors.Join(err, to.Handle(ctx, r))
	}
	return err
}

// readable is a handler that writes a line for people.
type readable struct{}

func (readable) Enabled(context.Context, slog.Level) bool { return true }
func (h readable) WithAttrs([]slog.Attr) slog.Handler     { return h }
func (h readable) WithGroup(string) slog.Handler          { return h }

func (readable) Handle(_ context.Context, r slog.Record) error {
	values := map[string]slog.Value{}
	r.Attrs(func(a slog.Attr) bool { values[a.Key] = a.Value; return true })
	// \r, since the command may have made the terminal raw.
	_, err := fmt.Fprintf(os.Stderr, "sandbox: refused: %v (%v) by %v[%v]\r\n", values["access"], values["call"], values["program"], values["pid"])
	return err
}
