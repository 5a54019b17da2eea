package seccompstream

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// send answers the call with that ID.
func (s *NotificationStream) send(id uint64, r Response) error {
	return s.sendBecause(nil, id, r)
}

// sendBecause answers the call for a cause that its handler's context is told.
func (s *NotificationStream) sendBecause(why error, id uint64, r Response) error {
	c, err := s.claim(id)
	if err != nil {
		return err
	}
	c.why = why // nobody else looks at it while the claim lasts
	if r.kind == respondInterrupted {
		r = Error(syscall.EINTR)
		if pending, err := s.signalPending(c.n); err == nil && pending {
			r = restartCall
		}
	}
	return s.settle(c, opSend, s.lst.respond(id, r))
}

// claim gives the calling goroutine the right to answer a call, which ends with
// settle. While another goroutine has it, claim waits for the outcome, so that exactly
// one answer wins and the others are told what became of the call.
func (s *NotificationStream) claim(id uint64) (*call, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		c := s.calls.byID[id]
		switch {
		case c == nil:
			return nil, s.outcomeLocked(id)
		case !c.claimed:
			c.claimed = true
			s.using++
			return c, nil
		}
		s.changed.Wait()
	}
}

// settle ends a claim with what the kernel said of the answer.
func (s *NotificationStream) settle(c *call, op string, errno syscall.Errno) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.using--
	s.changed.Broadcast()
	switch errno {
	case 0:
		s.stats.Answered++
		switch c.why {
		case errTimedOut:
			s.stats.TimedOut++
		case os.ErrClosed:
			s.stats.Closed++
		}
		s.calls.remove(c, false)
		return nil
	case syscall.ENOENT:
		s.stats.Expired++
		s.calls.remove(c, true)
		return ErrExpired
	case syscall.EINPROGRESS:
		// Somebody who holds a duplicate of the listener was faster.
		s.stats.Answered++
		s.calls.remove(c, false)
		return ErrAnswered
	default:
		c.claimed = false
		return os.NewSyscallError(op, errno)
	}
}

// outcomeLocked returns what is told to who answers a call that is not in the table.
func (s *NotificationStream) outcomeLocked(id uint64) error {
	err := s.calls.outcome(id)
	if err == ErrAnswered && s.released && s.cause != io.EOF {
		return errClosedAnswered
	}
	return err
}

// use keeps the listener open until the caller calls unuse. At the end of the stream no call
// waits any more.
func (s *NotificationStream) use() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case !s.released:
	case s.cause == io.EOF:
		return ErrExpired
	default:
		return os.ErrClosed
	}
	s.using++
	return nil
}

func (s *NotificationStream) unuse() {
	s.mu.Lock()
	s.using--
	s.changed.Broadcast()
	s.mu.Unlock()
}

// valid asks the kernel whether a call still waits, and forgets it if it does not.
func (s *NotificationStream) valid(id uint64) error {
	if err := s.use(); err != nil {
		return err
	}
	errno := s.lst.idValid(id)
	s.unuse()
	switch errno {
	case 0:
		return nil
	case syscall.ENOENT:
		s.forget(id)
		return ErrExpired
	default:
		return os.NewSyscallError("ioctl(SECCOMP_IOCTL_NOTIF_ID_VALID)", errno)
	}
}

// forget drops a call that the kernel has none of any more. One whose answer is on
// its way is left to whoever sent that.
func (s *NotificationStream) forget(id uint64) {
	s.mu.Lock()
	if c := s.calls.byID[id]; c != nil && !c.claimed {
		s.stats.Expired++
		s.calls.remove(c, true)
		s.changed.Broadcast()
	}
	s.mu.Unlock()
}

// mustSend answers a call on the stream's own account. A response that this kernel
// refuses, as Linux before 5.5 does Continue, must not leave the target waiting.
func (s *NotificationStream) mustSend(why error, id uint64, r Response) error {
	err := s.sendBecause(why, id, r)
	var refused *os.SyscallError
	if !errors.As(err, &refused) {
		return err
	}
	s.cfg.Logger.Error("answer refused by the kernel", "response", r, "error", err)
	err = s.sendBecause(why, id, Error(syscall.ENOSYS))
	if errors.As(err, &refused) {
		s.forget(id)
	}
	return err
}

// answerPending answers every call in the table with r, or at least ends it.
func (s *NotificationStream) answerPending(r Response) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.calls.byID) > 0 {
		c := s.calls.head.next
		for c != &s.calls.head && c.claimed {
			c = c.next
		}
		if c == &s.calls.head {
			s.changed.Wait()
			continue
		}
		id := c.n.ID
		s.mu.Unlock()
		_ = s.mustSend(os.ErrClosed, id, r)
		s.mu.Lock()
	}
}
