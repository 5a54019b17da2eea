//go:build linux && cgo

package broker_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/launch"
)

// targets are what a supervised process does: it is this test's program, told by its environment.
var targets = map[string]func(w *bufio.Writer, args []string){}

const targetVar = "BROKER_TEST_TARGET"

func TestMain(m *testing.M) {
	if f := targets[os.Getenv(targetVar)]; f != nil {
		w := bufio.NewWriter(os.Stdout)
		f(w, os.Args[1:])
		w.Flush()
		os.Exit(0)
	}
	if dir := os.Getenv(boxVar); dir != "" {
		if err := closeBox(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	kerneltest.Main(m)
}

const boxVar = "BROKER_TEST_BOX"

// inBox runs the test again in a mount namespace of its own, in which everything can be read and only a new file
// system can be written: the target of such a test is not to be trusted with the machine. It reports whether the test
// is in there already.
func inBox(t *testing.T) bool {
	t.Helper()
	if os.Getenv(boxVar) != "" {
		return true
	}
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	// In there go test's own files cannot be written.
	args := slices.DeleteFunc(slices.Clone(os.Args[1:]), func(arg string) bool {
		return strings.HasPrefix(arg, "-test.") && !strings.HasPrefix(arg, "-test.timeout=")
	})
	cmd := exec.Command("/proc/self/exe", append(args, "-test.run=^"+t.Name()+"$", "-test.v")...)
	cmd.Env = append(os.Environ(), boxVar+"="+openTemp(t))
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("in the box: %v\n%s", err, out)
	}
	return false
}

func closeBox(dir string) error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("private: %w", err)
	}
	attr := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY}
	if err := unix.MountSetattr(unix.AT_FDCWD, "/", unix.AT_RECURSIVE, &attr); err != nil {
		return fmt.Errorf("read-only: %w", err)
	}
	if err := unix.Mount("box", dir, "tmpfs", 0, "mode=777"); err != nil {
		return fmt.Errorf("box: %w", err)
	}
	return os.Setenv("TMPDIR", dir)
}

// boxed reports whether this process cannot do any harm.
func boxed() bool {
	var root, passwd unix.Statfs_t
	return unix.Statfs("/", &root) == nil && unix.Statfs("/etc/passwd", &passwd) == nil &&
		root.Flags&unix.ST_RDONLY != 0 && passwd.Flags&unix.ST_RDONLY != 0
}

// target returns a command that runs a function of targets.
func target(name string, args ...string) *exec.Cmd {
	if targets[name] == nil {
		panic("no such target: " + name)
	}
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Env = append(os.Environ(), targetVar+"="+name, "GORACE=atexit_sleep_ms=0", "GOMAXPROCS=2", "GODEBUG=asyncpreemptoff=1")
	return cmd
}

// handler makes a handler of a broker, such as itself.
type handler func(b *broker.Broker) seccompstream.Handler

func itself(b *broker.Broker) seccompstream.Handler { return b }

// supervise runs a command under a broker, and returns what it writes.
func supervise(t testing.TB, cmd *exec.Cmd, policy broker.Policy, opts *broker.Options, h handler) string {
	t.Helper()
	out, err := superviseErr(t, cmd, policy, opts, h)
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return out
}

func superviseErr(t testing.TB, cmd *exec.Cmd, policy broker.Policy, opts *broker.Options, h handler) (string, error) {
	t.Helper()
	b, err := broker.New(policy, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	filter, err := b.Filter()
	if err != nil {
		t.Fatal(err)
	}
	defer filter.Release()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	if err := stream.Serve(context.Background(), h(b)); err != nil {
		t.Error(err)
	}
	err = cmd.Wait()
	return out.String(), err
}

// openTemp makes a directory that everybody may use.
func openTemp(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for p := dir; strings.HasPrefix(p, os.TempDir()+"/"); p = filepath.Dir(p) {
		if err := os.Chmod(p, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// permitAll permits everything, and counts what it is asked.
type permitAll struct{ asked atomic.Int64 }

func (p *permitAll) policy(_ context.Context, r *broker.Request) error {
	for _, a := range r.Accesses {
		_ = a.String()
	}
	p.asked.Add(1)
	return nil
}

// deadline ends tests that hang. Those of make test-conformance are long.
func deadline(t testing.TB) {
	d := 2 * time.Minute
	if *long {
		d = time.Hour
	}
	kerneltest.Deadline(t, d)
}

func say(w *bufio.Writer, format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func seccompError(err error) seccompstream.Response { return seccompstream.Error(err) }
