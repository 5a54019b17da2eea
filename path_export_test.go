//go:build linux && cgo

package seccompstream

// WithProtectedSymlinks sets what the walk of a path takes protected_symlinks for.
func WithProtectedSymlinks(on bool) (undo func()) {
	old := protectedSymlinks
	protectedSymlinks = func() bool { return on }
	return func() { protectedSymlinks = old }
}
