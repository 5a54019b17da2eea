package seccompstream

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Middleware makes a [Handler] of another one that it calls, or does not call.
type Middleware func(Handler) Handler

// Mux is a [Handler] that passes each notification to the handler that is registered for
// its call: by [Mux.HandleNumber] for its number, or by [Mux.Handle] for its name, or
// else by [Mux.Default]. A call that no handler is registered for fails with ENOSYS: it
// was notified because the filter's author wanted it decided, and nobody decides it.
//
// The zero Mux has no handlers and is ready to use. Its methods may be called from any
// number of goroutines at a time, while it is in use, too; a change holds for
// notifications that come after it. A look-up takes no lock and allocates nothing.
type Mux struct {
	mu     sync.Mutex // for writers
	routes atomic.Pointer[routes]
	// chain is the middleware around the look-up.
	chain atomic.Pointer[Handler]
	use   []Middleware
}

// routes is what a Mux knows. It is not changed once it is published.
type routes struct {
	byNumber map[callNumber]Handler
	byName   map[string]Handler
	fallback Handler
}

// unhandled is what a call gets that no handler is registered for.
var unhandled = Error(syscall.ENOSYS)

// NewMux returns a Mux without handlers.
func NewMux() *Mux { return new(Mux) }

// Handle registers the handler for the call of that name, on every architecture that has
// it: on x86-64 "openat" stands for the call of 64-bit programs, of 32-bit ones and of
// those for x32.
//
// It returns an error, and changes nothing, if no architecture has a call of that name,
// or if the name has a handler already.
//
// Where one call can do what another one does, each has its own name: 32-bit programs, and
// 64-bit ones of x86 when they please, make truncate64 for truncate, clock_gettime64 for
// clock_gettime, and on some architectures socketcall for connect and ipc for shmat. Filters of
// package launch notify them together, and who registers one of them registers the others,
// or lets them fail with ENOSYS, as they do here without a handler: a handler by [Mux.Default]
// that answers with Continue lets them pass.
func (m *Mux) Handle(name string, h Handler) error {
	if h == nil {
		return fmt.Errorf("seccompstream: no handler for %q", name)
	}
	if !isSyscall(name) {
		return fmt.Errorf("seccompstream: no system call has the name %q", name)
	}
	return m.change(func(r *routes) error {
		if _, taken := r.byName[name]; taken {
			return fmt.Errorf("seccompstream: %q has a handler already", name)
		}
		r.byName[name] = h
		return nil
	})
}

// HandleFunc registers a function as [Mux.Handle] does a handler.
func (m *Mux) HandleFunc(name string, f func(ctx context.Context, n Notification) Response) error {
	if f == nil {
		return m.Handle(name, nil)
	}
	return m.Handle(name, HandlerFunc(f))
}

// HandleNumber registers the handler for the call with that number on the architecture
// with that AUDIT_ARCH_* token. It goes before what is registered for the call's name, and
// it needs no name: it is for calls that libseccomp does not know yet. Numbers of x32 calls
// go with the token of x86-64 and have bit 30 set, as in a [Notification].
//
// It returns an error, and changes nothing, if that number has a handler already.
func (m *Mux) HandleNumber(arch uint32, nr int32, h Handler) error {
	if h == nil {
		return fmt.Errorf("seccompstream: no handler for call %d on %s", nr, archName(arch, nr))
	}
	return m.change(func(r *routes) error {
		n := callNumber{arch, nr}
		if _, taken := r.byNumber[n]; taken {
			return fmt.Errorf("seccompstream: call %d on %s has a handler already", nr, archName(arch, nr))
		}
		r.byNumber[n] = h
		return nil
	})
}

// Default registers the handler for all calls that have none. Nil takes it back.
func (m *Mux) Default(h Handler) {
	_ = m.change(func(r *routes) error {
		r.fallback = h
		return nil
	})
}

// Use puts middleware around everything that the Mux does, whether it was registered
// before or after: the calls without a handler come by, too. What is given first is
// outermost.
func (m *Mux) Use(middleware ...Middleware) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.use = append(m.use, middleware...)
	var h Handler = HandlerFunc(m.dispatch)
	for i := len(m.use) - 1; i >= 0; i-- {
		h = m.use[i](h)
	}
	m.chain.Store(&h)
}

// HandleNotification passes the notification on.
func (m *Mux) HandleNotification(ctx context.Context, n Notification) Response {
	if chain := m.chain.Load(); chain != nil {
		return (*chain).HandleNotification(ctx, n)
	}
	return m.dispatch(ctx, n)
}

func (m *Mux) dispatch(ctx context.Context, n Notification) Response {
	h := m.handler(n)
	if h == nil {
		return unhandled
	}
	return h.HandleNotification(ctx, n)
}

// handler returns the handler for the notification, or nil.
func (m *Mux) handler(n Notification) Handler {
	r := m.routes.Load()
	if r == nil {
		return nil
	}
	if h := r.byNumber[callNumber{n.Arch, n.Syscall}]; h != nil {
		return h
	}
	// By the call's name and not by the numbers of the registered name: libseccomp tells
	// the numbers of some calls only this way round, those of the socket calls of i386
	// among them.
	if name, ok := syscallName(n.Arch, n.Syscall); ok {
		if h := r.byName[name]; h != nil {
			return h
		}
	}
	return r.fallback
}

// change publishes routes that f has changed, unless it returns an error.
func (m *Mux) change(f func(*routes) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	changed := routes{byNumber: map[callNumber]Handler{}, byName: map[string]Handler{}}
	if r := m.routes.Load(); r != nil {
		changed = routes{maps.Clone(r.byNumber), maps.Clone(r.byName), r.fallback}
	}
	if err := f(&changed); err != nil {
		return err
	}
	m.routes.Store(&changed)
	return nil
}

// Logging returns middleware that logs each notification, with the handler's response
// and the time that it took, at level Info. A handler that panics is logged by whoever
// recovers it, as Serve and [Recover] do. Nil means [slog.Default].
func Logging(logger *slog.Logger) Middleware {
	return func(next Handler) Handler {
		return HandlerFunc(func(ctx context.Context, n Notification) Response {
			log := logger
			if log == nil {
				log = slog.Default()
			}
			if !log.Enabled(ctx, slog.LevelInfo) {
				return next.HandleNotification(ctx, n)
			}
			start := time.Now()
			r := next.HandleNotification(ctx, n)
			log.LogAttrs(ctx, slog.LevelInfo, "notification",
				slog.Any("notification", n),
				slog.Any("response", r),
				slog.Duration("took", time.Since(start)))
			return r
		})
	}
}

// Recover returns middleware that answers r for a handler that panics, and logs the
// panic with its stack at level Error. The zero Response means Error(syscall.EIO), a nil
// logger [slog.Default].
//
// [NotificationStream.Serve] recovers by itself. This is for an answer of its own per
// handler, or to let middleware further out, such as [Logging], see the answer.
func Recover(logger *slog.Logger, r Response) Middleware {
	if r == (Response{}) {
		r = Error(syscall.EIO)
	}
	return func(next Handler) Handler {
		return HandlerFunc(func(ctx context.Context, n Notification) (answer Response) {
			defer func() {
				value := recover()
				if value == nil {
					return
				}
				log := logger
				if log == nil {
					log = slog.Default()
				}
				log.LogAttrs(ctx, slog.LevelError, "handler panicked",
					slog.Any("notification", n),
					slog.Any("panic", value),
					slog.String("stack", string(debug.Stack())))
				answer = r
			}()
			return next.HandleNotification(ctx, n)
		})
	}
}

var (
	_ Handler = HandlerFunc(nil)
	_ Handler = (*Mux)(nil)
)
