//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

const tableHead = "| Linux | machine | tests | not there | bugs of the kernel |\n|---|---|---|---|---|\n"

// row is a result as a line of the table.
func (r *result) row() string {
	passed, failed, skipped := r.count()
	tests := fmt.Sprintf("%d passed", passed)
	if failed > 0 {
		tests += fmt.Sprintf(", %d failed", failed)
	}
	if skipped > 0 {
		tests += fmt.Sprintf(", %d skipped", skipped)
	}
	if failed == 0 && len(r.faults) > 0 {
		tests += ", not ended well"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s |\n", r.version, r.arch, tests, list(r.features, false), list(r.bugs, true))
}

// list names what is so.
func list(m map[string]bool, so bool) string {
	var names []string
	for name, is := range m {
		if is == so {
			names = append(names, "`"+name+"`")
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func table(results []*result) string {
	var b strings.Builder
	b.WriteString(tableHead)
	for _, r := range results {
		b.WriteString(r.row())
	}
	return b.String()
}

// The marks between which a file has the table.
const tableBegin, tableEnd = "<!-- kernels: written by make test-kernels-table -->\n", "<!-- /kernels -->\n"

// rewrite puts the results into the table of a file. What that says of other machines and
// of kernels of other series stays.
func rewrite(file string, results []*result) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, ok := bytes.Cut(text, []byte(tableBegin))
	old, after, ok2 := bytes.Cut(rest, []byte(tableEnd))
	if !ok || !ok2 {
		return errors.New(file + " has no place for the table, between " + strings.TrimSpace(tableBegin) + " and " + strings.TrimSpace(tableEnd))
	}
	var rows []string
	for line := range strings.Lines(strings.TrimPrefix(string(old), tableHead)) {
		if !strings.HasPrefix(line, "|") || slices.ContainsFunc(results, func(r *result) bool {
			version, arch := cell(line, 1), cell(line, 2)
			return arch == r.arch && inSeries(version, r.series)
		}) {
			continue
		}
		rows = append(rows, line)
	}
	for _, r := range results {
		rows = append(rows, r.row())
	}
	slices.SortFunc(rows, func(a, b string) int {
		if c := strings.Compare(cell(a, 2), cell(b, 2)); c != 0 {
			return c
		}
		return compareVersions(cell(a, 1), cell(b, 1))
	})
	new := slices.Concat(before, []byte(tableBegin+tableHead+strings.Join(rows, "")+tableEnd), after)
	if bytes.Equal(new, text) {
		return nil
	}
	return os.WriteFile(file, new, 0o644)
}

func cell(row string, i int) string {
	cells := strings.Split(row, "|")
	if i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}
