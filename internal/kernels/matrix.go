//go:build linux

package main

import (
	"slices"
	"strings"
)

// since tells from which Linux on each feature must be there, and before which it must
// not. Debian's kernels have no other.
var since = map[string]string{
	"notifications":      "5.0",
	"continue":           "5.5",
	"addfd":              "5.9",
	"addfd_send":         "5.14",
	"sync_wake_up":       "6.6",
	"wait_killable_recv": "5.19",
	"hup_at_exit":        "6.11",
	"fifo":               "5.19",
	"pidfd_open":         "5.3",
	"pidfd_thread":       "6.9",
	"pidfd_getfd":        "5.6",
	"openat2":            "5.6",
	"process_vm_readv":   "3.2",
}

// optional is what a guest may have or not, and tests may be skipped for: fuse is a module, of
// which guests have none, and memfd_secret depends on how the kernel was configured.
var optional = []string{"fuse", "memfd_secret"}

// absent returns the features that a kernel must not have.
func absent(version string) []string {
	var names []string
	for name, first := range since {
		if compareVersions(version, first) < 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// A bug is one that a test looks for, see internal/kerneltest.
type bug struct {
	name string
	from string
	// mended has, of each series that is mended, the first version that is, and at last
	// the first series that always was.
	mended []string
	// rare bugs may be there unseen.
	rare bool
}

var bugs = []bug{
	{name: "addfd_send_signal", from: "5.14", mended: []string{"6.12.117", "7.3"}},
	{name: "wait_killable_reply", from: "5.19", mended: []string{"6.1.156", "6.6.112", "6.12.53", "6.17.3", "6.18"}, rare: true},
}

// in reports whether a kernel has the bug, as far as that is known: other series may be
// mended by now.
func (b bug) in(version string) bool {
	if compareVersions(version, b.from) < 0 || compareVersions(version, b.mended[len(b.mended)-1]) >= 0 {
		return false
	}
	for _, first := range b.mended {
		parts := strings.SplitN(first, ".", 3)
		if len(parts) == 3 && inSeries(version, parts[0]+"."+parts[1]) {
			return compareVersions(version, first) < 0
		}
	}
	return true
}

// checkBugs compares what was seen of the bugs with what is known.
func (c *console) checkBugs() {
	for _, b := range bugs {
		seen, looked := c.bugs[b.name]
		switch {
		case seen && !b.in(c.version):
			c.fault("the kernel has the bug %s, and is said to be mended", b.name)
		case looked && !seen && b.in(c.version) && !b.rare:
			say("  the kernel does not have the bug %s any more", b.name)
		}
	}
}

// An exclusion is what no guest runs.
type exclusion struct {
	pattern string // as of -test.skip, or a package
	reason  string
}

var excluded = []exclusion{
	{"^TestRuntime", "they run containers with runc and crun, which guests have not"},
}

// excludedPackages have no test that a guest could run, or that is about the kernel.
var excludedPackages = []exclusion{
	{"examples", "they run the commands of a whole system, and the Go compiler"},
	{"broker", "its tests run those of others, Python, and the Go compiler"},
	{"internal/calltable", "its tests are about tables, and run the Go compiler"},
	{"internal/ocitest", "it runs containers with runc and crun, which guests have not"},
	{"kernels", "it boots guests"},
}
