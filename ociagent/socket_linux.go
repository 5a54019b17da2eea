//go:build cgo

package ociagent

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// lockPatience is how long an agent waits for another one that is starting or ending at
// the same path, which takes either of them some system calls.
const lockPatience = 5 * time.Second

// A socketFile is the name of a socket in the file system.
type socketFile struct {
	path string
	id   fileID
}

// fileID tells files apart.
type fileID struct{ dev, ino uint64 }

func idOf(path string) (fileID, fs.FileMode, error) {
	fi, err := os.Lstat(path)
	if err != nil {
		return fileID{}, 0, err
	}
	st := fi.Sys().(*syscall.Stat_t)
	return fileID{st.Dev, st.Ino}, fi.Mode(), nil
}

// makeSocket makes a listening socket at path, as Listen promises.
func makeSocket(path string) (*net.UnixListener, *socketFile, error) {
	// An empty name, or one that begins with @, would be an abstract address, which
	// has no owner and no mode.
	if path == "" || path[0] == '@' || strings.ContainsRune(path, 0) {
		return nil, nil, fmt.Errorf("not a path: %w", unix.EINVAL)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, nil, err
	}
	if err := checkFolders(filepath.Dir(path)); err != nil {
		return nil, nil, err
	}
	unlock, err := lock(path + ".lock")
	if err != nil {
		return nil, nil, err
	}
	defer unlock()
	if err := removeStale(path); err != nil {
		return nil, nil, err
	}
	sock, err := bindAndListen(path)
	if err != nil {
		return nil, nil, err
	}
	id, _, err := idOf(path)
	if err != nil {
		sock.Close()
		return nil, nil, err
	}
	return sock, &socketFile{path: path, id: id}, nil
}

// checkFolders reports whether nobody but root and this user can put something else at
// the place of dir or of anything in it.
func checkFolders(dir string) error {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return err
	}
	for folder := dir; ; folder = filepath.Dir(folder) {
		var st unix.Stat_t
		if err := unix.Lstat(folder, &st); err != nil {
			return &fs.PathError{Op: "lstat", Path: folder, Err: err}
		}
		// In a sticky directory others can add names, but not replace ours. That is enough for
		// the way to the socket, and too little for the directory with the socket.
		sticky := st.Mode&unix.S_ISVTX != 0 && folder != dir
		switch {
		case st.Mode&unix.S_IFMT != unix.S_IFDIR:
			return &fs.PathError{Op: "checking", Path: folder, Err: unix.ENOTDIR}
		case foreign(st.Uid):
			return fmt.Errorf("the directory %s belongs to somebody outside of this user namespace, to root perhaps, which cannot be "+
				"told from within (user_namespaces(7)): listen outside of it, or below directories of users within: %w", folder, fs.ErrPermission)
		case st.Uid != 0 && int(st.Uid) != os.Geteuid():
			return fmt.Errorf("the directory %s belongs to uid %d: %w", folder, st.Uid, fs.ErrPermission)
		case st.Mode&0o022 != 0 && !sticky:
			return fmt.Errorf("the directory %s has mode %#o, others can write in it: %w", folder, st.Mode&0o7777, fs.ErrPermission)
		}
		if folder == filepath.Dir(folder) {
			return nil
		}
	}
}

// lock takes the lock file at path and returns what releases and removes it.
func lock(path string) (unlock func(), err error) {
	for deadline := time.Now().Add(lockPatience); ; time.Sleep(10 * time.Millisecond) {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, 0o600)
		if err != nil {
			return nil, err
		}
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil && sameFile(f, path) {
			return func() {
				_ = os.Remove(path) // before the lock is free, so that nobody removes another's
				f.Close()
			}, nil
		}
		f.Close()
		if err != nil && err != unix.EWOULDBLOCK && err != unix.EINTR {
			return nil, os.NewSyscallError("flock", err)
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("the lock %s is held by another process: %w", path, unix.EADDRINUSE)
		}
	}
}

// sameFile reports whether f is what path names still.
func sameFile(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Lstat(path)
	return err == nil && os.SameFile(a, b)
}

// removeStale removes a socket that nobody listens on.
func removeStale(path string) error {
	_, mode, err := idOf(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if mode.Type() != fs.ModeSocket {
		return fmt.Errorf("what exists there is no socket: %w", fs.ErrExist)
	}
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return os.NewSyscallError("socket", err)
	}
	defer unix.Close(fd)
	switch err := unix.Connect(fd, &unix.SockaddrUnix{Name: path}); err {
	case unix.ECONNREFUSED:
		return os.Remove(path)
	case nil, unix.EAGAIN, unix.EPROTOTYPE: // connected; its queue is full; of another type
		return fmt.Errorf("another process listens there: %w", unix.EADDRINUSE)
	default:
		return os.NewSyscallError("connect", err)
	}
}

func bindAndListen(path string) (*net.UnixListener, error) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	f := os.NewFile(uintptr(fd), path)
	defer f.Close()
	// bind(2) gives the file the mode of the socket (unix_bind in net/unix/af_unix.c): it
	// is never wider, not even until a chmod, and the process's umask stays alone.
	if err := unix.Fchmod(fd, 0o600); err != nil {
		return nil, os.NewSyscallError("fchmod", err)
	}
	if err := unix.Bind(fd, &unix.SockaddrUnix{Name: path}); err != nil {
		return nil, os.NewSyscallError("bind", err)
	}
	// The kernel lowers it to net.core.somaxconn.
	if err := unix.Listen(fd, 1<<16); err != nil {
		_ = os.Remove(path)
		return nil, os.NewSyscallError("listen", err)
	}
	l, err := net.FileListener(f)
	if err != nil {
		_ = os.Remove(path)
		return nil, err
	}
	return l.(*net.UnixListener), nil
}

// remove removes the file, if it is the socket's still.
func (f *socketFile) remove() error {
	if f == nil {
		return nil
	}
	unlock, err := lock(f.path + ".lock")
	if err != nil {
		return fmt.Errorf("ociagent: removing %s: %w", f.path, err)
	}
	defer unlock()
	if id, _, err := idOf(f.path); err != nil || id != f.id {
		return nil
	}
	return os.Remove(f.path)
}

// inherit makes a listener or a connection of a duplicate of f.
func inherit(f *os.File) (*net.UnixListener, *net.UnixConn, error) {
	raw, err := f.SyscallConn()
	if err != nil {
		return nil, nil, err
	}
	var listening bool
	var serr error
	if err := raw.Control(func(fd uintptr) { listening, serr = checkSocket(int(fd)) }); err != nil {
		return nil, nil, err
	}
	if serr != nil {
		return nil, nil, serr
	}
	if listening {
		l, err := net.FileListener(f)
		if err != nil {
			return nil, nil, err
		}
		return l.(*net.UnixListener), nil, nil
	}
	c, err := net.FileConn(f)
	if err != nil {
		return nil, nil, err
	}
	return nil, c.(*net.UnixConn), nil
}

// checkSocket reports whether fd is a Unix stream socket, and whether it listens.
func checkSocket(fd int) (listening bool, err error) {
	get := func(opt int) int {
		v, gerr := unix.GetsockoptInt(fd, unix.SOL_SOCKET, opt)
		err = errors.Join(err, os.NewSyscallError("getsockopt", gerr))
		return v
	}
	domain, typ, accepts := get(unix.SO_DOMAIN), get(unix.SO_TYPE), get(unix.SO_ACCEPTCONN)
	if err != nil {
		return false, err
	}
	if domain != unix.AF_UNIX || typ != unix.SOCK_STREAM {
		return false, errors.New("not a Unix stream socket")
	}
	// With these set, by PassCredentials= of a systemd socket unit for one, each message
	// brings control messages, a descriptor even, that nobody here expects. Connections
	// inherit them from the listening socket. Old kernels do not know all of them.
	for _, opt := range []int{unix.SO_PASSCRED, unix.SO_PASSSEC, unix.SO_PASSPIDFD} {
		_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, opt, 0)
	}
	return accepts != 0, nil
}

// peerOf returns the credentials with which the peer connected.
func peerOf(conn *net.UnixConn) (Peer, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return Peer{}, err
	}
	var cred *unix.Ucred
	var gerr error
	if err := raw.Control(func(fd uintptr) {
		cred, gerr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	}); err != nil {
		return Peer{}, err
	}
	if gerr != nil {
		return Peer{}, os.NewSyscallError("getsockopt(SO_PEERCRED)", gerr)
	}
	return Peer{PID: int(cred.Pid), UID: cred.Uid, GID: cred.Gid}, nil
}
