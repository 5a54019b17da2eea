//go:build linux

package ocitest

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// A Runtime is a program that runs containers.
type Runtime struct {
	// Name is runc or crun.
	Name string
	path string
	// major and minor are the version's.
	major, minor int
}

// AtLeast reports whether the runtime has that version, or a later one.
func (rt *Runtime) AtLeast(major, minor int) bool {
	return rt.major > major || rt.major == major && rt.minor >= minor
}

// Each runs f as a parallel subtest for each runtime, which is named after it and has two
// minutes.
func Each(t *testing.T, f func(t *testing.T, rt *Runtime)) {
	for _, name := range []string{"runc", "crun"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kerneltest.Deadline(t, 2*time.Minute)
			f(t, Find(t, name))
		})
	}
}

// Find returns the runtime named so: the program that the environment's RUNC or CRUN names, or
// the machine's own. Without it, or where the test is not root's or the
// machine lets nobody make cgroups, the test is skipped or fails, as [kerneltest.Need]
// decides.
func Find(t testing.TB, name string) *Runtime {
	t.Helper()
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Need(t, "writable cgroups", slices.ContainsFunc(mountPoints(), func(m mount) bool {
		return m.cgroups() && unix.Access(m.where, unix.W_OK) == nil
	}))
	files := []string{name, "/usr/sbin/" + name}
	if file := os.Getenv(strings.ToUpper(name)); file != "" {
		files = []string{file}
	}
	for _, file := range files {
		if path, err := exec.LookPath(file); err == nil {
			rt := &Runtime{Name: name, path: path}
			out, err := exec.Command(path, "--version").Output()
			check(t, err)
			// "runc version 1.1.5", "crun version 1.8.1" and more lines.
			if _, err := fmt.Sscanf(string(out), name+" version %d.%d", &rt.major, &rt.minor); err != nil {
				t.Fatalf("%s --version: %q", path, out)
			}
			return rt
		}
	}
	kerneltest.Need(t, name, false)
	return nil
}

// NeedRootless skips the test, or fails it, where users may not make user namespaces, or
// the test cannot become another user.
func NeedRootless(t testing.TB) {
	t.Helper()
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	probe := append(asNobody(), "unshare", "--user", "--map-root-user", "--mount", "true")
	cmd := exec.Command(probe[0], probe[1:]...)
	kerneltest.Need(t, "unprivileged_userns", cmd.Run() == nil)
}

// asNobody returns what runs a command as Nobody.
func asNobody() []string {
	id := strconv.Itoa(Nobody)
	return []string{"setpriv", "--reuid", id, "--regid", id, "--clear-groups"}
}

// A Container is a bundle and what the runtime makes of it.
type Container struct {
	// ID is the container's, and unlike any other's.
	ID string
	// Bundle is the directory with config.json and rootfs.
	Bundle string

	t       testing.TB
	runtime *Runtime
	state   string // the runtime's directory
	prefix  []string
	output  int // how many files with output there are
}

// New makes a bundle. The test's end, or its failure, removes the container with all its
// processes, and whatever else there is of it then; so does the end of the test's process,
// if that comes first.
func (rt *Runtime) New(t testing.TB, o Options) *Container {
	t.Helper()
	dir, err := os.MkdirTemp("", "ocitest-")
	check(t, err)
	c := &Container{
		ID:      filepath.Base(dir),
		Bundle:  filepath.Join(dir, "bundle"),
		t:       t,
		runtime: rt,
		state:   filepath.Join(dir, "state"),
		prefix:  rt.cgroups(),
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	// Who is root in a user namespace is nobody out here, and must get at the bundle.
	check(t, os.Chmod(dir, 0o755))
	check(t, os.Mkdir(c.Bundle, 0o755))
	check(t, os.Mkdir(c.state, 0o700))
	if o.Rootless {
		c.prefix = append(c.prefix, asNobody()...)
		check(t, os.Chown(c.state, Nobody, Nobody))
	}
	dismiss := c.guard(dir)
	t.Cleanup(func() {
		c.remove()
		dismiss()
	})
	makeBundle(t, c.Bundle, o.spec(c.ID))
	return c
}

// unified is where a hybrid hierarchy has its second version.
const unified = "/sys/fs/cgroup/unified"

// cgroups returns what a command line needs before it where the runtime does not get along
// with the machine's cgroups: crun refuses a mixture of both versions if the second has
// controllers.
func (rt *Runtime) cgroups() []string {
	var st unix.Statfs_t
	if rt.Name != "crun" || unix.Statfs(unified, &st) != nil || st.Type != unix.CGROUP2_SUPER_MAGIC {
		return nil
	}
	return []string{"unshare", "--mount", "sh", "-c", "umount " + unified + ` && exec "$@"`, "sh"}
}

// Run starts "run", which lasts as long as the container, whose output is the command's.
func (c *Container) Run() *Command {
	c.t.Helper()
	return c.start("run", "--bundle", c.Bundle, c.ID)
}

// Create starts "create". The command's output is the container's, for as long as that
// runs.
func (c *Container) Create() *Command {
	c.t.Helper()
	return c.start("create", "--bundle", c.Bundle, c.ID)
}

// Start starts "start", which ends when the container's program runs.
func (c *Container) Start() *Command {
	c.t.Helper()
	return c.start("start", c.ID)
}

// Exec starts "exec" of a program in the container, which lasts as long as that program,
// whose output is the command's.
func (c *Container) Exec(args ...string) *Command {
	c.t.Helper()
	return c.start(append([]string{"exec", c.ID}, args...)...)
}

// Kill starts "kill" with a signal's name, which does not wait for what it does.
func (c *Container) Kill(signal string) *Command {
	c.t.Helper()
	return c.start("kill", c.ID, signal)
}

// Delete starts "delete", of a container that has stopped.
func (c *Container) Delete() *Command {
	c.t.Helper()
	return c.start("delete", c.ID)
}

// State returns what the runtime says of the container, and fails the test if it says
// nothing.
func (c *Container) State() specs.State {
	c.t.Helper()
	out := c.start("state", c.ID).Succeed()
	var st specs.State
	if err := json.Unmarshal([]byte(out), &st); err != nil {
		c.t.Fatalf("state: %v\n%s", err, out)
	}
	return st
}
