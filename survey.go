package seccompstream

import (
	"sync/atomic"
	"time"
)

// The kernel does not tell when a target dies or is interrupted: it has to be asked, call by
// call. It answers by walking the list of all calls of the listener, with the listener's lock
// held, so that asking for each of n costs n*n.

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

// sweep forgets calls that are over, when the table has grown. Without it, notifications that
// were dropped when their call expired would stay there for ever.
//
// It is the receiver that sweeps, so it asks as little as will do. A thread waits in one call
// at a time: an older one of the same thread is over. So is that of a thread which is gone.
// What is left are no more than there are threads, but for those whose numbers the supervisor
// does not see.
func (s *NotificationStream) sweep() {
	s.mu.Lock()
	newest := make(map[int]bool, len(s.calls.byID))
	var over, threads, unseen []Notification
	for c := s.calls.head.prev; c != &s.calls.head; c = c.prev {
		switch {
		case c.n.PID == 0:
			unseen = append(unseen, c.n)
		case newest[c.n.PID]:
			over = append(over, c.n)
		default:
			newest[c.n.PID] = true
			threads = append(threads, c.n)
		}
	}
	s.mu.Unlock()
	for _, n := range threads {
		if threadGone(n.PID) {
			over = append(over, n)
		}
	}
	for _, n := range over {
		s.forget(n.ID)
	}
	for _, n := range unseen {
		_ = s.valid(n.ID)
	}
	s.mu.Lock()
	s.calls.sweepAt = max(minSweep, 2*len(s.calls.byID))
	s.mu.Unlock()
}

const (
	// patrolEvery is how often the kernel is asked whether calls are over whose handlers are
	// still running, and wait for that. signalsEvery is how often it is asked for signals.
	patrolEvery  = 100 * time.Millisecond
	signalsEvery = 10 * time.Millisecond

	// patrolRest is how many times as long as they have asked all patrols together rest,
	// however many handlers wait, and patrolSlice for how long one asks at a time.
	patrolRest  = 80
	patrolSlice = time.Millisecond

	// youngCall is for how long a call is left alone.
	youngCall = time.Millisecond
)

// patrols counts those that are under way in the process, which share the time.
var patrols atomic.Int64

// A patrol looks again and again at those calls whose handlers want it. The stream's mu guards
// it.
type patrol struct {
	// Immutable.
	stream  *NotificationStream
	every   time.Duration
	wants   func(*handlerContext) bool
	inspect func(suspect) // called without the lock

	alarm   alarm
	walking bool          // the alarm's function runs
	counted bool          // among patrols
	rest    time.Duration // until when the patrol rests, since epoch
	todo    []suspect     // the rest of this round, which belongs to who walks
}

// suspect is a call that a patrol looks at.
type suspect struct {
	n    Notification
	hctx *handlerContext
}

// patrolFor starts the patrol at p, which it makes if there is none yet.
func (s *NotificationStream) patrolFor(p **patrol, every time.Duration, wants func(*handlerContext) bool, inspect func(suspect)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if *p == nil {
		*p = &patrol{stream: s, every: every, wants: wants, inspect: inspect}
	}
	(*p).startLocked()
}

// watchForEnds sees to it that contexts of handlers end when their calls are over.
func (s *NotificationStream) watchForEnds() {
	s.patrolFor(&s.ends, patrolEvery, (*handlerContext).awaited, func(at suspect) {
		_ = s.valid(at.n.ID) // forgets the call if it is over
	})
}

// watchForSignals sees to it that contexts of Interruptible end when targets have signals.
func (s *NotificationStream) watchForSignals() {
	s.patrolFor(&s.signals, signalsEvery, (*handlerContext).interruptible, func(at suspect) {
		// The number may be another thread's by now: the call tells.
		if pending, err := s.signalPending(at.n); err == nil && pending && s.valid(at.n.ID) == nil {
			at.hctx.interrupt(at.n.ID)
		}
	})
}

// startLocked starts the patrol if it is not under way.
func (p *patrol) startLocked() {
	if p.stream.released || p.walking {
		return
	}
	if !p.counted {
		p.counted = true
		patrols.Add(1)
	}
	p.alarm.start(max(p.every, p.rest-now()), p.walk)
}

// stopLocked ends the patrol. It may be walking.
func (p *patrol) stopLocked() {
	if p == nil {
		return
	}
	p.alarm.stop()
	if p.counted {
		p.counted = false
		patrols.Add(-1)
	}
}

// walk looks at some calls, and does so again later while there are any to look at.
func (p *patrol) walk() {
	start := now()
	s := p.stream
	s.mu.Lock()
	p.alarm.rang()
	if p.walking || !p.counted {
		s.mu.Unlock()
		return
	}
	if len(p.todo) == 0 && !p.planLocked(start) {
		p.stopLocked()
		s.mu.Unlock()
		return
	}
	p.walking = true
	s.mu.Unlock()

	for len(p.todo) > 0 && now()-start < patrolSlice {
		p.inspect(p.todo[0])
		p.todo = p.todo[1:]
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	p.walking = false
	end := now()
	p.rest = end + patrolRest*time.Duration(patrols.Load())*(end-start)
	if len(p.todo) > 0 && p.counted {
		p.alarm.start(p.rest-end, p.walk)
	} else if p.counted {
		p.todo = nil
		p.startLocked()
	}
}

// planLocked notes what to look at in this round. It reports whether there is anything, or
// will be.
func (p *patrol) planLocked(at time.Duration) bool {
	wanted := false
	calls := &p.stream.calls
	for c := calls.head.next; c != &calls.head; c = c.next {
		if c.hctx == nil || !p.wants(c.hctx) {
			continue
		}
		wanted = true
		if !c.claimed && at-c.received > youngCall {
			p.todo = append(p.todo, suspect{c.n, c.hctx})
		}
	}
	return wanted
}
