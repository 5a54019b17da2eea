//go:build linux && cgo

package emulate

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// callerVar tells the test program to be one whose calls are emulated.
const callerVar = "SECCOMPSTREAM_TEST_CALLER"

// firstID is what root of the callers' user namespace is outside of it.
const firstID = 100000

// An order is one thing that a caller does.
type order struct {
	Op   string
	Path string
	Dir  int // a descriptor
	A, B uint64
}

// A result is what came of it.
type result struct {
	N     int64
	Errno syscall.Errno
	Stat  unix.Stat_t
}

// runCaller does what it is told, line by line.
func runCaller() {
	runtime.LockOSThread() // some orders concern the thread alone
	in := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var o order
		var r result
		err := json.Unmarshal(in.Bytes(), &o)
		if err == nil {
			err = o.do(&r)
		}
		if err != nil && !errors.As(err, &r.Errno) {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := out.Encode(r); err != nil {
			os.Exit(1)
		}
	}
	os.Exit(0)
}

func (o order) do(r *result) error {
	switch o.Op {
	case "mknod":
		return mknodNumber(o.Path, o.A, o.B)
	case "mknodat":
		return unix.Mknodat(o.Dir, o.Path, uint32(o.A), int(o.B))
	case "lstat":
		return unix.Lstat(o.Path, &r.Stat)
	case "open":
		fd, err := unix.Open(o.Path, int(o.A), 0o600)
		r.N = int64(fd)
		return err
	case "read": // a byte of a file
		fd, err := unix.Open(o.Path, unix.O_RDWR|unix.O_NONBLOCK, 0)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		n, err := unix.Read(fd, make([]byte, 1))
		r.N = int64(n)
		return err
	case "mkdir":
		return unix.Mkdir(o.Path, uint32(o.A))
	case "chmod":
		return unix.Chmod(o.Path, uint32(o.A))
	case "chown":
		return unix.Chown(o.Path, int(o.A), int(o.B))
	case "chroot":
		return errors.Join(unix.Chroot(o.Path), unix.Chdir("/"))
	case "chdir":
		return unix.Chdir(o.Path)
	case "unlink":
		return unix.Unlink(o.Path)
	case "umount":
		return unix.Unmount(o.Path, 0)
	case "tmpfs":
		return unix.Mount("none", o.Path, "tmpfs", uintptr(o.A), "")
	case "shared":
		return unix.Mount("", o.Path, "", unix.MS_SHARED, "")
	case "umask":
		unix.Umask(int(o.A))
		return nil
	case "setuid": // for all threads, and without capabilities then
		return errors.Join(syscall.Setgroups(nil), syscall.Setgid(int(o.A)), syscall.Setuid(int(o.A)))
	case "drop": // a capability
		return drop(uint(o.A))
	case "swap": // a directory and a link, over and over
		go func() {
			for {
				_ = unix.Renameat2(unix.AT_FDCWD, o.Path, unix.AT_FDCWD, o.Path+".link", unix.RENAME_EXCHANGE)
			}
		}()
		return nil
	case "replace": // whatever appears there by a link to another file
		go func() {
			for {
				_ = unix.Symlink(o.Path+".victim", o.Path+".new")
				_ = unix.Rename(o.Path+".new", o.Path)
			}
		}()
		return nil
	case "rewrite": // the path while the call is made
		return rewrite(o)
	}
	return fmt.Errorf("no order %q", o.Op)
}

// A process is one in a user namespace whose calls the handlers get.
type process struct {
	t      testing.TB
	root   string
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *json.Decoder
	stream *seccompstream.NotificationStream
}

// hostRoot returns a directory that root of a user namespace owns, on a file system of
// the host's.
func hostRoot(t testing.TB) string {
	t.Helper()
	root := t.TempDir()
	for dir := root; strings.HasPrefix(dir, os.TempDir()+"/"); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chown(root, firstID, firstID); err != nil {
		t.Fatal(err)
	}
	return root
}

// newCaller starts a caller, in a user namespace if mapped, and in a root of its own.
func newCaller(t testing.TB, mapped bool, wrap func(seccompstream.Handler) seccompstream.Handler) *process {
	t.Helper()
	flags := uintptr(syscall.CLONE_NEWNS)
	if mapped {
		flags |= syscall.CLONE_NEWUSER
	}
	return newCallerIn(t, hostRoot(t), flags, wrap)
}

// newCallerIn starts a caller in a root and in new namespaces.
func newCallerIn(t testing.TB, root string, namespaces uintptr, wrap func(seccompstream.Handler) seccompstream.Handler) *process {
	t.Helper()
	c := &process{t: t, root: root}
	c.cmd = exec.Command("/proc/self/exe")
	c.cmd.Env = append(os.Environ(), callerVar+"=1", "GORACE=atexit_sleep_ms=0")
	c.cmd.Stderr = os.Stderr
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: namespaces}
	if namespaces&syscall.CLONE_NEWUSER != 0 {
		ids := []syscall.SysProcIDMap{{ContainerID: 0, HostID: firstID, Size: 65536}}
		c.cmd.SysProcAttr.UidMappings, c.cmd.SysProcAttr.GidMappings = ids, ids
		c.cmd.SysProcAttr.GidMappingsEnableSetgroups = true
		c.cmd.SysProcAttr.Credential = &syscall.Credential{}
	}
	var err error
	c.in, err = c.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.out = json.NewDecoder(out)
	filter, err := launch.Notify("mknod", "mknodat")
	if err != nil {
		t.Fatal(err)
	}
	defer filter.Release()
	c.stream, err = launch.Start(c.cmd, filter, nil)
	if err != nil {
		t.Fatal(err)
	}
	handler := Handlers(logger(t))["mknod"]
	if wrap != nil {
		handler = wrap(handler)
	}
	served := make(chan error, 1)
	go func() { served <- c.stream.Serve(t.Context(), handler) }()
	t.Cleanup(func() {
		c.in.Close()
		c.cmd.Process.Kill()
		c.cmd.Wait()
		c.stream.Close()
		<-served
	})
	if err := c.order(order{Op: "chroot", Path: c.root}).Errno; err != 0 {
		t.Fatal(err)
	}
	return c
}

// order has the caller do something.
func (c *process) order(o order) result {
	c.t.Helper()
	b, err := json.Marshal(o)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := c.in.Write(append(b, '\n')); err != nil {
		c.t.Fatal(err)
	}
	var r result
	if err := c.out.Decode(&r); err != nil {
		c.t.Fatalf("%+v: %v", o, err)
	}
	return r
}

// must has the caller do something that succeeds.
func (c *process) must(o order) result {
	c.t.Helper()
	r := c.order(o)
	if r.Errno != 0 {
		c.t.Fatalf("%+v: %v", o, r.Errno)
	}
	return r
}

func mknodOf(path string, mode uint32, major, minor uint32) order {
	return order{Op: "mknodat", Dir: unix.AT_FDCWD, Path: path, A: uint64(mode), B: unix.Mkdev(major, minor)}
}
