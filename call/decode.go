//go:build linux

package call

import (
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
)

// Bounds of what is read. What is longer the kernel refuses, too.
const (
	longestPath    = 4095
	longestVector  = 1024    // UIO_MAXIOV
	longestValue   = 1 << 16 // XATTR_SIZE_MAX
	longestControl = 1 << 17
	mostPolled     = 1 << 16
	mostGroups     = 1 << 16 // NGROUPS_MAX
)

// setter is what the types of flags have.
type setter interface{ set(v uint64) }

// arg decodes one argument into its field.
func (r *reader) arg(i int) error {
	h := r.h
	a := &h.spec.Args[i]
	v := h.raw[i]
	var p any
	if a.ID != 0 {
		p = r.call.field(a.ID)
	}
	switch a.Kind {
	case calltable.KindInt, calltable.KindFd, calltable.KindDir:
		if p, ok := p.(*int); ok {
			*p = int(int32(v))
		}
		return nil
	case calltable.KindUid, calltable.KindGid:
		h.raw[i] = r.id(v)
		if p, ok := p.(*uint32); ok {
			*p = uint32(h.raw[i])
		}
		return nil
	case calltable.KindLong, calltable.KindOff64, calltable.KindPoslh, calltable.KindHilo:
		if a.Kind == calltable.KindLong && !h.abi.Wide() {
			v = uint64(int64(int32(v)))
			h.raw[i] = v
		}
		if p, ok := p.(*int64); ok {
			*p = int64(v)
		}
		return nil
	}
	if a.Kind == calltable.KindDev {
		v = uint64(uint32(v)) // an unsigned int
	}
	switch p := p.(type) {
	case *uint32:
		*p = uint32(v)
		return nil
	case *uint64:
		*p = v
		return nil
	case *Pointer:
		*p = Pointer(v)
		if v == 0 {
			h.null |= 1 << i
		}
		return nil
	case *Mode:
		*p = Mode(v)
		return nil
	case *Sig:
		*p = Sig(int32(v))
		return nil
	case setter:
		p.set(v)
		return nil
	}
	if v == 0 {
		h.null |= 1 << i
	}
	return r.pointed(i, a, v, p)
}

// id widens the 16 bits that the old calls of 32-bit programs take for a user or group.
func (r *reader) id(v uint64) uint64 {
	v = uint64(uint32(v))
	if r.abi.Wide() || calltable.On(r.abi, r.h.spec.Name+"32") == nil {
		return v
	}
	if v = uint64(uint16(v)); v == 0xffff {
		v = 0xffffffff
	}
	return v
}

// next returns the argument behind the i-th, its length as a rule.
func (r *reader) next(i int) uint64 {
	if i+1 < len(r.h.spec.Args) {
		return r.h.raw[i+1]
	}
	return 0
}

// pointed decodes what an argument points to.
func (r *reader) pointed(i int, a *calltable.Arg, v uint64, p any) error {
	switch p := p.(type) {
	case *string:
		return r.stringArg(a, v, p)
	case *[]string:
		s, err := r.strings(v)
		*p = s
		return err
	case *[]byte:
		return r.bytesArg(i, a, v, p)
	case *[]Iovec:
		if v == 0 {
			return nil
		}
		return r.iovecs(v, r.next(i), p)
	case **Sockaddr:
		return r.sockaddrArg(i, v, p)
	case **Msghdr:
		m := new(Msghdr)
		*p = m
		return r.msghdr(v, m)
	case *[]Msghdr:
		return r.mmsghdr(v, uint32(r.next(i)), p)
	case *[]Timespec:
		return r.times(a.Kind, v, p)
	case **Timespec:
		return r.timespec(a.Kind, v, p)
	case **ITimer:
		return r.itimer(a.Kind, v, p)
	case *[]PollFD:
		return r.pollFDs(v, uint32(r.next(i)), p)
	case *[]int:
		return r.intSet(a.Kind, i, v, p)
	case **EpollEvent:
		return r.epollEvent(v, p)
	case **SigSet:
		return r.sigset(a.Kind, v, p)
	case **SigAction:
		return r.sigaction(v, p)
	case **SigStack:
		return r.sigstack(v, p)
	case **Rlimit:
		return r.rlimit(a.Kind, v, p)
	case **int32:
		if v == 0 {
			return nil
		}
		b, err := r.structure(v, 4)
		if err != nil {
			return err
		}
		n := int32(u32(b))
		*p = &n
		return nil
	case *[]uint32:
		return r.groups(a.Kind, v, p)
	}
	switch a.Kind {
	case calltable.KindOpenhow:
		return r.openHow(v, r.next(i))
	case calltable.KindCloneargs:
		return r.cloneArgs(v, r.next(i))
	}
	return nil
}

// optional are the types whose strings may be NULL.
var optional = map[string]bool{"Mount": true, "Fsconfig": true, "RequestKey": true, "AddKey": true}

func (r *reader) stringArg(a *calltable.Arg, v uint64, p *string) error {
	if v == 0 {
		switch {
		case a.Kind != calltable.KindPath && optional[r.h.spec.Type]:
			return nil
		case a.Kind == calltable.KindPath && r.mayBeNull():
			return nil
		}
	}
	var err error
	*p, err = r.str(v, longestPath)
	if a.Kind == calltable.KindStrdata && *p != "" {
		// mount(2) takes a page of data as far as it can be read; what is in it need not
		// be a string.
		return nil
	}
	if err != nil {
		*p = ""
	}
	return err
}

// mayBeNull reports whether the call takes a NULL path for its directory's descriptor: utimensat(2)
// does, and since Linux 6.11 statx(2) and some others with AT_EMPTY_PATH.
func (r *reader) mayBeNull() bool {
	switch r.h.spec.Type {
	case "Utimens":
		return r.h.spec.Name != "utime" && r.h.spec.Name != "utimes"
	case "FanotifyMark":
		return true
	case "Stat", "GetXattrAt", "SetXattrAt", "ListXattr", "RemoveXattr", "FileAttr":
		flags, ok := r.h.Register("Flags")
		return ok && flags&unix.AT_EMPTY_PATH != 0
	}
	return false
}

func (r *reader) bytesArg(i int, a *calltable.Arg, v uint64, p *[]byte) error {
	n := r.next(i)
	if a.Kind == calltable.KindBuf {
		if buf, ok := r.call.field(fieldBuf).(*Pointer); ok {
			*buf = Pointer(v)
		}
		r.h.lost |= 1 << i
		if r.data <= 0 || n == 0 {
			return nil
		}
		b := make([]byte, min(n, uint64(r.data)))
		if _, err := r.fetch(b, v); err != nil {
			return nil //nolint:nilerr // whoever wants data for show does without
		}
		*p = b
		r.h.lost &^= 1 << i
		return nil
	}
	if a := r.h.spec.Args[i+1]; a.Kind == calltable.KindInt {
		if int32(n) < 0 {
			return syscall.EINVAL
		}
		n = uint64(uint32(n))
	}
	if n > longestValue {
		return syscall.E2BIG
	}
	if n == 0 || v == 0 && r.h.spec.Type != "Sethostname" {
		return nil
	}
	b, err := r.bytes(v, n)
	*p = b
	return err
}

func (r *reader) iovecs(v, n uint64, p *[]Iovec) error {
	if n > longestVector {
		return syscall.EINVAL
	}
	w := uint64(r.abi.WordSize())
	b, err := r.bytes(v, n*2*w)
	if err != nil {
		return err
	}
	out := make([]Iovec, n)
	for i := range out {
		at := b[uint64(i)*2*w:]
		out[i] = Iovec{Base: Pointer(r.word(at)), Len: r.word(at[w:])}
	}
	*p = out
	return nil
}

func (r *reader) sockaddrArg(i int, v uint64, p **Sockaddr) error {
	n := int(int32(r.next(i)))
	if v == 0 && r.h.spec.Type == "Send" {
		return nil
	}
	sa, err := r.sockaddr(v, n)
	*p = sa
	return err
}

// sockaddr reads an address of n bytes. The kernel takes no more than 128 of them.
func (r *reader) sockaddr(v uint64, n int) (*Sockaddr, error) {
	if n < 0 || n > 128 {
		return nil, syscall.EINVAL
	}
	b, err := r.bytes(v, uint64(n))
	if err != nil {
		return nil, err
	}
	sa := &Sockaddr{Raw: b, Len: n}
	if n >= 2 {
		sa.Family = Family(u16(b))
	}
	return sa, nil
}

// msghdr reads a struct msghdr and what it points to.
func (r *reader) msghdr(v uint64, m *Msghdr) error {
	w := r.abi.WordSize()
	b, err := r.structure(v, r.msghdrSize())
	if err != nil {
		return err
	}
	m.At = Pointer(v)
	m.NamePtr, m.NameLen = Pointer(r.word(b)), int(int32(u32(b[w:])))
	m.IovPtr = Pointer(r.word(b[2*w:]))
	count := r.word(b[3*w:])
	m.ControlPtr = Pointer(r.word(b[4*w:]))
	controlLen := r.word(b[5*w:])
	m.Flags = MsgFlags(u32(b[6*w:]))
	if m.NamePtr != 0 && m.NameLen != 0 {
		if m.NameLen < 0 {
			return syscall.EINVAL
		}
		if m.Name, err = r.sockaddr(uint64(m.NamePtr), min(m.NameLen, 128)); err != nil {
			return err
		}
		m.Name.Len = m.NameLen
	}
	if count > longestVector {
		return syscall.EMSGSIZE
	}
	if err := r.iovecs(uint64(m.IovPtr), count, &m.Iov); err != nil {
		return err
	}
	if m.ControlPtr != 0 && controlLen != 0 {
		if controlLen > longestControl {
			return syscall.ENOBUFS
		}
		if m.Control, err = r.bytes(uint64(m.ControlPtr), controlLen); err != nil {
			return err
		}
	}
	m.Data = r.vectorData(m.Iov)
	return nil
}

func (r *reader) msghdrSize() int {
	if r.abi.WordSize() == 4 {
		return 28
	}
	return 56
}

// vectorData reads as much of a vector's data as is wanted, for show.
func (r *reader) vectorData(iov []Iovec) [][]byte {
	if r.data <= 0 {
		return nil
	}
	var all [][]byte
	for _, v := range iov {
		b := make([]byte, min(v.Len, uint64(r.data)))
		if _, err := r.fetch(b, uint64(v.Base)); err != nil {
			return all
		}
		all = append(all, b)
	}
	return all
}

func (r *reader) mmsghdr(v uint64, n uint32, p *[]Msghdr) error {
	n = min(n, longestVector)
	size := uint64(r.msghdrSize() + r.abi.WordSize())
	var out []Msghdr
	for i := range uint64(n) {
		var m Msghdr
		if err := r.msghdr(v+i*size, &m); err != nil {
			return err
		}
		m.LenAt = Pointer(v + i*size + uint64(r.msghdrSize()))
		out = append(out, m)
	}
	*p = out
	return nil
}

// timeSize returns how wide the halves of a time of that kind are: 32-bit programs have their old
// calls with 32 bits, and x32 has never had them.
func (r *reader) timeSize(k calltable.Kind) int {
	switch k {
	case calltable.KindTimespec64, calltable.KindTimespecs64, calltable.KindItimerspec64, calltable.KindFutextime64:
		return 8
	}
	if r.abi == calltable.I386 || r.abi == calltable.ARM {
		return 4
	}
	return 8
}

// micro reports whether a time of that kind is in microseconds.
func micro(k calltable.Kind) bool {
	return k == calltable.KindTimeval || k == calltable.KindTimevals || k == calltable.KindItimerval
}

// readTimes reads n times.
func (r *reader) readTimes(k calltable.Kind, v uint64, out []Timespec) error {
	w := r.timeSize(k)
	b, err := r.structure(v, 2*w*len(out))
	if err != nil {
		return err
	}
	for i := range out {
		at := b[i*2*w:]
		if w == 4 {
			out[i] = Timespec{int64(int32(u32(at))), int64(int32(u32(at[4:])))}
		} else {
			out[i] = Timespec{int64(u64(at)), int64(u64(at[8:]))}
			if k == calltable.KindTimespecs64 || k == calltable.KindTimespec64 || k == calltable.KindItimerspec64 || k == calltable.KindFutextime64 {
				// The kernel ignores the padding of 32-bit programs' 64-bit times.
				if !r.abi.Wide() {
					out[i].Nsec = int64(int32(u32(at[8:])))
				}
			}
		}
		if micro(k) {
			out[i].Nsec *= 1000
		}
	}
	return nil
}

func (r *reader) times(k calltable.Kind, v uint64, p *[]Timespec) error {
	if v == 0 {
		return nil
	}
	out := make([]Timespec, 2)
	if k == calltable.KindUtimbuf {
		w := 8
		if r.abi == calltable.I386 || r.abi == calltable.ARM {
			w = 4
		}
		b, err := r.structure(v, 2*w)
		if err != nil {
			return err
		}
		for i := range out {
			if w == 4 {
				out[i].Sec = int64(int32(u32(b[i*4:])))
			} else {
				out[i].Sec = int64(u64(b[i*8:]))
			}
		}
	} else if err := r.readTimes(k, v, out); err != nil {
		return err
	}
	*p = out
	return nil
}

func (r *reader) timespec(k calltable.Kind, v uint64, p **Timespec) error {
	if v == 0 || (k == calltable.KindFutextime || k == calltable.KindFutextime64) && !r.futexWaits() {
		return nil
	}
	var t [1]Timespec
	if err := r.readTimes(k, v, t[:]); err != nil {
		return err
	}
	*p = &t[0]
	return nil
}

// futexWaits reports whether the operation takes a timeout; others take a number in its place.
func (r *reader) futexWaits() bool {
	op, _ := r.h.Register("Op")
	switch op & 0x7f {
	case 0, 6, 9, 11, 13: // FUTEX_WAIT, LOCK_PI, WAIT_BITSET, WAIT_REQUEUE_PI, LOCK_PI2
		return true
	}
	return false
}

func (r *reader) itimer(k calltable.Kind, v uint64, p **ITimer) error {
	if v == 0 {
		return nil
	}
	var t [2]Timespec
	if err := r.readTimes(k, v, t[:]); err != nil {
		return err
	}
	*p = &ITimer{Interval: t[0], Value: t[1]}
	return nil
}

func (r *reader) pollFDs(v uint64, n uint32, p *[]PollFD) error {
	if n > mostPolled {
		return syscall.EINVAL
	}
	if n == 0 {
		return nil
	}
	b, err := r.bytes(v, uint64(n)*8)
	if err != nil {
		return err
	}
	out := make([]PollFD, n)
	for i := range out {
		out[i] = PollFD{int(int32(u32(b[i*8:]))), PollEvents(u16(b[i*8+4:]))}
	}
	*p = out
	return nil
}

// intSet reads a set of descriptors or of processors. It is an array of longs, whose bytes are in
// the same order as those of an array of bytes.
func (r *reader) intSet(k calltable.Kind, i int, v uint64, p *[]int) error {
	if v == 0 {
		return nil
	}
	var bits uint64
	if k == calltable.KindFdset {
		n := int32(r.h.raw[0])
		if n < 0 {
			return syscall.EINVAL
		}
		bits = uint64(min(n, mostPolled))
	} else {
		bits = min(uint64(uint32(r.h.raw[i-1])), 1024) * 8
	}
	word := uint64(r.abi.WordSize()) * 8
	b, err := r.bytes(v, (bits+word-1)/word*word/8)
	if err != nil {
		return err
	}
	out := []int{}
	for n := range bits {
		if b[n/8]&(1<<(n%8)) != 0 {
			out = append(out, int(n))
		}
	}
	*p = out
	return nil
}

func (r *reader) epollEvent(v uint64, p **EpollEvent) error {
	if v == 0 {
		return nil
	}
	at := 8 // aligned, but on x86
	if r.abi == calltable.AMD64 || r.abi == calltable.I386 || r.abi == calltable.X32 {
		at = 4
	}
	b, err := r.structure(v, at+8)
	if err != nil {
		return err
	}
	*p = &EpollEvent{EpollEvents(u32(b)), u64(b[at:])}
	return nil
}

func (r *reader) sigset(k calltable.Kind, v uint64, p **SigSet) error {
	if v == 0 {
		return nil
	}
	if k == calltable.KindSigarg {
		words, err := r.words(v, 2)
		if err != nil || words[0] == 0 {
			return err
		}
		v = words[0]
	}
	b, err := r.structure(v, 8)
	if err != nil {
		return err
	}
	s := SigSet(u64(b))
	*p = &s
	return nil
}

func (r *reader) sigaction(v uint64, p **SigAction) error {
	if v == 0 {
		return nil
	}
	w := r.abi.WordSize()
	restorer := w
	if r.abi == calltable.RISCV64 {
		restorer = 0
	}
	b, err := r.structure(v, 2*w+restorer+8)
	if err != nil {
		return err
	}
	s := &SigAction{Handler: Pointer(r.word(b)), Flags: SigActionFlags(r.word(b[w:])), Mask: SigSet(u64(b[2*w+restorer:]))}
	if restorer != 0 {
		s.Restorer = Pointer(r.word(b[2*w:]))
	}
	*p = s
	return nil
}

func (r *reader) sigstack(v uint64, p **SigStack) error {
	if v == 0 {
		return nil
	}
	words, err := r.words(v, 3)
	if err != nil {
		return err
	}
	*p = &SigStack{Pointer(words[0]), uint32(words[1]), words[2]}
	return nil
}

func (r *reader) rlimit(k calltable.Kind, v uint64, p **Rlimit) error {
	if v == 0 {
		return nil
	}
	wide := k == calltable.KindRlimit64p || r.abi != calltable.I386 && r.abi != calltable.ARM
	n := 8
	if wide {
		n = 16
	}
	b, err := r.structure(v, n)
	if err != nil {
		return err
	}
	if wide {
		*p = &Rlimit{u64(b), u64(b[8:])}
		return nil
	}
	l := &Rlimit{uint64(u32(b)), uint64(u32(b[4:]))}
	for _, x := range []*uint64{&l.Cur, &l.Max} {
		if *x == 0xffffffff {
			*x = ^uint64(0)
		}
	}
	*p = l
	return nil
}

func (r *reader) groups(k calltable.Kind, v uint64, p *[]uint32) error {
	n := int(int32(r.h.raw[0]))
	if n < 0 || n > mostGroups {
		return syscall.EINVAL
	}
	if n == 0 {
		return nil
	}
	size := 4
	if k == calltable.KindGids && (r.abi == calltable.I386 || r.abi == calltable.ARM) {
		size = 2
	}
	b, err := r.bytes(v, uint64(n*size))
	if err != nil {
		return err
	}
	out := make([]uint32, n)
	for i := range out {
		if size == 2 {
			out[i] = uint32(u16(b[i*2:]))
		} else {
			out[i] = u32(b[i*4:])
		}
	}
	*p = out
	return nil
}

// openHow reads the struct open_how of openat2(2). What a longer one has beyond what is known must be
// zero, as for the kernel.
func (r *reader) openHow(v, size uint64) error {
	c := r.call.(*Open)
	switch {
	case size < 24:
		return syscall.EINVAL
	case size > 4096:
		return syscall.E2BIG
	}
	b, err := r.structure(v, int(size))
	if err != nil {
		return err
	}
	c.Flags, c.Mode, c.Resolve = OpenFlags(u64(b)), Mode(u64(b[8:])), ResolveFlags(u64(b[16:]))
	if u64(b[8:])>>32 != 0 {
		return syscall.EINVAL
	}
	return zero(b[24:])
}

// cloneArgs reads the struct clone_args of clone3(2).
func (r *reader) cloneArgs(v, size uint64) error {
	c := r.call.(*Clone)
	switch {
	case size < 64:
		return syscall.EINVAL
	case size > 4096:
		return syscall.E2BIG
	}
	b, err := r.structure(v, int(size))
	if err != nil {
		return err
	}
	var w [11]uint64
	for i := range min(len(w), len(b)/8) {
		w[i] = u64(b[i*8:])
	}
	c.Flags, c.PidFD, c.ChildTID, c.ParentTID = CloneFlags(w[0]), Pointer(w[1]), Pointer(w[2]), Pointer(w[3])
	c.ExitSignal, c.Stack, c.StackSize, c.TLS = Sig(int32(w[4])), Pointer(w[5]), w[6], w[7]
	c.SetTID, c.SetTIDCount, c.Cgroup = Pointer(w[8]), w[9], int(int32(w[10]))
	return zero(b[min(len(b), 88):])
}

func zero(b []byte) error {
	for _, x := range b {
		if x != 0 {
			return syscall.E2BIG
		}
	}
	return nil
}

// finish sets the fields that no argument has for itself.
func (r *reader) finish() {
	switch c := r.call.(type) {
	case *Open:
		if r.h.spec.Name == "creat" {
			c.Flags = unix.O_CREAT | unix.O_WRONLY | unix.O_TRUNC
		}
	case *Remove:
		if r.h.spec.Name == "rmdir" {
			c.Flags = unix.AT_REMOVEDIR
		}
	case *Stat:
		if r.nofollow() {
			c.Flags |= unix.AT_SYMLINK_NOFOLLOW
		}
	case *Chown:
		if r.nofollow() {
			c.Flags |= unix.AT_SYMLINK_NOFOLLOW
		}
	case *Clone:
		if r.h.spec.Name == "clone" {
			c.ExitSignal = Sig(c.Flags & 0xff)
			c.Flags &^= 0xff
		}
	case *Prctl:
		r.prctl(c)
	case *Fcntl:
		r.flock(c)
	case *Other:
		for i, a := range r.h.spec.Args {
			c.Args = append(c.Args, NamedArg{a.Name, r.h.raw[i]})
		}
	}
}

// nofollow reports whether the call does not follow a symbolic link by its nature.
func (r *reader) nofollow() bool { return r.h.spec.Has(calltable.NoFollow) }

// prctl reads the name that a thread or a mapping is to have. It is for show.
func (r *reader) prctl(c *Prctl) {
	switch {
	case c.Option == unix.PR_SET_NAME:
		// The kernel takes 15 bytes, and what is longer is cut.
		c.Text, _ = r.str(c.Arg2, 15)
	case c.Option == unix.PR_SET_VMA && c.Arg2 == 0 && c.Arg5 != 0:
		c.Text, _ = r.str(c.Arg5, 79)
	}
}

// flock reads the lock that fcntl(2) is to set. That is for show and for a policy; where it cannot
// be read Lock is nil.
func (r *reader) flock(c *Fcntl) {
	wide := r.abi.Wide() // the offsets have 64 bits
	aligned := r.abi != calltable.I386
	switch c.Cmd {
	case 6, 7: // F_SETLK, F_SETLKW
	case 13, 14, 37, 38: // F_SETLK64, F_SETLKW64, F_OFD_SETLK, F_OFD_SETLKW
		wide = true
	default:
		return
	}
	if c.Arg == 0 {
		return
	}
	start, size := 4, 4
	if wide {
		size = 8
		if aligned {
			start = 8
		}
	}
	if r.abi == calltable.X32 {
		start, size = 8, 8
	}
	b, err := r.structure(c.Arg, start+2*size+4)
	if err != nil {
		return
	}
	l := &FileLock{Type: int16(u16(b)), Whence: int16(u16(b[2:])), PID: int32(u32(b[start+2*size:]))}
	if size == 8 {
		l.Start, l.Len = int64(u64(b[start:])), int64(u64(b[start+8:]))
	} else {
		l.Start, l.Len = int64(int32(u32(b[start:]))), int64(int32(u32(b[start+4:])))
	}
	c.Lock = l
}
