//go:build linux && cgo

package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// sendTarget gives the agent at a socket a target to supervise, as a runtime would.
func sendTarget(t testing.TB, socket string) *streamtest.Target {
	t.Helper()
	target, fd := streamtest.NewListener(t, "mkdir", "rmdir", "mknod")
	defer unix.Close(fd)
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: socket, Net: "unix"})
	check(t, err)
	defer conn.Close()
	b, err := json.Marshal(specs.ContainerProcessState{
		Version: specs.Version, Fds: []string{specs.SeccompFdName}, Pid: os.Getpid(),
		State: specs.State{Version: specs.Version, ID: "target", Status: specs.StateCreating, Pid: os.Getpid(), Bundle: "/"},
	})
	check(t, err)
	_, _, err = conn.WriteMsgUnix(b, unix.UnixRights(fd), nil)
	check(t, err)
	return target
}

func expectErrno(t testing.TB, target *streamtest.Target, want error) {
	t.Helper()
	if _, err := target.Call("mkdir", "/nowhere/x", 0o700); err != want {
		t.Errorf("mkdir: %v, want %v", err, want)
	}
}

// manager is as much of a service manager as the agent sees.
type manager struct {
	t    testing.TB
	conn *net.UnixConn
	path string
}

func newManager(t testing.TB) manager {
	t.Helper()
	path := filepath.Join(t.TempDir(), "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	check(t, err)
	t.Cleanup(func() { conn.Close() })
	return manager{t, conn, path}
}

// told returns what the manager is told next.
func (m manager) told() string {
	m.t.Helper()
	check(m.t, m.conn.SetReadDeadline(time.Now().Add(patience)))
	b := make([]byte, 4096)
	n, err := m.conn.Read(b)
	check(m.t, err)
	return string(b[:n])
}

// Under systemd the agent takes the socket that it is given, says when it is ready and
// who the main process is, also after a hand-over, and when it ends.
func TestActivation(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	m := newManager(t)
	dir := t.TempDir()
	socket := filepath.Join(dir, "activated.sock")
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: socket, Net: "unix"})
	check(t, err)
	defer l.Close()
	f, err := l.File()
	check(t, err)
	defer f.Close()

	d := &daemon{t: t, dir: dir, socket: filepath.Join(dir, "unused.sock"), policy: filepath.Join(dir, "policy.yaml"), log: filepath.Join(dir, "log")}
	d.write(testPolicy)
	log, err := os.Create(d.log)
	check(t, err)
	defer log.Close()
	self, err := os.Executable()
	check(t, err)
	agent := agentCommand("-socket", d.socket, "-policy", d.policy, "-control", filepath.Join(dir, "control.sock"), "-metrics", "")
	// The number of the process is to be in its environment.
	cmd := exec.Command("sh", append([]string{"-c", `LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@"`, self}, agent.Args[1:]...)...)
	cmd.Env = append(agent.Env, "NOTIFY_SOCKET="+m.path)
	cmd.ExtraFiles = []*os.File{f}
	cmd.Stdout, cmd.Stderr = log, log
	check(t, cmd.Start())
	defer func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Log(d.logged())
		}
	}()

	if got, want := m.told(), fmt.Sprintf("READY=1\nMAINPID=%d", cmd.Process.Pid); got != want {
		t.Fatalf("told %q, want %q", got, want)
	}
	if _, err := os.Lstat(d.socket); err == nil {
		t.Error("it has made a socket of its own")
	}
	target := sendTarget(t, socket)
	expectErrno(t, target, unix.EROFS)

	check(t, cmd.Process.Signal(unix.SIGUSR2))
	next, ok := strings.CutPrefix(m.told(), "READY=1\nMAINPID=")
	pid, err := strconv.Atoi(next)
	if !ok || err != nil || pid == cmd.Process.Pid {
		t.Fatalf("told of %q", next)
	}
	defer func() {
		_ = unix.Kill(pid, unix.SIGKILL)
		for alive(pid) {
			time.Sleep(time.Millisecond)
		}
	}()
	if err := cmd.Wait(); err != nil {
		t.Errorf("the first agent ended with %v", err)
	}
	expectErrno(t, target, unix.EROFS)
	expectErrno(t, sendTarget(t, socket), unix.EROFS)

	check(t, unix.Kill(pid, unix.SIGTERM))
	if got := m.told(); got != "STOPPING=1" {
		t.Errorf("told %q in the end", got)
	}
	for alive(pid) {
		time.Sleep(time.Millisecond)
	}
	expectErrno(t, target, unix.ENOSYS)
}

// The graceful end leaves calls to fail with ENOSYS, and nothing behind.
func TestTerminate(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	d := newDaemon(t, testPolicy)
	target := sendTarget(t, d.socket)
	expectErrno(t, target, unix.EROFS)
	d.terminate()
	expectErrno(t, target, unix.ENOSYS)
	// Another agent at the same place is one for others.
	d.cmd = d.start()
	d.successor(2)
	expectErrno(t, target, unix.ENOSYS)
	expectErrno(t, sendTarget(t, d.socket), unix.EROFS)
	// Two do not fit there.
	second := d.start("-control", "")
	if second.Wait() == nil {
		t.Error("a second agent listens at the same socket")
	}
	if _, err := os.Lstat(d.socket); err != nil {
		t.Error(err)
	}
}

// With several policies in one file each call is counted where it was decided, and what a
// container says cannot make a series.
func TestSeries(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	d := newDaemon(t, testPolicy)
	_, page := d.page("/metrics")
	before := strings.Count(page, "seccomp_agent_calls_total{")
	target := sendTarget(t, d.socket)
	for range 10 {
		expectErrno(t, target, unix.EROFS)
		if _, err := target.Call("rmdir", "/nowhere"); err != unix.ENOTNAM {
			t.Errorf("rmdir: %v", err)
		}
	}
	for series, want := range map[string]float64{
		`seccomp_agent_calls_total{action="deny",call="mkdir",policy="standard",result="error"}`:   10,
		`seccomp_agent_calls_total{action="deny",call="(other)",policy="standard",result="error"}`: 10,
		`seccomp_agent_listeners{exec="false",policy="standard"}`:                                  1,
		`seccomp_notifications_received_total`:                                                     20,
		`seccomp_notifications_over_total{outcome="answered"}`:                                     20,
	} {
		if got := d.metric(series); got != want {
			t.Errorf("%s: %v, want %v", series, got, want)
		}
	}
	target.Exit()
	d.await("msg=ended")
	_, page = d.page("/metrics")
	if after := strings.Count(page, "seccomp_agent_calls_total{"); after != before {
		t.Errorf("%d series, then %d", before, after)
	}
	if strings.Contains(page, "seccomp_agent_listeners{") {
		t.Error("a listener that has ended is there still")
	}
	if got := d.metric("seccomp_notifications_received_total"); got != 20 {
		t.Errorf("the sum over ended streams is %v", got)
	}
}
