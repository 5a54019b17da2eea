//go:build linux && cgo

package emulate

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// caller is who made a call, with what the kernel would look at.
type caller struct {
	seccompstream.Process
	// caps are its effective capabilities, which it has in its own user namespace.
	caps uint64
	// uids and gids are the IDs of the agent's that its user namespace has.
	uids, gids idMap
}

// callerOf finds out who made the call. The proof that it was that one is for
// Notification.Valid to give afterwards.
func callerOf(n seccompstream.Notification) (*caller, error) {
	p, err := n.Process()
	if err != nil {
		return nil, err
	}
	c := &caller{Process: p}
	dir := fmt.Sprintf("/proc/%d/", n.PID)
	status, err := os.ReadFile(dir + "status")
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(status) {
		if v, ok := bytes.CutPrefix(line, []byte("CapEff:")); ok {
			if c.caps, err = strconv.ParseUint(string(bytes.TrimSpace(v)), 16, 64); err != nil {
				return nil, err
			}
		}
	}
	if c.uids, err = readIDMap(dir + "uid_map"); err != nil {
		return nil, err
	}
	c.gids, err = readIDMap(dir + "gid_map")
	return c, err
}

// has reports whether the caller has a capability in its own user namespace.
func (c *caller) has(capability uint) bool { return c.caps&(1<<capability) != 0 }

// overrides reports whether the kernel would let the caller write in a directory whatever
// its mode is: CAP_DAC_OVERRIDE in a user namespace is worth something only for files
// whose owner and group are both mapped there (capable_wrt_inode_uidgid in
// kernel/capability.c).
func (c *caller) overrides(dir *os.File) (bool, error) {
	if !c.has(unix.CAP_DAC_OVERRIDE) {
		return false, nil
	}
	var st unix.Stat_t
	if err := unix.Fstat(int(dir.Fd()), &st); err != nil {
		return false, os.NewSyscallError("fstat", err)
	}
	return c.uids.has(st.Uid) && c.gids.has(st.Gid), nil
}

// An idMap is what a user namespace maps, in the IDs of the agent's.
type idMap []idRange

type idRange struct{ first, count uint32 }

func (m idMap) has(id uint32) bool {
	for _, r := range m {
		if id >= r.first && id-r.first < r.count {
			return true
		}
	}
	return false
}

// readIDMap reads /proc/PID/uid_map or gid_map (user_namespaces(7)). Its second column is
// in the IDs of the reader's namespace, if that is not the target's own.
func readIDMap(path string) (idMap, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var m idMap
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) != 3 {
			return nil, fmt.Errorf("%s: %q", path, lines.Text())
		}
		first, err1 := strconv.ParseUint(fields[1], 10, 32)
		count, err2 := strconv.ParseUint(fields[2], 10, 32)
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("%s: %q", path, lines.Text())
		}
		m = append(m, idRange{uint32(first), uint32(count)})
	}
	return m, nil
}
