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
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

func main() {
	address := flag.String("listen", "localhost:9090", "`address` of the web server")
	calls := flag.String("e", "mkdir,mkdirat", "`names` of the calls to supervise")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "metrics: no command to run")
		os.Exit(2)
	}
	if err := run(*address, *calls, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "metrics:", err)
		os.Exit(1)
	}
}

func run(address, calls string, command []string) error {
	web, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	defer web.Close()
	filter, err := launch.Notify(strings.Split(calls, ",")...)
	if err != nil {
		return err
	}
	defer filter.Release()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		return err
	}
	defer stream.Close()

	fmt.Fprintf(os.Stderr, "metrics: http://%v/metrics\n", web.Addr())
	go func() { _ = http.Serve(web, pages(command[0], stream)) }() // ends with the listener

	err = stream.Serve(context.Background(), seccompstream.HandlerFunc(
		func(context.Context, seccompstream.Notification) seccompstream.Response {
			return seccompstream.Continue()
		}))
	if waitErr := cmd.Wait(); err == nil {
		err = waitErr
	}
	return err
}

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
