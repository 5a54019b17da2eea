//go:build linux && cgo

package main

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// shapes says what the arguments of a call are, a letter each: a directory's
// descriptor, a path, an address with its length next, an octal mode, a plain number,
// or anything else, in hexadecimal.
var shapes = map[string]string{
	"open": "pxo", "openat": "dpxo", "openat2": "dpxx", "creat": "po", "mkdir": "po", "mkdirat": "dpo",
	"rmdir": "p", "unlink": "p", "unlinkat": "dpx", "rename": "pp", "renameat": "dpdp", "renameat2": "dpdpx",
	"link": "pp", "linkat": "dpdpx", "symlink": "pp", "symlinkat": "pdp", "chmod": "po", "fchmodat": "dpo",
	"truncate": "pn", "mknod": "pox", "mknodat": "dpox", "chdir": "p",
	"socket": "nnn", "connect": "nan", "bind": "nan", "listen": "nn", "accept": "nxx", "accept4": "nxxx", "sendto": "nxnxan",
	"execve": "pxx", "execveat": "dpxxx", "fork": "", "vfork": "", "clone": "xxxxx", "clone3": "xn", "kill": "nn", "tgkill": "nnn",
	"getppid": "", "getpid": "", "write": "nxn", "read": "nxn", "close": "n",
}

// longestPath is that of the kernel, its NUL included.
const longestPath = 4096

// describe writes a call out. What it shows of memory is what was there when it looked.
func describe(n seccompstream.Notification) string {
	shape, ok := shapes[n.Name()]
	if !ok {
		shape = "xxxxxx"
	}
	args := make([]string, len(shape))
	for i, kind := range shape {
		v := n.Args[i]
		switch kind {
		case 'd':
			args[i] = strconv.Itoa(int(int32(v)))
			if int32(v) == unix.AT_FDCWD {
				args[i] = "AT_FDCWD"
			}
		case 'p':
			if path, err := n.Memory().ReadString(v, longestPath); err == nil {
				args[i] = strconv.Quote(path)
			} else {
				args[i] = fmt.Sprintf("%#x", v)
			}
		case 'a':
			if sa, err := n.Memory().ReadSockaddr(v, n.Args[i+1]); err == nil {
				args[i] = address(sa)
			} else {
				args[i] = fmt.Sprintf("%#x", v)
			}
		case 'o':
			args[i] = fmt.Sprintf("%#o", uint32(v))
		case 'n':
			args[i] = strconv.FormatInt(int64(int32(v)), 10)
		default:
			args[i] = fmt.Sprintf("%#x", v)
		}
	}
	return n.Name() + "(" + strings.Join(args, ", ") + ")"
}

func address(sa seccompstream.Sockaddr) string {
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port)).String()
	case *unix.SockaddrInet6:
		return netip.AddrPortFrom(netip.AddrFrom16(sa.Addr), uint16(sa.Port)).String()
	case *unix.SockaddrUnix:
		return strconv.Quote(sa.Name)
	default:
		return fmt.Sprintf("%+v", sa)
	}
}

// who names the process that made the call, and the thread where it is another.
func who(n seccompstream.Notification) string {
	p, err := n.Process()
	switch {
	case err != nil:
		return fmt.Sprintf("?[%d]", n.PID)
	case p.TGID != p.TID:
		return fmt.Sprintf("%s[%d/%d]", p.Comm, p.TGID, p.TID)
	default:
		return fmt.Sprintf("%s[%d]", p.Comm, p.TGID)
	}
}
