//go:build linux

// Command kernels runs the module's tests on kernels that Debian has, each in a machine
// of its own on an emulator, and tells what each kernel has, lacks and gets wrong.
//
//	kernels -kernels '5.10 6.1 7.3'
//	kernels -arch arm64 -run Memory -v
//
// The kernels and what the guests run come from the Debian archive that the machine's own
// apt knows, with signatures checked, into .cache/kernels. Nothing is installed and no
// right is needed. The exit status is 0 if all tests passed, 1 if not.
package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

//go:embed init.sh
var initScript string

type options struct {
	arch, kernels, run, cache, accel, readme string
	timeout                                  time.Duration
	slow, jobs                               int
	verbose                                  bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	opts, err := parse(os.Args[1:])
	if err == nil {
		err = opts.main(ctx)
	}
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "kernels:", err)
		os.Exit(1)
	}
}

func parse(args []string) (*options, error) {
	o := &options{}
	fs := flag.NewFlagSet("kernels", flag.ContinueOnError)
	fs.StringVar(&o.arch, "arch", "amd64", "`architecture` of the guests: "+strings.Join(architectureNames(), " or "))
	fs.StringVar(&o.kernels, "kernels", "", "`series` of Linux, as '6.1 6.12.107', of which the newest is taken (default for amd64: "+strings.Join(architectures["amd64"].kernels, " ")+")")
	fs.StringVar(&o.run, "run", "", "run the tests that match the `pattern` alone")
	fs.StringVar(&o.cache, "cache", ".cache/kernels", "`directory` for what is downloaded and built")
	fs.StringVar(&o.accel, "accel", "tcg,thread=multi", "how qemu is to run the guests, as kvm where that can be used")
	fs.StringVar(&o.readme, "readme", "", "`file` in whose table to write the kernels on which all tests have passed")
	fs.DurationVar(&o.timeout, "timeout", 30*time.Minute, "of each guest")
	fs.IntVar(&o.slow, "slow", 10, "how many times slower than a real machine a guest may be")
	fs.IntVar(&o.jobs, "jobs", max(1, runtime.NumCPU()/2), "how many guests run at a time; each has two processors")
	fs.BoolVar(&o.verbose, "v", false, "print all that the guests print")
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil, err
		}
		os.Exit(2) // the flag set has said why
	}
	if fs.NArg() > 0 {
		return nil, fmt.Errorf("unknown argument %q (-help lists the flags)", fs.Arg(0))
	}
	if o.jobs < 1 {
		return nil, fmt.Errorf("-jobs %d: at least one guest must run", o.jobs)
	}
	if _, ok := architectures[o.arch]; !ok {
		return nil, fmt.Errorf("unknown architecture %q: there are %s", o.arch, strings.Join(architectureNames(), ", "))
	}
	return o, nil
}

func (o *options) main(ctx context.Context) error {
	arch := architectures[o.arch]
	series := strings.Fields(o.kernels)
	if len(series) == 0 {
		series = arch.kernels
	}
	guests, err := o.prepare(ctx, arch, series)
	if err != nil {
		return err
	}
	for _, e := range slices.Concat(excludedPackages, excluded) {
		say("left out: %s: %s", e.pattern, e.reason)
	}
	defer func() {
		for _, g := range guests {
			os.Remove(g.image)
		}
	}()
	results, err := o.bootAll(ctx, guests)
	if err != nil {
		return err
	}
	passed := slices.DeleteFunc(slices.Clone(results), func(r *result) bool { return !r.ok() })
	fmt.Printf("\n%s", table(results))
	if o.readme != "" {
		err = rewrite(o.readme, passed)
	}
	if len(passed) < len(results) {
		err = errors.Join(errors.New("not all tests passed"), err)
	}
	return err
}

// bootAll runs the guests, some at a time, and returns what came of them in their order.
func (o *options) bootAll(ctx context.Context, guests []*guest) ([]*result, error) {
	results, errs := make([]*result, len(guests)), make([]error, len(guests))
	free := make(chan struct{}, o.jobs)
	var all sync.WaitGroup
	for i, g := range guests {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			results[i], errs[i] = o.boot(ctx, g)
		})
	}
	all.Wait()
	return results, errors.Join(errs...)
}

// boot runs a guest and tells how far it is.
func (o *options) boot(ctx context.Context, g *guest) (*result, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	say("Linux %s, %s", g.version, o.arch)
	r, err := g.boot(ctx, func(p packageResult) {
		say("  %-9s %-14s %4d passed %3d failed %3d skipped %5.0f s", g.version, p.name, p.passed, p.failed, p.skipped, p.took.Seconds())
	})
	if err != nil {
		return nil, err
	}
	for _, f := range r.faults {
		fmt.Printf("\nLinux %s, %s: %s\n", r.version, r.arch, f)
	}
	say("  %-9s %-14s %s", g.version, "all", r.took.Round(time.Second))
	return r, nil
}

// prepare gets and builds what the guests need.
func (o *options) prepare(ctx context.Context, arch architecture, series []string) ([]*guest, error) {
	cache, err := filepath.Abs(filepath.Join(o.cache, o.arch))
	if err != nil {
		return nil, err
	}
	unlock, err := lock(cache)
	if err != nil {
		return nil, err
	}
	defer unlock()
	say("what the guests run, of Debian's %s", userland.name)
	base, err := openArchive(ctx, filepath.Join(cache, "userland"), arch.debian, userland)
	if err != nil {
		return nil, err
	}
	debs, err := base.downloadAll(ctx, programs...)
	if err != nil {
		return nil, err
	}
	sysroot := ""
	if arch.debian != runtime.GOARCH {
		if sysroot, err = base.sysroot(ctx); err != nil {
			return nil, err
		}
	}
	say("the tests, for %s", o.arch)
	tests, err := build(ctx, arch, filepath.Join(cache, "tests"), sysroot)
	if err != nil {
		return nil, err
	}
	say("the kernels: %s", strings.Join(series, ", "))
	store, err := openArchive(ctx, filepath.Join(cache, "kernels"), arch.debian, kernelSuites...)
	if err != nil {
		return nil, err
	}
	var guests []*guest
	for _, s := range series {
		g := &guest{arch: arch, series: s, timeout: o.timeout, accel: o.accel, partial: o.run != ""}
		if o.verbose {
			g.log = os.Stdout
		}
		if g.kernel, g.version, err = store.fetchKernel(ctx, s); err != nil {
			return nil, err
		}
		guests = append(guests, g)
	}
	for _, g := range guests {
		if err := o.makeImage(ctx, g, debs, tests); err != nil {
			return nil, err
		}
	}
	return guests, nil
}

// lock waits until no other run prepares anything in the directory.
func lock(dir string) (unlock func() error, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.Create(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, os.NewSyscallError("flock", err)
	}
	return f.Close, nil
}

// makeImage writes the initial RAM file system of a guest, which is all that it has.
func (o *options) makeImage(ctx context.Context, g *guest, debs []string, tests []testBinary) (err error) {
	f, err := os.CreateTemp(filepath.Join(o.cache, o.arch), "initrd-")
	if err != nil {
		return err
	}
	defer f.Close()
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	g.image = f.Name()
	m := newImage(f)
	m.dir("root", 0o755)
	if err := m.packages(ctx, debs); err != nil {
		return err
	}
	m.symlink("usr/bin/sh", "dash")
	for _, d := range []string{"dev", "proc", "sys", "tmp", "run", "home", "etc", "var/tmp"} {
		m.dir(d, 0o755)
	}
	m.file("etc/passwd", 0o644, "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/sh\n")
	m.file("etc/group", 0o644, "root:x:0:\nnogroup:x:65534:\n")
	m.file("init", 0o755, initScript)
	require := "1"
	for _, name := range optional {
		require += ",?" + name
	}
	for _, name := range absent(g.version) {
		require += ",-" + name
	}
	for _, b := range bugs {
		if b.in(g.version) {
			require += ",~" + b.name
		}
	}
	m.file("tests/environment", 0o644, fmt.Sprintf("REQUIRE_KERNEL_TESTS=%s\nKERNEL_TESTS_SLOW=%d\n", require, o.slow))
	arguments := []string{"-test.v=test2json", "-test.timeout=" + o.timeout.String()}
	if o.run != "" {
		arguments = append(arguments, "-test.run="+o.run)
	}
	var patterns []string
	for _, e := range excluded {
		patterns = append(patterns, e.pattern)
	}
	if len(patterns) > 0 {
		arguments = append(arguments, "-test.skip="+strings.Join(patterns, "|"))
	}
	m.file("tests/arguments", 0o644, strings.Join(arguments, "\n")+"\n")
	for _, t := range tests {
		b, err := os.ReadFile(t.file)
		if err != nil {
			return err
		}
		m.file("tests/"+t.name+"/test", 0o755, string(b))
		if err := m.tree("tests/"+t.name+"/testdata", filepath.Join(t.dir, "testdata")); err != nil {
			return err
		}
	}
	return errors.Join(m.close(), f.Close())
}

func architectureNames() []string {
	var names []string
	for name := range architectures {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// say tells what goes on. The table alone is on standard output.
func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
