//go:build linux && cgo

package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/seccompstream/seccompstream/launch"
)

// notifiedCalls are those that deploy/profile.json notifies.
const notifiedCalls = "mknod,mknodat,mount,sethostname"

// runProfile makes a seccomp profile of an engine's own, in which the agent is asked.
func runProfile(args []string, stdout, stderr io.Writer) int {
	var base, notify, socket, metadata string
	f := flag.NewFlagSet("oci-agent profile", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&base, "base", "", "profile `file` of the engine, /usr/share/containers/seccomp.json for one; - is the standard input")
	f.StringVar(&notify, "notify", notifiedCalls, "`calls` of which the agent is asked, separated by commas")
	f.StringVar(&socket, "socket", defaultSocket, "`path` of the agent's socket, for listenerPath")
	f.StringVar(&metadata, "metadata", "", "`name` of the policy, for listenerMetadata")
	usage := func(w io.Writer) {
		f.SetOutput(w)
		fmt.Fprintf(w, "usage: oci-agent profile -base FILE [flags]\n\n"+
			"Writes a profile in which the agent is asked of some calls, and all else is as in FILE.\n"+
			"Runtimes take the first rule for a call: the one that asks the agent is put before all\n"+
			"others, and its calls are taken out of them.\n\n")
		f.PrintDefaults()
	}
	f.Usage = func() {}
	switch err := f.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		usage(stdout)
		return statusOK
	case err != nil:
		fmt.Fprintln(stderr, "oci-agent profile:", err)
		usage(stderr)
		return statusUsage
	case f.NArg() > 0 || base == "" || notify == "" || socket == "":
		fmt.Fprintln(stderr, "oci-agent profile: -base, -notify and -socket are needed, and nothing beside the flags")
		return statusUsage
	}
	profile, err := readBase(base)
	if err == nil {
		profile, err = notifyProfile(profile, strings.Split(notify, ","), socket, metadata)
	}
	if err == nil {
		_, err = stdout.Write(profile)
	}
	if err != nil {
		fmt.Fprintln(stderr, "oci-agent profile:", err)
		return statusFailure
	}
	return statusOK
}

func readBase(path string) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(os.Stdin)
	}
	return os.ReadFile(path)
}

// notifyProfile changes a profile so that an agent is asked of calls. What it does not know
// of the profile it leaves as it is: engines have keys that the runtimes do not.
func notifyProfile(base []byte, calls []string, socket, metadata string) ([]byte, error) {
	for _, call := range calls {
		filter, err := launch.Notify(call)
		if err != nil {
			return nil, err
		}
		filter.Release()
	}
	var profile map[string]json.RawMessage
	if err := json.Unmarshal(base, &profile); err != nil {
		return nil, err
	}
	if profile["defaultAction"] == nil {
		return nil, errors.New("no seccomp profile: it has no defaultAction")
	}
	for key, value := range map[string]string{"listenerPath": socket, "listenerMetadata": metadata} {
		b, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		profile[key] = b
	}
	var rules []map[string]json.RawMessage
	if old := profile["syscalls"]; old != nil {
		if err := json.Unmarshal(old, &rules); err != nil {
			return nil, err
		}
	}
	names, err := json.Marshal(calls)
	if err != nil {
		return nil, err
	}
	all := []map[string]json.RawMessage{{"names": names, "action": json.RawMessage(`"SCMP_ACT_NOTIFY"`)}}
	for _, rule := range rules {
		rest, err := without(rule, calls)
		if err != nil {
			return nil, err
		}
		if rest {
			all = append(all, rule)
		}
	}
	if profile["syscalls"], err = json.Marshal(all); err != nil {
		return nil, err
	}
	b, err := json.MarshalIndent(profile, "", "\t")
	return append(b, '\n'), err
}

// without takes calls out of a rule, and reports whether anything is left of it.
func without(rule map[string]json.RawMessage, calls []string) (rest bool, err error) {
	// Old profiles have one name for each rule.
	if old := rule["name"]; old != nil {
		var name string
		if err := json.Unmarshal(old, &name); err != nil {
			return false, err
		}
		if slices.Contains(calls, name) {
			delete(rule, "name")
		}
	}
	if rule["names"] != nil {
		var names []string
		if err := json.Unmarshal(rule["names"], &names); err != nil {
			return false, err
		}
		names = slices.DeleteFunc(names, func(name string) bool { return slices.Contains(calls, name) })
		if len(names) == 0 {
			delete(rule, "names")
		} else if rule["names"], err = json.Marshal(names); err != nil {
			return false, err
		}
	}
	return rule["name"] != nil || rule["names"] != nil, nil
}
