package seccompstream

import (
	"context"
	"slices"
)

const (
	maxSpare      = 64
	minQueueSweep = 64
)

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
	stream *NotificationStream
	ctx    context.Context
	limit  int // of running handlers; 0 means none

	running int   // handlers, counted where there is a limit
	queue   []job // from head on
	head    int
	sweepAt int // length of the queue at which to drop the jobs that are over
	spare   []*handlerContext
}

func (q *jobQueue) init(s *NotificationStream, ctx context.Context, limit int) {
	q.stream, q.ctx, q.limit = s, ctx, limit
}

// admit reports whether the job may be handled at once. If not it is in the queue.
func (q *jobQueue) admit(j *job) bool {
	if q.running < q.limit {
		q.running++
		return true
	}
	if len(q.queue) >= max(q.sweepAt, minQueueSweep) {
		// A target that is interrupted again and again leaves a job each time.
		q.queue = slices.DeleteFunc(slices.Delete(q.queue, 0, q.head), q.dropIfOver)
		q.head, q.sweepAt = 0, 2*len(q.queue)
	}
	q.queue = append(q.queue, *j)
	q.stream.enqueued(j.hctx)
	j.hctx = nil
	return false
}

// next ends a job that was admitted, and replaces it by another one if one waits, which it
// reports.
func (q *jobQueue) next(j *job) bool {
	for q.head < len(q.queue) {
		n := q.queue[q.head]
		q.queue[q.head] = job{}
		if q.head++; q.head == len(q.queue) {
			q.queue, q.head = q.queue[:0], 0
		}
		q.stream.dequeued(n.hctx)
		if !q.dropIfOver(n) {
			q.recycle(j.hctx)
			*j = n
			return true
		}
	}
	q.running--
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
	return &handlerContext{stream: q.stream, parent: q.ctx}
}

// recycle keeps a context that nobody can be using.
func (q *jobQueue) recycle(hctx *handlerContext) {
	if hctx != nil && len(q.spare) < maxSpare && hctx.reusable() {
		q.spare = append(q.spare, hctx)
	}
}
