//go:build linux && cgo

package call_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/call"
	"github.com/seccompstream/seccompstream/internal/calltable"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestHandle(t *testing.T) {
	kerneltest.Deadline(t, limit)
	mux := seccompstream.NewMux()
	paths := make(chan string, 8)
	if err := call.Handle(mux, func(_ context.Context, _ seccompstream.Notification, c *call.Mkdir) seccompstream.Response {
		paths <- c.Name() + " " + c.Path
		return seccompstream.Error(unix.EROFS)
	}); err != nil {
		t.Fatal(err)
	}
	if err := call.HandleGroup(mux, "%remove", func(_ context.Context, _ seccompstream.Notification, c call.Call) seccompstream.Response {
		paths <- c.Name() + " " + c.Paths()[0].Name
		return seccompstream.Success(0)
	}); err != nil {
		t.Fatal(err)
	}
	target := streamtest.New(t, nil, "mkdirat", "unlinkat", "chdir")
	go target.Stream.Serve(context.Background(), mux)
	for _, c := range []struct {
		name string
		args []any
		err  error
		path string
	}{
		{"mkdirat", []any{unix.AT_FDCWD, "made", 0o700}, unix.EROFS, "mkdirat made"},
		{"unlinkat", []any{unix.AT_FDCWD, "gone", 0}, nil, "unlinkat gone"},
		// What cannot be read fails as in the kernel, and no handler sees it.
		{"mkdirat", []any{unix.AT_FDCWD, 8, 0o700}, unix.EFAULT, ""},
		{"chdir", []any{"x"}, unix.ENOSYS, ""},
	} {
		if _, err := target.Call(c.name, c.args...); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", c.name, err, c.err)
		}
		if c.path != "" {
			if got := <-paths; got != c.path {
				t.Errorf("%q, want %q", got, c.path)
			}
		}
	}
	if len(paths) != 0 {
		t.Errorf("a handler saw %q", <-paths)
	}
}

// Calls that come by way of socketcall go to the handlers of what they are.
func TestHandleIndirect(t *testing.T) {
	mux := seccompstream.NewMux()
	var got []string
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(call.Handle(mux, func(_ context.Context, _ seccompstream.Notification, c *call.Socket) seccompstream.Response {
		got = append(got, c.Name())
		return seccompstream.Success(1)
	}))
	must(call.Handle(mux, func(_ context.Context, _ seccompstream.Notification, c *call.Listen) seccompstream.Response {
		got = append(got, c.Name())
		return seccompstream.Success(2)
	}))
	if err := call.Handle(mux, func(context.Context, seccompstream.Notification, *call.Listen) seccompstream.Response {
		return seccompstream.Success(3)
	}); err == nil {
		t.Error("a second handler")
	}
	if err := call.Handle(mux, func(context.Context, seccompstream.Notification, *call.Other) seccompstream.Response {
		return seccompstream.Success(3)
	}); err == nil {
		t.Error("a handler of Other")
	}
	if err := call.HandleGroup(mux, "%nothing", func(context.Context, seccompstream.Notification, call.Call) seccompstream.Response {
		return seccompstream.Success(3)
	}); err == nil {
		t.Error("a handler of no group")
	}
	// A call without a stream can be decoded if nothing of memory is read, so these are direct.
	for _, c := range []struct {
		nr   int32
		want seccompstream.Response
	}{{359, seccompstream.Success(1)}, {363, seccompstream.Success(2)}} {
		n := seccompstream.Notification{Arch: calltable.I386.Audit(), Syscall: c.nr}
		if r := mux.HandleNotification(context.Background(), n); r != c.want {
			t.Errorf("%d: %v", c.nr, r)
		}
	}
	// The arguments of socketcall are in memory, of which there is none here.
	n := seccompstream.Notification{Arch: calltable.I386.Audit(), Syscall: 102, Args: [6]uint64{1}}
	if r := mux.HandleNotification(context.Background(), n); r == seccompstream.Error(unix.ENOSYS) || r == seccompstream.Success(1) {
		t.Errorf("socketcall: %v", r)
	}
	if len(got) != 2 || got[0] != "socket" || got[1] != "listen" {
		t.Errorf("%q", got)
	}
}

func TestLogged(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	target := streamtest.New(t, nil, "mkdirat")
	last := make(chan seccompstream.Notification, 1)
	go target.Stream.Serve(context.Background(), seccompstream.HandlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		log.Info("seen", "n", call.Logged{Notification: n})
		last <- n
		return seccompstream.Success(0)
	}))
	if _, err := target.Call("mkdirat", unix.AT_FDCWD, "\x1bx", 0o700); err != nil {
		t.Fatal(err)
	}
	n := <-last
	if !strings.Contains(out.String(), `n.call="mkdirat(AT_FDCWD, \"\\33x\", 0700)"`) {
		t.Errorf("%s", out.String())
	}
	out.Reset()
	log.Info("over", "n", call.Logged{Notification: n})
	if !strings.Contains(out.String(), "n.call=mkdirat n.args=") {
		t.Errorf("%s", out.String())
	}
}

func TestNames(t *testing.T) {
	if names, err := call.Names("truncate"); err != nil || len(names) != 2 {
		t.Errorf("%q, %v", names, err)
	}
	for _, bad := range []string{"", "%x", "no_such_call"} {
		if names, err := call.Names(bad); err == nil {
			t.Errorf("%q: %q", bad, names)
		}
	}
	if nr, ok := call.Number(calltable.AMD64.Audit(), true, "execve"); !ok || nr != 0x40000000|520 {
		t.Errorf("%#x, %v", nr, ok)
	}
	if name, ok := call.NameOf(calltable.AMD64.Audit(), 469); !ok || name != "file_setattr" {
		t.Errorf("%s, %v", name, ok)
	}
}
