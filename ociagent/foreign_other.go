//go:build !linux

package ociagent

// foreign is for systems with user namespaces.
func foreign(uint32) bool { return false }
