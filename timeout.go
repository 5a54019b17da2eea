package seccompstream

import (
	"context"
	"log/slog"
	"time"
)

// errTimedOut is what ends the context of a handler whose call got TimeoutResponse.
var errTimedOut = context.DeadlineExceeded

// longWait is after how long the log is told of a call without an answer where there
// is no Config.Timeout to end it.
const longWait = 10 * time.Second

// An alarm is a timer that is set or not. It serves many calls one after the other. The
// stream's mu guards it.
type alarm struct {
	timer *time.Timer
	set   bool
	due   time.Duration // since epoch, if it is set
}

// start sets the alarm, if it is not set, or set for later. The function f, always the same,
// takes the stream's mu and calls rang.
func (a *alarm) start(d time.Duration, f func()) {
	due := now() + d
	switch {
	case a.set && a.due <= due:
		return
	case a.timer == nil:
		a.timer = time.AfterFunc(d, f)
	default:
		a.timer.Reset(d)
	}
	a.set, a.due = true, due
}

// rang notes that the alarm's function runs, so that it can be set anew.
func (a *alarm) rang() { a.set = false }

// stop stops the alarm. Its function may be running, though.
func (a *alarm) stop() {
	if a.timer != nil {
		a.timer.Stop()
	}
}

// initTimeout sets how long a call may wait, if there is anything to do then.
func (s *NotificationStream) initTimeout() {
	switch {
	case s.cfg.Timeout > 0:
		s.patience = s.cfg.Timeout
	case s.cfg.Logger.Enabled(context.Background(), slog.LevelWarn):
		s.patience = longWait
	}
}

// epoch is what times in the table of calls are counted from: the monotonic clock alone
// takes half the time to read that time.Now does, and each notification reads it.
var epoch = time.Now()

// now returns the time since epoch.
func now() time.Duration { return time.Since(epoch) }

// armTimeoutLocked sets the alarm for the oldest call. One alarm serves all: every call has
// the same time, so they fall due in the order in which they came.
func (s *NotificationStream) armTimeoutLocked() {
	if s.patience == 0 || s.timeout.set || s.released || s.calls.head.next == &s.calls.head {
		return
	}
	wait := s.patience
	if s.cfg.Timeout > 0 {
		// One that is overdue is being answered just now.
		wait = max(s.calls.head.next.received+s.cfg.Timeout-now(), time.Millisecond)
	}
	s.timeout.start(wait, s.onTimeout)
}

// onTimeout is the alarm's function.
func (s *NotificationStream) onTimeout() {
	if s.cfg.Timeout > 0 {
		s.answerOverdue()
	} else {
		s.reportOverdue()
	}
	s.mu.Lock()
	s.timeout.rang()
	s.armTimeoutLocked()
	s.mu.Unlock()
}

// answerOverdue answers the calls that have waited for Config.Timeout.
func (s *NotificationStream) answerOverdue() {
	var overdue []Notification
	s.mu.Lock()
	due := now() - s.cfg.Timeout
	for c := s.calls.head.next; c != &s.calls.head && c.received <= due; c = c.next {
		if !c.claimed {
			overdue = append(overdue, c.n)
		}
	}
	s.mu.Unlock()
	for _, n := range overdue {
		if err := s.mustSend(errTimedOut, n.ID, s.cfg.TimeoutResponse); err == nil {
			s.cfg.Logger.Warn("notification timed out", "notification", n, "response", s.cfg.TimeoutResponse)
		}
	}
}

// reportOverdue tells the log of calls that wait for long, each once. Somebody may have
// lost them, and then their targets wait for ever.
func (s *NotificationStream) reportOverdue() {
	due := now() - s.patience
	// Most of what nobody answers is over.
	waiting := s.survey(func(c *call) bool {
		if c.received > due || c.claimed || c.reported {
			return false
		}
		c.reported = true
		return true
	})
	if len(waiting) > 0 {
		s.cfg.Logger.Warn("notifications wait for an answer", "count", len(waiting), "longer_than", s.patience, "oldest", waiting[0])
	}
}
