// Package cli has what the examples' command lines have in common: --help on standard
// output, and exit statuses as env(1) and timeout(1) have them.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/seccompstream/seccompstream/launch"
)

// Flags returns a set for a program's flags. Usage is all of what --help prints.
func Flags(name, usage string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	return flags
}

// Parse parses the program's arguments, and ends the program if they ask for help, which
// goes to standard output, or are wrong, with [launch.StatusFailed].
func Parse(flags *flag.FlagSet) {
	switch err := flags.Parse(os.Args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(os.Stdout)
		flags.Usage()
		os.Exit(0)
	case err != nil:
		Misused(flags, err)
	}
}

// Misused ends the program because its arguments are wrong.
func Misused(flags *flag.FlagSet, err error) {
	fmt.Fprintf(os.Stderr, "%s: %v\nTry '%s --help' for more.\n", flags.Name(), err, flags.Name())
	os.Exit(launch.StatusFailed)
}

// ErrNoCommand is what [Misused] is given where a command is missing.
var ErrNoCommand = errors.New("no command to run")

// Exit ends the program with the status, and says on standard error what has failed, if
// anything has. It takes what [launch.Runner.Run] returns.
func Exit(name string, status int, err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
	}
	os.Exit(status)
}

// Fail ends the program because of err, with the status that [launch.Status] has for it.
func Fail(name string, err error) {
	Exit(name, launch.Status(err), err)
}
