package seccompstream

import "time"

// Stats are the counters of a stream since it was made. At any moment Received is
// Answered + Expired + Pending.
type Stats struct {
	// Received is how many notifications the kernel delivered to the stream.
	Received uint64
	// Answered is how many of them had an answer that their target got, whoever gave
	// it: the user, a timeout, or the end of the stream.
	Answered uint64
	// Expired is how many were found to be over before they had an answer: their
	// target was killed, or interrupted by a signal.
	Expired uint64
	// TimedOut is how many of the answered got Config.TimeoutResponse.
	TimedOut uint64
	// Pending is how many have been received and have no answer yet. One whose target
	// is gone counts until somebody notices.
	Pending int
	// Oldest is for how long the oldest of the pending has been waiting. A value that
	// grows without end is a notification that somebody dropped.
	Oldest time.Duration
}

// Stats returns the counters. It takes one lock for a moment and allocates nothing.
func (s *NotificationStream) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.stats
	st.Pending = len(s.calls.byID)
	if c := s.calls.head.next; c != &s.calls.head {
		st.Oldest = time.Since(c.received)
	}
	return st
}
