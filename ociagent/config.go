package ociagent

import (
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/seccompstream/seccompstream"
)

// Config sets what a [Listener] does by itself. A nil *Config and the zero Config are
// the defaults. It is read once, by [Listen] or [NewListener].
type Config struct {
	// Stream configures the containers' streams. Nil means the defaults.
	Stream *seccompstream.Config

	// Authorize decides whether a peer may send containers: nil admits it, an error is
	// logged and ends the connection. It is called before anything of the peer is read,
	// from a goroutine of its own, and several at a time. Nil means [Owner].
	Authorize func(Peer) error

	// MaxUnfinished is how many connections may be open that have not sent their message
	// yet. Zero means 1024. Since crun is silent from create to start, which can be
	// days, silence alone ends no connection. One connection too many costs the process
	// that has the most of them its oldest one: a process that opens connections in
	// masses evicts its own. Where each process has one, the oldest goes.
	MaxUnfinished int

	// MaxMessage is the size of the largest message, in bytes. Zero means 1 MiB.
	MaxMessage int

	// MessageTimeout is how long a peer may take for its message once the first byte
	// has come. Zero means ten seconds.
	MessageTimeout time.Duration

	// IdleTimeout is how long a peer may wait until it sends its first byte. Zero means
	// for ever, which is right for crun; see MaxUnfinished.
	IdleTimeout time.Duration

	// Logger is told which connections were refused and why. Nil means that nothing is
	// logged.
	Logger *slog.Logger
}

const (
	defaultMaxUnfinished  = 1024
	defaultMaxMessage     = 1 << 20
	defaultMessageTimeout = 10 * time.Second
)

// normalize returns the configuration with every default filled in.
func (c *Config) normalize() (Config, error) {
	var n Config
	if c != nil {
		n = *c
	}
	for _, f := range []struct {
		name  string
		value int64
	}{
		{"MaxUnfinished", int64(n.MaxUnfinished)},
		{"MaxMessage", int64(n.MaxMessage)},
		{"MessageTimeout", int64(n.MessageTimeout)},
		{"IdleTimeout", int64(n.IdleTimeout)},
	} {
		if f.value < 0 {
			return n, fmt.Errorf("ociagent: Config.%s is negative: %d", f.name, f.value)
		}
	}
	if n.Authorize == nil {
		n.Authorize = Owner
	}
	if n.MaxUnfinished == 0 {
		n.MaxUnfinished = defaultMaxUnfinished
	}
	if n.MaxMessage == 0 {
		n.MaxMessage = defaultMaxMessage
	}
	if n.MessageTimeout == 0 {
		n.MessageTimeout = defaultMessageTimeout
	}
	if n.Logger == nil {
		n.Logger = slog.New(slog.DiscardHandler)
	}
	return n, nil
}

// A Peer is the process at the other end of a connection, with the credentials that it
// had when it connected (SO_PEERCRED, unix(7)). With crun it may be long gone when the
// message comes.
type Peer struct {
	// PID is the peer's process ID in the agent's PID namespace, or 0 where it is not
	// visible there.
	PID int
	// UID and GID are the effective ones, as the agent's user namespace sees them. A
	// runtime that makes a container with a user namespace connects from outside of it.
	UID, GID uint32
}

// LogValue returns the peer as a group of attributes.
func (p Peer) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("pid", p.PID), slog.Uint64("uid", uint64(p.UID)), slog.Uint64("gid", uint64(p.GID)))
}

// Owner is the default of [Config.Authorize]: it admits root and the user that the agent
// runs as.
//
// In a user namespace it does not admit peers from outside of it, root included: they all
// have one user ID there, whoever they are.
func Owner(p Peer) error {
	if foreign(p.UID) {
		return fmt.Errorf("uid %d is anybody outside of this user namespace", p.UID)
	}
	if p.UID == 0 || int(p.UID) == os.Geteuid() {
		return nil
	}
	return fmt.Errorf("uid %d is neither root nor the agent's user", p.UID)
}
