// Package calltable knows the system calls of Linux: their numbers on each architecture,
// the names and kinds of their arguments, what they are for, and which of them do the same. It
// is made of calls.txt by go generate, and asks neither the kernel nor libseccomp.
package calltable

//go:generate go run ./gen

import (
	"slices"
	"strings"
	"sync"
)

// An ABI is a convention by which calls are made, with a table of numbers of its own.
type ABI uint8

// The ABIs, in the order of calls.txt. NoABI is one that the tables do not have.
const (
	AMD64 ABI = iota
	ARM64
	RISCV64
	I386
	ARM
	X32
	NoABI
)

// The AUDIT_ARCH_* tokens of linux/audit.h.
const (
	auditX86_64  = 0xc000003e
	auditAARCH64 = 0xc00000b7
	auditRISCV64 = 0xc00000f3
	auditI386    = 0x40000003
	auditARM     = 0x40000028
)

// X32Bit is set in the numbers of x32 calls.
const X32Bit = 0x40000000

// ABIOf returns the ABI of a call with an AUDIT_ARCH_* token and a number.
func ABIOf(arch uint32, nr int32) ABI {
	switch arch {
	case auditX86_64:
		if nr&X32Bit != 0 {
			return X32
		}
		return AMD64
	case auditAARCH64:
		return ARM64
	case auditRISCV64:
		return RISCV64
	case auditI386:
		return I386
	case auditARM:
		return ARM
	}
	return NoABI
}

// Wide reports whether a register holds 64 bits, as x32's do.
func (a ABI) Wide() bool { return a != I386 && a != ARM }

// WordSize returns the size of a pointer and of a long in memory.
func (a ABI) WordSize() int {
	if a == I386 || a == ARM || a == X32 {
		return 4
	}
	return 8
}

// A Kind says how an argument is to be read and written out.
type Kind uint8

// How says what a call does with a path.
type How uint16

// What a call does with a path.
const (
	Read How = 1 << iota
	Write
	Create
	Remove
	Stat     // looks at what is there, or at its attributes
	Meta     // changes attributes
	Exec     // runs it
	Link     // gives it another name
	Mount    // changes what is mounted there
	NoFollow // a symbolic link in the last place is what is meant
)

// An Arg is one argument of a call.
type Arg struct {
	Name  string // the kernel's name for it
	Field string // the field that has it, if any
	ID    uint8  // the number of Field
	Kind  Kind
	How   How
}

// A Call is one call, or one form of it where the arguments differ between architectures.
type Call struct {
	Name    string
	Type    string // the Go type in package call
	TypeID  uint16
	Group   string   // the section of calls.txt
	Numbers [6]int32 // by ABI; -1: none
	Args    []Arg
}

// Number returns the call's number by which an ABI knows it, the bit of x32 included.
func (c *Call) Number(a ABI) (int32, bool) {
	if a >= NoABI || c.Numbers[a] < 0 {
		return 0, false
	}
	nr := c.Numbers[a]
	if a == X32 {
		nr |= X32Bit
	}
	return nr, true
}

// Has reports whether some argument's use of a path includes all of how.
func (c *Call) Has(how How) bool {
	return slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Kind == KindPath && a.How&how == how })
}

type tables struct {
	byNumber [6]map[int32]*Call
	byName   map[string][]*Call
	escapes  map[string]bool
}

var table = sync.OnceValue(func() *tables {
	t := &tables{byName: make(map[string][]*Call, len(Calls)), escapes: map[string]bool{}}
	for a := range t.byNumber {
		t.byNumber[a] = make(map[int32]*Call, len(Calls))
	}
	for i := range Calls {
		c := &Calls[i]
		t.byName[c.Name] = append(t.byName[c.Name], c)
		for a, nr := range c.Numbers {
			if nr >= 0 {
				t.byNumber[a][nr] = c
			}
		}
	}
	for _, name := range escapes {
		t.escapes[name] = true
	}
	return t
})

// ByNumber returns the call with a number of an architecture, or nil.
func ByNumber(arch uint32, nr int32) *Call {
	a := ABIOf(arch, nr)
	if a == NoABI {
		return nil
	}
	if a == X32 {
		nr &^= X32Bit
	}
	return table().byNumber[a][nr]
}

// ByName returns the forms of the call of that name, none if there is no such call.
func ByName(name string) []*Call { return table().byName[name] }

// On returns the form of the call of that name that an ABI has, or nil.
func On(a ABI, name string) *Call {
	for _, c := range table().byName[name] {
		if _, ok := c.Number(a); ok {
			return c
		}
	}
	return nil
}

// stems gives the calls whose names do not tell that they do the same.
var stems = map[string]string{
	"_llseek": "lseek", "mmap2": "mmap", "_newselect": "select", "newfstatat": "fstatat", "ugetrlimit": "getrlimit",
	"olduname": "uname", "oldolduname": "uname", "oldstat": "stat", "oldlstat": "lstat", "oldfstat": "fstat",
	"sigaction": "rt_sigaction", "sigprocmask": "rt_sigprocmask", "sigpending": "rt_sigpending", "sigsuspend": "rt_sigsuspend",
	"sigreturn": "rt_sigreturn", "arm_sync_file_range": "sync_file_range", "arm_fadvise64_64": "fadvise", "fadvise64_64": "fadvise",
}

// stem returns what the names of calls that do the same have in common.
func stem(name string) string {
	if s, ok := stems[name]; ok {
		return s
	}
	for _, suffix := range []string{"_time64", "64", "32"} {
		if s, ok := strings.CutSuffix(name, suffix); ok {
			return s
		}
	}
	return name
}

// Twins returns the names of all calls that do the same as the one of that name, itself included: for
// 32-bit programs there are up to three forms of a call, and those of sockets and of System V are
// socketcall(2) and ipc(2) as well. Calls that do similar things in another way, as open and openat, are
// none. It returns nil if there is no such call.
func Twins(name string) []string {
	if len(ByName(name)) == 0 {
		return nil
	}
	var names []string
	for i := range Calls {
		if stem(Calls[i].Name) == stem(name) {
			names = append(names, Calls[i].Name)
		}
	}
	alike := func(s string) bool { return s != "" && stem(s) == stem(name) }
	if slices.ContainsFunc(Socketcalls[:], alike) {
		names = append(names, "socketcall")
	}
	if slices.ContainsFunc(IPCCalls[:], alike) {
		names = append(names, "ipc")
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Socketcalls are the calls that socketcall(2) stands for, by its first argument.
var Socketcalls = [...]string{
	1: "socket", 2: "bind", 3: "connect", 4: "listen", 5: "accept", 6: "getsockname", 7: "getpeername", 8: "socketpair", 9: "send",
	10: "recv", 11: "sendto", 12: "recvfrom", 13: "shutdown", 14: "setsockopt", 15: "getsockopt", 16: "sendmsg", 17: "recvmsg",
	18: "accept4", 19: "recvmmsg", 20: "sendmmsg",
}

// IPCCalls are the calls that ipc(2) stands for, by the lower half of its first argument.
var IPCCalls = [...]string{
	1: "semop", 2: "semget", 3: "semctl", 4: "semtimedop", 11: "msgsnd", 12: "msgrcv", 13: "msgget", 14: "msgctl",
	21: "shmat", 22: "shmdt", 23: "shmget", 24: "shmctl",
}

// Groups returns the names of the groups.
func Groups() []string {
	return []string{
		"%file", "%create", "%remove", "%meta", "%desc", "%network", "%process", "%memory", "%signal", "%ipc", "%time", "%system", "%mount",
		"%aio", "%escape",
	}
}

// Group returns the names of the calls of a group, sorted, each once, or false where there is no
// such group.
func Group(name string) ([]string, bool) {
	in, ok := member(name)
	if !ok {
		return nil, false
	}
	var names []string
	for i := range Calls {
		if in(&Calls[i]) {
			names = append(names, Calls[i].Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), true
}

func member(group string) (func(*Call) bool, bool) {
	switch group {
	case "%file":
		return func(c *Call) bool { return c.Has(0) }, true
	case "%create":
		return func(c *Call) bool { return c.Has(Create) || c.Type == "Open" }, true
	case "%remove":
		return func(c *Call) bool { return c.Has(Remove) }, true
	case "%meta":
		return func(c *Call) bool {
			switch c.Type {
			case "Fchmod", "Fchown", "FsetXattr", "FremoveXattr":
				return true
			}
			return c.Has(Meta) && c.Group == "file"
		}, true
	case "%desc":
		return func(c *Call) bool {
			return slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Kind == KindFd }) || c.Group == "desc" && c.Name != "sync"
		}, true
	case "%network":
		return func(c *Call) bool { return c.Group == "network" || c.Name == "socketcall" }, true
	case "%ipc":
		return func(c *Call) bool { return c.Group == "ipc" && c.Name != "socketcall" }, true
	case "%process", "%memory", "%signal", "%time", "%system", "%mount", "%aio":
		return func(c *Call) bool { return c.Group == group[1:] }, true
	case "%escape":
		return func(c *Call) bool { return table().escapes[c.Type] }, true
	}
	return nil, false
}

// Audit returns the AUDIT_ARCH_* token of an ABI.
func (a ABI) Audit() uint32 {
	return [...]uint32{auditX86_64, auditAARCH64, auditRISCV64, auditI386, auditARM, auditX86_64, 0}[min(a, NoABI)]
}
