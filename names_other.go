//go:build !linux || !cgo

package seccompstream

import (
	"fmt"
	"syscall"
)

func syscallName(uint32, int32) (string, bool) { return "", false }

func isSyscall(string) bool { return false }

func archName(arch uint32, _ int32) string { return fmt.Sprintf("%#x", arch) }

func errnoName(e syscall.Errno) string { return fmt.Sprintf("errno %d", int(e)) }
