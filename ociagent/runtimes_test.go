//go:build linux && cgo

package ociagent_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
	"github.com/seccompstream/seccompstream/ociagent"
)

// The tests of these files have runc and crun run containers. What a container's program
// has seen is in its output.

// mkdirs makes directories, says what became of each, and lists those that exist.
const mkdirs = `
for d in real denied faked; do mkdir /tmp/$d 2>&1; echo $d $?; done
ls /tmp`

// mkdirsOutput is what it says under policy.
const mkdirsOutput = `real 0
mkdir: can't create directory '/tmp/denied': Permission denied
denied 1
faked 0
real
`

var mkdirCalls = []string{"mkdir", "mkdirat"}

// path returns the path that a call names.
func path(n seccompstream.Notification) (string, error) {
	addr := n.Args[0]
	if strings.HasSuffix(n.Name(), "at") {
		addr = n.Args[1]
	}
	return n.Memory().ReadString(addr, 4096)
}

// isPath reports whether a call names a path.
func isPath(t testing.TB, n seccompstream.Notification, want string) bool {
	t.Helper()
	p, err := path(n)
	if err != nil && !errors.Is(err, seccompstream.ErrExpired) {
		t.Error(err)
	}
	return p == want
}

// policy refuses what is called denied and what it cannot read, says of what is called
// faked that it is done, and lets all else be done.
func policy(_ context.Context, n seccompstream.Notification) seccompstream.Response {
	p, err := path(n)
	switch {
	case err != nil:
		return seccompstream.Error(err)
	case filepath.Base(p) == "denied":
		return seccompstream.Error(unix.EACCES)
	case filepath.Base(p) == "faked":
		return seccompstream.Success(0)
	default:
		return seccompstream.Continue()
	}
}

// serve answers c's calls until its stream ends, as it does with the last process. The
// function that it returns waits for that.
func serve(t testing.TB, c *ociagent.Container, h seccompstream.HandlerFunc) (wait func()) {
	t.Helper()
	served := make(chan struct{})
	var err error
	go func() {
		defer close(served)
		err = c.Stream.Serve(context.Background(), h)
	}()
	t.Cleanup(func() {
		c.Close()
		<-served
	})
	return func() {
		t.Helper()
		<-served
		if err != nil {
			t.Errorf("Serve: %v", err)
		}
	}
}

// receive returns the next notification.
func receive(t testing.TB, c *ociagent.Container) seccompstream.Notification {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	n, err := c.Stream.Receive(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// ends checks that a stream ends.
func ends(t testing.TB, c *ociagent.Container) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if n, err := c.Stream.Receive(ctx); err != io.EOF {
		t.Errorf("Receive: %v, %v; want the end of the stream", n, err)
	}
}

// variants are the kinds of containers that root's runtimes make.
var variants = []struct {
	name    string
	options ocitest.Options
	uid     uint32 // that root in the container has outside
}{
	{"plain", ocitest.Options{}, 0},
	{"userns", ocitest.Options{UserNamespace: true}, ocitest.FirstSubID},
	{"newprivs", ocitest.Options{NewPrivileges: true}, 0},
}

// eachVariant runs f for each variant with each runtime, all at the same time.
func eachVariant(t *testing.T, f func(t *testing.T, rt *ocitest.Runtime, o ocitest.Options, uid uint32)) {
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) { f(t, rt, v.options, v.uid) })
		})
	}
}

// ociVersion is that of the state that a runtime sends.
func ociVersion(t testing.TB, rt *ocitest.Runtime, c *ocitest.Container) string {
	t.Helper()
	if rt.Name == "crun" {
		return "0.2.0" // crun has it as a constant, and 1.0.0 for its command line
	}
	return c.State().Version
}

// A container's calls get the agent's answers, and what the runtime says of the container
// is true.
func TestRuntimeRun(t *testing.T) {
	eachVariant(t, func(t *testing.T, rt *ocitest.Runtime, o ocitest.Options, uid uint32) {
		l, socket, log := listen(t, nil)
		o.Args = []string{"sh", "-c", mkdirs}
		o.Notify, o.Socket = mkdirCalls, socket
		o.Metadata = `what "ever": a\b`
		o.Annotations = map[string]string{"org.example.key": "a value", "empty": ""}
		oc := rt.New(t, o)
		run := oc.Run()
		c := accept(t, l)
		// The container waits for this one as long as it takes to ask the runtime about it.
		n := receive(t, c)
		if !isPath(t, n, "/tmp/real") {
			t.Errorf("the first call is %v", n)
		}
		now := oc.State()
		want := specs.ContainerProcessState{
			Version:  ociVersion(t, rt, oc),
			Fds:      []string{specs.SeccompFdName},
			Pid:      now.Pid,
			Metadata: o.Metadata,
			State: specs.State{
				Version: ociVersion(t, rt, oc), ID: oc.ID, Status: specs.StateCreating, Pid: now.Pid,
				Bundle: oc.Bundle, Annotations: o.Annotations,
			},
		}
		if !reflect.DeepEqual(c.State, want) {
			t.Errorf("state\n%+v, want\n%+v", c.State, want)
		}
		if c.Exec() {
			t.Error("taken for an exec")
		}
		if want := (ociagent.Peer{PID: run.PID()}); c.Peer != want {
			t.Errorf("peer %+v, want %+v", c.Peer, want)
		}
		// The call is made by a child of the container's first process.
		p := must[seccompstream.Process](t)(n.Process())
		if p.Comm != "mkdir" || p.UID != uid || len(p.NSTGID) < 2 || p.NSTGID[0] != p.TGID {
			t.Errorf("the call is made by %+v, want uid %d in a PID namespace", p, uid)
		}
		if first := namespace(t, now.Pid); namespace(t, n.PID) != first || namespace(t, os.Getpid()) == first {
			t.Errorf("%d and %d are in different PID namespaces", n.PID, now.Pid)
		}
		if err := n.Continue(); err != nil {
			t.Error(err)
		}
		wait := serve(t, c, policy)
		if out := run.Succeed(); out != mkdirsOutput {
			t.Errorf("the container says:\n%s", out)
		}
		wait()
		ends(t, c)
		if st := c.Stream.Stats(); st.Received != 3 || st.Answered != 3 {
			t.Errorf("stream: %+v, want 3 calls", st)
		}
		if st := l.Stats(); st != (ociagent.Stats{Received: 1}) {
			t.Errorf("listener: %+v, want 1 container\n%s", st, log.wait(""))
		}
	})
}

// namespace names a process's PID namespace.
func namespace(t testing.TB, pid int) string {
	t.Helper()
	return must[string](t)(os.Readlink(fmt.Sprintf("/proc/%d/ns/pid", pid)))
}

// An exec is one more container with the same ID, and its stream is independent of the
// first one's.
func TestRuntimeExec(t *testing.T) {
	eachVariant(t, func(t *testing.T, rt *ocitest.Runtime, o ocitest.Options, _ uint32) {
		l, socket, _ := listen(t, nil)
		o.Args = []string{"sh", "-c", "mkdir /tmp/first; while [ ! -e /tmp/end ]; do sleep .01; done; mkdir /tmp/last; echo $?"}
		o.Notify, o.Socket, o.Metadata = mkdirCalls, socket, "some"
		o.Annotations = map[string]string{"k": "v"}
		oc := rt.New(t, o)
		run := oc.Run()
		first := accept(t, l)
		receive(t, first).Continue()
		exec := oc.Exec("sh", "-c", mkdirs+`; mkdir /tmp/end`)
		second := accept(t, l)
		n := receive(t, second)
		now := oc.State()
		want := first.State
		want.State.Status = specs.StateRunning
		if rt.Name == "crun" {
			want.Pid, want.State.Pid, want.State.Bundle = 0, 0, "."
		} else {
			want.Pid = second.State.Pid
			want.State.Pid = now.Pid
			// The program is a shell, and the call its child's.
			if ppid := parent(t, n.PID); ppid != second.State.Pid {
				t.Errorf("the call's parent is %d, the exec's process %d", ppid, second.State.Pid)
			}
		}
		if !reflect.DeepEqual(second.State, want) {
			t.Errorf("state\n%+v, want\n%+v", second.State, want)
		}
		if !second.Exec() || first.Exec() {
			t.Error("the exec is not taken for one, or the other is")
		}
		if second.Peer.PID != exec.PID() {
			t.Errorf("peer %+v, want pid %d", second.Peer, exec.PID())
		}
		n.Respond(policy(t.Context(), n))
		wait := serve(t, second, policy)
		if out := exec.Succeed(); out != execOutput {
			t.Errorf("the exec says:\n%s", out)
		}
		wait()
		// The container has not noticed.
		n = receive(t, first)
		if !isPath(t, n, "/tmp/last") {
			t.Errorf("the container calls %v", n)
		}
		n.Error(unix.EXDEV)
		if out := run.Succeed(); out != "1\n" {
			t.Errorf("the container says:\n%s", out)
		}
		ends(t, first)
	})
}

// execOutput is mkdirsOutput in a container that has made /tmp/first.
var execOutput = strings.TrimSuffix(mkdirsOutput, "real\n") + "first\nreal\n"

// parent returns the parent of a process.
func parent(t testing.TB, pid int) int {
	t.Helper()
	stat := string(must[[]byte](t)(os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))))
	var state string
	var ppid int
	must[int](t)(fmt.Sscan(stat[strings.LastIndex(stat, ")")+1:], &state, &ppid))
	return ppid
}

// runc sends its message at create. crun connects then and sends at start, and nobody is
// delayed meanwhile.
func TestRuntimeCreate(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		o := ocitest.Options{Args: []string{"sh", "-c", mkdirs}, Notify: mkdirCalls, Socket: socket}
		oc := rt.New(t, o)
		create := oc.Create()
		create.Succeed()
		var c *ociagent.Container
		if rt.Name == "runc" {
			c = accept(t, l)
		} else {
			eventually(t, "it is connected", func() bool { return l.Stats().Unfinished == 1 })
		}
		other := rt.New(t, o)
		run := other.Run()
		oc2 := accept(t, l)
		serve(t, oc2, policy)
		if out := run.Succeed(); out != mkdirsOutput || oc2.State.State.ID != other.ID {
			t.Errorf("another container, %s, says meanwhile:\n%s", oc2.State.State.ID, out)
		}
		if st := l.Stats(); rt.Name == "crun" && st != (ociagent.Stats{Received: 1, Unfinished: 1}) {
			t.Errorf("listener: %+v, want a connection without a message", st)
		}
		start := oc.Start()
		if c == nil {
			c = accept(t, l)
		}
		start.Succeed()
		if c.State.State.ID != oc.ID || c.State.State.Status != specs.StateCreating || c.State.Pid != oc.State().Pid {
			t.Errorf("state %+v, want that of %+v", c.State, oc.State())
		}
		wait := serve(t, c, policy)
		wait()
		if out := create.Stdout(); out != mkdirsOutput {
			t.Errorf("the container says:\n%s", out)
		}
	})
}

// A container that does not come about is no container for the agent: crun has connected
// by then and says nothing.
func TestRuntimeFailedStart(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, log := listen(t, nil)
		o := ocitest.Options{Args: []string{"no-such-program"}, Notify: mkdirCalls, Socket: socket}
		r := rt.New(t, o).Run().Wait()
		if r.Code == 0 || !strings.Contains(r.Stderr, "no-such-program") {
			t.Errorf("run: %+v", r)
		}
		if rt.Name == "crun" {
			log.wait("closed by its peer before a message")
		}
		o.Args = []string{"sh", "-c", mkdirs}
		run := rt.New(t, o).Run()
		serve(t, accept(t, l), policy)
		if out := run.Succeed(); out != mkdirsOutput {
			t.Errorf("the next container says:\n%s", out)
		}
		if st := l.Stats(); st != (ociagent.Stats{Received: 1}) {
			t.Errorf("listener: %+v, want the one that runs", st)
		}
	})
}

// Without a rule that notifies, runc has no use for an agent, and crun sends a listener
// on which nothing comes.
func TestRuntimeNoRule(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		run := rt.New(t, ocitest.Options{Args: []string{"mkdir", "/tmp/denied"}, Socket: socket}).Run()
		if rt.Name == "crun" {
			ends(t, accept(t, l))
		}
		run.Succeed()
		if st := l.Stats(); (st.Received == 1) != (rt.Name == "crun") || st.Refused+uint64(st.Unfinished) > 0 {
			t.Errorf("listener: %+v", st)
		}
	})
}

// Between the filter and the program the runtime makes calls of its own.
func TestRuntimeOwnCalls(t *testing.T) {
	eachVariant(t, func(t *testing.T, rt *ocitest.Runtime, o ocitest.Options, _ uint32) {
		l, socket, _ := listen(t, nil)
		o.Args = []string{"sh", "-c", "echo started"}
		o.Notify, o.Socket = []string{"execve", "openat", "capset", "prctl", "setuid"}, socket
		run := rt.New(t, o).Run()
		c := accept(t, l)
		var mu sync.Mutex
		var calls []string
		wait := serve(t, c, func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			call := n.Name()
			if call == "execve" || call == "openat" {
				p, err := path(n)
				if err != nil {
					return seccompstream.Error(err)
				}
				call += " " + p
			}
			mu.Lock()
			defer mu.Unlock()
			if n.PID == c.State.Pid {
				calls = append(calls, call)
			}
			return seccompstream.Continue()
		})
		if out := run.Succeed(); out != "started\n" {
			t.Errorf("the container says %q", out)
		}
		wait()
		own := calls[:max(slices.Index(calls, "execve /bin/sh"), 0)]
		t.Logf("%d calls of the runtime's: %q", len(own), own)
		if !slices.Contains(calls, "execve /bin/sh") {
			t.Errorf("the program was not executed: %q", calls)
		}
		// runc looks through its descriptors: 1.5.2 from /proc, which it has open, and goes
		// on to the directory's number below it.
		opens := slices.Contains(own, "openat /proc/self/fd")
		relative := slices.ContainsFunc(own, func(call string) bool {
			_, err := strconv.Atoi(strings.TrimPrefix(call, "openat "))
			return err == nil
		})
		if old, recent := rt.Name == "runc" && !rt.AtLeast(1, 5), rt.Name == "runc" && rt.AtLeast(1, 5); opens != old || relative != recent {
			t.Errorf("it opens /proc/self/fd: %v, a number: %v", opens, relative)
		}
		if sets := slices.Contains(own, "capset"); sets != o.NewPrivileges {
			t.Errorf("it sets capabilities under the filter: %v, with noNewPrivileges %v", sets, !o.NewPrivileges)
		}
	})
}

// A policy that refuses the runtime's own execve keeps the container from starting.
func TestRuntimeRefusedExecve(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		run := rt.New(t, ocitest.Options{Args: []string{"echo", "started"}, Notify: []string{"execve"}, Socket: socket}).Run()
		wait := serve(t, accept(t, l), func(context.Context, seccompstream.Notification) seccompstream.Response {
			return seccompstream.Error(unix.EACCES)
		})
		if r := run.Wait(); r.Code == 0 || r.Stdout != "" {
			t.Errorf("run: %+v", r)
		}
		wait()
	})
}

// Many containers of both runtimes wait for their answers at the same time, and each gets
// its own.
func TestRuntimeMany(t *testing.T) {
	t.Parallel()
	kerneltest.Deadline(t, 2*time.Minute)
	runtimes := []*ocitest.Runtime{ocitest.Find(t, "runc"), ocitest.Find(t, "crun")}
	const each = 4
	errnos := []unix.Errno{unix.EACCES, unix.EXDEV, unix.EROFS, unix.ENOSPC, unix.EDQUOT, unix.EMLINK, unix.EIO, unix.EBUSY}
	l, socket, _ := listen(t, nil)
	var all sync.WaitGroup
	all.Add(len(runtimes) * each)
	served := make(chan error, 1)
	go func() {
		served <- l.Serve(context.Background(), ociagent.HandlerFunc(func(ctx context.Context, c *ociagent.Container) error {
			return c.Stream.Serve(ctx, seccompstream.HandlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
				all.Done()
				all.Wait()
				var i int
				fmt.Sscan(c.State.Metadata, &i)
				return seccompstream.Error(errnos[i])
			}))
		}))
	}()
	runs := map[int]*ocitest.Command{}
	for i, rt := range slices.Repeat(runtimes, each) {
		runs[i] = rt.New(t, ocitest.Options{
			Args: []string{"mkdir", "/tmp/x"}, Notify: mkdirCalls, Socket: socket, Metadata: fmt.Sprint(i),
		}).Run()
	}
	for i, run := range runs {
		if r := run.Wait(); r.Code != 1 || !strings.Contains(strings.ToLower(r.Stderr), errnos[i].Error()) {
			t.Errorf("container %d: %+v, want %v", i, r, errnos[i])
		}
	}
	l.Close()
	if err := <-served; !errors.Is(err, os.ErrClosed) {
		t.Errorf("Serve: %v", err)
	}
}
