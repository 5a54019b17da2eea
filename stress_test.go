//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

// TestStress does everything to streams that can be done to them, at random, for
// STRESS_TIME (3s unless set): hundreds of target threads and processes that call,
// are interrupted and killed; handlers that answer, fail, dawdle and forget; streams
// that are closed, detached and served anew. Whatever happens, each target gets an
// answer that somebody gave it or an error that is meant for it, the counters add up,
// and nothing is left behind.
//
// The test is a row of episodes, each from a seed of its own, which a failure tells.
// STRESS_SEED repeats one episode, again and again.
func TestStress(t *testing.T) {
	seccompstream.SetCommonWorkers(t, 8)
	length := 3 * time.Second
	if s := os.Getenv("STRESS_TIME"); s != "" {
		var err error
		if length, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	kerneltest.Deadline(t, length+2*time.Minute)
	seed, fixed := rand.Uint64(), false
	if s := os.Getenv("STRESS_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 0, 64); err != nil {
			t.Fatal(err)
		}
		fixed = true
	}
	var sum seccompstream.Stats
	episodes, fates, last := 0, [fateCount]uint64{}, time.Now()
	for start := last; time.Since(start) < length && !t.Failed(); episodes++ {
		if !fixed && episodes > 0 {
			seed = rand.Uint64()
		}
		e := newEpisode(t, seed)
		ok := t.Run(fmt.Sprintf("%#x", seed), e.run)
		if !ok {
			t.Logf("to repeat: STRESS_SEED=%#x, %v", seed, e)
		}
		sum.Received += e.sum.Received
		sum.Answered += e.sum.Answered
		sum.Expired += e.sum.Expired
		sum.TimedOut += e.sum.TimedOut
		sum.Closed += e.sum.Closed
		sum.Panicked += e.sum.Panicked
		sum.Refused += e.sum.Refused
		for i := range fates {
			fates[i] += e.fates[i].Load()
		}
		if time.Since(last) > time.Minute {
			last = time.Now()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			fmt.Printf("%v: %d episodes, %d notifications, %d goroutines, %d KiB of heap in use\n",
				last.Sub(start).Round(time.Second), episodes+1, sum.Received, runtime.NumGoroutine(), m.HeapInuse/1024)
		}
	}
	t.Logf("%d episodes, the last with STRESS_SEED=%#x: %d received, %d answered, %d expired, %d timed out, %d closed, %d panicked, %d refused; fates %v",
		episodes, seed, sum.Received, sum.Answered, sum.Expired, sum.TimedOut, sum.Closed, sum.Panicked, sum.Refused, fates)
}

// What becomes of a notification.
const (
	fateSuccess = iota
	fateContinue
	fateError
	fateSlow
	fatePanic
	fateGoexit
	fateNonsense
	fateAnswersItself
	fateHandedOver
	fateRace
	fateWaitsForContext
	fateDropped
	fateCloses
	fateInterrupted
	fateWaitsForSignal
	fateCount
)

// The errors that targets may see, each with one source.
const (
	handlersErrno = unix.EACCES
	mishapErrno   = unix.EREMOTEIO
	timeoutErrno  = unix.ETIMEDOUT
	closeErrno    = unix.ESHUTDOWN
)

// mayContinue marks a call that the kernel may be let run.
const mayContinue = 0x600d

type episode struct {
	seed          uint64
	cfg           seccompstream.Config
	length        time.Duration
	kind          string
	size          int
	interruptible bool
	drops         bool // some notifications are dropped with no time-out

	t        *testing.T
	stream   atomic.Pointer[seccompstream.NotificationStream] // the last one
	channel  *seccompstream.NotificationStream                // the last one whose C is in use
	stop     atomic.Bool
	loose    sync.WaitGroup // goroutines of handlers
	fates    [fateCount]atomic.Uint64
	outcomes outcomes
	sum      seccompstream.Stats
}

// outcomes counts what targets saw.
type outcomes struct {
	values, handlers, mishaps, timeouts, closed, unreceived, interrupted atomic.Uint64
}

func newEpisode(t *testing.T, seed uint64) *episode {
	r := rand.New(rand.NewPCG(seed, 0))
	e := &episode{
		seed: seed,
		cfg: seccompstream.Config{
			Buffer:          r.IntN(3) * r.IntN(10),
			Workers:         []int{0, 0, 1, 1 + r.IntN(8), seccompstream.NoLimit}[r.IntN(5)],
			Grace:           time.Duration(r.IntN(2)*r.IntN(10)) * time.Millisecond,
			NoSyncWakeUp:    r.IntN(4) == 0,
			TimeoutResponse: seccompstream.Error(timeoutErrno),
			CloseResponse:   seccompstream.Error(closeErrno),
			ErrorResponse:   seccompstream.Error(mishapErrno),
			Logger:          slog.New(slog.DiscardHandler),
		},
		length:        time.Duration(20+r.IntN(300)) * time.Millisecond,
		kind:          []string{"threads", "threads", "threads", "process", "herd"}[r.IntN(5)],
		interruptible: r.IntN(2) == 0,
	}
	if r.IntN(3) > 0 {
		e.cfg.Timeout = time.Duration(1+r.IntN(50)) * time.Millisecond
	} else {
		e.drops = r.IntN(2) == 0
	}
	switch e.kind {
	case "threads":
		e.size = 1 + r.IntN(1+r.IntN(200))
	case "process":
		e.size = 1 + r.IntN(60)
	case "herd":
		e.size = 1 + r.IntN(60)
	}
	return e
}

func (e *episode) String() string {
	return fmt.Sprintf("%s of %d for %v, interruptible %v, drops %v, workers %d, buffer %d, timeout %v",
		e.kind, e.size, e.length, e.interruptible, e.drops, e.cfg.Workers, e.cfg.Buffer, e.cfg.Timeout)
}

func (e *episode) run(t *testing.T) {
	e.t = t
	kerneltest.Deadline(t, time.Minute)
	r := rand.New(rand.NewPCG(e.seed, 1))
	var s *seccompstream.NotificationStream
	var callers, trouble sync.WaitGroup
	killAll := func() {}
	switch e.kind {
	case "threads":
		targets := streamtest.NewTargets(t, streamtest.Options{
			Config: &e.cfg, Threads: e.size, Interruptible: e.interruptible, Names: []string{"getppid"},
		})
		s = targets[0].Stream
		for i, target := range targets {
			r := rand.New(rand.NewPCG(e.seed, 1000+uint64(i)))
			callers.Go(func() { e.call(r, target) })
		}
		trouble.Go(func() {
			r := rand.New(rand.NewPCG(e.seed, 2))
			for !e.stop.Load() {
				targets[r.IntN(len(targets))].Interrupt()
				time.Sleep(time.Duration(r.IntN(500)) * time.Microsecond)
			}
		})
	case "process":
		var p *kerneltest.Process
		p, s = startTarget(t, &e.cfg, stressProcess, "STRESS_THREADS="+strconv.Itoa(e.size))
		pid := p.Cmd.Process.Pid
		trouble.Go(func() {
			r := rand.New(rand.NewPCG(e.seed, 2))
			for !e.stop.Load() {
				tasks, _ := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
				if len(tasks) > 0 {
					tid, _ := strconv.Atoi(tasks[r.IntN(len(tasks))].Name())
					unix.Tgkill(pid, tid, unix.SIGURG)
				}
				time.Sleep(time.Duration(r.IntN(2000)) * time.Microsecond)
			}
		})
		killAll = p.Kill
	case "herd":
		var p *kerneltest.Process
		p, s = startTarget(t, &e.cfg, stressHerd, "STRESS_PROCESSES="+strconv.Itoa(e.size))
		var pids []int
		for range e.size {
			pid, err := strconv.Atoi(p.Line())
			if err != nil {
				t.Fatal(err)
			}
			pids = append(pids, pid)
		}
		trouble.Go(func() {
			r := rand.New(rand.NewPCG(e.seed, 2))
			for _, i := range r.Perm(len(pids))[:r.IntN(len(pids)+1)] {
				// Zombies keep their numbers until their parent, which waits for all of
				// them, is killed.
				unix.Kill(pids[i], unix.SIGKILL)
				time.Sleep(e.length / time.Duration(len(pids)))
				if e.stop.Load() {
					return
				}
			}
		})
		killAll = func() {
			for _, pid := range pids {
				unix.Kill(pid, unix.SIGKILL)
			}
			p.Kill()
		}
	}

	// The first stream and its successors, until the time is over.
	over := time.Now().Add(e.length)
	var consumers sync.WaitGroup
	for open := true; open; {
		e.stream.Store(s)
		ctx, cancel := context.WithCancel(t.Context())
		e.consume(r, ctx, s, &consumers)
		for open {
			e.watch(s, min(time.Duration(r.IntN(60))*time.Millisecond, time.Until(over)))
			if time.Now().After(over) {
				open = false
			} else if what := r.IntN(8); what == 0 {
				open = false
			} else if what < 4 {
				next := e.handOn(r, s)
				if next != nil {
					e.add(s)
					s = next
					break
				}
				open = s.Err() == nil
			} else if what < 6 {
				break // cancel, and consume anew
			}
		}
		cancel()
		if open {
			consumers.Wait()
		}
	}
	e.stop.Store(true)
	if !e.drops && r.IntN(2) == 0 {
		// Let the targets come to their end in peace: everything is answered.
		e.consume(r, context.Background(), s, &consumers)
		callers.Wait()
	}
	if r.IntN(2) == 0 {
		killAll()
	}
	s.Close()
	// Nobody is stuck.
	callers.Wait()
	consumers.Wait()
	trouble.Wait()
	e.loose.Wait()
	e.add(s)
	killAll()
	e.check()
}

// call makes calls on one target for as long as the episode lasts.
func (e *episode) call(r *rand.Rand, target *streamtest.Target) {
	for !e.stop.Load() {
		key, mark := int64(1+r.IntN(1<<30)), 0
		if r.IntN(4) == 0 {
			mark = mayContinue
		}
		switch val, err := target.Call("getppid", key, mark); {
		case err == nil && (val == key+1000 || mark == mayContinue && val == int64(os.Getppid())):
			e.outcomes.values.Add(1)
		case err == handlersErrno:
			e.outcomes.handlers.Add(1)
		case err == mishapErrno:
			e.outcomes.mishaps.Add(1)
		case err == timeoutErrno && e.cfg.Timeout > 0:
			e.outcomes.timeouts.Add(1)
		case err == closeErrno:
			e.outcomes.closed.Add(1)
		case err == unix.ENOSYS: // from the kernel: the listener is gone
			e.outcomes.unreceived.Add(1)
			return
		case err == unix.EINTR:
			e.outcomes.interrupted.Add(1)
		default:
			e.t.Errorf("a target got %d, %v; key %d, mark %#x", val, err, key, mark)
			return
		}
		if r.IntN(8) == 0 {
			time.Sleep(time.Duration(r.IntN(200)) * time.Microsecond)
		}
	}
}

// handle is the handler: what it does is in the seed and the notification's number.
func (e *episode) handle(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
	r := rand.New(rand.NewPCG(e.seed, n.ID))
	answer := seccompstream.Success(int64(n.Args[0]) + 1000)
	fate := r.IntN(fateCount)
	switch fate {
	case fateContinue:
		if n.Args[1] != mayContinue {
			fate = fateSuccess
		}
	case fateDropped:
		if e.cfg.Timeout == 0 && !e.drops || r.IntN(8) > 0 {
			fate = fateSuccess
		}
	case fateWaitsForContext, fateWaitsForSignal:
		if e.cfg.Timeout == 0 || r.IntN(8) > 0 {
			fate = fateSuccess
		}
	case fateCloses:
		if r.IntN(100) > 0 {
			fate = fateSuccess
		}
	}
	e.fates[fate].Add(1)
	switch fate {
	case fateContinue:
		return seccompstream.Continue()
	case fateError:
		return seccompstream.Error(handlersErrno)
	case fateSlow:
		time.Sleep(time.Duration(r.IntN(5000)) * time.Microsecond)
	case fatePanic:
		panic("as the seed says")
	case fateGoexit:
		runtime.Goexit()
	case fateNonsense:
		return seccompstream.Response{}
	case fateAnswersItself:
		e.respond(n, answer)
		if r.IntN(2) == 0 {
			return seccompstream.Continue() // too late
		}
		return seccompstream.Answered()
	case fateHandedOver:
		dawdle := time.Duration(r.IntN(2000)) * time.Microsecond
		e.loose.Go(func() {
			time.Sleep(dawdle)
			e.respond(n, answer)
		})
		return seccompstream.Answered()
	case fateRace:
		for range 1 + r.IntN(3) {
			e.loose.Go(func() {
				n.Valid()
				e.respond(n, answer)
			})
		}
	case fateWaitsForContext:
		<-ctx.Done()
	case fateInterrupted:
		return seccompstream.Interrupted()
	case fateWaitsForSignal:
		ctx, cancel := seccompstream.Interruptible(ctx)
		defer cancel()
		<-ctx.Done()
		return seccompstream.Interrupted()
	case fateDropped:
		return seccompstream.Answered()
	case fateCloses:
		e.stream.Load().Close()
	}
	return answer
}

func (e *episode) respond(n seccompstream.Notification, r seccompstream.Response) {
	switch err := n.Respond(r); {
	case err == nil, errors.Is(err, seccompstream.ErrExpired), errors.Is(err, seccompstream.ErrAnswered):
	default:
		e.t.Errorf("Respond: %v", err)
	}
}

// consume starts one of the ways to receive.
func (e *episode) consume(r *rand.Rand, ctx context.Context, s *seccompstream.NotificationStream, consumers *sync.WaitGroup) {
	run := func(f func() error) {
		consumers.Go(func() {
			switch err := f(); {
			case err == nil, err == io.EOF, errors.Is(err, os.ErrClosed), errors.Is(err, context.Canceled):
			default:
				e.t.Errorf("receiving: %v", err)
			}
		})
	}
	one := func(n seccompstream.Notification) {
		e.loose.Go(func() {
			returned := false
			defer func() {
				if !returned {
					recover()
					e.respond(n, seccompstream.Error(mishapErrno))
				}
			}()
			wait, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
			defer cancel()
			answer := e.handle(wait, n)
			returned = true
			switch answer {
			case seccompstream.Answered():
			case seccompstream.Response{}:
				wantErr(e.t, "nonsense", n.Respond(answer), seccompstream.ErrBadResponse)
				e.respond(n, seccompstream.Error(mishapErrno))
			default:
				e.respond(n, answer)
			}
		})
	}
	way := r.IntN(5)
	if way == 2 {
		e.channel = s
	}
	if e.channel == s {
		// What was received for the channel comes by no other way.
		c := s.C()
		for range 1 + r.IntN(4) {
			run(func() error {
				for {
					select {
					case n, open := <-c:
						if !open {
							return nil
						}
						one(n)
					case <-ctx.Done():
						return nil
					}
				}
			})
		}
	}
	switch way {
	case 0:
		for range 1 + r.IntN(4) {
			run(func() error {
				for {
					n, err := s.Receive(ctx)
					if err != nil {
						return err
					}
					one(n)
				}
			})
		}
	case 1:
		run(func() error {
			for n, err := range s.All(ctx) {
				if err != nil {
					return err
				}
				one(n)
			}
			return nil
		})
	case 2:
	default:
		for range 1 + r.IntN(8)/7 {
			run(func() error { return s.Serve(ctx, handlerFunc(e.handle)) })
		}
	}
}

// watch looks at the counters for a while.
func (e *episode) watch(s *seccompstream.NotificationStream, d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(time.Millisecond) {
		checkStats(e.t, s.Stats())
	}
}

// handOn detaches the stream and makes a successor of its listener, or returns nil.
func (e *episode) handOn(r *rand.Rand, s *seccompstream.NotificationStream) *seccompstream.NotificationStream {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(r.IntN(100))*time.Millisecond)
	defer cancel()
	f, err := s.Detach(ctx)
	switch {
	case err == nil:
	case errors.Is(err, context.DeadlineExceeded), err == io.EOF, errors.Is(err, os.ErrClosed):
		return nil
	default:
		e.t.Errorf("Detach: %v", err)
		return nil
	}
	defer f.Close()
	if st := s.Stats(); st.Pending != 0 || st.Closed != 0 {
		e.t.Errorf("after Detach: %+v", st)
	}
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		e.t.Error(err)
		return nil
	}
	next, err := seccompstream.NewNotificationStream(fd, &e.cfg)
	if err != nil {
		unix.Close(fd)
		e.t.Error(err)
		return nil
	}
	return next
}

// add sums up the counters of a stream that has ended.
func (e *episode) add(s *seccompstream.NotificationStream) {
	eventually(e.t, "the end of handlers that were left behind", func() bool { return s.Stats().Handlers == 0 })
	st := s.Stats()
	checkStats(e.t, st)
	if st.Pending != 0 || st.Queued != 0 || st.LeftBehind != 0 {
		e.t.Errorf("pending at the end: %+v", st)
	}
	e.sum.Received += st.Received
	e.sum.Answered += st.Answered
	e.sum.Expired += st.Expired
	e.sum.TimedOut += st.TimedOut
	e.sum.Closed += st.Closed
	e.sum.Panicked += st.Panicked
	e.sum.Refused += st.Refused
}

// check compares what the targets saw with what the streams say they were told.
func (e *episode) check() {
	if e.kind != "threads" {
		return
	}
	o := &e.outcomes
	told := o.values.Load() + o.handlers.Load() + o.mishaps.Load() + o.timeouts.Load() + o.closed.Load()
	// An answer may be that of a signal. One that comes between the answer and the target's
	// waking up takes the answer away, and nobody learns of that.
	lost := e.sum.Answered - told
	interrupted := e.fates[fateInterrupted].Load() + e.fates[fateWaitsForSignal].Load()
	if told > e.sum.Answered || lost > interrupted && !e.interruptible || lost > o.interrupted.Load() {
		e.t.Errorf("targets got %d answers of %d: %+v", told, e.sum.Answered, e.sum)
	}
	if e.interruptible {
		return
	}
	if o.timeouts.Load() != e.sum.TimedOut || o.closed.Load() != e.sum.Closed {
		e.t.Errorf("targets saw %d time-outs and %d closings: %+v", o.timeouts.Load(), o.closed.Load(), e.sum)
	}
}

var (
	// stressProcess calls from many threads until the listener is gone.
	stressProcess = kerneltest.Scenario("stress-process", func(report kerneltest.Report) {
		threads, _ := strconv.Atoi(os.Getenv("STRESS_THREADS"))
		offerListener(allThreads, unix.SYS_GETPPID)
		var wg sync.WaitGroup
		for thread := range uintptr(threads) {
			wg.Go(func() {
				runtime.LockOSThread()
				for i := uintptr(0); ; i++ {
					if _, _, errno := unix.Syscall(unix.SYS_GETPPID, thread+i, 0, 0); errno == unix.ENOSYS {
						return
					}
				}
			})
		}
		wg.Wait()
	})

	// stressHerd starts processes that call until they are killed or the listener is
	// gone, and waits for its own end.
	stressHerd = kerneltest.Scenario("stress-herd", func(report kerneltest.Report) {
		processes, _ := strconv.Atoi(os.Getenv("STRESS_PROCESSES"))
		offerListener(allThreads, unix.SYS_CHDIR)
		for range processes {
			c := exec.Command("/bin/sh", "-c", "while :; do cd /; done")
			c.SysProcAttr = &unix.SysProcAttr{Pdeathsig: unix.SIGKILL}
			runtime.LockOSThread() // the parent's death is that of its thread
			if err := c.Start(); err != nil {
				report("%v", err)
				return
			}
			report("%d", c.Process.Pid)
		}
		select {}
	})
)
