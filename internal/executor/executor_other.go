//go:build !linux || !cgo

// Package executor is for Linux, with cgo.
package executor
