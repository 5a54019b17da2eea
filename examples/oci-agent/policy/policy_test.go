//go:build linux && cgo

package policy

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

var handlers = Handlers{"mknod": {"mknod", "mknodat"}}

const good = `
choose:
  annotation: example.org/policy
  metadata: true
default: one
policies:
  one:
    rules:
      - calls: [execve, execveat]
        allow: true
      - {calls: mkdirat, deny: EROFS, log: true}
      - {calls: rmdir, deny: 30}
      - {calls: sethostname, fake: 0}
      - {calls: lseek, fake: 0x10}
      - {calls: [mknod, mknodat], emulate: mknod}
    otherwise: {deny: ENOSYS}
  two:
    otherwise: {allow: true, log: true}
`

func TestParse(t *testing.T) {
	f, err := Parse("p.yaml", []byte(good), handlers)
	if err != nil {
		t.Fatal(err)
	}
	one := f.Policies["one"]
	for call, want := range map[string]Rule{
		"execve":      {Action: Allow, Line: 9},
		"execveat":    {Action: Allow, Line: 9},
		"mkdirat":     {Action: Deny, Errno: unix.EROFS, Log: true, Line: 11},
		"rmdir":       {Action: Deny, Errno: unix.EROFS, Line: 12},
		"sethostname": {Action: Fake, Line: 13},
		"lseek":       {Action: Fake, Value: 16, Line: 14},
		"mknod":       {Action: Emulate, Handler: "mknod", Line: 15},
		"mknodat":     {Action: Emulate, Handler: "mknod", Line: 15},
	} {
		if got := one.Rules[call]; got != want {
			t.Errorf("%s: %+v, want %+v", call, got, want)
		}
	}
	if len(one.Rules) != 8 || one.Otherwise.String() != "deny: ENOSYS" || len(f.Warnings) != 0 {
		t.Errorf("%d rules, otherwise %v, warnings %q", len(one.Rules), one.Otherwise, f.Warnings)
	}
	if o := f.Policies["two"].Otherwise; o.Action != Allow || !o.Log {
		t.Errorf("otherwise: %+v", o)
	}
}

func TestName(t *testing.T) {
	notes := map[string]string{"k": "annotated", "empty": ""}
	for _, c := range []struct {
		file     File
		metadata string
		want     string
	}{
		{File{Default: "d"}, "m", "d"},
		{File{Default: "d", Annotation: "k"}, "m", "annotated"},
		{File{Default: "d", Annotation: "k", Metadata: true}, "m", "annotated"},
		{File{Default: "d", Annotation: "empty", Metadata: true}, "m", "m"},
		{File{Default: "d", Annotation: "none", Metadata: true}, "", "d"},
		{File{Default: "d", Annotation: "none"}, "m", "d"},
	} {
		if got := c.file.Name(notes, c.metadata); got != c.want {
			t.Errorf("%+v, metadata %q: %q, want %q", c.file, c.metadata, got, c.want)
		}
	}
}

// Each mistake is found in its line.
func TestMistakes(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"", `^p: there is no policy in it$`},
		{"- x", `^p:1: the file must be a mapping`},
		{"default: [\n", `^p: yaml: line \d`},
		{good + "more: 1\n", `^p:19: unknown key "more"`},
		{good + "---\ndefault: one\n", `^p:\d+: there is a second document`},
		{strings.Replace(good, "metadata", "meta", 1), `^p:4: unknown key "meta"`},
		{strings.Replace(good, "metadata: true", "metadata: maybe", 1), `^p:4: metadata must be true or false`},
		{strings.Replace(good, "default: one", "default: three", 1), `^p:5: there is no policy "three"`},
		{strings.Replace(good, "default: one\n", "", 1), `^p:2: default is missing`},
		{strings.Replace(good, "  two:", "  one:", 1), `^p:17: "one" is in policies already, in line 7`},
		{strings.Replace(good, "mkdirat", "mkdirrat", 1), `^p:11: there is no system call "mkdirrat"`},
		{strings.Replace(good, "rmdir", "mkdirat", 1), `^p:12: "mkdirat" has a rule already, in line 11: this one never holds`},
		{strings.Replace(good, "[mknod, mknodat]", "[mknod, openat]", 1), `^p:15: mknod cannot emulate "openat"`},
		{strings.Replace(good, "emulate: mknod", "emulate: mkfoo", 1), `^p:15: there is no handler "mkfoo": there are mknod`},
		{strings.Replace(good, "EROFS", "EROFL", 1), `^p:11: "EROFL" is no error`},
		{strings.Replace(good, "deny: 30", "deny: 0", 1), `^p:12: "0" is no error`},
		{strings.Replace(good, "deny: 30", "deny: 4096", 1), `^p:12: "4096" is no error`},
		{strings.Replace(good, "deny: 30", "deny: [30]", 1), `^p:12: deny takes one error`},
		{strings.Replace(good, "fake: 0}", "fake: -1}", 1), `^p:13: fake: -1 would be an error`},
		{strings.Replace(good, "fake: 0}", "fake: zero}", 1), `^p:13: fake takes the number`},
		{strings.Replace(good, "fake: 0}", "fake: 0, deny: EPERM}", 1), `^p:13: a rule has more than one action: fake, deny`},
		{strings.Replace(good, "fake: 0}", "log: true}", 1), `^p:13: a rule has no action`},
		{strings.Replace(good, "calls: sethostname, ", "", 1), `^p:13: a rule has no calls`},
		{strings.Replace(good, "calls: sethostname", "calls: []", 1), `^p:13: calls is empty`},
		{strings.Replace(good, "calls: sethostname", "calls: 3", 1), `^p:13: calls must be a string`},
		{strings.Replace(good, "calls: sethostname", "call: sethostname", 1), `^p:13: unknown key "call"`},
		{strings.Replace(good, "        allow: true", "        allow: false", 1), `^p:10: allow: false says nothing`},
		{strings.Replace(good, "    otherwise: {deny: ENOSYS}\n", "", 1), `^p:7: policy "one" has no otherwise`},
		{strings.Replace(good, "{deny: ENOSYS}", "{calls: read, deny: ENOSYS}", 1), `^p:16: otherwise has no calls`},
		{strings.Replace(good, "  annotation: example.org/policy\n  metadata: true\n", "  metadata: false\n", 1), `^p:16: policy "two" is never used`},
		{strings.Replace(good, "    rules:", "    <<: {}\n    rules:", 1), `^p:8: (unknown key "<<"|a key of)`},
		{strings.Repeat("#", maxSize+1), `^p: longer than`},
	} {
		f, err := Parse("p", []byte(c.file), handlers)
		if f != nil || err == nil || !regexp.MustCompile(c.want).MatchString(err.Error()) {
			t.Errorf("%v does not match %q; the file:\n%.600s", err, c.want, c.file)
		}
	}
}

func TestAllMistakes(t *testing.T) {
	_, err := Parse("p", []byte("default: x\npolicies:\n  y:\n    rules:\n    - {calls: opem, deny: EPERMS}\n    otherwise: {}\n"), handlers)
	if err == nil || strings.Count(err.Error(), "\n") < 3 {
		t.Errorf("not every mistake is there: %v", err)
	}
}

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.yaml")
	if _, err := Read(path, handlers); err == nil {
		t.Error("no error for a file that is not there")
	}
	if err := os.WriteFile(path, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(path, handlers); err != nil {
		t.Error(err)
	}
}

// A call that only other machines have is no mistake.
func TestOtherArchitecture(t *testing.T) {
	f, err := Parse("p", []byte("default: x\npolicies:\n  x:\n    rules: [{calls: cachectl, deny: EPERM}]\n    otherwise: {deny: EPERM}\n"), handlers)
	if err != nil || len(f.Warnings) != 1 || !strings.HasPrefix(f.Warnings[0], "p:4: no program on this machine") {
		t.Errorf("%v, %v", f, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("a: &x [*x]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Parse("p", data, handlers)
		if (file == nil) != (err != nil) {
			t.Errorf("%v and %v", file, err)
		}
		if err == nil && file.Policies[file.Default] == nil {
			t.Error("no default policy")
		}
	})
}
