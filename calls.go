package seccompstream

import (
	"errors"
	"os"
	"slices"
	"sync/atomic"
	"syscall"
	"time"
)

// call is what a stream remembers of a notification that has no answer yet.
type call struct {
	n        Notification
	received time.Duration // since epoch
	claimed  bool          // an answer is on its way to the kernel
	reported bool          // the log has been told that the call waits for long
	// over, if set, is ended when the call is over, with the cause why or, where that is
	// nil, with ErrAnswered or ErrExpired.
	over *handlerContext
	why  error

	prev, next *call // by the order of receipt, in a ring with the table's head
}

// callTable has the calls that wait for their answer. Its memory is bounded by the
// most calls that ever waited at a time, and it allocates only to grow.
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
func (c *call) notify(over *handlerContext) {
	if over != nil {
		c.over = over
		over.begin(c.received)
	}
}

func (t *callTable) remove(c *call, expired bool) {
	delete(t.byID, c.n.ID)
	t.count.Add(-1)
	if c.over != nil {
		switch {
		case expired:
			c.over.end(ErrExpired)
		case c.why != nil:
			c.over.end(c.why)
		default:
			c.over.end(ErrAnswered)
		}
	}
	if t.emptied != nil && len(t.byID) == 0 {
		close(t.emptied)
		t.emptied = nil
	}
	c.prev.next, c.next.prev = c.next, c.prev
	if expired {
		if len(t.expired) < keptExpired {
			t.expired = append(t.expired, c.n.ID)
		} else {
			t.expired[t.oldExpired] = c.n.ID
			t.oldExpired = (t.oldExpired + 1) % keptExpired
		}
	}
	*c = call{next: t.free}
	t.free = c
}

// outcome returns what is told to who answers a call that is not in the table.
func (t *callTable) outcome(id uint64) error {
	if !t.seen || id-t.first > t.last-t.first || slices.Contains(t.expired, id) {
		return ErrExpired
	}
	return ErrAnswered
}

// send answers the call with that ID.
func (s *NotificationStream) send(id uint64, r Response) error {
	return s.sendBecause(nil, id, r)
}

// sendBecause answers the call for a cause that its handler's context is told.
func (s *NotificationStream) sendBecause(why error, id uint64, r Response) error {
	c, err := s.claim(id)
	if err != nil {
		return err
	}
	c.why = why // nobody else looks at it while the claim lasts
	return s.settle(c, "ioctl(SECCOMP_IOCTL_NOTIF_SEND)", s.lst.respond(id, r))
}

// claim gives the calling goroutine the right to answer a call, which ends with
// settle. While another goroutine has it, claim waits for the outcome, so that exactly
// one answer wins and the others are told what became of the call.
func (s *NotificationStream) claim(id uint64) (*call, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		c := s.calls.byID[id]
		switch {
		case c == nil && s.released && s.calls.outcome(id) == ErrAnswered:
			return nil, errClosedAnswered
		case c == nil:
			return nil, s.calls.outcome(id)
		case !c.claimed:
			c.claimed = true
			s.using++
			return c, nil
		}
		s.changed.Wait()
	}
}

// settle ends a claim with what the kernel said of the answer.
func (s *NotificationStream) settle(c *call, op string, errno syscall.Errno) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.using--
	s.changed.Broadcast()
	switch errno {
	case 0:
		s.stats.Answered++
		switch c.why {
		case errTimedOut:
			s.stats.TimedOut++
		case os.ErrClosed:
			s.stats.Closed++
		}
		s.calls.remove(c, false)
		return nil
	case syscall.ENOENT:
		s.stats.Expired++
		s.calls.remove(c, true)
		return ErrExpired
	case syscall.EINPROGRESS:
		// Somebody who holds a duplicate of the listener was faster.
		s.stats.Answered++
		s.calls.remove(c, false)
		return ErrAnswered
	default:
		c.claimed = false
		return os.NewSyscallError(op, errno)
	}
}

// use keeps the listener open until the caller calls unuse.
func (s *NotificationStream) use() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.released {
		return os.ErrClosed
	}
	s.using++
	return nil
}

func (s *NotificationStream) unuse() {
	s.mu.Lock()
	s.using--
	s.changed.Broadcast()
	s.mu.Unlock()
}

// valid asks the kernel whether a call still waits, and forgets it if it does not.
func (s *NotificationStream) valid(id uint64) error {
	if err := s.use(); err != nil {
		return err
	}
	errno := s.lst.idValid(id)
	s.unuse()
	switch errno {
	case 0:
		return nil
	case syscall.ENOENT:
		s.forget(id)
		return ErrExpired
	default:
		return os.NewSyscallError("ioctl(SECCOMP_IOCTL_NOTIF_ID_VALID)", errno)
	}
}

// forget drops a call that the kernel has none of any more. One whose answer is on
// its way is left to whoever sent that.
func (s *NotificationStream) forget(id uint64) {
	s.mu.Lock()
	if c := s.calls.byID[id]; c != nil && !c.claimed {
		s.stats.Expired++
		s.calls.remove(c, true)
		s.changed.Broadcast()
	}
	s.mu.Unlock()
}

// sweep forgets the calls that are over. Without it, notifications that were dropped
// when their call expired would stay in the table for ever.
func (s *NotificationStream) sweep() {
	s.mu.Lock()
	ids := make([]uint64, 0, len(s.calls.byID))
	for id := range s.calls.byID {
		ids = append(ids, id)
	}
	s.mu.Unlock()
	for _, id := range ids {
		if err := s.valid(id); err != nil && !errors.Is(err, ErrExpired) {
			break
		}
	}
	s.mu.Lock()
	s.calls.sweepAt = max(minSweep, 2*len(s.calls.byID))
	s.mu.Unlock()
}

// mustSend answers a call on the stream's own account. A response that this kernel
// refuses, as Linux before 5.5 does Continue, must not leave the target waiting.
func (s *NotificationStream) mustSend(why error, id uint64, r Response) error {
	err := s.sendBecause(why, id, r)
	var refused *os.SyscallError
	if !errors.As(err, &refused) {
		return err
	}
	s.cfg.Logger.Error("answer refused by the kernel", "response", r, "error", err)
	err = s.sendBecause(why, id, Error(syscall.ENOSYS))
	if errors.As(err, &refused) {
		s.forget(id)
	}
	return err
}

// answerPending answers every call in the table with r, or at least ends it.
func (s *NotificationStream) answerPending(r Response) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.calls.byID) > 0 {
		c := s.calls.head.next
		for c != &s.calls.head && c.claimed {
			c = c.next
		}
		if c == &s.calls.head {
			s.changed.Wait()
			continue
		}
		id := c.n.ID
		s.mu.Unlock()
		_ = s.mustSend(os.ErrClosed, id, r)
		s.mu.Lock()
	}
}
