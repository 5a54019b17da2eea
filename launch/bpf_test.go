//go:build linux && cgo

package launch

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"weak"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
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
func abiCalls(t *testing.T, f func(abi calltable.ABI, token uint32, nr int32)) {
	native, err := seccomp.GetNativeArch()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range append(compatArchs[native], native) {
		arch, ok := abis[a]
		if !ok {
			continue // libseccomp alone knows its calls
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
	tests := [][]string{
		{"accept", "accept4"},
		{"shmat", "semop"},
		{"open", "openat", "openat2"},
		{"truncate64", "openat"},
		{"socketcall", "ioctl"},
		{"setxattrat", "mseal", "listxattrat"},
		{"socket", "bind"},
		{"%file"},
		{"%network"},
		{"%ipc"},
		{"%create"},
		{"%escape"},
		{"%time"},
	}
	for _, c := range calltable.Calls {
		tests = append(tests, []string{c.Name})
	}
	for _, names := range tests {
		names = slices.DeleteFunc(names, func(name string) bool { return !isCall(t, name) })
		if len(names) == 0 {
			continue // of another architecture
		}
		if err := twins(t, names); err != nil {
			t.Errorf("%v: %v", names, err)
		}
	}
}

func scmpArch(abi calltable.ABI) seccomp.ScmpArch {
	for arch, a := range abis {
		if a.abi == abi {
			return arch
		}
	}
	return seccomp.ArchInvalid
}

func isCall(t *testing.T, name string) bool {
	found := strings.HasPrefix(name, "%")
	abiCalls(t, func(abi calltable.ABI, _ uint32, _ int32) { found = found || calltable.On(abi, name) != nil })
	return found
}

// twins looks at what the program for these names does with every call there is.
func twins(t *testing.T, names []string) (err error) {
	p, err := compile(mustNotify(t, names...))
	if err != nil {
		return err
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
	abiCalls(t, func(abi calltable.ABI, token uint32, nr int32) {
		call := calltable.ByNumber(token, nr)
		if call == nil {
			// A younger libseccomp may know more.
			lib, _ := seccomp.ScmpSyscall(nr).GetNameByArch(scmpArch(abi))
			if notified(token, nr, 0) && !want[lib] {
				err = errors.Join(err, fmt.Errorf("call %d of ABI %d is notified", nr, abi))
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
					err = errors.Join(err, fmt.Errorf("%s(%#x), %q: notified %v, want %v", call.Name, arg, kind, got, want))
				}
			}
		}
		if got := notified(token, nr, 1000); got != want[call.Name] {
			err = errors.Join(err, fmt.Errorf("%s, call %d of ABI %d: notified %v, want %v", call.Name, nr, abi, got, want[call.Name]))
		}
	})
	return err
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

// A program that libseccomp got wrong is not run: rules for calls of other architectures,
// where a caller adds them to the filter.
func TestUnsound(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		return // the names are those of amd64
	}
	f := mustFilter(t, Rules{When: []Rule{{"ioctl", []Condition{Int(1, 7)}}}})
	if _, err := compile(f); err != nil {
		t.Fatal(err)
	}
	nr, err := seccomp.GetSyscallFromName("truncate64")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.AddRule(nr, seccomp.ActNotify); err != nil {
		t.Fatal(err)
	}
	p, err := export(f)
	if err != nil {
		t.Fatal(err)
	}
	ioctl := callData{nr: unix.SYS_IOCTL, arch: unix.AUDIT_ARCH_X86_64, args: [6]uint64{0, 7}}
	works := p.eval(t, ioctl) == unix.SECCOMP_RET_USER_NOTIF
	if _, err := compile(f); (err == nil) != works {
		t.Errorf("the program works: %v, and to compile it says %v", works, err)
	}
	major, minor, micro := seccomp.GetLibraryVersion()
	t.Logf("libseccomp %d.%d.%d: the program works: %v", major, minor, micro, works)
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

// scenarioNumbers makes calls that no kernel has.
func scenarioNumbers() (any, error) {
	var got []string
	for _, c := range [][2]uintptr{{1000, 7}, {1000, 8}, {1001, 1}} {
		r, _, errno := unix.RawSyscall(c[0], c[1], 0, 0)
		if errno != 0 {
			got = append(got, errno.Error())
		} else {
			got = append(got, fmt.Sprint(r))
		}
	}
	return got, nil
}

// The kernel takes a program with rules of both kinds, and does what they say: for a call
// that no kernel has as for others.
func TestBeyondRuns(t *testing.T) {
	refuse := map[string]syscall.Errno{"1001": unix.EDOM}
	for name, test := range map[string]struct {
		rules Rules
		want  []string
	}{
		"always": {Rules{Notify: []string{"1000", "execve"}, Refuse: refuse}, []string{"42", "42", unix.EDOM.Error()}},
		"conditions": {
			Rules{Notify: []string{"execve"}, When: []Rule{{"1000", []Condition{Int(0, 8)}}}, Refuse: refuse},
			[]string{unix.ENOSYS.Error(), "42", unix.EDOM.Error()},
		},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			cmd := self()
			cmd.Env = append(os.Environ(), inScenario("numbers")...)
			cmd.ExtraFiles = []*os.File{w}
			s, err := Start(cmd, mustFilter(t, test.rules), nil)
			w.Close()
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
			var report struct{ Result []string }
			if err := json.NewDecoder(r).Decode(&report); err != nil || !slices.Equal(report.Result, test.want) {
				t.Errorf("%v, got %q, want %q", err, report.Result, test.want)
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

// The rules that libseccomp cannot make live as long as their filter.
func TestBeyondIsReleased(t *testing.T) {
	has := func(key weak.Pointer[seccomp.ScmpFilter]) bool {
		_, ok := beyonds.Load(key)
		return ok
	}
	key := func() weak.Pointer[seccomp.ScmpFilter] {
		f, err := Notify("1000")
		if err != nil {
			t.Fatal(err)
		}
		key := weak.Make(f)
		if !has(key) {
			t.Error("there are no such rules")
		}
		runtime.KeepAlive(f)
		return key
	}()
	for start := time.Now(); has(key); time.Sleep(10 * time.Millisecond) {
		if time.Since(start) > kerneltest.Patience(20*time.Second) {
			t.Fatal("the rules are still there")
		}
		runtime.GC()
	}
}
