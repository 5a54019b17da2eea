//go:build linux && cgo

package launch

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
)

// A callData is what the kernel shows a filter: struct seccomp_data.
type callData struct {
	nr   int32
	arch uint32
	ip   uint64
	args [6]uint64
}

func (d callData) word(offset uint32) uint32 {
	var b [64]byte
	binary.NativeEndian.PutUint32(b[0:], uint32(d.nr))
	binary.NativeEndian.PutUint32(b[4:], d.arch)
	binary.NativeEndian.PutUint64(b[8:], d.ip)
	for i, a := range d.args {
		binary.NativeEndian.PutUint64(b[16+8*i:], a)
	}
	return binary.NativeEndian.Uint32(b[offset:])
}

// eval runs a program as the kernel would, which needs no machine that can make the call,
// and returns the action and its data.
func (p program) eval(t *testing.T, d callData) uint32 {
	t.Helper()
	var a, x uint32
	var m [16]uint32
	for pc := 0; ; {
		insn := p[pc*instructionSize : (pc+1)*instructionSize]
		code, jt, jf, k := binary.NativeEndian.Uint16(insn), insn[2], insn[3], binary.NativeEndian.Uint32(insn[4:])
		pc++
		operand := k
		if code&unix.BPF_X != 0 {
			operand = x
		}
		jump := func(yes bool) {
			if yes {
				pc += int(jt)
			} else {
				pc += int(jf)
			}
		}
		switch code &^ unix.BPF_X {
		case unix.BPF_LD | unix.BPF_W | unix.BPF_ABS:
			a = d.word(k)
		case unix.BPF_LD | unix.BPF_W | unix.BPF_IMM:
			a = k
		case unix.BPF_LD | unix.BPF_W | unix.BPF_MEM:
			a = m[k]
		case unix.BPF_ST:
			m[k] = a
		case unix.BPF_ALU | unix.BPF_AND:
			a &= operand
		case unix.BPF_JMP | unix.BPF_JA:
			pc += int(k)
		case unix.BPF_JMP | unix.BPF_JEQ:
			jump(a == operand)
		case unix.BPF_JMP | unix.BPF_JGT:
			jump(a > operand)
		case unix.BPF_JMP | unix.BPF_JGE:
			jump(a >= operand)
		case unix.BPF_JMP | unix.BPF_JSET:
			jump(a&operand != 0)
		case unix.BPF_MISC: // tax, or with the bit that stands for X elsewhere txa
			x = a
		case unix.BPF_RET:
			return k
		default:
			t.Fatalf("instruction %d is unknown: %#x", pc-1, code)
		}
	}
}

// abiCalls calls f with every number that an architecture of filters has or may come to have.
func abiCalls(f func(abi calltable.ABI, token uint32, nr int32)) {
	for _, arch := range abis {
		if runtime.GOARCH != "amd64" || arch.token != unix.AUDIT_ARCH_X86_64 && arch.token != unix.AUDIT_ARCH_I386 {
			continue
		}
		for nr := range int32(620) {
			if arch.abi == calltable.X32 {
				nr |= calltable.X32Bit
			}
			f(arch.abi, arch.token, nr)
		}
	}
}

// A call is notified, and what does the same on another architecture, and nothing else:
// by the program itself, whatever the machine can run, and by a table that is not
// libseccomp's.
func TestTwins(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the compat architectures are those of amd64")
	}
	for _, names := range [][]string{
		{"truncate"}, {"stat"}, {"chown", "fchown"}, {"connect"}, {"accept", "accept4"}, {"send", "sendto"}, {"shmat", "semop"},
		{"semtimedop"}, {"clock_gettime"}, {"clock_nanosleep"}, {"futex"}, {"openat"}, {"open", "openat", "openat2"}, {"setuid"},
		{"mmap"}, {"select"}, {"fcntl"}, {"getdents"}, {"lseek"}, {"utimensat"}, {"ppoll"}, {"truncate64"}, {"socketcall"},
		{"execve", "execveat"}, {"setxattrat", "mseal", "listxattrat"}, {"statmount"}, {"socket", "bind"},
		{"%file"}, {"%network"}, {"%ipc"}, {"%create"}, {"%escape"},
	} {
		t.Run(strings.Join(names, " "), func(t *testing.T) {
			p, err := compile(mustNotify(t, names...))
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]bool{}
			for _, name := range names {
				members := []string{name}
				if group, ok := calltable.Group(name); ok {
					members = group
				}
				for _, m := range members {
					want[m] = true
					for _, twin := range calltable.Twins(m) {
						want[twin] = want[twin] || twin != "socketcall" && twin != "ipc"
					}
				}
			}
			notified := func(token uint32, nr int32, arg uint64) bool {
				return p.eval(t, callData{nr: nr, arch: token, args: [6]uint64{arg, 1, 2, 3, 4, 5}}) == unix.SECCOMP_RET_USER_NOTIF
			}
			abiCalls(func(abi calltable.ABI, token uint32, nr int32) {
				call := calltable.ByNumber(token, nr)
				if call == nil {
					if notified(token, nr, 0) {
						t.Errorf("call %d of ABI %d is notified", nr, abi)
					}
					return
				}
				kinds := map[string][]string{"socketcall": calltable.Socketcalls[:], "ipc": calltable.IPCCalls[:]}[call.Name]
				for arg, kind := range kinds {
					for _, arg := range []uint64{uint64(arg), uint64(arg) | 7<<16} {
						if call.Name == "socketcall" && arg > 1<<16 {
							continue
						}
						if got, want := notified(token, nr, arg), want[call.Name] || kind != "" && want[kind]; got != want {
							t.Errorf("%s(%#x), %q: notified %v, want %v", call.Name, arg, kind, got, want)
						}
					}
				}
				if got := notified(token, nr, 1000); got != want[call.Name] {
					t.Errorf("%s, call %d of ABI %d: notified %v, want %v", call.Name, nr, abi, got, want[call.Name])
				}
			})
		})
	}
}

// outcomes evaluates f's program.
func outcomes(t *testing.T, f *seccomp.ScmpFilter) func(token uint32, nr int32, args ...uint64) string {
	t.Helper()
	p, err := compile(f)
	if err != nil {
		t.Fatal(err)
	}
	return func(token uint32, nr int32, args ...uint64) string {
		t.Helper()
		d := callData{nr: nr, arch: token}
		copy(d.args[:], args)
		switch r := p.eval(t, d); r & unix.SECCOMP_RET_ACTION_FULL {
		case unix.SECCOMP_RET_USER_NOTIF:
			return "notified"
		case unix.SECCOMP_RET_ALLOW:
			return "allowed"
		case unix.SECCOMP_RET_ERRNO:
			return syscall.Errno(r & unix.SECCOMP_RET_DATA).Error()
		default:
			return fmt.Sprintf("%#x", r)
		}
	}
}

func mustFilter(t *testing.T, r Rules) *seccomp.ScmpFilter {
	t.Helper()
	f, err := r.Filter()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Release)
	return f
}

func TestRules(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the numbers are those of amd64")
	}
	const (
		amd64, i386 = unix.AUDIT_ARCH_X86_64, unix.AUDIT_ARCH_I386
		x32         = calltable.X32Bit
		high        = 1 << 32
	)
	type call struct {
		want  string
		token uint32
		nr    int32
		args  []uint64
	}
	enosys, eperm := unix.ENOSYS.Error(), unix.EPERM.Error()
	args := func(a ...uint64) []uint64 { return a }
	for name, test := range map[string]struct {
		rules Rules
		calls []call
	}{
		"native only": {Rules{Notify: []string{"truncate"}, NativeOnly: true}, []call{
			{"notified", amd64, unix.SYS_TRUNCATE, nil},
			{"allowed", amd64, unix.SYS_READ, nil},
			{enosys, i386, 92, nil},
			{enosys, i386, 1, nil},
			{enosys, amd64, x32 | unix.SYS_TRUNCATE, nil},
			{enosys, unix.AUDIT_ARCH_AARCH64, 45, nil},
		}},
		"exact": {Rules{Notify: []string{"truncate"}, ExactNames: true}, []call{
			{"notified", i386, 92, nil}, {"allowed", i386, 193, nil},
		}},
		"refused": {Rules{Notify: []string{"%network"}, Refuse: map[string]syscall.Errno{"socketcall": unix.ENOSYS, "io_uring_setup": unix.EPERM, "bind": unix.EPERM}}, []call{
			{"notified", amd64, unix.SYS_CONNECT, nil},
			{"notified", i386, 362, nil},
			{enosys, i386, 102, args(3)},
			{enosys, i386, 102, args(2)},
			{eperm, amd64, unix.SYS_BIND, nil},
			{eperm, i386, 361, nil},
			{eperm, amd64, unix.SYS_IO_URING_SETUP, nil},
			{eperm, amd64, x32 | unix.SYS_IO_URING_SETUP, nil},
			{eperm, i386, unix.SYS_IO_URING_SETUP, nil},
		}},
		"refused twins": {Rules{Notify: []string{"%file"}, Refuse: map[string]syscall.Errno{"truncate": unix.EPERM, "mseal": unix.EPERM}}, []call{
			{eperm, amd64, unix.SYS_TRUNCATE, nil}, {eperm, i386, 92, nil}, {eperm, i386, 193, nil}, {"notified", i386, 195, nil},
			{eperm, amd64, 462, nil}, {eperm, i386, 462, nil}, {eperm, amd64, x32 | 462, nil}, {"allowed", amd64, 461, nil},
		}},
		"numbers": {Rules{Notify: []string{"470", "463", "59"}}, []call{
			{"notified", amd64, 470, nil}, {"notified", amd64, x32 | 470, nil}, {"notified", i386, 470, nil},
			{"notified", amd64, 463, nil}, {"notified", amd64, x32 | 463, nil}, {"notified", i386, 463, nil},
			{"notified", amd64, 59, nil}, {"notified", i386, 11, nil}, {"notified", amd64, x32 | 520, nil},
			{"allowed", i386, 59, nil}, {"allowed", amd64, 469, nil}, {"allowed", amd64, 471, nil}, {"allowed", i386, 464, nil},
		}},
		"conditions": {Rules{When: []Rule{
			{"ioctl", []Condition{Int(1, 0x5401)}},
			{"sendto", []Condition{NonZero(4)}},
			{"470", []Condition{Int(0, -1), Bits(1, 3<<40|6, 1<<40|4), NonZero(2)}},
			{"470", []Condition{Int(0, 7)}},
		}}, []call{
			{"notified", amd64, unix.SYS_IOCTL, args(0, 0x5401)},
			{"notified", amd64, unix.SYS_IOCTL, args(0, 5*high|0x5401)},
			{"allowed", amd64, unix.SYS_IOCTL, args(0, 0x5402)},
			{"notified", i386, 54, args(0, 0x5401)},
			{"allowed", i386, 54, args(0, 0x5400)},
			{"allowed", amd64, unix.SYS_SENDTO, args(1, 2, 3, 4)},
			{"notified", amd64, unix.SYS_SENDTO, args(1, 2, 3, 4, 5)},
			{"notified", amd64, unix.SYS_SENDTO, args(1, 2, 3, 4, high)},
			{"notified", i386, 369, args(1, 2, 3, 4, 5)},
			{"allowed", i386, 369, args(1, 2, 3, 4)},
			{"notified", i386, 102, args(11)}, // its arguments are in memory
			{"allowed", i386, 102, args(10)},
			{"notified", amd64, 470, args(0xffff_ffff, 1<<40|4, high)},
			{"notified", amd64, 470, args(1<<64-1, 1<<40|0xf4, 1)},
			{"allowed", amd64, 470, args(0xffff_fffe, 1<<40|4, 1)},
			{"allowed", amd64, 470, args(0xffff_ffff, 3<<40|4, 1)},
			{"allowed", amd64, 470, args(0xffff_ffff, 1<<40|6, 1)},
			{"allowed", amd64, 470, args(0xffff_ffff, 1<<40|4, 0)},
			{"notified", amd64, 470, args(7)},
			{"notified", i386, 470, args(7)},
			{"allowed", i386, 470, args(8)},
		}},
		"opens that may write": {Rules{When: MayWrite()}, []call{
			{"allowed", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_RDONLY|unix.O_CLOEXEC)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_WRONLY)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_RDWR)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, 3)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_CREAT)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, 9*high|unix.O_TRUNC)},
			{"notified", amd64, unix.SYS_OPEN, args(0, unix.O_WRONLY)},
			{"allowed", amd64, unix.SYS_OPEN, args(0, 0, unix.O_WRONLY)},
			{"notified", amd64, unix.SYS_CREAT, nil},
			{"notified", amd64, unix.SYS_OPENAT2, nil},
			{"notified", i386, 5, args(0, unix.O_WRONLY)},
			{"allowed", i386, 5, args(0, unix.O_RDONLY)},
			{"notified", i386, 295, args(0, 0, unix.O_CREAT)},
			{"notified", i386, 8, nil},
		}},
		"conditions and none": {Rules{Notify: []string{"openat"}, When: []Rule{{"openat", []Condition{Int(2, 1)}}, {"%create", []Condition{NonZero(0)}}}}, []call{
			{"notified", amd64, unix.SYS_OPENAT, nil}, {"notified", amd64, unix.SYS_MKDIR, args(1)}, {"allowed", amd64, unix.SYS_MKDIR, nil},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			outcome := outcomes(t, mustFilter(t, test.rules))
			for _, c := range test.calls {
				if got := outcome(c.token, c.nr, c.args...); got != c.want {
					t.Errorf("call %#x of %#x with %#x: %s, want %s", c.nr, c.token, c.args, got, c.want)
				}
			}
		})
	}
}

func TestBadRules(t *testing.T) {
	for want, r := range map[string]Rules{
		"no system call to notify":            {Refuse: map[string]syscall.Errno{"open": unix.EPERM}},
		`no group has the name "%no"`:         {Notify: []string{"%no"}},
		"has the number 423":                  {Notify: []string{"423"}},
		"has the number -5":                   {Notify: []string{"-5"}},
		"has the number 1073741824":           {Notify: []string{"1073741824"}},
		`"no_such_call" is no system call`:    {When: []Rule{{"no_such_call", nil}}},
		`"ioctl" has no argument 6`:           {When: []Rule{{"ioctl", []Condition{Int(6, 0)}}}},
		"is to be notified and to be refused": {Notify: []string{"execve"}, Refuse: map[string]syscall.Errno{"execve": unix.EPERM}},
		"which is no errno":                   {Notify: []string{"execve"}, Refuse: map[string]syscall.Errno{"open": 4096}},
	} {
		if f, err := r.Filter(); f != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, %v, want an error with %q", r, f, err, want)
		}
	}
}

// The kernel takes a program with rules of both kinds, and does what they say: for a call
// that no kernel has as for others.
func TestBeyondRuns(t *testing.T) {
	bound(t)
	checkLeaks(t)
	const script = `import ctypes; s = ctypes.CDLL(None).syscall; print(s(1000, 7), s(1000, 8), s(1001, 1))`
	for _, when := range []bool{false, true} {
		r := Rules{Notify: []string{"1000", "execve"}, Refuse: map[string]syscall.Errno{"1001": unix.EDOM}}
		want := "42 42 -1\n"
		if when {
			r.Notify, r.When, want = []string{"execve"}, []Rule{{"1000", []Condition{Int(0, 8)}}}, "-1 42 -1\n"
		}
		cmd := exec.Command("python3", "-c", script)
		var out bytes.Buffer
		cmd.Stdout = &out
		s, err := Start(cmd, mustFilter(t, r), nil)
		if err != nil {
			t.Fatal(err)
		}
		for n, err := range s.All(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if n.Syscall == 1000 {
				err = n.Success(42)
			} else {
				err = n.Continue()
			}
			if err != nil {
				t.Error(err)
			}
		}
		if err := cmd.Wait(); err != nil || out.String() != want {
			t.Errorf("%v, printed %q, want %q", err, out.String(), want)
		}
	}
}

// The rules that libseccomp cannot make live as long as their filter.
func TestBeyondIsReleased(t *testing.T) {
	count := func() (n int) {
		beyonds.Range(func(any, any) bool { n++; return true })
		return n
	}
	f, err := Notify("1000")
	if err != nil {
		t.Fatal(err)
	}
	if count() == 0 {
		t.Error("there are no such rules")
	}
	before := count()
	runtime.KeepAlive(f)
	f = nil
	for range 100 {
		runtime.GC()
		if count() < before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("there are still the rules of %d filters", count())
}
