//go:build linux && cgo

package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
)

const mknodScript = `
umask 022
mknod -m 666 /dev/extra c 1 3 && echo thrown away > /dev/extra && stat -c '%F %t:%T' /dev/extra
mknod /dev/zeroes c 1 5 && head -c 3 /dev/zeroes | wc -c
mknod /dev/zeroes c 1 5 2>&1
mknod /dev/disk b 8 0 2>&1
mknod /dev/mem c 1 1 2>&1
mknod /dev/pipe p && ls -l /dev/pipe | cut -c 1-10
mount -t tmpfs none /tmp 2>&1
echo done`

// asService returns what starts the agent with the capabilities that its systemd service
// has, and no more.
func asService(t testing.TB) []string {
	t.Helper()
	unit, err := os.ReadFile("deploy/systemd/oci-agent.service")
	check(t, err)
	m := regexp.MustCompile(`(?m)^CapabilityBoundingSet=(.*)$`).FindStringSubmatch(string(unit))
	if m == nil {
		t.Fatal("the service has no CapabilityBoundingSet")
	}
	set := "-all"
	for _, name := range strings.Fields(m[1]) {
		set += ",+" + strings.ToLower(strings.TrimPrefix(name, "CAP_"))
	}
	return []string{"setpriv", "--no-new-privs", "--bounding-set", set}
}

// With the sample policy containers make the devices that are harmless, and nothing else,
// whether they have a user namespace or not. The agent needs no more rights than its
// service gives it.
func TestMknod(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	sample, err := os.ReadFile("deploy/policy.yaml")
	check(t, err)
	for _, mapped := range []bool{true, false} {
		name := "no user namespace"
		if mapped {
			name = "user namespace"
		}
		t.Run(name, func(t *testing.T) {
			ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
				d := newDaemonBy(t, asService(t), string(sample))
				c := rt.New(t, ocitest.Options{
					Args: []string{"sh", "-c", mknodScript}, Socket: d.socket, UserNamespace: mapped,
					Notify: []string{"mknod", "mknodat", "mount", "execve"},
					Edit:   func(s *specs.Spec) { addCapabilities(s, "CAP_MKNOD") },
				})
				want := `character special file 1:3
3
mknod: /dev/zeroes: File exists
mknod: /dev/disk: Operation not permitted
mknod: /dev/mem: Operation not permitted
prw-r--r--
mount: permission denied (are you root?)
done
`
				if out := c.Run().Succeed(); out != want {
					t.Errorf("%q, want %q", out, want)
				}
				for result, want := range map[string]float64{"success": 2, "error": 3, "continue": 1} {
					n := 0.0
					for _, call := range []string{"mknod", "mknodat"} {
						n += d.metric(`seccomp_agent_calls_total{action="emulate",call="` + call + `",policy="standard",result="` + result + `"}`)
					}
					if n != want {
						t.Errorf("%v emulated calls ended with %s, want %v", n, result, want)
					}
				}
				if !strings.Contains(d.logged(), "call=mount") {
					t.Error("the mount is not logged")
				}
			})
		})
	}
}

// The sample policy lets the runtimes start containers whatever of their own calls is
// notified.
func TestSampleStarts(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	sample, err := os.ReadFile("deploy/policy.yaml")
	check(t, err)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		d := newDaemon(t, string(sample))
		for _, privileges := range []bool{false, true} {
			c := rt.New(t, ocitest.Options{
				Args: []string{"sh", "-c", "echo started; sleep 100"}, Socket: d.socket, NewPrivileges: privileges,
				Notify: []string{
					"execve", "execveat", "open", "openat", "openat2", "close", "close_range", "fcntl",
					"capget", "capset", "prctl", "setuid", "setgid", "setgroups", "setresuid", "setresgid", "setsid", "chdir", "getcwd", "umask",
				},
			})
			c.Run().AwaitStdout("started")
			if out := c.Exec("echo", "exec").Succeed(); out != "exec\n" {
				t.Errorf("an exec says %q", out)
			}
			// The policy for looking only, by metadata.
			c = rt.New(t, ocitest.Options{Args: []string{"echo", "observed"}, Socket: d.socket, Metadata: "observe", NewPrivileges: privileges, Notify: []string{"execve"}})
			if out := c.Run().Succeed(); out != "observed\n" {
				t.Errorf("says %q", out)
			}
			d.await("call=execve")
		}
	})
}
