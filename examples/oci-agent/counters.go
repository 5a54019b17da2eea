//go:build linux && cgo

package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/examples/oci-agent/policy"
)

// callCounters count answers by the rule that gave them. There are as many series as
// policy files have rules, whatever the containers do; those of a rule that is gone stay,
// since a counter does not fall.
type callCounters struct{ vec *prometheus.CounterVec }

func newCallCounters() *callCounters {
	return &callCounters{prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "seccomp_agent_calls_total",
		Help: "Calls by the policy and the rule that decided them, and by what they were told.",
	}, []string{"policy", "call", "action", "result"})}
}

// The results of calls, as the metrics name them.
const (
	resultContinue = "continue"
	resultSuccess  = "success"
	resultError    = "error"
)

func resultOf(r seccompstream.Response) string {
	switch {
	case r.Errno() != 0:
		return resultError
	case r == seccompstream.Continue():
		return resultContinue
	default:
		return resultSuccess
	}
}

// resultCounters are those of one rule.
type resultCounters map[string]prometheus.Counter

// of returns the counters of a rule, which has one result, or can have them all if it
// has no response of its own.
func (c *callCounters) of(name, call string, rule policy.Rule, r seccompstream.Response) resultCounters {
	results := []string{resultOf(r)}
	if rule.Action == policy.Emulate {
		results = []string{resultContinue, resultSuccess, resultError}
	}
	all := resultCounters{}
	for _, result := range results {
		all[result] = c.vec.WithLabelValues(name, call, string(rule.Action), result)
	}
	return all
}

func (c resultCounters) count(r seccompstream.Response) { c[resultOf(r)].Inc() }
