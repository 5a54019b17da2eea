//go:build linux && cgo

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seccompstream/seccompstream/examples/oci-agent/emulate"
	"github.com/seccompstream/seccompstream/examples/oci-agent/policy"
)

func TestCommandLine(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	check(t, os.WriteFile(bad, []byte("default: x\npolicies:\n  x:\n    otherwise: {deny: EWRONG}\n"), 0o600))
	for _, c := range []struct {
		args           []string
		status         int
		stdout, stderr string
	}{
		{[]string{"-help"}, 0, "usage: oci-agent", ""},
		{[]string{"-nonsense"}, 2, "", "not defined"},
		{[]string{"argument"}, 2, "", "no arguments beside"},
		{[]string{"-log-format", "xml"}, 2, "", "must be text or json"},
		{[]string{"-log-level", "loud"}, 2, "", "invalid value"},
		{[]string{"-take-over", "-control", ""}, 2, "", "needs -control"},
		{[]string{"-timeout", "0"}, 2, "", "more than 0"},
		{[]string{"-policy", ""}, 2, "", "-policy is empty"},
		{[]string{"-check", "-policy", "deploy/policy.yaml"}, 0, `2 policies, the default is "standard"`, ""},
		{[]string{"-check", "-policy", bad}, 1, "", `bad.yaml:4: "EWRONG" is no error`},
		{[]string{"-check", "-policy", bad + ".not"}, 1, "", "no such file"},
		{[]string{"-policy", bad}, 1, "", `bad.yaml:4: `},
		{[]string{"-log-format", "json", "-policy", bad}, 1, "", `"level":"ERROR"`},
	} {
		var stdout, stderr bytes.Buffer
		cmd := agentCommand(c.args...)
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		_ = cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != c.status || !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) {
			t.Errorf("%q: status %d, stdout %q, stderr %q", c.args, got, stdout.String(), stderr.String())
		}
	}
}

// What can be emulated is what there are handlers for.
func TestHandlers(t *testing.T) {
	have := emulate.Handlers(nil)
	for name := range emulate.Calls {
		if have[name] == nil {
			t.Errorf("no handler %q", name)
		}
	}
	if len(have) != len(emulate.Calls) {
		t.Errorf("%d handlers, %d names", len(have), len(emulate.Calls))
	}
}

func TestSamplePolicy(t *testing.T) {
	f, err := policy.Read("deploy/policy.yaml", emulate.Calls)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Warnings) != 0 {
		t.Error(f.Warnings)
	}
}
