//go:build linux

package procfs

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Status is what /proc/TID/status says.
type Status struct {
	Name  string
	Umask uint32
	TGID  int
	// UID and GID are the real, effective, saved and file-system IDs.
	UID, GID [4]uint32
	Groups   []uint32
	// NSTGID and NSTID are the numbers in each PID namespace, from that of the procfs on.
	NSTGID, NSTID []int
	// Seccomp is the mode, and Filters how many there are, 0 where the kernel does not tell
	// (before Linux 5.9).
	Seccomp, Filters int
}

// ParseStatus parses /proc/TID/status. It fails with EPROTO.
func ParseStatus(b []byte) (s Status, err error) {
	seen := 0
	for line := range bytes.Lines(b) {
		key, value, ok := strings.Cut(string(line), ":")
		if !ok {
			continue
		}
		f := strings.Fields(value)
		var err error
		switch key {
		case "Name":
			s.Name = strings.TrimSuffix(strings.TrimPrefix(value, "\t"), "\n")
		case "Umask":
			s.Umask, err = single[uint32](f, 8)
		case "Tgid":
			s.TGID, err = single[int](f, 10)
			seen++
		case "Uid":
			err = four(&s.UID, f)
			seen++
		case "Gid":
			err = four(&s.GID, f)
			seen++
		case "Groups":
			s.Groups, err = list[uint32](f)
		case "NStgid":
			s.NSTGID, err = list[int](f)
		case "NSpid":
			s.NSTID, err = list[int](f)
		case "Seccomp":
			s.Seccomp, err = single[int](f, 10)
		case "Seccomp_filters":
			s.Filters, err = single[int](f, 10)
		}
		if err != nil {
			return Status{}, fmt.Errorf("seccompstream: /proc/PID/status: %q: %w", line, unix.EPROTO)
		}
	}
	if seen != 3 || s.TGID <= 0 {
		return Status{}, fmt.Errorf("seccompstream: /proc/PID/status: not the expected lines: %w", unix.EPROTO)
	}
	return s, nil
}

func number[T int | uint32 | uint64](s string, base int) (T, error) {
	v, err := strconv.ParseUint(s, base, 64)
	if err == nil && (uint64(T(v)) != v || T(v) < 0) {
		err = strconv.ErrRange
	}
	return T(v), err
}

func single[T int | uint32](f []string, base int) (T, error) {
	if len(f) != 1 {
		return 0, strconv.ErrSyntax
	}
	return number[T](f[0], base)
}

func list[T int | uint32](f []string) ([]T, error) {
	l := make([]T, len(f))
	for i := range f {
		var err error
		if l[i], err = number[T](f[i], 10); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func four(ids *[4]uint32, f []string) error {
	l, err := list[uint32](f)
	if err == nil && copy(ids[:], l) != len(l) || len(l) != 4 {
		err = strconv.ErrSyntax
	}
	return err
}

// Stat is what /proc/TID/stat says.
type Stat struct {
	State   byte
	PPID    int
	Session int
	// TTY is the number of the controlling terminal's device, 0 where there is none.
	TTY uint32
	// StartTime is in clock ticks since the system started.
	StartTime uint64
}

// Dead reports whether the task has ended. It may still be reaped, or be in the list of threads.
func (s Stat) Dead() bool { return s.State == 'Z' || s.State == 'X' || s.State == 'x' }

// ParseStat parses /proc/TID/stat. It fails with EPROTO.
func ParseStat(b []byte) (s Stat, err error) {
	// The second field is a name of the task's choice, which may hold parentheses and blanks.
	// Field 3 is the first after it.
	f := bytes.Fields(b[bytes.LastIndexByte(b, ')')+1:])
	if len(f) <= 22-3 {
		return Stat{}, fmt.Errorf("seccompstream: /proc/PID/stat: %d fields: %w", len(f), unix.EPROTO)
	}
	s.State = f[0][0]
	var tty int64
	if s.PPID, err = strconv.Atoi(string(f[4-3])); err == nil {
		if s.Session, err = strconv.Atoi(string(f[6-3])); err == nil {
			if tty, err = strconv.ParseInt(string(f[7-3]), 10, 64); err == nil {
				s.StartTime, err = strconv.ParseUint(string(f[22-3]), 10, 64)
			}
		}
	}
	if err != nil {
		return Stat{}, fmt.Errorf("seccompstream: /proc/PID/stat: not the expected fields: %w", unix.EPROTO)
	}
	s.TTY = uint32(tty)
	return s, nil
}
