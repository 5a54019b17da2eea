//go:build linux && cgo

package main

import (
	"os/exec"
	"testing"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// No shell loses a pipeline by what is notified.
func TestPipelines(t *testing.T) {
	kerneltest.Pipelines(t, func(cmd *exec.Cmd) error {
		own := exec.Command(sandbox, append([]string{"-rw", "/tmp", "--"}, cmd.Args...)...)
		own.Stdout, own.Stderr = cmd.Stdout, cmd.Stderr
		return own.Run()
	})
}
