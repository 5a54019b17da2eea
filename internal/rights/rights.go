//go:build linux

// Package rights knows what a thread may do with files, and lets a thread of this process
// have no other rights than that.
package rights

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Rights are what decides on a thread's use of files. IDs are those of the supervisor's
// user namespace, as /proc shows them.
type Rights struct {
	FSUID, FSGID uint32
	// Groups are sorted.
	Groups []uint32
	// Effective are the capabilities as they count in the supervisor's user namespace:
	// those of a thread in another user namespace do not.
	Effective uint64

	// RealUID, RealGID and Permitted are what access(2) goes by.
	RealUID, RealGID uint32
	Permitted        uint64
	// UID and GID are the effective ones, which the peer of a socket is told.
	UID, GID uint32

	Umask      uint32
	NoNewPrivs bool
	// Threads is how many the process has.
	Threads int
	// Pending, SharedPending and Blocked are sets of signals: bit 0 is signal 1.
	Pending, SharedPending, Blocked uint64
	TGID                            int
}

// Parse reads what /proc/TID/status says.
func Parse(status []byte) (*Rights, error) {
	r := new(Rights)
	seen := 0
	for line := range bytes.Lines(status) {
		key, value, ok := strings.Cut(string(line), ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		var err error
		switch key {
		case "Umask":
			r.Umask, err = number[uint32](value, 8)
		case "Tgid":
			r.TGID, err = number[int](value, 10)
		case "Uid":
			var ids []uint32
			if ids, err = numbers(value, 4); err == nil {
				r.RealUID, r.UID, r.FSUID = ids[0], ids[1], ids[3]
			}
		case "Gid":
			var ids []uint32
			if ids, err = numbers(value, 4); err == nil {
				r.RealGID, r.GID, r.FSGID = ids[0], ids[1], ids[3]
			}
		case "Groups":
			r.Groups, err = numbers(value, -1)
			slices.Sort(r.Groups)
		case "Threads":
			r.Threads, err = number[int](value, 10)
		case "SigPnd":
			r.Pending, err = number[uint64](value, 16)
		case "ShdPnd":
			r.SharedPending, err = number[uint64](value, 16)
		case "SigBlk":
			r.Blocked, err = number[uint64](value, 16)
		case "CapPrm":
			r.Permitted, err = number[uint64](value, 16)
		case "CapEff":
			r.Effective, err = number[uint64](value, 16)
		case "NoNewPrivs":
			r.NoNewPrivs = value == "1"
			continue
		default:
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("rights: /proc/PID/status: %q: %w", line, syscall.EPROTO)
		}
		seen++
	}
	const lines = 11
	if seen != lines {
		return nil, fmt.Errorf("rights: /proc/PID/status has %d of %d lines: %w", seen, lines, syscall.EPROTO)
	}
	return r, nil
}

func number[T int | uint32 | uint64](s string, base int) (T, error) {
	v, err := strconv.ParseUint(s, base, 64)
	if err == nil && uint64(T(v)) != v {
		err = strconv.ErrRange
	}
	return T(v), err
}

// numbers reads n numbers, or any if n is negative.
func numbers(s string, n int) ([]uint32, error) {
	f := strings.Fields(s)
	if n >= 0 && len(f) != n {
		return nil, syscall.EPROTO
	}
	ids := make([]uint32, len(f))
	for i := range f {
		id, err := number[uint32](f[i], 10)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// Foreign makes the rights those of a thread in another user namespace: its capabilities
// say nothing in ours.
func (r *Rights) Foreign() { r.Effective, r.Permitted = 0, 0 }

// Same reports whether files can be used by r just as by o. The umask does not count: it is
// set for each job.
func (r *Rights) Same(o *Rights) bool {
	return r.FSUID == o.FSUID && r.FSGID == o.FSGID && r.Effective == o.Effective && slices.Equal(r.Groups, o.Groups)
}

// Real returns the rights that access(2) looks at: the real IDs, and of the capabilities
// those that root would have, or none.
func (r *Rights) Real() *Rights {
	c := *r
	c.FSUID, c.FSGID = r.RealUID, r.RealGID
	if c.Effective = 0; r.RealUID == 0 {
		c.Effective = r.Permitted
	}
	return &c
}

// key tells apart those that are not the Same.
func (r *Rights) key() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %d %x", r.FSUID, r.FSGID, r.Effective)
	for _, g := range r.Groups {
		fmt.Fprintf(&b, " %d", g)
	}
	return b.String()
}
