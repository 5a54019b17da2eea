//go:build !linux || !cgo

package seccompstream

import (
	"context"
	"errors"
)

func asTarget(context.Context, Notification, func() error) error { return errors.ErrUnsupported }
