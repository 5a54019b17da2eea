// Package addrs has the lists of addresses that the examples' command lines take.
package addrs

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// A List permits addresses.
type List struct{ rules []rule }

// A rule permits an address and a port. The zero of either stands for all.
type rule struct {
	addr netip.Addr
	port uint16
}

// Add adds what a list such as "localhost:80,*:53" names. Names are looked up now.
func (l *List) Add(list string) error {
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
			l.rules = append(l.rules, rule{addr.Unmap().WithZone(""), uint16(port)})
		}
	}
	return nil
}

// Permits reports whether the list has the address.
func (l *List) Permits(a netip.AddrPort) bool {
	return slices.ContainsFunc(l.rules, func(r rule) bool {
		return a.IsValid() && (!r.addr.IsValid() || r.addr == a.Addr().Unmap().WithZone("")) && (r.port == 0 || r.port == a.Port())
	})
}
