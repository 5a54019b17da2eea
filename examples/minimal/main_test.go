//go:build linux && cgo

package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// What readers copy is what is compiled here.
func TestReadmeHasThisProgram(t *testing.T) {
	program, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, code, _ := strings.Cut(string(program), "\n")
	if !strings.Contains(string(readme), "```go\n"+code+"```\n") {
		t.Error("README.md has another program than main.go")
	}
}

func TestRun(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	out, err := exec.Command("go", "run", ".").CombinedOutput()
	if err == nil {
		t.Errorf("no error\n%s", out)
	}
	for _, want := range []string{"mkdir", "Read-only file system", "\nexit status 1\n"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
	if _, err := os.Stat("/tmp/new"); err == nil {
		t.Error("the directory was made")
	}
}
