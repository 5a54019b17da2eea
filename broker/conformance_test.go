//go:build linux && cgo

package broker_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// long is what `make test-conformance` sets: all suites, as root and as others.
var long = flag.Bool("broker.long", false, "run whole suites of others natively and performed")

// differs has the results of others' tests that are not what they are natively, with the reason. None may be one that
// a user would call a fault.
var differs = map[string]string{}

// A suite is a program that runs tests and says what became of each.
type suite struct {
	name  string
	short bool
	args  []string // of the program
	dir   string   // to run in, or a new one
	// result finds the name of a test, and what became of it.
	result *regexp.Regexp
}

var (
	pythonResult = regexp.MustCompile(`(?m)^(\w+ \([\w.]+\)).*? \.\.\. (?:.*\n)*?.*?\b(ok|FAIL|ERROR|skipped .*|expected failure)$`)
	goResult     = regexp.MustCompile(`(?m)^ *--- (?:(PASS|FAIL|SKIP)): (\S+)`)
)

// identities are who supervises and who is supervised.
var identities = []struct {
	name             string
	supervisor, user int
}{
	{"root", 0, 0},
	{"a user", 1000, 1000},
	{"root for a user", 0, 1000},
}

// Other people's tests come out as they do natively.
func TestConformance(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	if *long {
		kerneltest.Deadline(t, 3600e9)
	} else {
		kerneltest.Deadline(t, 300e9)
	}
	perform := filepath.Join(openTemp(t), "perform")
	if out, err := exec.Command("go", "build", "-o", perform, "./testdata/perform").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, s := range append(pythonSuites(t), goSuites(t)...) {
		if !*long && !s.short {
			continue
		}
		for _, who := range identities {
			if !*long && who.name != "root" && s.name != "CPython's stat" {
				continue
			}
			t.Run(s.name+" as "+who.name, func(t *testing.T) {
				natively := s.run(t, who.user, who.user, nil)
				if len(natively) < 3 {
					t.Fatalf("only %d results natively", len(natively))
				}
				var wrong []string
				// What is not the same at once may be a test that goes by time or chance: it is if it
				// is the same in another try, on a machine that has other things to do.
				for range 3 {
					performed := s.run(t, who.supervisor, who.user, []string{perform})
					wrong = compare(natively, performed)
					if len(wrong) == 0 {
						t.Logf("%d results are the same", len(natively))
						return
					}
					for name, r := range s.run(t, who.user, who.user, nil) {
						if strings.HasPrefix(r, "FAIL") || strings.HasPrefix(r, "ERROR") {
							natively[name] = r
						}
					}
				}
				t.Error(strings.Join(wrong, "\n"))
			})
		}
	}
}

// compare lists the results that differ.
func compare(natively, performed map[string]string) []string {
	var wrong []string
	for name, want := range natively {
		if got := performed[name]; got != want && differs[name] == "" {
			wrong = append(wrong, fmt.Sprintf("%s: natively %q, performed %q", name, want, got))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// run runs the suite, under a supervisor if prefix has one, and returns the results.
func (s *suite) run(t *testing.T, supervisor, user int, prefix []string) map[string]string {
	t.Helper()
	dir := openTemp(t)
	args := append(slices.Clone(prefix), s.args...)
	if supervisor != user {
		become := []string{"setpriv", fmt.Sprint("--reuid=", user), fmt.Sprint("--regid=", user), "--clear-groups"}
		args = append(slices.Concat(prefix, become), s.args...)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	if s.dir != "" {
		cmd.Dir = s.dir
	}
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "HOME="+dir, "GOCACHE="+dir+"/cache", "GODEBUG=asyncpreemptoff=1")
	if supervisor != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(supervisor), Gid: uint32(supervisor)}}
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	_ = cmd.Run() // its tests may fail natively, too
	results := map[string]string{}
	for _, m := range s.result.FindAllStringSubmatch(out.String(), -1) {
		name, result := m[1], m[2]
		if s.result == goResult {
			name, result = result, name
		}
		if strings.HasPrefix(result, "skipped") {
			result = "skipped" // the reason may have a number in it
		}
		results[name] = result
	}
	return results
}

// pythonSuites are CPython's tests of what performs calls.
func pythonSuites(t *testing.T) []suite {
	t.Helper()
	const python = "/usr/bin/python3.11"
	if _, err := os.Stat("/usr/lib/python3.11/test/test_os.py"); err != nil {
		if *long {
			t.Error("libpython3.11-testsuite is not installed")
		}
		return nil // Go's are there
	}
	var all []suite
	for _, name := range []string{
		"os", "posix", "stat", "shutil", "tempfile", "glob", "pathlib", "fileio", "io", "mmap", "fcntl", "pty", "subprocess", "signal", "eintr",
		"socket", "asyncio.test_sock_lowlevel", "asyncio.test_unix_events", "asyncio.test_streams", "multiprocessing_fork", "tarfile", "zipfile",
	} {
		args := []string{python, "-m", "unittest", "-v", "test.test_" + name}
		switch {
		case strings.HasPrefix(name, "asyncio."):
			args[4] = "test.test_" + name
		case name == "multiprocessing_fork":
			args = []string{python, "-m", "test", "-v", "test_" + name}
		case name == "socket":
			// The whole of it waits for a network.
			args = args[:4]
			for _, class := range []string{
				"BasicTCPTest", "BasicUDPTest", "TestUnixDomain", "SendmsgUDPTest", "SendmsgTCPTest", "SendmsgUnixStreamTest", "RecvmsgUnixStreamTest",
				"RecvmsgSCMRightsStreamTest", "NonBlockingTCPTests", "TCPTimeoutTest", "UDPTimeoutTest", "BasicSocketPairTest", "TestLinuxAbstractNamespace",
				"InheritanceTest", "InterruptedSendTimeoutTest", "InterruptedRecvTimeoutTest", "SendfileUsingSendTest", "SendRecvFdsTests", "NetworkConnectionBehaviourTest",
			} {
				args = append(args, "test.test_socket."+class)
			}
		}
		all = append(all, suite{name: "CPython's " + name, short: slices.Contains([]string{"stat", "glob", "posix"}, name), args: args, result: pythonResult})
	}
	return all
}

// goSuites are the tests of Go's own packages.
func goSuites(t *testing.T) []suite {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	src := filepath.Join(strings.TrimSpace(string(root)), "src")
	bin := openTemp(t)
	var all []suite
	for _, pkg := range []string{"path/filepath", "os", "io/fs", "net", "os/exec", "syscall", "internal/poll"} {
		short := pkg == "path/filepath"
		if !*long && !short {
			continue
		}
		test := filepath.Join(bin, strings.ReplaceAll(pkg, "/", "-")+".test")
		cmd := exec.Command("go", "test", "-c", "-o", test, pkg)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		args := []string{test, "-test.short", "-test.v"}
		if pkg == "net" {
			args = append(args, "-test.skip", "Lookup|DNS|Resolv|Multicast|Dial.*Timeout|Interface")
		}
		all = append(all, suite{name: "Go's " + pkg, short: short, args: args, dir: filepath.Join(src, pkg), result: goResult})
	}
	return all
}
