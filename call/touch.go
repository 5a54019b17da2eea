//go:build linux

package call

import (
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
)

// Use is what a call does with a path, a combination of flags.
type Use uint16

// What a call does with a path.
const (
	Reads    Use = 1 << iota // reads the contents
	Writes                   // changes the contents
	Creates                  // makes it, or may make it
	Removes                  // takes the name away
	Stats                    // looks whether it is there, or at its attributes
	Changes                  // changes its attributes
	Executes                 // runs it
	Links                    // gives what it names another name
	Mounts                   // changes what is mounted there
)

// String returns the names, joined by "+".
func (a Use) String() string {
	var names []string
	for i, name := range []string{"read", "write", "create", "remove", "stat", "change", "execute", "link", "mount"} {
		if a&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// A Path is a path that a call uses, and what for.
type Path struct {
	Dir    int    // the directory that a relative path starts from: a descriptor, or AtFDCWD
	Name   string // the bytes of the path
	How    Use
	Follow bool // a symbolic link in the last place is followed
	Empty  bool // an empty path stands for what Dir is (AT_EMPTY_PATH)
	Null   bool // there is no path: Dir itself is meant
	Lost   bool // the path could not be read; Decode returned an error
	// DirArg and NameArg are the indexes of the two in [seccompstream.Notification.Args], or -1
	// where the call has no such argument or came by way of another one.
	DirArg, NameArg int
}

// paths finds the paths among a call's arguments.
func paths(c Call) []Path {
	h := c.header()
	if h.spec == nil {
		return nil
	}
	var all []Path
	dir, dirArg := AtFDCWD, -1
	for i := range h.spec.Args {
		a := &h.spec.Args[i]
		switch a.Kind {
		case calltable.KindDir:
			dir, dirArg = int(int32(h.raw[i])), i
		case calltable.KindPath:
			name, ok := c.field(a.ID).(*string)
			if !ok {
				continue
			}
			p := Path{
				Dir: dir, Name: *name, How: Use(a.How &^ calltable.NoFollow), Follow: a.How&calltable.NoFollow == 0,
				Null: h.null&(1<<i) != 0, Lost: h.lost&(1<<i) != 0, DirArg: dirArg, NameArg: i,
			}
			if h.via != nil || !h.abi.Wide() && i > 3 {
				p.DirArg, p.NameArg = -1, -1
			}
			all = append(all, p)
			dir, dirArg = AtFDCWD, -1
		}
	}
	adjust(c, all)
	return all
}

// adjust takes flags into account.
func adjust(c Call, all []Path) {
	at := func(flags AtFlags) {
		for i := range all {
			if flags&unix.AT_SYMLINK_NOFOLLOW != 0 {
				all[i].Follow = false
			}
			all[i].Empty = flags&unix.AT_EMPTY_PATH != 0
		}
	}
	switch c := c.(type) {
	case *Open:
		all[0].How, all[0].Follow = openAccess(c.Flags), c.Flags&unix.O_NOFOLLOW == 0 && c.Flags&(unix.O_CREAT|unix.O_EXCL) != unix.O_CREAT|unix.O_EXCL
	case *Link:
		// Of the two only the first may be a link that is followed, or empty.
		all[0].Follow = c.Flags&unix.AT_SYMLINK_FOLLOW != 0
		all[0].Empty = c.Flags&unix.AT_EMPTY_PATH != 0
	case *Rename:
		if c.Flags&unix.RENAME_EXCHANGE != 0 {
			for i := range all {
				all[i].How = Creates | Removes
			}
		} else if c.Flags&unix.RENAME_NOREPLACE == 0 {
			all[1].How |= Removes
		}
	case *NameToHandle:
		all[0].Follow = c.Flags&unix.AT_SYMLINK_FOLLOW != 0
		all[0].Empty = c.Flags&unix.AT_EMPTY_PATH != 0
	case *Stat:
		at(c.Flags)
	case *Chmod:
		at(c.Flags)
	case *Chown:
		at(c.Flags)
	case *Utimens:
		at(c.Flags)
	case *Access:
		at(c.Flags)
	case *Execve:
		at(c.Flags)
	case *GetXattrAt:
		at(c.Flags)
	case *SetXattrAt:
		at(c.Flags)
	case *ListXattr:
		at(c.Flags)
	case *RemoveXattr:
		at(c.Flags)
	case *FileAttr:
		at(c.Flags)
	case *Umount:
		all[0].Follow = c.Flags&unix.UMOUNT_NOFOLLOW == 0
	case *InotifyAddWatch:
		all[0].Follow = c.Mask&unix.IN_DONT_FOLLOW == 0
	case *FanotifyMark:
		all[0].Follow = c.Flags&unix.FAN_MARK_DONT_FOLLOW == 0
	case *OpenTree:
		all[0].Follow, all[0].Empty = c.Flags&unix.AT_SYMLINK_NOFOLLOW == 0, c.Flags&unix.AT_EMPTY_PATH != 0
	case *MountSetattr:
		all[0].Follow, all[0].Empty = c.Flags&unix.AT_SYMLINK_NOFOLLOW == 0, c.Flags&unix.AT_EMPTY_PATH != 0
	case *MoveMount:
		all[0].Follow, all[0].Empty = c.Flags&unix.MOVE_MOUNT_F_SYMLINKS != 0, c.Flags&unix.MOVE_MOUNT_F_EMPTY_PATH != 0
		all[1].Follow, all[1].Empty = c.Flags&unix.MOVE_MOUNT_T_SYMLINKS != 0, c.Flags&unix.MOVE_MOUNT_T_EMPTY_PATH != 0
	case *Fspick:
		all[0].Follow, all[0].Empty = c.Flags&unix.FSPICK_SYMLINK_NOFOLLOW == 0, c.Flags&unix.FSPICK_EMPTY_PATH != 0
	}
}

// openAccess returns what opening a file with these flags does. O_PATH looks up, and no more.
func openAccess(f OpenFlags) Use {
	if f&unix.O_PATH != 0 {
		return Stats
	}
	var a Use
	switch f & unix.O_ACCMODE {
	case unix.O_RDONLY:
		a = Reads
	case unix.O_WRONLY:
		a = Writes
	default: // 3 opens for ioctl(2) alone, and wants the rights of both
		a = Reads | Writes
	}
	if f&unix.O_TRUNC != 0 {
		a |= Writes
	}
	if f&unix.O_CREAT != 0 || f&unix.O_TMPFILE == unix.O_TMPFILE {
		a |= Creates
	}
	return a
}

// addrs finds the socket addresses.
func addrs(c Call) []*Sockaddr {
	var all []*Sockaddr
	add := func(a *Sockaddr) {
		if a != nil {
			all = append(all, a)
		}
	}
	switch c := c.(type) {
	case *Connect:
		add(c.Addr)
	case *Bind:
		add(c.Addr)
	case *Send:
		add(c.Addr)
	case *SendMsg:
		if c.Msg != nil {
			add(c.Msg.Name)
		}
	case *SendMmsg:
		for i := range c.Msgs {
			add(c.Msgs[i].Name)
		}
	}
	return all
}

// fds finds the descriptors.
func fds(c Call) []int {
	h := c.header()
	if h.spec == nil {
		return nil
	}
	var all []int
	for i := range h.spec.Args {
		a := &h.spec.Args[i]
		switch a.Kind {
		case calltable.KindFd:
			all = append(all, int(int32(h.raw[i])))
		case calltable.KindFdset:
			if p, ok := c.field(a.ID).(*[]int); ok {
				all = append(all, *p...)
			}
		case calltable.KindPollfds:
			if p, ok := c.field(a.ID).(*[]PollFD); ok {
				for _, f := range *p {
					all = append(all, f.FD)
				}
			}
		}
	}
	return all
}
