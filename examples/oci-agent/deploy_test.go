//go:build linux && cgo

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/seccompstream/seccompstream/examples/oci-agent/emulate"
	"github.com/seccompstream/seccompstream/examples/oci-agent/policy"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
)

// program is where the units have the agent.
const program = "/usr/local/bin/oci-agent"

// The units say nothing that systemd does not know, and start the agent with flags that
// it has.
func TestUnits(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	_, err := exec.LookPath("systemd-analyze")
	kerneltest.Need(t, "systemd-analyze", err == nil)
	dir := t.TempDir()
	var units []string
	for _, name := range []string{"oci-agent.service", "oci-agent.socket"} {
		b, err := os.ReadFile(filepath.Join("deploy/systemd", name))
		check(t, err)
		for _, command := range regexp.MustCompile(`(?m)^Exec\w+=`+program+`(.*)$`).FindAllStringSubmatch(string(b), -1) {
			if _, err := parseOptions(strings.Fields(command[1]), os.Stdout, os.Stderr); err != nil {
				t.Errorf("%s: %q: %v", name, command[0], err)
			}
		}
		// It looks whether the program is there.
		unit := filepath.Join(dir, name)
		check(t, os.WriteFile(unit, []byte(strings.ReplaceAll(string(b), program, "/bin/true")), 0o600))
		units = append(units, unit)
	}
	verify := func() string {
		out, err := exec.Command("systemd-analyze", append([]string{"verify", "--man=no"}, units...)...).CombinedOutput()
		if err != nil {
			return string(out) + err.Error()
		}
		return string(out)
	}
	if out := verify(); out != "" {
		t.Errorf("systemd-analyze verify:\n%s", out)
	}
	// It does find something where there is something.
	f, err := os.OpenFile(units[0], os.O_APPEND|os.O_WRONLY, 0)
	check(t, err)
	_, err = f.WriteString("\n[Service]\nProtectEverything=yes\n")
	check(t, err)
	f.Close()
	if out := verify(); !strings.Contains(out, "ProtectEverything") {
		t.Errorf("systemd-analyze verify finds nothing wrong:\n%s", out)
	}
}

func readProfile(t testing.TB) *specs.LinuxSeccomp {
	t.Helper()
	f, err := os.Open("deploy/profile.json")
	check(t, err)
	defer f.Close()
	decoder := json.NewDecoder(f)
	decoder.DisallowUnknownFields()
	p := new(specs.LinuxSeccomp)
	check(t, decoder.Decode(p))
	return p
}

// The profile and the sample policy belong together: what the one notifies the other
// decides by a rule of its own.
func TestProfile(t *testing.T) {
	p := readProfile(t)
	file, err := policy.Read("deploy/policy.yaml", emulate.Calls)
	check(t, err)
	chosen := file.Policies[file.Name(nil, p.ListenerMetadata)]
	if chosen == nil {
		t.Fatalf("the metadata %q names no policy", p.ListenerMetadata)
	}
	o, err := parseOptions(nil, os.Stdout, os.Stderr)
	check(t, err)
	if p.ListenerPath != o.socket {
		t.Errorf("listenerPath is %s, the agent's socket %s", p.ListenerPath, o.socket)
	}
	seen := map[string]bool{}
	for _, s := range p.Syscalls {
		for _, name := range s.Names {
			if seen[name] {
				t.Errorf("%s is there twice", name)
			}
			seen[name] = true
			if _, ok := chosen.Rules[name]; s.Action == specs.ActNotify && !ok {
				t.Errorf("%s is notified, and has no rule", name)
			}
		}
	}
	if !slices.ContainsFunc(p.Syscalls, func(s specs.LinuxSyscall) bool { return s.Action == specs.ActNotify }) {
		t.Error("nothing is notified")
	}
}

// The runtimes load the profile, and a container under it runs, with what it is to have.
func TestProfileLoads(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	sample, err := os.ReadFile("deploy/policy.yaml")
	check(t, err)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		d := newDaemon(t, string(sample))
		c := rt.New(t, ocitest.Options{
			Args:          []string{"sh", "-c", "mknod /dev/extra c 1 3 && echo made; hostname other; hostname; unshare -U true 2>&1"},
			UserNamespace: true,
			Edit: func(s *specs.Spec) {
				addCapabilities(s, "CAP_MKNOD")
				s.Linux.Seccomp = readProfile(t)
				s.Linux.Seccomp.ListenerPath = d.socket
			},
		})
		out := c.Run().Wait().Stdout
		if want := "made\nocitest\nunshare: unshare(0x10000000): Operation not permitted\n"; out != want {
			t.Errorf("%q, want %q", out, want)
		}
		if n := d.metric(`seccomp_agent_calls_total{action="fake",call="sethostname",policy="standard",result="success"}`); n != 1 {
			t.Errorf("%v faked calls", n)
		}
	})
}
