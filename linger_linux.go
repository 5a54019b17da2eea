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

// seats has the seats for those that linger.
var seats struct {
	mu        sync.Mutex
	listeners int // that may take a seat; without any, no seat is kept
	limit     int
	made      int
	free      []*seat
}

// A seat is the right to linger, and the means to be called away.
type seat struct {
	event  int  // an eventfd that is readable when the reader is to stop
	called bool // it has been made readable
}

// openSeats makes sure that there are seats while the listener is open.
func openSeats() {
	seats.mu.Lock()
	seats.listeners++
	// A processor whose thread lingers does nothing else, so some are left for the rest of
	// the program. With just one, nobody lingers.
	seats.limit = runtime.GOMAXPROCS(0) / 2
	seats.mu.Unlock()
}

func closeSeats() {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	if seats.listeners--; seats.listeners > 0 {
		return
	}
	for _, s := range seats.free {
		unix.Close(s.event)
	}
	seats.free, seats.made = nil, 0
}

// sit gives the listener a seat, if one is free.
func (l *listener) sit() bool {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	if i := len(seats.free) - 1; i >= 0 {
		l.seat, seats.free = seats.free[i], seats.free[:i]
		return true
	}
	if seats.made >= seats.limit {
		return false
	}
	event, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err != nil {
		return false // and the netpoller serves as well
	}
	seats.made++
	l.seat = &seat{event: event}
	return true
}

// rise gives the seat back.
func (l *listener) rise() {
	seats.mu.Lock()
	s := l.seat
	l.seat = nil
	if s.called {
		s.called = false
		var count [8]byte
		_, _ = unix.Read(s.event, count[:])
	}
	seats.free = append(seats.free, s)
	seats.mu.Unlock()
}

// callAway ends the reader's lingering, if it does.
func (l *listener) callAway() {
	seats.mu.Lock()
	if s := l.seat; s != nil && !s.called {
		s.called = true
		one := [8]byte{1, 1, 1, 1, 1, 1, 1, 1} // in any byte order
		_, _ = unix.Write(s.event, one[:])
	}
	seats.mu.Unlock()
}

// expectsMore tells whether the next receive would linger.
func (l *listener) expectsMore() bool { return l.busy.Load() }

// linger waits for a notification that may come soon. The listener has a seat. Wake-ups
// may be told twice, here and in wait, and none is missed: it has set woken before it
// looks for who sits.
func (l *listener) linger() error {
	if err := l.watch(false); err != nil {
		return err
	}
	if l.woken.Swap(false) {
		return errWoken
	}
	l.ready, l.errno = scmp.ReceiveSoon(l.fd, l.notif, l.seat.event, int(lingerFor/time.Millisecond))
	if l.ready == scmp.Nothing {
		l.busy.Store(false)
	}
	return nil
}

// watch makes the epoll instance look at the listener, or, while the reader lingers,
// away from it, lest every notification wake a thread of the runtime as well.
func (l *listener) watch(on bool) error {
	if l.watching == on {
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
