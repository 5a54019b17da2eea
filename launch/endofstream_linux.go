//go:build linux && cgo

package launch

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/hook"
	"github.com/seccompstream/seccompstream/internal/procfs"
)

// hangsUpAtExit reports whether a listener hangs up when the last task that uses its
// filter exits. Before Linux 6.11 it takes until that task has been reaped, which a
// supervisor that ranges over the stream first and then calls Wait never does. Where
// that cannot be found out, to watch in vain does no harm.
var hangsUpAtExit = sync.OnceValue(func() bool { return seccompstream.Features().HangupAtExit })

// endWithCommand makes stream end when nobody can use its filter any more, although
// the command pid is not reaped, on kernels that do not see to it.
func endWithCommand(stream *seccompstream.NotificationStream, pid int) {
	if hangsUpAtExit() {
		return
	}
	w, err := newWatcher(pid)
	if err != nil {
		return // no /proc: the stream ends when the command has been reaped
	}
	go func() {
		defer w.close()
		if w.wait(hook.Done(stream)) {
			hook.EndOfStream(stream)
		}
	}()
}

// A watcher waits until no live task can use the filter that one command was started
// under.
type watcher struct {
	pidfd   *os.File // nil before Linux 5.3
	pid     int
	started uint64 // in clock ticks since boot
	filters int    // how many filters the command has, 0 before Linux 5.9
}

// newWatcher watches the process pid, which has its filter and is not yet reaped.
func newWatcher(pid int) (*watcher, error) {
	self := fmt.Sprintf("/proc/%d/task/%d", pid, pid)
	t, err := readTask(self)
	if err != nil {
		return nil, err
	}
	w := &watcher{pid: pid, started: t.StartTime}
	_, w.filters, err = readSeccomp(self)
	if err != nil {
		return nil, err
	}
	if fd, err := unix.PidfdOpen(pid, 0); err == nil {
		// Non-blocking is what makes os.NewFile use the netpoller.
		_ = unix.SetNonblock(fd, true)
		w.pidfd = os.NewFile(uintptr(fd), "pidfd")
	}
	return w, nil
}

func (w *watcher) close() { w.pidfd.Close() }

// wait returns true when nobody uses the filter, false as soon as done is closed.
func (w *watcher) wait(done <-chan struct{}) bool {
	if w.pidfd != nil && !w.waitExit(done) {
		return false
	}
	const shortest, longest = 50 * time.Millisecond, time.Second
	// Twice in a row, for a task that was forked behind the scan's back by one that then
	// was gone before the scan reached it.
	for unused, pause := 0, shortest; ; pause = min(2*pause, longest) {
		if !w.used() {
			unused++
			pause = shortest
		} else {
			unused = 0
		}
		if unused == 2 {
			return true
		}
		select {
		case <-done:
			return false
		case <-time.After(pause):
		}
	}
}

// waitExit waits for the command's exit. It parks the goroutine, not a thread.
func (w *watcher) waitExit(done <-chan struct{}) bool {
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		select {
		case <-done:
			_ = w.pidfd.SetReadDeadline(time.Unix(1, 0))
		case <-stop:
		}
	}()
	conn, err := w.pidfd.SyscallConn()
	if err != nil {
		return true // look at /proc instead
	}
	exited := false
	err = conn.Read(func(fd uintptr) bool {
		fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		n, err := unix.Poll(fds, 0)
		exited = err == nil && n > 0
		return exited
	})
	select {
	case <-done:
		return false
	default:
		return exited || err != nil
	}
}

// used reports whether some live task may use the filter: one that looks as if it had it,
// and descends from the command.
//
// Children of the dead belong to the nearest living ancestor that cares for orphans, and
// so what descends from the command has above it, up to this process or one of its own
// ancestors, nothing but others that have the filter.
func (w *watcher) used() bool {
	own := ancestry()
	tasks, err := filepath.Glob("/proc/[0-9]*/task/[0-9]*")
	if err != nil {
		return true
	}
	for _, dir := range tasks {
		pid, _ := strconv.Atoi(strings.Split(dir, "/")[2])
		t, err := readTask(dir)
		// A zombie holds its filter until it is reaped, and uses it no more.
		if err != nil || t.Dead() || own[pid] || !w.filtered(dir, t) {
			continue
		}
		for pid = t.PPID; pid != 0 && !own[pid]; pid = t.PPID {
			dir := fmt.Sprintf("/proc/%d", pid)
			if t, err = readTask(dir); err != nil {
				break // it just went away: look again later
			}
			if !w.filtered(dir, t) {
				break
			}
		}
		if pid == 0 || own[pid] || err != nil {
			return true
		}
	}
	return false
}

// filtered reports whether the task t, in dir, is in filter mode, has as many filters as
// the command, and is not older.
func (w *watcher) filtered(dir string, t procfs.Stat) bool {
	if t.StartTime < w.started {
		return false
	}
	mode, filters, err := readSeccomp(dir)
	return err == nil && mode == unix.SECCOMP_MODE_FILTER && filters >= w.filters
}

// ancestry returns this process and those above it, as far as they are visible.
func ancestry() map[int]bool {
	own := make(map[int]bool)
	for pid := os.Getpid(); pid != 0 && !own[pid]; {
		own[pid] = true
		t, err := readTask(fmt.Sprintf("/proc/%d", pid))
		if err != nil {
			break
		}
		pid = t.PPID
	}
	return own
}

// readProc reads a file of a process or thread, whose directory in /proc is dir.
func readProc(dir, file string) ([]byte, error) {
	number, below, _ := strings.Cut(strings.TrimPrefix(dir, "/proc/"), "/")
	pid, err := strconv.Atoi(number)
	if err != nil {
		return nil, err
	}
	fd, err := procfs.Dir(pid)
	if err != nil {
		return nil, err
	}
	defer unix.Close(fd)
	return procfs.ReadFile(fd, path.Join(below, file))
}

func readTask(dir string) (procfs.Stat, error) {
	b, err := readProc(dir, "stat")
	if err != nil {
		return procfs.Stat{}, err
	}
	return procfs.ParseStat(b)
}

// readSeccomp returns a task's seccomp mode and its number of filters, 0 where the
// kernel does not tell.
func readSeccomp(dir string) (mode, filters int, err error) {
	b, err := readProc(dir, "status")
	if err != nil {
		return 0, 0, err
	}
	s, err := procfs.ParseStatus(b)
	return s.Seccomp, s.Filters, err
}
