//go:build linux && cgo

package main

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/ociagent"
)

// A container is a listener that the agent serves.
type container struct {
	*ociagent.Container
	agent  *agent
	logger *slog.Logger
	bound  atomic.Pointer[binding]
	served chan struct{} // closed when Stream is not served any more
	// known is how many of its calls its policy had a rule for.
	known atomic.Uint64
}

// binding is the policy that a container has by some rules.
type binding struct {
	rules  *rules
	policy string
	seccompstream.Handler
}

// containerKey is the key of the container in the context of its calls.
type containerKey struct{}

// HandleNotification answers a call by the policy that holds now.
func (c *container) HandleNotification(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
	return c.policy().HandleNotification(ctx, n)
}

// policy returns the container's policy by the rules that hold now.
func (c *container) policy() *binding {
	now := c.agent.rules.Load()
	b := c.bound.Load()
	if b == nil || b.rules != now {
		b = &binding{rules: now}
		b.policy, b.Handler = now.find(c)
		c.bound.Store(b)
	}
	return b
}

// containers are those that the agent serves.
type containers struct {
	agent *agent

	mu   sync.Mutex
	live map[*container]struct{}
	// ended has the sums of the streams that are not served any more, so that sums
	// over all of them do not fall.
	ended seccompstream.Stats
}

// add begins to serve a container.
func (s *containers) add(oc *ociagent.Container) {
	c := &container{Container: oc, agent: s.agent, served: make(chan struct{}), logger: s.agent.logger.With("container", oc)}
	b := c.policy()
	s.mu.Lock()
	s.live[c] = struct{}{}
	s.mu.Unlock()
	c.logger.Info("serving", "policy", b.policy, "peer", oc.Peer)
	go s.serve(c)
}

func (s *containers) serve(c *container) {
	defer close(c.served)
	ctx := context.WithValue(context.Background(), containerKey{}, c)
	err := c.Stream.Serve(ctx, c)
	stats := s.forget(c)
	if c.Stream.Err() == nil { // by itself, and not by Close or Detach
		c.logger.Info("ended", "stats", stats)
		if c.known.Load() == 0 {
			c.logger.Info("it has made no call that its policy has a rule for: if it should have, " +
				"another rule of its seccomp profile comes before the one that notifies")
		}
		_ = c.Close()
		return
	}
	if err != nil {
		c.logger.Error("serving failed", "error", err)
		_ = c.Close()
	}
}

// forget takes a container out of those that are served, and returns its sums.
func (s *containers) forget(c *container) seccompstream.Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	stats := c.Stream.Stats()
	if _, live := s.live[c]; live {
		delete(s.live, c)
		s.ended = sum(s.ended, stats)
	}
	return stats
}

// list returns those that are served at the moment.
func (s *containers) list() []*container {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]*container, 0, len(s.live))
	for c := range s.live {
		all = append(all, c)
	}
	return all
}

// stats returns the sums over all streams, the ended ones included, and calls each for
// those that are served, all of one moment.
func (s *containers) stats(each func(*container)) seccompstream.Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.ended
	for c := range s.live {
		all = sum(all, c.Stream.Stats())
		each(c)
	}
	return all
}

func sum(a, b seccompstream.Stats) seccompstream.Stats {
	return seccompstream.Stats{
		Received: a.Received + b.Received,
		Answered: a.Answered + b.Answered,
		Expired:  a.Expired + b.Expired,
		TimedOut: a.TimedOut + b.TimedOut,
		Closed:   a.Closed + b.Closed,
		Panicked: a.Panicked + b.Panicked,
		Refused:  a.Refused + b.Refused,
		Pending:  a.Pending + b.Pending,
		Queued:   a.Queued + b.Queued,
		Oldest:   max(a.Oldest, b.Oldest),
	}
}
