//go:build cgo

package broker

import (
	"golang.org/x/sys/unix"
)

type planner func(j *job) (*plan, error)

const opened = Read | Write | Create

// What many entries have in common.
const (
	openDiffers = "A terminal never becomes the controlling one; drivers that note who opens them see the supervisor. " +
		"O_PATH is left to the kernel, unjudged."
	unixDiffers = "The peer of an AF_UNIX socket sees the supervisor's process number."
)

// ioctls that change a file which is open for reading.
const (
	fsSetFlags   = 0x40086602
	fsSetFlags32 = 0x40046602
	fsSetXattr   = 0x401c5820
)

// table has the calls. Each architecture has some of them.
var table = []entry{
	{name: "open", may: opened, plan: planOpenat(-1, 0), flags: 1, differs: openDiffers},
	{name: "openat", may: opened, plan: planOpenat(0, 1), flags: 2, differs: openDiffers},
	{name: "creat", may: Write | Create, plan: planCreat, differs: openDiffers},
	{name: "openat2", may: opened, plan: planOpenat2, differs: openDiffers + " Here O_PATH is ENOSYS, since it is in memory."},

	{name: "mkdir", may: Create, plan: planMkdir(-1, 0)},
	{name: "mkdirat", may: Create, plan: planMkdir(0, 1)},
	{name: "mknod", may: Create, plan: planMknod(-1, 0)},
	{name: "mknodat", may: Create, plan: planMknod(0, 1)},
	{name: "symlink", may: Create, plan: planSymlink(-1, 1)},
	{name: "symlinkat", may: Create, plan: planSymlink(1, 2)},
	{name: "link", may: Create | Link, plan: planLink(-1, 0, -1, 1, -1)},
	{name: "linkat", may: Create | Link, plan: planLink(0, 1, 2, 3, 4)},
	{name: "unlink", may: Remove, plan: planUnlink(-1, 0, -1, 0)},
	{name: "unlinkat", may: Remove, plan: planUnlink(0, 1, 2, 0)},
	{name: "rmdir", may: Remove, plan: planUnlink(-1, 0, -1, unix.AT_REMOVEDIR)},
	{name: "rename", may: Create | Remove, plan: planRename(-1, 0, -1, 1, -1)},
	{name: "renameat", may: Create | Remove, plan: planRename(0, 1, 2, 3, -1)},
	{name: "renameat2", may: Create | Remove, plan: planRename(0, 1, 2, 3, 4)},

	{name: "chmod", may: Metadata, plan: planChmod(-1, 0, -1)},
	{name: "fchmod", may: Metadata, plan: planFchmod},
	{name: "fchmodat", may: Metadata, plan: planChmod(0, 1, -1)},
	{name: "fchmodat2", nr: 452, may: Metadata, plan: planChmod(0, 1, 3)},
	{name: "chown", may: Metadata, plan: planChown(-1, 0, -1, 0)},
	{name: "lchown", may: Metadata, plan: planChown(-1, 0, -1, unix.AT_SYMLINK_NOFOLLOW)},
	{name: "fchown", may: Metadata, plan: planFchown},
	{name: "fchownat", may: Metadata, plan: planChown(0, 1, 4, 0)},
	{name: "truncate", may: Write, plan: planTruncate},
	{name: "utime", may: Metadata, plan: planTimes(-1, 0, -1, seconds)},
	{name: "utimes", may: Metadata, plan: planTimes(-1, 0, -1, timevals)},
	{name: "futimesat", may: Metadata, plan: planTimes(0, 1, -1, timevals)},
	{name: "utimensat", may: Metadata, plan: planTimes(0, 1, 3, timespecs)},
	{name: "setxattr", may: Metadata, plan: planSetxattr(byPath)},
	{name: "lsetxattr", may: Metadata, plan: planSetxattr(byLink)},
	{name: "fsetxattr", may: Metadata, plan: planSetxattr(byFD)},
	{name: "setxattrat", nr: 463, may: Metadata, plan: planSetxattrat},
	{name: "removexattr", may: Metadata, plan: planRemovexattr(byPath)},
	{name: "lremovexattr", may: Metadata, plan: planRemovexattr(byLink)},
	{name: "fremovexattr", may: Metadata, plan: planRemovexattr(byFD)},
	{name: "removexattrat", nr: 466, may: Metadata, plan: planRemovexattrat},
	{name: "file_setattr", nr: sysFileSetattr, may: Metadata, plan: planFileAttr(sysFileSetattr, Metadata)},
	{name: "ioctl", may: Metadata, plan: planIoctl, when: []condition{
		{is(1, fsSetFlags)}, {is(1, fsSetFlags32)}, {is(1, fsSetXattr)},
	}, differs: "Only FS_IOC_SETFLAGS and FS_IOC_FSSETXATTR, by which a file that is open for reading can be changed. The others are left to the kernel, but those below."},

	{name: "stat", may: Stat, plan: planStat(-1, 0, -1, 0)},
	{name: "lstat", may: Stat, plan: planStat(-1, 0, -1, unix.AT_SYMLINK_NOFOLLOW)},
	{name: "newfstatat", may: Stat, plan: planStat(0, 1, 3, 0)},
	{name: "statx", may: Stat, plan: planStatx},
	{name: "statfs", may: Stat, plan: planStatfs},
	{name: "access", may: Stat | Read | Write, plan: planAccess(-1, 0, -1), mode: 1},
	{name: "faccessat", may: Stat | Read | Write, plan: planAccess(0, 1, -1), mode: 2},
	{name: "faccessat2", nr: 439, may: Stat | Read | Write, plan: planAccess(0, 1, 3), mode: 2},
	{name: "readlink", may: Stat, plan: planReadlink(-1, 0)},
	{name: "readlinkat", may: Stat, plan: planReadlink(0, 1)},
	{name: "getxattr", may: Stat, plan: planGetxattr(byPath)},
	{name: "lgetxattr", may: Stat, plan: planGetxattr(byLink)},
	{name: "getxattrat", nr: 464, may: Stat, plan: planGetxattrat},
	{name: "listxattr", may: Stat, plan: planListxattr(byPath)},
	{name: "llistxattr", may: Stat, plan: planListxattr(byLink)},
	{name: "listxattrat", nr: 465, may: Stat, plan: planListxattrat},
	{name: "file_getattr", nr: sysFileGetattr, may: Stat, plan: planFileAttr(sysFileGetattr, Stat)},
	{name: "name_to_handle_at", may: Stat, plan: planHandle},
	{name: "inotify_add_watch", may: Read, plan: planWatch, differs: "Watches count for the user who made the inotify instance."},

	{
		name: "socket", may: Socket, how: judged, registers: true, plan: planSocket,
		differs: "Families and types whose addresses cannot be judged are EACCES: all but AF_UNIX, AF_NETLINK, and TCP, UDP, MPTCP and ping of AF_INET and AF_INET6.",
	},
	{name: "connect", may: Connect, plan: planConnect, differs: unixDiffers},
	{name: "bind", may: Bind | Create, plan: planBind},
	{name: "listen", may: Bind, plan: planListen},
	{name: "sendto", may: Send, plan: planSendto, when: []condition{{}}, // see the filter
		differs: unixDiffers + " Without an address, which is a register, it is left to the kernel. MSG_FASTOPEN is EOPNOTSUPP."},
	{
		name: "sendmsg", may: Send, plan: planSendmsg,
		differs: unixDiffers + " Control messages are those of a list: SCM_RIGHTS, SCM_CREDENTIALS, IP_PKTINFO, IPV6_PKTINFO, TTL, TOS, hop limit, traffic class, UDP_SEGMENT, time stamps; others are EINVAL. MSG_FASTOPEN is EOPNOTSUPP.",
	},
	{name: "sendmmsg", may: Send, plan: planSendmmsg, differs: "As sendmsg."},
	{name: "setsockopt", how: refused, errno: unix.EPERM, may: Connect | Send, when: []condition{
		{is(1, unix.IPPROTO_IP), is(2, unix.IP_OPTIONS)},
		{is(1, unix.IPPROTO_IPV6), is(2, 57)}, // IPV6_RTHDR
		{is(1, unix.IPPROTO_IPV6), is(2, 6)},  // IPV6_2292PKTOPTIONS
		{is(1, unix.IPPROTO_IPV6), is(2, 5)},  // IPV6_2292RTHDR
		{is(1, unix.IPPROTO_IPV6), is(2, 55)}, // IPV6_RTHDRDSTOPTS
		{is(1, unix.IPPROTO_IPV6), is(2, 59)}, // IPV6_DSTOPTS
		{is(1, unix.IPPROTO_IPV6), is(2, 54)}, // IPV6_HOPOPTS
	}, differs: "Only options that set where packets go by the way: IP_OPTIONS, IPV6_RTHDR and their kin. The others are left to the kernel."},

	// What types for the user on a terminal that the target shares with others.
	{
		name: "ioctl", how: refused, errno: unix.EPERM, when: []condition{{is(1, unix.TIOCSTI)}, {is(1, unix.TIOCLINUX)}},
		differs: "Only TIOCSTI and TIOCLINUX, which type on the terminal.",
	},
	// What changes a file that is open for reading, and is rare.
	{name: "ioctl", how: refused, errno: unix.EOPNOTSUPP, may: Metadata, when: []condition{
		{is(1, 0x40087602)}, {is(1, 0x40047602)}, // FS_IOC_SETVERSION
		{is(1, 0x40806685)}, // FS_IOC_ENABLE_VERITY
		{is(1, 0x800c6613)}, // FS_IOC_SET_ENCRYPTION_POLICY
	}, differs: "Only FS_IOC_SETVERSION, FS_IOC_ENABLE_VERITY and FS_IOC_SET_ENCRYPTION_POLICY."},

	// Calls by which a process walks around its supervisor.
	{name: "io_uring_setup", nr: 425, how: refused, errno: unix.EPERM, differs: "It makes calls that no filter sees."},
	{name: "io_uring_enter", nr: 426, how: refused, errno: unix.EPERM, differs: "It makes calls that no filter sees."},
	{name: "io_uring_register", nr: 427, how: refused, errno: unix.EPERM, differs: "It makes calls that no filter sees."},
	{name: "open_by_handle_at", may: Files, how: refused, errno: unix.EPERM, differs: "It opens without a path."},
	{name: "pidfd_getfd", nr: 438, how: refused, errno: unix.EPERM, differs: "It takes descriptors of processes that are not supervised."},
	{name: "ptrace", how: refused, errno: unix.EPERM, differs: "It makes a process that is not supervised do what it likes."},
	{name: "process_vm_readv", how: refused, errno: unix.EPERM, differs: "It reads what other processes keep to themselves."},
	{name: "process_vm_writev", how: refused, errno: unix.EPERM, differs: "It makes a process that is not supervised do what it likes."},
	{name: "userfaultfd", how: refused, errno: unix.EPERM, differs: "It holds up whoever reads the target's memory."},
	{name: "setns", how: refused, errno: unix.EPERM, differs: "In another namespace paths and addresses mean other things."},
	{name: "chroot", may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "In another root paths mean other files."},
	{name: "pivot_root", may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "In another root paths mean other files."},
	{name: "mount", may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "umount2", may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "open_tree", nr: 428, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "move_mount", nr: 429, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "fsopen", nr: 430, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "fsconfig", nr: 431, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "fsmount", nr: 432, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "fspick", nr: 433, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "mount_setattr", nr: 442, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "open_tree_attr", nr: 467, may: Files | Connect | Bind | Send, how: refused, errno: unix.EPERM, differs: "It makes paths mean other files."},
	{name: "fanotify_init", may: Files, how: refused, errno: unix.EPERM, differs: "It gives descriptors of files that others use."},
	{name: "fanotify_mark", may: Files, how: refused, errno: unix.EPERM, differs: "It gives descriptors of files that others use."},
	{name: "mq_open", how: refused, errno: unix.EPERM, differs: "Message queues have names of their own, also outside."},
	{name: "mq_unlink", how: refused, errno: unix.EPERM, differs: "Message queues have names of their own, also outside."},
	{name: "bpf", how: refused, errno: unix.EPERM, differs: "It opens by path, and runs in the kernel."},
	{name: "perf_event_open", how: refused, errno: unix.EPERM, differs: "It watches processes that are not supervised."},
	{name: "kexec_load", how: refused, errno: unix.EPERM, differs: "It replaces the kernel."},
	{name: "kexec_file_load", how: refused, errno: unix.EPERM, differs: "It replaces the kernel."},
	{name: "init_module", how: refused, errno: unix.EPERM, differs: "It changes the kernel."},
	{name: "finit_module", how: refused, errno: unix.EPERM, differs: "It changes the kernel."},
	{name: "delete_module", how: refused, errno: unix.EPERM, differs: "It changes the kernel."},
	{name: "reboot", how: refused, errno: unix.EPERM, differs: "It ends the machine."},
	{name: "syslog", how: refused, errno: unix.EPERM, differs: "The kernel's log is everybody's."},
	{name: "iopl", how: refused, errno: unix.EPERM, differs: "It reaches hardware past the kernel."},
	{name: "ioperm", how: refused, errno: unix.EPERM, differs: "It reaches hardware past the kernel."},
	{name: "swapon", may: Files, how: refused, errno: unix.EPERM, differs: "It uses a file by path."},
	{name: "swapoff", may: Files, how: refused, errno: unix.EPERM, differs: "It uses a file by path."},
	{name: "acct", may: Files, how: refused, errno: unix.EPERM, differs: "It writes a file by path."},
	{name: "quotactl", may: Files, how: refused, errno: unix.EPERM, differs: "It uses a file by path."},
	{name: "quotactl_fd", nr: 443, may: Files, how: refused, errno: unix.EPERM, differs: "It changes limits of a file system."},
	{name: "uselib", may: Files, how: refused, errno: unix.ENOSYS, differs: "It opens by path."},
	{name: "lookup_dcookie", may: Files, how: refused, errno: unix.EPERM, differs: "It tells paths."},
	{name: "landlock_create_ruleset", nr: 444, how: refused, errno: unix.EOPNOTSUPP, differs: "The target's own rules would not hold for calls that are performed. It is as if Landlock were switched off."},
	{name: "landlock_add_rule", nr: 445, how: refused, errno: unix.EOPNOTSUPP, differs: "As landlock_create_ruleset."},
	{name: "landlock_restrict_self", nr: 446, how: refused, errno: unix.EOPNOTSUPP, differs: "As landlock_create_ruleset."},
	{name: "lsm_set_self_attr", nr: 460, how: refused, errno: unix.EPERM, differs: "A label of the target's own would not hold for calls that are performed."},
	{name: "keyctl", how: refused, errno: unix.EPERM, differs: "Keys are the user's, also outside."},
	{name: "add_key", how: refused, errno: unix.EPERM, differs: "Keys are the user's, also outside."},
	{name: "request_key", how: refused, errno: unix.EPERM, differs: "It starts programs outside."},
}

// reviewed has the numbers, from the first that all architectures have in common, of calls that are left to the
// kernel on purpose. Others of these numbers are newer than this package, and are ENOSYS.
var reviewed = func() map[int]bool {
	m := map[int]bool{}
	for _, nr := range []int{
		424,           // pidfd_send_signal
		434,           // pidfd_open
		435,           // clone3
		436,           // close_range
		440,           // process_madvise
		441,           // epoll_pwait2
		447,           // memfd_secret
		448,           // process_mrelease
		449,           // futex_waitv
		450,           // set_mempolicy_home_node
		451,           // cachestat
		453,           // map_shadow_stack
		454, 455, 456, // futex_wake, futex_wait, futex_requeue
		457, 458, // statmount, listmount
		459, 461, // lsm_get_self_attr, lsm_list_modules
		462, // mseal
	} {
		m[nr] = true
	}
	for i := range table {
		if table[i].nr != 0 {
			m[table[i].nr] = true
		}
	}
	m[437] = true // openat2
	return m
}()

const (
	firstCommon = 424
	lastCommon  = 511 // x32 begins after that on x86
)
