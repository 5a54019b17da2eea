//go:build linux && cgo

package seccompstream_test

import (
	"errors"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// A 64-bit program can make i386 calls, for which half of each register counts.
func TestCompatRegisters(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	kerneltest.NeedIA32(t)
	const mkdir = 39 // i386's
	u := newPuppet(t)
	u.poke(puppetLow, "/low\x00")
	u.supervise(mkdir)
	u.order(order{Do: "int80", Nr: mkdir, Args: []any{uint64(0xdead_beef_0000_0000 | puppetLow), uint64(0xffff_ffff_0000_01ff)}})
	n := u.receive()
	if n.Name() != "mkdir" || n.Arch != unix.AUDIT_ARCH_I386 || n.PointerSize() != 4 {
		t.Errorf("%v, pointers of %d bytes", n, n.PointerSize())
	}
	if n.Args[0] != puppetLow || n.Args[1] != 0o777 {
		t.Errorf("arguments %#x", n.Args)
	}
	if s, err := n.Memory().ReadString(n.Args[0], 100); s != "/low" || err != nil {
		t.Errorf("%q, %v", s, err)
	}
	if f, err := n.OpenPath(-1, 0, unix.OpenHow{}); !errors.Is(err, unix.ENOENT) {
		t.Errorf("OpenPath: %v, %v", f, err)
	}
	if err := n.Error(unix.EROFS); err != nil {
		t.Fatal(err)
	}
	if r, _ := u.result(); r != -int64(unix.EROFS) {
		t.Errorf("mkdir returned %d", r)
	}
}

func init() { int80 = callByInt80 }

func callByInt80(nr uintptr, args [6]uintptr) uintptr {
	frame := [8]uintptr{nr, args[0], args[1], args[2], args[3], args[4], args[5]}
	mem, err := unix.Mmap(-1, 0, 4096, unix.PROT_READ|unix.PROT_WRITE|unix.PROT_EXEC, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS)
	if err != nil {
		return ^uintptr(0)
	}
	data := (*[8]uintptr)(unsafe.Pointer(&mem[2048]))
	*data = frame
	address := func(p unsafe.Pointer) []byte {
		b := make([]byte, 8)
		*(*uintptr)(unsafe.Pointer(&b[0])) = uintptr(p)
		return b
	}
	code := []byte{0x55, 0x53, 0x48, 0xb8} // push rbp; push rbx; mov rax, frame
	code = append(code, address(unsafe.Pointer(data))...)
	code = append(code,
		0x48, 0x8b, 0x58, 8, 0x48, 0x8b, 0x48, 16, 0x48, 0x8b, 0x50, 24, // rbx, rcx, rdx
		0x48, 0x8b, 0x70, 32, 0x48, 0x8b, 0x78, 40, 0x48, 0x8b, 0x68, 48, // rsi, rdi, rbp
		0x48, 0x8b, 0x00, 0xcd, 0x80, 0x48, 0xa3) // rax; int 0x80; mov [result], rax
	code = append(code, address(unsafe.Pointer(&data[7]))...)
	code = append(code, 0x5b, 0x5d, 0xc3) // pop rbx; pop rbp; ret
	copy(mem, code)
	entry := uintptr(unsafe.Pointer(&mem[0]))
	f := &entry
	(*(*func())(unsafe.Pointer(&f)))()
	return data[7]
}
