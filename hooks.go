package seccompstream

import "time"

// hooks are what tests change of one stream. The zero value is what everybody else has.
type hooks struct {
	addFDLevel    addFDLevel    // what the kernel is taken for; addFDUnknown: for what it is
	closePatience time.Duration // in the place of closePatience; 0: that
}
