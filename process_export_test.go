//go:build linux && cgo

package seccompstream

// WithoutPIDFDThread makes PIDFD and GetFD do with what kernels before 6.9 have.
func WithoutPIDFDThread() (undo func()) {
	old := pidfdThread
	pidfdThread = func() bool { return false }
	return func() { pidfdThread = old }
}
