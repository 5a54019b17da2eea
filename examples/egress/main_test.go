//go:build linux && cgo

package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// The programs that all tests use.
var egress, client string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	egress, client = filepath.Join(dir, "egress"), filepath.Join(dir, "client")
	for _, build := range []*exec.Cmd{
		exec.Command("go", "build", "-o", egress, "."),
		exec.Command("go", "build", "-o", client, "./testdata/client"),
	} {
		build.Env = os.Environ()
		if build.Args[3] == client {
			build.Env = append(build.Env, "CGO_ENABLED=0")
		}
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "%v: %v\n%s", build, err, out)
			os.Exit(1)
		}
	}
	kerneltest.Main(m, func() { os.RemoveAll(dir) })
}

// A listener counts who gets through to it.
type listener struct {
	addr string
	port int
	came atomic.Int32
}

func listenTCP(t *testing.T, network, addr string) *listener {
	t.Helper()
	l, err := net.Listen(network, addr)
	if err != nil {
		t.Fatal(err)
	}
	c := &listener{addr: l.Addr().String()}
	if a, ok := l.Addr().(*net.TCPAddr); ok {
		c.port = a.Port
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			c.came.Add(1)
			conn.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return c
}

func listenUDP(t *testing.T) *listener {
	t.Helper()
	l, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &listener{addr: l.LocalAddr().String(), port: l.LocalAddr().(*net.UDPAddr).Port}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for b := make([]byte, 100); ; {
			if _, _, err := l.ReadFrom(b); err != nil {
				return
			}
			c.came.Add(1)
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return c
}

// runUnder runs a command under egress and returns its output, line by line.
func runUnder(t *testing.T, allow string, args ...string) []string {
	t.Helper()
	cmd := exec.Command(egress, append([]string{"-allow", allow, "--"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s%s", cmd, err, out, &stderr)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// expect compares, where "denied" stands for whatever ends with EACCES.
func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(got); i++ {
		ok = got[i] == want[i] || want[i] == "denied" && strings.Contains(strings.ToLower(got[i]), "permission denied")
	}
	if !ok {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestStaticGo(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	good, bad := listenTCP(t, "tcp4", "127.0.0.1:0"), listenTCP(t, "tcp4", "127.0.0.1:0")
	good6, bad6 := listenTCP(t, "tcp6", "[::1]:0"), listenTCP(t, "tcp6", "[::1]:0")
	allow := good.addr + "," + good6.addr
	expect(t, runUnder(t, allow, client, "dial", "tcp", good.addr, bad.addr, good6.addr, bad6.addr,
		fmt.Sprintf("[::ffff:127.0.0.1]:%d", good.port), fmt.Sprintf("[::ffff:127.0.0.1]:%d", bad.port), fmt.Sprintf("0.0.0.0:%d", bad.port)),
		"ok", "denied", "ok", "denied", "ok", "denied", "denied")
	if bad.came.Load()+bad6.came.Load() > 0 {
		t.Error("a forbidden connection came through")
	}
	udp, badUDP := listenUDP(t), listenUDP(t)
	expect(t, runUnder(t, udp.addr, client, "dial", "udp", udp.addr, badUDP.addr), "ok", "denied")
	expect(t, runUnder(t, udp.addr, client, "send", udp.addr, badUDP.addr, udp.addr), "ok", "denied", "ok")
	time.Sleep(50 * time.Millisecond)
	if udp.came.Load() != 3 || badUDP.came.Load() != 0 {
		t.Errorf("%d datagrams of 3, and %d of 0", udp.came.Load(), badUDP.came.Load())
	}
	// A port nobody listens on is refused by the network, not by us.
	got := runUnder(t, "127.0.0.1:1", client, "dial", "tcp", "127.0.0.1:1")
	if !strings.Contains(got[0], "connection refused") {
		t.Error(got)
	}
	expect(t, runUnder(t, "*:*", client, "dial", "tcp", good.addr, bad6.addr), "ok", "ok")
}

func TestPython(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	good, bad := listenTCP(t, "tcp4", "127.0.0.1:0"), listenTCP(t, "tcp4", "127.0.0.1:0")
	udp, badUDP := listenUDP(t), listenUDP(t)
	dir := t.TempDir()
	listenTCP(t, "unix", dir+"/sock")
	script := `
import socket, select, errno, os, sys
good, bad, udp, badudp, path = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
def say(f):
    try: print(f())
    except OSError as e: print(os.strerror(e.errno))
def tcp(port):
    s = socket.socket(); s.connect(("127.0.0.1", port)); s.close(); return "ok"
def nonblocking(port):
    s = socket.socket(); s.setblocking(False)
    r = s.connect_ex(("127.0.0.1", port))
    if r not in (0, errno.EINPROGRESS): raise OSError(r, "")
    if not s.getblocking() is False: return "blocks"
    select.select([], [s], [], 10)
    r = s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return "ok" if r == 0 else os.strerror(r)
def named(port):
    return socket.create_connection(("localhost", port), 10) and "ok"
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
a, b = socket.socketpair()
say(lambda: tcp(good)); say(lambda: tcp(bad))
say(lambda: nonblocking(good)); say(lambda: nonblocking(bad))
say(lambda: named(good)); say(lambda: named(bad))
say(lambda: u.sendto(b"12345", ("127.0.0.1", udp))); say(lambda: u.sendto(b"12345", ("127.0.0.1", badudp)))
say(lambda: u.sendmsg([b"12", b"345"], [], 0, ("127.0.0.1", udp))); say(lambda: u.sendmsg([b"12", b"345"], [], 0, ("127.0.0.1", badudp)))
u.connect(("127.0.0.1", udp))
say(lambda: u.send(b"1234")); say(lambda: u.sendmsg([b"1234"]))
def fds():
    r, w = os.pipe()
    socket.send_fds(a, [b"one"], [w])
    data, got, _, _ = socket.recv_fds(b, 100, 1)
    os.write(got[0], b"through"); return os.read(r, 100).decode() + " " + data.decode()
say(fds)
def unix():
    os.chdir(os.path.dirname(path)); s = socket.socket(socket.AF_UNIX); s.connect("sock"); return "ok"
say(unix)
def large():
    import threading
    got = []
    def reader():
        n = 0
        while n < 5000000: n += len(b.recv(1 << 20))
        got.append(n)
    t = threading.Thread(target=reader); t.start()
    n = 0
    while n < 5000000: n += a.sendmsg([bytes(1000000)] * 5 if n == 0 else [bytes(5000000 - n)])
    t.join(); return got[0]
say(large)
`
	args := []string{"python3", "-c", script, fmt.Sprint(good.port), fmt.Sprint(bad.port), fmt.Sprint(udp.port), fmt.Sprint(badUDP.port), dir + "/sock"}
	allow := good.addr + "," + udp.addr
	want := []string{"ok", "denied", "ok", "denied", "ok", "denied", "5", "denied", "5", "denied", "4", "4", "through one", "denied", "5000000"}
	expect(t, runUnder(t, allow, args...), want...)
	want[13] = "ok"
	cmd := exec.Command(egress, append([]string{"-unix", "-allow", allow, "--"}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Error(err)
	}
	expect(t, strings.Split(strings.TrimSpace(string(out)), "\n"), want...)
	if bad.came.Load()+badUDP.came.Load() > 0 {
		t.Error("something forbidden came through")
	}
}

// A program that changes the address while it is judged gets nothing forbidden, however
// often it tries.
func TestHostile(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	const tries = 3000
	for _, call := range []string{"connect", "sendto", "sendmsg", "sendmmsg"} {
		listen := listenUDP
		if call == "connect" {
			listen = func(t *testing.T) *listener { return listenTCP(t, "tcp4", "127.0.0.1:0") }
		}
		good, bad := listen(t), listen(t)
		got := runUnder(t, good.addr, client, "hostile", call, fmt.Sprint(tries), fmt.Sprint(good.port), fmt.Sprint(bad.port))
		var worked, refused int
		fmt.Sscan(got[0], &worked, &refused)
		t.Logf("%s: %d worked, %d refused", call, worked, refused)
		// Both happen, or the address did not change enough to prove anything.
		if worked+refused != tries || worked < tries/20 || refused < tries/20 {
			t.Errorf("%s: %d worked and %d were refused of %d", call, worked, refused, tries)
		}
		if n := bad.came.Load(); n > 0 {
			t.Errorf("%s: %d came through to the forbidden address", call, n)
		}
		if good.came.Load() == 0 {
			t.Errorf("%s: nothing came through", call)
		}
	}
}

func TestOtherWaysOut(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	got := runUnder(t, "127.0.0.1:1", client, "uring")
	if got[0] != unix.EPERM.Error() {
		t.Error("io_uring: ", got)
	}
	expect(t, runUnder(t, "*:*", client, "sockets"), "ok", "denied", "denied", "denied", "denied")
}

func TestEgressItself(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"-help"}, 0, "usage: egress"},
		{[]string{}, 125, "no command to run"},
		{[]string{"-nonsense", "--", "true"}, 125, "nonsense"},
		{[]string{"-allow", "localhost", "--", "true"}, 125, "not host:port"},
		{[]string{"-allow", "localhost:0", "--", "true"}, 125, "1 to 65535"},
		{[]string{"--", "/no/such/program"}, 127, "no such file"},
		{[]string{"--", "no-such-program"}, 127, "not found"},
		{[]string{"--", "/etc/passwd"}, 126, "permission denied"},
		{[]string{"--", "sh", "-c", "exit 7"}, 7, ""},
		{[]string{"--", "sh", "-c", "kill -TERM $$"}, 128 + 15, ""},
		{[]string{"-v", "-allow", "127.0.0.1:1", "--", client, "dial", "tcp", "127.0.0.1:2"}, 0, "egress: connect by"},
	} {
		cmd := exec.Command(egress, c.args...)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != c.exit || !strings.Contains(string(out), c.says) {
			t.Errorf("egress %q: exit %d, want %d\n%s", c.args, code, c.exit, out)
		}
	}
}

// Ctrl-C is the command's, and so are signals to egress alone that ask it to end.
func TestSignals(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	for _, group := range []bool{true, false} {
		cmd := exec.Command(egress, "--", "sh", "-c", "trap 'echo caught; exit 3' INT TERM; echo ready; while :; do sleep 0.05; done")
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		b := make([]byte, 100)
		out.Read(b)
		if group {
			err = syscall.Kill(-cmd.Process.Pid, syscall.SIGINT)
		} else {
			err = cmd.Process.Signal(syscall.SIGTERM)
		}
		if err != nil {
			t.Error(err)
		}
		n, _ := out.Read(b)
		var exit *exec.ExitError
		if err := cmd.Wait(); string(b[:n]) != "caught\n" || !errors.As(err, &exit) || exit.ExitCode() != 3 {
			t.Errorf("%q, %v", b[:n], err)
		}
	}
}

// Shells lose nothing under it.
func TestPipelines(t *testing.T) {
	kerneltest.Pipelines(t, func(cmd *exec.Cmd) error {
		under := exec.Command(egress, append([]string{"--"}, cmd.Args...)...)
		under.Stdout, under.Stderr = cmd.Stdout, cmd.Stderr
		return under.Run()
	})
}
