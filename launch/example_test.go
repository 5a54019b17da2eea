//go:build linux && cgo

package launch_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"syscall"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// A command for which no directory can be made.
func ExampleStart() {
	filter, err := launch.Notify("mkdir", "mkdirat")
	if err != nil {
		log.Fatal(err)
	}
	defer filter.Release()

	var output bytes.Buffer
	cmd := exec.Command("mkdir", "/tmp/new")
	cmd.Env = []string{"LC_ALL=C"}
	cmd.Stderr = &output
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer stream.Close()
	for n, err := range stream.All(context.Background()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(n.Name())
		if err := n.Error(syscall.EROFS); err != nil && !errors.Is(err, seccompstream.ErrExpired) {
			log.Fatal(err)
		}
	}
	fmt.Println(cmd.Wait())
	fmt.Print(output.String())
	// Output:
	// mkdir
	// exit status 1
	// mkdir: cannot create directory '/tmp/new': Read-only file system
}

// A call stands for those that do the same by another name: a 32-bit program's truncate64
// is notified, too. What is no call at all is an error.
func ExampleNotify() {
	filter, err := launch.Notify("truncate", "%network")
	if err != nil {
		log.Fatal(err)
	}
	defer filter.Release()

	_, err = launch.Notify("trunkate")
	fmt.Println(err != nil)
	// Output:
	// true
}

// Opens are notified where they may write, and the calls by which a process gets around a
// supervisor fail.
func ExampleRules() {
	rules := launch.Rules{
		When:   launch.MayWrite(),
		Refuse: map[string]syscall.Errno{"%escape": syscall.EPERM},
	}
	filter, err := rules.Filter()
	if err != nil {
		log.Fatal(err)
	}
	defer filter.Release()

	cmd := exec.Command("sh", "-c", "read line </dev/null; echo hello >/dev/null")
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer stream.Close()
	for n := range stream.C() {
		path, err := n.Memory().ReadString(n.Args[1], 4096)
		if err == nil {
			fmt.Println(n.Name(), path)
		}
		_ = n.Continue()
	}
	fmt.Println(cmd.Wait())
	// Output:
	// openat /dev/null
	// <nil>
}

// A program that runs another one, and ends as that does.
func ExampleRunner() {
	filter, err := launch.Notify("execve")
	if err != nil {
		log.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", "exit 7")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runner := launch.Runner{
		DieWithMe: true,
		Supervise: func(ctx context.Context, stream *seccompstream.NotificationStream) error {
			return stream.Serve(ctx, seccompstream.HandlerFunc(
				func(context.Context, seccompstream.Notification) seccompstream.Response {
					return seccompstream.Continue()
				}))
		},
	}
	status, err := runner.Run(context.Background(), cmd, filter)
	fmt.Println(status, err) // and os.Exit(status)
	// Output:
	// 7 <nil>
}
