package seccompstream

import "testing"

// SetCommonWorkers changes for the rest of the test how many handlers run at a time in all
// streams together that do not say how many. No stream may be served.
func SetCommonWorkers(t testing.TB, n int) {
	common.mu.Lock()
	was := common.free
	common.free = n
	common.mu.Unlock()
	t.Cleanup(func() {
		common.mu.Lock()
		defer common.mu.Unlock()
		if common.free != n || len(common.waiting) > 0 {
			t.Errorf("%d of %d common workers are free, %d wait for one", common.free, n, len(common.waiting))
		}
		common.free = was
	})
}
