// Package engines tests the agent of examples/oci-agent with what people run containers by:
// podman, containerd, systemd and Kubernetes, each in a throw-away node of its own; see package
// box. It is a module of its own, so that what it needs is no dependency of anything else.
//
// make test-engines and make test-kubernetes run the tests: they set up what these need, and
// tell by ENGINES in which directory it is. Without ENGINES nothing is tested.
package engines
