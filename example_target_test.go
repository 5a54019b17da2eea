//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/exec"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// start starts a shell command for an example.
func start(script string, calls ...string) (*exec.Cmd, *seccompstream.NotificationStream) {
	filter, err := launch.Notify(calls...)
	if err != nil {
		log.Fatal(err)
	}
	cmd := exec.Command("/bin/sh", "-c", script)
	cmd.Stdout = os.Stdout
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		log.Fatal(err)
	}
	return cmd, stream
}

// What a path argument says is read from the target's memory.
func ExampleMemory_ReadString() {
	cmd, stream := start("cd /var; cd /nowhere 2>/dev/null; true", "chdir")
	defer stream.Close()
	for n := range stream.C() {
		path, err := n.Memory().ReadString(n.Args[0], unix.PathMax-1)
		fmt.Println(n.Name(), path, err)
		n.Continue()
	}
	cmd.Wait()
	// Output:
	// chdir /var <nil>
	// chdir /nowhere <nil>
}

// A file is opened for the target, which gets the descriptor.
func ExampleNotification_RespondFD() {
	cmd, stream := start("read line < /etc/motto; echo $line", "openat")
	defer stream.Close()
	stream.Serve(context.Background(), seccompstream.HandlerFunc(
		func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			path, err := n.Memory().ReadString(n.Args[1], unix.PathMax-1)
			if err != nil {
				return seccompstream.Error(err)
			}
			if path != "/etc/motto" {
				return seccompstream.Continue()
			}
			r, w, err := os.Pipe()
			if err != nil {
				return seccompstream.Error(err)
			}
			// It stays open until the target has it, and no longer.
			defer r.Close()
			w.WriteString("less is more\n")
			w.Close()
			// Go's end of a pipe is non-blocking, and the target gets the same open file.
			unix.SetNonblock(int(r.Fd()), false)
			if err := n.RespondFD(int(r.Fd()), seccompstream.AddFDOptions{}); err != nil {
				return seccompstream.Error(err)
			}
			return seccompstream.Answered()
		}))
	cmd.Wait()
	// Output:
	// less is more
}

// A directory is judged by what it is, and not by how the target calls it.
func ExampleNotification_OpenPath() {
	cmd, stream := start("cd /proc/self/root/usr/../etc", "chdir")
	defer stream.Close()
	for n := range stream.C() {
		dir, err := n.OpenPath(-1, 0, seccompstream.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY})
		if err != nil {
			n.Error(err)
			continue
		}
		path, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", dir.Fd()))
		fmt.Println(path)
		dir.Close()
		n.Continue()
	}
	cmd.Wait()
	// Output:
	// /etc
}

// Numbers of processes are given to others when they are free; this one is proven.
func ExampleNotification_Process() {
	cmd, stream := start("cd /", "chdir")
	defer stream.Close()
	for n := range stream.C() {
		p, err := n.Process()
		fmt.Println(p.TGID == cmd.Process.Pid, p.TID == n.PID, int(p.UID) == os.Getuid(), err)
		n.Continue()
	}
	cmd.Wait()
	// Output:
	// true true true <nil>
}
