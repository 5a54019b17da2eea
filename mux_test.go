//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// says returns a handler whose answer can be recognized.
func says(val int64) seccompstream.Handler {
	return handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
		return seccompstream.Success(val)
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const x32 = 0x40000000

func TestMux(t *testing.T) {
	kerneltest.Deadline(t, limit)
	m := seccompstream.NewMux()
	must(t, m.Handle("openat", says(1)))
	must(t, m.HandleFunc("socketcall", says(2).HandleNotification))
	must(t, m.Handle("connect", says(6)))
	must(t, m.HandleNumber(unix.AUDIT_ARCH_I386, 295, says(3))) // openat there
	must(t, m.HandleNumber(unix.AUDIT_ARCH_X86_64, 9999, says(4)))
	enosys := seccompstream.Error(unix.ENOSYS)
	check := func(arch uint32, nr int32, want seccompstream.Response) {
		t.Helper()
		n := seccompstream.Notification{Arch: arch, Syscall: nr}
		if got := m.HandleNotification(t.Context(), n); got != want {
			t.Errorf("%v: got %v, want %v", n, got, want)
		}
	}
	check(unix.AUDIT_ARCH_X86_64, 257, seccompstream.Success(1))
	check(unix.AUDIT_ARCH_X86_64, 257|x32, seccompstream.Success(1))
	check(unix.AUDIT_ARCH_AARCH64, 56, seccompstream.Success(1))
	check(unix.AUDIT_ARCH_S390X, 288, seccompstream.Success(1))
	check(unix.AUDIT_ARCH_I386, 102, seccompstream.Success(2))
	check(unix.AUDIT_ARCH_I386, 362, seccompstream.Success(6))
	check(unix.AUDIT_ARCH_X86_64, 42, seccompstream.Success(6))
	check(unix.AUDIT_ARCH_I386, 295, seccompstream.Success(3))
	check(unix.AUDIT_ARCH_X86_64, 9999, seccompstream.Success(4))
	// The same numbers mean other calls elsewhere.
	check(unix.AUDIT_ARCH_I386, 257, enosys)
	check(unix.AUDIT_ARCH_X86_64, 102, enosys)
	check(unix.AUDIT_ARCH_X86_64, 295, enosys)
	check(unix.AUDIT_ARCH_X86_64, 9999|x32, enosys)
	check(unix.AUDIT_ARCH_AARCH64, 257, enosys)
	check(0, 257, enosys)
	check(unix.AUDIT_ARCH_X86_64, -1, enosys)
	m.Default(says(5))
	check(unix.AUDIT_ARCH_I386, 257, seccompstream.Success(5))
	check(unix.AUDIT_ARCH_X86_64, 257, seccompstream.Success(1))
	m.Default(nil)
	check(unix.AUDIT_ARCH_I386, 257, enosys)
}

func TestMuxRefuses(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var m seccompstream.Mux
	must(t, m.Handle("openat", says(1)))
	must(t, m.HandleNumber(unix.AUDIT_ARCH_X86_64, 1, says(1)))
	for what, err := range map[string]error{
		"unknown name":     m.Handle("opennat", says(2)),
		"empty name":       m.Handle("", says(2)),
		"NUL in the name":  m.Handle("openat\x00", says(2)),
		"name twice":       m.Handle("openat", says(2)),
		"number twice":     m.HandleNumber(unix.AUDIT_ARCH_X86_64, 1, says(2)),
		"nil handler":      m.Handle("mkdir", nil),
		"nil function":     m.HandleFunc("mkdir", nil),
		"nil for a number": m.HandleNumber(unix.AUDIT_ARCH_X86_64, 2, nil),
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		} else if !strings.HasPrefix(err.Error(), "seccompstream: ") {
			t.Errorf("%s: %v", what, err)
		}
	}
	// What was refused has changed nothing.
	if r := m.HandleNotification(t.Context(), seccompstream.Notification{Arch: unix.AUDIT_ARCH_X86_64, Syscall: 257}); r != seccompstream.Success(1) {
		t.Errorf("got %v", r)
	}
}

// Every call that has a name can be handled by it, all at once, and gets its own
// handler.
func TestMuxHandlesEveryName(t *testing.T) {
	kerneltest.Deadline(t, limit)
	m := seccompstream.NewMux()
	numbers := map[string]int64{}
	var calls []seccompstream.Notification
	for _, arch := range []uint32{unix.AUDIT_ARCH_X86_64, unix.AUDIT_ARCH_I386, unix.AUDIT_ARCH_AARCH64, unix.AUDIT_ARCH_S390X} {
		for nr := range int32(600) {
			n := seccompstream.Notification{Arch: arch, Syscall: nr}
			if n.Name() == fmt.Sprintf("syscall_%d", nr) {
				continue
			}
			calls = append(calls, n)
			if _, known := numbers[n.Name()]; !known {
				numbers[n.Name()] = int64(len(numbers))
				if err := m.Handle(n.Name(), says(numbers[n.Name()])); err != nil {
					t.Error(err)
				}
			}
		}
	}
	if len(calls) < 1000 {
		t.Errorf("only %d calls have names", len(calls))
	}
	for _, n := range calls {
		if r := m.HandleNotification(t.Context(), n); r != seccompstream.Success(numbers[n.Name()]) {
			t.Errorf("%v: got the answer %v", n, r)
		}
	}
}

func TestMuxMiddleware(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var m seccompstream.Mux
	var seen []string
	note := func(name string) seccompstream.Middleware {
		return func(next seccompstream.Handler) seccompstream.Handler {
			return handlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
				seen = append(seen, name+" "+n.Name())
				return next.HandleNotification(ctx, n)
			})
		}
	}
	deny := func(seccompstream.Handler) seccompstream.Handler { return says(99) }
	m.Use(note("outer"), note("middle"))
	must(t, m.Handle("openat", says(1)))
	m.Use(note("inner"))
	m.HandleNotification(t.Context(), seccompstream.Notification{Arch: unix.AUDIT_ARCH_X86_64, Syscall: 257})
	m.HandleNotification(t.Context(), seccompstream.Notification{Arch: unix.AUDIT_ARCH_X86_64, Syscall: 0})
	want := []string{"outer openat", "middle openat", "inner openat", "outer read", "middle read", "inner read"}
	if !slices.Equal(seen, want) {
		t.Errorf("went through %q, want %q", seen, want)
	}
	m.Use(deny)
	if r := m.HandleNotification(t.Context(), seccompstream.Notification{Arch: unix.AUDIT_ARCH_X86_64, Syscall: 257}); r != seccompstream.Success(99) {
		t.Errorf("middleware was passed by: %v", r)
	}
}

func TestMuxServes(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid", "getuid", "getgid")
	m := seccompstream.NewMux()
	must(t, m.Handle("getppid", says(11)))
	serve(t, target.Stream, m)
	for round := range 2 {
		if val, err := target.Call("getppid"); val != 11 || err != nil {
			t.Errorf("getppid: %d, %v", val, err)
		}
		if _, err := target.Call("getuid"); err != unix.ENOSYS {
			t.Errorf("a call that no handler is for: %v", err)
		}
		val, err := target.Call("getgid")
		if round == 0 {
			wantErr(t, "getgid", err, unix.ENOSYS)
			must(t, m.Handle("getgid", says(12))) // while it serves
		} else if val != 12 || err != nil {
			t.Errorf("getgid: %d, %v", val, err)
		}
	}
}

// A Mux may be changed while it is in use.
func TestMuxRaces(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var m seccompstream.Mux
	var wg sync.WaitGroup
	for i := range int32(4) {
		wg.Go(func() {
			for nr := range int32(50) {
				must(t, m.HandleNumber(1000+uint32(i), nr, says(int64(nr))))
				m.Use(func(h seccompstream.Handler) seccompstream.Handler { return h })
				m.Default(says(-1))
			}
		})
		wg.Go(func() {
			for nr := range int32(500) {
				n := seccompstream.Notification{Arch: 1000 + uint32(i), Syscall: nr % 50}
				switch r := m.HandleNotification(context.Background(), n); r {
				case seccompstream.Success(int64(nr % 50)), seccompstream.Success(-1), seccompstream.Error(unix.ENOSYS):
				default:
					t.Errorf("got %v", r)
				}
			}
		})
	}
	wg.Wait()
}

func TestMuxAllocatesNothing(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var m seccompstream.Mux
	must(t, m.Handle("openat", says(1)))
	ctx := t.Context()
	for _, nr := range []int32{257, 258, 4321, -5} {
		n := seccompstream.Notification{Arch: unix.AUDIT_ARCH_X86_64, Syscall: nr}
		if allocs := testing.AllocsPerRun(100, func() { m.HandleNotification(ctx, n) }); allocs != 0 {
			t.Errorf("%d: %v allocations", nr, allocs)
		}
	}
}

func TestLogging(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var log logBuffer
	target := streamtest.New(t, nil, "getppid")
	m := seccompstream.NewMux()
	m.Use(seccompstream.Logging(slog.New(slog.NewJSONHandler(&log, nil))))
	m.Default(handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
		return seccompstream.Error(unix.EACCES)
	}))
	serve(t, target.Stream, m)
	_, err := target.Call("getppid", 255)
	wantErr(t, "target", err, unix.EACCES)
	var line struct {
		Msg, Response, Level string
		Took                 float64
		Notification         struct {
			PID  int
			Call string
			Args []string
			Arch string
		}
	}
	must(t, json.Unmarshal([]byte(log.String()), &line))
	n := line.Notification
	if line.Level != "INFO" || line.Response != "error(EACCES)" || n.PID != target.TID || n.Call != "getppid" || n.Args[0] != "0xff" || n.Arch == "" || line.Took <= 0 {
		t.Errorf("%s", log.String())
	}
	// What would not be written is not made.
	quiet := seccompstream.Logging(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelError})))(says(1))
	ctx, what := t.Context(), seccompstream.Notification{}
	if allocs := testing.AllocsPerRun(100, func() { quiet.HandleNotification(ctx, what) }); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func TestRecover(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var log logBuffer
	target := streamtest.New(t, nil, "getppid")
	m := seccompstream.NewMux()
	m.Use(seccompstream.Logging(log.logger()), seccompstream.Recover(log.logger(), seccompstream.Error(unix.EREMOTEIO)))
	m.Default(handlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		if n.Args[0] == 1 {
			panic("at the handler")
		}
		return seccompstream.Success(1)
	}))
	serve(t, target.Stream, m)
	if val, err := target.Call("getppid", 0); val != 1 || err != nil {
		t.Errorf("%d, %v", val, err)
	}
	_, err := target.Call("getppid", 1)
	wantErr(t, "panic", err, unix.EREMOTEIO)
	for _, want := range []string{"at the handler", "stack=", "response=error(EREMOTEIO)"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %q:\n%s", want, log.String())
		}
	}
	if st := settled(t, target.Stream); st.Panicked != 0 {
		t.Errorf("%+v", st)
	}
	// Without an answer of its own.
	h := seccompstream.Recover(log.logger(), seccompstream.Response{})(handlerFunc(nil))
	if r := h.HandleNotification(t.Context(), seccompstream.Notification{}); r != seccompstream.Error(unix.EIO) {
		t.Errorf("got %v", r)
	}
}
