//go:build linux

package kerneltest

import (
	"bytes"
	"fmt"
	"os/exec"
	"testing"
	"time"
)

// Pipelines runs a thousand pipelines in each of two shells, the way that run runs a
// command, and fails the test if one of them comes to nothing: shells get SIGCHLD all the
// time, one of them by a handler without SA_RESTART, and do not try again what is
// interrupted by it. A supervisor must not break that.
func Pipelines(t *testing.T, run func(cmd *exec.Cmd) error) {
	t.Helper()
	count := 1000
	if Patience(1) > 1 {
		count = 100 // an emulator
	}
	script := fmt.Sprintf(`i=0; bad=0; while [ $i -lt %d ]; do r=$(echo a | cat | cat); [ "$r" = a ] || bad=$((bad+1)); i=$((i+1)); done; echo "bad $bad of $i"`, count)
	for _, shell := range []string{"dash", "bash"} {
		t.Run(shell, func(t *testing.T) {
			Deadline(t, 4*time.Minute)
			var out, errs bytes.Buffer
			cmd := exec.Command(shell, "-c", script)
			cmd.Stdout, cmd.Stderr = &out, &errs
			err := run(cmd)
			if want := fmt.Sprintf("bad 0 of %d\n", count); err != nil || out.String() != want {
				t.Errorf("%v, printed %q, want %q; on standard error:\n%s", err, out.String(), want, last(errs.String()))
			}
		})
	}
}

// last returns the end of a long text.
func last(s string) string {
	const most = 2000
	if len(s) > most {
		return fmt.Sprintf("(%d bytes) ...%s", len(s), s[len(s)-most:])
	}
	return s
}
