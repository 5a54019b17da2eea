//go:build linux

// Package ocitest runs containers for tests: it makes an OCI bundle around busybox, whose
// filter asks a seccomp agent, and drives a runtime with it. Nothing of a container
// outlives its test, however that ends, and what would is reported.
package ocitest

import (
	"bytes"
	"debug/elf"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

const (
	// Nobody is the user and the group that a rootless runtime runs as.
	Nobody = 65534
	// FirstSubID is the user and the group outside that root is in a container with a
	// user namespace. The IDs after it follow.
	FirstSubID = 100_000
	subIDs     = 65536
)

// Options say what a container is.
type Options struct {
	// Args is the program and its arguments. All of busybox's commands are there.
	Args []string
	// Notify are the calls that the filter notifies; the others are allowed.
	Notify []string
	// Socket is linux.seccomp.listenerPath, Metadata listenerMetadata.
	Socket, Metadata string
	// Annotations are those of the container.
	Annotations map[string]string
	// NewPrivileges unsets noNewPrivileges. The runtimes then load the filter before they
	// give up their rights, so that more of their own calls are notified.
	NewPrivileges bool
	// UserNamespace gives the container a user namespace, in which root is FirstSubID.
	UserNamespace bool
	// Rootless has the runtime run as Nobody, who is root in the container. The test asks
	// [NeedRootless] first.
	Rootless bool
	// Edit changes whatever else of the configuration, when everything above is in it.
	Edit func(*specs.Spec)
}

// spec returns the configuration. It has what the runtimes cannot do without: networks and
// cgroups other than the machine's, for instance, cost time and show nothing about an agent.
func (o *Options) spec(id string) *specs.Spec {
	caps := []string{"CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"}
	s := &specs.Spec{
		Version:     "1.0.2",
		Hostname:    "ocitest",
		Root:        &specs.Root{Path: "rootfs", Readonly: true},
		Annotations: o.Annotations,
		Process: &specs.Process{
			Args: o.Args,
			Cwd:  "/",
			Env:  []string{"PATH=/bin"},
			Capabilities: &specs.LinuxCapabilities{
				Bounding: caps, Effective: caps, Permitted: caps,
			},
			NoNewPrivileges: !o.NewPrivileges,
		},
		Mounts: []specs.Mount{
			{Destination: "/proc", Type: "proc", Source: "proc"},
			{Destination: "/dev", Type: "tmpfs", Source: "tmpfs", Options: []string{"nosuid", "strictatime", "mode=755", "size=65536k"}},
			{Destination: "/tmp", Type: "tmpfs", Source: "tmpfs", Options: []string{"nosuid", "nodev", "mode=1777", "size=65536k"}},
		},
		Linux: &specs.Linux{
			Namespaces: []specs.LinuxNamespace{
				{Type: specs.PIDNamespace},
				{Type: specs.IPCNamespace},
				{Type: specs.UTSNamespace},
				{Type: specs.MountNamespace},
			},
			Seccomp: &specs.LinuxSeccomp{
				DefaultAction:    specs.ActAllow,
				ListenerPath:     o.Socket,
				ListenerMetadata: o.Metadata,
			},
		},
	}
	if len(o.Notify) > 0 {
		s.Linux.Seccomp.Syscalls = []specs.LinuxSyscall{{Names: o.Notify, Action: specs.ActNotify}}
	}
	outside, size := uint32(FirstSubID), uint32(subIDs)
	if o.Rootless {
		outside, size = Nobody, 1
	} else {
		s.Linux.CgroupsPath = "/" + id
	}
	if o.UserNamespace || o.Rootless {
		s.Linux.Namespaces = append(s.Linux.Namespaces, specs.LinuxNamespace{Type: specs.UserNamespace})
		s.Linux.UIDMappings = []specs.LinuxIDMapping{{ContainerID: 0, HostID: outside, Size: size}}
		s.Linux.GIDMappings = s.Linux.UIDMappings
	}
	if o.Edit != nil {
		o.Edit(s)
	}
	return s
}

// makeBundle makes the bundle in dir.
func makeBundle(t testing.TB, dir string, spec *specs.Spec) {
	t.Helper()
	root := filepath.Join(dir, "rootfs")
	for _, d := range []string{"bin", "proc", "dev", "tmp"} {
		check(t, os.MkdirAll(filepath.Join(root, d), 0o755))
	}
	busybox, applets := findBusybox(t)
	copyProgram(t, busybox, root, "/bin/busybox")
	for _, name := range applets {
		check(t, os.Symlink("busybox", filepath.Join(root, "bin", name)))
	}
	config, err := json.MarshalIndent(spec, "", "\t")
	check(t, err)
	check(t, os.WriteFile(filepath.Join(dir, "config.json"), config, 0o644))
}

// findBusybox returns the machine's busybox, by any of the names that the distributions
// give it, and the names of its commands.
func findBusybox(t testing.TB) (path string, applets []string) {
	t.Helper()
	for _, name := range []string{"busybox-static", "busybox.static", "busybox"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	kerneltest.Need(t, "busybox", path != "")
	list := exec.Command(path, "--list")
	out, err := list.Output()
	check(t, err)
	for _, name := range strings.Fields(string(out)) {
		if name != "busybox" {
			applets = append(applets, name)
		}
	}
	return path, applets
}

// copyProgram copies a program to a place below root, and the libraries that it needs to
// theirs. It makes no links: a container that could write to them would change the machine.
func copyProgram(t testing.TB, path, root, to string) {
	t.Helper()
	copyFile(t, path, filepath.Join(root, to))
	f, err := elf.Open(path)
	check(t, err)
	defer f.Close()
	if f.Section(".interp") == nil {
		return
	}
	out, err := exec.Command("ldd", path).Output()
	check(t, err)
	for _, lib := range strings.Fields(string(out)) {
		if filepath.IsAbs(lib) {
			check(t, os.MkdirAll(filepath.Join(root, filepath.Dir(lib)), 0o755))
			copyFile(t, lib, filepath.Join(root, lib))
		}
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	check(t, err)
	check(t, os.WriteFile(to, b, 0o755))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if e, ok := err.(*exec.ExitError); ok {
		err = fmt.Errorf("%w\n%s", err, bytes.TrimSpace(e.Stderr))
	}
	t.Fatal(err)
}
