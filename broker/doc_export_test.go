//go:build linux && cgo

package broker

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// callsDoc returns CALLS.md: what becomes of each call, from the table that the code goes by.
func callsDoc() string {
	var b strings.Builder
	b.WriteString(`# What becomes of each call

Written by ` + "`go test ./broker -run TestCallsDoc -update`" + ` from the table that the broker goes by. A call that is not here is left to the
kernel, unnotified: it acts by descriptors that the target has, on itself, on other processes (kill), or on System V IPC, which has
names of its own. Calls newer than those that this package knows, and all
of other ABIs than the machine's native one, fail with ENOSYS.

Of all that is performed: a signal whose handler has no SA_RESTART and that comes before the call has been received interrupts it,
also where the kernel's own call never fails with EINTR. ` + "`self`" + ` in /proc is the target. F_GETFL does not show O_NOFOLLOW. A target in a
user namespace of its own is served with its IDs and without the capabilities that it has in there. A process that has changed its
user, and is undumpable for that, cannot use its own /proc/self/fd by path. FUSE servers, audit and process accounting see the
supervisor. Two things that no kernel lets a supervisor do for another are not judged at all: execve(2), and chdir(2), whose target
later calls start from and are judged by.

`)
	b.WriteString("## Performed\n\nThe target gets the result of a call on the objects and addresses that the policy saw.\n\n")
	b.WriteString("| call | what a policy sees | compared with the kernel's own |\n|---|---|---|\n")
	for i := range table {
		if e := &table[i]; e.how == performed {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", e.name, whatDoc(e.may), orElse(e.differs, "indistinguishable"))
		}
	}
	b.WriteString("\n## Judged and left to the kernel\n\nTheir arguments are numbers, of which the kernel has its own copy.\n\n")
	b.WriteString("| call | what a policy sees | |\n|---|---|---|\n")
	for i := range table {
		if e := &table[i]; e.how == judged {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", e.name, whatDoc(e.may), e.differs)
		}
	}
	b.WriteString("| open, openat with O_PATH | nothing | The descriptor gives no access; what is done by it is judged. |\n")
	b.WriteString("| sendto without an address | nothing | It goes where the socket was connected to, which was judged. |\n")
	b.WriteString("\n## Refused\n\nThe filter refuses them, whoever calls. Where `Options.Free` has all that the second column says they are not refused.\n`Options.Permit` takes the names of those that are refused as a whole.\n\n")
	b.WriteString("| call | unless free | errno | why |\n|---|---|---|---|\n")
	for i := range table {
		if e := &table[i]; e.how == refused {
			free := ""
			if e.may != 0 {
				free = whatDoc(e.may)
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", e.name, free, unix.ErrnoName(e.errno), e.differs)
		}
	}
	b.WriteString("\n## Left to the kernel on purpose\n\nOf the calls that all architectures number alike, from 424 on: ")
	var numbers []string
	for nr := range reviewed {
		if !slices.ContainsFunc(table, func(e entry) bool { return e.nr == nr }) && nr != 437 {
			numbers = append(numbers, fmt.Sprint(nr))
		}
	}
	slices.Sort(numbers)
	b.WriteString(strings.Join(numbers, ", ") + ".\n")
	return b.String()
}

func whatDoc(w What) string {
	switch w {
	case Files:
		return "files"
	case Files | Connect | Bind | Send:
		return "files, connect, bind, send"
	}
	return strings.ReplaceAll(w.String(), "|", ", ")
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// CallsDoc is for the test of CALLS.md.
func CallsDoc() string { return callsDoc() }
