//go:build linux && cgo

package ociagent_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
	"github.com/seccompstream/seccompstream/ociagent"
)

// Without an agent no container starts: where there is no socket, and where one is left of
// an agent that has died.
func TestRuntimeAgentAbsent(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		dead := filepath.Join(t.TempDir(), "dead.sock")
		l := must[*net.UnixListener](t)(net.ListenUnix("unix", &net.UnixAddr{Name: dead, Net: "unix"}))
		l.SetUnlinkOnClose(false)
		l.Close()
		for _, socket := range []string{filepath.Join(t.TempDir(), "none.sock"), dead} {
			oc := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", mkdirs}, Notify: mkdirCalls, Socket: socket})
			if r := oc.Run().Wait(); r.Code != 1 || r.Stdout != "" || r.Stderr == "" {
				t.Errorf("run: %+v", r)
			}
		}
	})
}

// A container that its agent closes runs, and its calls fail.
func TestRuntimeAgentCloses(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		run := rt.New(t, ocitest.Options{
			Args: []string{"sh", "-c", "for d in a b; do mkdir /tmp/$d 2>&1; done; ls /tmp"}, Notify: mkdirCalls, Socket: socket,
		}).Run()
		accept(t, l).Close()
		const out = "mkdir: can't create directory '/tmp/a': Function not implemented\n"
		if got := run.Succeed(); got != out+strings.Replace(out, "/a", "/b", 1) {
			t.Errorf("the container says:\n%s", got)
		}
	})
}

// What an agent's Authorize refuses is not let run unsupervised: if the connection is
// closed before the runtime has sent its message the container does not start, else its
// calls fail.
func TestRuntimeRefused(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, log := listen(t, &ociagent.Config{Authorize: func(ociagent.Peer) error { return errors.New("no") }})
		r := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", "mkdir /tmp/a 2>&1; ls /tmp"}, Notify: mkdirCalls, Socket: socket}).Run().Wait()
		log.wait("not authorized: no")
		if l.Stats().Received > 0 {
			t.Errorf("listener: %+v", l.Stats())
		}
		switch {
		case r.Code == 1 && r.Stdout == "" && r.Stderr != "":
		case r.Code == 0 && r.Stdout == "mkdir: can't create directory '/tmp/a': Function not implemented\n":
		default:
			t.Errorf("run: %+v", r)
		}
	})
}

// An agent in a process of its own follows policy, counts, and leaves calls whose path
// ends in "wait" unanswered.
//
// It begins with what a predecessor sends on descriptor 4, if that is a socket. At SIGTERM
// it ends, at SIGHUP it sends to a successor, on descriptor 5.
var agentProcess = kerneltest.Scenario("ociagent: agent", func(report kerneltest.Report) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGTERM)
	if err := runAgent(report, signals); err != nil {
		report("%v", err)
	}
})

const (
	predecessorFD = 4
	successorFD   = 5
	busy          = 20 // calls, after which the agent reports it
)

// handedOver is what an agent tells its successor. The descriptors beside it are the
// listener's, then those of the containers.
type handedOver struct {
	Listener int
	States   []specs.ContainerProcessState
}

func runAgent(report kerneltest.Report, signals <-chan os.Signal) error {
	l, old, err := startAgent()
	if err != nil {
		return err
	}
	defer l.Close()
	var answered atomic.Int64
	leave := make(chan struct{}) // closed when there is a successor
	var mu sync.Mutex
	var next handedOver
	var files []*os.File
	handle := func(ctx context.Context, c *ociagent.Container) error {
		state, err := json.Marshal(c.State)
		if err != nil {
			return err
		}
		report("container %s", state)
		served := make(chan error, 1)
		go func() {
			served <- c.Stream.Serve(ctx, seccompstream.HandlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
				if p, _ := path(n); strings.HasSuffix(p, "wait") {
					report("waiting")
					<-ctx.Done()
				}
				if answered.Add(1) == busy {
					report("busy")
				}
				return policy(ctx, n)
			}))
		}()
		select {
		case err := <-served:
			return err
		case <-leave:
		}
		f, err := c.Stream.Detach(ctx)
		<-served
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		next.States = append(next.States, c.State)
		files = append(files, f)
		return nil
	}
	var inherited sync.WaitGroup
	for _, c := range old {
		inherited.Go(func() {
			if err := handle(context.Background(), c); err != nil {
				report("%v", err)
			}
		})
	}
	served := make(chan error, 1)
	go func() { served <- l.Serve(context.Background(), ociagent.HandlerFunc(handle)) }()
	report("ready")
	if sig := <-signals; sig == syscall.SIGTERM {
		report("answered %d", answered.Load())
		return nil
	}
	sockets, err := l.Detach(context.Background())
	if err != nil {
		return err
	}
	close(leave)
	inherited.Wait()
	<-served
	next.Listener = len(sockets)
	if err := sendFiles(next, append(sockets, files...)); err != nil {
		return err
	}
	report("answered %d", answered.Load())
	return nil
}

// startAgent returns a listener at OCIAGENT_SOCKET, or what a predecessor sends.
func startAgent() (*ociagent.Listener, []*ociagent.Container, error) {
	var st unix.Stat_t
	if err := unix.Fstat(predecessorFD, &st); err != nil || st.Mode&unix.S_IFMT != unix.S_IFSOCK {
		l, err := ociagent.Listen(os.Getenv("OCIAGENT_SOCKET"), nil)
		return l, nil, err
	}
	msg, oob := make([]byte, 64<<10), make([]byte, unix.CmsgSpace(64*4))
	n, oobn, _, _, err := unix.Recvmsg(predecessorFD, msg, oob, unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		return nil, nil, err
	}
	var h handedOver
	if err := json.Unmarshal(msg[:n], &h); err != nil {
		return nil, nil, err
	}
	control, err := unix.ParseSocketControlMessage(oob[:oobn])
	if err != nil {
		return nil, nil, err
	}
	fds, err := unix.ParseUnixRights(&control[0])
	if err != nil {
		return nil, nil, err
	}
	var sockets []*os.File
	for _, fd := range fds[:h.Listener] {
		sockets = append(sockets, os.NewFile(uintptr(fd), "socket"))
	}
	l, err := ociagent.NewListener(sockets, nil)
	var containers []*ociagent.Container
	for i, st := range h.States {
		s, serr := seccompstream.NewNotificationStream(fds[h.Listener+i], nil)
		err = errors.Join(err, serr)
		containers = append(containers, &ociagent.Container{State: st, Stream: s})
	}
	return l, containers, err
}

func sendFiles(h handedOver, files []*os.File) error {
	msg, err := json.Marshal(h)
	if err != nil {
		return err
	}
	var fds []int
	for _, f := range files {
		defer f.Close()
		fds = append(fds, int(f.Fd()))
	}
	return unix.Sendmsg(successorFD, msg, unix.UnixRights(fds...), nil, 0)
}

// startAgentProcess starts an agent. The files, if there are any, are its predecessor and
// its successor.
func startAgentProcess(t testing.TB, socket string, uid uint32, files ...*os.File) *kerneltest.Process {
	t.Helper()
	return kerneltest.Start(t, agentProcess, func(cmd *exec.Cmd) {
		cmd.Env = append(cmd.Env, "OCIAGENT_SOCKET="+socket)
		cmd.ExtraFiles = append(cmd.ExtraFiles, files...)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	})
}

// socketFor returns a path in a directory of a user's.
func socketFor(t testing.TB, uid int) string {
	t.Helper()
	dir := must[string](t)(os.MkdirTemp("", "agent-"))
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chown(dir, uid, uid); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "agent.sock")
}

// line reads what an agent reports until it begins with what, and returns the rest of it.
func line(p *kerneltest.Process, what string) string {
	for {
		if rest, ok := strings.CutPrefix(p.Line(), what); ok {
			return strings.TrimSpace(rest)
		}
	}
}

// When an agent is killed, calls that wait and calls to come fail, the container runs on,
// and nothing can be executed in it until there is an agent again. That one serves new
// containers, and what is executed in the old one.
func TestRuntimeAgentKilled(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		socket := socketFor(t, 0)
		o := ocitest.Options{Notify: mkdirCalls, Socket: socket}
		o.Args = []string{"sh", "-c", `
mkdir /tmp/denied 2>&1
mkdir /tmp/wait 2>&1
mkdir /tmp/later 2>&1
echo; while [ ! -e /tmp/end ]; do sleep .01; done
mkdir /tmp/last 2>&1
echo end`}
		old := startAgentProcess(t, socket, 0)
		line(old, "ready")
		oc := rt.New(t, o)
		run := oc.Run()
		line(old, "waiting")
		o.Args = []string{"sh", "-c", "mkdir /tmp/x 2>&1"}
		unstarted := rt.New(t, o)
		create := unstarted.Create()
		create.Succeed()
		old.Kill()
		const failed = "mkdir: can't create directory '/tmp/%s': %s\n"
		enosys := "Function not implemented"
		want := fmt.Sprintf(failed+failed+failed+"\n", "denied", "Permission denied", "wait", enosys, "later", enosys)
		if out := run.AwaitStdout("\n\n"); out != want {
			t.Errorf("the container says:\n%s", out)
		}
		if st := oc.State(); st.Status != specs.StateRunning {
			t.Errorf("state: %+v", st)
		}
		if r := oc.Exec("true").Wait(); r.Code == 0 {
			t.Errorf("exec without an agent: %+v", r)
		}

		successor := startAgentProcess(t, socket, 0)
		line(successor, "ready")
		if out := oc.Exec("sh", "-c", mkdirs+"; touch /tmp/end").Succeed(); out != mkdirsOutput {
			t.Errorf("the exec says:\n%s", out)
		}
		o.Args = []string{"sh", "-c", mkdirs}
		if out := rt.New(t, o).Run().Succeed(); out != mkdirsOutput {
			t.Errorf("the new container says:\n%s", out)
		}
		// One that was created under the old agent is lost: crun has its connection still and
		// ends it, and runc has sent the listener.
		unstarted.Start().Wait()
		if rt.Name == "runc" {
			create.AwaitStdout(fmt.Sprintf(failed, "x", enosys))
		} else {
			eventually(t, "it has stopped", func() bool { return unstarted.State().Status == specs.StateStopped })
			if out := create.Stdout(); out != "" {
				t.Errorf("it says:\n%s", out)
			}
		}
		if out := run.Succeed(); out != want+fmt.Sprintf(failed+"end\n", "last", enosys) {
			t.Errorf("the old container says at last:\n%s", out)
		}
	})
}

// While an agent is replaced, twice, containers call all the time and none of their calls
// fails. The connection of a container that is created and not started is handed over too.
func TestRuntimeHandOver(t *testing.T) {
	t.Parallel()
	kerneltest.Deadline(t, 2*time.Minute)
	runtimes := []*ocitest.Runtime{ocitest.Find(t, "runc"), ocitest.Find(t, "crun")}
	socket := socketFor(t, 0)
	null := must[*os.File](t)(os.Open(os.DevNull))
	defer null.Close()
	first, second := socketPair(t), socketPair(t)
	agents := []*kerneltest.Process{
		startAgentProcess(t, socket, 0, null, first[0]),
		startAgentProcess(t, socket, 0, first[1], second[0]),
		startAgentProcess(t, socket, 0, second[1]),
	}
	line(agents[0], "ready")

	const loop = `
i=0
while [ ! -e /tmp/end ]; do
	mkdir /tmp/x && rmdir /tmp/x
	[ "$(mkdir /tmp/denied 2>&1)" = "mkdir: can't create directory '/tmp/denied': Permission denied" ] || echo no
	i=$((i+1))
done
echo $i`
	var running, created []*ocitest.Container
	var runs, creates []*ocitest.Command
	for _, rt := range runtimes {
		oc := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", loop}, Notify: mkdirCalls, Socket: socket})
		running = append(running, oc)
		runs = append(runs, oc.Run())
		oc = rt.New(t, ocitest.Options{Args: []string{"sh", "-c", mkdirs}, Notify: mkdirCalls, Socket: socket})
		created = append(created, oc)
		creates = append(creates, oc.Create())
	}
	for _, create := range creates {
		create.Succeed()
	}
	total := 0
	answered := func(p *kerneltest.Process) {
		t.Helper()
		var n int
		must[int](t)(fmt.Sscan(line(p, "answered"), &n))
		if n < busy {
			t.Errorf("an agent has answered %d calls", n)
		}
		total += n
		p.Wait()
	}
	for i, p := range agents[:2] {
		line(p, "busy")
		p.Cmd.Process.Signal(syscall.SIGHUP)
		answered(p)
		line(agents[i+1], "ready")
	}
	line(agents[2], "busy")
	calls := 0
	for i, oc := range created {
		oc.Start().Succeed()
		creates[i].AwaitStdout("faked 0\nreal\n")
		if out := creates[i].Stdout(); out != mkdirsOutput {
			t.Errorf("a container that was started after all says:\n%s", out)
		}
		calls += 3
	}
	for i, oc := range running {
		oc.Exec("touch", "/tmp/end").Succeed()
		out := runs[i].Succeed()
		var rounds int
		if _, err := fmt.Sscanf(out, "%d\n", &rounds); err != nil || out != fmt.Sprintln(rounds) {
			t.Errorf("calls have failed: %q", out)
		}
		calls += 2 * rounds
	}
	agents[2].Cmd.Process.Signal(syscall.SIGTERM)
	answered(agents[2])
	if total != calls {
		t.Errorf("%d calls were made, and %d answered", calls, total)
	}
}

// socketPair returns two connected sockets.
func socketPair(t testing.TB) [2]*os.File {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	var pair [2]*os.File
	for i, fd := range fds {
		pair[i] = os.NewFile(uintptr(fd), "socket pair")
		t.Cleanup(func() { pair[i].Close() })
	}
	return pair
}

// Without any rights the runtimes and the agent do as well, if they are one user's.
func TestRuntimeRootless(t *testing.T) {
	ocitest.NeedRootless(t)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		socket := socketFor(t, ocitest.Nobody)
		agent := startAgentProcess(t, socket, ocitest.Nobody)
		line(agent, "ready")
		oc := rt.New(t, ocitest.Options{
			Args:   []string{"sh", "-c", mkdirs + "; while [ ! -e /end ]; do sleep .01; done"},
			Notify: mkdirCalls, Socket: socket, Rootless: true,
		})
		run := oc.Run()
		if out := run.AwaitStdout("faked 0\nreal\n"); out != mkdirsOutput {
			t.Errorf("the container says:\n%s", out)
		}
		var st specs.ContainerProcessState
		if err := json.Unmarshal([]byte(line(agent, "container")), &st); err != nil {
			t.Fatal(err)
		}
		if now := oc.State(); st.State.ID != oc.ID || st.Pid != now.Pid || st.State.Pid != now.Pid {
			t.Errorf("state %+v, want that of %+v", st, now)
		}
		// runc cannot pass the listener of an exec without root's rights.
		exec := oc.Exec("sh", "-c", "mkdir /tmp/denied 2>&1; echo $?").Wait()
		if failed := rt.Name == "runc" && strings.Contains(strings.ToLower(exec.Stderr), "pidfd_getfd"); !failed && (exec.Code != 0 || exec.Stdout != denied) {
			t.Errorf("exec: %+v", exec)
		}
		if err := os.WriteFile(filepath.Join(oc.Bundle, "rootfs", "end"), nil, 0o600); err != nil {
			t.Error(err)
		}
		run.Succeed()
	})
}

const denied = "mkdir: can't create directory '/tmp/denied': Permission denied\n1\n"

// An agent without rights is sent containers of root's, by default, and cannot look at
// their calls: a handler that treats this as an error lets nothing pass.
func TestRuntimeOfRoot(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		socket := socketFor(t, ocitest.Nobody)
		line(startAgentProcess(t, socket, ocitest.Nobody), "ready")
		run := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", "mkdir /tmp/real 2>&1; echo $?"}, Notify: mkdirCalls, Socket: socket}).Run()
		if out := run.Succeed(); out != "mkdir: can't create directory '/tmp/real': Operation not permitted\n1\n" {
			t.Errorf("the container says:\n%s", out)
		}
	})
}
