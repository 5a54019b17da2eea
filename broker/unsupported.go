//go:build !linux || !cgo

package broker

import (
	"context"
	"errors"
	"syscall"

	"github.com/seccompstream/seccompstream"
)

const errDenied = syscall.EACCES

// A Broker is a [seccompstream.Handler] that performs calls. There is none on this system.
type Broker struct{}

// New returns an error that matches [errors.ErrUnsupported].
func New(Policy, *Options) (*Broker, error) { return nil, errors.ErrUnsupported }

// HandleNotification answers ENOSYS.
func (*Broker) HandleNotification(context.Context, seccompstream.Notification) seccompstream.Response {
	return seccompstream.Error(syscall.ENOSYS)
}

// Close returns nil.
func (*Broker) Close() error { return nil }

// filter stands for libseccomp's type, which cannot be imported here.
type filter struct{}

// Filter returns an error that matches [errors.ErrUnsupported].
func (*Broker) Filter() (*filter, error) { return nil, errors.ErrUnsupported }

// Refused returns nothing.
func Refused() []string { return nil }
