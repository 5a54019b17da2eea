//go:build linux && cgo

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/examples/oci-agent/emulate"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// agentVar tells the test program to be the agent, of the test with that number.
const agentVar = "SECCOMPSTREAM_TEST_AGENT"

// blockVar has calls that the agent's kernel is not to know, hangVar has its emulators never
// return.
const (
	blockVar = "SECCOMPSTREAM_TEST_BLOCK"
	hangVar  = "SECCOMPSTREAM_TEST_HANG"
)

// block makes a call fail with ENOSYS, as systemd does.
func block(call string) error {
	filter, err := seccomp.NewFilter(seccomp.ActAllow)
	if err != nil {
		return err
	}
	defer filter.Release()
	number, err := seccomp.GetSyscallFromName(call)
	if err != nil {
		return err
	}
	if err := filter.AddRule(number, seccomp.ActErrno.SetReturnCode(int16(unix.ENOSYS))); err != nil {
		return err
	}
	return filter.Load() // in all threads, as libseccomp-golang has it
}

// hanging are handlers that hang, as on a file system which does not answer.
func hanging(logger *slog.Logger) map[string]seccompstream.Handler {
	all := emulate.Handlers(logger)
	for name := range all {
		all[name] = seccompstream.HandlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response { select {} })
	}
	return all
}

func TestMain(m *testing.M) {
	if test := os.Getenv(agentVar); test != "" {
		go endWith(test)
		for _, call := range strings.Fields(os.Getenv(blockVar)) {
			if err := block(call); err != nil {
				panic(err)
			}
		}
		if os.Getenv(hangVar) != "" {
			emulators = hanging
		}
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	}
	kerneltest.Main(m)
}

// endWith ends an agent that its test, the process with that number, has left behind: a
// test that runs into its deadline does not clean up.
func endWith(test string) {
	for {
		if _, err := os.Stat("/proc/" + test); err != nil {
			os.Exit(3)
		}
		time.Sleep(time.Second)
	}
}

// daemon is an agent that runs, and those that take over from it.
type daemon struct {
	t      testing.TB
	dir    string
	socket string
	policy string
	log    string
	prefix []string // what the agent is started by
	pids   []int
	cmd    *exec.Cmd
}

const patience = time.Minute

// agentCommand returns the command that runs the agent, without arguments.
func agentCommand(args ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Env = append(os.Environ(), agentVar+"="+strconv.Itoa(os.Getpid()), "GORACE=atexit_sleep_ms=0")
	return cmd
}

// newDaemon starts an agent with a policy and waits until it is ready.
func newDaemon(t testing.TB, policy string, args ...string) *daemon {
	t.Helper()
	return newDaemonBy(t, nil, policy, args...)
}

// newDaemonBy starts the agent by a command that executes it.
func newDaemonBy(t testing.TB, prefix []string, policy string, args ...string) *daemon {
	t.Helper()
	dir := t.TempDir()
	d := &daemon{
		t: t, dir: dir, prefix: prefix,
		socket: filepath.Join(dir, "agent.sock"), policy: filepath.Join(dir, "policy.yaml"), log: filepath.Join(dir, "log"),
	}
	d.write(policy)
	d.cmd = d.start(args...)
	t.Cleanup(func() {
		// The last one first, so that nobody goes on for it.
		for i := len(d.pids) - 1; i >= 0; i-- {
			_ = unix.Kill(d.pids[i], unix.SIGKILL)
		}
		d.cmd.Wait()
		for _, pid := range d.pids {
			for alive(pid) {
				time.Sleep(time.Millisecond)
			}
		}
		if t.Failed() {
			t.Log(d.logged())
		}
	})
	d.await("msg=ready")
	d.pids = append(d.pids, d.cmd.Process.Pid)
	return d
}

// write writes the policy file, in one step as one should.
func (d *daemon) write(policy string) {
	d.t.Helper()
	check(d.t, os.WriteFile(d.policy+".new", []byte(policy), 0o600))
	check(d.t, os.Rename(d.policy+".new", d.policy))
}

// start starts a process of the agent, which logs to the same file.
func (d *daemon) start(args ...string) *exec.Cmd {
	d.t.Helper()
	log, err := os.OpenFile(d.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	check(d.t, err)
	defer log.Close()
	cmd := agentCommand(append([]string{
		"-socket", d.socket, "-policy", d.policy, "-control", filepath.Join(d.dir, "control.sock"),
		"-metrics", "localhost:0", "-log-level", "debug",
	}, args...)...)
	if d.prefix != nil {
		self, err := os.Executable()
		check(d.t, err)
		env := cmd.Env
		cmd = exec.Command(d.prefix[0], slices.Concat(d.prefix[1:], []string{self}, cmd.Args[1:])...)
		cmd.Env = env
	}
	cmd.Stdout, cmd.Stderr = log, log
	check(d.t, cmd.Start())
	return cmd
}

func (d *daemon) logged() string {
	b, _ := os.ReadFile(d.log)
	return string(b)
}

// await waits until the log contains what as often as said, or once.
func (d *daemon) await(what string, times ...int) {
	d.t.Helper()
	n := 1
	if len(times) > 0 {
		n = times[0]
	}
	for deadline := time.Now().Add(patience); strings.Count(d.logged(), what) < n; time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			d.t.Fatalf("%q was not logged %d times:\n%s", what, n, d.logged())
		}
	}
}

// successor waits for the nth process to be ready, notes and returns its number.
func (d *daemon) successor(n int) int {
	d.t.Helper()
	d.await("msg=ready", n)
	all := regexp.MustCompile(`msg=ready pid=(\d+)`).FindAllStringSubmatch(d.logged(), -1)
	pid, _ := strconv.Atoi(all[n-1][1])
	d.pids = append(d.pids, pid)
	return pid
}

// alive reports whether a process runs, other than one that nobody has waited for.
func alive(pid int) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	after := bytes.LastIndexByte(b, ')')
	return after > 0 && len(b) > after+2 && b[after+2] != 'Z'
}

// page returns a page of the agent's that is ready last.
func (d *daemon) page(path string) (int, string) {
	d.t.Helper()
	all := regexp.MustCompile(`msg=metrics address=(\S+)`).FindAllStringSubmatch(d.logged(), -1)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Get("http://" + all[len(all)-1][1] + path)
	check(d.t, err)
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	check(d.t, err)
	return r.StatusCode, string(b)
}

// metric returns the value of a series.
func (d *daemon) metric(series string) float64 {
	d.t.Helper()
	_, page := d.page("/metrics")
	for line := range strings.Lines(page) {
		if rest, ok := strings.CutPrefix(line, series+" "); ok {
			v, err := strconv.ParseFloat(strings.TrimSpace(rest), 64)
			check(d.t, err)
			return v
		}
	}
	d.t.Errorf("no series %s in\n%s", series, page)
	return -1
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
