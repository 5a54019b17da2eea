//go:build linux && cgo

package broker_test

import (
	"testing"

	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/call"
)

// left are the calls of the groups below that are left to the kernel on purpose, with the reason.
var left = map[string]string{
	"listmount": "it tells what is mounted",
	"statmount": "it tells what is mounted",
	"sysfs":     "it tells what file systems there are",
	"kcmp":      "it compares what the caller could look at",
	"seccomp":   "filters permit nothing",
	"unshare":   "nothing can be mounted in a namespace of its own, and its network leads nowhere",

	"process_madvise": "advice changes nothing that is read",

	"chdir":       "it changes nobody but the caller, whose later calls are judged from where it is",
	"execve":      "no supervisor can make it for another",
	"execveat":    "no supervisor can make it for another",
	"accept":      "it takes numbers, and gives an address",
	"accept4":     "it takes numbers, and gives an address",
	"getpeername": "it gives an address",
	"getsockname": "it gives an address",
	"getsockopt":  "it gives what a socket is",
	"recvfrom":    "it receives, and gives an address",
	"recvmmsg":    "it receives, and gives an address",
	"recvmsg":     "it receives, and gives an address",
	"shutdown":    "it takes numbers",
	"socketpair":  "its sockets are connected to one another",
}

// No call that takes a path or an address, or by which a process goes around its supervisor, has been forgotten: the
// groups are those of package call, which is made from the kernel's own list of calls.
func TestNothingForgotten(t *testing.T) {
	known := broker.Known()
	for _, group := range []string{"%file", "%create", "%remove", "%meta", "%network", "%mount", "%escape"} {
		names := call.Group(group)
		if len(names) == 0 {
			t.Errorf("there is no group %s: %v", group, call.Groups())
		}
		for _, name := range names {
			_, native := call.Number(broker.NativeArch, false, name)
			if native && !known[name] && left[name] == "" {
				t.Errorf("%s of %s is neither performed nor refused, and not left to the kernel for a reason", name, group)
			}
			if !native && left[name] != "" {
				t.Logf("%s is not on this architecture", name)
			}
		}
	}
	for name := range left {
		if known[name] {
			t.Errorf("%s is in the table and said not to be", name)
		}
	}
}
