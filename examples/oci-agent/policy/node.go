//go:build linux && cgo

package policy

import (
	"errors"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// mistakes collects what is wrong with a file.
type mistakes struct {
	file string
	errs []error
}

// at notes a mistake at the place of a node.
func (m *mistakes) at(n *yaml.Node, format string, args ...any) {
	m.errs = append(m.errs, fmt.Errorf("%s:%d: %s", m.file, n.Line, fmt.Sprintf(format, args...)))
}

func (m *mistakes) err() error { return errors.Join(m.errs...) }

// field is a key of a mapping with its value.
type field struct {
	key, value *yaml.Node
}

// resolve returns what an alias stands for.
func resolve(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// mapping returns the fields of a mapping in their order, without those whose keys are
// no plain strings or are there twice.
func (m *mistakes) mapping(n *yaml.Node, what string) []field {
	n = resolve(n)
	if n.Kind != yaml.MappingNode {
		m.at(n, "%s must be a mapping of keys to values", what)
		return nil
	}
	var fields []field
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Tag != "!!str" {
			m.at(key, "a key of %s must be a string", what)
			continue
		}
		if line, twice := first[key.Value]; twice {
			m.at(key, "%q is in %s already, in line %d", key.Value, what, line)
			continue
		}
		first[key.Value] = key.Line
		fields = append(fields, field{key, resolve(n.Content[i+1])})
	}
	return fields
}

// text returns the string that a node is.
func (m *mistakes) text(n *yaml.Node, what string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" || n.Value == "" {
		m.at(n, "%s must be a string", what)
		return "", false
	}
	return n.Value, true
}

// truth returns the boolean that a node is.
func (m *mistakes) truth(n *yaml.Node, what string) bool {
	var v bool
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" || n.Decode(&v) != nil {
		m.at(n, "%s must be true or false", what)
	}
	return v
}

// texts returns the strings of a list, or the one that a node is, with their nodes.
func (m *mistakes) texts(n *yaml.Node, what string) []*yaml.Node {
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		if list = n.Content; len(list) == 0 {
			m.at(n, "%s is empty", what)
		}
	}
	var all []*yaml.Node
	for _, e := range list {
		e = resolve(e)
		if _, ok := m.text(e, what); ok {
			all = append(all, e)
		}
	}
	return all
}
