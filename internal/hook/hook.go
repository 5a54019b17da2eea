// Package hook lets the packages of this module reach the parts of a stream that
// its users have no business with. The root package fills it in when it is linked.
package hook

// EndOfStream makes a *NotificationStream end as if the kernel had said that no
// task uses the filter any more.
var EndOfStream func(stream any)

// Done returns a channel that is closed when a *NotificationStream receives no
// more, whatever the cause.
var Done func(stream any) <-chan struct{}

// ReadMemory reads the memory of the thread that has the number now, as Memory does: fewer
// bytes come only with an error. It does not ask whether a call still waits, which its caller
// does after the last of several reads.
var ReadMemory func(pid int, arch uint32, p []byte, addr uint64) (int, error)
