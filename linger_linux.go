//go:build cgo

package seccompstream

import (
	"os"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// A reader that expects the next notification soon lingers: it waits in poll(2) on the
// listener itself, with its thread, instead of in the netpoller. The kernel then wakes
// that thread on the CPU of the target that calls, which SYNC_WAKE_UP asks for, and
// which is forgotten on the way through two epoll instances; and neither the Go
// scheduler nor a thread that polls for it has to run in between. A round trip that
// takes twice the time of a C loop's through the netpoller, and ten times when the
// other CPU must be woken for it, is then about as fast as the C loop.
//
// What is lingered for comes at once or not at all, so that the price, a thread and a
// processor of the Go runtime, is paid for a short while. The number of threads that
// linger at a time is bounded for the whole process, however many streams there are.

// lingerFor is how long a reader lingers, and how shortly after another a notification
// must come for that. The kernel's timer tick, which comes every 1 to 10 ms, makes a
// shorter time dearer: a timer that is due before the tick has to be programmed, for which a
// virtual machine is left. Tests change it.
var lingerFor = 10 * time.Millisecond

// yieldEvery is after how long a reader that lingers again and again lets the Go scheduler
// run. A goroutine that has not been scheduled anew for ten milliseconds has the runtime's
// monitor look at it, and from then on every 20 microseconds at first: whatever CPU the
// monitor wakes up on then pulls over one of the two that share theirs.
const yieldEvery = 8 * time.Millisecond

// seats counts those that linger.
var seats struct {
	mu        sync.Mutex
	listeners int
	taken     int
	limit     int
	// event is an eventfd that is readable while readers are called away: all that linger
	// see it, and the others come back. It is there as long as a listener is.
	event  int
	called int // readers that are called away and have not risen yet
}

// openSeats makes sure that there are seats while the listener is open.
func openSeats() {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	// A processor whose thread lingers does nothing else, so some are left for the rest of
	// the program. With just one, nobody lingers.
	seats.limit = runtime.GOMAXPROCS(0) / 2
	if seats.listeners++; seats.listeners > 1 {
		return
	}
	event, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err != nil {
		event = -1 // nobody lingers: the netpoller serves as well
	}
	seats.event = event
}

func closeSeats() {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	if seats.listeners--; seats.listeners == 0 && seats.event >= 0 {
		unix.Close(seats.event)
	}
}

// sit gives the listener a seat, if one is free, and returns what calls it away.
func (l *listener) sit() (event int, ok bool) {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	if seats.event < 0 || seats.taken >= seats.limit {
		return -1, false
	}
	seats.taken++
	l.sits = true
	return seats.event, true
}

// rise gives the seat back.
func (l *listener) rise() {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	seats.taken--
	l.sits = false
	if !l.called {
		return
	}
	l.called = false
	if seats.called--; seats.called == 0 {
		var count [8]byte
		_, _ = unix.Read(seats.event, count[:])
	}
}

// callAway ends the reader's lingering, if it does.
func (l *listener) callAway() {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	if !l.sits || l.called {
		return
	}
	l.called = true
	if seats.called++; seats.called == 1 {
		one := [8]byte{1, 1, 1, 1, 1, 1, 1, 1} // in any byte order
		_, _ = unix.Write(seats.event, one[:])
	}
}

// expectsMore tells whether the next receive would linger.
func (l *listener) expectsMore() bool { return l.busy.Load() }

// linger waits for a notification that may come soon, if there is a seat, and until the
// reader is called away. Wake-ups may be told twice, here and by the netpoller, and none
// is missed: wake sets woken before it looks for who sits.
func (l *listener) linger() error {
	event, ok := l.sit()
	if !ok {
		return nil
	}
	defer l.rise()
	if err := l.watch(false); err != nil {
		return err
	}
	if l.woken.Swap(false) {
		return errWoken
	}
	if l.received-l.yielded > yieldEvery {
		l.yielded = l.received
		runtime.Gosched()
	}
	l.outcome = scmp.ReceiveSoon(l.fd, l.notif, l.crowd.guess(), event, int(lingerFor/time.Millisecond))
	if l.outcome == scmp.Nothing {
		l.busy.Store(false)
	} else {
		l.received = now()
	}
	return nil
}

// watch makes the epoll instance look at the listener, or, while the reader lingers,
// away from it, lest every notification wake a thread of the runtime as well.
func (l *listener) watch(on bool) error {
	if l.watching == on {
		return nil
	}
	l.arming.Lock()
	defer l.arming.Unlock()
	if l.held > 0 {
		l.watching = on // letGo sees to it
		return nil
	}
	var events uint32
	if on {
		events = unix.EPOLLIN
	}
	if err := unix.EpollCtl(l.epollFD, unix.EPOLL_CTL_MOD, l.fd, &unix.EpollEvent{Events: events}); err != nil {
		return os.NewSyscallError("epoll_ctl", err)
	}
	l.watching = on
	return nil
}
