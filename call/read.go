//go:build linux

package call

import (
	"bytes"
	"encoding/binary"
	"slices"
	"syscall"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/calltable"
)

// A reader reads the target's memory for one call.
type reader struct {
	n    seccompstream.Notification
	abi  calltable.ABI
	data int // how much of what is written is wanted
	left int // how many bytes may still be read
	used bool

	call Call
	h    *Header

	// What was read last, for strings that lie side by side, as those of argv do.
	base uint64
	have int
	page [pageSize]byte

	small [128]byte // for structures
	// fake is the memory in tests.
	fake func(p []byte, addr uint64) (int, error)
}

// pageSize is a page or a part of one: what lies in it can be read as a whole or not at all.
const pageSize = 4096

func (r *reader) start(d *Decoder, abi calltable.ABI) {
	r.abi, r.data, r.left, r.used, r.have, r.fake = abi, d.Data, d.Limit, false, 0, nil
	if r.left <= 0 {
		r.left = defaultLimit
	}
}

// fetch reads from the target, as much as there is.
func (r *reader) fetch(p []byte, addr uint64) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(p) > r.left {
		return 0, syscall.E2BIG
	}
	r.left -= len(p)
	if r.fake != nil {
		return r.fake(p, addr)
	}
	r.used = true
	return readTarget(r.n, p, addr)
}

// bytes reads n bytes into memory of their own.
func (r *reader) bytes(addr, n uint64) ([]byte, error) {
	if n > uint64(r.left) {
		return nil, syscall.E2BIG
	}
	b := make([]byte, n)
	if _, err := r.fetch(b, addr); err != nil {
		return nil, err
	}
	return b, nil
}

// structure reads n bytes into memory that is used again at the next call.
func (r *reader) structure(addr uint64, n int) ([]byte, error) {
	if n > len(r.small) {
		return r.bytes(addr, uint64(n))
	}
	if _, err := r.fetch(r.small[:n], addr); err != nil {
		return nil, err
	}
	return r.small[:n], nil
}

// str reads a string up to its NUL, of no more than limit bytes. What it has read it returns with
// an error, too.
func (r *reader) str(addr uint64, limit int) (string, error) {
	var s []byte
	for {
		chunk, err := r.chunk(addr)
		if err != nil {
			return string(s), err
		}
		i := bytes.IndexByte(chunk, 0)
		end := i
		if i < 0 {
			end = len(chunk)
		}
		if len(s)+end > limit {
			return string(append(s, chunk[:limit-len(s)]...)), syscall.ENAMETOOLONG
		}
		if i >= 0 {
			if s == nil {
				return string(chunk[:i]), nil
			}
			return string(append(s, chunk[:i]...)), nil
		}
		s = append(s, chunk...)
		addr += uint64(len(chunk))
	}
}

// chunk returns the bytes from addr to the end of its page.
func (r *reader) chunk(addr uint64) ([]byte, error) {
	if off := addr - r.base; addr >= r.base && off < uint64(r.have) {
		return r.page[off:r.have], nil
	}
	n := pageSize - int(addr%pageSize)
	r.have = 0
	if _, err := r.fetch(r.page[:n], addr); err != nil {
		return nil, err
	}
	r.base, r.have = addr, n
	return r.page[:n], nil
}

// strings reads an array of pointers to strings, up to its NULL.
func (r *reader) strings(addr uint64) ([]string, error) {
	if addr == 0 {
		return nil, nil
	}
	pointers, err := r.pointers(addr)
	if err != nil {
		return nil, err
	}
	all := make([]string, 0, len(pointers))
	for _, p := range pointers {
		s, err := r.str(p, longestString)
		if err != nil {
			return all, err
		}
		all = append(all, s)
	}
	return all, nil
}

// longestString is MAX_ARG_STRLEN without its NUL.
const longestString = 32*4096 - 1

// pointers reads pointers up to a NULL.
func (r *reader) pointers(addr uint64) ([]uint64, error) {
	var all []uint64
	w := uint64(r.abi.WordSize())
	for {
		// Not beyond the page, since the array may end with it. One that is not aligned
		// may have a pointer across the border.
		n := (pageSize - addr%pageSize) / w
		n = max(min(n, uint64(r.left)/w), 1)
		b, err := r.bytes(addr, n*w)
		if err != nil {
			return nil, err
		}
		for i := range n {
			p := r.word(b[i*w:])
			if p == 0 {
				return all, nil
			}
			all = append(all, p)
		}
		addr += n * w
	}
}

// words reads n words of the target's size.
func (r *reader) words(addr uint64, n int) ([]uint64, error) {
	w := r.abi.WordSize()
	b, err := r.structure(addr, n*w)
	if err != nil {
		return nil, err
	}
	out := make([]uint64, n)
	for i := range out {
		out[i] = r.word(b[i*w:])
	}
	return out, nil
}

// word takes a pointer or an unsigned long from a structure.
func (r *reader) word(b []byte) uint64 {
	if r.abi.WordSize() == 4 {
		return uint64(u32(b))
	}
	return u64(b)
}

// All architectures of the tables are little-endian.

func u16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func u32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
func u64(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

// indirect returns the call that socketcall(2), ipc(2) or a call with its arguments in memory stands
// for, with that call's arguments. Where they cannot be read it is the call itself.
func (r *reader) indirect(spec *calltable.Call, args *[6]uint64) (*calltable.Call, error) {
	if spec == nil {
		return nil, nil
	}
	to, n := "", 0
	from := args[0]
	arg := "args"
	switch {
	case spec.Name == "socketcall":
		if nr := uint32(args[0]); nr < uint32(len(calltable.Socketcalls)) {
			to = calltable.Socketcalls[nr]
		}
		from = args[1]
	case spec.Name == "ipc":
		return r.ipc(spec, args)
	case len(spec.Args) == 1 && spec.Args[0].Kind == calltable.KindOldselect:
		to, n = "select", 5
	case len(spec.Args) == 1 && spec.Args[0].Kind == calltable.KindOldmmap:
		to, n = "mmap", 6
	default:
		return spec, nil
	}
	if to == "" {
		return spec, nil
	}
	target := calltable.ByName(to)[0]
	if n == 0 {
		n = len(target.Args)
	}
	words, err := r.words(from, n)
	if err != nil {
		return spec, &ArgError{Call: spec.Name, Arg: arg, Err: err}
	}
	*args = [6]uint64{}
	copy(args[:], words)
	return target, nil
}

// ipc takes apart what ipc(2) stands for. What is in the upper half of its first argument is
// the version of the interface, which matters for msgrcv.
func (r *reader) ipc(spec *calltable.Call, args *[6]uint64) (*calltable.Call, error) {
	op, version := uint32(args[0])&0xffff, uint32(args[0])>>16
	if op >= uint32(len(calltable.IPCCalls)) || calltable.IPCCalls[op] == "" {
		return spec, nil
	}
	name := calltable.IPCCalls[op]
	first, second, third, ptr, fifth := args[1], args[2], args[3], args[4], args[5]
	var a []uint64
	switch name {
	case "semop":
		a = []uint64{first, ptr, second}
	case "semtimedop":
		a = []uint64{first, ptr, second, fifth}
	case "semctl", "msgrcv":
		if name == "msgrcv" && version != 0 {
			a = []uint64{first, ptr, second, fifth, third}
			break
		}
		n := 1
		if name == "msgrcv" {
			n = 2
		}
		words, err := r.words(ptr, n)
		if err != nil {
			return spec, &ArgError{Call: spec.Name, Arg: "ptr", Err: err}
		}
		if name == "semctl" {
			a = []uint64{first, second, third, words[0]}
		} else {
			a = []uint64{first, words[0], second, words[1], third}
		}
	case "msgsnd":
		a = []uint64{first, ptr, second, third}
	case "msgget":
		a = []uint64{first, second}
	case "msgctl", "shmctl":
		a = []uint64{first, second, ptr}
	case "shmat":
		a = []uint64{first, ptr, second}
	case "shmdt":
		a = []uint64{ptr}
	default: // semget, shmget
		a = []uint64{first, second, third}
	}
	*args = [6]uint64{}
	copy(args[:], a)
	return calltable.ByName(name)[0], nil
}

// trim cuts a string at its first NUL.
func trim(b []byte) string {
	if i := slices.Index(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}
