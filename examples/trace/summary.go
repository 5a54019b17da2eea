//go:build linux && cgo

package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/seccompstream/seccompstream"
)

// summary counts calls by name.
type summary map[string]*row

type row struct {
	count, interrupted int
	spent              time.Duration
}

func (s summary) add(name string, spent time.Duration, answered error) {
	r := s[name]
	if r == nil {
		r = &row{}
		s[name] = r
	}
	r.count++
	r.spent += spent
	if answered != nil {
		r.interrupted++
	}
}

// write prints the table, the most time first.
func (s summary) write(out io.Writer, stats seccompstream.Stats) {
	names := slices.SortedFunc(maps.Keys(s), func(a, b string) int {
		return cmp.Or(cmp.Compare(s[b].spent, s[a].spent), cmp.Compare(a, b))
	})
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "time in trace\tus/call\tcalls\tinterrupted\tcall\t")
	var all row
	line := func(name string, r *row) {
		fmt.Fprintf(w, "%v\t%.1f\t%d\t%d\t%s\t\n", r.spent.Round(time.Microsecond),
			float64(r.spent.Microseconds())/float64(max(r.count, 1)), r.count, r.interrupted, name)
	}
	for _, name := range names {
		r := s[name]
		line(name, r)
		all.count += r.count
		all.interrupted += r.interrupted
		all.spent += r.spent
	}
	line("total", &all)
	w.Flush()
	fmt.Fprintf(out, "received %d, answered %d, interrupted %d, left without an answer %d\n",
		stats.Received, stats.Answered, stats.Expired, stats.Pending)
}
