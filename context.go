package seccompstream

import (
	"context"
	"sync"
	"time"
)

// handlerContext is the context of one run of a handler. It becomes a context that can
// be waited for only when somebody asks for that: most handlers never do, and then it
// can be used again for the next run, and a notification allocates nothing.
//
// A handler that keeps its context against the rules sees it end when its run does, and
// may see it come back to life for another run that likewise ignores it.
type handlerContext struct {
	// Immutable.
	stream *NotificationStream
	parent context.Context

	queued bool // the call waits for a worker; guarded by the stream's mu

	mu       sync.Mutex    // guards what is below
	received time.Duration // since epoch
	ended    bool          // the call is over
	cause    error         // why it is
	real     context.Context
	cancel   context.CancelCauseFunc
}

// begin is called when the call has been received, with s.mu held.
func (c *handlerContext) begin(received time.Duration) {
	c.mu.Lock()
	c.received, c.ended, c.cause = received, false, nil
	c.mu.Unlock()
}

// end is called when the call is over, with s.mu held.
func (c *handlerContext) end(cause error) {
	if c.queued {
		c.queued = false
		c.stream.stats.Queued--
	}
	c.mu.Lock()
	c.ended, c.cause = true, cause
	if c.cancel != nil {
		c.cancel(cause)
	}
	c.mu.Unlock()
}

// enqueued counts a call that waits for a worker.
func (s *NotificationStream) enqueued(c *handlerContext) {
	s.mu.Lock()
	if !c.hasEnded() {
		c.queued = true
		s.stats.Queued++
	}
	s.mu.Unlock()
}

// dequeued counts a call that does so no more.
func (s *NotificationStream) dequeued(c *handlerContext) {
	s.mu.Lock()
	if c.queued {
		c.queued = false
		s.stats.Queued--
	}
	s.mu.Unlock()
}

// hasEnded reports whether the call is known to be over.
func (c *handlerContext) hasEnded() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// reusable reports whether the call is over, and nobody can be waiting for that.
func (c *handlerContext) reusable() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended && c.real == nil
}

// awaited reports whether somebody may be waiting for the call to be over.
func (c *handlerContext) awaited() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.real != nil
}

// context returns the context that c is a stand-in for.
func (c *handlerContext) context() context.Context {
	c.mu.Lock()
	real, first := c.real, c.real == nil
	if first {
		c.real, c.cancel = context.WithCancelCause(c.parent)
		real = c.real
		if c.ended {
			c.cancel(c.cause)
			first = false
		}
	}
	c.mu.Unlock()
	if first {
		c.stream.startPatrol() // it takes the stream's mu, which comes before c.mu
	}
	return real
}

func (c *handlerContext) Done() <-chan struct{} { return c.context().Done() }

func (c *handlerContext) Err() error { return c.context().Err() }

// Deadline returns when Config.Timeout ends the call, if the parent does not end before.
func (c *handlerContext) Deadline() (time.Time, bool) {
	deadline, ok := c.parent.Deadline()
	if timeout := c.stream.cfg.Timeout; timeout > 0 {
		c.mu.Lock()
		due := epoch.Add(c.received + timeout)
		c.mu.Unlock()
		if !ok || due.Before(deadline) {
			return due, true
		}
	}
	return deadline, ok
}

// Value is the parent's. The real context is asked where there is one, because that is
// how package context recognizes its own, which spares each derived context a goroutine.
func (c *handlerContext) Value(key any) any {
	c.mu.Lock()
	ctx := c.real
	c.mu.Unlock()
	if ctx == nil {
		ctx = c.parent
	}
	return ctx.Value(key)
}
