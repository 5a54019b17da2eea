//go:build linux && cgo

package ociagent_test

import (
	"bytes"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/ociagent"
)

// A container is called by the names that its engine tells.
func TestNames(t *testing.T) {
	for _, tc := range []struct {
		annotations map[string]string
		names       ociagent.Names
		logged      string
	}{
		{nil, ociagent.Names{}, "c.id=x c.pid=0 c.exec=false\n"},
		{
			map[string]string{
				"io.kubernetes.cri.sandbox-name": "p", "io.kubernetes.cri.sandbox-namespace": "n", "io.kubernetes.cri.container-name": "c",
			},
			ociagent.Names{Pod: "p", Namespace: "n", Container: "c"},
			"c.id=x c.pid=0 c.exec=false c.namespace=n c.pod=p c.name=c\n",
		},
		{
			map[string]string{"io.kubernetes.pod.name": "p", "io.kubernetes.pod.namespace": "n", "io.kubernetes.container.name": "c"},
			ociagent.Names{Pod: "p", Namespace: "n", Container: "c"},
			"c.namespace=n c.pod=p c.name=c\n",
		},
		{map[string]string{"io.kubernetes.pod.name": "p"}, ociagent.Names{Pod: "p"}, "c.exec=false c.pod=p\n"},
	} {
		c := &ociagent.Container{State: specs.ContainerProcessState{State: specs.State{ID: "x", Annotations: tc.annotations}}}
		if got := c.Names(); got != tc.names {
			t.Errorf("%v: %+v, want %+v", tc.annotations, got, tc.names)
		}
		var b bytes.Buffer
		slog.New(slog.NewTextHandler(&b, nil)).Info("m", "c", c)
		if !strings.HasSuffix(b.String(), tc.logged) {
			t.Errorf("%v: logged as %q, want %q", tc.annotations, b.String(), tc.logged)
		}
	}
}

// listenInside listens within a user namespace that does not have root.
var listenInside = kerneltest.Scenario("ociagent: listen in a user namespace", func(report kerneltest.Report) {
	_, err := ociagent.Listen(filepath.Join(os.Args[1], "agent.sock"), nil)
	report("%v", err)
	report("%v", ociagent.Owner(ociagent.Peer{UID: uint32(os.Geteuid())}))
})

// Owners whom a user namespace does not have all look alike. Listen says so.
func TestListenInUserNamespace(t *testing.T) {
	for _, tc := range []struct {
		name  string
		inner uint32 // who this process is, inside
		owner string
	}{
		// As in podman unshare: root outside is not among the users inside.
		{"root inside", 0, "<nil>"},
		// Who is nobody inside is as much as everybody outside.
		{"nobody inside", 65534, "uid 65534 is anybody outside of this user namespace"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, d := range []string{dir, filepath.Dir(dir)} {
				if err := os.Chmod(d, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			p := kerneltest.Start(t, listenInside, func(cmd *exec.Cmd) {
				cmd.Args = append(cmd.Args, dir)
				ids := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 1000, Size: 1}}
				cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: ids, GidMappings: ids}
				if tc.inner == 0 {
					cmd.SysProcAttr.Credential = &syscall.Credential{Uid: 0, Gid: 0}
				}
			})
			if line := p.Line(); !strings.Contains(line, "outside of this user namespace") {
				t.Errorf("Listen: %s", line)
			}
			if line := p.Line(); line != tc.owner {
				t.Errorf("Owner: %s", line)
			}
		})
	}
}
