//go:build cgo

package seccompstream

import "github.com/seccompstream/seccompstream/internal/hook"

func init() {
	hook.ReadMemory = func(pid int, arch uint32, p []byte, addr uint64) (int, error) {
		return readMemory(pid, p, Notification{Arch: arch}.untagged(addr))
	}
}
