//go:build cgo

package seccompstream

import (
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// OpenParent opens the directory that holds what a path of the target's names, whether
// that exists or not, and returns the name in it: for calls such as mknodat(2) and
// mkdirat(2) that the supervisor performs for its target, relative to the directory. The
// directory is found as [Notification.OpenPath] finds a file, which also says what the
// arguments are, what can be reached and what the errors are; it is open with O_PATH, and
// the caller closes it.
//
// The name is the path's last component, which is not looked at: it may exist, and be
// a symbolic link. It has no slash but those that the target wrote after it, with which
// the kernel insists on a directory. It is never "..": for a path that ends in "." or
// "..", or is "/", the directory is what the whole path means and the name is ".", with
// which calls that make or remove something fail as they do for the target.
//
// The path is read once. The directory cannot be exchanged any more, the name in it can:
// what the supervisor does there must be one call that does not follow links.
func (n Notification) OpenParent(dirfdArg, pathArg int) (dir *os.File, name string, err error) {
	how := OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY}
	dir, err = n.openNamed("OpenParent", dirfdArg, pathArg, how, func(path string) (string, bool) {
		path, name = splitParent(path)
		return path, false
	})
	if err != nil {
		return nil, "", err
	}
	return dir, name, nil
}

// splitParent splits a path into that of a directory and a name in it. An empty path
// stays one.
func splitParent(path string) (dir, name string) {
	last := strings.TrimRight(path, "/")
	i := strings.LastIndexByte(last, '/') + 1
	switch last[i:] {
	case "", ".", "..":
		return path, "."
	}
	if i == 0 {
		return ".", path
	}
	return path[:i], path[i:]
}
