//go:build linux

package main

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// An image is an initial RAM file system in the making, in the format that the kernel
// documents in driver-api/early-userspace/buffer-format: a cpio archive of the "newc"
// kind. Everything in it is root's.
type image struct {
	w       io.Writer
	written int64
	inode   int
	known   map[string]bool // directories
	err     error
}

func newImage(w io.Writer) *image { return &image{w: w, known: map[string]bool{"": true}} }

// entry adds one thing, after the directories that it is in.
func (m *image) entry(name string, mode uint32, data string) {
	if dir := path.Dir(name); dir != "." {
		m.dir(dir, 0o755)
	}
	m.raw(name, mode, data)
}

func (m *image) raw(name string, mode uint32, data string) {
	if m.err != nil {
		return
	}
	m.inode++
	header := fmt.Sprintf("070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
		m.inode, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name)+1, 0)
	m.write(header + name + "\x00")
	m.write(data)
}

// write pads to a multiple of four.
func (m *image) write(s string) {
	n, err := io.WriteString(m.w, s+"\x00\x00\x00"[:-len(s)&3])
	m.written += int64(n)
	m.err = errors.Join(m.err, err)
}

func (m *image) dir(name string, perm fs.FileMode) {
	if m.known[name] || name == "." {
		return
	}
	m.known[name] = true
	m.entry(name, 0o040000|uint32(perm), "")
}

func (m *image) file(name string, perm fs.FileMode, data string) {
	m.entry(name, 0o100000|uint32(perm), data)
}

func (m *image) symlink(name, target string) { m.entry(name, 0o120777, target) }

func (m *image) close() error {
	m.raw("TRAILER!!!", 0, "")
	return m.err
}

// tree adds a directory of this machine's, if there is one.
func (m *image) tree(name, from string) error {
	err := filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		m.file(path.Join(name, filepath.ToSlash(rel)), 0o644, string(b))
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// merged are the directories that are symbolic links into usr on Debian, which the
// packages of today still have files in.
var merged = []string{"bin", "sbin", "lib", "lib32", "lib64", "libx32"}

// unwanted is what no test looks at.
var unwanted = []string{"usr/share/", "usr/lib/systemd/", "etc/", "var/", "usr/lib/x86_64-linux-gnu/gconv/", "usr/lib/aarch64-linux-gnu/gconv/"}

// packages adds what is in Debian packages, without running anything of theirs.
func (m *image) packages(ctx context.Context, debs []string) error {
	for _, name := range merged {
		m.dir("usr/"+name, 0o755)
		m.symlink(name, "usr/"+name)
	}
	for _, deb := range debs {
		err := files(ctx, deb, func(h *tar.Header, r io.Reader) error {
			name := inUsr(h.Name)
			for _, u := range unwanted {
				if strings.HasPrefix(name+"/", u) {
					return nil
				}
			}
			perm := fs.FileMode(h.Mode & 0o7777)
			switch h.Typeflag {
			case tar.TypeDir:
				m.dir(name, perm)
			case tar.TypeSymlink:
				m.symlink(name, h.Linkname)
			case tar.TypeLink:
				m.symlink(name, "/"+inUsr(strings.TrimPrefix(h.Linkname, "./")))
			case tar.TypeReg:
				b, err := io.ReadAll(r)
				if err != nil {
					return err
				}
				m.file(name, perm, string(b))
			}
			return m.err
		})
		if err != nil {
			return err
		}
	}
	return m.err
}

func inUsr(name string) string {
	for _, d := range merged {
		if name == d || strings.HasPrefix(name, d+"/") {
			return "usr/" + name
		}
	}
	return name
}
