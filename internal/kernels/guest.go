//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A guest is a machine in an emulator that runs the tests on one kernel.
type guest struct {
	arch    architecture
	series  string // what was asked for
	version string // of the kernel
	kernel  string // file
	image   string // file
	timeout time.Duration
	accel   string
	partial bool      // not all tests run
	log     io.Writer // of all that the guest prints, or nil
}

// A result is what came of the tests in a guest.
type result struct {
	series, version, arch string
	took                  time.Duration
	packages              []packageResult
	faults                []string // what went wrong beside the tests

	features map[string]bool // whether they are there
	bugs     map[string]bool // whether they were seen
}

type packageResult struct {
	name                    string
	passed, failed, skipped int
	took                    time.Duration
}

func (r *result) count() (passed, failed, skipped int) {
	for _, p := range r.packages {
		passed, failed, skipped = passed+p.passed, failed+p.failed, skipped+p.skipped
	}
	return passed, failed, skipped
}

func (r *result) ok() bool {
	_, failed, _ := r.count()
	return failed == 0 && len(r.faults) == 0
}

// boot runs the guest until it has turned itself off, or ctx or the time is over, and
// tells report how far it is.
func (g *guest) boot(ctx context.Context, report func(packageResult)) (*result, error) {
	ctx, cancel := context.WithTimeout(ctx, g.timeout)
	defer cancel()
	args := append(slices.Clone(g.arch.machine),
		"-accel", g.accel, "-smp", "2", "-m", "2G", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none",
		"-serial", "stdio", "-kernel", g.kernel, "-initrd", g.image,
		// Without mitigations, which cost emulators most and which no test is about.
		"-append", "console="+g.arch.console+" loglevel=3 panic=-1 mitigations=off random.trust_cpu=on rdinit=/init",
	)
	cmd := exec.CommandContext(ctx, g.arch.qemu, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	// The emulator is to die with this program, however that ends: with this very thread,
	// that is.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &console{result: result{
		series: g.series, version: g.version, arch: g.arch.debian,
		features: map[string]bool{}, bugs: map[string]bool{},
	}, partial: g.partial, report: report, log: g.log}
	c.read(out)
	err = cmd.Wait()
	c.took = time.Since(begin)
	switch {
	case ctx.Err() == context.DeadlineExceeded:
		c.fault("not done after %v; there ran %s", g.timeout, strings.Join(c.running(), ", "))
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		c.fault("%s: %v\n%s", g.arch.qemu, err, stderr.String())
	case !c.done:
		c.fault("the guest ended before the tests; there ran %s", strings.Join(c.running(), ", "))
	}
	c.checkBugs()
	if !c.ok() {
		c.faults = append(c.faults, "the end of what it printed:\n"+strings.Join(c.tail, "\n"))
	}
	return &c.result, nil
}

// A console is what reads and understands a guest's.
type console struct {
	result
	partial bool // some tests alone were asked for
	report  func(packageResult)
	log     io.Writer

	done    bool
	tail    []string
	json    *converter // of the package whose tests run
	current *packageResult
	begin   time.Time
	tests   map[string]*strings.Builder // that run, with their output
}

const tailLines = 60

func (c *console) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *console) running() []string {
	var names []string
	for name := range c.tests {
		if c.tests[name] != nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) == 0 {
		return []string{"no test"}
	}
	return names
}

// read reads to the end. Lines of the guest's init begin with an @.
func (c *console) read(r io.Reader) {
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" || err == nil {
			c.line(line)
		}
		if err != nil {
			c.endPackage("the end of the guest")
			return
		}
	}
}

func (c *console) line(line string) {
	if c.log != nil {
		fmt.Fprintln(c.log, line)
	}
	c.tail = append(c.tail, strings.ToValidUTF8(line, "?"))
	c.tail = c.tail[max(0, len(c.tail)-tailLines):]
	word, rest, _ := strings.Cut(line, " ")
	switch {
	case word == "@begin":
		c.beginPackage(rest)
	case word == "@end":
		_, status, _ := strings.Cut(rest, " ")
		c.endPackage(status)
	case word == "@done":
		c.done = true
	case c.json != nil:
		if err := c.json.line(line); err != nil {
			c.fault("test2json: %v", err)
			c.json = nil
		}
	}
}

func (c *console) beginPackage(name string) {
	c.packages = append(c.packages, packageResult{name: name})
	c.current = &c.packages[len(c.packages)-1]
	c.tests = map[string]*strings.Builder{}
	c.begin = time.Now()
	var err error
	if c.json, err = newConverter(c.event); err != nil {
		c.fault("test2json: %v", err)
	}
}

// endPackage notes with what status a package's tests ended.
func (c *console) endPackage(status string) {
	p := c.current
	if p == nil {
		return
	}
	if c.json != nil {
		if err := c.json.close(); err != nil {
			c.fault("test2json: %v", err)
		}
	}
	c.current, c.json = nil, nil
	p.took = time.Since(c.begin)
	if status != "0" && p.failed == 0 {
		c.fault("the tests of %s ended with %s, and none failed; there ran %s", p.name, status, strings.Join(c.running(), ", "))
	}
	if p.passed == 0 && !c.partial {
		c.fault("no test of %s passed", p.name)
	}
	c.report(*p)
}

// event counts what came of a test. The package as a whole, which has no name, counts
// as endPackage says.
func (c *console) event(e event) {
	if e.Test == "" {
		return
	}
	out := c.tests[e.Test]
	if out == nil {
		out = &strings.Builder{}
		c.tests[e.Test] = out
	}
	out.WriteString(e.Output)
	switch e.Action {
	case "pass":
		c.current.passed++
	case "fail":
		c.current.failed++
		c.fault("%s: %s failed:\n%s", c.current.name, e.Test, out)
	case "skip":
		c.current.skipped++
		c.skip(e.Test, out.String())
	default:
		return
	}
	if name, ok := strings.CutPrefix(e.Test, "TestFeaturesOfThisKernel/"); ok {
		c.features[name] = e.Action == "pass"
	}
	for _, word := range []string{seenBug, unseenBug} {
		if _, after, ok := strings.Cut(out.String(), word); ok {
			name, _, _ := strings.Cut(after, "\n")
			c.bugs[strings.TrimSpace(name)] = word == seenBug
		}
	}
	delete(c.tests, e.Test)
}

// What internal/kerneltest says of a feature that is missing, and of bugs.
const (
	noFeature = "this machine has no "
	seenBug   = "the kernel has the bug "
	unseenBug = "the kernel does not show the bug "
)

// skip checks that a test was skipped for a feature that the kernel must not have, or that is
// optional.
func (c *console) skip(name, out string) {
	_, feature, ok := strings.Cut(out, noFeature)
	if fields := strings.Fields(feature); ok && len(fields) > 0 {
		switch {
		case slices.Contains(absent(c.version), fields[0]):
			c.features[fields[0]] = false
			return
		case slices.Contains(optional, fields[0]):
			return
		}
	}
	c.fault("%s: %s was skipped:\n%s", c.current.name, name, out)
}
