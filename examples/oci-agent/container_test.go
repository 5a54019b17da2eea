//go:build linux && cgo

package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
)

const testPolicy = `
choose: {annotation: test/policy, metadata: true}
default: standard
policies:
  standard:
    rules:
      - {calls: [execve, openat, open], allow: true}
      - {calls: [mkdir, mkdirat], deny: EROFS}
      - {calls: sethostname, fake: 0}
      - {calls: [chmod, fchmodat, fchmodat2], fake: 0, log: true}
    otherwise: {deny: ENOTNAM}
  annotated:
    rules:
      - {calls: [mkdir, mkdirat], deny: EDQUOT}
    otherwise: {allow: true}
  described:
    rules:
      - {calls: [mkdir, mkdirat], deny: ENOSPC}
    otherwise: {allow: true}
`

// notify are the calls that the tests' containers notify, with some of the runtimes'.
var notify = []string{"execve", "openat", "mkdir", "mkdirat", "sethostname", "chmod", "fchmodat", "fchmodat2", "rmdir", "unlinkat"}

// script is a program that says what it is told.
const script = `
mkdir /tmp/d 2>&1
rmdir /tmp/d 2>&1
hostname other && hostname
echo x > /tmp/f && chmod 000 /tmp/f && ls -l /tmp/f | cut -c 1-10
`

// The policy that a container chooses decides what its calls are told.
func TestPolicies(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	d := newDaemon(t, testPolicy)
	t.Run("containers", func(t *testing.T) {
		ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
			for _, c := range []struct {
				annotation, metadata string
				want                 []string
				not                  string
			}{
				{"", "", []string{"Read-only file system", "XENIX", "ocitest", "-rw-r--r--"}, "other"},
				{"", "described", []string{"No space left", "No such file", "other", "----------"}, ""},
				{"annotated", "described", []string{"Disk quota exceeded", "No such file", "other", "----------"}, ""},
			} {
				o := ocitest.Options{
					Args: []string{"sh", "-c", script}, Notify: notify, Socket: d.socket, Metadata: c.metadata,
					Edit: func(s *specs.Spec) { addCapabilities(s, "CAP_SYS_ADMIN") },
				}
				if c.annotation != "" {
					o.Annotations = map[string]string{"test/policy": c.annotation}
				}
				out := rt.New(t, o).Run().Succeed()
				for _, want := range c.want {
					if !strings.Contains(out, want) {
						t.Errorf("%q, %q: no %q in %q", c.annotation, c.metadata, want, out)
					}
				}
				if c.not != "" && strings.Contains(out, c.not) {
					t.Errorf("%q, %q: %q is in %q", c.annotation, c.metadata, c.not, out)
				}
			}
			// One that is not there: the container does not start.
			r := rt.New(t, ocitest.Options{Args: []string{"true"}, Notify: notify, Socket: d.socket, Metadata: "no such"}).Run().Wait()
			if r.Code == 0 {
				t.Error("a container without a policy has started")
			}
		})
	})
	d.await("there is no such policy", 2)
	d.await(`rule="fake: 0"`, 2)
	// Ends are noticed a moment later.
	d.await("msg=ended", 8)
	for series, want := range map[string]float64{
		`seccomp_agent_calls_total{action="deny",call="mkdir",policy="standard",result="error"}`:         2,
		`seccomp_agent_calls_total{action="fake",call="sethostname",policy="standard",result="success"}`: 2,
		`seccomp_agent_listeners_received_total`:                                                         8,
		`seccomp_agent_connections_unfinished`:                                                           0,
		`seccomp_notifications_pending`:                                                                  0,
		`seccomp_agent_reloads_total{result="ok"}`:                                                       1,
	} {
		if got := d.metric(series); got != want {
			t.Errorf("%s: %v, want %v", series, got, want)
		}
	}
	if d.metric("seccomp_notifications_received_total") != d.metric(`seccomp_notifications_over_total{outcome="answered"}`)+
		d.metric(`seccomp_notifications_over_total{outcome="expired"}`) {
		t.Error("not every call was answered")
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, page := d.page(path); status != 200 || page != "ok\n" {
			t.Errorf("%s: %d, %q", path, status, page)
		}
	}
	d.terminate()
	if _, err := os.Lstat(d.socket); err == nil {
		t.Error("the socket is left")
	}
}

func addCapabilities(s *specs.Spec, names ...string) {
	c := s.Process.Capabilities
	for _, set := range []*[]string{&c.Bounding, &c.Effective, &c.Permitted} {
		*set = append(append([]string{}, *set...), names...)
	}
}

// terminate ends the agent with SIGTERM and looks how it went.
func (d *daemon) terminate() {
	d.t.Helper()
	check(d.t, d.cmd.Process.Signal(unix.SIGTERM))
	if err := d.cmd.Wait(); err != nil {
		d.t.Errorf("the agent ended with %v", err)
	}
	if _, err := os.Lstat(d.dir + "/control.sock"); err == nil {
		d.t.Error("the control socket is left")
	}
}

// asking is a program that makes a directory again and again, and says each time that
// what came of it has changed.
const asking = `
while :; do
	now=$(mkdir /tmp/d 2>&1)
	[ "$now" = "$last" ] || echo "$now"
	last=$now
	sleep .01
done`

// A new policy holds for containers that run, and a bad one does not hold.
func TestReload(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	d := newDaemon(t, testPolicy)
	t.Run("containers", func(t *testing.T) {
		rt := ocitest.Find(t, "runc")
		c := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", asking}, Notify: notify, Socket: d.socket})
		run := c.Run()
		run.AwaitStdout("Read-only")
		d.write(strings.Replace(testPolicy, "EROFS", "EROFSS", 1))
		check(t, d.cmd.Process.Signal(unix.SIGHUP))
		d.await("the policy is not in order")
		d.await("policy.yaml:8: ")
		d.write(strings.Replace(testPolicy, "EROFS", "ENOSPC", 1))
		check(t, d.cmd.Process.Signal(unix.SIGHUP))
		out := run.AwaitStdout("No space")
		if strings.Count(out, "\n") != 2 {
			t.Errorf("the container has seen %q", out)
		}
		if out := c.Exec("sh", "-c", "mkdir /tmp/d 2>&1; true").Succeed(); !strings.Contains(out, "No space") {
			t.Errorf("a new one has seen %q", out)
		}
		// What it had is gone: nothing is allowed any more, as for a new container.
		d.write("default: other\npolicies:\n  other:\n    otherwise: {deny: ENOTNAM}\n")
		check(t, d.cmd.Process.Signal(unix.SIGHUP))
		d.await("policies=1")
	})
	if n := d.metric(`seccomp_agent_reloads_total{result="error"}`); n != 1 {
		t.Errorf("%v errors are counted", n)
	}
	if n := d.metric(`seccomp_agent_reloads_total{result="ok"}`); n != 3 {
		t.Errorf("%v reloads are counted", n)
	}
}

// When the agent is killed, the calls of its containers fail with ENOSYS for ever, and
// another one serves what starts from then on, in them too.
func TestKilled(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		d := newDaemon(t, testPolicy)
		c := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", asking}, Notify: []string{"mkdir", "mkdirat"}, Socket: d.socket})
		run := c.Run()
		run.AwaitStdout("Read-only")
		d.cmd.Process.Kill()
		d.cmd.Wait()
		run.AwaitStdout("not implemented")
		d.cmd = d.start()
		d.pids = append(d.pids, d.cmd.Process.Pid)
		d.await("msg=ready", 2)
		if out := c.Exec("sh", "-c", "mkdir /tmp/d 2>&1; true").Succeed(); !strings.Contains(out, "Read-only") {
			t.Errorf("an exec after the restart has seen %q", out)
		}
		if out := run.Stdout(); strings.Count(out, "\n") != 2 {
			t.Errorf("the container has seen %q", out)
		}
	})
}
