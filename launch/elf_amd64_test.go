//go:build linux && cgo

package launch

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"os"
	"os/exec"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// tinyProgram writes a static program of nothing but code, which ends with the bytes
// of text.
func tinyProgram(t *testing.T, machine elf.Machine, text, code string) string {
	t.Helper()
	const base = 0x400000
	var b bytes.Buffer
	put := func(v any) { binary.Write(&b, binary.LittleEndian, v) }
	ident := [16]byte{0x7f, 'E', 'L', 'F', 0, byte(elf.ELFDATA2LSB), byte(elf.EV_CURRENT)}
	if machine == elf.EM_386 {
		ident[elf.EI_CLASS] = byte(elf.ELFCLASS32)
		put(elf.Header32{
			Ident: ident, Type: uint16(elf.ET_EXEC), Machine: uint16(machine), Version: 1,
			Entry: base + 84, Phoff: 52, Ehsize: 52, Phentsize: 32, Phnum: 1,
		})
		size := uint32(84 + len(code) + len(text))
		put(elf.Prog32{Type: uint32(elf.PT_LOAD), Vaddr: base, Filesz: size, Memsz: size, Flags: uint32(elf.PF_R | elf.PF_X), Align: 4096})
	} else {
		ident[elf.EI_CLASS] = byte(elf.ELFCLASS64)
		put(elf.Header64{
			Ident: ident, Type: uint16(elf.ET_EXEC), Machine: uint16(machine), Version: 1,
			Entry: base + 120, Phoff: 64, Ehsize: 64, Phentsize: 56, Phnum: 1,
		})
		size := uint64(120 + len(code) + len(text))
		put(elf.Prog64{Type: uint32(elf.PT_LOAD), Vaddr: base, Filesz: size, Memsz: size, Flags: uint32(elf.PF_R | elf.PF_X), Align: 4096})
	}
	b.WriteString(code + text)
	path := t.TempDir() + "/tiny"
	if err := os.WriteFile(path, b.Bytes(), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	// write(1, text, 5); exit(0), the native way.
	writeAndExit = "\x6a\x01\x5f" + // push 1; pop rdi
		"\x48\x8d\x35\x11\x00\x00\x00" + // lea rsi, [rip+17]: text
		"\x6a\x05\x5a" + // push 5; pop rdx
		"\x6a\x01\x58" + // push 1; pop rax: write
		"\x0f\x05" + // syscall
		"\x31\xff" + // xor edi, edi
		"\x6a\x3c\x58" + // push 60; pop rax: exit
		"\x0f\x05" + // syscall
		"\x90\x90" // for the distance of text
	// The same by int 0x80: the numbers and registers of i386, in any mode.
	writeAndExit386 = "\xbb\x01\x00\x00\x00" + // mov ebx, 1
		"\xb9\x9a\x00\x40\x00" + // mov ecx, text (patched below)
		"\xba\x05\x00\x00\x00" + // mov edx, 5
		"\xb8\x04\x00\x00\x00" + // mov eax, 4: write
		"\xcd\x80" + // int 0x80
		"\x31\xdb" + // xor ebx, ebx
		"\xb8\x01\x00\x00\x00" + // mov eax, 1: exit
		"\xcd\x80"
)

// at returns writeAndExit386 for code that is loaded after a header of that many bytes.
func at(header int) string {
	code := []byte(writeAndExit386)
	binary.LittleEndian.PutUint32(code[6:], uint32(0x400000+header+len(code)))
	return string(code)
}

// A program that makes two calls has three notified, its execve being the first: none
// is the machinery's.
func TestExactCalls(t *testing.T) {
	for name, test := range map[string]struct {
		path string
		arch uint32
	}{
		"native":                {tinyProgram(t, elf.EM_X86_64, "text\n", writeAndExit), unix.AUDIT_ARCH_X86_64},
		"int 0x80, 64-bit mode": {tinyProgram(t, elf.EM_X86_64, "text\n", at(120)), unix.AUDIT_ARCH_I386},
		"i386":                  {tinyProgram(t, elf.EM_386, "text\n", at(84)), unix.AUDIT_ARCH_I386},
	} {
		t.Run(name, func(t *testing.T) {
			if test.arch != unix.AUDIT_ARCH_X86_64 {
				kerneltest.NeedIA32(t)
			}
			bound(t)
			checkLeaks(t)
			want := []string{"execve", "write", "exit"}
			for _, names := range [][]string{
				want,
				{"write"},
				{"execve", "exit"},
				{"sendmsg", "futex", "mmap", "close", "nanosleep", "clock_nanosleep", "exit_group", "rt_sigprocmask", "write", "munmap", "set_robust_list"},
			} {
				got, tr, err := output(exec.Command(test.path), mustNotify(t, names...))
				if err != nil || got != "text\n" {
					t.Errorf("the program printed %q, %v", got, err)
				}
				made := slices.DeleteFunc(slices.Clone(want), func(n string) bool { return !slices.Contains(names, n) })
				if !slices.Equal(tr.Names, made) {
					t.Errorf("of %v there were notified %v, want %v", names, tr.Names, made)
				}
			}
			// Everything, by the convention of the architecture.
			f := notifyAll(t)
			if test.arch != unix.AUDIT_ARCH_X86_64 {
				f = mustNotify(t, want...)
			}
			cmd := exec.Command(test.path)
			s, err := Start(cmd, f, nil)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for n, err := range s.All(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				names = append(names, n.Name())
				// The stage is a native program, whatever the command is.
				if arch := test.arch; n.Arch != arch && len(names) > 1 {
					t.Errorf("%v, want architecture %#x", n, arch)
				}
				if err := n.Continue(); err != nil {
					t.Error(err)
				}
			}
			if err := cmd.Wait(); err != nil || !slices.Equal(names, want) {
				t.Errorf("%v, notified %v, want %v", err, names, want)
			}
		})
	}
}
