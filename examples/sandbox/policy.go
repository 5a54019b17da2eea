//go:build linux && cgo

package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/examples/internal/addrs"
)

// A policy says what may be changed and read, and where to send.
type policy struct {
	rw, ro []string // directories, without links
	addrs  addrs.List
	log    *slog.Logger
}

// add returns the function of a flag that adds a directory.
func (p *policy) add(to *[]string) func(string) error {
	return func(dir string) error {
		dir, err := filepath.Abs(dir)
		if err == nil {
			// The paths that are judged have no links either.
			dir, err = filepath.EvalSymlinks(dir)
		}
		*to = append(*to, dir)
		return err
	}
}

// free is what need not be judged.
func (p *policy) free() broker.What {
	if p.ro == nil {
		return broker.Reading | broker.Socket
	}
	return broker.Stat | broker.Socket
}

// judge is the policy of the broker.
func (p *policy) judge(_ context.Context, r *broker.Request) error {
	for _, a := range r.Accesses {
		errno := p.errno(r, a)
		if errno == 0 {
			continue
		}
		program, pid := "?", r.Call.PID
		if who, err := r.Process(); err == nil {
			program, pid = who.Comm, who.TGID
		}
		p.log.Warn("refused", "access", a.String(), "what", a.What.String(), "path", a.Path, "call", r.Call.Name(), "program", program, "pid", pid, "errno", unix.ErrnoName(errno))
		return errno
	}
	return nil
}

func (p *policy) errno(r *broker.Request, a broker.Access) unix.Errno {
	switch {
	case a.What&(broker.Connect|broker.Send) != 0:
		if p.permits(a) {
			return 0
		}
		return unix.EACCES
	case a.What == broker.Bind, a.Anonymous, below(p.rw, a.Path):
		return 0
	case a.What&broker.Changing == 0:
		if below(p.ro, a.Path) || device(a) || p.itself(r, a) {
			return 0
		}
		return unix.EACCES
	case a.What&broker.Changing == broker.Write && (device(a) || p.itself(r, a)):
		return 0
	default:
		return unix.EROFS
	}
}

// permits judges where something is connected or sent to.
func (p *policy) permits(a broker.Access) bool {
	switch a.Domain {
	case unix.AF_INET, unix.AF_INET6:
		return p.addrs.Permits(a.Addr)
	case unix.AF_UNIX:
		return a.Path != "" && below(p.rw, a.Path)
	default:
		return a.Domain == unix.AF_NETLINK // the kernel itself, which C libraries ask for the host's addresses
	}
}

// device reports whether a file is one of those devices that keep nothing.
func device(a broker.Access) bool {
	return a.Mode&unix.S_IFMT == unix.S_IFCHR && (strings.HasPrefix(a.Path, "/dev/pts/") ||
		slices.Contains([]string{"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/ptmx"}, a.Path))
}

// itself reports whether a file is about the process that uses it.
func (p *policy) itself(r *broker.Request, a broker.Access) bool {
	if !strings.HasPrefix(a.Path, "/proc/") {
		return false
	}
	who, err := r.Process()
	return err == nil && strings.HasPrefix(a.Path, fmt.Sprintf("/proc/%d/", who.TGID))
}

// below reports whether a path is one of the directories, or in one.
func below(dirs []string, path string) bool {
	return slices.ContainsFunc(dirs, func(dir string) bool {
		return path == dir || path != "" && strings.HasPrefix(path, strings.TrimSuffix(dir, "/")+"/")
	})
}
