//go:build linux && cgo

package broker_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/broker"
)

func init() { targets["cost"] = cost }

// cost makes the same call again and again, and says how many nanoseconds one took.
func cost(w *bufio.Writer, args []string) {
	runtime.LockOSThread()
	n, _ := strconv.Atoi(args[1])
	var st unix.Stat_t
	path, made := name("file"), name("made")
	f := func() {}
	switch args[0] {
	case "stat":
		f = func() { sys(unix.SYS_NEWFSTATAT, at(), path, uintptr(unsafe.Pointer(&st)), 0) }
	case "open and close":
		f = func() { opens(path, unix.O_RDONLY|unix.O_CLOEXEC) }
	case "create and unlink":
		f = func() {
			opens(made, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY)
			remove("made")
		}
	case "connect":
		fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
		if err != nil {
			say(w, "%v", err)
			return
		}
		addr := append([]byte{unix.AF_INET, 0, 0, 9, 127, 0, 0, 1}, make([]byte, 8)...)
		forever = append(forever, addr)
		f = func() { sys(unix.SYS_CONNECT, uintptr(fd), uintptr(unsafe.Pointer(&addr[0])), 16) }
	}
	for range 20 {
		f()
	}
	start := time.Now()
	for range n {
		f()
	}
	say(w, "%d", time.Since(start).Nanoseconds()/int64(n))
}

// BenchmarkCost is what a call costs its target: natively, notified and continued, performed, judged and performed, and
// performed by a root supervisor for another user.
func BenchmarkCost(b *testing.B) {
	dir := openTemp(b)
	if err := os.WriteFile(dir+"/file", nil, 0o666); err != nil {
		b.Fatal(err)
	}
	proceed := func(*broker.Broker) seccompstream.Handler {
		return seccompstream.HandlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
			return seccompstream.Continue()
		})
	}
	permit := func(context.Context, *broker.Request) error { return nil }
	for _, call := range []string{"stat", "open and close", "create and unlink", "connect"} {
		for _, way := range []struct {
			name string
			run  func(b *testing.B, cmd *exec.Cmd) string
		}{
			{"native", func(b *testing.B, cmd *exec.Cmd) string { return output(b, cmd) }},
			{"continued", func(b *testing.B, cmd *exec.Cmd) string { return supervise(b, cmd, nil, nil, proceed) }},
			{"performed", func(b *testing.B, cmd *exec.Cmd) string { return supervise(b, cmd, nil, nil, itself) }},
			{"judged", func(b *testing.B, cmd *exec.Cmd) string { return supervise(b, cmd, permit, nil, itself) }},
			{"other user", func(b *testing.B, cmd *exec.Cmd) string {
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 1000, Gid: 1000}}
				return supervise(b, cmd, nil, nil, itself)
			}},
		} {
			b.Run(call+"/"+way.name, func(b *testing.B) {
				cmd := target("cost", call, fmt.Sprint(b.N))
				cmd.Dir = dir
				var ns float64
				if _, err := fmt.Sscan(way.run(b, cmd), &ns); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(ns, "ns/op")
			})
		}
	}
}
