//go:build linux && cgo

package main

import (
	"context"
	"fmt"
	"log/slog"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/examples/oci-agent/emulate"
	"github.com/seccompstream/seccompstream/examples/oci-agent/policy"
)

// rules are a policy file, made ready to answer calls. They are replaced as a whole, so
// that each call is answered by one file.
type rules struct {
	file     *policy.File
	policies map[string]seccompstream.Handler
	// refused is for containers that name a policy which is not there.
	refused seccompstream.Handler
}

// emulators makes the handlers of emulated calls.
var emulators = emulate.Handlers

// loadRules reads the policy file.
func loadRules(path string, logger *slog.Logger, calls *callCounters) (*rules, error) {
	file, err := policy.Read(path, emulate.Calls)
	if err != nil {
		return nil, err
	}
	for _, w := range file.Warnings {
		logger.Warn("policy", "warning", w)
	}
	r := &rules{file: file, policies: map[string]seccompstream.Handler{}}
	handlers := emulators(logger)
	for _, lack := range emulate.Lacks(file.Handlers()) {
		logger.Error("the policy needs what this agent does not have", "lacks", lack)
	}
	for name, p := range file.Policies {
		mux := seccompstream.NewMux()
		for call, rule := range p.Rules {
			if err := mux.Handle(call, newRuleHandler(name, call, rule, handlers, calls, logger)); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, rule.Line, err)
			}
		}
		mux.Default(newRuleHandler(name, otherCalls, p.Otherwise, handlers, calls, logger))
		r.policies[name] = mux
	}
	refused := policy.Rule{Action: policy.Deny, Errno: unix.EPERM}
	r.refused = newRuleHandler(noPolicy, otherCalls, refused, handlers, calls, logger)
	return r, nil
}

const (
	// otherCalls is what metrics call the calls that a policy does not name.
	otherCalls = "(other)"
	// noPolicy is what metrics call the policy of containers that name one which is not there.
	noPolicy = "(none)"
)

// find returns a container's policy.
func (r *rules) find(c *container) (name string, h seccompstream.Handler) {
	name = r.file.Name(c.State.State.Annotations, c.State.Metadata)
	if h = r.policies[name]; h != nil {
		return name, h
	}
	// Fail closed: what the container would be allowed is not known.
	c.logger.Error("there is no such policy: every call is refused", "policy", name)
	return noPolicy, r.refused
}

// ruleHandler does what a rule says, counts it and, if the rule says so, logs it.
type ruleHandler struct {
	rule     policy.Rule
	named    bool // a rule for the call, and not for all others
	emulator seccompstream.Handler
	response seccompstream.Response
	counted  resultCounters
	logger   *slog.Logger
}

func newRuleHandler(name, call string, rule policy.Rule, handlers map[string]seccompstream.Handler, calls *callCounters, logger *slog.Logger) *ruleHandler {
	h := &ruleHandler{rule: rule, named: call != otherCalls, logger: logger.With("policy", name, "rule", rule.String())}
	switch rule.Action {
	case policy.Allow:
		h.response = seccompstream.Continue()
	case policy.Fake:
		h.response = seccompstream.Success(rule.Value)
	case policy.Emulate:
		h.emulator = handlers[rule.Handler]
	default:
		h.response = seccompstream.Error(rule.Errno)
	}
	h.counted = calls.of(name, call, rule, h.response)
	return h
}

// HandleNotification answers a call by the rule.
func (h *ruleHandler) HandleNotification(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
	c, _ := ctx.Value(containerKey{}).(*container)
	if h.named && c != nil {
		c.known.Add(1)
	}
	r := h.response
	if h.emulator != nil {
		r = h.emulator.HandleNotification(ctx, n)
	}
	h.counted.count(r)
	if h.rule.Log {
		h.logger.Info("call", "container", c, "notification", n, "response", r)
	}
	return r
}
