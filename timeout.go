package seccompstream

import "time"

// armTimeout sets the timer for the oldest call. One timer serves all: every call has
// the same time, so they fall due in the order in which they came. The caller holds
// s.mu.
func (s *NotificationStream) armTimeout() {
	if s.timer == nil || s.timing || s.calls.head.next == &s.calls.head {
		return
	}
	s.timing = true
	s.timer.Reset(time.Until(s.calls.head.next.received.Add(s.cfg.Timeout)))
}

// answerOverdue is the timer's function.
func (s *NotificationStream) answerOverdue() {
	s.mu.Lock()
	var overdue []Notification
	due := time.Now().Add(-s.cfg.Timeout)
	for c := s.calls.head.next; c != &s.calls.head && !c.received.After(due); c = c.next {
		if !c.claimed {
			overdue = append(overdue, c.n)
		}
	}
	s.mu.Unlock()
	for _, n := range overdue {
		if err := s.send(n.ID, s.cfg.TimeoutResponse); err == nil {
			s.mu.Lock()
			s.stats.TimedOut++
			s.mu.Unlock()
			s.cfg.Logger.Warn("notification timed out", "notification", n, "response", s.cfg.TimeoutResponse)
		}
	}
	s.mu.Lock()
	s.timing = false
	s.armTimeout()
	s.mu.Unlock()
}
