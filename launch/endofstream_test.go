//go:build linux && cgo

package launch

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// startWatched starts a shell that leaves a grandchild behind, whose pid it returns.
func startWatched(t *testing.T, script string) (*exec.Cmd, int, *seccompstream.NotificationStream, *watcher) {
	t.Helper()
	cmd := exec.Command("sh", "-c", script)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Start(cmd, mustNotify(t, quiet), nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWatcher(cmd.Process.Pid)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.close)
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var pid int
	fmt.Sscan(line, &pid)
	return cmd, pid, s, w
}

// As before Linux 6.11: the end of the stream comes when the command, which nobody has
// waited for, and all its descendants are gone. A grandchild that has the filter counts.
func TestEndWithoutWait(t *testing.T) {
	for _, pidfd := range []bool{true, false} {
		t.Run(fmt.Sprintf("pidfd %v", pidfd), func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			cmd, grandchild, s, w := startWatched(t, `sleep 1000 <&- >&- 2>&- & echo $!`)
			defer cmd.Wait()
			defer s.Close()
			if !pidfd {
				w.pidfd.Close()
				w.pidfd = nil
			}
			ended := make(chan bool, 1)
			go func() { ended <- w.wait(make(chan struct{})) }()
			select {
			case <-ended:
				t.Fatal("the stream ends although the grandchild has the filter")
			case <-time.After(400 * time.Millisecond):
			}
			if err := unix.Kill(grandchild, unix.SIGKILL); err != nil {
				t.Fatal(err)
			}
			select {
			case ok := <-ended:
				if !ok {
					t.Error("the watcher gave up")
				}
			case <-time.After(5 * time.Second):
				t.Error("the stream does not end although everybody is gone")
			}
			if cmd.ProcessState != nil {
				t.Error("the command was reaped")
			}
		})
	}
}

// A stream that ends otherwise ends its watcher, before and after the command's exit.
func TestWatcherEndsWithStream(t *testing.T) {
	for name, script := range map[string]string{
		"command runs":    `echo $$; exec sleep 1000`,
		"grandchild runs": `sleep 1000 <&- >&- 2>&- & echo $!`,
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			cmd, pid, s, w := startWatched(t, script)
			done := make(chan struct{})
			ended := make(chan bool, 1)
			go func() { ended <- w.wait(done) }()
			time.Sleep(100 * time.Millisecond)
			close(done)
			if <-ended {
				t.Error("the watcher saw an end")
			}
			unix.Kill(pid, unix.SIGKILL)
			cmd.Wait()
			s.Close()
		})
	}
}

// The whole of it, with a kernel that is taken for an older one.
func TestRangeBeforeWait(t *testing.T) {
	bound(t)
	checkLeaks(t)
	defer func(f func() bool) { hangsUpAtExit = f }(hangsUpAtExit)
	hangsUpAtExit = func() bool { return false }
	for _, f := range []string{"execve", "write", quiet} {
		out, tr, err := output(exec.Command("echo", "hello"), mustNotify(t, f))
		if err != nil || out != "hello\n" {
			t.Errorf("%q, %v after %v", out, err, tr.Names)
		}
	}
	// And closed long before the command ends.
	cmd := exec.Command("sleep", "1000")
	s, err := Start(cmd, mustNotify(t, quiet), nil)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	cmd.Process.Kill()
	cmd.Wait()
}

func TestReadTask(t *testing.T) {
	cmd := exec.Command("sleep", "1000")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dir := fmt.Sprintf("/proc/%d/task/%d", cmd.Process.Pid, cmd.Process.Pid)
	own, err := readTask(fmt.Sprintf("/proc/%d", os.Getpid()))
	if err != nil {
		t.Fatal(err)
	}
	task, err := readTask(dir)
	if err != nil || task.Dead() || task.StartTime < own.StartTime {
		t.Errorf("a child is %+v, %v; this process %+v", task, err, own)
	}
	if mode, filters, err := readSeccomp(dir); mode != 0 || filters != 0 || err != nil {
		t.Errorf("a child without a filter has mode %d and %d filters, %v", mode, filters, err)
	}
	cmd.Process.Kill()
	for deadline := time.Now().Add(5 * time.Second); !task.Dead() && time.Now().Before(deadline); {
		if task, err = readTask(dir); err != nil {
			t.Fatal(err)
		}
	}
	if !task.Dead() {
		t.Error("a zombie is not dead")
	}
	cmd.Wait()
	if _, err := readTask(dir); err == nil {
		t.Error("a process that is gone has a state")
	}
}
