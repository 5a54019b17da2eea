package ociagent

// Names are what people call a container. Each is empty where the engine does not tell.
type Names struct {
	// Pod and Namespace are those of Kubernetes, Container the name within the pod, or that
	// of an engine without pods.
	Pod, Namespace, Container string
}

// nameKeys are the annotations in which engines tell names. The first that is there holds.
var nameKeys = struct{ pod, namespace, container []string }{
	pod:       []string{"io.kubernetes.cri.sandbox-name", "io.kubernetes.pod.name", "io.kubernetes.cri-o.KubeName"},
	namespace: []string{"io.kubernetes.cri.sandbox-namespace", "io.kubernetes.pod.namespace", "io.kubernetes.cri-o.Namespace"},
	container: []string{"io.kubernetes.cri.container-name", "io.kubernetes.container.name", "nerdctl/name"},
}

// Names returns the container's names, by the annotations with which containerd and CRI-O
// tell them to the runtime. They are as true as whoever started the container.
func (c *Container) Names() Names {
	first := func(keys []string) string {
		for _, k := range keys {
			if v := c.State.State.Annotations[k]; v != "" {
				return v
			}
		}
		return ""
	}
	return Names{Pod: first(nameKeys.pod), Namespace: first(nameKeys.namespace), Container: first(nameKeys.container)}
}
