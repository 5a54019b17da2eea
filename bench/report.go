//go:build linux && cgo

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"
)

// whole is a number that is shown without decimals.
type whole float64

// A table is what a section reports, in columns.
type table struct{ rows [][]string }

func newTable(head ...string) *table { return &table{rows: [][]string{head}} }

// add adds a row. Numbers are shown with as many digits as mean something.
func (t *table) add(cells ...any) {
	row := make([]string, len(cells))
	for i, c := range cells {
		switch c := c.(type) {
		case whole:
			row[i] = fmt.Sprintf("%.0f", float64(c))
		case float64:
			switch {
			case c >= 100:
				row[i] = fmt.Sprintf("%.0f", c)
			case c >= 10:
				row[i] = fmt.Sprintf("%.1f", c)
			default:
				row[i] = fmt.Sprintf("%.2f", c)
			}
		default:
			row[i] = fmt.Sprint(c)
		}
	}
	t.rows = append(t.rows, row)
}

// String returns the table in Markdown, with columns that line up as plain text, too.
func (t *table) String() string {
	width := make([]int, len(t.rows[0]))
	for _, row := range t.rows {
		for i, c := range row {
			width[i] = max(width[i], len([]rune(c)))
		}
	}
	var b strings.Builder
	for n, row := range t.rows {
		for i, c := range row {
			fill := strings.Repeat(" ", width[i]-len([]rune(c)))
			if t.isText(i) {
				c += fill
			} else {
				c = fill + c
			}
			fmt.Fprintf(&b, "| %s ", c)
		}
		b.WriteString("|\n")
		if n > 0 {
			continue
		}
		for i, w := range width {
			if t.isText(i) {
				fmt.Fprintf(&b, "|%s", strings.Repeat("-", w+2))
			} else {
				fmt.Fprintf(&b, "|%s:", strings.Repeat("-", w+1))
			}
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// isText reports whether a column's cells are words.
func (t *table) isText(column int) bool {
	for _, row := range t.rows[1:] {
		if c := row[column]; c != "" {
			return c[0] < '0' || c[0] > '9'
		}
	}
	return false
}

// A document is RESULTS.md.
type document struct {
	quick   bool
	took    time.Duration
	load    string // of the machine, at the beginning
	body    strings.Builder
	summary string // for the terminal
	skipped []string
}

func newDocument(quick bool) *document {
	d := &document{quick: quick}
	if b, err := os.ReadFile("/proc/loadavg"); err == nil {
		d.load, _, _ = strings.Cut(string(b), " ")
	}
	return d
}

func (d *document) section(title, about string, t *table) {
	fmt.Fprintf(&d.body, "\n## %s\n\n%s\n\n%s", title, wrap(about), t)
	d.summary += "\n" + title + "\n\n" + t.String()
}

// more adds a table to the section.
func (d *document) more(about string, t *table) {
	fmt.Fprintf(&d.body, "\n%s\n\n%s", wrap(about), t)
	d.summary += "\n" + t.String()
}

func (d *document) note(text string) { fmt.Fprintf(&d.body, "\n%s\n", wrap(text)) }

func (d *document) image(title, file string) { fmt.Fprintf(&d.body, "\n![%s](%s)\n", title, file) }

// skip says what was left out, and why.
func (d *document) skip(section, what string) {
	line := section + ": " + what
	for _, s := range d.skipped {
		if s == line {
			return
		}
	}
	d.skipped = append(d.skipped, line)
}

func (d *document) String() string {
	var b strings.Builder
	b.WriteString("# What a supervised call costs\n\n")
	b.WriteString(wrap("Written by `make bench`, which measures everything side by side: each figure is the median of rounds in which " +
		"the ways take turns, each time in a new pair of processes. The times are the target's own: it reads the clock before and " +
		"after each call."))
	b.WriteString("\n\n")
	if d.quick {
		b.WriteString("This was a quick run, a test of the benchmark and not of the package.\n\n")
	}
	b.WriteString(machine(d.load))
	fmt.Fprintf(&b, "- the run took %s\n", d.took.Round(time.Second))
	for _, s := range d.skipped {
		fmt.Fprintf(&b, "- left out: %s\n", s)
	}
	b.WriteString(d.body.String())
	return b.String()
}

// machine describes what the figures were taken on.
func machine(load string) string {
	var b strings.Builder
	var uts unix.Utsname
	if unix.Uname(&uts) == nil {
		fmt.Fprintf(&b, "- Linux %s, %s\n", unix.ByteSliceToString(uts.Release[:]), unix.ByteSliceToString(uts.Machine[:]))
	}
	fmt.Fprintf(&b, "- %d CPUs: %s%s\n", runtime.NumCPU(), field("/proc/cpuinfo", "model name"), virtual())
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		fmt.Fprintf(&b, "- %.0f GiB of memory\n", float64(info.Totalram)*float64(info.Unit)/(1<<30))
	}
	major, minor, micro := seccomp.GetLibraryVersion()
	fmt.Fprintf(&b, "- %s, libseccomp %d.%d.%d\n", runtime.Version(), major, minor, micro)
	fmt.Fprintf(&b, "- load average before the run %s\n", load)
	return b.String()
}

func virtual() string {
	if strings.Contains(" "+field("/proc/cpuinfo", "flags")+" ", " hypervisor ") {
		return ", virtual machine"
	}
	return ""
}

// field returns the value of the first line of that name in a file of "name : value".
func field(file, name string) string {
	b, _ := os.ReadFile(file)
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

// chart writes a chart beside the report, if there is one.
func (r *runner) chart(name string, draw func(file string) (title string, err error)) error {
	if r.out == "" {
		return nil
	}
	file := name + ".svg"
	title, err := draw(filepath.Join(r.out, file))
	if err != nil {
		return fmt.Errorf("chart %s: %w", name, err)
	}
	r.report.image(title, file)
	return nil
}

// wrap breaks text into lines for people who read the source.
func wrap(text string) string {
	const limit = 110
	var b strings.Builder
	length := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case length+1+len(word) > limit:
			b.WriteByte('\n')
			length = 0
		default:
			b.WriteByte(' ')
			length++
		}
		b.WriteString(word)
		length += len(word)
	}
	return b.String()
}
