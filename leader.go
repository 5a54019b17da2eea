package seccompstream

import (
	"cmp"
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// server is one run of Serve, by Leader/Followers.
//
// One of its goroutines leads: it receives. It runs the handler itself and keeps the
// lead meanwhile, because to wake another goroutine for each notification costs more
// than most handlers do. The watchdog sees to it that this never holds up the next
// notification for long: when a handler runs at two of its ticks, another goroutine gets
// the lead. Where handlers prove to be slow, the leader hands the lead on before it
// runs the handler.
//
// Where no notification is soon to come, the goroutine that called Serve gets the lead, so
// that an idle stream needs no other. It runs no handler, since handlers may end their
// goroutine. While calls come alone it goes on to receive, and each handler has a goroutine
// of its own: nobody has to watch over it. A leader that must not linger keeps the lead
// until a notification comes: to hand it on and back for each of many would cost more.
type server struct {
	// Immutable.
	stream  *NotificationStream
	handler Handler
	ctx     context.Context
	guarded bool // there is a watchdog
	// newLeader is the method lead: to start it so allocates nothing.
	newLeader func()
	done      chan struct{} // closed when there is an error and the last goroutine is gone
	// callerLeads gets a value when the caller of Serve is to lead. At most one goroutine
	// has the lead to give, and the buffer has room for it, so that to send never blocks.
	callerLeads chan struct{}

	// Whoever has the lead owns this.
	handoff job           // what the caller of Serve received, for the leader that it starts
	last    time.Duration // when the leader that runs handlers last received

	lead lead
	// watched says that the watchdog looks at lead.
	watched atomic.Bool
	seen    turn // the watchdog's last look; guarded by the dog's mu
	// slowness grows with each slow handler and shrinks with each quick one.
	slowness atomic.Int32

	mu         sync.Mutex // guards what is below
	goroutines int
	jobs       jobQueue
	err        error // written once, before done is closed, which is when run reads it
}

const (
	// What is slow: it takes longer than to wake a goroutine on another CPU.
	slowHandler = 30 * time.Microsecond

	// One slow handler among many quick ones does not change what the leader does: it
	// may have been the scheduler.
	slownessStep = 16
	slownessMax  = 64
	slownessPass = 32

	// While all are quick, one handler of so many is timed.
	timedEvery = 8

	// Where notifications come further apart than this, the watchdog is sent home after
	// each: its ticks would cost more than to call it anew.
	sparse = 2 * watchTick
)

// A lead is the right to receive, while the leader runs a handler and it may be taken away.
// Its turn is odd meanwhile, and whoever moves it on from the odd number has the lead: the
// leader when it is back, or the watchdog.
type lead struct{ n atomic.Uint64 }

// A turn is one run of a handler by a leader, and 0 a run by somebody who does not lead.
type turn uint64

// begin is called by the leader before it runs a handler.
func (l *lead) begin() turn { return turn(l.n.Add(1)) }

// keep is called by the leader after that, and reports whether it still leads.
func (l *lead) keep(t turn) bool { return l.n.CompareAndSwap(uint64(t), uint64(t)+1) }

// take takes the lead from whoever runs a handler since turn t, and reports whether the
// caller has it now.
func (l *lead) take(t turn) bool { return l.keep(t) }

// look returns where the lead is. It changes with each run of a handler.
func (l *lead) look() turn { return turn(l.n.Load()) }

// runs reports whether a handler ran when look returned t.
func (t turn) runs() bool { return t%2 == 1 }

// sampled reports whether the run is one of those that are timed. All are where nobody waits
// for the next notification meanwhile.
func (t turn) sampled() bool { return t == 0 || t%(2*timedEvery) == 1 }

// worker is one goroutine of a server.
type worker struct {
	*server
	job
	busy  bool // job is to be handled, or being handled
	leads bool // the worker had the lead when it last knew
	alone bool // the job came alone, and its time tells nothing of those that come in numbers
	turn  turn // of the handler that runs, if the worker leads meanwhile
	// next is what the worker that leads received along with its answer, if ahead is set.
	next  job
	ahead bool
}

func newServer(ctx context.Context, s *NotificationStream, h Handler) *server {
	v := &server{
		stream:      s,
		handler:     h,
		ctx:         ctx,
		guarded:     dog.keep(),
		callerLeads: make(chan struct{}, 1),
		done:        make(chan struct{}),
	}
	v.jobs.init(v, s.cfg.Workers)
	v.newLeader = v.leader
	return v
}

// run leads where there is nothing else to do, until all is over, and returns why it is.
func (v *server) run() error {
	for {
		v.needContext(&v.handoff)
		if v.receive(&v.handoff, true) != nil {
			break
		}
		if !v.stream.lst.expectsMore() {
			v.handleAlone(&v.handoff)
			continue
		}
		v.mu.Lock()
		v.startLeaderLocked()
		v.mu.Unlock()
		if !v.wait() {
			return v.result()
		}
	}
	v.mu.Lock()
	last := v.goroutines == 0
	v.mu.Unlock()
	if !last {
		v.wait()
	}
	return v.result()
}

// wait waits until the caller of Serve is to lead, which it reports, or else until the last
// goroutine is gone, or has been waited for long enough.
func (v *server) wait() bool {
	grace := v.stream.cfg.Grace
	if grace == 0 {
		select {
		case <-v.callerLeads:
			return true
		case <-v.done:
			return false
		}
	}
	select {
	case <-v.callerLeads:
		return true
	case <-v.done:
		return false
	case <-v.stream.stopped:
	case <-v.ctx.Done():
	}
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-v.callerLeads:
		return true
	case <-v.done:
	case <-timer.C:
		v.stream.cfg.Logger.Warn("handlers are left behind", "count", v.stream.handlers.Load(), "after", grace)
	}
	return false
}

// result returns why all is over.
func (v *server) result() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.err == nil {
		// The goroutine that leads was left behind, and has not heard of it yet.
		return cmp.Or(v.stream.ended(), v.ctx.Err())
	}
	return v.err
}

// handleAlone gives a job that came alone a goroutine of its own.
func (v *server) handleAlone(j *job) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.jobs.limit == 0 || v.jobs.admit(j) {
		v.goroutines++
		go v.follower(*j, true)
		*j = job{}
	}
}

// receive receives a notification, and notes an error, which is the end of all. errIdle is
// none.
func (v *server) receive(j *job, wait bool) error {
	err := v.stream.receive(v.ctx, &j.n, j.hctx, wait)
	if err == nil || err == errIdle {
		return err
	}
	if v.stream.ended() != nil {
		_ = v.stream.teardown()
	}
	v.mu.Lock()
	v.err = err
	v.mu.Unlock()
	return err
}

// promoteLocked makes another goroutine the leader: a new one, or where no notification is
// soon to come the caller of Serve. Its caller has the lead.
func (v *server) promoteLocked() {
	if !v.stream.lst.expectsMore() {
		v.callerLeads <- struct{}{}
		return
	}
	v.startLeaderLocked()
}

// startLeaderLocked starts a goroutine that has the lead.
func (v *server) startLeaderLocked() {
	v.goroutines++
	go v.newLeader()
}

// leader receives and runs handlers until another goroutine has the lead.
func (v *server) leader() {
	w := worker{server: v, leads: true}
	defer w.leave()
	w.job, v.handoff = v.handoff, job{}
	received := w.hctx != nil
	for w.leads {
		if w.ahead {
			w.job, w.next, w.ahead = w.next, w.job, false
			received = true
		}
		if !received {
			if !v.stream.lst.expectsMore() {
				break // and leave gives the lead to the caller of Serve
			}
			v.needContext(&w.job)
			if err := v.receive(&w.job, false); err != nil {
				w.leads = err == errIdle
				break
			}
		}
		received = false
		if !v.admit(&w.job) {
			continue
		}
		w.busy = true
		lone := w.hctx.received-v.last > sparse
		v.last = w.hctx.received
		if !v.guarded || v.slowness.Load() >= slownessPass {
			w.leads = false
			v.mu.Lock()
			v.promoteLocked()
			v.mu.Unlock()
		} else {
			w.turn = v.lead.begin()
			if !v.watched.Load() {
				dog.look(v)
			}
		}
		w.handle()
		w.keepLead()
		if lone && w.leads {
			dog.lookAway(v)
		}
		w.finish()
	}
	w.work()
}

// follower handles a job, and those that wait in the queue.
func (v *server) follower(j job, alone bool) {
	w := worker{server: v, job: j, busy: true, alone: alone}
	defer w.leave()
	w.work()
}

func (w *worker) work() {
	for w.busy {
		w.handle()
		w.finish()
		w.alone = false
	}
}

// keepLead finds out whether the worker still leads after having run a handler.
func (w *worker) keepLead() {
	if w.turn != 0 {
		w.leads = w.lead.keep(w.turn)
		w.turn = 0
	}
}

// answerAndReceive answers the worker's job and receives the next one, if the worker leads and
// that may be done in one cgo call. It reports whether the job was answered.
func (w *worker) answerAndReceive(r Response) bool {
	v := w.server
	if w.turn == 0 || !v.stream.mayAnswerAndReceive(r) {
		return false
	}
	if w.keepLead(); !w.leads {
		return false
	}
	v.needContext(&w.next)
	var answered bool
	answered, w.ahead = v.stream.answerAndReceive(v.ctx, w.n.ID, r, &w.next.n, w.next.hctx)
	return answered
}

// leave ends the worker. If its handler ended the goroutine, another one goes on.
func (w *worker) leave() {
	v := w.server
	if w.busy {
		w.keepLead()
		w.finish()
	}
	v.mu.Lock()
	if w.leads {
		v.promoteLocked()
	}
	if w.busy {
		v.goroutines++
		go v.follower(w.job, false)
	} else {
		v.jobs.recycle(w.hctx)
	}
	v.jobs.recycle(w.next.hctx)
	v.goroutines--
	last := v.goroutines == 0 && v.err != nil
	v.mu.Unlock()
	if last {
		close(v.done)
	}
}

// admit reports whether the job may be handled at once. If not it is in the queue.
func (v *server) admit(j *job) bool {
	if v.jobs.limit == 0 {
		return true
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.jobs.admit(j)
}

// finish ends the worker's job, and gives it another one if one waits.
func (w *worker) finish() {
	v := w.server
	w.busy = false
	if v.jobs.limit == 0 {
		return
	}
	given := false
	v.mu.Lock()
	if w.busy = v.jobs.next(&w.job); !w.busy {
		given = v.jobs.ran()
	}
	v.mu.Unlock()
	if given {
		v.jobs.common.runOthers()
	}
}

// runQueued starts handlers for the jobs that wait, as far as they may run.
func (v *server) runQueued() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for v.jobs.waits() && v.jobs.mayRun() {
		var j job
		if !v.jobs.next(&j) {
			v.jobs.ran() // of what has waited all is over
			return
		}
		v.goroutines++
		go v.follower(j, false)
	}
}

// needContext gives the job a context, for the notification that is to come.
func (v *server) needContext(j *job) {
	if j.hctx != nil && j.hctx.reusable() {
		return
	}
	v.mu.Lock()
	j.hctx = v.jobs.context()
	v.mu.Unlock()
}

// handOnSlow is called at each tick of the watchdog, with the dog's mu held. It hands the
// lead on if the leader's handler was running at the last tick already, and reports whether
// there was anything to watch.
func (v *server) handOnSlow() bool {
	t := v.lead.look()
	last := v.seen
	v.seen = t
	switch {
	case t != last:
		return true
	case !t.runs():
		return false
	}
	v.mu.Lock()
	if v.lead.take(t) {
		v.slowness.Store(slownessMax)
		v.promoteLocked()
	}
	v.mu.Unlock()
	return true
}
