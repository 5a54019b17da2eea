package seccompstream

import (
	"os"
	"slices"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// watchTick is how often the watchdog looks at the handlers that run on the goroutine
// that received. One that it finds running twice has lasted between one tick and two.
const watchTick = 400 * time.Microsecond

// dog is the watchdog of all calls of Serve in the process.
var dog watchdog

// watchdog looks at servers in short intervals, as long as there is something to see.
// It has a timer of the kernel because the Go runtime, when it has nothing to run,
// sleeps for whole milliseconds; and a timer of the runtime would give every wait for a
// notification a time-out of its own. One timer and one goroutine serve all servers,
// and exist while there are any.
type watchdog struct {
	mu      sync.Mutex // guards all of this, and each server's seen
	keepers int
	timer   *os.File
	fd      int
	gone    chan struct{}
	watched []*server
}

// keep makes the watchdog exist until leave, and reports whether it does.
func (d *watchdog) keep() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.keepers == 0 {
		fd, err := unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_CLOEXEC|unix.TFD_NONBLOCK)
		if err != nil {
			return false
		}
		d.timer, d.fd, d.gone = os.NewFile(uintptr(fd), "timer"), fd, make(chan struct{})
		go d.run(d.timer, d.gone)
	}
	d.keepers++
	return true
}

// leave takes back what keep did, and forgets the server.
func (d *watchdog) leave(v *server) {
	if !v.guarded {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if i := slices.Index(d.watched, v); i >= 0 {
		d.watched = slices.Delete(d.watched, i, i+1)
	}
	if d.keepers--; d.keepers == 0 {
		d.timer.Close()
		gone := d.gone
		d.mu.Unlock()
		<-gone      // it needs mu for its last tick
		d.mu.Lock() // for the deferred Unlock
	}
}

// look makes the watchdog look at v until it finds nothing to see.
func (d *watchdog) look(v *server) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if v.watched.Load() {
		return
	}
	v.watched.Store(true)
	d.watched = append(d.watched, v)
	if len(d.watched) == 1 {
		// The first tick comes a whole interval from now.
		v.seen = v.lead.look()
		d.set(watchTick)
	}
}

// lookAway takes back what look did, for a server whose next handler runs some time from now.
func (d *watchdog) lookAway(v *server) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.Index(d.watched, v)
	if i < 0 {
		return
	}
	d.watched = slices.Delete(d.watched, i, i+1)
	v.watched.Store(false)
	if len(d.watched) == 0 && d.keepers > 0 {
		d.set(0)
	}
}

func (d *watchdog) set(interval time.Duration) {
	t := unix.NsecToTimespec(int64(interval))
	_ = unix.TimerfdSettime(d.fd, 0, &unix.ItimerSpec{Interval: t, Value: t}, nil)
}

func (d *watchdog) run(timer *os.File, gone chan struct{}) {
	defer close(gone)
	ticks := make([]byte, 8)
	for {
		if _, err := timer.Read(ticks); err != nil {
			return
		}
		d.mu.Lock()
		d.watched = slices.DeleteFunc(d.watched, func(v *server) bool {
			if v.handOnSlow() {
				return false
			}
			// Either the leader sees this when it starts its next handler, or it has
			// started one already.
			v.watched.Store(false)
			if v.lead.look() == v.seen {
				return true
			}
			v.watched.Store(true)
			return false
		})
		if len(d.watched) == 0 && d.keepers > 0 {
			d.set(0)
		}
		d.mu.Unlock()
	}
}
