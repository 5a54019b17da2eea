//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// Each call gets the answer that the handler returns.
func ExampleNotificationStream_Serve() {
	cmd, stream := start("mkdir /dev/null/x && mkdir /dev/null/y && echo made", "mkdir", "mkdirat")
	defer stream.Close()
	err := stream.Serve(context.Background(), seccompstream.HandlerFunc(
		func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
			// As if it had worked.
			return seccompstream.Success(0)
		}))
	fmt.Println(err)
	cmd.Wait()
	// Output:
	// made
	// <nil>
}

// Handlers for some calls, one for the rest, and middleware around all of them.
func ExampleMux() {
	cmd, stream := start("cd / && echo went; kill -TERM 1 2>/dev/null || echo refused", "chdir", "kill", "uname")
	defer stream.Close()

	var mux seccompstream.Mux
	mux.Use(func(next seccompstream.Handler) seccompstream.Handler {
		return seccompstream.HandlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
			r := next.HandleNotification(ctx, n)
			fmt.Println(n.Name(), r)
			return r
		})
	})
	if err := mux.HandleFunc("kill", func(context.Context, seccompstream.Notification) seccompstream.Response {
		return seccompstream.Error(unix.EPERM)
	}); err != nil {
		log.Fatal(err)
	}
	mux.Default(seccompstream.HandlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
		return seccompstream.Continue()
	}))
	fmt.Println(mux.HandleFunc("chdri", nil))

	stream.Serve(context.Background(), &mux)
	cmd.Wait()
	// Output:
	// seccompstream: no handler for "chdri"
	// chdir continue
	// went
	// kill error(EPERM)
	// refused
}

// The listener goes from one stream to another, which could be in another process. The
// target does not notice.
func ExampleNotificationStream_Detach() {
	cmd, stream := start("cd /; cd /tmp; echo unmoved", "chdir")
	defer func() { stream.Close() }()

	n, err := stream.Receive(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	n.Continue()

	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	listener, err := stream.Detach(ctx)
	if err != nil {
		log.Fatal(err)
	}

	// This is what the successor does. A stream owns its descriptor, and so does a file:
	// it needs one of its own.
	fd, err := unix.FcntlInt(listener.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	listener.Close()
	if err != nil {
		log.Fatal(err)
	}
	if stream, err = seccompstream.NewNotificationStream(fd, nil); err != nil {
		log.Fatal(err)
	}
	// Up to Linux 6.10 the stream does not end before the command has been waited for.
	done := make(chan error)
	go func() { done <- cmd.Wait() }()
	for n := range stream.C() {
		fmt.Println("the successor got", n.Name())
		n.Continue()
	}
	<-done
	// Output:
	// the successor got chdir
	// unmoved
}
