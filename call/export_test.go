//go:build linux

package call

import (
	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/calltable"
)

// DecodeFrom decodes a call whose memory is what read gives.
func (d *Decoder) DecodeFrom(n seccompstream.Notification, read func(p []byte, addr uint64) (int, error)) (Call, error) {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.start(d, calltable.ABIOf(n.Arch, n.Syscall))
	r.n, r.fake = n, read
	return d.decode(n, r)
}

// HasNames reports whether the values of a kind have names.
func HasNames(k calltable.Kind) bool {
	_, ok := flagSets[k]
	return ok
}
