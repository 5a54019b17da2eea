//go:build cgo

package broker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"

	"github.com/seccompstream/seccompstream/internal/executor"
	"github.com/seccompstream/seccompstream/internal/rights"
)

func isErrno(err error, errno syscall.Errno) bool {
	var e syscall.Errno
	return errors.As(err, &e) && e == errno
}

// selfInodes are the numbers of /proc/self and /proc/thread-self, which are the same in every procfs.
var selfInodes = sync.OnceValues(func() (self, thread uint64) {
	var st unix.Stat_t
	if unix.Lstat("/proc/self", &st) == nil {
		self = st.Ino
	}
	if unix.Lstat("/proc/thread-self", &st) == nil {
		thread = st.Ino
	}
	return self, thread
})

// selfLink returns what a link reads for the target that means whoever reads it. ok says that it is such
// a link.
func (j *job) selfLink(pin int, _ string) (text string, ok bool, err error) {
	var fs unix.Statfs_t
	if err := unix.Fstatfs(pin, &fs); err != nil || fs.Type != unix.PROC_SUPER_MAGIC {
		return "", false, err
	}
	var st, ours unix.Stat_t
	if err := unix.Fstat(pin, &st); err != nil {
		return "", false, err
	}
	self, thread := selfInodes()
	if st.Ino != self && st.Ino != thread {
		return "", false, nil
	}
	p, err := j.n.Process()
	if err != nil {
		return "", true, err
	}
	tgid, tid := p.TGID, p.TID
	if unix.Lstat("/proc/self", &ours) == nil && ours.Dev != st.Dev && len(p.NSTGID) > 0 {
		// Of another procfs: that of the target's own namespace, in all likelihood.
		tgid, tid = p.NSTGID[len(p.NSTGID)-1], p.NSTID[len(p.NSTID)-1]
	}
	if st.Ino == self {
		return strconv.Itoa(tgid), true, nil
	}
	return fmt.Sprintf("%d/task/%d", tgid, tid), true, nil
}

// terminal returns a path of ours to the target's controlling terminal, which /dev/tty means.
func (j *job) terminal() (string, error) {
	target, err := ttyOf(j.proc)
	if err != nil {
		return "", j.gone(err)
	}
	if target == 0 {
		return "", unix.ENXIO
	}
	// The number has the minor's upper bits on top of the major, which is that of the devices of the
	// other end of pseudo-terminals, or of consoles.
	major, minor := target>>8&0xfff, target&0xff|target>>12&0xfff00
	var path string
	switch {
	case major >= 136 && major <= 143:
		path = "/dev/pts/" + strconv.Itoa(int(minor+(major-136)<<20))
	case major == 4 && minor < 64:
		path = "/dev/tty" + strconv.Itoa(int(minor))
	case major == 4:
		path = "/dev/ttyS" + strconv.Itoa(int(minor-64))
	default:
		return "", unix.EIO
	}
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return "", unix.EIO
	}
	if st.Mode&unix.S_IFMT != unix.S_IFCHR || unix.Major(st.Rdev) != major || unix.Minor(st.Rdev) != minor {
		return "", unix.EIO // of another instance of devpts
	}
	return path, nil
}

// ttyOf returns the number of a process's controlling terminal, or 0.
func ttyOf(proc int) (uint32, error) {
	b, err := procfs.ReadFile(proc, "stat")
	if err != nil {
		return 0, err
	}
	s := string(b)
	f := strings.Fields(s[strings.LastIndexByte(s, ')')+1:])
	if len(f) < 5 {
		return 0, unix.EPROTO
	}
	n, err := strconv.ParseInt(f[4], 10, 64)
	return uint32(n), err
}

// errInterrupted stops a call for a signal of the target's.
var errInterrupted = errors.New("broker: the target has a signal to handle")

// restart is ERESTARTSYS, which [seccompstream.Interrupted] answers.
const restart = syscall.Errno(512)

// check says whether a call that blocks is to go on.
func (j *job) check() error {
	if j.ctx.Err() != nil {
		return context.Cause(j.ctx)
	}
	if err := j.n.Valid(); err != nil {
		return err
	}
	if pending, err := j.n.SignalPending(); err == nil && pending {
		return errInterrupted
	}
	return nil
}

// worker returns a worker that has the target's rights. With socket it has the effective IDs, too, which
// peers are told.
func (j *job) worker(socket bool) (*executor.Worker, error) {
	key := "own"
	if !j.own {
		key = fmt.Sprintf("%v %d %d %x %v", socket, j.rights.FSUID, j.rights.FSGID, j.rights.Effective, j.rights.Groups)
		if socket {
			key += fmt.Sprintf(" %d %d", j.rights.UID, j.rights.GID)
		}
	}
	w, err := j.b.workers.Get(key)
	if err != nil {
		return nil, err
	}
	if w.Key == key {
		return w, nil
	}
	if !j.own {
		if err := become(w, j.rights, socket); err != nil {
			w.Kill()
			return nil, err
		}
	}
	w.Key = key
	return w, nil
}

// become gives a worker rights for good.
func become(w *executor.Worker, r *rights.Rights, socket bool) error {
	var pin runtime.Pinner
	defer pin.Unpin()
	type step struct {
		name string
		nr   uintptr
		args []uintptr
	}
	groups := append(make([]uint32, 0, len(r.Groups)+1), r.Groups...)[:len(r.Groups)+1]
	pin.Pin(&groups[0])
	steps := []step{{"setgroups", unix.SYS_SETGROUPS, []uintptr{uintptr(len(r.Groups)), uintptr(unsafe.Pointer(&groups[0]))}}}
	const keepCaps = 8 // PR_SET_KEEPCAPS
	if socket {
		gid, uid := uintptr(r.GID), uintptr(r.UID)
		steps = append(steps,
			step{"prctl", unix.SYS_PRCTL, []uintptr{keepCaps, 1}},
			step{"setresgid", unix.SYS_SETRESGID, []uintptr{gid, gid, gid}},
			step{"setresuid", unix.SYS_SETRESUID, []uintptr{uid, uid, uid}})
	}
	steps = append(steps,
		step{"", unix.SYS_SETFSGID, []uintptr{uintptr(r.FSGID)}},
		step{"", unix.SYS_SETFSUID, []uintptr{uintptr(r.FSUID)}})
	header := &unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	caps := &[2]unix.CapUserData{
		{Effective: uint32(r.Effective), Permitted: uint32(r.Effective)},
		{Effective: uint32(r.Effective >> 32), Permitted: uint32(r.Effective >> 32)},
	}
	pin.Pin(header)
	pin.Pin(caps)
	steps = append(steps,
		step{"capset", unix.SYS_CAPSET, []uintptr{uintptr(unsafe.Pointer(header)), uintptr(unsafe.Pointer(&caps[0]))}},
		// The kernel forgets it when IDs change.
		step{"prctl", unix.SYS_PRCTL, []uintptr{unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL)}})
	for _, s := range steps {
		_, errno, err := w.Call(nil, s.nr, s.args...)
		if err != nil {
			return err
		}
		if errno != 0 && s.name != "" {
			return os.NewSyscallError(s.name, errno)
		}
	}
	for _, s := range []struct {
		nr   uintptr
		want uint32
	}{{unix.SYS_SETFSGID, r.FSGID}, {unix.SYS_SETFSUID, r.FSUID}} {
		is, _, err := w.Call(nil, s.nr, ^uintptr(0))
		if err != nil {
			return err
		}
		if uint32(is) != s.want {
			return os.NewSyscallError("setfsuid", unix.EPERM)
		}
	}
	return nil
}

// byWorker makes a call that may block. What the arguments point to is pinned. A call that is interrupted for
// a signal is given to the kernel to restart, or not: interrupted is the errno for that.
func (j *job) byWorker(socket bool, interrupted syscall.Errno, nr uintptr, args ...uintptr) (uintptr, error) {
	w, err := j.worker(socket)
	if err != nil {
		return 0, err
	}
	r, errno, stopped := w.Call(j.check, nr, args...)
	w.Put()
	switch {
	case errno == 0:
		return r, nil
	case errno == unix.EINTR && errors.Is(stopped, errInterrupted):
		return 0, interrupted
	case errno == unix.EINTR && stopped != nil:
		return 0, stopped
	case stopped != nil && errors.Is(stopped, executor.ErrDied):
		return 0, stopped
	default:
		return 0, errno
	}
}

// openByWorker opens what may block, or with effective what has to be opened by the target's effective IDs.
func (j *job) openByWorker(effective bool, path string, flags int) (int, error) {
	name := append([]byte(path), 0)
	var pin runtime.Pinner
	defer pin.Unpin()
	pin.Pin(&name[0])
	dir := unix.AT_FDCWD
	fd, err := j.byWorker(effective, restart, unix.SYS_OPENAT, uintptr(dir), uintptr(unsafe.Pointer(&name[0])), uintptr(flags), 0)
	return int(fd), err
}
