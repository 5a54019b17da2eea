//go:build linux && cgo

package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/ociagent"
)

// workers is how many calls of one container are worked on at a time. More of them wait: a
// container on whose calls that many handlers hang keeps nobody waiting but itself.
const workers = 64

// maxThreads is how many threads the agent may have, since each handler that hangs in the
// kernel has one of them. Go ends a program that has more; by itself it ends one with 10,000,
// which 157 containers could have together.
const maxThreads = 1 << 20

// An agent is the daemon.
type agent struct {
	options    *options
	logger     *slog.Logger
	program    string // for a successor: by then its name may mean a newer one
	rules      atomic.Pointer[rules]
	calls      *callCounters
	reloads    *prometheus.CounterVec
	containers *containers
	ready      atomic.Bool

	mu       sync.Mutex
	listener *ociagent.Listener
	// before has the sums of the listeners before this one.
	before ociagent.Stats
	// accepting is closed when nobody accepts from listener any more.
	accepting chan struct{}

	control *control
	// successor is what came of a successor that was started, and has not taken over.
	successor chan error
}

func newAgent(o *options, logger *slog.Logger) *agent {
	a := &agent{
		options: o, logger: logger,
		calls: newCallCounters(),
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "seccomp_agent_reloads_total", Help: "Readings of the policy file, by what came of them.",
		}, []string{"result"}),
	}
	a.containers = &containers{agent: a, live: map[*container]struct{}{}}
	return a
}

// run runs the agent until a signal ends it, or a successor has taken over.
func (a *agent) run() (err error) {
	activated := ociagent.Activated()
	defer closeFiles(activated)
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, unix.SIGHUP, unix.SIGUSR2, unix.SIGTERM, unix.SIGINT)
	defer signal.Stop(signals)
	debug.SetMaxThreads(maxThreads)
	if a.program, err = os.Executable(); err != nil {
		return err
	}
	// Whatever can fail does so before anything is taken over from anybody.
	if err := a.reload(); err != nil {
		return err
	}
	if a.options.web != "" {
		l, err := listenWeb(a.options.web)
		if err != nil {
			return err
		}
		a.logger.Info("metrics", "address", l.Addr())
		defer a.serveWeb(l)()
	}
	if err := a.start(activated); err != nil {
		return err
	}
	a.ready.Store(true)
	if err := sdNotify("READY=1", fmt.Sprintf("MAINPID=%d", os.Getpid())); err != nil {
		a.logger.Warn("the service manager could not be told", "error", err)
	}
	a.logger.Info("ready", "pid", os.Getpid(), "socket", a.listener.Addr())
	return a.loop(signals)
}

// start takes over from another agent, or makes the socket.
func (a *agent) start(activated []*os.File) (err error) {
	var inherited *inheritance
	if a.options.takeOver {
		if inherited, err = takeOver(a.options, a.streamConfig()); err != nil {
			return fmt.Errorf("taking over: %w", err)
		}
	}
	var l *ociagent.Listener
	switch {
	case inherited != nil:
		defer inherited.close()
		l, err = ociagent.NewListener(inherited.sockets, a.listenerConfig())
	case len(activated) > 0:
		l, err = ociagent.NewListener(activated, a.listenerConfig())
	default:
		l, err = ociagent.Listen(a.options.socket, a.listenerConfig())
	}
	if err != nil {
		return err
	}
	a.listen(l)
	if inherited != nil {
		for _, c := range inherited.containers {
			a.containers.add(c)
		}
		a.logger.Info("taken over", "containers", len(inherited.containers), "sockets", len(inherited.sockets))
		inherited.containers = nil
		inherited.serving()
	}
	if a.options.control == "" {
		return nil
	}
	if a.control, err = listenControl(a.options, a.logger); err != nil {
		// Without, no successor can take over. That is no reason to fail what runs.
		a.logger.Error("no successor will be able to take over", "error", err)
	}
	return nil
}

func (a *agent) streamConfig() *seccompstream.Config {
	return &seccompstream.Config{Workers: workers, Timeout: a.options.timeout, Logger: a.logger}
}

func (a *agent) listenerConfig() *ociagent.Config {
	return &ociagent.Config{Stream: a.streamConfig(), Logger: a.logger}
}

// listen makes l the listener, from which containers are accepted.
func (a *agent) listen(l *ociagent.Listener) {
	a.mu.Lock()
	a.listener = l
	a.mu.Unlock()
	a.accepting = make(chan struct{})
	go func() {
		defer close(a.accepting)
		for {
			c, err := l.Accept(context.Background())
			if err != nil {
				return // closed or detached
			}
			a.containers.add(c)
		}
	}()
}

// listenerStats returns the sums over all listeners that there were.
func (a *agent) listenerStats() ociagent.Stats {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.listener == nil {
		return a.before
	}
	return sumListeners(a.before, a.listener.Stats())
}

// loop does what signals and successors ask for.
func (a *agent) loop(signals <-chan os.Signal) error {
	var requests <-chan *net.UnixConn
	if a.control != nil {
		requests = a.control.requests
	}
	for {
		select {
		case s := <-signals:
			switch s {
			case unix.SIGHUP:
				_ = a.reload() // which has logged it
			case unix.SIGUSR2:
				a.startSuccessor()
			default:
				a.logger.Info("ending", "signal", s)
				return a.end()
			}
		case err := <-a.successor:
			a.successor = nil
			a.logger.Error("the successor has ended without taking over: going on", "error", err)
		case conn := <-requests:
			gone, err := a.handOver(conn)
			if gone {
				return a.afterwards(signals)
			}
			if err != nil {
				return err
			}
		}
	}
}

// reload reads the policy file. If something is wrong with it the policy stays as it is.
func (a *agent) reload() error {
	r, err := loadRules(a.options.policy, a.logger, a.calls)
	result := "ok"
	if err != nil {
		result = "error"
		a.logger.Error("the policy is not in order", "error", err, "kept", a.rules.Load() != nil)
	} else {
		a.rules.Store(r)
		a.logger.Info("policy", "file", a.options.policy, "policies", len(r.policies))
	}
	a.reloads.WithLabelValues(result).Inc()
	return err
}

// startSuccessor starts the program anew, to take over.
func (a *agent) startSuccessor() {
	switch {
	case a.control == nil:
		a.logger.Error("no successor can take over without a control socket")
		return
	case a.successor != nil:
		a.logger.Warn("there is a successor already")
		return
	}
	args := a.options.args
	if !a.options.takeOver {
		args = append([]string{"-take-over"}, args...)
	}
	cmd := exec.Command(a.program, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		a.logger.Error("no successor could be started: going on", "error", err)
		return
	}
	a.logger.Info("successor started", "pid", cmd.Process.Pid)
	ended := make(chan error, 1)
	a.successor = ended
	go func() { ended <- cmd.Wait() }()
}

// end ends the agent: what was received is answered, and what was not fails with ENOSYS.
func (a *agent) end() error {
	_ = sdNotify("STOPPING=1")
	a.ready.Store(false)
	if a.control != nil {
		a.control.close(false)
	}
	err := a.listener.Close()
	<-a.accepting
	ctx, cancel := context.WithTimeout(context.Background(), a.options.patience)
	defer cancel()
	handed, derr := a.containers.detach(ctx)
	if derr != nil {
		a.logger.Warn("calls are not finished", "error", derr)
	}
	for _, h := range handed {
		h.listener.Close()
		h.closeFiles()
	}
	a.closeAll()
	return err
}

// closeAll closes the containers that could not be detached, all within the agent's
// patience: a handler may hang, on a dead file system perhaps.
func (a *agent) closeAll() {
	var all sync.WaitGroup
	for _, c := range a.containers.list() {
		all.Go(func() {
			_ = c.Close()
			<-c.served
		})
	}
	closed := make(chan struct{})
	go func() {
		all.Wait()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(a.options.patience):
		a.logger.Warn("handlers hang, and are left behind")
	}
}

// afterwards is what there is to do for an agent that has handed over.
func (a *agent) afterwards(signals <-chan os.Signal) error {
	a.ready.Store(false)
	a.control.close(true)
	if !a.options.linger {
		return nil
	}
	a.logger.Info("handed over: waiting for SIGTERM")
	for s := range signals {
		if s == unix.SIGTERM || s == unix.SIGINT {
			break
		}
	}
	return nil
}

func closeFiles(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}
