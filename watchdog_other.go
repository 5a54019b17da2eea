//go:build !linux

package seccompstream

// dog stands for the watchdog where there is nothing to serve.
var dog watchdog

type watchdog struct{}

func (watchdog) keep() bool    { return false }
func (watchdog) leave(*server) {}
func (watchdog) look(*server)  {}
