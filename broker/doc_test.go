//go:build linux && cgo

package broker_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seccompstream/seccompstream/broker"
)

var update = flag.Bool("update", false, "write CALLS.md anew")

// The documentation says what the table says.
func TestCallsDoc(t *testing.T) {
	want := broker.CallsDoc()
	if *update {
		if err := os.WriteFile("CALLS.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile("CALLS.md"); err != nil || string(got) != want {
		t.Errorf("CALLS.md is not what the table says (%v): go test ./broker -run TestCallsDoc -update", err)
	}
}

// The program in README runs as it is pasted.
func TestReadme(t *testing.T) {
	deadline(t)
	b, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(b), "\n## A policy\n")
	if !ok {
		t.Fatal("README has no section of that name")
	}
	_, after, _ = strings.Cut(after, "```go\n")
	program, _, ok := strings.Cut(after, "```\n")
	if !ok {
		t.Fatal("README has no program in that section")
	}
	// Inside the module, for its dependencies.
	dir, err := os.MkdirTemp("testdata", "readme")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "readme")
	if out, err := exec.Command("go", "build", "-o", bin, "./"+dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	work := "/tmp/box"
	if _, err := os.Stat(work); err != nil {
		if err := os.Mkdir(work, 0o755); err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(work)
	}
	out, err := exec.Command(bin, "sh", "-c", "cd /tmp/box && echo text > broker-readme && cat broker-readme && rm broker-readme; touch /tmp/broker-readme; ls /tmp/broker-readme").CombinedOutput()
	for _, want := range []string{"text\n", "cannot touch '/tmp/broker-readme': Read-only file system", "No such file"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not in (%v)\n%s", want, err, out)
		}
	}
}
