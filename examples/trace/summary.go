//go:build linux && cgo

package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/seccompstream/seccompstream"
)

// summary is what was spent on each call.
type summary map[string]*entry

type entry struct {
	calls, failed int
	took          time.Duration
}

// add counts a call: how long trace took for it, and whether it had no answer or one that trace made
// fail.
func (s summary) add(name string, took time.Duration, failed bool) {
	e := s[name]
	if e == nil {
		e = new(entry)
		s[name] = e
	}
	e.calls++
	e.took += took
	if failed {
		e.failed++
	}
}

// write prints the summary. All times are in microseconds, and are what the calls waited for trace.
func (s summary) write(w io.Writer, stats seccompstream.Stats) {
	names := slices.SortedFunc(maps.Keys(s), func(a, b string) int {
		return cmp.Or(cmp.Compare(s[b].calls, s[a].calls), cmp.Compare(a, b))
	})
	fmt.Fprintf(w, "%9s %9s %12s %12s  %s\n", "calls", "errors", "us total", "us a call", "call")
	var total entry
	for _, name := range names {
		e := s[name]
		s.row(w, e, name)
		total.calls += e.calls
		total.failed += e.failed
		total.took += e.took
	}
	s.row(w, &total, "total")
	fmt.Fprintf(w, "received %d, answered %d, interrupted %d, left without an answer %d\n",
		stats.Received, stats.Answered, stats.Expired, stats.Pending)
}

func (summary) row(w io.Writer, e *entry, name string) {
	mean := 0.0
	if e.calls > 0 {
		mean = float64(e.took.Microseconds()) / float64(e.calls)
	}
	fmt.Fprintf(w, "%9d %9d %12d %12.1f  %s\n", e.calls, e.failed, e.took.Microseconds(), mean, name)
}
