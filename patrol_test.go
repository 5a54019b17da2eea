package seccompstream

import (
	"context"
	"sync"
	"testing"
	"time"
)

// A patrol takes a small share of the time, however many calls there are and whatever it costs
// to ask for one, and comes to all of them.
func TestPatrolShare(t *testing.T) {
	const calls, cost = 12, 2 * time.Millisecond
	s := &NotificationStream{}
	s.calls.init()
	for i := range uint64(calls) {
		n := &Notification{ID: 100 + i, PID: 1}
		s.calls.add(n, now()-time.Second).notify(&handlerContext{stream: s, parent: context.Background()})
	}
	var mu sync.Mutex
	var inside, first time.Duration
	looks := map[uint64]int{}
	all := make(chan time.Duration, 1)
	var p *patrol
	s.patrolFor(&p, time.Millisecond, func(*handlerContext) bool { return true }, func(at suspect) {
		start := now()
		time.Sleep(cost)
		mu.Lock()
		defer mu.Unlock()
		if first == 0 {
			first = start
		}
		looks[at.n.ID]++
		if len(looks) == calls && looks[at.n.ID] == 1 {
			all <- start - first
			return
		}
		inside += now() - start
	})
	took := <-all
	s.mu.Lock()
	p.stopLocked()
	s.mu.Unlock()
	mu.Lock()
	defer mu.Unlock()
	if inside*50 > took {
		t.Errorf("of %v the patrol has asked for %v, which is more than 2 %%", took, inside)
	}
	for id, n := range looks {
		if n != 1 {
			t.Errorf("it has asked for call %d %d times before it had asked for all", id, n)
		}
	}
	if n := patrols.Load(); n != 0 {
		t.Errorf("%d patrols are under way", n)
	}
}

// A patrol ends when nobody wants it any more, and starts anew.
func TestPatrolEnds(t *testing.T) {
	s := &NotificationStream{}
	s.calls.init()
	s.calls.add(&Notification{ID: 100}, now()-time.Second).notify(&handlerContext{stream: s, parent: context.Background()})
	var p *patrol
	for range 2 {
		looked := make(chan struct{}, 1)
		wanted := true
		start := func() {
			s.patrolFor(&p, time.Millisecond, nil, nil)
		}
		s.mu.Lock()
		if p == nil {
			p = &patrol{stream: s, every: time.Millisecond}
		}
		p.wants = func(*handlerContext) bool { return wanted }
		p.inspect = func(suspect) { looked <- struct{}{} }
		s.mu.Unlock()
		start()
		<-looked
		s.mu.Lock()
		wanted = false
		s.mu.Unlock()
		for {
			s.mu.Lock()
			under := p.counted
			s.mu.Unlock()
			if !under {
				break
			}
			select {
			case <-looked:
			default:
				time.Sleep(time.Millisecond)
			}
		}
		if n := patrols.Load(); n != 0 {
			t.Errorf("%d patrols are under way", n)
		}
	}
}
