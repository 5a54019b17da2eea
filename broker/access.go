package broker

import (
	"fmt"
	"net/netip"
	"strings"
)

// What says what a call does to something, as a set.
type What uint32

const (
	// Stat asks for what an object is: its metadata, extended attributes, the text of a
	// link, or whether it can be used.
	Stat What = 1 << iota
	// Read opens something for reading, or watches it.
	Read
	// Write opens something for writing, or changes its size.
	Write
	// Create makes a name: of a new file, directory, link, device, or the new name of what is
	// renamed.
	Create
	// Remove takes a name away, also by putting something else in its place.
	Remove
	// Link gives an object a further name, by which it can be used as the new name permits.
	Link
	// Metadata changes the mode, owner, times, flags or extended attributes of an object.
	Metadata
	// Socket makes a socket.
	Socket
	// Connect sets where a socket is connected to.
	Connect
	// Bind gives a socket its own address, or makes it listen.
	Bind
	// Send sends a message to an address, or by a socket that has one.
	Send
	endOfWhat
)

const (
	// Files is all that concerns files.
	Files = Stat | Read | Write | Create | Remove | Link | Metadata
	// Network is all that concerns sockets.
	Network = Socket | Connect | Bind | Send
	// Reading is what changes nothing.
	Reading = Stat | Read
	// Changing is what does.
	Changing = Files &^ Reading
)

var whatNames = []string{"stat", "read", "write", "create", "remove", "link", "metadata", "socket", "connect", "bind", "send"}

// String returns the names, as in "read|write".
func (w What) String() string {
	var s []string
	for i, name := range whatNames {
		if w&(1<<i) != 0 {
			s = append(s, name)
		}
	}
	if rest := w &^ (endOfWhat - 1); rest != 0 || len(s) == 0 {
		s = append(s, fmt.Sprintf("%#x", uint32(rest)))
	}
	return strings.Join(s, "|")
}

// An Access is one thing that a call does: to a file, or to an address.
type Access struct {
	What What

	// Path is where the file is, from the target's root, without links and "..". It is the
	// path of what the call will be performed on, and cannot be exchanged any more: of the
	// object itself, or where What has Create or Remove of a directory that is held
	// open, with a name in it. It is empty for what has no path there.
	Path string
	// Anonymous says that this is because it has no name at all: pipes, sockets, what has been removed. A
	// target can do nothing to such an object but by a descriptor that it has. Else an object without a path
	// lies outside of the root.
	Anonymous bool
	// Exists says that there is an object, and the next three which one it is.
	Exists bool
	Dev    uint64
	Ino    uint64
	Mode   uint32 // with the type, as stat(2) has it

	// Addr is the address where it is one of IP; an IPv4 address in the disguise of IPv6
	// is one of IPv4. For a socket of the file system it is Path, and Exists says whether it is
	// there.
	Addr netip.AddrPort
	// Name is an abstract address of AF_UNIX, without its leading NUL. A path and an abstract
	// name are never both there.
	Name     string
	Abstract bool
	// Domain is that of the socket, Type and Protocol with it.
	Domain, Type, Protocol int
}

// String returns what and to what, for people.
func (a Access) String() string {
	switch {
	case a.What&Files != 0 && a.Anonymous:
		return fmt.Sprintf("%v of an object without a name", a.What)
	case a.What&Files != 0 && a.Path != "":
		return fmt.Sprintf("%v %q", a.What, a.Path)
	case a.What&Files != 0:
		return fmt.Sprintf("%v of an object outside of the root", a.What)
	case a.Addr.IsValid():
		return fmt.Sprintf("%v %v", a.What, a.Addr)
	case a.Path != "":
		return fmt.Sprintf("%v %q", a.What, a.Path)
	case a.Abstract:
		return fmt.Sprintf("%v %q", a.What, "@"+a.Name)
	case a.What&Socket != 0:
		return fmt.Sprintf("%v of family %d, type %d, protocol %d", a.What, a.Domain, a.Type, a.Protocol)
	default:
		return fmt.Sprintf("%v without an address, family %d", a.What, a.Domain)
	}
}
