//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"testing"

	"github.com/seccompstream/seccompstream"
)

// BenchmarkRoundTrip compares the ways of receiving: the time from one call of a target
// that does nothing else to its next.
func BenchmarkRoundTrip(b *testing.B) {
	bench := func(name string, cfg *seccompstream.Config, run func(b *testing.B, s *seccompstream.NotificationStream)) {
		b.Run(name, func(b *testing.B) {
			_, s := startTarget(b, cfg, callForever)
			b.ReportAllocs()
			b.ResetTimer()
			run(b, s)
		})
	}
	bench("Receive", nil, func(b *testing.B, s *seccompstream.NotificationStream) {
		for b.Loop() {
			n, err := s.Receive(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			n.Success(0)
		}
	})
	serve := func(b *testing.B, s *seccompstream.NotificationStream) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		// Only the leader counts: the target has one thread.
		count := 0
		s.Serve(ctx, seccompstream.HandlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			if count++; count >= b.N {
				cancel()
			}
			return seccompstream.Success(0)
		}))
	}
	bench("Serve", nil, serve)
	bench("ServeOneWorker", &seccompstream.Config{Workers: 1}, serve)
}
