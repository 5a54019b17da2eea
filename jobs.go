package seccompstream

import (
	"slices"
	"sync"
)

const (
	maxSpare      = 64
	minQueueSweep = 64
)

// How many handlers run at a time where Config.Workers does not say: of one stream, and of
// all such streams. The Go runtime ends a process at 10,000 threads.
const (
	defaultWorkers = 1024
	commonWorkers  = 8192
)

// workerPool is what streams share that leave Config.Workers at zero. The first handler of
// each stream needs nothing of it, so that every stream goes on whatever the others do.
type workerPool struct {
	mu      sync.Mutex
	free    int
	waiting []*server // those that could run another handler
}

var common = workerPool{free: commonWorkers}

// take reports whether one more handler may run. If not the server is told when it may.
func (p *workerPool) take(v *server) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free > 0 {
		p.free--
		return true
	}
	if !slices.Contains(p.waiting, v) {
		p.waiting = append(p.waiting, v)
	}
	return false
}

// give takes back what take did.
func (p *workerPool) give() {
	p.mu.Lock()
	p.free++
	p.mu.Unlock()
}

// next returns the server that has waited for longest for what is free now, or nil. The caller
// tells it, by runQueued, when it holds no lock.
func (p *workerPool) next() *server {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free <= 0 || len(p.waiting) == 0 {
		return nil
	}
	v := p.waiting[0]
	p.waiting = slices.Delete(p.waiting, 0, 1)
	return v
}

// runOthers lets the servers that wait run handlers, while any more may.
func (p *workerPool) runOthers() {
	for v := p.next(); v != nil; v = p.next() {
		v.runQueued()
	}
}

// forget makes the pool know nothing of a server that is done.
func (p *workerPool) forget(v *server) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.waiting, v); i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	}
}

// job is a notification, and the context to handle it with.
type job struct {
	n    Notification
	hctx *handlerContext
}

// jobQueue has the jobs that the limit does not admit: while there are any, as many handlers
// run as may, and each of them takes the next job when it is done. It also keeps contexts for
// jobs to come. The server's mu guards it.
type jobQueue struct {
	// Immutable.
	server *server
	limit  int         // of running handlers; 0 means none
	common *workerPool // what all but the first handler takes from; nil where the user has set the limit

	running int   // handlers, counted where there is a limit
	queue   []job // from head on
	head    int
	sweepAt int // length of the queue at which to drop the jobs that are over
	spare   []*handlerContext
}

func (q *jobQueue) init(v *server, workers int) {
	q.server = v
	switch workers {
	case 0:
		q.limit, q.common = defaultWorkers, &common
	case NoLimit:
	default:
		q.limit = workers
	}
}

// mayRun reports whether one more handler may run, and counts it if so.
func (q *jobQueue) mayRun() bool {
	if q.running >= q.limit || q.running > 0 && q.common != nil && !q.common.take(q.server) {
		return false
	}
	q.running++
	return true
}

// ran counts a handler that runs no more. It reports whether another server may run one
// instead, which the caller lets it, by runOthers, when it holds no lock.
func (q *jobQueue) ran() bool {
	q.running--
	if q.running == 0 || q.common == nil {
		return false
	}
	q.common.give()
	return true
}

// waits reports whether a job waits.
func (q *jobQueue) waits() bool { return q.head < len(q.queue) }

// admit reports whether the job may be handled at once. If not it is in the queue.
func (q *jobQueue) admit(j *job) bool {
	if !q.waits() && q.mayRun() {
		return true
	}
	if len(q.queue) >= max(q.sweepAt, minQueueSweep) {
		// A target that is interrupted again and again leaves a job each time.
		q.queue = slices.DeleteFunc(slices.Delete(q.queue, 0, q.head), q.dropIfOver)
		q.head, q.sweepAt = 0, 2*len(q.queue)
	}
	q.queue = append(q.queue, *j)
	q.server.stream.enqueued(j.hctx)
	j.hctx = nil
	return false
}

// next replaces a job that is done by one that waits, if there is one, which it reports.
func (q *jobQueue) next(j *job) bool {
	for q.waits() {
		n := q.queue[q.head]
		q.queue[q.head] = job{}
		if q.head++; q.head == len(q.queue) {
			q.queue, q.head = q.queue[:0], 0
		}
		q.server.stream.dequeued(n.hctx)
		if !q.dropIfOver(n) {
			q.recycle(j.hctx)
			*j = n
			return true
		}
	}
	return false
}

// dropIfOver reports whether nothing is left to do for a job, and keeps its context if so.
func (q *jobQueue) dropIfOver(j job) bool {
	ended := j.hctx.hasEnded()
	if ended {
		q.recycle(j.hctx)
	}
	return ended
}

// context returns a context for a job.
func (q *jobQueue) context() *handlerContext {
	if i := len(q.spare) - 1; i >= 0 {
		hctx := q.spare[i]
		q.spare = q.spare[:i]
		return hctx
	}
	return &handlerContext{stream: q.server.stream, parent: q.server.ctx}
}

// recycle keeps a context that nobody can be using.
func (q *jobQueue) recycle(hctx *handlerContext) {
	if hctx != nil && len(q.spare) < maxSpare && hctx.reusable() {
		q.spare = append(q.spare, hctx)
	}
}
