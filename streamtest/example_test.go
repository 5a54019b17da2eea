//go:build linux && cgo

package streamtest_test

import (
	"context"
	"fmt"
	"path"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/streamtest"
)

// onlyScratch is the handler that is to be tested: directories can be made below
// /scratch, and nowhere else.
func onlyScratch(_ context.Context, n seccompstream.Notification) seccompstream.Response {
	name, err := n.Memory().ReadString(n.Args[1], unix.PathMax)
	switch {
	case err != nil:
		return seccompstream.Error(err)
	case path.Dir(path.Clean(name)) != "/scratch":
		return seccompstream.Error(unix.EROFS)
	default:
		return seccompstream.Success(0) // where a real one would make it
	}
}

// A test of a policy: its handler serves a target that makes the calls in question.
func Example() {
	t := testingT() // stands for the *testing.T of your test
	defer t.end()

	target := streamtest.New(t, nil, "mkdirat")
	go target.Stream.Serve(t.Context(), seccompstream.HandlerFunc(onlyScratch))

	for name, want := range map[string]error{
		"/scratch/new":      nil,
		"/scratch/../etc/x": unix.EROFS,
		"/etc/x":            unix.EROFS,
		"":                  unix.EROFS,
	} {
		if _, err := target.Call("mkdirat", unix.AT_FDCWD, name, 0o755); err != want {
			t.Errorf("mkdir %q: got %v, want %v", name, err, want)
		}
	}
	if _, err := target.Call("mkdirat", unix.AT_FDCWD, 0, 0o755); err != unix.EFAULT {
		t.Errorf("mkdir of nothing: %v", err)
	}
	fmt.Println("failed:", t.Failed())
	// Output:
	// failed: false
}
