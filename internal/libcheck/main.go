//go:build linux

// Command libcheck tells what a program sees of the libseccomp that it runs with, for
// the comparison of versions.
//
//	libcheck use      supervises a command by every way in; exit status 3 is a refusal
//	libcheck names    prints the name of each call that there is
package main

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/launch"
)

func main() {
	var err error
	switch what := strings.Join(os.Args[1:], " "); what {
	case "use":
		err = use()
	case "names":
		err = names()
	default:
		err = fmt.Errorf("libcheck: use or names, not %q", what)
	}
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	if errors.Is(err, errors.ErrUnsupported) {
		os.Exit(3)
	}
	os.Exit(1)
}

func use() error {
	f := seccompstream.Features()
	fmt.Fprintf(os.Stdout, "%s %s\n", f.Libseccomp, loaded())
	_, notListener := seccompstream.NewNotificationStream(-1, nil)
	_, err := launch.Notify("mkdir", "mkdirat")
	switch refused := errors.Is(err, errors.ErrUnsupported); {
	case refused != errors.Is(notListener, errors.ErrUnsupported), refused == f.Notifications:
		return fmt.Errorf("contradictions: %t notifications, %w, %w", f.Notifications, notListener, err)
	case err != nil:
		return errors.Join(notListener, err)
	case !errors.Is(notListener, seccompstream.ErrNotListener):
		return notListener
	}
	return supervise()
}

// supervise refuses a directory to a command that makes one, and looks at what the two saw.
func supervise() error {
	filter, err := launch.Notify("mkdir", "mkdirat")
	if err != nil {
		return err
	}
	cmd := exec.Command("mkdir", "/proc/none")
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	var printed strings.Builder
	cmd.Stderr = &printed
	stream, err := launch.Start(cmd, filter, nil)
	if err != nil {
		return err
	}
	defer stream.Close()
	var calls []string
	for n := range stream.C() {
		path := n.Args[0]
		if n.Name() == "mkdirat" {
			path = n.Args[1]
		}
		dir, err := n.Memory().ReadString(path, 100)
		if err != nil {
			return err
		}
		calls = append(calls, n.Name()+" "+dir)
		if err := n.Error(unix.EMLINK); err != nil {
			return err
		}
	}
	_ = cmd.Wait() // it fails, and says why
	if len(calls) != 1 || !strings.HasSuffix(calls[0], " /proc/none") || !strings.Contains(printed.String(), "Too many links") {
		return fmt.Errorf("the calls %q, which printed %q", calls, &printed)
	}
	return stream.Err()
}

// loaded returns the file of the libseccomp that is mapped, "static" if there is none.
func loaded() string {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return err.Error()
	}
	for line := range strings.Lines(string(maps)) {
		if i := strings.Index(line, "/"); i >= 0 && strings.Contains(line[i:], "libseccomp.so") {
			return strings.TrimSpace(line[i:])
		}
	}
	return "static"
}

// tables has the architectures by the names that Go has for those that it runs on.
var tables = map[string]uint32{
	"amd64":    unix.AUDIT_ARCH_X86_64,
	"386":      unix.AUDIT_ARCH_I386,
	"arm64":    unix.AUDIT_ARCH_AARCH64,
	"arm":      unix.AUDIT_ARCH_ARM,
	"loong64":  unix.AUDIT_ARCH_LOONGARCH64,
	"mips":     unix.AUDIT_ARCH_MIPS,
	"mipsle":   unix.AUDIT_ARCH_MIPSEL,
	"mips64":   unix.AUDIT_ARCH_MIPS64,
	"mips64le": unix.AUDIT_ARCH_MIPSEL64,
	"ppc":      unix.AUDIT_ARCH_PPC,
	"ppc64":    unix.AUDIT_ARCH_PPC64,
	"ppc64le":  unix.AUDIT_ARCH_PPC64LE,
	"riscv64":  unix.AUDIT_ARCH_RISCV64,
	"s390":     unix.AUDIT_ARCH_S390,
	"s390x":    unix.AUDIT_ARCH_S390X,
}

func names() error {
	out := bufio.NewWriter(os.Stdout)
	for _, arch := range slices.Sorted(maps.Keys(tables)) {
		// The tables of MIPS start at 4000 and at 5000.
		for nr := range int32(7000) {
			show := func(arch string, n seccompstream.Notification) {
				if name := n.Name(); !strings.HasPrefix(name, "syscall_") {
					fmt.Fprintf(out, "%s %d %s\n", arch, nr, name)
				}
			}
			show(arch, seccompstream.Notification{Arch: tables[arch], Syscall: nr})
			if arch == "amd64" {
				show("x32", seccompstream.Notification{Arch: tables[arch], Syscall: nr | 0x40000000})
			}
		}
	}
	return out.Flush()
}
