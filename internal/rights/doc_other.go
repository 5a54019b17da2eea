//go:build !linux

// Package rights is for Linux.
package rights
