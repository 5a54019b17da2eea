//go:build linux && cgo

// Virtfile runs a command for which some files are others.
//
//	virtfile /etc/hostname=./mine,/etc/hosts=./hosts -- python3 server.py
//
// It shows how to have a call performed on another file than it names: package broker finds out which file the
// command's path means, in the command's own root and working directory, and this program says which one it is to be
// instead. It is a convenience and no protection: programs are executed as they are.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/examples/internal/cli"
	"github.com/seccompstream/seccompstream/launch"
)

const usage = `usage: virtfile [-v] file=replacement[,file=replacement...] [--] command [argument...]

Runs the command. Where it, or a child of it, opens one of the files, or asks for or
changes its metadata, by whatever path and link, it does that to the replacement
instead. A file need not exist; it is then known by its path alone.

  -v   say on standard error what is replaced

The exit status is that of the command, 128+N where signal N ended it, 127 where
it is not found, 126 where it cannot be run, 125 where virtfile fails.
`

// A replacement is what stands for a file.
type replacement struct {
	file, by string
	open     *os.File // by, with O_PATH
}

// replacer is the policy of the broker.
type replacer struct {
	replacements []replacement
	verbose      bool
}

func main() {
	r := &replacer{}
	flags := cli.Flags("virtfile", usage)
	flags.BoolVar(&r.verbose, "v", false, "")
	cli.Parse(flags)
	if flags.NArg() == 0 {
		cli.Misused(flags, cli.ErrNoCommand)
	}
	if err := r.parse(flags.Arg(0)); err != nil {
		cli.Misused(flags, err)
	}
	args := flags.Args()[1:]
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		cli.Misused(flags, cli.ErrNoCommand)
	}
	b, err := broker.New(r.replace, &broker.Options{
		Free:    broker.Network | broker.Remove | broker.Link,
		Missing: true,
		// This protects nothing; but Landlock rules of the command's own must go on to hold.
		Permit: slices.DeleteFunc(broker.Refused(), func(name string) bool { return strings.HasPrefix(name, "landlock_") }),
	})
	if err != nil {
		cli.Fail("virtfile", err)
	}
	filter, err := b.Filter()
	if err != nil {
		cli.Fail("virtfile", err)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runner := launch.Runner{Supervise: func(ctx context.Context, s *seccompstream.NotificationStream) error { return s.Serve(ctx, b) }}
	status, err := runner.Run(context.Background(), cmd, filter)
	cli.Exit("virtfile", status, errors.Join(err, b.Close()))
}

func (r *replacer) parse(list string) error {
	for item := range strings.SplitSeq(list, ",") {
		file, by, ok := strings.Cut(item, "=")
		if !ok || file == "" || by == "" {
			return fmt.Errorf("%q is not file=replacement", item)
		}
		file, err := filepath.Abs(file)
		if err != nil {
			return err
		}
		fd, err := unix.Open(by, unix.O_PATH|unix.O_CLOEXEC, 0)
		if err != nil {
			return fmt.Errorf("the replacement of %s: %w", file, &os.PathError{Op: "open", Path: by, Err: err})
		}
		r.replacements = append(r.replacements, replacement{file, by, os.NewFile(uintptr(fd), by)})
	}
	return nil
}

// replace puts replacements in the place of files.
func (r *replacer) replace(_ context.Context, q *broker.Request) error {
	if len(q.Accesses) != 1 || q.Accesses[0].What == broker.Create {
		return nil // a directory, or a link: nothing is opened
	}
	a := q.Accesses[0]
	for _, s := range r.replacements {
		var known unix.Stat_t
		exists := unix.Stat(s.file, &known) == nil
		if a.Exists && exists && a.Dev == known.Dev && a.Ino == known.Ino || !a.Exists && a.Path == s.file {
			if r.verbose {
				fmt.Fprintf(os.Stderr, "virtfile: %s by %d: %s is %s\n", q.Call.Name(), q.Call.PID, s.file, s.by)
			}
			return broker.Instead(s.open)
		}
	}
	return nil
}
