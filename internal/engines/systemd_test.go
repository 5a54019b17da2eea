//go:build linux

package engines

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/engines/box"
)

// unit is the agent's service.
const unit = "oci-agent.service"

// newManager waits for systemd, and gives it the project's units as they are. A file of ours
// says where the log goes, for there is no journal.
func newManager(t testing.TB) *agent {
	t.Helper()
	await(t, "systemd is up", func() bool {
		state := strings.TrimSpace(run(t, "systemctl", "is-system-running").stdout)
		return state == "running" || state == "degraded"
	})
	check(t, unix.Mount("bin", "/usr/local/bin", "tmpfs", 0, "mode=755"))
	check(t, os.WriteFile("/usr/local/bin/oci-agent", []byte(read(t, tool("oci-agent"))), 0o755))
	write(t, "/etc/oci-agent/policy.yaml", read(t, deploy+"/policy.yaml"))
	write(t, profile, read(t, deploy+"/profile.json"))
	for _, name := range []string{unit, "oci-agent.socket"} {
		write(t, "/etc/systemd/system/"+name, read(t, filepath.Join(deploy, "systemd", name)))
	}
	a := &agent{t: t, log: "/run/agent.log"}
	write(t, "/etc/systemd/system/"+unit+".d/log.conf", "[Service]\nStandardOutput=append:"+a.log+"\nStandardError=append:"+a.log+"\n")
	succeed(t, "systemctl", "daemon-reload")
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(a.logged())
			t.Log(run(t, "systemctl", "status", unit).stdout)
		}
	})
	return a
}

func property(t testing.TB, name string) string {
	t.Helper()
	return strings.TrimSpace(succeed(t, "systemctl", "show", "--property", name, "--value", unit))
}

// mainPID returns the main process of the service, 0 if there is none.
func mainPID(t testing.TB) int {
	t.Helper()
	pid, err := strconv.Atoi(property(t, "MainPID"))
	check(t, err)
	return pid
}

// The units do what they say, with all that they restrict: the socket starts the service, a
// reload hands over, a policy with a mistake changes nothing, a crash and a restart lose no
// container that starts.
func TestSystemd(t *testing.T) {
	if !box.EnterSystemd(t) {
		// systemd mounts hierarchies that a box has not: in them it must be in the box, too.
		for _, left := range []string{"/sys/fs/cgroup/unified/libpod_parent", "/sys/fs/cgroup/libpod_parent"} {
			if _, err := os.Lstat(left); err == nil {
				t.Errorf("%s is left on the machine", left)
			}
		}
		return
	}
	a := newManager(t)
	p := newPodman(t, "runc")
	succeed(t, "systemctl", "start", "oci-agent.socket")
	if s := property(t, "ActiveState"); s != "inactive" {
		t.Errorf("the service is %s before anybody connects", s)
	}
	// The start of a container starts it, and everything that the policy says is done.
	expect(t, probed, p.run([]string{"--rm"}, "sh", "-c", probe)...)
	if strings.Contains(a.logged(), "needs") {
		t.Error("under the unit the agent lacks something")
	}
	userns := []string{"--rm", "--uidmap", "0:100000:65536", "--gidmap", "0:100000:65536"}
	expect(t, probed, p.run(userns, "sh", "-c", probe)...)
	expect(t, "x\n640\n", p.run(userns, "sh", "-c", "mknod -m 640 /dev/shm/null c 1 3 && echo x | tee /dev/shm/null && stat -c %a /dev/shm/null")...)
	// What the unit restricts is in force.
	status := read(t, fmt.Sprintf("/proc/%d/status", mainPID(t)))
	for _, want := range []string{"NoNewPrivs:\t1", "Seccomp:\t2"} {
		if !strings.Contains(status, want) {
			t.Errorf("the agent's status has no %q", want)
		}
	}
	if strings.Contains(status, "CapBnd:\t000001ffffffffff") {
		t.Error("the agent has every capability")
	}
	if ns, _ := os.Readlink(fmt.Sprintf("/proc/%d/ns/mnt", mainPID(t))); ns == must(os.Readlink("/proc/self/ns/mnt")) {
		t.Error("the agent has the machine's mounts")
	}

	succeed(t, p.run([]string{"-d", "--name", "calls"}, "sh", "-c", calling)...)
	await(t, "it calls", func() bool { return strings.Contains(run(t, p.args("logs", "calls")...).stdout, "faked") })
	for i := range 3 {
		before := mainPID(t)
		succeed(t, "systemctl", "reload", unit)
		await(t, "there is another main process", func() bool { return mainPID(t) != before && mainPID(t) != 0 })
		a.await(`msg="handed over"`, i+1)
		expect(t, "faked\n", p.args("exec", "calls", "sh", "-c", "hostname foo && echo faked")...)
	}
	// A mistake fails the reload, and nothing is touched.
	before := mainPID(t)
	policy := read(t, "/etc/oci-agent/policy.yaml")
	write(t, "/etc/oci-agent/policy.yaml", policy+"oops: 1\n")
	if r := run(t, "systemctl", "reload", unit); r.code == 0 {
		t.Error("a policy with a mistake is reloaded")
	}
	if s := property(t, "ActiveState"); s != "active" || mainPID(t) != before {
		t.Errorf("after that the service is %s, with process %d, not %d", s, mainPID(t), before)
	}
	write(t, "/etc/oci-agent/policy.yaml", policy)
	succeed(t, "systemctl", "reload", unit)
	await(t, "there is another main process", func() bool { return mainPID(t) != before && mainPID(t) != 0 })
	only(t, "a container", succeed(t, p.args("logs", "calls")...))

	// A crash: the socket stays, and who starts waits for the next agent.
	check(t, unix.Kill(mainPID(t), unix.SIGKILL))
	expect(t, "faked\n", p.run([]string{"--rm"}, "sh", "-c", "hostname foo && echo faked")...)
	if n := property(t, "NRestarts"); n == "0" {
		t.Error("systemd has not restarted the agent")
	}
	await(t, "the old container is told", func() bool {
		return strings.Contains(run(t, p.args("logs", "calls")...).stdout, "Function not implemented")
	})
	succeed(t, p.args("rm", "-f", "-t", "0", "calls")...)
	// A restart, while containers start one after the other.
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 5 {
			expect(t, "begun\n", p.run([]string{"--rm"}, "echo", "begun")...)
		}
	}()
	succeed(t, "systemctl", "restart", unit)
	<-done
	expect(t, "faked\n", p.run([]string{"--rm"}, "sh", "-c", "hostname foo && echo faked")...)
	// Stopped, it is started by the next container, until the socket is gone, too.
	succeed(t, "systemctl", "stop", unit)
	expect(t, "faked\n", p.run([]string{"--rm"}, "sh", "-c", "hostname foo && echo faked")...)
	succeed(t, "systemctl", "stop", "oci-agent.socket", unit)
	if r := run(t, p.run([]string{"--rm"}, "true")...); r.code == 0 {
		t.Error("a container starts without an agent")
	}
	record(t, "7-systemd", "systemd "+strings.Fields(succeed(t, "systemctl", "--version"))[1]+", podman", names(t, "runc"), "test-engines",
		"the units as they are: socket activation, everything emulated under all that they restrict, reload, reload with a mistake, crash, restart, stop")
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
