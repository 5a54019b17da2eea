//go:build linux && cgo

package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
)

// What the policy needs and the agent does not have is told when it starts, and a call that
// fails for it is logged with the cause and the container. RestrictSUIDSGID= of a unit refuses
// openat2 in this way.
func TestLacks(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	sample, err := os.ReadFile("deploy/policy.yaml")
	check(t, err)
	rt := ocitest.Find(t, "runc")
	for _, blocked := range []string{"", "openat2"} {
		t.Run("blocked "+blocked, func(t *testing.T) {
			t.Setenv(blockVar, blocked)
			d := newDaemon(t, string(sample))
			c := rt.New(t, ocitest.Options{
				Args: []string{"sh", "-c", "mknod /dev/extra c 1 3 2>&1; echo done"}, Socket: d.socket, UserNamespace: true,
				Notify:      []string{"mknod", "mknodat"},
				Annotations: map[string]string{"io.kubernetes.cri.sandbox-name": "the-pod", "io.kubernetes.cri.sandbox-namespace": "the-namespace"},
				Edit:        func(s *specs.Spec) { addCapabilities(s, "CAP_MKNOD") },
			})
			out := c.Run().Succeed()
			const told, failed = "needs openat2", `msg="a call could not be emulated"`
			if blocked == "" {
				if out != "done\n" || strings.Contains(d.logged(), told) || strings.Contains(d.logged(), failed) {
					t.Errorf("says %q", out)
				}
				return
			}
			if out != "mknod: /dev/extra: Function not implemented\ndone\n" {
				t.Errorf("says %q", out)
			}
			for line := range strings.Lines(d.logged()) {
				if strings.Contains(line, failed) {
					for _, what := range []string{"function not implemented", c.ID, "container.pod=the-pod", "container.namespace=the-namespace"} {
						if !strings.Contains(line, what) {
							t.Errorf("it does not say %q: %s", what, line)
						}
					}
				}
			}
			d.await(failed)
			if before, _, _ := strings.Cut(d.logged(), "msg=ready"); !strings.Contains(before, told) {
				t.Error("the agent does not say at its start that it lacks openat2")
			}
			check := agentCommand("-check", "-policy", "deploy/policy.yaml")
			if out, err := check.CombinedOutput(); err != nil || !strings.Contains(string(out), told) {
				t.Errorf("-check: %v: %s", err, out)
			}
		})
	}
}

// A device that is mounted in the container has the owner and the mode that its maker gave it,
// and opens as one that was made there: with O_CREAT in a sticky directory, too.
func TestMountedDevice(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	sample, err := os.ReadFile("deploy/policy.yaml")
	check(t, err)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		d := newDaemonBy(t, asService(t), string(sample))
		c := rt.New(t, ocitest.Options{
			Args: []string{"sh", "-c", `
				mknod -m 640 /tmp/own c 1 3 && echo x >/tmp/own && stat -c '%F %t:%T %a %u:%g' /tmp/own
				mknod -m 606 /tmp/zero c 1 5 && head -c 2 /tmp/zero | wc -c; stat -c '%a' /tmp/zero`},
			Socket: d.socket, UserNamespace: true, Notify: []string{"mknod", "mknodat"},
			Edit: func(s *specs.Spec) { addCapabilities(s, "CAP_MKNOD") },
		})
		if out, want := c.Run().Succeed(), "character special file 1:3 640 0:0\n2\n606\n"; out != want {
			t.Errorf("says %q, want %q", out, want)
		}
		if strings.Contains(d.logged(), "level=WARN") {
			t.Error("something did not go well")
		}
	})
}

// A container whose policy is not there starts under the sample profile, and is refused what
// that notifies.
func TestNoSuchPolicy(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	sample, err := os.ReadFile("deploy/policy.yaml")
	check(t, err)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		d := newDaemon(t, string(sample))
		c := rt.New(t, ocitest.Options{
			Args:        []string{"sh", "-c", "hostname other 2>&1; mknod /dev/extra c 1 3 2>&1; echo runs"},
			Annotations: map[string]string{"oci-agent/policy": "nonesuch"},
			Edit: func(s *specs.Spec) {
				addCapabilities(s, "CAP_MKNOD", "CAP_SYS_ADMIN")
				s.Linux.Seccomp = readProfile(t)
				s.Linux.Seccomp.ListenerPath = d.socket
			},
		})
		want := "hostname: sethostname: Operation not permitted\nmknod: /dev/extra: Operation not permitted\nruns\n"
		if out := c.Run().Succeed(); out != want {
			t.Errorf("says %q, want %q", out, want)
		}
		d.await("there is no such policy")
	})
}

// A profile that is made of another one asks the agent, whatever that one allows. The same rule
// put at its end does nothing, as the runtimes take the first one.
func TestProfileCommand(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	const base = `{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38, "engine": {"kept": true}, "syscalls": [
		{"names": ["sethostname"], "action": "SCMP_ACT_ALLOW"},
		{"names": ["mknod", "mknodat", "chmod"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_MKNOD"]}},
		{"name": "mount", "action": "SCMP_ACT_ALLOW"}]}`
	file := t.TempDir() + "/base.json"
	check(t, os.WriteFile(file, []byte(base), 0o600))
	var out, errs bytes.Buffer
	if status := run([]string{"profile", "-base", file, "-metadata", "standard"}, &out, &errs); status != statusOK {
		t.Fatal(status, errs.String())
	}
	want := `{
	"defaultAction": "SCMP_ACT_ERRNO",
	"defaultErrnoRet": 38,
	"engine": {
		"kept": true
	},
	"listenerMetadata": "standard",
	"listenerPath": "/run/oci-agent/agent.sock",
	"syscalls": [
		{
			"action": "SCMP_ACT_NOTIFY",
			"names": [
				"mknod",
				"mknodat",
				"mount",
				"sethostname"
			]
		},
		{
			"action": "SCMP_ACT_ALLOW",
			"includes": {
				"caps": [
					"CAP_MKNOD"
				]
			},
			"names": [
				"chmod"
			]
		}
	]
}
`
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
	for _, wrong := range [][]string{
		{"profile"},
		{"profile", "-base", file, "more"},
		{"profile", "-base", "/nowhere"},
		{"profile", "-base", file, "-notify", "nonesuch"},
		{"profile", "-base", "deploy/policy.yaml"},
	} {
		if status := run(wrong, &out, &errs); status == statusOK {
			t.Errorf("%q succeeds", wrong)
		}
	}
	// It is what the sample notifies, when nothing is said.
	if first := readProfile(t).Syscalls[0]; strings.Join(first.Names, ",") != notifiedCalls {
		t.Errorf("the sample notifies %q, the command %q", first.Names, notifiedCalls)
	}
	sample, err := os.ReadFile("deploy/policy.yaml")
	check(t, err)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		d := newDaemon(t, string(sample))
		rules := func(made bool) []specs.LinuxSyscall {
			xdev := uint(unix.EXDEV)
			own := specs.LinuxSyscall{Names: []string{"mknod", "mknodat"}, Action: specs.ActErrno, ErrnoRet: &xdev}
			ask := specs.LinuxSyscall{Names: []string{"mknod", "mknodat"}, Action: specs.ActNotify}
			if made {
				return []specs.LinuxSyscall{ask}
			}
			return []specs.LinuxSyscall{own, ask}
		}
		for made, want := range map[bool]string{true: "mknod: /dev/log: Operation not permitted\n", false: "mknod: /dev/log: Invalid cross-device link\n"} {
			c := rt.New(t, ocitest.Options{
				Args: []string{"sh", "-c", "mknod /dev/log c 1 11 2>&1; true"},
				Edit: func(s *specs.Spec) {
					addCapabilities(s, "CAP_MKNOD")
					s.Linux.Seccomp = &specs.LinuxSeccomp{
						DefaultAction: specs.ActAllow, ListenerPath: d.socket, Syscalls: rules(made),
					}
				},
			})
			if out := c.Run().Succeed(); out != want {
				t.Errorf("made %v: says %q, want %q", made, out, want)
			}
		}
		d.await("it has made no call that its policy has a rule for")
		if strings.Count(d.logged(), "it has made no call") != 1 {
			t.Error("it is said of a container that has made one")
		}
	})
}
