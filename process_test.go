//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

func TestProcess(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	pid := u.p.Cmd.Process.Pid
	tid := u.thread()
	u.poke(puppetPages, ") 1 (\n\x00")
	u.do(unix.SYS_PRCTL, unix.PR_SET_NAME, puppetPages)
	u.do(unix.SYS_UMASK, 0o137)
	u.poke(puppetPages, "\x01\x00\x00\x00\x63\x00\x00\x00")
	u.do(unix.SYS_SETGROUPS, 2, puppetPages)
	u.do(unix.SYS_SETRESGID, 11, 12, 13)
	u.do(unix.SYS_SETRESUID, 21, 0, 23)
	u.do(unix.SYS_SETFSUID, 24)
	u.do(unix.SYS_SETFSGID, 14)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	p, err := n.Process()
	if err != nil {
		t.Fatal(err)
	}
	exe, _ := os.Executable()
	start := p.StartTime
	want := seccompstream.Process{
		TID: tid, TGID: pid, StartTime: start,
		RealUID: 21, UID: 0, SavedUID: 23, FSUID: 24,
		RealGID: 11, GID: 12, SavedGID: 13, FSGID: 14,
		Groups: []uint32{1, 99}, Umask: 0o137,
		Comm: `) 1 (\n`, Executable: exe,
		NSTID: []int{tid}, NSTGID: []int{pid},
	}
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
	// The field by the kernel's own count, and not far from now.
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	if f := strings.Fields(string(b)); f[21] != fmt.Sprint(start) {
		t.Errorf("started at %d, want %s", start, f[21])
	}
	u.kill()
	if p, err := n.Process(); p.TGID != 0 || err != seccompstream.ErrExpired {
		t.Errorf("of a dead target: %+v, %v", p, err)
	}
}

// A target in a PID namespace of its own has two numbers.
func TestProcessInNamespace(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t, func(c *exec.Cmd) { attributes(c).Cloneflags |= unix.CLONE_NEWPID })
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	p, err := n.Process()
	pid := u.p.Cmd.Process.Pid
	if err != nil || n.PID != pid || p.TGID != pid || !reflect.DeepEqual(p.NSTGID, []int{pid, 1}) || !reflect.DeepEqual(p.NSTID, []int{pid, 1}) {
		t.Errorf("%d: %+v, %v", pid, p, err)
	}
}

func TestPIDFD(t *testing.T) {
	run := func(t *testing.T, byThread bool) {
		kerneltest.Deadline(t, 30*time.Second)
		for _, thread := range []bool{false, true} {
			u := newPuppet(t)
			want := u.p.Cmd.Process.Pid
			if thread {
				if tid := u.thread(); byThread {
					want = tid
				}
			}
			u.supervise(unix.SYS_GETPPID)
			n := u.notified(unix.SYS_GETPPID)
			fd, err := n.PIDFD()
			if err != nil {
				t.Fatal(err)
			}
			b, _ := os.ReadFile(fmt.Sprintf("/proc/self/fdinfo/%d", fd))
			if !strings.Contains(string(b), fmt.Sprintf("\nPid:\t%d\n", want)) {
				t.Errorf("thread %v: the pidfd is not of %d:\n%s", thread, want, b)
			}
			if flags, _ := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); flags&unix.FD_CLOEXEC == 0 {
				t.Error("not close-on-exec")
			}
			if err := unix.PidfdSendSignal(fd, unix.SIGKILL, nil, 0); err != nil {
				t.Errorf("killing: %v", err)
			}
			unix.Close(fd)
			u.kill()
			if fd, err := n.PIDFD(); fd != -1 || err != seccompstream.ErrExpired {
				t.Errorf("of a dead target: %d, %v", fd, err)
			}
		}
	}
	t.Run("by thread", func(t *testing.T) {
		kerneltest.Need(t, "pidfd_thread", seccompstream.Features().PIDFDThread)
		run(t, true)
	})
	t.Run("by process", func(t *testing.T) {
		kerneltest.Need(t, "pidfd_open", seccompstream.Features().PIDFDOpen)
		defer seccompstream.WithoutPIDFDThread()()
		run(t, false)
	})
}

// A supervisor in a PID namespace of its own does not see a target outside.
func TestInvisibleTarget(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	want := "invisible, memory ESRCH, write ESRCH, open ESRCH, getfd ESRCH, pidfd ESRCH, process ESRCH, openpath ESRCH, respondfd ok"
	if got := look(t, newPuppet(t), func(c *exec.Cmd) { attributes(c).Cloneflags |= unix.CLONE_NEWPID }); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Where /proc does not tell, nothing is made up, and what needs no /proc works.
func TestWithoutProc(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	thread := seccompstream.Features().PIDFDThread
	pidfd := "getfd ok, pidfd ok"
	if !thread {
		pidfd = "getfd ESRCH, pidfd ESRCH"
	}
	want := "memory ok, write ok, open ESRCH, " + pidfd + ", process ESRCH, openpath ESRCH, respondfd ok"
	mounts := func(env string) func(c *exec.Cmd) {
		return func(c *exec.Cmd) {
			attributes(c).Unshareflags |= unix.CLONE_NEWNS
			c.Env = append(c.Env, env)
		}
	}
	if got := look(t, newPuppet(t), mounts("NOPROC=1")); got != want {
		t.Errorf("without /proc:\n got %s\nwant %s", got, want)
	}
	want = "memory EPERM, write EPERM, open ESRCH, getfd EPERM, pidfd ok, process ESRCH, openpath ESRCH, respondfd ok"
	if !thread {
		want = strings.NewReplacer("getfd EPERM", "getfd ESRCH", "pidfd ok", "pidfd ESRCH").Replace(want)
	}
	if got := look(t, newPuppet(t), mounts("HIDEPID=1")); got != want {
		t.Errorf("with hidepid:\n got %s\nwant %s", got, want)
	}
}

// foreignProc is a supervisor that sees its target, a thread of its own, and the /proc
// of another PID namespace, in which the target's number is somebody else's.
var foreignProc = kerneltest.Scenario("foreign-proc", func(report kerneltest.Report) {
	listener := make(chan int)
	go func() {
		runtime.LockOSThread()
		fd, err := installFilter(0, unix.SYS_GETPPID)
		if err != nil {
			report("%v", err)
		}
		listener <- fd
		unix.Syscall(unix.SYS_GETPPID, 0, 0, 0) // one that the runtime knows of, and does not interrupt
	}()
	s, err := seccompstream.NewNotificationStream(<-listener, nil)
	if err != nil {
		report("%v", err)
		return
	}
	n, err := s.Receive(context.Background())
	if err != nil {
		report("%v", err)
		return
	}
	if _, err := os.Stat(fmt.Sprintf("/proc/%d", n.PID)); n.PID > 100 || err != nil {
		// Low numbers are kernel threads outside.
		report("the number %d: %v", n.PID, err)
	}
	text := [4]byte{'h', 'e', 'r', 'e'}
	got, err := seccompstream.ReadStruct[[4]byte](n.Memory(), address(&text))
	report("memory %s %v", got, err)
	_, err = n.Process()
	report("process %v", err)
	_, err = n.Open()
	report("open %v", err)
	n.Args[0] = address(&[]byte("/\x00")[0])
	_, err = n.OpenPath(-1, 0, unix.OpenHow{Flags: unix.O_PATH})
	report("openpath %v", err)
	n.Success(0)
	s.Close()
})

func TestForeignProc(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	lines := kerneltest.Child(t, foreignProc, func(c *exec.Cmd) {
		c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWPID}
	})
	const no = "seccompstream: /proc does not show the supervisor; is it of another PID namespace?: no such process"
	const other = "seccompstream: /proc is of another PID namespace than the supervisor: open: no such process"
	got := strings.Join(lines, "\n")
	want := "memory here <nil>\nprocess " + other + "\nopen " + other + "\nopenpath " + other
	if got != want && got != strings.ReplaceAll(want, other, no) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
