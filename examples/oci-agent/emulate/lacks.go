//go:build linux && cgo

package emulate

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// needs are what each handler must have, in the order in which it is told.
var needs = map[string][]need{
	"mknod": {
		{"openat2, to find what a caller's path names", tryOpenat2},
		{"CAP_SYS_PTRACE, to look into callers", capability(unix.CAP_SYS_PTRACE)},
		{"CAP_MKNOD, to make devices", capability(unix.CAP_MKNOD)},
		{"CAP_SETUID, to make them as the caller", capability(unix.CAP_SETUID)},
		{"CAP_SETGID, to make them as the caller", capability(unix.CAP_SETGID)},
		{"CAP_DAC_OVERRIDE, to make them where the caller's root may", capability(unix.CAP_DAC_OVERRIDE)},
		{"CAP_DAC_READ_SEARCH, to get where the caller's root may", capability(unix.CAP_DAC_READ_SEARCH)},
		{"CAP_SYS_ADMIN, to mount devices where none can be opened", capability(unix.CAP_SYS_ADMIN)},
		{"CAP_SYS_CHROOT, to mount devices where none can be opened", capability(unix.CAP_SYS_CHROOT)},
		{"open_tree and mount_setattr (Linux 5.12), to mount devices where none can be opened", tryMounts},
	},
}

// A need is what a handler cannot do its work without.
type need struct {
	what string
	try  func() error
}

// Lacks tries what the handlers need, and returns what they do not have, with the cause of
// each: a capability that a unit or a container drops, a call that its filter refuses.
func Lacks(handlers []string) []string {
	var lacks []string
	for _, h := range handlers {
		for _, n := range needs[h] {
			if err := n.try(); err != nil {
				lacks = append(lacks, fmt.Sprintf("%s needs %s: %v", h, n.what, err))
			}
		}
	}
	return lacks
}

func tryOpenat2() error {
	fd, err := unix.Openat2(unix.AT_FDCWD, "/", &unix.OpenHow{
		Flags: unix.O_PATH | unix.O_CLOEXEC, Resolve: unix.RESOLVE_IN_ROOT | unix.RESOLVE_NO_SYMLINKS,
	})
	if err == unix.ENOSYS {
		return fmt.Errorf("%w: it is refused, by RestrictSUIDSGID= of systemd perhaps, or older than Linux 5.6", err)
	}
	if err != nil {
		return err
	}
	return unix.Close(fd)
}

func capability(number uint) func() error {
	return func() error {
		header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
		var data [2]unix.CapUserData
		if err := unix.Capget(&header, &data[0]); err != nil {
			return os.NewSyscallError("capget", err)
		}
		if data[number/32].Effective&(1<<(number%32)) == 0 {
			return errors.New("not among the effective capabilities")
		}
		// In a user namespace it counts for nothing outside.
		if inner, err := innerNamespace(); err == nil && inner {
			return errors.New("held in a user namespace only")
		}
		return nil
	}
}

// innerNamespace reports whether this process is in another user namespace than the first.
func innerNamespace() (bool, error) {
	b, err := os.ReadFile("/proc/self/uid_map")
	if err != nil {
		return false, err
	}
	f := strings.Fields(string(b))
	return len(f) != 3 || f[0] != "0" || f[1] != "0" || f[2] != "4294967295", nil
}

func tryMounts() error {
	// With arguments that are refused after the call is known, and before it does anything.
	if _, err := unix.OpenTree(-1, "", unix.OPEN_TREE_CLOEXEC); err == unix.ENOSYS || err == unix.EPERM {
		return os.NewSyscallError("open_tree", err)
	}
	if err := unix.MountSetattr(-1, "", unix.AT_EMPTY_PATH, &unix.MountAttr{Attr_set: unix.MOUNT_ATTR_NOSUID}); err == unix.ENOSYS || err == unix.EPERM {
		return os.NewSyscallError("mount_setattr", err)
	}
	return nil
}
