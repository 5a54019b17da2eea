package seccompstream

import (
	"testing"
	"time"
)

// SetLongWait changes for the rest of the test when streams that are made meanwhile
// complain of unanswered notifications.
func SetLongWait(t testing.TB, d time.Duration) {
	was := longWait
	longWait = d
	t.Cleanup(func() { longWait = was })
}
