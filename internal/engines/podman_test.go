//go:build linux

package engines

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/engines/box"
)

// podman is podman with a runtime.
type podman struct {
	t       testing.TB
	command []string
	profile string
	image   string
}

// runFlags are those without which podman makes no container on a machine where root may
// raise no limits (CAP_SYS_RESOURCE).
func (p *podman) runFlags() []string {
	return []string{
		"--network", "none", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000",
		"--security-opt", "seccomp=" + p.profile, "--cap-add", "MKNOD",
	}
}

func (p *podman) args(args ...string) []string { return slices.Concat(p.command, args) }

// run returns the command line that runs a program in a container.
func (p *podman) run(flags []string, args ...string) []string {
	return p.args(slices.Concat([]string{"run"}, p.runFlags(), flags, []string{p.image}, args)...)
}

// newPodman has the image imported.
func newPodman(t testing.TB, runtime string) *podman {
	t.Helper()
	p := &podman{
		t: t, profile: profile, image: "localhost/busybox:1",
		command: []string{
			"podman", "--root", "/run/podman", "--runroot", "/run/podman.run", "--cgroup-manager=cgroupfs",
			"--events-backend=file", "--runtime", runtime,
		},
	}
	p.load()
	return p
}

func (p *podman) load() {
	p.t.Helper()
	if run(p.t, p.args("image", "exists", p.image)...).code == 0 {
		return
	}
	write(p.t, "/run/busybox.tar", string(busyboxLayer(p.t)))
	succeed(p.t, p.args("import", "/run/busybox.tar", p.image)...)
}

func TestPodman(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	a := startAgent(t)
	for _, runtime := range append(runcs(), "crun") {
		p := newPodman(t, runtime)
		t.Run(runtimeName(t, runtime), func(t *testing.T) {
			p.t = t
			p.basics()
			p.frozen(a)
			p.gone(a)
			p.handedOver(a)
			p.builds()
		})
	}
	if lines := worries(a.logged(), "there is no such policy"); len(lines) > 0 {
		t.Errorf("the agent worries:\n%s", strings.Join(lines, "\n"))
	}
	record(t, "1-podman", "podman "+last(t, "podman", "--version")+", root", names(t, append(runcs(), "crun")...), "test-engines",
		"run, with and without a user namespace, exec, pause, stop, start, kill and rm with a frozen agent, agent killed, handed over, build, the engine's own profile")
}

// worries returns what the agent has logged as a warning or an error, but for what is known.
func worries(log string, known ...string) []string {
	var lines []string
	for line := range strings.Lines(log) {
		if strings.Contains(line, "level=WARN") || strings.Contains(line, "level=ERROR") {
			if !slices.ContainsFunc(known, func(k string) bool { return strings.Contains(line, k) }) {
				lines = append(lines, strings.TrimSpace(line))
			}
		}
	}
	return lines
}

// runtimeName returns a runtime's name and version.
func runtimeName(t testing.TB, path string) string {
	t.Helper()
	f := strings.Fields(succeed(t, path, "--version"))
	return f[0] + " " + f[2]
}

// basics are containers that are run, with what their policies say.
func (p *podman) basics() {
	p.t.Helper()
	expect(p.t, probed, p.run([]string{"--rm"}, "sh", "-c", probe)...)
	// The annotation is stronger than the metadata: this policy lets everything pass.
	expect(p.t, "foo\n", p.run([]string{"--rm", "--annotation", "oci-agent/policy=observe", "--cap-add", "SYS_ADMIN"}, "sh", "-c", "hostname foo && hostname")...)
	expect(p.t, "no\n", p.run([]string{"--rm", "--annotation", "oci-agent/policy=nonesuch"}, "sh", "-c", "hostname foo 2>/dev/null || echo no")...)
	userns := []string{"--rm", "--uidmap", "0:100000:65536", "--gidmap", "0:100000:65536"}
	expect(p.t, probed, p.run(userns, "sh", "-c", probe)...)
	expect(p.t, "x\n1:3\n", p.run(userns, "sh", "-c", "mknod /dev/shm/null c 1 3 && echo x | tee /dev/shm/null && stat -c %t:%T /dev/shm/null")...)
	for _, flag := range []string{"--pid=host", "--read-only", "--security-opt=no-new-privileges"} {
		expect(p.t, "faked\n", p.run([]string{"--rm", flag}, "sh", "-c", "hostname foo && echo faked")...)
	}
	succeed(p.t, p.run([]string{"-d", "--name", "basic"}, "sh", "-c", calling)...)
	expect(p.t, probed, p.args("exec", "basic", "sh", "-c", probe)...)
	succeed(p.t, p.args("pause", "basic")...)
	succeed(p.t, p.args("unpause", "basic")...)
	var execs sync.WaitGroup
	for range 10 {
		execs.Go(func() { expect(p.t, "faked\n", p.args("exec", "basic", "sh", "-c", "hostname foo && echo faked")...) })
	}
	execs.Wait()
	only(p.t, "a container", succeed(p.t, p.args("logs", "basic")...))
	succeed(p.t, p.args("stop", "-t", "0", "basic")...)
	succeed(p.t, p.args("start", "basic")...)
	expect(p.t, "faked\n", p.args("exec", "basic", "sh", "-c", "hostname foo && echo faked")...)
	succeed(p.t, p.args("rm", "-f", "-t", "0", "basic")...)
}

// frozen has a container killed while the agent does not answer its calls.
func (p *podman) frozen(a *agent) {
	p.t.Helper()
	for _, how := range [][]string{{"kill", "-s", "KILL"}, {"stop", "-t", "0"}, {"rm", "-f", "-t", "0"}} {
		succeed(p.t, p.run([]string{"-d", "--name", "frozen"}, "sh", "-c", calling)...)
		await(p.t, "it calls", func() bool { return strings.Contains(run(p.t, p.args("logs", "frozen")...).stdout, "faked") })
		a.signal(unix.SIGSTOP)
		succeed(p.t, p.args(append(how, "frozen")...)...)
		if how[0] != "rm" {
			await(p.t, "it is gone", func() bool {
				return strings.TrimSpace(run(p.t, p.args("inspect", "-f", "{{.State.Status}}", "frozen")...).stdout) == "exited"
			})
			succeed(p.t, p.args("rm", "-f", "frozen")...)
		}
		a.signal(unix.SIGCONT)
	}
}

// gone has the agent killed while a container runs.
func (p *podman) gone(a *agent) {
	p.t.Helper()
	succeed(p.t, p.run([]string{"-d", "--name", "gone"}, "sh", "-c", calling)...)
	expect(p.t, "faked\n", p.args("exec", "gone", "sh", "-c", "hostname foo && echo faked")...)
	a.kill()
	if r := run(p.t, p.run([]string{"--rm"}, "true")...); r.code == 0 {
		p.t.Error("a container starts without an agent")
	}
	if r := run(p.t, p.args("exec", "gone", "true")...); r.code == 0 {
		p.t.Error("an exec starts without an agent")
	}
	a.start()
	expect(p.t, "faked\n", p.args("exec", "gone", "sh", "-c", "hostname foo && echo faked")...)
	want := []string{"faked", "hostname: sethostname: Function not implemented"}
	if got := told(succeed(p.t, p.args("logs", "gone")...)); !slices.Equal(got, want) {
		p.t.Errorf("a container whose agent is gone has been told %q", got)
	}
	succeed(p.t, p.args("rm", "-f", "-t", "0", "gone")...)
}

// handedOver has agents follow one another.
func (p *podman) handedOver(a *agent) {
	p.t.Helper()
	succeed(p.t, p.run([]string{"-d", "--name", "over"}, "sh", "-c", calling)...)
	for range 3 {
		var starting sync.WaitGroup
		starting.Go(func() { expect(p.t, probed, p.run([]string{"--rm"}, "sh", "-c", probe)...) })
		a.handOver()
		starting.Wait()
		expect(p.t, "faked\n", p.args("exec", "over", "sh", "-c", "hostname foo && echo faked")...)
	}
	// A container that is frozen, in a call perhaps, holds nobody up.
	succeed(p.t, p.args("pause", "over")...)
	a.handOver()
	succeed(p.t, p.args("unpause", "over")...)
	expect(p.t, "faked\n", p.args("exec", "over", "sh", "-c", "hostname foo && echo faked")...)
	only(p.t, "a container", succeed(p.t, p.args("logs", "over")...))
	succeed(p.t, p.args("rm", "-f", "-t", "0", "over")...)
}

// builds has the steps of a build answered.
func (p *podman) builds() {
	p.t.Helper()
	write(p.t, "/run/build/Containerfile", "FROM "+p.image+"\nRUN hostname foo && echo it is faked; mknod /tmp/n c 1 3 && echo it is made\n")
	r := run(p.t, p.args("build", "--isolation", "oci", "--network", "none", "--no-cache", "--cap-add", "MKNOD",
		"--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000", "--security-opt", "seccomp="+p.profile, "/run/build")...)
	if out := r.stdout + r.stderr; r.code != 0 || !strings.Contains(out, "\nit is faked\nit is made\n") {
		p.t.Errorf("build: status %d\n%s", r.code, out)
	}
}

// The engine's own profile, changed by the agent's command, asks the agent; the same rule at
// the end does not, and the container makes what it likes.
func TestPodmanProfile(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	startAgent(t)
	base := "/usr/share/containers/seccomp.json"
	write(t, "/run/made.json", succeed(t, tool("oci-agent"), "profile", "-base", base, "-metadata", "standard"))
	write(t, "/run/appended.json", appended(t, base))
	for _, runtime := range append(runcs(), "crun") {
		p := newPodman(t, runtime)
		const program = `mknod /tmp/log c 1 11 2>/dev/null && echo the log; hostname foo 2>/dev/null && echo faked`
		p.profile = "/run/made.json"
		expect(t, "faked\n", p.run([]string{"--rm"}, "sh", "-c", program)...)
		p.profile = "/run/appended.json"
		expect(t, "the log\n", p.run([]string{"--rm"}, "sh", "-c", program)...)
	}
}

// A user's own agent serves that user's containers. Root's is none of theirs.
func TestPodmanRootless(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	const uid, home = 4242, "/run/user/4242"
	check(t, os.MkdirAll("/run/user", 0o755))
	succeed(t, "useradd", "--create-home", "--home-dir", "/run/eng", "--shell", "/bin/sh", "--uid", fmt.Sprint(uid), "eng")
	root := startAgent(t)
	for _, d := range []string{home, home + "/agent"} {
		check(t, os.Mkdir(d, 0o700))
		check(t, os.Chown(d, uid, uid))
	}
	// What is in the work tree or in root's cache may not be for others to read.
	for _, f := range []string{tool("oci-agent"), tool("runc"), deploy + "/policy.yaml"} {
		check(t, os.WriteFile(filepath.Join("/run/eng", filepath.Base(f)), []byte(read(t, f)), 0o755))
	}
	write(t, "/run/eng/profile.json", strings.Replace(read(t, deploy+"/profile.json"), "/run/oci-agent/", home+"/agent/", 1))
	write(t, "/run/eng/busybox.tar", string(busyboxLayer(t)))
	as := []string{
		"setpriv", fmt.Sprintf("--reuid=%d", uid), fmt.Sprintf("--regid=%d", uid), "--init-groups",
		"env", "-C", "/run/eng", "HOME=/run/eng", "XDG_RUNTIME_DIR=" + home, "TMPDIR=/tmp",
	}
	agentArgs := []string{"/run/eng/oci-agent", "-policy", "policy.yaml", "-socket", home + "/agent/agent.sock", "-control", home + "/agent/control.sock", "-metrics", ""}
	a := &agent{t: t, log: "/run/rootless.log", args: slices.Concat(as, agentArgs)}
	a.start()
	// It emulates nothing, and says so.
	if !strings.Contains(a.logged(), "needs CAP_MKNOD") {
		t.Error("the agent does not say what it lacks")
	}
	// In a user namespace it cannot know whose the directories are, and says that.
	r := run(t, slices.Concat(as, []string{"podman", "--cgroup-manager=cgroupfs", "unshare"}, agentArgs)...)
	if r.code == 0 || !strings.Contains(r.stderr, "outside of this user namespace") {
		t.Errorf("in a user namespace: %+v", r)
	}
	for _, runtime := range []string{"runc", "/run/eng/runc", "crun"} {
		p := &podman{
			t: t, profile: "/run/eng/profile.json", image: "localhost/busybox:1",
			command: slices.Concat(as, []string{"podman", "--cgroup-manager=cgroupfs", "--events-backend=file", "--runtime", runtime}),
		}
		if run(t, p.args("image", "exists", p.image)...).code != 0 {
			succeed(t, p.args("import", "/run/eng/busybox.tar", p.image)...)
		}
		const program = `mknod /tmp/null c 1 3 2>/dev/null || echo not made; hostname foo && echo faked; [ "$(hostname)" = foo ] || echo not foo`
		expect(t, "not made\nfaked\nnot foo\n", p.run([]string{"--rm"}, "sh", "-c", program)...)
		succeed(t, p.run([]string{"-d", "--name", "calls"}, "sh", "-c", calling)...)
		expect(t, "faked\n", p.args("exec", "calls", "sh", "-c", "hostname foo && echo faked")...)
		a.handOver()
		n := len(succeed(t, p.args("logs", "calls")...))
		await(t, "it goes on calling", func() bool { return len(run(t, p.args("logs", "calls")...).stdout) > n })
		only(t, "a container", succeed(t, p.args("logs", "calls")...))
		a.signal(unix.SIGSTOP)
		succeed(t, p.args("kill", "-s", "KILL", "calls")...)
		succeed(t, p.args("rm", "-f", "-t", "0", "calls")...)
		a.signal(unix.SIGCONT)
		// Root's agent's socket is in a directory of root's.
		p.profile = "/run/eng/root.json"
		write(t, p.profile, read(t, deploy+"/profile.json"))
		if r := run(t, p.run([]string{"--rm"}, "true")...); r.code == 0 {
			t.Error("root's agent serves a user's container")
		}
	}
	if strings.Contains(root.logged(), "serving") {
		t.Error("root's agent serves")
	}
	record(t, "2-podman-rootless", "podman "+last(t, "podman", "--version")+", rootless", names(t, append(runcs(), "crun")...), "test-engines",
		"run, exec, kill with a frozen agent, handed over, by the user's own agent; not by root's")
}

// appended returns the profile with the project's rule at its end, as one would do by hand.
func appended(t testing.TB, base string) string {
	t.Helper()
	s := read(t, base)
	end := strings.LastIndexByte(s, ']')
	open := strings.IndexByte(s, '{')
	return `{"listenerPath": "/run/oci-agent/agent.sock", "listenerMetadata": "standard", ` + s[open+1:end] +
		`, {"names": ["mknod", "mknodat", "mount", "sethostname"], "action": "SCMP_ACT_NOTIFY"}` + s[end:]
}
