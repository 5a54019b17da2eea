//go:build linux

// Package kerneltest has what the module's tests share: a gate against leaks around
// every package's tests, scenarios that run in a process of their own and report what
// they saw, deadlines, and the one way to skip a test.
package kerneltest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

const (
	scenarioVar = "SECCOMPSTREAM_TEST_SCENARIO"
	requireVar  = "REQUIRE_KERNEL_TESTS"
	slowVar     = "KERNEL_TESTS_SLOW"
)

// A Report is what a scenario writes down line by line for the test that started it.
type Report func(format string, args ...any)

var scenarios = map[string]func(Report){}

// Scenario registers f to be run by [Child] in a process of its own. It is called
// before [Main], from init functions and variables.
func Scenario(name string, f func(Report)) string {
	if scenarios[name] != nil {
		panic("kerneltest: two scenarios named " + name)
	}
	scenarios[name] = f
	return name
}

// A scenario runs on the first thread of its process, whose number is the process's. The
// Go runtime promises that thread only to those who lock it during initialization.
func init() {
	if os.Getenv(scenarioVar) != "" {
		runtime.LockOSThread()
	}
}

// Main runs the package's tests, or the scenario for which the process was started,
// and exits, after the functions that clean up. Tests that pass and leave a goroutine,
// a descriptor or a child process behind fail.
func Main(m *testing.M, cleanUp ...func()) {
	if name := os.Getenv(scenarioVar); name != "" {
		runScenario(name)
	}
	before := openedByRuntime()
	code := m.Run()
	for _, f := range cleanUp {
		f()
	}
	if code == 0 {
		code = leaks(before)
	}
	os.Exit(code)
}

func runScenario(name string) {
	f := scenarios[name]
	if f == nil {
		fmt.Fprintln(os.Stderr, "no such scenario:", name)
		os.Exit(2)
	}
	out := os.NewFile(reportFD, "report")
	f(func(format string, args ...any) {
		fmt.Fprintf(out, format+"\n", args...)
	})
	fmt.Fprintln(out, "done")
	os.Exit(0)
}

const reportFD = 3

// Child runs a scenario in a process of its own and returns the lines that it
// reported. A scenario that does not run to its end fails the test, as does one that
// takes longer than a minute. The command is given to each prepare first; what they
// add to ExtraFiles is descriptor 4 and up.
func Child(t testing.TB, scenario string, prepare ...func(*exec.Cmd)) []string {
	t.Helper()
	return Start(t, scenario, prepare...).Wait()
}

// A Process runs a scenario.
type Process struct {
	Cmd *exec.Cmd

	t      testing.TB
	name   string
	report *os.File
	lines  *bufio.Scanner
	output strings.Builder
	limit  *time.Timer
	seen   []string
	waited bool
}

// Start starts a scenario in a process of its own. The end of the test kills it if it
// still runs.
func Start(t testing.TB, scenario string, prepare ...func(*exec.Cmd)) *Process {
	t.Helper()
	if scenarios[scenario] == nil {
		t.Fatalf("no such scenario: %s", scenario)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := &Process{Cmd: exec.Command("/proc/self/exe"), t: t, name: scenario, report: r, lines: bufio.NewScanner(r)}
	// The race detector would wait for a second at the end of every process. And the
	// signals by which the runtime preempts goroutines end a target's call on kernels
	// that cannot keep them from it.
	p.Cmd.Env = append(os.Environ(), scenarioVar+"="+scenario, "GORACE=atexit_sleep_ms=0", "GODEBUG=asyncpreemptoff=1")
	p.Cmd.Stdout, p.Cmd.Stderr = &p.output, &p.output
	p.Cmd.ExtraFiles = []*os.File{w}
	// A grandchild that outlives the scenario holds the output open.
	p.Cmd.WaitDelay = 5 * time.Second
	for _, f := range prepare {
		f(p.Cmd)
	}
	err = p.Cmd.Start()
	w.Close()
	if err != nil {
		r.Close()
		t.Fatal(err)
	}
	p.limit = time.AfterFunc(Patience(time.Minute), func() { p.Cmd.Process.Kill() })
	t.Cleanup(func() {
		if !p.waited {
			p.Kill()
		}
	})
	return p
}

// Line returns the next line that the scenario reports, and fails the test if there
// is none.
func (p *Process) Line() string {
	p.t.Helper()
	if !p.lines.Scan() {
		p.Kill()
		p.t.Fatalf("scenario %s ended early\nreport: %q\noutput:\n%s", p.name, p.seen, &p.output)
	}
	p.seen = append(p.seen, p.lines.Text())
	return p.lines.Text()
}

// Wait waits for the end of the scenario, fails the test if that was not its regular
// one, and returns all that it reported.
func (p *Process) Wait() []string {
	p.t.Helper()
	for p.lines.Scan() {
		p.seen = append(p.seen, p.lines.Text())
	}
	err := p.wait()
	if err != nil || len(p.seen) == 0 || p.seen[len(p.seen)-1] != "done" {
		p.t.Fatalf("scenario %s: %v\nreport: %q\noutput:\n%s", p.name, err, p.seen, &p.output)
	}
	return p.seen[:len(p.seen)-1]
}

// Kill ends the scenario and waits for it.
func (p *Process) Kill() {
	p.Cmd.Process.Kill()
	p.wait()
}

func (p *Process) wait() error {
	defer p.report.Close()
	defer p.limit.Stop()
	p.waited = true
	return p.Cmd.Wait()
}

// Patience returns how long to wait here for what takes no longer than d on a usual
// machine: as many times that as the variable KERNEL_TESTS_SLOW says, for emulators.
func Patience(d time.Duration) time.Duration {
	if times, err := strconv.Atoi(os.Getenv(slowVar)); err == nil && times > 1 {
		return d * time.Duration(times)
	}
	return d
}

// Deadline ends the test process with a dump of all goroutines if the test has not
// ended by then, see [Patience].
func Deadline(t testing.TB, d time.Duration) {
	t.Helper()
	d = Patience(d)
	timer := time.AfterFunc(d, func() {
		fmt.Fprintf(os.Stderr, "%s has not ended after %v\n\n", t.Name(), d)
		pprof.Lookup("goroutine").WriteTo(os.Stderr, 2)
		os.Exit(2)
	})
	t.Cleanup(func() { timer.Stop() })
}

// Need skips the test unless the running kernel has a feature, or the machine a program
// that it names. Where kernel tests are required, which the variable REQUIRE_KERNEL_TESTS says, a feature may be missing only
// if it is named in that variable, as in REQUIRE_KERNEL_TESTS=1,-addfd_send: then the
// machine is known not to have it. Of a feature that is named as ?ia32_emulation nothing
// is known beforehand.
func Need(t testing.TB, feature string, have bool) {
	t.Helper()
	required := strings.Split(os.Getenv(requireVar), ",")
	lacks, mayLack := slices.Contains(required, "-"+feature), slices.Contains(required, "?"+feature)
	switch {
	case have && lacks:
		t.Fatalf("this machine was said not to have %s, and has it", feature)
	case !have && required[0] != "" && !lacks && !mayLack:
		t.Fatalf("this machine has no %s, and must", feature)
	case !have:
		t.Skipf("this machine has no %s", feature)
	}
}

// Bug writes down whether the running kernel was seen to have a bug, for kernels, the
// command that compares this with what is known of each. A bug that shows by chance may
// be there unseen.
func Bug(t testing.TB, name string, seen bool) {
	t.Helper()
	if seen {
		t.Logf("the kernel has the bug %s", name)
	} else {
		t.Logf("the kernel does not show the bug %s", name)
	}
}

// KnownBug reports whether the running kernel is known to have a bug that makes other tests
// fail at times. REQUIRE_KERNEL_TESTS names them, as in 1,~wait_killable_reply.
func KnownBug(name string) bool {
	return slices.Contains(strings.Split(os.Getenv(requireVar), ","), "~"+name)
}

func leaks(before map[int]string) int {
	code := 0
	if err := goleak.Find(); err != nil {
		fmt.Fprintln(os.Stderr, "leaked goroutines:", err)
		code = 1
	}
	if left := newDescriptors(before); len(left) > 0 {
		fmt.Fprintln(os.Stderr, "leaked descriptors:", left)
		code = 1
	}
	if left := children(); len(left) > 0 {
		fmt.Fprintln(os.Stderr, "leaked child processes:", left)
		code = 1
	}
	return code
}

// newDescriptors lists what is open and was not before.
func newDescriptors(before map[int]string) []string {
	var left []string
	for fd, what := range descriptors() {
		if before[fd] != what {
			left = append(left, fmt.Sprintf("%d=%s", fd, what))
		}
	}
	slices.Sort(left)
	return left
}

// openedByRuntime returns what is open once the Go runtime and the os package have
// opened what they keep for themselves: the netpoller and a probe for pidfds.
func openedByRuntime() map[int]string {
	if r, w, err := os.Pipe(); err == nil {
		r.Close()
		w.Close()
	}
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		p.Release()
	}
	return descriptors()
}

func descriptors() map[int]string {
	open := map[int]string{}
	entries, _ := os.ReadDir("/proc/self/fd")
	for _, e := range entries {
		fd, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		// The descriptor that lists the directory is gone by now.
		if what, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil {
			open[fd] = what
		}
	}
	return open
}

// children lists the process's children, zombies included.
func children() []string {
	var all []string
	tasks, _ := os.ReadDir("/proc/self/task")
	for _, task := range tasks {
		b, _ := os.ReadFile("/proc/self/task/" + task.Name() + "/children")
		all = append(all, strings.Fields(string(b))...)
	}
	return all
}
