//go:build linux

package box

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// programPath is where a box has the test program: its own place may be below /tmp.
const programPath = "/run/.box/program"

const hierarchies = "/sys/fs/cgroup"

// furnish mounts what is the box's own. The mount namespace is new, as are all others.
func furnish() error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return os.NewSyscallError("mount", err)
	}
	self, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return err
	}
	// The descriptor finds it whatever is mounted over its place.
	program, err := unix.Open(self, unix.O_PATH|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("%s: %w", self, os.NewSyscallError("open", err))
	}
	defer unix.Close(program)
	for _, step := range []func() error{
		ownCgroups,
		func() error { return mount("proc", "/proc", "proc", "") },
		func() error { return mount("run", "/run", "tmpfs", "mode=755") },
		func() error { return os.MkdirAll("/run/.box", 0o700) },
		func() error { return os.WriteFile(programPath, nil, 0o700) },
		func() error {
			return os.NewSyscallError("mount", unix.Mount(fmt.Sprintf("/proc/self/fd/%d", program), programPath, "", unix.MS_BIND, ""))
		},
		overlays,
		func() error { return mount("tmp", "/tmp", "tmpfs", "mode=1777") },
		func() error { return os.MkdirAll("/run/home", 0o700) },
		func() error { return os.MkdirAll("/run/lock", 0o755) },
		func() error { return os.NewSyscallError("sethostname", unix.Sethostname([]byte("node1"))) },
		loopback,
		// The kubelet and containerd want what they mount to be seen elsewhere.
		func() error {
			return os.NewSyscallError("mount", unix.Mount("", "/", "", unix.MS_REC|unix.MS_SHARED, ""))
		},
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func mount(source, target, fstype, options string) error {
	if err := unix.Mount(source, target, fstype, 0, options); err != nil {
		return fmt.Errorf("%s: %w", target, os.NewSyscallError("mount", err))
	}
	return nil
}

// overlays makes changes below some directories the box's own, and gives empty ones to those in
// which engines keep images and containers: an overlay upon an overlay is best avoided.
func overlays() error {
	for _, dir := range []string{"etc", "var", "opt"} {
		upper, work := "/run/.box/"+dir, "/run/.box/"+dir+".work"
		for _, d := range []string{upper, work} {
			if err := os.Mkdir(d, 0o755); err != nil {
				return err
			}
		}
		if err := mount("box", "/"+dir, "overlay", fmt.Sprintf("lowerdir=/%s,upperdir=%s,workdir=%s", dir, upper, work)); err != nil {
			return err
		}
	}
	for _, dir := range []string{"/var/lib/kubelet", "/var/lib/containerd", "/var/lib/containers", "/var/log/pods", "/var/log/containers", "/var/tmp"} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := mount("box", dir, "tmpfs", "mode=755"); err != nil {
			return err
		}
	}
	return nil
}

// privateDev gives a box with a service manager a /dev of its own, for that changes it.
func privateDev() error {
	const dev = "/run/.box/dev"
	if err := os.Mkdir(dev, 0o755); err != nil {
		return err
	}
	if err := mount("dev", dev, "tmpfs", "mode=755"); err != nil {
		return err
	}
	for name, minor := range map[string]uint32{"null": 3, "zero": 5, "full": 7, "random": 8, "urandom": 9} {
		if err := device(dev, name, 1, minor); err != nil {
			return err
		}
	}
	if err := device(dev, "tty", 5, 0); err != nil {
		return err
	}
	for _, d := range []string{"pts", "shm", "mqueue"} {
		if err := os.Mkdir(filepath.Join(dev, d), 0o755); err != nil {
			return err
		}
	}
	if err := mount("devpts", dev+"/pts", "devpts", "newinstance,ptmxmode=666,mode=620"); err != nil {
		return err
	}
	if err := mount("shm", dev+"/shm", "tmpfs", "mode=1777"); err != nil {
		return err
	}
	for name, to := range map[string]string{
		"ptmx": "pts/ptmx", "fd": "/proc/self/fd", "stdin": "fd/0", "stdout": "fd/1", "stderr": "fd/2",
	} {
		if err := os.Symlink(to, filepath.Join(dev, name)); err != nil {
			return err
		}
	}
	return os.NewSyscallError("mount", unix.Mount(dev, "/dev", "", unix.MS_BIND|unix.MS_REC, ""))
}

func device(dir, name string, major, minor uint32) error {
	path := filepath.Join(dir, name)
	if err := unix.Mknod(path, unix.S_IFCHR|0o666, int(unix.Mkdev(major, minor))); err != nil {
		return os.NewSyscallError("mknod", err)
	}
	return os.Chmod(path, 0o666) // whatever the umask is
}

// loopback sets the network namespace's only device up.
func loopback() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("socket", err)
	}
	defer unix.Close(fd)
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	lo.SetUint16(unix.IFF_UP)
	return os.NewSyscallError("ioctl(SIOCSIFFLAGS)", unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, lo))
}

// cgroups are the directories of a box, one in each hierarchy.
type cgroups []string

// hierarchy is a mount of a hierarchy of cgroups.
type hierarchy struct {
	path, fstype, options string
}

func mounted() ([]hierarchy, error) {
	f, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []hierarchy
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		before, after, ok := strings.Cut(lines.Text(), " - ")
		a, b := strings.Fields(before), strings.Fields(after)
		if ok && len(a) > 4 && len(b) > 2 && strings.HasPrefix(b[0], "cgroup") && strings.HasPrefix(a[4], hierarchies) {
			all = append(all, hierarchy{a[4], b[0], b[2]})
		}
	}
	return all, lines.Err()
}

// makeCgroups makes a cgroup in each hierarchy, in that of version 2, too, where it is beside the
// others: a box does not mount it then, but systemd does.
func makeCgroups(name string) (cgroups, error) {
	all, err := mounted()
	if err != nil {
		return nil, err
	}
	var made cgroups
	for _, h := range all {
		dir := filepath.Join(h.path, name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			return made, err
		}
		made = append(made, dir)
		// No process can join a cpuset that has no CPUs.
		for _, file := range []string{"cpuset.cpus", "cpuset.mems"} {
			if b, err := os.ReadFile(filepath.Join(h.path, file)); err == nil && h.fstype == "cgroup" {
				if err := os.WriteFile(filepath.Join(dir, file), b, 0); err != nil {
					return made, err
				}
			}
		}
		if h.fstype == "cgroup" {
			_ = os.WriteFile(filepath.Join(dir, "cgroup.clone_children"), []byte("1"), 0)
		}
	}
	return made, nil
}

func (c cgroups) add(pid int) error {
	for _, dir := range c {
		if err := os.WriteFile(filepath.Join(dir, "cgroup.procs"), fmt.Append(nil, pid), 0); err != nil {
			return err
		}
	}
	return nil
}

// remove removes the cgroups with all below. The kernel may need a moment for what was killed.
func (c cgroups) remove() {
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		left := false
		for _, dir := range c {
			removeBelow(dir)
			if _, err := os.Lstat(dir); err == nil {
				left = true
			}
		}
		if !left {
			return
		}
		if time.Now().After(deadline) {
			fmt.Fprintf(os.Stderr, "box: cgroups are left: %s\n", strings.Join(c, " "))
			return
		}
	}
}

// removeBelow removes a cgroup after those below it. Its files cannot be removed, and need
// not be.
func removeBelow(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.IsDir() {
			removeBelow(filepath.Join(dir, e.Name()))
		}
	}
	_ = unix.Rmdir(dir)
}

// ownCgroups mounts the hierarchies anew: their roots are then the box's own cgroups. The
// second version is left out where it is beside the first, which runtimes do not get along with.
func ownCgroups() error {
	all, err := mounted()
	if err != nil {
		return err
	}
	const staging = "/mnt"
	mixed := false
	for _, h := range all {
		mixed = mixed || h.fstype == "cgroup"
	}
	if !mixed {
		return onlyVersion2()
	}
	if err := mount("cgroups", staging, "tmpfs", "mode=755"); err != nil {
		return err
	}
	for _, h := range all {
		if h.fstype != "cgroup" {
			continue
		}
		dir := filepath.Join(staging, filepath.Base(h.path))
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
		var options []string
		for o := range strings.SplitSeq(h.options, ",") {
			switch {
			case o == "rw", o == "ro", o == "xattr", strings.HasPrefix(o, "release_agent="):
			case strings.HasPrefix(o, "name="):
				options = append(options, "none", o)
			default:
				options = append(options, o)
			}
		}
		if err := mount("cgroup", dir, "cgroup", strings.Join(options, ",")); err != nil {
			return err
		}
	}
	if err := unix.Unmount(hierarchies, unix.MNT_DETACH); err != nil {
		return os.NewSyscallError("umount2", err)
	}
	return os.NewSyscallError("mount", unix.Mount(staging, hierarchies, "", unix.MS_MOVE, ""))
}

// onlyVersion2 mounts the hierarchy anew, and makes room for controllers: a cgroup that has
// some for those below has no processes of its own (cgroups(7)).
func onlyVersion2() error {
	if err := unix.Unmount(hierarchies, unix.MNT_DETACH); err != nil {
		return os.NewSyscallError("umount2", err)
	}
	if err := mount("cgroup2", hierarchies, "cgroup2", ""); err != nil {
		return err
	}
	first := filepath.Join(hierarchies, "init")
	if err := os.Mkdir(first, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(first, "cgroup.procs"), []byte("0"), 0); err != nil {
		return err
	}
	controllers, err := os.ReadFile(filepath.Join(hierarchies, "cgroup.controllers"))
	if err != nil {
		return err
	}
	for name := range strings.FieldsSeq(string(controllers)) {
		_ = os.WriteFile(filepath.Join(hierarchies, "cgroup.subtree_control"), []byte("+"+name), 0)
	}
	return nil
}
