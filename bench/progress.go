//go:build linux && cgo

package main

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// progress tells how far the run is: on a terminal in one line that is rewritten, else
// in a line now and then.
type progress struct {
	begin    time.Time
	total    time.Duration // estimated
	done     time.Duration
	terminal bool
	last     time.Time
}

const quietInterval = 5 * time.Second

func newProgress() *progress {
	_, err := unix.IoctlGetTermios(int(os.Stderr.Fd()), unix.TCGETS)
	return &progress{begin: time.Now(), terminal: err == nil}
}

// step tells what begins now and, by estimate, how much was done before.
func (p *progress) step(estimate time.Duration, format string, args ...any) {
	share := 0
	if p.total > 0 {
		share = min(99, int(100*p.done/p.total))
	}
	p.done += estimate
	now := time.Now()
	line := fmt.Sprintf("[%3d%%] %s  %s", share, now.Sub(p.begin).Round(time.Second), fmt.Sprintf(format, args...))
	switch {
	case p.terminal:
		fmt.Fprintf(os.Stderr, "\r\x1b[K%s", line)
	case now.Sub(p.last) >= quietInterval:
		p.last = now
		fmt.Fprintln(os.Stderr, line)
	}
}

func (p *progress) end() {
	if p.terminal {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
}
