package seccompstream

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"strconv"

	"golang.org/x/sys/unix"
)

// OpenHow is the type of openat2(2)'s argument.
type OpenHow = unix.OpenHow

// Sockaddr is a socket address that the functions of package unix take.
type Sockaddr = unix.Sockaddr

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

// sockaddrText is SockaddrText where there are addresses.
func sockaddrText(sa Sockaddr) string {
	switch sa := sa.(type) {
	case nil:
		return "no address"
	case *unix.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port)).String()
	case *unix.SockaddrInet6:
		addr := netip.AddrFrom16(sa.Addr)
		if sa.ZoneId != 0 {
			addr = addr.WithZone(strconv.FormatUint(uint64(sa.ZoneId), 10))
		}
		return netip.AddrPortFrom(addr, uint16(sa.Port)).String()
	case *unix.SockaddrUnix:
		if sa.Name == "" {
			return "unix:(unnamed)"
		}
		return "unix:" + printable(sa.Name)
	case *unix.SockaddrNetlink:
		return fmt.Sprintf("netlink:%d/%#x", sa.Pid, sa.Groups)
	case *unix.SockaddrVM:
		return fmt.Sprintf("vsock:%d:%d", sa.CID, sa.Port)
	default:
		return fmt.Sprintf("%T", sa)
	}
}

// printable quotes a name where it would be unclear, or change what a terminal shows.
func printable(name string) string {
	if quoted := strconv.Quote(name); len(quoted) != len(name)+2 || bytes.ContainsAny([]byte(name), " (,") {
		return quoted
	}
	return name
}
