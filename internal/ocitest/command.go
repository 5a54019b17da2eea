//go:build linux

package ocitest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// patience is how long a command may take, and how long the end of a container may.
const patience = time.Minute

// A Command is a run of the runtime's program.
type Command struct {
	t      testing.TB
	cmd    *exec.Cmd
	cancel context.CancelFunc
	stdout string // a file's name
	stderr string
	waited bool
	err    error
}

// A Result is what has become of a command.
type Result struct {
	// Code is its exit status, -1 if a signal has ended it.
	Code int
	// Stdout is what the program in the container has written there, so far. Stderr has
	// the runtime's own messages too.
	Stdout, Stderr string
}

// start starts the runtime. The end of the test ends it.
func (c *Container) start(args ...string) *Command {
	c.t.Helper()
	argv := c.command(args...)
	c.output++
	name := filepath.Join(filepath.Dir(c.state), fmt.Sprintf("%d-%s", c.output, args[0]))
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	cmd := &Command{t: c.t, cancel: cancel, stdout: name + ".out", stderr: name + ".err"}
	// They are files, not pipes: a container holds them open longer than the command that
	// it was created by.
	stdout, err := os.Create(cmd.stdout)
	check(c.t, err)
	defer stdout.Close()
	stderr, err := os.Create(cmd.stderr)
	check(c.t, err)
	defer stderr.Close()
	cmd.cmd = exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.cmd.Stdout, cmd.cmd.Stderr = stdout, stderr
	cmd.cmd.Dir = "/"
	cmd.cmd.Env = c.env()
	check(c.t, cmd.cmd.Start())
	c.t.Cleanup(cmd.Interrupt)
	return cmd
}

// command returns the command line of the runtime with args.
func (c *Container) command(args ...string) []string {
	return slices.Concat(c.prefix, []string{c.runtime.path, "--root", c.state}, args)
}

func (c *Container) env() []string {
	return []string{"PATH=" + os.Getenv("PATH") + ":/usr/sbin:/sbin", "XDG_RUNTIME_DIR=" + c.state}
}

// PID returns that of the runtime's process.
func (c *Command) PID() int { return c.cmd.Process.Pid }

// Ended reports whether the command is at its end.
func (c *Command) Ended() bool {
	if c.waited {
		return true
	}
	var info unix.Siginfo
	err := unix.Waitid(unix.P_PID, c.PID(), &info, unix.WEXITED|unix.WNOHANG|unix.WNOWAIT, nil)
	return err == nil && info.Signo != 0
}

// Wait waits for the command's end. After a minute it is killed, and the test fails.
func (c *Command) Wait() Result {
	c.t.Helper()
	c.wait()
	r := Result{Code: c.cmd.ProcessState.ExitCode(), Stdout: c.Stdout(), Stderr: c.read(c.stderr)}
	if c.err != nil {
		c.t.Fatalf("%s: %v\n%s%s", strings.Join(c.cmd.Args, " "), c.err, r.Stdout, r.Stderr)
	}
	return r
}

func (c *Command) wait() {
	if c.waited {
		return
	}
	c.waited = true
	defer c.cancel()
	err := c.cmd.Wait()
	if _, ok := err.(*exec.ExitError); !ok || c.cmd.ProcessState.ExitCode() < 0 {
		c.err = err
	}
}

// Succeed waits for the command's end, fails the test if its status is not 0, and returns
// what was written to its standard output.
func (c *Command) Succeed() string {
	c.t.Helper()
	r := c.Wait()
	if r.Code != 0 {
		c.t.Fatalf("%s: exit status %d\n%s%s", strings.Join(c.cmd.Args, " "), r.Code, r.Stdout, r.Stderr)
	}
	return r.Stdout
}

// Stdout returns what has been written to the command's standard output so far.
func (c *Command) Stdout() string {
	c.t.Helper()
	return c.read(c.stdout)
}

func (c *Command) read(name string) string {
	c.t.Helper()
	b, err := os.ReadFile(name)
	check(c.t, err)
	return string(b)
}

// AwaitStdout waits until what has been written to the command's standard output contains
// what, and returns all of it.
func (c *Command) AwaitStdout(what string) string {
	c.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(2 * time.Millisecond) {
		out := c.Stdout()
		if strings.Contains(out, what) {
			return out
		}
		if time.Now().After(deadline) {
			c.t.Fatalf("%s: no %q in its output after %v\n%s%s", strings.Join(c.cmd.Args, " "), what, patience, out, c.read(c.stderr))
		}
	}
}

// Interrupt kills the runtime's process, not the container, and waits for it.
func (c *Command) Interrupt() {
	c.cancel()
	c.wait()
}
