package seccompstream

import "time"

// The kernel does not tell when a target dies or is interrupted: it has to be asked, call by
// call.

// survey asks the kernel of each call that pick chooses whether it still waits, and forgets it
// if it does not. It returns those that do. pick is called with s.mu held.
func (s *NotificationStream) survey(pick func(*call) bool) []Notification {
	s.mu.Lock()
	var picked []Notification
	for c := s.calls.head.next; c != &s.calls.head; c = c.next {
		if pick(c) {
			picked = append(picked, c.n)
		}
	}
	s.mu.Unlock()
	waiting := picked[:0]
	for _, n := range picked {
		if s.valid(n.ID) == nil {
			waiting = append(waiting, n)
		}
	}
	return waiting
}

// sweep forgets the calls that are over. Without it, notifications that were dropped
// when their call expired would stay in the table for ever.
func (s *NotificationStream) sweep() {
	s.survey(func(*call) bool { return true })
	s.mu.Lock()
	s.calls.sweepAt = max(minSweep, 2*len(s.calls.byID))
	s.mu.Unlock()
}

// patrolEvery is how often the kernel is asked whether calls are over whose handlers
// are still running, and may want to know.
const patrolEvery = 100 * time.Millisecond

// startPatrol makes sure that somebody looks after the calls with awaited contexts.
func (s *NotificationStream) startPatrol() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.released {
		s.patrol.start(patrolEvery, s.onPatrol)
	}
}

// onPatrol is the patrol's function, which runs only while there are awaited contexts.
func (s *NotificationStream) onPatrol() {
	s.mu.Lock()
	s.patrol.rang()
	s.mu.Unlock()
	again := false
	s.survey(func(c *call) bool {
		if c.hctx == nil || !c.hctx.awaited() {
			return false
		}
		again = true
		return !c.claimed && now()-c.received > patrolEvery/2
	})
	if again {
		s.startPatrol()
	}
}
