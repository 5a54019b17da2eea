//go:build linux && cgo

package emulate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// A maker makes devices that are harmless, for callers with CAP_MKNOD in their user
// namespace, which is worth nothing there by itself.
//
// The node is a real one. On file systems on which the kernel opens no devices, as those
// that were mounted in a user namespace, another one, of the same owner and mode, is mounted
// upon it from a file system of the agent's, in the caller's mount namespace.
type maker struct {
	logger   *slog.Logger
	failures failures
}

// HandleNotification answers mknod and mknodat.
func (m *maker) HandleNotification(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
	dirfdArg, pathArg := 0, 1
	if n.Name() == "mknod" {
		dirfdArg, pathArg = -1, 0
	}
	// As the kernel takes them: an umode_t and an unsigned int.
	mode, number := uint32(uint16(n.Args[pathArg+1])), uint32(n.Args[pathArg+2])
	dev := unix.Mkdev(number>>8&0xfff, number&0xff|number>>12&0xfff00)
	switch mode & unix.S_IFMT {
	case 0, unix.S_IFREG, unix.S_IFIFO, unix.S_IFSOCK:
		// Everybody may make these, and registers do not change: nothing is given away.
		return seccompstream.Continue()
	case unix.S_IFCHR:
	default:
		return seccompstream.Error(unix.EPERM)
	}
	if dev == 0 {
		return seccompstream.Continue() // the whiteout of an overlay, which is no device (Linux 5.8)
	}
	if !devices[dev] || mode&^unix.S_IFMT&^0o777 != 0 {
		return seccompstream.Error(unix.EPERM)
	}
	c, err := callerOf(n)
	if err != nil {
		m.failures.log(ctx, m.logger, n, "looking at the caller", err)
		return seccompstream.Error(unseen(err))
	}
	if !c.has(unix.CAP_MKNOD) {
		return seccompstream.Error(unix.EPERM)
	}
	dir, name, err := c.openParent(n, dirfdArg, pathArg)
	if err != nil {
		m.failures.log(ctx, m.logger, n, "finding the folder", err)
		return seccompstream.Error(err)
	}
	defer dir.Close()
	node, err := c.makeNode(n, dir, name, mode, dev)
	if err != nil {
		m.failures.log(ctx, m.logger, n, "making the node", err)
		return seccompstream.Error(err)
	}
	if node < 0 {
		return seccompstream.Success(0)
	}
	defer unix.Close(node)
	if !opens(node) {
		// What happens if that fails is what happens to root there: the node is made, and
		// cannot be opened.
		if err := mountOn(n, node, dev); err != nil {
			m.failures.log(ctx, m.logger, n, "mounting a device where none can be opened", err)
		}
	}
	return seccompstream.Success(0)
}

// makeNode makes a node as the caller would. It returns a descriptor that names it, or -1
// where something else has taken its place already, which is then the caller's affair.
func (c *caller) makeNode(n seccompstream.Notification, dir *os.File, name string, mode uint32, dev uint64) (int, error) {
	capabilities := []uint{unix.CAP_MKNOD}
	override, err := c.overrides(dir)
	if err != nil {
		return -1, err
	}
	if override {
		capabilities = append(capabilities, unix.CAP_DAC_OVERRIDE)
	}
	// This proves, too, that what is known about the caller is about this one.
	if err := n.Valid(); err != nil {
		return -1, err
	}
	at := int(dir.Fd())
	return onThread(func() (int, error) {
		if err := c.become(capabilities...); err != nil {
			return -1, err
		}
		if err := unix.Mknodat(at, name, mode, int(dev)); err != nil {
			return -1, os.NewSyscallError("mknodat", err)
		}
		node, err := unix.Openat(at, name, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
		if err != nil {
			return -1, nil
		}
		if !isDevice(node, dev) {
			unix.Close(node)
			return -1, nil
		}
		return node, nil
	})
}

// opens reports whether the kernel lets a node be opened where it is. It is one of the
// harmless devices.
func opens(node int) bool {
	fd, err := unix.Open(fmt.Sprintf("/proc/self/fd/%d", node), unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err == nil {
		unix.Close(fd)
	}
	// Other errors are those of the device: ENXIO of /dev/tty without a terminal.
	return err != unix.EACCES
}

// unseen makes EPERM of the errors that say that the agent does not see the caller: they
// are not about anything that the caller has named.
func unseen(err error) error {
	if !errors.Is(err, seccompstream.ErrExpired) && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ESRCH)) {
		return unix.EPERM
	}
	return err
}
