//go:build linux && cgo

package ociagent_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/ociagent"
)

// In each way in which a message may come the container is whole, at once, while its
// peer keeps the connection.
func TestReceive(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	st := state("c1")
	compact := message("c1")
	pretty := string(must[[]byte](t)(json.MarshalIndent(st, "", "    "))) + "\n"
	for _, tc := range []struct {
		name string
		send func(r runtime, fd int)
	}{
		{"compact", func(r runtime, fd int) { r.send(compact, fd) }},
		{"pretty, with a newline", func(r runtime, fd int) { r.send(pretty, fd) }},
		{"byte by byte", func(r runtime, fd int) {
			r.send(compact[:1], fd)
			for _, b := range []byte(compact[1:]) {
				r.Write([]byte{b})
			}
		}},
		{"in pieces with pauses", func(r runtime, fd int) {
			r.send(pretty[:40], fd)
			for _, piece := range []string{pretty[40:41], pretty[41:]} {
				time.Sleep(20 * time.Millisecond)
				r.Write([]byte(piece))
			}
		}},
		{"larger than a buffer", func(r runtime, fd int) {
			r.send(strings.Repeat(" ", 100_000)+compact, fd)
		}},
		{"and the writing side closed", func(r runtime, fd int) {
			r.send(compact, fd)
			r.CloseWrite()
		}},
		{"and the connection closed", func(r runtime, fd int) {
			r.send(compact, fd)
			r.Close()
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l, path, _ := listen(t, nil)
			tgt, fd := target(t)
			tc.send(dial(t, path), fd)
			c := accept(t, l)
			if !reflect.DeepEqual(c.State, st) {
				t.Errorf("state %+v, want %+v", c.State, st)
			}
			if c.Exec() {
				t.Error("taken for an exec")
			}
			want := ociagent.Peer{PID: os.Getpid(), UID: uint32(os.Getuid()), GID: uint32(os.Getgid())}
			if c.Peer != want {
				t.Errorf("peer %v, want %v", c.Peer, want)
			}
			go func() {
				n, err := c.Stream.Receive(t.Context())
				if err == nil {
					n.Error(unix.EXDEV)
				}
			}()
			if _, err := tgt.Call("mkdirat", unix.AT_FDCWD, "/nowhere/x", 0o700); err != unix.EXDEV {
				t.Errorf("mkdirat: %v, want the agent's EXDEV", err)
			}
		})
	}
}

func TestReceiveMoreFiles(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, nil)
	_, fd := target(t)
	pidfd := must[int](t)(unix.PidfdOpen(os.Getpid(), 0))
	defer unix.Close(pidfd)
	if err := unix.SetNonblock(pidfd, true); err != nil {
		t.Fatal(err)
	}
	msg := strings.Replace(message("c"), `["seccompFd"]`, `["pidFd","seccompFd"]`, 1)
	dial(t, path).send(msg, pidfd, fd)
	c := accept(t, l)
	f := c.Files["pidFd"]
	if len(c.Files) != 1 || f == nil {
		t.Fatalf("files %v, want the pidfd", c.Files)
	}
	if err := unix.PidfdSendSignal(int(f.Fd()), 0, nil, 0); err != nil {
		t.Errorf("not the pidfd: %v", err)
	}
	if flags := must[int](t)(unix.FcntlInt(f.Fd(), unix.F_GETFD, 0)); flags&unix.FD_CLOEXEC == 0 {
		t.Error("a child would inherit the file")
	}
	// Whatever it is and however it is set, it is not for the netpoller, which it could hold up.
	if err := f.SetDeadline(time.Now()); !errors.Is(err, os.ErrNoDeadline) {
		t.Errorf("the netpoller has it: %v", err)
	}
	c.Close()
	if err := f.Close(); !errors.Is(err, os.ErrClosed) {
		t.Error("Close left the file open")
	}
}

// Whatever a peer does wrong concerns its connection alone: the reason is logged, no
// descriptor stays open, and the next container comes.
func TestRefuse(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	with := func(old, new string) string { return strings.Replace(message("bad"), old, new, 1) }
	for _, tc := range []struct {
		name, msg string
		// files has an l for each listener to send, and a p for each pipe.
		files string
		logs  string
	}{
		{"no JSON", "GET / HTTP/1.1\r\n\r\n", "l", "not a container process state"},
		{"another JSON", `[1, 2]`, "l", "not a container process state"},
		{"another type", with(`4711`, `"x"`), "l", "not a container process state"},
		{"an incomplete message", message("bad")[:60], "l", "ended within the message"},
		{"spaces", "   \n", "l", "ended within the message"},
		{"an empty object", `{}`, "l", "no ociVersion"},
		{"unknown version", with(`"1.0.2-dev"`, `"2.0.0"`), "l", `unknown ociVersion \"2.0.0\"`},
		{"no version", with(`"1.0.2-dev"`, `"latest"`), "l", `unknown ociVersion \"latest\"`},
		{"no descriptor", message("bad"), "", "names 1 descriptors [\\\"seccompFd\\\"], and 0 came"},
		{"one too many", message("bad"), "lp", "names 1 descriptors [\\\"seccompFd\\\"], and 2 came"},
		{"one too few", with(`["seccompFd"]`, `["seccompFd","pidFd"]`), "l", "names 2 descriptors"},
		{"no names", with(`["seccompFd"]`, `null`), "l", "names 0 descriptors"},
		{"no listener named", with(`"seccompFd"`, `"other"`), "l", `is named \"seccompFd\"`},
		{"two listeners named", with(`["seccompFd"]`, `["seccompFd","seccompFd"]`), "ll", `two descriptors are named`},
		{"two others named alike", with(`["seccompFd"]`, `["seccompFd","a","a"]`), "lpp", `two descriptors are named`},
		{"no listener", message("bad"), "p", "not a seccomp listener"},
		{"no listener among others", with(`["seccompFd"]`, `["seccompFd","x"]`), "pl", "not a seccomp listener"},
		{"more than there is room for", message("bad"), strings.Repeat("p", 40), "descriptors were lost"},
		{"one more than allowed", message("bad"), strings.Repeat("p", 17), "more than 16 descriptors"},
		{"too long", with(`some metadata`, strings.Repeat("x", 5000)), "l", "longer than 4096 bytes"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l, path, log := listen(t, &ociagent.Config{MaxMessage: 4096})
			_, fd := target(t)
			p := must[[]int](t)(pipe())
			defer unix.Close(p[0])
			defer unix.Close(p[1])
			before := openFiles(t)
			var fds []int
			for _, f := range tc.files {
				fds = append(fds, map[rune]int{'l': fd, 'p': p[0]}[f])
			}
			r := dial(t, path)
			r.send(tc.msg, fds...)
			r.CloseWrite()
			log.wait(tc.logs)
			r.ended()
			r.Close()
			if st := l.Stats(); st != (ociagent.Stats{Refused: 1}) {
				t.Errorf("stats %+v", st)
			}
			if now := openFiles(t); now != before {
				t.Errorf("%d descriptors are open, before it were %d", now, before)
			}
			dial(t, path).send(message("good"), fd)
			if c := accept(t, l); c.State.State.ID != "good" {
				t.Errorf("container %q", c.State.State.ID)
			}
		})
	}
}

func pipe() ([]int, error) {
	p := make([]int, 2)
	return p, unix.Pipe2(p, unix.O_CLOEXEC)
}

// Descriptors that come later than the first byte are no part of the protocol.
func TestRefuseLateFiles(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, log := listen(t, nil)
	_, fd := target(t)
	r := dial(t, path)
	eventually(t, "it is connected", func() bool { return l.Stats().Unfinished == 1 })
	before := openFiles(t)
	r.send(message("c")[:10])
	r.consumed() // or the two would be read as one
	r.send(message("c")[10:], fd)
	log.wait("descriptors came after the beginning")
	r.ended()
	if now := openFiles(t); now != before-1 {
		t.Errorf("%d descriptors are open, want %d", now, before-1)
	}
}

// A peer that comes and goes, as crun does when a start fails, is nothing to report.
func TestSilentPeer(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, log := listen(t, nil)
	dial(t, path).Close()
	if s := log.wait("closed by its peer before a message"); !strings.Contains(s, "level=DEBUG") {
		t.Errorf("logged: %s", s)
	}
	if st := l.Stats(); st != (ociagent.Stats{}) {
		t.Errorf("stats %+v", st)
	}
}

// Peers that say nothing, and peers that do not end, delay nobody, also where Accept is
// in no hurry.
func TestSlowPeers(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, nil)
	_, fd := target(t)
	var slow []runtime
	for i := range 200 {
		r := dial(t, path)
		if i%2 == 0 {
			r.send(message("slow")[:30], fd)
		}
		slow = append(slow, r)
	}
	eventually(t, "all are connected", func() bool { return l.Stats().Unfinished == len(slow) })
	dial(t, path).send(message("quick"), fd)
	if c := accept(t, l); c.State.State.ID != "quick" {
		t.Errorf("container %q", c.State.State.ID)
	}
	// One of the slow ones is done at last.
	slow[0].send(message("slow")[30:])
	if c := accept(t, l); c.State.State.ID != "slow" {
		t.Errorf("container %q", c.State.State.ID)
	}
}

func TestTimeouts(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	t.Run("message", func(t *testing.T) {
		_, path, log := listen(t, &ociagent.Config{MessageTimeout: 50 * time.Millisecond})
		silent := dial(t, path)
		r := dial(t, path)
		r.send("{")
		// One byte now and then buys no time.
		go func() {
			for range 100 {
				if _, err := r.Write([]byte(" ")); err != nil {
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
		}()
		log.wait("was not complete 50ms after its first byte")
		r.ended()
		silent.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		if _, err := silent.Read(make([]byte, 1)); !os.IsTimeout(err) {
			t.Errorf("a silent peer's connection ended: %v", err)
		}
	})
	t.Run("idle", func(t *testing.T) {
		_, path, log := listen(t, &ociagent.Config{IdleTimeout: 50 * time.Millisecond})
		r := dial(t, path)
		log.wait("nothing came within 50ms")
		r.ended()
	})
}

var manyConnections = kerneltest.Scenario("ociagent: many connections", func(report kerneltest.Report) {
	t := &scenarioTB{report: report}
	var all []runtime
	for range 20 {
		all = append(all, dial(t, os.Getenv("OCIAGENT_SOCKET")))
	}
	for i := range all[:18] {
		all[i].ended()
	}
	report("evicted 18")
})

// scenarioTB lets helpers of tests run in a scenario.
type scenarioTB struct {
	testing.TB
	report kerneltest.Report
}

func (t *scenarioTB) Helper()        {}
func (t *scenarioTB) Cleanup(func()) {}
func (t *scenarioTB) Fatal(args ...any) {
	t.report("%s", fmt.Sprint(args...))
	os.Exit(1)
}

func (t *scenarioTB) Fatalf(format string, args ...any) {
	t.report(format, args...)
	os.Exit(1)
}

// A process that opens connections in masses loses its own, not somebody else's who came
// earlier.
func TestEviction(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, log := listen(t, &ociagent.Config{MaxUnfinished: 3})
	_, fd := target(t)
	patient := dial(t, path)
	eventually(t, "it is connected", func() bool { return l.Stats().Unfinished == 1 })
	kerneltest.Child(t, manyConnections, func(cmd *exec.Cmd) { cmd.Env = append(cmd.Env, "OCIAGENT_SOCKET="+path) })
	log.wait("more than 3 connections have not sent")
	eventually(t, "the others are gone", func() bool { return l.Stats().Unfinished == 1 })
	if st := l.Stats(); st.Evicted != 18 || st.Refused != 18 {
		t.Errorf("stats %+v, want 18 evicted", st)
	}
	patient.send(message("patient"), fd)
	if c := accept(t, l); c.State.State.ID != "patient" {
		t.Errorf("container %q", c.State.State.ID)
	}
}

var connectAndWait = kerneltest.Scenario("ociagent: connect and wait", func(report kerneltest.Report) {
	t := &scenarioTB{report: report}
	r := dial(t, os.Getenv("OCIAGENT_SOCKET"))
	r.ended()
	report("turned away")
})

// By default root and the agent's user are served, and nobody else, not even where the
// socket lets them in.
func TestAuthorizeOwner(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	const nobody = 65534
	_, path, log := listen(t, nil)
	for dir := filepath.Dir(path); dir != os.TempDir(); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	kerneltest.Child(t, connectAndWait, func(cmd *exec.Cmd) {
		cmd.Env = append(cmd.Env, "OCIAGENT_SOCKET="+path)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	})
	log.wait("not authorized: uid 65534")
	for _, tc := range []struct {
		uid uint32
		ok  bool
	}{{0, true}, {uint32(os.Geteuid()), true}, {nobody, false}} {
		if err := ociagent.Owner(ociagent.Peer{UID: tc.uid}); (err == nil) != tc.ok {
			t.Errorf("Owner of uid %d: %v", tc.uid, err)
		}
	}
}

// The hook decides before anything is read, and one that takes its time delays only its
// own peer.
func TestAuthorizeHook(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	verdict := make(chan error)
	asked := make(chan ociagent.Peer)
	l, path, log := listen(t, &ociagent.Config{Authorize: func(p ociagent.Peer) error {
		asked <- p
		return <-verdict
	}})
	_, fd := target(t)
	before := openFiles(t)
	slow, quick := dial(t, path), dial(t, path)
	slow.send(message("slow"), fd)
	quick.send(message("quick"), fd)
	for range 2 {
		if p := <-asked; p.PID != os.Getpid() {
			t.Errorf("asked for %v", p)
		}
	}
	if now := openFiles(t); now != before+4 {
		t.Errorf("%d descriptors are open, want %d: two connections, of two ends each", now, before+4)
	}
	verdict <- nil
	accept(t, l)
	verdict <- errors.New("I do not like you")
	log.wait("not authorized: I do not like you")
}

var noRoom = kerneltest.Scenario("ociagent: no room for descriptors", func(report kerneltest.Report) {
	dir, err := os.MkdirTemp("", "ociagent")
	if err != nil {
		report("%v", err)
		return
	}
	defer os.RemoveAll(dir)
	t := &scenarioTB{report: report}
	log := &logged{t: t}
	l, err := ociagent.Listen(filepath.Join(dir, "s"), &ociagent.Config{Logger: textLogger(log)})
	if err != nil {
		report("%v", err)
		return
	}
	defer l.Close()
	r := dial(t, filepath.Join(dir, "s"))
	eventually(t, "it is connected", func() bool { return l.Stats().Unfinished == 1 })
	before := openFiles(t)
	// As many are open as may be, but for one.
	var lim unix.Rlimit
	unix.Getrlimit(unix.RLIMIT_NOFILE, &lim)
	free, _ := unix.Dup(0)
	unix.Close(free)
	lim.Cur = uint64(free) + 1
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &lim); err != nil {
		report("%v", err)
	}
	r.send(message("c"), 0, 1, 2)
	log.wait("descriptors were lost")
	lim.Cur = lim.Max
	unix.Setrlimit(unix.RLIMIT_NOFILE, &lim)
	report("%d", openFiles(t)-before)
})

// A process that is out of descriptors receives fewer than were sent (MSG_CTRUNC), and
// closes those.
func TestOutOfDescriptors(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	got := kerneltest.Child(t, noRoom)
	if want := []string{"-1"}; !reflect.DeepEqual(got, want) { // the connection's
		t.Errorf("descriptors opened: %q, want %q", got, want)
	}
}

// A thousand containers cost no threads.
func TestThreads(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, nil)
	// Not all of one listener: the kernel lets one file into 500 epoll instances that are
	// themselves in another.
	var fds []int
	for range 4 {
		_, fd := target(t)
		fds = append(fds, fd)
	}
	const n = 1000
	before := threads(t)
	served := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	started := make(chan struct{}, n)
	go func() {
		served <- l.Serve(ctx, ociagent.HandlerFunc(func(ctx context.Context, c *ociagent.Container) error {
			started <- struct{}{}
			_, err := c.Stream.Receive(ctx)
			return err
		}))
	}()
	for i := range n {
		r := dial(t, path)
		r.send(message(fmt.Sprint("c", i)), fds[i%len(fds)])
		<-started
		r.Close()
	}
	if now := threads(t); now > before+30 {
		t.Errorf("%d threads for %d containers, %d without", now, n, before)
	}
	cancel()
	if err := <-served; err != context.Canceled {
		t.Errorf("Serve: %v", err)
	}
}

func TestServe(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, log := listen(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	served := make(chan error, 1)
	release := make(chan struct{})
	go func() {
		served <- l.Serve(ctx, ociagent.HandlerFunc(func(ctx context.Context, c *ociagent.Container) error {
			switch c.State.State.ID {
			case "panics":
				panic("oh no")
			case "fails":
				return errors.New("it did not work")
			case "lasts":
				<-ctx.Done()
				<-release
				return ctx.Err()
			}
			for n, err := range c.Stream.All(ctx) {
				if err != nil {
					return err
				}
				n.Error(unix.EXDEV)
			}
			return nil
		}))
	}()
	for _, id := range []string{"panics", "fails"} {
		tgt, fd := streamtestListener(t)
		dial(t, path).send(message(id), fd)
		log.wait("container.id=" + id)
		unix.Close(fd)
		// The container has been closed: nobody holds the listener.
		eventually(t, "the call fails by itself", func() bool {
			_, err := tgt.Call("mkdirat", unix.AT_FDCWD, "/nowhere/x", 0o700)
			return err == unix.ENOSYS
		})
	}
	log.wait("oh no")
	log.wait("it did not work")
	tgt, fd := target(t)
	dial(t, path).send(message("good"), fd)
	if _, err := tgt.Call("mkdirat", unix.AT_FDCWD, "/nowhere/x", 0o700); err != unix.EXDEV {
		t.Errorf("mkdirat: %v, want EXDEV", err)
	}
	_, fd = target(t)
	dial(t, path).send(message("lasts"), fd)
	eventually(t, "all have come", func() bool { return l.Stats().Received == 4 })
	time.Sleep(10 * time.Millisecond)
	cancel()
	select {
	case err := <-served:
		t.Errorf("Serve returned %v before its handlers", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(release)
	if err := <-served; err != context.Canceled {
		t.Errorf("Serve: %v, want the context's error", err)
	}
}

// A container that nobody accepts is closed with the listener.
func TestCloseWithContainer(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, nil)
	tgt, fd := streamtestListener(t)
	silent := dial(t, path)
	dial(t, path).send(message("c"), fd)
	unix.Close(fd)
	eventually(t, "it is there", func() bool { return l.Stats().Received == 1 })
	waiting := make(chan error)
	go func() {
		_, err := tgt.Call("mkdirat", unix.AT_FDCWD, "/nowhere/x", 0o700)
		waiting <- err
	}()
	for range 2 {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := <-waiting; err != unix.ENOSYS {
		t.Errorf("mkdirat: %v, want ENOSYS", err)
	}
	silent.ended()
	if _, err := l.Accept(t.Context()); !errors.Is(err, os.ErrClosed) {
		t.Errorf("Accept: %v, want os.ErrClosed", err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket's file: %v, want none", err)
	}
}

func TestAcceptContext(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, _, _ := listen(t, nil)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := l.Accept(ctx); err != context.DeadlineExceeded {
		t.Errorf("Accept: %v", err)
	}
}

// What one stream's configuration asks for is what the containers get.
func TestStreamConfig(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, &ociagent.Config{Stream: &seccompstream.Config{CloseResponse: seccompstream.Error(unix.EXDEV)}})
	tgt, fd := target(t)
	dial(t, path).send(message("c"), fd)
	c := accept(t, l)
	go func() {
		c.Stream.Receive(t.Context())
		c.Close()
	}()
	if _, err := tgt.Call("mkdirat", unix.AT_FDCWD, "/nowhere/x", 0o700); err != unix.EXDEV {
		t.Errorf("mkdirat: %v, want EXDEV", err)
	}
	if _, err := ociagent.Listen(filepath.Join(t.TempDir(), "s"), &ociagent.Config{MaxUnfinished: -1}); err == nil {
		t.Error("a negative number is a configuration")
	}
}

func TestExec(t *testing.T) {
	st := state("c")
	st.State.Status = specs.StateRunning
	if c := (&ociagent.Container{State: st}); !c.Exec() {
		t.Error("not taken for an exec")
	}
}
