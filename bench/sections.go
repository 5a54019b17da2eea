//go:build linux && cgo

package main

import (
	"fmt"
	"math"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// rounds returns how many rounds a section takes.
func (r *runner) rounds(full int) int {
	if r.quick {
		return 1
	}
	return full
}

// take measures every supervisor with one load, in rounds. The result has the
// measurements of each by its key.
func (r *runner) take(ways []supervisor, l load, rounds int, what string) (map[string][]*measurement, error) {
	result := map[string][]*measurement{}
	for round := range rounds {
		for _, s := range rotated(ways, round) {
			r.progress.step(l.estimate(), "%s: round %d of %d: %s", what, round+1, rounds, s.name)
			m, err := measure(r.ctx, s, l)
			if err != nil {
				return nil, err
			}
			result[s.key] = append(result[s.key], m)
		}
	}
	return result, nil
}

func estimate(ways []supervisor, l load, rounds int) time.Duration {
	return time.Duration(rounds*len(ways)) * l.estimate()
}

// ---- round trip, and what a notification costs ----

func (r *runner) roundTripLoad() (load, int) {
	if r.quick {
		return load{threads: 1, warmUp: 50 * time.Millisecond, run: 150 * time.Millisecond}, 2
	}
	return load{threads: 1, warmUp: 150 * time.Millisecond, run: 600 * time.Millisecond}, 9
}

func (r *runner) planRoundTrip() time.Duration {
	l, rounds := r.roundTripLoad()
	return estimate(supervisors, l, rounds)
}

// pairsOnce makes the measurements that two sections report on.
func (r *runner) pairsOnce() (err error) {
	if r.pairs == nil {
		l, rounds := r.roundTripLoad()
		r.pairs, err = r.take(supervisors, l, rounds, "round trip")
	}
	return err
}

// goals are ratios to the reference, of medians and of means.
var goals = map[string][2]float64{
	keyReceive: {1.12, 1.20},
	keyAll:     {1.12, 1.20},
	keyServe:   {1.10, 1.18},
	keyChannel: {1.15, 1.25},
}

func median50(m *measurement) float64    { return m.quantile(.5) }
func mean(m *measurement) float64        { return m.mean() }
func quantile99(m *measurement) float64  { return m.quantile(.99) }
func quantile999(m *measurement) float64 { return m.quantile(.999) }
func perSecond(m *measurement) float64   { return m.perSecond() }

func (r *runner) roundTrip() error {
	if err := r.pairsOnce(); err != nil {
		return err
	}
	l, rounds := r.roundTripLoad()
	reference := r.pairs[keyReference]
	t := newTable("way", "median µs", "mean µs", "p99 µs", "p99.9 µs", "median ratio", "goal", "mean ratio", "goal")
	chart := barChart{title: "Round trip of one target thread", unit: "µs (logarithmic)", series: []string{"median", "mean"}, log: true}
	met := true
	for _, s := range supervisors {
		ms := r.pairs[s.key]
		ratios := [2]float64{ratio(ms, reference, median50), ratio(ms, reference, mean)}
		row := []any{s.name, medianOf(ms, median50), medianOf(ms, mean), medianOf(ms, quantile99), medianOf(ms, quantile999)}
		for i, value := range ratios {
			mark := ""
			if goal, ok := goals[s.key]; ok {
				mark = fmt.Sprintf("%.2f", goal[i])
				if value > goal[i] {
					met = false
					mark += " missed"
				}
			}
			row = append(row, value, mark)
		}
		t.add(row...)
		chart.add(s.name, medianOf(ms, median50), medianOf(ms, mean))
	}
	r.report.section("Round trip of one target thread",
		fmt.Sprintf("One thread calls getppid(2) in a tight loop and times each call; the supervisor answers with CONTINUE. "+
			"%d rounds of %v a way. Ratios are to the C loop with SYNC_WAKE_UP, which makes two ioctls per notification "+
			"and nothing else: nothing that receives by these calls can be faster. Every way of this package is "+
			"in its default configuration.", rounds, l.run), t)
	if met {
		r.report.note("Every goal is met.")
	} else {
		r.report.note("A ratio above its goal is marked.")
	}
	if err := r.chart("roundtrip", chart.draw); err != nil {
		return err
	}
	r.shares()
	return nil
}

// A step is a way that does more than the step before it.
type step struct{ key, what string }

// shares takes round trips apart, by the ways that do less and less.
func (r *runner) shares() {
	kernel := []step{
		{keyReference, "the kernel: two ioctls, two changes of context, the call itself"},
		{keyBare, "Go: two cgo calls, on the stack of another thread each"},
	}
	receive, ok := r.parts("part of Receive", append(slices.Clip(kernel),
		step{keyReceive, "the package: who may receive, what waits for its answer, who wins"}))
	channel, ok2 := r.parts("part of C", append(slices.Clip(kernel),
		step{keyBareAlone, "a channel: changes of goroutine on one processor of the Go runtime"},
		step{keyBareChan, "a second processor: the runtime wakes its thread for each goroutine that can run"},
		step{keyChannel, "the package: who may receive, what waits for its answer, who wins"}))
	if !ok || !ok2 {
		return // not all were asked for
	}
	text := fmt.Sprintf("Each part is what one of the ways above does more than the one of the part before. A system call that "+
		"nobody supervises takes %.2f µs on this machine; a round trip of Receive, of Serve and of a C loop makes three.", plainCall())
	r.report.section("What holds the rest", text, receive)
	r.report.more("Whenever a goroutine becomes runnable, the Go runtime wakes a thread for an idle processor, if there is one, to look for "+
		"work: a futex call and an interrupt for another CPU in the way of each notification, and a goroutine that moves there "+
		"now and then. Only GOMAXPROCS=1 keeps the runtime from it, and that is the whole program's to set.", channel)
}

// parts makes the table of the parts of a way, by the ratios to the reference.
func (r *runner) parts(title string, steps []step) (t *table, ok bool) {
	t = newTable(title, "median ratio", "more by", "mean ratio", "more by")
	figures := []func(*measurement) float64{median50, mean}
	before := make([]float64, len(figures))
	for _, s := range steps {
		ms := r.pairs[s.key]
		if ms == nil {
			return nil, false
		}
		row := []any{s.what}
		for i, f := range figures {
			now := ratio(ms, r.pairs[keyReference], f)
			row = append(row, now, now-before[i])
			before[i] = now
		}
		t.add(row...)
	}
	return t, true
}

func (r *runner) costs() error {
	if err := r.pairsOnce(); err != nil {
		return err
	}
	t := newTable("way", "allocations", "bytes", "cgo calls", "supervisor's CPU µs", "target's CPU µs")
	for _, s := range supervisors {
		ms := r.pairs[s.key]
		of := func(f func(*measurement) float64) float64 {
			return medianOf(ms, func(m *measurement) float64 { return m.per(f(m)) })
		}
		row := []any{s.name}
		if s.run == nil {
			row = append(row, "", "", "")
		} else {
			row = append(row,
				of(func(m *measurement) float64 { return float64(m.report.Mallocs) }),
				of(func(m *measurement) float64 { return float64(m.report.Bytes) }),
				of(func(m *measurement) float64 { return float64(m.report.CgoCalls) }))
		}
		t.add(append(row,
			of(func(m *measurement) float64 { return float64(m.report.CPU) / 1e3 }),
			of(func(m *measurement) float64 { return float64(m.targetCPU) / 1e3 }))...)
	}
	r.report.section("What one notification costs",
		"From the same runs: the supervisor's whole process, its runtime included, between the first and the last "+
			"measured call, divided by the calls. A receive that finds nothing pending is a cgo call, too.", t)
	return nil
}

// ---- throughput ----

var throughputWays = pick(supervisors, keyReference, keyC, keyPoll, keyLib, keyReceive, keyServe, keyChannel)

func (r *runner) throughputLoads() ([]load, int) {
	l := load{warmUp: 100 * time.Millisecond, run: 400 * time.Millisecond}
	threads, rounds := []int{1, 4, 16, 64, 256}, 5
	if r.quick {
		l = load{warmUp: 30 * time.Millisecond, run: 100 * time.Millisecond}
		threads, rounds = []int{1, 16, 256}, 1
	}
	var loads []load
	for _, n := range threads {
		l.threads = n
		loads = append(loads, l)
	}
	return loads, rounds
}

func (r *runner) planThroughput() (d time.Duration) {
	loads, rounds := r.throughputLoads()
	for _, l := range loads {
		d += estimate(throughputWays, l, rounds)
	}
	return d
}

func (r *runner) throughput() error {
	loads, rounds := r.throughputLoads()
	t := newTable("threads", "way", "calls/s", "ratio", "p50 µs", "p99 µs", "p99.9 µs")
	rate := lineChart{title: "Throughput", x: "target threads", y: "calls per second"}
	tail := lineChart{title: "99 % of the calls are answered within", x: "target threads", y: "µs (logarithmic)", logY: true}
	for _, l := range loads {
		all, err := r.take(throughputWays, l, rounds, fmt.Sprintf("throughput, %d threads", l.threads))
		if err != nil {
			return err
		}
		for _, s := range throughputWays {
			ms := all[s.key]
			t.add(l.threads, s.name, whole(medianOf(ms, perSecond)), ratio(ms, all[keyReference], perSecond),
				medianOf(ms, median50), medianOf(ms, quantile99), medianOf(ms, quantile999))
			rate.add(s.name, float64(l.threads), medianOf(ms, perSecond))
			tail.add(s.name, float64(l.threads), medianOf(ms, quantile99))
		}
	}
	r.report.section("Throughput",
		fmt.Sprintf("The threads of one process, under one filter, call as fast as they are answered: %d rounds of %v. "+
			"One listener, one goroutine (or thread) that receives. The ratio is to the C loop with SYNC_WAKE_UP; "+
			"above 1 is faster.", rounds, loads[0].run), t)
	if err := r.chart("throughput", rate.draw); err != nil {
		return err
	}
	return r.chart("latency", tail.draw)
}

// ---- scale ----

// scaleWays with, for those that take a thread for each listener, at most so many of
// them: the Go runtime gives up at 10,000 threads.
var (
	scaleWays  = pick(supervisors, keyReceive, keyServe, keyLib)
	maxThreads = 1000
)

func (r *runner) scaleLoads() ([]load, int) {
	l := load{threads: 1, warmUp: 100 * time.Millisecond, run: 400 * time.Millisecond}
	sizes, rounds := []int{1, 100, 1000, 10000}, 3
	if r.quick {
		l = load{threads: 1, warmUp: 30 * time.Millisecond, run: 100 * time.Millisecond}
		sizes, rounds = []int{1, 1000}, 1
	}
	var loads []load
	var limit unix.Rlimit
	_ = unix.Getrlimit(unix.RLIMIT_NOFILE, &limit)
	// Two descriptors each, and some for the rest.
	room := int(limit.Cur-100) / 2
	for _, n := range sizes {
		if n > room {
			if room <= l.idle {
				r.report.skip("scale", fmt.Sprintf("%d listeners: RLIMIT_NOFILE is %d", n, limit.Cur))
				continue
			}
			n = room // as many of them as there is room for
		}
		l.idle = n
		loads = append(loads, l)
	}
	return loads, rounds
}

func scaleWaysFor(l load) []supervisor {
	var ways []supervisor
	for _, s := range scaleWays {
		if !s.thread || l.idle <= maxThreads {
			ways = append(ways, s)
		}
	}
	return ways
}

func (r *runner) planScale() (d time.Duration) {
	loads, rounds := r.scaleLoads()
	for _, l := range loads {
		d += estimate(scaleWaysFor(l), l, rounds)
	}
	return d
}

func (r *runner) scale() error {
	loads, rounds := r.scaleLoads()
	t := newTable("idle listeners", "way", "OS threads", "RSS MiB", "RSS per stream KiB", "descriptors per stream", "busy one: median µs", "mean µs", "p99 µs")
	trip := lineChart{title: "Round trip of one busy listener among idle ones", x: "idle listeners", y: "µs, median"}
	threads := lineChart{title: "OS threads of the supervisor", x: "idle listeners", y: "threads (logarithmic)", logY: true}
	for _, l := range loads {
		all, err := r.take(scaleWaysFor(l), l, rounds, fmt.Sprintf("scale, %d idle listeners", l.idle))
		if err != nil {
			return err
		}
		for _, s := range scaleWaysFor(l) {
			ms := all[s.key]
			of := func(f func(now, before footprint) float64) float64 {
				return medianOf(ms, func(m *measurement) float64 { return f(m.report.At, m.report.Before) })
			}
			count := of(func(now, _ footprint) float64 { return float64(now.Threads) })
			perStream := func(v float64) any {
				if l.idle < 100 {
					return "" // it would be the rest of the process
				}
				return v / float64(l.idle+1)
			}
			t.add(l.idle, s.name, whole(count),
				of(func(now, _ footprint) float64 { return float64(now.RSS) / (1 << 20) }),
				perStream(of(func(now, before footprint) float64 { return float64(now.RSS-before.RSS) / (1 << 10) })),
				perStream(math.Round(of(func(now, before footprint) float64 { return float64(now.Descriptors - before.Descriptors) }))),
				medianOf(ms, median50), medianOf(ms, mean), medianOf(ms, quantile99))
			trip.add(s.name, float64(l.idle), medianOf(ms, median50))
			threads.add(s.name, float64(l.idle), count)
		}
	}
	r.report.section("Scale",
		fmt.Sprintf("One process supervises many target threads, each under a filter and with a listener of its own. "+
			"All are idle but one, which calls in a tight loop: %d rounds of %v. The resident memory is the supervisor's own, "+
			"goroutine stacks included, after a garbage collection; what the kernel takes for a listener and an epoll instance "+
			"is not in it. libseccomp-golang takes an OS thread for each listener, and the Go runtime ends a process with 10,000 "+
			"of them: it is measured up to %d.", rounds, loads[0].run, maxThreads), t)
	if err := r.chart("scale", trip.draw); err != nil {
		return err
	}
	return r.chart("threads", threads.draw)
}
