package seccompstream

import (
	"testing"
	"time"
)

// SetCommonWorkers changes for the rest of the test how many handlers run at a time in all
// streams together that do not say how many. No stream may be served.
func SetCommonWorkers(t testing.TB, n int) {
	common.mu.Lock()
	was := common.free
	common.free = n
	common.mu.Unlock()
	t.Cleanup(func() {
		// Whoever has run a handler gives its place back a moment later.
		for start := time.Now(); ; time.Sleep(time.Millisecond) {
			common.mu.Lock()
			free, waiting := common.free, len(common.waiting)
			if free == n && waiting == 0 {
				break
			}
			common.mu.Unlock()
			if time.Since(start) > 20*time.Second {
				t.Errorf("%d of %d common workers are free, %d servers wait for one", free, n, waiting)
				common.mu.Lock()
				break
			}
		}
		common.free = was
		common.mu.Unlock()
	})
}
