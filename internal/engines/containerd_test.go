//go:build linux

package engines

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1"

	"github.com/seccompstream/seccompstream/internal/engines/box"
)

const containerdSocket = "/run/containerd/containerd.sock"

// containerd is a containerd with its ctr: Debian's or a newer one.
type containerd struct {
	t    testing.TB
	path string // of the directory with the programs, for the shim
	conf string
	cmd  *exec.Cmd
	// runtimes are those that it knows by name, with their programs.
	runtimes map[string]string
}

// startContainerd starts Debian's containerd, or with newer the one of the tools.
func startContainerd(t testing.TB, newer bool) *containerd {
	t.Helper()
	c := &containerd{t: t, conf: "/run/containerd.toml"}
	if newer {
		// crun 1.8 does not know the version of the specification that containerd 2 writes.
		c.path, c.runtimes = tool(""), map[string]string{"runc": tool("runc"), "old": "/usr/sbin/runc"}
	} else {
		c.path, c.runtimes = "/usr/bin", map[string]string{"runc": "/usr/sbin/runc", "crun": "/usr/bin/crun"}
	}
	write(t, c.conf, c.config(newer))
	check(t, os.Setenv("PATH", c.path+":"+os.Getenv("PATH")))
	check(t, os.MkdirAll("/etc/cni/net.d", 0o755))
	c.start()
	return c
}

// config returns the configuration. Of a pod's annotations the agent gets its own, and root
// may lower no oom_score_adj where it has no CAP_SYS_RESOURCE.
func (c *containerd) config(newer bool) string {
	version, runtime, cni := 2, `plugins."io.containerd.grpc.v1.cri"`, `bin_dir = "/usr/lib/cni"`
	images := "sandbox_image = \"" + pauseImage + "\"\n"
	var b strings.Builder
	if newer {
		version, runtime, cni, images = 3, `plugins."io.containerd.cri.v1.runtime"`, `bin_dirs = ["/usr/lib/cni"]`, ""
	}
	fmt.Fprintf(&b, "version = %d\nroot = \"/var/lib/containerd\"\nstate = \"/run/containerd\"\n", version)
	if newer {
		fmt.Fprintf(&b, "[plugins.\"io.containerd.cri.v1.images\".pinned_images]\nsandbox = %q\n", pauseImage)
	}
	fmt.Fprintf(&b, "[%s]\n%sdisable_apparmor = true\nrestrict_oom_score_adj = true\n", runtime, images)
	fmt.Fprintf(&b, "[%s.cni]\n%s\nconf_dir = \"/etc/cni/net.d\"\n", runtime, cni)
	fmt.Fprintf(&b, "[%s.containerd]\ndefault_runtime_name = \"runc\"\n", runtime)
	for name, program := range c.runtimes {
		fmt.Fprintf(&b, "[%s.containerd.runtimes.%s]\nruntime_type = \"io.containerd.runc.v2\"\npod_annotations = [\"oci-agent/*\"]\n", runtime, name)
		fmt.Fprintf(&b, "[%s.containerd.runtimes.%s.options]\nBinaryName = %q\n", runtime, name, program)
	}
	return b.String()
}

func (c *containerd) start() {
	c.t.Helper()
	c.cmd = background(c.t, "/run/containerd.log", "containerd", "-c", c.conf)
	await(c.t, "containerd answers", func() bool { return exec.Command("ctr", "version").Run() == nil })
	// The part that the kubelet talks to needs a moment more.
	client := dial(c.t)
	await(c.t, "its CRI answers", func() bool {
		_, err := client.ListContainers(context.Background(), &cri.ListContainersRequest{})
		return err == nil
	})
}

// restart starts containerd anew. Its containers go on.
func (c *containerd) restart() {
	c.t.Helper()
	pid := c.cmd.Process.Pid
	check(c.t, unix.Kill(pid, unix.SIGTERM))
	await(c.t, "containerd is gone", func() bool { return unix.Kill(pid, 0) != nil })
	c.start()
}

// load imports an image.
func (c *containerd) load(namespace, name string, layer []byte, entrypoint ...string) {
	c.t.Helper()
	succeed(c.t, "ctr", "-n", namespace, "image", "import", writeImage(c.t, name, layer, entrypoint...))
}

func TestContainerd(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	a := startAgent(t)
	c := startContainerd(t, false)
	c.load("default", busyboxImage, busyboxLayer(t))
	for _, runtime := range append(runcs(), "crun") {
		t.Run(runtimeName(t, runtime), func(t *testing.T) {
			run := func(id string, flags []string, args ...string) []string {
				return slices.Concat([]string{
					"ctr", "run", "--runc-binary", runtime, "--seccomp", "--seccomp-profile", profile, "--cap-add", "CAP_MKNOD",
				}, flags, []string{busyboxImage, id}, args)
			}
			expect(t, probed, run("probe", []string{"--rm"}, "sh", "-c", probe)...)
			expect(t, "foo\n", run("observe", []string{"--rm", "--cap-add", "CAP_SYS_ADMIN", "--annotation", "oci-agent/policy=observe"}, "sh", "-c", "hostname foo && hostname")...)
			succeed(t, run("calls", []string{"-d"}, "sh", "-c", calling)...)
			expect(t, probed, "ctr", "task", "exec", "--exec-id", "one", "calls", "sh", "-c", probe)
			a.handOver()
			expect(t, "faked\n", "ctr", "task", "exec", "--exec-id", "two", "calls", "sh", "-c", "hostname foo && echo faked")
			a.signal(unix.SIGSTOP)
			succeed(t, "ctr", "task", "kill", "-s", "SIGKILL", "calls")
			await(t, "it is gone", func() bool { return strings.Contains(succeed(t, "ctr", "task", "ls"), "STOPPED") })
			a.signal(unix.SIGCONT)
			succeed(t, "ctr", "task", "rm", "calls")
			succeed(t, "ctr", "container", "rm", "calls")
		})
	}
	if lines := worries(a.logged()); len(lines) > 0 {
		t.Errorf("the agent worries:\n%s", strings.Join(lines, "\n"))
	}
	record(t, "3-containerd", "containerd "+version(t)+", ctr", names(t, append(runcs(), "crun")...), "test-engines",
		"run, exec, annotations, kill with a frozen agent, handed over; 60 containers with 40 hand-overs")
}

// version returns containerd's.
func version(t testing.TB) string {
	t.Helper()
	return regexp.MustCompile(`[0-9.]+`).FindString(strings.Fields(succeed(t, "containerd", "--version"))[2])
}

// As many containers as there may be on a node call, start and end while agents follow one
// another. Not one call fails.
func TestStress(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	const (
		containers = 60
		atOnce     = 6
		handOvers  = 40
	)
	a := startAgent(t)
	c := startContainerd(t, false)
	c.load("default", busyboxImage, busyboxLayer(t))
	// Each goes on until there have been enough hand-overs: it looks for a file.
	check(t, os.Mkdir("/run/stress", 0o755))
	const program = `n=0
while [ $n -lt 100 ] || { [ -e /hold/more ] && [ $n -lt 20000 ]; }; do
	hostname foo || echo FAIL
	mknod /tmp/n$n c 1 3 || echo FAIL
	n=$((n+1))
done
echo done`
	runtimes := append(runcs(), "crun")
	var (
		all   sync.WaitGroup
		slots = make(chan struct{}, atOnce)
	)
	write(t, "/run/stress/more", "")
	go func() {
		for range handOvers {
			a.handOver()
		}
		_ = os.Remove("/run/stress/more")
	}()
	began := time.Now()
	for i := range containers {
		slots <- struct{}{}
		// The first ones last as long as there are hand-overs, the others come and go.
		hold := "/run/nowhere"
		if i < atOnce/2 {
			hold = "/run/stress"
		}
		check(t, os.MkdirAll(hold, 0o755))
		all.Go(func() {
			defer func() { <-slots }()
			expect(t, "done\n", "ctr", "run", "--rm", "--runc-binary", runtimes[i%len(runtimes)], "--seccomp", "--seccomp-profile", profile,
				"--mount", "type=bind,src="+hold+",dst=/hold,options=rbind:ro", "--cap-add", "CAP_MKNOD",
				busyboxImage, fmt.Sprintf("stress%d", i), "sh", "-c", program)
		})
	}
	all.Wait()
	await(t, "the hand-overs are over", func() bool { return strings.Count(a.logged(), `msg="handed over"`) >= handOvers })
	t.Logf("%d containers and %d hand-overs in %v", containers, handOvers, time.Since(began).Round(time.Second))
	if lines := worries(a.logged()); len(lines) > 0 {
		t.Errorf("the agent worries:\n%s", strings.Join(lines, "\n"))
	}
	// The last one has nothing left of all that.
	await(t, "no container is left", func() bool {
		fds, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", a.pid()))
		return err == nil && len(fds) < 20
	})
}

// client is a client of the container runtime interface, as the kubelet is.
type client struct {
	t      testing.TB
	images cri.ImageServiceClient
	cri.RuntimeServiceClient
}

func dial(t testing.TB) *client {
	t.Helper()
	conn, err := grpc.NewClient("unix://"+containerdSocket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	check(t, err)
	t.Cleanup(func() { conn.Close() })
	return &client{t, cri.NewImageServiceClient(conn), cri.NewRuntimeServiceClient(conn)}
}

func (c *client) context() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	c.t.Cleanup(cancel)
	return ctx
}

// pod is a sandbox with one container.
type pod struct {
	*client
	id, container string
	log           string
}

// start starts a pod on the node's network with a container under the project's profile.
func (c *client) start(name, runtime string, annotations map[string]string, program string) *pod {
	c.t.Helper()
	node := &cri.NamespaceOption{Network: cri.NamespaceMode_NODE}
	config := &cri.PodSandboxConfig{
		Metadata:     &cri.PodSandboxMetadata{Name: name, Namespace: "test", Uid: name},
		LogDirectory: "/var/log/pods/" + name,
		Annotations:  annotations,
		Linux: &cri.LinuxPodSandboxConfig{SecurityContext: &cri.LinuxSandboxSecurityContext{
			NamespaceOptions: node, Seccomp: &cri.SecurityProfile{ProfileType: cri.SecurityProfile_Unconfined},
		}},
	}
	sandbox, err := c.RunPodSandbox(c.context(), &cri.RunPodSandboxRequest{Config: config, RuntimeHandler: runtime})
	check(c.t, err)
	p := &pod{client: c, id: sandbox.PodSandboxId, log: config.LogDirectory + "/c.log"}
	check(c.t, os.MkdirAll(config.LogDirectory, 0o755))
	container, err := c.CreateContainer(c.context(), &cri.CreateContainerRequest{
		PodSandboxId: p.id, SandboxConfig: config,
		Config: &cri.ContainerConfig{
			Metadata: &cri.ContainerMetadata{Name: "the-container"}, Image: &cri.ImageSpec{Image: busyboxImage},
			Command: []string{"sh", "-c", program}, LogPath: "c.log",
			Linux: &cri.LinuxContainerConfig{SecurityContext: &cri.LinuxContainerSecurityContext{
				NamespaceOptions: node, Capabilities: &cri.Capability{AddCapabilities: []string{"MKNOD"}},
				Seccomp: &cri.SecurityProfile{ProfileType: cri.SecurityProfile_Localhost, LocalhostRef: profile},
			}},
		},
	})
	check(c.t, err)
	p.container = container.ContainerId
	_, err = c.StartContainer(c.context(), &cri.StartContainerRequest{ContainerId: p.container})
	check(c.t, err)
	return p
}

func (p *pod) exec(want, program string) {
	p.t.Helper()
	r, err := p.ExecSync(p.context(), &cri.ExecSyncRequest{ContainerId: p.container, Cmd: []string{"sh", "-c", program}})
	if err != nil {
		p.t.Errorf("exec: %v", err)
		return
	}
	if string(r.Stdout) != want {
		p.t.Errorf("exec: status %d, %q, want %q\n%s", r.ExitCode, r.Stdout, want, r.Stderr)
	}
}

// said returns what the container has said.
func (p *pod) said() string {
	p.t.Helper()
	var b strings.Builder
	for line := range strings.Lines(read(p.t, p.log)) {
		if f := strings.SplitN(line, " ", 4); len(f) == 4 {
			b.WriteString(f[3])
		}
	}
	return b.String()
}

func (p *pod) remove() {
	p.t.Helper()
	_, err := p.StopPodSandbox(p.context(), &cri.StopPodSandboxRequest{PodSandboxId: p.id})
	check(p.t, err)
	_, err = p.RemovePodSandbox(p.context(), &cri.RemovePodSandboxRequest{PodSandboxId: p.id})
	check(p.t, err)
}

func TestCRI(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	testCRI(t, false)
	record(t, "4-cri", "containerd "+version(t)+", CRI", names(t, "runc", "crun"), "test-engines",
		"pods, their annotations and names, exec, stop with a frozen agent, agent killed, handed over, containerd restarted")
}

// The newer containerd is that of Kubernetes.
func TestKubernetesCRI(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	testCRI(t, true)
	record(t, "5-cri", "containerd "+version(t)+", CRI", names(t, "/usr/sbin/runc", tool("runc")), "test-kubernetes", "the same")
}

func testCRI(t *testing.T, newer bool) {
	a := startAgent(t)
	d := startContainerd(t, newer)
	d.load("k8s.io", busyboxImage, busyboxLayer(t))
	d.load("k8s.io", pauseImage, programLayer(t, tool("pause")), "/pause")
	for name, program := range d.runtimes {
		t.Run(runtimeName(t, program), func(t *testing.T) {
			c := dial(t)
			v, err := c.Version(c.context(), &cri.VersionRequest{})
			check(t, err)
			t.Log(v.RuntimeName, v.RuntimeVersion)
			p := c.start("calls-"+name, name, nil, calling)
			p.exec(probed, probe)
			observed := c.start("observed-"+name, name, map[string]string{"oci-agent/policy": "observe", "other": "x"}, "sleep 1000")
			// The policy lets it pass, and the container has not the right.
			observed.exec("hostname: sethostname: Operation not permitted\n", "hostname foo 2>&1")
			observed.remove()
			a.handOver()
			p.exec("faked\n", "hostname foo && echo faked")
			d.restart()
			p.exec("faked\n", "hostname foo && echo faked")
			only(t, "a container", p.said())
			// Names for people are in the log.
			if !strings.Contains(a.logged(), "container.namespace=test container.pod=calls-"+name+" container.name=the-container") {
				t.Error("the agent does not log the names of the pod")
			}
			a.signal(unix.SIGSTOP)
			_, err = p.StopContainer(p.context(), &cri.StopContainerRequest{ContainerId: p.container, Timeout: 1})
			if err != nil {
				t.Errorf("stopping while the agent is frozen: %v", err)
			}
			a.signal(unix.SIGCONT)
			p.remove()
			p = c.start("gone-"+name, name, nil, calling)
			await(t, "it calls", func() bool { return strings.Contains(p.said(), "faked") })
			a.kill()
			await(t, "it is told", func() bool { return strings.Contains(p.said(), "not implemented") })
			a.start()
			p.exec("faked\n", "hostname foo && echo faked")
			if got, want := told(p.said()), []string{"faked", "hostname: sethostname: Function not implemented"}; !slices.Equal(got, want) {
				t.Errorf("a container whose agent is gone has been told %q", got)
			}
			p.remove()
		})
	}
}
