//go:build linux && cgo

// Virtfile runs a command for which some files are others.
//
//	virtfile /etc/hostname=./mine,/etc/hosts=./hosts -- python3 server.py
//
// It shows how to answer a call with a descriptor: the supervisor finds out which file
// the command's path means, in the command's own root and working directory, and opens
// another in its place. It is a convenience and no protection: opens of all other
// files are answered with Continue, after which the kernel reads the path again.
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
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// What virtfile itself exits with, as env(1) does. Else it is the command's status, or
// 128 and the number of the signal that ended it.
const (
	exitFailed   = 125
	exitCannot   = 126
	exitNotFound = 127
)

const usage = `usage: virtfile [-v] file=replacement[,file=replacement...] [--] command [argument...]

Runs the command. Where it, or a child of it, opens one of the files, by whatever
path and link, it gets the replacement instead, opened the same way. A file need not
exist; it is then known by its path alone.

  -v   say on standard error what is replaced

The exit status is that of the command, 128+N where signal N ended it, 127 where
it is not found, 126 where it cannot be run, 125 where virtfile fails.
`

func main() {
	os.Exit(run())
}

func run() int {
	flags := flag.NewFlagSet("virtfile", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	verbose := flags.Bool("v", false, "")
	switch err := flags.Parse(os.Args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitFailed
	}
	args := flags.Args()
	if len(args) > 1 && args[1] == "--" {
		args = append(args[:1:1], args[2:]...)
	}
	if len(args) < 2 {
		flags.Usage()
		return exitFailed
	}
	s := &supervisor{verbose: *verbose}
	if err := s.parse(args[0]); err != nil {
		return fail(err)
	}
	var names []string
	for name := range opens {
		names = append(names, name)
	}
	filter, err := launch.Notify(names...)
	if err != nil {
		return fail(err)
	}
	// Ctrl-C is for the command, which gets it from the terminal. A signal that is
	// caught, unlike one that is ignored, is as ever for the command.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGQUIT)
	terminate := make(chan os.Signal, 1)
	signal.Notify(terminate, syscall.SIGTERM, syscall.SIGHUP)

	cmd := exec.Command(args[1], args[2:]...)
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
	// It ends with the last of the command's descendants.
	if err := stream.Serve(context.Background(), seccompstream.HandlerFunc(s.open)); err != nil {
		fmt.Fprintln(os.Stderr, "virtfile:", err)
	}
	stream.Close()
	_ = cmd.Wait()
	if ws := cmd.ProcessState.Sys().(syscall.WaitStatus); ws.Signaled() {
		return 128 + int(ws.Signal())
	}
	return cmd.ProcessState.ExitCode()
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "virtfile:", err)
	switch {
	case errors.Is(err, errUsage):
		return exitFailed
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return exitNotFound
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOEXEC):
		return exitCannot
	default:
		return exitFailed
	}
}

// opens has the calls that open files, and where their arguments are: the directory's
// descriptor or -1, the path, and the flags or, for openat2, a structure that has them.
var opens = map[string]struct{ dirfd, path, flags int }{
	"open":    {-1, 0, 1},
	"creat":   {-1, 0, -1},
	"openat":  {0, 1, 2},
	"openat2": {0, 1, 2},
}

// A replacement is what stands for a file.
type replacement struct {
	file, by string
}

type supervisor struct {
	replacements []replacement
	verbose      bool
}

var errUsage = errors.New("not as expected")

func (s *supervisor) parse(list string) error {
	for item := range strings.SplitSeq(list, ",") {
		file, by, ok := strings.Cut(item, "=")
		if !ok || file == "" || by == "" {
			return fmt.Errorf("%w: %q is not file=replacement", errUsage, item)
		}
		file, err := filepath.Abs(file)
		if err != nil {
			return err
		}
		if by, err = filepath.Abs(by); err != nil {
			return err
		}
		if _, err := os.Stat(by); err != nil {
			return fmt.Errorf("%w: the replacement of %s: %w", errUsage, file, err)
		}
		s.replacements = append(s.replacements, replacement{file, by})
	}
	return nil
}

// open handles every call that opens a file.
func (s *supervisor) open(_ context.Context, n seccompstream.Notification) seccompstream.Response {
	call := opens[n.Name()]
	r, err := s.replacement(n, call.dirfd, call.path)
	if err != nil || r == nil {
		// The kernel will say what is wrong with a path that we cannot read, too.
		return seccompstream.Continue()
	}
	flags, err := openFlags(n, call.flags)
	if err != nil {
		return seccompstream.Error(err)
	}
	if s.verbose {
		fmt.Fprintf(os.Stderr, "virtfile: %s by %d: %s is %s\n", n.Name(), n.PID, r.file, r.by)
	}
	if flags&(unix.O_CREAT|unix.O_EXCL) == unix.O_CREAT|unix.O_EXCL {
		return seccompstream.Error(unix.EEXIST)
	}
	// It exists, and whether it is a link matters to nobody.
	const dropped = unix.O_CREAT | unix.O_NOFOLLOW | unix.O_CLOEXEC
	f, err := os.OpenFile(r.by, int(flags&^dropped)|unix.O_NONBLOCK, 0)
	if err != nil {
		return seccompstream.Error(err)
	}
	defer f.Close()
	if flags&unix.O_NONBLOCK == 0 {
		// The descriptor that the command gets is the same open file.
		if err := unix.SetNonblock(int(f.Fd()), false); err != nil {
			return seccompstream.Error(err)
		}
	}
	err = n.RespondFD(int(f.Fd()), seccompstream.AddFDOptions{CloseOnExec: flags&unix.O_CLOEXEC != 0})
	switch {
	case err == nil, errors.Is(err, seccompstream.ErrExpired), errors.Is(err, seccompstream.ErrAnswered):
		return seccompstream.Answered()
	default:
		return seccompstream.Error(err)
	}
}

// replacement returns what stands for the file that the call's path means, or nil.
func (s *supervisor) replacement(n seccompstream.Notification, dirfd, path int) (*replacement, error) {
	// Only named, so that nothing happens to the files that are none of our business.
	f, err := n.OpenPath(dirfd, path, seccompstream.OpenHow{Flags: unix.O_PATH})
	if errors.Is(err, fs.ErrNotExist) {
		return s.missing(n, dirfd, path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	found, err := f.Stat()
	if err != nil {
		return nil, err
	}
	for i, r := range s.replacements {
		if known, err := os.Stat(r.file); err == nil && os.SameFile(known, found) {
			return &s.replacements[i], nil
		}
	}
	return nil, nil
}

// missing goes by the path, where there is no file to go by.
func (s *supervisor) missing(n seccompstream.Notification, dirfd, path int) (*replacement, error) {
	name, err := n.Memory().ReadString(n.Args[path], unix.PathMax-1)
	if err != nil {
		return nil, err
	}
	if !filepath.IsAbs(name) {
		from := "cwd"
		if dirfd >= 0 && int32(n.Args[dirfd]) != unix.AT_FDCWD {
			from = fmt.Sprintf("fd/%d", int32(n.Args[dirfd]))
		}
		dir, err := os.Readlink(fmt.Sprintf("/proc/%d/%s", n.PID, from))
		if err != nil {
			return nil, err
		}
		name = filepath.Join(dir, name)
	}
	for i, r := range s.replacements {
		if filepath.Clean(name) == r.file {
			return &s.replacements[i], n.Valid()
		}
	}
	return nil, nil
}

// openFlags returns the flags of an open.
func openFlags(n seccompstream.Notification, arg int) (uint64, error) {
	switch n.Name() {
	case "creat":
		return unix.O_CREAT | unix.O_WRONLY | unix.O_TRUNC, nil
	case "openat2":
		how, err := seccompstream.ReadStruct[seccompstream.OpenHow](n.Memory(), n.Args[arg])
		return how.Flags, err
	default:
		return n.Args[arg] & 0xffffffff, nil
	}
}
