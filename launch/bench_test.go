//go:build linux && cgo

package launch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// What it costs to start a command and wait for its end, beside exec.Cmd: the time until
// it is over, and the processor's time of both processes. Beside them stands what this
// program takes in the command's place, from its start to where it becomes the stage, since
// Start executes that on the way.
func BenchmarkStart(b *testing.B) {
	f, err := Notify(quiet)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Release()
	for _, bench := range []struct {
		name string
		run  func() error
	}{
		{"cmd", func() error { return exec.Command("/bin/true").Run() }},
		{"self", func() error {
			pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
			if err != nil {
				return err
			}
			defer unix.Close(pair[0])
			theirs := os.NewFile(uintptr(pair[1]), "socket")
			defer theirs.Close()
			if _, err := unix.Write(pair[0], []byte("seccompstream stage 2\x00")); err != nil {
				return err
			}
			cmd := self()
			cmd.Env = []string{"SECCOMPSTREAM_STAGE=3"}
			cmd.ExtraFiles = []*os.File{theirs}
			var exit *exec.ExitError // for want of a plan
			if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 127 {
				return fmt.Errorf("the stage ended with %w", err)
			}
			return nil
		}},
		{"launch", func() error {
			cmd := exec.Command("/bin/true")
			s, err := Start(cmd, f, nil)
			if err != nil {
				return err
			}
			defer s.Close()
			err = s.Serve(context.Background(), seccompstream.HandlerFunc(
				func(context.Context, seccompstream.Notification) seccompstream.Response {
					return seccompstream.Continue()
				}))
			if err != nil {
				return err
			}
			return cmd.Wait()
		}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			before := cpuTime(b)
			for b.Loop() {
				if err := bench.run(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(cpuTime(b)-before)/1e3/float64(b.N), "cpu-us/op")
		})
	}
}

// cpuTime returns for how long this process and its children that have ended have had a
// processor, in nanoseconds.
func cpuTime(b *testing.B) int64 {
	var sum int64
	for _, who := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var u unix.Rusage
		if err := unix.Getrusage(who, &u); err != nil {
			b.Fatal(err)
		}
		sum += u.Utime.Nano() + u.Stime.Nano()
	}
	return sum
}
