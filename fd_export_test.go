//go:build linux && cgo

package seccompstream

// WithoutAddFDSend makes RespondFD do with what kernels before 5.14 have, until undo is
// called.
func WithoutAddFDSend() (undo func()) {
	old := knownAddFD.Swap(int32(addFDPlain))
	return func() { knownAddFD.Store(old) }
}

// WithoutAddFD is a kernel before 5.9.
func WithoutAddFD() (undo func()) {
	old := knownAddFD.Swap(int32(addFDNone))
	return func() { knownAddFD.Store(old) }
}

// WithoutPIDFDThread makes PIDFD and GetFD do with what kernels before 6.9 have.
func WithoutPIDFDThread() (undo func()) {
	old := pidfdThread
	pidfdThread = func() bool { return false }
	return func() { pidfdThread = old }
}
