//go:build cgo

package seccompstream

// crowd guesses which notification comes next. The kernel's poll of a listener looks at all
// that wait, and with hundreds of them takes longer than everything else together. Whether a
// certain one waits is told at once, if it is the one that has waited for longest.
//
// The kernel numbers the notifications of a listener in sequence. The number after the
// highest that came stands for one that has not been received, whatever the order is in which
// they come, and from Linux 5.19 on for the one that comes next.
type crowd struct {
	highest uint64
	here    bool  // the last guess was right
	missed  uint8 // how many came since a guess, where it was not
}

// guessEvery is how many notifications there are to a guess while no crowd waits: a guess is
// a system call more.
const guessEvery = 64

// guess returns the ID that the next notification should have, or 0 where it is not worth
// while to try.
func (c *crowd) guess() uint64 {
	if c.here || c.missed >= guessEvery {
		return c.highest + 1
	}
	return 0
}

// learn takes note of a notification that came, after a guess that was right or not.
func (c *crowd) learn(id uint64, right bool) {
	if c.here = right; right || c.missed >= guessEvery {
		c.missed = 0
	}
	c.missed++
	if c.highest == 0 || int64(id-c.highest) > 0 { // the numbers may wrap around
		c.highest = id
	}
}
