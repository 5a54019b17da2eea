//go:build linux && cgo

package launch

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"syscall"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
	"github.com/seccompstream/seccompstream/internal/scmp"
)

// MayWrite returns rules for the calls that open a file, where they may write it or make
// it: what the flags say. openat2 has them in memory, so it is always notified.
func MayWrite() []Rule {
	var rules []Rule
	for call, flags := range map[string]int{"open": 1, "openat": 2, "open_by_handle_at": 2} {
		for _, c := range []Condition{
			Bits(flags, unix.O_ACCMODE, unix.O_WRONLY),
			Bits(flags, unix.O_ACCMODE, unix.O_RDWR),
			Bits(flags, unix.O_ACCMODE, unix.O_ACCMODE), // open(2): for ioctl
			Bits(flags, unix.O_CREAT, unix.O_CREAT),
			Bits(flags, unix.O_TRUNC, unix.O_TRUNC),
		} {
			rules = append(rules, Rule{call, []Condition{c}})
		}
	}
	return append(rules, Rule{Call: "creat"}, Rule{Call: "openat2"})
}

// Filter returns the filter, which is as [Notify] describes it.
func (r Rules) Filter() (*seccomp.ScmpFilter, error) {
	if len(r.Notify) == 0 && len(r.When) == 0 {
		return nil, errors.New("launch: no system call to notify")
	}
	if err := scmp.CheckLibrary(); err != nil {
		return nil, fmt.Errorf("launch: %w", err)
	}
	b := &builder{rules: r}
	defer b.release()
	if err := b.build(); err != nil {
		return nil, err
	}
	f, err := b.merge()
	if err != nil {
		return nil, err
	}
	addBeyond(f, b.beyond)
	return f, nil
}

// A builder makes a filter of rules.
//
// Each architecture has a filter of its own at first, with rules for calls that it has. With
// rules for others, which libseccomp takes and ignores, its versions up to 2.6.1 at least make
// programs that compare a call's number with the architecture's, and allow everything, if
// such a rule comes to stand first (_gen_bpf_arch in gen_bpf.c).
type builder struct {
	rules   Rules
	archs   []seccomp.ScmpArch
	filters []*seccomp.ScmpFilter // by architecture
	named   map[string]bool       // calls that are named by themselves, by whether they are refused
	done    map[string]bool       // calls that have their rule without conditions
	beyond  []beyond
}

func (b *builder) release() {
	for _, f := range b.filters {
		f.Release()
	}
}

// merge makes one filter of all.
func (b *builder) merge() (*seccomp.ScmpFilter, error) {
	f := b.filters[0]
	for i, arch := range b.archs[1:] {
		if err := f.Merge(b.filters[i+1]); err != nil {
			return nil, fmt.Errorf("launch: add architecture %v: %w", arch, err)
		}
	}
	b.filters = nil
	return f, nil
}

func (b *builder) build() error {
	if err := b.prepare(); err != nil {
		return err
	}
	if err := b.collect(); err != nil {
		return err
	}
	// What was named by itself comes first, and what is refused before what is notified.
	for _, derived := range []bool{false, true} {
		for _, name := range slices.Sorted(maps.Keys(b.rules.Refuse)) {
			if err := b.add(name, nil, seccomp.ActErrno.SetReturnCode(int16(b.rules.Refuse[name])), derived); err != nil {
				return err
			}
		}
		for _, name := range b.rules.Notify {
			if err := b.add(name, nil, seccomp.ActNotify, derived); err != nil {
				return err
			}
		}
	}
	// Conditions come last: they do not matter where there is a rule without any.
	for _, derived := range []bool{false, true} {
		for _, rule := range b.rules.When {
			if err := b.add(rule.Call, rule.If, seccomp.ActNotify, derived); err != nil {
				return err
			}
		}
	}
	return nil
}

// prepare makes the filters, without rules.
func (b *builder) prepare() error {
	native, err := seccomp.GetNativeArch()
	if err != nil {
		return fmt.Errorf("launch: native architecture: %w", err)
	}
	b.archs = []seccomp.ScmpArch{native}
	if !b.rules.NativeOnly {
		b.archs = append(b.archs, compatArchs[native]...)
	}
	for _, arch := range b.archs {
		f, err := seccomp.NewFilter(seccomp.ActAllow)
		if err != nil {
			return fmt.Errorf("launch: make a filter: %w", err)
		}
		b.filters = append(b.filters, f)
		if arch != native {
			if err := f.AddArch(arch); err != nil {
				return fmt.Errorf("launch: add architecture %v: %w", arch, err)
			}
			if err := f.RemoveArch(native); err != nil {
				return fmt.Errorf("launch: remove architecture %v: %w", native, err)
			}
		}
		if err := f.SetNoNewPrivsBit(false); err != nil {
			return fmt.Errorf("launch: leave no_new_privs off: %w", err)
		}
		if b.rules.NativeOnly {
			if err := f.SetBadArchAction(seccomp.ActErrno.SetReturnCode(int16(unix.ENOSYS))); err != nil {
				return fmt.Errorf("launch: refuse other architectures: %w", err)
			}
		}
	}
	return nil
}

// collect finds out what is named by itself.
func (b *builder) collect() error {
	b.named, b.done = make(map[string]bool), make(map[string]bool)
	for name, errno := range b.rules.Refuse {
		if errno <= 0 || errno > 4095 {
			return fmt.Errorf("launch: %q is to be refused with %d, which is no errno", name, int(errno))
		}
		b.named[b.name(name)] = true
	}
	for _, name := range b.rules.Notify {
		if b.named[b.name(name)] {
			return fmt.Errorf("launch: %q is to be notified and to be refused", name)
		}
	}
	for _, name := range b.rules.Notify {
		b.named[b.name(name)] = false
	}
	return nil
}

// name returns the name of a call that is named by its number, as far as that is known.
func (b *builder) name(name string) string {
	if nr, err := strconv.Atoi(name); err == nil {
		if known := b.nameOf(nr); known != "" {
			return known
		}
	}
	return name
}

// add adds the rules for what name stands for: for the call itself or, if derived, for all
// others.
func (b *builder) add(name string, conditions []Condition, action seccomp.ScmpAction, derived bool) error {
	for _, c := range conditions {
		if c.arg < 0 || c.arg > 5 {
			return fmt.Errorf("launch: %q has no argument %d", name, c.arg)
		}
	}
	if strings.HasPrefix(name, "%") {
		return b.addGroup(name, conditions, action, derived)
	}
	name = b.name(name)
	if nr, err := strconv.Atoi(name); err == nil {
		if derived {
			return nil
		}
		return b.addNumber(nr, conditions, action)
	}
	if !derived {
		return b.addCall(name, conditions, action)
	}
	if b.rules.ExactNames {
		return nil
	}
	return b.addTwins(name, conditions, action)
}

// addGroup adds the members of a group, for which everything else counts as derived.
func (b *builder) addGroup(group string, conditions []Condition, action seccomp.ScmpAction, derived bool) error {
	names, ok := calltable.Group(group)
	if !ok {
		return fmt.Errorf("launch: no group has the name %q: there are %s", group, strings.Join(calltable.Groups(), " "))
	}
	if !derived {
		return nil
	}
	for _, name := range names {
		if _, named := b.named[name]; named || !b.exists(name) {
			continue
		}
		if err := b.addCall(name, conditions, action); err != nil {
			return err
		}
		if err := b.addTwins(name, conditions, action); err != nil {
			return err
		}
	}
	return nil
}

// addTwins adds the calls that do the same as name.
func (b *builder) addTwins(name string, conditions []Condition, action seccomp.ScmpAction) error {
	for _, twin := range twinsOf(name) {
		if _, named := b.named[twin]; named || twin == name || !b.exists(twin) {
			continue
		}
		var err error
		switch twin {
		case "socketcall":
			err = b.addMultiplexed(twin, name, calltable.Socketcalls[:], 1<<32-1, action)
		case "ipc":
			// Its upper half is a version, which the kernel does not look at everywhere.
			err = b.addMultiplexed(twin, name, calltable.IPCCalls[:], 1<<16-1, action)
		default:
			err = b.addCall(twin, conditions, action)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// twinsOf returns the calls that do the same as name or as one of those.
func twinsOf(name string) []string {
	twins := calltable.Twins(name)
	for _, twin := range twins {
		for _, t := range calltable.Twins(twin) {
			if !slices.Contains(twins, t) {
				twins = append(twins, t)
			}
		}
	}
	return twins
}

// addMultiplexed adds the call that stands for many, where its first argument says that it
// is one of name's kind. The others are in memory, where no condition reaches.
func (b *builder) addMultiplexed(call, name string, kinds []string, mask uint64, action seccomp.ScmpAction) error {
	for i, kind := range kinds {
		if kind == "" || kind != name && !slices.Contains(calltable.Twins(name), kind) {
			continue
		}
		if err := b.addCall(call, []Condition{Bits(0, mask, uint64(i))}, action); err != nil {
			return err
		}
	}
	return nil
}

// exists reports whether some architecture of the filter has the call, by itself or as one of
// those that another one stands for.
func (b *builder) exists(name string) bool {
	if slices.Contains(calltable.Socketcalls[1:], name) && b.exists("socketcall") {
		return true
	}
	return slices.ContainsFunc(b.archs, func(arch seccomp.ScmpArch) bool {
		if _, ok := known(arch, name); ok {
			return true
		}
		_, _, ok := numbered(arch, name)
		return ok
	})
}

// known returns the number that libseccomp has for a call on an architecture. A name that
// only others have resolves, too: to a negative number, of which libseccomp makes no rule.
func known(arch seccomp.ScmpArch, name string) (int32, bool) {
	nr, err := seccomp.GetSyscallFromNameByArch(name, arch)
	return int32(nr), err == nil && nr >= 0
}

// numbered returns the number that the package's own table has for it, and the token of
// the architecture.
func numbered(arch seccomp.ScmpArch, name string) (token uint32, nr int32, ok bool) {
	abi, ok := abis[arch]
	if !ok {
		return 0, 0, false
	}
	call := calltable.On(abi.abi, name)
	if call == nil {
		return 0, 0, false
	}
	nr, ok = call.Number(abi.abi)
	return abi.token, nr, ok
}

// abis has the architectures of the package's own table of calls.
var abis = map[seccomp.ScmpArch]struct {
	abi   calltable.ABI
	token uint32
}{
	seccomp.ArchAMD64:   {calltable.AMD64, unix.AUDIT_ARCH_X86_64},
	seccomp.ArchX86:     {calltable.I386, unix.AUDIT_ARCH_I386},
	seccomp.ArchX32:     {calltable.X32, unix.AUDIT_ARCH_X86_64},
	seccomp.ArchARM64:   {calltable.ARM64, unix.AUDIT_ARCH_AARCH64},
	seccomp.ArchARM:     {calltable.ARM, unix.AUDIT_ARCH_ARM},
	seccomp.ArchRISCV64: {calltable.RISCV64, unix.AUDIT_ARCH_RISCV64},
}

// addCall adds one call, on all architectures that have it.
func (b *builder) addCall(name string, conditions []Condition, action seccomp.ScmpAction) error {
	if b.done[name] {
		return nil
	}
	if !b.exists(name) {
		return fmt.Errorf("launch: %q is no system call that is known on %v: by its number it need not be known", name, b.archs)
	}
	if len(conditions) == 0 {
		b.done[name] = true
	}
	for i, arch := range b.archs {
		token, nr, inTable := numbered(arch, name)
		lib, inLibrary := known(arch, name)
		if inTable && (!inLibrary || lib != nr) {
			b.beyond = append(b.beyond, beyond{token, nr, conditions, action})
		}
		if !inLibrary {
			continue
		}
		// Numbers are the native architecture's, or made up, and are translated back.
		call, err := seccomp.GetSyscallFromName(name)
		if err == nil {
			err = addRule(b.filters[i], call, conditions, action)
		}
		if err != nil {
			return fmt.Errorf("launch: rule for %q on %v: %w", name, arch, err)
		}
	}
	return nil
}

func addRule(f *seccomp.ScmpFilter, nr seccomp.ScmpSyscall, conditions []Condition, action seccomp.ScmpAction) error {
	if len(conditions) == 0 {
		return f.AddRule(nr, action)
	}
	all := make([]seccomp.ScmpCondition, len(conditions))
	for i, c := range conditions {
		var err error
		if c.not {
			all[i], err = seccomp.MakeCondition(uint(c.arg), seccomp.CompareNotEqual, c.value)
		} else {
			all[i], err = seccomp.MakeCondition(uint(c.arg), seccomp.CompareMaskedEqual, c.mask, c.value)
		}
		if err != nil {
			return err
		}
	}
	return f.AddRuleConditional(nr, action, all)
}

// nameOf returns the name of the call with a number on the machine's own architecture.
func (b *builder) nameOf(nr int) string {
	if nr < 0 || nr >= calltable.X32Bit {
		return ""
	}
	if name, err := seccomp.ScmpSyscall(nr).GetName(); err == nil {
		return name
	}
	if abi, ok := abis[b.archs[0]]; ok {
		if call := calltable.ByNumber(abi.token, int32(nr)); call != nil {
			return call.Name
		}
	}
	return ""
}

// firstShared is the first call that has the same number on all architectures.
const firstShared = 424 // pidfd_send_signal

// addNumber adds a call that nobody knows.
func (b *builder) addNumber(nr int, conditions []Condition, action seccomp.ScmpAction) error {
	if nr < firstShared || nr >= calltable.X32Bit {
		return fmt.Errorf("launch: no system call is known that has the number %d on %v", nr, b.archs[0])
	}
	for _, arch := range b.archs {
		abi, ok := abis[arch]
		if !ok {
			return fmt.Errorf("launch: call %d cannot be named by its number on %v", nr, arch)
		}
		n := int32(nr)
		if abi.abi == calltable.X32 {
			n |= calltable.X32Bit
		}
		b.beyond = append(b.beyond, beyond{abi.token, n, conditions, action})
	}
	return nil
}

// returnOf returns what a filter's program returns for an action of [Rules].
func returnOf(action seccomp.ScmpAction) uint32 {
	if action == seccomp.ActNotify {
		return unix.SECCOMP_RET_USER_NOTIF
	}
	return unix.SECCOMP_RET_ERRNO | uint32(syscall.Errno(action.GetReturnCode()))
}
