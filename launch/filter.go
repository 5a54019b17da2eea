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

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// Notify returns a filter that notifies each of the named system calls and allows
// every other one. A name is what libseccomp calls it, such as "openat".
//
// The filter covers the compat conventions of the machine beside the native one (x86
// and x32 on x86-64, arm on arm64 and so on), so that a program of another
// architecture is notified as well; a call that only some of them have ("socketcall",
// "stat64") is notified where it exists. Its no_new_privs attribute is off, which lets
// [Start] set the bit only where it has to; [seccomp.ScmpFilter.SetNoNewPrivsBit] turns
// it on for good.
//
// No name, and a name that is no call of any of these architectures, is an error. The
// caller may add rules to the filter, start any number of commands with it, and
// release it when the last one has been started; a filter that is garbage is released
// by its finalizer. It needs Linux 5.0 and libseccomp 2.5: with an older library the error
// matches [errors.ErrUnsupported].
func Notify(names ...string) (*seccomp.ScmpFilter, error) {
	if len(names) == 0 {
		return nil, errors.New("launch: no system call to notify")
	}
	if err := scmp.CheckLibrary(); err != nil {
		return nil, fmt.Errorf("launch: %w", err)
	}
	f, err := seccomp.NewFilter(seccomp.ActAllow)
	if err != nil {
		return nil, fmt.Errorf("launch: make a filter: %w", err)
	}
	if err := notify(f, names); err != nil {
		f.Release()
		return nil, err
	}
	return f, nil
}

func notify(f *seccomp.ScmpFilter, names []string) error {
	if err := f.SetNoNewPrivsBit(false); err != nil {
		return fmt.Errorf("launch: leave no_new_privs off: %w", err)
	}
	native, err := seccomp.GetNativeArch()
	if err != nil {
		return fmt.Errorf("launch: native architecture: %w", err)
	}
	archs := append([]seccomp.ScmpArch{native}, compatArchs[native]...)
	for _, arch := range archs[1:] {
		if err := f.AddArch(arch); err != nil {
			return fmt.Errorf("launch: add architecture %v: %w", arch, err)
		}
	}
	for _, name := range names {
		// A name that another architecture has resolves here, too: to a negative number,
		// of which libseccomp makes no rule.
		exists := func(arch seccomp.ScmpArch) bool {
			nr, err := seccomp.GetSyscallFromNameByArch(name, arch)
			return err == nil && nr >= 0
		}
		if !slices.ContainsFunc(archs, exists) {
			return fmt.Errorf("launch: %q is no system call that libseccomp knows on %v", name, archs)
		}
		nr, err := seccomp.GetSyscallFromName(name)
		if err != nil {
			return fmt.Errorf("launch: look up %q: %w", name, err)
		}
		if err := f.AddRule(nr, seccomp.ActNotify); err != nil {
			return fmt.Errorf("launch: notify %q: %w", name, err)
		}
	}
	return nil
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
	if n := len(p) / instructionSize; n > maxInstructions {
		return nil, fmt.Errorf("launch: the filter compiles to %d instructions and the kernel takes %d: fewer rules or architectures, or SetOptimize(2)", n, maxInstructions)
	}
	if !p.notifies() {
		return nil, errors.New("launch: the filter notifies nothing: no rule has ActNotify")
	}
	return p, nil
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

// notifies says whether some path through p returns SECCOMP_RET_USER_NOTIF.
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
