//go:build linux && cgo

package seccompstream

// HungUp tells whether no task uses the filter any more.
func HungUp(s *NotificationStream) bool { return s.lst.hungUp() }
