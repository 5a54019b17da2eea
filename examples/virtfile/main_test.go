//go:build linux && cgo

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }

func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "virtfile")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReplacement(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	bin, dir := build(t), t.TempDir()
	actual := write(t, dir+"/real", "real\n")
	mine := write(t, dir+"/mine", "mine\n")
	write(t, dir+"/other", "other\n")
	if err := os.Symlink("real", dir+"/link"); err != nil {
		t.Fatal(err)
	}
	static := filepath.Join(dir, "cat")
	source := write(t, dir+"/cat.go", `package main
import ("fmt"; "os")
func main() { b, err := os.ReadFile(os.Args[1]); fmt.Print(string(b)); if err != nil { fmt.Println(err) } }`)
	cmd := exec.Command("go", "build", "-o", static, source)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rules := actual + "=" + mine + "," + dir + "/absent=" + mine
	for _, c := range []struct {
		name    string
		command []string
		want    string
	}{
		{"absolute", []string{"cat", actual}, "mine\n"},
		{"relative, link", []string{"sh", "-c", "cd " + dir + "; cat real ./link ../" + filepath.Base(dir) + "/real other"}, "mine\nmine\nmine\nother\n"},
		{"absent", []string{"sh", "-c", "cd " + dir + "; cat absent; cat none 2>/dev/null || echo no"}, "mine\nno\n"},
		{"static Go", []string{static, actual}, "mine\n"},
		{"python", []string{"python3", "-c", "import os,sys; d=os.open(sys.argv[1],os.O_RDONLY); f=os.open('real',os.O_RDONLY,dir_fd=d); print(os.read(f,100).decode(),os.get_blocking(f),os.get_inheritable(f))", dir}, "mine\n True False\n"},
		{"another root", []string{"chroot", dir, "/cat", "/link"}, "mine\n"},
		{"exclusive", []string{"sh", "-c", "set -C; { echo x > " + actual + "; } 2>/dev/null || echo exists"}, "exists\n"},
		{"append", []string{"sh", "-c", "echo more >> " + actual + "; cat " + actual}, "mine\nmore\n"},
		{"truncate", []string{"sh", "-c", "echo new > " + actual + "; cat " + actual}, "new\n"},
	} {
		cmd := exec.Command(bin, append([]string{rules, "--"}, c.command...)...)
		out, err := cmd.CombinedOutput()
		if string(out) != c.want || err != nil {
			t.Errorf("%s: %q, %v, want %q", c.name, out, err, c.want)
		}
	}
	if b, _ := os.ReadFile(actual); string(b) != "real\n" {
		t.Errorf("the file itself has %q", b)
	}
	if b, _ := os.ReadFile(mine); string(b) != "new\n" {
		t.Errorf("the replacement has %q", b)
	}
}

func TestVirtfileItself(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	bin := build(t)
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"-help"}, 0, "usage: virtfile"},
		{[]string{}, 125, "no command to run"},
		{[]string{"/etc/hostname", "--", "true"}, 125, "file=replacement"},
		{[]string{"/etc/hostname=/no/such", "--", "true"}, 125, "/no/such"},
		{[]string{"/a=/etc/passwd", "--", "no-such-program"}, 127, "not found"},
		{[]string{"/a=/etc/passwd", "--", "/etc/passwd"}, 126, "permission denied"},
		{[]string{"/a=/etc/passwd", "--", "sh", "-c", "exit 7"}, 7, ""},
		{[]string{"/a=/etc/passwd", "sh", "-c", "kill -TERM $$"}, 128 + 15, ""},
		{[]string{"-v", "/a=/etc/passwd", "--", "cat", "/a"}, 0, "/a is /etc/passwd"},
	} {
		cmd := exec.Command(bin, c.args...)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != c.exit || !strings.Contains(string(out), c.says) {
			t.Errorf("virtfile %q: exit %d, want %d\n%s", c.args, code, c.exit, out)
		}
	}
}

// Shells lose nothing under it.
func TestPipelines(t *testing.T) {
	bin := build(t)
	kerneltest.Pipelines(t, func(cmd *exec.Cmd) error {
		under := exec.Command(bin, append([]string{"/no/such=/etc/hostname", "--"}, cmd.Args...)...)
		under.Stdout, under.Stderr = cmd.Stdout, cmd.Stderr
		return under.Run()
	})
}
