//go:build cgo

package seccompstream

import (
	"bytes"
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// decodeSockaddr decodes an address by the lengths that the kernel insists on.
func decodeSockaddr(b []byte) (Sockaddr, error) {
	if len(b) < 2 {
		return nil, badSockaddr(unix.EINVAL)
	}
	family := binary.NativeEndian.Uint16(b)
	least, known := shortestSockaddr[family]
	switch {
	case !known:
		return nil, badSockaddr(unix.EAFNOSUPPORT)
	case len(b) < least:
		return nil, badSockaddr(unix.EINVAL)
	}
	switch family {
	case unix.AF_INET:
		return &unix.SockaddrInet4{
			Port: int(binary.BigEndian.Uint16(b[2:])),
			Addr: [4]byte(b[4:]),
		}, nil
	case unix.AF_INET6:
		sa := &unix.SockaddrInet6{
			Port: int(binary.BigEndian.Uint16(b[2:])),
			Addr: [16]byte(b[8:]),
		}
		// Only RFC 2553 added the scope, and the kernel takes the older form.
		if len(b) >= unix.SizeofSockaddrInet6 {
			sa.ZoneId = binary.NativeEndian.Uint32(b[24:])
		}
		return sa, nil
	case unix.AF_UNIX:
		if len(b) > unix.SizeofSockaddrUnix {
			return nil, badSockaddr(unix.EINVAL)
		}
		return decodeSockaddrUnix(b[2:])
	case unix.AF_NETLINK:
		return &unix.SockaddrNetlink{
			Family: family,
			Pad:    binary.NativeEndian.Uint16(b[2:]),
			Pid:    binary.NativeEndian.Uint32(b[4:]),
			Groups: binary.NativeEndian.Uint32(b[8:]),
		}, nil
	default: // unix.AF_VSOCK
		return &unix.SockaddrVM{
			Port:  binary.NativeEndian.Uint32(b[4:]),
			CID:   binary.NativeEndian.Uint32(b[8:]),
			Flags: b[12],
		}, nil
	}
}

var shortestSockaddr = map[uint16]int{
	unix.AF_INET:    unix.SizeofSockaddrInet4,
	unix.AF_INET6:   unix.SizeofSockaddrInet6 - 4,
	unix.AF_UNIX:    2,
	unix.AF_NETLINK: unix.SizeofSockaddrNetlink,
	unix.AF_VSOCK:   unix.SizeofSockaddrVM,
}

func decodeSockaddrUnix(name []byte) (Sockaddr, error) {
	// Package unix writes the NUL of an abstract name as "@", both ways, and so makes
	// an abstract name of the path "@x" when it encodes it.
	switch {
	case len(name) == 0:
		return &unix.SockaddrUnix{}, nil
	case name[0] == 0:
		return &unix.SockaddrUnix{Name: "@" + string(name[1:])}, nil
	}
	if i := bytes.IndexByte(name, 0); i >= 0 {
		name = name[:i]
	}
	if name[0] == '@' {
		return &unix.SockaddrUnix{Name: "./" + string(name)}, nil
	}
	return &unix.SockaddrUnix{Name: string(name)}, nil
}
