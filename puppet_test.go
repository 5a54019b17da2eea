//go:build linux && cgo

package seccompstream_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// A puppet is a target process that makes the system calls that the test tells it to,
// one after the other, on its first thread or on another, under a filter or not yet.
type puppet struct {
	t    testing.TB
	p    *kerneltest.Process
	in   io.Writer
	sock int
	s    *seccompstream.NotificationStream
}

// order is what a puppet is told.
type order struct {
	Do   string // call, int80, gather, filter, thread, poke
	Nr   uintptr
	Args []any `json:",omitempty"`
	Nrs  []uint32
	Data []byte // which strings, being JSON's, could not hold
}

// Every puppet has two pages to read and write here, and none before or after.
const (
	puppetPages = 0x2_0000_0000 - 2*4096
	puppetEnd   = 0x2_0000_0000
	// The pages that i386 calls can point to.
	puppetLow = 0x1000_0000
)

var obey = kerneltest.Scenario("puppet", func(report kerneltest.Report) {
	runtime.LockOSThread()
	// The calls of the runtime would be the thread's, and a collection would wait for a
	// thread that waits for its answer.
	debug.SetGCPercent(-1)
	for _, at := range []uintptr{puppetPages, puppetLow} {
		_, _, errno := unix.Syscall6(unix.SYS_MMAP, at, 2*4096, unix.PROT_READ|unix.PROT_WRITE,
			unix.MAP_PRIVATE|unix.MAP_ANONYMOUS|unix.MAP_FIXED, ^uintptr(0), 0)
		if errno != 0 {
			report("mmap: %v", errno)
			return
		}
	}
	report("ready")
	serveOrders(bufio.NewReader(os.Stdin), report)
})

func serveOrders(in *bufio.Reader, report kerneltest.Report) {
	// Strings of orders live here, where their addresses stay good.
	var kept [][]byte
	defer func() { runtime.KeepAlive(kept) }()
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var o order
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		if err := d.Decode(&o); err != nil {
			report("%v", err)
			return
		}
		var args [6]uintptr
		for i, a := range o.Args {
			switch a := a.(type) {
			case json.Number:
				v, err := strconv.ParseUint(string(a), 10, 64)
				if err != nil {
					n, _ := strconv.ParseInt(string(a), 10, 64)
					v = uint64(n)
				}
				args[i] = uintptr(v)
			case string:
				b := append([]byte(a), 0)
				kept = append(kept, b)
				args[i] = uintptr(unsafe.Pointer(&b[0]))
			}
		}
		switch o.Do {
		case "filter":
			var flags uintptr
			if kernelAtLeast(5, 19) {
				flags = unix.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
			}
			offerListener(flags, o.Nrs...)
			report("0 0")
		case "thread":
			// Another thread goes on, and this one waits for it.
			done := make(chan struct{})
			go func() {
				defer close(done)
				runtime.LockOSThread()
				report("%d 0", unix.Gettid())
				serveOrders(in, report)
			}()
			<-done
			return
		case "gather":
			// Calls for descriptors, and counts what is none.
			lost := 0
			for range args[0] {
				fd, _, errno := unix.Syscall6(o.Nr, 0, 0, 0, 0, 0, 0)
				if errno != 0 || int(fd) < listenerOut || unix.Close(int(fd)) != nil {
					lost++
				}
			}
			report("%d 0", lost)
		case "int80":
			report("%d 0", int32(int80(o.Nr, args)))
		case "poke":
			copy(unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&args[0]))), len(o.Data)), o.Data)
			report("0 0")
		default:
			r, _, errno := unix.Syscall6(o.Nr, args[0], args[1], args[2], args[3], args[4], args[5])
			report("%d %d", int64(r), int(errno))
		}
	}
}

// int80 makes a call by the i386 convention, which a 64-bit program of x86 can, too.
var int80 func(nr uintptr, args [6]uintptr) uintptr

// newPuppet starts a puppet that has no filter yet.
func newPuppet(t testing.TB, prepare ...func(*exec.Cmd)) *puppet {
	t.Helper()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(pair[0]) })
	out := os.NewFile(uintptr(pair[1]), "listener")
	defer out.Close()
	u := &puppet{t: t, sock: pair[0]}
	first := func(c *exec.Cmd) {
		c.ExtraFiles = append(c.ExtraFiles, out)
		if u.in, err = c.StdinPipe(); err != nil {
			t.Fatal(err)
		}
	}
	u.p = kerneltest.Start(t, obey, append([]func(*exec.Cmd){first}, prepare...)...)
	if l := u.p.Line(); l != "ready" {
		t.Fatal("puppet: ", l)
	}
	return u
}

func (u *puppet) order(o order) {
	u.t.Helper()
	b, err := json.Marshal(o)
	if err == nil {
		_, err = u.in.Write(append(b, '\n'))
	}
	if err != nil {
		u.t.Fatal("puppet: ", err)
	}
}

// result returns what the last call returned.
func (u *puppet) result() (int64, error) {
	u.t.Helper()
	var r int64
	var errno int
	line := u.p.Line()
	if _, err := fmt.Sscanf(line, "%d %d", &r, &errno); err != nil {
		u.t.Fatalf("puppet says %q", line)
	}
	if errno != 0 {
		return -1, syscall.Errno(errno)
	}
	return r, nil
}

// do makes a call that is not notified, and that must succeed.
func (u *puppet) do(nr uintptr, args ...any) int64 {
	u.t.Helper()
	u.order(order{Do: "call", Nr: nr, Args: args})
	r, err := u.result()
	if err != nil {
		u.t.Fatalf("puppet's call %d%v: %v", nr, args, err)
	}
	return r
}

// poke writes to the puppet's memory.
func (u *puppet) poke(addr uint64, b string) {
	u.t.Helper()
	u.order(order{Do: "poke", Args: []any{addr}, Data: []byte(b)})
	u.result()
}

// thread makes the puppet go on in another thread, and returns its ID.
func (u *puppet) thread() int {
	u.t.Helper()
	u.order(order{Do: "thread"})
	tid, _ := u.result()
	return int(tid)
}

// listener puts the puppet under a filter that notifies those calls.
func (u *puppet) listener(nrs ...uint32) int {
	u.t.Helper()
	u.order(order{Do: "filter", Nrs: nrs})
	if _, err := u.result(); err != nil {
		u.t.Fatal(err)
	}
	fd, err := receiveFD(u.sock)
	if err != nil {
		u.t.Fatal("puppet's listener: ", err)
	}
	return fd
}

func receiveFD(sock int) (int, error) {
	buf, oob := make([]byte, 1), make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := unix.Recvmsg(sock, buf, oob, unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		return -1, err
	}
	messages, err := unix.ParseSocketControlMessage(oob[:n])
	if err != nil || len(messages) == 0 {
		return -1, fmt.Errorf("no descriptor: %w", err)
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err != nil {
		return -1, err
	}
	return fds[0], nil
}

// supervise is listener, and a stream over it.
func (u *puppet) supervise(nrs ...uint32) {
	u.t.Helper()
	fd := u.listener(nrs...)
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		unix.Close(fd)
		u.t.Fatal(err)
	}
	u.s = s
	u.t.Cleanup(func() { s.Close() })
}

// notified makes a call and returns its notification, to be answered before result.
func (u *puppet) notified(nr uintptr, args ...any) seccompstream.Notification {
	u.t.Helper()
	u.order(order{Do: "call", Nr: nr, Args: args})
	return u.receive()
}

func (u *puppet) receive() seccompstream.Notification {
	u.t.Helper()
	n, err := u.s.Receive(context.Background())
	if err != nil {
		u.t.Fatal(err)
	}
	return n
}

// kill kills the puppet and reaps it.
func (u *puppet) kill() { u.p.Kill() }

// installProgram puts every thread of the process, or the calling one, under a filter
// without a listener.
func installProgram(code []unix.SockFilter, flags uintptr) error {
	prog := unix.SockFprog{Len: uint16(len(code)), Filter: &code[0]}
	if _, _, errno := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, flags, uintptr(unsafe.Pointer(&prog))); errno != 0 {
		return errno
	}
	return nil
}

// address returns where something is that the collector does not move.
func address[T any](p *T) uint64 { return uint64(uintptr(unsafe.Pointer(p))) }
