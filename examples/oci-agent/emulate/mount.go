//go:build linux && cgo

package emulate

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// mountOn mounts the agent's own device upon a node, in the caller's mount namespace
// alone. The node is named by its descriptor, wherever it has been moved. It needs
// Linux 5.12.
func mountOn(n seccompstream.Notification, node int, own string, dev uint64) error {
	tree, err := unix.OpenTree(unix.AT_FDCWD, own, unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC|unix.AT_SYMLINK_NOFOLLOW)
	if err != nil {
		return os.NewSyscallError("open_tree", err)
	}
	defer unix.Close(tree)
	if !isDevice(tree, dev) {
		return fmt.Errorf("%s is not what it should be", own)
	}
	if err := unix.MountSetattr(tree, "", unix.AT_EMPTY_PATH, &unix.MountAttr{
		Attr_set:    unix.MOUNT_ATTR_NOSUID | unix.MOUNT_ATTR_NOEXEC,
		Attr_clr:    unix.MOUNT_ATTR_NODEV,
		Propagation: unix.MS_PRIVATE,
	}); err != nil {
		return os.NewSyscallError("mount_setattr", err)
	}
	proc := fmt.Sprintf("/proc/%d/", n.PID)
	if err := private(proc+"mountinfo", node); err != nil {
		return err
	}
	space, err := unix.Open(proc+"ns/mnt", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("open /proc/PID/ns/mnt", err)
	}
	defer unix.Close(space)
	if err := ownedBy(space, proc+"ns/user"); err != nil {
		return err
	}
	// The namespace is the caller's, and the call still waits.
	if err := n.Valid(); err != nil {
		return err
	}
	_, err = onThread(func() (struct{}, error) {
		// A thread that shares its root with others may not change its mount namespace.
		if err := unix.Unshare(unix.CLONE_FS); err != nil {
			return struct{}{}, os.NewSyscallError("unshare", err)
		}
		if err := unix.Setns(space, unix.CLONE_NEWNS); err != nil {
			return struct{}{}, os.NewSyscallError("setns", err)
		}
		return struct{}{}, os.NewSyscallError("move_mount",
			unix.MoveMount(tree, "", node, "", unix.MOVE_MOUNT_F_EMPTY_PATH|unix.MOVE_MOUNT_T_EMPTY_PATH))
	})
	return err
}

// ownedBy tells whether a mount namespace belongs to the caller's user namespace. In another
// one, of the container's or even the host's, the caller's capabilities count for nothing.
func ownedBy(space int, userNS string) error {
	owner, err := unix.IoctlRetInt(space, unix.NS_GET_USERNS)
	if err != nil {
		return os.NewSyscallError("ioctl(NS_GET_USERNS)", err)
	}
	defer unix.Close(owner)
	var a, b unix.Stat_t
	if err := unix.Fstat(owner, &a); err != nil {
		return os.NewSyscallError("fstat", err)
	}
	if err := unix.Stat(userNS, &b); err != nil {
		return os.NewSyscallError("stat /proc/PID/ns/user", err)
	}
	if a.Dev != b.Dev || a.Ino != b.Ino {
		return errors.New("the mount namespace is not that of the caller's user namespace")
	}
	return nil
}

// private tells whether what is mounted upon a file stays in the mount namespace: in a
// shared mount it would appear elsewhere too, on the host perhaps.
func private(mountinfo string, file int) error {
	var st unix.Statx_t
	if err := unix.Statx(file, "", unix.AT_EMPTY_PATH, unix.STATX_MNT_ID, &st); err != nil {
		return os.NewSyscallError("statx", err)
	}
	f, err := os.Open(mountinfo)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 7 || fields[0] != strconv.FormatUint(st.Mnt_id, 10) {
			continue
		}
		for _, optional := range fields[6:] {
			if optional == "-" {
				return nil
			}
			if strings.HasPrefix(optional, "shared:") {
				return errors.New("what is mounted there would be mounted elsewhere, too")
			}
		}
	}
	return errors.Join(lines.Err(), errors.New("the mount that the node is in is not among the caller's"))
}
