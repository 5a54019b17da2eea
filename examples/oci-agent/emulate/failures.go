//go:build linux && cgo

package emulate

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/seccompstream/seccompstream"
)

// failures logs why calls could not be emulated. Targets can make as many calls as they
// like: of those that fail for the same reason at the same step one a second is logged.
type failures struct {
	mu     sync.Mutex
	recent map[failure]*silence
}

type failure struct{ step, cause string }

type silence struct {
	until  time.Time
	unsaid int
}

const (
	// quietFor is how long one cause is not logged again.
	quietFor = time.Second
	// maxCauses is how many are remembered. There are some errnos, of some calls.
	maxCauses = 256
)

func (f *failures) log(ctx context.Context, logger *slog.Logger, n seccompstream.Notification, step string, err error) {
	if errors.Is(err, seccompstream.ErrExpired) {
		logger.DebugContext(ctx, "the call was over before it was emulated", "step", step, "notification", n)
		return
	}
	if unsaid, say := f.count(failure{step, err.Error()}, time.Now()); say {
		logger.WarnContext(ctx, "a call could not be emulated", "step", step, "error", err, "notification", n, "unsaid", unsaid)
	}
}

// count reports whether a failure is to be logged, and how many like it were not.
func (f *failures) count(what failure, now time.Time) (unsaid int, say bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.recent[what]
	if s != nil && now.Before(s.until) {
		s.unsaid++
		return 0, false
	}
	if s == nil {
		if f.recent == nil || len(f.recent) >= maxCauses {
			f.recent = map[failure]*silence{}
		}
		s = &silence{}
		f.recent[what] = s
	}
	unsaid, s.unsaid = s.unsaid, 0
	s.until = now.Add(quietFor)
	return unsaid, true
}
