//go:build linux && cgo

// Package policy reads the agent's policy file: which answer each container's calls get.
package policy

import (
	"maps"
	"slices"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// A File is a policy file that has been found to be without mistakes. It is not changed
// any more.
type File struct {
	// Annotation is the key of the annotation whose value names a container's policy, or
	// empty.
	Annotation string
	// Metadata tells that a listener's metadata names the policy, where the annotation
	// does not.
	Metadata bool
	// Default names the policy of containers that name none.
	Default string
	// Policies has the policies by their names.
	Policies map[string]*Policy
	// Warnings are what is allowed, and may not be what its writer had in mind.
	Warnings []string
}

// A Policy says what becomes of each call.
type Policy struct {
	Name string
	// Rules has the rule of each call that is named.
	Rules map[string]Rule
	// Otherwise is for the calls that are not.
	Otherwise Rule
}

// An Action is what is done with a call.
type Action string

// The actions, by the keys that they have in the file.
const (
	Allow   Action = "allow"
	Deny    Action = "deny"
	Fake    Action = "fake"
	Emulate Action = "emulate"
)

// A Rule is what becomes of one call.
type Rule struct {
	Action  Action
	Errno   syscall.Errno // of Deny
	Value   int64         // of Fake
	Handler string        // of Emulate
	// Log tells that each call is logged.
	Log bool
	// Line is where the rule is.
	Line int
}

// String returns the rule as it could be in the file.
func (r Rule) String() string {
	switch r.Action {
	case Deny:
		if name := unix.ErrnoName(r.Errno); name != "" {
			return "deny: " + name
		}
		return "deny: " + strconv.Itoa(int(r.Errno))
	case Fake:
		return "fake: " + strconv.FormatInt(r.Value, 10)
	case Emulate:
		return "emulate: " + r.Handler
	default:
		return string(r.Action) + ": true"
	}
}

// Handlers returns the names of the handlers that rules name, in order.
func (f *File) Handlers() []string {
	names := map[string]bool{}
	for _, p := range f.Policies {
		for _, r := range p.Rules {
			names[r.Handler] = true
		}
		names[p.Otherwise.Handler] = true
	}
	delete(names, "")
	return slices.Sorted(maps.Keys(names))
}

// Name returns the name of the policy that a container asks for by its annotations and
// its listener's metadata. There need not be a policy of that name.
func (f *File) Name(annotations map[string]string, metadata string) string {
	if f.Annotation != "" && annotations[f.Annotation] != "" {
		return annotations[f.Annotation]
	}
	if f.Metadata && metadata != "" {
		return metadata
	}
	return f.Default
}
