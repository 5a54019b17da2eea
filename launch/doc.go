// Package launch starts a command under a seccomp filter.
package launch
