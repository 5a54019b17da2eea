//go:build linux && cgo

// Package emulate performs calls for containers that may not perform them by themselves,
// where that is safe.
//
// A handler decides on copies: the numbers in the registers, which the kernel holds, and
// what it has read once. It finds directories as the target does, from the target's root,
// and holds them open, so that nothing can be exchanged under it. It acts with the target's
// identity and with no capability but those that the one call takes, so that the kernel
// refuses whatever it would refuse the target for another reason. And it looks whether
// the call still waits just before it acts.
package emulate

import (
	"log/slog"

	"github.com/seccompstream/seccompstream"
)

// Calls has the handlers' names, with the calls that each can emulate.
var Calls = map[string][]string{
	"mknod": {"mknod", "mknodat"},
}

// Handlers returns the handlers by their names. They log what they could not do although
// they meant to.
func Handlers(logger *slog.Logger) map[string]seccompstream.Handler {
	return map[string]seccompstream.Handler{
		"mknod": &maker{logger: logger},
	}
}
