// Command perform runs a command of which every call that a broker knows is performed. It permits
// everything: what the command does must come out as without it.
//
//	perform [-continue] [-stats] command [argument...]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"sort"
	"sync"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/broker"
	"github.com/seccompstream/seccompstream/launch"
)

func main() {
	onlyContinue := flag.Bool("continue", false, "let the kernel run all that is notified")
	stats := flag.Bool("stats", false, "say how many calls there were")
	flag.Parse()
	os.Exit(run(*onlyContinue, *stats, flag.Args()))
}

func run(onlyContinue, stats bool, args []string) int {
	b, err := broker.New(func(context.Context, *broker.Request) error { return nil }, nil)
	if err != nil {
		return fail(err)
	}
	defer b.Close()
	filter, err := b.Filter()
	if err != nil {
		return fail(err)
	}
	var mu sync.Mutex
	counts := map[string]int{}
	handler := seccompstream.HandlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
		if stats {
			mu.Lock()
			counts[n.Name()]++
			mu.Unlock()
		}
		if onlyContinue {
			return seccompstream.Continue()
		}
		return b.HandleNotification(ctx, n)
	})
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runner := launch.Runner{Supervise: func(ctx context.Context, s *seccompstream.NotificationStream) error { return s.Serve(ctx, handler) }}
	status, err := runner.Run(context.Background(), cmd, filter)
	if err != nil {
		fmt.Fprintln(os.Stderr, "perform:", err)
	}
	if stats {
		var lines []string
		for name, n := range counts {
			lines = append(lines, fmt.Sprintf("%8d %s", n, name))
		}
		sort.Sort(sort.Reverse(sort.StringSlice(lines)))
		for _, l := range lines {
			fmt.Fprintln(os.Stderr, l)
		}
	}
	return status
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "perform:", err)
	return 125
}
