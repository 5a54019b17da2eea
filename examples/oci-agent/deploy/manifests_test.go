//go:build linux && cgo

// Package deploy checks the Kubernetes manifests. It is a module of its own, so that the
// types of Kubernetes are no dependency of the agent's.
package deploy

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// documents splits a YAML file.
func documents(t *testing.T, path string) [][]byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(b, []byte("\n---\n"))
}

// decode decodes a manifest, which must have no field that its type does not have.
func decode[T any](t *testing.T, manifest []byte, kind string) T {
	t.Helper()
	var head struct{ APIVersion, Kind string }
	var v T
	if err := errors.Join(yaml.Unmarshal(manifest, &head), yaml.UnmarshalStrict(manifest, &v)); err != nil {
		t.Fatal(err)
	}
	if got := head.APIVersion + " " + head.Kind; got != kind {
		t.Fatalf("%q, want %q", got, kind)
	}
	return v
}

// profile is what the manifests must fit.
func profile(t *testing.T) (p struct{ ListenerPath string }) {
	t.Helper()
	b, err := os.ReadFile("profile.json")
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// flags returns the container's arguments by their names.
func flags(args []string) map[string]string {
	m := map[string]string{}
	for _, a := range args {
		name, value, _ := strings.Cut(strings.TrimPrefix(a, "-"), "=")
		m[name] = value
	}
	return m
}

func TestDaemonSet(t *testing.T) {
	docs := documents(t, "kubernetes/daemonset.yaml")
	if len(docs) != 2 {
		t.Fatalf("%d documents", len(docs))
	}
	ns := decode[corev1.Namespace](t, docs[0], "v1 Namespace")
	ds := decode[appsv1.DaemonSet](t, docs[1], "apps/v1 DaemonSet")
	if ds.Namespace != ns.Name {
		t.Errorf("namespaces %q and %q", ds.Namespace, ns.Name)
	}
	for k, v := range ds.Spec.Selector.MatchLabels {
		if ds.Spec.Template.Labels[k] != v {
			t.Errorf("the selector wants %s=%s", k, v)
		}
	}
	// An agent takes over only if the next one starts before it is removed.
	if u := ds.Spec.UpdateStrategy.RollingUpdate; u == nil || u.MaxSurge.IntValue() != 1 || u.MaxUnavailable.IntValue() != 0 {
		t.Errorf("the update strategy is %+v", ds.Spec.UpdateStrategy)
	}
	pod := ds.Spec.Template.Spec
	if !pod.HostPID {
		t.Error("the agent does not see its targets")
	}
	mounts(t, pod)
	agent := pod.Containers[0]
	f := flags(agent.Args)
	for _, name := range []string{"take-over", "linger"} {
		if _, ok := f[name]; !ok {
			t.Errorf("the agent is started without -%s", name)
		}
	}
	if p := profile(t); f["socket"] != p.ListenerPath {
		t.Errorf("the socket is %q, the profile's listenerPath %q", f["socket"], p.ListenerPath)
	}
	// What is in the container is on the node under the same name, for the runtime.
	for _, m := range agent.VolumeMounts {
		if i := slices.IndexFunc(pod.Volumes, func(v corev1.Volume) bool { return v.Name == m.Name && v.HostPath != nil }); i >= 0 && pod.Volumes[i].HostPath.Path != m.MountPath {
			t.Errorf("%s is %s in the container", pod.Volumes[i].HostPath.Path, m.MountPath)
		}
	}
	for name, path := range map[string]string{"socket": "/run/oci-agent/", "control": "/run/oci-agent/", "policy": "/etc/oci-agent/"} {
		mounted := slices.ContainsFunc(agent.VolumeMounts, func(m corev1.VolumeMount) bool { return m.MountPath+"/" == path })
		if !strings.HasPrefix(f[name], path) || !mounted {
			t.Errorf("-%s=%s is in no volume", name, f[name])
		}
	}
	if !strings.HasSuffix(f["metrics"], ":9464") || agent.Ports[0].ContainerPort != 9464 {
		t.Error("the ports differ")
	}
	if g := agent.LivenessProbe.TerminationGracePeriodSeconds; g == nil || *g > 1 {
		t.Error("an agent that hangs is given time to end")
	}
	for _, probe := range []*corev1.Probe{agent.LivenessProbe, agent.ReadinessProbe} {
		if probe == nil || probe.HTTPGet == nil || probe.HTTPGet.Port.String() != agent.Ports[0].Name {
			t.Errorf("probe %+v", probe)
		}
	}
}

// mounts checks that every mount has a volume, and every volume is mounted.
func mounts(t *testing.T, pod corev1.PodSpec) {
	t.Helper()
	used := map[string]bool{}
	for _, c := range slices.Concat(pod.InitContainers, pod.Containers) {
		for _, m := range c.VolumeMounts {
			used[m.Name] = true
		}
	}
	for _, v := range pod.Volumes {
		if !used[v.Name] {
			t.Errorf("volume %s is not mounted", v.Name)
		}
		delete(used, v.Name)
	}
	for name := range used {
		t.Errorf("there is no volume %s", name)
	}
}

// The example names the profile where the agent's pod puts it.
func TestPod(t *testing.T) {
	pod := decode[corev1.Pod](t, documents(t, "kubernetes/pod.yaml")[0], "v1 Pod")
	ds := decode[appsv1.DaemonSet](t, documents(t, "kubernetes/daemonset.yaml")[1], "apps/v1 DaemonSet")
	s := pod.Spec.SecurityContext.SeccompProfile
	if s == nil || s.Type != corev1.SeccompProfileTypeLocalhost || s.LocalhostProfile == nil {
		t.Fatalf("the seccomp profile is %+v", s)
	}
	// It is written beside, and renamed: a pod that starts meanwhile has the one or the other.
	if to := ds.Spec.Template.Spec.InitContainers[0].Command; !strings.HasSuffix(strings.TrimSpace(to[len(to)-1]), "mv /seccomp/.oci-agent.json.new /seccomp/"+*s.LocalhostProfile) {
		t.Errorf("the pod wants %s, it is made by %q", *s.LocalhostProfile, to)
	}
}

// The maps that the manifests name are made, of files that are there.
func TestKustomization(t *testing.T) {
	k := decode[struct {
		APIVersion         string   `json:"apiVersion"`
		Kind               string   `json:"kind"`
		Namespace          string   `json:"namespace"`
		Resources          []string `json:"resources"`
		ConfigMapGenerator []struct {
			Name  string
			Files []string
		} `json:"configMapGenerator"`
	}](t, documents(t, "kustomization.yaml")[0], "kustomize.config.k8s.io/v1beta1 Kustomization")
	files := k.Resources
	maps := map[string]bool{}
	for _, m := range k.ConfigMapGenerator {
		maps[m.Name] = true
		files = append(files, m.Files...)
	}
	for _, f := range files {
		if _, err := os.Stat(f); err != nil {
			t.Error(err)
		}
	}
	ds := decode[appsv1.DaemonSet](t, documents(t, "kubernetes/daemonset.yaml")[1], "apps/v1 DaemonSet")
	for _, v := range ds.Spec.Template.Spec.Volumes {
		if v.ConfigMap != nil && !maps[v.ConfigMap.Name] {
			t.Errorf("nothing makes the map %s", v.ConfigMap.Name)
		}
	}
	if ds.Namespace != k.Namespace {
		t.Errorf("namespaces %q and %q", ds.Namespace, k.Namespace)
	}
}

// What is not in the types is found.
func TestStrict(t *testing.T) {
	var pod corev1.Pod
	err := yaml.UnmarshalStrict([]byte("spec: {hostPIDs: true}"), &pod)
	if err == nil || errors.Is(err, io.EOF) {
		t.Error("an unknown field passes")
	}
}
