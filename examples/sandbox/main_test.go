//go:build linux && cgo

package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// sandbox is the program that all tests use.
var sandbox string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		panic(err)
	}
	sandbox = filepath.Join(dir, "sandbox")
	if out, err := exec.Command("go", "build", "-o", sandbox, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		os.Exit(1)
	}
	kerneltest.Main(m, func() { os.RemoveAll(dir) })
}

// users are who runs the sandbox: root, and somebody else.
var users = []int{0, 1000}

// tree makes a directory with two halves, both of which belong to the user.
func tree(t *testing.T, uid int) (in, out string) {
	t.Helper()
	dir := t.TempDir()
	for p := dir; strings.HasPrefix(p, os.TempDir()+"/"); p = filepath.Dir(p) {
		if err := os.Chmod(p, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, half := range []string{"in", "out"} {
		for _, d := range []string{half, half + "/dir", half + "/empty"} {
			if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		for _, f := range []string{half + "/file", half + "/dir/file"} {
			if err := os.WriteFile(filepath.Join(dir, f), []byte("text"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Symlink("../out", dir+"/in/link"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../out/dangling", dir+"/in/dangling"); err != nil {
		t.Fatal(err)
	}
	filepath.WalkDir(dir, func(path string, _ fs.DirEntry, _ error) error { return os.Lchown(path, uid, uid) })
	return dir + "/in", dir + "/out"
}

// snapshot describes all that is below a directory.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var s strings.Builder
	filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		var st unix.Stat_t
		if err := unix.Lstat(path, &st); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&s, "%s %o %d:%d links %d size %d changed %v\n", path, st.Mode, st.Uid, st.Gid, st.Nlink, st.Size, st.Ctim)
		return nil
	})
	return s.String()
}

// run runs the sandbox as a user and returns what it writes.
func run(t *testing.T, uid int, dir string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(sandbox, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "TMPDIR="+dir, "GIT_CONFIG_NOSYSTEM=1")
	if uid != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// ways are all the ways to change something outside that anybody has thought of. Each must fail.
const ways = `
import ctypes, os, socket, struct, sys, fcntl
inside, out = sys.argv[1:]
libc = ctypes.CDLL(None, use_errno=True)
def call(nr, *args):
    args = [a if isinstance(a, (int, type(None))) else ctypes.c_char_p(a) if isinstance(a, bytes) else a for a in args]
    args = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    r = libc.syscall(ctypes.c_long(nr), *args)
    if r < 0: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return r
done = 0
def must_fail(name, f):
    global done
    done += 1
    try: r = f()
    except (OSError, ValueError): return
    print("WORKED:", name, r)
F, D, AT = out + "/file", out + "/dir", -100
rd = os.open(F, os.O_RDONLY)
dd = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
dp = os.open(out, os.O_PATH | os.O_DIRECTORY)
fp = os.open(F, os.O_PATH)
for how in ("%s", inside + "/link/%s", inside + "/../out/%s", "/proc/self/root" + out + "/%s", "/proc/self/fd/%d/%%s" % dd, "/proc/self/fd/%d/%%s" % dp, "/dev/fd/%d/%%s" % dd):
    base = (lambda n: out + "/" + n) if how == "%s" else (lambda n, how=how: how % n)
    for flags in (os.O_WRONLY, os.O_RDWR, 3, os.O_RDONLY | os.O_TRUNC, os.O_WRONLY | os.O_APPEND, os.O_WRONLY | os.O_TRUNC | os.O_CREAT):
        must_fail("open %s %x" % (base("file"), flags), lambda: os.open(base("file"), flags, 0o600))
    must_fail("create", lambda: os.open(base("new"), os.O_CREAT | os.O_WRONLY, 0o600))
    must_fail("create exclusively", lambda: os.open(base("new"), os.O_CREAT | os.O_EXCL | os.O_RDONLY, 0o600))
    must_fail("O_TMPFILE", lambda: os.open(base("dir"), os.O_TMPFILE | os.O_WRONLY, 0o600))
    must_fail("truncate", lambda: os.truncate(base("file"), 0))
    must_fail("mkdir", lambda: os.mkdir(base("new")))
    must_fail("mkfifo", lambda: os.mkfifo(base("new")))
    must_fail("mknod", lambda: os.mknod(base("new")))
    must_fail("symlink", lambda: os.symlink("x", base("new")))
    must_fail("link out", lambda: os.link(inside + "/file", base("new")))
    must_fail("link in", lambda: os.link(base("file"), inside + "/new"))
    must_fail("rename out", lambda: os.rename(inside + "/file", base("new")))
    must_fail("rename over", lambda: os.rename(inside + "/file", base("file")))
    must_fail("rename in", lambda: os.rename(base("file"), inside + "/new"))
    must_fail("rename directory in", lambda: os.rename(base("dir"), inside + "/newdir"))
    must_fail("exchange", lambda: call(316, AT, (inside + "/file").encode(), AT, base("file").encode(), 2))
    must_fail("unlink", lambda: os.unlink(base("file")))
    must_fail("rmdir", lambda: os.rmdir(base("empty")))
    must_fail("chmod", lambda: os.chmod(base("file"), 0o777))
    must_fail("fchmodat2", lambda: call(452, AT, base("file").encode(), 0o777, 0))
    must_fail("chown", lambda: os.chown(base("file"), os.getuid(), os.getgid()))
    must_fail("lchown", lambda: os.lchown(base("file"), os.getuid(), os.getgid()))
    must_fail("utime", lambda: os.utime(base("file"), (1, 2)))
    must_fail("setxattr", lambda: os.setxattr(base("file"), "user.x", b"v"))
    must_fail("removexattr", lambda: os.removexattr(base("file"), "user.x"))
    must_fail("acl", lambda: os.setxattr(base("file"), "system.posix_acl_access", b"\2\0\0\0\1\0\7\0\xff\xff\xff\xff\4\0\7\0\xff\xff\xff\xff\x20\0\7\0\xff\xff\xff\xff"))
    must_fail("bind", lambda: socket.socket(socket.AF_UNIX).bind(base("s")))
    must_fail("setxattrat", lambda: call(463, AT, base("file").encode(), 0, b"user.x", struct.pack("QII", 0, 0, 0), 16))
    must_fail("openat2", lambda: call(437, AT, base("file").encode(), struct.pack("QQQ", os.O_WRONLY, 0, 0), 24))
    must_fail("file_setattr", lambda: call(469, AT, base("file").encode(), bytes(24), 24, 0))
for d in (dd, dp):
    must_fail("openat", lambda: os.open("file", os.O_WRONLY, dir_fd=d))
    must_fail("mkdirat", lambda: os.mkdir("new", dir_fd=d))
    must_fail("unlinkat", lambda: os.unlink("file", dir_fd=d))
    must_fail("renameat", lambda: os.rename("file", "new", src_dir_fd=d, dst_dir_fd=d))
    must_fail("linkat", lambda: os.link("file", "new", src_dir_fd=d, dst_dir_fd=d))
must_fail("fchmod", lambda: os.fchmod(rd, 0o777))
must_fail("fchmod of a directory", lambda: os.fchmod(dd, 0o777))
must_fail("fchown", lambda: os.fchown(rd, os.getuid(), os.getgid()))
must_fail("futimens", lambda: os.utime(rd, (1, 2)))
must_fail("fsetxattr", lambda: os.setxattr(rd, "user.x", b"v"))
must_fail("fremovexattr", lambda: os.removexattr(rd, "user.x"))
must_fail("chmod by /proc", lambda: os.chmod("/proc/self/fd/%d" % rd, 0o777))
must_fail("open again by /proc", lambda: os.open("/proc/self/fd/%d" % rd, os.O_WRONLY))
must_fail("open O_PATH again", lambda: os.open("/proc/self/fd/%d" % fp, os.O_WRONLY))
must_fail("chmod of O_PATH", lambda: os.chmod("/proc/self/fd/%d" % fp, 0o777))
must_fail("fchmodat2 of O_PATH", lambda: call(452, fp, b"", 0o777, 0x1000))
must_fail("fchownat of O_PATH", lambda: call(260, fp, b"", os.getuid(), os.getgid(), 0x1000))
must_fail("utimensat of O_PATH", lambda: call(280, fp, b"", None, 0x1000))
must_fail("linkat of a descriptor", lambda: call(265, rd, b"", AT, (inside + "/new").encode(), 0x1000))
must_fail("linkat by /proc", lambda: os.link("/proc/self/fd/%d" % rd, inside + "/new", follow_symlinks=True))
must_fail("dangling link", lambda: os.open(inside + "/dangling", os.O_CREAT | os.O_WRONLY, 0o600))
must_fail("FS_IOC_SETFLAGS", lambda: fcntl.ioctl(rd, 0x40086602, struct.pack("i", 0x40)))
must_fail("FS_IOC_FSSETXATTR", lambda: fcntl.ioctl(rd, 0x401c5820, struct.pack("IIIII8x", 0x40, 0, 0, 0, 0)))
os.chdir(out)
must_fail("in the working directory", lambda: os.open("new", os.O_CREAT | os.O_WRONLY, 0o600))
must_fail("and from it", lambda: os.mkdir("dir/new"))
os.chdir("/")
must_fail("io_uring", lambda: call(425, 8, bytes(120)))
must_fail("name and open by handle", lambda: call(304, dd, struct.pack("Ii", 8, 1) + bytes(8), os.O_RDWR))
must_fail("ptrace", lambda: call(101, 16, os.getppid(), None, None))
must_fail("process_vm_writev", lambda: call(311, os.getppid(), None, 0, None, 0, 0))
must_fail("pidfd_getfd", lambda: call(438, call(434, os.getppid(), 0), 0, 0))
must_fail("userfaultfd", lambda: call(323, 1))
must_fail("mount", lambda: call(165, out.encode(), (inside + "/dir").encode(), None, 0x1000, None))
must_fail("open_tree", lambda: call(428, AT, out.encode(), 1))
must_fail("fsopen", lambda: call(430, b"tmpfs", 0))
must_fail("chroot", lambda: os.chroot(out))
if os.getuid():
    libc.unshare(0x10020000) # a user and a mount namespace of its own
    must_fail("mount in a namespace", lambda: call(165, out.encode(), (inside + "/dir").encode(), None, 0x1000, None))
    must_fail("chroot in a namespace", lambda: os.chroot(out))
    must_fail("create in a namespace", lambda: os.open(F, os.O_WRONLY))
must_fail("memory of the supervisor", lambda: os.open("/proc/%d/mem" % os.getppid(), os.O_RDWR))
must_fail("memory of another", lambda: os.open("/proc/1/mem", os.O_RDWR))
print("tried", done)
`

// Nothing outside of -rw is changed, in whatever way, by root and by others.
func TestWays(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Deadline(t, 2*time.Minute)
	for _, uid := range users {
		t.Run(fmt.Sprint("uid ", uid), func(t *testing.T) {
			in, out := tree(t, uid)
			before := snapshot(t, out)
			said, err := run(t, uid, in, "-rw", in, "--", "python3", "-c", ways, in, out)
			if err != nil || !strings.Contains(said, "tried 2") || strings.Contains(said, "WORKED") {
				t.Errorf("%v:\n%s", err, said)
			}
			if after := snapshot(t, out); after != before {
				t.Errorf("it was\n%sand is\n%s", before, after)
			}
		})
	}
}

// Errors are those that a program expects: of two that hold, the one that says more.
func TestErrors(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	in, out := tree(t, os.Geteuid())
	said, err := run(t, os.Geteuid(), in, "-rw", in, "--", "python3", "-c", `
import os, sys
out = sys.argv[1]
def say(f):
    try: print(f())
    except OSError as e: print(os.strerror(e.errno))
say(lambda: os.mkdir(out + "/dir"))
say(lambda: os.unlink(out + "/none"))
say(lambda: os.open(out + "/none/x", os.O_CREAT | os.O_WRONLY))
say(lambda: os.open(out + "/file", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
say(lambda: os.open(out + "/dir", os.O_WRONLY | os.O_CREAT))
say(lambda: os.access(out + "/file", os.W_OK))
say(lambda: os.access(out + "/file", os.R_OK))
say(lambda: os.access("file", os.W_OK))
say(lambda: os.mkdir(out + "/new"))
open("/dev/null", "w").close()
r, w = os.pipe(); open("/proc/self/fd/%d" % w, "w").close()
print(os.ttyname(os.openpty()[1])[:9])
os.makedirs("a/b/c"); open("a/b/c/d", "w").write("x"); os.rename("a", "z"); os.chmod("z/b", 0o700); print(os.listdir("z/b/c"))
`, out)
	want := "File exists\nNo such file or directory\nNo such file or directory\nFile exists\nIs a directory\nFalse\nTrue\nTrue\nRead-only file system\n/dev/pts/\n['d']\n"
	if said != want || err != nil {
		t.Errorf("%v, got\n%swant\n%s", err, said, want)
	}
}

// With -ro nothing else is read, and what is refused is in the log.
func TestReadOnlyAndLog(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	in, out := tree(t, os.Geteuid())
	log := filepath.Join(t.TempDir(), "log")
	args := []string{"-rw", in, "-log", log}
	for _, dir := range []string{"/usr", "/lib", "/lib64", "/bin", "/etc", out + "/dir"} {
		if _, err := os.Stat(dir); err == nil {
			args = append(args, "-ro", dir)
		}
	}
	said, err := run(t, os.Geteuid(), in, append(args, "--", "sh", "-c", `cat file; cat "$1/dir/file"; cat "$1/file"; echo more > "$1/dir/file"; echo x >file && cat file`, "sh", out)...)
	want := "texttextcat: " + out + "/file: Permission denied\nsh: 1: cannot create " + out + "/dir/file: Read-only file system\nx\n"
	if said != want || err != nil {
		t.Errorf("%v, got\n%swant\n%s", err, said, want)
	}
	b, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(b)) {
		var l struct{ Msg, What, Path, Call, Program, Errno string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		got = append(got, fmt.Sprint(l))
	}
	wantLog := []string{
		"{refused read " + out + "/file openat cat EACCES}",
		"{refused write|create " + out + "/dir/file openat sh EROFS}",
	}
	wantLog[1] = strings.Replace(wantLog[1], "write|create", "write", 1)
	if strings.Join(got, "\n") != strings.Join(wantLog, "\n") {
		t.Errorf("the log has\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(wantLog, "\n"))
	}
}

// It connects to where it may.
func TestNetwork(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	good, bad := listen(t), listen(t)
	in, _ := tree(t, os.Geteuid())
	said, err := run(t, os.Geteuid(), in, "-rw", in, "-allow", good, "--", "python3", "-c", `
import socket, sys, os
for a in sys.argv[1:]:
    host, port = a.split(":")
    try: socket.create_connection((host, int(port))).close(); print("ok")
    except OSError as e: print(os.strerror(e.errno))
l = socket.socket(socket.AF_UNIX); l.bind("s"); l.listen()
socket.socket(socket.AF_UNIX).connect(os.path.abspath("s")); print("own socket")
try: socket.socket(socket.AF_UNIX).connect("\0abstract")
except OSError as e: print(os.strerror(e.errno))
`, good, bad)
	if want := "ok\nPermission denied\nown socket\nPermission denied\n"; said != want || err != nil {
		t.Errorf("%v, got\n%swant\n%s", err, said, want)
	}
}

func listen(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return l.Addr().String()
}

// What people run in a sandbox runs, as root and as somebody else.
func TestPrograms(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Deadline(t, 5*time.Minute)
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	path := strings.TrimSpace(string(goroot)) + "/bin:" + os.Getenv("PATH")
	for _, uid := range users {
		for _, c := range []struct{ name, needs, script, want string }{
			{"bash", "bash", `x=$(for i in 1 2 3; do echo $i | cat | wc -l; done); echo $x; cat <<<here > f; cat < <(cat f)`, "1 1 1\nhere\n"},
			{"git", "git", `git init -q . && git config user.email a@b && git config user.name a && echo 1 >x && git add x && git commit -qm one && git log --format=%s && git clone -q . ../in/clone && ls clone`, "one\nx\n"},
			{"python", "python3", `python3 -c 'import tempfile, shutil, sqlite3; d = tempfile.mkdtemp(dir="."); sqlite3.connect(d + "/db").execute("create table t(x)"); shutil.rmtree(d); print("fine")'`, "fine\n"},
			{"node", "node", `node -e 'const fs = require("fs"); fs.mkdirSync("n"); fs.writeFileSync("n/x", "node"); console.log(fs.readFileSync("n/x", "utf8"))'`, "node\n"},
			{"make", "make", `printf 'all: 1 2 3 4 5 6 7 8\n%%:\n\t@echo $@ >$@.out; cat $@.out >/dev/null\n' >Makefile && make -s -j4 && cat [0-9].out | sort | tr -d '\n'; echo`, "12345678\n"},
			{"go", "go", `printf 'package main\nfunc main() { println("built") }\n' >m.go && GOCACHE=$PWD/cache GOTMPDIR=$PWD GOFLAGS=-p=2 go build -o m m.go && ./m 2>&1`, "built\n"},
			{"tar", "tar", `mkdir t && echo 1 >t/a && ln -s a t/b && tar cf t.tar t && rm -r t && tar xf t.tar && ls -m t`, "a, b\n"},
		} {
			t.Run(fmt.Sprintf("%s uid %d", c.name, uid), func(t *testing.T) {
				if _, err := exec.LookPath(c.needs); err != nil && c.needs == "node" {
					t.Skip("there is no node")
				} else if err != nil {
					t.Fatal(err)
				}
				in, out := tree(t, uid)
				before := snapshot(t, out)
				t.Setenv("PATH", path)
				said, err := run(t, uid, in, "-rw", in, "--", "bash", "-c", "rm -r dir empty file link dangling; "+c.script)
				if said != c.want || err != nil {
					t.Errorf("%v: got %q, want %q", err, said, c.want)
				}
				if after := snapshot(t, out); after != before {
					t.Errorf("it was\n%sand is\n%s", before, after)
				}
			})
		}
	}
}

func TestSandboxItself(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"--help"}, 0, "usage: sandbox"},
		{[]string{}, 125, "no command to run"},
		{[]string{"-rw", "/no/such", "--", "true"}, 125, "/no/such"},
		{[]string{"-allow", "localhost", "--", "true"}, 125, "not host:port"},
		{[]string{"-log", "/no/such/log", "--", "true"}, 125, "/no/such/log"},
		{[]string{"--", "/no/such/program"}, 127, "no such file"},
		{[]string{"--", "/etc/passwd"}, 126, "permission denied"},
		{[]string{"--", "sh", "-c", "exit 7"}, 7, ""},
		{[]string{"--", "sh", "-c", "kill -TERM $$"}, 128 + 15, ""},
	} {
		cmd := exec.Command(sandbox, c.args...)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != c.exit || !strings.Contains(string(out), c.says) {
			t.Errorf("sandbox %q: exit %d, want %d\n%s", c.args, code, c.exit, out)
		}
	}
}

// Shells lose nothing under it.
func TestPipelines(t *testing.T) {
	kerneltest.Pipelines(t, func(cmd *exec.Cmd) error {
		under := exec.Command(sandbox, append([]string{"-rw", t.TempDir(), "--"}, cmd.Args...)...)
		under.Stdout, under.Stderr = cmd.Stdout, cmd.Stderr
		return under.Run()
	})
}
