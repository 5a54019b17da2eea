//go:build linux && cgo

package launch

import (
	"encoding/binary"
	"maps"
	"runtime"
	"slices"
	"sync"
	"weak"

	seccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"
)

// beyond is a rule that libseccomp cannot make: for a call that it does not know, and
// knows the less on other architectures than the machine's own, where it translates names
// only. [compile] puts these rules before what libseccomp makes of a filter.
type beyond struct {
	arch       uint32 // AUDIT_ARCH_*
	nr         int32  // the bit of x32 included
	conditions []Condition
	action     seccomp.ScmpAction
}

// beyonds has those rules by their filter, as long as that lives.
var beyonds sync.Map // of weak.Pointer[seccomp.ScmpFilter] to []beyond

func addBeyond(f *seccomp.ScmpFilter, rules []beyond) {
	if len(rules) == 0 {
		return
	}
	key := weak.Make(f)
	beyonds.Store(key, rules)
	runtime.AddCleanup(f, func(key weak.Pointer[seccomp.ScmpFilter]) { beyonds.Delete(key) }, key)
}

// beyondOf returns the rules of f as a program that goes on behind its end where none fits.
func beyondOf(f *seccomp.ScmpFilter) program {
	v, ok := beyonds.Load(weak.Make(f))
	if !ok {
		return nil
	}
	var p assembler
	byArch := make(map[uint32][]beyond)
	for _, rule := range v.([]beyond) {
		byArch[rule.arch] = append(byArch[rule.arch], rule)
	}
	for _, arch := range slices.Sorted(maps.Keys(byArch)) {
		p.forArch(arch, byArch[arch])
	}
	return p.program
}

// An assembler makes a program.
type assembler struct{ program }

func (p *assembler) emit(code uint16, jt, jf uint8, k uint32) {
	p.program = binary.NativeEndian.AppendUint16(p.program, code)
	p.program = append(p.program, jt, jf)
	p.program = binary.NativeEndian.AppendUint32(p.program, k)
}

// Offsets in struct seccomp_data.
const (
	offsetNr   = 0
	offsetArch = 4
	offsetArgs = 16
)

func (p *assembler) load(offset uint32) { p.emit(unix.BPF_LD|unix.BPF_W|unix.BPF_ABS, 0, 0, offset) }

// forArch emits the rules of one architecture. All other calls, and those with numbers
// below the first, leave it after a comparison or two.
func (p *assembler) forArch(arch uint32, rules []beyond) {
	slices.SortStableFunc(rules, func(a, b beyond) int { return int(a.nr) - int(b.nr) })
	var body assembler
	for _, rule := range rules {
		body.rule(rule)
	}
	length := uint32(len(body.program) / instructionSize)
	p.load(offsetArch)
	p.emit(unix.BPF_JMP|unix.BPF_JEQ|unix.BPF_K, 1, 0, arch)
	p.emit(unix.BPF_JMP|unix.BPF_JA, 0, 0, length+3)
	p.load(offsetNr)
	p.emit(unix.BPF_JMP|unix.BPF_JGE|unix.BPF_K, 1, 0, uint32(rules[0].nr))
	p.emit(unix.BPF_JMP|unix.BPF_JA, 0, 0, length)
	p.program = append(p.program, body.program...)
}

// rule emits one rule, with the call's number loaded before and after.
func (p *assembler) rule(rule beyond) {
	var body assembler
	for i, c := range rule.conditions {
		body.condition(c, len(rule.conditions)-i-1)
	}
	body.emit(unix.BPF_RET|unix.BPF_K, 0, 0, returnOf(rule.action))
	if len(rule.conditions) > 0 {
		body.load(offsetNr)
	}
	p.emit(unix.BPF_JMP|unix.BPF_JEQ|unix.BPF_K, 0, uint8(len(body.program)/instructionSize), uint32(rule.nr))
	p.program = append(p.program, body.program...)
}

// conditionLength is for how many instructions a condition takes.
const conditionLength = 6

// condition emits what goes on if it holds, and else to behind the rule's return, which
// more conditions precede.
func (p *assembler) condition(c Condition, more int) {
	low, high := uint32(offsetArgs+8*c.arg), uint32(offsetArgs+8*c.arg+4)
	if !littleEndian {
		low, high = high, low
	}
	// Behind the condition that is compared last: the other conditions, and the return.
	fail := uint8(more*conditionLength + 1)
	p.load(high)
	p.emit(unix.BPF_ALU|unix.BPF_AND|unix.BPF_K, 0, 0, uint32(c.mask>>32))
	if c.not {
		p.emit(unix.BPF_JMP|unix.BPF_JEQ|unix.BPF_K, 0, 3, uint32(c.value>>32))
	} else {
		p.emit(unix.BPF_JMP|unix.BPF_JEQ|unix.BPF_K, 0, fail+3, uint32(c.value>>32))
	}
	p.load(low)
	p.emit(unix.BPF_ALU|unix.BPF_AND|unix.BPF_K, 0, 0, uint32(c.mask))
	if c.not {
		p.emit(unix.BPF_JMP|unix.BPF_JEQ|unix.BPF_K, fail, 0, uint32(c.value))
	} else {
		p.emit(unix.BPF_JMP|unix.BPF_JEQ|unix.BPF_K, 0, fail, uint32(c.value))
	}
}

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1
