//go:build linux && cgo

// Oci-agent is a seccomp agent for the containers of runc, crun, containerd and CRI-O: a
// daemon that answers the calls which their filters notify, by the rules of a policy
// file. README.md has its manual.
//
// It is a module of its own, so that what it needs is no dependency of the package's.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/seccompstream/seccompstream/examples/oci-agent/emulate"
	"github.com/seccompstream/seccompstream/examples/oci-agent/policy"
)

// The statuses with which the agent exits.
const (
	statusOK      = 0 // ended by a signal, or handed over, or the policy is in order
	statusFailure = 1
	statusUsage   = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "profile" {
		return runProfile(args[1:], stdout, stderr)
	}
	o, err := parseOptions(args, stdout, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return statusOK
	case err != nil:
		return statusUsage // parseOptions has said why
	}
	if o.check {
		return checkPolicy(o, stdout, stderr)
	}
	logger := o.logger(stderr)
	if err := newAgent(o, logger).run(); err != nil {
		logger.Error("agent failed", "error", err)
		return statusFailure
	}
	return statusOK
}

// checkPolicy says what is wrong with the policy file.
func checkPolicy(o *options, stdout, stderr io.Writer) int {
	file, err := policy.Read(o.policy, emulate.Calls)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return statusFailure
	}
	for _, w := range file.Warnings {
		fmt.Fprintln(stderr, "warning:", w)
	}
	// Those of this process: in the unit's ExecReload= they are the agent's own.
	for _, lack := range emulate.Lacks(file.Handlers()) {
		fmt.Fprintln(stderr, "warning: here the policy needs what is not there:", lack)
	}
	fmt.Fprintf(stdout, "%s: %d policies, the default is %q\n", o.policy, len(file.Policies), file.Default)
	return statusOK
}
