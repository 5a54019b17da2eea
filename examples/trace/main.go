//go:build linux && cgo

// Trace prints what a command asks the kernel for, a line a call, as strace(1) writes them.
//
//	trace -- git fetch
//	trace -e openat,connect -y -o calls.txt -- make test
//	trace -e %network -c -- curl https://example.org
//	trace -e %file -e fault=openat:error=ENOENT:when=3 -- ./program
//	trace --json -e all -- ./program
//	trace --features
//
// Every call is answered with Continue, but for the faults that were asked for: trace looks, and decides
// nothing. What it prints of the target's memory is what was there when it looked.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/call"
	"github.com/seccompstream/seccompstream/examples/internal/cli"
	"github.com/seccompstream/seccompstream/launch"
)

const usage = `usage: trace [option...] [--] command [argument...]
       trace --features

Prints each of the chosen system calls that the command and its descendants make.

  -e CALLS    what to trace: names, %groups, /expressions and all, separated by
              commas; with ! before it a word takes away what it stands for. More
              than one -e add up. A name stands for its twins, too: truncate for
              truncate64. The groups are %file, %create, %remove, %meta, %desc,
              %network, %process, %memory, %signal, %ipc, %time, %system, %mount,
              %aio and %escape. Without -e: %file, the calls by which sockets
              are made and used, execve and exit_group.
  -e fault=CALLS[:error=ERRNO][:retval=N][:when=WHEN]
              let calls fail (ENOSYS), or return N, without being made. WHEN is
              N, N+, N+STEP or N..M, counted over all processes.
  -P PATH     print only calls that name the path, or use a descriptor of it
  -o FILE     print to the file and not to standard error
  -c          print only a summary; -C: lines and a summary
  -s N        print up to N bytes of strings that are no paths (32)
  -y          print the paths of descriptors
  -Y          print the names of processes
  -t, -tt, -ttt   print the time: of day, with microseconds, since 1970
  -r          print how long after the last call each call came
  -f          nothing: descendants are always traced
  --json      print an object a line; see below
  --features  print what the running kernel and libseccomp give, and nothing else

The exit status is that of the command, 128+N where signal N ended it, 127 where
it is not found, 126 where it cannot be run, 125 where trace fails, as it does
when its output cannot be written: the command runs to its end then.

What strace can tell and a supervisor cannot: what a call returned, and what the
kernel wrote to memory. trace sees a call before it is made and lets it go on;
only a fault that it made has a result. Buffers to be filled are printed as
addresses. Programs that run already cannot be traced (no -p), since a filter is
installed by the process itself or before it starts. A failed execve is told when
its process makes its next call.

A signal that comes before a call is received can fail the call with EINTR. No
group has calls for which no program expects that (clone, fork, vfork, close,
dup2, wait4): they are traced if they are named.

Each object of --json has time, pid (of the thread), event ("call", "execve
failed", "exited"), call, kind (its type in package call), arch, number, text
(the line), args, and, where there are any, paths (dir, name, bytes in base64 if
the name is not UTF-8, does, follow), addrs, fds, injected, error.
`

type options struct {
	calls       selection
	faults      []*fault
	only        []string
	output      string
	summary     bool // nothing but the summary
	both        bool
	stringLimit int
	paths       bool
	names       bool
	time        int
	relative    bool
	json        bool
	command     []string
}

func main() {
	var o options
	flags := cli.Flags("trace", usage)
	features := flags.Bool("features", false, "")
	flags.Func("e", "", o.expression)
	flags.Func("P", "", func(s string) error { o.only = append(o.only, s); return nil })
	flags.StringVar(&o.output, "o", "", "")
	flags.BoolVar(&o.summary, "c", false, "")
	flags.BoolVar(&o.both, "C", false, "")
	flags.IntVar(&o.stringLimit, "s", 32, "")
	flags.BoolVar(&o.paths, "y", false, "")
	flags.BoolVar(&o.names, "Y", false, "")
	for i, name := range []string{"t", "tt", "ttt"} {
		flags.BoolFunc(name, "", func(string) error { o.time = i + 1; return nil })
	}
	flags.BoolVar(&o.relative, "r", false, "")
	flags.Bool("f", false, "")
	flags.BoolVar(&o.json, "json", false, "")
	cli.Parse(flags)
	if *features {
		found := seccompstream.Features()
		_, err := fmt.Print(found)
		if err = errors.Join(err, found.Err()); err != nil {
			cli.Exit("trace", launch.StatusFailed, err)
		}
		return
	}
	if o.command = flags.Args(); len(o.command) == 0 {
		cli.Misused(flags, cli.ErrNoCommand)
	}
	if o.stringLimit < 0 {
		cli.Misused(flags, fmt.Errorf("-s %d: no length", o.stringLimit))
	}
	status, err := run(&o)
	cli.Exit("trace", status, err)
}

// expression takes an argument of -e.
func (o *options) expression(s string) error {
	for _, prefix := range []string{"fault=", "inject="} {
		if len(s) > len(prefix) && s[:len(prefix)] == prefix {
			f, err := parseFault(s[len(prefix):])
			if err == nil {
				o.faults = append(o.faults, f)
			}
			return err
		}
	}
	const prefix = "trace="
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		s = s[len(prefix):]
	}
	return o.calls.add(s)
}

// run runs the command and returns the status to exit with.
func run(o *options) (int, error) {
	names, err := o.calls.list()
	if err != nil {
		return launch.StatusFailed, err
	}
	for _, f := range o.faults {
		for name := range f.names {
			if known(name) {
				names = append(names, name)
			}
		}
	}
	filter, err := launch.Notify(names...)
	if err != nil {
		return launch.StatusFailed, err
	}
	defer filter.Release()

	out := io.Writer(os.Stderr)
	if o.output != "" {
		f, err := os.Create(o.output)
		if err != nil {
			return launch.StatusFailed, fmt.Errorf("output: %w", err)
		}
		defer f.Close()
		out = f
	}
	t := &tracer{opts: o, p: newPrinter(out, o), sum: summary{}, execs: map[int]*pendingExec{}}
	cmd := exec.Command(o.command[0], o.command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	// The buffer has calls received at once, whatever trace does: a call that has been
	// received is safe from signals, where the kernel can do that.
	runner := launch.Runner{Config: &seccompstream.Config{Buffer: 4096}, Supervise: t.supervise}
	status, err := runner.Run(context.Background(), cmd, filter)
	if cmd.Process != nil && !o.summary {
		t.p.note(time.Now(), cmd.Process.Pid, "exited", ended(cmd))
	}
	if o.summary || o.both {
		t.sum.write(t.p.w, t.stats)
	}
	t.p.flush()
	if err == nil && t.p.failed != nil {
		return launch.StatusFailed, fmt.Errorf("writing the trace: %w", t.p.failed)
	}
	return status, err
}

// ended says how the command ended, as strace does.
func ended(cmd *exec.Cmd) string {
	if cmd.ProcessState == nil {
		return "ended"
	}
	if code := cmd.ProcessState.ExitCode(); code >= 0 {
		return fmt.Sprintf("exited with %d", code)
	}
	return "killed: " + cmd.ProcessState.String()
}

// A tracer looks at the calls of one command.
type tracer struct {
	opts  *options
	p     *printer
	d     call.Decoder
	sum   summary
	stats seccompstream.Stats
	execs map[int]*pendingExec // by thread
}

// pendingExec is an execve of which nobody knows yet whether it was successful.
type pendingExec struct {
	mem  *os.File
	addr uint64
	text string
}

// mostExecs bounds the files that are held open for that.
const mostExecs = 256

func (t *tracer) supervise(ctx context.Context, s *seccompstream.NotificationStream) error {
	t.d = call.Decoder{Data: t.opts.stringLimit}
	defer func() {
		t.stats = s.Stats()
		for _, e := range t.execs {
			e.mem.Close()
		}
	}()
	c := s.C()
	for {
		select {
		case n, ok := <-c:
			if !ok {
				return s.Err()
			}
			t.handle(n)
		case <-ctx.Done():
			return ctx.Err()
		}
		if len(c) == 0 {
			t.p.flush()
		}
	}
}

// handle prints a call and lets it go on.
func (t *tracer) handle(n seccompstream.Notification) {
	e := event{at: time.Now(), n: n}
	t.settle(n, e.at)
	e.c, e.err = t.d.Decode(n)
	name := n.Name()
	if e.c != nil {
		name = e.c.Name()
	}
	print := !t.opts.summary && t.opts.wanted(e.c)
	if print {
		if e.text = n.String(); e.c != nil {
			e.text = t.p.style.Format(e.c)
			if t.opts.json {
				e.args = t.p.style.Args(e.c)
			}
		}
		if t.opts.names {
			if p, err := n.Process(); err == nil {
				e.comm = p.Comm
			}
		}
	}
	response := seccompstream.Continue()
	for _, f := range t.opts.faults {
		if f.hits(name) {
			response, e.injected = f.response, f.text
			break
		}
	}
	if e.injected == "" && (name == "execve" || name == "execveat") && print {
		t.remember(n, e.text)
	}
	e.answer = n.Respond(response)
	t.sum.add(name, time.Since(e.at), e.answer != nil || e.injected != "")
	if print {
		t.p.print(&e)
	}
}

// remember keeps what tells later whether an execve was successful: the memory of the program that
// made it, which is nobody's then.
func (t *tracer) remember(n seccompstream.Notification, text string) {
	if len(t.execs) >= mostExecs {
		return
	}
	mem, err := n.Open()
	if err != nil {
		return
	}
	t.execs[n.PID] = &pendingExec{mem, n.InstrPointer, text}
}

// settle tells of an execve of the thread that has failed.
func (t *tracer) settle(n seccompstream.Notification, at time.Time) {
	e := t.execs[n.PID]
	if e == nil {
		return
	}
	delete(t.execs, n.PID)
	var b [1]byte
	if got, err := e.mem.ReadAt(b[:], int64(e.addr)); got == 1 && err == nil {
		t.p.note(at, n.PID, "execve failed", "failed: "+e.text)
	}
	e.mem.Close()
}

// outcome tells what became of the answer.
func outcome(err error) string {
	if errors.Is(err, seccompstream.ErrExpired) {
		return "interrupted"
	}
	return err.Error()
}
