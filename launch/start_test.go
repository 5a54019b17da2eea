//go:build linux && cgo

package launch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// A filter that notifies every call there is changes nothing of what programs do, and
// the first call that it notifies is the command's own execve.
func TestEverythingNotified(t *testing.T) {
	for name, args := range map[string][]string{
		"ls":    {"ls", "-lR", "/usr/include/linux"},
		"shell": {"sh", "-c", "echo one; cat /proc/self/comm; echo two >&2; test -d /; exit 0"},
	} {
		for user, cred := range map[string]*syscall.Credential{"root": nil, "nobody": nobody} {
			t.Run(name+" as "+user, func(t *testing.T) {
				bound(t)
				checkLeaks(t)
				command := func() *exec.Cmd {
					cmd := exec.Command(args[0], args[1:]...)
					cmd.SysProcAttr = &syscall.SysProcAttr{Credential: cred}
					return cmd
				}
				want, _, err := output(command(), nil)
				if err != nil {
					t.Fatal(err)
				}
				cmd := command()
				got, tr, err := output(cmd, notifyAll(t))
				if err != nil {
					t.Fatal(err)
				}
				if got != want {
					t.Errorf("the output differs:\n%s\nwithout a filter:\n%s", difference(got, want), difference(want, got))
				}
				if tr.Names[0] != "execve" || tr.First.PID != cmd.Process.Pid || len(tr.Names) < 50 {
					t.Errorf("%d notifications, the first is %v", len(tr.Names), tr.First)
				}
			})
		}
	}
}

// Each call can be notified, those that handing the listener over takes included.
func TestEachCallNotified(t *testing.T) {
	for _, name := range []string{
		"execve", "write", "sendmsg", "recvmsg", "futex", "mmap", "close", "read", "exit_group", "rt_sigprocmask",
		"nanosleep", "set_tid_address", "getpid", "fcntl", "prctl", "seccomp", "clone", "clone3", "dup2",
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			cmd := self()
			cmd.Env = append(os.Environ(), inScenario("calls")...)
			cmd.ExtraFiles = []*os.File{w}
			var out bytes.Buffer
			tr, err := run(cmd, mustNotify(t, name), func() {
				w.Close()
				out.ReadFrom(r)
			})
			if err != nil {
				t.Fatal(err)
			}
			if out.String() != `{"result":"ping"}`+"\n" {
				t.Errorf("the program reported %s", out.String())
			}
			made := slices.Contains([]string{"execve", "write", "sendmsg", "futex", "mmap", "close", "read", "exit_group"}, name)
			if made && !slices.Contains(tr.Names, name) {
				t.Errorf("%s was not notified, but %v", name, tr.Names)
			}
			for _, n := range tr.Names {
				if n != name {
					t.Errorf("%s was notified", n)
				}
			}
		})
	}
}

// Where exec.Cmd fails to start, Start fails with the very same error.
func TestSameErrors(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string, mode os.FileMode) string {
		path := dir + "/" + name
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if err := os.Symlink("loop", dir+"/loop"); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	root := &syscall.SysProcAttr{Credential: &syscall.Credential{}}
	var pidfd int
	for name, command := range map[string]func() *exec.Cmd{
		"not in PATH":        func() *exec.Cmd { return exec.Command("no-such-program") },
		"no path":            func() *exec.Cmd { return &exec.Cmd{} },
		"ENOENT":             func() *exec.Cmd { return exec.Command(dir + "/none") },
		"ENOTDIR":            func() *exec.Cmd { return exec.Command(file("plain", "", 0o644) + "/x") },
		"ELOOP":              func() *exec.Cmd { return exec.Command(dir + "/loop") },
		"ENAMETOOLONG":       func() *exec.Cmd { return exec.Command("/" + strings.Repeat("x", 300)) },
		"directory":          func() *exec.Cmd { return exec.Command(dir) },
		"device":             func() *exec.Cmd { return exec.Command("/dev/null") },
		"not executable":     func() *exec.Cmd { return exec.Command(file("data", "#!/bin/sh\n", 0o644)) },
		"no format":          func() *exec.Cmd { return exec.Command(file("garbage", "garbage", 0o755)) },
		"no interpreter":     func() *exec.Cmd { return exec.Command(file("script", "#!/no/such/interpreter\n", 0o755)) },
		"interpreter is dir": func() *exec.Cmd { return exec.Command(file("script2", "#!/tmp\n", 0o755)) },
		"E2BIG argument":     func() *exec.Cmd { return exec.Command("/bin/true", strings.Repeat("x", 1<<17)) },
		"E2BIG arguments": func() *exec.Cmd {
			return exec.Command("/bin/true", slices.Repeat([]string{strings.Repeat("x", 1<<16)}, 200)...)
		},
		"E2BIG environment": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.Env = []string{"X=" + strings.Repeat("x", 1<<17)}
			return cmd
		},
		"NUL in path":     func() *exec.Cmd { return exec.Command("/bin/tr\x00ue") },
		"NUL in argument": func() *exec.Cmd { return exec.Command("/bin/true", "a\x00b") },
		"NUL in environment": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.Env = []string{"A=\x00", "A=1"}
			return cmd
		},
		"NUL in dir": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.Dir, cmd.SysProcAttr = "a\x00b", root
			return cmd
		},
		"no dir": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.Dir = dir + "/none"
			return cmd
		},
		"no dir, attributes": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.Dir, cmd.SysProcAttr = dir+"/none", root
			return cmd
		},
		"no dir in root": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.Dir, cmd.SysProcAttr = "/none", &syscall.SysProcAttr{Chroot: "/"}
			return cmd
		},
		"no root": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: dir + "/none"}
			return cmd
		},
		"not in root": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: dir}
			return cmd
		},
		"NUL in root": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: "a\x00b"}
			return cmd
		},
		"no process group": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pgid: 1 << 22}
			return cmd
		},
		"no terminal": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0, PidFD: &pidfd}
			return cmd
		},
		"no access for the user": func() *exec.Cmd {
			cmd := exec.Command(file("mine", "#!/bin/sh\n", 0o700))
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: nobody}
			return cmd
		},
		"no access, pidfd": func() *exec.Cmd {
			cmd := exec.Command(dir + "/none")
			cmd.SysProcAttr = &syscall.SysProcAttr{PidFD: &pidfd}
			return cmd
		},
		"relative to dir": func() *exec.Cmd {
			cmd := exec.Command("./true")
			cmd.Dir = dir
			return cmd
		},
		"Cancel without context": func() *exec.Cmd {
			cmd := exec.Command("/bin/true")
			cmd.Cancel = func() error { return nil }
			return cmd
		},
		"context done":      func() *exec.Cmd { return exec.CommandContext(cancelled, "/bin/true") },
		"closed ExtraFiles": func() *exec.Cmd { return withClosedFile(exec.Command("/bin/true")) },
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			want := pipes(t, command()).Start()
			if want == nil {
				t.Fatal("there is no error without a filter")
			}
			for _, f := range []*seccomp.ScmpFilter{mustNotify(t, quiet), notifyAll(t)} {
				cmd := pipes(t, command())
				before := fields(cmd)
				pidfd = -1
				s, err := Start(cmd, f, nil)
				if err == nil {
					// Only execve itself finds these errors, and it is notified.
					all, _ := f.GetDefaultAction()
					if !slices.Contains([]string{"no format", "no interpreter", "interpreter is dir"}, name) || all != seccomp.ActNotify {
						t.Error("no error")
					}
					supervise(s)
					status := 126
					if errors.Is(want, fs.ErrNotExist) {
						status = 127
					}
					if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != status {
						t.Errorf("the command failed with %v, want exit status %d", err, status)
					}
					continue
				}
				if s != nil {
					t.Error("a stream beside the error")
				}
				if !reflect.DeepEqual(err, want) || err.Error() != want.Error() {
					t.Errorf("got error %#v: %v\nwant %#v: %v", err, err, want, want)
				}
				if cmd.Path != "" { // exec sets Err then
					checkFields(t, cmd, before)
				}
				if cmd.Process != nil || cmd.ProcessState != nil || pidfd != -1 {
					t.Errorf("Process is %v, ProcessState %v, PidFD %d", cmd.Process, cmd.ProcessState, pidfd)
				}
				if err := cmd.Wait(); err == nil || err.Error() != "exec: not started" {
					t.Errorf("Wait returns %v", err)
				}
			}
		})
	}
}

// pipes gives cmd all three pipes: a Start that fails closes both their ends.
func pipes(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StderrPipe(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

func withClosedFile(cmd *exec.Cmd) *exec.Cmd {
	f, err := os.Open("/dev/null")
	if err != nil {
		panic(err)
	}
	// The number of a file that is certainly closed.
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 500)
	if err != nil {
		panic(err)
	}
	f.Close()
	unix.Close(fd)
	cmd.ExtraFiles = []*os.File{os.NewFile(uintptr(fd), "closed")}
	return cmd
}

// What is wrong with the filter, the attributes or the kernel's limits is told in words.
func TestRefused(t *testing.T) {
	released := mustNotify(t, "execve")
	released.Release()
	silent, err := seccomp.NewFilter(seccomp.ActAllow)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Release()
	huge, err := seccomp.NewFilter(seccomp.ActAllow)
	if err != nil {
		t.Fatal(err)
	}
	defer huge.Release()
	ioctl, err := seccomp.GetSyscallFromName("ioctl")
	if err != nil {
		t.Fatal(err)
	}
	for i := range uint64(1100) {
		cond, err := seccomp.MakeCondition(1, seccomp.CompareEqual, i<<32|i)
		if err != nil {
			t.Fatal(err)
		}
		if err := huge.AddRuleConditional(ioctl, seccomp.ActNotify, []seccomp.ScmpCondition{cond}); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		f    *seccomp.ScmpFilter
		attr *syscall.SysProcAttr
		cfg  *seccompstream.Config
		want string
	}{
		"nil filter":                         {nil, nil, nil, "nil or has been released"},
		"released filter":                    {released, nil, nil, "nil or has been released"},
		"notifies nothing":                   {silent, nil, nil, "notifies nothing"},
		"too large":                          {huge, nil, nil, "instructions"},
		"ptrace":                             {mustNotify(t, "execve"), &syscall.SysProcAttr{Ptrace: true}, nil, "Ptrace"},
		"configuration":                      {mustNotify(t, "execve"), nil, &seccompstream.Config{Buffer: -1}, "Buffer"},
		"configuration, execve not notified": {mustNotify(t, quiet), nil, &seccompstream.Config{Buffer: -1}, "Buffer"},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			cmd := pipes(t, exec.Command("sleep", "1000"))
			cmd.SysProcAttr = test.attr
			before := fields(cmd)
			s, err := Start(cmd, test.f, test.cfg)
			if s != nil || err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, %v, want an error with %q", s, err, test.want)
			}
			checkFields(t, cmd, before)
			if cmd.Process != nil || cmd.ProcessState != nil {
				t.Errorf("Process is %v, ProcessState %v", cmd.Process, cmd.ProcessState)
			}
		})
	}
	t.Run("nil command", func(t *testing.T) {
		if _, err := Start(nil, mustNotify(t, "execve"), nil); err == nil {
			t.Error("no error")
		}
	})
	t.Run("started command", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		cmd := exec.Command("sleep", "1000")
		s, err := Start(cmd, mustNotify(t, quiet), nil)
		if err != nil {
			t.Fatal(err)
		}
		before, process := fields(cmd), cmd.Process
		if _, err := Start(cmd, mustNotify(t, quiet), nil); err == nil || err.Error() != "exec: already started" {
			t.Errorf("a second Start returns %v", err)
		}
		checkFields(t, cmd, before)
		if cmd.Process != process {
			t.Error("Process was changed")
		}
		cmd.Process.Kill()
		cmd.Wait()
		s.Close()
	})
}

// Listeners do not nest: what the kernel says is passed on, and the child is gone.
func TestNested(t *testing.T) {
	bound(t)
	checkLeaks(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := self()
	cmd.Env = append(os.Environ(), inScenario("nested")...)
	cmd.ExtraFiles = []*os.File{w}
	var out bytes.Buffer
	_, err = run(cmd, mustNotify(t, quiet), func() {
		w.Close()
		out.ReadFrom(r)
	})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), `{"result":[true,true,`) || !strings.Contains(out.String(), "do not nest") {
		t.Errorf("a supervised supervisor's Start: %s", out.String())
	}
}

// The command's standard input is read if there is a command, and by it alone.
func TestStdin(t *testing.T) {
	t.Run("reader", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		text := strings.Repeat("all of it\n", 1<<16)
		cmd := exec.Command("cat")
		stdin := strings.NewReader(text)
		cmd.Stdin = stdin
		out, _, err := output(cmd, mustNotify(t, "execve", "read", "write"))
		if err != nil || out != text {
			t.Errorf("cat printed %d bytes of %d: %v", len(out), len(text), err)
		}
		if cmd.Stdin != io.Reader(stdin) {
			t.Error("Stdin was changed")
		}
	})
	t.Run("left unread", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		cmd := exec.Command("true")
		cmd.Stdin = strings.NewReader(strings.Repeat("x", 1<<20))
		if _, _, err := output(cmd, mustNotify(t, "execve")); err != nil {
			t.Error(err)
		}
	})
	t.Run("failure", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		stdin := &countingReader{}
		cmd := exec.Command("/bin/true", strings.Repeat("x", 1<<17))
		cmd.Stdin = stdin
		if _, err := Start(cmd, mustNotify(t, "execve"), nil); !errors.Is(err, syscall.E2BIG) {
			t.Error(err)
		}
		if stdin.n != 0 || cmd.Stdin != io.Reader(stdin) {
			t.Errorf("a command that was not started has read %d times from %v", stdin.n, cmd.Stdin)
		}
	})
	t.Run("failure with a reader that blocks", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		r, w := io.Pipe()
		defer w.Close()
		cmd := exec.Command("/no/such/program")
		cmd.Stdin = r
		if _, err := Start(cmd, mustNotify(t, "execve"), nil); !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	})
}

type countingReader struct{ n int }

func (r *countingReader) Read(p []byte) (int, error) {
	r.n++
	return 0, io.EOF
}

func TestPipes(t *testing.T) {
	bound(t)
	checkLeaks(t)
	cmd := exec.Command("sh", "-c", "cat; echo error >&2")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs []byte
	if _, err = run(cmd, notifyAll(t),
		func() { io.WriteString(stdin, "through pipes"); stdin.Close() },
		func() { out, _ = io.ReadAll(stdout) },
		func() { errs, _ = io.ReadAll(stderr) },
	); err != nil {
		t.Fatal(err)
	}
	if string(out) != "through pipes" || string(errs) != "error\n" {
		t.Errorf("got %q and %q", out, errs)
	}
}

func TestContext(t *testing.T) {
	t.Run("cancel", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		ctx, cancel := context.WithCancel(context.Background())
		cmd := exec.CommandContext(ctx, "sleep", "1000")
		s, err := Start(cmd, mustNotify(t, "execve"), nil)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan trace)
		go func() { done <- supervise(s) }()
		cancel()
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Errorf("Wait returns %v", err)
		}
		if tr := <-done; tr.Err != nil {
			t.Error(tr.Err)
		}
	})
	t.Run("own Cancel", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		ctx, cancel := context.WithCancel(context.Background())
		cmd := exec.CommandContext(ctx, "sh", "-c", "trap 'exit 0' TERM; echo ready; while :; do sleep .01; done")
		cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		s, err := Start(cmd, mustNotify(t, "execve"), nil)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan trace)
		go func() { done <- supervise(s) }()
		io.ReadFull(stdout, make([]byte, len("ready\n")))
		cancel()
		if err := cmd.Wait(); err != context.Canceled {
			t.Errorf("Wait returns %v", err)
		}
		<-done
	})
	t.Run("WaitDelay", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		// The grandchild keeps the pipe.
		cmd := exec.Command("sh", "-c", "sleep 1000 & echo $!")
		var out bytes.Buffer
		cmd.Stdout = &out
		cmd.WaitDelay = 50 * time.Millisecond
		s, err := Start(cmd, mustNotify(t, "execve"), nil)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan trace)
		go func() { done <- supervise(s) }()
		if err := cmd.Wait(); err != exec.ErrWaitDelay {
			t.Errorf("Wait returns %v", err)
		}
		select {
		case <-done:
			t.Error("the stream ended before the grandchild did")
		default:
		}
		var pid int
		fmt.Sscan(out.String(), &pid)
		unix.Kill(pid, unix.SIGKILL)
		<-done
	})
	// Whenever the context ends, there is a command or an error, and nothing is left.
	t.Run("any time", func(t *testing.T) {
		bound(t)
		checkLeaks(t)
		f := mustNotify(t, "execve")
		started := 0
		for range 100 {
			ctx, cancel := context.WithTimeout(context.Background(), rand.N(5*time.Millisecond))
			cmd := exec.CommandContext(ctx, "sleep", "1000")
			cmd.Stdin = strings.NewReader("input")
			s, err := Start(cmd, f, nil)
			if err == nil {
				started++
				supervise(s)
				err = cmd.Wait()
			} else if cmd.Process != nil {
				t.Error("a process beside an error")
			}
			if err == nil {
				t.Error("no error from a command that is killed")
			}
			cancel()
		}
		t.Logf("%d of 100 were started", started)
	})
}

func TestConcurrentStarts(t *testing.T) {
	bound(t)
	checkLeaks(t)
	f := mustNotify(t, "execve", "write", "close")
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			var out bytes.Buffer
			cmd := exec.Command("echo", fmt.Sprint(i))
			cmd.Stdout = &out
			cmd.Stdin = strings.NewReader("input")
			if i%4 == 0 {
				cmd.Path = "/no/such/program"
			}
			tr, err := run(cmd, f)
			switch {
			case i%4 == 0:
				if !errors.Is(err, fs.ErrNotExist) {
					t.Error(i, err)
				}
			case err != nil || out.String() != fmt.Sprintln(i) || tr.Names[0] != "execve" || tr.First.PID != cmd.Process.Pid:
				t.Errorf("%d: %v, printed %q, first notified %v", i, err, out.String(), tr.First)
			}
		})
	}
	wg.Wait()
}

// The supervisor decides about the command's own execve like about any other call, and
// whoever looks at the command learns what came of it.
func TestExecveRefused(t *testing.T) {
	for errno, status := range map[syscall.Errno]int{syscall.EPERM: 126, syscall.ENOENT: 127, syscall.EDOM: 126} {
		t.Run(errno.Error(), func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			var stderr bytes.Buffer
			cmd := exec.Command("/bin/true")
			cmd.Stderr = &stderr
			s, err := Start(cmd, notifyAll(t), nil)
			if err != nil {
				t.Fatal(err)
			}
			n, err := s.Receive(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if err := n.Error(errno); err != nil {
				t.Error(err)
			}
			if tr := supervise(s); len(tr.Names) != 0 || tr.Err != nil {
				t.Errorf("then %v", tr)
			}
			if cmd.Wait(); cmd.ProcessState.ExitCode() != status {
				t.Errorf("the command ended with %v, want exit status %d", cmd.ProcessState, status)
			}
			// The C library begins with a capital letter.
			want := fmt.Sprintf("%s: /bin/true: %v\n", filepath.Base(os.Args[0]), errno)
			if !strings.EqualFold(stderr.String(), want) {
				t.Errorf("standard error has %q, want %q", stderr.String(), want)
			}
		})
	}
}

// A filter may do other things to the command's execve than notify it.
func TestExecveFiltered(t *testing.T) {
	for name, test := range map[string]struct {
		action seccomp.ScmpAction
		errno  syscall.Errno  // of Start
		signal syscall.Signal // that ends the command
	}{
		"errno":        {seccomp.ActErrno.SetReturnCode(int16(syscall.EDOM)), syscall.EDOM, 0},
		"trace":        {seccomp.ActTrace, syscall.ENOSYS, 0},
		"trap":         {seccomp.ActTrap, 0, syscall.SIGSYS},
		"kill thread":  {seccomp.ActKillThread, 0, syscall.SIGSYS},
		"kill process": {seccomp.ActKillProcess, 0, syscall.SIGSYS},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			f := mustNotify(t, quiet)
			execve, err := seccomp.GetSyscallFromName("execve")
			if err != nil {
				t.Fatal(err)
			}
			if err := f.AddRule(execve, test.action); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("/bin/true")
			s, err := Start(cmd, f, nil)
			if test.errno != 0 {
				if want := (&fs.PathError{Op: "fork/exec", Path: "/bin/true", Err: test.errno}); !reflect.DeepEqual(err, error(want)) {
					t.Errorf("Start returns %v, want %v", err, want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			supervise(s)
			cmd.Wait()
			if ws := cmd.ProcessState.Sys().(syscall.WaitStatus); !ws.Signaled() || ws.Signal() != test.signal {
				t.Errorf("the command ended with %v, want %v", cmd.ProcessState, test.signal)
			}
		})
	}
}

// A supervisor that dies before it has answered the command's execve leaves nobody
// waiting for it.
func TestSupervisorDies(t *testing.T) {
	bound(t)
	checkLeaks(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := self()
	cmd.ExtraFiles = []*os.File{w}
	var pid int
	runScenario(t, cmd, "abandon", &pid)
	w.Close()
	// The command has the other end.
	if n, err := r.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		t.Errorf("got %d, %v", n, err)
	}
}

// A call whose notification has been received is not interrupted by signals, where the
// kernel can do that (Linux 5.19): a target that sends itself signals would repeat it
// for ever.
func TestWaitKillable(t *testing.T) {
	kerneltest.Need(t, "wait_killable_recv", seccompstream.Features().WaitKillableRecv)
	bound(t)
	checkLeaks(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := self()
	cmd.Env = append(os.Environ(), inScenario("interrupts")...)
	cmd.ExtraFiles = []*os.File{w}
	s, err := Start(cmd, mustNotify(t, "mkdirat"), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	answered := 0
	for n, err := range s.All(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
		if err := n.Continue(); err == nil {
			answered++
		} else if answered++; answered > 3 {
			t.Fatal("the call is interrupted again and again")
		}
	}
	var out bytes.Buffer
	out.ReadFrom(r)
	if err := cmd.Wait(); err != nil || answered != 1 || out.String() != `{"result":true}`+"\n" {
		t.Errorf("%v, %d answers, reported %s", err, answered, out.String())
	}
}

// A stray trigger in the environment of a program is not obeyed, and nothing waits.
func TestStrayTrigger(t *testing.T) {
	pair := func(t *testing.T, kind int) (ours int, theirs *os.File) {
		fds, err := unix.Socketpair(unix.AF_UNIX, kind|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { unix.Close(fds[0]) })
		return fds[0], os.NewFile(uintptr(fds[1]), "socket")
	}
	for _, test := range []struct {
		value string
		kind  int    // of socket 4, if not 0
		says  string // what waits in it
	}{
		{value: ""},
		{value: "x"},
		{value: "-1"},
		{value: "0"},
		{value: "0,1"},
		{value: "99999"},
		{value: "999999999999999999999"},
		{value: "4"},
		{value: ","},
		{value: "3,"},
		{value: "4 "},
		{"4", unix.SOCK_STREAM, ""},
		{"4", unix.SOCK_DGRAM, ""},
		{"4", unix.SOCK_SEQPACKET, ""},
		{"4", unix.SOCK_SEQPACKET, "hello"},
		{"4", unix.SOCK_SEQPACKET, "seccompstream stage 1\x00"},
		{"4", unix.SOCK_STREAM, "seccompstream stage 2\x00"},
	} {
		t.Run(fmt.Sprintf("%q %d %q", test.value, test.kind, test.says), func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			cmd := self()
			cmd.Env = append(os.Environ(), "SECCOMPSTREAM_STAGE="+test.value)
			if test.kind == 0 {
				var got string
				if runScenario(t, cmd, "hello", &got); got != "hello" {
					t.Errorf("got %q", got)
				}
				return
			}
			ours, theirs := pair(t, test.kind)
			defer theirs.Close()
			cmd.ExtraFiles = []*os.File{theirs}
			if test.says == "" {
				var got string
				if runScenario(t, cmd, "hello", &got); got != "hello" {
					t.Errorf("got %q", got)
				}
				return
			}
			if _, err := unix.Write(ours, []byte(test.says)); err != nil {
				t.Fatal(err)
			}
			var got string
			if runScenario(t, cmd, "read", &got); got != test.says {
				t.Errorf("of %q the program itself reads %q", test.says, got)
			}
		})
	}
}

// A stage whose plan is missing, or ends early, waits for nothing and runs nothing.
func TestBrokenPlan(t *testing.T) {
	for name, says := range map[string][]string{
		"none":  {"seccompstream stage 2\x00"},
		"short": {"seccompstream stage 2\x00", "1234"},
		"part":  {"seccompstream stage 2\x00", "\x00\x00\x01\x00\x00\x00\x00\x00" + strings.Repeat("\x00", 100)},
	} {
		t.Run(name, func(t *testing.T) {
			bound(t)
			checkLeaks(t)
			pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
			if err != nil {
				t.Fatal(err)
			}
			theirs := os.NewFile(uintptr(pair[1]), "socket")
			for _, s := range says {
				if _, err := unix.Write(pair[0], []byte(s)); err != nil {
					t.Fatal(err)
				}
			}
			cmd := self()
			cmd.Env = append(os.Environ(), "SECCOMPSTREAM_STAGE=3")
			cmd.ExtraFiles = []*os.File{theirs}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			theirs.Close()
			unix.Shutdown(pair[0], unix.SHUT_WR)
			if cmd.Wait(); cmd.ProcessState.ExitCode() != 127 {
				t.Errorf("it ended with %v", cmd.ProcessState)
			}
			unix.Close(pair[0])
		})
	}
}

// A plan of any size arrives, whatever the socket takes at a time.
func TestLargePlan(t *testing.T) {
	bound(t)
	checkLeaks(t)
	for _, size := range []int{1, 100, 10_000, 1 << 20} {
		var args, want []string
		for n := 0; n < size; n += len(args[len(args)-1]) {
			args = append(args, strings.Repeat("x", min(size-n, 50_000)))
		}
		for _, a := range args {
			want = append(want, fmt.Sprint(len(a)))
		}
		cmd := exec.Command("sh", append([]string{"-c", `for a; do echo ${#a}; done`, "sh"}, args...)...)
		out, _, err := output(cmd, mustNotify(t, "execve"))
		if err != nil || out != strings.Join(want, "\n")+"\n" {
			t.Errorf("%d bytes: %v, got %.100q, want %.100q", size, err, out, want)
		}
	}
}

// A plan that a less privileged process made is not followed.
func TestSecureTrigger(t *testing.T) {
	bound(t)
	checkLeaks(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("id")
	s, err := prepare(cmd, mustNotify(t, "execve"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	evil := exec.Command(copyFile(t, exe, 0o755|os.ModeSetuid))
	evil.SysProcAttr = &syscall.SysProcAttr{Credential: nobody}
	evil.Env = []string{"SECCOMPSTREAM_STAGE=3"}
	evil.ExtraFiles = []*os.File{s.child}
	if err := evil.Start(); err != nil {
		t.Fatal(err)
	}
	s.child.Close()
	_, err = s.await()
	if err == nil || !strings.Contains(err.Error(), "AT_SECURE") {
		t.Errorf("the stage reported %v", err)
	}
	if evil.Wait(); evil.ProcessState.ExitCode() != 127 {
		t.Errorf("it ended with %v", evil.ProcessState)
	}
}

func TestNotify(t *testing.T) {
	known, foreign := []string{"openat", "openat", "connect"}, "socketcall"
	if runtime.GOARCH == "amd64" {
		// The calls of 32-bit programs count.
		known, foreign = append(known, "socketcall", "stat64"), "arm_sync_file_range"
	}
	for name, test := range map[string]struct {
		names []string
		want  string
	}{
		"none":               {nil, "no system call"},
		"unknown":            {[]string{"execve", "no_such_call"}, `"no_such_call"`},
		"empty":              {[]string{""}, `""`},
		"other architecture": {[]string{foreign}, `"` + foreign + `"`},
	} {
		t.Run(name, func(t *testing.T) {
			if f, err := Notify(test.names...); f != nil || err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, %v, want an error with %q", f, err, test.want)
			}
		})
	}
	f := mustNotify(t, known...)
	if a, err := f.GetDefaultAction(); a != seccomp.ActAllow || err != nil {
		t.Errorf("the default action is %v, %v", a, err)
	}
	if nnp, err := f.GetNoNewPrivsBit(); nnp || err != nil {
		t.Errorf("no_new_privs is %v, %v", nnp, err)
	}
}
