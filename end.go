package seccompstream

import (
	"io"

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

// teardown waits for the reader to leave, answers what is pending and releases the
// listener, once. The stream has ended.
func (s *NotificationStream) teardown() {
	s.tear.Do(func() {
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
	})
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
	s.patrol.stop()
}

func init() {
	// A wrong type panics: it is a mistake in this module.
	hook.EndOfStream = func(stream any) {
		s := stream.(*NotificationStream)
		s.end(io.EOF)
		s.teardown()
	}
	hook.Done = func(stream any) <-chan struct{} { return stream.(*NotificationStream).stopped }
}
