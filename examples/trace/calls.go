//go:build linux && cgo

package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/seccompstream/seccompstream/call"
	"github.com/seccompstream/seccompstream/launch"
)

// standard is what is traced if nothing is asked for. A call of it that a signal interrupts before it
// is received fails with EINTR where the program's handler is not one that restarts calls, so
// it has none in it that programs do not expect that of and that they cannot do without.
var standard = []string{
	"%file", "socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
	"execve", "execveat", "exit_group",
}

// fragile are calls that nobody makes again when they fail with EINTR: a shell loses a pipeline by
// it. No group has them. Who wants them names them.
var fragile = []string{"clone", "clone3", "fork", "vfork", "close", "dup2", "dup3", "wait4", "waitpid", "waitid", "rt_sigreturn", "sigreturn", "restart_syscall"}

// selection collects calls as -e says.
type selection struct {
	names map[string]bool
	begun bool
}

// add takes words separated by commas: names, %groups, /expressions, all; with "!" before a word what it
// stands for is taken away, from what is traced without -e if nothing else was said.
func (s *selection) add(arg string) error {
	for _, word := range strings.Split(arg, ",") {
		word = strings.TrimSpace(word)
		name, less := strings.CutPrefix(word, "!")
		if less && !s.begun {
			for _, w := range standard {
				if err := s.put(w, true); err != nil {
					return err
				}
			}
		}
		if err := s.put(name, !less); err != nil {
			return err
		}
		s.begun = true
	}
	return nil
}

// put adds or takes away what a word stands for.
func (s *selection) put(word string, in bool) error {
	names, several, err := namesOf(word)
	if err != nil {
		return err
	}
	if s.names == nil {
		s.names = map[string]bool{}
	}
	for _, name := range names {
		switch {
		case !in:
			delete(s.names, name)
		case several && slices.Contains(fragile, name):
		default:
			s.names[name] = true
		}
	}
	return nil
}

// namesOf returns the calls of a word, and whether it is one for several calls.
func namesOf(word string) (names []string, several bool, err error) {
	switch {
	case word == "":
		return nil, false, errors.New("-e: the name of a call is missing")
	case word == "all":
		return call.All(), true, nil
	case word[0] == '/':
		re, err := regexp.Compile(word[1:])
		if err != nil {
			return nil, false, fmt.Errorf("-e %s: %w", word, err)
		}
		for _, name := range call.All() {
			if re.MatchString(name) {
				names = append(names, name)
			}
		}
		if names == nil {
			return nil, false, fmt.Errorf("-e %s: no system call matches", word)
		}
		return names, true, nil
	case word[0] == '%':
		if names := call.Group(word); names != nil {
			return names, true, nil
		}
		return nil, false, fmt.Errorf("-e %s: the groups are %s", word, strings.Join(call.Groups(), ", "))
	}
	if names, err := call.Names(word); err == nil {
		return names, false, nil
	}
	return nil, false, fmt.Errorf("-e %q: no such system call%s", word, hint(word))
}

// list returns the calls, without those that this machine's libseccomp cannot make a filter for.
func (s *selection) list() ([]string, error) {
	if !s.begun {
		for _, w := range standard {
			if err := s.put(w, true); err != nil {
				return nil, err
			}
		}
	}
	var names []string
	for name := range s.names {
		if known(name) {
			names = append(names, name)
		}
	}
	if names == nil {
		return nil, errors.New("-e: no call is left to trace that this machine has")
	}
	slices.Sort(names)
	return names, nil
}

// known reports whether a filter can be made for the call.
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
	for _, name := range call.All() {
		if distance(word, name) <= 2 || len(word) > 3 && strings.Contains(name, word) {
			near = append(near, name)
		}
	}
	if len(near) == 0 {
		return ""
	}
	return "; did you mean " + strings.Join(near[:min(len(near), 5)], " or ") + "?"
}

// distance returns how many letters must be changed, added or taken away.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
