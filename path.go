package seccompstream

import (
	"fmt"
	"os"
	"syscall"
)

// OpenPath opens the file that a path of the target's means, as an open(2) by the
// target would find it: from the target's root directory, its working directory or
// its descriptor, in its mount namespace. The arguments are indexes into Args: those of
// the directory's descriptor and of the path, which for openat(2) are 0 and 1.
// dirfdArg -1 means the working directory, as for open(2). The path is read once; what
// it means is decided while it is walked, one directory after the other, and the
// result is the open file itself, so that nothing of it can be exchanged afterwards.
// The caller closes the file. The close-on-exec flag is set, and O_NOCTTY.
//
// how is what openat2(2) takes, and is the caller's: nothing of the target's own flags,
// such as O_NOFOLLOW, is taken over, and openat2 refuses flags (EINVAL) that open
// ignores. All RESOLVE_* flags are honoured, with the meaning that they have for
// a call by the target; with RESOLVE_IN_ROOT the target's descriptor or working
// directory is the root. With O_PATH the file is only named: nothing happens to it, and
// [os.File.Stat] tells what it is. Without, opening has the effects that it always has:
// a FIFO blocks until its other end is open unless O_NONBLOCK is set, O_TRUNC
// truncates, and a FUSE file system of the target's takes the time that it likes.
//
// # Whose rights
//
// The file is opened with the credentials of the supervisor, not of the target. A
// supervisor that runs as root opens what the target itself could not: /etc/shadow, a
// read-only descriptor's file for writing. It is the supervisor that must decide
// whether the target may have the result, on the open file and not on the path,
// [Notification.Process] has the IDs to go by. A file that O_CREAT makes belongs to the
// supervisor, and has the mode less the supervisor's umask; [Process].Umask is the
// target's. That the supervisor has started the target, as with package launch, changes
// none of this: the target may have given up IDs, groups or capabilities since, and
// changed its umask. Within [Notification.AsTarget] OpenPath opens with the target's IDs,
// groups and umask; package broker does all of it. The rule of protected_symlinks, see
// proc_sys_fs(5), is applied to the target's FSUID.
//
// /dev/tty is the target's controlling terminal. If that is the supervisor's, too, it is
// opened as such; if it is another one, OpenPath opens the first of the target's
// descriptors 0 to 15 that refers to it anew, and returns ENXIO if there is none; a
// target without a terminal gets ENXIO.
//
// # What can be reached
//
// Symbolic links are followed, 40 at the most, absolute ones from the target's root, and
// ".." does not leave it, nor does any change that the target or somebody else makes to
// the tree meanwhile. What the target holds that is outside of its root, a descriptor or
// working directory, is where a relative path starts, as it is for the target, but ".."
// does not lead further out: EXDEV.
//
// /proc/self and /proc/thread-self mean the target, by the numbers that it has in the
// PID namespace of that procfs. Of the magic links in there, those of the target itself
// named fd/N, ns/*, cwd and exe are followed, for without them /dev/stdin and the like could
// not be opened, and root, where that is the root of the thread; they lead to what
// the target has already, although the supervisor's rights decide how it is opened. It is
// the entry in the supervisor's own /proc that is followed: what the target has mounted
// over its own does not count, and makes the path fail with ELOOP or ENOENT.
// All other magic links are refused with ELOOP: those of another process lead
// wherever the supervisor's rights reach, a path out of the root that the target's own
// rights might have barred.
//
// # Errors
//
// They are those of openat2(2), as [*os.SyscallError]: ENOENT for an empty path, unless
// the call takes AT_EMPTY_PATH and has it set, EBADF for a directory that the target
// does not have open, ENAMETOOLONG for a path of more than 4095 bytes, EFAULT for one
// that cannot be read, and EACCES or EPERM for a target that the supervisor may not
// look into; see [Memory]. An index that is none gives EINVAL. [ErrExpired] says that
// the call is over, and ESRCH that the target is not visible, as
// [Notification.Process] has it. It needs Linux 5.6, and /proc.
func (n Notification) OpenPath(dirfdArg, pathArg int, how OpenHow) (*os.File, error) {
	if err := n.pathArguments("OpenPath", dirfdArg, pathArg); err != nil {
		return nil, err
	}
	return openPath(n, dirfdArg, pathArg, how)
}

// OpenParent opens the directory that holds what a path of the target's names, whether
// that exists or not, and returns the name in it: for calls such as mknodat(2) and
// mkdirat(2) that the supervisor performs for its target, relative to the directory. The
// directory is found as [Notification.OpenPath] finds a file, which also says what the
// arguments are, what can be reached and what the errors are; it is open with O_PATH, and
// the caller closes it.
//
// The name is the path's last component, which is not looked at: it may exist, and be
// a symbolic link. It has no slash but those that the target wrote after it, with which
// the kernel insists on a directory. It is never "..": for a path that ends in "." or
// "..", or is "/", the directory is what the whole path means and the name is ".", with
// which calls that make or remove something fail as they do for the target.
//
// The path is read once. The directory cannot be exchanged any more, the name in it can:
// what the supervisor does there must be one call that does not follow links.
func (n Notification) OpenParent(dirfdArg, pathArg int) (dir *os.File, name string, err error) {
	if err := n.pathArguments("OpenParent", dirfdArg, pathArg); err != nil {
		return nil, "", err
	}
	return openParent(n, dirfdArg, pathArg)
}

// pathArguments checks the indexes of arguments.
func (n Notification) pathArguments(op string, dirfdArg, pathArg int) error {
	if dirfdArg < -1 || dirfdArg >= len(n.Args) || pathArg < 0 || pathArg >= len(n.Args) {
		return fmt.Errorf("seccompstream: %s: no arguments %d and %d: %w", op, dirfdArg, pathArg, syscall.EINVAL)
	}
	return nil
}
