//go:build linux && cgo

package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
)

// calling is a program that makes a notified call as often as it can, and says in the end
// how many failed.
const calling = `
i=0 f=0
echo begun
while [ ! -e /tmp/stop ]; do
	cd /tmp || f=$((f+1))
	i=$((i+1))
done
echo calls $i failed $f`

const callingPolicy = `
default: standard
policies:
  standard:
    rules:
      - {calls: [execve, openat, open, chdir, fchdir], allow: true}
    otherwise: {deny: ENOTNAM}
`

// caller is a container that calls.
type caller struct {
	*ocitest.Container
	run *ocitest.Command
}

func startCaller(t testing.TB, rt *ocitest.Runtime, d *daemon) caller {
	t.Helper()
	c := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", calling}, Notify: []string{"chdir"}, Socket: d.socket})
	run := c.Run()
	run.AwaitStdout("begun")
	return caller{c, run}
}

// finish ends the container and looks whether every call went well.
func (c caller) finish(t testing.TB) {
	t.Helper()
	c.Exec("touch", "/tmp/stop").Succeed()
	out := c.run.Succeed()
	var calls, failed int
	if _, err := fmt.Sscanf(out, "begun\ncalls %d failed %d", &calls, &failed); err != nil || calls == 0 || failed != 0 {
		t.Errorf("the container says %q", out)
	}
}

// reserve returns an address at which nobody but agents listens.
func reserve(t testing.TB) string {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	check(t, err)
	t.Cleanup(func() { unix.Close(fd) })
	check(t, unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEPORT, 1))
	check(t, unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	a, err := unix.Getsockname(fd)
	check(t, err)
	return fmt.Sprintf("127.0.0.1:%d", a.(*unix.SockaddrInet4).Port)
}

// each runs f for each runtime, one after the other.
func each(t *testing.T, f func(t *testing.T, rt *ocitest.Runtime)) {
	for _, name := range []string{"runc", "crun"} {
		t.Run(name, func(t *testing.T) { f(t, ocitest.Find(t, name)) })
	}
}

// Agents follow one another while containers call as fast as they can, start and end. No
// call fails, and no container.
func TestHandOver(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	// One after the other: each has a container that keeps the machine busy.
	each(t, func(t *testing.T, rt *ocitest.Runtime) {
		// The pages are at the same address all the time.
		address := reserve(t)
		d := newDaemon(t, callingPolicy, "-metrics", address)
		c := startCaller(t, rt, d)
		// With crun it has connected and says nothing yet; see TestIdle of package ociagent.
		created := rt.New(t, ocitest.Options{Args: []string{"echo", "started"}, Notify: []string{"chdir", "execve"}, Socket: d.socket})
		create := created.Create()
		create.Succeed()
		const times = 2
		pid := d.cmd.Process.Pid
		for i := range times {
			starting := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", "cd /tmp && echo done"}, Notify: []string{"chdir", "execve"}, Socket: d.socket})
			run := starting.Run()
			check(t, unix.Kill(pid, unix.SIGUSR2))
			pid = d.successor(i + 2)
			if out := run.Succeed(); out != "done\n" {
				t.Errorf("a container that started meanwhile says %q", out)
			}
			if out := c.Exec("sh", "-c", "cd /tmp && echo exec").Succeed(); out != "exec\n" {
				t.Errorf("an exec says %q", out)
			}
		}
		if err := d.cmd.Wait(); err != nil {
			t.Errorf("the first agent ended with %v", err)
		}
		if n := d.metric(`seccomp_agent_listeners{exec="false",policy="standard"}`); n < 1 {
			t.Errorf("%v containers are served", n)
		}
		created.Start().Succeed()
		create.AwaitStdout("started")

		// A successor that does not start changes nothing.
		d.write("nonsense: true\n")
		check(t, unix.Kill(pid, unix.SIGUSR2))
		d.await("has ended without taking over: going on")
		c.finish(t)
		if n := strings.Count(d.logged(), `msg="handed over"`); n != times {
			t.Errorf("handed over %d times, want %d", n, times)
		}
		if strings.Contains(d.logged(), "closed") {
			t.Error("something was closed")
		}
	})
}

// One that asks to take over and does not do it costs a moment.
func TestBadSuccessors(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	d := newDaemon(t, callingPolicy)
	control := filepath.Join(d.dir, "control.sock")
	t.Run("containers", func(t *testing.T) {
		rt := ocitest.Find(t, "runc")
		c := startCaller(t, rt, d)
		dial := func() wire {
			conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: control, Net: "unix"})
			check(t, err)
			t.Cleanup(func() { conn.Close() })
			return wire{conn: conn, patience: patience}
		}
		// all receives everything, and takes nothing.
		all := func(w wire) {
			for {
				f, files, err := w.receive()
				check(t, err)
				closeFiles(files)
				if f.Kind == frameEnd {
					if f.Containers != 1 || f.Sockets != 1 {
						t.Errorf("given %d containers, %d sockets", f.Containers, f.Sockets)
					}
					return
				}
			}
		}
		for i, step := range []func(w wire){
			func(wire) {},
			func(w wire) { all(w) },
			func(w wire) { all(w); check(t, w.send(frame{Kind: frameHello})) },
			func(w wire) { all(w); check(t, w.send(frame{Kind: frameReady})) },
			func(w wire) {
				all(w)
				check(t, w.send(frame{Kind: frameReady}))
				if _, err := w.expect(frameGo); err != nil {
					t.Error(err)
				}
			},
		} {
			w := dial()
			check(t, w.send(frame{Kind: frameHello, Version: wireVersion}))
			step(w)
			w.conn.Close()
			d.await("not handed over: going on", i+1)
		}
		// These are not listened to in the first place.
		w := dial()
		check(t, w.send(frame{Kind: frameHello, Version: wireVersion + 1}))
		if _, err := w.expect(frameReady); err == nil || !strings.Contains(err.Error(), "version") {
			t.Errorf("another version: %v", err)
		}
		w = dial()
		check(t, w.send(frame{Kind: frameReady}))
		w = dial()
		_, err := w.conn.Write([]byte{0xff, 0xff, 0xff, 0xff})
		check(t, err)
		d.await("a successor was refused", 3)
		askAsStranger(t, d, control)
		d.await("a successor was refused", 4)
		d.await("is neither root nor")
		c.finish(t) // by an exec, which is the second that came
		// The sums have not fallen.
		if n := d.metric("seccomp_agent_listeners_received_total"); n != 2 {
			t.Errorf("%v listeners came", n)
		}
		if n := d.metric("seccomp_agent_connections_unfinished"); n != 0 {
			t.Errorf("%v connections are open", n)
		}
	})
	d.terminate()
}

// askAsStranger asks to take over as another user, to whom the file system would permit
// it.
func askAsStranger(t testing.TB, d *daemon, control string) {
	t.Helper()
	for path, mode := range map[string]os.FileMode{control: 0o777, d.dir: 0o755, filepath.Dir(d.dir): 0o755, d.policy: 0o644} {
		check(t, os.Chmod(path, mode))
	}
	cmd := agentCommand("-take-over", "-control", control, "-policy", d.policy, "-metrics", "")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Errorf("a stranger has taken over: %s", out)
	}
}

// A process that is started from outside takes over, and the one that was there lingers
// until it is told to end, as in a Kubernetes DaemonSet.
func TestLinger(t *testing.T) {
	kerneltest.Deadline(t, 2*time.Minute)
	d := newDaemon(t, callingPolicy, "-linger", "-take-over")
	t.Run("containers", func(t *testing.T) {
		c := startCaller(t, ocitest.Find(t, "crun"), d)
		next := d.start("-take-over")
		defer func() {
			next.Process.Kill()
			next.Wait()
		}()
		d.successor(2)
		d.await("waiting for SIGTERM")
		if !alive(d.cmd.Process.Pid) {
			t.Error("the first agent has ended")
		}
		c.finish(t)
		check(t, d.cmd.Process.Signal(unix.SIGTERM))
		if err := d.cmd.Wait(); err != nil {
			t.Errorf("the first agent ended with %v", err)
		}
		check(t, next.Process.Signal(unix.SIGTERM))
		if err := next.Wait(); err != nil {
			t.Errorf("the second agent ended with %v", err)
		}
	})
}
