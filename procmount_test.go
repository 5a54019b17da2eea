//go:build linux && cgo

package seccompstream_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// newBoxed returns a puppet in a user and a mount namespace of its own, as anybody can make them.
func newBoxed(t *testing.T) *puppet {
	return newPuppet(t, func(c *exec.Cmd) {
		all := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 65536}}
		c.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS, UidMappings: all, GidMappings: all,
		}
	})
}

// mount lets the puppet mount.
func (u *puppet) mount(source, target, kind string, flags uintptr) {
	u.t.Helper()
	u.poke(puppetPages+2048, source+"\x00")
	u.poke(puppetPages+2048+512, target+"\x00")
	u.poke(puppetPages+2048+1024, kind+"\x00")
	u.do(unix.SYS_MOUNT, puppetPages+2048, puppetPages+2048+512, puppetPages+2048+1024, flags, 0)
}

// victim is a process with a descriptor 7 that the target must not get.
func victim(t *testing.T) (pid int, secret string) {
	t.Helper()
	secret = t.TempDir() + "/secret"
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sleep", "1000")
	f, err := os.Open(secret)
	if err != nil {
		t.Fatal(err)
	}
	cmd.ExtraFiles = []*os.File{nil, nil, nil, nil, f}
	err = cmd.Start()
	f.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	return cmd.Process.Pid, secret
}

// What a target mounts over its own entries in /proc leads nobody to where the target's rights
// do not reach, has nobody wait, and has nobody read without an end.
func TestOpenPathBelowMounts(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	pid, secret := victim(t)
	var want unix.Stat_t
	if err := unix.Stat(secret, &want); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		mount func(u *puppet, own string)
		paths []string
	}{
		{
			"fd", func(u *puppet, own string) { u.mount(fmt.Sprintf("/proc/%d/fd", pid), own+"/fd", "", unix.MS_BIND) },
			[]string{"/proc/self/fd/7", "/proc/OWN/fd/7", "/proc/thread-self/fd/7", "/proc/self/task/OWN/fd/7"},
		},
		{"task fd", func(u *puppet, own string) {
			u.mount(fmt.Sprintf("/proc/%d/fd", pid), own+"/task/"+own[len("/proc/"):]+"/fd", "", unix.MS_BIND)
		}, []string{"/proc/thread-self/fd/7", "/proc/self/task/OWN/fd/7"}},
		{
			"process", func(u *puppet, own string) { u.mount(fmt.Sprintf("/proc/%d", pid), own, "", unix.MS_BIND) },
			[]string{"/proc/self/fd/7", "/proc/OWN/fd/7", "/proc/OWN/root" + secret, "/proc/self/cwd" + secret, "/proc/self/root" + secret, "/proc/OWN/cwd/../../../../../../.." + secret, "/proc/OWN/exe"},
		},
		{"fifo", func(u *puppet, own string) {
			u.mount("none", own, "tmpfs", 0)
			u.do(unix.SYS_MKNODAT, cwd, own+"/status", unix.S_IFIFO|0o644, 0)
			u.do(unix.SYS_MKDIRAT, cwd, own+"/fd", 0o755)
			u.do(unix.SYS_MKDIRAT, cwd, own+"/ns", 0o755)
			u.do(unix.SYS_SYMLINKAT, "pid:[1]", cwd, own+"/ns/pid")
		}, []string{"/proc/self/fd/7", "/proc/self/exe", "/proc/self/fd/0", "/proc/OWN/cwd/x", "/proc/thread-self/fd/0"}},
		{"zero", func(u *puppet, own string) {
			u.mount("none", own, "tmpfs", 0)
			u.do(unix.SYS_SYMLINKAT, "/dev/zero", cwd, own+"/status")
			u.do(unix.SYS_MKDIRAT, cwd, own+"/ns", 0o755)
			u.do(unix.SYS_SYMLINKAT, "pid:[1]", cwd, own+"/ns/pid")
		}, []string{"/proc/self/fd/7", "/proc/self/exe", "/proc/OWN/cwd/x", "/proc/thread-self/fd/0"}},
		{"status", func(u *puppet, own string) {
			u.mount(fmt.Sprintf("/proc/%d/status", pid), own+"/status", "", unix.MS_BIND)
		}, []string{"/proc/self/fd/7", fmt.Sprintf("/proc/%d/fd/7", pid), fmt.Sprintf("/proc/%d/cwd", pid)}},
		{"all of proc", func(u *puppet, _ string) {
			u.mount("none", "/proc", "tmpfs", 0)
			u.do(unix.SYS_MKDIRAT, cwd, "/proc/1", 0o755)
			u.do(unix.SYS_SYMLINKAT, "1", cwd, "/proc/self")
		}, []string{"/proc/self/fd/7", "/proc/1/cwd"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := newBoxed(t)
			own := fmt.Sprintf("/proc/%d", u.p.Cmd.Process.Pid)
			u.mount("none", "/", "", unix.MS_REC|unix.MS_PRIVATE)
			c.mount(u, own)
			u.supervise(unix.SYS_OPENAT2)
			for _, path := range c.paths {
				path = strings.ReplaceAll(path, "OWN", own[len("/proc/"):])
				for _, flags := range []uint64{unix.O_RDONLY, unix.O_PATH} {
					how := unix.OpenHow{Flags: flags}
					n := u.openat2(cwd, path, how)
					f, err := n.OpenPath(0, 1, how)
					if err == nil {
						var st unix.Stat_t
						if err := unix.Fstat(int(f.Fd()), &st); err != nil || st.Dev == want.Dev && st.Ino == want.Ino {
							t.Errorf("%q is the other process's file: %v", path, err)
						}
						if link, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", f.Fd())); strings.HasSuffix(path, secret) || link == secret {
							t.Errorf("%q is %s", path, link)
						}
						f.Close()
					}
					// Who it is, is nothing that the target could arrange.
					if p, err := n.Process(); err != nil || p.TGID != u.p.Cmd.Process.Pid {
						t.Errorf("%+v, %v", p, err)
					}
					if err := n.Error(unix.ENOENT); err != nil {
						t.Fatal(err)
					}
					if _, err := u.result(); err != unix.ENOENT {
						t.Fatal(err)
					}
				}
			}
		})
	}
}
