//go:build cgo

package seccompstream

import (
	"bytes"
	"fmt"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/osfile"
	"github.com/seccompstream/seccompstream/internal/procfs"
)

// threadSignals is what /proc/TID/status says of a thread's signals. Bit n-1 is signal n.
type threadSignals struct {
	tgid, threads int
	own, shared   uint64 // what is pending for the thread, and for the process
	blocked       uint64
}

// manyThreads is in how many threads at most it is looked for one that takes a signal.
const manyThreads = 64

// signalPending is SignalPending but for the proof.
//
// What counts is whether the kernel has told the thread to look for signals, which nobody can
// see from outside. It tells the thread that a signal is sent to. A signal to a process it
// tells one thread of those that do not block it: the first, if that one is among them.
func signalPending(n Notification) (bool, error) {
	dir, err := n.openProc()
	if err != nil {
		return false, err
	}
	defer unix.Close(dir)
	b, err := procfs.ReadFile(dir, "status")
	if err != nil {
		return false, err
	}
	t, err := parseSignals(b)
	if err != nil {
		return false, err
	}
	shared := t.shared &^ t.blocked
	switch {
	case t.own&^t.blocked != 0:
		return true, nil
	case shared == 0:
		return false, nil
	case t.tgid == n.PID || t.threads == 1:
		return true, nil
	default:
		return blockedElsewhere(dir, n.PID, shared)
	}
}

// blockedElsewhere reports whether all threads but one block one of the signals.
func blockedElsewhere(dir, tid int, signals uint64) (bool, error) {
	fd, err := procfs.Open(dir, "task", unix.O_RDONLY|unix.O_DIRECTORY)
	if err != nil {
		return false, procfs.Missing("openat2", err)
	}
	f, err := osfile.Fresh(fd, "/proc/PID/task")
	if err != nil {
		return false, err
	}
	defer f.Close()
	names, err := f.Readdirnames(manyThreads + 1)
	if err != nil || len(names) > manyThreads {
		return false, err
	}
	for _, name := range names {
		if name == strconv.Itoa(tid) {
			continue
		}
		b, err := procfs.ReadFile(fd, name+"/status")
		if err != nil {
			continue // the thread is gone
		}
		t, err := parseSignals(b)
		if err != nil {
			return false, err
		}
		signals &= t.blocked
	}
	return signals != 0, nil
}

// parseSignals reads /proc/TID/status.
func parseSignals(b []byte) (t threadSignals, err error) {
	seen := 0
	number := func(value []byte, base int) (v uint64) {
		if err == nil {
			v, err = strconv.ParseUint(string(bytes.TrimSpace(value)), base, 64)
			seen++
		}
		return v
	}
	for line := range bytes.Lines(b) {
		key, value, _ := bytes.Cut(line, []byte(":"))
		switch string(key) {
		case "Tgid":
			t.tgid = int(number(value, 10))
		case "Threads":
			t.threads = int(number(value, 10))
		case "SigPnd":
			t.own = number(value, 16)
		case "ShdPnd":
			t.shared = number(value, 16)
		case "SigBlk":
			t.blocked = number(value, 16)
		}
	}
	if err != nil || seen != 5 {
		return t, fmt.Errorf("seccompstream: /proc/PID/status: not the expected lines: %w", syscall.EPROTO)
	}
	return t, nil
}

// threadGone reports whether there is no thread of that number. It costs much less than to
// ask for a call.
func threadGone(tid int) bool {
	return unix.Kill(tid, 0) == unix.ESRCH
}
