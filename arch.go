package seccompstream

// Of the AUDIT_ARCH_* tokens.
const (
	archIs64Bit uint32 = 0x80000000
	archX86_64  uint32 = 0xc000003e
	archAArch64 uint32 = 0xc00000b7
)

// x32Bit marks the x32 calls among those that come with the token of x86-64.
const x32Bit = 0x40000000

// callNumber is a call as the kernel tells it: by its number in the table of an
// architecture.
type callNumber struct {
	arch uint32
	nr   int32
}

// PointerSize returns how many bytes a pointer, a size_t or a long has in the
// structures that are passed to the call: 4 for calls of a 32-bit architecture and of
// x32, else 8. The registers in Args need no care: they hold what the kernel uses.
func (n Notification) PointerSize() int {
	if n.Arch&archIs64Bit == 0 || n.Arch == archX86_64 && n.Syscall&x32Bit != 0 {
		return 4
	}
	return 8
}

// untagged returns the address that a pointer of the target's stands for. On arm64 the
// processor ignores the top byte, and the kernel does for processes that ask it to
// (Documentation/arch/arm64/tagged-address-abi.rst): it extends bit 55.
func (n Notification) untagged(addr uint64) uint64 {
	if n.Arch != archAArch64 {
		return addr
	}
	return uint64(int64(addr<<8) >> 8)
}

// Int returns the argument with that index as an int of C: a flag word, a mode or a count,
// of which the kernel uses the lower 32 bits.
func (n Notification) Int(i int) int { return int(int32(n.Args[i])) }

// FD returns the argument with that index as a descriptor. The kernel uses its lower 32 bits,
// with their sign: AT_FDCWD is -100, whatever the upper half of the register holds.
func (n Notification) FD(i int) int { return n.Int(i) }
