//go:build linux && cgo

package ociagent_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
	"github.com/seccompstream/seccompstream/ociagent"
)

// expired waits until a call is over.
func expired(t testing.TB, n seccompstream.Notification) {
	t.Helper()
	eventually(t, "the call is over", func() bool { return errors.Is(n.Valid(), seccompstream.ErrExpired) })
}

// The runtimes may keep their connection while the container runs: who reads it to its end
// before the first answer waits for ever.
func TestRuntimeKeepsConnection(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		socket := filepath.Join(t.TempDir(), "agent.sock")
		l := must[*net.UnixListener](t)(net.ListenUnix("unix", &net.UnixAddr{Name: socket, Net: "unix"}))
		defer l.Close()
		run := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", mkdirs}, Notify: mkdirCalls, Socket: socket}).Run()
		l.SetDeadline(time.Now().Add(time.Minute))
		conn := must[*net.UnixConn](t)(l.AcceptUnix())
		defer conn.Close()
		conn.SetDeadline(time.Now().Add(time.Minute))
		msg, oob := make([]byte, 10_000), make([]byte, unix.CmsgSpace(4))
		n, oobn, _, _, err := conn.ReadMsgUnix(msg, oob)
		if err != nil {
			t.Fatal(err)
		}
		// All of it is in one message: one line of runc's, many and a newline of crun's.
		text := string(msg[:n])
		if lines := strings.Count(text, "\n"); (lines > 0) != (rt.Name == "crun") || strings.HasSuffix(text, "\n") != (rt.Name == "crun") {
			t.Errorf("the message has %d newlines:\n%s", lines, text)
		}
		control := must[[]unix.SocketControlMessage](t)(unix.ParseSocketControlMessage(oob[:oobn]))
		fds := must[[]int](t)(unix.ParseUnixRights(&control[0]))
		c := &ociagent.Container{Stream: must[*seccompstream.NotificationStream](t)(seccompstream.NewNotificationStream(fds[0], nil))}
		first := receive(t, c)
		// runc 1.5.2 ends it as soon as it has sent.
		keeps := rt.Name == "crun" || !rt.AtLeast(1, 5)
		if keeps {
			conn.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		}
		if n, err := conn.Read(msg); n != 0 || errors.Is(err, os.ErrDeadlineExceeded) != keeps {
			t.Errorf("the connection goes on with %d bytes, %v, while a call waits", n, err)
		}
		first.Continue()
		serve(t, c, policy)
		if out := run.Succeed(); out != mkdirsOutput {
			t.Errorf("the container says:\n%s", out)
		}
		conn.SetReadDeadline(time.Now().Add(time.Minute))
		if n, err := conn.Read(msg); n != 0 || err == nil || os.IsTimeout(err) {
			t.Errorf("the connection goes on with %d bytes, %v, after the end", n, err)
		}
	})
}

// The last thing of its own that runc does is an execve out of a Go program, whose
// scheduler interrupts it after some milliseconds, and again: each time it is a new
// notification. crun's waits.
func TestRuntimeLateExecve(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		run := rt.New(t, ocitest.Options{Args: []string{"echo", "started"}, Notify: []string{"execve"}, Socket: socket}).Run()
		c := accept(t, l)
		first := receive(t, c)
		if rt.Name == "runc" {
			expired(t, first)
		} else if err := first.Continue(); err != nil {
			t.Error(err)
		}
		serve(t, c, func(context.Context, seccompstream.Notification) seccompstream.Response {
			return seccompstream.Continue()
		})
		if out := run.Succeed(); out != "started\n" {
			t.Errorf("the container says %q", out)
		}
	})
}

// cds changes the directory in the shell itself, which a signal does not end, and says when a
// signal has come.
const cds = `trap 'echo signal' USR1; cd /tmp 2>&1; echo cd $?`

// A signal interrupts a call that waits for its answer, and the call that has not been
// made is not made.
func TestRuntimeSignal(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		oc := rt.New(t, ocitest.Options{Args: []string{"sh", "-c", cds}, Notify: []string{"chdir"}, Socket: socket})
		run := oc.Run()
		c := accept(t, l)
		n := untilCD(t, c)
		oc.Kill("USR1").Succeed()
		expired(t, n)
		if err := n.Continue(); !errors.Is(err, seccompstream.ErrExpired) {
			t.Errorf("Continue: %v, want ErrExpired", err)
		}
		serve(t, c, policy)
		if out := run.Succeed(); !strings.Contains(out, "Interrupted system call") || !strings.Contains(out, "signal\ncd ") {
			t.Errorf("the container says:\n%s", out)
		}
	})
}

// With SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV in linux.seccomp.flags it does not. runc
// 1.1.5 takes no flags and says so; others that do not, do as the flag says.
func TestRuntimeWaitKillable(t *testing.T) {
	kerneltest.Need(t, "wait_killable_recv", seccompstream.Features().WaitKillableRecv)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		oc := rt.New(t, ocitest.Options{
			Args: []string{"sh", "-c", cds}, Notify: []string{"chdir"}, Socket: socket,
			Edit: func(s *specs.Spec) {
				s.Linux.Seccomp.Flags = []specs.LinuxSeccompFlag{"SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"}
			},
		})
		run := oc.Run()
		eventually(t, "it runs or is refused", func() bool { return l.Stats().Received > 0 || run.Ended() })
		// runc 1.1 takes no flags; 1.5 asks libseccomp, which takes this one from 2.6 on.
		if rt.Name == "runc" && (!rt.AtLeast(1, 5) || l.Stats().Received == 0) {
			if r := run.Wait(); r.Code == 0 || !strings.Contains(r.Stderr, "flag") || l.Stats().Received > 0 {
				t.Errorf("run: %+v", r)
			}
			return
		}
		c := accept(t, l)
		n := untilCD(t, c)
		oc.Kill("USR1").Succeed()
		time.Sleep(20 * time.Millisecond) // for what must not happen
		if err := n.Error(unix.EXDEV); err != nil {
			t.Errorf("Error: %v", err)
		}
		serve(t, c, policy)
		if out := run.Succeed(); !strings.Contains(strings.ToLower(out), unix.EXDEV.Error()) || !strings.Contains(out, "signal\ncd ") {
			t.Errorf("the container says:\n%s", out)
		}
	})
}

// untilCD lets the runtime's own calls be done, and returns that of the container's shell.
func untilCD(t testing.TB, c *ociagent.Container) seccompstream.Notification {
	t.Helper()
	for {
		n := receive(t, c)
		if isPath(t, n, "/tmp") {
			return n
		}
		n.Continue()
	}
}

// While an agent says nothing, the runtime's kill still ends the container, and that the
// stream.
func TestRuntimeKill(t *testing.T) {
	eachVariant(t, func(t *testing.T, rt *ocitest.Runtime, o ocitest.Options, _ uint32) {
		l, socket, _ := listen(t, nil)
		o.Args, o.Notify, o.Socket = []string{"sh", "-c", "mkdir /tmp/a; echo $?"}, mkdirCalls, socket
		oc := rt.New(t, o)
		run := oc.Run()
		c := accept(t, l)
		n := receive(t, c)
		oc.Kill("KILL").Succeed()
		if r := run.Wait(); r.Code != 128+int(unix.SIGKILL) || r.Stdout != "" {
			t.Errorf("run: %+v", r)
		}
		expired(t, n)
		if err := n.Continue(); !errors.Is(err, seccompstream.ErrExpired) {
			t.Errorf("Continue: %v, want ErrExpired", err)
		}
		ends(t, c)
		if st := c.Stream.Stats(); st.Received != 1 || st.Answered != 0 || st.Pending != 0 {
			t.Errorf("stream: %+v", st)
		}
	})
}

// One process that dies in the middle of its call is not the end of the others.
func TestRuntimeKillOne(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		run := rt.New(t, ocitest.Options{
			Args: []string{"sh", "-c", `
mkdir /tmp/slow & p=$!
mkdir /tmp/ready; kill -KILL $p; wait $p; echo $?
mkdir /tmp/denied 2>/dev/null; echo $?; ls /tmp`},
			Notify: mkdirCalls, Socket: socket,
		}).Run()
		c := accept(t, l)
		calls := map[string]seccompstream.Notification{}
		for range 2 {
			n := receive(t, c)
			calls[filepath.Base(must[string](t)(path(n)))] = n
		}
		if err := calls["ready"].Continue(); err != nil {
			t.Error(err)
		}
		expired(t, calls["slow"])
		wait := serve(t, c, policy)
		if out := run.Succeed(); out != "137\n1\nready\n" {
			t.Errorf("the container says:\n%s", out)
		}
		wait()
	})
}

// crun's filters may notify write, so that an agent can read what is written. runc, which
// tells its parent about the listener by writing, refuses to.
func TestRuntimeNotifyWrite(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		run := rt.New(t, ocitest.Options{
			Args: []string{"sh", "-c", "echo first; echo second; echo third"}, Notify: []string{"write"}, Socket: socket,
		}).Run()
		if rt.Name == "runc" {
			if r := run.Wait(); r.Code == 0 || !strings.Contains(r.Stderr, "write") || l.Stats().Received > 0 {
				t.Errorf("run: %+v, listener: %+v", r, l.Stats())
			}
			return
		}
		serve(t, accept(t, l), func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			text := make([]byte, n.Args[2])
			if _, err := n.Memory().ReadAt(text, int64(n.Args[1])); err != nil {
				return seccompstream.Error(err)
			}
			if string(text) == "second\n" {
				return seccompstream.Success(int64(len(text)))
			}
			return seccompstream.Continue()
		})
		if out := run.Succeed(); out != "first\nthird\n" {
			t.Errorf("the container says:\n%s", out)
		}
	})
}

// crun's filters may even notify everything, runc's may not.
func TestRuntimeNotifyAll(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		l, socket, _ := listen(t, nil)
		run := rt.New(t, ocitest.Options{
			Args: []string{"sh", "-c", "mkdir /tmp/a; ls /tmp"}, Socket: socket,
			Edit: func(s *specs.Spec) { s.Linux.Seccomp.DefaultAction = specs.ActNotify },
		}).Run()
		if rt.Name == "runc" {
			if r := run.Wait(); r.Code == 0 || !strings.Contains(r.Stderr, "default action") || l.Stats().Received > 0 {
				t.Errorf("run: %+v, listener: %+v", r, l.Stats())
			}
			return
		}
		c := accept(t, l)
		wait := serve(t, c, func(context.Context, seccompstream.Notification) seccompstream.Response {
			return seccompstream.Continue()
		})
		if out := run.Succeed(); out != "a\n" {
			t.Errorf("the container says:\n%s", out)
		}
		wait()
		if st := c.Stream.Stats(); st.Received < 50 {
			t.Errorf("%d calls were notified", st.Received)
		}
	})
}

// An agent opens what a path names in the container, and puts another file in its place.
func TestRuntimeFiles(t *testing.T) {
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	kerneltest.Need(t, "addfd_send", seccompstream.Features().AddFDSend)
	eachVariant(t, func(t *testing.T, rt *ocitest.Runtime, o ocitest.Options, _ uint32) {
		l, socket, _ := listen(t, nil)
		o.Args = []string{"sh", "-c", `
echo inside >/tmp/file
ln -s /tmp/file /tmp/link
cat /tmp/link`}
		o.Notify, o.Socket = []string{"open", "openat"}, socket
		run := rt.New(t, o).Run()
		replace := func(n seccompstream.Notification) error {
			dirArg, pathArg := 0, 1
			if n.Name() == "open" {
				dirArg, pathArg = -1, 0
			}
			f, err := n.OpenPath(dirArg, pathArg, seccompstream.OpenHow{Flags: unix.O_RDONLY})
			if err != nil {
				return err
			}
			defer f.Close()
			text, err := io.ReadAll(f)
			if err != nil {
				return err
			}
			r, w, err := os.Pipe()
			if err != nil {
				return err
			}
			defer r.Close()
			fmt.Fprintf(w, "the agent has read %q", text)
			w.Close()
			return n.RespondFD(int(r.Fd()), seccompstream.AddFDOptions{})
		}
		serve(t, accept(t, l), func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			p, err := path(n)
			switch {
			case err != nil:
				return seccompstream.Error(err)
			case p != "/tmp/link":
				return seccompstream.Continue()
			}
			if err := replace(n); err != nil {
				return seccompstream.Error(err)
			}
			return seccompstream.Answered()
		})
		if out := run.Succeed(); out != `the agent has read "inside\n"` {
			t.Errorf("the container says %q", out)
		}
	})
}
