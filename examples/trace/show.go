//go:build linux && cgo

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/call"
)

// A printer writes what has happened, a line or an object each.
type printer struct {
	w      *bufio.Writer
	opts   *options
	style  call.Style
	last   time.Time
	failed error // the first error of writing
}

func newPrinter(w io.Writer, opts *options) *printer {
	p := &printer{w: bufio.NewWriterSize(w, 64<<10), opts: opts}
	p.style.Limit = opts.stringLimit
	if opts.paths {
		p.style.FD = func(c call.Call, fd int) string {
			if name := pathOf(c.Notification(), fd); name != "" {
				return "<" + plain(name) + ">"
			}
			return ""
		}
	}
	return p
}

// pathOf returns where a descriptor of the target leads, or its working directory.
func pathOf(n seccompstream.Notification, fd int) string {
	if fd == call.AtFDCWD {
		dir, err := os.Readlink("/proc/" + strconv.Itoa(n.PID) + "/cwd")
		if err != nil || n.Valid() != nil {
			return ""
		}
		return dir
	}
	info, err := n.FDInfo(fd)
	if err != nil {
		return ""
	}
	return info.Path
}

// plain makes a name safe for a terminal.
func plain(s string) string {
	q := strconv.QuoteToASCII(s)
	return strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
}

// event is a call and what trace did with it.
type event struct {
	at       time.Time
	n        seccompstream.Notification
	c        call.Call
	err      error  // why it could not be decoded
	injected string // what it returned, if trace chose that
	answer   error  // of the answer
	comm     string
	text     string
	args     []string
}

// print writes a call.
func (p *printer) print(e *event) {
	if p.opts.json {
		p.object(e)
		return
	}
	p.line(e.at, e.n.PID, e.comm)
	p.string(e.text)
	switch {
	case e.answer != nil:
		p.string(" = ? (" + outcome(e.answer) + ")")
	case e.injected != "":
		p.string(" = " + e.injected + " (INJECTED)")
	}
	if e.err != nil && e.c != nil {
		p.string("  # " + plain(e.err.Error()))
	}
	p.string("\n")
}

// line begins a line.
func (p *printer) line(at time.Time, pid int, comm string) {
	p.string("[pid " + strconv.Itoa(pid))
	if comm != "" {
		p.string("<" + plain(comm) + ">")
	}
	p.string("] ")
	switch p.opts.time {
	case 1:
		p.string(at.Format("15:04:05 "))
	case 2:
		p.string(at.Format("15:04:05.000000 "))
	case 3:
		p.string(fmt.Sprintf("%d.%06d ", at.Unix(), at.Nanosecond()/1000))
	}
	if p.opts.relative {
		var d time.Duration
		if !p.last.IsZero() {
			d = at.Sub(p.last)
		}
		p.last = at
		p.string(fmt.Sprintf("%6d.%06d ", d/time.Second, d%time.Second/time.Microsecond))
	}
}

// note writes a line about a process that is no call.
func (p *printer) note(at time.Time, pid int, kind, text string) {
	if p.opts.json {
		p.encode(record{Time: at, PID: pid, Event: kind, Text: text})
		return
	}
	p.line(at, pid, "")
	p.string("+++ " + text + " +++\n")
}

// record is an object of --json.
type record struct {
	Time     time.Time `json:"time"`
	PID      int       `json:"pid"`
	Comm     string    `json:"comm,omitempty"`
	Event    string    `json:"event"`
	Call     string    `json:"call,omitempty"`
	Kind     string    `json:"kind,omitempty"`
	Arch     uint32    `json:"arch,omitempty"`
	Number   int32     `json:"number,omitempty"`
	Args     []string  `json:"args,omitempty"`
	Text     string    `json:"text,omitempty"`
	Paths    []jsPath  `json:"paths,omitempty"`
	Addrs    []string  `json:"addrs,omitempty"`
	FDs      []int     `json:"fds,omitempty"`
	Injected string    `json:"injected,omitempty"`
	Error    string    `json:"error,omitempty"`
}

type jsPath struct {
	Dir    int    `json:"dir"`
	Name   string `json:"name"`
	Bytes  []byte `json:"bytes,omitempty"` // where the name is not UTF-8
	Does   string `json:"does"`
	Follow bool   `json:"follow"`
}

func (p *printer) object(e *event) {
	r := record{
		Time: e.at, PID: e.n.PID, Comm: e.comm, Event: "call", Call: e.n.Name(), Arch: e.n.Arch, Number: e.n.Syscall,
		Text: e.text, Injected: e.injected,
	}
	if e.c != nil {
		r.Call, r.Kind, r.Args, r.FDs = e.c.Name(), e.c.Kind(), e.args, e.c.FDs()
		for _, x := range e.c.Paths() {
			j := jsPath{Dir: x.Dir, Name: x.Name, Does: x.How.String(), Follow: x.Follow}
			if !utf8.ValidString(x.Name) {
				j.Bytes = []byte(x.Name)
			}
			r.Paths = append(r.Paths, j)
		}
		for _, a := range e.c.Addrs() {
			r.Addrs = append(r.Addrs, a.String())
		}
	}
	switch {
	case e.err != nil:
		r.Error = e.err.Error()
	case e.answer != nil:
		r.Error = e.answer.Error()
	}
	p.encode(r)
}

func (p *printer) encode(r record) {
	enc := json.NewEncoder(p.w)
	enc.SetEscapeHTML(false)
	p.fail(enc.Encode(r))
}

func (p *printer) string(s string) {
	_, err := p.w.WriteString(s)
	p.fail(err)
}

func (p *printer) flush() { p.fail(p.w.Flush()) }

func (p *printer) fail(err error) {
	if err != nil && p.failed == nil {
		p.failed = err
	}
}

// wanted reports whether a call is to be printed, by -P.
func (o *options) wanted(c call.Call) bool {
	if len(o.only) == 0 {
		return true
	}
	if c == nil {
		return false
	}
	for _, p := range c.Paths() {
		name := p.Name
		for _, only := range o.only {
			if name == only {
				return true
			}
		}
		if !path.IsAbs(name) {
			dir := pathOf(c.Notification(), p.Dir)
			if dir == "" {
				continue
			}
			name = path.Join(dir, name)
		}
		for _, only := range o.only {
			if path.Clean(name) == path.Clean(only) {
				return true
			}
		}
	}
	for _, fd := range c.FDs() {
		if fd < 0 {
			continue
		}
		name := pathOf(c.Notification(), fd)
		for _, only := range o.only {
			if name == only {
				return true
			}
		}
	}
	return false
}
