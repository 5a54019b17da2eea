//go:build linux && cgo

package emulate

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// openParent opens the directory in which the caller's path names something, with the
// caller's rights to get there. A caller that may search all directories of its user
// namespace gets there with the agent's: that is more than it has only where directories
// of owners who do not exist in that namespace are on the way.
func (c *caller) openParent(n seccompstream.Notification, dirfdArg, pathArg int) (*os.File, string, error) {
	var name string
	dir, err := onThread(func() (*os.File, error) {
		if err := c.become(unix.CAP_SYS_PTRACE); err != nil {
			return nil, err
		}
		dir, last, err := n.OpenParent(dirfdArg, pathArg)
		name = last
		return dir, err
	})
	if errors.Is(err, unix.EACCES) && (c.has(unix.CAP_DAC_OVERRIDE) || c.has(unix.CAP_DAC_READ_SEARCH)) {
		return n.OpenParent(dirfdArg, pathArg)
	}
	return dir, name, err
}
