package seccompstream

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"time"
)

// A Handler decides what becomes of a notified call.
//
// HandleNotification returns the answer, which the stream sends. A handler that has
// answered by itself, for instance with [Notification.RespondFD], returns [Answered].
// It may also hand the notification to another goroutine and return Answered at once;
// that goroutine must then answer, since nobody else does but Config.Timeout and Close.
//
// A handler that panics, ends its goroutine, or returns a Response that cannot be sent
// has its notification answered with Config.ErrorResponse. The mishap is logged, to
// [slog.Default] where there is no Config.Logger, and the stream goes on. No mishap ever
// lets the kernel run the call.
//
// The context carries the values of the context that [NotificationStream.Serve] was
// given, and its deadline is that of Config.Timeout if there is one. It is done when
// that context is, and when the notification is over: answered, timed out, closed with
// its stream, or found to have lost its target. For that the kernel must be asked, call by
// call, while a handler has asked for Done or Err: ten times a second where few handlers
// wait, and where thousands do as often as 2 % of a CPU allow, which can be once in
// minutes. [context.Cause] then gives [ErrAnswered], [context.DeadlineExceeded],
// [os.ErrClosed] or [ErrExpired]. It must not be used after the handler has returned an
// answer; after Answered it may, until the notification is over. Signals that the target
// gets meanwhile do not end it, where the call goes on: that is for [Interruptible].
//
// Handlers run in parallel, also for the calls of one process.
type Handler interface {
	HandleNotification(ctx context.Context, n Notification) Response
}

// HandlerFunc is a function that is a [Handler].
type HandlerFunc func(ctx context.Context, n Notification) Response

// HandleNotification calls f.
func (f HandlerFunc) HandleNotification(ctx context.Context, n Notification) Response {
	return f(ctx, n)
}

// Serve runs h for each notification, Config.Workers at a time, and answers with what it
// returns. It blocks until the stream ends or ctx is done, and until every handler has
// returned: one that never does is waited for, though Config.Timeout and Close answer
// its notification, unless Config.Grace says for how long.
//
// It returns nil when no task uses the filter any more, and after Close or Detach, as
// [NotificationStream.Err] tells; the error that made the listener unusable; or the
// context's error. Then no more is received, what was received has been handled, but for
// what Config.Grace has left behind, and the stream can be served or received from again.
//
// Notifications are received as fast as they come, whatever the handlers do: what
// Config.Workers does not admit yet waits in a queue in this process, where Config.Timeout
// and Close reach it, and which grows with the number of target threads alone.
// With one worker the handlers run one after the other in the order of the calls.
//
// Where notifications follow one another, a handler that returns within microseconds
// costs no more than a loop around [NotificationStream.Receive], since it runs on the
// goroutine that received. One that takes longer holds up the next notification by less
// than a millisecond, and when handlers prove to be slow, not at all. Handlers never run
// on the goroutine that called Serve, which waits while nothing is notified.
func (s *NotificationStream) Serve(ctx context.Context, h Handler) error {
	if h == nil {
		return errors.New("seccompstream: Serve needs a handler")
	}
	v := newServer(ctx, s, h)
	defer dog.leave(v)
	defer common.forget(v)
	switch err := v.run(); {
	case err == io.EOF, errors.Is(err, os.ErrClosed):
		return nil
	default:
		return err
	}
}

// handle runs the handler of the worker's job and sees to it that the notification is
// answered, whatever the handler does.
func (w *worker) handle() {
	v := w.server
	returned := false
	v.stream.handlers.Add(1)
	defer func() {
		v.stream.handlers.Add(-1)
		if !returned {
			v.mishap(w.n, recover())
		}
	}()
	// To read the clock twice costs as much as the rest of handling a quick notification.
	slowness := v.slowness.Load()
	timed := !w.alone && (slowness > 0 || w.turn.sampled())
	var start time.Duration
	if timed {
		start = now()
	}
	r := v.handler.HandleNotification(w.hctx, w.n)
	returned = true
	if timed {
		if now()-start >= slowHandler {
			v.slowness.Store(min(slowness+slownessStep, slownessMax))
		} else if slowness > 0 {
			v.slowness.Store(slowness - 1)
		}
	}
	if !w.answerAndReceive(r) {
		v.answer(w.job, r)
	}
}

// answer sends what the handler returned.
func (v *server) answer(j job, r Response) {
	s := v.stream
	if r.kind == respondAnswered {
		if !j.hctx.hasEnded() {
			s.cfg.Logger.Debug("handler has left the answer to somebody else", "notification", j.n)
		}
		return
	}
	err := s.Send(j.n, r)
	switch {
	case err == nil, err == ErrExpired:
	case errors.Is(err, ErrAnswered):
		s.cfg.Logger.Debug("handler's answer came too late", "notification", j.n, "response", r)
	default:
		s.count(&s.stats.Refused)
		s.mishaps().Error("handler's answer refused", "notification", j.n, "response", r, "error", err)
		_ = s.mustSend(nil, j.n.ID, s.cfg.ErrorResponse)
	}
}

// mishap answers for a handler that panicked or, where the value is nil, ended its
// goroutine.
func (v *server) mishap(n Notification, value any) {
	s := v.stream
	s.count(&s.stats.Panicked)
	_ = s.mustSend(nil, n.ID, s.cfg.ErrorResponse)
	if value == nil {
		s.mishaps().Error("handler ended its goroutine", "notification", n)
		return
	}
	s.mishaps().Error("handler panicked", "notification", n, "panic", value, "stack", string(debug.Stack()))
}
