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

// mountOn mounts a device upon a node of the same number, owner and mode, in the caller's
// mount namespace alone. The node is named by its descriptor, wherever it has been moved. It
// needs Linux 5.12.
func mountOn(n seccompstream.Notification, node int, dev uint64) error {
	var st unix.Stat_t
	if err := unix.Fstat(node, &st); err != nil {
		return os.NewSyscallError("fstat", err)
	}
	tree, err := deviceTree(&st, dev)
	if err != nil {
		return err
	}
	defer unix.Close(tree)
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

// deviceTree returns a mount, of a device alone, that is attached nowhere. The device is in a
// tmpfs of its own, where it has the node's owner and mode: those of the machine's own
// device would deceive who looks, and the kernel refuses to open with O_CREAT what in a
// sticky directory, such as /tmp, belongs to somebody else than the opener and the directory's
// owner (may_create_in_sticky in fs/namei.c).
func deviceTree(st *unix.Stat_t, dev uint64) (int, error) {
	return onThread(func() (int, error) {
		// Only mounts that are attached can be cloned (before Linux 6.15), so the tmpfs is
		// attached in a mount namespace which ends with this thread.
		if err := unix.Unshare(unix.CLONE_FS | unix.CLONE_NEWNS); err != nil {
			return -1, os.NewSyscallError("unshare", err)
		}
		if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
			return -1, os.NewSyscallError("mount", err)
		}
		mnt, err := newTmpfs()
		if err != nil {
			return -1, err
		}
		defer unix.Close(mnt)
		if err := unix.MoveMount(mnt, "", unix.AT_FDCWD, "/", unix.MOVE_MOUNT_F_EMPTY_PATH); err != nil {
			return -1, os.NewSyscallError("move_mount", err)
		}
		// Made by its owner it belongs to its owner: no chown, and no capability for it.
		owner := caller{Process: seccompstream.Process{FSUID: st.Uid, FSGID: st.Gid}}
		if err := owner.become(unix.CAP_MKNOD, unix.CAP_SYS_ADMIN); err != nil {
			return -1, err
		}
		if err := unix.Mknodat(mnt, "device", unix.S_IFCHR|st.Mode&0o777, int(dev)); err != nil {
			return -1, os.NewSyscallError("mknodat", err)
		}
		tree, err := unix.OpenTree(mnt, "device", unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC|unix.AT_SYMLINK_NOFOLLOW)
		if err != nil {
			return -1, os.NewSyscallError("open_tree", err)
		}
		if err := unix.MountSetattr(tree, "", unix.AT_EMPTY_PATH, &unix.MountAttr{
			Attr_set:    unix.MOUNT_ATTR_NOSUID | unix.MOUNT_ATTR_NOEXEC,
			Attr_clr:    unix.MOUNT_ATTR_NODEV,
			Propagation: unix.MS_PRIVATE,
		}); err != nil {
			unix.Close(tree)
			return -1, os.NewSyscallError("mount_setattr", err)
		}
		return tree, nil
	})
}

// newTmpfs returns a tmpfs for one device, in which everybody may make it.
func newTmpfs() (int, error) {
	fs, err := unix.Fsopen("tmpfs", unix.FSOPEN_CLOEXEC)
	if err != nil {
		return -1, os.NewSyscallError("fsopen", err)
	}
	defer unix.Close(fs)
	for _, option := range [][2]string{{"source", "oci-agent"}, {"mode", "0777"}, {"size", "4k"}, {"nr_inodes", "4"}} {
		if err := unix.FsconfigSetString(fs, option[0], option[1]); err != nil {
			return -1, os.NewSyscallError("fsconfig", err)
		}
	}
	if err := unix.FsconfigCreate(fs); err != nil {
		return -1, os.NewSyscallError("fsconfig", err)
	}
	mnt, err := unix.Fsmount(fs, unix.FSMOUNT_CLOEXEC, 0)
	return mnt, os.NewSyscallError("fsmount", err)
}

// ownedBy reports whether a mount namespace belongs to the caller's user namespace. In another
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

// private reports whether what is mounted upon a file stays in the mount namespace: in a
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
