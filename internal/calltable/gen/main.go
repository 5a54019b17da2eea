// Gen makes calltable's table and the types of package call of calls.txt.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"
)

type kind struct{ name, goType, form string }

type arg struct {
	name, field, kind string
	how               []string
}

type call struct {
	name, typ, group string
	numbers          []string
	args             []arg
}

type field struct{ name, kind, goType string }

type typ struct {
	name   string
	calls  []string
	fields []field
	dirs   []string
}

type gen struct {
	kinds   map[string]kind
	inOrder []kind
	calls   []call
	escapes []string
	types   []*typ
	ids     map[string]int // of fields
	fields  []string
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	text, err := os.ReadFile("calls.txt")
	if err != nil {
		log.Fatal(err)
	}
	g := &gen{kinds: map[string]kind{}, ids: map[string]int{}}
	group := ""
	for i, line := range strings.Split(string(text), "\n") {
		if line, _, _ = strings.Cut(line, "#"); strings.TrimSpace(line) == "" {
			continue
		}
		if err := g.line(strings.Fields(line), &group); err != nil {
			log.Fatalf("calls.txt:%d: %v", i+1, err)
		}
	}
	if err := g.makeTypes(); err != nil {
		log.Fatal(err)
	}
	write("table_gen.go", g.table())
	write("../../call/types_gen.go", g.goTypes())
}

func (g *gen) line(w []string, group *string) error {
	switch {
	case w[0] == "kind" && len(w) >= 3:
		k := kind{name: w[1], goType: w[2]}
		if len(w) > 3 {
			k.form = w[3]
		}
		g.kinds[k.name] = k
		g.inOrder = append(g.inOrder, k)
		return nil
	case w[0] == "group" && len(w) == 2:
		*group = w[1]
		return nil
	case w[0] == "escape":
		g.escapes = append(g.escapes, w[1:]...)
		return nil
	case len(w) < 3:
		return fmt.Errorf("a call has a name, numbers and a type")
	}
	c := call{name: w[0], numbers: strings.Split(w[1], ","), typ: w[2], group: *group}
	switch len(c.numbers) {
	case 1:
		c.numbers = slices.Repeat(c.numbers, 6)
	case 6:
	default:
		return fmt.Errorf("%s: one number or six", c.name)
	}
	for i, n := range c.numbers {
		if n == "-" {
			c.numbers[i] = "-1"
		} else if _, err := strconv.Atoi(n); err != nil {
			return fmt.Errorf("%s: number %q", c.name, n)
		}
	}
	for _, word := range w[3:] {
		name, rest, _ := strings.Cut(word, ":")
		parts := strings.Split(rest, ",")
		a := arg{name: kernelName(name), kind: parts[0], how: parts[1:]}
		if _, ok := g.kinds[a.kind]; !ok {
			return fmt.Errorf("%s: no kind %q", c.name, a.kind)
		}
		if name[0] >= 'A' && name[0] <= 'Z' {
			a.field = name
		}
		c.args = append(c.args, a)
	}
	if len(c.args) > 6 {
		return fmt.Errorf("%s: more than six arguments", c.name)
	}
	g.calls = append(g.calls, c)
	return nil
}

// kernelName returns what the kernel's sources or the man pages call an argument.
func kernelName(field string) string {
	switch field {
	case "Dir":
		return "dirfd"
	case "Path":
		return "pathname"
	case "OldDir":
		return "olddirfd"
	case "NewDir":
		return "newdirfd"
	}
	return strings.ToLower(field)
}

func (g *gen) makeTypes() error {
	byName := map[string]*typ{}
	for _, c := range g.calls {
		if c.typ == "Other" {
			continue
		}
		t := byName[c.typ]
		if t == nil {
			t = &typ{name: c.typ}
			byName[c.typ] = t
			g.types = append(g.types, t)
		}
		if !slices.Contains(t.calls, c.name) {
			t.calls = append(t.calls, c.name)
		}
		for _, a := range c.args {
			if a.field == "" {
				continue
			}
			if err := t.add(field{a.field, a.kind, g.kinds[a.kind].goType}); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			if a.kind == "buf" {
				if err := t.add(field{"Buf", "addr", "Pointer"}); err != nil {
					return fmt.Errorf("%s: %w", c.name, err)
				}
			}
		}
	}
	for name, extra := range extras {
		t := byName[name]
		if t == nil {
			return fmt.Errorf("no type %s to add fields to", name)
		}
		for _, f := range extra {
			if err := t.add(f); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	for _, t := range g.types {
		// A path without a directory is of the working directory.
		for _, f := range t.fields {
			if f.kind == "dir" {
				t.dirs = append(t.dirs, f.name)
			}
		}
		for _, f := range t.fields {
			if _, ok := g.ids[f.name]; !ok {
				g.fields = append(g.fields, f.name)
				g.ids[f.name] = len(g.fields)
			}
		}
	}
	if len(g.fields) > 255 {
		return fmt.Errorf("%d fields do not fit in a byte", len(g.fields))
	}
	return nil
}

// extras are the fields that no argument has for itself, since they come in a structure or are
// in the call's name.
var extras = map[string][]field{
	"Open":    {{"Resolve", "hex", "ResolveFlags"}},
	"Fcntl":   {{"Lock", "addr", "*FileLock"}},
	"Prctl":   {{"Text", "str", "string"}},
	"Chown":   {{"Flags", "at", "AtFlags"}},
	"Symlink": {{"Dir", "dir", "int"}},
	"Clone":   {{"PidFD", "out", "Pointer"}, {"ExitSignal", "sig", "Sig"}, {"StackSize", "size", "uint64"}, {"SetTID", "addr", "Pointer"}, {"SetTIDCount", "size", "uint64"}, {"Cgroup", "fd", "int"}},
}

func (t *typ) add(f field) error {
	for _, have := range t.fields {
		if have.name == f.name {
			if have.goType != f.goType {
				return fmt.Errorf("%s.%s is %s and %s", t.name, f.name, have.goType, f.goType)
			}
			return nil
		}
	}
	t.fields = append(t.fields, f)
	return nil
}

func write(name string, text []byte) {
	out, err := format.Source(text)
	if err != nil {
		log.Fatalf("%s: %v\n%s", name, err, text)
	}
	if err := os.WriteFile(name, out, 0o644); err != nil {
		log.Fatal(err)
	}
}

const header = "// Code generated from calls.txt by internal/calltable/gen. DO NOT EDIT.\n\n"

func exported(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (g *gen) table() []byte {
	var b bytes.Buffer
	b.WriteString(header + "package calltable\n\n// The kinds of arguments.\nconst (\n\tKindNone Kind = iota\n")
	for _, k := range g.inOrder {
		fmt.Fprintf(&b, "\tKind%s\n", exported(k.name))
	}
	b.WriteString(")\n\n// Calls are all calls, in the order of calls.txt.\nvar Calls = [...]Call{\n")
	for _, c := range g.calls {
		id := slices.IndexFunc(g.types, func(t *typ) bool { return t.name == c.typ }) + 1
		fmt.Fprintf(&b, "{Name: %q, Type: %q, TypeID: %d, Group: %q, Numbers: [6]int32{%s}", c.name, c.typ, id, c.group, strings.Join(c.numbers, ", "))
		if len(c.args) > 0 {
			b.WriteString(", Args: []Arg{\n")
			for _, a := range c.args {
				fmt.Fprintf(&b, "{Name: %q, Kind: Kind%s", a.name, exported(a.kind))
				if a.field != "" {
					fmt.Fprintf(&b, ", Field: %q, ID: %d", a.field, g.ids[a.field])
				}
				if len(a.how) > 0 {
					hows := slices.Clone(a.how)
					for i, h := range hows {
						hows[i] = exported(strings.Replace(h, "nofollow", "noFollow", 1))
					}
					fmt.Fprintf(&b, ", How: %s", strings.Join(hows, "|"))
				}
				b.WriteString("},\n")
			}
			b.WriteString("}")
		}
		b.WriteString("},\n")
	}
	slices.Sort(g.escapes)
	fmt.Fprintf(&b, "}\n\nvar escapes = []string{\n")
	for _, e := range g.escapes {
		if !slices.ContainsFunc(g.types, func(t *typ) bool { return t.name == e }) {
			log.Fatalf("escape %s: no such type", e)
		}
		fmt.Fprintf(&b, "%q,\n", e)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func (g *gen) goTypes() []byte {
	var b bytes.Buffer
	b.WriteString(header + "//go:build linux\n\npackage call\n\nimport \"github.com/seccompstream/seccompstream/internal/calltable\"\n\n")

	// Flags and choices.
	done := map[string]bool{}
	for _, k := range g.inOrder {
		if k.form == "" || done[k.goType] {
			continue
		}
		done[k.goType] = true
		what := "is a choice of"
		under := "uint" + k.form[len(k.form)-2:]
		if strings.HasPrefix(k.form, "bits") {
			what = "are flags of"
		}
		fmt.Fprintf(&b, "// %s %s %s.\ntype %s %s\n\n", k.goType, what, g.users(k.goType), k.goType, under)
		fmt.Fprintf(&b, "func (f *%s) set(v uint64) { *f = %s(v) }\n\n", k.goType, k.goType)
		fmt.Fprintf(&b, "// String returns the names, as strace(1) writes them.\nfunc (f %s) String() string { return nameOf(calltable.Kind%s, uint64(f)) }\n\n", k.goType, exported(k.name))
	}

	b.WriteString("// The numbers of fields.\nconst (\n")
	for i, f := range g.fields {
		fmt.Fprintf(&b, "field%s = %d\n", f, i+1)
	}
	b.WriteString(")\n\n")

	for _, t := range g.types {
		pages := make([]string, 0, len(t.calls))
		for _, c := range t.calls {
			if p := manPage(c); !slices.Contains(pages, p) {
				pages = append(pages, p)
			}
		}
		fmt.Fprintf(&b, "// %s is %s.\ntype %s struct {\n\tHeader\n", t.name, list(pages, "or"), t.name)
		for _, f := range t.fields {
			fmt.Fprintf(&b, "%s %s\n", f.name, f.goType)
		}
		fmt.Fprintf(&b, "}\n\nfunc (c *%s) field(id uint8) any {\n", t.name)
		if len(t.fields) > 0 {
			b.WriteString("switch id {\n")
			for _, f := range t.fields {
				fmt.Fprintf(&b, "case field%s:\nreturn &c.%s\n", f.name, f.name)
			}
			b.WriteString("}\n")
		}
		fmt.Fprintf(&b, "return nil\n}\n\nfunc (c *%[1]s) reset() {\n*c = %[1]s{", t.name)
		for i, d := range t.dirs {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%s: AtFDCWD", d)
		}
		b.WriteString("}\n}\n\n")
		fmt.Fprintf(&b, "// String returns the call as strace(1) writes it.\nfunc (c *%s) String() string { return text(c) }\n\n", t.name)
		fmt.Fprintf(&b, "// Paths returns the paths that the call uses.\nfunc (c *%s) Paths() []Path { return paths(c) }\n\n", t.name)
		fmt.Fprintf(&b, "// Addrs returns the socket addresses that the call is given.\nfunc (c *%s) Addrs() []*Sockaddr { return addrs(c) }\n\n", t.name)
		fmt.Fprintf(&b, "// FDs returns the descriptors that the call is given.\nfunc (c *%s) FDs() []int { return fds(c) }\n\n", t.name)
	}
	b.WriteString("// makers make an empty value of each type, by its number.\nvar makers = [...]func() Call{\n0: func() Call { return new(Other) },\n")
	for i, t := range g.types {
		fmt.Fprintf(&b, "%d: func() Call { return new(%s) },\n", i+1, t.name)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// users names the calls that take a type of flags.
func (g *gen) users(goType string) string {
	var names []string
	for _, c := range g.calls {
		for _, a := range c.args {
			if g.kinds[a.kind].goType == goType {
				names = append(names, manPage(c.name))
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > 4 {
		names = append(names[:4], "others")
	}
	return list(names, "and")
}

// manPage returns the page that describes a call.
func manPage(call string) string { return cmp.Or(pages[call], call+"(2)") }

// pages are the pages that are called otherwise than the call.
var pages = map[string]string{
	"newfstatat": "fstatat(2)", "fstatat64": "fstatat(2)", "stat64": "stat(2)", "lstat64": "lstat(2)", "oldstat": "stat(2)", "oldlstat": "lstat(2)",
	"fstat64": "fstat(2)", "oldfstat": "fstat(2)", "mmap2": "mmap2(2)", "umount2": "umount2(2)", "futex_time64": "futex(2)", "prlimit64": "prlimit(2)",
	"arm_sync_file_range": "sync_file_range2(2)", "pread64": "pread(2)", "pwrite64": "pwrite(2)", "ugetrlimit": "getrlimit(2)", "utimensat_time64": "utimensat(2)",
	"chown32": "chown(2)", "lchown32": "lchown(2)", "fchown32": "fchown(2)", "truncate64": "truncate(2)", "ftruncate64": "ftruncate(2)",
}

func list(s []string, last string) string {
	switch n := len(s); n {
	case 0:
		return "nothing"
	case 1:
		return s[0]
	default:
		return strings.Join(s[:n-1], ", ") + " " + last + " " + s[n-1]
	}
}
