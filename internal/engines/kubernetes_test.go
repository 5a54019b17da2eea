//go:build linux

package engines

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/engines/box"
)

// agentImage is what the manifests name.
const agentImage = "registry.example/oci-agent"

// A cluster is Kubernetes of one node.
type cluster struct {
	t          testing.TB
	containerd *containerd
	kubelet    *exec.Cmd
	manifests  string // the directory of the overlay
	deploy     string // a copy of the project's, which the overlay is upon
}

const (
	kubeDir    = "/run/k8s"
	kubeConfig = kubeDir + "/admin.conf"
	node       = "node1"
)

const kubeletConfig = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
containerRuntimeEndpoint: unix://` + containerdSocket + `
cgroupDriver: cgroupfs
failSwapOn: false
failCgroupV1: false
oomScoreAdj: 0
resolvConf: ""
evictionHard: {memory.available: "1Mi"}
imageGCHighThresholdPercent: 100
nodeStatusUpdateFrequency: 2s
syncFrequency: 2s
makeIPTablesUtilChains: false
`

// The pods are in a network of the box's. The API server wants an address that is not the
// loopback's.
const (
	network = `{"cniVersion":"0.4.0","name":"net","plugins":[{"type":"bridge","bridge":"cni0","isGateway":false,"ipMasq":false,
"ipam":{"type":"host-local","subnet":"10.99.0.0/24","rangeStart":"10.99.0.10","rangeEnd":"10.99.0.200","dataDir":"/run/cni"}}]}`
	address = "10.99.0.1"
)

// newCluster starts everything but the scheduler's and the controllers' work.
func newCluster(t testing.TB) *cluster {
	t.Helper()
	c := &cluster{t: t, deploy: kubeDir + "/deploy", manifests: kubeDir + "/overlay"}
	check(t, os.MkdirAll("/run/oci-agent", 0o700))
	for _, args := range [][]string{
		{"ip", "link", "add", "cni0", "type", "bridge"},
		{"ip", "addr", "add", address + "/24", "dev", "cni0"},
		{"ip", "link", "set", "cni0", "up"},
		{"ip", "route", "add", "default", "via", "10.99.0.254"},
	} {
		succeed(t, args...)
	}
	// Packages bring networks of their own.
	old, err := filepath.Glob("/etc/cni/net.d/*")
	check(t, err)
	for _, f := range old {
		check(t, os.Remove(f))
	}
	write(t, "/etc/cni/net.d/10-bridge.conflist", network)
	c.containerd = startContainerd(t, true)
	c.containerd.load("k8s.io", busyboxImage, busyboxLayer(t))
	c.containerd.load("k8s.io", pauseImage, programLayer(t, tool("pause")), "/pause")
	layer := programLayer(t, tool("oci-agent"))
	for _, tag := range []string{"v1", "v2"} { // latest is always pulled
		c.containerd.load("k8s.io", agentImage+":"+tag, layer, "/oci-agent")
	}

	key, err := rsa.GenerateKey(rand.Reader, 2048)
	check(t, err)
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	check(t, err)
	write(t, kubeDir+"/sa.key", string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})))
	write(t, kubeDir+"/sa.pub", string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})))
	write(t, kubeDir+"/tokens", "admintoken,admin,1,\"system:masters\"\nkubelettoken,system:node:"+node+",2,\"system:nodes\"\n")
	for _, user := range []string{"admin", "kubelet"} {
		write(t, kubeDir+"/"+user+".conf", fmt.Sprintf(`{"apiVersion":"v1","kind":"Config",
"clusters":[{"name":"c","cluster":{"server":"https://127.0.0.1:6443","insecure-skip-tls-verify":true}}],
"users":[{"name":"u","user":{"token":"%stoken"}}],
"contexts":[{"name":"x","context":{"cluster":"c","user":"u"}}],"current-context":"x"}`, user))
	}
	write(t, kubeDir+"/kubelet.yaml", kubeletConfig)
	background(t, "/run/etcd.log", "etcd", "--data-dir", "/run/etcd", "--unsafe-no-fsync", "--log-level", "error")
	background(t, "/run/apiserver.log", tool("kube-apiserver"), "--etcd-servers=http://127.0.0.1:2379", "--cert-dir="+kubeDir+"/certs",
		"--service-account-issuer=https://kubernetes.default.svc", "--service-account-key-file="+kubeDir+"/sa.pub",
		"--service-account-signing-key-file="+kubeDir+"/sa.key", "--token-auth-file="+kubeDir+"/tokens", "--authorization-mode=Node,RBAC",
		"--service-cluster-ip-range=10.98.0.0/24", "--advertise-address="+address, "--kubelet-preferred-address-types=InternalIP", "--allow-privileged")
	await(t, "the API server is ready", func() bool { return c.try("get", "--raw", "/readyz").code == 0 })
	background(t, "/run/scheduler.log", tool("kube-scheduler"), "--kubeconfig="+kubeConfig, "--leader-elect=false", "--authentication-skip-lookup")
	background(t, "/run/controllers.log", tool("kube-controller-manager"), "--kubeconfig="+kubeConfig, "--leader-elect=false",
		"--service-account-private-key-file="+kubeDir+"/sa.key", "--use-service-account-credentials=false", "--controllers=*,-nodeipam")
	c.startKubelet()
	await(t, "the node is ready", func() bool {
		return c.try("get", "node", node, "-o", `jsonpath={.status.conditions[?(@.type=="Ready")].status}`).stdout == "True"
	})
	succeed(t, "cp", "-r", deploy, c.deploy)
	write(t, c.manifests+"/kustomization.yaml", `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../deploy]
images: [{name: `+agentImage+`, newTag: v1}]
`)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(c.try("get", "pods", "-A", "-o", "wide").stdout)
			t.Log(c.try("get", "events", "-A", "--sort-by=.lastTimestamp").stdout)
			t.Log(c.try("-n", "oci-agent", "logs", "ds/oci-agent", "-c", "agent", "--tail", "40").stdout)
		}
	})
	return c
}

func (c *cluster) startKubelet() {
	c.t.Helper()
	c.kubelet = background(c.t, "/run/kubelet.log", tool("kubelet"), "--config="+kubeDir+"/kubelet.yaml", "--kubeconfig="+kubeDir+"/kubelet.conf",
		"--hostname-override="+node, "--node-ip="+address, "--root-dir=/var/lib/kubelet")
}

func (c *cluster) try(args ...string) result {
	c.t.Helper()
	return run(c.t, append([]string{tool("kubectl"), "--kubeconfig", kubeConfig}, args...)...)
}

// kubectl runs kubectl, which must succeed.
func (c *cluster) kubectl(args ...string) string {
	c.t.Helper()
	return succeed(c.t, append([]string{tool("kubectl"), "--kubeconfig", kubeConfig}, args...)...)
}

// apply applies the manifests and waits until the agent is rolled out.
func (c *cluster) apply() {
	c.t.Helper()
	c.kubectl("apply", "-k", c.manifests)
	c.rolledOut()
}

func (c *cluster) rolledOut() {
	c.t.Helper()
	c.kubectl("-n", "oci-agent", "rollout", "status", "ds/oci-agent", "--timeout=110s")
	// The old one is gone, too.
	await(c.t, "there is one agent", func() bool { return len(c.agents()) == 1 })
}

// agents returns the names of the agent's pods.
func (c *cluster) agents() []string {
	c.t.Helper()
	return strings.Fields(c.kubectl("-n", "oci-agent", "get", "pods", "-o", "name"))
}

// agentPID returns that of the agent's youngest process in the box.
func (c *cluster) agentPID() int {
	c.t.Helper()
	pid := 0
	await(c.t, "there is an agent's process", func() bool {
		out := strings.Fields(run(c.t, "pgrep", "-n", "-x", "oci-agent").stdout)
		if len(out) == 0 {
			return false
		}
		pid, _ = strconv.Atoi(out[0])
		return pid > 0
	})
	return pid
}

// podOf returns the manifest of a pod which calls all the time.
func podOf(name, policy string, hostUsers bool) string {
	return fmt.Sprintf(`apiVersion: v1
kind: Pod
metadata: {name: %s, annotations: {oci-agent/policy: %s}}
spec:
  hostUsers: %v
  terminationGracePeriodSeconds: 1
  automountServiceAccountToken: false
  securityContext: {seccompProfile: {type: Localhost, localhostProfile: oci-agent.json}}
  containers:
  - name: c
    image: %s
    command: [sh, -c, "%s"]
    securityContext: {capabilities: {add: [MKNOD]}}
    volumeMounts: [{name: mem, mountPath: /mem}]
  volumes: [{name: mem, emptyDir: {medium: Memory}}]
`, name, policy, hostUsers, busyboxImage, calling)
}

// create creates a pod and waits until it is ready.
func (c *cluster) create(name, policy string, hostUsers bool) {
	c.t.Helper()
	c.begin(name, policy, hostUsers)
	c.kubectl("wait", "--for=condition=Ready", "pod/"+name, "--timeout=110s")
}

func (c *cluster) begin(name, policy string, hostUsers bool) {
	c.t.Helper()
	if r := runWith(c.t, podOf(name, policy, hostUsers), tool("kubectl"), "--kubeconfig", kubeConfig, "apply", "-f", "-"); r.code != 0 {
		c.t.Fatal(r.stderr)
	}
}

func (c *cluster) exec(pod, want, program string) {
	c.t.Helper()
	expect(c.t, want, tool("kubectl"), "--kubeconfig", kubeConfig, "exec", pod, "-c", "c", "--", "sh", "-c", program)
}

func (c *cluster) logs(pod string) string {
	c.t.Helper()
	return c.kubectl("logs", pod, "-c", "c")
}

// undisturbed checks that no call of some pods has failed and none of them was started anew, and
// returns how many calls that were.
func (c *cluster) undisturbed(pods ...string) int {
	c.t.Helper()
	calls := 0
	for _, p := range pods {
		log := c.logs(p)
		only(c.t, "pod "+p, log)
		calls += strings.Count(log, "faked")
		if n := c.kubectl("get", "pod", p, "-o", "jsonpath={.status.containerStatuses[0].restartCount}"); n != "0" {
			c.t.Errorf("pod %s was started %s times anew", p, n)
		}
	}
	return calls
}

// replace changes the policy of the copy of the manifests.
func (c *cluster) replace(old, text string) {
	c.t.Helper()
	policy := read(c.t, deploy+"/policy.yaml")
	if !strings.Contains(policy, old) {
		c.t.Fatalf("the policy has no %q", old)
	}
	write(c.t, c.deploy+"/policy.yaml", strings.Replace(policy, old, text, 1))
}

// The project's manifests, as they are but for the image's tag, in a cluster: what the agent
// does for pods, and what they notice of what becomes of it.
func TestKubernetes(t *testing.T) {
	if !box.Enter(t) {
		return
	}
	began := time.Now()
	progress := func(what string) { t.Logf("%v: %s", time.Since(began).Round(time.Second), what) }
	c := newCluster(t)
	progress("the node is ready")
	c.apply()
	progress("the agent is rolled out")
	if installed := read(t, "/var/lib/kubelet/seccomp/oci-agent.json"); installed != read(t, deploy+"/profile.json") {
		t.Error("the profile is not in its place")
	}
	if left, _ := filepath.Glob("/var/lib/kubelet/seccomp/.*"); len(left) > 0 {
		t.Errorf("beside the profile are left %q", left)
	}

	// The example, with root in a user namespace.
	c.kubectl("apply", "-f", deploy+"/kubernetes/pod.yaml")
	await(t, "the example has succeeded", func() bool {
		return c.kubectl("get", "pod", "supervised", "-o", "jsonpath={.status.phase}") == "Succeeded"
	})
	if out := c.kubectl("logs", "supervised"); !regexp.MustCompile(`^crw-rw-rw- .* 1, +3 .*/tmp/null\n$`).MatchString(out) {
		t.Errorf("the example says %q", out)
	}

	// What the policies say, by annotation, of containers, execs and ephemeral containers.
	c.create("long", "standard", true)
	c.create("inner", "standard", false)
	c.create("observed", "observe", true)
	c.create("none", "nonesuch", true)
	for _, p := range []string{"long", "inner"} {
		c.exec(p, probed, probe)
	}
	c.exec("inner", "x\n640 1:3\n", "mknod -m 640 /mem/null c 1 3 && echo x | tee /mem/null && stat -c '%a %t:%T' /mem/null")
	c.exec("observed", "hostname: sethostname: Operation not permitted\n", "hostname foo 2>&1; true")
	c.exec("none", "hostname: sethostname: Operation not permitted\n", "hostname foo 2>&1; true")
	c.ephemeral()
	agentLog := c.kubectl("-n", "oci-agent", "logs", "ds/oci-agent", "-c", "agent")
	if !strings.Contains(agentLog, `"namespace":"default","pod":"long","name":"c"`) {
		t.Error("the agent does not log the pods' names")
	}
	if strings.Contains(agentLog, "lacks") {
		t.Error("with what the manifest gives it the agent lacks something")
	}
	progress("policies")

	// Roll-outs, while pods start and are looked into.
	stop, load := make(chan struct{}), make(chan int)
	go func() {
		n := 0
		defer func() { load <- n }()
		for {
			select {
			case <-stop:
				return
			default:
			}
			c.exec("long", "faked\n", "hostname foo && mknod /tmp/x$$ c 1 3 && echo faked")
			n++
		}
	}()
	c.kubectl("-n", "oci-agent", "set", "image", "ds/oci-agent", "agent="+agentImage+":v2")
	for i := range 4 {
		c.begin(fmt.Sprintf("during%d", i), "standard", i%2 == 0)
	}
	c.rolledOut()
	for i := range 4 {
		c.kubectl("wait", "--for=condition=Ready", fmt.Sprintf("pod/during%d", i), "--timeout=110s")
	}
	progress("rolled out by image")
	// One upon the other.
	for _, tag := range []string{"v1", "v2", "v1"} {
		c.kubectl("-n", "oci-agent", "set", "image", "ds/oci-agent", "agent="+agentImage+":"+tag)
		time.Sleep(500 * time.Millisecond)
	}
	c.rolledOut()
	// A policy with a mistake: the new agent does not start, and the old one goes on.
	c.replace("otherwise: {deny: ENOSYS}", "otherwise: {deny: EWHAT}")
	c.kubectl("apply", "-k", c.manifests)
	await(t, "the new agent fails", func() bool {
		return strings.Contains(c.kubectl("-n", "oci-agent", "get", "pods"), "CrashLoopBackOff")
	})
	c.exec("inner", "faked\n", "hostname foo && echo faked")
	c.replace("otherwise", "otherwise") // as it was
	c.apply()
	progress("a policy with a mistake, and mended")
	close(stop)
	execs := <-load
	calls := c.undisturbed("long", "inner", "during0", "during1", "during2", "during3")
	t.Logf("no call has failed of %d and of %d execs", calls, execs)

	// containerd and the kubelet are restarted.
	c.containerd.restart()
	await(t, "the kubelet talks to it", func() bool { return c.try("exec", "long", "-c", "c", "--", "true").code == 0 })
	c.exec("long", "faked\n", "hostname foo && echo faked")
	pid := c.kubelet.Process.Pid
	check(t, unix.Kill(pid, unix.SIGTERM))
	await(t, "the kubelet is gone", func() bool { return unix.Kill(pid, 0) != nil })
	c.startKubelet()
	await(t, "the kubelet answers", func() bool { return c.try("exec", "long", "--", "true").code == 0 })
	c.exec("long", "faked\n", "hostname foo && echo faked")
	c.undisturbed("long", "inner")
	progress("containerd and kubelet restarted")

	// Another policy by a roll-out holds for containers that run.
	c.replace("fake: 0", "deny: EXDEV")
	c.apply()
	c.exec("long", "hostname: sethostname: Invalid cross-device link\n", "hostname foo 2>&1; true")
	c.replace("otherwise", "otherwise")
	c.apply()
	c.exec("long", "faked\n", "hostname foo && echo faked")
	progress("rolled out by policy")

	// The agent is killed: the kubelet starts it again, and who starts then is served.
	c.kubectl("delete", "pod", "long", "--wait=false")
	agentPod := c.agents()[0]
	restarts := func() string {
		return c.kubectl("-n", "oci-agent", "get", agentPod, "-o", "jsonpath={.status.containerStatuses[0].restartCount}")
	}
	before := restarts()
	check(t, unix.Kill(c.agentPID(), unix.SIGKILL))
	c.create("after", "standard", false)
	await(t, "the agent was started again", func() bool { return restarts() != before })
	c.exec("after", probed, probe)
	if got, want := told(c.logs("inner")), "hostname: sethostname: Function not implemented"; got[len(got)-1] != want {
		t.Errorf("a pod whose agent is gone is told %q at last", got[len(got)-1])
	}
	progress("killed")

	// It is frozen: the liveness probe has it replaced, without waiting for a process that does
	// not end by itself.
	frozen := c.agentPID()
	check(t, unix.Kill(frozen, unix.SIGSTOP))
	stopped := time.Now()
	await(t, "the frozen agent is killed", func() bool { return unix.Kill(frozen, 0) != nil })
	t.Logf("a frozen agent was killed after %v", time.Since(stopped).Round(time.Second))
	c.create("thawed", "standard", true)
	c.exec("thawed", probed, probe)
	// The probes take 30 s. With the pod's own grace it would be as long again, and more.
	if age := c.kubectl("-n", "oci-agent", "get", "ds", "oci-agent", "-o", "jsonpath={.spec.template.spec.containers[0].livenessProbe.terminationGracePeriodSeconds}"); age != "1" {
		t.Errorf("the liveness probe has %q s of grace", age)
	}
	progress("frozen")
	kubernetes := strings.TrimPrefix(last(t, tool("kubelet"), "--version"), "v")
	record(t, "6-kubernetes", "Kubernetes "+kubernetes+", containerd "+version(t), names(t, tool("runc")), "test-kubernetes",
		"the manifests as they are: policies of containers, execs and ephemeral containers, `hostUsers: false`, roll-outs by image and by policy under load, one with a mistake, agent killed, frozen, containerd and kubelet restarted")
}

// ephemeral looks into a pod by an ephemeral container, which has the pod's policy.
func (c *cluster) ephemeral() {
	c.t.Helper()
	c.kubectl("debug", "long", "--image="+busyboxImage, "--target=c", "--profile=general", "--container=debug", "--",
		"sh", "-c", `hostname foo && echo faked; [ "$(hostname)" = foo ] || echo not foo`)
	await(c.t, "the ephemeral container has ended", func() bool {
		return strings.Contains(c.kubectl("get", "pod", "long", "-o", "jsonpath={.status.ephemeralContainerStatuses}"), "Completed")
	})
	if got := told(c.kubectl("logs", "long", "-c", "debug")); !slices.Equal(got, []string{"faked", "not foo"}) {
		c.t.Errorf("an ephemeral container is told %q", got)
	}
}
