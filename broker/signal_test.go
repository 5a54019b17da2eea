//go:build linux && cgo

package broker_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/broker"
)

// python returns a command that runs a script with arguments.
func python(script string, args ...string) *exec.Cmd {
	// The system's own, and not a script that chooses one.
	path := "/usr/bin/python3"
	if _, err := os.Stat(path); err != nil {
		path = "python3"
	}
	return exec.Command(path, append([]string{"-c", script}, args...)...)
}

// same compares what a script says natively and where its calls are performed.
func same(t *testing.T, script string, args ...string) string {
	t.Helper()
	dir := openTemp(t)
	var out [2]string
	for i := range out {
		cmd := python(script, args...)
		cmd.Dir = dir
		if i == 0 {
			out[i] = output(t, cmd)
			continue
		}
		var p permitAll
		out[i] = supervise(t, cmd, p.policy, nil, itself)
	}
	if out[0] != out[1] {
		t.Errorf("natively:\n%sperformed:\n%s", out[0], out[1])
	}
	return out[1]
}

// Calls that block are interrupted by signals as the kernel's own are: restarted, or ended by a handler that
// raises. The time does not matter, only that they end.
func TestSignals(t *testing.T) {
	deadline(t)
	out := same(t, `
import os, signal, socket, struct, threading, time
class Interrupt(Exception): pass
def raises(*a): raise Interrupt
def passes(*a): seen.append(1)
seen = []
def attempt(name, f, handler):
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
    try: r = f()
    except Interrupt: r = "interrupted"
    except OSError as e: r = os.strerror(e.errno)
    finally: signal.setitimer(signal.ITIMER_REAL, 0)
    print(name, r, flush=True)
fifo = "fifo"
if not os.path.exists(fifo): os.mkfifo(fifo)
def full():
    a, b = socket.socketpair(); a.setblocking(False)
    try:
        while True: a.send(bytes(4096))
    except BlockingIOError: pass
    a.setblocking(True)
    return a, b
a, b = full()
attempt("open", lambda: os.open(fifo, os.O_RDONLY), raises)
attempt("sendmsg", lambda: a.sendmsg([b"x"]), raises)
l = socket.socket(); l.bind(("127.0.0.1", 0)); l.listen(0)
fill = []
for i in range(4):
    s = socket.socket(); s.setblocking(False); s.connect_ex(l.getsockname()); fill.append(s)
time.sleep(0.1)
attempt("connect", lambda: socket.socket().connect(l.getsockname()), raises)
# A handler that returns lets the call go on.
def later(f): threading.Timer(0.5, f).start()
def opened():
    later(lambda: os.close(os.open(fifo, os.O_WRONLY)))
    os.close(os.open(fifo, os.O_RDONLY)); return "opened"
attempt("open, restarted", opened, passes)
def sent():
    later(lambda: b.recv(1 << 20, socket.MSG_WAITALL))
    return a.sendmsg([b"x"])
attempt("sendmsg, restarted", sent, passes)
print("signals", len(seen) > 4)
a, b = full()
a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 0, 300000))
try: a.sendmsg([b"x"])
except OSError as e: print("sendmsg with a limit", os.strerror(e.errno))
c = socket.socket(); c.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 0, 300000))
try: c.connect(l.getsockname())
except OSError as e: print("connect with a limit", os.strerror(e.errno))
`)
	for _, want := range []string{"open interrupted", "sendmsg interrupted", "connect interrupted", "open, restarted opened", "sendmsg, restarted 1", "signals True", "sendmsg with a limit Resource", "connect with a limit Operation"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
}

// A target whose call blocks can be ended by any signal, also when one that it handles is pending, and its call does
// not hold up others.
func TestTermination(t *testing.T) {
	deadline(t)
	for _, sig := range []syscall.Signal{unix.SIGTERM, unix.SIGKILL, unix.SIGQUIT} {
		dir := t.TempDir()
		cmd := python(`
import os, signal, sys
os.mkfifo("fifo")
signal.signal(signal.SIGUSR1, lambda *a: None)
with open("pid", "w") as f: f.write(str(os.getpid()))
os.rename("pid", "ready")
os.open("fifo", os.O_RDONLY)
`)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: unix.SIGKILL}
		go func() {
			pid := 0
			for range 5000 {
				if b, err := os.ReadFile(dir + "/ready"); err == nil {
					pid, _ = strconv.Atoi(string(b))
					break
				}
				time.Sleep(5 * time.Millisecond)
			}
			if pid <= 0 {
				return
			}
			time.Sleep(50 * time.Millisecond)
			unix.Kill(pid, unix.SIGUSR1)
			time.Sleep(50 * time.Millisecond)
			unix.Kill(pid, sig)
		}()
		_, err := superviseErr(t, cmd, nil, nil, itself)
		if ws := cmd.ProcessState.Sys().(syscall.WaitStatus); !ws.Signaled() || ws.Signal() != sig {
			t.Errorf("%v: %v", sig, err)
		}
	}
}

// More calls may block than there are workers: those fail, and nobody else's do.
func TestBlockedBound(t *testing.T) {
	deadline(t)
	cmd := python(`
import os, threading, time
os.mkfifo("fifo")
codes = []
def block():
    try: os.close(os.open("fifo", os.O_RDONLY)); codes.append(0)
    except OSError as e: codes.append(e.errno)
threads = [threading.Thread(target=block) for _ in range(10)]
for t in threads: t.start()
while len(codes) < 6: time.sleep(0.01)
open("other", "w").close()
# The writer blocks as well, until there is a reader.
w = os.open("fifo", os.O_WRONLY | os.O_NONBLOCK)
for t in threads: t.join()
print(sorted(codes))
`)
	cmd.Dir = t.TempDir()
	out := supervise(t, cmd, nil, &broker.Options{Blocked: 4}, itself)
	want := fmt.Sprintf("[0, 0, 0, 0%s]\n", strings.Repeat(fmt.Sprintf(", %d", int(unix.EAGAIN)), 6))
	if out != want {
		t.Errorf("%s, want %s", out, want)
	}
}

// What a policy answers is what happens.
func TestVerdicts(t *testing.T) {
	deadline(t)
	dir := openTemp(t)
	other := dir + "/other"
	if err := os.WriteFile(other, []byte("another"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(other)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cmd := python(`
import os
def say(f):
    try: print(f())
    except OSError as e: print(os.strerror(e.errno))
for n in ("errno", "text", "answer", "instead", "panic"):
    say(lambda: open(n, "x").close())
say(lambda: open("instead").read())
say(lambda: os.stat("instead").st_size)
say(lambda: os.path.exists("none"))
`)
	cmd.Dir = dir
	out := supervise(t, cmd, func(_ context.Context, r *broker.Request) error {
		switch p := r.Accesses[0].Path; {
		case strings.HasSuffix(p, "/errno"):
			return fmt.Errorf("wrapped: %w", unix.EDQUOT)
		case strings.HasSuffix(p, "/text"):
			return fmt.Errorf("no errno")
		case strings.HasSuffix(p, "/answer"):
			return broker.Answer(seccompError(unix.ENOLINK))
		case strings.HasSuffix(p, "/instead"):
			return broker.Instead(f)
		case strings.HasSuffix(p, "/panic"):
			panic("a policy that panics")
		}
		return nil
	}, &broker.Options{Missing: true}, itself)
	want := "Disk quota exceeded\nPermission denied\nLink has been severed\nFile exists\nInput/output error\nanother\n7\nFalse\n"
	if out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}
