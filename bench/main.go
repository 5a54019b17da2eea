//go:build linux && cgo

// Command bench measures what a supervised system call costs, by this package and by
// what else there is, side by side on the machine it runs on.
//
//	cd bench && go run . -quick
//
// Every party is a process of its own and every measurement takes a new pair of them.
// The ways that are compared take turns, in rounds, so that a disturbance of the machine
// hits all of them; what is reported is the median over the rounds.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Roles of this program in child processes. Those in C are in parties.c.
const (
	roleSupervise = "go:supervise"
	roleRun       = "go:run"
)

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == roleSupervise:
		err = child(func() error { return superviseTarget(os.Args[2]) })
	case len(os.Args) > 4 && os.Args[1] == roleRun:
		err = child(func() error { return superviseProgram(os.Args[2], os.Args[3], os.Args[4:]) })
	default:
		err = bench(os.Args[1:])
	}
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// child runs a role that must not outlive the benchmark.
func child(role func() error) error {
	if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0); err != nil {
		return err
	}
	return role()
}

// A section is a part of the benchmark that can be run alone.
type section struct {
	name, about string
	// plan returns how long the section takes.
	plan func(*runner) time.Duration
	run  func(*runner) error
}

var sections = []section{
	{"roundtrip", "one target thread: the time of a call, per way to supervise it", (*runner).planRoundTrip, (*runner).roundTrip},
	{"allocs", "allocations, cgo calls and processor time per notification", (*runner).planRoundTrip, (*runner).costs},
	{"throughput", "1 to 256 target threads: calls per second and percentiles", (*runner).planThroughput, (*runner).throughput},
	{"scale", "1 to 10,000 idle listeners: threads, memory, descriptors, round trip", (*runner).planScale, (*runner).scale},
	{"programs", "real programs, supervised and not", (*runner).planPrograms, (*runner).programs},
}

// A runner is one run of the benchmark.
type runner struct {
	ctx      context.Context
	quick    bool
	out      string // directory, or none
	dir      string // for what the programs work on
	progress *progress
	report   *document

	pairs map[string][]*measurement // of roundTrip, by supervisor
	progs *programSet
}

func bench(args []string) error {
	names := make([]string, len(sections))
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.Usage = func() {
		fmt.Fprint(fs.Output(), "usage: bench [-only section,...] [-ways supervisor,...] [-quick] [-profile directory] [-out directory]\n\nSections:\n")
		for _, s := range sections {
			fmt.Fprintf(fs.Output(), "  %-12s%s\n", s.name, s.about)
		}
		fmt.Fprint(fs.Output(), "\nFlags:\n")
		fs.PrintDefaults()
	}
	for i, s := range sections {
		names[i] = s.name
	}
	only := fs.String("only", strings.Join(names, ","), "`sections` to run")
	quick := fs.Bool("quick", false, "a smoke test of half a minute: few rounds, short ones, and fewer programs")
	ways := fs.String("ways", "", "of the `supervisors`, measure these alone, and the C loop: "+strings.Join(keys(supervisors), ","))
	profile := fs.String("profile", "", "`directory` for a processor profile of each Go supervisor, from its last run")
	out := fs.String("out", "", "`directory` for RESULTS.md and its charts; without one the tables are printed")
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		os.Exit(2) // the flag set has said why
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("unknown argument %q (-help lists the flags)", fs.Arg(0))
	}
	chosen := strings.Split(*only, ",")
	for _, name := range chosen {
		if !slices.Contains(names, name) {
			return fmt.Errorf("unknown section %q: there are %s", name, strings.Join(names, ", "))
		}
	}
	if *ways != "" {
		only := append(strings.Split(*ways, ","), keyReference)
		for _, key := range only {
			if len(pick(supervisors, key)) == 0 {
				return fmt.Errorf("unknown supervisor %q: there are %s", key, strings.Join(keys(supervisors), ", "))
			}
		}
		for _, list := range []*[]supervisor{&supervisors, &throughputWays, &scaleWays} {
			*list = pick(*list, only...)
		}
	}
	if *profile != "" {
		dir, err := filepath.Abs(*profile)
		if err != nil {
			return err
		}
		os.Setenv(envProfile, dir)
	}
	if err := raiseDescriptorLimit(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(memoryDir(), "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	r := &runner{ctx: stopAtSignals(), quick: *quick, out: *out, dir: dir, progress: newProgress(), report: newDocument(*quick)}
	for _, s := range sections {
		if slices.Contains(chosen, s.name) && (s.name != "allocs" || !slices.Contains(chosen, "roundtrip")) {
			r.progress.total += s.plan(r)
		}
	}
	if r.out != "" {
		if err := os.MkdirAll(r.out, 0o777); err != nil {
			return err
		}
	}
	for _, s := range sections {
		if !slices.Contains(chosen, s.name) {
			continue
		}
		if err := s.run(r); err != nil {
			r.progress.end()
			if r.ctx.Err() != nil {
				err = errors.New("interrupted")
			}
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	r.progress.end()
	r.report.took = time.Since(r.progress.begin)
	if r.out == "" {
		_, err := os.Stdout.WriteString(r.report.String())
		return err
	}
	file := filepath.Join(r.out, "RESULTS.md")
	if err := os.WriteFile(file, []byte(r.report.String()), 0o666); err != nil {
		return err
	}
	fmt.Printf("%s\nwritten to %s in %s\n", r.report.summary, file, r.report.took.Round(time.Second))
	return nil
}

// memoryDir returns a directory in memory, so that no disk has a part in what is
// measured, or "" for the usual one.
func memoryDir() string {
	const shm, enough = "/dev/shm", 1 << 30
	var st unix.Statfs_t
	if err := unix.Statfs(shm, &st); err != nil || st.Type != unix.TMPFS_MAGIC || st.Bavail*uint64(st.Bsize) < enough {
		return ""
	}
	return shm
}

// raiseDescriptorLimit makes room for 10,000 listeners, two descriptors each. Children
// inherit it.
func raiseDescriptorLimit() error {
	const want = 32768
	var l unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &l); err != nil {
		return err
	}
	if l.Cur >= want {
		return nil
	}
	l.Cur = min(want, l.Max)
	if raised := (unix.Rlimit{Cur: want, Max: max(want, l.Max)}); unix.Setrlimit(unix.RLIMIT_NOFILE, &raised) == nil {
		return nil
	}
	return unix.Setrlimit(unix.RLIMIT_NOFILE, &l)
}
