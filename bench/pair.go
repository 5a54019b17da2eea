//go:build linux && cgo

package main

// #include "parties.h"
import "C"

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A load is what the target of a measurement does.
type load struct {
	threads int           // that call
	idle    int           // that have a listener each and never call
	warmUp  time.Duration // calls that do not count
	run     time.Duration // calls that do
}

// estimate is about how long a measurement with that load takes.
func (l load) estimate() time.Duration {
	return l.warmUp + l.run + 30*time.Millisecond + time.Duration(l.idle)*60*time.Microsecond
}

// A measurement is what the target and its supervisor saw.
type measurement struct {
	times     []uint32 // ns of each call, as the target saw it, in order of size
	calls     uint64
	wall      time.Duration
	targetCPU uint64 // ns
	report    report
}

// maxSamples is how many calls are recorded in one measurement at the most.
const maxSamples = 8 << 20

// measure runs a target and a supervisor, each in a new process.
func measure(ctx context.Context, s supervisor, l load) (*measurement, error) {
	// Far more than takes to end.
	ctx, cancel := context.WithTimeout(ctx, 10*l.estimate()+20*time.Second)
	defer cancel()

	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("socketpair", err)
	}
	ends := [2]*os.File{os.NewFile(uintptr(pair[0]), "target"), os.NewFile(uintptr(pair[1]), "supervisor")}
	defer ends[0].Close()
	defer ends[1].Close()
	fd, err := unix.MemfdCreate("samples", unix.MFD_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("memfd_create", err)
	}
	samples := os.NewFile(uintptr(fd), "samples")
	defer samples.Close()

	args := s.args
	if args == nil {
		args = []string{roleSupervise, s.key}
	}
	var out bytes.Buffer
	sup, err := startSelf(ctx, args, &out, ends[1])
	if err != nil {
		return nil, err
	}
	room := maxSamples / l.threads
	target, err := startSelf(ctx, []string{
		"c:target", strconv.Itoa(l.threads), strconv.Itoa(room),
		strconv.FormatInt(l.warmUp.Milliseconds(), 10), strconv.FormatInt(l.run.Milliseconds(), 10), strconv.Itoa(l.idle),
	},
		nil, ends[0], samples)
	// The target's end must be the children's alone, or the death of one is not seen
	// by the other.
	ends[0].Close()
	ends[1].Close()
	if err != nil {
		sup.stop()
		return nil, err
	}
	// On old kernels a listener's end comes only when the last task has been reaped.
	errTarget := target.wait()
	errSup := sup.wait()
	if errTarget != nil || errSup != nil {
		return nil, fmt.Errorf("%s: target: %v, supervisor: %v", s.name, errTarget, errSup)
	}
	m := new(measurement)
	if err := json.Unmarshal(out.Bytes(), &m.report); err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	if err := m.read(samples); err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return m, nil
}

// read takes over what the target wrote.
func (m *measurement) read(f *os.File) error {
	st, err := f.Stat()
	if err != nil {
		return err
	}
	mem, err := unix.Mmap(int(f.Fd()), 0, int(st.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return os.NewSyscallError("mmap", err)
	}
	defer unix.Munmap(mem)
	head := (*C.struct_samples)(unsafe.Pointer(&mem[0]))
	m.wall, m.targetCPU = time.Duration(head.wall), uint64(head.cpu)
	if head.failed != 0 {
		return fmt.Errorf("%d calls returned what they must not", uint64(head.failed))
	}
	const header = int(unsafe.Sizeof(*head))
	threads, room := int(head.threads), int(head.room)
	perThread := unsafe.Slice((*uint64)(unsafe.Pointer(&mem[header])), threads)
	times := unsafe.Slice((*uint32)(unsafe.Pointer(&mem[header+8*threads])), threads*room)
	for i, calls := range perThread {
		m.calls += calls
		m.times = append(m.times, times[i*room:i*room+min(int(calls), room)]...)
	}
	if len(m.times) == 0 {
		return errors.New("the target made no call")
	}
	slices.Sort(m.times)
	return nil
}

// quantile returns the time that the share q of the calls did not exceed, in
// microseconds.
func (m *measurement) quantile(q float64) float64 {
	return float64(m.times[min(int(q*float64(len(m.times))), len(m.times)-1)]) / 1e3
}

func (m *measurement) mean() float64 {
	var sum float64
	for _, t := range m.times {
		sum += float64(t)
	}
	return sum / float64(len(m.times)) / 1e3
}

// perSecond returns how many calls were made in a second.
func (m *measurement) perSecond() float64 { return float64(m.calls) / m.wall.Seconds() }

// per returns a quantity's share of one call.
func (m *measurement) per(quantity float64) float64 { return quantity / float64(m.calls) }

// A process is a child with what it may have started, in a process group of its own.
type process struct {
	cmd    *exec.Cmd
	stderr bytes.Buffer
}

var (
	groupsMu sync.Mutex
	groups   = map[int]bool{} // that run now, by their leader
)

// startSelf starts this program in another role. The files become descriptors 3, 4...
func startSelf(ctx context.Context, args []string, stdout *bytes.Buffer, files ...*os.File) (*process, error) {
	cmd := exec.CommandContext(ctx, "/proc/self/exe", args...)
	cmd.ExtraFiles = files
	return start(cmd, stdout)
}

func start(cmd *exec.Cmd, stdout *bytes.Buffer) (*process, error) {
	p := &process{cmd: cmd}
	if stdout != nil {
		cmd.Stdout = stdout
	}
	cmd.Stderr = &p.stderr
	cmd.SysProcAttr = &unix.SysProcAttr{Setpgid: true}
	// The whole group, or a pipe that a grandchild holds keeps Wait from returning.
	cmd.Cancel = func() error { return unix.Kill(-cmd.Process.Pid, unix.SIGKILL) }
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	groupsMu.Lock()
	groups[cmd.Process.Pid] = true
	groupsMu.Unlock()
	return p, nil
}

// wait waits for the child, and ends what is left of its group.
func (p *process) wait() error {
	pid := p.cmd.Process.Pid
	// Not reaped yet, the child keeps its number from being anybody else's.
	for unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil) == unix.EINTR {
	}
	groupsMu.Lock()
	delete(groups, pid)
	groupsMu.Unlock()
	_ = unix.Kill(-pid, unix.SIGKILL)
	err := p.cmd.Wait()
	if text := strings.TrimSpace(p.stderr.String()); err != nil && text != "" {
		err = fmt.Errorf("%w: %s", err, text)
	}
	return err
}

func (p *process) stop() {
	_ = p.cmd.Cancel()
	_ = p.wait()
}

// stopAtSignals ends the children before this process when the user interrupts it.
func stopAtSignals() context.Context {
	ctx, _ := signal.NotifyContext(context.Background(), unix.SIGINT, unix.SIGTERM, unix.SIGHUP)
	context.AfterFunc(ctx, func() {
		groupsMu.Lock()
		defer groupsMu.Unlock()
		for leader := range groups {
			_ = unix.Kill(-leader, unix.SIGKILL)
		}
	})
	return ctx
}
