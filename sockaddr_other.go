//go:build !linux

package seccompstream

import "fmt"

// OpenHow is the argument of openat2(2), which Linux alone has.
type OpenHow struct {
	Flags   uint64
	Mode    uint64
	Resolve uint64
}

// Sockaddr is a socket address. On Linux it is that of package unix.
type Sockaddr any

func decodeSockaddr([]byte) (Sockaddr, error) { return nil, errUnsupported }
func sockaddrText(sa Sockaddr) string         { return fmt.Sprint(sa) }
