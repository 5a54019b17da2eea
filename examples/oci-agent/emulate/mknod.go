//go:build linux && cgo

package emulate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/call"
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
	// Where the path cannot be read there is a call nevertheless: openParent says why, if it comes
	// to that.
	decoded, err := call.Decode(n)
	node, ok := decoded.(*call.Mknod)
	if !ok {
		return seccompstream.Error(cmp.Or(err, error(unix.ENOSYS)))
	}
	path := node.Paths()[0]
	// As the kernel takes it: an umode_t.
	mode, dev := uint32(uint16(node.Mode)), node.Dev
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
	dir, name, err := c.openParent(n, path.DirArg, path.NameArg)
	if err != nil {
		m.failures.log(ctx, m.logger, n, "finding the folder", err)
		return seccompstream.Error(err)
	}
	defer dir.Close()
	made, err := c.makeNode(n, dir, name, mode, dev)
	if err != nil {
		m.failures.log(ctx, m.logger, n, "making the node", err)
		return seccompstream.Error(err)
	}
	if made < 0 {
		return seccompstream.Success(0)
	}
	defer unix.Close(made)
	if !opens(made) {
		// What happens if that fails is what happens to root there: the node is made, and
		// cannot be opened.
		if err := mountOn(n, made, dev); err != nil {
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
