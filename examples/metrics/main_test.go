//go:build linux && cgo

package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestMetrics(t *testing.T) {
	target := streamtest.New(t, &seccompstream.Config{Timeout: 100 * time.Millisecond}, "getppid")
	served := make(chan error, 1)
	go func() {
		served <- target.Stream.Serve(context.Background(), seccompstream.HandlerFunc(
			func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
				switch n.Args[0] {
				case 0:
					return seccompstream.Success(1)
				case 1:
					return seccompstream.Answered() // and drops it
				case 2:
					return seccompstream.Response{}
				default:
					panic("at the handler")
				}
			}))
	}()
	for i, want := range []error{nil, unix.ETIMEDOUT, unix.EIO, unix.EIO, nil} {
		if _, err := target.Call("getppid", i%4); err != want {
			t.Errorf("call %d: %v, want %v", i, err, want)
		}
	}
	target.Exit()
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}

	want := `
# HELP seccomp_handler_panics_total Handlers that panicked.
# TYPE seccomp_handler_panics_total counter
seccomp_handler_panics_total{stream="make"} 1
# HELP seccomp_handler_refused_total Handlers whose response could not be sent.
# TYPE seccomp_handler_refused_total counter
seccomp_handler_refused_total{stream="make"} 1
# HELP seccomp_handlers_running Handlers that run, those included that nobody waits for any more.
# TYPE seccomp_handlers_running gauge
seccomp_handlers_running{stream="make"} 0
# HELP seccomp_left_behind_total Streams that the kernel held up when they ended.
# TYPE seccomp_left_behind_total counter
seccomp_left_behind_total{stream="make"} 0
# HELP seccomp_notifications_oldest_seconds For how long the oldest pending call has been waiting.
# TYPE seccomp_notifications_oldest_seconds gauge
seccomp_notifications_oldest_seconds{stream="make"} 0
# HELP seccomp_notifications_over_total Delivered calls that are over, by what ended them.
# TYPE seccomp_notifications_over_total counter
seccomp_notifications_over_total{outcome="answered",stream="make"} 4
seccomp_notifications_over_total{outcome="closed",stream="make"} 0
seccomp_notifications_over_total{outcome="expired",stream="make"} 0
seccomp_notifications_over_total{outcome="timeout",stream="make"} 1
# HELP seccomp_notifications_pending Delivered calls without an answer.
# TYPE seccomp_notifications_pending gauge
seccomp_notifications_pending{stream="make"} 0
# HELP seccomp_notifications_queued Pending calls that wait for a worker.
# TYPE seccomp_notifications_queued gauge
seccomp_notifications_queued{stream="make"} 0
# HELP seccomp_notifications_received_total Calls that the kernel has delivered.
# TYPE seccomp_notifications_received_total counter
seccomp_notifications_received_total{stream="make"} 5
`
	if err := testutil.CollectAndCompare(newCollector("make", target.Stream), strings.NewReader(want)); err != nil {
		t.Error(err)
	}

	web := httptest.NewServer(pages("make", target.Stream))
	defer web.Close()
	get := func(path string) string {
		t.Helper()
		r, err := http.Get(web.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		b, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s, %v", path, r.Status, err)
		}
		return string(b)
	}
	if page := get("/metrics"); !strings.Contains(page, `seccomp_notifications_received_total{stream="make"} 5`) {
		t.Errorf("/metrics:\n%s", page)
	}
	var vars map[string]seccompstream.Stats
	if page := get("/debug/vars"); json.Unmarshal([]byte(page), &vars) != nil || vars["make"] != target.Stream.Stats() {
		t.Errorf("/debug/vars:\n%s", page)
	}
}

func TestRun(t *testing.T) {
	for _, test := range []struct {
		calls   string
		command []string
		want    int
	}{
		{"mkdir,mkdirat", []string{"mkdir", t.TempDir() + "/new"}, 0},
		{"mkdir,mkdirat", []string{"mkdir", "/proc/new"}, 1},
		{"mkdir,mkdirat", []string{"/no/such/command"}, 127},
		{"no_such_call", []string{"true"}, 125},
	} {
		status, err := run("localhost:0", test.calls, test.command)
		if status != test.want || (err != nil) != (status >= 125) {
			t.Errorf("%v with %s: status %d, %v, want %d", test.command, test.calls, status, err, test.want)
		}
	}
}
