package seccompstream

import (
	"context"
	"io"
	"os"
	"time"
)

// drainEvery is how often the kernel is asked, while Detach waits, which of the calls
// are over without an answer.
const drainEvery = 20 * time.Millisecond

// Detach ends the stream and hands its listener on, still open, for instance to pass it
// to the process that is to supervise in this one's place. It stops receiving, waits
// until everything that was received is answered or over, and returns the listener,
// which the caller owns. No target notices: calls that are made from then on wait in
// the kernel until somebody receives from the listener again, as long as any process has
// it open.
//
// What was received for [NotificationStream.C] and not taken from it yet counts: keep
// taking and answering until Detach returns. Handlers of [NotificationStream.Serve]
// are let finish, and a handler that calls Detach itself waits for its own end.
// Config.Timeout stays in force. A handler whose call it has answered is not waited for:
// Detach succeeds though it hangs, and Serve returns as Config.Grace says.
//
// Detach blocks until then, or until ctx is done: then it returns the context's error,
// and the stream goes on as if nothing had happened. If the stream ends meanwhile it
// returns why: [io.EOF] when no task uses the filter any more, so that there is nothing
// to hand on, [os.ErrClosed] after Close and after a Detach that succeeded, or the error
// that made the listener unusable.
//
// After it has returned a listener, the stream's methods behave as after Close, which
// itself has nothing left to do. The listener has the close-on-exec flag and, where the
// stream set it, SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP.
func (s *NotificationStream) Detach(ctx context.Context) (*os.File, error) {
	select {
	case s.detaching <- struct{}{}:
		defer func() { <-s.detaching }()
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-s.stopped:
		return nil, s.detachEnded()
	}

	gate := make(chan struct{})
	s.gate.Store(&gate)
	s.lst.wake()
	fd, err := s.drain(ctx)
	s.gate.Store(nil)
	close(gate)
	if s.ended() != nil {
		if err != nil {
			return nil, s.detachEnded()
		}
		_ = s.Close() // for the goroutine that feeds C
	}
	if err != nil {
		return nil, err
	}
	return listenerFile(fd)
}

// detachEnded returns why the stream ended, when that is done with.
func (s *NotificationStream) detachEnded() error {
	_ = s.teardown()
	return s.ended()
}

// drain takes the listener from the stream when there are no calls left to answer.
//
// A request on the listener can block for as long as a target likes, so none is made on the
// goroutine that ctx is to end the waiting of.
func (s *NotificationStream) drain(ctx context.Context) (fd int, err error) {
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return -1, ctx.Err()
	case <-s.stopped:
		return -1, s.ended()
	}
	if err := s.awaitAnswers(ctx); err != nil {
		return -1, err
	}
	// Nobody reads, so nobody else finds out.
	hungUp, err := s.askHungUp(ctx)
	if err != nil {
		return -1, err
	}
	if hungUp {
		s.end(io.EOF)
	}
	defer context.AfterFunc(ctx, func() {
		s.mu.Lock()
		s.changed.Broadcast()
		s.mu.Unlock()
	})()
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.using > 0 && s.cause == nil && ctx.Err() == nil {
		s.changed.Wait()
	}
	switch {
	case s.cause != nil:
		return -1, s.cause
	case s.using > 0:
		return -1, ctx.Err()
	}
	s.endLocked(os.ErrClosed)
	s.releaseLocked()
	return s.lst.release(), nil
}

// awaitAnswers waits until no call is left in the table. The caller holds s.reading, so
// none is added.
func (s *NotificationStream) awaitAnswers(ctx context.Context) error {
	s.mu.Lock()
	if len(s.calls.byID) == 0 {
		s.mu.Unlock()
		return ctx.Err()
	}
	emptied := make(chan struct{})
	s.calls.emptied = emptied
	s.mu.Unlock()
	asked := s.askAll(0)
	for {
		select {
		case <-emptied:
			return nil
		case took := <-asked:
			asked = s.askAll(max(drainEvery, 10*took))
			continue
		case <-s.stopped:
		case <-ctx.Done():
		}
		s.mu.Lock()
		s.calls.emptied = nil
		cause := s.cause
		s.mu.Unlock()
		if cause != nil {
			return cause
		}
		return ctx.Err()
	}
}

// askAll asks the kernel, some time from now, which calls are over, and tells for how long
// that took. It ends early when the stream receives again.
func (s *NotificationStream) askAll(after time.Duration) <-chan time.Duration {
	asked := make(chan time.Duration, 1)
	gate := s.gate.Load()
	time.AfterFunc(after, func() {
		start := now()
		if s.gate.Load() == gate {
			s.survey(func(*call) bool { return true })
		}
		asked <- now() - start
	})
	return asked
}

// askHungUp asks whether no task uses the filter any more.
func (s *NotificationStream) askHungUp(ctx context.Context) (bool, error) {
	if err := s.use(); err != nil {
		return false, s.ended()
	}
	answer := make(chan bool, 1)
	go func() {
		hungUp := s.lst.hungUp()
		s.unuse()
		answer <- hungUp
	}()
	select {
	case hungUp := <-answer:
		return hungUp, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}
