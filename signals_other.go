//go:build !linux || !cgo

package seccompstream

func signalPending(Notification) (bool, error) { return false, errUnsupported }

func threadGone(int) bool { return false }
