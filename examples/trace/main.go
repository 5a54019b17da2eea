//go:build linux && cgo

// Command trace prints the system calls that a command makes: trace [-e calls] [-f] -- command args...
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

func main() {
	calls := flag.String("e", "execve,openat,mkdir,unlink,rename,connect", "the `calls` to notify, separated by commas")
	summary := flag.Bool("f", false, "print the summary only")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	filter, err := launch.Notify(strings.Split(*calls, ",")...)
	fatal(err)
	signal.Ignore(os.Interrupt)
	cmd := exec.Command(flag.Arg(0), flag.Args()[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	stream, err := launch.Start(cmd, filter, nil)
	fatal(err)
	counts := map[string]int{}
	for n := range stream.C() {
		counts[n.Name()]++
		if !*summary {
			fmt.Fprintln(os.Stderr, n)
		}
		if err := n.Continue(); err != nil && !errors.Is(err, seccompstream.ErrExpired) {
			fatal(err)
		}
	}
	_ = cmd.Wait()
	fmt.Fprintln(os.Stderr, "calls in the supervisor:", counts)
	if ws := cmd.ProcessState.Sys().(syscall.WaitStatus); ws.Signaled() {
		os.Exit(128 + int(ws.Signal()))
	}
	os.Exit(cmd.ProcessState.ExitCode())
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "trace:", err)
		os.Exit(1)
	}
}
