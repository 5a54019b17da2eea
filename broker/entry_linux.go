//go:build cgo

package broker

import "syscall"

// how says what becomes of a call.
type how int

const (
	performed how = iota
	// judged calls are numbers only: the policy decides, and the kernel runs them.
	judged
	refused
)

// entry is what the broker knows of a call. The table of these is what the filter, the
// handler and the documentation go by.
type entry struct {
	name string
	// nr is the number that all architectures have in common, for calls that an older
	// libseccomp does not know.
	nr  int
	may What // what it may do
	how how
	// registers says that the plan needs nothing of the target but its registers.
	registers bool
	errno     syscall.Errno
	plan      planner
	// flags is the argument by which the filter can tell that an open is for reading only; 0 means
	// that it cannot.
	flags int
	// mode is the argument of access(2).
	mode int
	// when are the conditions under which the call is notified, or refused, at all; one of them is enough.
	when []condition
	// differs says what a target can tell from a call that the kernel has run.
	differs string
}

// condition is one on an argument of which the filter sees 32 bits.
type condition []argument

type argument struct {
	index       uint
	mask, value uint64
}

func is(index uint, value uint64) argument { return argument{index, 0xffffffff, value} }

var tableByName = func() map[string]*entry {
	m := make(map[string]*entry, len(table))
	for i := range table {
		e := &table[i]
		if e.when != nil && e.how == refused {
			continue // a call that is refused in part has another entry, or none
		}
		m[e.name] = e
	}
	return m
}()
