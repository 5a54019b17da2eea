//go:build linux && cgo

package main

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// A program is a shell script that makes real programs work. It runs in an empty
// directory beside "in", which prepare has filled.
type program struct {
	name    string
	needs   []string // commands; without them the program is left out
	slow    bool     // left out of quick runs
	seconds float64  // it takes about so long, unsupervised
	prepare func(ctx context.Context, in string) error
	script  string
}

var realPrograms = []program{
	// What it takes to start a supervisor, which the other lines have in them.
	{name: "nothing", seconds: .005, script: `:`},
	{
		name: "git clone", needs: []string{"git"}, seconds: .4,
		prepare: func(ctx context.Context, in string) error {
			if err := writeTree(filepath.Join(in, "tree"), 40, 50); err != nil {
				return err
			}
			return shell(ctx, in, `cd tree && git init -q . && git add . && git commit -q -m one`)
		},
		script: `git clone -q --no-local ../in/tree clone && git -C clone status --short`,
	},
	{
		name: "go build", needs: []string{"go"}, slow: true, seconds: .7,
		prepare: func(ctx context.Context, in string) error {
			// One build fills the cache with the standard library; every later one finds
			// that there, and its own packages new.
			if err := writeGoModule(filepath.Join(in, "module"), 40); err != nil {
				return err
			}
			return shell(ctx, in, goBuild)
		},
		script: `cd ../in && ` + goBuild,
	},
	{
		name: "tar, unpack", needs: []string{"tar"}, seconds: .1,
		prepare: func(_ context.Context, in string) error { return writeArchive(filepath.Join(in, "tree.tar"), 40, 50) },
		script:  `tar -xf ../in/tree.tar`,
	},
	{
		name: "python3 start-up, 10 times", needs: []string{"/usr/bin/python3"}, seconds: .2,
		script: `for i in 1 2 3 4 5 6 7 8 9 10; do /usr/bin/python3 -c 'import json, re' || exit; done`,
	},
	{
		name: "sqlite3, 300 transactions", needs: []string{"sqlite3"}, seconds: .1,
		prepare: func(_ context.Context, in string) error {
			// A rollback journal comes and goes with every transaction.
			sql := "PRAGMA synchronous=OFF;\nCREATE TABLE t(a, b);\n"
			for i := range 300 {
				sql += fmt.Sprintf("BEGIN; INSERT INTO t VALUES(%d, 'value'); COMMIT;\n", i)
			}
			return os.WriteFile(filepath.Join(in, "sql"), []byte(sql), 0o666)
		},
		script: `sqlite3 db < ../in/sql >/dev/null`,
	},
	{
		// The server is the program that checks its files, by another name: the tools alone
		// have it, and bring no service that starts by itself.
		name: "redis-benchmark -k 0", needs: []string{"redis-check-rdb", "redis-cli", "redis-benchmark"}, slow: true, seconds: .6,
		prepare: func(_ context.Context, in string) error {
			path, err := exec.LookPath("redis-check-rdb")
			if err != nil {
				return err
			}
			return os.Symlink(path, filepath.Join(in, "redis-server"))
		},
		script: `../in/redis-server --bind 127.0.0.1 --port $PORT --save '' --appendonly no >/dev/null &
until redis-cli -p $PORT ping >/dev/null 2>&1; do sleep .02; done
redis-benchmark -p $PORT -k 0 -c 10 -n 2000 -t set,get -q >/dev/null
status=$?
redis-cli -p $PORT shutdown nosave >/dev/null 2>&1
wait
exit $status`,
	},
}

// goBuild builds a module whose every package has changed.
const goBuild = `cd module && export GOCACHE=$PWD/../cache GOFLAGS=-mod=mod GOTOOLCHAIN=local CGO_ENABLED=0
for f in */nonce.go; do echo "package ${f%/nonce.go}; const nonce = \"$NONCE\"" > $f; done
go build -o ../program .`

// The two sets of calls that are notified.
var callSets = []struct {
	name  string
	calls []string
}{
	{"every openat", []string{"openat"}},
	{"every file and network call", []string{
		"open", "openat", "openat2", "creat", "stat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2",
		"readlink", "readlinkat", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2",
		"link", "linkat", "symlink", "symlinkat", "chmod", "fchmodat", "chown", "lchown", "fchownat", "truncate", "utimensat",
		"chdir", "execve", "execveat",
		"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "getsockname", "getpeername",
		"setsockopt", "getsockopt", "sendto", "recvfrom", "sendmsg", "recvmsg", "shutdown",
	}},
}

// A runWay is a way to run a program: alone, or under one of the supervisors.
type runWay struct {
	key, name string
	// command returns the command line that runs argv with the calls supervised.
	command func(calls []string, argv ...string) []string
}

const keyAlone = "alone"

var runWays = []runWay{
	{keyAlone, "unsupervised", func(_ []string, argv ...string) []string { return argv }},
	{"serve", "Serve", runOurs("serve")},
	{"all", "All", runOurs("all")},
	{"c", "C supervisor", func(calls []string, argv ...string) []string {
		var nrs []string
		for _, name := range calls {
			if nr, err := seccomp.GetSyscallFromName(name); err == nil && nr >= 0 {
				nrs = append(nrs, strconv.Itoa(int(nr)))
			}
		}
		return append([]string{"/proc/self/exe", "c:supervise", strings.Join(nrs, ",")}, argv...)
	}},
	{"strace", "strace -f --seccomp-bpf", func(calls []string, argv ...string) []string {
		trace := "trace=" + strings.Join(native(calls), ",")
		return append([]string{"strace", "-f", "--seccomp-bpf", "-qq", "-e", "signal=none", "-e", trace, "-o", "/dev/null"}, argv...)
	}},
}

func runOurs(way string) func([]string, ...string) []string {
	return func(calls []string, argv ...string) []string {
		return append([]string{"/proc/self/exe", roleRun, way, strings.Join(native(calls), ",")}, argv...)
	}
}

// native returns the calls that this architecture has.
func native(calls []string) []string {
	return slices.DeleteFunc(slices.Clone(calls), func(name string) bool {
		nr, err := seccomp.GetSyscallFromName(name)
		return err != nil || nr < 0
	})
}

// superviseProgram is the process that runs a program under this package.
func superviseProgram(way, calls string, argv []string) error {
	filter, err := launch.Notify(strings.Split(calls, ",")...)
	if err != nil {
		return err
	}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	s, err := launch.Start(cmd, filter, nil)
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		if way == "serve" {
			ended <- s.Serve(context.Background(), seccompstream.HandlerFunc(
				func(context.Context, seccompstream.Notification) seccompstream.Response {
					return seccompstream.Continue()
				}))
			return
		}
		for n, err := range s.All(context.Background()) {
			if err == nil {
				err = n.Continue()
			}
			if err != nil && !errors.Is(err, seccompstream.ErrExpired) {
				ended <- err
				return
			}
		}
		ended <- nil
	}()
	if err := cmd.Wait(); err != nil {
		return err
	}
	// Also when the command has left something behind.
	s.Close()
	if err := <-ended; err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(report{Notified: s.Stats().Received})
}

// A programSet is the programs that this machine can run.
type programSet struct {
	programs []program
	ways     []runWay
	rounds   int
}

func (r *runner) programSet() *programSet {
	if r.progs != nil {
		return r.progs
	}
	set := &programSet{rounds: r.rounds(5)}
	for _, p := range realPrograms {
		missing := missingCommand(p.needs)
		switch {
		case r.quick && p.slow:
		case missing != "":
			r.report.skip("programs", fmt.Sprintf("%s: %s is not installed", p.name, filepath.Base(missing)))
		default:
			set.programs = append(set.programs, p)
		}
	}
	for _, w := range runWays {
		if w.key == "strace" && missingCommand([]string{"strace"}) != "" {
			r.report.skip("programs", "strace is not installed")
			continue
		}
		set.ways = append(set.ways, w)
	}
	r.progs = set
	return set
}

func missingCommand(names []string) string {
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			return name
		}
	}
	return ""
}

// estimate is how long one run of p takes, with what is around it.
func (p program) estimate() time.Duration {
	return time.Duration(p.seconds*1.8*float64(time.Second)) + 40*time.Millisecond
}

// roundsOf gives a program that runs for long fewer rounds: it varies less.
func (set *programSet) roundsOf(p program) int {
	if p.seconds > .6 {
		return min(set.rounds, 3)
	}
	return set.rounds
}

func (r *runner) planPrograms() (d time.Duration) {
	set := r.programSet()
	for _, p := range set.programs {
		d += 2*time.Second + time.Duration(set.roundsOf(p)*len(set.ways)*len(callSets))*p.estimate()
	}
	return d
}

// A programRun is one run of a program.
type programRun struct {
	seconds  float64
	notified uint64
}

func seconds(p programRun) float64  { return p.seconds }
func notified(p programRun) float64 { return float64(p.notified) }

func (r *runner) programs() error {
	set := r.programSet()
	var charts [len(callSetNames)]barChart
	var tables [len(callSetNames)]*table
	for i, calls := range callSets {
		head := []string{"program", "notifications", "alone s"}
		charts[i] = barChart{title: "Slow-down of real programs: " + calls.name, unit: "time, as a multiple of the unsupervised run"}
		for _, w := range set.ways[1:] {
			head = append(head, w.name+" s", "ratio")
			charts[i].series = append(charts[i].series, w.name)
		}
		tables[i] = newTable(head...)
	}
	for _, p := range set.programs {
		dir := filepath.Join(r.dir, strings.Map(letters, p.name))
		in := filepath.Join(dir, "in")
		if err := os.MkdirAll(in, 0o777); err != nil {
			return err
		}
		r.progress.step(2*time.Second, "programs: preparing %s", p.name)
		if p.prepare != nil {
			if err := p.prepare(r.ctx, in); err != nil {
				return fmt.Errorf("preparing %s: %w", p.name, err)
			}
		}
		for i, calls := range callSets {
			runs := map[string][]programRun{}
			for round := range set.roundsOf(p) {
				for _, w := range rotated(set.ways, round) {
					r.progress.step(p.estimate(), "programs: %s, %s, round %d of %d: %s", p.name, calls.name, round+1, set.roundsOf(p), w.name)
					run, err := r.runProgram(p, filepath.Join(dir, "work"), w.command(calls.calls, "/bin/sh", "-c", p.script))
					if err != nil {
						return fmt.Errorf("%s, %s: %w", p.name, w.name, err)
					}
					runs[w.key] = append(runs[w.key], run)
				}
			}
			row := []any{p.name, whole(medianOf(runs["serve"], notified)), fmt.Sprintf("%.3f", medianOf(runs[keyAlone], seconds))}
			var ratios []float64
			for _, w := range set.ways[1:] {
				ratios = append(ratios, ratio(runs[w.key], runs[keyAlone], seconds))
				row = append(row, fmt.Sprintf("%.3f", medianOf(runs[w.key], seconds)), ratios[len(ratios)-1])
			}
			tables[i].add(row...)
			charts[i].add(p.name, ratios...)
		}
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	if len(set.programs) == 0 {
		return nil
	}
	for i, calls := range callSets {
		about := "The notified calls are continued; the output is checked by the programs' exit status. The times are those of the " +
			"whole command line, the supervisor's own start included. strace follows the same calls of the same processes and " +
			"writes them to /dev/null. "
		if i > 0 {
			about = "Notified are " + strings.Join(native(calls.calls), ", ") + "."
		}
		r.report.section("Real programs, "+calls.name, about, tables[i])
		if err := r.chart(callSetNames[i], charts[i].draw); err != nil {
			return err
		}
	}
	return nil
}

var callSetNames = [...]string{"programs-openat", "programs-files"}

func letters(c rune) rune {
	if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
		return c
	}
	return '-'
}

// runProgram runs a command in an empty directory.
func (r *runner) runProgram(p program, work string, argv []string) (run programRun, err error) {
	if err := os.RemoveAll(work); err != nil {
		return run, err
	}
	if err := os.Mkdir(work, 0o777); err != nil {
		return run, err
	}
	port, err := freePort()
	if err != nil {
		return run, err
	}
	ctx, cancel := context.WithTimeout(r.ctx, time.Minute+20*p.estimate())
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Dir = work
	cmd.Env = append(os.Environ(), "PORT="+strconv.Itoa(port), "NONCE="+strconv.FormatInt(time.Now().UnixNano(), 36),
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
	var out bytes.Buffer
	begin := time.Now()
	child, err := start(cmd, &out)
	if err == nil {
		err = child.wait()
	}
	run.seconds = time.Since(begin).Seconds()
	if err != nil {
		return run, err
	}
	// Only supervisors say something.
	var told report
	if json.Unmarshal(out.Bytes(), &told) == nil {
		run.notified = told.Notified
	}
	return run, nil
}

// freePort returns a port of the loopback interface that nobody has. Each run has its
// own: a server's former clients keep its port's addresses busy for a minute.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// shell prepares something, unmeasured.
func shell(ctx context.Context, dir, script string) error {
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NONCE=prepare",
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=bench", "GIT_AUTHOR_EMAIL=bench@example.org",
		"GIT_COMMITTER_NAME=bench", "GIT_COMMITTER_EMAIL=bench@example.org")
	p, err := start(cmd, nil)
	if err != nil {
		return err
	}
	return p.wait()
}

// treeFile returns the name and the content of a file of the trees that programs work
// on.
func treeFile(dir, file int) (string, []byte) {
	name := fmt.Sprintf("d%02d/f%02d.txt", dir, file)
	return name, bytes.Repeat([]byte(name+": some line of text\n"), 20+(dir*file)%60)
}

func writeTree(root string, dirs, files int) error {
	for d := range dirs {
		for f := range files {
			name, content := treeFile(d, f)
			name = filepath.Join(root, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(name, content, 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeArchive(name string, dirs, files int) error {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for d := range dirs {
		for f := range files {
			name, content := treeFile(d, f)
			if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(content)), Uid: unix.Getuid(), Gid: unix.Getgid()}); err != nil {
				return err
			}
			if _, err := w.Write(content); err != nil {
				return err
			}
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o666)
}

// writeGoModule writes a program of many packages. The script adds to each a file that
// makes it new.
func writeGoModule(root string, packages int) error {
	files := map[string]string{"go.mod": "module example.org/program\n\ngo 1.25\n"}
	imports, sum := "", ""
	for i := range packages {
		p := fmt.Sprintf("p%02d", i)
		imports += fmt.Sprintf("\t%q\n", "example.org/program/"+p)
		sum += " + " + p + ".Length()"
		files[p+"/nonce.go"] = "package " + p + "; const nonce = \"\"\n"
		files[p+"/"+p+".go"] = "package " + p + "\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n)\n\n" +
			"func Length() int { return len(strings.ToUpper(fmt.Sprint(nonce, " + strconv.Itoa(i) + "))) }\n"
	}
	files["main.go"] = "package main\n\nimport (\n\t\"fmt\"\n\n" + imports + ")\n\nfunc main() { fmt.Println(0" + sum + ") }\n"
	for name, content := range files {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			return err
		}
	}
	return nil
}
