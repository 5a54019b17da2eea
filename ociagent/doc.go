// Package ociagent is the side of a seccomp agent that talks to OCI runtimes: runc,
// crun, and the engines on top of them (CRI-O, containerd, podman, Kubernetes).
//
// A container whose configuration has SCMP_ACT_NOTIFY rules and a linux.seccomp.listenerPath
// gets its listener sent to that path: the runtime connects, sends one container
// process state, which is JSON, with the listener as SCM_RIGHTS beside it, and the
// container runs from then on with the agent's answers. A [Listener] is the socket at
// that path; it turns each message into a [Container].
//
//	l, err := ociagent.Listen("/run/agent/seccomp.sock", nil)
//	...
//	err = l.Serve(ctx, ociagent.HandlerFunc(func(ctx context.Context, c *ociagent.Container) error {
//		return c.Stream.Serve(ctx, policyFor(c.State.Metadata))
//	}))
//
// # What comes
//
// There is one container for each process that a runtime starts: one for the container's
// own, and one more, with the same State.State.ID, for each exec into it; see
// [Container.Exec]. Each has its own listener and its own stream, which ends when that
// process and all its descendants are gone.
//
// The first calls on a stream can be the runtime's own, made between the loading of the
// filter and the execve of the program: execve itself for one, and with runc the
// opening of /proc/self/fd; where noNewPrivileges is false, all by which the runtime gives
// up its rights. A policy that refuses them keeps the container from starting.
//
// Answer that execve within a few milliseconds. runc makes it out of a Go program, whose
// scheduler interrupts it about every ten: an answer that takes longer finds the call over
// ([seccompstream.ErrExpired]) and made again, as another notification, and a handler that
// always takes longer keeps the container from starting for ever. The same happens to
// programs in containers that are interrupted by signals. The flag
// SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV in linux.seccomp.flags prevents both where the
// runtime takes it.
//
// A runtime may hold its connection open as long as the container runs, or open it long
// before it sends: crun connects at create and sends at start. Neither costs more than
// a goroutine and a descriptor, nor does it delay anybody else.
//
// # How the runtimes differ
//
// This is so with runc 1.1.5 and 1.5.2 and crun 1.8.1, by which the package's tests run
// containers, as root, with and without user namespaces, and rootless:
//
//   - runc sends its message at create, crun at start. crun has connected by then, also
//     where the start fails, and says nothing.
//   - runc 1.1 and crun keep the connection open as long as the container runs. runc 1.5
//     ends it as soon as it has sent.
//   - Before it executes the program runc opens its /proc/self/fd: 1.1 by that path, 1.5 by
//     numbers, relative to descriptors of /proc that it has open.
//   - Where no rule notifies, runc does not connect, and crun sends a listener on which
//     nothing comes.
//   - runc refuses SCMP_ACT_NOTIFY for write and as the default action. crun takes them.
//   - runc 1.1 refuses all flags, 1.5 takes SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV where its
//     libseccomp knows it (2.6), crun always.
//   - At an exec crun sends less of the state; see [Container].
//   - Without root's rights runc cannot exec into a container whose filter notifies, crun
//     can. Both can run one.
//
// # Who may send
//
// Whoever sends a listener gets answers, and can have the agent act, as root perhaps, on
// the processes behind it. So the socket's directory must be one in which only root and
// the agent's user can write, the socket has mode 0600 from its first moment, and a peer
// is asked for its credentials (SO_PEERCRED, unix(7)) before anything of it is read; see
// [Config.Authorize]. A container whose runtime is refused does not start, or if the
// runtime has sent its message by then, starts, and its notified calls fail with ENOSYS:
// none is ever let through. What a trusted peer says is believed: the kernel does not
// tell which container a listener belongs to.
//
// # When the agent goes away
//
// The listener is held by nobody but the agent: the runtimes close theirs. When an agent
// is killed or closes a stream, calls that wait and calls to come fail with ENOSYS, for
// the rest of the container's life: there is no way to get the listener back. The
// container itself runs on, and an agent that is started again at the same path serves
// new containers, and new execs in old containers. What was created and not started
// meanwhile is lost. A runtime that finds no agent refuses to start the container, and to
// exec into one.
//
// An agent that is to be replaced while its containers run hands over instead:
// [Listener.Detach] gives the socket, together with the connections that have not said
// anything yet, and [seccompstream.NotificationStream.Detach] gives each listener. Passed
// to a successor (SCM_RIGHTS, or by inheritance), [NewListener] and
// [seccompstream.NewNotificationStream] go on where this process stopped. Neither the
// runtimes nor the containers notice.
//
// With [Listener.Serve], detach the listener first, then tell the handlers, each of which
// detaches its own stream, and wait for Serve to return: then every container has been
// through a handler, and every stream is detached or at its end.
package ociagent
