//go:build linux && cgo

package launch

import (
	"context"
	"os/exec"
	"testing"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// What the documentation calls safe to notify breaks no shell, in whatever way the stream
// is consumed.
func TestPipelines(t *testing.T) {
	f := mustNotify(t, "%file", "%network")
	for name, supervise := range map[string]func(*seccompstream.NotificationStream) error{
		"Serve": func(s *seccompstream.NotificationStream) error {
			return s.Serve(context.Background(), seccompstream.HandlerFunc(
				func(context.Context, seccompstream.Notification) seccompstream.Response {
					return seccompstream.Continue()
				}))
		},
		"C": func(s *seccompstream.NotificationStream) error {
			for n := range s.C() {
				_ = n.Continue()
			}
			return s.Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			kerneltest.Pipelines(t, func(cmd *exec.Cmd) error {
				s, err := Start(cmd, f, nil)
				if err != nil {
					return err
				}
				defer s.Close()
				if err := supervise(s); err != nil {
					return err
				}
				return cmd.Wait()
			})
		})
	}
}
