//go:build linux

package walk

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
)

// Status returns what /proc says of the target.
func (t *Target) Status() (*procfs.Status, error) {
	if t.status == nil {
		b, err := procfs.ReadFile(t.Proc, "status")
		if err != nil {
			return nil, err
		}
		s, err := procfs.ParseStatus(b)
		if err != nil {
			return nil, err
		}
		t.status = &s
	}
	return t.status, nil
}

// pidNamespace returns the name of the target's PID namespace.
func (t *Target) pidNamespace() (string, error) {
	if t.space == "" {
		space, err := procfs.Readlink(t.Proc, "ns/pid")
		if err != nil {
			return "", os.NewSyscallError("readlinkat", err)
		}
		t.space = space
	}
	return t.space, nil
}

// procLink says of a link on a procfs in the current directory whether it is a magic
// one, which has no text to go by, and gives the text of those that mean whoever reads
// them. For the others the text is empty.
func (w *walk) procLink(name string) (text string, magic bool, err error) {
	here, err := w.here()
	if err != nil {
		return "", false, err
	}
	var st unix.Stat_t
	if err := unix.Fstat(here, &st); err != nil {
		return "", false, err
	}
	if st.Ino == procfs.RootIno {
		if name != "self" && name != "thread-self" {
			return "", false, nil
		}
		process, thread, err := w.target.numbersIn(here)
		if name == "self" {
			return process, false, err
		}
		return process + "/task/" + thread, false, err
	}
	fd, err := openat2(here, name, unix.OpenHow{
		Flags:   unix.O_PATH | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_NO_MAGICLINKS,
	})
	if err == nil {
		unix.Close(fd)
	}
	return "", err == unix.ELOOP, nil
}

// numbersIn returns the numbers of the target's process and thread in the procfs with
// that root, whose PID namespace need not be the caller's or the target's. It
// tries the numbers that the target has in each of its namespaces. The
// one that it finds is the target if it has the same innermost namespace and number:
// that is how the kernel names a task, so nobody can make up another. What is mounted in
// there does not count.
func (t *Target) numbersIn(root int) (process, thread string, err error) {
	target, err := t.Status()
	if err != nil {
		return "", "", err
	}
	var there, ours unix.Stat_t
	if unix.Fstat(root, &there) == nil && unix.Fstat(t.Proc, &ours) == nil && there.Dev == ours.Dev && len(target.NSTGID) > 0 && len(target.NSTID) > 0 {
		// It is the one that the target's directory is in, and the numbers begin with those.
		return strconv.Itoa(target.NSTGID[0]), strconv.Itoa(target.NSTID[0]), nil
	}
	space, err := t.pidNamespace()
	if err != nil {
		return "", "", err
	}
	if len(target.NSTID) == 0 || len(target.NSTID) != len(target.NSTGID) {
		return "", "", unix.ENOENT
	}
	own := target.NSTID[len(target.NSTID)-1]
	for i := range target.NSTID {
		process, thread = strconv.Itoa(target.NSTGID[i]), strconv.Itoa(target.NSTID[i])
		dir, err := procfs.OpenDir(root, process+"/task/"+thread)
		if err != nil {
			continue
		}
		var found procfs.Status
		there, err := procfs.Readlink(dir, "ns/pid")
		if err == nil && there == space {
			var status []byte
			if status, err = procfs.ReadFile(dir, "status"); err == nil {
				found, err = procfs.ParseStatus(status)
			}
		}
		unix.Close(dir)
		if err == nil && len(found.NSTID) > 0 && found.NSTID[len(found.NSTID)-1] == own {
			return process, thread, nil
		}
	}
	return "", "", unix.ENOENT // as the kernel tells a reader who is not in there
}

// jump follows a magic link in the current directory, if it may. It follows the one that
// has the same name in the caller's own /proc: the target may have mounted something
// over its own.
func (w *walk) jump(name, after string, last bool) (int, error) {
	switch {
	case w.how.Resolve&unix.RESOLVE_NO_MAGICLINKS != 0:
		return -1, unix.ELOOP
	case w.how.Resolve&(unix.RESOLVE_BENEATH|unix.RESOLVE_IN_ROOT) != 0:
		return -1, unix.EXDEV
	}
	path, err := w.targetsOwn(name)
	if err != nil {
		return -1, err
	}
	how := w.how
	how.Resolve &= stepResolve
	if last && after == "" && name != "root" {
		return procfs.Follow(w.target.Proc, path, how)
	}
	how.Flags, how.Mode = unix.O_PATH|unix.O_DIRECTORY, 0
	fd, err := procfs.Follow(w.target.Proc, path, how)
	if err != nil {
		return -1, err
	}
	if name == "root" {
		// Another thread of the process may have another root than the caller.
		defer unix.Close(fd)
		there, err := identify(fd)
		if err != nil {
			return -1, err
		}
		if root, err := identify(w.root); err != nil || there != root {
			return -1, unix.ELOOP
		}
		fd = -1
	}
	w.rebase(fd)
	w.rest = relative(after)
	return -1, errGoOn
}

// targetsOwn returns where, below the target's directory in the caller's /proc, the magic link
// of that name in the current directory is. It fails with ELOOP for those that are not to be
// followed: all that are not the target's own.
func (w *walk) targetsOwn(name string) (string, error) {
	below := ""
	switch name {
	case "cwd", "exe", "root":
	default:
		below = "/ns"
		if _, err := strconv.ParseUint(name, 10, 31); err == nil {
			below = "/fd"
		}
	}
	at, err := w.here()
	if err != nil {
		return "", err
	}
	here, err := identify(at)
	if err != nil {
		return "", err
	}
	root, err := procRoot(at)
	if err != nil {
		return "", err
	}
	defer unix.Close(root)
	process, thread, err := w.target.numbersIn(root)
	if err == unix.ENOENT {
		return "", unix.ELOOP // a procfs in which the target is not has no link of the target's
	}
	if err != nil {
		return "", err
	}
	status, err := w.target.Status()
	if err != nil {
		return "", err
	}
	leader := "task/" + strconv.Itoa(status.TGID)
	for _, c := range []struct{ there, ours string }{
		{process, leader}, {thread, "."}, {process + "/task/" + thread, "."}, {process + "/task/" + process, leader},
	} {
		fd, err := procfs.OpenDir(root, c.there+below)
		if err != nil {
			continue
		}
		id, err := identify(fd)
		unix.Close(fd)
		if err == nil && id == here {
			return c.ours + below + "/" + name, nil
		}
	}
	return "", unix.ELOOP
}

// procRoot opens the root of the procfs that a directory is in, at the most four levels up.
// It fails with ELOOP where there is none.
func procRoot(dir int) (int, error) {
	at, up := dir, "."
	for range 5 {
		fd, err := procfs.Retry(func() (int, error) {
			return unix.Openat(at, up, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		})
		if at != dir {
			unix.Close(at)
		}
		if err != nil {
			return -1, err
		}
		at, up = fd, ".."
		var st unix.Statx_t
		var fs unix.Statfs_t
		if unix.Statx(at, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_INO, &st) != nil ||
			unix.Fstatfs(at, &fs) != nil || fs.Type != unix.PROC_SUPER_MAGIC {
			break
		}
		if st.Ino == procfs.RootIno {
			return at, nil
		}
	}
	if at != dir {
		unix.Close(at)
	}
	return -1, unix.ELOOP
}
