// Calls386 makes calls as 32-bit programs do: with structures of 32 bits, offsets in two registers, and
// sockets by way of socketcall. Whether they succeed does not matter.
package main

import (
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

func p(s string) uintptr {
	b, _ := syscall.BytePtrFromString(s)
	return uintptr(unsafe.Pointer(b))
}

// All calls are to be of one thread.
func init() { runtime.LockOSThread() }

func main() {
	os.WriteFile("f", []byte("0123456789"), 0o640)
	f, _ := os.OpenFile("f", os.O_RDWR, 0)
	b := make([]byte, 4)
	f.ReadAt(b, 1<<32+5)
	f.WriteAt(b, 3)
	f.Truncate(1<<32 + 7)
	os.Truncate("f", 5)
	os.Stat("f")
	os.Lstat("f")
	os.Mkdir("d", 0o750)
	os.Rename("d", "e")
	os.Remove("e")
	os.Chmod("f", 0o600)
	os.Lchown("f", 1, 2)
	f.Seek(1<<33, 0)
	f.Sync()
	f.Close()

	s, _ := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	syscall.SetsockoptInt(s, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	syscall.Bind(s, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}})
	syscall.Listen(s, 5)
	syscall.Connect(s, &syscall.SockaddrInet4{Port: 1, Addr: [4]byte{127, 0, 0, 1}})
	u, _ := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_DGRAM, 0)
	syscall.Sendto(u[0], []byte("hello"), 0, nil)
	syscall.Sendmsg(u[0], []byte("world"), syscall.UnixRights(u[1]), nil, 0)

	// The old calls.
	call := func(nr, a, b, c, d uintptr) { syscall.Syscall6(nr, a, b, c, d, 0, 0) }
	call(syscall.SYS_CHOWN, p("f"), 0xffff, 5, 0)
	call(syscall.SYS_CHOWN32, p("f"), 0xffffffff, 5, 0)
	ts := [4]int32{5, 6, 7, 8}
	call(syscall.SYS_UTIMENSAT, 0xffffff9c, p("f"), uintptr(unsafe.Pointer(&ts)), 0)
	call(syscall.SYS_UTIMES, p("f"), uintptr(unsafe.Pointer(&ts)), 0, 0)
	how := [6]uint32{0, 4096, 3, 0x22, 0xffffffff, 0}
	call(syscall.SYS_MMAP, uintptr(unsafe.Pointer(&how)), 0, 0, 0)
	lock := struct {
		kind, whence    int16
		start, len, pid int32
	}{0, 0, 3, 4, 0}
	call(syscall.SYS_FCNTL64, 0, syscall.F_SETLK, uintptr(unsafe.Pointer(&lock)), 0)
	limit := [2]uint32{1024, 0xffffffff}
	call(syscall.SYS_SETRLIMIT, syscall.RLIMIT_CORE, uintptr(unsafe.Pointer(&limit)), 0, 0)
	os.Remove("f")
}
