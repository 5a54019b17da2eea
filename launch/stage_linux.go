//go:build linux && cgo

package launch

/*
#include "stage.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"unsafe"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"
)

// A stage is the supervisor's side of a process that becomes a command: see stage.c.
type stage struct {
	sock  int      // the supervisor's end
	child *os.File // the stage's end
	exe   *os.File // a copy of this program to run, if it cannot be run itself
	sys   *syscall.SysProcAttr
	plan  []byte // what is still to be written of it
	chunk int    // how much of it a datagram takes
}

// prepare makes all that starting cmd under f takes, and changes nothing of cmd.
func prepare(cmd *exec.Cmd, f *seccomp.ScmpFilter) (_ *stage, err error) {
	if cmd.SysProcAttr != nil && cmd.SysProcAttr.Ptrace {
		return nil, errors.New("launch: SysProcAttr.Ptrace cannot be used: the tracer would stop this package's own execve, not the command's")
	}
	if C.stage_reachable() == 0 {
		return nil, errors.New("launch: re-executing this program would not start the command: this package is part of a shared library, or was linked with -linkmode=internal")
	}
	prog, err := compile(f)
	if err != nil {
		return nil, err
	}
	own := stageCaps(cmd.SysProcAttr)
	plan, err := encode(cmd, f, prog, own)
	if err != nil {
		return nil, err
	}
	s := &stage{sock: -1, sys: cmd.SysProcAttr, plan: plan, chunk: 16 << 10}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if inStage(s.sys) {
		sys := *s.sys
		sys.Chroot, sys.Credential, sys.AmbientCaps = "", nil, own.raise
		sys.Unshareflags &^= syscall.CLONE_NEWPID
		s.sys = &sys
	}
	if s.exe, err = copyExecutable(s.sys); err != nil {
		return nil, err
	}
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("socketpair", err)
	}
	s.sock, s.child = pair[0], os.NewFile(uintptr(pair[1]), "stage")

	// It is there before the process is: what is no stage finds none.
	magic := append([]byte(C.STAGE_MAGIC), 0)
	if err := unix.Sendmsg(s.sock, magic, nil, nil, unix.MSG_NOSIGNAL); err != nil {
		return nil, os.NewSyscallError("sendmsg", err)
	}
	return s, s.writePlan()
}

// writePlan writes as much of the plan as the socket takes now, which is all of a usual
// one.
func (s *stage) writePlan() error {
	for len(s.plan) > 0 {
		n := min(len(s.plan), s.chunk)
		err := unix.Sendmsg(s.sock, s.plan[:n], nil, nil, unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
		switch {
		case err == nil:
			s.plan = s.plan[n:]
		case err == unix.EAGAIN || err == unix.ENOBUFS:
			return nil
		case err == unix.EMSGSIZE && s.chunk > 1024:
			s.chunk /= 2
		case err != unix.EINTR:
			return os.NewSyscallError("sendmsg", err)
		}
	}
	return nil
}

func (s *stage) close() {
	if s.sock >= 0 {
		unix.Close(s.sock)
	}
	s.child.Close()
	s.exe.Close()
}

// start starts the stage through cmd, and leaves cmd's fields as the caller set them.
// The gate is that of cmd.Stdin, nil if there is none.
func (s *stage) start(cmd *exec.Cmd) (*gate, error) {
	path, args, env, dir := cmd.Path, cmd.Args, cmd.Env, cmd.Dir
	files, sys, stdin := cmd.ExtraFiles, cmd.SysProcAttr, cmd.Stdin
	defer func() {
		cmd.Path, cmd.Args, cmd.Env, cmd.Dir = path, args, env, dir
		cmd.ExtraFiles, cmd.SysProcAttr, cmd.Stdin = files, sys, stdin
	}()

	extra, inherited, err := s.files(files)
	defer closeAll(inherited)
	if err != nil {
		return nil, refuse(cmd, err)
	}
	number := func(f *os.File) int { return 3 + slices.Index(extra, f) }
	cmd.Path = "/proc/self/exe"
	trigger := fmt.Sprintf("%s=%d", C.STAGE_VARIABLE, number(s.child))
	if s.exe != nil {
		cmd.Path = fmt.Sprintf("/proc/self/fd/%d", number(s.exe))
		trigger += fmt.Sprintf(",%d", number(s.exe))
	}
	cmd.Args = []string{path} // for whoever looks meanwhile
	cmd.Env = append(loaderEnv(), trigger)
	cmd.ExtraFiles = extra
	cmd.SysProcAttr = s.sys
	if inStage(sys) {
		cmd.Dir = ""
	}
	var g *gate
	if _, isFile := stdin.(*os.File); stdin != nil && !isFile {
		g = newGate(stdin)
		cmd.Stdin = g
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if g != nil {
		<-g.entered // the goroutine that copies has read cmd.Stdin
	}
	s.child.Close()
	return g, nil
}

// files returns what the stage inherits: the command's files, then its own.
//
// Its own must not take the numbers of descriptors that the command inherits because
// this process has them without close-on-exec, most often from its own parent. So
// those are passed as well, to the number that they have: inherited are the duplicates
// that stand for them, for the caller to close.
func (s *stage) files(command []*os.File) (extra, inherited []*os.File, err error) {
	extra = slices.Clone(command)
	for _, own := range []*os.File{s.child, s.exe} {
		if own == nil {
			continue
		}
		for {
			n := uintptr(3 + len(extra))
			flags, err := unix.FcntlInt(n, unix.F_GETFD, 0)
			if err != nil || flags&unix.FD_CLOEXEC != 0 {
				break
			}
			fd, err := unix.FcntlInt(n, unix.F_DUPFD_CLOEXEC, 0)
			if err != nil {
				return nil, inherited, os.NewSyscallError("fcntl", err)
			}
			inherited = append(inherited, os.NewFile(uintptr(fd), "inherited"))
			extra = append(extra, inherited[len(inherited)-1])
		}
		extra = append(extra, own)
	}
	return extra, inherited, nil
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// errStageDied reports that the process was gone before it had its filter.
var errStageDied = errors.New("launch: the process ended before it could become the command")

// await waits until the stage has become the command, or its execve is notified, and
// returns the listener.
func (s *stage) await() (listener int, err error) {
	listener = -1
	defer func() {
		if err != nil && listener >= 0 {
			unix.Close(listener)
		}
	}()
	// A negative descriptor is none to poll.
	fds := []unix.PollFd{{Fd: int32(s.sock), Events: unix.POLLIN}, {Fd: -1, Events: unix.POLLIN}}
	for {
		fds[0].Events = unix.POLLIN
		if len(s.plan) > 0 {
			fds[0].Events |= unix.POLLOUT
		}
		if _, err := unix.Poll(fds, -1); err == unix.EINTR {
			continue
		} else if err != nil {
			return -1, os.NewSyscallError("poll", err)
		}
		if fds[0].Revents&unix.POLLOUT != 0 {
			// What keeps the stage from reading it is told by what it replies.
			if err := s.writePlan(); err != nil {
				s.plan = nil
			}
			if fds[0].Revents == unix.POLLOUT {
				continue
			}
		}
		if fds[1].Revents&unix.POLLIN != 0 {
			return listener, nil
		}
		if fds[1].Revents&unix.POLLHUP != 0 {
			fds[1].Fd = -1 // the process is dying: the socket will tell
		}
		if fds[0].Revents == 0 {
			continue
		}
		reply, fd, err := receiveReply(s.sock)
		switch {
		case err == io.EOF && listener >= 0:
			return listener, nil
		case err == io.EOF:
			return -1, errStageDied
		case err != nil:
			return listener, err
		case reply.what != C.STAGE_LISTENER:
			return listener, &stageError{int(reply.what), syscall.Errno(reply.error)}
		}
		listener = fd
		fds[1].Fd = int32(fd)
	}
}

// receiveReply returns the stage's next message and, with STAGE_LISTENER, the
// listener. It is io.EOF that the stage's end is closed: by its execve, or its death.
func receiveReply(sock int) (reply C.struct_stage_reply, listener int, err error) {
	buf := unsafe.Slice((*byte)(unsafe.Pointer(&reply)), unsafe.Sizeof(reply))
	control := make([]byte, unix.CmsgSpace(4))
	n, nc, _, _, err := unix.Recvmsg(sock, buf, control, unix.MSG_CMSG_CLOEXEC)
	// A reset says that the stage has died with some of the plan unread, and comes before
	// what it may have told.
	for err == unix.EINTR || err == unix.ECONNRESET {
		n, nc, _, _, err = unix.Recvmsg(sock, buf, control, unix.MSG_CMSG_CLOEXEC)
	}
	switch {
	case err == nil && n == 0:
		return reply, -1, io.EOF
	case err != nil:
		return reply, -1, os.NewSyscallError("recvmsg", err)
	case reply.what != C.STAGE_LISTENER:
		return reply, -1, nil
	}
	if messages, err := unix.ParseSocketControlMessage(control[:nc]); err == nil && len(messages) == 1 {
		if fds, err := unix.ParseUnixRights(&messages[0]); err == nil && len(fds) == 1 {
			return reply, fds[0], nil
		}
	}
	// The kernel could not install it here.
	return reply, -1, os.NewSyscallError("recvmsg", unix.EMFILE)
}

// A stageError is a failure that the stage reported.
type stageError struct {
	what  int
	errno syscall.Errno
}

func (e *stageError) isExec() bool { return e.what == C.STAGE_EXEC }

func (e *stageError) Error() string {
	switch e.what {
	case C.STAGE_SECCOMP:
		return fmt.Sprintf("launch: install the filter: %v%s", e.Unwrap(), advice[e.errno])
	case C.STAGE_SECURE:
		return "launch: the kernel would run this program with AT_SECURE set, which makes it ignore what it is to start: " +
			"its real and effective ids differ, or a security module changes its label (set SysProcAttr.Credential, or make the ids equal)"
	}
	hint := ""
	if e.what == C.STAGE_THREAD && e.errno == syscall.EAGAIN {
		hint = " (RLIMIT_NPROC or a control group allows no thread more, and starting a command takes one for a moment)"
	}
	return fmt.Sprintf("launch: prepare the command: %v%s", e.Unwrap(), hint)
}

// advice says what an errno of seccomp(2) means here.
var advice = map[syscall.Errno]string{
	syscall.EACCES: " (no CAP_SYS_ADMIN, and no_new_privs could not be set)",
	syscall.EBUSY:  " (this process has a seccomp listener on itself, and listeners do not nest)",
	syscall.EINVAL: " (the kernel does not know an action or flag of the filter; notification needs Linux 5.0)",
	syscall.EMFILE: " (the command's RLIMIT_NOFILE leaves no room for the listener)",
	syscall.ENOMEM: " (no memory, or too many filters on this process)",
	syscall.ENOSYS: " (the kernel has no seccomp, or a sandbox around this process forbids it)",
	syscall.EPERM:  " (a sandbox around this process forbids it)",
}

func (e *stageError) Unwrap() error {
	call := map[int]string{
		C.STAGE_EXEC:         "execve",
		C.STAGE_SECCOMP:      "seccomp",
		C.STAGE_NO_NEW_PRIVS: "prctl",
		C.STAGE_THREAD:       "clone",
		C.STAGE_PLAN:         "malloc",
		C.STAGE_SECURE:       "execve",
	}[e.what]
	return os.NewSyscallError(call, e.errno)
}

// encode returns the plan for cmd.
func encode(cmd *exec.Cmd, f *seccomp.ScmpFilter, prog program, own *ownCaps) ([]byte, error) {
	env, err := environ(cmd)
	if err != nil {
		return nil, err
	}
	args := cmd.Args
	if len(args) == 0 {
		args = []string{cmd.Path}
	}
	plan := C.struct_stage_plan{
		insns: C.uint32_t(len(prog) / instructionSize),
		argc:  C.uint32_t(len(args)),
		envc:  C.uint32_t(len(env)),
	}
	// An attribute that this libseccomp does not have is not set.
	if on, err := f.GetNoNewPrivsBit(); err == nil && on {
		plan.no_new_privs = 1
	}
	if on, err := f.GetLogBit(); err == nil && on {
		plan.flags |= unix.SECCOMP_FILTER_FLAG_LOG
	}
	if on, err := f.GetSSB(); err == nil && on {
		plan.flags |= unix.SECCOMP_FILTER_FLAG_SPEC_ALLOW
	}
	var root, dir string
	var groups, caps []uint32
	if sys := cmd.SysProcAttr; inStage(sys) {
		root, dir = sys.Chroot, cmd.Dir
		plan.unshare = C.uint32_t(sys.Unshareflags & syscall.CLONE_NEWPID)
		if c := sys.Credential; c != nil {
			plan.set_ids, plan.uid, plan.gid = 1, C.uint32_t(c.Uid), C.uint32_t(c.Gid)
			groups = c.Groups
			// As syscall.forkExec has it: setgroups may be denied in a user namespace.
			denied := sys.GidMappings != nil && !sys.GidMappingsEnableSetgroups && len(groups) == 0
			if !denied && !c.NoSetGroups {
				plan.set_groups = 1
			}
			plan.death_signal = C.uint32_t(sys.Pdeathsig)
		}
		for _, c := range sys.AmbientCaps {
			caps = append(caps, uint32(c))
		}
	}
	plan.groups, plan.caps = C.uint32_t(len(groups)), C.uint32_t(len(caps))
	if len(own.raise) > 0 {
		plan.set_caps = 1
		for i := range own.inheritable {
			plan.inheritable[i], plan.ambient[i] = C.uint32_t(own.inheritable[i]), C.uint32_t(own.ambient[i])
		}
	}

	b := slices.Concat(bytesOf([]C.struct_stage_plan{plan}), prog, bytesOf(groups), bytesOf(caps))
	name := filepath.Base(os.Args[0])
	for _, s := range slices.Concat([]string{name, cmd.Path, root, dir}, args, env) {
		if strings.IndexByte(s, 0) >= 0 {
			return nil, &os.PathError{Op: "fork/exec", Path: cmd.Path, Err: syscall.EINVAL}
		}
		b = append(append(b, s...), 0)
	}
	size := uint64(len(b))
	copy(b, bytesOf([]uint64{size})) // its first field
	return b, nil
}

// ownCaps is what the stage needs to do what the supervisor's fork would have done, had
// it not executed the stage first: execve takes the capabilities of who is not root, and
// that is who is not mapped to root in a user namespace of its own, too.
type ownCaps struct {
	raise                []uintptr // as ambient capabilities
	inheritable, ambient [2]uint32 // what the process would have had without
}

// stageCaps returns what the stage is given beside what sys has.
func stageCaps(sys *syscall.SysProcAttr) *ownCaps {
	own := new(ownCaps)
	if !inStage(sys) {
		return own
	}
	if (sys.Cloneflags|sys.Unshareflags)&syscall.CLONE_NEWUSER != 0 {
		// There it has all that there are, and nothing to pass on.
		for c := uintptr(0); ; c++ {
			if _, err := unix.PrctlRetInt(unix.PR_CAPBSET_READ, c, 0, 0, 0); err != nil {
				return own
			}
			own.raise = append(own.raise, c)
		}
	}
	if os.Geteuid() == 0 {
		return own // execve gives them back
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&header, &data[0]); err != nil {
		return own
	}
	for i := range data {
		own.inheritable[i] = data[i].Inheritable
	}
	for c := range uintptr(64) {
		if data[c/32].Permitted&(1<<(c%32)) == 0 {
			continue
		}
		own.raise = append(own.raise, c)
		if on, err := unix.PrctlRetInt(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_IS_SET, c, 0, 0); err == nil && on == 1 {
			own.ambient[c/32] |= 1 << (c % 32)
		}
	}
	return own
}

// bytesOf returns the memory of s, whose elements have no pointers.
func bytesOf[T any](s []T) []byte {
	var t T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*int(unsafe.Sizeof(t)))
}

// environ returns the environment that cmd would start with, or the error that keeps it
// from starting: [exec.Cmd.Environ] does its best instead.
func environ(cmd *exec.Cmd) ([]string, error) {
	given := cmd.Env
	if given == nil && cmd.Dir != "" {
		pwd, err := filepath.Abs(cmd.Dir)
		if err != nil {
			return nil, err
		}
		given = []string{pwd} // becomes part of the variable PWD
	}
	for _, kv := range given {
		if strings.IndexByte(kv, 0) >= 0 {
			return nil, errors.New("exec: environment variable contains NUL")
		}
	}
	return cmd.Environ(), nil
}

// loaderEnv has the variables with which the dynamic linker found what this program is
// linked with. They are those that the process was started with: what it has set for
// others since, or cleared, does not matter.
var loaderEnv = sync.OnceValue(func() []string {
	env := os.Environ()
	if b, err := os.ReadFile("/proc/self/environ"); err == nil {
		env = strings.Split(string(b), "\x00")
	}
	return slices.Clip(slices.DeleteFunc(env, func(kv string) bool {
		return !strings.HasPrefix(kv, "LD_") && !strings.HasPrefix(kv, "GLIBC_TUNABLES=")
	}))
})

// copyExecutable returns a sealed copy of this program if the program itself cannot be
// executed by the one that sys makes of the child, or would be in secure-execution
// mode, in which it is no stage; else nil.
func copyExecutable(sys *syscall.SysProcAttr) (_ *os.File, err error) {
	const self = "/proc/self/exe"
	var st unix.Stat_t
	if err := unix.Stat(self, &st); err != nil {
		return nil, &os.PathError{Op: "stat", Path: self, Err: err}
	}
	privileged := st.Mode&(unix.S_ISUID|unix.S_ISGID) != 0 || C.stage_secure() != 0
	if n, err := unix.Getxattr(self, "security.capability", nil); err == nil && n > 0 {
		privileged = true
	}
	other := sys != nil && (sys.Credential != nil || (sys.Cloneflags|sys.Unshareflags)&syscall.CLONE_NEWUSER != 0)
	executable := unix.Faccessat(unix.AT_FDCWD, self, unix.X_OK, unix.AT_EACCESS) == nil &&
		(!other || st.Mode&0o001 != 0)
	if executable && !privileged {
		return nil, nil
	}
	program, err := os.Open(self)
	if err != nil {
		return nil, fmt.Errorf("launch: this program has to be copied to be executed: %w", err)
	}
	defer program.Close()
	// Beyond the limit the runtime would end this process, for SIGXFSZ.
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &limit); err == nil && limit.Cur < uint64(st.Size) {
		return nil, fmt.Errorf("launch: this program has to be copied to be executed, which RLIMIT_FSIZE forbids: %w", os.NewSyscallError("write", unix.EFBIG))
	}
	exe, err := memfd("stage")
	if err != nil {
		return nil, fmt.Errorf("launch: this program has to be copied to be executed: %w", err)
	}
	defer func() {
		if err != nil {
			exe.Close()
		}
	}()
	if _, err := io.Copy(exe, program); err != nil {
		return nil, err
	}
	// Its mode is 0777: nobody who finds it under /proc is to change it.
	const seals = unix.F_SEAL_SEAL | unix.F_SEAL_SHRINK | unix.F_SEAL_GROW | unix.F_SEAL_WRITE
	if _, err := unix.FcntlInt(exe.Fd(), unix.F_ADD_SEALS, seals); err != nil {
		return nil, os.NewSyscallError("fcntl", err)
	}
	return exe, nil
}
