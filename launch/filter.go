//go:build linux && cgo

package launch

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"
)

// Notify returns a filter that notifies each of the named system calls and allows
// every other one. It is [Rules] with nothing else; see there for what a name may be, for
// other architectures, and for calls that are better not notified.
//
// The filter covers the compat conventions of the machine beside the native one (x86
// and x32 on x86-64, arm on arm64 and so on), so that a program of another architecture,
// or a 64-bit one that makes the calls of 32-bit ones, is notified as well, and there of
// all calls that do the same: "truncate" stands for truncate64, "connect" for the
// socketcall that connects. The filter's no_new_privs attribute is off, which lets [Start]
// set the bit only where it has to; [seccomp.ScmpFilter.SetNoNewPrivsBit] turns it on for
// good.
//
// No name, and a name that is no call of any of these architectures, is an error. The
// caller may add rules to the filter, start any number of commands with it, and
// release it when the last one has been started; a filter that is garbage is released
// by its finalizer. It is for Start: what libseccomp cannot express of it, since it is older
// than a call, is added there, and is not in what [seccomp.ScmpFilter.Load] loads or
// [seccomp.ScmpFilter.ExportBPF] writes. It needs Linux 5.0 and libseccomp 2.5: with an older
// library the error matches [errors.ErrUnsupported].
func Notify(names ...string) (*seccomp.ScmpFilter, error) {
	return Rules{Notify: names}.Filter()
}

// compatArchs lists the conventions by which a process can call a kernel of another
// architecture. Calls by one that a filter does not cover kill the process.
var compatArchs = map[seccomp.ScmpArch][]seccomp.ScmpArch{
	seccomp.ArchAMD64:    {seccomp.ArchX86, seccomp.ArchX32},
	seccomp.ArchARM64:    {seccomp.ArchARM},
	seccomp.ArchMIPS64:   {seccomp.ArchMIPS, seccomp.ArchMIPS64N32},
	seccomp.ArchMIPSEL64: {seccomp.ArchMIPSEL, seccomp.ArchMIPSEL64N32},
	seccomp.ArchS390X:    {seccomp.ArchS390},
	seccomp.ArchPARISC64: {seccomp.ArchPARISC},
}

// A program is a filter as the kernel takes it: eight bytes an instruction.
type program []byte

const (
	instructionSize = 8
	maxInstructions = 4096 // BPF_MAXINSNS
)

// compile returns f's program, after checks that give clearer errors than the kernel.
func compile(f *seccomp.ScmpFilter) (program, error) {
	if f == nil || !f.IsValid() {
		return nil, errors.New("launch: the filter is nil or has been released")
	}
	p, err := export(f)
	if err != nil {
		return nil, err
	}
	if !p.sound(f) {
		return nil, errors.New("launch: libseccomp has made a program of the filter that takes the architecture for a call's number: " +
			"no rule for a call that the architecture does not have may come first (Rules has none)")
	}
	p = append(beyondOf(f), p...)
	if n := len(p) / instructionSize; n > maxInstructions {
		return nil, fmt.Errorf("launch: the filter compiles to %d instructions and the kernel takes %d: fewer rules or architectures, or SetOptimize(2)", n, maxInstructions)
	}
	if !p.notifies() {
		return nil, errors.New("launch: the filter notifies nothing: no rule has ActNotify")
	}
	return p, nil
}

// sound reports whether p compares numbers of calls with numbers of calls. libseccomp forgets
// to load them where the first rule of an architecture is for a call that it does not have:
// everything is allowed then.
func (p program) sound(f *seccomp.ScmpFilter) bool {
	tokens := make(map[uint32]bool)
	for arch, abi := range abis {
		if present, err := f.IsArchPresent(arch); err == nil && present {
			tokens[abi.token] = true
		}
	}
	if len(tokens) == 0 {
		return true // its tokens are not known here
	}
	n := len(p) / instructionSize
	arch := make([]bool, n+1) // the instruction may be reached with the architecture loaded
	for pc := range n {
		insn := p[pc*instructionSize:]
		code, jt, jf, k := binary.NativeEndian.Uint16(insn), insn[2], insn[3], binary.NativeEndian.Uint32(insn[4:])
		here := arch[pc]
		next := []int{pc + 1}
		switch code & 0x07 {
		case unix.BPF_LD:
			here = code == unix.BPF_LD|unix.BPF_W|unix.BPF_ABS && k == offsetArch
		case unix.BPF_RET:
			next = nil
		case unix.BPF_JMP:
			if code == unix.BPF_JMP|unix.BPF_JA {
				next = []int{pc + 1 + int(k)}
				break
			}
			if here && !tokens[k] {
				return false
			}
			next = []int{pc + 1 + int(jt), pc + 1 + int(jf)}
		}
		for _, to := range next {
			if to > n {
				return true // the kernel refuses it
			}
			arch[to] = arch[to] || here
		}
	}
	return true
}

// export returns f's program. libseccomp 2.5 writes it to a descriptor only: a pipe has no
// size that RLIMIT_FSIZE limits.
func export(f *seccomp.ScmpFilter) (program, error) {
	var pipe [2]int
	if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
		return nil, os.NewSyscallError("pipe2", err)
	}
	r, w := os.NewFile(uintptr(pipe[0]), "filter"), os.NewFile(uintptr(pipe[1]), "filter")
	defer r.Close()
	defer w.Close()
	exported := make(chan error, 1)
	go func() {
		defer w.Close()
		exported <- f.ExportBPF(w)
	}()
	p, err := io.ReadAll(r)
	if err := <-exported; err != nil {
		return nil, fmt.Errorf("launch: compile the filter: %w", err)
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// notifies reports whether some path through p returns SECCOMP_RET_USER_NOTIF.
func (p program) notifies() bool {
	for insn := range slices.Chunk(p, instructionSize) {
		code, k := binary.NativeEndian.Uint16(insn), binary.NativeEndian.Uint32(insn[4:])
		if code == unix.BPF_RET|unix.BPF_K && k&unix.SECCOMP_RET_ACTION_FULL == unix.SECCOMP_RET_USER_NOTIF {
			return true
		}
	}
	return false
}

// memfd returns an empty anonymous file that may be executed: without the flag, of Linux
// 6.3, sysctl vm.memfd_noexec decides.
func memfd(name string) (*os.File, error) {
	const flags = unix.MFD_CLOEXEC | unix.MFD_ALLOW_SEALING
	fd, err := unix.MemfdCreate(name, flags|unix.MFD_EXEC)
	if err == unix.EINVAL {
		fd, err = unix.MemfdCreate(name, flags)
	}
	if err != nil {
		return nil, os.NewSyscallError("memfd_create", err)
	}
	return os.NewFile(uintptr(fd), name), nil
}
