package seccompstream

import "time"

// SetLongWait sets when the stream complains of unanswered notifications. None may wait yet.
func SetLongWait(s *NotificationStream, d time.Duration) { s.patience = d }

// SetClosePatience sets for how long Close waits where nothing happens.
func SetClosePatience(s *NotificationStream, d time.Duration) { s.hooks.closePatience = d }

// WithoutAddFDSend makes the stream do with what kernels before 5.14 have.
func WithoutAddFDSend(s *NotificationStream) { s.hooks.addFDLevel = addFDPlain }

// WithoutAddFD makes the stream do with what kernels before 5.9 have, until undo is called.
func WithoutAddFD(s *NotificationStream) (undo func()) {
	s.hooks.addFDLevel = addFDNone
	return func() { s.hooks.addFDLevel = addFDUnknown }
}
