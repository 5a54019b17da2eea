//go:build linux && cgo

package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

// maxSize is how large a file may be.
const maxSize = 1 << 20

// Handlers are the handlers that rules may name, with the calls that each can emulate.
type Handlers map[string][]string

// Read reads a policy file. Its errors say what is wrong in which line, all of it.
func Read(path string, handlers Handlers) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, err
	}
	return Parse(path, data, handlers)
}

// Parse reads a policy from data; name is what the errors call it.
func Parse(name string, data []byte, handlers Handlers) (*File, error) {
	if len(data) > maxSize {
		return nil, fmt.Errorf("%s: longer than %d bytes", name, maxSize)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		if err == io.EOF {
			err = errors.New("there is no policy in it")
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := &parser{mistakes: mistakes{file: name}, handlers: handlers}
	file := p.parseFile(doc.Content[0])
	if err := decoder.Decode(&more); err == nil {
		p.at(&more, "there is a second document")
	} else if err != io.EOF {
		p.errs = append(p.errs, fmt.Errorf("%s: %w", name, err))
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return file, nil
}

type parser struct {
	mistakes
	handlers Handlers
	file     *File
}

func (p *parser) parseFile(n *yaml.Node) *File {
	p.file = &File{Policies: map[string]*Policy{}}
	var def *yaml.Node
	at := map[string]*yaml.Node{}
	for _, f := range p.mapping(n, "the file") {
		switch f.key.Value {
		case "choose":
			p.parseChoose(f.value)
		case "default":
			p.file.Default, _ = p.text(f.value, "default")
			def = f.value
		case "policies":
			for _, f := range p.mapping(f.value, "policies") {
				at[f.key.Value] = f.key
				p.file.Policies[f.key.Value] = p.parsePolicy(f.key, f.value)
			}
		default:
			p.at(f.key, "unknown key %q: there are choose, default and policies", f.key.Value)
		}
	}
	switch {
	case def == nil:
		p.at(n, "default is missing: the name of the policy for containers that choose none")
	case p.file.Default != "" && p.file.Policies[p.file.Default] == nil:
		p.at(def, "there is no policy %q", p.file.Default)
	}
	if p.file.Annotation == "" && !p.file.Metadata {
		for _, name := range slices.Sorted(maps.Keys(at)) {
			if name != p.file.Default {
				p.at(at[name], "policy %q is never used: it is not the default, and there is no way to choose one", name)
			}
		}
	}
	return p.file
}

func (p *parser) parseChoose(n *yaml.Node) {
	for _, f := range p.mapping(n, "choose") {
		switch f.key.Value {
		case "annotation":
			p.file.Annotation, _ = p.text(f.value, "annotation")
		case "metadata":
			p.file.Metadata = p.truth(f.value, "metadata")
		default:
			p.at(f.key, "unknown key %q: there are annotation and metadata", f.key.Value)
		}
	}
}

func (p *parser) parsePolicy(name, n *yaml.Node) *Policy {
	if name.Value == "" || strings.TrimSpace(name.Value) != name.Value {
		p.at(name, "%q is no name for a policy", name.Value)
	}
	policy := &Policy{Name: name.Value, Rules: map[string]Rule{}}
	what := fmt.Sprintf("policy %q", name.Value)
	otherwise := false
	for _, f := range p.mapping(n, what) {
		switch f.key.Value {
		case "otherwise":
			otherwise = true
			policy.Otherwise, _ = p.parseRule(f.value, "otherwise", false)
		case "rules":
			if f.value.Kind != yaml.SequenceNode {
				p.at(f.value, "rules must be a list")
				continue
			}
			for _, n := range f.value.Content {
				p.addRule(policy, resolve(n))
			}
		default:
			p.at(f.key, "unknown key %q: there are rules and otherwise", f.key.Value)
		}
	}
	if !otherwise {
		p.at(name, "%s has no otherwise: what becomes of the calls that no rule names", what)
	}
	return policy
}

// addRule adds one rule for each of its calls.
func (p *parser) addRule(policy *Policy, n *yaml.Node) {
	rule, calls := p.parseRule(n, "a rule", true)
	for _, call := range calls {
		name := call.Value
		// A Mux takes whatever name some architecture has.
		if err := new(seccompstream.Mux).Handle(name, seccompstream.HandlerFunc(nil)); err != nil {
			p.at(call, "there is no system call %q on any architecture", name)
			continue
		}
		if first, twice := policy.Rules[name]; twice {
			p.at(call, "%q has a rule already, in line %d: this one never holds", name, first.Line)
			continue
		}
		if can := p.handlers[rule.Handler]; rule.Action == Emulate && can != nil && !slices.Contains(can, name) {
			p.at(call, "%s cannot emulate %q, only %s", rule.Handler, name, strings.Join(can, ", "))
			continue
		}
		// A file may serve machines of several architectures.
		if f, err := launch.Notify(name); err != nil {
			p.file.Warnings = append(p.file.Warnings, fmt.Sprintf("%s:%d: no program on this machine can make the call %q", p.mistakes.file, call.Line, name))
		} else {
			f.Release()
		}
		rule.Line = call.Line
		policy.Rules[name] = rule
	}
}

// parseRule returns a rule and the nodes of its calls' names.
func (p *parser) parseRule(n *yaml.Node, what string, named bool) (rule Rule, calls []*yaml.Node) {
	var actions []string
	rule.Line = n.Line
	before := len(p.errs)
	haveCalls := false
	for _, f := range p.mapping(n, what) {
		switch key := f.key.Value; key {
		case string(Allow), string(Deny), string(Fake), string(Emulate):
			actions = append(actions, key)
			rule.Action = Action(key)
			p.parseAction(&rule, f.value)
		case "log":
			rule.Log = p.truth(f.value, "log")
		case "calls":
			if !named {
				p.at(f.key, "%s has no calls: it is for all that no rule names", what)
				continue
			}
			haveCalls = true
			calls = p.texts(f.value, "calls")
		default:
			p.at(f.key, "unknown key %q: there are calls, allow, deny, fake, emulate and log", key)
		}
	}
	if len(p.errs) > before {
		return rule, calls
	}
	if named && !haveCalls {
		p.at(n, "%s has no calls", what)
	}
	switch len(actions) {
	case 1:
	case 0:
		p.at(n, "%s has no action: allow, deny, fake or emulate", what)
	default:
		p.at(n, "%s has more than one action: %s", what, strings.Join(actions, ", "))
	}
	return rule, calls
}

func (p *parser) parseAction(rule *Rule, n *yaml.Node) {
	switch rule.Action {
	case Allow:
		if !p.truth(n, "allow") && n.Tag == "!!bool" {
			p.at(n, "allow: false says nothing: use deny with an error")
		}
	case Deny:
		if n.Kind != yaml.ScalarNode {
			p.at(n, "deny takes one error")
			return
		}
		var err error
		if rule.Errno, err = parseErrno(n.Value); err != nil {
			p.at(n, "%v", err)
		}
	case Fake:
		var err error
		if rule.Value, err = strconv.ParseInt(n.Value, 0, 64); err != nil || n.Kind != yaml.ScalarNode || n.Tag != "!!int" {
			p.at(n, "fake takes the number that the call returns")
			return
		}
		if rule.Value < 0 && rule.Value >= -maxErrno {
			p.at(n, "fake: %d would be an error to the program: use deny", rule.Value)
		}
	case Emulate:
		name, ok := p.text(n, "emulate")
		if !ok {
			return
		}
		if rule.Handler = name; p.handlers[name] == nil {
			p.at(n, "there is no handler %q: there are %s", name, strings.Join(slices.Sorted(maps.Keys(p.handlers)), ", "))
		}
	}
}
