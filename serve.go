package seccompstream

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A Handler decides what becomes of a notified call.
//
// HandleNotification returns the answer, which the stream sends. A handler that has
// answered by itself, for instance with [Notification.RespondFD], returns [Answered].
// It may also hand the notification to another goroutine and return Answered at once;
// that goroutine must then answer, since nobody else does but Config.Timeout and Close.
//
// A handler that panics, ends its goroutine, or returns a Response that cannot be sent
// has its notification answered with Config.ErrorResponse. The mishap is logged, and
// the stream goes on. No mishap ever lets the kernel run the call.
//
// The context carries the values of the context that [NotificationStream.Serve] was
// given, and its deadline is that of Config.Timeout if there is one. It is done when
// that context is, and when the notification is over: answered, timed out, closed with
// its stream, or found to have lost its target, for which the kernel is asked ten times
// a second. [context.Cause] then gives [ErrAnswered], [context.DeadlineExceeded],
// [os.ErrClosed] or [ErrExpired]. It must not be used after the handler has returned an
// answer; after Answered it may, until the notification is over.
//
// Handlers run in parallel, also for the calls of one process.
type Handler interface {
	HandleNotification(ctx context.Context, n Notification) Response
}

// HandlerFunc is a function that is a [Handler].
type HandlerFunc func(ctx context.Context, n Notification) Response

// HandleNotification calls f.
func (f HandlerFunc) HandleNotification(ctx context.Context, n Notification) Response {
	return f(ctx, n)
}

// Serve runs h for each notification, Config.Workers at a time, and answers with what it
// returns. It blocks until the stream ends or ctx is done, and until every handler has
// returned: one that never does is waited for, though Config.Timeout and Close answer
// its notification.
//
// It returns nil when no task uses the filter any more, and after Close or Detach, as
// [NotificationStream.Err] tells; the error that made the listener unusable; or the
// context's error. Then no more is received, what was received has been handled, and
// the stream can be served or received from again.
//
// Notifications are received as fast as they come, whatever the handlers do: what
// Config.Workers does not admit yet waits in a queue in this process, which is never
// longer than there are target threads, and where Config.Timeout and Close reach it.
// With one worker the handlers run one after the other in the order of the calls.
//
// Where notifications follow one another, a handler that returns within microseconds
// costs no more than a loop around [NotificationStream.Receive], since it runs on the
// goroutine that received. One that takes longer holds up the next notification by less
// than a millisecond, and when handlers prove to be slow, not at all. Handlers never run
// on the goroutine that called Serve, which waits while nothing is notified.
func (s *NotificationStream) Serve(ctx context.Context, h Handler) error {
	if h == nil {
		return errors.New("seccompstream: Serve needs a handler")
	}
	v := &server{
		stream:  s,
		handler: h,
		ctx:     ctx,
		limit:   s.cfg.Workers,
		watch:   dog.keep(),
		idle:    make(chan struct{}, 1),
		done:    make(chan struct{}),
	}
	v.newLeader = v.lead
	defer dog.leave(v)
	v.stand()
	switch {
	case v.err == io.EOF, errors.Is(v.err, os.ErrClosed):
		return nil
	default:
		return v.err
	}
}

// server is one run of Serve.
//
// One of its goroutines leads: it receives. It runs the handler itself and keeps the
// lead meanwhile, because to wake another goroutine for each notification costs more
// than most handlers do. The watchdog sees to it that this never holds up the next
// notification for long: when a handler runs at two of its ticks, another goroutine gets
// the lead. Where handlers prove to be slow, the leader passes the lead on before it
// runs the handler.
//
// Where no notification is soon to come, the goroutine that called Serve gets the lead, so
// that an idle stream needs no other. It runs no handler, since handlers may end their
// goroutine. A leader that must not linger keeps the lead until a notification comes: to pass
// it on and back for each of many would cost more.
type server struct {
	stream  *NotificationStream
	handler Handler
	ctx     context.Context
	limit   int
	watch   bool // there is a watchdog
	// newLeader is the method lead: to start it so allocates nothing.
	newLeader func()

	// turn is odd while the leader runs a handler. Whoever moves it on from the odd
	// number has the lead: the leader when it is back from the handler, or the
	// watchdog, to pass it on.
	turn atomic.Uint64
	// watched says that the watchdog looks at turn.
	watched atomic.Bool
	seen    uint64 // turn at the watchdog's last look
	// slowness grows with each slow handler and shrinks with each quick one.
	slowness atomic.Int32

	mu         sync.Mutex
	goroutines int
	running    int // handlers, counted where there is a limit
	// queue has the jobs that the limit does not admit, from head on: while there are
	// any, as many handlers run as may, and each of them takes the next job when it is
	// done.
	queue   []job
	head    int
	sweepAt int // length of the queue at which to drop the jobs that are over
	spare   []*handlerContext
	err     error
	done    chan struct{} // closed when there is an error and the last goroutine is gone

	// idle gets a value when the caller of Serve is to lead, and first is what it receives
	// then, for the leader that it starts. It belongs to whoever has the lead.
	idle  chan struct{}
	first job
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

	maxSpare      = 64
	minQueueSweep = 64
)

// job is a notification, and the context to handle it with.
type job struct {
	n    Notification
	over *handlerContext
}

// worker is one goroutine of a server.
type worker struct {
	*server
	job
	busy  bool   // job is to be handled, or being handled
	leads bool   // the worker had the lead when it last knew
	turn  uint64 // what server.turn is if it still has; 0 where nobody can take it away
}

// stand leads where there is nothing else to do, until all is over.
func (v *server) stand() {
	for {
		v.needContext(&v.first)
		if v.receive(&v.first, true) != nil {
			break
		}
		v.mu.Lock()
		v.start()
		v.mu.Unlock()
		select {
		case <-v.idle:
			continue
		case <-v.done:
		}
		return
	}
	v.mu.Lock()
	last := v.goroutines == 0
	v.mu.Unlock()
	if !last {
		<-v.done
	}
}

// receive receives a notification, and notes an error, which is the end of all. errIdle is
// none.
func (v *server) receive(j *job, wait bool) error {
	err := v.stream.receive(v.ctx, &j.n, j.over, wait)
	if err == nil || err == errIdle {
		return err
	}
	if v.stream.ended() != nil {
		v.stream.teardown()
	}
	v.mu.Lock()
	v.err = err
	v.mu.Unlock()
	return err
}

// promote makes another goroutine the leader: a new one, or where no notification is soon to
// come the caller of Serve. The caller of promote holds v.mu, and has the lead.
func (v *server) promote() {
	if !v.stream.lst.expectsMore() {
		v.idle <- struct{}{}
		return
	}
	v.start()
}

// start starts a goroutine that has the lead. The caller holds v.mu.
func (v *server) start() {
	v.goroutines++
	go v.newLeader()
}

// lead receives and runs handlers until another goroutine has the lead.
func (v *server) lead() {
	w := worker{server: v, leads: true}
	defer w.leave()
	w.job, v.first = v.first, job{}
	received := w.over != nil
	for w.leads {
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
		if !v.watch || v.slowness.Load() >= slownessPass {
			w.leads = false
			v.mu.Lock()
			v.promote()
			v.mu.Unlock()
		} else {
			w.turn = v.turn.Add(1)
			if !v.watched.Load() {
				dog.look(v)
			}
		}
		w.handle()
		w.keepLead()
		w.finish()
	}
	w.work()
}

// follow handles a job of the queue, and more of them.
func (v *server) follow(j job) {
	w := worker{server: v, job: j, busy: true}
	defer w.leave()
	w.work()
}

func (w *worker) work() {
	for w.busy {
		w.handle()
		w.finish()
	}
}

// keepLead finds out whether the worker still leads after having run a handler.
func (w *worker) keepLead() {
	if w.turn != 0 {
		w.leads = w.server.turn.CompareAndSwap(w.turn, w.turn+1)
		w.turn = 0
	}
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
		v.promote()
	}
	if w.busy {
		v.goroutines++
		go v.follow(w.job)
	} else {
		v.recycle(w.over)
	}
	v.goroutines--
	last := v.goroutines == 0 && v.err != nil
	v.mu.Unlock()
	if last {
		close(v.done)
	}
}

// admit tells whether the job may be handled at once. If not it is in the queue.
func (v *server) admit(j *job) bool {
	if v.limit == 0 {
		return true
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.running < v.limit {
		v.running++
		return true
	}
	if len(v.queue) >= max(v.sweepAt, minQueueSweep) {
		// A target that is interrupted again and again leaves a job each time.
		v.queue = slices.DeleteFunc(slices.Delete(v.queue, 0, v.head), v.isOver)
		v.head, v.sweepAt = 0, 2*len(v.queue)
	}
	v.queue = append(v.queue, *j)
	v.stream.enqueued(j.over)
	j.over = nil
	return false
}

// finish ends the worker's job, and gives it another one if one waits.
func (w *worker) finish() {
	v := w.server
	w.busy = false
	if v.limit == 0 {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for v.head < len(v.queue) {
		j := v.queue[v.head]
		v.queue[v.head] = job{}
		if v.head++; v.head == len(v.queue) {
			v.queue, v.head = v.queue[:0], 0
		}
		v.stream.dequeued(j.over)
		if !v.isOver(j) {
			v.recycle(w.over)
			w.job, w.busy = j, true
			return
		}
	}
	v.running--
}

// isOver tells whether nothing is left to do for a job, and recycles its context if so.
// The caller holds v.mu.
func (v *server) isOver(j job) bool {
	over := j.over.isOver()
	if over {
		v.recycle(j.over)
	}
	return over
}

// needContext gives the job a context, for the notification that is to come.
func (v *server) needContext(j *job) {
	if j.over != nil && j.over.reusable() {
		return
	}
	v.mu.Lock()
	if i := len(v.spare) - 1; i >= 0 {
		j.over, v.spare = v.spare[i], v.spare[:i]
	} else {
		j.over = &handlerContext{stream: v.stream, parent: v.ctx}
	}
	v.mu.Unlock()
}

// recycle keeps a context that nobody can be using. The caller holds v.mu.
func (v *server) recycle(over *handlerContext) {
	if over != nil && len(v.spare) < maxSpare && over.reusable() {
		v.spare = append(v.spare, over)
	}
}

// handle runs the handler of the worker's job and sees to it that the notification is
// answered, whatever the handler does.
func (w *worker) handle() {
	v := w.server
	returned := false
	defer func() {
		if !returned {
			v.mishap(w.n, recover())
		}
	}()
	// To read the clock twice costs as much as the rest of handling a quick notification.
	slowness := v.slowness.Load()
	timed := slowness > 0 || w.turn == 0 || w.turn%(2*timedEvery) == 1
	var start time.Duration
	if timed {
		start = now()
	}
	r := v.handler.HandleNotification(w.over, w.n)
	returned = true
	if timed {
		if now()-start >= slowHandler {
			v.slowness.Store(min(slowness+slownessStep, slownessMax))
		} else if slowness > 0 {
			v.slowness.Store(slowness - 1)
		}
	}
	v.answer(w.job, r)
}

// answer sends what the handler returned.
func (v *server) answer(j job, r Response) {
	s := v.stream
	if r.kind == respondAnswered {
		if !j.over.isOver() {
			s.cfg.Logger.Debug("handler has left the answer to somebody else", "notification", j.n)
		}
		return
	}
	err := s.Send(j.n, r)
	switch {
	case err == nil, err == ErrExpired:
	case errors.Is(err, ErrAnswered):
		s.cfg.Logger.Debug("handler's answer came too late", "notification", j.n, "response", r)
	default:
		s.count(&s.stats.Refused)
		s.cfg.Logger.Error("handler's answer refused", "notification", j.n, "response", r, "error", err)
		_ = s.mustSend(nil, j.n.ID, s.cfg.ErrorResponse)
	}
}

// mishap answers for a handler that panicked or, where the value is nil, ended its
// goroutine.
func (v *server) mishap(n Notification, value any) {
	s := v.stream
	s.count(&s.stats.Panicked)
	_ = s.mustSend(nil, n.ID, s.cfg.ErrorResponse)
	if value == nil {
		s.cfg.Logger.Error("handler ended its goroutine", "notification", n)
		return
	}
	s.cfg.Logger.Error("handler panicked", "notification", n, "panic", value, "stack", string(debug.Stack()))
}

// passSlow is called at each tick of the watchdog. It passes the lead on if the
// leader's handler was running at the last tick already, and tells whether there was
// anything to watch.
func (v *server) passSlow() bool {
	turn := v.turn.Load()
	last := v.seen
	v.seen = turn
	switch {
	case turn != last:
		return true
	case turn%2 == 0:
		return false
	}
	v.mu.Lock()
	if v.turn.CompareAndSwap(turn, turn+1) {
		v.slowness.Store(slownessMax)
		v.promote()
	}
	v.mu.Unlock()
	return true
}
