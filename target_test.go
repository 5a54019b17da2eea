//go:build linux && cgo

package seccompstream_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// Targets that must die, fork or be interrupted are processes of their own: scenarios
// that put themselves under a filter and pass the listener out through descriptor 4.

const listenerOut = 4

// installFilter puts the calling thread under a filter that notifies the calls nrs of
// the native architecture, and returns the listener.
func installFilter(flags uintptr, nrs ...uint32) (int, error) {
	code := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}} // nr
	for _, nr := range nrs {
		code = append(code,
			unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: nr, Jf: 1},
			unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_USER_NOTIF})
	}
	code = append(code, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW})
	prog := unix.SockFprog{Len: uint16(len(code)), Filter: &code[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return -1, err
	}
	fd, _, errno := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER,
		unix.SECCOMP_FILTER_FLAG_NEW_LISTENER|flags, uintptr(unsafe.Pointer(&prog)))
	if errno != 0 {
		return -1, errno
	}
	return int(fd), nil
}

const allThreads = unix.SECCOMP_FILTER_FLAG_TSYNC | unix.SECCOMP_FILTER_FLAG_TSYNC_ESRCH

// offerListener installs a filter and gives the listener to the test.
func offerListener(flags uintptr, nrs ...uint32) {
	fd, err := installFilter(flags, nrs...)
	if err == nil {
		err = unix.Sendmsg(listenerOut, []byte{0}, unix.UnixRights(fd), nil, 0)
		unix.Close(fd)
		unix.Close(listenerOut)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "offering the listener:", err)
		os.Exit(1)
	}
}

// startListener starts a scenario and returns the listener that it offers.
func startListener(t testing.TB, scenario string, env ...string) (*kerneltest.Process, int) {
	t.Helper()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(pair[0])
	out := os.NewFile(uintptr(pair[1]), "listener")
	p := kerneltest.Start(t, scenario, func(c *exec.Cmd) {
		c.ExtraFiles = append(c.ExtraFiles, out)
		c.Env = append(c.Env, env...)
	})
	out.Close()
	buf, oob := make([]byte, 1), make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := unix.Recvmsg(pair[0], buf, oob, unix.MSG_CMSG_CLOEXEC)
	if err != nil || n == 0 {
		t.Fatalf("no listener from scenario %s: %v", scenario, err)
	}
	messages, err := unix.ParseSocketControlMessage(oob[:n])
	if err != nil {
		t.Fatal(err)
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err != nil {
		t.Fatal(err)
	}
	return p, fds[0]
}

// startTarget starts a scenario and returns a stream over the listener that it offers.
func startTarget(t testing.TB, cfg *seccompstream.Config, scenario string, env ...string) (*kerneltest.Process, *seccompstream.NotificationStream) {
	t.Helper()
	p, fd := startListener(t, scenario, env...)
	s, err := seccompstream.NewNotificationStream(fd, cfg)
	if err != nil {
		unix.Close(fd)
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return p, s
}

// call makes a system call with up to three arguments and gives its result as text.
func call(nr uintptr, args ...uintptr) string {
	var a [3]uintptr
	copy(a[:], args)
	r, _, errno := unix.Syscall(nr, a[0], a[1], a[2])
	if errno != 0 {
		return errno.Error()
	}
	return strconv.FormatInt(int64(r), 10)
}

var (
	// callOnce makes one call and reports what it returned.
	callOnce = kerneltest.Scenario("call-once", func(report kerneltest.Report) {
		runtime.LockOSThread()
		offerListener(0, unix.SYS_GETPPID)
		report("%s", call(unix.SYS_GETPPID, 1, 2, 3))
	})

	// callForever calls for ever.
	callForever = kerneltest.Scenario("call-forever", func(kerneltest.Report) {
		runtime.LockOSThread()
		offerListener(0, unix.SYS_GETPPID)
		for {
			unix.Syscall(unix.SYS_GETPPID, 0, 0, 0) // one that the runtime knows of, and does not interrupt
		}
	})

	// callFromThreads makes calls from 64 threads at a time and reports each whose
	// result is not the sum of its arguments.
	callFromThreads = kerneltest.Scenario("call-from-threads", func(report kerneltest.Report) {
		offerListener(allThreads, unix.SYS_GETPPID)
		done := make(chan string)
		for thread := range uintptr(threads) {
			go func() {
				runtime.LockOSThread()
				for i := range uintptr(callsPerThread) {
					if r, _, errno := unix.Syscall(unix.SYS_GETPPID, thread, i, 1000); errno != 0 || r != thread+i+1000 {
						done <- fmt.Sprintf("thread %d call %d: %d, %v", thread, i, r, errno)
						return
					}
				}
				done <- ""
			}()
		}
		for range threads {
			if wrong := <-done; wrong != "" {
				report("%s", wrong)
			}
		}
	})

	// herd starts processes that call for ever, reports their numbers and waits for
	// them to be killed.
	herd = kerneltest.Scenario("herd", func(report kerneltest.Report) {
		// The shell's cd is what calls chdir; nothing else here does.
		offerListener(allThreads, unix.SYS_CHDIR)
		var all []*exec.Cmd
		for range herdSize {
			c := exec.Command("/bin/sh", "-c", "while :; do cd /; done")
			if err := c.Start(); err != nil {
				report("%v", err)
				return
			}
			all = append(all, c)
		}
		for _, c := range all {
			report("%d", c.Process.Pid)
		}
		for _, c := range all {
			c.Wait()
		}
	})
)

const (
	threads        = 64
	callsPerThread = 100
	herdSize       = 200
)
