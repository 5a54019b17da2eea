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
	id       uint64        // of the call
	received time.Duration // since epoch
	ended    bool          // the call is over
	cause    error         // why it is
	real     context.Context
	cancel   context.CancelCauseFunc
	// interrupts has what ends the contexts of Interruptible.
	interrupts map[*interrupt]struct{}
}

// An interrupt ends one context of Interruptible.
type interrupt struct{ cancel context.CancelCauseFunc }

// handlerContextKey is the key under which a handler's context has itself.
type handlerContextKey struct{}

// Interruptible returns a copy of ctx, the context of a [Handler] or one derived from it, that
// ends also when the target has a signal to take; its cause is then [ErrInterrupted], and the
// answer that [Interrupted] makes lets the target take it, as if the call had blocked in the
// kernel. Without it a signal waits until the call is answered where the filter has
// SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (Linux 5.19), as those of package launch have: not
// even SIGTERM ends a process that handles a signal just now. Where it does not have it, a
// signal ends the call, and ctx with it.
//
// It is for handlers that wait for what may take long, as for a connection on the target's
// behalf. To find out, /proc is read, for each handler that asks: a hundred times a second,
// and more rarely where the readings would take more than 2 % of a CPU. A signal that is there
// already counts, one that the target blocks or ignores does not, nor does one that another
// thread of its process is to take. [Notification.SignalPending] asks once.
//
// The CancelFunc releases what this needs. Where ctx is not of a handler, or the target is not
// visible in /proc, no signal is found.
func Interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	child, cancel := context.WithCancelCause(ctx)
	i := &interrupt{cancel}
	c, _ := ctx.Value(handlerContextKey{}).(*handlerContext)
	if c != nil {
		c.context() // which keeps c from being used again
		c.mu.Lock()
		if c.interrupts == nil {
			c.interrupts = make(map[*interrupt]struct{})
		}
		c.interrupts[i] = struct{}{}
		c.mu.Unlock()
		c.stream.watchForSignals()
	}
	return child, func() {
		if c != nil {
			c.mu.Lock()
			delete(c.interrupts, i)
			c.mu.Unlock()
		}
		cancel(context.Canceled)
	}
}

// interrupt ends the contexts of Interruptible, if c is still that of the call.
func (c *handlerContext) interrupt(id uint64) {
	c.mu.Lock()
	var interrupts map[*interrupt]struct{}
	if c.id == id && !c.ended {
		interrupts, c.interrupts = c.interrupts, nil
	}
	c.mu.Unlock()
	for i := range interrupts {
		i.cancel(ErrInterrupted)
	}
}

// interruptible reports whether there are contexts that interrupt would end.
func (c *handlerContext) interruptible() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.interrupts) > 0
}

// begin is called when the call has been received, with s.mu held.
func (c *handlerContext) begin(id uint64, received time.Duration) {
	c.mu.Lock()
	c.id, c.received, c.ended, c.cause = id, received, false, nil
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
		c.stream.watchForEnds() // it takes the stream's mu, which comes before c.mu
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
	if key == (handlerContextKey{}) {
		return c
	}
	c.mu.Lock()
	ctx := c.real
	c.mu.Unlock()
	if ctx == nil {
		ctx = c.parent
	}
	return ctx.Value(key)
}
