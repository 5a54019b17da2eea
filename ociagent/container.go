package ociagent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/seccompstream/seccompstream"
)

// A Container is a process that an OCI runtime has started under a filter, and the
// stream of that filter's notifications. Whoever got it from [Listener.Accept] owns it
// and closes it; the goroutines that may use it are those that may use its fields.
type Container struct {
	// State is what the runtime sent, unchanged. The runtimes differ in it: State.Pid is
	// the new process, except that crun sends 0 for it and for State.State.Pid at an
	// exec, and "." for the bundle. PIDs are the runtime's, in its PID namespace.
	// Annotations and metadata come from the container's configuration.
	State specs.ContainerProcessState

	// Stream receives the notifications.
	Stream *seccompstream.NotificationStream

	// Files are the descriptors beside the listener that came with the message, by the
	// names that State.Fds gives them. No runtime sends any so far.
	Files map[string]*os.File

	// Peer is the process that connected, which is the runtime's.
	Peer Peer
}

// Exec reports whether the process was started in a container that was running
// already, rather than as its first.
func (c *Container) Exec() bool { return c.State.State.Status == specs.StateRunning }

// Close closes the stream and the files. It may be called at any time and any number
// of times; see [seccompstream.NotificationStream.Close].
func (c *Container) Close() error {
	for _, f := range c.Files {
		closeFile(f) // the peer chose what it is
	}
	if c.Stream == nil {
		return nil
	}
	return c.Stream.Close()
}

// LogValue returns what identifies the container as a group of attributes, its [Names]
// among them.
func (c *Container) LogValue() slog.Value {
	attrs := []slog.Attr{
		slog.String("id", c.State.State.ID),
		slog.Int("pid", c.State.Pid),
		slog.Bool("exec", c.Exec()),
	}
	names := c.Names()
	for _, a := range []slog.Attr{
		slog.String("namespace", names.Namespace), slog.String("pod", names.Pod), slog.String("name", names.Container),
	} {
		if a.Value.String() != "" {
			attrs = append(attrs, a)
		}
	}
	return slog.GroupValue(attrs...)
}

// A Handler serves containers.
type Handler interface {
	// HandleContainer serves one container until its end, usually by calling c.Stream.Serve,
	// or until ctx is done. The container is closed when it returns; an error is
	// logged.
	HandleContainer(ctx context.Context, c *Container) error
}

// HandlerFunc makes a [Handler] of a function.
type HandlerFunc func(ctx context.Context, c *Container) error

// HandleContainer calls f.
func (f HandlerFunc) HandleContainer(ctx context.Context, c *Container) error { return f(ctx, c) }

// checkState reports whether st describes what a peer sent with it: n descriptors. It
// returns which of them is the listener.
func checkState(st *specs.ContainerProcessState, n int) (listener int, err error) {
	if err := checkVersion(st.Version); err != nil {
		return -1, err
	}
	if len(st.Fds) != n {
		return -1, fmt.Errorf("the state names %d descriptors %q, and %d came with it", len(st.Fds), st.Fds, n)
	}
	listener = -1
	seen := map[string]bool{}
	for i, name := range st.Fds {
		if seen[name] {
			return -1, fmt.Errorf("two descriptors are named %q", name)
		}
		seen[name] = true
		if name == specs.SeccompFdName {
			listener = i
		}
	}
	if listener < 0 {
		return -1, fmt.Errorf("none of the descriptors %q is named %q", st.Fds, specs.SeccompFdName)
	}
	return listener, nil
}

// checkVersion accepts the versions 0 and 1 of the runtime specification. Within them
// the container process state has only ever grown; crun calls it 0.2.0.
func checkVersion(v string) error {
	if v == "" {
		return errors.New("the state has no ociVersion")
	}
	major, _, ok := strings.Cut(v, ".")
	if n, err := strconv.ParseUint(major, 10, 32); !ok || err != nil || n > 1 {
		return fmt.Errorf("unknown ociVersion %q", v)
	}
	return nil
}
