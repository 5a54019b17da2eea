//go:build linux && cgo

package emulate

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// onThread runs f on a thread of its own, which ends with it: what f does to the
// thread's identity, file system context and namespaces concerns nobody else.
func onThread[T any](f func() (T, error)) (T, error) {
	var (
		v   T
		err error
	)
	done := make(chan struct{})
	go func() {
		defer close(done)
		// Never unlocked: the runtime ends the thread with the goroutine, and makes no other
		// thread of it.
		runtime.LockOSThread()
		v, err = f()
	}()
	<-done
	return v, err
}

// become gives the thread that it is called on the caller's identity as far as that
// concerns files, the caller's umask, and no capability but the given ones.
func (c *caller) become(capabilities ...uint) error {
	// A file system context of its own, so that the umask is.
	if err := unix.Unshare(unix.CLONE_FS); err != nil {
		return os.NewSyscallError("unshare", err)
	}
	unix.Umask(int(c.Umask))
	groups := make([]int, len(c.Groups))
	for i, g := range c.Groups {
		groups[i] = int(g)
	}
	// Unlike that of package syscall it concerns the thread alone.
	if err := unix.Setgroups(groups); err != nil {
		return os.NewSyscallError("setgroups", err)
	}
	// These report no errors, only the ID before: a second call tells.
	_, _ = unix.SetfsgidRetGid(int(c.FSGID))
	if got, _ := unix.SetfsgidRetGid(int(c.FSGID)); got != int(c.FSGID) {
		return os.NewSyscallError("setfsgid", unix.EPERM)
	}
	_, _ = unix.SetfsuidRetUid(int(c.FSUID))
	if got, _ := unix.SetfsuidRetUid(int(c.FSUID)); got != int(c.FSUID) {
		return os.NewSyscallError("setfsuid", unix.EPERM)
	}
	// Becoming another user has made those that concern files ineffective, and no more.
	var caps uint32
	for _, capability := range capabilities {
		caps |= 1 << capability // none of them is beyond 31
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	data := [2]unix.CapUserData{{Effective: caps, Permitted: caps}}
	return os.NewSyscallError("capset", unix.Capset(&header, &data[0]))
}
