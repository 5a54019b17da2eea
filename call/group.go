package call

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seccompstream/seccompstream/internal/calltable"
)

// Groups returns the names of the groups of calls:
//
//	%file     takes a path
//	%create   makes a file, a directory, a node or a name, or may
//	%remove   removes or replaces a name
//	%meta     changes attributes: permissions, owners, times, extended attributes
//	%desc     takes or makes a descriptor
//	%network  is of sockets
//	%process  is of processes: starting, ending, signalling, identities, limits, scheduling
//	%memory   maps memory, or waits on it
//	%signal   is of the process's own signals
//	%ipc      is System V's or POSIX' communication
//	%time     is of clocks and timers
//	%system   is of the machine
//	%mount    changes what is mounted, or asks
//	%aio      is asynchronous: io_uring and what was before it
//	%escape   is a way around a supervisor that watches other calls: io_uring, handles of files,
//	          mounts, ptrace, the memory and descriptors of others, userfaultfd, bpf, keys, modules,
//	          namespaces, and a seccomp filter of its own
//
// What a call belongs to follows from what it is given, in the table of this module. A call is in more
// than one group if more than one is true of it.
func Groups() []string { return calltable.Groups() }

// Group returns the names of the calls of a group, for [seccompstream.Mux.Handle] or a filter. It
// returns nil if there is no such group. Not every architecture has all of them, nor does
// every version of libseccomp know them: [Number] tells a call's number without it.
func Group(name string) []string {
	names, _ := calltable.Group(name)
	return names
}

// Names returns the names of the calls that a word stands for: a group, or a call with all its
// twins, which are the calls that do the same: "truncate" is truncate64 as well, for 32-bit programs,
// and "connect" is socketcall.
func Names(word string) ([]string, error) {
	if strings.HasPrefix(word, "%") {
		names, ok := calltable.Group(word)
		if !ok {
			return nil, fmt.Errorf("call: no group %q; there are %s", word, strings.Join(calltable.Groups(), ", "))
		}
		return names, nil
	}
	if names := calltable.Twins(word); names != nil {
		return names, nil
	}
	return nil, fmt.Errorf("call: no system call has the name %q", word)
}

// Number returns the number of the call of that name on the architecture with that AUDIT_ARCH_*
// token, as a notification has it. For x32 pass that of x86-64, and true.
func Number(arch uint32, x32 bool, name string) (int32, bool) {
	nr := int32(0)
	if x32 {
		nr = calltable.X32Bit
	}
	abi := calltable.ABIOf(arch, nr)
	if c := calltable.On(abi, name); c != nil {
		return c.Number(abi)
	}
	return 0, false
}

// NameOf returns the name of the call with that number, and whether it is known.
func NameOf(arch uint32, nr int32) (string, bool) {
	c := calltable.ByNumber(arch, nr)
	if c == nil {
		return "", false
	}
	return c.Name, true
}

// All returns the names of all calls that are known, sorted.
func All() []string {
	names := make([]string, 0, len(calltable.Calls))
	for i := range calltable.Calls {
		names = append(names, calltable.Calls[i].Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// namesOf returns the names of the calls that decode to a type.
func namesOf(kind string) []string {
	var names []string
	for i := range calltable.Calls {
		if calltable.Calls[i].Type == kind {
			names = append(names, calltable.Calls[i].Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
