//go:build cgo

package ociagent

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// firstActivated is SD_LISTEN_FDS_START.
const firstActivated = 3

func activated() []*os.File {
	pid, fds, names := os.Getenv("LISTEN_PID"), os.Getenv("LISTEN_FDS"), os.Getenv("LISTEN_FDNAMES")
	for _, v := range []string{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"} {
		_ = os.Unsetenv(v)
	}
	n, err := strconv.Atoi(fds)
	if err != nil || n <= 0 || pid != strconv.Itoa(os.Getpid()) {
		return nil
	}
	name := strings.Split(names, ":")
	var files []*os.File
	for i := range n {
		fd := firstActivated + i
		// What is not open was not passed.
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil {
			break
		}
		unix.CloseOnExec(fd)
		if i >= len(name) || name[i] == "" {
			name = append(name[:min(i, len(name))], fmt.Sprintf("LISTEN_FD_%d", fd))
		}
		files = append(files, os.NewFile(uintptr(fd), name[i]))
	}
	return files
}
