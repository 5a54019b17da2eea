package seccompstream

// SignalPending reports whether the target has a signal to take that it does not block: one
// that would interrupt the call now, had the kernel run it. It reads the supervisor's /proc,
// and proves that the call still waits; [ErrExpired] says that it does not. Its other errors
// are those of [Notification.Process].
//
// A signal for the whole process counts where the kernel gives it to this thread: its first
// one, or one while all others block the signal. (A signal that was sent to the number of
// another thread, as kill(2) permits and hardly anybody does, cannot be told from one that was
// sent to the process's.) A signal that is ignored is no signal.
//
// A handler that waits for long has [Interruptible] for that, and others may ask from time to
// time. [Interrupted] is the answer.
func (n Notification) SignalPending() (bool, error) {
	if n.stream == nil {
		return false, errNoStream
	}
	pending, err := n.stream.signalPending(n)
	if err != nil {
		return false, n.explain(err)
	}
	if err := n.Valid(); err != nil {
		return false, err
	}
	return pending, nil
}

// signalPending is SignalPending but for the proof. Once the kernel has told a thread in a call
// to look for signals, it looks when the call is over, though another thread may have taken the
// signal meanwhile.
func (s *NotificationStream) signalPending(n Notification) (bool, error) {
	s.mu.Lock()
	c := s.calls.byID[n.ID]
	seen := c != nil && c.signal
	s.mu.Unlock()
	if seen {
		return true, nil
	}
	pending, err := signalPending(n)
	if err == nil && pending {
		s.mu.Lock()
		if c := s.calls.byID[n.ID]; c != nil {
			c.signal = true
		}
		s.mu.Unlock()
	}
	return pending, err
}
