package ociagent

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// A Listener is the socket to which runtimes send containers. Its methods may be called
// from any number of goroutines at a time.
//
// It accepts connections and reads their messages from the moment it is made, each
// connection in a goroutine of its own and none in a thread of its own. What a peer
// sends amiss, be it the credentials, the JSON or the descriptors, is logged and ends that
// connection alone, with every descriptor that came by it closed.
type Listener struct {
	cfg   Config
	ready chan *Container
	done  chan struct{} // closed at the end, by Close or Detach

	mu      sync.Mutex
	ended   bool
	sockets []*socket
	file    *socketFile // what Close removes; nil for inherited sockets
	conns   []*connection
	// working counts the goroutines of sockets and connections.
	working int
	quiet   sync.Cond // signalled when working falls
	// detaching makes sockets and silent connections stop, to be handed over or started
	// again.
	detaching bool
	stats     Stats
}

// Stats are the counters of a listener since it was made.
type Stats struct {
	// Received is how many containers came, whether Accept has returned them yet or not.
	Received uint64
	// Refused is how many connections ended otherwise: an unknown peer, a bad message, a
	// timeout, an eviction. Those that said nothing and went are not counted.
	Refused uint64
	// Evicted is how many of the refused had to make room for others.
	Evicted uint64
	// Unfinished is how many connections have not sent their message yet.
	Unfinished int
}

type socket struct {
	*net.UnixListener
	running bool
}

// A connection is one that has not sent its message yet.
type connection struct {
	conn *net.UnixConn
	peer Peer
	// The fields below are protected by the listener's mutex.
	admitted bool // by Authorize
	started  bool // the first byte has come
	parked   bool // stopped by Detach before that
	evicted  bool
	deadline time.Time
}

// errClosed is what callers of a listener that has ended get.
var errClosed = fmt.Errorf("ociagent: the listener is closed: %w", errors.Join(os.ErrClosed, net.ErrClosed))

// errSilent is the end of a connection that said nothing.
var errSilent = errors.New("closed by its peer before a message")

// longAgo as a deadline makes a read or an accept return at once.
var longAgo = time.Unix(1, 0)

// Listen makes the socket at path and returns a listener on it. The runtimes take path
// from linux.seccomp.listenerPath.
//
// The directory must exist, and neither it nor any directory above it may be writable for
// others than root and the agent's user; directories above it may be sticky like /tmp. In a user
// namespace that does not have root, as in podman unshare, the directories of root's cannot be
// told from others': there Listen fails, and says so. The
// socket has mode 0600 before anybody can connect. What an agent left behind that did
// not remove its socket is replaced; a socket that somebody listens on is not, the
// error then matches [syscall.EADDRINUSE], and anything else at path is left alone
// with an error that matches [fs.ErrExist]. Agents that start at the same path at the
// same time wait for each other; a file beside the socket, with .lock added to its
// name, serves as the lock meanwhile.
//
// It needs Linux; elsewhere the error matches [errors.ErrUnsupported].
func Listen(path string, cfg *Config) (*Listener, error) {
	conf, err := cfg.normalize()
	if err != nil {
		return nil, err
	}
	sock, file, err := makeSocket(path)
	if err != nil {
		return nil, fmt.Errorf("ociagent: listening on %s: %w", path, err)
	}
	l := newListener(conf)
	l.file = file
	l.addSocket(sock)
	return l, nil
}

// NewListener returns a listener on inherited sockets: those that [Activated] or another
// listener's Detach returned. They are Unix stream sockets, at least one of them
// listening; each that is not is a connection that has been accepted and has not said
// anything yet.
//
// The files are the caller's still, who can close them at once: the listener works on
// duplicates. Close does not remove the sockets' files. Modes and directories are not
// checked: whoever made the socket has chosen them. Peers are authenticated as ever.
//
// It needs Linux; elsewhere the error matches [errors.ErrUnsupported].
func NewListener(files []*os.File, cfg *Config) (*Listener, error) {
	conf, err := cfg.normalize()
	if err != nil {
		return nil, err
	}
	var (
		socks []*net.UnixListener
		conns []*net.UnixConn
	)
	for _, f := range files {
		sock, conn, ierr := inherit(f)
		switch {
		case ierr != nil:
			err = fmt.Errorf("ociagent: inheriting %s: %w", f.Name(), ierr)
		case sock != nil:
			socks = append(socks, sock)
		default:
			conns = append(conns, conn)
		}
	}
	if err == nil && len(socks) == 0 {
		err = errors.New("ociagent: none of the inherited files is a listening socket")
	}
	if err != nil {
		closeAll(socks)
		closeAll(conns)
		return nil, err
	}
	l := newListener(conf)
	for _, sock := range socks {
		l.addSocket(sock)
	}
	for _, conn := range conns {
		l.addConn(conn)
	}
	return l, nil
}

func newListener(cfg Config) *Listener {
	l := &Listener{cfg: cfg, ready: make(chan *Container), done: make(chan struct{})}
	l.quiet.L = &l.mu
	return l
}

func closeAll[T io.Closer](all []T) {
	for _, c := range all {
		c.Close()
	}
}

// Accept returns the next container. It blocks until there is one, and ends early with
// ctx's error, or with one that matches [os.ErrClosed] and [net.ErrClosed] after Close
// or Detach. What a peer did wrong is no error of Accept: it is logged.
//
// The container's calls wait from its start until somebody receives and answers them, so
// accept eagerly.
func (l *Listener) Accept(ctx context.Context) (*Container, error) {
	select {
	case c := <-l.ready:
		return c, nil
	default:
	}
	select {
	case c := <-l.ready:
		return c, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-l.done:
		return nil, errClosed
	}
}

// Serve accepts containers and calls h for each in a goroutine of its own, with a context
// that is done when ctx is. It returns when ctx is done, with its error, or after Close
// or Detach, with one that matches [os.ErrClosed], but in either case only when all of h's
// calls have returned. A handler that fails is logged, as is one that panics, and its
// container closed; the others go on.
func (l *Listener) Serve(ctx context.Context, h Handler) error {
	var handlers sync.WaitGroup
	defer handlers.Wait()
	for {
		c, err := l.Accept(ctx)
		if err != nil {
			return err
		}
		handlers.Go(func() { l.handle(ctx, h, c) })
	}
}

func (l *Listener) handle(ctx context.Context, h Handler, c *Container) {
	defer func() { _ = c.Close() }()
	defer func() {
		if v := recover(); v != nil {
			l.cfg.Logger.Error("container handler panicked", "container", c, "panic", v, "stack", string(debug.Stack()))
		}
	}()
	err := h.HandleContainer(ctx, c)
	if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, os.ErrClosed) {
		l.cfg.Logger.Error("container handler failed", "container", c, "error", err)
	}
}

// Addr returns the address of the first socket.
func (l *Listener) Addr() net.Addr {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sockets[0].Addr()
}

// Stats returns the counters.
func (l *Listener) Stats() Stats {
	l.mu.Lock()
	defer l.mu.Unlock()
	st := l.stats
	st.Unfinished = len(l.conns)
	return st
}

// Close ends the listener: it closes the sockets, removes the file of one that [Listen]
// made, and ends the connections that have not sent their container yet, with those of
// which the container waits for Accept. Containers that Accept returned are not
// touched. Accept returns; when Close returns the listener's goroutines are gone. It may
// be called at any time and any number of times.
func (l *Listener) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var err error
	if !l.ended {
		// While the sockets still listen: nobody can take the file for a stale one.
		err = l.file.remove()
		l.endLocked()
	}
	for l.working > 0 {
		l.quiet.Wait()
	}
	return err
}

func (l *Listener) endLocked() {
	l.ended = true
	close(l.done)
	for _, s := range l.sockets {
		s.UnixListener.Close()
	}
	for _, c := range l.conns {
		_ = c.conn.Close()
	}
	l.quiet.Broadcast()
}

// Detach ends the listener and returns its sockets, open and listening, with the
// connections that have not said anything yet, for [NewListener] in a successor process.
// Peers notice nothing: those that connect meanwhile wait in the sockets' queues.
//
// It waits until every message that has begun is read or too late, and every container
// that was received has been accepted, so Accept or Serve must be running. When ctx is
// done first, Detach returns its error and the listener goes on as before. After Close
// the error matches [os.ErrClosed]. The caller owns the files. The socket's own file is
// left where it is, and nobody removes it.
func (l *Listener) Detach(ctx context.Context) ([]*os.File, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.ended:
		return nil, errClosed
	case l.detaching:
		return nil, errors.New("ociagent: the listener is being detached")
	}
	l.detaching = true
	for _, s := range l.sockets {
		_ = s.SetDeadline(longAgo)
	}
	for _, c := range l.conns {
		l.armLocked(c)
	}
	stop := context.AfterFunc(ctx, func() {
		l.mu.Lock()
		l.quiet.Broadcast()
		l.mu.Unlock()
	})
	defer stop()
	for l.working > 0 && ctx.Err() == nil && !l.ended {
		l.quiet.Wait()
	}
	if l.ended {
		return nil, errClosed
	}
	err := ctx.Err()
	var files []*os.File
	if l.working == 0 {
		files, err = l.filesLocked()
	}
	if err != nil {
		l.resumeLocked()
		return nil, err
	}
	l.endLocked()
	return files, nil
}

func (l *Listener) filesLocked() ([]*os.File, error) {
	var files []*os.File
	add := func(from interface{ File() (*os.File, error) }) error {
		f, err := from.File()
		if err != nil {
			closeAll(files)
			return fmt.Errorf("ociagent: detaching: %w", err)
		}
		files = append(files, f)
		return nil
	}
	for _, s := range l.sockets {
		if err := add(s); err != nil {
			return nil, err
		}
	}
	for _, c := range l.conns {
		if err := add(c.conn); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// resumeLocked starts again what Detach has stopped.
func (l *Listener) resumeLocked() {
	l.detaching = false
	for _, s := range l.sockets {
		_ = s.SetDeadline(time.Time{})
		l.runLocked(s)
	}
	for _, c := range l.conns {
		l.armLocked(c)
		if c.parked {
			c.parked = false
			l.receiveLocked(c)
		}
	}
}

func (l *Listener) addSocket(sock *net.UnixListener) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := &socket{UnixListener: sock}
	l.sockets = append(l.sockets, s)
	l.runLocked(s)
}

func (l *Listener) runLocked(s *socket) {
	if s.running {
		return
	}
	s.running = true
	l.working++
	go l.accept(s)
}

// accept accepts the connections of one socket until the listener stops.
func (l *Listener) accept(s *socket) {
	var pause time.Duration
	for {
		conn, err := s.AcceptUnix()
		if err == nil {
			pause = 0
			l.addConn(conn)
			continue
		}
		l.mu.Lock()
		if l.ended || l.detaching {
			s.running = false
			l.working--
			l.quiet.Broadcast()
			l.mu.Unlock()
			return
		}
		l.mu.Unlock()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			continue // a Detach that was given up
		}
		// Out of descriptors or of memory, most likely, and connections wait in the queue.
		pause = min(max(2*pause, 5*time.Millisecond), time.Second)
		l.cfg.Logger.Error("accepting a connection failed", "error", err, "retry", pause)
		select {
		case <-time.After(pause):
		case <-l.done:
		}
	}
}

// addConn takes in a connection, at the cost of another one where there are too many.
func (l *Listener) addConn(conn *net.UnixConn) {
	peer, err := peerOf(conn)
	if err != nil {
		l.cfg.Logger.Error("connection without credentials", "error", err)
		_ = conn.Close()
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		_ = conn.Close()
		return
	}
	if len(l.conns) >= l.cfg.MaxUnfinished {
		l.evictLocked()
	}
	c := &connection{conn: conn, peer: peer}
	l.conns = append(l.conns, c)
	l.armLocked(c)
	l.receiveLocked(c)
}

// evictLocked closes the oldest connection of the process that has the most.
func (l *Listener) evictLocked() {
	count := map[int]int{}
	for _, c := range l.conns {
		count[c.peer.PID]++
	}
	victim := l.conns[0]
	for _, c := range l.conns {
		if count[c.peer.PID] > count[victim.peer.PID] {
			victim = c
		}
	}
	victim.evicted = true
	_ = victim.conn.Close()
	l.removeLocked(victim)
}

func (l *Listener) removeLocked(c *connection) {
	if i := slices.Index(l.conns, c); i >= 0 {
		l.conns = slices.Delete(l.conns, i, i+1)
	}
}

// armLocked sets the deadline that c's state asks for.
func (l *Listener) armLocked(c *connection) {
	switch {
	case c.started:
		c.deadline = time.Now().Add(l.cfg.MessageTimeout)
	case l.detaching:
		c.deadline = longAgo
	case l.cfg.IdleTimeout > 0:
		c.deadline = time.Now().Add(l.cfg.IdleTimeout)
	default:
		c.deadline = time.Time{}
	}
	_ = c.conn.SetReadDeadline(c.deadline)
}

func (l *Listener) receiveLocked(c *connection) {
	l.working++
	go l.receive(c)
}

// receive reads the message of one connection and delivers the container.
func (l *Listener) receive(c *connection) {
	container, err := l.read(c)
	for err == errParked && !l.park(c) {
		container, err = l.read(c)
	}
	if err != errParked {
		l.settle(c, err)
	}
	if err == nil {
		select {
		case l.ready <- container:
		case <-l.done:
			_ = container.Close()
		}
	}
	l.mu.Lock()
	l.working--
	l.quiet.Broadcast()
	l.mu.Unlock()
}

// park leaves c among the connections for Detach to find, unless Detach has been given
// up meanwhile.
func (l *Listener) park(c *connection) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	c.parked = l.detaching
	return c.parked || l.ended
}

// settle ends a connection whose message has been read, or cannot be.
func (l *Listener) settle(c *connection, err error) {
	_ = c.conn.Close()
	l.mu.Lock()
	l.removeLocked(c)
	ended := l.ended
	switch {
	case err == nil:
		l.stats.Received++
	case !ended && err != errSilent:
		l.stats.Refused++
		if c.evicted {
			l.stats.Evicted++
			err = fmt.Errorf("more than %d connections have not sent their container yet", l.cfg.MaxUnfinished)
		}
	}
	l.mu.Unlock()
	switch {
	case err == nil || ended:
	case err == errSilent:
		l.cfg.Logger.Debug("connection ended", "peer", c.peer, "error", err)
	default:
		l.cfg.Logger.Warn("container refused", "peer", c.peer, "error", err)
	}
}

// errParked is the end of a read that Detach has interrupted before the first byte.
var errParked = errors.New("interrupted")

// read returns the container that a connection's peer sends.
func (l *Listener) read(c *connection) (*Container, error) {
	if !c.admitted {
		if err := l.cfg.Authorize(c.peer); err != nil {
			return nil, fmt.Errorf("not authorized: %w", err)
		}
		c.admitted = true
	}
	container, err := receiveContainer(&message{l: l, c: c, left: l.cfg.MaxMessage}, l.cfg.Stream)
	if err != nil {
		return nil, err
	}
	container.Peer = c.peer
	return container, nil
}

// overdue tells what a read that ran into its deadline is to do: go on, when nil,
// because another deadline has been set meanwhile.
func (l *Listener) overdue(c *connection) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case !c.started && l.detaching:
		return errParked
	case c.deadline.IsZero() || time.Now().Before(c.deadline):
		return nil
	case !c.started:
		return fmt.Errorf("nothing came within %v", l.cfg.IdleTimeout)
	default:
		return fmt.Errorf("the message was not complete %v after its first byte", l.cfg.MessageTimeout)
	}
}

// begun notes that the first byte has come.
func (l *Listener) begun(c *connection) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c.started = true
	l.armLocked(c)
}
