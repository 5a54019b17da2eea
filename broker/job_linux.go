//go:build cgo

package broker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/executor"
	"github.com/seccompstream/seccompstream/internal/procfs"
	"github.com/seccompstream/seccompstream/internal/rights"
	"github.com/seccompstream/seccompstream/internal/walk"
)

// A Broker is a [seccompstream.Handler] that performs calls. Any number of streams may use it at a
// time.
type Broker struct {
	policy  Policy
	free    What
	missing bool
	permit  map[string]bool
	entries map[int32]*entry // by the native ABI's numbers

	own       *rights.Rights
	plain     bool // this process has no capability, so that its targets have none
	userSpace unix.Stat_t
	root      fileID
	label     string // of a security module, empty where there is none that counts

	threads   rights.Threads
	workers   executor.Pool
	memory    budget
	memoryAll int64
	sockets   budget
}

// New returns a broker that asks the policy; nil permits everything. It reads what this process may
// do: its IDs, capabilities and groups must not change afterwards. The caller closes the broker when the
// streams that it serves have ended.
//
// It fails where /proc is missing, and with an error for a name in Options.Permit that is not refused anyway.
func New(policy Policy, opts *Options) (*Broker, error) {
	var o Options
	if opts != nil {
		o = *opts
	}
	b := &Broker{policy: policy, free: o.Free, missing: o.Missing, permit: map[string]bool{}}
	b.workers.Max = o.Blocked
	if o.Memory <= 0 {
		o.Memory = 64 << 20
	}
	b.memory.left, b.memoryAll = o.Memory, o.Memory
	b.sockets.left = 1024
	if err := b.know(); err != nil {
		return nil, fmt.Errorf("broker: %w", err)
	}
	for _, name := range o.Permit {
		if e := tableByName[name]; e == nil || e.how != refused {
			return nil, fmt.Errorf("broker: Options.Permit: %q is no call that is refused by default: %w", name, unix.EINVAL)
		}
		b.permit[name] = true
	}
	var err error
	if b.entries, err = nativeEntries(); err != nil {
		return nil, err
	}
	return b, nil
}

// know finds out who this process is.
func (b *Broker) know() error {
	status, err := os.ReadFile("/proc/thread-self/status")
	if err != nil {
		return err
	}
	if b.own, err = rights.Parse(status); err != nil {
		return err
	}
	b.plain = b.own.Permitted == 0 && b.own.RealUID == b.own.UID && b.own.FSUID == b.own.UID
	if err := unix.Stat("/proc/self/ns/user", &b.userSpace); err != nil {
		return os.NewSyscallError("stat /proc/self/ns/user", err)
	}
	root, err := unix.Open("/", unix.O_PATH|unix.O_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("open /", err)
	}
	defer unix.Close(root)
	if b.root, err = identify(root); err != nil {
		return err
	}
	b.label = label("/proc/thread-self/attr/current")
	return nil
}

// label returns the label that a security module has given to a thread.
func label(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return "" // EINVAL where no module has labels
	}
	return strings.TrimRight(string(b), "\x00\n")
}

// Close ends the threads and processes that the broker keeps. Those that are at work end when that
// is done. It returns nil.
func (b *Broker) Close() error {
	b.threads.Close()
	b.workers.Close()
	return nil
}

var (
	errDenied = unix.EACCES
	// errAgain says that something has been exchanged since it was looked at.
	errAgain = errors.New("broker: exchanged meanwhile")
)

// A plan is a call that is understood, and whose objects are held.
type plan struct {
	accesses []Access
	creates  bool // the umask counts
	// proceed says that the kernel may run the call: all that it depends on are numbers.
	proceed bool
	// pin is the object, where the policy may put another one in its place.
	pin *int
	act func() (seccompstream.Response, error)
}

// proceed returns the plan of a call that depends on nothing but registers.
func proceed(accesses ...Access) *plan { return &plan{proceed: true, accesses: accesses} }

// plain returns the plan of a call that returns 0.
func plain(act func() error, accesses ...Access) *plan {
	return &plan{accesses: accesses, act: func() (seccompstream.Response, error) {
		return seccompstream.Success(0), act()
	}}
}

// simple returns the plan of a call that returns 0.
// Its act runs with the target's rights.
func (j *job) simple(act func() error, accesses ...Access) *plan {
	return &plan{accesses: accesses, act: func() (seccompstream.Response, error) {
		return seccompstream.Success(0), j.as(act)
	}}
}

// job is the work on one notification.
type job struct {
	b     *Broker
	ctx   context.Context
	n     seccompstream.Notification
	args  [6]uint64
	entry *entry

	proc    int            // the target's directory in /proc
	pidfd   int            // of the target, -1 as long as it is not needed
	rights  *rights.Rights // the target's, nil where they were not needed
	foreign bool           // the target is in another user namespace
	own     bool           // and they are ours
	there   bool           // this is a thread that has them
	creates bool           // the umask counts, too
	pins    []int
	target  walk.Target // with the target's root, once that is needed
	prefix  string      // of the target's root, from ours
	rooted  bool
}

// HandleNotification performs a call, or says why not.
func (b *Broker) HandleNotification(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
	e := b.entries[n.Syscall]
	if n.Arch != nativeArch || e == nil {
		return seccompstream.Error(unix.ENOSYS)
	}
	if e.how == refused {
		if b.permit[e.name] {
			return seccompstream.Continue()
		}
		return seccompstream.Error(e.errno)
	}
	// What is exchanged under our hands is looked at anew. Who does that on purpose is told so.
	for again := 0; again < 100; {
		r, err := b.attempt(ctx, n, e)
		switch {
		case err == nil:
			return r
		case err == errAgain:
			again++
		case scarce(err):
			// This process has as many descriptors as it may, which is nothing to the target.
			select {
			case <-time.After(5 * time.Millisecond):
			case <-ctx.Done():
				return seccompstream.Error(unix.EINTR)
			}
			if n.Valid() != nil {
				return seccompstream.Answered()
			}
		default:
			return failure(err)
		}
	}
	return seccompstream.Error(unix.EAGAIN)
}

// targetError is an error that concerns the target's limits, not ours.
type targetError struct{ error }

func (e targetError) Unwrap() error { return e.error }

// scarce reports whether something failed for want of descriptors of ours.
func scarce(err error) bool {
	return (isErrno(err, unix.EMFILE) || isErrno(err, unix.ENFILE)) && !errors.As(err, new(targetError))
}

// failure returns the answer to an error of ours or of a call that was performed.
func failure(err error) seccompstream.Response {
	if errors.Is(err, seccompstream.ErrExpired) || errors.Is(err, seccompstream.ErrAnswered) {
		return seccompstream.Answered()
	}
	if isErrno(err, restart) {
		return seccompstream.Interrupted()
	}
	r := seccompstream.Error(err)
	if r.Errno() == 0 {
		return seccompstream.Error(unix.EIO)
	}
	return r
}

func (b *Broker) attempt(ctx context.Context, n seccompstream.Notification, e *entry) (seccompstream.Response, error) {
	j := &job{b: b, ctx: ctx, n: n, args: n.Args, entry: e, proc: -1, pidfd: -1}
	defer j.close()
	if e.registers {
		p, err := e.plan(j)
		if err != nil {
			return seccompstream.Response{}, err
		}
		return j.decide(p)
	}
	if err := j.gather(); err != nil {
		return seccompstream.Response{}, err
	}
	p, err := e.plan(j)
	if err != nil {
		return seccompstream.Response{}, err
	}
	return j.decide(p)
}

// decide asks the policy and does what it says.
func (j *job) decide(p *plan) (seccompstream.Response, error) {
	if j.b.policy != nil {
		judged := p.accesses[:0:0]
		for _, a := range p.accesses {
			if a.What&^j.entry.may != 0 {
				// The filter lets a call pass unseen where all that its entry says is free.
				panic("broker: " + j.entry.name + " does what the table does not say: " + (a.What &^ j.entry.may).String())
			}
			if a.What &^= j.b.free; a.What != 0 {
				judged = append(judged, a)
			}
		}
		if len(judged) > 0 {
			err := j.b.policy(j.ctx, &Request{Call: j.n, Accesses: judged})
			if other := (instead{}); errors.As(err, &other) {
				err = j.replace(p, other.f)
			}
			if err != nil {
				return refusal(err), nil
			}
		}
	}
	if p.proceed {
		return seccompstream.Continue(), nil
	}
	j.creates = p.creates
	return p.act()
}

// replace makes a plan one for another file.
func (j *job) replace(p *plan, f *os.File) error {
	if p.pin == nil {
		return errDenied
	}
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var dup int
	var dupErr error
	if err := raw.Control(func(fd uintptr) { dup, dupErr = unix.FcntlInt(fd, unix.F_DUPFD_CLOEXEC, 0) }); err != nil {
		return err
	}
	if dupErr != nil {
		return dupErr
	}
	*p.pin = j.hold(dup)
	return nil
}

// as runs f, which makes no use of the target's memory or descriptors, with the rights of the target: at once, where they
// are ours and the umask does not count.
func (j *job) as(f func() error) error {
	if j.there || j.own && !j.creates {
		return f()
	}
	if err := j.needRights(); err != nil {
		return err
	}
	return j.on(j.rights, f)
}

// on runs f on a thread with rights.
func (j *job) on(r *rights.Rights, f func() error) error {
	j.there = true
	defer func() { j.there = false }()
	return j.b.threads.Do(j.ctx, r, f)
}

// gather opens, with our own rights, what leads to the target's files, and finds out whose
// rights count.
func (j *job) gather() error {
	var err error
	if j.n.PID <= 0 {
		return unix.ESRCH
	}
	j.proc, err = procfs.Dir(j.n.PID)
	if err != nil {
		return j.gone(err)
	}
	var space unix.Stat_t
	if err := unix.Fstatat(j.proc, "ns/user", &space, 0); err != nil {
		return j.gone(err)
	}
	j.foreign = space.Dev != j.b.userSpace.Dev || space.Ino != j.b.userSpace.Ino
	if j.b.label != "" {
		if l, err := procfs.ReadFile(j.proc, "attr/current"); err != nil || strings.TrimRight(string(l), "\x00\n") != j.b.label {
			return unix.EACCES // it may be confined as we are not
		}
	}
	if j.b.plain && !j.foreign {
		// It cannot have become anybody else, unless it is beyond us: a process that has changed its
		// IDs belongs to root, in /proc.
		var st unix.Stat_t
		if err := unix.Fstat(j.proc, &st); err != nil {
			return j.gone(err)
		}
		if st.Uid == j.b.own.UID && st.Gid == j.b.own.GID {
			j.own = true
			return j.n.Valid()
		}
	}
	if err := j.needRights(); err != nil {
		return err
	}
	j.own = j.rights.Same(j.b.own)
	return j.n.Valid()
}

// needRights reads what the target's rights are.
func (j *job) needRights() error {
	if j.rights != nil {
		return nil
	}
	b, err := procfs.ReadFile(j.proc, "status")
	if err != nil {
		return j.gone(err)
	}
	r, err := rights.Parse(b)
	if err != nil {
		return err
	}
	if j.foreign {
		r.Foreign()
	}
	if j.own {
		// They are known to be, and what /proc says of a foreign thread might be another's by now.
		r.FSUID, r.FSGID, r.Groups, r.Effective = j.b.own.FSUID, j.b.own.FSGID, j.b.own.Groups, j.b.own.Effective
	}
	j.rights = r
	return j.n.Valid()
}

// gone returns ErrExpired where that is why something of the target was not found.
func (j *job) gone(err error) error {
	if valid := j.n.Valid(); valid != nil {
		return valid
	}
	return err
}

// release gives up the objects before the target goes on: it might see that they are held.
func (j *job) release() {
	for _, fd := range j.pins {
		unix.Close(fd)
	}
	j.pins = nil
}

func (j *job) close() {
	j.release()
	for _, fd := range []*int{&j.proc, &j.pidfd} {
		if *fd >= 0 {
			unix.Close(*fd)
			*fd = -1
		}
	}
	if j.target.Rooted {
		unix.Close(j.target.Root)
		j.target.Rooted = false
	}
}

// hold keeps a descriptor until release.
func (j *job) hold(fd int) int {
	j.pins = append(j.pins, fd)
	return fd
}

// fd returns a duplicate of one of the target's descriptors.
func (j *job) fd(number int) (int, error) {
	if number < 0 {
		return -1, unix.EBADF
	}
	if j.pidfd < 0 {
		pidfd, err := j.n.PIDFD()
		if err != nil {
			return -1, err
		}
		j.pidfd = pidfd
	}
	for {
		fd, err := unix.PidfdGetfd(j.pidfd, number, 0)
		switch err {
		case nil:
			j.hold(fd)
			return fd, j.n.Valid()
		case unix.EINTR:
			continue
		default:
			return -1, j.gone(err)
		}
	}
}

// roomForFD fails as the kernel does, before anything has been made, if the target has as many
// descriptors as it may. It is a matter of kindness: who makes descriptors meanwhile may fail later.
func (j *job) roomForFD() error {
	var st unix.Stat_t
	if err := unix.Fstatat(j.proc, "fd", &st, 0); err != nil || st.Size == 0 {
		return nil // before Linux 6.2 nobody counts them
	}
	var limit unix.Rlimit
	if err := unix.Prlimit(j.n.PID, unix.RLIMIT_NOFILE, nil, &limit); err != nil {
		return nil
	}
	if uint64(st.Size) >= limit.Cur {
		return targetError{unix.EMFILE}
	}
	return nil
}

// A budget is an amount that several share.
type budget struct {
	mu    sync.Mutex
	left  int64
	waits chan struct{}
}

// take takes an amount, and waits until there is as much. More than there is at all is EMSGSIZE.
func (b *budget) take(ctx context.Context, n, all int64) error {
	if n > all {
		return unix.ENOBUFS
	}
	for {
		b.mu.Lock()
		if b.left >= n {
			b.left -= n
			b.mu.Unlock()
			return nil
		}
		if b.waits == nil {
			b.waits = make(chan struct{})
		}
		more := b.waits
		b.mu.Unlock()
		select {
		case <-more:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (b *budget) give(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left += n
	if b.waits != nil {
		close(b.waits)
		b.waits = nil
	}
}
