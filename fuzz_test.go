//go:build linux && cgo

package seccompstream

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// What decodes the bytes of a target must take any: it says EINVAL or the like, and what
// it does decode means what the kernel would take it for. `go test -fuzz` tries more
// than testdata/fuzz has.

// FuzzSockaddr decodes an address and encodes it again by way of the kernel's own view
// of it: what getsockname(2) would say.
func FuzzSockaddr(f *testing.F) {
	f.Add([]byte("\x02\x00\x1f\x90\x7f\x00\x00\x01--------"))
	f.Add([]byte("\x0a\x00\x00\x50flow" + strings.Repeat("\x00", 15) + "\x01\x07\x00\x00\x00"))
	f.Add([]byte("\x01\x00/run/x\x00junk"))
	f.Add([]byte("\x01\x00\x00abstract\x00"))
	f.Add([]byte("\x01\x00@name\x00"))
	f.Add([]byte("\x10\x00\x00\x00\x01\x02\x00\x00\x04\x00\x00\x80"))
	f.Add([]byte("\x28\x00\x00\x00\x39\x30\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 128 {
			b = b[:128]
		}
		sa, err := decodeSockaddr(b)
		if err != nil {
			var e *os.SyscallError
			if sa != nil || !errors.As(err, &e) || e.Err != error(unix.EINVAL) && e.Err != error(unix.EAFNOSUPPORT) {
				t.Errorf("%v, %v", sa, err)
			}
			return
		}
		family := binary.NativeEndian.Uint16(b)
		switch sa := sa.(type) {
		case *unix.SockaddrInet4:
			if family != unix.AF_INET || !bytes.Equal(sa.Addr[:], b[4:8]) || byte(sa.Port) != b[3] || byte(sa.Port>>8) != b[2] {
				t.Errorf("%q is %+v", b, sa)
			}
		case *unix.SockaddrInet6:
			if family != unix.AF_INET6 || !bytes.Equal(sa.Addr[:], b[8:24]) || byte(sa.Port) != b[3] || byte(sa.Port>>8) != b[2] {
				t.Errorf("%q is %+v", b, sa)
			}
		case *unix.SockaddrNetlink:
			if family != unix.AF_NETLINK || sa.Family != family {
				t.Errorf("%q is %+v", b, sa)
			}
		case *unix.SockaddrVM:
			if family != unix.AF_VSOCK || sa.CID != binary.NativeEndian.Uint32(b[8:]) {
				t.Errorf("%q is %+v", b, sa)
			}
		case *unix.SockaddrUnix:
			abstract := len(b) > 2 && b[2] == 0
			if family != unix.AF_UNIX || abstract != strings.HasPrefix(sa.Name, "@") {
				t.Errorf("%q is %q", b, sa.Name)
			}
			name := sa.Name
			switch {
			case abstract:
				if name = "\x00" + name[1:]; name != string(b[2:]) {
					t.Errorf("%q is %q", b, sa.Name)
				}
			case strings.IndexByte(name, 0) >= 0, !bytes.HasPrefix(b[2:], []byte(name)) &&
				!(strings.HasPrefix(name, "./@") && bytes.HasPrefix(b[2:], []byte(name[2:]))):
				t.Errorf("%q is %q", b, sa.Name)
			}
		default:
			t.Errorf("%q is a %T", b, sa)
		}
	})
}

// FuzzString reads strings of a memory that begins and ends somewhere.
func FuzzString(f *testing.F) {
	f.Add([]byte("short\x00more"), uint64(4090), uint64(4090), 100)
	f.Add(bytes.Repeat([]byte("x"), 9000), uint64(100), uint64(101), 8000)
	f.Add([]byte("unterminated"), uint64(4096-12), uint64(4096-12), 4095)
	f.Add([]byte("\x00"), ^uint64(0), ^uint64(0), 0)
	f.Fuzz(func(t *testing.T, memory []byte, start, addr uint64, limit int) {
		if limit < 0 || uint64(len(memory)) > -start {
			return
		}
		// The model: a byte at a time. Reads of more than is there are short, and fail.
		fault := &os.SyscallError{Syscall: "read", Err: syscall.EFAULT}
		read := func(p []byte, at uint64) (int, error) {
			if at%4096+uint64(len(p)) > 4096 {
				t.Fatalf("a read of %d at %#x crosses a page border", len(p), at)
			}
			if at < start || at-start >= uint64(len(memory)) {
				return 0, fault
			}
			if n := copy(p, memory[at-start:]); n < len(p) {
				return n, fault
			}
			return len(p), nil
		}
		got, err := readCString(read, addr, limit)
		var want string
		var wantErr error = fault
		if addr >= start && addr-start < uint64(len(memory)) {
			rest := memory[addr-start:]
			if i := bytes.IndexByte(rest, 0); i >= 0 && i <= limit {
				want, wantErr = string(rest[:i]), nil
			} else if i > limit || len(rest) > limit {
				want, wantErr = string(rest[:limit]), syscall.ENAMETOOLONG
			}
		}
		if got != want || (err == nil) != (wantErr == nil) || err != nil && !errors.Is(err, wantErr) {
			t.Errorf("%q, %v, want %q, %v", got, err, want, wantErr)
		}
	})
}

// FuzzMapping reads lines of /proc/PID/maps, whose names are those of the target's files, and
// /proc/PID/fdinfo.
func FuzzMapping(f *testing.F) {
	f.Add("7f0c8a000000-7f0c8a021000 -w-p 00000000 00:00 0                          /a name")
	f.Add("300000000-300001000 rw-s 00000000 00:0f 1031                       /secretmem (deleted)")
	f.Add("1-2 r\\012-3 ----")
	f.Add("pos:\t7\nflags:\t02100002\nmnt_id:\t13\n")
	f.Fuzz(func(t *testing.T, line string) {
		if m, ok := parseMapping(line); ok {
			if m.secret && !strings.Contains(line, "/secretmem") {
				t.Errorf("%q is secret", line)
			}
			if m.protection&^(syscall.PROT_READ|syscall.PROT_WRITE|syscall.PROT_EXEC) != 0 {
				t.Errorf("%q: protection %#x", line, m.protection)
			}
		}
		var i FDInfo
		if err := i.parse([]byte(line)); err == nil && i.CloseOnExec != (i.Flags&syscall.O_CLOEXEC != 0) {
			t.Errorf("%q: %+v", line, i)
		}
	})
}
