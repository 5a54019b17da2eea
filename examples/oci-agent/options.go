//go:build linux && cgo

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"
)

// defaultSocket is where the units and the manifests have the socket.
const defaultSocket = "/run/oci-agent/agent.sock"

// options are what the command line says.
type options struct {
	socket    string
	policy    string
	control   string
	web       string
	takeOver  bool
	linger    bool
	check     bool
	timeout   time.Duration
	patience  time.Duration
	logLevel  slog.Level
	logFormat string
	// args are all of them as they were, for a successor.
	args []string
}

// parseOptions says to stderr what is wrong, and to stdout what it is asked by -help.
func parseOptions(args []string, stdout, stderr io.Writer) (*options, error) {
	o := &options{args: args}
	f := flag.NewFlagSet("oci-agent", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.socket, "socket", defaultSocket, "`path` of the socket to which runtimes send listeners, unless systemd passes it")
	f.StringVar(&o.policy, "policy", "/etc/oci-agent/policy.yaml", "policy `file`")
	f.StringVar(&o.control, "control", "/run/oci-agent/control.sock", "`path` of the socket at which a successor asks to take over; empty for none")
	f.StringVar(&o.web, "metrics", "localhost:9464", "`address` of /metrics, /healthz and /readyz; empty for none")
	f.BoolVar(&o.takeOver, "take-over", false, "take over from the agent at -control, if there is one")
	f.BoolVar(&o.linger, "linger", false, "after handing over wait for SIGTERM, for where the end of the process would be restarted")
	f.BoolVar(&o.check, "check", false, "check the policy file, say what is wrong with it and exit with 0 or 1")
	f.DurationVar(&o.timeout, "timeout", 30*time.Second, "`time` after which a call that is worked on fails with ETIMEDOUT")
	f.DurationVar(&o.patience, "patience", 5*time.Second, "`time` that a step of handing over, or of the graceful end, may take")
	f.StringVar(&o.logFormat, "log-format", "text", "`format` of the log: text or json")
	f.TextVar(&o.logLevel, "log-level", slog.LevelInfo, "lowest `level` that is logged: debug, info, warn or error")
	usage := func(w io.Writer) {
		f.SetOutput(w)
		fmt.Fprintf(w, "usage: oci-agent [flags]\n       oci-agent profile -base FILE [flags]\n\nAnswers the notified system calls of containers by a policy.\n"+
			"SIGHUP reads the policy again, SIGUSR2 starts the program anew and hands over to it,\nSIGTERM ends it.\n\n")
		f.PrintDefaults()
		fmt.Fprintf(w, "\nIt exits with %d, %d after a failure, or %d if it is used in a wrong way.\n", statusOK, statusFailure, statusUsage)
	}
	f.Usage = func() {}
	switch err := f.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		usage(stdout)
		return nil, err
	case err != nil:
		fmt.Fprintln(stderr, "oci-agent:", err)
		usage(stderr)
		return nil, err
	}
	var wrong string
	switch {
	case f.NArg() > 0:
		wrong = "there are no arguments beside the flags: " + strings.Join(f.Args(), " ")
	case o.logFormat != "text" && o.logFormat != "json":
		wrong = "-log-format must be text or json"
	case o.policy == "":
		wrong = "-policy is empty"
	case o.timeout <= 0 || o.patience <= 0:
		wrong = "a duration must be more than 0"
	case o.takeOver && o.control == "":
		wrong = "-take-over needs -control"
	}
	if wrong != "" {
		fmt.Fprintln(stderr, "oci-agent:", wrong)
		return nil, fmt.Errorf("%s", wrong)
	}
	return o, nil
}

func (o *options) logger(w io.Writer) *slog.Logger {
	h := &slog.HandlerOptions{Level: o.logLevel}
	if o.logFormat == "json" {
		return slog.New(containerLog{slog.NewJSONHandler(w, h)})
	}
	return slog.New(containerLog{slog.NewTextHandler(w, h)})
}

// containerLog adds the container to what is logged about one of its calls.
type containerLog struct{ slog.Handler }

func (l containerLog) Handle(ctx context.Context, r slog.Record) error {
	if c, ok := ctx.Value(containerKey{}).(*container); ok {
		r.AddAttrs(slog.Any("container", c.Container))
	}
	return l.Handler.Handle(ctx, r)
}

func (l containerLog) WithAttrs(attrs []slog.Attr) slog.Handler {
	return containerLog{l.Handler.WithAttrs(attrs)}
}

func (l containerLog) WithGroup(name string) slog.Handler {
	return containerLog{l.Handler.WithGroup(name)}
}
