package seccompstream

// Of the AUDIT_ARCH_* tokens.
const (
	archIs64Bit uint32 = 0x80000000
	archX86_64  uint32 = 0xc000003e
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
