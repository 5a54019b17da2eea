package calltable

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// No number is two calls, and no call has two numbers.
func TestNumbers(t *testing.T) {
	for a := AMD64; a < NoABI; a++ {
		byNumber := map[int32]string{}
		seen := map[string]bool{}
		for i := range Calls {
			c := &Calls[i]
			nr, ok := c.Number(a)
			if !ok {
				continue
			}
			if other := byNumber[nr]; other != "" {
				t.Errorf("ABI %d: %d is %s and %s", a, nr, other, c.Name)
			}
			if seen[c.Name] {
				t.Errorf("ABI %d: %s is there twice", a, c.Name)
			}
			byNumber[nr], seen[c.Name] = c.Name, true
			if got := ByNumber(a.Audit(), nr); got != c {
				t.Errorf("ABI %d: %d is %v, want %s", a, nr, got, c.Name)
			}
			if got := On(a, c.Name); got != c {
				t.Errorf("ABI %d: %s is %v", a, c.Name, got)
			}
		}
	}
	for _, name := range append(slices.Clone(Socketcalls[:]), IPCCalls[:]...) {
		if name != "" && ByName(name) == nil {
			t.Errorf("no call is named %s", name)
		}
	}
}

func TestTwins(t *testing.T) {
	for _, set := range [][]string{
		{"truncate", "truncate64"},
		{"connect", "socketcall"},
		{"accept4", "socketcall"},
		{"openat"},
		{"open"},
		{"stat", "stat64", "oldstat"},
		{"newfstatat", "fstatat64"},
		{"utimensat", "utimensat_time64"},
		{"mmap", "mmap2"},
		{"select", "_newselect"},
		{"shmat", "ipc"},
		{"semtimedop", "semtimedop_time64", "ipc"},
		{"chown", "chown32"},
		{"pread64"},
		{"fcntl", "fcntl64"},
		{"recvmmsg", "recvmmsg_time64", "socketcall"},
		{"fadvise64", "fadvise64_64", "arm_fadvise64_64"},
	} {
		slices.Sort(set)
		for _, name := range set {
			if name == "socketcall" || name == "ipc" {
				continue
			}
			if got := Twins(name); !slices.Equal(got, set) {
				t.Errorf("%s: %q, want %q", name, got, set)
			}
		}
	}
	if got := Twins("no_such_call"); got != nil {
		t.Errorf("%q", got)
	}
}

func TestGroups(t *testing.T) {
	has := map[string][]string{
		"%file":    {"open", "openat2", "execve", "chdir", "fanotify_mark", "mount", "getxattrat"},
		"%create":  {"openat", "mkdir", "mknodat", "renameat2", "linkat", "symlink"},
		"%remove":  {"unlink", "rmdir", "rename"},
		"%meta":    {"chmod", "fchmod", "fchmodat2", "chown32", "utimensat", "setxattr", "fsetxattr", "removexattrat", "file_setattr"},
		"%desc":    {"read", "close", "dup3", "fcntl", "connect", "epoll_ctl", "pipe2", "poll"},
		"%network": {"socket", "connect", "sendmmsg", "socketcall", "setsockopt"},
		"%process": {"execve", "clone3", "kill", "setuid", "prctl"},
		"%escape":  {"io_uring_setup", "open_by_handle_at", "mount", "fsopen", "move_mount", "ptrace", "process_vm_writev", "pidfd_getfd", "userfaultfd", "bpf", "keyctl", "finit_module", "open_tree_attr"},
	}
	hasNot := map[string][]string{
		"%file": {"read", "symlinks", "connect"}, "%create": {"unlink", "chmod"}, "%remove": {"open", "mkdir"},
		"%meta": {"stat", "mount"}, "%network": {"read"}, "%escape": {"openat", "connect", "execve"},
	}
	for _, group := range Groups() {
		names, ok := Group(group)
		if !ok || len(names) == 0 || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("%s: %q, %v", group, names, ok)
		}
		for _, name := range has[group] {
			if !slices.Contains(names, name) {
				t.Errorf("%s lacks %s", group, name)
			}
		}
		for _, name := range hasNot[group] {
			if slices.Contains(names, name) {
				t.Errorf("%s has %s", group, name)
			}
		}
	}
	if names, ok := Group("%nothing"); ok || names != nil {
		t.Errorf("%q", names)
	}
}

// What is checked in is what calls.txt says.
func TestGenerated(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"internal/calltable", "call"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("calls.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "internal/calltable/calls.txt"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	gen := filepath.Join(dir, "gen")
	if out, err := exec.Command("go", "build", "-o", gen, "./gen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(gen)
	cmd.Dir = filepath.Join(dir, "internal/calltable")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"table_gen.go", "../../call/types_gen.go"} {
		want, err := os.ReadFile(filepath.Join(cmd.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what calls.txt makes: run go generate ./internal/calltable (%v)", name, err)
		}
	}
}

// A call of next year's kernel is one line.
func TestOneLineMore(t *testing.T) {
	dir := t.TempDir()
	text, err := os.ReadFile("calls.txt")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, "next_year 999 Mkdir Dir:dir Path:path,create Mode:mode\nnext_thing 998 NextThing FD:fd Path:path,read Flags:hex32\n"...)
	for _, d := range []string{"internal/calltable", "call"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "internal/calltable/calls.txt"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	gen := filepath.Join(dir, "gen")
	if out, err := exec.Command("go", "build", "-o", gen, "./gen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(gen)
	cmd.Dir = filepath.Join(dir, "internal/calltable")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	types, err := os.ReadFile(filepath.Join(dir, "call/types_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"// Mkdir is mkdir(2), mkdirat(2) or next_year(2).", "// NextThing is next_thing(2).\ntype NextThing struct {"} {
		if !bytes.Contains(types, []byte(want)) {
			t.Errorf("no %q", want)
		}
	}
}
