//go:build linux && cgo

package main

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/ociagent"
)

// collector reads the agent's counters whenever Prometheus asks. Nothing is done for it
// on the way of a call.
type collector struct {
	agent *agent
	// received, over and the others are about all streams that ever were.
	received, over, panics, refused, pending, queued, oldest *prometheus.Desc
	containers                                               *prometheus.Desc
	arrived, turnedAway, evicted, silent                     *prometheus.Desc
}

func newCollector(a *agent) *collector {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("seccomp_"+name, help, labels, nil)
	}
	return &collector{
		agent:      a,
		received:   desc("notifications_received_total", "Calls that the kernel has delivered."),
		over:       desc("notifications_over_total", "Delivered calls that are over, by what ended them.", "outcome"),
		panics:     desc("handler_panics_total", "Handlers that panicked."),
		refused:    desc("handler_refused_total", "Handlers whose response could not be sent."),
		pending:    desc("notifications_pending", "Delivered calls without an answer."),
		queued:     desc("notifications_queued", "Pending calls that wait for a worker."),
		oldest:     desc("notifications_oldest_seconds", "For how long the oldest pending call has been waiting."),
		containers: desc("agent_listeners", "Listeners that are served, by their policy and whether an exec made them.", "policy", "exec"),
		arrived:    desc("agent_listeners_received_total", "Listeners that runtimes have sent."),
		turnedAway: desc("agent_connections_refused_total", "Connections that ended without a listener: unknown peers, bad messages."),
		evicted:    desc("agent_connections_evicted_total", "Refused connections that had to make room for others."),
		silent:     desc("agent_connections_unfinished", "Connections that have not sent their listener yet."),
	}
}

// Describe is part of prometheus.Collector.
func (c *collector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		c.received, c.over, c.panics, c.refused, c.pending, c.queued, c.oldest,
		c.containers, c.arrived, c.turnedAway, c.evicted, c.silent,
	} {
		out <- d
	}
}

// Collect is part of prometheus.Collector.
func (c *collector) Collect(out chan<- prometheus.Metric) {
	counter := func(d *prometheus.Desc, v uint64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(v), labels...)
	}
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	type kind struct {
		policy string
		exec   bool
	}
	kinds := map[kind]int{}
	s := c.agent.containers.stats(func(c *container) { kinds[kind{c.policy().policy, c.Exec()}]++ })
	c.collectStreams(s, counter, gauge)
	for k, n := range kinds {
		gauge(c.containers, float64(n), k.policy, strconv.FormatBool(k.exec))
	}
	l := c.agent.listenerStats()
	counter(c.arrived, l.Received)
	counter(c.turnedAway, l.Refused)
	counter(c.evicted, l.Evicted)
	gauge(c.silent, float64(l.Unfinished))
}

func (c *collector) collectStreams(s seccompstream.Stats, counter func(*prometheus.Desc, uint64, ...string), gauge func(*prometheus.Desc, float64, ...string)) {
	counter(c.received, s.Received)
	counter(c.over, s.Answered-s.TimedOut-s.Closed, "answered")
	counter(c.over, s.TimedOut, "timeout")
	counter(c.over, s.Closed, "closed")
	counter(c.over, s.Expired, "expired")
	counter(c.panics, s.Panicked)
	counter(c.refused, s.Refused)
	gauge(c.pending, float64(s.Pending))
	gauge(c.queued, float64(s.Queued))
	gauge(c.oldest, s.Oldest.Seconds())
}

func sumListeners(a, b ociagent.Stats) ociagent.Stats {
	return ociagent.Stats{
		Received:   a.Received + b.Received,
		Refused:    a.Refused + b.Refused,
		Evicted:    a.Evicted + b.Evicted,
		Unfinished: a.Unfinished + b.Unfinished,
	}
}
