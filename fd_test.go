//go:build linux && cgo

package seccompstream_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// plainFile returns a file with that text, open.
func plainFile(t testing.TB, text string) *os.File {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	f.WriteString(text)
	return f
}

// has returns what a descriptor of a process refers to, and whether it is
// close-on-exec.
func has(pid, fd int) (what string, closeOnExec bool) {
	what, _ = os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", pid, fd))
	info, _ := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%d", pid, fd))
	var pos, flags int
	fmt.Sscanf(string(info), "pos: %d\nflags: %o", &pos, &flags)
	return what, flags&unix.O_CLOEXEC != 0
}

// openFDs counts the descriptors of a process.
func openFDs(t testing.TB, pid int) int {
	t.Helper()
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestAddFD(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	f := plainFile(t, "")
	u := newPuppet(t)
	u.do(unix.SYS_DUP3, 0, 50, 0)
	u.do(unix.SYS_PRLIMIT64, 0, unix.RLIMIT_NOFILE, rlimit(u, 200), 0)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	src := int(f.Fd())

	lowest := mustAdd(t, n, src, seccompstream.AddFDOptions{})
	if what, cloexec := has(n.PID, lowest); lowest < 3 || what != f.Name() || cloexec {
		t.Errorf("%d is %s, close-on-exec %v", lowest, what, cloexec)
	}
	ignored := mustAdd(t, n, src, seccompstream.AddFDOptions{TargetFD: 60, CloseOnExec: true})
	if what, cloexec := has(n.PID, ignored); ignored <= lowest || ignored == 60 || what != f.Name() || !cloexec {
		t.Errorf("%d, after %d, is %s, close-on-exec %v", ignored, lowest, what, cloexec)
	}
	for _, number := range []int{50, 60, 199} { // open, free, the last
		for _, want := range []bool{false, true} {
			got, err := n.AddFD(src, seccompstream.AddFDOptions{SetFD: true, TargetFD: number, CloseOnExec: want})
			if what, cloexec := has(n.PID, number); err != nil || got != number || what != f.Name() || cloexec != want {
				t.Errorf("%d, %v; %d is %s, close-on-exec %v, not %v", got, err, number, what, cloexec, want)
			}
		}
	}
	before := openFDs(t, n.PID)
	for _, c := range []struct {
		name   string
		fd     int
		target int
	}{
		{"a closed descriptor", 9999, 60},
		{"a negative one", -1, 60},
		{"one beyond 32 bits", 1<<32 | src, 60},
		{"the largest number", math.MaxInt, 60},
		{"a target beyond the limit", src, 200},
		{"a negative target", src, -1},
		{"a target beyond 32 bits", src, 1<<32 | 60},
		{"the largest target", src, math.MaxInt},
	} {
		if fd, err := n.AddFD(c.fd, seccompstream.AddFDOptions{SetFD: true, TargetFD: c.target}); fd != -1 || !isSyscallError(err, unix.EBADF) {
			t.Errorf("AddFD of %s: %d, %v", c.name, fd, err)
		}
		if err := n.RespondFD(c.fd, seccompstream.AddFDOptions{SetFD: true, TargetFD: c.target}); !isSyscallError(err, unix.EBADF) {
			t.Errorf("RespondFD of %s: %v", c.name, err)
		}
	}
	if after := openFDs(t, n.PID); after != before {
		t.Errorf("the target has %d descriptors, and had %d", after, before)
	}
	if _, err := unix.FcntlInt(f.Fd(), unix.F_GETFD, 0); err != nil {
		t.Errorf("the supervisor's own descriptor: %v", err)
	}
	if err := n.Success(77); err != nil {
		t.Fatal(err)
	}
	if r, err := u.result(); r != 77 || err != nil {
		t.Errorf("%d, %v", r, err)
	}
	if fd, err := n.AddFD(src, seccompstream.AddFDOptions{}); fd != -1 || err != seccompstream.ErrAnswered {
		t.Errorf("AddFD after the answer: %d, %v", fd, err)
	}
	if err := n.RespondFD(src, seccompstream.AddFDOptions{}); err != seccompstream.ErrAnswered {
		t.Errorf("RespondFD after the answer: %v", err)
	}
}

// rlimit writes a limit to the puppet's memory and returns where.
func rlimit(u *puppet, n uint64) uint64 {
	b := make([]byte, 16)
	for i := range 8 {
		b[i] = byte(n >> (8 * i))
	}
	copy(b[8:], b[:8])
	u.poke(puppetPages, string(b))
	return puppetPages
}

func TestRespondFD(t *testing.T) {
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	t.Run("atomic", func(t *testing.T) {
		kerneltest.Need(t, "addfd_send", seccompstream.Features().AddFDSend)
		testRespondFD(t, func(*seccompstream.NotificationStream) {})
	})
	t.Run("two steps", func(t *testing.T) {
		testRespondFD(t, seccompstream.WithoutAddFDSend)
	})
}

func testRespondFD(t *testing.T, prepare func(*seccompstream.NotificationStream)) {
	kerneltest.Deadline(t, 30*time.Second)
	f := plainFile(t, "")
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	prepare(u.s)
	for _, opts := range []seccompstream.AddFDOptions{
		{},
		{CloseOnExec: true},
		{SetFD: true, TargetFD: 100},
		{SetFD: true, TargetFD: 100, CloseOnExec: true},
	} {
		n := u.notified(unix.SYS_GETPPID)
		if err := n.RespondFD(int(f.Fd()), opts); err != nil {
			t.Errorf("%+v: %v", opts, err)
		}
		fd, err := u.result()
		what, cloexec := has(n.PID, int(fd))
		if err != nil || what != f.Name() || cloexec != opts.CloseOnExec || opts.SetFD && int(fd) != opts.TargetFD {
			t.Errorf("%+v: the target got %d, %v, which is %s, close-on-exec %v", opts, fd, err, what, cloexec)
		}
		if err := n.RespondFD(int(f.Fd()), opts); err != seccompstream.ErrAnswered {
			t.Errorf("again: %v", err)
		}
	}
	st := u.s.Stats()
	if st.Answered != 4 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}

	// A target that has all the descriptors it may can still be told so.
	u2 := newPuppet(t)
	u2.supervise(unix.SYS_GETPPID)
	pid := u2.p.Cmd.Process.Pid
	all := openFDs(t, pid)
	var old, limit unix.Rlimit
	limit = unix.Rlimit{Cur: uint64(all), Max: uint64(all)}
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, &limit, &old); err != nil {
		t.Fatal(err)
	}
	n := u2.notified(unix.SYS_GETPPID)
	var err error
	for range 1000 { // holes are filled first
		if _, err = n.AddFD(int(f.Fd()), seccompstream.AddFDOptions{}); err != nil {
			break
		}
	}
	if !isSyscallError(err, unix.EMFILE) {
		t.Errorf("AddFD to a full table: %v", err)
	}
	err = n.RespondFD(int(f.Fd()), seccompstream.AddFDOptions{})
	if !isSyscallError(err, unix.EMFILE) {
		t.Errorf("RespondFD to a full table: %v", err)
	}
	if err := n.Error(err); err != nil {
		t.Errorf("answering after EMFILE: %v", err)
	}
	if _, err := u2.result(); err != unix.EMFILE {
		t.Errorf("the target got %v", err)
	}

	// And one that is gone gets nothing.
	n = u2.notified(unix.SYS_GETPPID)
	u2.kill()
	if err := n.RespondFD(int(f.Fd()), seccompstream.AddFDOptions{}); err != seccompstream.ErrExpired {
		t.Errorf("RespondFD to a dead target: %v", err)
	}
	if _, err := n.AddFD(int(f.Fd()), seccompstream.AddFDOptions{}); err != seccompstream.ErrExpired {
		t.Errorf("AddFD to a dead target: %v", err)
	}
	if st := u2.s.Stats(); st.Expired != 1 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
}

func TestRespondFDUnsupported(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	undo := seccompstream.WithoutAddFD(u.s)
	if _, err := n.AddFD(0, seccompstream.AddFDOptions{}); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("AddFD: %v", err)
	}
	if err := n.RespondFD(0, seccompstream.AddFDOptions{}); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("RespondFD: %v", err)
	}
	undo()
	if err := n.Success(1); err != nil {
		t.Errorf("answering afterwards: %v", err)
	}
	u.result()
}

// Of many answers, with a descriptor or without, one wins, and the target has no
// descriptor of the others.
func TestRespondFDOnce(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	kerneltest.Need(t, "addfd_send", seccompstream.Features().AddFDSend)
	f := plainFile(t, "")
	fd := int(f.Fd())
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	for round := range 200 {
		n := u.notified(unix.SYS_GETPPID)
		before := openFDs(t, n.PID)
		var wg sync.WaitGroup
		won := make(chan bool, 4)
		for i := range 4 {
			wg.Go(func() {
				withFD := (round+i)%4 > 0
				var err error
				if withFD {
					err = n.RespondFD(fd, seccompstream.AddFDOptions{})
				} else {
					err = n.Success(1 << 20)
				}
				switch err {
				case nil:
					won <- withFD
				case seccompstream.ErrAnswered:
				default:
					t.Errorf("round %d: %v", round, err)
				}
			})
		}
		wg.Wait()
		r, err := u.result()
		if err != nil || len(won) != 1 {
			t.Fatalf("round %d: %d, %v, and %d answers succeeded", round, r, err, len(won))
		}
		more := 0
		if <-won {
			more = 1
		}
		if after := openFDs(t, n.PID); after != before+more || (r == 1<<20) != (more == 0) {
			t.Fatalf("round %d: the target got %d, and %d descriptors more", round, r, after-before)
		}
		if more == 1 {
			u.do(unix.SYS_CLOSE, r)
		}
	}
}

// No descriptor is lost while the supervisor's threads are hit by signals: those by
// which the collector stops them, and those by which the C library changes the user of
// all threads, which its own functions do not block. RESPONDFD_ROUNDS sets how many
// there are; 50,000 take some seconds.
func TestRespondFDUnderSignals(t *testing.T) {
	kerneltest.Need(t, "addfd_send", seccompstream.Features().AddFDSend)
	rounds := 5000
	if n, err := strconv.Atoi(os.Getenv("RESPONDFD_ROUNDS")); err == nil {
		rounds = n
	}
	kerneltest.Deadline(t, 30*time.Second+time.Duration(rounds)*10*time.Millisecond)
	f := plainFile(t, "")
	// A process of its own: the C library changes the user of a thread that waits for an
	// answer only when it has got it.
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(stop)
	repeat := func(f func()) {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					f()
				}
			}
		})
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, unix.SIGUSR1)
	defer signal.Stop(signals)
	supervising := make(chan int, 1)
	repeat(runtime.GC)
	repeat(func() { syscall.Setgid(os.Getgid()); time.Sleep(200 * time.Microsecond) })
	wg.Go(func() {
		select {
		case tid := <-supervising:
			for {
				select {
				case <-stop:
					return
				default:
					unix.Tgkill(os.Getpid(), tid, unix.SIGUSR1)
					time.Sleep(10 * time.Microsecond)
				}
			}
		case <-stop:
		}
	})
	done := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		supervising <- unix.Gettid()
		for range rounds {
			n, err := u.s.Receive(t.Context())
			if err == nil {
				err = n.RespondFD(int(f.Fd()), seccompstream.AddFDOptions{CloseOnExec: true})
			}
			// That it had an answer before is how the kernel tells of a lost one.
			if err != nil && err != seccompstream.ErrAnswered {
				u.s.Close() // the target goes on without answers
				done <- err
				return
			}
		}
		done <- nil
	}()
	u.order(order{Do: "gather", Nr: unix.SYS_GETPPID, Args: []any{rounds}})
	if err := <-done; err != nil {
		t.Error(err)
	}
	if lost, _ := u.result(); lost > 0 {
		t.Errorf("%d of %d descriptors lost", lost, rounds)
	}
}

func TestGetFD(t *testing.T) {
	t.Run("by thread", func(t *testing.T) {
		kerneltest.Need(t, "pidfd_thread", seccompstream.Features().PIDFDThread)
		testGetFD(t, true)
	})
	t.Run("by process", func(t *testing.T) {
		kerneltest.Need(t, "pidfd_getfd", seccompstream.Features().PIDFDGetFD)
		defer seccompstream.WithoutPIDFDThread()()
		testGetFD(t, false)
	})
}

func testGetFD(t *testing.T, byThread bool) {
	kerneltest.Deadline(t, 30*time.Second)
	f := plainFile(t, "shared offset")
	check := func(who string, n seccompstream.Notification, num int) {
		t.Helper()
		got, err := n.GetFD(num)
		if err != nil {
			t.Errorf("%s: %v", who, err)
			return
		}
		defer got.Close()
		if what, _ := os.Readlink("/proc/self/fd/" + strconv.Itoa(int(got.Fd()))); what != f.Name() {
			t.Errorf("%s: got %s", who, what)
		}
		if flags, _ := unix.FcntlInt(got.Fd(), unix.F_GETFD, 0); flags&unix.FD_CLOEXEC == 0 {
			t.Errorf("%s: not close-on-exec", who)
		}
	}
	inherit := func(c *exec.Cmd) { c.ExtraFiles = append(c.ExtraFiles, f) } // 5

	u := newPuppet(t, inherit)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	check("the first thread", n, 5)
	for _, fd := range []int{-1, 9999, math.MaxInt, 1<<32 | 5} {
		if got, err := n.GetFD(fd); got != nil || !isSyscallError(err, unix.EBADF) {
			t.Errorf("GetFD(%d): %v, %v", fd, got, err)
		}
	}
	// One open file: what is read here is read there, and closing here closes nothing.
	got := mustGet(t, n, 5)
	got.Seek(0, io.SeekStart)
	got.Read(make([]byte, 7))
	if pos, _ := f.Seek(0, io.SeekCurrent); pos != 7 {
		t.Errorf("the offset is %d", pos)
	}
	got.Close()
	if what, _ := has(n.PID, 5); what != f.Name() {
		t.Errorf("the target has %s now", what)
	}
	n.Success(0)
	u.result()

	u = newPuppet(t, inherit)
	tid := u.thread()
	u.supervise(unix.SYS_GETPPID)
	n = u.notified(unix.SYS_GETPPID)
	if n.PID != tid || n.PID == u.p.Cmd.Process.Pid {
		t.Fatalf("called by %d, not by %d", n.PID, tid)
	}
	check("another thread", n, 5)
	u.kill()

	u = newPuppet(t, inherit)
	u.thread()
	u.do(unix.SYS_UNSHARE, unix.CLONE_FILES)
	u.do(unix.SYS_DUP3, 5, 90, 0)
	u.supervise(unix.SYS_GETPPID)
	n = u.notified(unix.SYS_GETPPID)
	if byThread {
		check("a thread with descriptors of its own", n, 90)
	} else if _, err := n.GetFD(90); !isSyscallError(err, unix.EBADF) {
		t.Errorf("a descriptor that the first thread does not have: %v", err)
	}
	u.kill()
	if got, err := n.GetFD(5); got != nil || err != seccompstream.ErrExpired {
		t.Errorf("of a dead target: %v, %v", got, err)
	}
}

// Neither GetFD nor the file that it returns may change how the target's reads block.
func TestGetFDKeepsNonblock(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	kerneltest.Need(t, "pidfd_getfd", seccompstream.Features().PIDFDGetFD)
	for _, nonblock := range []bool{true, false} {
		pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		unix.SetNonblock(pair[0], nonblock)
		f := os.NewFile(uintptr(pair[0]), "")
		u := newPuppet(t, func(c *exec.Cmd) { c.ExtraFiles = append(c.ExtraFiles, f) })
		u.supervise(unix.SYS_GETPPID)
		unix.SetNonblock(pair[0], nonblock) // exec.Cmd has cleared it
		n := u.notified(unix.SYS_GETPPID)
		got := mustGet(t, n, 5)
		fd := got.Fd()
		flags, err := unix.FcntlInt(fd, unix.F_GETFL, 0)
		if err != nil || (flags&unix.O_NONBLOCK != 0) != nonblock {
			t.Errorf("flags %#x, %v, and non-blocking was %v", flags, err, nonblock)
		}
		got.Close()
		f.Close()
		unix.Close(pair[1])
		u.kill()
	}
}

func mustAdd(t *testing.T, n seccompstream.Notification, fd int, opts seccompstream.AddFDOptions) int {
	t.Helper()
	num, err := n.AddFD(fd, opts)
	if err != nil {
		t.Fatal(err)
	}
	return num
}

func mustGet(t *testing.T, n seccompstream.Notification, fd int) *os.File {
	t.Helper()
	f, err := n.GetFD(fd)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
