//go:build cgo

package seccompstream

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// knownNames keeps the names that libseccomp was asked for. Only names that exist are
// kept: the numbers are the target's choice, and there are four billion.
var knownNames struct {
	m  atomic.Pointer[map[callNumber]string]
	mu sync.Mutex // for writers
}

// syscallName returns the name of a call by libseccomp's tables.
func syscallName(arch uint32, nr int32) (string, bool) {
	key := callNumber{arch, nr}
	if m := knownNames.m.Load(); m != nil {
		if name, ok := (*m)[key]; ok {
			return name, true
		}
	}
	// libseccomp has pseudo calls with negative numbers, and takes an architecture of
	// zero for the native one; the kernel has neither.
	if nr < 0 || arch == 0 {
		return "", false
	}
	name := scmp.SyscallName(tableOf(arch, nr), nr)
	if name == "" {
		return "", false
	}
	knownNames.mu.Lock()
	defer knownNames.mu.Unlock()
	grown := map[callNumber]string{}
	if m := knownNames.m.Load(); m != nil {
		grown = maps.Clone(*m)
	}
	grown[key] = name
	knownNames.m.Store(&grown)
	return name, true
}

// isSyscall reports whether an architecture has a call of that name.
func isSyscall(name string) bool {
	if strings.IndexByte(name, 0) >= 0 {
		return false
	}
	for arch := range archNames {
		if scmp.HasSyscall(arch, name) {
			return true
		}
	}
	return false
}

// tableOf returns libseccomp's token for the table of calls that nr is from.
func tableOf(arch uint32, nr int32) uint32 {
	if arch == unix.AUDIT_ARCH_X86_64 && nr&x32Bit != 0 {
		return scmp.ArchX32
	}
	return arch
}

var archNames = map[uint32]string{
	scmp.ArchX32:                "x32",
	unix.AUDIT_ARCH_X86_64:      "x86_64",
	unix.AUDIT_ARCH_I386:        "i386",
	unix.AUDIT_ARCH_AARCH64:     "aarch64",
	unix.AUDIT_ARCH_ARM:         "arm",
	unix.AUDIT_ARCH_RISCV64:     "riscv64",
	unix.AUDIT_ARCH_LOONGARCH64: "loongarch64",
	unix.AUDIT_ARCH_PPC64:       "ppc64",
	unix.AUDIT_ARCH_PPC64LE:     "ppc64le",
	unix.AUDIT_ARCH_PPC:         "ppc",
	unix.AUDIT_ARCH_S390X:       "s390x",
	unix.AUDIT_ARCH_S390:        "s390",
	unix.AUDIT_ARCH_MIPS:        "mips",
	unix.AUDIT_ARCH_MIPSEL:      "mipsel",
	unix.AUDIT_ARCH_MIPS64:      "mips64",
	unix.AUDIT_ARCH_MIPSEL64:    "mips64el",
}

func archName(arch uint32, nr int32) string {
	if name, ok := archNames[tableOf(arch, nr)]; ok {
		return name
	}
	return fmt.Sprintf("%#x", arch)
}

func errnoName(e syscall.Errno) string {
	if name := unix.ErrnoName(e); name != "" {
		return name
	}
	return fmt.Sprintf("errno %d", int(e))
}
