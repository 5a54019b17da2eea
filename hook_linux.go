//go:build cgo

package seccompstream

import "github.com/seccompstream/seccompstream/internal/hook"

func init() { hook.ReadMemory = readMemory }
