//go:build linux && cgo

package main

// #include "parties.h"
import "C"

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// A supervisor is one of the ways to answer notifications that are compared. Each runs
// in a process of its own, which gets its listeners from the target over a socket.
type supervisor struct {
	name string // as the report has it
	key  string // as the command line of its process has it
	// run answers the notifications of one listener until tell says that the last one
	// has come. Nil means that the process is C.
	run  func(listener int, tell *teller) error
	args []string // of the C process
	// thread says that each listener takes a thread.
	thread bool
}

const (
	keyReference = "c-sync"
	keyC         = "c"
	keyPoll      = "c-poll-sync"
	keyLib       = "libseccomp-golang"
	keyBare      = "go-bare"
	keyBareChan  = "go-bare-channel"
	keyBareAlone = "go-bare-channel-alone"
	keyReceive   = "receive"
	keyAll       = "all"
	keyServe     = "serve"
	keyChannel   = "channel"
)

var supervisors = []supervisor{
	{key: keyReference, name: "C loop, SYNC_WAKE_UP", args: []string{"c:loop", "1", "0"}},
	{key: keyC, name: "C loop", args: []string{"c:loop", "0", "0"}},
	// What a receive costs that must not block its thread: a poll more.
	{key: keyPoll, name: "C loop that polls, SYNC_WAKE_UP", args: []string{"c:loop", "1", "1"}},
	{key: keyLib, name: "libseccomp-golang", run: runLibseccomp, thread: true},
	{key: "libseccomp-golang-sync", name: "libseccomp-golang, SYNC_WAKE_UP by hand", run: runLibseccompSync, thread: true},
	{key: keyBare, name: "Go loop of cgo calls, SYNC_WAKE_UP", run: runBare},
	{key: keyBareChan, name: "Go loop of cgo calls and a channel", run: runBareChannel},
	{key: keyBareAlone, name: "Go loop and a channel, GOMAXPROCS=1", run: runBareChannelAlone},
	{key: keyReceive, name: "Receive", run: ours(runReceive)},
	{key: keyAll, name: "All", run: ours(runAll)},
	{key: keyServe, name: "Serve", run: ours(runServe)},
	{key: keyChannel, name: "C", run: ours(runChannel)},
}

// pick returns those of list that have one of these keys.
func pick(list []supervisor, only ...string) []supervisor {
	var picked []supervisor
	for _, s := range list {
		if slices.Contains(only, s.key) {
			picked = append(picked, s)
		}
	}
	return picked
}

func keys(list []supervisor) []string {
	var keys []string
	for _, s := range list {
		keys = append(keys, s.key)
	}
	return keys
}

// runLibseccomp is the loop that libseccomp-golang's users have: a receive that blocks
// its thread, and a respond.
func runLibseccomp(listener int, tell *teller) error {
	fd := seccomp.ScmpFd(listener)
	for {
		req, err := seccomp.NotifReceive(fd)
		if err != nil {
			return err
		}
		last := tell.about(req.Data.Args[0])
		if err := seccomp.NotifRespond(fd, &seccomp.ScmpNotifResp{ID: req.ID, Flags: seccomp.NotifRespFlagContinue}); err != nil {
			return err
		}
		if last {
			return nil
		}
	}
}

func runLibseccompSync(listener int, tell *teller) error {
	if err := unix.IoctlSetInt(listener, setFlags, unix.SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP); err != nil {
		return err
	}
	return runLibseccomp(listener, tell)
}

// setFlags is SECCOMP_IOCTL_NOTIF_SET_FLAGS, _IOW('!', 4, __u64).
const setFlags = 1<<30 | 8<<16 | '!'<<8 | 4

// ours makes a stream of the listener, in its default configuration.
func ours(run func(*seccompstream.NotificationStream, *teller) error) func(int, *teller) error {
	return func(listener int, tell *teller) error {
		s, err := seccompstream.NewNotificationStream(listener, nil)
		if err != nil {
			return err
		}
		defer s.Close()
		return run(s, tell)
	}
}

func runReceive(s *seccompstream.NotificationStream, tell *teller) error {
	ctx := context.Background()
	for {
		n, err := s.Receive(ctx)
		if err != nil {
			return err
		}
		last := tell.about(n.Args[0])
		if err := n.Continue(); err != nil {
			return err
		}
		if last {
			return nil
		}
	}
}

func runAll(s *seccompstream.NotificationStream, tell *teller) error {
	for n, err := range s.All(context.Background()) {
		if err != nil {
			return err
		}
		last := tell.about(n.Args[0])
		if err := n.Continue(); err != nil {
			return err
		}
		if last {
			return nil
		}
	}
	return errEnded
}

func runServe(s *seccompstream.NotificationStream, tell *teller) error {
	err := s.Serve(context.Background(), seccompstream.HandlerFunc(
		func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
			tell.about(n.Args[0])
			return seccompstream.Continue()
		}))
	if err == nil && tell.report == nil {
		return errEnded
	}
	return err
}

func runChannel(s *seccompstream.NotificationStream, tell *teller) error {
	for n := range s.C() {
		last := tell.about(n.Args[0])
		if err := n.Continue(); err != nil {
			return err
		}
		if last {
			return nil
		}
	}
	return errEnded
}

var errEnded = errors.New("the stream ended before the last call")

// A report is what a supervisor says of itself, of the time between the target's marks.
type report struct {
	CPU      uint64 // nanoseconds of processor time
	Mallocs  uint64
	Bytes    uint64 // allocated
	CgoCalls int64

	// Where the target has idle listeners: the process at the first mark, and what it
	// was before it had any of them.
	At, Before footprint

	Notified uint64 // in runs of programs
}

// A footprint is what a process holds.
type footprint struct {
	Threads     int
	RSS         int64 // bytes
	Descriptors int
}

// A teller measures its own process between the two calls that the target marks. No
// other call is under way then.
type teller struct {
	idle   bool // the target has idle listeners
	before footprint
	begin  report
	report *report
}

// about looks at the first argument of a call and says whether it was the last one.
func (t *teller) about(arg uint64) bool {
	switch arg {
	case C.CALL_BEGIN:
		if t.idle {
			t.begin.At = takeFootprint()
		}
		t.begin.take()
	case C.CALL_END:
		end := report{At: t.begin.At, Before: t.before}
		end.take()
		end.CPU -= t.begin.CPU
		end.Mallocs -= t.begin.Mallocs
		end.Bytes -= t.begin.Bytes
		end.CgoCalls -= t.begin.CgoCalls
		t.report = &end
		return true
	}
	return false
}

func (r *report) take() {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	r.Mallocs, r.Bytes, r.CgoCalls = mem.Mallocs, mem.TotalAlloc, runtime.NumCgoCall()
	var use unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &use); err != nil {
		panic(err)
	}
	r.CPU = uint64(use.Utime.Nano() + use.Stime.Nano())
}

func takeFootprint() footprint {
	runtime.GC()
	var f footprint
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		var kib int64
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kib); n == 1 {
			f.RSS = kib << 10
		}
		fmt.Sscanf(line, "Threads: %d", &f.Threads)
	}
	if fds, err := os.ReadDir("/proc/self/fd"); err == nil {
		f.Descriptors = len(fds) - 1 // that of the directory
	}
	return f
}

// superviseTarget is the process of one of the Go supervisors.
func superviseTarget(key string) error {
	picked := pick(supervisors, key)
	if len(picked) != 1 || picked[0].run == nil {
		return fmt.Errorf("no supervisor %q", key)
	}
	run := picked[0].run
	stop, err := startProfile(key)
	if err != nil {
		return err
	}
	defer stop()
	tell := &teller{}
	idleTeller := &teller{}
	for {
		what, listeners, err := receiveListeners(C.FD_PEER)
		if err != nil {
			return err
		}
		if what == C.MSG_IDLE && !tell.idle {
			tell.idle = true
			tell.before = takeFootprint()
			tell.before.Descriptors -= len(listeners)
		}
		if what == C.MSG_BUSY {
			if err := run(listeners[0], tell); err != nil {
				return err
			}
			break
		}
		for _, fd := range listeners {
			// Where nothing is ever notified they end with the process.
			go run(fd, idleTeller)
		}
	}
	if tell.report == nil {
		return errEnded
	}
	return json.NewEncoder(os.Stdout).Encode(tell.report)
}

// envProfile names the directory for profiles.
const envProfile = "BENCH_PROFILE"

func startProfile(key string) (stop func(), err error) {
	dir := os.Getenv(envProfile)
	if dir == "" {
		return func() {}, nil
	}
	f, err := os.Create(filepath.Join(dir, key+".pprof"))
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		f.Close()
	}, nil
}

// receiveListeners returns the next message of the target.
func receiveListeners(sock int) (what byte, listeners []int, err error) {
	buf, control := make([]byte, 1), make([]byte, unix.CmsgSpace(4*C.BATCH))
	n, nc, _, _, err := unix.Recvmsg(sock, buf, control, unix.MSG_CMSG_CLOEXEC)
	for err == unix.EINTR {
		n, nc, _, _, err = unix.Recvmsg(sock, buf, control, unix.MSG_CMSG_CLOEXEC)
	}
	if err != nil {
		return 0, nil, os.NewSyscallError("recvmsg", err)
	}
	messages, err := unix.ParseSocketControlMessage(control[:nc])
	if err != nil || n != 1 || len(messages) != 1 {
		return 0, nil, fmt.Errorf("no listener from the target: %v", err)
	}
	listeners, err = unix.ParseUnixRights(&messages[0])
	return buf[0], listeners, err
}
