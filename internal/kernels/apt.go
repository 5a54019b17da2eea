//go:build linux

package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// keyring verifies what is downloaded, whatever keys else the machine trusts.
const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"

// listsAge is how old package lists may become. The packages that old lists name are
// gone from the archive at some time.
const listsAge = 12 * time.Hour

// An archive is a private view of Debian's archive: suites of its own choice, for an
// architecture of its own, with lists, cache and state of its own. Where Debian is
// mirrored it knows from the machine's configuration, of which it changes nothing.
type archive struct {
	dir  string
	arch string // Debian's name
}

// A suite is one of Debian's. Those of security updates are kept apart.
type suite struct {
	name     string
	security bool
}

// openArchive returns an archive with the lists of the suites, which are kept in dir.
func openArchive(ctx context.Context, dir, arch string, suites ...suite) (*archive, error) {
	a := &archive{dir: dir, arch: arch}
	for _, d := range []string{"lists/partial", "cache/archives/partial"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return nil, err
		}
	}
	mirror, security, err := mirrors(ctx)
	if err != nil {
		return nil, err
	}
	var sources strings.Builder
	for _, s := range suites {
		uri := mirror
		if s.security {
			uri = security
		}
		fmt.Fprintf(&sources, "deb [arch=%s signed-by=%s] %s %s main\n", arch, keyring, uri, s.name)
	}
	list := filepath.Join(dir, "sources.list")
	old, _ := os.ReadFile(list)
	stamp, err := os.Stat(filepath.Join(dir, "updated"))
	if err == nil && time.Since(stamp.ModTime()) < listsAge && string(old) == sources.String() {
		return a, nil
	}
	// Nothing is installed here, so that dependencies are those of an empty system.
	if err := errors.Join(
		os.WriteFile(list, []byte(sources.String()), 0o644),
		os.WriteFile(filepath.Join(dir, "status"), nil, 0o644),
	); err != nil {
		return nil, err
	}
	if _, err := a.run(ctx, dir, "apt-get", "update", "-q", "--error-on=any"); err != nil {
		return nil, err
	}
	return a, os.WriteFile(filepath.Join(dir, "updated"), nil, 0o644)
}

// releases are the names of what only Debian's archive has.
var releases = []string{
	"bullseye", "bookworm", "trixie", "forky", "sid",
	"oldoldstable", "oldstable", "stable", "testing", "unstable",
}

// mirrors returns from where the machine gets Debian and its security updates.
func mirrors(ctx context.Context) (mirror, security string, err error) {
	const want = "$(REPO_URI) $(RELEASE)"
	out, err := output(ctx, ".", "apt-get", "indextargets", "--format", want, "Created-By: Packages")
	if err != nil {
		return "", "", err
	}
	for line := range strings.Lines(out) {
		uri, release, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case strings.HasSuffix(release, "-security"):
			security = uri
		case slices.Contains(releases, release):
			mirror = uri
		}
	}
	if mirror == "" || security == "" {
		return "", "", errors.New("the machine's apt sources name no Debian archive and its security updates, whose mirrors have the kernels")
	}
	return mirror, security, nil
}

func (a *archive) run(ctx context.Context, dir, program string, args ...string) (string, error) {
	path := func(name string) string { return filepath.Join(a.dir, name) }
	var options []string
	for _, o := range []string{
		"Dir::Etc::sourcelist=" + path("sources.list"),
		"Dir::Etc::sourceparts=-",
		"Dir::Etc::preferences=-",
		"Dir::Etc::preferencesparts=-",
		"Dir::State::lists=" + path("lists"),
		"Dir::State::status=" + path("status"),
		"Dir::State::extended_states=" + path("extended_states"),
		"Dir::Cache=" + path("cache"),
		"Dir::Cache::archives=" + path("cache/archives"),
		"APT::Architecture=" + a.arch,
		"APT::Architectures=" + a.arch,
		"APT::Sandbox::User=",
		"APT::Update::Post-Invoke=",
		"APT::Update::Post-Invoke-Success=",
		"Acquire::Languages=none",
		"Acquire::Retries=3",
		"Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false",
		"Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
		"Acquire::IndexTargets::deb::DEP-11-icons-small::DefaultEnabled=false",
		"Acquire::IndexTargets::deb::DEP-11-icons::DefaultEnabled=false",
		"Acquire::IndexTargets::deb::DEP-11-icons-hidpi::DefaultEnabled=false",
		"Acquire::IndexTargets::deb::DEP-11-icons-large::DefaultEnabled=false",
	} {
		options = append(options, "-o", o)
	}
	return output(ctx, dir, program, append(options, args...)...)
}

// A record is what the archive says of one package.
type record struct {
	name, version, depends string
}

// records returns the packages whose names begin so, in every version.
func (a *archive) records(ctx context.Context, prefix string, keep func(name string) bool) ([]record, error) {
	out, err := a.run(ctx, ".", "apt-cache", "pkgnames", prefix)
	if err != nil {
		return nil, err
	}
	names := slices.DeleteFunc(strings.Fields(out), func(name string) bool { return !keep(name) })
	if len(names) == 0 {
		return nil, nil
	}
	if out, err = a.run(ctx, ".", "apt-cache", append([]string{"show"}, names...)...); err != nil {
		return nil, err
	}
	var all []record
	for _, paragraph := range strings.Split(out, "\n\n") {
		var r record
		for line := range strings.Lines(paragraph) {
			field, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch field {
			case "Package":
				r.name = value
			case "Version":
				r.version = value
			case "Depends":
				r.depends = value
			}
		}
		if r.name != "" {
			all = append(all, r)
		}
	}
	return all, nil
}

// download fetches one package, if it was not, and returns its file.
func (a *archive) download(ctx context.Context, r record) (string, error) {
	dir := filepath.Join(a.dir, "debs")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	pattern := filepath.Join(dir, r.name+"_"+strings.ReplaceAll(r.version, ":", "%3a")+"_*.deb")
	if files, _ := filepath.Glob(pattern); len(files) == 1 {
		return files[0], nil
	}
	if _, err := a.run(ctx, dir, "apt-get", "download", "-q", r.name+"="+r.version); err != nil {
		return "", err
	}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) != 1 {
		return "", fmt.Errorf("apt-get download %s=%s: got %v", r.name, r.version, files)
	}
	return files[0], nil
}

// downloadAll fetches packages with all that they depend on, and returns their files.
func (a *archive) downloadAll(ctx context.Context, packages ...string) ([]string, error) {
	// What an older version has left would be taken for wanted.
	if _, err := a.run(ctx, ".", "apt-get", "autoclean", "-qq"); err != nil {
		return nil, err
	}
	if _, err := a.run(ctx, ".", "apt-get", append([]string{"install", "--download-only", "-qq", "-y", "--no-install-recommends"}, packages...)...); err != nil {
		return nil, err
	}
	return filepath.Glob(filepath.Join(a.dir, "cache/archives/*.deb"))
}

// files calls f for everything in a package, with its path relative to the root.
func files(ctx context.Context, deb string, f func(*tar.Header, io.Reader) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, "dpkg-deb", "--fsys-tarfile", deb)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	r := tar.NewReader(bufio.NewReaderSize(out, 1<<20))
	for {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err == nil {
			h.Name = strings.Trim(strings.TrimPrefix(h.Name, "."), "/")
			err = f(h, r)
		}
		if err != nil {
			cancel()
			return errors.Join(fmt.Errorf("%s: %w", filepath.Base(deb), err), ignoreKilled(cmd.Wait()))
		}
	}
	if _, err := io.Copy(io.Discard, out); err != nil {
		return err
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("dpkg-deb: %w\n%s", err, stderr.String())
	}
	return nil
}

// ignoreKilled drops the error of a command that was ended on purpose.
func ignoreKilled(err error) error {
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil
	}
	return err
}

// output runs a program and returns what it prints. What it says otherwise goes into the
// error.
func output(ctx context.Context, dir, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	// In another language the output could not be understood.
	cmd.Env = append(os.Environ(), "LC_ALL=C", "DEBIAN_FRONTEND=noninteractive")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s%s", program, lastOf(args), err, stdout.String(), stderr.String())
	}
	return stdout.String(), nil
}

func lastOf(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[len(args)-1]
}

// compareVersions orders versions as people do: numbers by their size.
func compareVersions(a, b string) int {
	for a != "" && b != "" {
		na, nb := leadingDigits(a), leadingDigits(b)
		if na > 0 && nb > 0 {
			x, _ := strconv.ParseUint(a[:na], 10, 64)
			y, _ := strconv.ParseUint(b[:nb], 10, 64)
			if x != y {
				if x < y {
					return -1
				}
				return 1
			}
			a, b = a[na:], b[nb:]
			continue
		}
		if a[0] != b[0] {
			// A tilde is before everything, even before the end.
			if a[0] == '~' || b[0] != '~' && a[0] < b[0] {
				return -1
			}
			return 1
		}
		a, b = a[1:], b[1:]
	}
	switch {
	case strings.HasPrefix(a, "~"):
		return -1
	case strings.HasPrefix(b, "~"):
		return 1
	}
	return len(a) - len(b)
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
