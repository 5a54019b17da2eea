//go:build linux

package ocitest

import (
	"bufio"
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// remove ends the container, whatever state it is in, and removes all that is left of it.
// What cannot be removed is an error of the test.
func (c *Container) remove() {
	c.t.Helper()
	// It fails where there is no such container, which is how most tests end.
	r := c.start("delete", "--force", c.ID)
	r.wait()
	// The kernel may need a moment for what has been killed.
	var left []string
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		left = c.leftovers()
		if len(left) == 0 || time.Now().After(deadline) {
			break
		}
	}
	if len(left) > 0 {
		c.t.Errorf("%s left behind: %s\n%s", c.runtime.Name, strings.Join(left, ", "), r.read(r.stderr))
	}
}

// leftovers names what there is of the container, and kills and unmounts it. The
// container's ID is part of the bundle's path, and thus of a mount's name in the mount
// namespace of each of its processes, whoever runs it and whatever cgroup it is in.
func (c *Container) leftovers() []string {
	var left []string
	own, _ := os.Readlink("/proc/self/ns/mnt")
	procs, _ := filepath.Glob("/proc/[0-9]*")
	for _, p := range procs {
		ns, err := os.Readlink(p + "/ns/mnt")
		if err != nil || ns == own {
			continue
		}
		mounts, err := os.ReadFile(p + "/mountinfo")
		if err != nil || !bytes.Contains(mounts, []byte(c.ID)) {
			continue
		}
		left = append(left, "process "+filepath.Base(p))
		if pid, err := strconv.Atoi(filepath.Base(p)); err == nil {
			_ = unix.Kill(pid, unix.SIGKILL)
		}
	}
	for _, m := range mountPoints() {
		if strings.Contains(m.where, c.ID) {
			left = append(left, "mount "+m.where)
			_ = unix.Unmount(m.where, unix.MNT_DETACH)
		}
		if !m.cgroups() {
			continue
		}
		group := filepath.Join(m.where, c.ID)
		if _, err := os.Stat(group); err == nil {
			left = append(left, "cgroup "+group)
			removeCgroup(group)
		}
	}
	entries, _ := os.ReadDir(c.state)
	for _, e := range entries {
		left = append(left, "state "+e.Name())
	}
	return left
}

// removeCgroup removes a cgroup and those below it.
func removeCgroup(group string) {
	var all []string
	_ = filepath.WalkDir(group, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			all = append([]string{path}, all...)
		}
		return nil
	})
	for _, g := range all {
		_ = unix.Rmdir(g)
	}
}

// guard starts a process that removes the container when this one is killed, or gives up at
// a deadline, and returns what dismisses it.
func (c *Container) guard(dir string) (dismiss func()) {
	c.t.Helper()
	r, w, err := os.Pipe()
	check(c.t, err)
	defer r.Close()
	// A run that nobody interrupts may bring the container into being a moment later.
	const script = `read -r _ && exit
for i in 1 2 3 4; do "$@"; sleep .2; done >/dev/null 2>&1
rmdir /sys/fs/cgroup/"$ID" /sys/fs/cgroup/*/"$ID" 2>/dev/null
rm -rf "$DIR"`
	argv := append([]string{"-c", script, "sh"}, c.command("delete", "--force", c.ID)...)
	cmd := exec.Command("sh", argv...)
	cmd.Env = append(c.env(), "ID="+c.ID, "DIR="+dir)
	cmd.Stdin = r
	// What is sent to the test's group of processes is not for this one.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	check(c.t, cmd.Start())
	return func() {
		_, _ = w.WriteString("\n")
		w.Close()
		_ = cmd.Wait()
	}
}

type mount struct{ where, kind string }

// cgroups reports whether it is a hierarchy of cgroups.
func (m mount) cgroups() bool { return m.kind == "cgroup" || m.kind == "cgroup2" }

// mountPoints lists what is mounted in this process's namespace.
func mountPoints() []mount {
	f, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil
	}
	defer f.Close()
	var all []mount
	for lines := bufio.NewScanner(f); lines.Scan(); {
		before, after, _ := strings.Cut(lines.Text(), " - ")
		if fields := strings.Fields(before); len(fields) > 4 {
			kind, _, _ := strings.Cut(after, " ")
			all = append(all, mount{where: fields[4], kind: kind})
		}
	}
	return all
}
