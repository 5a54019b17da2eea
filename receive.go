package seccompstream

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"
)

// receive returns one notification in n. Where the caller runs a handler, hctx is the
// handler's context, and ends when the call is over. The caller tears the stream down
// if it has ended. Where no notification is soon to come, it returns errIdle if it is not
// to wait.
//
// A goroutine that waits here should do with the stack of 2 KiB that it is born with, half
// of which the Go runtime keeps to itself: an idle stream costs not much more than that.
// Hence what is not on the way to the wait is in functions of its own.
func (s *NotificationStream) receive(ctx context.Context, n *Notification, hctx *handlerContext, wait bool) error {
	if err := s.startReading(ctx); err != nil {
		return err
	}
	for {
		if err := s.mayRead(ctx); err != nil {
			<-s.reading
			if err == errGated {
				err = s.startReading(ctx)
			}
			if err != nil {
				return err
			}
			continue
		}
		switch err := s.lst.receive(ctx, n, s.calls.count.Load() == 0, wait); err {
		case nil:
			s.enter(n, hctx)
			<-s.reading
			return nil
		case errIdle:
			<-s.reading
			return err
		case errWoken:
		default:
			s.fail(err)
		}
	}
}

// mayAnswerAndReceive reports whether answerAndReceive is worth a try: the next notification
// is expected soon, and nothing else is to be done before it.
func (s *NotificationStream) mayAnswerAndReceive(r Response) bool {
	return s.lst.expectsMore() && s.calls.count.Load() == 1 && s.lst.sends(r) && r.check() == nil
}

// answerAndReceive answers a call and then receives a notification in n, in one cgo call to the
// kernel. It reports whether it has done the one and the other. If it has not answered, the
// call is to be answered as any other.
//
// The call leaves the table before its answer is sent, since the request lasts until the
// next notification comes. An answer that the kernel does not take is put right afterwards.
func (s *NotificationStream) answerAndReceive(ctx context.Context, id uint64, r Response, n *Notification, hctx *handlerContext) (answered, received bool) {
	select {
	case s.reading <- struct{}{}:
	default:
		return false, false
	}
	defer func() { <-s.reading }()
	if s.mayRead(ctx) != nil {
		return false, false
	}
	p := s.lst.prepare(ctx)
	if p == nil {
		return false, false
	}
	sent, at, ok := s.removeAnswered(id)
	if !ok {
		s.lst.abandon(p)
		return false, false
	}
	errno, err := s.lst.respondReceive(p, id, r, n)
	if errno != 0 {
		answered = s.putRight(&sent, at, errno)
	} else {
		answered = true
	}
	switch err {
	case nil:
		s.enter(n, hctx)
		return answered, true
	case errIdle, errWoken:
	default:
		s.fail(err)
	}
	return answered, false
}

// removeAnswered removes a call from the table that is about to be answered, and returns what
// it was, and when it was received.
func (s *NotificationStream) removeAnswered(id uint64) (n Notification, at time.Duration, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.calls.byID[id]
	if c == nil || c.claimed {
		return n, 0, false
	}
	n, at = c.n, c.received
	s.stats.Answered++
	s.calls.remove(c, false)
	s.changed.Broadcast()
	return n, at, true
}

// putRight corrects what removeAnswered has said, and reports whether the call is over.
func (s *NotificationStream) putRight(n *Notification, at time.Duration, errno syscall.Errno) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch errno {
	case syscall.EINPROGRESS:
		return true // answered by somebody who holds a duplicate
	case syscall.ENOENT:
		s.stats.Answered--
		s.stats.Expired++
		s.calls.noteExpired(n.ID)
		return true
	default:
		s.stats.Answered--
		s.calls.add(n, at)
		return false
	}
}

// What a receive may end with that no user is told.
var (
	errGated = errors.New("seccompstream: receiving is suspended") // somebody holds the gate
	errWoken = errors.New("seccompstream: woken")                  // wake was called
	errIdle  = errors.New("seccompstream: idle")                   // it was not to wait
)

// startReading waits until the calling goroutine is the one that may receive.
func (s *NotificationStream) startReading(ctx context.Context) error {
	for {
		select {
		case s.reading <- struct{}{}:
		default:
			if err := s.queueToRead(ctx); err != nil {
				return err
			}
		}
		gate := s.gate.Load()
		if gate == nil {
			return nil
		}
		<-s.reading
		if err := s.waitFor(ctx, *gate); err != nil {
			return err
		}
	}
}

// queueToRead waits until nobody else reads.
func (s *NotificationStream) queueToRead(ctx context.Context) error {
	select {
	case s.reading <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-s.stopped:
		return s.ended()
	}
}

// waitFor waits until the gate is open.
func (s *NotificationStream) waitFor(ctx context.Context, gate <-chan struct{}) error {
	select {
	case <-gate:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-s.stopped:
		return s.ended()
	}
}

// mayRead returns why the reader must not wait for a notification, or nil.
func (s *NotificationStream) mayRead(ctx context.Context) error {
	// In this order: whoever sets one of these wakes the reader afterwards.
	if err := s.ended(); err != nil {
		return err
	}
	if s.gate.Load() != nil {
		return errGated
	}
	return ctx.Err()
}

// enter puts a notification that the reader received in the table of calls.
func (s *NotificationStream) enter(n *Notification, hctx *handlerContext) {
	n.stream = s
	s.mu.Lock()
	s.stats.Received++
	s.calls.add(n, s.lst.received).notify(hctx)
	s.armTimeoutLocked()
	crowded := len(s.calls.byID) >= s.calls.sweepAt
	s.mu.Unlock()
	if crowded {
		s.sweep()
	}
}

// A feeder has the notifications that were received for the channel and that nobody takes
// yet. They are received at once, however slow the consumer is: a call that was not received
// yet is interrupted by any signal to its thread, and many programs do not expect that.
type feeder struct {
	stream *NotificationStream

	mu      sync.Mutex // guards what is below
	queue   []Notification
	sweepAt int           // length of the queue at which to drop what is over
	gone    chan struct{} // of the goroutine that delivers the queue; nil while there is none
}

const minFeedSweep = 64

// feedC receives for the channel.
func (s *NotificationStream) feedC() {
	defer close(s.fed)
	defer close(s.c)
	f := feeder{stream: s, sweepAt: minFeedSweep}
	defer f.wait()
	var n Notification
	for {
		if err := s.receive(context.Background(), &n, nil, true); err != nil {
			_ = s.teardown() // that context does not end: the stream has
			return
		}
		f.deliver(&n)
		if s.lst.expectsMore() {
			// Whoever took n is to answer it first, on this thread. With nothing left
			// to answer the next receive may linger, which it would not while n waits,
			// and if it did, it would keep that goroutine from running.
			runtime.Gosched()
		}
	}
}

// deliver hands a notification to whoever receives from the channel, or puts it in the queue.
func (f *feeder) deliver(n *Notification) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.gone == nil {
		select {
		case f.stream.c <- *n:
			return
		default:
		}
		f.gone = make(chan struct{})
		go f.deliverQueue()
	}
	if len(f.queue) >= f.sweepAt {
		f.sweepLocked()
	}
	f.queue = append(f.queue, *n)
}

// sweepLocked drops what is over from the queue. A target that is interrupted again and again
// leaves a notification each time.
func (f *feeder) sweepLocked() {
	s := f.stream
	s.mu.Lock()
	f.queue = slices.DeleteFunc(f.queue, func(n Notification) bool { return s.calls.byID[n.ID] == nil })
	s.mu.Unlock()
	f.sweepAt = max(minFeedSweep, 2*len(f.queue))
}

// deliverQueue delivers what is in the queue, as long as there is anything. What was received
// before the end of the stream is delivered after it, unless the stream is closed.
func (f *feeder) deliverQueue() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.queue) > 0 {
		n := f.queue[0]
		f.queue = f.queue[1:]
		f.mu.Unlock()
		select {
		case f.stream.c <- n:
		case <-f.stream.closing:
		}
		f.mu.Lock()
	}
	close(f.gone)
	f.gone = nil
}

// wait waits until the queue is empty.
func (f *feeder) wait() {
	f.mu.Lock()
	gone := f.gone
	f.mu.Unlock()
	if gone != nil {
		<-gone
	}
}
