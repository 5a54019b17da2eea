//go:build linux

package osfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/osfile"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }

// inPoller reports whether the netpoller has the file.
func inPoller(f *os.File) bool {
	return !errors.Is(f.SetDeadline(time.Time{}), os.ErrNoDeadline)
}

func socket(family, kind, protocol int) func(*testing.T) int {
	return func(t *testing.T) int {
		fd, err := unix.Socket(family, kind|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, protocol)
		if err != nil {
			t.Fatal(err)
		}
		return fd
	}
}

func path(t *testing.T, path string, flags int) int {
	fd, err := unix.Open(path, flags|unix.O_CLOEXEC|unix.O_NONBLOCK, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	return fd
}

var files = map[string]struct {
	open   func(*testing.T) int
	poller bool
}{
	"pipe": {func(t *testing.T) int {
		var p [2]int
		if err := unix.Pipe2(p[:], unix.O_CLOEXEC|unix.O_NONBLOCK); err != nil {
			t.Fatal(err)
		}
		unix.Close(p[1])
		return p[0]
	}, true},
	"FIFO": {func(t *testing.T) int {
		name := filepath.Join(t.TempDir(), "fifo")
		if err := unix.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
		return path(t, name, unix.O_RDONLY)
	}, true},
	"TCP":     {socket(unix.AF_INET, unix.SOCK_STREAM, 0), true},
	"UDP":     {socket(unix.AF_INET6, unix.SOCK_DGRAM, 0), true},
	"unix":    {socket(unix.AF_UNIX, unix.SOCK_SEQPACKET, 0), true},
	"netlink": {socket(unix.AF_NETLINK, unix.SOCK_RAW, 0), true},
	"packet":  {socket(unix.AF_PACKET, unix.SOCK_RAW, 0), false},
	"regular": {func(t *testing.T) int { return path(t, filepath.Join(t.TempDir(), "f"), unix.O_RDWR|unix.O_CREAT) }, false},
	"null":    {func(t *testing.T) int { return path(t, "/dev/null", unix.O_RDWR) }, false},
	"tty":     {func(t *testing.T) int { return path(t, "/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY) }, false},
	"eventfd": {func(t *testing.T) int {
		fd, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
		if err != nil {
			t.Fatal(err)
		}
		return fd
	}, false},
	"O_PATH": {func(t *testing.T) int { return path(t, "/", unix.O_PATH) }, false},
}

// A file that is neither a pipe nor one of the sockets that answer at once stays away from
// the netpoller, and every file keeps its flags and its identity.
func TestNetpoller(t *testing.T) {
	makers := map[string]func(int, string) (*os.File, error){"Fresh": osfile.Fresh, "Shared": osfile.Shared}
	for name, c := range files {
		for how, make := range makers {
			t.Run(name+"/"+how, func(t *testing.T) {
				fd := c.open(t)
				var want unix.Stat_t
				if err := unix.Fstat(fd, &want); err != nil {
					t.Fatal(err)
				}
				flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
				if err != nil {
					t.Fatal(err)
				}
				f, err := make(fd, "name")
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				// SetDeadline tells nothing about what epoll refuses anyway, such as
				// regular files and O_PATH.
				if got := inPoller(f); got != c.poller {
					t.Errorf("the netpoller has it: %v, want %v", got, c.poller)
				}
				conn, err := f.SyscallConn()
				if err != nil {
					t.Fatal(err)
				}
				_ = conn.Control(func(fd uintptr) {
					var got unix.Stat_t
					if err := unix.Fstat(int(fd), &got); err != nil || got.Dev != want.Dev || got.Ino != want.Ino || got.Mode != want.Mode {
						t.Errorf("another file: %v", err)
					}
					if got, err := unix.FcntlInt(fd, unix.F_GETFL, 0); err != nil || got != flags {
						t.Errorf("flags %#x, %v; want %#x", got, err, flags)
					}
					if got, err := unix.FcntlInt(fd, unix.F_GETFD, 0); err != nil || got != unix.FD_CLOEXEC {
						t.Errorf("descriptor flags %#x, %v", got, err)
					}
				})
				if f.Name() != "name" {
					t.Errorf("name %q", f.Name())
				}
			})
		}
	}
}

// Closing has happened when Close returns, unless it blocks.
func TestCloseCloses(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	for range 100 {
		var p [2]int
		if err := unix.Pipe2(p[:], unix.O_CLOEXEC); err != nil {
			t.Fatal(err)
		}
		osfile.Close(p[1])
		if n, err := unix.Read(p[0], make([]byte, 1)); n != 0 || err != nil {
			t.Fatalf("the pipe is not at its end: %d, %v", n, err)
		}
		osfile.Close(p[0])
	}
}
