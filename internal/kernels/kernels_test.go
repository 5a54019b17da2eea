//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestCompareVersions(t *testing.T) {
	ordered := []string{"5.4", "5.10", "5.10.9", "5.10.262", "6.1.192-1", "6.1.192-2", "6.12.118", "7.3~rc7", "7.3", "7.3.4-1~bpo13+1", "7.3.4-1"}
	for i, a := range ordered {
		for j, b := range ordered {
			if got := compareVersions(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s and %s: %d", a, b, got)
			}
		}
	}
}

func TestSeries(t *testing.T) {
	for version, series := range map[string]string{"6.1.192": "6.1", "6.12.118": "6.12", "6.12.107": "6.12.107", "7.3": "7.3"} {
		if !inSeries(version, series) {
			t.Errorf("%s is not of %s", version, series)
		}
	}
	if inSeries("6.12.118", "6.1") || inSeries("6.1", "6.12") {
		t.Error("6.12 is taken for 6.1")
	}
	if got := upstream("7.3.4-1~bpo13+1"); got != "7.3.4" {
		t.Error(got)
	}
}

// What must be there and what must not, on the kernels that are run by default.
func TestExpectations(t *testing.T) {
	for version, want := range map[string][]string{
		"5.10.262": {"addfd_send", "fifo", "hup_at_exit", "pidfd_thread", "sync_wake_up", "wait_killable_recv"},
		"6.1.192":  {"hup_at_exit", "pidfd_thread", "sync_wake_up", "~addfd_send_signal"},
		"6.1.100":  {"hup_at_exit", "pidfd_thread", "sync_wake_up", "~addfd_send_signal", "~wait_killable_reply"},
		"6.12.116": {"~addfd_send_signal"},
		"6.12.118": nil,
		"6.16.12":  {"~addfd_send_signal", "~wait_killable_reply"},
		"7.3.4":    nil,
	} {
		got := absent(version)
		for _, b := range bugs {
			if b.in(version) {
				got = append(got, "~"+b.name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", version, got, want)
		}
	}
}

// What a guest prints is told from what the tests print, and nothing bad passes for good.
func TestConsole(t *testing.T) {
	const v = "\x16"
	begin := "[    0.1] boot\r\n@kernel 5.10\r\n@begin a\r\n" +
		v + "=== RUN   TestA\r\nhello\r\n" + v + "--- PASS: TestA (0.01s)\r\n"
	for name, test := range map[string]struct {
		says                    string
		passed, failed, skipped int
		fault                   string
	}{
		"good": {begin + v + "PASS\r\n@end a 0\r\n@done\r\n", 1, 0, 0, ""},
		"skipped for what it lacks": {
			begin + v + "=== RUN   TestB\r\n    b_test.go:1: this machine has no addfd_send\r\n" + v + "--- SKIP: TestB (0.00s)\r\n" + v + "PASS\r\n@end a 0\r\n@done\r\n",
			1, 0, 1, "",
		},
		"skipped for what it has": {
			begin + v + "=== RUN   TestB\r\n    b_test.go:1: this machine has no addfd\r\n" + v + "--- SKIP: TestB (0.00s)\r\n" + v + "PASS\r\n@end a 0\r\n@done\r\n",
			1, 0, 1, "TestB was skipped",
		},
		"skipped otherwise": {
			begin + v + "=== RUN   TestB\r\n    b_test.go:1: no such program\r\n" + v + "--- SKIP: TestB (0.00s)\r\n" + v + "PASS\r\n@end a 0\r\n@done\r\n",
			1, 0, 1, "TestB was skipped",
		},
		"failed": {
			begin + v + "=== RUN   TestB\r\n    b_test.go:1: wrong\r\n" + v + "--- FAIL: TestB (0.00s)\r\n" + v + "FAIL\r\n@end a 1\r\n@done\r\n",
			1, 1, 0, "b_test.go:1: wrong",
		},
		"leaked":   {begin + v + "PASS\r\nleaked descriptors\r\n@end a 1\r\n@done\r\n", 1, 0, 0, "ended with 1, and none failed"},
		"no tests": {"@begin a\r\n" + v + "PASS\r\n@end a 0\r\n@done\r\n", 0, 0, 0, "no test of a passed"},
		"crashed":  {begin + v + "=== RUN   TestB\r\nKernel panic\r\n", 1, 0, 0, "there ran TestB"},
	} {
		t.Run(name, func(t *testing.T) {
			c := &console{
				result: result{version: "5.10.262", features: map[string]bool{}, bugs: map[string]bool{}},
				report: func(packageResult) {},
			}
			c.read(strings.NewReader(test.says))
			passed, failed, skipped := c.count()
			// A crashed binary's test counts as failed, or as none: by test2json.
			if passed != test.passed || skipped != test.skipped || name != "crashed" && failed != test.failed {
				t.Errorf("%d passed, %d failed, %d skipped", passed, failed, skipped)
			}
			faults := strings.Join(c.faults, "\n")
			if test.fault == "" && faults != "" || !strings.Contains(faults, test.fault) && name != "crashed" {
				t.Errorf("faults: %q", faults)
			}
			if name == "crashed" && c.ok() {
				t.Error("a crash passes for good")
			}
		})
	}
}

func TestConsoleKeepsWhatWasFound(t *testing.T) {
	const v = "\x16"
	c := &console{
		result: result{version: "6.1.192", arch: "amd64", features: map[string]bool{}, bugs: map[string]bool{}},
		report: func(packageResult) {},
	}
	c.read(strings.NewReader("@begin a\n" +
		v + "=== RUN   TestFeaturesOfThisKernel\n" + v + "=== RUN   TestFeaturesOfThisKernel/addfd\n" + v + "--- PASS: TestFeaturesOfThisKernel/addfd (0.00s)\n" +
		v + "=== RUN   TestFeaturesOfThisKernel/hup_at_exit\n    f.go:1: this machine has no hup_at_exit\n" + v + "--- SKIP: TestFeaturesOfThisKernel/hup_at_exit (0.00s)\n" +
		v + "--- PASS: TestFeaturesOfThisKernel (0.00s)\n" +
		v + "=== RUN   TestBug\n    f.go:1: the kernel has the bug addfd_send_signal\n" + v + "--- PASS: TestBug (0.00s)\n" +
		v + "PASS\n@end a 0\n@done\n"))
	if len(c.faults) > 0 {
		t.Error(c.faults)
	}
	const want = "| 6.1.192 | amd64 | 3 passed, 1 skipped | `hup_at_exit` | `addfd_send_signal` |\n"
	if got := c.row(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRewrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "README.md")
	const before, after = "before\n", "after\n"
	const old = "| 5.10.1 | amd64 | 1 passed |  |  |\n| 6.12.1 | amd64 | 1 passed |  |  |\n| 6.12.1 | arm64 | 1 passed |  |  |\n"
	if err := os.WriteFile(file, []byte(before+tableBegin+tableHead+old+tableEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
	results := []*result{
		{series: "6.12", version: "6.12.118", arch: "amd64", packages: []packageResult{{passed: 7}}},
		{series: "6.1", version: "6.1.192", arch: "amd64", packages: []packageResult{{passed: 8, skipped: 1}}},
	}
	if err := rewrite(file, results); err != nil {
		t.Fatal(err)
	}
	const want = "| 5.10.1 | amd64 | 1 passed |  |  |\n| 6.1.192 | amd64 | 8 passed, 1 skipped |  |  |\n| 6.12.118 | amd64 | 7 passed |  |  |\n| 6.12.1 | arm64 | 1 passed |  |  |\n"
	got, err := os.ReadFile(file)
	if err != nil || string(got) != before+tableBegin+tableHead+want+tableEnd+after {
		t.Errorf("%v\n%s", err, got)
	}
	if err := os.WriteFile(file, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(file, results); err == nil {
		t.Error("a file without a place for it has the table")
	}
}

// The entries of an archive are where the format has them, directories before what is
// in them.
func TestImage(t *testing.T) {
	var b bytes.Buffer
	m := newImage(&b)
	m.file("a/b/file", 0o4755, "hello")
	m.symlink("a/link", "b")
	m.dir("a/b", 0o700) // known
	if err := m.close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for rest := b.String(); len(rest) >= 110; {
		field := func(i int) (n int) {
			fmt.Sscanf(rest[6+8*i:6+8*i+8], "%x", &n)
			return n
		}
		if rest[:6] != "070701" {
			t.Fatalf("no header but %q", rest[:6])
		}
		padded := func(n int) int { return (n + 3) &^ 3 }
		mode, size, name := field(1), field(6), field(11)
		data := padded(110 + name)
		got = append(got, fmt.Sprintf("%s %o %s", rest[110:110+name-1], mode, rest[data:data+size]))
		rest = rest[data+padded(size):]
	}
	want := []string{"a 40755 ", "a/b 40755 ", "a/b/file 104755 hello", "a/link 120777 b", "TRAILER!!! 0 "}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is interrupted leaves no emulator behind, and starts no other.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	emulator := filepath.Join(dir, "emulator")
	started := filepath.Join(dir, "started")
	if err := unix.Mkfifo(started, 0o600); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\necho $$ > " + started + "\nexec sleep 1000\n"
	if err := os.WriteFile(emulator, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o := &options{arch: "amd64", jobs: 1}
	var guests []*guest
	for range 2 {
		guests = append(guests, &guest{arch: architecture{qemu: emulator}, version: "1.2", timeout: time.Minute})
	}
	ended := make(chan error)
	go func() {
		_, err := o.bootAll(ctx, guests)
		ended <- err
	}()
	pid, err := os.ReadFile(started) // blocks until the first emulator runs
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the guests are still waited for")
	}
	if _, err := os.Stat("/proc/" + strings.TrimSpace(string(pid))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the emulator %s is still there: %v", pid, err)
	}
}
