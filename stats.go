package seccompstream

import "time"

// Stats are the counters of a stream since it was made. At any moment Received is
// Answered + Expired + Pending; the other counters are parts of these, or events beside
// them. A Stats is plain numbers: it can be published with [expvar.Func] as it is,
// and each field can be read by a metrics collector. Counters only grow, the fields of
// a signed type are gauges.
type Stats struct {
	// Received is how many notifications the kernel delivered to the stream.
	Received uint64
	// Answered is how many of them had an answer that their target got, whoever gave
	// it: the user, a timeout, the end of the stream, or somebody who holds a
	// duplicate of the listener.
	Answered uint64
	// Expired is how many were found to be over before they had an answer: their
	// target was killed, or interrupted by a signal.
	Expired uint64
	// TimedOut is how many of the answered got Config.TimeoutResponse.
	TimedOut uint64
	// Closed is how many of the answered got Config.CloseResponse.
	Closed uint64
	// Panicked is how many handlers panicked, or ended their goroutine with
	// [runtime.Goexit], instead of returning.
	Panicked uint64
	// Refused is how many handlers returned a Response that could not be sent.
	Refused uint64
	// LeftBehind is 1 if the kernel held the listener up when the stream ended, so that
	// Close has left it behind.
	LeftBehind uint64
	// Pending is how many have been received and have no answer yet. One whose target
	// is gone counts until somebody notices.
	Pending int
	// Queued is how many of the pending wait for one of Config.Workers to be free.
	Queued int
	// Handlers is how many handlers of Serve run, those included that Config.Grace has
	// left behind.
	Handlers int
	// Oldest is for how long the oldest of the pending has been waiting, in JSON in
	// nanoseconds. A value that grows without end is a notification that somebody
	// dropped.
	Oldest time.Duration
}

// Stats returns the counters, all of one moment. It takes one lock for that moment and
// allocates nothing, and it may be called at any time, after the end of the stream too.
func (s *NotificationStream) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.stats
	st.Handlers = int(s.handlers.Load())
	st.Pending = len(s.calls.byID)
	if c := s.calls.head.next; c != &s.calls.head {
		st.Oldest = now() - c.received
	}
	return st
}

// count adds one to a counter that is not part of a call's way through the table.
func (s *NotificationStream) count(counter *uint64) {
	s.mu.Lock()
	*counter++
	s.mu.Unlock()
}
