//go:build linux && cgo

package ociagent_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/ociagent"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestMain(m *testing.M) {
	if os.Getenv(activatedVar) != "" {
		runActivated()
		return
	}
	kerneltest.Main(m)
}

// logged keeps what a listener logs.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
	t   testing.TB
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// wait returns what has been logged once that contains what.
func (l *logged) wait(what string) string {
	l.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		l.mu.Lock()
		s := l.buf.String()
		l.mu.Unlock()
		if strings.Contains(s, what) {
			return s
		}
		if time.Now().After(deadline) {
			l.t.Fatalf("not logged: %q; but:\n%s", what, s)
		}
	}
}

// listen returns a listener in a directory of its own, its path and its log.
func listen(t testing.TB, cfg *ociagent.Config) (*ociagent.Listener, string, *logged) {
	t.Helper()
	var conf ociagent.Config
	if cfg != nil {
		conf = *cfg
	}
	log := &logged{t: t}
	conf.Logger = textLogger(log)
	path := filepath.Join(t.TempDir(), "agent.sock")
	l, err := ociagent.Listen(path, &conf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l, path, log
}

// A runtime is the client's end of a connection.
type runtime struct {
	*net.UnixConn
	t testing.TB
}

func dial(t testing.TB, path string) runtime {
	t.Helper()
	conn, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return runtime{conn.(*net.UnixConn), t}
}

// send makes one sendmsg.
func (r runtime) send(msg string, fds ...int) {
	r.t.Helper()
	if _, _, err := r.WriteMsgUnix([]byte(msg), unix.UnixRights(fds...), nil); err != nil {
		r.t.Fatal(err)
	}
}

// consumed waits until the agent has read all that was sent.
func (r runtime) consumed() {
	r.t.Helper()
	raw := must[syscall.RawConn](r.t)(r.SyscallConn())
	for left := 1; left > 0; time.Sleep(time.Millisecond) {
		var err error
		if cerr := raw.Control(func(fd uintptr) { left, err = unix.IoctlGetInt(int(fd), unix.SIOCOUTQ) }); cerr != nil || err != nil {
			r.t.Fatal(cerr, err)
		}
	}
}

// ended waits until the agent has closed the connection.
func (r runtime) ended() {
	r.t.Helper()
	r.SetReadDeadline(time.Now().Add(20 * time.Second))
	if n, err := r.Read(make([]byte, 1)); err == nil || os.IsTimeout(err) {
		r.t.Fatalf("the connection has not ended: read %d, %v", n, err)
	}
}

func state(id string) specs.ContainerProcessState {
	return specs.ContainerProcessState{
		Version:  "1.0.2-dev",
		Fds:      []string{specs.SeccompFdName},
		Pid:      4711,
		Metadata: "some metadata",
		State: specs.State{
			Version: "1.0.2-dev", ID: id, Status: specs.StateCreating, Pid: 4711, Bundle: "/b",
			Annotations: map[string]string{"k": "v"},
		},
	}
}

// message returns what runc sends.
func message(id string) string {
	b, _ := json.Marshal(state(id))
	return string(b)
}

// target returns a target and its listener, which the test's end closes.
func target(t testing.TB) (*streamtest.Target, int) {
	t.Helper()
	tgt, fd := streamtest.NewListener(t, "mkdirat")
	t.Cleanup(func() { unix.Close(fd) })
	return tgt, fd
}

func accept(t testing.TB, l *ociagent.Listener) *ociagent.Container {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	c, err := l.Accept(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// openFiles counts the process's descriptors.
func openFiles(t testing.TB) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// eventually waits for a condition.
func eventually(t testing.TB, what string, cond func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !cond(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("has not come true: ", what)
		}
	}
}

func threads(t testing.TB) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/task")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// streamtestListener returns a target and its listener, which the caller owns.
func streamtestListener(t testing.TB) (*streamtest.Target, int) {
	t.Helper()
	return streamtest.NewListener(t, "mkdirat")
}

func textLogger(l *logged) *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}
