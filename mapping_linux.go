//go:build cgo

package seccompstream

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
)

// errSecret is why secret memory is not read.
var errSecret = fmt.Errorf("seccompstream: memory of memfd_secret(2) is shown to its owner alone: %w",
	os.NewSyscallError(opRead, unix.EFAULT))

// readUnreadable reads from addr on what lacks PROT_READ, but what the kernel reads all the
// same when it copies from a program: pages that may only be written, or only be executed,
// on processors that have no such thing. process_vm_readv(2) goes by the protection.
// It reads to the end of the mapping at most, one byte at least, or returns an error.
func readUnreadable(pid int, p []byte, addr uint64) (int, error) {
	fault := os.NewSyscallError(opRead, unix.EFAULT)
	if addr > math.MaxInt64 {
		return 0, fault
	}
	m, ok := mappingOf(pid, addr)
	switch {
	case !ok:
		return 0, fault
	case m.secret:
		return 0, errSecret
	case m.protection&unix.PROT_READ != 0 || !kernelReads(m.protection):
		return 0, fault
	}
	n, err := readMemoryFile(pid, p[:min(uint64(len(p)), m.end-addr)], addr)
	if n > 0 {
		return n, nil
	}
	return 0, os.NewSyscallError(opRead, err)
}

// A mapping is what /proc/PID/maps tells of one.
type mapping struct {
	start, end uint64
	protection int
	secret     bool
}

// mappingOf returns the mapping that has the address. There may be 65,530 of them, and more
// where the administrator allows that; they are looked through piece by piece.
func mappingOf(pid int, addr uint64) (mapping, bool) {
	dir, err := procfs.Dir(pid)
	if err != nil {
		return mapping{}, false
	}
	defer unix.Close(dir)
	fd, err := procfs.Open(dir, "maps", unix.O_RDONLY)
	if err != nil {
		return mapping{}, false
	}
	defer unix.Close(fd)
	var rest []byte
	piece := make([]byte, 1<<16)
	for {
		n, err := unix.Read(fd, piece)
		if err == unix.EINTR {
			continue
		}
		if err != nil || n == 0 {
			return mapping{}, false
		}
		rest = append(rest, piece[:n]...)
		for {
			line, more, whole := bytes.Cut(rest, []byte("\n"))
			if !whole {
				break
			}
			rest = more
			m, ok := parseMapping(string(line))
			switch {
			case !ok || m.start > addr: // they are in order
				return mapping{}, false
			case addr < m.end:
				return m, true
			}
		}
	}
}

// parseMapping parses a line of /proc/PID/maps, such as
//
//	7f0c8a000000-7f0c8a021000 rw-p 00000000 00:00 0                          /a name
func parseMapping(line string) (m mapping, ok bool) {
	span, rest, _ := strings.Cut(line, " ")
	from, to, _ := strings.Cut(span, "-")
	var err error
	if m.start, err = strconv.ParseUint(from, 16, 64); err != nil {
		return m, false
	}
	if m.end, err = strconv.ParseUint(to, 16, 64); err != nil || len(rest) < 4 {
		return m, false
	}
	for i, bit := range []int{unix.PROT_READ, unix.PROT_WRITE, unix.PROT_EXEC} {
		if rest[i] != '-' {
			m.protection |= bit
		}
	}
	// The kernel's own name; a file system's file would stand with its whole path, and be
	// read by process_vm_readv.
	fields := strings.Fields(rest)
	m.secret = len(fields) >= 5 && fields[4] == "/secretmem"
	return m, true
}

// kernelReads reports whether the kernel can read pages of a protection without PROT_READ
// when it copies from a program.
func kernelReads(protection int) bool {
	switch {
	case protection&unix.PROT_WRITE != 0:
		return readsWriteOnly()
	case protection&unix.PROT_EXEC != 0:
		return readsExecOnly()
	default:
		return false
	}
}

var (
	readsWriteOnly = sync.OnceValue(func() bool { return readsOwn(unix.PROT_WRITE) })
	readsExecOnly  = sync.OnceValue(func() bool { return readsOwn(unix.PROT_EXEC) })
)

// readsOwn finds out by having the kernel copy from a page of this process.
func readsOwn(protection int) bool {
	page, err := unix.Mmap(-1, 0, os.Getpagesize(), protection, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS)
	if err != nil {
		return false
	}
	defer func() { _ = unix.Munmap(page) }()
	fd, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err != nil {
		return false
	}
	defer unix.Close(fd)
	n, err := unix.Write(fd, page[:8]) // adds 0 to the counter
	return n == 8 && err == nil
}
