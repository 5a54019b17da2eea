//go:build linux

package main

import (
	"archive/tar"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// An architecture is one that kernels are booted for, on an emulator.
type architecture struct {
	debian  string // Debian's name, and Go's
	triplet string // the C compiler's
	qemu    string
	machine []string // arguments that make a machine of it
	console string
	kernels []string // by default
}

var architectures = map[string]architecture{
	"amd64": {
		debian: "amd64", triplet: "x86_64-linux-gnu", qemu: "qemu-system-x86_64",
		machine: []string{"-machine", "q35", "-cpu", "max"}, console: "ttyS0",
		kernels: []string{"5.10", "6.1", "6.12", "6.16", "7.3"},
	},
	"arm64": {
		debian: "arm64", triplet: "aarch64-linux-gnu", qemu: "qemu-system-aarch64",
		// Pointer authentication as the architecture has it takes most of an emulator's time.
		machine: []string{"-machine", "virt", "-cpu", "max,pauth-impdef=on"}, console: "ttyAMA0",
		kernels: []string{"6.12"},
	},
}

// userland is what the tests run in a guest, of the Debian release whose C library the
// tests are linked with or any other: the test binaries bring their own.
var (
	userland = suite{name: "bookworm"}
	programs = []string{
		"bash", "busybox-static", "coreutils", "dash", "findutils", "grep", "libc-bin", "libcap2-bin", "linux-libc-dev",
		"mount", "sed", "util-linux",
	}
	library = "libseccomp-dev"
)

// kernelSuites have the kernels of Debian's releases and those that are younger.
var kernelSuites = []suite{
	{"bullseye-security", true},
	{"bookworm-security", true},
	{"trixie-security", true},
	{"trixie-backports", false},
}

// A testBinary is one package's tests.
type testBinary struct {
	name string // the package's path in the module, with dots; the module's name for its root
	dir  string // where its source is
	file string
}

// testedPackages lists the packages of the module that have tests for guests.
func testedPackages(ctx context.Context) ([]testBinary, error) {
	const format = `{{if or .TestGoFiles .XTestGoFiles}}{{.Module.Path}} {{.ImportPath}} {{.Dir}}{{end}}`
	out, err := output(ctx, ".", "go", "list", "-f", format, "./...")
	if err != nil {
		return nil, err
	}
	var list []testBinary
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		if len(fields) != 3 {
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(fields[1], path.Dir(fields[0])), "/")
		if root := path.Base(fields[0]); name != root {
			name = strings.TrimPrefix(name, root+"/")
		}
		if slices.ContainsFunc(excludedPackages, func(e exclusion) bool { return name == e.pattern || strings.HasPrefix(name, e.pattern+"/") }) {
			continue
		}
		list = append(list, testBinary{name: strings.ReplaceAll(name, "/", "."), dir: fields[2]})
	}
	return list, nil
}

// build compiles the tests of every package of the module, linked statically so that
// they need nothing of a guest. The race detector is left to the running kernel: under
// emulation it takes minutes where the tests take one.
func build(ctx context.Context, arch architecture, dir, sysroot string) ([]testBinary, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	env := append(os.Environ(), "GOOS=linux", "GOARCH="+arch.debian, "CGO_ENABLED=1")
	if sysroot != "" {
		// pkg-config finds the library of the other architecture there, and nothing else.
		lib := filepath.Join(sysroot, "usr/lib", arch.triplet, "pkgconfig")
		env = append(env, "CC="+arch.triplet+"-gcc", "PKG_CONFIG_LIBDIR="+lib, "PKG_CONFIG_SYSROOT_DIR="+sysroot)
	}
	list, err := testedPackages(ctx)
	if err != nil {
		return nil, err
	}
	for i, t := range list {
		list[i].file = filepath.Join(dir, t.name+".test")
		cmd := exec.CommandContext(ctx, "go", "test", "-c", "-tags", "osusergo,netgo",
			"-ldflags", "-s -w -linkmode external -extldflags -static", "-o", list[i].file, ".")
		cmd.Dir, cmd.Env = t.dir, env
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("compiling the tests of %s: %w\n%s", t.name, err, out)
		}
	}
	return list, nil
}

// sysroot makes a directory of the library's package for another architecture, and
// returns it.
func (a *archive) sysroot(ctx context.Context) (string, error) {
	dir := filepath.Join(a.dir, "sysroot")
	all, err := a.records(ctx, library, func(name string) bool { return name == library })
	if err != nil || len(all) == 0 {
		return "", fmt.Errorf("%s of %s: %w", library, a.arch, cmp.Or(err, errNone))
	}
	deb, err := a.download(ctx, newest(all))
	if err != nil {
		return "", err
	}
	_, err = output(ctx, ".", "dpkg-deb", "-x", deb, dir)
	return dir, err
}

// fetchKernel returns the file of the newest kernel of a series, as 6.1 or 6.12.107, and
// its version.
func (a *archive) fetchKernel(ctx context.Context, series string) (file, version string, err error) {
	suffix := "-cloud-" + a.arch
	all, err := a.records(ctx, "linux-image-", func(name string) bool {
		return strings.HasSuffix(name, suffix) && leadingDigits(strings.TrimPrefix(name, "linux-image-")) > 0
	})
	if err != nil {
		return "", "", err
	}
	var there []record
	var versions []string
	for _, r := range all {
		versions = append(versions, upstream(r.version))
		// Names without a revision are those of packages that depend on the newest.
		if inSeries(upstream(r.version), series) && !strings.HasPrefix(r.depends, "linux-image-") {
			there = append(there, r)
		}
	}
	if len(there) == 0 {
		slices.SortFunc(versions, compareVersions)
		return "", "", fmt.Errorf("Debian has no kernel %s for %s, but %s", series, a.arch, strings.Join(slices.Compact(versions), ", "))
	}
	image := newest(there)
	file = filepath.Join(a.dir, "vmlinuz-"+image.version)
	if _, err := os.Stat(file); err == nil {
		return file, upstream(image.version), nil
	}
	// Since 7.2 the kernel itself is in a package beside.
	binary := strings.Replace(image.name, "linux-image-", "linux-binary-", 1)
	wanted := []record{image}
	if strings.Contains(image.depends, binary+" ") {
		wanted = []record{{name: binary, version: image.version}}
	}
	for _, r := range wanted {
		deb, err := a.download(ctx, r)
		if err != nil {
			return "", "", err
		}
		if err := extractKernel(ctx, deb, file); err != nil {
			return "", "", err
		}
		os.Remove(deb) // which is larger by its modules
	}
	return file, upstream(image.version), nil
}

// extractKernel writes the kernel that is in a package to a file.
func extractKernel(ctx context.Context, deb, file string) error {
	found := false
	err := files(ctx, deb, func(h *tar.Header, r io.Reader) error {
		if h.Typeflag != tar.TypeReg || !strings.HasPrefix(path.Base(h.Name), "vmlinuz") {
			return nil
		}
		found = true
		b, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		return os.WriteFile(file, b, 0o644)
	})
	if err == nil && !found {
		err = fmt.Errorf("%s has no kernel", deb)
	}
	return err
}

var errNone = errors.New("none in the archive")

func newest(all []record) record {
	return slices.MaxFunc(all, func(a, b record) int { return compareVersions(a.version, b.version) })
}

// upstream returns a Debian version without Debian's part.
func upstream(version string) string {
	v, _, _ := strings.Cut(version, "-")
	return v
}

// inSeries reports whether a version is the series or one of it.
func inSeries(version, series string) bool {
	return version == series || strings.HasPrefix(version, series+".") || strings.HasPrefix(version, series+"~")
}
