package seccompstream

import (
	"context"
	"log/slog"
	"math"
	"time"
)

// errTimedOut is what ends the context of a handler whose call got TimeoutResponse.
var errTimedOut = context.DeadlineExceeded

// longWait is after how long the log is told of a call without an answer where there
// is no Config.Timeout to end it. Tests change it.
var longWait = 10 * time.Second

// initTimeout makes the timer, if there is anything to do for it.
func (s *NotificationStream) initTimeout() {
	if s.cfg.Timeout == 0 && !s.cfg.Logger.Enabled(context.Background(), slog.LevelWarn) {
		return
	}
	s.patience = longWait
	if s.cfg.Timeout > 0 {
		s.patience = s.cfg.Timeout
	}
	// For ever, or it could run before it is assigned.
	s.timer = time.AfterFunc(math.MaxInt64, s.onTimeout)
	s.timer.Stop()
}

// epoch is what times in the table of calls are counted from: the monotonic clock alone
// takes half the time to read that time.Now does, and each notification reads it.
var epoch = time.Now()

// now returns the time since epoch.
func now() time.Duration { return time.Since(epoch) }

// armTimeout sets the timer for the oldest call. One timer serves all: every call has
// the same time, so they fall due in the order in which they came. The caller holds
// s.mu.
func (s *NotificationStream) armTimeout() {
	if s.timer == nil || s.timing || s.released || s.calls.head.next == &s.calls.head {
		return
	}
	s.timing = true
	wait := s.patience
	if s.cfg.Timeout > 0 {
		// One that is overdue is being answered just now.
		wait = max(s.calls.head.next.received+s.cfg.Timeout-now(), time.Millisecond)
	}
	s.timer.Reset(wait)
}

// onTimeout is the timer's function.
func (s *NotificationStream) onTimeout() {
	if s.cfg.Timeout > 0 {
		s.answerOverdue()
	} else {
		s.reportOverdue()
	}
	s.mu.Lock()
	s.timing = false
	s.armTimeout()
	s.mu.Unlock()
}

// answerOverdue answers the calls that have waited for Config.Timeout.
func (s *NotificationStream) answerOverdue() {
	for _, n := range s.overdue() {
		if err := s.mustSend(errTimedOut, n.ID, s.cfg.TimeoutResponse); err == nil {
			s.cfg.Logger.Warn("notification timed out", "notification", n, "response", s.cfg.TimeoutResponse)
		}
	}
}

// reportOverdue tells the log of calls that wait for long, each once. Somebody may have
// lost them, and then their targets wait for ever.
func (s *NotificationStream) reportOverdue() {
	waiting := s.overdue()
	count := 0
	var oldest Notification
	for _, n := range waiting {
		// Most of what nobody answers is over.
		if s.valid(n.ID) == nil {
			if count == 0 {
				oldest = n
			}
			count++
		}
	}
	if count > 0 {
		s.cfg.Logger.Warn("notifications wait for an answer", "count", count, "longer_than", s.patience, "oldest", oldest)
	}
}

// overdue returns the calls that have been waiting for s.patience: not those that are
// being answered, and where there is no Config.Timeout each one once.
func (s *NotificationStream) overdue() []Notification {
	s.mu.Lock()
	defer s.mu.Unlock()
	var overdue []Notification
	due := now() - s.patience
	for c := s.calls.head.next; c != &s.calls.head && c.received <= due; c = c.next {
		if !c.claimed && !c.reported {
			c.reported = s.cfg.Timeout == 0
			overdue = append(overdue, c.n)
		}
	}
	return overdue
}
