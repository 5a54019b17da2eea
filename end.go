package seccompstream

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/seccompstream/seccompstream/internal/hook"
)

// fail ends the stream for an error of the listener, or its end.
func (s *NotificationStream) fail(err error) {
	if err != io.EOF {
		s.cfg.Logger.Error("seccomp listener failed", "error", err)
	}
	s.end(err)
}

// end makes the stream receive no more. The first cause stays.
func (s *NotificationStream) end(cause error) {
	s.mu.Lock()
	s.endLocked(cause)
	s.mu.Unlock()
}

func (s *NotificationStream) endLocked(cause error) {
	if s.cause == nil {
		s.cause = cause
		close(s.stopped)
		s.lst.wake()
	}
}

// ended returns why the stream receives no more, or nil.
func (s *NotificationStream) ended() error {
	select {
	case <-s.stopped:
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.cause
	default:
		return nil
	}
}

// closePatience is for how long nothing at all may happen while a stream is torn down.
const closePatience = 5 * time.Second

// errHeldUp is what Close returns when the kernel does not let go of the listener.
var errHeldUp = fmt.Errorf("seccompstream: the kernel holds the listener up, and it is left behind: %w", os.ErrDeadlineExceeded)

// teardown waits for the reader to leave, answers what is pending and releases the
// listener, once. The stream has ended.
//
// The kernel has a lock for each listener, and a target that makes one of its own threads
// block while it holds that lock can keep every request on the listener from returning. Hence
// the work is done by a goroutine that can be left behind.
func (s *NotificationStream) teardown() error {
	s.tear.Do(func() { go s.tearDown() })
	select {
	case <-s.torn:
		return nil
	default:
	}
	patience := cmp.Or(s.hooks.closePatience, closePatience)
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for before := s.progress(); ; {
		select {
		case <-s.torn:
			return nil
		case <-timer.C:
		}
		after := s.progress()
		if after == before {
			s.leaveBehind()
			return errHeldUp
		}
		before = after
		timer.Reset(patience)
	}
}

// progress returns a number that grows while a stream is being torn down.
func (s *NotificationStream) progress() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stats.Answered + s.stats.Expired
}

// leaveBehind notes that the listener is left behind.
func (s *NotificationStream) leaveBehind() {
	s.mu.Lock()
	first := s.stats.LeftBehind == 0
	s.stats.LeftBehind = 1
	pending := len(s.calls.byID)
	s.mu.Unlock()
	if first {
		s.cfg.Logger.Error("the kernel holds the listener up, and it is left behind", "pending", pending)
	}
}

// tearDown is teardown, for as long as it takes.
func (s *NotificationStream) tearDown() {
	defer close(s.torn)
	s.reading <- struct{}{} // and nobody gets it back
	s.mu.Lock()
	detached := s.released
	s.mu.Unlock()
	if detached {
		return
	}
	s.answerPending(s.cfg.CloseResponse)
	s.mu.Lock()
	s.releaseLocked()
	s.mu.Unlock()
	s.lst.close()
}

// releaseLocked waits until nobody uses the listener, and lets nobody use it any more. The
// table of calls is empty.
func (s *NotificationStream) releaseLocked() {
	// Nobody may begin to use it while the last ones are waited for.
	s.released = true
	for s.using > 0 {
		s.changed.Wait()
	}
	s.timeout.stop()
	s.ends.stopLocked()
	s.signals.stopLocked()
}

func init() {
	// A wrong type panics: it is a mistake in this module.
	hook.EndOfStream = func(stream any) {
		s := stream.(*NotificationStream)
		s.end(io.EOF)
		_ = s.teardown()
	}
	hook.Done = func(stream any) <-chan struct{} { return stream.(*NotificationStream).stopped }
}
