//go:build linux

package box_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/engines/box"
)

// endlessVar has a test go on in its box until that ends.
const endlessVar = "SECCOMPSTREAM_BOX_ENDLESS"

func TestMain(m *testing.M) { os.Exit(box.Run(m)) }

// What a box changes is its own.
func TestPrivate(t *testing.T) {
	marks := []string{"/etc/box-mark", "/var/box-mark", "/opt/box-mark", "/run/box-mark", "/tmp/box-mark"}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	if !box.Enter(t) {
		for _, m := range marks {
			if _, err := os.Lstat(m); err == nil {
				t.Errorf("%s is there outside", m)
			}
		}
		if now, _ := os.Hostname(); now != host {
			t.Errorf("the host is called %s", now)
		}
		if left := cgroupsLeft(); len(left) > 0 {
			t.Errorf("left: %q", left)
		}
		return
	}
	if host != "node1" {
		t.Errorf("the box is called %s", host)
	}
	for _, m := range marks {
		if err := os.WriteFile(m, nil, 0o600); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat("/etc/passwd"); err != nil {
		t.Error(err)
	}
	// Its own network: any port is free, and there are no other devices.
	all, err := net.Interfaces()
	if err != nil || len(all) != 1 || all[0].Flags&net.FlagUp == 0 {
		t.Errorf("interfaces %v, %v", all, err)
	}
	if err := exec.Command("/bin/sh", "-c", "sleep 1000 &").Run(); err != nil {
		t.Error(err)
	}
	if procs, _ := filepath.Glob("/proc/[0-9]*"); len(procs) > 6 {
		t.Errorf("%d processes", len(procs))
	}
	b, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		t.Error(err)
	}
	if strings.Contains(string(b), "box-") {
		t.Errorf("the cgroups are not the roots:\n%s", b)
	}
}

// A box whose caller is killed ends, and leaves nothing.
func TestCallerDies(t *testing.T) {
	if os.Getenv(endlessVar) != "" {
		if box.Enter(t) {
			fmt.Fprintln(os.Stderr, "in the box")
			if err := os.WriteFile(os.Getenv(endlessVar)+"/begun", nil, 0o600); err != nil {
				t.Error(err)
			}
			select {}
		}
		return
	}
	// The work tree is one of the few places that box and machine have in common.
	dir, err := os.MkdirTemp(".", "mark-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("/proc/self/exe", "-test.run", "^TestCallerDies$")
	cmd.Env = append(os.Environ(), endlessVar+"="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait(t, "the box has begun", func() bool { _, err := os.Stat(dir + "/begun"); return err == nil })
	if len(cgroupsLeft()) == 0 {
		t.Error("the box has no cgroups")
	}
	_ = cmd.Process.Signal(unix.SIGKILL)
	_ = cmd.Wait()
	wait(t, "nothing is left", func() bool { return len(cgroupsLeft()) == 0 && !running(endlessVar+"="+dir) })
}

func wait(t *testing.T, what string, f func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !f(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("has not come true: ", what)
		}
	}
}

// running reports whether a process has something in its environment.
func running(variable string) bool {
	all, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, f := range all {
		if b, err := os.ReadFile(f); err == nil && strings.Contains(string(b), variable) {
			return true
		}
	}
	return false
}

// cgroupsLeft returns the cgroups of boxes whose guard was started by this test: boxes of
// others may be there, too.
func cgroupsLeft() []string {
	all, _ := filepath.Glob("/sys/fs/cgroup/*/box-*")
	var ours []string
	for _, dir := range all {
		pid := dir[strings.LastIndexByte(dir, '-')+1:]
		if mine(pid) {
			ours = append(ours, dir)
		}
	}
	return ours
}

// mine reports whether a process is, or was, a guard of this test's: of a guard that is gone
// the cgroups are left behind, whoever's it was.
func mine(pid string) bool {
	b, err := os.ReadFile("/proc/" + pid + "/environ")
	return err != nil || strings.Contains(string(b), endlessVar)
}
