package ociagent

import "os"

// Activated returns the descriptors that a service manager has passed to this process
// as systemd does (sd_listen_fds(3)), each under the name that the unit's
// FileDescriptorName= gives it, for [NewListener]. It returns none where the process was
// started otherwise, and at every call but the first: the variables that announce them
// are removed from the environment, so that children do not take them for theirs. The
// caller owns the files. Call it early, while nothing else changes the environment.
func Activated() []*os.File { return activated() }
