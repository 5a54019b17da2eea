//go:build linux && cgo

package seccompstream_test

import (
	"testing"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }
