//go:build linux

package engines

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/engines/box"
)

// tools is the directory with the programs that the tests need beside the machine's own.
var tools = os.Getenv("ENGINES")

func TestMain(m *testing.M) {
	if tools == "" {
		fmt.Println("nothing is tested: make test-engines and make test-kubernetes say with what")
		os.Exit(0)
	}
	os.Exit(box.Run(m))
}

const (
	deploy = "../../examples/oci-agent/deploy"
	// profile is where the tests have the project's profile.
	profile = "/run/profile.json"
	// patience is how long anything may take, on a machine that does other things, too.
	patience = 2 * time.Minute
)

func tool(name string) string { return filepath.Join(tools, "bin", name) }

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(path), 0o755))
	check(t, os.WriteFile(path, []byte(content), 0o644))
}

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	check(t, err)
	return string(b)
}

// await waits until f holds.
func await(t testing.TB, what string, f func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !f(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("has not come true: ", what)
		}
	}
}

// A result is what has become of a command.
type result struct {
	stdout, stderr string
	code           int
}

// run runs a command.
func run(t testing.TB, args ...string) result {
	t.Helper()
	return runWith(t, "", args...)
}

// runWith runs a command with a standard input.
func runWith(t testing.TB, stdin string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	cmd.WaitDelay = time.Second // a daemon may hold its output open
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		t.Fatalf("%s: %v", strings.Join(args, " "), err)
	}
	if ctx.Err() != nil {
		t.Errorf("%s: not at its end after %v", strings.Join(args, " "), patience)
	}
	return result{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// succeed runs a command that must succeed, and returns its output.
func succeed(t testing.TB, args ...string) string {
	t.Helper()
	r := run(t, args...)
	if r.code != 0 {
		t.Fatalf("%s: status %d\n%s%s", strings.Join(args, " "), r.code, r.stdout, r.stderr)
	}
	return r.stdout
}

// expect runs a command whose output must be what is wanted.
func expect(t testing.TB, want string, args ...string) {
	t.Helper()
	if r := run(t, args...); r.stdout != want {
		t.Errorf("%s: status %d, %q, want %q\n%s", strings.Join(args, " "), r.code, r.stdout, want, r.stderr)
	}
}

// background starts a command that the end of the box ends, with its output in a file.
func background(t testing.TB, log string, args ...string) *exec.Cmd {
	t.Helper()
	f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	check(t, err)
	defer f.Close()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = f, f
	check(t, cmd.Start())
	go func() { _ = cmd.Wait() }()
	t.Cleanup(func() {
		if t.Failed() {
			b, _ := os.ReadFile(log)
			t.Logf("%s:\n%s", log, b[max(0, len(b)-4000):])
		}
	})
	return cmd
}

// An agent is the one of the box, and those that come after it.
type agent struct {
	t    testing.TB
	log  string
	args []string
}

// startAgent starts the agent, by the command that is given where there is one.
func startAgent(t testing.TB, by ...string) *agent {
	t.Helper()
	check(t, os.MkdirAll("/run/oci-agent", 0o700))
	write(t, profile, read(t, deploy+"/profile.json"))
	a := &agent{t: t, log: "/run/agent.log", args: slices.Concat(by, []string{tool("oci-agent"), "-policy", deploy + "/policy.yaml"})}
	a.start()
	return a
}

// start starts the agent, again perhaps.
func (a *agent) start() {
	a.t.Helper()
	before := strings.Count(a.logged(), "msg=ready")
	background(a.t, a.log, a.args...)
	a.await("msg=ready", before+1)
}

func (a *agent) logged() string {
	b, _ := os.ReadFile(a.log)
	return string(b)
}

func (a *agent) await(what string, times int) {
	a.t.Helper()
	await(a.t, fmt.Sprintf("the agent logs %q %d times", what, times), func() bool { return strings.Count(a.logged(), what) >= times })
}

var readyLine = regexp.MustCompile(`msg=ready pid=(\d+)`)

// pid returns that of the agent which is ready last.
func (a *agent) pid() int {
	a.t.Helper()
	all := readyLine.FindAllStringSubmatch(a.logged(), -1)
	if len(all) == 0 {
		a.t.Fatal("no agent is ready")
	}
	pid, err := strconv.Atoi(all[len(all)-1][1])
	check(a.t, err)
	return pid
}

func (a *agent) signal(s unix.Signal) {
	a.t.Helper()
	check(a.t, unix.Kill(a.pid(), s))
}

// handOver has a new agent take over.
func (a *agent) handOver() {
	a.t.Helper()
	handed, ready := strings.Count(a.logged(), `msg="handed over"`), strings.Count(a.logged(), "msg=ready")
	a.signal(unix.SIGUSR2)
	a.await(`msg="handed over"`, handed+1)
	a.await("msg=ready", ready+1)
}

// kill kills the agent, so that it can hand over nothing.
func (a *agent) kill() {
	a.t.Helper()
	pid := a.pid()
	check(a.t, unix.Kill(pid, unix.SIGKILL))
	await(a.t, "the agent is gone", func() bool { return unix.Kill(pid, 0) != nil })
}

// probe is a program that makes the calls of the sample policy, and says what came of them.
// It must be what probed is.
const (
	probe = `mknod /tmp/null c 1 3 && echo x >/tmp/null && echo device
mknod /tmp/disk b 8 0 2>/dev/null || echo refused
hostname foo && echo faked; [ "$(hostname)" = foo ] || echo not foo
mount -t tmpfs none /mnt 2>/dev/null || echo not mounted`
	probed = "device\nrefused\nfaked\nnot foo\nnot mounted\n"
)

// calling is a program that makes a faked call all the time, and says what came of each.
const calling = `while :; do hostname foo 2>&1 && echo faked; sleep .02; done`

// told returns what a program like calling has said, each once where it has said it in a row.
func told(output string) []string {
	return slices.Compact(strings.Split(strings.TrimSpace(output), "\n"))
}

// only checks that every call of a program like calling has been faked.
func only(t testing.TB, who, output string) {
	t.Helper()
	if got := told(output); !slices.Equal(got, []string{"faked"}) {
		t.Errorf("%s has been told %q", who, got)
	}
}

// record writes a line of the table of what was tested, if it went well. make test-engines-table
// puts the lines into a document, in the order of their names.
func record(t testing.TB, name, engine string, runtimes []string, target, what string) {
	t.Helper()
	if t.Failed() {
		return
	}
	write(t, filepath.Join(tools, "results", name), fmt.Sprintf("| %s | %s | `make %s` | %s |\n", engine, strings.Join(runtimes, ", "), target, what))
}

// names returns what runtimes call themselves.
func names(t testing.TB, programs ...string) []string {
	t.Helper()
	var all []string
	for _, p := range programs {
		// Distributions add to the number.
		name, _, _ := strings.Cut(runtimeName(t, p), "+")
		all = append(all, name)
	}
	return all
}

// last returns the last word of what a program says of its version.
func last(t testing.TB, args ...string) string {
	t.Helper()
	f := strings.Fields(succeed(t, args...))
	return f[len(f)-1]
}

// runcs are the versions of runc that are tested, with what engines call them by.
func runcs() []string { return []string{"runc", tool("runc")} }
