//go:build linux

// Package box runs tests in throw-away nodes: with mount, PID, network, UTS, IPC and cgroup
// namespaces of their own, and /run, /etc, /var, /opt, /tmp and cgroups that are private.
// Nothing on the machine changes, ports and sockets do not collide, and several boxes can be
// at a time. Whatever is started in a box ends with its test, however that ends.
//
// A test that calls [Enter] runs in two processes: the one that go test has started, where
// Enter waits for the other one, and the other one, in the box, where Enter returns at once.
package box

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// stageVar tells the test program which part of a box it is.
const stageVar = "SECCOMPSTREAM_BOX"

// The stages. The test starts the guard, which is outside of the box and removes what is left
// of it; the guard starts the first process of the box, and that one the test again.
const (
	stageGuard  = "guard"
	stageInit   = "init"
	stageInside = "inside"
)

// initVar has the program that is to become the box's first process.
const initVar = "SECCOMPSTREAM_BOX_INIT"

// The descriptors that the stages inherit.
const (
	// callerFD of the guard is at its end when the test that asked for the box is gone.
	callerFD = 3
	// statusFD takes one byte, which is the status of the test within.
	statusFD = 4
	// goFD of the first process is at its end when its cgroups are its own.
	goFD = 3
)

// Run is what a TestMain calls in the place of m.Run.
func Run(m *testing.M) int {
	switch os.Getenv(stageVar) {
	case stageGuard:
		return guard()
	case stageInit:
		err := becomeInit()
		fmt.Fprintln(os.Stderr, "box:", err)
		return 1
	case stageInside:
		unix.CloseOnExec(statusFD)
		code := m.Run()
		_, _ = unix.Write(statusFD, []byte{byte(code)})
		return code
	}
	return m.Run()
}

// Enter runs the test in a box and reports whether this process is in it. Where it is not,
// the test has been run when Enter returns, and there is nothing left to do. It must be the
// first thing that a test does, needs root, and is not for subtests.
//
// The first process of the box does nothing but wait for others' children.
func Enter(t *testing.T) bool {
	t.Helper()
	return enter(t, "")
}

// EnterSystemd is [Enter] where systemd is the first process of the box. Of the machine's units
// only what systemd itself brings is there, and hardly any of that is started; /etc/systemd/system
// is empty.
func EnterSystemd(t *testing.T) bool {
	t.Helper()
	return enter(t, systemd)
}

func enter(t *testing.T, init string) bool {
	t.Helper()
	if os.Getenv(stageVar) == stageInside {
		return true
	}
	caller, hold, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Close()
	args := []string{"-test.run", "^" + t.Name() + "$", "-test.timeout", "10m"}
	if testing.Verbose() {
		args = append(args, "-test.v")
	}
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Env = append(os.Environ(), stageVar+"="+stageGuard, initVar+"="+init)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.ExtraFiles = []*os.File{caller}
	// A signal from the terminal is for the test. The guard hears of its end.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	err = cmd.Start()
	caller.Close()
	if err == nil {
		err = cmd.Wait()
	}
	switch {
	case err != nil:
		t.Errorf("in the box: %v\n%s", err, out.Bytes())
	case bytes.Contains(out.Bytes(), []byte("no tests to run")):
		t.Errorf("%s is not run in the box", t.Name())
	case testing.Verbose():
		t.Logf("in the box:\n%s", out.Bytes())
	}
	return false
}

// guard makes the box's cgroups, runs its first process, and removes the cgroups when
// everything in the box has ended.
func guard() int {
	// The thread's end would be taken for the process's (PR_SET_PDEATHSIG, prctl(2)).
	runtime.LockOSThread()
	// Where the caller is gone nobody reads what is said here.
	signal.Ignore(unix.SIGHUP, unix.SIGINT, unix.SIGPIPE)
	unix.CloseOnExec(callerFD)
	groups, err := makeCgroups(fmt.Sprintf("box-%d", os.Getpid()))
	defer groups.remove()
	if err != nil {
		fmt.Fprintln(os.Stderr, "box:", err)
		return 1
	}
	started, start, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, "box:", err)
		return 1
	}
	statusRead, statusWrite, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, "box:", err)
		return 1
	}
	cmd := exec.Command("/proc/self/exe", os.Args[1:]...)
	cmd.Env = with(os.Environ(), stageVar, stageInit)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.ExtraFiles = []*os.File{started, statusWrite} // goFD and statusFD
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: unix.CLONE_NEWNS | unix.CLONE_NEWPID | unix.CLONE_NEWNET | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC,
		Pdeathsig:  unix.SIGKILL,
	}
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "box:", err)
		return 1
	}
	started.Close()
	statusWrite.Close()
	err = groups.add(cmd.Process.Pid)
	if err != nil {
		fmt.Fprintln(os.Stderr, "box:", err)
		_ = cmd.Process.Kill()
	}
	start.Close()
	go func() {
		_, _ = unix.Read(callerFD, make([]byte, 1))
		_ = cmd.Process.Kill()
	}()
	status := []byte{1}
	if n, _ := statusRead.Read(status); n == 0 {
		fmt.Fprintln(os.Stderr, "box: the test within has ended without a status")
	}
	// The first process takes all others of its PID namespace with it.
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return int(status[0])
}

// with returns an environment with one variable changed.
func with(env []string, name, value string) []string {
	env = slices.DeleteFunc(slices.Clone(env), func(e string) bool { return strings.HasPrefix(e, name+"=") })
	return append(env, name+"="+value)
}

// becomeInit makes the box of the namespaces that the guard has made, starts the test in it,
// and becomes its first process. It returns with an error only.
func becomeInit() error {
	// What is unshared belongs to the thread, and to what it starts.
	runtime.LockOSThread()
	ready := os.NewFile(goFD, "go")
	if _, err := io.Copy(io.Discard, ready); err != nil {
		return err
	}
	ready.Close()
	if err := unix.Unshare(unix.CLONE_NEWCGROUP); err != nil {
		return os.NewSyscallError("unshare", err)
	}
	if err := furnish(); err != nil {
		return err
	}
	cmd := exec.Command(programPath, os.Args[1:]...)
	cmd.Env = with(with(with(os.Environ(), stageVar, stageInside), "HOME", "/run/home"), "TMPDIR", "/tmp")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	status := os.NewFile(statusFD, "status")
	null, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	cmd.ExtraFiles = []*os.File{null, status}
	program := os.Getenv(initVar)
	if program == "" {
		if err := cmd.Start(); err != nil {
			return err
		}
		status.Close()
		reap()
	}
	if err := privateDev(); err != nil {
		return err
	}
	if err := prepareSystemd(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	unix.CloseOnExec(statusFD)
	argv := []string{program, "--system", "--unit=" + systemdTarget, "--log-target=console", "--log-level=notice", "--show-status=no"}
	env := with(with(os.Environ(), stageVar, ""), "container", "box")
	return os.NewSyscallError("execve", unix.Exec(argv[0], argv, env))
}

// reap waits for the children of whoever does not.
func reap() {
	for {
		if _, err := unix.Wait4(-1, nil, 0, nil); err == unix.ECHILD {
			// There will be some again: processes that are started by nsenter, for one.
			_, _ = unix.Poll(nil, 100)
		}
	}
}
