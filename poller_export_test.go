//go:build linux && cgo

package seccompstream

// HungUp reports whether no task uses the filter any more.
func HungUp(s *NotificationStream) bool { return s.lst.hungUp() }
