//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// openTemp makes a directory that everybody may use.
func openTemp(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for p := dir; strings.HasPrefix(p, os.TempDir()+"/"); p = filepath.Dir(p) {
		if err := os.Chmod(p, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// What a function does as the target, the target might have done itself.
func TestAsTarget(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Deadline(t, 30*time.Second)
	dir := openTemp(t)
	if err := os.WriteFile(dir+"/secret", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		become   func(u *puppet)
		uid, gid uint32
		mode     uint32
		secret   error
	}{
		{"itself", func(*puppet) {}, 0, 0, 0o644, nil},
		{"umask", func(u *puppet) { u.do(unix.SYS_UMASK, 0o077) }, 0, 0, 0o600, nil},
		{"user", func(u *puppet) {
			u.do(unix.SYS_UMASK, 0o022)
			u.do(unix.SYS_SETRESGID, 1001, 1001, 1001)
			u.do(unix.SYS_SETRESUID, 1000, 1000, 1000)
		}, 1000, 1001, 0o644, unix.EACCES},
		{"files only", func(u *puppet) {
			u.do(unix.SYS_SETFSGID, 1001)
			u.do(unix.SYS_SETFSUID, 1000)
		}, 1000, 1001, 0o644, unix.EACCES},
		{"group", func(u *puppet) {
			u.poke(puppetPages, "\x00\x00\x00\x00")
			u.do(unix.SYS_SETGROUPS, 1, puppetPages)
			u.do(unix.SYS_SETRESUID, 1000, 1000, 1000)
		}, 1000, 0, 0o644, unix.EACCES},
		{"user namespace", func(*puppet) {}, 0, 0, 0o644, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := newPuppet(t, func(cmd *exec.Cmd) {
				if c.name == "user namespace" {
					all := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 65536}}
					cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: all, GidMappings: all}
				}
			})
			u.do(unix.SYS_UMASK, 0o022)
			c.become(u)
			u.supervise(unix.SYS_GETPPID)
			n := u.notified(unix.SYS_GETPPID)
			path := dir + "/" + strings.ReplaceAll(c.name, " ", "_")
			for range 2 { // on a new thread and on a kept one
				err := n.AsTarget(context.Background(), func() error {
					fd, err := unix.Open(path, unix.O_CREAT|unix.O_WRONLY|unix.O_CLOEXEC, 0o666)
					if err == nil {
						err = unix.Close(fd)
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			var st unix.Stat_t
			if err := unix.Stat(path, &st); err != nil || st.Uid != c.uid || st.Gid != c.gid || st.Mode&0o7777 != c.mode {
				t.Errorf("uid %d gid %d mode %o, %v, want %d %d %o", st.Uid, st.Gid, st.Mode&0o7777, err, c.uid, c.gid, c.mode)
			}
			err := n.AsTarget(context.Background(), func() error {
				fd, err := unix.Open(dir+"/secret", unix.O_RDONLY|unix.O_CLOEXEC, 0)
				if err == nil {
					unix.Close(fd)
				}
				return err
			})
			if err != c.secret {
				t.Errorf("root's file: %v, want %v", err, c.secret)
			}
			// Root of a user namespace is nobody to the file's owner outside.
			if c.name == "user namespace" {
				err := n.AsTarget(context.Background(), func() error { return unix.Chown(path, 1, 1) })
				if err != unix.EPERM {
					t.Errorf("chown: %v", err)
				}
			}
			n.Continue()
		})
	}
}

// Nothing runs for a target whose call is over.
func TestAsTargetExpired(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	u.p.Kill()
	ran := false
	err := n.AsTarget(context.Background(), func() error { ran = true; return nil })
	if !errors.Is(err, seccompstream.ErrExpired) || ran {
		t.Errorf("%v, ran %v", err, ran)
	}
}
