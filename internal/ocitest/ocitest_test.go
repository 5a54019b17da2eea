//go:build linux

package ocitest_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/internal/ocitest"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }

// What the containers of tests are is what the tests believe them to be.
func TestContainer(t *testing.T) {
	for _, tc := range []struct {
		name    string
		options ocitest.Options
		uid     string // outside
	}{
		{"plain", ocitest.Options{}, "0"},
		{"user namespace", ocitest.Options{UserNamespace: true}, "100000"},
		{"rootless", ocitest.Options{Rootless: true}, "65534"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.options.Rootless {
				ocitest.NeedRootless(t)
			}
			ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
				o := tc.options
				o.Args = []string{"sh", "-c", "awk '$1 == 0 { print $2 }' /proc/self/uid_map; id -u; hostname; exit 3"}
				o.Edit = func(s *specs.Spec) { s.Linux.Seccomp = nil; s.Hostname = "edited" }
				c := rt.New(t, o)
				r := c.Run().Wait()
				if want := tc.uid + "\n0\nedited\n"; r.Code != 3 || r.Stdout != want {
					t.Errorf("%d, %q, %q; want 3, %q", r.Code, r.Stdout, r.Stderr, want)
				}
			})
		})
	}
}

func TestLife(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		c := rt.New(t, ocitest.Options{
			Args: []string{"sh", "-c", "trap 'echo end; exit' TERM; echo begin; while :; do sleep .01; done"},
			Edit: func(s *specs.Spec) { s.Linux.Seccomp = nil },
		})
		create := c.Create()
		create.Succeed()
		if !create.Ended() {
			t.Error("what has been waited for has not ended")
		}
		if st := c.State(); st.Status != specs.StateCreated || st.ID != c.ID {
			t.Errorf("created: state %+v", st)
		}
		c.Start().Succeed()
		create.AwaitStdout("begin")
		st := c.State()
		if st.Status != specs.StateRunning {
			t.Errorf("started: state %+v", st)
		}
		if out := c.Exec("echo", "hello").Succeed(); out != "hello\n" {
			t.Errorf("exec: %q", out)
		}
		if r := c.Exec("false").Wait(); r.Code != 1 {
			t.Errorf("exec: %+v", r)
		}
		if exec := c.Exec("sleep", "1000"); exec.Ended() {
			t.Errorf("what runs has ended: %+v", exec.Wait())
		}
		c.Kill("TERM").Succeed()
		create.AwaitStdout("end")
		for c.State().Status != specs.StateStopped {
			time.Sleep(time.Millisecond)
		}
		c.Delete().Succeed()
	})
}

// However a test leaves its container, it is gone afterwards.
func TestRemove(t *testing.T) {
	ocitest.NeedRootless(t)
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		for _, o := range []ocitest.Options{{}, {Rootless: true}} {
			mark := newMark()
			o.Args = []string{"sh", "-c", "sleep " + mark + " & setsid sleep " + mark + " & echo begin; wait"}
			o.Edit = func(s *specs.Spec) { s.Linux.Seccomp = nil }
			var ids []string
			t.Run("left", func(t *testing.T) {
				running, created, killed := rt.New(t, o), rt.New(t, o), rt.New(t, o)
				running.Run().AwaitStdout("begin")
				created.Create().Succeed()
				killed.Run().Interrupt()
				ids = append(ids, running.ID, created.ID, killed.ID)
				for processes(mark) < 2 {
					time.Sleep(time.Millisecond)
				}
			})
			if n := processes(mark); n > 0 {
				t.Errorf("%d processes are left", n)
			}
			for _, id := range ids {
				if left := remains(id); len(left) > 0 {
					t.Errorf("left: %v", left)
				}
			}
		}
	})
}

// crash is a test whose process does not get to its end.
var crash = kerneltest.Scenario("ocitest: crash", func(report kerneltest.Report) {
	mark := os.Args[1]
	c := ocitest.Find(crashing{}, os.Args[2]).New(crashing{}, ocitest.Options{
		Args: []string{"sh", "-c", "echo begin; sleep " + mark},
		Edit: func(s *specs.Spec) { s.Linux.Seccomp = nil },
	})
	c.Run().AwaitStdout("begin")
	report("%s", c.ID)
	unix.Kill(os.Getpid(), unix.SIGKILL)
})

type crashing struct{ testing.TB }

func (crashing) Helper()                   {}
func (crashing) Cleanup(func())            {}
func (crashing) Fatal(a ...any)            { panic(fmt.Sprint(a...)) }
func (crashing) Fatalf(_ string, a ...any) { panic(fmt.Sprint(a...)) }

// A container does not outlive its test's process either.
func TestGuard(t *testing.T) {
	ocitest.Each(t, func(t *testing.T, rt *ocitest.Runtime) {
		mark := newMark()
		p := kerneltest.Start(t, crash, func(cmd *exec.Cmd) { cmd.Args = append(cmd.Args, mark, rt.Name) })
		id := p.Line()
		for processes(mark) > 0 || len(remains(id)) > 0 {
			time.Sleep(10 * time.Millisecond)
		}
	})
}

var marks atomic.Int32

// newMark returns a number by which to find processes.
func newMark() string { return fmt.Sprintf("%d.%d", 1_000_000+marks.Add(1), os.Getpid()) }

// processes counts those whose command line has a mark.
func processes(mark string) int {
	n := 0
	all, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range all {
		if line, _ := os.ReadFile(file); strings.HasPrefix(string(line), "sleep") && strings.Contains(string(line), mark) {
			n++
		}
	}
	return n
}

// remains lists the directories and cgroups of a container.
func remains(id string) []string {
	var all []string
	for _, where := range []string{os.TempDir(), "/sys/fs/cgroup", "/sys/fs/cgroup/*"} {
		left, _ := filepath.Glob(filepath.Join(where, id))
		all = append(all, left...)
	}
	return all
}

// Where a distribution's busybox needs libraries, it gets them.
func TestCopyProgram(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	setpriv, err := exec.LookPath("setpriv")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	ocitest.CopyProgram(t, setpriv, root, "/setpriv")
	cmd := exec.Command("/setpriv", "--version")
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "setpriv") {
		t.Errorf("setpriv in a folder of its own: %v\n%s", err, out)
	}
}
