//go:build linux

package call

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"weak"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/calltable"
)

// Handle registers a handler for all calls that decode to the type T, such as [*Open]:
//
//	call.Handle(mux, func(ctx context.Context, n seccompstream.Notification, c *call.Open) seccompstream.Response {
//		...
//	})
//
// The handler is given the decoded call. One whose arguments cannot be read fails with the errno
// of its [ArgError], as it would in the kernel, without the handler; [Other] is no such type.
// What of socketcall(2) and ipc(2) decodes to T goes to the handler, too.
//
// It returns an error if one of the calls has a handler already; the others may have this one then.
func Handle[T Call](m *seccompstream.Mux, f func(ctx context.Context, n seccompstream.Notification, c T) seccompstream.Response) error {
	if f == nil {
		return errors.New("call: no handler")
	}
	kind := reflect.TypeFor[T]()
	if kind.Kind() != reflect.Pointer {
		return fmt.Errorf("call: %v is not the type of a call", kind)
	}
	names := namesOf(kind.Elem().Name())
	if len(names) == 0 || kind.Elem() == reflect.TypeFor[Other]() {
		return fmt.Errorf("call: no call decodes to %v", kind)
	}
	return handle(m, names, func(ctx context.Context, n seccompstream.Notification, c Call) (seccompstream.Response, bool) {
		t, ok := c.(T)
		if !ok {
			return seccompstream.Response{}, false
		}
		return f(ctx, n, t), true
	})
}

// HandleGroup registers a handler for the calls that a word stands for, a group or a name with its
// twins, as [Names] has it. The rest is as for [Handle].
func HandleGroup(m *seccompstream.Mux, word string, f func(ctx context.Context, n seccompstream.Notification, c Call) seccompstream.Response) error {
	if f == nil {
		return errors.New("call: no handler")
	}
	names, err := Names(word)
	if err != nil {
		return err
	}
	return handle(m, names, func(ctx context.Context, n seccompstream.Notification, c Call) (seccompstream.Response, bool) {
		return f(ctx, n, c), true
	})
}

type typedHandler func(ctx context.Context, n seccompstream.Notification, c Call) (seccompstream.Response, bool)

// handle registers a handler for all numbers of the calls, and for the numbers of those by which
// they come as well: of socketcall(2) and ipc(2) several handlers have a part.
func handle(m *seccompstream.Mux, names []string, f typedHandler) error {
	for _, name := range names {
		if calltable.ByName(name) == nil {
			return fmt.Errorf("call: no system call has the name %q", name)
		}
	}
	h := decoding(f)
	shared := gateOf(m)
	for _, name := range names {
		if name == "socketcall" || name == "ipc" {
			continue
		}
		for _, c := range calltable.ByName(name) {
			for abi := calltable.AMD64; abi < calltable.NoABI; abi++ {
				nr, ok := c.Number(abi)
				if !ok {
					continue
				}
				if err := m.HandleNumber(abi.Audit(), nr, h); err != nil {
					return err
				}
			}
		}
	}
	for _, name := range names {
		for _, via := range []string{"socketcall", "ipc"} {
			if !slices.Contains(calltable.Twins(name), via) || name == via {
				continue
			}
			if err := shared.add(m, via, name, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// decoding is a handler that decodes what f is for.
func decoding(f typedHandler) seccompstream.Handler {
	return seccompstream.HandlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		c, err := Decode(n)
		if err != nil {
			return refuse(err)
		}
		if r, ok := f(ctx, n, c); ok {
			return r
		}
		return seccompstream.Error(syscall.ENOSYS)
	})
}

// A gate is the handler of socketcall(2) and ipc(2) of one Mux. It passes on by what the call
// stands for.
type gate struct {
	mu     sync.RWMutex
	byName map[string]typedHandler
	at     map[string]bool // what it is registered for
}

// gates has the gate of each Mux, for as long as the Mux is in use.
var gates struct {
	sync.Mutex
	m map[weak.Pointer[seccompstream.Mux]]*gate
}

func gateOf(m *seccompstream.Mux) *gate {
	gates.Lock()
	defer gates.Unlock()
	key := weak.Make(m)
	g := gates.m[key]
	if g == nil {
		g = &gate{byName: map[string]typedHandler{}, at: map[string]bool{}}
		if gates.m == nil {
			gates.m = map[weak.Pointer[seccompstream.Mux]]*gate{}
		}
		gates.m[key] = g
		runtime.AddCleanup(m, func(key weak.Pointer[seccompstream.Mux]) {
			gates.Lock()
			defer gates.Unlock()
			delete(gates.m, key)
		}, key)
	}
	return g
}

func (g *gate) add(m *seccompstream.Mux, via, name string, f typedHandler) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.byName[name] != nil {
		return fmt.Errorf("call: %s of %s has a handler already", name, via)
	}
	if !g.at[via] {
		for _, c := range calltable.ByName(via) {
			for abi := calltable.AMD64; abi < calltable.NoABI; abi++ {
				if nr, ok := c.Number(abi); ok {
					if err := m.HandleNumber(abi.Audit(), nr, decoding(g.pass)); err != nil {
						return err
					}
				}
			}
		}
		g.at[via] = true
	}
	g.byName[name] = f
	return nil
}

func (g *gate) pass(ctx context.Context, n seccompstream.Notification, c Call) (seccompstream.Response, bool) {
	g.mu.RLock()
	f := g.byName[c.Name()]
	g.mu.RUnlock()
	if f == nil {
		return seccompstream.Response{}, false
	}
	return f(ctx, n, c)
}

// refuse answers a call whose arguments could not be read.
func refuse(err error) seccompstream.Response {
	var errno syscall.Errno
	if errors.Is(err, seccompstream.ErrExpired) || !errors.As(err, &errno) || strings.Contains(err.Error(), "unsupported") {
		return seccompstream.Error(syscall.EIO)
	}
	switch errno {
	case syscall.EPERM, syscall.EACCES, syscall.ESRCH:
		// The supervisor may not look. That is no fault of the call's.
		return seccompstream.Error(syscall.EPERM)
	}
	return seccompstream.Error(errno)
}
