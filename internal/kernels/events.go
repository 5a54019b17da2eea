//go:build linux

package main

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
)

// An event is what test2json makes of a test binary's output.
type event struct {
	Action, Test, Output string
}

// A converter makes events of the output of one test binary.
type converter struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	done chan struct{}
}

// newConverter returns a converter that calls handle for each event, until close
// returns.
func newConverter(handle func(event)) (*converter, error) {
	c := &converter{cmd: exec.Command("go", "tool", "test2json"), done: make(chan struct{})}
	c.cmd.Stderr = os.Stderr
	in, err := c.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	c.in = in
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(c.done)
		for d := json.NewDecoder(out); ; {
			var e event
			if d.Decode(&e) != nil {
				return
			}
			handle(e)
		}
	}()
	return c, nil
}

// line takes a line of what the binary prints.
func (c *converter) line(s string) error {
	_, err := io.WriteString(c.in, s+"\n")
	return err
}

// close returns when all events have been handled.
func (c *converter) close() error {
	c.in.Close()
	<-c.done
	return c.cmd.Wait()
}
