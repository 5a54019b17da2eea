package seccompstream

import (
	"slices"
	"sync/atomic"
	"time"
)

// call is what a stream remembers of a notification that has no answer yet.
type call struct {
	n        Notification
	received time.Duration // since epoch
	claimed  bool          // an answer is on its way to the kernel
	reported bool          // the log has been told that the call waits for long
	signal   bool          // the target has been seen to have a signal to take
	// hctx, if set, is ended when the call is over, with the cause why or, where that is
	// nil, with ErrAnswered or ErrExpired.
	hctx *handlerContext
	why  error

	prev, next *call // by the order of receipt, in a ring with the table's head
}

// callTable has the calls that wait for their answer. Its memory is bounded by the
// most calls that ever waited at a time, and it allocates only to grow. The stream's mu
// guards it, but for count.
type callTable struct {
	byID map[uint64]*call
	// count is how many there are, for those who do not hold the lock.
	count atomic.Int64
	head  call
	free  *call

	// The kernel numbers the notifications of a listener in sequence. Before Linux 5.19
	// it delivers the youngest first.
	first, last uint64
	seen        bool
	// expired has the IDs of calls that were found to be over, so that a late answer
	// is told that, and not that there has been one.
	expired    []uint64
	oldExpired int

	sweepAt int
	// emptied, if set, is closed and forgotten when the last call is removed.
	emptied chan struct{}
}

const (
	callSlab    = 16
	keptExpired = 1024
	minSweep    = 64
)

func (t *callTable) init() {
	t.byID = make(map[uint64]*call)
	t.head.prev, t.head.next = &t.head, &t.head
	t.sweepAt = minSweep
}

func (t *callTable) add(n *Notification, received time.Duration) *call {
	if t.free == nil {
		slab := make([]call, callSlab)
		for i := range slab {
			slab[i].next, t.free = t.free, &slab[i]
		}
	}
	c := t.free
	t.free = c.next
	c.n, c.received = *n, received
	c.prev, c.next = t.head.prev, &t.head
	c.prev.next, c.next.prev = c, c
	t.byID[n.ID] = c
	t.count.Add(1)
	// The numbers may wrap around; the differences do not.
	switch {
	case !t.seen:
		t.seen, t.first, t.last = true, n.ID, n.ID
	case int64(n.ID-t.last) > 0:
		t.last = n.ID
	case int64(n.ID-t.first) < 0:
		t.first = n.ID
	}
	return c
}

// notify makes the end of the call the end of a handler's context.
func (c *call) notify(hctx *handlerContext) {
	if hctx != nil {
		c.hctx = hctx
		hctx.begin(c.n.ID, c.received)
	}
}

func (t *callTable) remove(c *call, expired bool) {
	delete(t.byID, c.n.ID)
	t.count.Add(-1)
	if c.hctx != nil {
		switch {
		case expired:
			c.hctx.end(ErrExpired)
		case c.why != nil:
			c.hctx.end(c.why)
		default:
			c.hctx.end(ErrAnswered)
		}
	}
	if t.emptied != nil && len(t.byID) == 0 {
		close(t.emptied)
		t.emptied = nil
	}
	c.prev.next, c.next.prev = c.next, c.prev
	if expired {
		t.noteExpired(c.n.ID)
	}
	*c = call{next: t.free}
	t.free = c
}

func (t *callTable) noteExpired(id uint64) {
	if len(t.expired) < keptExpired {
		t.expired = append(t.expired, id)
		return
	}
	t.expired[t.oldExpired] = id
	t.oldExpired = (t.oldExpired + 1) % keptExpired
}

// outcome returns what became of a call that is not in the table, as far as that is known.
func (t *callTable) outcome(id uint64) error {
	if !t.seen || id-t.first > t.last-t.first || slices.Contains(t.expired, id) {
		return ErrExpired
	}
	return ErrAnswered
}
