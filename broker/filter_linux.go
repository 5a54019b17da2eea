//go:build cgo

package broker

import (
	"errors"
	"fmt"
	"slices"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// nativeEntries finds the numbers that the calls have here.
func nativeEntries() (map[int32]*entry, error) {
	if nativeArch == 0 {
		return nil, fmt.Errorf("broker: on this architecture: %w", errors.ErrUnsupported)
	}
	m := map[int32]*entry{}
	for i := range table {
		e := &table[i]
		if e.how == refused && e.when != nil {
			continue // the filter refuses them
		}
		if nr, ok := e.number(); ok {
			m[int32(nr)] = e
		}
	}
	return m, nil
}

// number returns what the call is here.
func (e *entry) number() (seccomp.ScmpSyscall, bool) {
	if nr, err := seccomp.GetSyscallFromName(e.name); err == nil && nr >= 0 {
		return nr, true
	}
	return seccomp.ScmpSyscall(e.nr), e.nr != 0
}

// Refused returns the names of the calls that are refused by default, which Options.Permit takes.
func Refused() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for name, e := range tableByName {
			if e.how == refused && !yield(name) {
				return
			}
		}
	})
}

// Filter returns the filter for the broker's targets. It notifies the calls that the broker performs or judges, as
// far as Options.Free leaves anything to be judged: an openat(2) for reading, for example, is not notified where
// reading is free. It refuses by itself those calls that are refused whoever makes them, calls that are newer than
// this package, and all of other ABIs.
//
// The caller may add rules for further calls, and releases the filter. Its no_new_privs attribute is off, which lets
// package launch set the bit where it has to.
func (b *Broker) Filter() (*seccomp.ScmpFilter, error) {
	if err := scmp.CheckLibrary(); err != nil {
		return nil, fmt.Errorf("broker: %w", err)
	}
	f, err := seccomp.NewFilter(seccomp.ActAllow)
	if err != nil {
		return nil, fmt.Errorf("broker: make a filter: %w", err)
	}
	if err := b.fill(f); err != nil {
		f.Release()
		return nil, fmt.Errorf("broker: %w", err)
	}
	return f, nil
}

func (b *Broker) fill(f *seccomp.ScmpFilter) error {
	if err := f.SetNoNewPrivsBit(false); err != nil {
		return fmt.Errorf("leave no_new_privs off: %w", err)
	}
	if err := f.SetBadArchAction(seccomp.ActErrno.SetReturnCode(int16(unix.ENOSYS))); err != nil {
		return fmt.Errorf("refuse other architectures: %w", err)
	}
	for i := range table {
		e := &table[i]
		nr, ok := e.number()
		if !ok {
			continue
		}
		action := seccomp.ActNotify
		if e.how == refused {
			if b.permit[e.name] {
				continue
			}
			action = seccomp.ActErrno.SetReturnCode(int16(e.errno))
		}
		if e.may != 0 && e.may&^b.free == 0 {
			continue
		}
		if err := b.add(f, e, nr, action); err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
	}
	for nr := firstCommon; nr <= lastCommon; nr++ {
		if reviewed[nr] {
			continue
		}
		if err := f.AddRule(seccomp.ScmpSyscall(nr), seccomp.ActErrno.SetReturnCode(int16(unix.ENOSYS))); err != nil {
			return fmt.Errorf("call %d: %w", nr, err)
		}
	}
	return nil
}

// add adds the rules of one call.
func (b *Broker) add(f *seccomp.ScmpFilter, e *entry, nr seccomp.ScmpSyscall, action seccomp.ScmpAction) error {
	bits := func(index uint, masks ...uint64) error {
		for _, mask := range masks {
			c := seccomp.ScmpCondition{Argument: index, Op: seccomp.CompareMaskedEqual, Operand1: mask, Operand2: mask}
			if err := f.AddRuleConditional(nr, action, []seccomp.ScmpCondition{c}); err != nil {
				return err
			}
		}
		return nil
	}
	switch {
	case e.name == "sendto":
		c := seccomp.ScmpCondition{Argument: 4, Op: seccomp.CompareNotEqual, Operand1: 0}
		return f.AddRuleConditional(nr, action, []seccomp.ScmpCondition{c})
	case e.flags != 0 && b.free&Read != 0:
		// What opens for reading alone is free. O_TMPFILE has the bit of O_DIRECTORY in it.
		return bits(uint(e.flags), unix.O_WRONLY, unix.O_RDWR, unix.O_CREAT, unix.O_TRUNC, tmpfile)
	case e.mode != 0 && b.free&Reading == Reading:
		return bits(uint(e.mode), unix.W_OK)
	}
	if e.when == nil {
		return f.AddRule(nr, action)
	}
	for _, c := range e.when {
		var conditions []seccomp.ScmpCondition
		for _, a := range c {
			conditions = append(conditions, seccomp.ScmpCondition{Argument: a.index, Op: seccomp.CompareMaskedEqual, Operand1: a.mask, Operand2: a.value})
		}
		if err := f.AddRuleConditional(nr, action, conditions); err != nil {
			return err
		}
	}
	return nil
}
