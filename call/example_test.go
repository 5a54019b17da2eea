//go:build linux && cgo

package call_test

import (
	"context"
	"fmt"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/call"
)

// A handler for all calls that open files, by whichever number.
func ExampleHandle() {
	mux := seccompstream.NewMux()
	err := call.Handle(mux, func(_ context.Context, _ seccompstream.Notification, c *call.Open) seccompstream.Response {
		if c.Flags&unix.O_ACCMODE != unix.O_RDONLY {
			return seccompstream.Error(unix.EROFS)
		}
		return seccompstream.Continue() // it decides nothing: see the documentation of Continue
	})
	fmt.Println(err)
	// Output: <nil>
}

func ExampleGroup() {
	fmt.Println(call.Group("%remove"))
	// Output: [rename renameat renameat2 rmdir unlink unlinkat]
}
