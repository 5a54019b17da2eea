//go:build linux && cgo

package launch

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// scenarioTight starts commands in every way there is, as the one argument says without
// userfaultfd(2), which the stage would have liked to have.
func scenarioTight() (any, error) {
	if slices.Contains(os.Args, "no userfaultfd") {
		if err := forbid("userfaultfd"); err != nil {
			return nil, err
		}
	}
	failing, err := Notify(quiet)
	if err != nil {
		return nil, err
	}
	execve, err := seccomp.GetSyscallFromName("execve")
	if err != nil {
		return nil, err
	}
	if err := failing.AddRule(execve, seccomp.ActErrno.SetReturnCode(int16(unix.EDOM))); err != nil {
		return nil, err
	}
	var got []string
	for _, make := range []func() (*seccomp.ScmpFilter, error){
		everything,
		func() (*seccomp.ScmpFilter, error) { return Notify(quiet) },
		func() (*seccomp.ScmpFilter, error) { return failing, nil },
	} {
		f, err := make()
		if err != nil {
			return nil, err
		}
		out, _, err := output(exec.Command("echo", "hello"), f)
		got = append(got, out+fmt.Sprint(err))
	}
	return got, nil
}

// forbid makes a call fail with EPERM, as it does in many containers.
func forbid(name string) error {
	f, err := seccomp.NewFilter(seccomp.ActAllow)
	if err != nil {
		return err
	}
	defer f.Release()
	nr, err := seccomp.GetSyscallFromName(name)
	if err != nil {
		return err
	}
	if err := f.AddRule(nr, seccomp.ActErrno.SetReturnCode(int16(unix.EPERM))); err != nil {
		return err
	}
	return f.Load()
}

// Where there is one processor and those who have it keep it, nobody waits for what only
// another could do, whether the stage can sleep or has to spin.
func TestScheduling(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	kerneltest.Need(t, "realtime_priority", exec.Command("chrt", "-f", "99", "true").Run() == nil)
	for _, before := range []string{
		"",
		"taskset -c 0",
		"taskset -c 0 chrt -f 10",
		"taskset -c 0 chrt -r 10",
		"taskset -c 0 chrt -f 99",
		"taskset -c 0 chrt -b 0",
		"taskset -c 0 chrt -i 0",
		"chrt -R -d --sched-runtime 10000000 --sched-deadline 20000000 --sched-period 20000000 0",
	} {
		for _, how := range []string{"sleep", "no userfaultfd"} {
			t.Run(before+" "+how, func(t *testing.T) {
				bound(t)
				checkLeaks(t)
				args := append(strings.Fields(before), exe, how)
				var got []string
				runScenario(t, exec.Command(args[0], args[1:]...), "tight", &got)
				want := []string{"hello\n<nil>", "hello\n<nil>", "fork/exec /usr/bin/echo: numerical argument out of domain"}
				if !slices.Equal(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
			})
		}
	}
}

// Who waits does not spin: at a real-time priority the kernel would end it soon.
func TestStageSleeps(t *testing.T) {
	kerneltest.Need(t, "realtime_priority", exec.Command("chrt", "-f", "99", "true").Run() == nil)
	bound(t)
	checkLeaks(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// Of one processor, which nobody else gets before it is given back.
	args := []string{"prlimit", "--rttime=300000", "taskset", "-c", "0", "chrt", "-f", "99", exe, "sleep"}
	var got []string
	if runScenario(t, exec.Command(args[0], args[1:]...), "tight", &got); len(got) != 3 || got[0] != "hello\n<nil>" {
		t.Errorf("got %q", got)
	}
}

// scenarioFiles starts a command with ever more descriptors that it may have open, and
// reports how it went.
func scenarioFiles() (any, error) {
	f, err := everything()
	if err != nil {
		return nil, err
	}
	null, err := os.Open("/dev/null")
	if err != nil {
		return nil, err
	}
	command := func() *exec.Cmd {
		cmd := exec.Command("true")
		cmd.Stdin, cmd.Stdout, cmd.Stderr = null, null, null
		return cmd
	}
	// What the runtime keeps for itself is opened now.
	if err := command().Run(); err != nil {
		return nil, err
	}
	if _, err := run(command(), f); err != nil {
		return nil, err
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return nil, err
	}
	open := uint64(0)
	for fd := range uint64(100) {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil {
			open = fd + 1
		}
	}
	var got [][2]string
	for more := range uint64(24) {
		tight := limit
		tight.Cur = open + more
		before := takeInventory()
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &tight); err != nil {
			return nil, err
		}
		plain := command().Run()
		_, supervised := run(command(), f)
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
			return nil, err
		}
		if left := leaked(before); left != "" {
			return nil, fmt.Errorf("with %d descriptors left there is left behind: %s", more, left)
		}
		told := fmt.Sprint(supervised)
		if errors.Is(supervised, unix.EMFILE) {
			told = "EMFILE"
		}
		got = append(got, [2]string{fmt.Sprint(plain), told})
	}
	return got, nil
}

// With few descriptors there is an error, and with some more none.
func TestFewDescriptors(t *testing.T) {
	bound(t)
	checkLeaks(t)
	var got [][2]string
	runScenario(t, self(), "files", &got)
	plain := slices.IndexFunc(got, func(g [2]string) bool { return g[0] == "<nil>" })
	supervised := slices.IndexFunc(got, func(g [2]string) bool { return g[1] == "<nil>" })
	t.Logf("exec.Cmd needs %d descriptors, Start and a stream %d", plain, supervised)
	if plain < 0 || supervised < 0 || supervised > plain+12 {
		t.Errorf("got %q", got)
	}
	for i, g := range got {
		if want := map[bool]string{true: "<nil>", false: "EMFILE"}[i >= supervised]; g[1] != want {
			t.Errorf("with %d descriptors: %s, want %s", i, g[1], want)
		}
	}
}

// scenarioLimits starts commands with limits on what the process may have.
func scenarioLimits() (any, error) {
	f, err := everything()
	if err != nil {
		return nil, err
	}
	stranger := &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 54321, Gid: 54321}}
	got := map[string]string{}
	// There may be no way back from the last one.
	for _, test := range []struct {
		name     string
		resource int
		soft     uint64
		hard     bool
		attr     *syscall.SysProcAttr
	}{
		{"size", unix.RLIMIT_FSIZE, 0, false, nil},
		{"size, other user", unix.RLIMIT_FSIZE, 0, false, stranger},
		{"processes, soft", unix.RLIMIT_NPROC, 1, false, stranger},
		{"processes, hard", unix.RLIMIT_NPROC, 1, true, stranger},
	} {
		var old unix.Rlimit
		if err := unix.Getrlimit(test.resource, &old); err != nil {
			return nil, err
		}
		tight := unix.Rlimit{Cur: test.soft, Max: old.Max}
		if test.hard {
			tight.Max = test.soft
		}
		if err := unix.Prlimit(0, test.resource, &tight, nil); err != nil {
			return nil, err
		}
		cmd := exec.Command("sh", "-c", "ulimit -f; ulimit -u 2>/dev/null || ulimit -p")
		cmd.SysProcAttr = test.attr
		out, _, err := output(cmd, f)
		got[test.name] = strings.Join(strings.Fields(out), " ") + ": " + fmt.Sprint(err)
		if err := unix.Prlimit(0, test.resource, &old, nil); err != nil && !test.hard {
			return nil, err
		}
	}
	return got, nil
}

// A command starts within limits that leave nothing to others, or an error says what is in
// the way; and the limits are as they were.
func TestLimits(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		mode os.FileMode
		want map[string]string
	}{
		"program for all": {0o755, map[string]string{
			"size": ": <nil>", "size, other user": ": <nil>", "processes, soft": " 1: <nil>", "processes, hard": "RLIMIT_NPROC",
		}},
		"private program": {0o700, map[string]string{
			"size": ": <nil>", "size, other user": "RLIMIT_FSIZE forbids: write: file too large", "processes, soft": " 1: <nil>", "processes, hard": "RLIMIT_NPROC",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			got := map[string]string{}
			runScenario(t, exec.Command(copyFile(t, exe, test.mode)), "limits", &got)
			for limit, want := range test.want {
				if !strings.Contains(got[limit], want) {
					t.Errorf("%s: got %q, want %q", limit, got[limit], want)
				}
			}
		})
	}
}

// scenarioOtherRoot starts a command after it has changed to a root directory that has
// that command and nothing else.
func scenarioOtherRoot() (any, error) {
	f, err := Notify("execve")
	if err != nil {
		return nil, err
	}
	if err := unix.Chroot(os.Args[1]); err != nil {
		return nil, err
	}
	cmd := exec.Command("/echo")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr // there is no /dev/null
	_, err = Start(cmd, f, nil)
	return []any{fmt.Sprint(err), Status(err), errors.Is(err, unix.ENOENT)}, nil
}

// A supervisor that cannot be executed again where it is does not say that the command is
// not there.
func TestNoLoader(t *testing.T) {
	bound(t)
	checkLeaks(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	loader := interpreter(t, exe)
	if loader == "" {
		return // a static program needs none
	}
	root := t.TempDir()
	b, err := os.ReadFile("/bin/echo")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(root+"/echo", b, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(root+"/proc", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("/proc", root+"/proc", "", unix.MS_BIND|unix.MS_REC, ""); err != nil {
		t.Fatal(err)
	}
	defer unix.Unmount(root+"/proc", unix.MNT_DETACH)
	var got []any
	runScenario(t, exec.Command(exe, root), "other root", &got)
	if s := got[0].(string); !strings.Contains(s, loader) || got[1] != float64(StatusFailed) || got[2] != true {
		t.Errorf("got %v, want an error that names %s", got, loader)
	}
}

// scenarioRootView is scenarioView with a root directory, which takes a capability.
func scenarioRootView() (any, error) {
	return bothViews(func() *exec.Cmd {
		cmd := view()
		cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: "/"}
		return cmd
	})
}

// A supervisor that is not root and has capabilities does with them what exec.Cmd does,
// and its command has those that it would have.
func TestCapableSupervisor(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	capable := copyFile(t, exe, 0o755)
	if out, err := exec.Command("setcap", "cap_sys_chroot+ep", capable).CombinedOutput(); err != nil {
		t.Fatalf("setcap: %v\n%s", err, out)
	}
	nobody := []string{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"}
	for name, args := range map[string][]string{
		"file capabilities": append(slices.Clone(nobody), capable),
		"ambient": append(slices.Clone(nobody), "--inh-caps=-all,+sys_chroot,+net_raw", "--ambient-caps=-all,+sys_chroot",
			copyFile(t, exe, 0o755)),
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			var views []string
			runScenario(t, exec.Command(args[0], args[1:]...), "root view", &views)
			if views[0] != views[1] {
				t.Errorf("with a filter the command sees\n%s\nwithout, it saw\n%s", difference(views[1], views[0]), difference(views[0], views[1]))
			}
		})
	}
}
