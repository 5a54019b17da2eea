//go:build cgo

package broker

import (
	"encoding/binary"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"

	"github.com/seccompstream/seccompstream"
)

// planOpenat is for open (dir -1) and openat.
func planOpenat(dir, path int) planner {
	return func(j *job) (*plan, error) {
		if flags := j.uint(path + 1); flags&unix.O_PATH != 0 || flags&(unix.O_CREAT|tmpfile) == 0 && openWhat(flags)&^j.b.free == 0 {
			return proceed(), nil // before the path is looked at
		}
		a := j.path(dir, path)
		return j.planOpen(openArgs{at: a, flags: j.uint(path + 1), mode: j.uint(path + 2)}, false)
	}
}

func planCreat(j *job) (*plan, error) {
	a := j.path(-1, 0)
	return j.planOpen(openArgs{at: a, flags: unix.O_CREAT | unix.O_WRONLY | unix.O_TRUNC, mode: j.uint(1)}, false)
}

func planOpenat2(j *job) (*plan, error) {
	const first, page = 24, 4096 // OPEN_HOW_SIZE_VER0
	size := j.args[3]
	switch {
	case size < first:
		return nil, unix.EINVAL
	case size > page:
		return nil, unix.E2BIG
	}
	b, err := j.bytes(j.args[2], int(size))
	if err != nil {
		return nil, err
	}
	for _, more := range b[first:] {
		if more != 0 {
			return nil, unix.E2BIG
		}
	}
	word := func(i int) uint64 { return binary.NativeEndian.Uint64(b[8*i:]) }
	a := j.path(0, 1)
	return j.planOpen(openArgs{at: a, flags: word(0), mode: word(1), resolve: word(2)}, true)
}

// planName is for calls that make a name.
func (j *job) planName(a at, directory bool, act func(dir int, name string) error) (*plan, error) {
	dir, name, err := j.parent(a, 0)
	if err != nil {
		return nil, err
	}
	if name == "." || name == ".." || name == "/" {
		return nil, unix.EEXIST
	}
	access, err := j.accessName(Create, dir, name)
	if err != nil {
		return nil, err
	}
	if access.Exists {
		return nil, unix.EEXIST
	}
	if !directory && strings.HasSuffix(name, "/") {
		return nil, unix.ENOENT
	}
	p := j.simple(func() error { return act(dir, name) }, access)
	p.creates = true
	return p, nil
}

func planMkdir(dir, path int) planner {
	return func(j *job) (*plan, error) {
		a := j.path(dir, path)
		mode := uint32(j.args[path+1])
		return j.planName(a, true, func(dir int, name string) error { return unix.Mkdirat(dir, name, mode) })
	}
}

func planMknod(dir, path int) planner {
	return func(j *job) (*plan, error) {
		mode, dev := uint32(uint16(j.args[path+1])), int(uint32(j.args[path+2]))
		switch mode & unix.S_IFMT {
		case 0, unix.S_IFREG, unix.S_IFCHR, unix.S_IFBLK, unix.S_IFIFO, unix.S_IFSOCK:
		case unix.S_IFDIR:
			return nil, unix.EPERM
		default:
			return nil, unix.EINVAL
		}
		a := j.path(dir, path)
		if j.foreign && (mode&unix.S_IFMT == unix.S_IFCHR || mode&unix.S_IFMT == unix.S_IFBLK) && dev != 0 {
			return nil, unix.EPERM
		}
		return j.planName(a, false, func(dir int, name string) error { return unix.Mknodat(dir, name, mode, dev) })
	}
}

func planSymlink(dir, path int) planner {
	return func(j *job) (*plan, error) {
		text, err := j.str(j.args[0])
		if err != nil {
			return nil, err
		}
		if text == "" {
			return nil, unix.ENOENT
		}
		a := j.path(dir, path)
		return j.planName(a, false, func(dir int, name string) error { return unix.Symlinkat(text, dir, name) })
	}
}

func planUnlink(dir, path, flagsArg int, flags int) planner {
	return func(j *job) (*plan, error) {
		flags := flags
		if flagsArg >= 0 {
			flags = j.int(flagsArg)
		}
		if flags&^unix.AT_REMOVEDIR != 0 {
			return nil, unix.EINVAL
		}
		a := j.path(dir, path)
		parent, name, err := j.parent(a, 0)
		if err != nil {
			return nil, err
		}
		if flags&unix.AT_REMOVEDIR != 0 {
			switch name {
			case ".":
				return nil, unix.EINVAL
			case "..":
				return nil, unix.ENOTEMPTY
			case "/":
				return nil, unix.EBUSY
			}
		} else if name == "." || name == ".." || name == "/" {
			return nil, unix.EISDIR
		}
		access, err := j.accessName(Remove, parent, name)
		if err != nil {
			return nil, err
		}
		if j.b.policy != nil && access.What&^j.b.free != 0 && !access.Exists {
			return nil, missing(parent)
		}
		return j.simple(func() error { return unix.Unlinkat(parent, name, flags) }, access), nil
	}
}

// missing is the error of removing what is not there, of which the kernel tells after it has looked whether the
// directory can be written at all.
func missing(dir int) error {
	var fs unix.Statfs_t
	if unix.Fstatfs(dir, &fs) == nil && fs.Flags&unix.ST_RDONLY != 0 {
		return unix.EROFS
	}
	return unix.ENOENT
}

func planRename(dir1, path1, dir2, path2, flagsArg int) planner {
	return func(j *job) (*plan, error) {
		var flags uint
		if flagsArg >= 0 {
			flags = uint(j.uint(flagsArg))
		}
		const known = unix.RENAME_NOREPLACE | unix.RENAME_EXCHANGE | unix.RENAME_WHITEOUT
		if flags&^known != 0 || flags&unix.RENAME_EXCHANGE != 0 && flags&(unix.RENAME_NOREPLACE|unix.RENAME_WHITEOUT) != 0 {
			return nil, unix.EINVAL
		}
		from := j.path(dir1, path1)
		to := j.path(dir2, path2)
		fromDir, fromName, err := j.parent(from, 0)
		if err != nil {
			return nil, err
		}
		toDir, toName, err := j.parent(to, 0)
		if err != nil {
			return nil, err
		}
		if a, err := identify(fromDir); err != nil {
			return nil, err
		} else if b, err := identify(toDir); err != nil {
			return nil, err
		} else if a.mount != b.mount {
			return nil, unix.EXDEV
		}
		special := func(name string) bool { return name == "." || name == ".." || name == "/" }
		switch {
		case special(fromName):
			return nil, unix.EBUSY
		case special(toName) && flags&unix.RENAME_NOREPLACE != 0:
			return nil, unix.EEXIST
		case special(toName):
			return nil, unix.EBUSY
		}
		what := Remove
		if flags&(unix.RENAME_EXCHANGE|unix.RENAME_WHITEOUT) != 0 {
			what |= Create
		}
		old, err := j.accessName(what, fromDir, fromName)
		if err != nil {
			return nil, err
		}
		if j.b.policy != nil && old.What&^j.b.free != 0 && !old.Exists {
			return nil, missing(fromDir)
		}
		target, err := j.accessName(Create, toDir, toName)
		if err != nil {
			return nil, err
		}
		if target.Exists {
			target.What |= Remove
		}
		if j.b.policy != nil && old.What&^j.b.free != 0 {
			switch {
			case flags&unix.RENAME_EXCHANGE != 0 && !target.Exists:
				return nil, missing(fromDir)
			case flags&unix.RENAME_NOREPLACE != 0 && target.Exists:
				return nil, unix.EEXIST
			}
		}
		return j.simple(func() error { return unix.Renameat2(fromDir, fromName, toDir, toName, flags) }, old, target), nil
	}
}

func planLink(dir1, path1, dir2, path2, flagsArg int) planner {
	return func(j *job) (*plan, error) {
		flags := 0
		if flagsArg >= 0 {
			flags = j.int(flagsArg)
		}
		if flags&^(unix.AT_SYMLINK_FOLLOW|unix.AT_EMPTY_PATH) != 0 {
			return nil, unix.EINVAL
		}
		from := j.pathOrEmpty(dir1, path1, flags)
		to := j.path(dir2, path2)
		pin, err := j.object(from, flags&unix.AT_SYMLINK_FOLLOW != 0)
		if err != nil {
			return nil, err
		}
		var st unix.Stat_t
		if err := unix.Fstat(pin, &st); err != nil {
			return nil, err
		}
		old, err := j.access(Link, pin, &st)
		if err != nil {
			return nil, err
		}
		p, err := j.planName(to, false, func(dir int, name string) error {
			// This makes a link to a symbolic link itself, too.
			return unix.Linkat(unix.AT_FDCWD, procFD(pin), dir, name, unix.AT_SYMLINK_FOLLOW)
		})
		if err != nil {
			return nil, err
		}
		p.accesses = append(p.accesses, old)
		p.creates = false // the mode is the object's
		return p, nil
	}
}

// planObject is for calls that do something to an object and return 0.
func (j *job) planObject(what What, a at, follow bool, act func(pin int) error) (*plan, error) {
	p, err := j.planPin(what, a, follow)
	if err != nil {
		return nil, err
	}
	pin := p.pin
	p.act = func() (seccompstream.Response, error) {
		if *pin < 0 {
			return seccompstream.Response{}, unix.ENOENT
		}
		return seccompstream.Success(0), j.as(func() error { return act(*pin) })
	}
	return p, nil
}

// planLook is planObject for calls that write what they find into the target's memory: act is not run with its rights.
func (j *job) planLook(a at, follow bool, act func(pin int) error) (*plan, error) {
	p, err := j.planPin(Stat, a, follow)
	if err != nil {
		return nil, err
	}
	pin := p.pin
	p.act = func() (seccompstream.Response, error) {
		if *pin < 0 {
			return seccompstream.Response{}, unix.ENOENT
		}
		return seccompstream.Success(0), act(*pin)
	}
	return p, nil
}

// planPin is a plan for an object, without an act. The pin is -1 for what does not exist, where Options.Missing asks
// about that.
func (j *job) planPin(what What, a at, follow bool) (*plan, error) {
	pin, err := j.object(a, follow)
	if err == unix.ENOENT && j.b.missing && what&^j.b.free != 0 && a.path != "" {
		access, err := j.accessMissing(what, a)
		if err != nil {
			return nil, err
		}
		none := -1
		return &plan{accesses: []Access{access}, pin: &none}, nil
	}
	if err != nil {
		return nil, err
	}
	access, err := j.access(what, pin, nil)
	if err != nil {
		return nil, err
	}
	return &plan{accesses: []Access{access}, pin: &pin}, nil
}

// accessMissing describes what is done to a path that names nothing.
func (j *job) accessMissing(what What, a at) (Access, error) {
	dir, name, err := j.parent(a, 0)
	if err != nil {
		return Access{}, err
	}
	return j.accessName(what, dir, name)
}

// planFD is for calls that do something to what a descriptor refers to, and return 0.
func (j *job) planFD(what What, arg int, act func(fd int) error) (*plan, error) {
	fd, err := j.fd(j.int(arg))
	if err != nil {
		return nil, err
	}
	access, err := j.access(what, fd, nil)
	if err != nil {
		return nil, err
	}
	return j.simple(func() error { return act(fd) }, access), nil
}

func planChmod(dir, path, flagsArg int) planner {
	return func(j *job) (*plan, error) {
		flags := 0
		if flagsArg >= 0 {
			flags = j.int(flagsArg)
		}
		if flags&^(unix.AT_SYMLINK_NOFOLLOW|unix.AT_EMPTY_PATH) != 0 {
			return nil, unix.EINVAL
		}
		a := j.pathOrEmpty(dir, path, flags)
		mode := uint32(j.args[path+1])
		return j.planObject(Metadata, a, flags&unix.AT_SYMLINK_NOFOLLOW == 0, func(pin int) error {
			return unix.Fchmodat(unix.AT_FDCWD, procFD(pin), mode, 0)
		})
	}
}

func planFchmod(j *job) (*plan, error) {
	return j.planFD(Metadata, 0, func(fd int) error { return unix.Fchmod(fd, uint32(j.args[1])) })
}

func planChown(dir, path, flagsArg, flags int) planner {
	return func(j *job) (*plan, error) {
		flags := flags
		if flagsArg >= 0 {
			flags = j.int(flagsArg)
		}
		if flags&^(unix.AT_SYMLINK_NOFOLLOW|unix.AT_EMPTY_PATH) != 0 {
			return nil, unix.EINVAL
		}
		a := j.pathOrEmpty(dir, path, flags)
		uid, gid, err := j.owner(path+1, path+2)
		if err != nil {
			return nil, err
		}
		return j.planObject(Metadata, a, flags&unix.AT_SYMLINK_NOFOLLOW == 0, func(pin int) error {
			return unix.Fchownat(pin, "", uid, gid, unix.AT_EMPTY_PATH)
		})
	}
}

func planFchown(j *job) (*plan, error) {
	uid, gid, err := j.owner(1, 2)
	if err != nil {
		return nil, err
	}
	return j.planFD(Metadata, 0, func(fd int) error { return unix.Fchown(fd, uid, gid) })
}

// owner returns IDs of the target's as they are in our user namespace.
func (j *job) owner(uidArg, gidArg int) (uid, gid int, err error) {
	uid, gid = j.int(uidArg), j.int(gidArg)
	if !j.foreign {
		return uid, gid, nil
	}
	if uid, err = j.mapped("uid_map", uid); err == nil {
		gid, err = j.mapped("gid_map", gid)
	}
	return uid, gid, err
}

// mapped translates an ID by the map of the target's user namespace, which /proc shows with our IDs outside.
func (j *job) mapped(file string, id int) (int, error) {
	if id == -1 {
		return id, nil
	}
	b, err := procfs.ReadFile(j.proc, file)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		f, err := unsigneds(strings.Fields(line))
		if err != nil || len(f) != 3 {
			return 0, unix.EINVAL
		}
		if d := uint32(id) - f[0]; uint32(id) >= f[0] && d < f[2] {
			return int(int32(f[1] + d)), nil
		}
	}
	return 0, unix.EINVAL
}

func planTruncate(j *job) (*plan, error) {
	size := int64(j.args[1])
	if size < 0 {
		return nil, unix.EINVAL
	}
	a := j.path(-1, 0)
	p, err := j.planPin(Write, a, true)
	if err != nil {
		return nil, err
	}
	p.act = func() (seccompstream.Response, error) {
		pin := *p.pin
		if pin < 0 {
			return seccompstream.Response{}, unix.ENOENT
		}
		var limit unix.Rlimit
		if err := unix.Prlimit(j.n.PID, unix.RLIMIT_FSIZE, nil, &limit); err == nil && uint64(size) > limit.Cur {
			var st unix.Stat_t
			if unix.Fstat(pin, &st) == nil && size > st.Size {
				j.signal(unix.SIGXFSZ)
				return seccompstream.Response{}, unix.EFBIG
			}
		}
		return seccompstream.Success(0), j.as(func() error { return unix.Truncate(procFD(pin), size) })
	}
	return p, nil
}

// signal sends a signal to the thread that made the call.
func (j *job) signal(sig unix.Signal) {
	if pidfd, err := j.n.PIDFD(); err == nil {
		_ = unix.PidfdSendSignal(pidfd, sig, nil, 0)
		unix.Close(pidfd)
	}
}

// times sets the times of an object that is pinned with O_PATH, or open.
func setTimes(fd int, ts *[2]unix.Timespec) error {
	empty := []byte{0}
	_, _, errno := unix.Syscall6(unix.SYS_UTIMENSAT, uintptr(fd), uintptr(unsafe.Pointer(&empty[0])),
		uintptr(unsafe.Pointer(ts)), unix.AT_EMPTY_PATH, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// words reads n longs of the target's.
func (j *job) words(addr uint64, n int) ([]int64, error) {
	b, err := j.bytes(addr, 8*n)
	if err != nil {
		return nil, err
	}
	w := make([]int64, n)
	for i := range w {
		w[i] = int64(binary.NativeEndian.Uint64(b[8*i:]))
	}
	return w, nil
}

// timesArg reads times: nil for those of now.
type timesArg func(j *job, addr uint64) (*[2]unix.Timespec, error)

func timespecs(j *job, addr uint64) (*[2]unix.Timespec, error) {
	if addr == 0 {
		return nil, nil
	}
	w, err := j.words(addr, 4)
	if err != nil {
		return nil, err
	}
	return &[2]unix.Timespec{{Sec: w[0], Nsec: w[1]}, {Sec: w[2], Nsec: w[3]}}, nil
}

func timevals(j *job, addr uint64) (*[2]unix.Timespec, error) {
	if addr == 0 {
		return nil, nil
	}
	w, err := j.words(addr, 4)
	if err != nil {
		return nil, err
	}
	if w[1] < 0 || w[1] > 999999 || w[3] < 0 || w[3] > 999999 {
		return nil, unix.EINVAL
	}
	return &[2]unix.Timespec{{Sec: w[0], Nsec: w[1] * 1000}, {Sec: w[2], Nsec: w[3] * 1000}}, nil
}

func seconds(j *job, addr uint64) (*[2]unix.Timespec, error) {
	if addr == 0 {
		return nil, nil
	}
	w, err := j.words(addr, 2)
	if err != nil {
		return nil, err
	}
	return &[2]unix.Timespec{{Sec: w[0]}, {Sec: w[1]}}, nil
}

func planTimes(dir, path, flagsArg int, read timesArg) planner {
	return func(j *job) (*plan, error) {
		ts, err := read(j, j.args[path+1])
		if err != nil {
			return nil, err
		}
		flags := 0
		if flagsArg >= 0 {
			flags = j.int(flagsArg)
		}
		if flags&^(unix.AT_SYMLINK_NOFOLLOW|unix.AT_EMPTY_PATH) != 0 {
			return nil, unix.EINVAL
		}
		if dir >= 0 && j.args[path] == 0 && flags&unix.AT_EMPTY_PATH == 0 {
			// futimens(3): the descriptor itself.
			if j.int(dir) == unix.AT_FDCWD {
				return nil, unix.EFAULT
			}
			if flags != 0 {
				return nil, unix.EINVAL
			}
			return j.planFD(Metadata, dir, func(fd int) error {
				_, _, errno := unix.Syscall6(unix.SYS_UTIMENSAT, uintptr(fd), 0, uintptr(unsafe.Pointer(ts)), 0, 0, 0)
				if errno != 0 {
					return errno
				}
				return nil
			})
		}
		a := j.pathOrEmpty(dir, path, flags)
		return j.planObject(Metadata, a, flags&unix.AT_SYMLINK_NOFOLLOW == 0, func(pin int) error { return setTimes(pin, ts) })
	}
}

// Calls that look.

func bytesOf[T any](v *T) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(v)), unsafe.Sizeof(*v)) }

func planStat(dir, path, flagsArg int, flags int) planner {
	return func(j *job) (*plan, error) {
		flags := flags
		if flagsArg >= 0 {
			flags = j.int(flagsArg)
		}
		const sync = 0x6000 // AT_STATX_SYNC_TYPE
		if flags&^(unix.AT_SYMLINK_NOFOLLOW|unix.AT_NO_AUTOMOUNT|unix.AT_EMPTY_PATH|sync) != 0 {
			return nil, unix.EINVAL
		}
		a := j.pathOrEmpty(dir, path, flags)
		return j.planLook(a, flags&unix.AT_SYMLINK_NOFOLLOW == 0, func(pin int) error {
			var st unix.Stat_t
			if err := j.as(func() error { return unix.Fstat(pin, &st) }); err != nil {
				return err
			}
			j.unmapped(&st.Uid, &st.Gid)
			return j.write(j.args[path+1], bytesOf(&st))
		})
	}
}

// unmapped would turn our IDs into those of the target's user namespace.
func (j *job) unmapped(uid, gid *uint32) {
	if !j.foreign {
		return
	}
	*uid = j.inside("uid_map", *uid)
	*gid = j.inside("gid_map", *gid)
}

// inside translates one of our IDs by the map of the target's user namespace.
func (j *job) inside(file string, id uint32) uint32 {
	b, _ := procfs.ReadFile(j.proc, file)
	for line := range strings.Lines(string(b)) {
		f, err := unsigneds(strings.Fields(line))
		if err == nil && len(f) == 3 && id >= f[1] && id-f[1] < f[2] {
			return f[0] + (id - f[1])
		}
	}
	overflow := "kernel/overflowuid"
	if file == "gid_map" {
		overflow = "kernel/overflowgid"
	}
	return uint32(procfs.Sysctl(overflow))
}

func planStatx(j *job) (*plan, error) {
	flags, mask := j.int(2), int(j.uint(3))
	const sync = 0x6000
	if flags&^(unix.AT_SYMLINK_NOFOLLOW|unix.AT_NO_AUTOMOUNT|unix.AT_EMPTY_PATH|sync) != 0 || flags&sync == sync || mask&^0x7fffffff != 0 {
		return nil, unix.EINVAL
	}
	a := j.pathOrEmpty(0, 1, flags)
	return j.planLook(a, flags&unix.AT_SYMLINK_NOFOLLOW == 0, func(pin int) error {
		var st unix.Statx_t
		if err := j.as(func() error { return unix.Statx(pin, "", flags|unix.AT_EMPTY_PATH, mask, &st) }); err != nil {
			return err
		}
		j.unmapped(&st.Uid, &st.Gid)
		return j.write(j.args[4], bytesOf(&st))
	})
}

func planStatfs(j *job) (*plan, error) {
	a := j.path(-1, 0)
	return j.planLook(a, true, func(pin int) error {
		var st unix.Statfs_t
		if err := j.as(func() error { return unix.Fstatfs(pin, &st) }); err != nil {
			return err
		}
		return j.write(j.args[1], bytesOf(&st))
	})
}

func planAccess(dir, path, flagsArg int) planner {
	return func(j *job) (*plan, error) {
		mode, flags := j.int(path+1), 0
		if flagsArg >= 0 {
			flags = j.int(flagsArg)
		}
		if mode&^7 != 0 || flags&^(unix.AT_EACCESS|unix.AT_SYMLINK_NOFOLLOW|unix.AT_EMPTY_PATH) != 0 {
			return nil, unix.EINVAL
		}
		a := j.pathOrEmpty(dir, path, flags)
		what := Stat
		if mode&unix.R_OK != 0 {
			what |= Read
		}
		if mode&unix.W_OK != 0 {
			what |= Write
		}
		r := j.rights
		if r != nil && flags&unix.AT_EACCESS == 0 {
			r = r.Real()
		}
		follow := flags&unix.AT_SYMLINK_NOFOLLOW == 0
		if r == nil || r.Same(j.rights) {
			return j.planObject(what, a, follow, func(pin int) error { return faccessat2(pin, mode, unix.AT_EACCESS) })
		}
		// The kernel walks with the real IDs, too.
		if err := j.anchor(&a, 0); err != nil {
			return nil, err
		}
		var p *plan
		err := j.on(r, func() (err error) {
			p, err = j.planPin(what, a, follow)
			return err
		})
		if err != nil {
			return nil, err
		}
		p.act = func() (seccompstream.Response, error) {
			pin := *p.pin
			if pin < 0 {
				return seccompstream.Response{}, unix.ENOENT
			}
			return seccompstream.Success(0), j.on(r, func() error { return faccessat2(pin, mode, unix.AT_EACCESS) })
		}
		return p, nil
	}
}

func faccessat2(fd, mode, flags int) error {
	empty := []byte{0}
	_, _, errno := unix.Syscall6(unix.SYS_FACCESSAT2, uintptr(fd), uintptr(unsafe.Pointer(&empty[0])), uintptr(mode), uintptr(flags|unix.AT_EMPTY_PATH), 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

func planReadlink(dir, path int) planner {
	return func(j *job) (*plan, error) {
		size := j.int(path + 2)
		if size <= 0 {
			return nil, unix.EINVAL
		}
		a := j.path(dir, path)
		a.empty = dir >= 0 && a.path == ""
		pin, err := j.object(a, false)
		if err != nil {
			return nil, err
		}
		access, err := j.access(Stat, pin, nil)
		if err != nil {
			return nil, err
		}
		return &plan{accesses: []Access{access}, pin: &pin, act: func() (seccompstream.Response, error) {
			text, err := j.linkText(pin, a)
			if err != nil {
				return seccompstream.Response{}, err
			}
			text = text[:min(len(text), size)]
			return seccompstream.Success(int64(len(text))), j.write(j.args[path+1], []byte(text))
		}}, nil
	}
}

// linkText returns what a pinned link says.
func (j *job) linkText(pin int, a at) (string, error) {
	text, err := readlinkat(pin, "")
	if err == unix.ENOENT {
		// Of what is no link. An empty path is ENOENT there, but for links.
		if a.empty {
			return "", unix.ENOENT
		}
		return "", unix.EINVAL
	}
	if err != nil {
		return "", err
	}
	if name := strings.TrimRight(a.path, "/"); strings.HasSuffix(name, "self") {
		if own, ok, err := j.selfLink(pin, name); ok || err != nil {
			return own, err
		}
	}
	return text, nil
}

// xattr functions.

// xattrName reads the name of an attribute.
func (j *job) xattrName(addr uint64) (string, error) {
	const longest = 255
	name, err := j.n.Memory().ReadString(addr, longest)
	if isErrno(err, unix.ENAMETOOLONG) || err == nil && name == "" {
		return "", unix.ERANGE
	}
	return name, err
}

const largestXattr = 65536

func (j *job) xattrValue(addr, size uint64) ([]byte, error) {
	if size > largestXattr {
		return nil, unix.E2BIG
	}
	return j.bytes(addr, int(size))
}

// xattrTarget is where the object of a call on extended attributes is: a path, or a descriptor.
type xattrTarget int

const (
	byPath xattrTarget = iota
	byLink
	byFD
)

// planXattr plans for one of the three forms. act gets a path of ours that means the object. What it writes into the
// target's memory it writes with our rights.
func (j *job) planXattr(what What, t xattrTarget, act func(path string) (int, error)) (*plan, error) {
	if t != byFD {
		return j.planXattrAt(what, j.path(-1, 0), t == byPath, act)
	}
	fd, err := j.fd(j.int(0))
	if err != nil {
		return nil, err
	}
	// A descriptor with O_PATH is none for these.
	if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); err != nil || flags&unix.O_PATH != 0 {
		return nil, unix.EBADF
	}
	access, err := j.access(what, fd, nil)
	if err != nil {
		return nil, err
	}
	return j.xattrAct(&plan{accesses: []Access{access}, pin: &fd}, what, act), nil
}

func (j *job) planXattrAt(what What, a at, follow bool, act func(path string) (int, error)) (*plan, error) {
	p, err := j.planPin(what, a, follow)
	if err != nil {
		return nil, err
	}
	return j.xattrAct(p, what, act), nil
}

func (j *job) xattrAct(p *plan, what What, act func(path string) (int, error)) *plan {
	p.act = func() (seccompstream.Response, error) {
		if *p.pin < 0 {
			return seccompstream.Response{}, unix.ENOENT
		}
		var n int
		var err error
		if path := procFD(*p.pin); what == Metadata {
			err = j.as(func() (err error) { n, err = act(path); return err })
		} else {
			n, err = act(path)
		}
		return seccompstream.Success(int64(n)), err
	}
	return p
}

func planSetxattr(t xattrTarget) planner {
	return func(j *job) (*plan, error) {
		if j.int(4)&^(unix.XATTR_CREATE|unix.XATTR_REPLACE) != 0 {
			return nil, unix.EINVAL
		}
		name, err := j.xattrName(j.args[1])
		if err != nil {
			return nil, err
		}
		value, err := j.xattrValue(j.args[2], j.args[3])
		if err != nil {
			return nil, err
		}
		return j.planXattr(Metadata, t, func(path string) (int, error) { return 0, unix.Setxattr(path, name, value, j.int(4)) })
	}
}

func (j *job) getxattr(path, name string, addr, size uint64) (int, error) {
	b := make([]byte, min(size, largestXattr))
	var n int
	err := j.as(func() (err error) { n, err = unix.Getxattr(path, name, b); return err })
	if err == nil && len(b) > 0 {
		err = j.write(addr, b[:n])
	}
	return n, err
}

func (j *job) listxattr(path string, addr, size uint64) (int, error) {
	b := make([]byte, min(size, largestXattr))
	var n int
	err := j.as(func() (err error) { n, err = unix.Listxattr(path, b); return err })
	if err == nil && len(b) > 0 {
		err = j.write(addr, b[:n])
	}
	return n, err
}

func planGetxattr(t xattrTarget) planner {
	return func(j *job) (*plan, error) {
		name, err := j.xattrName(j.args[1])
		if err != nil {
			return nil, err
		}
		return j.planXattr(Stat, t, func(path string) (int, error) { return j.getxattr(path, name, j.args[2], j.args[3]) })
	}
}

func planListxattr(t xattrTarget) planner {
	return func(j *job) (*plan, error) {
		return j.planXattr(Stat, t, func(path string) (int, error) { return j.listxattr(path, j.args[1], j.args[2]) })
	}
}

func planRemovexattr(t xattrTarget) planner {
	return func(j *job) (*plan, error) {
		name, err := j.xattrName(j.args[1])
		if err != nil {
			return nil, err
		}
		return j.planXattr(Metadata, t, func(path string) (int, error) { return 0, unix.Removexattr(path, name) })
	}
}

// planXattrFlags is for the calls of Linux 6.13, which take a directory and flags.
func (j *job) planXattrFlags(what What, act func(path string) (int, error)) (*plan, error) {
	flags := j.int(2)
	if flags&^(unix.AT_SYMLINK_NOFOLLOW|unix.AT_EMPTY_PATH) != 0 {
		return nil, unix.EINVAL
	}
	return j.planXattrAt(what, j.pathOrEmpty(0, 1, flags), flags&unix.AT_SYMLINK_NOFOLLOW == 0, act)
}

// xattrArgs reads a struct xattr_args: value, size, flags.
func (j *job) xattrArgs(addr, size uint64) (value, length uint64, flags int, err error) {
	const first = 16
	if size < first {
		return 0, 0, 0, unix.EINVAL
	}
	if size > 4096 {
		return 0, 0, 0, unix.E2BIG
	}
	b, err := j.bytes(addr, int(size))
	if err != nil {
		return 0, 0, 0, err
	}
	for _, more := range b[first:] {
		if more != 0 {
			return 0, 0, 0, unix.E2BIG
		}
	}
	return binary.NativeEndian.Uint64(b), uint64(binary.NativeEndian.Uint32(b[8:])), int(binary.NativeEndian.Uint32(b[12:])), nil
}

func planSetxattrat(j *job) (*plan, error) {
	value, size, flags, err := j.xattrArgs(j.args[4], j.args[5])
	if err != nil {
		return nil, err
	}
	if flags&^(unix.XATTR_CREATE|unix.XATTR_REPLACE) != 0 {
		return nil, unix.EINVAL
	}
	name, err := j.xattrName(j.args[3])
	if err != nil {
		return nil, err
	}
	b, err := j.xattrValue(value, size)
	if err != nil {
		return nil, err
	}
	return j.planXattrFlags(Metadata, func(path string) (int, error) { return 0, unix.Setxattr(path, name, b, flags) })
}

func planGetxattrat(j *job) (*plan, error) {
	value, size, flags, err := j.xattrArgs(j.args[4], j.args[5])
	if err != nil {
		return nil, err
	}
	if flags != 0 {
		return nil, unix.EINVAL
	}
	name, err := j.xattrName(j.args[3])
	if err != nil {
		return nil, err
	}
	return j.planXattrFlags(Stat, func(path string) (int, error) { return j.getxattr(path, name, value, size) })
}

func planListxattrat(j *job) (*plan, error) {
	return j.planXattrFlags(Stat, func(path string) (int, error) { return j.listxattr(path, j.args[3], j.args[4]) })
}

func planRemovexattrat(j *job) (*plan, error) {
	name, err := j.xattrName(j.args[3])
	if err != nil {
		return nil, err
	}
	return j.planXattrFlags(Metadata, func(path string) (int, error) { return 0, unix.Removexattr(path, name) })
}

func planWatch(j *job) (*plan, error) {
	mask := uint32(j.args[2])
	in, err := j.fd(j.int(0))
	if err != nil {
		return nil, err
	}
	if name, err := readlinkat(unix.AT_FDCWD, procFD(in)); err != nil || name != "anon_inode:inotify" {
		return nil, unix.EINVAL
	}
	a := j.path(-1, 1)
	pin, err := j.object(a, mask&unix.IN_DONT_FOLLOW == 0)
	if err != nil {
		return nil, err
	}
	access, err := j.access(Read, pin, nil)
	if err != nil {
		return nil, err
	}
	return &plan{accesses: []Access{access}, act: func() (seccompstream.Response, error) {
		var wd int
		err := j.as(func() (err error) {
			wd, err = unix.InotifyAddWatch(in, procFD(pin), mask&^unix.IN_DONT_FOLLOW)
			return err
		})
		return seccompstream.Success(int64(wd)), err
	}}, nil
}

// planHandle is for name_to_handle_at: a handle opens nothing, since open_by_handle_at is refused.
func planHandle(j *job) (*plan, error) {
	flags := j.int(4)
	const fid, unique, connectable = 0x200, 0x1, 0x2
	if flags&^(unix.AT_SYMLINK_FOLLOW|unix.AT_EMPTY_PATH|fid|unique|connectable) != 0 {
		return nil, unix.EINVAL
	}
	a := j.pathOrEmpty(0, 1, flags)
	const largest = 128 // MAX_HANDLE_SZ
	head, err := j.bytes(j.args[2], 8)
	if err != nil {
		return nil, err
	}
	room := binary.NativeEndian.Uint32(head)
	if room > largest {
		return nil, unix.EINVAL
	}
	return j.planLook(a, flags&unix.AT_SYMLINK_FOLLOW != 0, func(pin int) error {
		b := append(head, make([]byte, room)...)
		var mount [8]byte
		empty := []byte{0}
		_, _, errno := unix.Syscall6(unix.SYS_NAME_TO_HANDLE_AT, uintptr(pin), uintptr(unsafe.Pointer(&empty[0])), uintptr(unsafe.Pointer(&b[0])),
			uintptr(unsafe.Pointer(&mount)), uintptr(flags&(fid|unique|connectable)|unix.AT_EMPTY_PATH), 0)
		if errno != 0 && errno != unix.EOVERFLOW {
			return errno
		}
		size := 4
		if flags&unique != 0 {
			size = 8
		}
		if err := j.write(j.args[3], mount[:size]); err != nil {
			return err
		}
		if errno != 0 {
			b = b[:8]
		}
		if err := j.write(j.args[2], b); err != nil {
			return err
		}
		if errno != 0 {
			return errno
		}
		return nil
	})
}

// planIoctl is for those ioctls that change a file for whoever has it open for reading.
func planIoctl(j *job) (*plan, error) {
	request := j.uint(1)
	size := map[uint64]int{fsSetFlags: 8, fsSetFlags32: 4, fsSetXattr: 28}[request]
	if size == 0 {
		return nil, unix.EPERM // the filter has more of them than are performed
	}
	if size == 8 {
		size = 4 // the kernel reads an int, whatever the number says
	}
	b, err := j.bytes(j.args[2], size)
	if err != nil {
		return nil, err
	}
	b = append(b, 0, 0, 0, 0)
	return j.planFD(Metadata, 0, func(fd int) error {
		_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(unsafe.Pointer(&b[0])))
		runtime.KeepAlive(b)
		if errno != 0 {
			return errno
		}
		return nil
	})
}

// The calls of Linux 6.17 that do the same by path.
const (
	sysFileGetattr = 468
	sysFileSetattr = 469
)

func planFileAttr(nr uintptr, what What) planner {
	return func(j *job) (*plan, error) {
		flags, size := j.int(4), j.args[3]
		const first = 24
		switch {
		case flags&^(unix.AT_SYMLINK_NOFOLLOW|unix.AT_EMPTY_PATH) != 0, size < first:
			return nil, unix.EINVAL
		case size > 4096:
			return nil, unix.E2BIG
		}
		a := j.pathOrEmpty(0, 1, flags)
		b := make([]byte, size)
		if what == Metadata {
			var err error
			if b, err = j.bytes(j.args[2], int(size)); err != nil {
				return nil, err
			}
		}
		p, err := j.planPin(what, a, flags&unix.AT_SYMLINK_NOFOLLOW == 0)
		if err != nil {
			return nil, err
		}
		act := func() error {
			pin := *p.pin
			if pin < 0 {
				return unix.ENOENT
			}
			empty := []byte{0}
			_, _, errno := unix.Syscall6(nr, uintptr(pin), uintptr(unsafe.Pointer(&empty[0])), uintptr(unsafe.Pointer(&b[0])), uintptr(size), unix.AT_EMPTY_PATH, 0)
			if errno != 0 {
				return errno
			}
			return nil
		}
		p.act = func() (seccompstream.Response, error) {
			err := j.as(act)
			if err == nil && what == Stat {
				err = j.write(j.args[2], b)
			}
			return seccompstream.Success(0), err
		}
		return p, nil
	}
}
