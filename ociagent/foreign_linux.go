package ociagent

import (
	"os"
	"strconv"
	"strings"
)

// foreign reports whether a user ID stands for whoever is not in this process's user
// namespace: all of those have the same one, which nobody within can be proven to be.
func foreign(uid uint32) bool { return uid == overflowUID() && inUserNamespace() }

// overflowUID returns the user as whom those appear whom a user namespace does not have.
func overflowUID() uint32 {
	b, err := os.ReadFile("/proc/sys/kernel/overflowuid")
	if err == nil {
		if uid, err := strconv.ParseUint(strings.TrimSpace(string(b)), 10, 32); err == nil {
			return uint32(uid)
		}
	}
	return 65534
}

// inUserNamespace reports whether there are users whom this process's user namespace does not
// have: only the first one maps all of them.
func inUserNamespace() bool {
	b, err := os.ReadFile("/proc/self/uid_map")
	f := strings.Fields(string(b))
	return err == nil && (len(f) != 3 || f[0] != "0" || f[1] != "0" || f[2] != "4294967295")
}
