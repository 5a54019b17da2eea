//go:build linux && cgo

package call_test

import (
	"context"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/call"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }

const limit = 2 * time.Minute

// decoded makes a call in a live target and returns what it decodes to.
func decoded(t *testing.T, d *call.Decoder, name string, args ...any) (call.Call, error) {
	t.Helper()
	target := streamtest.New(t, nil, name)
	type result struct {
		c   call.Call
		err error
	}
	got := make(chan result, 1)
	go target.Stream.Serve(context.Background(), seccompstream.HandlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		c, err := d.Decode(n)
		select {
		case got <- result{c, err}:
		default:
		}
		return seccompstream.Success(0)
	}))
	if _, err := target.Call(name, args...); err != nil {
		t.Fatal(err)
	}
	r := <-got
	return r.c, r.err
}

func TestOpenat(t *testing.T) {
	kerneltest.Deadline(t, limit)
	c, err := decoded(t, new(call.Decoder), "openat", unix.AT_FDCWD, "/etc/passwd\n", unix.O_WRONLY|unix.O_CREAT|unix.O_CLOEXEC, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	o, ok := c.(*call.Open)
	if !ok || o.Dir != call.AtFDCWD || o.Path != "/etc/passwd\n" || o.Flags != unix.O_WRONLY|unix.O_CREAT|unix.O_CLOEXEC || o.Mode != 0o600 {
		t.Fatalf("%#v", c)
	}
	if s, want := c.String(), `openat(AT_FDCWD, "/etc/passwd\n", O_WRONLY|O_CREAT|O_CLOEXEC, 0600)`; s != want {
		t.Errorf("%s, want %s", s, want)
	}
	p := c.Paths()
	if len(p) != 1 || p[0].Name != "/etc/passwd\n" || p[0].How != call.Writes|call.Creates || !p[0].Follow || p[0].DirArg != 0 || p[0].NameArg != 1 {
		t.Errorf("%+v", p)
	}
}
