//go:build linux && cgo

package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/seccompstream/seccompstream"
)

// metric is one number of a stream.
type metric struct {
	desc  *prometheus.Desc
	kind  prometheus.ValueType
	value func(seccompstream.Stats) float64
}

// collector reads a stream's counters whenever Prometheus asks, all of one moment.
// Nothing is done for it on the way of a notification.
type collector struct {
	stream  *seccompstream.NotificationStream
	metrics []metric
}

func newCollector(name string, stream *seccompstream.NotificationStream) *collector {
	c := &collector{stream: stream}
	add := func(kind prometheus.ValueType, metricName, help string, labels prometheus.Labels, value func(seccompstream.Stats) float64) {
		all := prometheus.Labels{"stream": name}
		for k, v := range labels {
			all[k] = v
		}
		c.metrics = append(c.metrics, metric{prometheus.NewDesc("seccomp_"+metricName, help, nil, all), kind, value})
	}
	counter := func(name, help string, labels prometheus.Labels, value func(seccompstream.Stats) uint64) {
		add(prometheus.CounterValue, name, help, labels, func(s seccompstream.Stats) float64 { return float64(value(s)) })
	}
	counter("notifications_received_total", "Calls that the kernel has delivered.", nil,
		func(s seccompstream.Stats) uint64 { return s.Received })
	const over = "Delivered calls that are over, by what ended them."
	for outcome, value := range map[string]func(seccompstream.Stats) uint64{
		"answered": func(s seccompstream.Stats) uint64 { return s.Answered - s.TimedOut - s.Closed },
		"timeout":  func(s seccompstream.Stats) uint64 { return s.TimedOut },
		"closed":   func(s seccompstream.Stats) uint64 { return s.Closed },
		"expired":  func(s seccompstream.Stats) uint64 { return s.Expired },
	} {
		counter("notifications_over_total", over, prometheus.Labels{"outcome": outcome}, value)
	}
	counter("handler_panics_total", "Handlers that panicked.", nil,
		func(s seccompstream.Stats) uint64 { return s.Panicked })
	counter("handler_refused_total", "Handlers whose response could not be sent.", nil,
		func(s seccompstream.Stats) uint64 { return s.Refused })
	counter("left_behind_total", "Streams that the kernel held up when they ended.", nil,
		func(s seccompstream.Stats) uint64 { return s.LeftBehind })
	add(prometheus.GaugeValue, "handlers_running", "Handlers that run, those included that nobody waits for any more.", nil,
		func(s seccompstream.Stats) float64 { return float64(s.Handlers) })
	add(prometheus.GaugeValue, "notifications_pending", "Delivered calls without an answer.", nil,
		func(s seccompstream.Stats) float64 { return float64(s.Pending) })
	add(prometheus.GaugeValue, "notifications_queued", "Pending calls that wait for a worker.", nil,
		func(s seccompstream.Stats) float64 { return float64(s.Queued) })
	add(prometheus.GaugeValue, "notifications_oldest_seconds", "For how long the oldest pending call has been waiting.", nil,
		func(s seccompstream.Stats) float64 { return s.Oldest.Seconds() })
	return c
}

// Describe is part of prometheus.Collector.
func (c *collector) Describe(out chan<- *prometheus.Desc) {
	for _, m := range c.metrics {
		out <- m.desc
	}
}

// Collect is part of prometheus.Collector.
func (c *collector) Collect(out chan<- prometheus.Metric) {
	stats := c.stream.Stats()
	for _, m := range c.metrics {
		out <- prometheus.MustNewConstMetric(m.desc, m.kind, m.value(stats))
	}
}
