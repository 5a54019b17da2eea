//go:build linux && cgo

package seccompstream_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// kernelReads has the kernel read for the puppet, which has a memfd open there.
func (u *puppet) kernelReads(fd int64, addr uint64, size int) (int64, error) {
	u.t.Helper()
	u.order(order{Do: "call", Nr: unix.SYS_WRITE, Args: []any{fd, addr, size}})
	return u.result()
}

// Pages are read where the kernel reads them for the target's own calls, whatever their
// protection, and nowhere else.
func TestMemoryOfEveryProtection(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	const size = 64
	text := strings.Repeat("0123456789abcdef", 512) // both pages
	for _, protection := range []int{
		unix.PROT_NONE, unix.PROT_READ, unix.PROT_WRITE, unix.PROT_EXEC,
		unix.PROT_WRITE | unix.PROT_EXEC, unix.PROT_READ | unix.PROT_WRITE,
	} {
		t.Run(fmt.Sprint(protection), func(t *testing.T) {
			u := newPuppet(t)
			u.poke(puppetPages, text)
			fd := u.do(unix.SYS_MEMFD_CREATE, "", unix.MFD_CLOEXEC)
			// The second page only: the first is as it was.
			u.do(unix.SYS_MPROTECT, uint64(puppetPages+4096), 4096, protection)
			_, kernel := u.kernelReads(fd, puppetPages+4096, size)
			u.supervise(unix.SYS_GETPPID)
			m := u.notified(unix.SYS_GETPPID).Memory()

			b := make([]byte, size)
			n, err := m.ReadAt(b, puppetPages+4096)
			switch {
			case kernel == nil && (n != size || err != nil || string(b) != text[:size]):
				t.Errorf("the kernel reads it: %d, %v, %q", n, err, b)
			case kernel != nil && (n != 0 || !isSyscallError(err, unix.EFAULT)):
				t.Errorf("the kernel says %v: %d, %v", kernel, n, err)
			}
			want := 4096
			if kernel == nil {
				want = 8192
			}
			b = make([]byte, 8192)
			if n, err := m.ReadAt(b, puppetPages); n != want || string(b[:n]) != text[:n] || (err == nil) != (kernel == nil) {
				t.Errorf("both pages: %d, %v; want %d", n, err, want)
			}
			s, err := m.ReadString(puppetPages+4090, 20)
			if (kernel == nil) != (s == text[4090:4110]) || (kernel == nil) == isSyscallError(err, unix.EFAULT) {
				t.Errorf("a string across both pages: %q, %v", s, err)
			}
		})
	}
}

// Secret memory is not read, and the error says what it was.
func TestSecretMemory(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	own, _, errno := unix.Syscall(unix.SYS_MEMFD_SECRET, 0, 0, 0)
	if errno == 0 {
		unix.Close(int(own))
	}
	kerneltest.Need(t, "memfd_secret", errno == 0)
	const secret = 0x3_0000_0000
	u := newPuppet(t)
	fd := u.do(unix.SYS_MEMFD_SECRET, 0)
	u.do(unix.SYS_FTRUNCATE, fd, 4096)
	u.do(unix.SYS_MMAP, uint64(secret), 4096, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_FIXED, fd, 0)
	u.poke(secret, "password\x00")
	if n, err := u.kernelReads(u.do(unix.SYS_MEMFD_CREATE, "", unix.MFD_CLOEXEC), secret, 8); n != 8 || err != nil {
		t.Fatalf("the kernel itself: %d, %v", n, err)
	}
	u.supervise(unix.SYS_GETPPID)
	m := u.notified(unix.SYS_GETPPID).Memory()
	b := make([]byte, 8)
	n, err := m.ReadAt(b, secret)
	if n != 0 || !isSyscallError(err, unix.EFAULT) || !strings.Contains(fmt.Sprint(err), "memfd_secret") || string(b) != string(make([]byte, 8)) {
		t.Errorf("ReadAt: %d, %v, %q", n, err, b)
	}
	if s, err := m.ReadString(secret, 100); s != "" || !isSyscallError(err, unix.EFAULT) || !strings.Contains(fmt.Sprint(err), "memfd_secret") {
		t.Errorf("ReadString: %q, %v", s, err)
	}
}

// On arm64 the top byte of a pointer is not part of the address; elsewhere it is.
func TestTaggedPointers(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.poke(puppetPages, "tagged\x00")
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	for _, tag := range []uint64{0, 1, 0x7f, 0x80, 0xab, 0xff} {
		addr := tag<<56 | puppetPages
		n.Arch = unix.AUDIT_ARCH_AARCH64
		if s, err := n.Memory().ReadString(addr, 100); s != "tagged" || err != nil {
			t.Errorf("arm64, %#x: %q, %v", addr, s, err)
		}
		n.Arch = unix.AUDIT_ARCH_X86_64
		if s, err := n.Memory().ReadString(addr, 100); (s == "tagged") != (tag == 0) || tag != 0 && !isSyscallError(err, unix.EFAULT) {
			t.Errorf("x86-64, %#x: %q, %v", addr, s, err)
		}
	}
	n.Arch = unix.AUDIT_ARCH_AARCH64
	if _, err := n.Memory().ReadAt(make([]byte, 8), math.MinInt64>>8); !isSyscallError(err, unix.EFAULT) {
		t.Errorf("an address of the kernel's: %v", err)
	}
}

// pointers makes an array of pointers as a target of that width has it.
func pointers(size int, all ...uint64) string {
	var b []byte
	for _, p := range all {
		if size == 4 {
			b = binary.NativeEndian.AppendUint32(b, uint32(p))
		} else {
			b = binary.NativeEndian.AppendUint64(b, p)
		}
	}
	return string(b)
}

func TestReadStrings(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.poke(puppetLow, "one\x00\x00three\x00")
	const one, empty, three = puppetLow, puppetLow + 4, puppetLow + 5
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	arches := map[int]uint32{4: unix.AUDIT_ARCH_I386, 8: unix.AUDIT_ARCH_X86_64}
	if err := n.Success(0); err != nil {
		t.Fatal(err)
	}
	u.result()
	for _, size := range []int{4, 8} {
		whole := pointers(size, one, empty, three, one, 0)
		open := pointers(size, one, three)
		many := strings.Repeat(pointers(size, empty), 500) + pointers(size, 0)
		u.poke(puppetPages, whole)
		u.poke(puppetPages+1024, pointers(size, one, 1, 0))
		u.poke(puppetPages+4096-8-1, many) // crosses the border, and is not aligned
		u.poke(puppetEnd-uint64(len(open)), open)
		n := u.notified(unix.SYS_GETPPID)
		n.Arch = arches[size]
		m := n.Memory()
		cost := func(bytes, pointers int) int { return bytes + pointers*(size+1) }
		for _, c := range []struct {
			name  string
			addr  uint64
			limit int
			want  string
			errno syscall.Errno
		}{
			{"four", puppetPages, math.MaxInt, "one||three|one", 0},
			{"exactly the limit", puppetPages, cost(3+0+5+3, 4), "one||three|one", 0},
			{"one more", puppetPages, cost(3+0+5+3, 4) - 1, "one||three", unix.E2BIG},
			{"limit in a pointer", puppetPages, cost(3, 1) + 1, "one", unix.E2BIG},
			{"limit 0", puppetPages, 0, "", unix.E2BIG},
			{"limit below 0", puppetPages, math.MinInt, "", unix.E2BIG},
			{"no array", 0, 100, "", 0},
			{"empty", puppetPages + uint64(4*size), 100, "", 0},
			{"bad string", puppetPages + 1024, 1 << 20, "", unix.EFAULT},
			{"no end before the hole", puppetEnd - uint64(len(open)), 1 << 20, "", unix.EFAULT},
			{"many", puppetPages + 4096 - 8 - 1, 1 << 20, strings.Repeat("|", 499), 0},
			{"bad array", 8, 100, "", unix.EFAULT},
		} {
			got, err := m.ReadStrings(c.addr, c.limit)
			if s := strings.Join(got, "|"); s != c.want || (err == nil) != (c.errno == 0) || err != nil && !isSyscallError(err, c.errno) {
				t.Errorf("%d bytes, %s: %q, %v, want %q, %v", size, c.name, s, err, c.want, c.errno)
			}
		}
		if err := n.Success(0); err != nil {
			t.Fatal(err)
		}
		u.result()
		if got, err := m.ReadStrings(puppetPages, 100); got != nil || err != seccompstream.ErrExpired {
			t.Errorf("after the answer: %q, %v", got, err)
		}
	}
}

func TestReadIovec(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	for size, arch := range map[int]uint32{4: unix.AUDIT_ARCH_I386, 8: unix.AUDIT_ARCH_X86_64} {
		negative := uint64(1) << (8*size - 1)
		two := pointers(size, 1, 2, 0xfffffff0, negative-1)
		u.poke(puppetEnd-uint64(len(two)), two)
		u.poke(puppetLow, pointers(size, 1, negative))
		n := u.notified(unix.SYS_GETPPID)
		n.Arch = arch
		m := n.Memory()
		got, err := m.ReadIovec(puppetEnd-uint64(len(two)), 2)
		if want := (seccompstream.Iovec{Base: 0xfffffff0, Len: negative - 1}); err != nil || len(got) != 2 || got[0] != (seccompstream.Iovec{Base: 1, Len: 2}) || got[1] != want {
			t.Errorf("%d bytes: %v, %v", size, got, err)
		}
		for _, c := range []struct {
			addr, count uint64
			errno       syscall.Errno
		}{
			{0, 0, 0},
			{puppetEnd - uint64(len(two)), 3, unix.EFAULT},
			{puppetPages, 512, 0},
			{puppetPages + 4096, 1024, unix.EFAULT},
			{puppetPages, 1025, unix.EINVAL},
			{puppetPages, math.MaxUint64, unix.EINVAL},
			{0, 1, unix.EFAULT},
		} {
			if _, err := m.ReadIovec(c.addr, c.count); c.errno == 0 && err != nil || c.errno != 0 && !isSyscallError(err, c.errno) {
				t.Errorf("%d bytes, %d at %#x: %v, want %v", size, c.count, c.addr, err, c.errno)
			}
		}
		if _, err := m.ReadIovec(puppetLow, 1); !isSyscallError(err, unix.EINVAL) {
			t.Errorf("%d bytes, a negative length: %v", size, err)
		}
		if err := n.Success(0); err != nil {
			t.Fatal(err)
		}
		u.result()
	}
}

func TestWriteStruct(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	type holes struct {
		A uint8
		B uint64
		C [2]struct {
			D uint16
			E uint32
		}
		F int8
	}
	u, m := inCall(t, strings.Repeat("\xff", 100))
	// The bytes that are read here fill the padding, too.
	v, err := seccompstream.ReadStruct[holes](m, puppetEnd-40)
	if err != nil {
		t.Fatal(err)
	}
	v.A, v.B, v.F = 1, 2, -3
	v.C[0].D, v.C[0].E, v.C[1].D, v.C[1].E = 4, 5, 6, 7
	if err := seccompstream.WriteStruct(m, puppetEnd-100, v); err != nil {
		t.Fatal(err)
	}
	if got, err := seccompstream.ReadStruct[holes](m, puppetEnd-100); err != nil || got != v {
		t.Errorf("read back: %v, %v", got, err)
	}
	raw, err := seccompstream.ReadStruct[[40]byte](m, puppetEnd-100)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{1, 2, 3, 4, 5, 6, 7, 18, 19, 26, 27, 33, 34, 35, 36, 37, 38, 39} {
		if raw[i] != 0 {
			t.Errorf("padding byte %d is %#x", i, raw[i])
		}
	}
	if err := seccompstream.WriteStruct(m, 8, v); !isSyscallError(err, unix.EFAULT) {
		t.Errorf("to nowhere: %v", err)
	}
	if err := seccompstream.WriteStruct(m, puppetPages, &v); err == nil {
		t.Error("a pointer was written")
	}
	if err := seccompstream.WriteStruct(m, puppetPages, struct{ B bool }{}); err == nil {
		t.Error("a bool was written")
	}
	u.kill()
	if err := seccompstream.WriteStruct(m, puppetPages, v); err != seccompstream.ErrExpired {
		t.Errorf("after the end: %v", err)
	}
}

func TestArgumentsAsInts(t *testing.T) {
	n := seccompstream.Notification{Args: [6]uint64{0xdead_0000_ffff_ff9c, 3, 0xffff_ffff, 0x7fff_ffff}}
	for i, want := range []int{unix.AT_FDCWD, 3, -1, math.MaxInt32} {
		if n.FD(i) != want || n.Int(i) != want {
			t.Errorf("argument %d: %d, %d; want %d", i, n.FD(i), n.Int(i), want)
		}
	}
}
