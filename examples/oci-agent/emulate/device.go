//go:build linux && cgo

package emulate

import "golang.org/x/sys/unix"

// devices are the ones that containers may make. Each of them is
// there in every container anyway, takes what is written to it and gives nothing that is
// not made up on the spot: to have one more of them gives nobody anything. Others are
// refused, whatever they are: a disk is the host's data, console and kmsg are its log, fuse,
// kvm and net/tun are powers of the kernel, and ptmx belongs to a mounted devpts.
var devices = map[uint64]bool{
	unix.Mkdev(1, 3): true, // null
	unix.Mkdev(1, 5): true, // zero
	unix.Mkdev(1, 7): true, // full
	unix.Mkdev(1, 8): true, // random
	unix.Mkdev(1, 9): true, // urandom
	unix.Mkdev(5, 0): true, // tty, the reader's own terminal
}

// isDevice reports whether fd is the character device with that number.
func isDevice(fd int, dev uint64) bool {
	var st unix.Stat_t
	err := unix.Fstat(fd, &st)
	return err == nil && st.Mode&unix.S_IFMT == unix.S_IFCHR && st.Rdev == dev
}
