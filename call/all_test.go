//go:build linux && cgo

package call_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/call"
	"github.com/seccompstream/seccompstream/internal/calltable"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

var abis = map[calltable.ABI]string{
	calltable.AMD64: "amd64", calltable.ARM64: "arm64", calltable.RISCV64: "riscv64",
	calltable.I386: "i386", calltable.ARM: "arm", calltable.X32: "x32",
}

// arena is memory with addresses from base on.
type arena struct {
	abi  calltable.ABI
	base uint64
	b    []byte
}

const arenaSize = 1 << 16

func (a *arena) put(b []byte) uint64 {
	for len(a.b)%16 != 0 {
		a.b = append(a.b, 0)
	}
	at := a.base + uint64(len(a.b))
	if len(a.b)+len(b) > cap(a.b) {
		panic("the arena is full")
	}
	a.b = append(a.b, b...)
	return at
}

func (a *arena) read(p []byte, addr uint64) (int, error) {
	if addr < a.base || addr-a.base > uint64(cap(a.b)) {
		return 0, unix.EFAULT
	}
	n := copy(p, a.b[:cap(a.b)][addr-a.base:])
	if n < len(p) {
		return n, unix.EFAULT
	}
	return n, nil
}

// An enc writes structures.
type enc struct {
	a *arena
	b []byte
}

func (a *arena) enc() *enc { return &enc{a: a} }

func (e *enc) u16(v uint16) *enc { e.b = binary.LittleEndian.AppendUint16(e.b, v); return e }
func (e *enc) u32(v uint32) *enc { e.b = binary.LittleEndian.AppendUint32(e.b, v); return e }
func (e *enc) u64(v uint64) *enc { e.b = binary.LittleEndian.AppendUint64(e.b, v); return e }

func (e *enc) long(v uint64) *enc {
	if e.a.abi.WordSize() == 4 {
		return e.u32(uint32(v))
	}
	return e.u64(v)
}

// timeLong writes half of a time: x32 has 64 bits for it.
func (e *enc) timeLong(v uint64) *enc {
	if e.a.abi == calltable.I386 || e.a.abi == calltable.ARM {
		return e.u32(uint32(v))
	}
	return e.u64(v)
}

func (e *enc) align(n int) *enc {
	for len(e.b)%n != 0 {
		e.b = append(e.b, 0)
	}
	return e
}

func (e *enc) put() uint64 { return e.a.put(e.b) }

// sockaddr127 is 127.0.0.1:80.
var sockaddr127 = []byte{2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}

// value makes an argument of a kind: what is in the register, what the argument behind it must be (if it
// must), and what the field is to hold.
func (a *arena) value(spec *calltable.Call, i int) (reg uint64, next *uint64, want any) {
	arg := spec.Args[i]
	seed := uint64(i*16 + 3)
	length := func(v uint64) *uint64 { return &v }
	text := func() (uint64, string) {
		s := fmt.Sprintf("%s-%d", spec.Name, i)
		return a.put(append([]byte(s), 0)), s
	}
	ts := call.Timespec{Sec: int64(seed), Nsec: 5000}
	old := func(v call.Timespec, micro bool) *enc {
		n := uint64(v.Nsec)
		if micro {
			n /= 1000
		}
		return a.enc().timeLong(uint64(v.Sec)).timeLong(n)
	}
	two := []call.Timespec{ts, {Sec: 9, Nsec: 7000}}
	double := func(micro bool) uint64 {
		e := old(two[0], micro)
		e.b = append(e.b, old(two[1], micro).b...)
		return e.put()
	}
	iov := func() ([]call.Iovec, uint64) {
		v := []call.Iovec{{Base: 0x1000, Len: 5}, {Base: 0x2000, Len: 7}}
		e := a.enc()
		for _, x := range v {
			e.long(uint64(x.Base)).long(x.Len)
		}
		return v, e.put()
	}
	switch arg.Kind {
	case calltable.KindDir, calltable.KindFd, calltable.KindInt:
		return uint64(0xffffffff - uint32(i)), nil, -1 - i
	case calltable.KindPath, calltable.KindStr, calltable.KindStrdata:
		at, s := text()
		return at, nil, s
	case calltable.KindSig:
		return 15, nil, call.Sig(15)
	case calltable.KindMode, calltable.KindModec, calltable.KindFmode:
		return 0o640, nil, call.Mode(0o640)
	case calltable.KindUint, calltable.KindHex32, calltable.KindIoctl:
		return seed, nil, uint32(seed)
	case calltable.KindUid, calltable.KindGid:
		return 1000 + seed, nil, uint32(1000 + seed)
	case calltable.KindLong:
		v := 0xffffffffffffffff - seed
		if !a.abi.Wide() {
			v = uint64(uint32(v))
		}
		return v, nil, -1 - int64(seed)
	case calltable.KindOff64, calltable.KindPoslh, calltable.KindHilo:
		return 0x1_0000_0000 + seed, nil, int64(0x1_0000_0000 + seed)
	case calltable.KindMask64:
		return 0x1_0000_0000 + seed, nil, 0x1_0000_0000 + seed
	case calltable.KindPgoff:
		return seed, nil, seed * 4096
	case calltable.KindOut, calltable.KindInout, calltable.KindAddr:
		return 0x3000 + seed, nil, call.Pointer(0x3000 + seed)
	case calltable.KindUlong, calltable.KindHex, calltable.KindSize, calltable.KindDev, calltable.KindFcntlarg, calltable.KindIoctlarg, calltable.KindPrctlarg:
		return seed, nil, seed
	case calltable.KindBuf:
		return a.put([]byte("some data\x00")), length(10), []byte("some data\x00")
	case calltable.KindValue:
		return a.put([]byte("value\x00")), length(6), []byte("value\x00")
	case calltable.KindIovec, calltable.KindIovout:
		v, at := iov()
		return at, length(2), v
	case calltable.KindSockaddr:
		return a.put(sockaddr127), length(16), &call.Sockaddr{Family: unix.AF_INET, Len: 16, Raw: sockaddr127}
	case calltable.KindMsghdr, calltable.KindMmsghdr:
		name, control := a.put(sockaddr127), []byte("0123456789abcdef")
		v, iovAt := iov()
		controlAt := a.put(control)
		word := a.abi.WordSize()
		e := a.enc().long(name).u32(16).align(word).long(iovAt).long(2).long(controlAt).long(16).u32(0x40).align(word)
		size := len(e.b)
		e.u32(0).align(word)
		at := e.put()
		m := call.Msghdr{
			At: call.Pointer(at), Name: &call.Sockaddr{Family: unix.AF_INET, Len: 16, Raw: sockaddr127}, NamePtr: call.Pointer(name), NameLen: 16,
			Iov: v, IovPtr: call.Pointer(iovAt), Control: control, ControlPtr: call.Pointer(controlAt), Flags: 0x40,
		}
		if arg.Kind == calltable.KindMsghdr {
			return at, nil, &m
		}
		m.LenAt = call.Pointer(at + uint64(size))
		return at, length(1), []call.Msghdr{m}
	case calltable.KindTimespec, calltable.KindFutextime:
		return old(ts, false).put(), nil, &ts
	case calltable.KindTimeval:
		return old(ts, true).put(), nil, &ts
	case calltable.KindTimespec64, calltable.KindFutextime64:
		return a.enc().u64(uint64(ts.Sec)).u64(uint64(ts.Nsec)).put(), nil, &ts
	case calltable.KindItimerspec:
		return double(false), nil, &call.ITimer{Interval: two[0], Value: two[1]}
	case calltable.KindItimerval:
		return double(true), nil, &call.ITimer{Interval: two[0], Value: two[1]}
	case calltable.KindItimerspec64:
		return a.enc().u64(uint64(ts.Sec)).u64(5000).u64(9).u64(7000).put(), nil, &call.ITimer{Interval: two[0], Value: two[1]}
	case calltable.KindTimespecs:
		return double(false), nil, two
	case calltable.KindTimespecs64:
		return a.enc().u64(uint64(ts.Sec)).u64(5000).u64(9).u64(7000).put(), nil, two
	case calltable.KindTimevals:
		return double(true), nil, two
	case calltable.KindUtimbuf:
		return a.enc().timeLong(uint64(ts.Sec)).timeLong(9).put(), nil, []call.Timespec{{Sec: ts.Sec}, {Sec: 9}}
	case calltable.KindPollfds:
		return a.enc().u32(3).u16(1).u16(0).u32(0xffffffff).u16(4).u16(0).put(), length(2), []call.PollFD{{FD: 3, Events: 1}, {FD: -1, Events: 4}}
	case calltable.KindFdset:
		return a.enc().u64(1<<3 | 1<<34).put(), nil, []int{3, 34}
	case calltable.KindCpuset:
		return a.enc().u64(5).put(), nil, []int{0, 2}
	case calltable.KindEpollevent:
		e := a.enc().u32(5)
		if a.abi == calltable.ARM64 || a.abi == calltable.RISCV64 || a.abi == calltable.ARM {
			e.align(8)
		}
		return e.u64(0x1122334455667788).put(), nil, &call.EpollEvent{Events: 5, Data: 0x1122334455667788}
	case calltable.KindSigset:
		s := call.SigSet(1 << 14)
		return a.enc().u64(uint64(s)).put(), length(8), &s
	case calltable.KindSigarg:
		s := call.SigSet(1 << 14)
		return a.enc().long(a.enc().u64(uint64(s)).put()).long(8).put(), nil, &s
	case calltable.KindSigaction:
		e := a.enc().long(0x4000).long(0x14000000)
		s := &call.SigAction{Handler: 0x4000, Flags: 0x14000000, Mask: 2}
		if a.abi != calltable.RISCV64 {
			e.long(0x5000)
			s.Restorer = 0x5000
		}
		return e.u64(2).put(), nil, s
	case calltable.KindSigstack:
		e := a.enc().long(0x6000).u32(2).align(a.abi.WordSize()).long(8192)
		return e.put(), nil, &call.SigStack{Base: 0x6000, Flags: 2, Size: 8192}
	case calltable.KindRlimitp:
		return a.enc().timeLong(1024).timeLong(^uint64(0)).put(), nil, &call.Rlimit{Cur: 1024, Max: ^uint64(0)}
	case calltable.KindRlimit64p:
		return a.enc().u64(1024).u64(^uint64(0)).put(), nil, &call.Rlimit{Cur: 1024, Max: ^uint64(0)}
	case calltable.KindIntp:
		v := int32(-7)
		return a.enc().u32(uint32(v)).put(), nil, &v
	case calltable.KindArgv, calltable.KindEnvp:
		e := a.enc()
		want := []string{"one", "", "three=3"}
		for _, s := range want {
			e.long(a.put(append([]byte(s), 0)))
		}
		return e.long(0).put(), nil, want
	case calltable.KindGids:
		if a.abi == calltable.I386 || a.abi == calltable.ARM {
			return a.enc().u16(4).u16(24).put(), nil, []uint32{4, 24}
		}
		return a.enc().u32(4).u32(24).put(), nil, []uint32{4, 24}
	case calltable.KindGids32:
		return a.enc().u32(4).u32(24).put(), nil, []uint32{4, 24}
	case calltable.KindOpenhow:
		return a.enc().u64(unix.O_CREAT | unix.O_CLOEXEC).u64(0o600).u64(unix.RESOLVE_BENEATH).put(), length(24), nil
	case calltable.KindCloneargs:
		e := a.enc()
		for i := range uint64(11) {
			e.u64(i + 1)
		}
		return e.put(), length(88), nil
	}
	return seed, nil, nil // flags
}

// A madeCall is a call with known arguments.
type madeCall struct {
	args [6]uint64
	want map[string]any // by field
}

// make makes a call by the table, in the registers of an ABI.
func (a *arena) make(spec *calltable.Call) madeCall {
	m := madeCall{want: map[string]any{}}
	reg := 0
	set := func(v uint64) {
		if reg < len(m.args) {
			m.args[reg] = v
			reg++
		}
	}
	var forced *uint64
	for i, arg := range spec.Args {
		v, next, want := a.value(spec, i)
		if forced != nil && (arg.Kind == calltable.KindSize || arg.Kind == calltable.KindUlong || arg.Kind == calltable.KindUint || arg.Kind == calltable.KindInt) {
			v = *forced
			switch want.(type) {
			case int:
				want = int(v)
			case uint32:
				want = uint32(v)
			case uint64:
				want = v
			}
		}
		// These count or choose what comes behind them.
		switch {
		case spec.Type == "Select" && i == 0:
			v, want = 64, 64
		case strings.HasPrefix(spec.Type, "SetGroups") && i == 0:
			v, want = 2, 2
		case spec.Type == "SchedSetaffinity" && arg.Field == "Size":
			v, want = 8, uint32(8)
		case spec.Type == "Futex" && arg.Field == "Op":
			v = 0
		case spec.Type == "Fcntl" && arg.Field == "Cmd":
			v = 1
		case arg.Kind == calltable.KindAt || arg.Kind == calltable.KindAtacc || arg.Kind == calltable.KindAtstatx:
			v = 0x100
		}
		forced = next
		if arg.Field != "" {
			if want == nil {
				want = v
			}
			m.want[arg.Field] = want
		}
		switch arg.Kind {
		case calltable.KindOff64, calltable.KindMask64:
			if !a.abi.Wide() {
				if a.abi == calltable.ARM && reg%2 == 1 {
					set(0xbad)
				}
				set(v & 0xffffffff)
				set(v >> 32)
				continue
			}
		case calltable.KindPoslh:
			if !a.abi.Wide() {
				set(v & 0xffffffff)
				set(v >> 32)
				continue
			}
			if a.abi != calltable.X32 {
				set(v)
				set(0)
				continue
			}
		case calltable.KindHilo:
			set(v >> 32)
			set(v & 0xffffffff)
			continue
		}
		set(v)
	}
	return m
}

// check compares a decoded call with what it was made of.
func (m madeCall) check(t *testing.T, what string, spec *calltable.Call, c call.Call, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	if c.Name() != spec.Name || c.Kind() != spec.Type {
		t.Errorf("%s: decoded to %s, %s", what, c.Name(), c.Kind())
		return
	}
	v := reflect.ValueOf(c).Elem()
	for field, want := range m.want {
		f := v.FieldByName(field)
		switch {
		case spec.Name == "clone" && field == "Flags", spec.Type == "SocketPair" && field == "Result":
		case f.CanUint() && reflect.TypeOf(want).Kind() == reflect.Uint64:
			got, w := f.Uint(), reflect.ValueOf(want).Uint()
			if f.Type().Size() == 4 {
				w = uint64(uint32(w))
			}
			if field == "Flags" && spec.Has(calltable.NoFollow) && (spec.Type == "Stat" || spec.Type == "Chown") {
				w |= unix.AT_SYMLINK_NOFOLLOW
			}
			if got != w {
				t.Errorf("%s: %s is %#x, want %#x", what, field, got, w)
			}
		case !reflect.DeepEqual(f.Interface(), want):
			t.Errorf("%s: %s is %+v, want %+v", what, field, f.Interface(), want)
		}
	}
	// Each path and each descriptor is reported, and the text has each path.
	paths := c.Paths()
	i := 0
	for n, arg := range spec.Args {
		if arg.Kind == calltable.KindPath {
			if i >= len(paths) || paths[i].Name != m.want[arg.Field] {
				t.Errorf("%s: paths %+v, want %v", what, paths, m.want[arg.Field])
			}
			i++
		}
		if arg.Kind == calltable.KindFd && !slices.Contains(c.FDs(), -1-n) {
			t.Errorf("%s: descriptors %v without %d", what, c.FDs(), -1-n)
		}
		if arg.Kind == calltable.KindSockaddr {
			if a := c.Addrs(); len(a) != 1 || a[0].String() != `{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}` {
				t.Errorf("%s: addresses %v", what, a)
			}
		}
	}
	s := c.String()
	for _, p := range paths {
		if !strings.Contains(s, `"`+p.Name+`"`) {
			t.Errorf("%s: %q is not in %s", what, p.Name, s)
		}
	}
	if !strings.HasPrefix(s, spec.Name+"(") || !strings.HasSuffix(s, ")") {
		t.Errorf("%s: %s", what, s)
	}
}

func notification(abi calltable.ABI, nr int32, args [6]uint64) seccompstream.Notification {
	return seccompstream.Notification{Arch: abi.Audit(), Syscall: nr, Args: args, PID: 1}
}

// TestEveryCall decodes every call of every architecture, with arguments that are known and in that
// architecture's layout.
func TestEveryCall(t *testing.T) {
	for abi, name := range abis {
		n := 0
		for i := range calltable.Calls {
			spec := &calltable.Calls[i]
			nr, ok := spec.Number(abi)
			if !ok || indirect(spec) {
				continue
			}
			n++
			a := &arena{abi: abi, base: 0x10000, b: make([]byte, 0, arenaSize)}
			m := a.make(spec)
			d := call.Decoder{Data: 64}
			c, err := d.DecodeFrom(notification(abi, nr, m.args), a.read)
			m.check(t, name+" "+spec.Name, spec, c, err)
		}
		if n < 300 {
			t.Errorf("%s: only %d calls", name, n)
		}
	}
}

// indirect reports whether a call stands for others.
func indirect(spec *calltable.Call) bool {
	return spec.Name == "socketcall" || spec.Name == "ipc" ||
		len(spec.Args) == 1 && (spec.Args[0].Kind == calltable.KindOldselect || spec.Args[0].Kind == calltable.KindOldmmap)
}

// Calls that come by way of others are decoded as if they were made directly.
func TestIndirect(t *testing.T) {
	for _, name := range calltable.Socketcalls[1:] {
		spec := calltable.ByName(name)[0]
		a := &arena{abi: calltable.I386, base: 0x10000, b: make([]byte, 0, arenaSize)}
		m := a.make(spec)
		e := a.enc()
		for _, v := range m.args {
			e.u32(uint32(v))
		}
		nr := int32(slices.Index(calltable.Socketcalls[:], name))
		c, err := (&call.Decoder{Data: 64}).DecodeFrom(notification(calltable.I386, 102, [6]uint64{uint64(nr), e.put()}), a.read)
		m.check(t, "socketcall "+name, spec, c, err)
		if err == nil && c.Via() != "socketcall" {
			t.Errorf("%s came by way of %q", name, c.Via())
		}
	}
	a := &arena{abi: calltable.I386, base: 0x10000, b: make([]byte, 0, arenaSize)}
	decode := func(nr int32, args ...uint64) call.Call {
		t.Helper()
		var regs [6]uint64
		copy(regs[:], args)
		c, err := new(call.Decoder).DecodeFrom(notification(calltable.I386, nr, regs), a.read)
		if err != nil {
			t.Errorf("%d: %v", nr, err)
		}
		return c
	}
	if c, ok := decode(117, 21, 7, 0o10000, 0x50, 0x60).(*call.Shmat); !ok || c.ID != 7 || c.Addr != 0x60 || c.Flags != 0o10000 || c.Via() != "ipc" {
		t.Errorf("shmat: %+v", c)
	}
	if c, ok := decode(117, 12, 7, 100, 0x800, a.enc().u32(0x70).u32(5).put()).(*call.Msgrcv); !ok || c.ID != 7 || c.Msg != 0x70 || c.Size != 100 || c.Type != 5 || c.Flags != 0x800 {
		t.Errorf("msgrcv: %+v", c)
	}
	if c, ok := decode(117, 12|1<<16, 7, 100, 0x800, 0x70, 5).(*call.Msgrcv); !ok || c.Msg != 0x70 || c.Type != 5 {
		t.Errorf("msgrcv, new form: %+v", c)
	}
	if c, ok := decode(117, 3, 7, 1, 16, a.enc().u32(9).put()).(*call.Semctl); !ok || c.ID != 7 || c.Index != 1 || c.Cmd != 16 || c.Arg != 9 {
		t.Errorf("semctl: %+v", c)
	}
	how := a.enc().u32(0x8000).u32(4096).u32(3).u32(0x22).u32(0xffffffff).u32(0x1000).put()
	if c, ok := decode(90, how).(*call.Mmap); !ok || c.Addr != 0x8000 || c.Length != 4096 || c.Prot != 3 || c.Flags != 0x22 || c.FD != -1 || c.Offset != 0x1000 {
		t.Errorf("mmap: %+v", c)
	}
	set := a.enc().u32(1<<3 | 1<<5).u32(0).put()
	if c, ok := decode(82, a.enc().u32(6).u32(uint32(set)).u32(0).u32(0).u32(0).put()).(*call.Select); !ok || c.Count != 6 || !slices.Equal(c.Read, []int{3, 5}) || c.Timeout != nil {
		t.Errorf("select: %+v", c)
	}
	if c, ok := decode(102, 99, 0x10000).(*call.Other); !ok || len(c.Args) != 2 || c.Args[0].Value != 99 {
		t.Errorf("no such socketcall: %+v", c)
	}
}

// unsafeToNotify are calls that the thread of the target makes for itself.
var unsafeToNotify = []string{
	"futex", "exit", "exit_group", "rt_sigprocmask", "rt_sigreturn", "rt_sigaction", "mmap", "munmap", "mprotect", "madvise", "restart_syscall",
	"sigaltstack", "set_robust_list", "rseq", "brk", "clone", "fork", "vfork", "clone3", "tgkill", "gettid", "getpid", "write", "read",
	"nanosleep", "sched_yield", "prctl", "seccomp", "poll", "ppoll", "close",
}

// TestEveryCallForReal makes every call that libseccomp knows here, in a live target, with known
// arguments: the kernel's notification and the target's memory are what is decoded.
func TestEveryCallForReal(t *testing.T) {
	kerneltest.Deadline(t, limit)
	abi := hostABI(t)
	var specs []*calltable.Call
	var names []string
	for i := range calltable.Calls {
		spec := &calltable.Calls[i]
		nr, ok := spec.Number(abi)
		if !ok || slices.Contains(unsafeToNotify, spec.Name) {
			continue
		}
		if known, err := seccomp.GetSyscallFromName(spec.Name); err != nil || int32(known) != nr {
			if err == nil && known >= 0 {
				t.Errorf("%s is %d to libseccomp and %d here", spec.Name, known, nr)
			}
			continue
		}
		specs, names = append(specs, spec), append(names, spec.Name)
	}
	if len(specs) < 200 {
		t.Fatalf("only %d calls", len(specs))
	}
	target := streamtest.New(t, nil, names...)
	type result struct {
		c   call.Call
		err error
	}
	results := make(chan result)
	go target.Stream.Serve(t.Context(), seccompstream.HandlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		c, err := (&call.Decoder{Data: 64}).Decode(n)
		results <- result{c, err}
		return seccompstream.Success(0)
	}))
	for _, spec := range specs {
		room := make([]byte, arenaSize)
		a := &arena{abi: abi, base: uint64(uintptr(unsafe.Pointer(&room[0]))), b: room[:0]}
		m := a.make(spec)
		args := make([]any, len(m.args))
		for i, v := range m.args {
			args[i] = v
		}
		done := make(chan error, 1)
		go func() {
			_, err := target.Call(spec.Name, args...)
			done <- err
		}()
		select {
		case r := <-results:
			m.check(t, spec.Name, spec, r.c, r.err)
			if err := <-done; err != nil {
				t.Errorf("%s: %v", spec.Name, err)
			}
		case err := <-done:
			t.Fatalf("%s was not notified: %v", spec.Name, err)
		}
		_ = room[0] // the target has read it
	}
	t.Logf("%d calls", len(specs))
}

// TestLibseccomp compares the tables with libseccomp's: what it knows has the same number here, and the
// same name.
func TestLibseccomp(t *testing.T) {
	for arch, abi := range map[seccomp.ScmpArch]calltable.ABI{
		seccomp.ArchAMD64: calltable.AMD64, seccomp.ArchARM64: calltable.ARM64, seccomp.ArchRISCV64: calltable.RISCV64,
		seccomp.ArchX86: calltable.I386, seccomp.ArchARM: calltable.ARM, seccomp.ArchX32: calltable.X32,
	} {
		n := 0
		for nr := range int32(1024) {
			if abi == calltable.X32 {
				nr |= calltable.X32Bit
			}
			want, err := seccomp.ScmpSyscall(nr).GetNameByArch(arch)
			if err != nil {
				continue
			}
			n++
			got, ok := call.NameOf(abi.Audit(), nr)
			if !ok || got != want {
				t.Errorf("%s: %d is %s to libseccomp, and %q here", abis[abi], nr, want, got)
			}
		}
		if n < 250 {
			t.Errorf("%s: libseccomp knows only %d calls", abis[abi], n)
		}
	}
}

func hostABI(t testing.TB) calltable.ABI {
	t.Helper()
	arch, err := seccomp.GetNativeArch()
	if err != nil {
		t.Fatal(err)
	}
	switch arch {
	case seccomp.ArchAMD64:
		return calltable.AMD64
	case seccomp.ArchARM64:
		return calltable.ARM64
	case seccomp.ArchRISCV64:
		return calltable.RISCV64
	}
	t.Fatalf("%v is not in the tables", arch)
	return 0
}

// An argument that cannot be read is named, with the errno that the kernel would give.
func TestUnreadable(t *testing.T) {
	a := &arena{abi: calltable.AMD64, base: 0x10000, b: make([]byte, 0, arenaSize)}
	long := a.put(append([]byte(strings.Repeat("x", 4096)), 0))
	fits := a.put(append([]byte(strings.Repeat("y", 4095)), 0))
	path := a.put([]byte("p\x00"))
	for _, c := range []struct {
		nr   int32
		args [6]uint64
		arg  string
		want error
	}{
		{257, [6]uint64{0, 0x5}, "pathname", unix.EFAULT},
		{257, [6]uint64{0, 0}, "pathname", unix.EFAULT},
		{257, [6]uint64{0, long}, "pathname", unix.ENAMETOOLONG},
		{257, [6]uint64{0, fits}, "", nil},
		{316, [6]uint64{0, path, 0, 0x5}, "newpath", unix.EFAULT},
		{437, [6]uint64{0, path, 0x5, 24}, "how", unix.EFAULT},
		{437, [6]uint64{0, path, path, 23}, "how", unix.EINVAL},
		{42, [6]uint64{3, path, 129}, "addr", unix.EINVAL},
		{42, [6]uint64{3, path, 0xffffffff}, "addr", unix.EINVAL},
		{42, [6]uint64{3, 0x5, 16}, "addr", unix.EFAULT},
		{44, [6]uint64{3, 0x5, 16, 0, 0, 16}, "", nil},
		{20, [6]uint64{3, path, 1025}, "vec", unix.EINVAL},
		{46, [6]uint64{3, 0x5}, "msg", unix.EFAULT},
		{280, [6]uint64{0, 0, 0}, "", nil},
		{262, [6]uint64{0, 0, 0, 0x1000}, "", nil},
		{262, [6]uint64{0, 0, 0, 0}, "pathname", unix.EFAULT},
		{265, [6]uint64{0, 0, 0, path, 0x1000}, "oldpath", unix.EFAULT},
		{59, [6]uint64{path, 0x5}, "argv", unix.EFAULT},
		{188, [6]uint64{path, path, path, 1 << 20}, "value", unix.E2BIG},
	} {
		got, err := new(call.Decoder).DecodeFrom(notification(calltable.AMD64, c.nr, c.args), a.read)
		var ae *call.ArgError
		if c.want == nil {
			if err != nil {
				t.Errorf("%d: %v", c.nr, err)
			}
			continue
		}
		if !errors.As(err, &ae) || ae.Arg != c.arg || !errors.Is(err, c.want) || got == nil {
			t.Errorf("%d %#x: %v, %v; want %s and %v", c.nr, c.args, got, err, c.arg, c.want)
		}
	}
	// Beyond the bound.
	d := call.Decoder{Limit: 100}
	if _, err := d.DecodeFrom(notification(calltable.AMD64, 257, [6]uint64{0, fits}), a.read); !errors.Is(err, syscall.E2BIG) {
		t.Errorf("beyond the limit: %v", err)
	}
}

// Calls without memory to read take no memory.
func TestNoAllocation(t *testing.T) {
	d := call.Decoder{Reuse: true}
	for _, c := range []struct {
		nr   int32
		args [6]uint64
	}{{3, [6]uint64{5}}, {41, [6]uint64{2, 1, 0}}, {9, [6]uint64{0, 4096, 3, 0x22, ^uint64(0), 0}}, {186, [6]uint64{}}} {
		n := notification(calltable.AMD64, c.nr, c.args)
		if got := testing.AllocsPerRun(100, func() {
			if _, err := d.Decode(n); err != nil {
				t.Fatal(err)
			}
		}); got != 0 {
			t.Errorf("%d: %v allocations", c.nr, got)
		}
	}
}

// FuzzDecode decodes calls of every architecture with registers and memory that are made up: nothing
// that a target does may harm its supervisor.
func FuzzDecode(f *testing.F) {
	f.Add(uint8(0), int32(257), []byte("\x00\x10\x00\x00path\x00"), uint64(0xffffff9c), uint64(0x10008), uint64(0), uint64(0))
	f.Add(uint8(3), int32(102), []byte("\x03\x00\x00\x00\x00\x00\x01\x00\x10\x00\x00\x00"), uint64(3), uint64(0x10000), uint64(0), uint64(0))
	f.Add(uint8(5), int32(518), make([]byte, 64), uint64(3), uint64(0x10000), uint64(0), uint64(0))
	for i := range calltable.Calls {
		for abi := range calltable.NoABI {
			if nr, ok := calltable.Calls[i].Number(abi); ok {
				f.Add(uint8(abi), nr&^calltable.X32Bit, []byte("\x08\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00"), uint64(0x10000), uint64(0x10000), uint64(0x10004), uint64(16))
				break
			}
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, nr int32, memory []byte, a0, a1, a2, a3 uint64) {
		abi := calltable.ABI(which) % calltable.NoABI
		if abi == calltable.X32 {
			nr |= calltable.X32Bit
		}
		args := [6]uint64{a0, a1, a2, a3, a0, a1}
		if !abi.Wide() {
			for i := range args {
				args[i] = uint64(uint32(args[i]))
			}
		}
		read := 0
		// Memory repeats for as long as anybody reads.
		fake := func(p []byte, addr uint64) (int, error) {
			read += len(p)
			if len(memory) == 0 || addr < 0x1000 {
				return 0, unix.EFAULT
			}
			for i := range p {
				p[i] = memory[(addr+uint64(i))%uint64(len(memory))]
			}
			return len(p), nil
		}
		const bound = 1 << 16
		d := call.Decoder{Data: 40, Limit: bound}
		c, err := d.DecodeFrom(notification(abi, nr, args), fake)
		if read > bound {
			t.Errorf("%d bytes were read", read)
		}
		if c == nil {
			t.Fatalf("no call: %v", err)
		}
		s := c.String()
		for i := range len(s) {
			if s[i] < ' ' || s[i] > '~' {
				t.Fatalf("not safe for a terminal: %q", s)
			}
		}
		if err == nil && strings.Count(s, "(") == 0 {
			t.Errorf("%q", s)
		}
		c.Paths()
		c.Addrs()
		c.FDs()
	})
}

func BenchmarkDecode(b *testing.B) {
	a := &arena{abi: calltable.AMD64, base: 0x10000, b: make([]byte, 0, arenaSize)}
	path := a.put([]byte("/usr/lib/x86_64-linux-gnu/libc.so.6\x00"))
	for _, c := range []struct {
		name string
		n    seccompstream.Notification
	}{
		{"openat", notification(calltable.AMD64, 257, [6]uint64{0xffffff9c, path, unix.O_CLOEXEC})},
		{"close", notification(calltable.AMD64, 3, [6]uint64{5})},
	} {
		for _, reuse := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/reuse=%v", c.name, reuse), func(b *testing.B) {
				d := call.Decoder{Reuse: reuse}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := d.DecodeFrom(c.n, a.read); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(c.name+"/String", func(b *testing.B) {
			got, err := new(call.Decoder).DecodeFrom(c.n, a.read)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				_ = got.String()
			}
		})
	}
}
