//go:build linux && cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"slices"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/ociagent"
)

// handed is a container whose listener nobody receives from.
type handed struct {
	*container
	listener *os.File
}

func (h handed) closeFiles() {
	for _, f := range h.Files {
		f.Close()
	}
}

// detach stops the receiving from all containers, which notice nothing. With an error it
// returns those for which that was done, and the others go on.
func (s *containers) detach(ctx context.Context) ([]handed, error) {
	var (
		mu   sync.Mutex
		all  []handed
		errs []error
		wg   sync.WaitGroup
	)
	for _, c := range s.list() {
		wg.Go(func() {
			f, err := c.Stream.Detach(ctx)
			if err == nil {
				s.release(c)
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				all = append(all, handed{c, f})
			case err == io.EOF, errors.Is(err, os.ErrClosed): // ended meanwhile
			default:
				errs = append(errs, fmt.Errorf("container %s: %w", c.State.State.ID, err))
			}
		})
	}
	wg.Wait()
	return all, errors.Join(errs...)
}

// grace is how long a handler may go on that has had its answer.
const grace = 100 * time.Millisecond

// release waits until a container whose stream is detached is not served any more. All its
// calls have their answers, by -timeout those on which a handler hangs, in a file system
// that does not answer perhaps: such a handler holds up nobody, and is left behind.
func (s *containers) release(c *container) {
	select {
	case <-c.served:
	case <-time.After(grace):
		c.logger.Warn("a handler hangs, and is left behind: its call has been answered", "after", grace)
		s.forget(c)
	}
}

// handOver hands everything over to a successor. If that fails the agent goes on as if
// nothing had happened; an error says that it cannot.
func (a *agent) handOver(conn *net.UnixConn) (gone bool, err error) {
	defer conn.Close()
	w := wire{conn: conn, patience: a.options.patience}
	ctx, cancel := context.WithTimeout(context.Background(), a.options.patience)
	defer cancel()
	sockets, err := a.listener.Detach(ctx)
	if err != nil {
		a.logger.Error("not handed over: going on", "error", err)
		_ = w.send(frame{Kind: frameRefused, Error: err.Error()})
		return false, nil
	}
	<-a.accepting
	stats := a.listener.Stats()
	// From here on containers that start and calls that are made wait in the kernel.
	containers, err := a.containers.detach(ctx)
	if err == nil {
		// All of it together, however many there are: meanwhile their calls wait.
		w.until = time.Now().Add(a.options.patience)
		err = give(w, containers, sockets)
	} else {
		_ = w.send(frame{Kind: frameRefused, Error: err.Error()})
	}
	defer closeFiles(sockets)
	defer func() {
		for _, h := range containers {
			h.listener.Close()
		}
	}()
	if err == nil {
		a.logger.Info("handed over", "containers", len(containers), "sockets", len(sockets))
		return true, nil
	}
	a.logger.Error("not handed over: going on", "error", err)
	a.mu.Lock()
	stats.Unfinished = 0
	a.before, a.listener = sumListeners(a.before, stats), nil
	a.mu.Unlock()
	return false, a.resume(containers, sockets)
}

// give sends everything and waits until the successor serves it.
func give(w wire, containers []handed, sockets []*os.File) error {
	for _, h := range containers {
		names := slices.Sorted(maps.Keys(h.Files))
		files := []*os.File{h.listener}
		for _, name := range names {
			files = append(files, h.Files[name])
		}
		if err := w.send(frame{Kind: frameContainer, State: &h.State, Peer: h.Peer, Names: names}, files...); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(sockets, maxRights) {
		if err := w.send(frame{Kind: frameSockets}, some...); err != nil {
			return err
		}
	}
	if err := w.send(frame{Kind: frameEnd, Containers: len(containers), Sockets: len(sockets)}); err != nil {
		return err
	}
	if _, err := w.expect(frameReady); err != nil {
		return err
	}
	if err := w.send(frame{Kind: frameGo}); err != nil {
		return err
	}
	w.until = time.Now().Add(w.patience)
	_, err := w.expect(frameServing)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		// It lives, and may receive by now. Two must not.
		return nil
	}
	return err
}

// resume serves again what was not handed over.
func (a *agent) resume(containers []handed, sockets []*os.File) error {
	for _, h := range containers {
		stream, err := openStream(h.listener, a.streamConfig())
		if err != nil {
			a.logger.Error("a container is lost", "container", h.Container, "error", err)
			h.closeFiles()
			continue
		}
		again := *h.Container
		again.Stream = stream
		a.containers.add(&again)
	}
	l, err := ociagent.NewListener(sockets, a.listenerConfig())
	if err != nil {
		return err
	}
	a.listen(l)
	return nil
}

// openStream makes a stream of a duplicate of a listener.
func openStream(f *os.File, cfg *seccompstream.Config) (*seccompstream.NotificationStream, error) {
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("fcntl", err)
	}
	stream, err := seccompstream.NewNotificationStream(fd, cfg)
	if err != nil {
		unix.Close(fd)
	}
	return stream, err
}
