//go:build linux && cgo

package seccompstream_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// inCall returns the memory of a puppet that waits in a call.
func inCall(t *testing.T, pokes ...string) (*puppet, seccompstream.Memory) {
	t.Helper()
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	for _, p := range pokes {
		// At the end of the pages.
		u.poke(puppetEnd-uint64(len(p)), p)
	}
	return u, u.notified(unix.SYS_GETPPID).Memory()
}

// isSyscallError reports whether err is an *os.SyscallError with that errno.
func isSyscallError(err error, errno syscall.Errno) bool {
	var e *os.SyscallError
	return errors.As(err, &e) && errors.Is(err, errno)
}

func TestMemoryReadAt(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	text := strings.Repeat("0123456789abcdef", 512) // both pages
	_, m := inCall(t, text)
	for _, c := range []struct {
		name  string
		size  int
		off   int64
		n     int
		errno syscall.Errno
	}{
		{"whole", 8192, puppetPages, 8192, 0},
		{"nothing", 0, puppetPages, 0, 0},
		{"nothing, nowhere", 0, 0, 0, 0},
		{"across the page border", 100, puppetPages + 4050, 100, 0},
		{"odd", 3, puppetPages + 4095, 3, 0},
		{"last byte", 1, puppetEnd - 1, 1, 0},
		{"one too many", 17, puppetEnd - 16, 16, unix.EFAULT},
		{"far too many", 1 << 20, puppetPages, 8192, unix.EFAULT},
		{"after the end", 1, puppetEnd, 0, unix.EFAULT},
		{"null", 8, 0, 0, unix.EFAULT},
		{"small number", 8, 1, 0, unix.EFAULT},
		{"negative", 8, -1, 0, unix.EFAULT},
		{"kernel", 8, -0x7f80_0000_0000, 0, unix.EFAULT},
		{"lowest kernel address", 8, math.MinInt64, 0, unix.EFAULT},
		{"not canonical", 8, 1 << 60, 0, unix.EFAULT},
		{"highest", 8, math.MaxInt64, 0, unix.EFAULT},
	} {
		b := make([]byte, c.size)
		n, err := m.ReadAt(b, c.off)
		if n != c.n || (err == nil) != (c.errno == 0) || err != nil && !isSyscallError(err, c.errno) {
			t.Errorf("%s: %d, %v, want %d, %v", c.name, n, err, c.n, c.errno)
			continue
		}
		if start := int(c.off - puppetPages); n > 0 && string(b[:n]) != text[start:start+n] {
			t.Errorf("%s: wrong bytes", c.name)
		}
	}
	if err := iotest.TestReader(io.NewSectionReader(m, puppetPages, int64(len(text))), []byte(text)); err != nil {
		t.Error(err)
	}
	_, err := io.ReadAll(io.NewSectionReader(m, puppetPages, 3*4096))
	if !isSyscallError(err, unix.EFAULT) {
		t.Errorf("reading a section that ends in a hole: %v", err)
	}
}

func TestMemoryReadString(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	text := strings.Repeat("x", 4000) + "\x00" + strings.Repeat("y", 4000) + "\x00\xff\xfe\n\x00end"
	text += "\x00unterminated"
	_, m := inCall(t, text)
	start := uint64(puppetEnd - len(text))
	ys := start + 4001
	end := start + uint64(strings.Index(text, "end"))
	for _, c := range []struct {
		name  string
		addr  uint64
		max   int
		want  string
		errno syscall.Errno
	}{
		{"short", end, 100, "end", 0},
		{"huge cap", end, math.MaxInt, "end", 0},
		{"exactly the cap", end, 3, "end", 0},
		{"one more than the cap", end, 2, "en", unix.ENAMETOOLONG},
		{"across pages", ys, 4095, strings.Repeat("y", 4000), 0},
		{"cap across pages", ys, 3999, strings.Repeat("y", 3999), unix.ENAMETOOLONG},
		{"empty", start + 4000, 0, "", 0},
		{"not empty, cap 0", end, 0, "", unix.ENAMETOOLONG},
		{"not UTF-8", end - 4, 100, "\xff\xfe\n", 0},
		{"no NUL before the hole", puppetEnd - 12, 100, "", unix.EFAULT},
		{"no NUL before the hole, huge cap", puppetEnd - 12, math.MaxInt, "", unix.EFAULT},
		{"cap before the hole", puppetEnd - 12, 11, "unterminate", unix.ENAMETOOLONG},
		{"null", 0, 100, "", unix.EFAULT},
		{"top", math.MaxUint64, 100, "", unix.EFAULT},
		{"kernel", 0xffff_8000_0000_0000, 100, "", unix.EFAULT},
		{"negative cap", end, -1, "", unix.EINVAL},
		{"smallest cap", end, math.MinInt, "", unix.EINVAL},
	} {
		got, err := m.ReadString(c.addr, c.max)
		if got != c.want || (err == nil) != (c.errno == 0) || err != nil && !isSyscallError(err, c.errno) {
			t.Errorf("%s: %q, %v, want %q, %v", c.name, got, err, c.want, c.errno)
		}
	}
}

// The NUL in the last byte that can be read.
func TestMemoryReadStringAtEnd(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	_, m := inCall(t, "last\x00")
	if got, err := m.ReadString(puppetEnd-5, 4095); got != "last" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// A target that points to gigabytes without a NUL gets no gigabytes of ours.
func TestMemoryAllocation(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	_, m := inCall(t, "small\x00")
	allocated := func(f func()) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if n := allocated(func() { m.ReadString(puppetEnd-6, math.MaxInt) }); n > 1<<16 {
		t.Errorf("a string of 5 bytes took %d", n)
	}
	if n := allocated(func() { m.ReadSockaddr(puppetEnd-6, math.MaxInt32) }); n > 1<<16 {
		t.Errorf("an address of 2 GiB took %d", n)
	}
}

func TestMemoryWriteAt(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.poke(puppetPages, "read and write")
	u.poke(puppetPages+4096, "read only")
	u.do(unix.SYS_MPROTECT, puppetPages+4096, 4096, unix.PROT_READ)
	u.supervise(unix.SYS_GETPPID)
	m := u.notified(unix.SYS_GETPPID).Memory()
	read := func(off int64, n int) string {
		b := make([]byte, n)
		m.ReadAt(b, off)
		return string(b)
	}
	if n, err := m.WriteAt([]byte("READ"), puppetPages); n != 4 || err != nil || read(puppetPages, 14) != "READ and write" {
		t.Errorf("%d, %v, and memory has %q", n, err, read(puppetPages, 14))
	}
	if n, err := m.WriteAt([]byte("WRITE"), puppetPages+4096); n != 0 || !isSyscallError(err, unix.EFAULT) {
		t.Errorf("writing to a read-only page: %d, %v", n, err)
	}
	if n, err := m.WriteAt(make([]byte, 8), puppetPages+4092); n != 4 || !isSyscallError(err, unix.EFAULT) {
		t.Errorf("writing up to a read-only page: %d, %v", n, err)
	}
	if got := read(puppetPages+4096, 9); got != "read only" {
		t.Errorf("the read-only page has %q", got)
	}
	for _, off := range []int64{0, -1, math.MinInt64, math.MaxInt64, puppetEnd} {
		if n, err := m.WriteAt([]byte("x"), off); n != 0 || !isSyscallError(err, unix.EFAULT) {
			t.Errorf("writing at %#x: %d, %v", off, n, err)
		}
	}
	if n, err := m.WriteAt(nil, 0); n != 0 || err != nil {
		t.Errorf("writing nothing: %d, %v", n, err)
	}
}

func TestReadStruct(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	// uint16, two bytes of padding, uint32, then an array.
	_, m := inCall(t, "\x01\x02\xee\xee\x03\x04\x05\x06abc")
	addr := uint64(puppetEnd - 11)
	type padded struct {
		A uint16
		B uint32
		C [3]byte
	}
	type three struct{ A, B, C byte }
	if v, err := seccompstream.ReadStruct[[8]byte](m, addr); err != nil || v != [8]byte{1, 2, 0xee, 0xee, 3, 4, 5, 6} {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := seccompstream.ReadStruct[struct {
		A uint16
		B uint32
	}](m, addr); err != nil || v.A != 0x0201 || v.B != 0x06050403 {
		t.Errorf("%+v, %v", v, err)
	}
	if v, err := seccompstream.ReadStruct[three](m, puppetEnd-3); err != nil || v != (three{'a', 'b', 'c'}) {
		t.Errorf("%+v, %v", v, err)
	}
	// The padding at its end is in the hole.
	if v, err := seccompstream.ReadStruct[padded](m, addr); !isSyscallError(err, unix.EFAULT) || v != (padded{}) {
		t.Errorf("%+v, %v, want nothing and EFAULT", v, err)
	}
	if _, err := seccompstream.ReadStruct[uint64](m, math.MaxUint64); !isSyscallError(err, unix.EFAULT) {
		t.Errorf("at the top: %v", err)
	}
	refused := func(name string, err error) {
		t.Helper()
		if !errors.Is(err, unix.EINVAL) {
			t.Errorf("a %s: %v, want EINVAL", name, err)
		}
	}
	_, err := seccompstream.ReadStruct[*int](m, addr)
	refused("pointer", err)
	_, err = seccompstream.ReadStruct[struct{ S string }](m, addr)
	refused("string", err)
	_, err = seccompstream.ReadStruct[[1][]byte](m, addr)
	refused("slice", err)
	_, err = seccompstream.ReadStruct[unix.Msghdr](m, addr)
	refused("structure with pointers", err)
	_, err = seccompstream.ReadStruct[bool](m, addr)
	refused("bool", err)
	_, err = seccompstream.ReadStruct[any](m, addr)
	refused("interface", err)
}

func TestReadSockaddr(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u, m := inCall(t)
	_ = u
	for _, c := range []struct {
		name   string
		bytes  string
		length uint64
		want   unix.Sockaddr
		errno  syscall.Errno
	}{
		{"inet", "\x02\x00\x1f\x90\x7f\x00\x00\x01--------", 16, &unix.SockaddrInet4{Port: 8080, Addr: [4]byte{127, 0, 0, 1}}, 0},
		{"inet, more than it takes", "\x02\x00\x1f\x90\x7f\x00\x00\x01----------------", 20, &unix.SockaddrInet4{Port: 8080, Addr: [4]byte{127, 0, 0, 1}}, 0},
		{"inet, short", "\x02\x00\x1f\x90\x7f\x00\x00\x01--------", 15, nil, unix.EINVAL},
		{"upper half of the length", "\x02\x00\x1f\x90\x7f\x00\x00\x01--------", 1<<32 | 16, &unix.SockaddrInet4{Port: 8080, Addr: [4]byte{127, 0, 0, 1}}, 0},
		{"inet6", "\x0a\x00\x00\x50flow" + strings.Repeat("\x00", 15) + "\x01\x07\x00\x00\x00", 28, &unix.SockaddrInet6{Port: 80, Addr: [16]byte{15: 1}, ZoneId: 7}, 0},
		{"inet6 without scope", "\x0a\x00\x00\x50flow" + strings.Repeat("\x00", 15) + "\x01\x07\x00\x00\x00", 24, &unix.SockaddrInet6{Port: 80, Addr: [16]byte{15: 1}}, 0},
		{"inet6, short", "\x0a\x00\x00\x50flow" + strings.Repeat("\x00", 15) + "\x01", 23, nil, unix.EINVAL},
		{"path", "\x01\x00/run/x\x00junk", 13, &unix.SockaddrUnix{Name: "/run/x"}, 0},
		{"path without NUL", "\x01\x00/run/xyz", 8, &unix.SockaddrUnix{Name: "/run/x"}, 0},
		{"longest path", "\x01\x00" + strings.Repeat("p", 108), 110, &unix.SockaddrUnix{Name: strings.Repeat("p", 108)}, 0},
		{"path too long", "\x01\x00" + strings.Repeat("p", 109), 111, nil, unix.EINVAL},
		{"abstract", "\x01\x00\x00name", 7, &unix.SockaddrUnix{Name: "@name"}, 0},
		{"abstract with NULs", "\x01\x00\x00na\x00e\x00", 8, &unix.SockaddrUnix{Name: "@na\x00e\x00"}, 0},
		{"abstract, empty", "\x01\x00\x00", 3, &unix.SockaddrUnix{Name: "@"}, 0},
		{"path that looks abstract", "\x01\x00@name\x00", 8, &unix.SockaddrUnix{Name: "./@name"}, 0},
		{"unnamed", "\x01\x00", 2, &unix.SockaddrUnix{}, 0},
		{"netlink", "\x10\x00\x00\x00\x01\x02\x00\x00\x04\x00\x00\x80", 12, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Pid: 0x201, Groups: 0x80000004}, 0},
		{"netlink, short", "\x10\x00\x00\x00\x01\x02\x00\x00\x04\x00\x00\x80", 11, nil, unix.EINVAL},
		{"vsock", "\x28\x00\x00\x00\x39\x30\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00", 16, &unix.SockaddrVM{CID: 2, Port: 12345, Flags: 1}, 0},
		{"vsock, short", "\x28\x00\x00\x00\x39\x30\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00", 15, nil, unix.EINVAL},
		{"no family", "\x00\x00\x1f\x90\x7f\x00\x00\x01--------", 16, nil, unix.EAFNOSUPPORT},
		{"unknown family", "\xff\xff\x1f\x90\x7f\x00\x00\x01--------", 16, nil, unix.EAFNOSUPPORT},
		{"one byte", "\x02", 1, nil, unix.EINVAL},
		{"nothing", "", 0, nil, unix.EINVAL},
		{"into the hole", "\x02\x00\x1f\x90\x7f\x00\x00\x01", 16, nil, unix.EFAULT},
		{"negative", "\x02\x00\x1f\x90\x7f\x00\x00\x01--------", math.MaxUint64, nil, unix.EINVAL},
		{"negative as an int", "\x02\x00\x1f\x90\x7f\x00\x00\x01--------", 1 << 31, nil, unix.EINVAL},
		{"too long", "\x02\x00", 129, nil, unix.EINVAL},
	} {
		addr := uint64(puppetEnd - len(c.bytes))
		if _, err := m.WriteAt([]byte(c.bytes), int64(addr)); err != nil {
			t.Fatal(err)
		}
		got, err := m.ReadSockaddr(addr, c.length)
		if (err == nil) != (c.errno == 0) || err != nil && !isSyscallError(err, c.errno) ||
			fmt.Sprintf("%T%+v", got, got) != fmt.Sprintf("%T%+v", c.want, c.want) {
			t.Errorf("%s: %T%+v, %v, want %T%+v, %v", c.name, got, got, err, c.want, c.want, c.errno)
		}
	}
}

func TestMemoryExpired(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u, m := inCall(t, "secret\x00")
	u.kill()
	b := []byte("0123456")
	if n, err := m.ReadAt(b, puppetEnd-7); n != 0 || err != seccompstream.ErrExpired {
		t.Errorf("ReadAt: %d, %v", n, err)
	}
	if !bytes.Equal(b, make([]byte, 7)) && string(b) != "0123456" {
		t.Errorf("ReadAt left %q", b)
	}
	if s, err := m.ReadString(puppetEnd-7, 100); s != "" || err != seccompstream.ErrExpired {
		t.Errorf("ReadString: %q, %v", s, err)
	}
	if sa, err := m.ReadSockaddr(puppetEnd-7, 7); sa != nil || err != seccompstream.ErrExpired {
		t.Errorf("ReadSockaddr: %v, %v", sa, err)
	}
	if v, err := seccompstream.ReadStruct[uint32](m, puppetEnd-7); v != 0 || err != seccompstream.ErrExpired {
		t.Errorf("ReadStruct: %v, %v", v, err)
	}
	if n, err := m.WriteAt([]byte("x"), puppetEnd-7); n != 0 || err != seccompstream.ErrExpired {
		t.Errorf("WriteAt: %d, %v", n, err)
	}
}

// A process that takes the number of a dead target is not taken for it.
func TestReusedPID(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.supervise(unix.SYS_STATX)
	n := u.notified(unix.SYS_STATX, 0, 0, unix.AT_EMPTY_PATH)
	u.kill()
	impostor := reincarnate(t, n.PID)
	impostor.poke(puppetEnd-9, "impostor\x00")
	m := n.Memory()
	b := make([]byte, 8)
	if _, err := unix.ProcessVMReadv(n.PID, []unix.Iovec{{Base: &b[0], Len: 8}}, []unix.RemoteIovec{{Base: puppetEnd - 9, Len: 8}}, 0); err != nil || string(b) != "impostor" {
		t.Fatalf("the number means %q, %v", b, err)
	}
	clear(b)
	if c, err := m.ReadAt(b, puppetEnd-9); c != 0 || err != seccompstream.ErrExpired || string(b) == "impostor" {
		t.Errorf("ReadAt: %d, %v, and the buffer has %q", c, err, b)
	}
	if s, err := m.ReadString(puppetEnd-9, 100); s != "" || err != seccompstream.ErrExpired {
		t.Errorf("ReadString: %q, %v", s, err)
	}
	if c, err := m.WriteAt([]byte("x"), puppetEnd-9); c != 0 || err != seccompstream.ErrExpired {
		t.Errorf("WriteAt: %d, %v", c, err)
	}
	if _, err := unix.ProcessVMReadv(n.PID, []unix.Iovec{{Base: &b[0], Len: 8}}, []unix.RemoteIovec{{Base: puppetEnd - 9, Len: 8}}, 0); err != nil || string(b) != "impostor" {
		t.Errorf("WriteAt wrote to another process, which has %q now", b)
	}
	if f, err := n.Open(); f != nil || err != seccompstream.ErrExpired {
		t.Errorf("Open: %v, %v", f, err)
	}
	if f, err := n.GetFD(0); f != nil || err != seccompstream.ErrExpired {
		t.Errorf("GetFD: %v, %v", f, err)
	}
	if fd, err := n.PIDFD(); fd != -1 || err != seccompstream.ErrExpired {
		t.Errorf("PIDFD: %v, %v", fd, err)
	}
	if p, err := n.Process(); p.TGID != 0 || err != seccompstream.ErrExpired {
		t.Errorf("Process: %v, %v", p, err)
	}
	if f, err := n.OpenPath(0, 1, unix.OpenHow{Flags: unix.O_PATH}); f != nil || err != seccompstream.ErrExpired {
		t.Errorf("OpenPath of an empty path: %v, %v", f, err)
	}
	n.Args[0] = puppetEnd - 9
	if f, err := n.OpenPath(-1, 0, unix.OpenHow{}); f != nil || err != seccompstream.ErrExpired {
		t.Errorf("OpenPath: %v, %v", f, err)
	}
}

// reincarnate starts a puppet with a given number.
func reincarnate(t *testing.T, pid int) *puppet {
	t.Helper()
	for range 200 {
		if err := os.WriteFile("/proc/sys/kernel/ns_last_pid", []byte(strconv.Itoa(pid-1)), 0); err != nil {
			t.Fatal(err)
		}
		u := newPuppet(t)
		if u.p.Cmd.Process.Pid == pid {
			return u
		}
		u.kill()
	}
	t.Fatalf("no process could be given the number %d", pid)
	return nil
}

func TestPointerSize(t *testing.T) {
	for _, c := range []struct {
		arch uint32
		nr   int32
		want int
	}{
		{unix.AUDIT_ARCH_X86_64, 42, 8},
		{unix.AUDIT_ARCH_X86_64, 0x40000000 | 42, 4},
		{unix.AUDIT_ARCH_I386, 42, 4},
		{unix.AUDIT_ARCH_AARCH64, 42, 8},
		{unix.AUDIT_ARCH_ARM, 42, 4},
		{unix.AUDIT_ARCH_S390X, 42, 8},
		{unix.AUDIT_ARCH_RISCV64, 42, 8},
	} {
		if got := (seccompstream.Notification{Arch: c.arch, Syscall: c.nr}).PointerSize(); got != c.want {
			t.Errorf("%#x, %#x: %d, want %d", c.arch, c.nr, got, c.want)
		}
	}
}

func TestOpenMemory(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.poke(puppetPages, "by file")
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	f, err := n.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := make([]byte, 7)
	if _, err := f.ReadAt(b, puppetPages); err != nil || string(b) != "by file" {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := f.WriteAt(b, puppetPages); err == nil {
		t.Error("the file can be written to")
	}
}

// A notification that no stream has delivered, and one of a closed stream.
func TestTargetWithoutStream(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	u.s.Close()
	for name, n := range map[string]seccompstream.Notification{"zero": {}, "closed": n} {
		check := func(what string, err error) {
			t.Helper()
			if err == nil || name == "closed" && !errors.Is(err, os.ErrClosed) {
				t.Errorf("%s: %s: %v", name, what, err)
			}
		}
		_, err := n.Memory().ReadAt(make([]byte, 1), puppetPages)
		check("ReadAt", err)
		_, err = n.Memory().WriteAt(make([]byte, 1), puppetPages)
		check("WriteAt", err)
		_, err = n.Memory().ReadString(puppetPages, 1)
		check("ReadString", err)
		_, err = n.Memory().ReadSockaddr(puppetPages, 16)
		check("ReadSockaddr", err)
		_, err = seccompstream.ReadStruct[int32](n.Memory(), puppetPages)
		check("ReadStruct", err)
		_, err = n.Open()
		check("Open", err)
		_, err = n.AddFD(0, seccompstream.AddFDOptions{})
		check("AddFD", err)
		check("RespondFD", n.RespondFD(0, seccompstream.AddFDOptions{}))
		_, err = n.GetFD(0)
		check("GetFD", err)
		_, err = n.PIDFD()
		check("PIDFD", err)
		_, err = n.Process()
		check("Process", err)
		n.Args[0] = puppetPages
		_, err = n.OpenPath(-1, 0, unix.OpenHow{})
		check("OpenPath", err)
	}
}

// The listener of a scenario that supervises.
const listenerIn = 4

// supervisor is a process that supervises a target whose listener it is given and
// reports what it can find out about it.
var supervisor = kerneltest.Scenario("supervisor", func(report kerneltest.Report) {
	if os.Getenv("HIDEPID") != "" {
		if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
			report("mount: %v", err)
			return
		}
		if err := unix.Mount("proc", "/proc", "proc", 0, "hidepid=2"); err != nil {
			report("mount: %v", err)
			return
		}
		// The group 0 sees everything.
		if err := errors.Join(syscall.Setgroups(nil), syscall.Setresgid(65534, 65534, 65534), syscall.Setresuid(65534, 65534, 65534)); err != nil {
			report("dropping rights: %v", err)
			return
		}
	}
	if os.Getenv("NOPROC") != "" {
		if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
			report("mount: %v", err)
			return
		}
		if err := unix.Mount("tmpfs", "/proc", "tmpfs", 0, ""); err != nil {
			report("mount: %v", err)
			return
		}
	}
	if os.Getenv("NOVM") != "" {
		if err := denyCalls(unix.EPERM, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV); err != nil {
			report("filter: %v", err)
			return
		}
	}
	s, err := seccompstream.NewNotificationStream(listenerIn, nil)
	if err != nil {
		report("%v", err)
		return
	}
	n, err := s.Receive(context.Background())
	if err != nil {
		report("%v", err)
		return
	}
	say := func(what string, err error) {
		if err != nil {
			var errno syscall.Errno
			errors.As(err, &errno)
			report("%s %s", what, unix.ErrnoName(errno))
			return
		}
		report("%s ok", what)
	}
	if n.PID == 0 {
		report("invisible")
	}
	text, err := n.Memory().ReadString(puppetEnd-5, 100)
	if err == nil && text != "here" {
		err = unix.EBADMSG
	}
	say("memory", err)
	_, err = n.Memory().WriteAt([]byte("x"), puppetPages)
	say("write", err)
	f, err := n.Open()
	f.Close()
	say("open", err)
	f, err = n.GetFD(0)
	f.Close()
	say("getfd", err)
	fd, err := n.PIDFD()
	unix.Close(fd)
	say("pidfd", err)
	_, err = n.Process()
	say("process", err)
	n.Args[0] = puppetPages + 4096
	f, err = n.OpenPath(-1, 0, unix.OpenHow{Flags: unix.O_PATH})
	f.Close()
	say("openpath", err)
	r, err := os.Open("/")
	if err == nil {
		err = n.RespondFD(int(r.Fd()), seccompstream.AddFDOptions{})
		r.Close()
	}
	say("respondfd", err)
	s.Close()
})

// look runs the supervisor over a puppet and returns its report as one line.
func look(t *testing.T, u *puppet, prepare ...func(*exec.Cmd)) string {
	t.Helper()
	u.poke(puppetEnd-5, "here\x00")
	u.poke(puppetPages+4096, "/\x00")
	fd := u.listener(unix.SYS_GETPPID)
	listener := os.NewFile(uintptr(fd), "listener")
	u.order(order{Do: "call", Nr: unix.SYS_GETPPID})
	lines := kerneltest.Child(t, supervisor, append([]func(*exec.Cmd){func(c *exec.Cmd) {
		c.ExtraFiles = append(c.ExtraFiles, listener)
	}}, prepare...)...)
	listener.Close()
	if fd, err := u.result(); err != nil || fd < 3 {
		t.Errorf("the target got %d, %v", fd, err)
	}
	return strings.Join(lines, ", ")
}

func asUser(id uint32) func(*exec.Cmd) {
	return func(c *exec.Cmd) {
		attributes(c).Credential = &syscall.Credential{Uid: id, Gid: id}
	}
}

func attributes(c *exec.Cmd) *syscall.SysProcAttr {
	if c.SysProcAttr == nil {
		c.SysProcAttr = &syscall.SysProcAttr{}
	}
	return c.SysProcAttr
}

const (
	seesAll = "memory ok, write ok, open ok, getfd ok, pidfd ok, process ok, openpath ok, respondfd ok"
	// What a supervisor has of a target that it may not look into: it can answer, and
	// it knows who asks.
	seesLittle = "memory EPERM, write EPERM, open EACCES, getfd EPERM, pidfd ok, process ok, openpath EPERM, respondfd ok"
)

func TestOrdinarySupervisor(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	const nobody, other = 65534, 65533
	inUserNamespace := func(c *exec.Cmd) {
		attributes(c).Cloneflags |= unix.CLONE_NEWUSER
	}
	for _, c := range []struct {
		name       string
		target     []func(*exec.Cmd)
		undumpable bool
		want       string
	}{
		// Without Yama. With ptrace_scope 1 this target, not a descendant, is as any
		// other user's.
		{"the same user's", []func(*exec.Cmd){asUser(nobody)}, false, seesAll},
		{"another user's", []func(*exec.Cmd){asUser(other)}, false, seesLittle},
		{"root's", nil, false, seesLittle},
		{"an undumpable one", []func(*exec.Cmd){asUser(nobody)}, true, seesLittle},
		{"one in a user namespace of root's", []func(*exec.Cmd){inUserNamespace}, false, seesLittle},
	} {
		u := newPuppet(t, c.target...)
		dumpable := 1
		if c.undumpable {
			dumpable = 0
		}
		u.do(unix.SYS_PRCTL, unix.PR_SET_DUMPABLE, dumpable)
		want := c.want
		if scope, err := os.ReadFile("/proc/sys/kernel/yama/ptrace_scope"); err == nil && scope[0] != '0' && want == seesAll {
			want = strings.NewReplacer("memory ok", "memory EPERM", "write ok", "write EPERM", "open ok", "open EACCES", "getfd ok", "getfd EPERM").Replace(want)
		}
		if got := look(t, u, asUser(nobody)); got != want {
			t.Errorf("of %s target:\n got %s\nwant %s", c.name, got, want)
		}
		u.kill()
	}
	// Root may look into all of them.
	u := newPuppet(t, inUserNamespace)
	if got := look(t, u); got != seesAll {
		t.Errorf("root over one in a user namespace:\n got %s\nwant %s", got, seesAll)
	}
}

func TestWithoutProcessVM(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	want := strings.Replace(seesAll, "write ok", "write EPERM", 1)
	if got := look(t, newPuppet(t), func(c *exec.Cmd) { c.Env = append(c.Env, "NOVM=1") }); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// denyCalls makes every thread of the process get an errno from those calls.
func denyCalls(errno syscall.Errno, nrs ...uint32) error {
	code := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}}
	for _, nr := range nrs {
		code = append(code,
			unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: nr, Jf: 1},
			unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(errno)})
	}
	code = append(code, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW})
	return installProgram(code, unix.SECCOMP_FILTER_FLAG_TSYNC)
}
