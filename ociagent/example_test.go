//go:build linux && cgo

package ociagent_test

import (
	"context"
	"errors"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/ociagent"
)

// An agent for containers whose configuration has a rule such as
//
//	{"names": ["mount"], "action": "SCMP_ACT_NOTIFY"}
//
// and this socket as its linux.seccomp.listenerPath. What a container may is chosen by
// its linux.seccomp.listenerMetadata.
func ExampleListener_Serve() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	l, err := ociagent.Listen("/run/agent/seccomp.sock", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer l.Close()

	err = l.Serve(ctx, ociagent.HandlerFunc(func(ctx context.Context, c *ociagent.Container) error {
		policy := seccompstream.NewMux()
		answer := seccompstream.Error(syscall.EPERM)
		if c.State.Metadata == "pretend" {
			answer = seccompstream.Success(0)
		}
		if err := policy.HandleFunc("mount", func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			log.Printf("container %s: %v: %v", c.State.State.ID, n, answer)
			return answer
		}); err != nil {
			return err
		}
		// It ends with the last process of the container, and with ctx.
		return c.Stream.Serve(ctx, policy)
	}))
	if err != nil && !errors.Is(err, context.Canceled) {
		log.Print(err)
	}
}
