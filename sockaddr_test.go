//go:build linux && cgo

package seccompstream_test

import (
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

func TestSockaddrText(t *testing.T) {
	for want, sa := range map[string]seccompstream.Sockaddr{
		"no address":            nil,
		"192.0.2.1:80":          &unix.SockaddrInet4{Addr: [4]byte{192, 0, 2, 1}, Port: 80},
		"[2001:db8::1]:443":     &unix.SockaddrInet6{Addr: [16]byte{0x20, 1, 0xd, 0xb8, 15: 1}, Port: 443},
		"[fe80::1%3]:0":         &unix.SockaddrInet6{Addr: [16]byte{0xfe, 0x80, 15: 1}, ZoneId: 3},
		"[::ffff:10.0.0.1]:1":   &unix.SockaddrInet6{Addr: [16]byte{10: 0xff, 11: 0xff, 12: 10, 15: 1}, Port: 1},
		"unix:/run/a":           &unix.SockaddrUnix{Name: "/run/a"},
		"unix:@a":               &unix.SockaddrUnix{Name: "@a"},
		`unix:"@a\x00\x1b[2Jb"`: &unix.SockaddrUnix{Name: "@a\x00\x1b[2Jb"},
		`unix:"two words"`:      &unix.SockaddrUnix{Name: "two words"},
		`unix:"(unnamed)"`:      &unix.SockaddrUnix{Name: "(unnamed)"},
		"unix:(unnamed)":        &unix.SockaddrUnix{},
		"netlink:7/0x10":        &unix.SockaddrNetlink{Pid: 7, Groups: 16},
		"vsock:2:1024":          &unix.SockaddrVM{CID: 2, Port: 1024},
		"*unix.SockaddrL2":      &unix.SockaddrL2{},
	} {
		if got := seccompstream.SockaddrText(sa); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
