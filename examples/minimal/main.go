// Command minimal lets a command make no directories, and is the program in the README.
package main

import (
	"context"
	"errors"
	"log"
	"os"
	"os/exec"
	"syscall"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

func main() {
	filter, err := launch.Notify("mkdir", "mkdirat")
	if err != nil {
		log.Fatal(err)
	}
	cmd := exec.Command("mkdir", "/tmp/new")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	runner := launch.Runner{Supervise: supervise}
	status, err := runner.Run(context.Background(), cmd, filter)
	if err != nil {
		log.Print(err)
	}
	os.Exit(status)
}

func supervise(_ context.Context, stream *seccompstream.NotificationStream) error {
	for n := range stream.C() {
		log.Print(n)
		err := n.Error(syscall.EROFS)
		if err != nil && !errors.Is(err, seccompstream.ErrExpired) {
			log.Print(err)
		}
	}
	return stream.Err()
}
