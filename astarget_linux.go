//go:build cgo

package seccompstream

import (
	"context"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
	"github.com/seccompstream/seccompstream/internal/rights"
)

// targetThreads are the threads that AsTarget runs functions on.
var targetThreads = rights.Threads{Idle: 250 * time.Millisecond}

func asTarget(ctx context.Context, n Notification, f func() error) error {
	r, err := rightsOf(n)
	if err != nil {
		return n.explain(err)
	}
	if err := n.Valid(); err != nil {
		return err
	}
	return targetThreads.Do(ctx, r, f)
}

// rightsOf returns what the target may do with files, but for the proof.
func rightsOf(n Notification) (*rights.Rights, error) {
	dir, err := n.openProc()
	if err != nil {
		return nil, err
	}
	defer unix.Close(dir)
	status, err := procfs.ReadFile(dir, "status")
	if err != nil {
		return nil, err
	}
	r, err := rights.Parse(status)
	if err != nil {
		return nil, err
	}
	var space unix.Stat_t
	if err := unix.Fstatat(dir, "ns/user", &space, 0); err != nil {
		return nil, procfs.Missing("newfstatat", err)
	}
	own, err := ownUserNamespace()
	if err != nil {
		return nil, err
	}
	if own.Dev != space.Dev || own.Ino != space.Ino {
		r.Foreign()
	}
	return r, nil
}

// ownUserNamespace never changes: a process of several threads cannot join another one.
var ownUserNamespace = sync.OnceValues(func() (st unix.Stat_t, err error) {
	err = unix.Stat("/proc/self/ns/user", &st)
	return st, os.NewSyscallError("stat /proc/self/ns/user", err)
})
