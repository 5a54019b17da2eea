//go:build linux && cgo

package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// A fault is what -e fault= asks for: some calls are not made, and return something else.
type fault struct {
	names    map[string]bool
	response seccompstream.Response
	text     string // what is printed
	// The first call that it is for, the last, and how far apart they are; step 0: only first.
	first, last, step int
	seen              int
}

// parseFault takes "set[:error=NAME][:retval=N][:when=WHEN]".
func parseFault(arg string) (*fault, error) {
	parts := strings.Split(arg, ":")
	f := &fault{names: map[string]bool{}, first: 1, step: 1}
	for _, word := range strings.Split(parts[0], ",") {
		names, _, err := namesOf(word)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			f.names[name] = true
		}
	}
	errno := syscall.ENOSYS
	f.fail(errno)
	for _, part := range parts[1:] {
		key, value, _ := strings.Cut(part, "=")
		switch key {
		case "error":
			if errno = errnoOf(value); errno == 0 {
				return nil, fmt.Errorf("-e fault: %q is no error", value)
			}
			f.fail(errno)
		case "retval":
			n, err := strconv.ParseInt(value, 0, 64)
			if err != nil || n < 0 {
				return nil, fmt.Errorf("-e fault: retval=%s is no number", value)
			}
			f.response, f.text = seccompstream.Success(n), strconv.FormatInt(n, 10)
		case "when":
			if err := f.when(value); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("-e fault: %q is none of error=, retval= and when=", part)
		}
	}
	return f, nil
}

func (f *fault) fail(errno syscall.Errno) {
	f.response = seccompstream.Error(errno)
	f.text = "-1 " + unix.ErrnoName(errno) + " (" + explain(errno) + ")"
}

// explain returns what the C library says of an error.
func explain(errno syscall.Errno) string {
	s := errno.Error()
	return strings.ToUpper(s[:1]) + s[1:]
}

func errnoOf(name string) syscall.Errno {
	if n, err := strconv.Atoi(name); err == nil && n > 0 && n < 4096 {
		return syscall.Errno(n)
	}
	for e := syscall.Errno(1); e < 200; e++ {
		if unix.ErrnoName(e) == name {
			return e
		}
	}
	return 0
}

var errWhen = errors.New("-e fault: when= takes N, N+, N+STEP or N..M")

// when parses which of the calls the fault is for.
func (f *fault) when(s string) error {
	number := func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return 0, errWhen
		}
		return n, nil
	}
	var err error
	if first, step, ok := strings.Cut(s, "+"); ok {
		f.last, f.step = 0, 1
		if f.first, err = number(first); err == nil && step != "" {
			f.step, err = number(step)
		}
		return err
	}
	if first, last, ok := strings.Cut(s, ".."); ok {
		if f.first, err = number(first); err == nil {
			f.last, err = number(last)
		}
		return err
	}
	f.first, err = number(s)
	f.last = f.first
	return err
}

// hits counts a call, and reports whether it is to fail.
func (f *fault) hits(name string) bool {
	if !f.names[name] {
		return false
	}
	f.seen++
	return f.seen >= f.first && (f.last == 0 || f.seen <= f.last) && (f.seen-f.first)%f.step == 0
}
