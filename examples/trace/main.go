//go:build linux && cgo

// Trace prints what a command asks the kernel for, a line a call, and what it cost.
//
//	trace -e openat,connect -- git fetch
//	trace -e %network -f summary -o net.txt -- make test
//	trace --features
//
// Every call is answered with Continue: trace looks, and decides nothing. What it
// prints of a path or an address is what was in memory when it looked.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// What trace itself exits with, as env(1) and timeout(1) do. Else it is the command's
// status, or 128 and the number of the signal that ended it.
const (
	exitFailed   = 125
	exitCannot   = 126
	exitNotFound = 127
)

const usage = `usage: trace [-e calls] [-f format] [-o file] [--] command [argument...]
       trace --features

Runs the command, prints each of the chosen system calls that it and its children
make, and a summary of them at the end.

  -e calls   names, separated by commas, of calls and of groups: %file, %network,
             %process (default %file,%network,%process)
  -f format  what to print: lines, summary, or full for both (default full)
  -o file    print to the file and not to standard error
  --features print what the running kernel and libseccomp give, and nothing else

The exit status is that of the command, 128+N where signal N ended it, 127 where
it is not found, 126 where it cannot be run, 125 where trace fails.
`

type options struct {
	calls    string
	format   string
	output   string
	features bool
	command  []string
}

func main() {
	opts, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		io.WriteString(os.Stdout, usage)
		return
	}
	if err == nil && opts.features {
		features := seccompstream.Features()
		fmt.Print(features)
		if features.Err() != nil {
			os.Exit(exitFailed)
		}
		return
	}
	if err == nil {
		var status int
		if status, err = run(opts); err == nil {
			os.Exit(status)
		}
	}
	fmt.Fprintln(os.Stderr, "trace:", err)
	switch {
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		os.Exit(exitNotFound)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOEXEC):
		os.Exit(exitCannot)
	default:
		os.Exit(exitFailed)
	}
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("trace", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.calls, "e", "%file,%network,%process", "")
	flags.StringVar(&o.format, "f", "full", "")
	flags.StringVar(&o.output, "o", "", "")
	flags.BoolVar(&o.features, "features", false, "")
	if err := flags.Parse(args); err != nil || o.features {
		return o, err
	}
	switch o.format {
	case "lines", "summary", "full":
	default:
		return o, fmt.Errorf("-f %s: the formats are lines, summary and full", o.format)
	}
	if o.command = flags.Args(); len(o.command) == 0 {
		return o, errors.New("no command to run; see trace --help")
	}
	return o, nil
}

// run runs the command and returns the status to exit with.
func run(o options) (int, error) {
	names, err := callNames(o.calls)
	if err != nil {
		return 0, err
	}
	filter, err := launch.Notify(names...)
	if err != nil {
		return 0, err
	}
	defer filter.Release()

	var out io.Writer = os.Stderr
	if o.output != "" {
		f, err := os.Create(o.output)
		if err != nil {
			// Not to be taken for the command's.
			return 0, fmt.Errorf("output: %v", err)
		}
		defer f.Close()
		out = f
	}

	cmd := exec.Command(o.command[0], o.command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	signals := make(chan os.Signal, 16)
	catch(signals)
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		return 0, err
	}
	defer stream.Close()
	go forward(signals, cmd.Process)

	sum := summary{}
	for n := range stream.C() {
		begin := time.Now()
		var line string
		if o.format != "summary" {
			line = who(n) + " " + describe(n)
		}
		err := n.Continue()
		sum.add(n.Name(), time.Since(begin), err)
		if o.format != "summary" {
			fmt.Fprintf(out, "%s = %s\n", line, outcome(err))
		}
	}
	// The stream ends when nobody uses the filter any more: the command and whatever
	// it has left in the background.
	err = cmd.Wait()
	if o.format != "lines" {
		sum.write(out, stream.Stats())
	}
	if err := stream.Err(); err != nil {
		return 0, fmt.Errorf("the trace ended early: %v", err)
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return 0, fmt.Errorf("wait: %v", err)
	}
	return exitStatus(cmd.ProcessState), nil
}

func exitStatus(state *os.ProcessState) int {
	if ws := state.Sys().(syscall.WaitStatus); ws.Signaled() {
		return 128 + int(ws.Signal())
	}
	return state.ExitCode()
}

// outcome tells what became of the call. Only a call that has been answered by trace
// goes on to be run by the kernel.
func outcome(err error) string {
	switch {
	case err == nil:
		return "continued"
	case errors.Is(err, seccompstream.ErrExpired):
		return "interrupted"
	default:
		return err.Error()
	}
}

// catch keeps the signals that should reach the command from ending trace, but for
// those that trace was started to ignore, as under nohup(1).
func catch(c chan<- os.Signal) {
	for _, sig := range []os.Signal{unix.SIGINT, unix.SIGQUIT, unix.SIGTERM, unix.SIGHUP, unix.SIGUSR1, unix.SIGUSR2} {
		if !signal.Ignored(sig) {
			signal.Notify(c, sig)
		}
	}
}

// forward passes signals on. What is typed at a terminal reaches the command by
// itself, as it is in the same process group, and must not reach it twice.
func forward(c <-chan os.Signal, p *os.Process) {
	for sig := range c {
		if (sig == unix.SIGINT || sig == unix.SIGQUIT) && inForeground() {
			continue
		}
		_ = p.Signal(sig) // the command may be gone
	}
}

func inForeground() bool {
	tty, err := os.Open("/dev/tty")
	if err != nil {
		return false
	}
	defer tty.Close()
	group, err := unix.IoctlGetInt(int(tty.Fd()), unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}
