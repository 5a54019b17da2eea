//go:build linux && cgo

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seccompstream/seccompstream/launch"
)

// groups are the calls that -e knows by a common name. Machines differ in what they
// have: arm64 has no open, for one.
var groups = map[string][]string{
	"%file": {
		"open", "openat", "openat2", "creat", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat",
		"renameat2", "link", "linkat", "symlink", "symlinkat", "chmod", "fchmodat", "truncate", "mknod", "mknodat", "chdir",
	},
	"%network": {"socket", "connect", "bind", "listen", "accept", "accept4", "sendto"},
	"%process": {"execve", "execveat", "fork", "vfork", "clone", "clone3", "kill", "tgkill"},
}

// callNames returns the calls that the argument of -e stands for.
func callNames(arg string) ([]string, error) {
	var names []string
	for _, word := range strings.Split(arg, ",") {
		word = strings.TrimSpace(word)
		if strings.HasPrefix(word, "%") {
			group, ok := groups[word]
			if !ok {
				return nil, fmt.Errorf("-e %s: the groups are %%file, %%network and %%process", word)
			}
			for _, name := range group {
				if known(name) {
					names = append(names, name)
				}
			}
			continue
		}
		if !known(word) {
			return nil, fmt.Errorf("-e %q: no such system call%s", word, hint(word))
		}
		names = append(names, word)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// known tells whether a filter can be made for the call.
func known(name string) bool {
	f, err := launch.Notify(name)
	if err != nil {
		return false
	}
	f.Release()
	return true
}

// hint names calls that somebody may have meant.
func hint(word string) string {
	var near []string
	for _, group := range groups {
		for _, name := range group {
			if word != "" && (strings.Contains(name, word) || strings.Contains(word, name)) {
				near = append(near, name)
			}
		}
	}
	if len(near) == 0 {
		return ""
	}
	slices.Sort(near)
	return "; did you mean " + strings.Join(near, " or ") + "?"
}
