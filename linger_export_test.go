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
	places.mu.Lock()
	defer places.mu.Unlock()
	return places.lingering, lingerLimit()
}
