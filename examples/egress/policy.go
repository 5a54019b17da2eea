//go:build linux && cgo

package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// A policy says where to a command may connect and send.
type policy struct {
	rules []rule
	unix  bool
}

// A rule permits an address and a port. The zero of either stands for all.
type rule struct {
	addr netip.Addr
	port uint16
}

// allow adds the rules of a list such as "localhost:80,*:53".
func (p *policy) allow(list string) error {
	for item := range strings.SplitSeq(list, ",") {
		host, service, err := net.SplitHostPort(item)
		if err != nil {
			return fmt.Errorf("%q is not host:port: %w", item, err)
		}
		port := 0
		if service != "*" {
			if port, err = net.LookupPort("tcp", service); err != nil || port == 0 {
				return fmt.Errorf("%q has no port from 1 to 65535 or *", item)
			}
		}
		addrs := []netip.Addr{{}}
		if host != "*" {
			if addrs, err = net.DefaultResolver.LookupNetIP(context.Background(), "ip", host); err != nil {
				return err
			}
		}
		for _, addr := range addrs {
			p.rules = append(p.rules, rule{addr.Unmap().WithZone(""), uint16(port)})
		}
	}
	return nil
}

// permits judges an address. Families without a rule are refused.
func (p *policy) permits(sa unix.Sockaddr) bool {
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		return p.permitsIP(netip.AddrFrom4(sa.Addr), sa.Port)
	case *unix.SockaddrInet6:
		// An IPv4 address in the disguise of IPv6 is an IPv4 address.
		return p.permitsIP(netip.AddrFrom16(sa.Addr).Unmap(), sa.Port)
	case *unix.SockaddrUnix:
		return p.unix
	case *unix.SockaddrNetlink:
		return true // the kernel itself, which C libraries ask for the host's addresses
	default:
		return false
	}
}

func (p *policy) permitsIP(addr netip.Addr, port int) bool {
	return slices.ContainsFunc(p.rules, func(r rule) bool {
		return (!r.addr.IsValid() || r.addr == addr) && (r.port == 0 || int(r.port) == port)
	})
}

// permitsSocket judges a socket that is to be made, by numbers that the command cannot
// change any more. SCTP connects by setsockopt(2), raw sockets make packets of any
// kind, and other families do not go by the rules.
func permitsSocket(domain, kind, protocol int32) bool {
	const flags = unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC
	switch domain {
	case unix.AF_UNIX, unix.AF_NETLINK:
		return true
	case unix.AF_INET, unix.AF_INET6:
		kind &^= flags
		return (kind == unix.SOCK_STREAM || kind == unix.SOCK_DGRAM) && slices.Contains([]int32{
			0, unix.IPPROTO_TCP, unix.IPPROTO_UDP, unix.IPPROTO_ICMP, unix.IPPROTO_ICMPV6, unix.IPPROTO_MPTCP,
		}, protocol)
	default:
		return false
	}
}
