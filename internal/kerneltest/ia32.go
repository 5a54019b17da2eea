//go:build linux

package kerneltest

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"os"
	"os/exec"
	"testing"
)

// NeedIA32 skips the test, as [Need] does, where 64-bit programs of x86 cannot make the
// calls of 32-bit ones: that takes the kernel's ia32_emulation, and some virtual machines
// lack it whatever the kernel has.
func NeedIA32(t testing.TB) {
	t.Helper()
	const base = 0x400000
	exit := []byte("\x31\xdb" + // xor ebx, ebx
		"\xb8\x01\x00\x00\x00" + // mov eax, 1: exit
		"\xcd\x80") // int 0x80
	var b bytes.Buffer
	header := elf.Header64{
		Ident: [16]byte{0x7f, 'E', 'L', 'F', byte(elf.ELFCLASS64), byte(elf.ELFDATA2LSB), byte(elf.EV_CURRENT)},
		Type:  uint16(elf.ET_EXEC), Machine: uint16(elf.EM_X86_64), Version: 1,
		Entry: base + 120, Phoff: 64, Ehsize: 64, Phentsize: 56, Phnum: 1,
	}
	size := uint64(120 + len(exit))
	program := elf.Prog64{Type: uint32(elf.PT_LOAD), Vaddr: base, Filesz: size, Memsz: size, Flags: uint32(elf.PF_R | elf.PF_X), Align: 4096}
	for _, part := range []any{header, program, exit} {
		if err := binary.Write(&b, binary.LittleEndian, part); err != nil {
			t.Fatal(err)
		}
	}
	path := t.TempDir() + "/exit"
	if err := os.WriteFile(path, b.Bytes(), 0o755); err != nil {
		t.Fatal(err)
	}
	Need(t, "ia32_emulation", exec.Command(path).Run() == nil)
}
