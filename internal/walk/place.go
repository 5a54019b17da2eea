//go:build linux

package walk

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
)

// place is where a walk is: at the names below its base.
//
// The names are of directories, no links among them, so ".." is answered by dropping one: a
// directory that is moved away meanwhile does not take the walk with it. The descriptors of
// some of the directories are held, dense near the position and ever sparser towards base.
// So whatever way a path goes up and down, to open the directory again costs no more than the
// steps that led away from it, and few descriptors.
//
// Only above base the real ".." is asked, and what it gives must be inside of the root.
type place struct {
	names []string
	held  []heldDir // by depth, ascending
	// entered says that nobody has looked for a name in the directory yet: it is not known
	// to be searchable.
	entered bool

	// above are the directories above base up to the root, once they were looked at.
	above []identity
}

// heldDir is the directory at the end of the first depth names.
type heldDir struct {
	depth int
	fd    int
}

// maxClimbs is how many directories above its base a walk looks at.
const maxClimbs = 1 << 17

// baseFD returns the descriptor of base, and what keeps a path from leaving it.
func (w *walk) baseFD() (fd int, scope uint64) {
	if w.base >= 0 {
		return w.base, unix.RESOLVE_BENEATH
	}
	return w.root, unix.RESOLVE_IN_ROOT
}

// length is that of the names joined.
func (p *place) length() int {
	n := 0
	for _, name := range p.names {
		n += len(name) + 1
	}
	return n
}

// here returns the descriptor of the position.
func (w *walk) here() (int, error) { return w.at(len(w.names)) }

// at returns the descriptor of the directory at the end of the first names, so many of them.
// What comes before is at hand afterwards.
func (w *walk) at(names int) (int, error) {
	depth, fd := w.nearest(names)
	for depth < names {
		s := spacing(names - depth)
		next := min((depth/s+1)*s, names)
		path := strings.Join(w.names[depth:next], "/")
		for len(path) > maxPath {
			next = depth + (next-depth)/2
			path = strings.Join(w.names[depth:next], "/")
		}
		dir, err := w.openStep(fd, path, unix.O_DIRECTORY, unix.RESOLVE_BENEATH)
		if err != nil {
			return -1, err
		}
		w.hold(next, dir)
		if err := w.worked(next - depth); err != nil {
			return -1, err
		}
		depth, fd = next, dir
	}
	return fd, nil
}

// nearest returns the deepest held directory that has no more than so many names.
func (w *walk) nearest(names int) (depth, fd int) {
	for _, h := range slices.Backward(w.held) {
		if h.depth <= names {
			return h.depth, h.fd
		}
	}
	fd, _ = w.baseFD()
	return 0, fd
}

// openStep opens a path without links as a name only.
func (w *walk) openStep(dir int, path string, flags, resolve uint64) (int, error) {
	how := unix.OpenHow{
		Flags:   flags | unix.O_PATH | unix.O_NOFOLLOW | unix.O_CLOEXEC,
		Resolve: w.how.Resolve&stepResolve | unix.RESOLVE_NO_SYMLINKS | resolve,
	}
	fd, err := openat2(dir, path, how)
	if err == unix.EMFILE && len(w.held) > 1 {
		w.keepOnly(dir)
		fd, err = openat2(dir, path, how)
	}
	return fd, err
}

// hold keeps the descriptor of a directory, and closes those that are too many by now.
func (w *walk) hold(depth, fd int) {
	i := len(w.held)
	for i > 0 && w.held[i-1].depth > depth {
		i--
	}
	w.held = slices.Insert(w.held, i, heldDir{depth, fd})
	kept := w.held[:0]
	for _, h := range w.held {
		if h.depth != depth && h.depth%spacing(len(w.names)-h.depth) != 0 {
			unix.Close(h.fd)
			continue
		}
		kept = append(kept, h)
	}
	w.held = kept
}

// spacing is how far apart the held directories are at a distance from the position: a power
// of two that is no more than half of it.
func spacing(far int) int {
	s := 1
	for s*4 <= far {
		s *= 2
	}
	return s
}

// leap walks many components at a time, those before the next link as far as they do not lead
// above base. Where one is a link, the kernel does not tell which: it is looked for in halves.
func (w *walk) leap() error {
	if w.single++; w.single > shortWalk {
		w.single, w.stride = 0, max(w.stride, 2*shortWalk)
	}
	w.since++
	for w.stride > 1 {
		run := w.ahead(w.stride)
		if run.components < 2 {
			w.stride = 1
			break
		}
		depth := run.lowest - run.lowest%spacing(len(w.names)-run.lowest)
		dir, err := w.at(depth)
		if err != nil {
			return err
		}
		path := strings.Join(append(slices.Clone(w.names[depth:]), run.path), "/")
		if err := w.worked(len(w.names) - depth + run.components); err != nil {
			return err
		}
		fd, err := -1, error(unix.ENAMETOOLONG)
		if len(path) <= maxPath {
			fd, err = w.openStep(dir, path, unix.O_DIRECTORY, unix.RESOLVE_BENEATH)
		}
		if err != nil {
			w.stride /= 2
			continue
		}
		w.cut(run.lowest)
		w.names = append(w.names, run.names...)
		if top, _ := w.nearest(len(w.names)); top == len(w.names) {
			unix.Close(fd)
		} else {
			w.hold(len(w.names), fd)
		}
		w.rest, w.entered, w.single = run.rest, true, 0
		w.since += run.components
		w.stride = min(2*w.stride, maxStride)
	}
	return nil
}

// A run is what some components ahead would do to the position, were they all directories.
type run struct {
	components int
	path       string
	rest       string   // what is left
	lowest     int      // how many of the names stay
	names      []string // what comes after them then
}

// ahead looks at no more than n components ahead. The last one of a path is never among them.
func (w *walk) ahead(n int) run {
	r := run{rest: w.rest, lowest: len(w.names)}
	for r.components < n {
		name, after, last := component(r.rest)
		switch {
		case last:
			n = 0
			continue
		case name == ".":
		case name != "..":
			r.names = append(r.names, name)
		case len(r.names) > 0:
			r.names = r.names[:len(r.names)-1]
		case r.lowest > 0:
			r.lowest--
		default:
			n = 0 // above base
			continue
		}
		r.components++
		r.rest = after
	}
	r.path = w.rest[:len(w.rest)-len(r.rest)]
	return r
}

// keepOnly closes all held directories but the deepest, and one that is in use.
func (p *place) keepOnly(fd int) {
	last := len(p.held) - 1
	kept := p.held[:0]
	for i, h := range p.held {
		if i != last && h.fd != fd {
			unix.Close(h.fd)
			continue
		}
		kept = append(kept, h)
	}
	p.held = kept
}

// forget closes all held directories.
func (p *place) forget() { p.cut(0) }

// cut makes depth names the position.
func (p *place) cut(depth int) {
	p.names = p.names[:depth]
	for len(p.held) > 0 && p.held[len(p.held)-1].depth > depth {
		unix.Close(p.held[len(p.held)-1].fd)
		p.held = p.held[:len(p.held)-1]
	}
}

// down goes to a directory by its name.
func (w *walk) down(name string, fd int) {
	w.names = append(w.names, name)
	w.hold(len(w.names), fd)
	w.entered = true
}

// rebase makes fd, or the root for -1, the base and the position.
func (w *walk) rebase(fd int) {
	w.forget()
	if w.base >= 0 {
		unix.Close(w.base)
	}
	w.base, w.above, w.entered = fd, nil, true
}

// up goes to the parent directory.
func (w *walk) up() error {
	if len(w.names) == 0 && w.beneath {
		return unix.EXDEV
	}
	if w.entered {
		// To look up ".." needs the right to search the directory.
		here, err := w.here()
		if err != nil {
			return err
		}
		var st unix.Statx_t
		if err := unix.Statx(here, ".", unix.AT_STATX_DONT_SYNC, 0, &st); err != nil {
			return err
		}
		w.entered = false
	}
	if len(w.names) > 0 {
		w.cut(len(w.names) - 1)
		return nil
	}
	if w.base < 0 {
		return nil // the root is its own parent
	}
	return w.climb()
}

// climb goes from base to its parent, which must be inside of the root.
func (w *walk) climb() error {
	root, err := identify(w.root)
	if err != nil {
		return err
	}
	id, err := identify(w.base)
	if err != nil {
		return err
	}
	if id == root {
		w.rebase(-1)
		return nil
	}
	if w.above == nil && w.nameBase(id) {
		w.cut(len(w.names) - 1)
		w.entered = true
		return nil
	}
	parent, err := w.openStep(w.base, "..", unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	above := w.above
	if id, err = identify(parent); err == nil && (len(above) == 0 || above[0] != id) {
		above, err = w.lookUp(parent, root)
	}
	if err != nil {
		unix.Close(parent)
		return err
	}
	w.rebase(parent)
	w.above = above[1:]
	return nil
}

// nameBase makes the root the base, and the names that lead from there to what was the base
// the names, and reports whether it could. The position stays.
func (w *walk) nameBase(id identity) bool {
	if w.how.Resolve&unix.RESOLVE_NO_XDEV != 0 {
		return false // the way down may be across mounts where the way up is not
	}
	self, err := procfs.Dir(unix.Getpid())
	if err != nil {
		return false
	}
	defer unix.Close(self)
	root, err := procfs.Readlink(self, fdName(w.root))
	if err != nil {
		return false
	}
	path, err := procfs.Readlink(self, fdName(w.base))
	if err != nil {
		return false
	}
	path, inside := strings.CutPrefix(path, strings.TrimSuffix(root, "/")+"/")
	if !inside || path == "" {
		return false
	}
	// The names are only believed if they lead there.
	try := walk{target: w.target, o: w.o, how: w.how, root: w.root, base: -1}
	try.names = strings.Split(path, "/")
	fd, err := try.here()
	if err == nil {
		var there identity
		if there, err = identify(fd); err == nil && there != id {
			err = unix.ESTALE
		}
	}
	if err != nil {
		try.forget()
		return false
	}
	w.rebase(-1)
	w.place = try.place
	return true
}

// lookUp returns the identities of a directory and of all above it, up to the root. It fails with
// EXDEV if the root is not among them.
func (w *walk) lookUp(dir int, root identity) (ids []identity, err error) {
	at := dir
	defer func() {
		if at != dir {
			unix.Close(at)
		}
	}()
	for {
		id, err := identify(at)
		if err != nil {
			return nil, err
		}
		if n := len(ids); n > 0 && ids[n-1] == id {
			return nil, unix.EXDEV // the top, and the root was not on the way
		}
		if ids = append(ids, id); id == root {
			return ids, nil
		}
		if err := w.worked(1); err != nil {
			return nil, err
		}
		if len(ids) > maxClimbs {
			return nil, unix.ELOOP
		}
		up, err := procfs.Retry(func() (int, error) {
			return unix.Openat(at, "..", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		})
		if err != nil {
			return nil, err
		}
		if at != dir {
			unix.Close(at)
		}
		at = up
	}
}

// identity tells apart all the places in all mount namespaces.
type identity struct {
	major, minor uint32
	ino, mount   uint64
}

func identify(fd int) (identity, error) {
	var st unix.Statx_t
	if err := unix.Statx(fd, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_INO|unix.STATX_MNT_ID, &st); err != nil {
		return identity{}, err
	}
	// Linux before 5.8 leaves the mount at 0: then the root mounted into itself a
	// second time passes for the root, which leads nowhere else.
	return identity{st.Dev_major, st.Dev_minor, st.Ino, st.Mnt_id}, nil
}

func fdName(fd int) string { return "fd/" + strconv.Itoa(fd) }
