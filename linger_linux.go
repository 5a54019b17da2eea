//go:build cgo

package seccompstream

import (
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// A reader that expects the next notification soon lingers: it waits in RECV itself, with its
// thread, instead of in the netpoller. The kernel then wakes that thread on the CPU of the
// target that calls, which SYNC_WAKE_UP asks for, and which is forgotten on the way through
// two epoll instances; and neither the Go scheduler nor a thread that polls for it has to run
// in between, nor has the kernel to be asked first whether there is anything to receive. A
// round trip that takes twice the time of a C loop's through the netpoller, and ten times
// when the other CPU must be woken for it, is then about as fast as the C loop.
//
// A reader lingers for at most lingerFor, or much less while the rest of the process
// computes, so that the cost, one thread and one processor of the Go runtime, is bounded. So
// is the number of threads that linger at a time, for the whole process, however many
// streams there are.

// lingerFor is how long a reader lingers, and how shortly after another a notification
// must come for that. Tests change it.
var lingerFor = 10 * time.Millisecond

// A reader that lingers again and again lets the Go scheduler run now and then. A goroutine
// that has not been scheduled anew for ten milliseconds has the runtime's monitor look at it,
// and from then on every 20 microseconds at first: whatever CPU the monitor wakes up on then
// pulls over one of the two that share theirs. And while the rest of the process computes,
// nobody else may be looking at the timers of the reader's processor.
const (
	yieldEvery     = 8 * time.Millisecond
	yieldBusyEvery = 400 * time.Microsecond
)

// takeFor is for how long a reader waits for a notification of which it has been told that it
// is there. Who receives from the listener in another process may have been faster.
const takeFor = 100 * time.Millisecond

// A place is where one reader at a time waits in RECV, on a duplicate of its listener.
type place struct {
	wait  *scmp.Wait
	owner *listener // the duplicate is this one's; nil where there is none
	used  bool
}

// places are all that the process has. A place stays its owner's until somebody else needs
// one: to make the duplicate for each notification would cost too much.
var places struct {
	mu        sync.Mutex // guards all of this, and each listener's place
	all       [scmp.Waits]place
	lingering int
}

// lingerLimit returns how many may linger at a time. A processor whose thread lingers does
// nothing else, so some are left for the rest of the program. With just one, nobody lingers.
func lingerLimit() int { return min(runtime.GOMAXPROCS(0)/2, scmp.Waits/2) }

// acquirePlace gives the reader a place, armed for a wait of at most that time, or nil: then
// the slower ways serve.
func (l *listener) acquirePlace(limit time.Duration, linger bool) *place {
	most := lingerLimit()
	places.mu.Lock()
	defer places.mu.Unlock()
	if linger && places.lingering >= most {
		return nil
	}
	p := l.place
	if p == nil {
		if p = freePlaceLocked(most); p == nil || !l.movePlaceLocked(p) {
			return nil
		}
	}
	if p.wait.Arm(l.fd, limit) != nil {
		l.leavePlaceLocked() // no descriptor may have that number any more
		return nil
	}
	p.used = true
	if linger {
		places.lingering++
	}
	return p
}

// release gives the place back, which the reader keeps until somebody needs it.
func (p *place) release(linger bool) {
	places.mu.Lock()
	p.used = false
	if linger {
		places.lingering--
	}
	places.mu.Unlock()
}

// freePlaceLocked returns a place that nobody uses, one without an owner if there are not more
// of them than may linger, and one that does not, already.
func freePlaceLocked(limit int) *place {
	var free *place
	for i := range places.all {
		p := &places.all[i]
		if p.used {
			continue // its reader looks at it without the lock
		}
		p.wait = scmp.WaitAt(i)
		switch {
		case p.owner == nil && i <= limit:
			return p
		case free == nil:
			free = p
		}
	}
	return free
}

// movePlaceLocked makes the listener the owner of a place.
func (l *listener) movePlaceLocked(p *place) bool {
	if p.owner != nil {
		p.owner.leavePlaceLocked()
	}
	if scmp.StartClock() != 0 || p.wait.Open(l.fd, l.epollFD) != nil {
		return false
	}
	p.owner, l.place = l, p
	l.waiting.Store(p.wait)
	return true
}

// leavePlaceLocked takes from the listener the place that it does not use.
func (l *listener) leavePlaceLocked() {
	if l.place != nil {
		l.place.wait.Close()
		l.place.owner, l.place = nil, nil
		l.waiting.Store(nil)
	}
}

// leavePlace is called when nobody reads any more.
func (l *listener) leavePlace() {
	places.mu.Lock()
	l.leavePlaceLocked()
	places.mu.Unlock()
}

// interrupt ends the reader's wait in its place, if it does wait. It may be called at any
// time. If the place has become another reader's meanwhile, that one looks around in vain.
func (l *listener) interrupt() {
	if w := l.waiting.Load(); w != nil {
		w.Interrupt()
	}
}

// expectsMore reports whether the next receive would linger.
func (l *listener) expectsMore() bool { return l.busy.Load() }

// linger waits for a notification that may come soon, if there is a place, and until the
// reader is woken. It leaves in outcome what has come.
func (l *listener) linger() error {
	if l.owesYield() {
		l.yielded = l.received
		runtime.Gosched()
	}
	p := l.acquirePlace(lingerFor, true)
	if p == nil {
		return nil
	}
	defer p.release(true)
	if err := l.setPolling(false); err != nil {
		p.wait.Disarm()
		return err
	}
	if err := l.waitIn(p); err != nil {
		return err
	}
	if l.outcome == scmp.Nothing {
		l.busy.Store(false)
	}
	return nil
}

// owesYield reports whether it is time to let the scheduler run.
func (l *listener) owesYield() bool {
	since := l.received - l.yielded
	return since > yieldEvery || since > yieldBusyEvery && scmp.OthersBusy()
}

// prepare readies the reader for respondReceive and returns its place, or nil where it is not
// to linger. Either respondReceive or abandon must follow.
func (l *listener) prepare(ctx context.Context) *place {
	if !l.busy.Load() || l.owesYield() {
		return nil
	}
	if ctx.Done() != l.ctxDone {
		l.followCtx(ctx)
	}
	p := l.acquirePlace(lingerFor, true)
	if p == nil {
		return nil
	}
	if l.setPolling(false) != nil || l.woken.Load() {
		l.abandon(p)
		return nil
	}
	return p
}

// abandon takes back what prepare did.
func (l *listener) abandon(p *place) {
	p.wait.Disarm()
	p.release(true)
}

// takePending takes a notification that waits. It leaves Nothing in outcome if somebody else
// was faster.
func (l *listener) takePending() error {
	p := l.acquirePlace(takeFor, false)
	if p == nil {
		l.outcome = scmp.Take(l.fd, l.notif)
		l.received = now()
		return nil
	}
	defer p.release(false)
	return l.waitIn(p)
}

// waitIn waits in a place that has been armed. No wake-up is missed: wake sets woken before it
// interrupts, and here woken is looked at after that. One may be told twice, here and by the
// netpoller.
func (l *listener) waitIn(p *place) error {
	l.outcome = scmp.Nothing
	if l.woken.Swap(false) {
		p.wait.Disarm()
		return errWoken
	}
	if l.outcome = p.wait.Receive(l.notif); l.outcome != scmp.Nothing {
		l.received = now()
		return nil
	}
	if l.woken.Swap(false) {
		return errWoken
	}
	return nil
}
