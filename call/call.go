//go:build linux

package call

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"syscall"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/calltable"
	"github.com/seccompstream/seccompstream/internal/hook"
)

// AtFDCWD stands for the working directory, in the place of a directory's descriptor.
const AtFDCWD = -100

// A Call is a decoded system call: a pointer to one of the types of this package. What it has
// of the target's memory is a copy.
type Call interface {
	// Name returns the name of the call, such as "fchmodat2". Where the call came by way of
	// another one it is that of what was meant: "connect" for a socketcall(2).
	Name() string
	// Via returns the name of the call by which it came, socketcall or ipc, or "".
	Via() string
	// Notification returns what was decoded.
	Notification() seccompstream.Notification
	// Kind returns the name of the type, such as "Open".
	Kind() string
	// Register returns an argument as the register had it, by the name of its field or
	// by the kernel's name for it, and whether there is one.
	Register(name string) (uint64, bool)
	// Null reports whether an argument is a NULL pointer, by the name of its field.
	Null(field string) bool
	// Paths returns the paths that the call uses, in the order of its arguments.
	Paths() []Path
	// Addrs returns the socket addresses that the call is given.
	Addrs() []*Sockaddr
	// FDs returns the descriptors that the call is given, those of directories for paths not
	// included: Paths has them.
	FDs() []int
	// String returns the call as strace(1) writes it, in one line of printable ASCII.
	String() string

	header() *Header
	field(id uint8) any
	reset()
}

// Header is what all calls have in common. It is part of each of them.
type Header struct {
	n    seccompstream.Notification
	spec *calltable.Call
	via  *calltable.Call
	abi  calltable.ABI
	raw  [6]uint64 // by argument, not by register
	null uint8     // a bit an argument: it is a NULL pointer
	lost uint8     // a bit an argument: it could not be read, or was not wanted
}

func (h *Header) header() *Header { return h }

// Name implements [Call].
func (h *Header) Name() string {
	if h.spec == nil {
		return h.n.Name()
	}
	return h.spec.Name
}

// Via implements [Call].
func (h *Header) Via() string {
	if h.via == nil {
		return ""
	}
	return h.via.Name
}

// Kind implements [Call].
func (h *Header) Kind() string {
	if h.spec == nil {
		return "Other"
	}
	return h.spec.Type
}

// Notification implements [Call].
func (h *Header) Notification() seccompstream.Notification { return h.n }

// Register implements [Call].
func (h *Header) Register(name string) (uint64, bool) {
	if i := h.index(name); i >= 0 {
		return h.raw[i], true
	}
	return 0, false
}

// Null implements [Call].
func (h *Header) Null(field string) bool {
	i := h.index(field)
	return i >= 0 && h.null&(1<<i) != 0
}

func (h *Header) index(name string) int {
	if h.spec != nil {
		for i := range h.spec.Args {
			if a := &h.spec.Args[i]; a.Field == name || a.Name == name {
				return i
			}
		}
	}
	return -1
}

// Other is a call that has no type of its own, or that nobody knows.
type Other struct {
	Header
	// Args are the arguments, with their names where the call is known.
	Args []NamedArg
}

// A NamedArg is an argument of a call that has no type.
type NamedArg struct {
	Name  string
	Value uint64
}

func (c *Other) field(uint8) any { return nil }
func (c *Other) reset()          { *c = Other{} }

// String returns the call as strace(1) writes it.
func (c *Other) String() string { return text(c) }

// Paths returns nil: of such a call nobody knows.
func (c *Other) Paths() []Path { return nil }

// Addrs returns nil.
func (c *Other) Addrs() []*Sockaddr { return nil }

// FDs returns nil.
func (c *Other) FDs() []int { return nil }

// An ArgError says which argument of a call could not be read. It matches the errno that the
// kernel would give, such as EFAULT for an address that is not mapped, ENAMETOOLONG for a
// path that does not end, E2BIG for what is longer than the [Decoder]'s bounds.
type ArgError struct {
	Call string // the name of the call
	Arg  string // the kernel's name for the argument
	Err  error
}

// Error implements error.
func (e *ArgError) Error() string {
	return "call: " + e.Call + ": argument " + e.Arg + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *ArgError) Unwrap() error { return e.Err }

// A Decoder decodes calls. The zero Decoder is ready to use, and is what [Decode] uses.
type Decoder struct {
	// Data is how many bytes are read of what a call writes or sends. By default none are:
	// the kernel reads them itself, and who only looks seldom wants them.
	Data int
	// Limit is how many bytes are read of the target for one call; beyond that an argument
	// is E2BIG. Zero means 1 MiB.
	Limit int
	// Reuse makes Decode return the same value again for each call of one type, so that it
	// allocates nothing for calls without memory to read. What was returned before is
	// overwritten. Such a Decoder must be used by one goroutine at a time.
	Reuse bool

	kept [len(makers)]Call
}

const defaultLimit = 1 << 20

// Decode decodes a notified call. It reads what its arguments point to, each byte once, and
// asks last whether the call still waits: if it is over Decode returns
// [seccompstream.ErrExpired], and nothing.
//
// Where an argument cannot be read the error is an [*ArgError], and the call is returned as well,
// with what could be read, for logs: it is not complete, and nothing may be decided on it. For
// a call without memory to read there is no error, and the target is not looked at.
//
// It blocks no longer than the target's pages take to come in; see [seccompstream.Memory].
func Decode(n seccompstream.Notification) (Call, error) {
	var d Decoder
	return d.Decode(n)
}

// Decode decodes a call as the function [Decode] does, within the Decoder's bounds.
func (d *Decoder) Decode(n seccompstream.Notification) (Call, error) {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.start(d, calltable.ABIOf(n.Arch, n.Syscall))
	r.n = n
	c, err := d.decode(n, r)
	if r.used {
		if expired := n.Valid(); expired != nil {
			return nil, expired
		}
	}
	return c, err
}

var readers = sync.Pool{New: func() any { return new(reader) }}

func (d *Decoder) decode(n seccompstream.Notification, r *reader) (Call, error) {
	spec := calltable.ByNumber(n.Arch, n.Syscall)
	args := n.Args
	via := spec
	spec, err := r.indirect(spec, &args)
	if via == spec || via == nil || via.Name != "socketcall" && via.Name != "ipc" {
		via = nil
	}
	id := 0
	if spec != nil {
		id = int(spec.TypeID)
	}
	c := d.make(id)
	h := c.header()
	h.n, h.spec, h.via, h.abi = n, spec, via, r.abi
	if spec == nil {
		if o, ok := c.(*Other); ok {
			for i, v := range args {
				o.Args = append(o.Args, NamedArg{"arg" + strconv.Itoa(i), v})
			}
		}
		return c, nil
	}
	h.layOut(&args)
	r.call, r.h = c, h
	for i := range spec.Args {
		if e := r.arg(i); e != nil {
			h.lost |= 1 << i
			if err == nil {
				err = &ArgError{Call: spec.Name, Arg: spec.Args[i].Name, Err: e}
			}
		}
	}
	r.finish()
	r.call, r.h = nil, nil
	return c, err
}

func (d *Decoder) make(id int) Call {
	if !d.Reuse {
		c := makers[id]()
		c.reset()
		return c
	}
	c := d.kept[id]
	if c == nil {
		c = makers[id]()
		d.kept[id] = c
	}
	c.reset()
	return c
}

// layOut takes the registers apart into arguments. 32-bit conventions pass what has 64 bits in two
// registers, and that of arm in an even one and the next.
func (h *Header) layOut(args *[6]uint64) {
	reg := 0
	next := func() uint64 {
		if reg >= len(args) {
			return 0
		}
		reg++
		return args[reg-1]
	}
	for i := range h.spec.Args {
		switch h.spec.Args[i].Kind {
		case calltable.KindOff64, calltable.KindMask64:
			if h.abi.Wide() {
				h.raw[i] = next()
				continue
			}
			if h.abi == calltable.ARM && reg%2 == 1 {
				reg++
			}
			low := uint64(uint32(next()))
			h.raw[i] = low | next()<<32
		case calltable.KindPoslh:
			v := next()
			switch {
			case h.abi == calltable.X32: // one register, and no second one
			case h.abi.Wide():
				next()
			default:
				v = uint64(uint32(v)) | next()<<32
			}
			h.raw[i] = v
		case calltable.KindHilo:
			high := next() << 32
			h.raw[i] = high | uint64(uint32(next()))
		case calltable.KindPgoff:
			h.raw[i] = next() * 4096
		default:
			h.raw[i] = next()
		}
	}
}

// errUnsupported is what reading memory ends with in a program without cgo.
var errUnsupported = fmt.Errorf("call: reading the target's memory: %w", errors.ErrUnsupported)

// readTarget reads the memory of the thread that has the notification's number now.
func readTarget(n seccompstream.Notification, p []byte, addr uint64) (int, error) {
	switch {
	case hook.ReadMemory == nil:
		return 0, errUnsupported
	case n.PID <= 0:
		return 0, syscall.ESRCH // not visible in the supervisor's PID namespace
	}
	return hook.ReadMemory(n.PID, n.Arch, p, addr)
}
