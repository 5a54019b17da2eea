//go:build linux && cgo

package seccompstream

import (
	"testing"
	"time"
)

// SetLinger changes for the rest of the test how long readers linger. No stream may be
// in use.
func SetLinger(t testing.TB, d time.Duration) {
	was := lingerFor
	lingerFor = d
	t.Cleanup(func() { lingerFor = was })
}

// Lingering returns how many readers linger, and how many may.
func Lingering() (readers, limit int) {
	seats.mu.Lock()
	defer seats.mu.Unlock()
	return seats.taken, seats.limit
}

// Crowded tells whether the last notification was guessed.
func Crowded(s *NotificationStream) bool { return s.lst.crowd.here }

// Guess makes the next receive guess.
func Guess(s *NotificationStream) { s.lst.crowd.here = true }

// HungUp tells whether no task uses the filter any more.
func HungUp(s *NotificationStream) bool { return s.lst.hungUp() }
