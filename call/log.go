//go:build linux

package call

import (
	"log/slog"

	"github.com/seccompstream/seccompstream"
)

// Logged is a notification that is logged as the call that it decodes to. The decoding is done when a
// log handler asks for it, and not where the level is disabled:
//
//	slog.Debug("refused", "call", call.Logged{n})
//
// What was decoded already is logged by its String.
type Logged struct {
	Notification seccompstream.Notification
}

// LogValue implements [slog.LogValuer]. Where an argument cannot be read its address is logged, and
// once the call is over what the registers had.
func (l Logged) LogValue() slog.Value {
	c, err := Decode(l.Notification)
	if c == nil || err != nil && l.Notification.Valid() != nil {
		return l.Notification.LogValue()
	}
	return slog.GroupValue(slog.Int("pid", l.Notification.PID), slog.String("call", c.String()))
}
