//go:build linux && cgo

package broker_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/broker"
)

var raceTries = flag.Int("broker.tries", 1000, "tries of each race")

func init() { targets["race"] = race }

// A contest is a call whose argument another thread keeps exchanging: between what is permitted, below
// "good", and what is not, below "bad".
type contest struct {
	// what is exchanged: the path in memory, a link, or a descriptor
	what string
	call func(path uintptr) syscall.Errno
	// undo makes the next try possible. It goes by names that are not exchanged.
	undo func()
}

func at() uintptr { a := unix.AT_FDCWD; return uintptr(a) }

func sys(nr uintptr, args ...uintptr) syscall.Errno {
	var a [6]uintptr
	copy(a[:], args)
	_, _, errno := syscall.Syscall6(nr, a[0], a[1], a[2], a[3], a[4], a[5])
	return errno
}

var (
	namesMu sync.Mutex
	names   = map[string]uintptr{}
)

func name(s string) uintptr {
	namesMu.Lock()
	defer namesMu.Unlock()
	if names[s] == 0 {
		b := append([]byte(s), 0)
		forever = append(forever, b)
		names[s] = uintptr(unsafe.Pointer(&b[0]))
	}
	return names[s]
}

var forever [][]byte

const raceFD = 77

var times = [2]unix.Timespec{{Sec: 1}, {Sec: 2}}

// contests are made with the path "X/f", where X is exchanged.
var contests = map[string]contest{
	"open":      {what: "path", call: func(p uintptr) syscall.Errno { return opens(p, unix.O_CREAT|unix.O_WRONLY) }, undo: func() { remove("good/f") }},
	"exclusive": {what: "path", call: func(p uintptr) syscall.Errno { return opens(p, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY) }, undo: func() { remove("good/f") }},
	"truncate":  {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_TRUNCATE, p+offset("old"), 0) }},
	"mkdir":     {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_MKDIRAT, at(), p, 0o700) }, undo: func() { rmdir("good/f") }},
	"unlink":    {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_UNLINKAT, at(), p+offset("old"), 0) }, undo: func() { link("good/spare", "good/old") }},
	"rename":    {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_RENAMEAT2, at(), name("good/spare"), at(), p, 0) }, undo: func() { link("good/old", "good/spare"); remove("good/f") }},
	"link":      {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_LINKAT, at(), name("good/old"), at(), p, 0) }, undo: func() { remove("good/f") }},
	"symlink":   {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_SYMLINKAT, name("old"), at(), p) }, undo: func() { remove("good/f") }},
	"chmod":     {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_FCHMODAT, at(), p+offset("old"), 0o640) }},
	"chown":     {what: "path", call: func(p uintptr) syscall.Errno { return sys(unix.SYS_FCHOWNAT, at(), p+offset("old"), 0, 0, 0) }},
	"utimens": {what: "path", call: func(p uintptr) syscall.Errno {
		return sys(unix.SYS_UTIMENSAT, at(), p+offset("old"), uintptr(unsafe.Pointer(&times)), 0)
	}},
	"setxattr": {what: "path", call: func(p uintptr) syscall.Errno {
		return sys(unix.SYS_SETXATTR, p+offset("old"), name("user.x"), name("v"), 1, 0)
	}},

	"open by link":   {what: "link", call: func(uintptr) syscall.Errno { return opens(name("cur/f"), unix.O_CREAT|unix.O_WRONLY) }, undo: func() { remove("good/f") }},
	"write by link":  {what: "link", call: func(uintptr) syscall.Errno { return opens(name("cur/old"), unix.O_WRONLY|unix.O_TRUNC) }},
	"dangling link":  {what: "last", call: func(uintptr) syscall.Errno { return opens(name("last"), unix.O_CREAT|unix.O_WRONLY) }, undo: func() { remove("good/f") }},
	"mkdir by link":  {what: "link", call: func(uintptr) syscall.Errno { return sys(unix.SYS_MKDIRAT, at(), name("cur/f"), 0o700) }, undo: func() { rmdir("good/f") }},
	"unlink by link": {what: "link", call: func(uintptr) syscall.Errno { return sys(unix.SYS_UNLINKAT, at(), name("cur/old"), 0) }, undo: func() { link("good/spare", "good/old") }},
	"chmod by link":  {what: "link", call: func(uintptr) syscall.Errno { return sys(unix.SYS_FCHMODAT, at(), name("cur/old"), 0o640) }},
	"rename by link": {what: "link", call: func(uintptr) syscall.Errno {
		return sys(unix.SYS_RENAMEAT2, at(), name("good/spare"), at(), name("cur/f"), 0)
	}, undo: func() { link("good/old", "good/spare"); remove("good/f") }},

	"fchmod": {what: "fd", call: func(uintptr) syscall.Errno { return sys(unix.SYS_FCHMOD, raceFD, 0o640) }},
	"fchown": {what: "fd", call: func(uintptr) syscall.Errno { return sys(unix.SYS_FCHOWN, raceFD, 0, 0) }},
	"futimens": {what: "fd", call: func(uintptr) syscall.Errno {
		return sys(unix.SYS_UTIMENSAT, raceFD, 0, uintptr(unsafe.Pointer(&times)), 0)
	}},
	"fsetxattr": {what: "fd", call: func(uintptr) syscall.Errno { return sys(unix.SYS_FSETXATTR, raceFD, name("user.x"), name("v"), 1, 0) }},
	"mkdirat":   {what: "dirfd", call: func(uintptr) syscall.Errno { return sys(unix.SYS_MKDIRAT, raceFD, name("f"), 0o700) }, undo: func() { rmdir("good/f") }},
	"openat": {what: "dirfd", call: func(uintptr) syscall.Errno {
		fd, _, errno := syscall.Syscall6(unix.SYS_OPENAT, raceFD, name("old"), unix.O_WRONLY|unix.O_TRUNC, 0, 0, 0)
		if errno == 0 {
			syscall.Close(int(fd))
		}
		return errno
	}},
}

// offset tells a call to use the path of an existing file in the place of that of none.
func offset(string) uintptr { return 32 }

func opens(path uintptr, flags int) syscall.Errno {
	fd, _, errno := syscall.Syscall6(unix.SYS_OPENAT, at(), path, uintptr(flags), 0o600, 0, 0)
	if errno == 0 {
		syscall.Close(int(fd))
	}
	return errno
}

func remove(path string)   { sys(unix.SYS_UNLINKAT, at(), name(path), 0) }
func rmdir(path string)    { sys(unix.SYS_UNLINKAT, at(), name(path), unix.AT_REMOVEDIR) }
func link(old, new string) { sys(unix.SYS_LINKAT, at(), name(old), at(), name(new), 0) }

// race tries a contest. Its arguments are its name and how often, and it says how many tries worked and how many
// were refused.
func race(w *bufio.Writer, args []string) {
	runtime.LockOSThread()
	c := contests[args[0]]
	tries, _ := strconv.Atoi(args[1])
	memory := make([]byte, 64)
	copy(memory, "good/f\x00")
	copy(memory[32:], "good/old\x00")
	var stop atomic.Bool
	done := make(chan struct{})
	ready := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer close(done)
		exchange(c.what, memory, &stop, ready)
	}()
	<-ready
	var worked, refused int
	for range tries {
		switch errno := c.call(uintptr(unsafe.Pointer(&memory[0]))); errno {
		case 0:
			worked++
			if c.undo != nil {
				c.undo()
			}
		case unix.EROFS:
			refused++
		case unix.EEXIST, unix.ENOENT, unix.EAGAIN:
		default:
			say(w, "%v", errno)
			stop.Store(true)
			<-done
			return
		}
	}
	stop.Store(true)
	<-done
	say(w, "%d %d", worked, refused)
}

func exchange(what string, memory []byte, stop *atomic.Bool, ready chan<- struct{}) {
	switch what {
	case "path":
		close(ready)
		// "bad/." is as long as "good/".
		for !stop.Load() {
			for range 50 {
				copy(memory, "bad//f\x00")
				copy(memory[32:], "bad//old\x00")
				pause()
				copy(memory, "good/f\x00")
				copy(memory[32:], "good/old\x00")
				pause()
			}
		}
	case "link", "last":
		// The links themselves are made where that is permitted, and moved over each other.
		link, good, bad := "cur", "good", "bad"
		if what == "last" {
			link, good, bad = "last", "good/f", "bad/f"
		}
		first := true
		for !stop.Load() || first {
			for _, to := range []string{bad, good} {
				tmp := "tmp-link"
				sys(unix.SYS_SYMLINKAT, name(to), at(), name(tmp))
				sys(unix.SYS_RENAMEAT2, at(), name(tmp), at(), name(link), 0)
			}
			if first {
				first = false
				close(ready)
			}
		}
	case "fd", "dirfd":
		good, bad := "good/old", "bad/old"
		if what == "dirfd" {
			good, bad = "good", "bad"
		}
		g, _ := unix.Open(good, unix.O_RDONLY, 0)
		b, _ := unix.Open(bad, unix.O_RDONLY, 0)
		unix.Dup3(g, raceFD, 0)
		close(ready)
		for !stop.Load() {
			unix.Dup3(b, raceFD, 0)
			pause()
			unix.Dup3(g, raceFD, 0)
			pause()
		}
	}
}

//go:noinline
func pause() {
	for i := range 30 {
		runtime.KeepAlive(i)
	}
}

// arena makes what a contest is about, and returns what is bad in it.
func arena(t *testing.T) (dir string, bad func() string) {
	t.Helper()
	dir = openTemp(t)
	for _, d := range []string{"good", "bad"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, f := range []string{"old", "spare"} {
			if err := os.WriteFile(filepath.Join(dir, d, f), []byte("text"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir, func() string {
		var s []string
		entries, err := os.ReadDir(dir + "/bad")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			var st unix.Stat_t
			if err := unix.Lstat(dir+"/bad/"+e.Name(), &st); err != nil {
				t.Fatal(err)
			}
			attrs, _ := unix.Llistxattr(dir+"/bad/"+e.Name(), nil)
			s = append(s, fmt.Sprintf("%s %o %d %d %d %v", e.Name(), st.Mode, st.Size, st.Nlink, attrs, st.Ctim))
		}
		return strings.Join(s, "\n")
	}
}

// below returns a policy that permits changes below a directory's good half, and of links beside it.
func below(dir string) broker.Policy {
	return func(_ context.Context, r *broker.Request) error {
		for _, a := range r.Accesses {
			if !strings.HasPrefix(a.Path, dir+"/good/") && filepath.Dir(a.Path) != dir && a.Path != "" {
				return unix.EROFS
			}
			if a.Path == "" {
				return unix.EROFS
			}
		}
		return nil
	}
}

// Whatever another thread exchanges, and however often, nothing happens to what the policy refuses.
func TestRaces(t *testing.T) {
	deadline(t)
	for c, contest := range contests {
		t.Run(c, func(t *testing.T) {
			dir, bad := arena(t)
			before := bad()
			cmd := target("race", c, fmt.Sprint(*raceTries))
			cmd.Dir = dir
			out := supervise(t, cmd, below(dir), &broker.Options{Free: broker.Reading | broker.Network}, itself)
			var worked, refused int
			if _, err := fmt.Sscan(out, &worked, &refused); err != nil {
				t.Fatalf("%q", out)
			}
			t.Logf("%d worked, %d refused of %d", worked, refused, *raceTries)
			if after := bad(); after != before {
				t.Errorf("what must not change was\n%s\nand is\n%s", before, after)
			}
			// Both happen, or nothing was exchanged in time to prove anything.
			if worked < *raceTries/100 || refused < *raceTries/100 {
				t.Errorf("%s: only %d worked and %d were refused", contest.what, worked, refused)
			}
		})
	}
}

// The same does happen where a call is looked at and then left to the kernel, or the test above would prove nothing.
func TestRacesOfContinue(t *testing.T) {
	deadline(t)
	for _, c := range []string{"open", "chmod", "chmod by link", "fchmod", "mkdirat"} {
		t.Run(c, func(t *testing.T) {
			for round := range 20 {
				dir, bad := arena(t)
				before := bad()
				cmd := target("race", c, fmt.Sprint(*raceTries))
				cmd.Dir = dir
				checkThenContinue := func(b *broker.Broker) seccompstream.Handler {
					return seccompstream.HandlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
						if name := n.Name(); name == "symlinkat" || name == "renameat2" {
							return seccompstream.Continue() // the other thread's
						}
						path, err := naively(n)
						if err != nil {
							return seccompstream.Error(err)
						}
						if strings.HasPrefix(path, dir+"/bad") {
							return seccompstream.Error(unix.EROFS)
						}
						if contests[c].what == "link" {
							time.Sleep(time.Millisecond) // the other thread's calls take their time, too
						}
						return seccompstream.Continue()
					})
				}
				out := supervise(t, cmd, nil, &broker.Options{Free: broker.Reading | broker.Network}, checkThenContinue)
				if after := bad(); after != before {
					t.Logf("round %d: %s: got by:\n%s", round, strings.TrimSpace(out), after)
					return
				}
			}
			t.Error("nothing got by in 20 rounds: the races prove nothing")
		})
	}
}

// naively returns where the object of a call is, at some time.
func naively(n seccompstream.Notification) (string, error) {
	var f *os.File
	var err error
	switch n.Name() {
	case "fchmod":
		return os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", n.PID, n.Args[0]))
	default:
		if f, _, err = n.OpenParent(0, 1); err != nil {
			return "", err
		}
	}
	defer f.Close()
	return os.Readlink(fmt.Sprintf("/proc/self/fd/%d", f.Fd()))
}

func init() { targets["race address"] = raceAddress }

// raceAddress sends and connects to an address that changes between two ports.
func raceAddress(w *bufio.Writer, args []string) {
	runtime.LockOSThread()
	tries, _ := strconv.Atoi(args[1])
	good, _ := strconv.Atoi(args[2])
	bad, _ := strconv.Atoi(args[3])
	var addr [16]byte
	binary.NativeEndian.PutUint16(addr[:], unix.AF_INET)
	copy(addr[4:], []byte{127, 0, 0, 1})
	binary.BigEndian.PutUint16(addr[2:], uint16(good))
	var stop atomic.Bool
	done := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer close(done)
		for !stop.Load() {
			for range 50 {
				binary.BigEndian.PutUint16(addr[2:], uint16(bad))
				pause()
				binary.BigEndian.PutUint16(addr[2:], uint16(good))
				pause()
			}
		}
	}()
	data := []byte("x")
	iov := &unix.Iovec{Base: &data[0], Len: 1}
	m := &struct {
		h unix.Msghdr
		n uint64
	}{h: unix.Msghdr{Name: &addr[0], Namelen: 16, Iov: iov, Iovlen: 1}}
	var worked, refused int
	for range tries {
		kind := unix.SOCK_DGRAM
		if args[0] == "bind" {
			kind = unix.SOCK_STREAM
		}
		fd, err := unix.Socket(unix.AF_INET, kind, 0)
		if err != nil {
			say(w, "%v", err)
			return
		}
		var errno syscall.Errno
		p := uintptr(unsafe.Pointer(&addr))
		switch args[0] {
		case "connect":
			if errno = sys(unix.SYS_CONNECT, uintptr(fd), p, 16); errno == 0 {
				sys(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(&data[0])), 1)
			}
		case "sendto":
			errno = sys(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(&data[0])), 1, 0, p, 16)
		case "sendmsg":
			errno = sys(unix.SYS_SENDMSG, uintptr(fd), uintptr(unsafe.Pointer(m)), 0)
		case "sendmmsg":
			errno = sys(unix.SYS_SENDMMSG, uintptr(fd), uintptr(unsafe.Pointer(m)), 1, 0)
		}
		switch errno {
		case 0:
			worked++
		case unix.EACCES:
			refused++
		default:
			say(w, "%v", errno)
			return
		}
		unix.Close(fd)
	}
	stop.Store(true)
	<-done
	say(w, "%d %d", worked, refused)
}

// An address that changes while it is judged leads nowhere else.
func TestRacesOfAddresses(t *testing.T) {
	deadline(t)
	for _, call := range []string{"connect", "sendto", "sendmsg", "sendmmsg"} {
		for _, continues := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s continue=%v", call, continues), func(t *testing.T) {
				good, bad := listen(t), listen(t)
				policy := func(_ context.Context, r *broker.Request) error {
					for _, a := range r.Accesses {
						if a.What&(broker.Connect|broker.Send) != 0 && int(a.Addr.Port()) != port(good) {
							return unix.EACCES
						}
					}
					return nil
				}
				h := itself
				if continues {
					h = func(*broker.Broker) seccompstream.Handler {
						return seccompstream.HandlerFunc(func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
							addr := n.Args[1]
							switch n.Name() {
							case "socket":
								return seccompstream.Continue()
							case "sendto":
								addr = n.Args[4]
							case "sendmsg", "sendmmsg":
								var err error
								if addr, err = seccompstream.ReadStruct[uint64](n.Memory(), n.Args[1]); err != nil {
									return seccompstream.Error(err)
								}
							}
							sa, err := n.Memory().ReadSockaddr(addr, 16)
							if err != nil {
								return seccompstream.Error(err)
							}
							if sa.(*unix.SockaddrInet4).Port != port(good) {
								return seccompstream.Error(unix.EACCES)
							}
							return seccompstream.Continue()
						})
					}
				}
				for round := range 20 {
					cmd := target("race address", call, fmt.Sprint(*raceTries), fmt.Sprint(port(good)), fmt.Sprint(port(bad)))
					out := supervise(t, cmd, policy, &broker.Options{Free: broker.Files | broker.Bind}, h)
					var worked, refused int
					if _, err := fmt.Sscan(out, &worked, &refused); err != nil {
						t.Fatalf("%q", out)
					}
					came := received(bad)
					t.Logf("%d worked, %d refused, %d came through", worked, refused, came)
					switch {
					case !continues && came > 0:
						t.Errorf("%d came through", came)
					case !continues && (worked < *raceTries/100 || refused < *raceTries/100):
						t.Errorf("only %d worked and %d were refused", worked, refused)
					case continues && came == 0 && round == 19:
						t.Error("nothing came through in 20 rounds: the race proves nothing")
					case continues && came == 0:
						continue
					}
					return
				}
			})
		}
	}
}

func listen(t *testing.T) *net.UDPConn {
	t.Helper()
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func port(c *net.UDPConn) int { return c.LocalAddr().(*net.UDPAddr).Port }

// received counts what has been sent to a socket.
func received(c *net.UDPConn) int {
	raw, err := c.SyscallConn()
	if err != nil {
		return -1
	}
	n := 0
	raw.Read(func(fd uintptr) bool {
		var b [16]byte
		for {
			if _, _, err := unix.Recvfrom(int(fd), b[:], unix.MSG_DONTWAIT); err != nil {
				return true
			}
			n++
		}
	})
	return n
}
