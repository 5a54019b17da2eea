//go:build linux && cgo

package launch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// scenarioVariable names what the test binary does instead of running the tests.
const scenarioVariable = "LAUNCH_TEST_SCENARIO"

func TestMain(m *testing.M) {
	if name := os.Getenv(scenarioVariable); name != "" {
		os.Unsetenv(scenarioVariable)
		scenario, ok := scenarios[name]
		if !ok {
			panic("no scenario " + name)
		}
		result, err := scenario()
		report := os.NewFile(3, "report")
		r := map[string]any{"result": result}
		if err != nil {
			r["error"] = err.Error()
		}
		if err := json.NewEncoder(report).Encode(r); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	kerneltest.Main(m)
}

// runScenario makes cmd, which runs this test binary in some way, run the named
// scenario, and decodes what it reports into result.
func runScenario(t *testing.T, cmd *exec.Cmd, name string, result any) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var stderr bytes.Buffer
	if cmd.Stderr == nil {
		cmd.Stderr = &stderr
	}
	if cmd.Env == nil {
		cmd.Env = os.Environ()
	}
	cmd.Env = append(cmd.Env, inScenario(name)...)
	cmd.ExtraFiles = append([]*os.File{w}, cmd.ExtraFiles...)
	err = cmd.Start()
	w.Close()
	if err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	var report struct {
		Result json.RawMessage
		Error  string
	}
	if err := json.NewDecoder(r).Decode(&report); err != nil {
		cmd.Wait()
		t.Fatalf("scenario %s reported nothing: %v\n%s", name, err, stderr.String())
	}
	if report.Error != "" {
		t.Fatalf("scenario %s: %s", name, report.Error)
	}
	if err := json.Unmarshal(report.Result, result); err != nil {
		t.Fatal(err)
	}
}

// inScenario returns the variables that make this test binary run a scenario.
func inScenario(name string) []string {
	// The race detector delays a program's exit by a second if it is not told.
	return []string{scenarioVariable + "=" + name, "GORACE=atexit_sleep_ms=0"}
}

// self is a command that runs this test binary, for any user.
func self() *exec.Cmd { return exec.Command("/proc/self/exe") }

var nobody = &syscall.Credential{Uid: 65534, Gid: 65534}

// bound ends the test binary if the test takes too long, for the slowest of machines.
func bound(t *testing.T) { kerneltest.Deadline(t, time.Minute) }

// An inventory is what a failed start could leave behind.
type inventory struct {
	descriptors []string
	children    []string
	goroutines  int
}

func takeInventory() inventory {
	// The netpoller's own descriptors come with its first use.
	if r, w, err := os.Pipe(); err == nil {
		r.SetDeadline(time.Now())
		r.Close()
		w.Close()
	}
	return inventory{descriptors(), children(), runtime.NumGoroutine()}
}

func descriptors() []string {
	dir, err := os.Open("/proc/self/fd")
	if err != nil {
		panic(err)
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		panic(err)
	}
	var fds []string
	for _, n := range names {
		if n == fmt.Sprint(dir.Fd()) {
			continue
		}
		target, _ := os.Readlink("/proc/self/fd/" + n)
		fds = append(fds, n+" "+target)
	}
	slices.Sort(fds)
	return fds
}

func children() []string {
	files, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil || len(files) == 0 {
		panic("no /proc/self/task/*/children: the tests cannot count children")
	}
	var pids []string
	for _, f := range files {
		b, _ := os.ReadFile(f)
		pids = append(pids, strings.Fields(string(b))...)
	}
	return pids
}

// leaked says what there is beyond before, once it has had time to go away.
func leaked(before inventory) string {
	var left string
	for range 100 {
		now := takeInventory()
		left = ""
		if len(now.descriptors) > len(before.descriptors) {
			left += fmt.Sprintf("descriptors %q, were %q; ", now.descriptors, before.descriptors)
		}
		if len(now.children) > len(before.children) {
			left += fmt.Sprintf("children %v, were %v; ", now.children, before.children)
		}
		if now.goroutines > before.goroutines {
			buf := make([]byte, 1<<20)
			left += fmt.Sprintf("%d goroutines, were %d:\n%s", now.goroutines, before.goroutines, buf[:runtime.Stack(buf, true)])
		}
		if left == "" {
			return ""
		}
		time.Sleep(20 * time.Millisecond)
	}
	return left
}

// checkLeaks fails the test if it leaves something behind.
func checkLeaks(t *testing.T) {
	before := takeInventory()
	t.Cleanup(func() {
		if left := leaked(before); left != "" {
			t.Error("left behind:", left)
		}
	})
}

// quiet is a call that no program makes here.
const quiet = "acct"

// mustNotify is Notify for the tests; the filter is released with the test.
func mustNotify(t *testing.T, names ...string) *seccomp.ScmpFilter {
	t.Helper()
	f, err := Notify(names...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Release)
	return f
}

// notifyAll returns a filter that notifies everything there is.
func notifyAll(t *testing.T) *seccomp.ScmpFilter {
	t.Helper()
	f, err := everything()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Release)
	return f
}

func everything() (*seccomp.ScmpFilter, error) {
	f, err := seccomp.NewFilter(seccomp.ActNotify)
	if err == nil {
		err = f.SetNoNewPrivsBit(false)
	}
	return f, err
}

// A trace is what a supervisor that continues everything has seen.
type trace struct {
	Names []string
	First seccompstream.Notification
	Err   error
}

// supervise continues everything until the stream ends.
func supervise(s *seccompstream.NotificationStream) trace {
	var tr trace
	for n, err := range s.All(context.Background()) {
		if err != nil {
			tr.Err = err
			break
		}
		if len(tr.Names) == 0 {
			tr.First = n
		}
		tr.Names = append(tr.Names, n.Name())
		if err := n.Continue(); err != nil && !errors.Is(err, seccompstream.ErrExpired) {
			tr.Err = err
			break
		}
	}
	s.Close()
	return tr
}

// run starts cmd under f, continues everything, and waits for both. Reading all of an
// output pipe, if the command has one, is the business of read.
func run(cmd *exec.Cmd, f *seccomp.ScmpFilter, read ...func()) (trace, error) {
	s, err := Start(cmd, f, nil)
	if err != nil {
		return trace{}, err
	}
	var wg sync.WaitGroup
	for _, r := range read {
		wg.Go(r)
	}
	tr := supervise(s)
	wg.Wait()
	return tr, errors.Join(tr.Err, cmd.Wait())
}

// output runs cmd under f, or without a filter if f is nil, and returns what it prints.
func output(cmd *exec.Cmd, f *seccomp.ScmpFilter) (string, trace, error) {
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if f == nil {
		err := cmd.Run()
		return out.String(), trace{}, err
	}
	tr, err := run(cmd, f)
	return out.String(), tr, err
}

// fields returns what Start changes of a command while it works.
func fields(cmd *exec.Cmd) []any {
	return []any{cmd.Path, cmd.Args, cmd.Env, cmd.Dir, cmd.ExtraFiles, cmd.SysProcAttr, cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Err}
}

func checkFields(t *testing.T, cmd *exec.Cmd, before []any) {
	t.Helper()
	if after := fields(cmd); !reflect.DeepEqual(after, before) {
		t.Errorf("the command's fields were changed:\n got %v\nwant %v", after, before)
	}
}

// scenarios are what the test binary does as a child; each reports what it saw.
var scenarios = map[string]func() (any, error){
	"hello":      func() (any, error) { return "hello", nil },
	"view":       scenarioView,
	"signals":    scenarioSignals,
	"supervise":  scenarioSupervise,
	"inherit":    scenarioInherit,
	"start":      scenarioStart,
	"abandon":    scenarioAbandon,
	"nested":     scenarioNested,
	"calls":      scenarioCalls,
	"interrupts": scenarioInterrupts,
	"deathsig":   scenarioDeathsig,
	"read":       scenarioRead,
	"runner":     scenarioRunner,
	"tight":      scenarioTight,
	"numbers":    scenarioNumbers,
	"files":      scenarioFiles,
	"limits":     scenarioLimits,
	"other root": scenarioOtherRoot,
	"root view":  scenarioRootView,
}

// scenarioSupervise runs a shell under a filter that notifies everything.
func scenarioSupervise() (any, error) {
	f, err := everything()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("sh", "-c", "echo hello; grep NoNewPrivs /proc/self/status")
	if slices.Contains(os.Args, "credential") {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: nobody}
	}
	out, tr, err := output(cmd, f)
	if len(tr.Names) == 0 {
		return nil, fmt.Errorf("nothing was notified: %w", err)
	}
	return []string{out, tr.Names[0]}, err
}

// scenarioStart starts a program that has an error of its own if it is ever run, and
// reports the error of Start.
func scenarioStart() (any, error) {
	before := takeInventory()
	f, err := Notify("execve")
	if err != nil {
		return nil, err
	}
	_, err = Start(exec.Command("true"), f, nil)
	return []string{fmt.Sprint(err), leaked(before)}, nil
}

// scenarioAbandon starts a command and exits with its execve unanswered.
func scenarioAbandon() (any, error) {
	f, err := Notify("execve")
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("sleep", "1000")
	cmd.ExtraFiles = []*os.File{os.NewFile(4, "witness")}
	s, err := Start(cmd, f, nil)
	if err != nil {
		return nil, err
	}
	_, err = s.Receive(context.Background())
	return cmd.Process.Pid, err
}

// scenarioNested starts a command under a filter although there is one on itself.
func scenarioNested() (any, error) {
	f, err := Notify("execve")
	if err != nil {
		return nil, err
	}
	_, err = Start(exec.Command("true"), f, nil)
	return []any{errors.Is(err, syscall.EBUSY), isSeccompError(err), fmt.Sprint(err)}, nil
}

func isSeccompError(err error) bool {
	var e *os.SyscallError
	return errors.As(err, &e) && e.Syscall == "seccomp"
}

// scenarioCalls makes the calls that supervisors cannot usually notify.
func scenarioCalls() (any, error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.Sendmsg(pair[0], []byte("ping"), nil, nil, 0); err != nil {
		return nil, err
	}
	buf := make([]byte, 4)
	if n, err := unix.Read(pair[1], buf); err != nil {
		return nil, err
	} else if n != 4 {
		return nil, fmt.Errorf("read %d bytes", n)
	}
	if _, err := unix.Write(pair[1], buf); err != nil {
		return nil, err
	}
	m, err := unix.Mmap(-1, 0, 4096, unix.PROT_READ, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS)
	if err != nil {
		return nil, err
	}
	if err := unix.Munmap(m); err != nil {
		return nil, err
	}
	var word uint32
	unix.Syscall6(unix.SYS_FUTEX, uintptr(addressOf(&word)), 1, 1, 0, 0, 0) // FUTEX_WAKE
	return string(buf), errors.Join(unix.Close(pair[0]), unix.Close(pair[1]))
}

// scenarioInterrupts makes one call while signals hail on the thread.
func scenarioInterrupts() (any, error) {
	runtime.LockOSThread()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	pid, tid := unix.Getpid(), unix.Gettid()
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				unix.Tgkill(pid, tid, unix.SIGURG)
			}
		}
	})
	err := unix.Mkdirat(unix.AT_FDCWD, "/dev/null/no", 0)
	close(stop)
	wg.Wait()
	return errors.Is(err, unix.ENOTDIR), nil
}

func init() {
	// The signal is the first thread's, and that is where init functions run.
	if os.Getenv(scenarioVariable) == "deathsig" {
		runtime.LockOSThread()
	}
}

func scenarioDeathsig() (any, error) {
	var sig int32
	err := unix.Prctl(unix.PR_GET_PDEATHSIG, uintptr(addressOf(&sig)), 0, 0, 0)
	return sig, err
}

// scenarioRead waits for a line on descriptor 4 and reports it.
func scenarioRead() (any, error) {
	buf := make([]byte, 100)
	n, err := unix.Read(4, buf)
	return string(buf[:max(n, 0)]), err
}
