package seccompstream

import (
	"sync"
	"sync/atomic"
	"testing"
)

// A lead has one holder: the leader keeps it, or the watchdog takes it.
func TestLead(t *testing.T) {
	var l lead
	if t0 := l.look(); t0.runs() {
		t.Error("a handler runs before the first begins")
	}
	first := l.begin()
	if at := l.look(); at != first || !at.runs() {
		t.Errorf("while turn %d runs the lead is at %d", first, at)
	}
	if !l.keep(first) {
		t.Error("the leader has lost the lead to nobody")
	}
	if at := l.look(); at.runs() {
		t.Errorf("a handler runs at turn %d", at)
	}
	if l.take(first) {
		t.Error("the lead was taken after the handler had returned")
	}

	second := l.begin()
	if second == first {
		t.Errorf("two runs have turn %d", first)
	}
	if !l.take(second) {
		t.Error("the lead could not be taken from a handler that runs")
	}
	if l.keep(second) {
		t.Error("the leader has kept a lead that was taken")
	}
}

// Whoever races for a lead, one has it.
func TestLeadRace(t *testing.T) {
	var l lead
	for range 1000 {
		run := l.begin()
		var wins atomic.Int32
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if l.take(run) {
					wins.Add(1)
				}
			})
		}
		kept := l.keep(run)
		wg.Wait()
		if n := wins.Load(); kept && n != 0 || !kept && n != 1 {
			t.Fatalf("the leader kept the lead: %v, and %d have taken it", kept, n)
		}
	}
}

// One run of timedEvery is sampled, and each where nobody waits for it.
func TestTurnSampled(t *testing.T) {
	var l lead
	sampled := 0
	for range 10 * timedEvery {
		run := l.begin()
		if run.sampled() {
			sampled++
		}
		l.keep(run)
	}
	if sampled != 10 {
		t.Errorf("%d of %d runs are sampled, want 10", sampled, 10*timedEvery)
	}
	if !turn(0).sampled() {
		t.Error("a run by somebody who does not lead is not sampled")
	}
}
