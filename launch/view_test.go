//go:build linux && cgo

package launch

import (
	"bytes"
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"
)

func addressOf[T any](p *T) unsafe.Pointer { return unsafe.Pointer(p) }

// viewScript prints what a program can see of how it was started.
const viewScript = `
echo "args: $0 $*"; pwd; env | sort; id; umask; ulimit -a; ulimit -Ha
grep -E '^(Uid|Gid|Groups|Umask|Sig[A-Z]|ShdPnd|Cap|NSpid|Speculation|THP|CoreDumping|Cpus_allowed|Mems_allowed)' /proc/self/status | grep -v SigQ
read stat < /proc/$$/stat 2>/dev/null || read stat < /proc/self/stat
echo "$stat" | { read pid comm state ppid pgrp session tty tpgid flags rest; echo "comm $comm, ppid $ppid, leads group: $((pgrp == pid)), leads session: $((session == pid)), tty $tty"; }
cat /proc/self/oom_score_adj /proc/self/cgroup /proc/self/personality
ls -l /proc/self/ns | sed 's/.* \([a-z_]*\) -> /\1 /'
find /proc/self/fd -printf 'fd %f %l\n' | sort
`

// view returns the command that prints the view.
func view() *exec.Cmd {
	return exec.Command("sh", "-c", viewScript, "zeroth", "first", "", "third\targument")
}

var (
	inodes     = regexp.MustCompile(`(pipe|socket|net|pid|pid_for_children|mnt|uts|ipc|user|time|cgroup|time_for_children):\[\d+\]`)
	pidsInPath = regexp.MustCompile(`/proc/\d+/`)
	pids       = regexp.MustCompile(`(NSpid:).*`)
)

// normalized removes from a view what differs between any two processes. Namespaces
// that are not the viewer's are told from those that are.
func normalized(out string) string {
	out = inodes.ReplaceAllStringFunc(out, func(s string) string {
		kind, _, _ := strings.Cut(s, ":")
		own, _ := os.Readlink("/proc/self/ns/" + kind)
		if s == own {
			return kind + ":[own]"
		}
		return kind + ":[other]"
	})
	out = pids.ReplaceAllStringFunc(out, func(s string) string {
		return fmt.Sprintf("NSpid of depth %d", len(strings.Fields(s))-1)
	})
	return pidsInPath.ReplaceAllString(out, "/proc/PID/")
}

// signals returns the command that prints its signal mask and what it ignores: a shell
// changes both.
func signals() *exec.Cmd { return exec.Command("grep", "^Sig[BI]", "/proc/self/status") }

// scenarioView runs the view with a filter and without.
func scenarioView() (any, error) { return bothViews(view) }

func scenarioSignals() (any, error) { return bothViews(signals) }

func bothViews(view func() *exec.Cmd) (any, error) {
	f, err := Notify("execve")
	if err != nil {
		return nil, err
	}
	plain, _, err := output(view(), nil)
	if err != nil {
		return nil, fmt.Errorf("plain: %w\n%s", err, plain)
	}
	supervised, tr, err := output(view(), f)
	if err != nil {
		return nil, fmt.Errorf("supervised: %w\n%s", err, supervised)
	}
	return []string{normalized(plain), normalized(supervised), tr.Names[0]}, nil
}

// scenarioInherit is scenarioView with some files of the command's own.
func scenarioInherit() (any, error) {
	f, err := Notify("execve")
	if err != nil {
		return nil, err
	}
	var outs []string
	for _, f := range []*seccomp.ScmpFilter{nil, f} {
		cmd := view()
		null, err := os.Open("/dev/null")
		if err != nil {
			return nil, err
		}
		cmd.ExtraFiles = []*os.File{null, nil, null}
		out, _, err := output(cmd, f)
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
		outs = append(outs, normalized(out))
	}
	return append(outs, "execve"), nil
}

// A command sees the same with a filter and without, however it is started.
func TestSameView(t *testing.T) {
	null, err := os.Open("/dev/null")
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	idMap := func(inside int) []syscall.SysProcIDMap {
		return []syscall.SysProcIDMap{{ContainerID: inside, HostID: 0, Size: 1}}
	}
	range65536 := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 100000, Size: 65536}}
	five := &syscall.Credential{Uid: 5, Gid: 5, Groups: []uint32{9}}
	attr := func(a syscall.SysProcAttr) func(*exec.Cmd) {
		return func(cmd *exec.Cmd) { cmd.SysProcAttr = &a }
	}
	// The first child is the init process of the new PID namespace.
	asChild := func(f func(*exec.Cmd)) func(*exec.Cmd) {
		return func(cmd *exec.Cmd) {
			f(cmd)
			cmd.Args = []string{"sh", "-c", `sh -c "$0"; exit $?`, viewScript}
		}
	}
	withDir := func(f func(*exec.Cmd)) func(*exec.Cmd) {
		return func(cmd *exec.Cmd) { f(cmd); cmd.Dir = "/usr" }
	}
	groups := &syscall.Credential{Uid: 65534, Gid: 65533, Groups: []uint32{7, 65532}}
	for name, set := range map[string]func(*exec.Cmd){
		"zero":      func(cmd *exec.Cmd) {},
		"no args":   func(cmd *exec.Cmd) { cmd.Args = nil; cmd.Stdin = strings.NewReader(viewScript) },
		"dir":       func(cmd *exec.Cmd) { cmd.Dir = dir },
		"relative":  func(cmd *exec.Cmd) { cmd.Path = "bin/sh"; cmd.Dir = "/usr" },
		"env":       func(cmd *exec.Cmd) { cmd.Env = []string{"A=1", "PATH=/bin:/usr/bin", "A=2", "LD_X=", "odd", "=x=y"} },
		"empty env": func(cmd *exec.Cmd) { cmd.Env = []string{} },
		"own trigger": func(cmd *exec.Cmd) {
			cmd.Env = append(os.Environ(), "SECCOMPSTREAM_STAGE=3", "LD_BIND_NOW=1", "GLIBC_TUNABLES=glibc.malloc.check=0")
		},
		"files":       func(cmd *exec.Cmd) { cmd.ExtraFiles = []*os.File{null, nil, null, os.Stderr} },
		"setsid":      attr(syscall.SysProcAttr{Setsid: true}),
		"setpgid":     attr(syscall.SysProcAttr{Setpgid: true}),
		"credential":  withDir(attr(syscall.SysProcAttr{Credential: groups, Setpgid: true})),
		"keep groups": attr(syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534, NoSetGroups: true}}),
		"ambient":     attr(syscall.SysProcAttr{Credential: groups, AmbientCaps: []uintptr{unix.CAP_NET_RAW, unix.CAP_WAKE_ALARM}}),
		"chroot":      withDir(attr(syscall.SysProcAttr{Chroot: "/"})),
		"chroot, ids": withDir(attr(syscall.SysProcAttr{
			Chroot: "/", Credential: groups, AmbientCaps: []uintptr{unix.CAP_NET_RAW, unix.CAP_WAKE_ALARM}, Setpgid: true, Pdeathsig: syscall.SIGTERM,
		})),
		"chroot, groups":           attr(syscall.SysProcAttr{Chroot: "/", Credential: &syscall.Credential{Uid: 1, NoSetGroups: true}}),
		"user namespace":           attr(syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: idMap(0), GidMappings: idMap(0)}),
		"user namespace, no root":  attr(syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: idMap(1000), GidMappings: idMap(1000)}),
		"user namespace, unmapped": attr(syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER}),
		"user namespace, chroot": withDir(attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: idMap(0), GidMappings: idMap(0), Chroot: "/", Credential: &syscall.Credential{},
		})),
		"all namespaces": attr(syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS | syscall.CLONE_NEWTIME,
			UidMappings: idMap(0), GidMappings: idMap(0),
		}),
		"user namespace, no root, chroot":  attr(syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: idMap(1000), GidMappings: idMap(1000), Chroot: "/"}),
		"user namespace, unmapped, chroot": withDir(attr(syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, Chroot: "/"})),
		"user namespace of many, root": attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: range65536, GidMappings: range65536, GidMappingsEnableSetgroups: true, Credential: &syscall.Credential{},
		}),
		"user namespace of many, root, chroot": attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: range65536, GidMappings: range65536, GidMappingsEnableSetgroups: true, Credential: &syscall.Credential{}, Chroot: "/",
		}),
		"user namespace of many, user, chroot": attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: range65536, GidMappings: range65536, GidMappingsEnableSetgroups: true, Credential: five, Chroot: "/",
		}),
		"user namespace of many, user, ambient, chroot": attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: range65536, GidMappings: range65536, GidMappingsEnableSetgroups: true, Credential: five, Chroot: "/", AmbientCaps: []uintptr{unix.CAP_KILL},
		}),
		"user namespace of many, user, unshare pid": asChild(attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, Unshareflags: syscall.CLONE_NEWPID, UidMappings: range65536, GidMappings: range65536, GidMappingsEnableSetgroups: true, Credential: five,
		})),
		"user namespace, no root, ambient": attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: idMap(1000), GidMappings: idMap(1000), AmbientCaps: []uintptr{unix.CAP_NET_RAW},
		}),
		"user namespace, no root, ambient, chroot": attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: idMap(1000), GidMappings: idMap(1000), AmbientCaps: []uintptr{unix.CAP_NET_RAW}, Chroot: "/",
		}),
		"unshare user, pid, no root":  asChild(attr(syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWPID, UidMappings: idMap(1000), GidMappings: idMap(1000)})),
		"unshare user, pid, unmapped": asChild(attr(syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWPID})),
		"chroot, death signal":        attr(syscall.SysProcAttr{Chroot: "/", Pdeathsig: syscall.SIGTERM}),
		"all namespaces but user": attr(syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS | syscall.CLONE_NEWCGROUP,
		}),
		"unshare":      attr(syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWUTS}),
		"unshare user": asChild(attr(syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWPID, UidMappings: idMap(0), GidMappings: idMap(0)})),
		"unshare pid":  asChild(withDir(attr(syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNET, Credential: groups}))),
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			plain, supervised := view(), view()
			set(plain)
			set(supervised)
			want, _, err := output(plain, nil)
			if err != nil {
				t.Fatalf("%v\n%s", err, want)
			}
			var out bytes.Buffer
			supervised.Stdout, supervised.Stderr = &out, &out
			before := fields(supervised)
			tr, err := run(supervised, mustNotify(t, "execve"))
			if err != nil {
				t.Fatalf("%v\n%s", err, out.String())
			}
			checkFields(t, supervised, before)
			if got, want := normalized(out.String()), normalized(want); got != want {
				t.Errorf("with a filter the command sees\n%s\nwithout, it saw\n%s", difference(got, want), difference(want, got))
			}
			if tr.Names[0] != "execve" || tr.First.PID != supervised.Process.Pid {
				t.Errorf("the first notification is %v, want the execve of %d", tr.First, supervised.Process.Pid)
			}
		})
	}
}

// difference returns the lines of a that b does not have.
func difference(a, b string) string {
	lines := strings.Split(b, "\n")
	var d []string
	for _, l := range strings.Split(a, "\n") {
		if !strings.Contains("\n"+strings.Join(lines, "\n")+"\n", "\n"+l+"\n") {
			d = append(d, l)
		}
	}
	return strings.Join(d, "\n")
}

// A command inherits what the supervisor itself inherited: descriptors without
// close-on-exec at any number, a closed standard input, a signal mask, ignored signals.
func TestSameInheritance(t *testing.T) {
	null, err := os.Open("/dev/null")
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		cmd      *exec.Cmd
		scenario string
		want     []string // patterns in the view
	}{
		"descriptors":       {self(), "view", []string{"fd 3 ", "fd 4 /dev/null", "fd 5 /dev/null"}},
		"own files":         {self(), "inherit", []string{"fd 3 /dev/null", "fd 5 /dev/null"}},
		"no standard input": {exec.Command("sh", "-c", `exec "$0" <&-`, exe), "view", []string{"fd 0 /dev/null"}},
		"nothing standard":  {exec.Command("sh", "-c", `exec "$0" <&- >&- 2>&-`, exe), "view", []string{"fd 0 /dev/null"}},
		"signals": {
			exec.Command("env", "--block-signal=USR1", "--ignore-signal=HUP", exe), "signals",
			[]string{`SigBlk:\t[0-9a-f]{13}[2367abef]..\n`, `SigIgn:\t[0-9a-f]{15}[13579bdf]\n`},
		},
		"limits": {exec.Command("sh", "-c", `ulimit -n 100; ulimit -s 512; exec "$0"`, exe), "view", []string{"nofiles +100"}},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			test.cmd.ExtraFiles = []*os.File{null, null}
			var views []string
			runScenario(t, test.cmd, test.scenario, &views)
			if views[0] != views[1] {
				t.Errorf("with a filter the command sees\n%s\nwithout, it saw\n%s", difference(views[1], views[0]), difference(views[0], views[1]))
			}
			if views[2] != "execve" {
				t.Errorf("the first notification is %s", views[2])
			}
			for _, want := range test.want {
				if !regexp.MustCompile(want).MatchString(views[1]) {
					t.Errorf("the view has no %q:\n%s", want, views[1])
				}
			}
		})
	}
}

// In a root directory that has neither /proc nor the supervisor's libraries.
func TestChroot(t *testing.T) {
	bound(t)
	checkLeaks(t)
	root := t.TempDir()
	for _, program := range []string{"/bin/sh", "/bin/cat", "/usr/bin/id"} {
		copyWithLibraries(t, program, root)
	}
	for _, dir := range []string{root, root + "/home"} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(root+"/home/file", []byte("in the root\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command := func() *exec.Cmd {
		cmd := exec.Command("/bin/sh", "-c", "cat file; pwd; /usr/bin/id -u; /usr/bin/id -G; ls /proc")
		cmd.Dir = "/home"
		cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65534, Gid: 65533, Groups: []uint32{7}}}
		return cmd
	}
	want, _, _ := output(command(), nil)
	if !strings.HasPrefix(want, "in the root\n/home\n65534\n65533 7\n") {
		t.Fatalf("without a filter: %q", want)
	}
	if got, tr, _ := output(command(), notifyAll(t)); got != want || tr.Names[0] != "execve" {
		t.Errorf("got %q after %v, want %q", got, tr.First, want)
	}
}

func copyWithLibraries(t *testing.T, program, root string) {
	t.Helper()
	out, err := exec.Command("ldd", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	files := append(regexp.MustCompile(`/\S+`).FindAllString(string(out), -1), program)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(root+f[:strings.LastIndexByte(f, '/')], 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(root+f, b, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// The signal that follows the death of the parent thread survives the change of ids.
func TestPdeathsig(t *testing.T) {
	for name, attr := range map[string]syscall.SysProcAttr{
		"plain":  {Pdeathsig: syscall.SIGUSR1},
		"ids":    {Pdeathsig: syscall.SIGUSR1, Credential: nobody},
		"chroot": {Pdeathsig: syscall.SIGUSR1, Credential: nobody, Chroot: "/"},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			exe, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			// The command must be readable for whom it runs as.
			exe = copyFile(t, exe, 0o755)
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			cmd := exec.Command(exe)
			cmd.Env = append(os.Environ(), inScenario("deathsig")...)
			cmd.ExtraFiles = []*os.File{w}
			cmd.SysProcAttr = &attr
			_, err = run(cmd, mustNotify(t, "execve"))
			w.Close()
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			out.ReadFrom(r)
			if want := fmt.Sprintf(`{"result":%d}`, syscall.SIGUSR1); strings.TrimSpace(out.String()) != want {
				t.Errorf("reported %s, want %s", out.String(), want)
			}
		})
	}
}

// copyFile returns the path of a copy that everybody can get at.
func copyFile(t *testing.T, path string, mode os.FileMode) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "launch")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := dir + "/copy"
	if err := os.WriteFile(to, b, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(to, mode); err != nil {
		t.Fatal(err)
	}
	return to
}

// Root keeps the meaning of set-user-ID programs; who is not root runs with
// no_new_privs; and a filter with the attribute gives it to everybody.
func TestNoNewPrivs(t *testing.T) {
	id := copyFile(t, "/usr/bin/id", 0o755|os.ModeSetuid)
	with := mustNotify(t, "execve")
	if err := with.SetNoNewPrivsBit(true); err != nil {
		t.Fatal(err)
	}
	without := mustNotify(t, "execve")
	drop := "setpriv --reuid=65534 --regid=65534 --clear-groups " + id
	for name, test := range map[string]struct {
		f      *seccomp.ScmpFilter
		cred   *syscall.Credential
		script string
		nnp    string
		euid   string
	}{
		"root":           {without, nil, drop, "0", "euid=0(root)"},
		"root, set":      {with, nil, drop, "1", ""},
		"ordinary":       {without, nobody, id, "1", ""},
		"no filter":      {nil, nobody, id, "0", "euid=0(root)"},
		"no filter root": {nil, nil, drop, "0", "euid=0(root)"},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			cmd := exec.Command("sh", "-c", "grep NoNewPrivs /proc/self/status; "+test.script)
			if test.cred != nil {
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: test.cred}
			}
			out, _, err := output(cmd, test.f)
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(out, "NoNewPrivs:\t"+test.nnp) {
				t.Errorf("no_new_privs is not %s: %s", test.nnp, out)
			}
			if got := strings.Contains(out, "euid=0(root)"); got != (test.euid != "") || !strings.Contains(out, "uid=65534") {
				t.Errorf("id printed %s, want %s", out, test.euid)
			}
		})
	}
}

// The supervisor may be an ordinary user, or anything between.
func TestOrdinarySupervisor(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	attr := &syscall.SysProcAttr{Credential: nobody}
	capable := copyFile(t, exe, 0o755)
	if out, err := exec.Command("setcap", "cap_net_raw+ep", capable).CombinedOutput(); err != nil {
		t.Fatalf("setcap: %v\n%s", err, out)
	}
	for name, test := range map[string]struct {
		path string
		nnp  string
	}{
		"nobody":                         {"/proc/self/exe", "1"},
		"file capabilities":              {capable, "1"},
		"set-group-ID to the same group": {ownedBy(t, copyFile(t, exe, 0o755), 65534, os.ModeSetgid|0o755), "1"},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			cmd := exec.Command(test.path)
			cmd.SysProcAttr = attr
			var got []string
			runScenario(t, cmd, "supervise", &got)
			if want := "hello\nNoNewPrivs:\t" + test.nnp + "\n"; got[0] != want || got[1] != "execve" {
				t.Errorf("got %q, want %q after execve", got, want)
			}
		})
	}
}

func ownedBy(t *testing.T, path string, id int, mode os.FileMode) string {
	t.Helper()
	if err := os.Chown(path, id, id); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// A program that the command's user cannot execute, and one that is set-user-ID, start
// commands all the same; with differing ids it refuses, instead of running itself.
func TestUnusualExecutable(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if u, err := user.Current(); err != nil || u.Uid != "0" {
		t.Fatalf("the tests need root: %v %v", u, err)
	}
	t.Run("private", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		cmd := exec.Command(copyFile(t, exe, 0o700))
		cmd.Args = []string{"private", "credential"}
		var got []string
		runScenario(t, cmd, "supervise", &got)
		if !strings.HasPrefix(got[0], "hello\n") || got[1] != "execve" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("set-user-ID", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		cmd := exec.Command(copyFile(t, exe, 0o755|os.ModeSetuid))
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: nobody}
		var got []string
		runScenario(t, cmd, "start", &got)
		if !strings.Contains(got[0], "AT_SECURE") || got[1] != "" {
			t.Errorf("Start returned %q and left %q", got[0], got[1])
		}
	})
	t.Run("explicit loader", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		loader := interpreter(t, exe)
		if loader == "" {
			return // a static program needs none
		}
		var got []string
		runScenario(t, exec.Command(loader, exe), "start", &got)
		if !strings.Contains(got[0], "the process ended before") || got[1] != "" {
			t.Errorf("Start returned %q and left %q", got[0], got[1])
		}
	})
}

// interpreter returns the dynamic linker that a program asks for.
func interpreter(t *testing.T, program string) string {
	t.Helper()
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			b := make([]byte, p.Filesz)
			if _, err := p.ReadAt(b, 0); err != nil {
				t.Fatal(err)
			}
			return strings.TrimRight(string(b), "\x00")
		}
	}
	return ""
}
