//go:build linux && cgo

package main

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seccompstream/seccompstream/internal/calltable"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

var strace = flag.Bool("strace", false, "compare with strace all programs and not a few; list what differs")

// wantEqual is how many of a hundred calls must be the same as strace shows, with the same arguments.
const wantEqual = 99

// TestStrace runs the same program under strace and under trace, and compares the calls of each process,
// in their order, with all that is known of their arguments before they are made.
func TestStrace(t *testing.T) {
	kerneltest.Deadline(t, 8*time.Minute)
	if _, err := exec.LookPath("strace"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(bytes.Repeat([]byte("x"), 1000)) }))
	defer server.Close()
	for _, p := range []struct {
		name   string
		always bool
		setup  string // a script
		script string
	}{
		{"cat", true, "", "cat /etc/passwd >/dev/null"},
		{"find", true, "mkdir -p d/e/f; touch d/1 d/e/2", "find . -name '*' -perm /u+w"},
		{"bash", true, "", "bash -c 'for i in 1 2 3; do echo $i > f$i; done; cat f* | sort | uniq -c; test -e f9; ls'"},
		{"python", true, "", "python3 -S -c 'import os, socket\nos.mkdir(\"d\", 0o750); os.rename(\"d\", \"e\"); os.chmod(\"e\", 0o700); os.utime(\"e\", (5, 6))\ns = socket.socket(); s.setsockopt(1, 2, 1); s.bind((\"127.0.0.1\", 0))\na, b = socket.socketpair(); a.sendmsg([b\"x\", b\"yz\"]); open(\"f\", \"w\").write(\"q\" * 50)'"},
		{"git", false, "", "git init -q r && cd r && git config user.email a@b && git config user.name n && echo x > f && git add f && GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000' git commit -q -m m && git log --oneline"},
		{"make", false, "printf 'all: a b c d\\n%%:\\n\\tcp Makefile $@ && cat $@ >/dev/null\\n' > Makefile; sed -i 's/%%/%/' Makefile", "make -j4"},
		{"tar", false, "mkdir d; for i in 1 2 3 4 5; do echo $i > d/$i; done; ln -s 1 d/l", "tar cf t.tar d && tar xf t.tar -C /tmp --transform 's,^,DIR/,' -O >/dev/null && tar tf t.tar"},
		{"sqlite", false, "", "sqlite3 x.db 'create table t(a); insert into t values(1),(2); select * from t;'"},
		{"curl", false, "", "curl -s -o page " + server.URL + "/page; curl -s -o page http://127.0.0.1:1/ || true"},
		{"go", false, "mkdir m; cp \"$SOURCE\"/calls/main.go m; (cd m && go mod init m 2>/dev/null && CGO_ENABLED=0 go build -o ../prog .)", "GOMAXPROCS=1 GODEBUG=asyncpreemptoff=1 ./prog"},
		{"i386", false, "mkdir m; cp \"$SOURCE\"/calls386/main.go m; (cd m && go mod init m 2>/dev/null && GOARCH=386 CGO_ENABLED=0 go build -o ../prog .)", "GOMAXPROCS=1 GODEBUG=asyncpreemptoff=1 ./prog"},
	} {
		if !p.always && !*strace {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			if p.name == "i386" {
				if runtime.GOARCH != "amd64" {
					return // no such program runs there
				}
				kerneltest.NeedIA32(t)
			}
			ours, theirs := record1(t, p.setup, p.script, false), record1(t, p.setup, p.script, true)
			if p.name == "go" || p.name == "i386" {
				ours, theirs = withoutScheduler(ours), withoutScheduler(theirs)
			}
			compare(t, ours, theirs)
		})
	}
}

// withoutScheduler leaves out what Go's runtime does when it sees fit: it wakes threads, makes them, and
// lets them sleep.
func withoutScheduler(all []aProcess) []aProcess {
	runtimes := []string{
		"nanosleep", "futex", "futex_time64", "sched_yield", "clone", "rt_sigprocmask", "epoll_pwait", "gettid", "sigaltstack", "set_thread_area",
		"madvise", "tgkill", "getpid",
	}
	var some []aProcess
	for _, p := range all {
		p.calls = slices.DeleteFunc(p.calls, func(c aCall) bool { return slices.Contains(runtimes, c.name) })
		if len(p.calls) > 0 {
			some = append(some, p)
		}
	}
	return some
}

// aProcess is what one thread has called.
type aProcess struct {
	pid   string
	calls []aCall
}

type aCall struct {
	name, text string
	args       []string
}

// record1 runs a script in a directory that has the same name for both tools, and returns its calls.
func record1(t *testing.T, setup, script string, withStrace bool) []aProcess {
	t.Helper()
	dir := filepath.Join(os.TempDir(), "trace-strace-test")
	os.RemoveAll(dir)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(t.TempDir(), "calls")
	if setup != "" {
		cmd := exec.Command("sh", "-c", setup)
		cmd.Dir = dir
		source, err := filepath.Abs("testdata")
		if err != nil {
			t.Fatal(err)
		}
		cmd.Env = append(os.Environ(), "SOURCE="+source)
		if b, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, b)
		}
	}
	args := []string{binary, "-s", "32", "-e", "all," + strings.Join(fragile, ","), "-o", out}
	if withStrace {
		args = []string{"strace", "-f", "-s", "32", "-o", out}
	}
	cmd := exec.Command(args[0], append(args[1:], "sh", "-c", script)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0", "HOME="+dir)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, errs.Bytes())
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return parseCalls(t, string(b))
}

var (
	ourLine   = regexp.MustCompile(`^\[pid (\d+)\] (.*)$`)
	theirLine = regexp.MustCompile(`^(\d+) +(.*)$`)
	theirEnd  = regexp.MustCompile(`\) += .*$`)
)

// parseCalls reads what either tool has written.
func parseCalls(t *testing.T, text string) []aProcess {
	var all []aProcess
	index := map[string]int{}
	begun := map[string]string{}
	for line := range strings.SplitSeq(text, "\n") {
		ours := true
		m := ourLine.FindStringSubmatch(line)
		if m == nil {
			ours = false
			if m = theirLine.FindStringSubmatch(line); m == nil {
				continue
			}
		}
		pid, call := m[1], m[2]
		if strings.HasPrefix(call, "+++") || strings.HasPrefix(call, "---") || strings.Contains(call, "restart_syscall(") {
			continue
		}
		if !ours {
			if head, ok := strings.CutSuffix(call, " <unfinished ...>"); ok {
				begun[pid] = head
				if !strings.HasPrefix(call, "exit") && !strings.HasPrefix(call, "execve") {
					continue
				}
				call = head // whose end another thread's line may be, or none
			}
			if strings.HasPrefix(call, "<... ") {
				_, rest, _ := strings.Cut(call, "resumed>")
				call = begun[pid] + rest
				if begun[pid] == "" || strings.HasPrefix(call, "exit") {
					continue
				}
				if strings.HasPrefix(call, "execve") && !strings.Contains(call, " = -1") {
					continue // it was counted when it began
				}
				delete(begun, pid)
			}
			call = theirEnd.ReplaceAllString(call, ")")
			if !strings.HasSuffix(call, ")") {
				call += ")"
			}
		} else if i := strings.LastIndex(call, ")"); i >= 0 {
			call = call[:i+1]
		}
		name, rest, ok := strings.Cut(call, "(")
		if !ok {
			continue
		}
		if _, there := index[pid]; !there {
			index[pid] = len(all)
			all = append(all, aProcess{pid: pid})
		}
		p := &all[index[pid]]
		p.calls = append(p.calls, aCall{name, call, splitArgs(strings.TrimSuffix(rest, ")"))})
	}
	pids := map[string]bool{}
	for _, p := range all {
		pids[p.pid] = true
	}
	for i := range all {
		for j := range all[i].calls {
			for k, a := range all[i].calls[j].args {
				all[i].calls[j].args[k] = normal(a, pids)
			}
		}
	}
	if len(all) == 0 {
		t.Fatal("no calls")
	}
	return all
}

// splitArgs splits at the commas that are in no brackets and no strings.
func splitArgs(s string) []string {
	var args []string
	depth, quoted, start := 0, false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[' || c == '(':
			depth++
		case c == '}' || c == ']' || c == ')':
			depth--
		case c == ',' && depth == 0:
			args = append(args, strings.TrimSpace(s[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(s[start:]); last != "" {
		args = append(args, last)
	}
	return args
}

var normals = []struct {
	re *regexp.Regexp
	to string
}{
	{regexp.MustCompile(`0x[0-9a-f]{5,16}\b`), "ADDRESS"},
	{regexp.MustCompile(`tv_sec=\d+, tv_(n|u)sec=\d+`), "TIME"},
	{regexp.MustCompile(`(/tmp_obj_|/tmp/cc|/sh-thd\.|pack_)\w{6,10}`), "$1RANDOM"},
	{regexp.MustCompile(` => .*\}$`), "}"}, // what clone3 has written
	{regexp.MustCompile(`^parent_tid=.*`), "parent_tid"},
	// What git writes has times, and its names are made of them; sqlite's journals have a random number.
	{regexp.MustCompile(`^"DIRC.*|/\.git/t\w{6}"`), "RANDOM"},
}

var number = regexp.MustCompile(`\b\d{2,}\b`)

// normal takes out what differs between two runs of one program: addresses, times, processes.
func normal(s string, pids map[string]bool) string {
	for _, n := range normals {
		s = n.re.ReplaceAllString(s, n.to)
	}
	return number.ReplaceAllStringFunc(s, func(d string) string {
		if pids[d] {
			return "PID"
		}
		return d
	})
}

var pointer = regexp.MustCompile(`^(ADDRESS|NULL|0x[0-9a-f]+)$`)

// same reports whether two lines show the same call. Where the kernel fills a buffer strace shows what
// is in it afterwards.
func same(ours, theirs aCall) bool {
	if ours.name != theirs.name || len(ours.args) != len(theirs.args) && ours.name != "rt_sigreturn" {
		return false
	}
	if ours.name == "rt_sigreturn" {
		return true // strace shows what is on the stack
	}
	spec := calltable.On(hostABI(), ours.name)
	if forms := calltable.ByName(ours.name); spec == nil && len(forms) > 0 {
		spec = forms[0] // of 32-bit programs
	}
	for i, a := range ours.args {
		b := theirs.args[i]
		if a == b {
			continue
		}
		if spec != nil && i < len(spec.Args) && pointer.MatchString(a) {
			switch spec.Args[i].Kind {
			case calltable.KindOut, calltable.KindInout, calltable.KindAddr, calltable.KindIoctlarg, calltable.KindPrctlarg, calltable.KindIovout:
				continue
			}
		}
		if ours.name == "readv" || ours.name == "preadv" || ours.name == "recvmsg" {
			continue // what was read
		}
		return false
	}
	return true
}

func hostABI() calltable.ABI {
	switch runtime.GOARCH {
	case "arm64":
		return calltable.ARM64
	case "riscv64":
		return calltable.RISCV64
	}
	return calltable.AMD64
}

// reasons are why calls differ between two runs of the same program, whatever looks at them.
var reasons = []struct {
	re  *regexp.Regexp
	why string
}{
	{regexp.MustCompile(`^. pwrite64\(\d, "[^"]*"(\.\.\.)?, (4|512), \d+\)`), "sqlite's journal begins with a random number, of which its checksums are made"},
	{regexp.MustCompile(`^. write\(3, ".*", 20\)`), "a checksum of git's index, which has times in it"},
	{regexp.MustCompile(`data=\{u32=`), "Go's epoll data is a pointer"},
	{regexp.MustCompile(`^. (nanosleep|futex|futex_time64|sched_yield|clone|rt_sigprocmask|epoll_pwait|madvise|mmap|sigaltstack|gettid|set_robust_list|rseq|tgkill)\(.*`), "threads, and Go's scheduler, take turns as they come"},
	{regexp.MustCompile(`^. (rt_sigreturn|wait4|close|read|pselect6|kill)\(.*`), "a signal, the end of a child, comes earlier or later"},
	{regexp.MustCompile(`^. poll\(.*, \d+\)`), "how long is left to wait"},
}

func reasonFor(d string) string {
	for _, r := range reasons {
		if r.re.MatchString(d) {
			return r.why
		}
	}
	return ""
}

// compare pairs the processes and counts what is equal.
func compare(t *testing.T, ours, theirs []aProcess) {
	t.Helper()
	equal := 0
	differs := map[string]int{}
	used := make([]bool, len(theirs))
	left := func(q aProcess) {
		for _, c := range q.calls {
			differs["- "+c.name+"("+strings.Join(c.args, ", ")+")"]++
		}
	}
	// The longest first, each with the one that it is most like.
	slices.SortStableFunc(ours, func(a, b aProcess) int { return len(b.calls) - len(a.calls) })
	for _, p := range ours {
		best, bestEqual, bestScore := -1, 0, -1.0
		var bestDiff []string
		for j, q := range theirs {
			if used[j] {
				continue
			}
			n, diff := align(p.calls, q.calls)
			if score := float64(n) / float64(len(p.calls)+len(q.calls)); score > bestScore {
				best, bestEqual, bestScore, bestDiff = j, n, score, diff
			}
		}
		if best < 0 {
			_, bestDiff = align(p.calls, nil)
		} else {
			used[best] = true
		}
		equal += bestEqual
		for _, d := range bestDiff {
			differs[d]++
		}
	}
	for j, q := range theirs {
		if !used[j] {
			left(q)
		}
	}
	// What has a reason counts no more than that: there is a bound on it, so that it cannot
	// hide what is wrong.
	unexplained, excused := map[byte]int{}, map[byte]int{}
	for d, n := range differs {
		if reasonFor(d) == "" {
			unexplained[d[0]] += n
		} else {
			excused[d[0]] += n
		}
	}
	all := equal + max(unexplained['+'], unexplained['-']) + max(excused['+'], excused['-'])
	total := all - min(max(excused['+'], excused['-']), all/10)
	t.Logf("%d of %d calls are equal, %.2f %%; %d processes here, %d there", equal, total, 100*float64(equal)/float64(total), len(ours), len(theirs))
	if equal*100 < total*wantEqual || *strace {
		lines := make([]string, 0, len(differs))
		for d, n := range differs {
			lines = append(lines, strings.TrimRight(fmt.Sprintf("%d times %s  # %s", n, d, reasonFor(d)), " #"))
		}
		slices.Sort(lines)
		t.Logf("what differs (- strace, + trace):\n%s", strings.Join(lines[:min(len(lines), 60)], "\n"))
	}
	if equal*100 < total*wantEqual {
		t.Errorf("only %d of %d calls are equal", equal, total)
	}
}

// align finds the longest common sequence of two lists of calls, and what is in one of them alone.
func align(a, b []aCall) (int, []string) {
	const most = 4000
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	table := make([][]int32, len(a)+1)
	for i := range table {
		table[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if same(a[i], b[j]) {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	var diff []string
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case same(a[i], b[j]):
			i++
			j++
		case table[i+1][j] >= table[i][j+1]:
			diff = append(diff, fmt.Sprintf("+ %s(%s)", a[i].name, strings.Join(a[i].args, ", ")))
			i++
		default:
			diff = append(diff, fmt.Sprintf("- %s(%s)", b[j].name, strings.Join(b[j].args, ", ")))
			j++
		}
	}
	for ; i < len(a); i++ {
		diff = append(diff, fmt.Sprintf("+ %s(%s)", a[i].name, strings.Join(a[i].args, ", ")))
	}
	for ; j < len(b); j++ {
		diff = append(diff, fmt.Sprintf("- %s(%s)", b[j].name, strings.Join(b[j].args, ", ")))
	}
	return int(table[0][0]), diff
}
