//go:build linux && cgo

// Metrics supervises a command and publishes the counters of its stream, for Prometheus
// at /metrics and as JSON at /debug/vars.
//
//	metrics -listen localhost:9090 -e mkdir,mkdirat -- make
//
// It is a module of its own, so that the Prometheus client is no dependency of the
// package's.
package main

import (
	"context"
	"expvar"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/examples/internal/cli"
	"github.com/seccompstream/seccompstream/launch"
)

const usage = `usage: metrics [-listen address] [-e names] [--] command [argument...]

Runs the command, answers the calls with Continue, and shows how many there were at
http://ADDRESS/metrics for Prometheus, at /debug/vars as JSON.

  -listen address   of the web server: localhost:9090 if not given
  -e names          the calls to supervise: mkdir,mkdirat if not given

The exit status is that of the command, 128+N where signal N ended it, 127 where it is
not found, 126 where it cannot be run, 125 where metrics fails.
`

func main() {
	flags := cli.Flags("metrics", usage)
	address := flags.String("listen", "localhost:9090", "")
	calls := flags.String("e", "mkdir,mkdirat", "")
	cli.Parse(flags)
	if flags.NArg() == 0 {
		cli.Misused(flags, cli.ErrNoCommand)
	}
	status, err := run(*address, *calls, flags.Args())
	cli.Exit("metrics", status, err)
}

func run(address, calls string, command []string) (status int, err error) {
	web, err := net.Listen("tcp", address)
	if err != nil {
		return launch.StatusFailed, err
	}
	defer web.Close()
	filter, err := launch.Notify(strings.Split(calls, ",")...)
	if err != nil {
		return launch.StatusFailed, err
	}
	defer filter.Release()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runner := launch.Runner{Supervise: func(ctx context.Context, stream *seccompstream.NotificationStream) error {
		fmt.Fprintf(os.Stderr, "metrics: http://%v/metrics\n", web.Addr())
		go func() { _ = http.Serve(web, pages(command[0], stream)) }() // ends with the listener
		return stream.Serve(ctx, handler)
	}}
	return runner.Run(context.Background(), cmd, filter)
}

var handler = seccompstream.HandlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
	return seccompstream.Continue()
})

// pages returns what the web server shows.
func pages(name string, stream *seccompstream.NotificationStream) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(newCollector(name, stream))
	stats := new(expvar.Map)
	stats.Set(name, expvar.Func(func() any { return stream.Stats() }))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/vars", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprintln(w, stats)
	})
	return mux
}
