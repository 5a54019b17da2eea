//go:build linux && cgo

package ociagent_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/ociagent"
)

func TestListenMode(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	for _, umask := range []int{0, 0o022} {
		// The directory is made before: one that others can write in is refused.
		path := filepath.Join(t.TempDir(), "agent.sock")
		old := unix.Umask(umask)
		l, err := ociagent.Listen(path, nil)
		unix.Umask(old)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		fi := must[fs.FileInfo](t)(os.Lstat(path))
		if fi.Mode() != fs.ModeSocket|0o600 {
			t.Errorf("umask %#o: mode %v, want srw-------", umask, fi.Mode())
		}
		if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
			t.Errorf("beside the socket there is %v", names)
		}
	}
}

func TestListenFolder(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	base := t.TempDir()
	folder := func(name string, mode uint32, uid int) string {
		t.Helper()
		dir := filepath.Join(base, name)
		if err := errors.Join(os.MkdirAll(dir, 0o700), unix.Chmod(dir, mode), os.Chown(dir, uid, -1)); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	symlink := func(to, name string) string {
		t.Helper()
		from := filepath.Join(base, name)
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
		return from
	}
	me := os.Geteuid()
	if err := os.WriteFile(filepath.Join(base, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, path string
		err        error
	}{
		{"own", folder("own", 0o755, me) + "/s", nil},
		{"writable for the group", folder("group", 0o770, me) + "/s", fs.ErrPermission},
		{"writable for all", folder("all", 0o777, me) + "/s", fs.ErrPermission},
		{"sticky", folder("sticky", unix.S_ISVTX|0o777, me) + "/s", fs.ErrPermission},
		{"below a sticky one", folder("sticky/own", 0o700, me) + "/s", nil},
		{"below a writable one", folder("all/own", 0o700, me) + "/s", fs.ErrPermission},
		{"somebody else's", folder("else", 0o755, me+1) + "/s", fs.ErrPermission},
		{"below somebody else's", folder("else/own", 0o700, me) + "/s", fs.ErrPermission},
		{"a link to a good one", symlink("own", "link") + "/s2", nil},
		{"a link to a bad one", symlink("all", "badlink") + "/s", fs.ErrPermission},
		{"missing", base + "/missing/s", fs.ErrNotExist},
		{"a file", base + "/file/s", unix.ENOTDIR},
		{"abstract", "@s", unix.EINVAL},
		{"empty", "", unix.EINVAL},
		{"NUL", base + "/own/\x00s", unix.EINVAL},
		{"too long", base + "/own/" + strings.Repeat("s", 108), unix.EINVAL},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l, err := ociagent.Listen(tc.path, nil)
			if err == nil {
				l.Close()
			}
			if !errors.Is(err, tc.err) {
				t.Errorf("Listen: %v, want %v", err, tc.err)
			}
		})
	}
}

// stale leaves a socket's file that nobody listens on.
func stale(t testing.TB, path string) {
	t.Helper()
	l := must[*net.UnixListener](t)(net.ListenUnix("unix", &net.UnixAddr{Name: path}))
	l.SetUnlinkOnClose(false)
	l.Close()
}

func TestListenStale(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	path := filepath.Join(t.TempDir(), "s")
	stale(t, path)
	// All start at once: one of them gets it.
	var wg sync.WaitGroup
	got := make(chan *ociagent.Listener, 8)
	for range cap(got) {
		wg.Go(func() {
			l, err := ociagent.Listen(path, nil)
			switch {
			case err == nil:
				got <- l
			case !errors.Is(err, unix.EADDRINUSE):
				t.Errorf("Listen: %v", err)
			}
		})
	}
	wg.Wait()
	if len(got) != 1 {
		t.Fatalf("%d listen at the same path", len(got))
	}
	l := <-got
	defer l.Close()
	_, fd := target(t)
	dial(t, path).send(message("c"), fd)
	accept(t, l)
}

func TestListenLive(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	dir := t.TempDir()
	inUse := func(path string, want error) {
		t.Helper()
		before := must[fs.FileInfo](t)(os.Lstat(path))
		if _, err := ociagent.Listen(path, nil); !errors.Is(err, want) {
			t.Errorf("Listen: %v, want %v", err, want)
		}
		after, err := os.Lstat(path)
		if err != nil || !os.SameFile(before, after) {
			t.Errorf("what was there is not any more: %v", err)
		}
	}
	l, path, _ := listen(t, nil)
	inUse(path, unix.EADDRINUSE)
	_, fd := target(t)
	dial(t, path).send(message("c"), fd)
	accept(t, l)

	// Alive, but so busy that its queue is full.
	full := filepath.Join(dir, "full")
	s := must[int](t)(unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	defer unix.Close(s)
	if err := errors.Join(unix.Bind(s, &unix.SockaddrUnix{Name: full}), unix.Listen(s, 0)); err != nil {
		t.Fatal(err)
	}
	dial(t, full)
	inUse(full, unix.EADDRINUSE)

	gram := filepath.Join(dir, "datagram")
	g := must[*net.UnixConn](t)(net.ListenUnixgram("unixgram", &net.UnixAddr{Name: gram}))
	defer g.Close()
	inUse(gram, unix.EADDRINUSE)

	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	inUse(file, fs.ErrExist)
	link := filepath.Join(dir, "link")
	stale(t, filepath.Join(dir, "old"))
	if err := os.Symlink("old", link); err != nil {
		t.Fatal(err)
	}
	inUse(link, fs.ErrExist)
}

// Close removes its own socket, and nobody else's.
func TestCloseLeavesOthers(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, nil)
	if err := os.Rename(path, path+".mine"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(path); err != nil {
		t.Errorf("somebody else's file: %v", err)
	}
}

// A listener is detached in the middle of everything, and another one goes on with what
// it returned.
func TestDetach(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, nil)
	_, fd := target(t)
	silent, started, whole := dial(t, path), dial(t, path), dial(t, path)
	started.send(message("started")[:20], fd)
	whole.send(message("whole"), fd)
	eventually(t, "all are there", func() bool { st := l.Stats(); return st.Unfinished == 2 && st.Received == 1 })

	// Neither the message that has begun nor the container that nobody accepted can be
	// handed over.
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := l.Detach(ctx); err != context.DeadlineExceeded {
		t.Fatalf("Detach: %v, want the context's error", err)
	}
	// It goes on.
	if c := accept(t, l); c.State.State.ID != "whole" {
		t.Errorf("container %q", c.State.State.ID)
	}
	later := dial(t, path)
	later.send(message("later"), fd)
	if c := accept(t, l); c.State.State.ID != "later" {
		t.Errorf("container %q", c.State.State.ID)
	}

	type result struct {
		files []*os.File
		err   error
	}
	detached := make(chan result)
	go func() {
		files, err := l.Detach(t.Context())
		detached <- result{files, err}
	}()
	time.Sleep(20 * time.Millisecond)
	queued := dial(t, path)
	queued.send(message("queued"), fd)
	select {
	case r := <-detached:
		t.Fatalf("Detach did not wait for the message: %v", r.err)
	case <-time.After(20 * time.Millisecond):
	}
	started.send(message("started")[20:])
	if c := accept(t, l); c.State.State.ID != "started" {
		t.Errorf("container %q", c.State.State.ID)
	}
	r := <-detached
	if r.err != nil {
		t.Fatal(r.err)
	}
	if len(r.files) != 2 {
		t.Errorf("%d files, want the socket and the silent connection", len(r.files))
	}
	for range 2 {
		if _, err := l.Detach(t.Context()); !errors.Is(err, os.ErrClosed) {
			t.Errorf("Detach again: %v", err)
		}
		if _, err := l.Accept(t.Context()); !errors.Is(err, net.ErrClosed) {
			t.Errorf("Accept: %v", err)
		}
	}
	l.Close()

	if _, err := ociagent.Listen(path, nil); !errors.Is(err, unix.EADDRINUSE) {
		t.Errorf("Listen between the two: %v, want EADDRINUSE", err)
	}
	next, err := ociagent.NewListener(r.files, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	for _, f := range r.files {
		f.Close()
	}
	if c := accept(t, next); c.State.State.ID != "queued" {
		t.Errorf("container %q", c.State.State.ID)
	}
	silent.send(message("silent"), fd)
	if c := accept(t, next); c.State.State.ID != "silent" {
		t.Errorf("container %q", c.State.State.ID)
	} else if c.Peer.PID != os.Getpid() {
		t.Errorf("peer %v", c.Peer)
	}
	if got := next.Addr().String(); got != path {
		t.Errorf("address %q", got)
	}
}

// Detach again and again under load loses no container.
func TestDetachUnderLoad(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	l, path, _ := listen(t, nil)
	_, fd := target(t)
	const n = 300
	var sent sync.WaitGroup
	for w := range 3 {
		sent.Go(func() {
			for i := range n / 3 {
				r := dial(t, path)
				if i%3 == 0 {
					time.Sleep(time.Millisecond)
				}
				msg := message(fmt.Sprint(w, "-", i))
				r.send(msg[:10], fd)
				r.send(msg[10:])
				r.ended()
			}
		})
	}
	seen := map[string]bool{}
	for len(seen) < n {
		accepted := make(chan []*ociagent.Container)
		go func(l *ociagent.Listener) {
			var all []*ociagent.Container
			for {
				c, err := l.Accept(t.Context())
				if err != nil {
					accepted <- all
					return
				}
				all = append(all, c)
			}
		}(l)
		time.Sleep(5 * time.Millisecond)
		files, err := l.Detach(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range <-accepted {
			seen[c.State.State.ID] = true
			c.Close()
		}
		if l, err = ociagent.NewListener(files, nil); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			f.Close()
		}
		defer l.Close()
	}
	sent.Wait()
}

func TestNewListenerRefuses(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	p := must[[]int](t)(pipe())
	r, w := os.NewFile(uintptr(p[0]), "r"), os.NewFile(uintptr(p[1]), "w")
	defer r.Close()
	defer w.Close()
	tcp := must[net.Listener](t)(net.Listen("tcp", "127.0.0.1:0"))
	defer tcp.Close()
	tcpFile := must[*os.File](t)(tcp.(*net.TCPListener).File())
	defer tcpFile.Close()
	pair := must[[2]int](t)(unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	conn, peer := os.NewFile(uintptr(pair[0]), "connection"), os.NewFile(uintptr(pair[1]), "peer")
	defer conn.Close()
	defer peer.Close()
	before := openFiles(t)
	for _, tc := range []struct {
		name  string
		files []*os.File
		want  string
	}{
		{"none", nil, "none of the inherited files is a listening socket"},
		{"a pipe", []*os.File{r}, "inheriting r"},
		{"TCP", []*os.File{tcpFile}, "not a Unix stream socket"},
		{"a connection alone", []*os.File{conn}, "none of the inherited files is a listening socket"},
		{"a connection and a pipe", []*os.File{conn, w}, "inheriting w"},
	} {
		_, err := ociagent.NewListener(tc.files, nil)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
	if now := openFiles(t); now != before {
		t.Errorf("%d descriptors are open, before it were %d", now, before)
	}
}

// A socket of systemd's may have options set that bring descriptors of their own.
func TestPassOptions(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	path := filepath.Join(t.TempDir(), "s")
	sock := must[*net.UnixListener](t)(net.ListenUnix("unix", &net.UnixAddr{Name: path}))
	defer sock.Close()
	f := must[*os.File](t)(sock.File())
	defer f.Close()
	for _, opt := range []int{unix.SO_PASSCRED, unix.SO_PASSPIDFD} {
		if err := unix.SetsockoptInt(int(f.Fd()), unix.SOL_SOCKET, opt, 1); err != nil && err != unix.ENOPROTOOPT {
			t.Fatal(err)
		}
	}
	_, fd := target(t)
	before := openFiles(t)
	// A connection that is made before the listener has them, too.
	early := dial(t, path)
	l := must[*ociagent.Listener](t)(ociagent.NewListener([]*os.File{f}, nil))
	early.send(message("c"), fd)
	c := accept(t, l)
	early.Close()
	c.Close()
	l.Close()
	if now := openFiles(t); now != before {
		t.Errorf("%d descriptors are open, before it were %d", now, before)
	}
}

const activatedVar = "OCIAGENT_TEST_ACTIVATED"

// runActivated is the process that TestActivated starts.
func runActivated() {
	for range 2 {
		for _, f := range ociagent.Activated() {
			flags, _ := unix.FcntlInt(f.Fd(), unix.F_GETFD, 0)
			l, err := ociagent.NewListener([]*os.File{f}, nil)
			f.Close()
			fmt.Println(f.Name(), flags&unix.FD_CLOEXEC != 0, err)
			if err == nil {
				ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
				c, err := l.Accept(ctx)
				cancel()
				fmt.Println(err)
				if err == nil {
					fmt.Println(c.State.State.ID)
					c.Close()
				}
				l.Close()
			}
		}
	}
	_, set := os.LookupEnv("LISTEN_FDS")
	fmt.Println(set)
}

func TestActivated(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	path := filepath.Join(t.TempDir(), "s")
	sock := must[*net.UnixListener](t)(net.ListenUnix("unix", &net.UnixAddr{Name: path}))
	defer sock.Close()
	f := must[*os.File](t)(sock.File())
	defer f.Close()
	run := func(env ...string) string {
		t.Helper()
		cmd := exec.Command("/bin/sh", "-c", `LISTEN_PID=${P:-$$} exec /proc/$PPID/exe`)
		cmd.Env = append(append(os.Environ(), activatedVar+"=1"), env...)
		cmd.ExtraFiles = []*os.File{f}
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	_, fd := target(t)
	dial(t, path).send(message("c1"), fd)
	if got := run("LISTEN_FDS=1", "LISTEN_FDNAMES=agent"); got != "agent true <nil>\n<nil>\nc1\nfalse\n" {
		t.Errorf("activated: %q", got)
	}
	dial(t, path).send(message("c2"), fd)
	if got := run("LISTEN_FDS=1"); got != "LISTEN_FD_3 true <nil>\n<nil>\nc2\nfalse\n" {
		t.Errorf("without names: %q", got)
	}
	if got := run("LISTEN_FDS=1", "P=1"); got != "false\n" {
		t.Errorf("meant for another process: %q", got)
	}
	if got := run("LISTEN_FDS=-1"); got != "false\n" {
		t.Errorf("a bad number: %q", got)
	}
}
