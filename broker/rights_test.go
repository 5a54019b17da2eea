//go:build linux && cgo

package broker_test

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// A root supervisor gives nobody root's rights: what a target that has given up some may do is what it may do natively.
func TestRights(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	deadline(t)
	dir := openTemp(t)
	if err := os.WriteFile(dir+"/secret", []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: dir + "/root.sock"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := os.Chmod(dir+"/root.sock", 0o600); err != nil {
		t.Fatal(err)
	}
	out := same(t, `
import ctypes, os, socket, struct, sys
shared = sys.argv[1]
libc = ctypes.CDLL(None)
def say(name, f):
    try: print(name, f())
    except OSError as e: print(name, os.strerror(e.errno))
def made(p):
    fd = os.open(p, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666); os.close(fd)
    s = os.stat(p); os.unlink(p)
    return "%d:%d %o" % (s.st_uid, s.st_gid, s.st_mode & 0o777)
def connects():
    socket.socket(socket.AF_UNIX).connect(shared + "/root.sock"); return "connected"
def all(who):
    say(who + " makes", lambda: made("f"))
    say(who + " makes in root's", lambda: made("/root/broker-test-f"))
    say(who + " reads", lambda: open(shared + "/secret").read())
    say(who + " may read", lambda: os.access(shared + "/secret", os.R_OK))
    say(who + " effectively", lambda: os.access(shared + "/secret", os.R_OK, effective_ids=True))
    say(who + " connects", connects)
    say(who + " chowns", lambda: os.chown(".", 0, 0))
def child(who, f):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try: f(); all(who); sys.stdout.flush()
        finally: os._exit(0)
    os.waitpid(pid, 0)
def user(gid=1001, uid=1000, groups=()):
    os.setgroups(groups); os.setresgid(gid, gid, gid); os.setresuid(uid, uid, uid)
os.chmod(".", 0o777)
child("root", lambda: None)
child("umask", lambda: os.umask(0o077))
child("user", user)
child("groups", lambda: user(groups=(0, 7)))
child("effective", lambda: os.seteuid(1000))
child("real", lambda: os.setresuid(1000, 0, 0))
child("fsuid", lambda: libc.setfsuid(1000))
child("no capabilities", lambda: libc.syscall(126, struct.pack("Ii", 0x20080522, 0), bytes(24)))
os.chown(".", 1000, 1001)
def namespace():
    user(); libc.prctl(4, 1, 0, 0, 0) # or its files in /proc are root's
    if libc.unshare(0x10000000): raise OSError("unshare")
    open("/proc/self/setgroups", "w").write("deny")
    open("/proc/self/uid_map", "w").write("0 1000 1")
    open("/proc/self/gid_map", "w").write("0 1001 1")
child("namespace", namespace)
def peer():
    a = socket.socket(socket.AF_UNIX); a.bind("\0broker-test-%d" % os.getpid()); a.listen()
    c = socket.socket(socket.AF_UNIX); c.connect("\0broker-test-%d" % os.getpid())
    s, _ = a.accept()
    return struct.unpack("3i", s.getsockopt(socket.SOL_SOCKET, 17, 12))[1:]
def creds(*ids):
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM); b.setsockopt(socket.SOL_SOCKET, 16, 1)
    a.sendmsg([b"x"], [(socket.SOL_SOCKET, 2, struct.pack("3i", *ids))] if ids else [])
    return struct.unpack("3i", b.recvmsg(9, 100)[1][0][2])[1:]
def identity():
    say("peer", peer); say("implied", creds)
    say("own", lambda: creds(os.getpid(), os.getuid(), os.getgid())); say("forged", lambda: creds(1, 0, 0)); say("forged user", lambda: creds(os.getpid(), 0, 0))
print("as root"); identity()
user(); print("as user"); identity()
`, dir)
	for _, want := range []string{"user makes 1000:1001 644", "user reads Permission denied", "umask makes 0:0 600", "namespace makes 0:0 644", "user connects Permission denied", "forged Operation not permitted"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
}

// Messages arrive as they were sent, go where they may, and take with them what the sender has.
func TestMessages(t *testing.T) {
	deadline(t)
	script := `
import ctypes, os, socket, struct, threading, time
libc = ctypes.CDLL(None, use_errno=True)
def say(name, f):
    try: print(name, f(), flush=True)
    except OSError as e: print(name, os.strerror(e.errno), flush=True)
a, b = socket.socketpair()
def descriptors(n):
    r, w = os.pipe()
    x, y = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    socket.send_fds(x, [b"one"], [w] * n)
    data, got, _, _ = socket.recv_fds(y, 100, n)
    os.write(got[-1], b"through"); [os.close(f) for f in got + [w]]
    return os.read(r, 100).decode(), data, len(got)
say("descriptors", lambda: descriptors(3)); say("many", lambda: descriptors(253)); say("too many", lambda: descriptors(254))
def large(n):
    data = os.urandom(n); got = []
    def reader():
        have = b""
        while len(have) < n: have += b.recv(1 << 20)
        got.append(have == data)
    t = threading.Thread(target=reader); t.start()
    sent = a.sendmsg([data[:1000], data[1000:n // 2], data[n // 2:]]); t.join()
    return sent, got
say("large", lambda: large(5000000))
x, y = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
for s in (x, y): s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8 << 20)
say("datagram too large", lambda: x.sendmsg([bytes(64 << 20)]))
u, v = socket.socket(socket.AF_INET, socket.SOCK_DGRAM), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 0)); to = u.getsockname()
say("sendto", lambda: (v.sendto(b"hello", to), u.recv(10)))
say("sendmsg", lambda: (v.sendmsg([b"he", b"llo"], [], 0, to), u.recv(10)))
def raw(addr, n):
    r = libc.sendto(v.fileno(), b"x", 1, 0, addr, n)
    if r < 0: raise OSError(ctypes.get_errno(), "")
    return r
inet = lambda family: struct.pack("=H", family) + struct.pack("!H", to[1]) + socket.inet_aton("127.0.0.1") + bytes(8)
say("AF_UNSPEC", lambda: (raw(inet(0), 16), u.recv(10)))
say("short", lambda: raw(inet(2), 15)); say("long", lambda: raw(inet(2) + bytes(112), 129)); say("another family", lambda: raw(inet(16), 16))
v.connect(to)
say("connected", lambda: (v.sendmsg([b"again"]), u.recv(10)))
say("disconnect", lambda: libc.connect(v.fileno(), bytes(16), 16)); say("then", lambda: v.send(b"x"))
say("TOS", lambda: v.sendmsg([b"tos"], [(socket.IPPROTO_IP, socket.IP_TOS, struct.pack("i", 8))], 0, to))
t = socket.socket(); t.bind(("127.0.0.1", 0)); t.listen(); c = socket.create_connection(t.getsockname()); s, _ = t.accept()
def on(n):
    r = libc.sendto(c.fileno(), b"x", 1, 0, bytes(128), n)
    if r < 0: raise OSError(ctypes.get_errno(), "")
    return r
say("TCP with an address of no length", lambda: on(0)); say("TCP with zeros", lambda: on(16))
c.setsockopt(socket.SOL_SOCKET, 60, 1)
say("zero copy", lambda: (c.sendmsg([b"A" * 100000], [], 0x4000000 | socket.MSG_DONTWAIT) > 0, s.recv(4)))
s.close(); time.sleep(0.1)
import signal
hits = []
signal.signal(signal.SIGPIPE, lambda *a: hits.append(1))
for i in range(3): say("broken", lambda: c.sendmsg([b"x"]) and "sent")
print("SIGPIPE", len(hits) > 0)
say("no SIGPIPE", lambda: (hits.clear(), c.sendmsg([b"x"], [], socket.MSG_NOSIGNAL)))
print(hits)
class msg(ctypes.Structure): _fields_ = [("name", ctypes.c_void_p), ("namelen", ctypes.c_uint), ("iov", ctypes.c_void_p), ("iovlen", ctypes.c_size_t), ("control", ctypes.c_void_p), ("controllen", ctypes.c_size_t), ("flags", ctypes.c_int), ("pad", ctypes.c_int), ("len", ctypes.c_uint)]
buf = ctypes.create_string_buffer(b"abc"); addr = ctypes.create_string_buffer(inet(2))
iov = (ctypes.c_size_t * 2)(ctypes.addressof(buf), 3)
m = (msg * 70)(*[msg(ctypes.addressof(addr), 16, ctypes.addressof(iov), 1) for _ in range(70)])
assert ctypes.sizeof(msg) == 64
say("sendmmsg", lambda: (libc.sendmmsg(v.fileno(), m, 3, 0), [x.len for x in m[:4]]))
say("sendmmsg nothing", lambda: libc.sendmmsg(v.fileno(), m, 0, 0))
n = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
n.bind((0, 0)); say("netlink", lambda: n.getsockname()[0] == os.getpid())
say("getaddrinfo", lambda: len(socket.getaddrinfo("localhost", 80)) > 0)
for name in "server", "client":
    if os.path.exists(name): os.unlink(name) # of the first run
l = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); l.bind("server"); say("named", l.getsockname)
k = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); k.bind("client")
say("to a path", lambda: (k.sendto(b"x", "server"), l.recvfrom(9)))
say("to none", lambda: k.sendto(b"x", "none")); say("to a file", lambda: (open("file", "w").close(), k.sendto(b"x", "file")))
raw = ctypes.create_string_buffer(struct.pack("H", 1) + b"serverXXX")
say("path ended by its length", lambda: libc.connect(k.fileno(), raw, 2 + 6))
`
	same(t, script)
}

// Whatever sets where packets go by the way is refused.
func TestSourceRoutes(t *testing.T) {
	deadline(t)
	cmd := python(`
import os, socket, struct
def say(f):
    try: print(f())
    except OSError as e: print(os.strerror(e.errno))
route = bytes([131, 7, 4]) + socket.inet_aton("127.0.0.77") + b"\0"
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
say(lambda: u.setsockopt(socket.IPPROTO_IP, socket.IP_OPTIONS, route))
header = struct.pack("!BBBBBBH", 0, 4, 4, 1, 1, 0, 0) + bytes(16) + socket.inet_pton(socket.AF_INET6, "fd00::77")
for option in (57, 6, 5, 55, 59, 54): say(lambda: u6.setsockopt(socket.IPPROTO_IPV6, option, header))
say(lambda: u.sendmsg([b"x"], [(socket.IPPROTO_IP, 7, route)], 0, ("127.0.0.1", 9)))
say(lambda: u6.sendmsg([b"x"], [(socket.IPPROTO_IPV6, 57, header)], 0, ("::1", 9)))
say(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 132))
say(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 255))
say(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0))
say(lambda: socket.socket(40, socket.SOCK_STREAM, 0))
say(lambda: u.sendto(b"x", 0x20000000, ("127.0.0.1", 9)))
`)
	want := strings.Repeat("Operation not permitted\n", 7) + strings.Repeat("Invalid argument\n", 2) + strings.Repeat("Permission denied\n", 4) + "Operation not supported\n"
	if out := supervise(t, cmd, nil, nil, itself); out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

// A policy sees what a call means, and not how it says so.
func TestAccesses(t *testing.T) {
	deadline(t)
	dir := openTemp(t)
	var seen []string
	cmd := python(`
import os, socket
os.mkdir("d"); os.symlink("d", "l"); os.symlink("d/dangling", "k")
for p in ("l/../l/f", "k", "./d//g"): os.close(os.open(p, os.O_CREAT | os.O_WRONLY))
os.rename("l/f", "d/h"); os.link("d/h", "i"); os.chmod("l/h", 0o600)
fd = os.open("l", os.O_RDONLY); os.mkdir("e", dir_fd=fd); os.rmdir("d/e"); os.chmod("/proc/self/fd/%d" % fd, 0o755); os.fchmod(fd, 0o700)
os.truncate("k", 0); os.unlink("l")
r, w = os.pipe(); os.fchmod(r, 0o600)
for a in "::ffff:127.0.0.1", "::1": socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).connect((a, 9))
try: socket.socket(socket.AF_UNIX).connect("\0a\0b")
except OSError: pass
socket.socket(socket.AF_UNIX).bind("s")
`)
	cmd.Dir = dir
	supervise(t, cmd, func(_ context.Context, r *broker.Request) error {
		var s []string
		for _, a := range r.Accesses {
			s = append(s, a.String())
		}
		line := strings.ReplaceAll(strings.Join(s, ", "), dir, "")
		if !strings.Contains(line, "pycache") {
			seen = append(seen, r.Call.Name()+" "+line)
		}
		if p := r.Accesses[0]; p.Addr.IsValid() && p.Addr.Addr() != netip.MustParseAddr("127.0.0.1") && p.Addr.Addr() != netip.MustParseAddr("::1") {
			return unix.EACCES
		}
		return nil
	}, &broker.Options{Free: broker.Reading | broker.Socket}, itself)
	want := []string{
		`mkdir create "/d"`, `symlink create "/l"`, `symlink create "/k"`,
		`openat write|create "/d/f"`, `openat write|create "/d/dangling"`, `openat write|create "/d/g"`,
		`rename remove "/d/f", create "/d/h"`, `link create "/i", link "/d/h"`, `chmod metadata "/d/h"`,
		`mkdirat create "/d/e"`, `rmdir remove "/d/e"`, `chmod metadata "/d"`, `fchmod metadata "/d"`,
		`truncate write "/d/dangling"`, `unlink remove "/l"`, `fchmod metadata of an object without a name`,
		`connect connect 127.0.0.1:9`, `connect connect [::1]:9`, `connect connect "@a\x00b"`, `bind create|bind "/s"`,
	}
	got := strings.Join(seen, "\n")
	if got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// Where all but one thing is free, every call that does this one thing is judged.
func TestAllButOneIsFree(t *testing.T) {
	deadline(t)
	const all = broker.Files | broker.Network
	for _, c := range []struct {
		what  broker.What
		calls []string
	}{
		{broker.Create, []string{
			`os.mkdir("new")`, `os.mkfifo("new")`, `os.symlink("old", "new")`, `os.link("old", "new")`, `os.rename("old", "new")`,
			`os.open("new", os.O_CREAT | os.O_WRONLY)`, `socket.socket(socket.AF_UNIX).bind("new")`, `os.open(".", os.O_TMPFILE | os.O_RDWR)`,
		}},
		{broker.Remove, []string{`os.unlink("old")`, `os.rmdir("dir")`, `os.rename("old", "new")`, `os.replace("old", "other")`}},
		{broker.Write, []string{`os.open("old", os.O_WRONLY)`, `os.open("old", os.O_RDONLY | os.O_TRUNC)`, `os.truncate("old", 0)`, `os.open("old", 3)`}},
		{broker.Metadata, []string{
			`os.chmod("old", 0o600)`, `os.chmod(fd, 0o600)`, `os.chown("old", -1, -1)`, `os.lchown("old", -1, -1)`, `os.chown(fd, -1, -1)`, `os.utime("old", (1, 1))`, `os.utime(fd, (1, 1))`,
			`os.setxattr("old", "user.x", b"v")`, `os.setxattr(fd, "user.x", b"v")`, `os.removexattr("old", "user.x")`, `os.removexattr(fd, "user.x")`,
		}},
		{broker.Link, []string{`os.link("old", "new")`}},
		{broker.Socket, []string{`socket.socket(socket.AF_INET)`}},
		{broker.Connect, []string{`u.connect("old")`, `u.connect("\0abstract")`, `i.connect(("127.0.0.1", 9))`}},
		{broker.Bind, []string{`u.bind("new")`, `u.bind("\0abstract")`, `i.bind(("127.0.0.1", 0))`, `i.bind(("127.0.0.1", 0)); i.listen()`}},
		{broker.Send, []string{`d.sendto(b"x", ("127.0.0.1", 9))`, `d.sendmsg([b"x"], [], 0, ("127.0.0.1", 9))`}},
	} {
		t.Run(c.what.String(), func(t *testing.T) {
			dir := openTemp(t)
			for _, name := range []string{"/old", "/other"} {
				if err := os.WriteFile(dir+name, []byte("text"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Mkdir(dir+"/dir", 0o755); err != nil {
				t.Fatal(err)
			}
			script := "import os, socket\nfd = os.open('old', os.O_RDONLY)\n"
			if c.what != broker.Socket {
				script += "u, i, d = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_INET), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
			}
			for _, call := range c.calls {
				script += "try:\n " + call + "\n print('''" + call + ": done''')\nexcept OSError as e:\n if e.errno != 122: print('''" + call + "''', e)\n"
			}
			cmd := python(script)
			cmd.Dir = dir
			out := supervise(t, cmd, func(_ context.Context, r *broker.Request) error {
				if r.Accesses[0].Path != "" && !strings.HasPrefix(r.Accesses[0].Path, dir) {
					return nil // the interpreter's own
				}
				return unix.EDQUOT
			}, &broker.Options{Free: all &^ c.what}, itself)
			if out != "" {
				t.Error(out)
			}
		})
	}
}

// Programs of another ABI, and calls that are newer than this package, get nowhere.
func TestOtherABIs(t *testing.T) {
	deadline(t)
	cmd := python(`
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def say(*a):
    ctypes.set_errno(0); r = libc.syscall(*map(ctypes.c_long, a)); print(r, os.strerror(ctypes.get_errno()))
say(0x40000000 | 2, 0, 0, 0)
say(500, 0, 0, 0)
say(511, 0, 0, 0)
say(39 | 0x40000000)
`)
	want := strings.Repeat("-1 Function not implemented\n", 4)
	if out := supervise(t, cmd, nil, nil, itself); out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

// A target that starts in another root is judged by paths from there, and nothing outside of it has one.
func TestRoot(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	deadline(t)
	if _, err := exec.LookPath("busybox"); err != nil {
		kerneltest.Need(t, "busybox", false)
	}
	dir := openTemp(t)
	path, _ := exec.LookPath("busybox")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"/box", "/bin"} {
		if err := os.Mkdir(dir+d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(dir+"/bin/sh", b, 0o755); err != nil {
		t.Fatal(err)
	}
	// The broker refuses chroot; it is for those who start a command to choose a root.
	cmd := exec.Command("chroot", dir, "/bin/sh", "-c", "echo text >/box/f; echo text >/x; read x </box/f; echo $x")
	var paths []string
	out := supervise(t, cmd, func(_ context.Context, r *broker.Request) error {
		for _, a := range r.Accesses {
			if a.What&broker.Write != 0 {
				paths = append(paths, a.Path)
				if !strings.HasPrefix(a.Path, "/box/") {
					return unix.EROFS
				}
			}
		}
		return nil
	}, &broker.Options{Permit: []string{"chroot"}}, itself)
	if !strings.Contains(out, "can't create /x: Read-only file system") || !strings.HasSuffix(out, "text\n") || fmt.Sprint(paths) != "[/box/f /x]" {
		t.Errorf("%v\n%s", paths, out)
	}
}
