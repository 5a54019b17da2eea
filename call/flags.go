//go:build linux

package call

import (
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
)

// A flag is a name of some bits. Where mask is set the value is that of all these bits together, and
// may be zero.
type flag struct {
	value uint64
	name  string
	mask  uint64
}

// flagSet is what the values of one kind are called.
type flagSet struct {
	choice  bool   // one name is all of the value
	unknown string // what strace writes behind a value without a name
	flags   []flag
}

// nameOf writes a value out.
func nameOf(k calltable.Kind, v uint64) string { return string(appendFlags(nil, k, v)) }

func appendFlags(b []byte, k calltable.Kind, v uint64) []byte {
	set, ok := flagSets[k]
	if !ok {
		return appendHex(b, v)
	}
	return appendSet(b, set, v)
}

func appendSet(b []byte, set flagSet, v uint64) []byte {
	if set.choice {
		for _, f := range set.flags {
			if f.value == v {
				return append(b, f.name...)
			}
		}
		b = appendHex(b, v)
		return append(append(append(b, " /* "...), set.unknown...), " */"...)
	}
	start := len(b)
	rest := v
	bar := func() {
		if len(b) > start {
			b = append(b, '|')
		}
	}
	for _, f := range set.flags {
		switch {
		case f.mask != 0:
			if rest&f.mask == f.value && (f.value != 0 || v&f.mask == 0) {
				bar()
				b = append(b, f.name...)
				rest &^= f.mask
			}
		case f.value == 0:
			if v == 0 && len(b) == start {
				b = append(b, f.name...)
			}
		case rest&f.value == f.value:
			bar()
			b = append(b, f.name...)
			rest &^= f.value
		}
	}
	if rest != 0 {
		known := len(b) > start
		bar()
		b = appendHex(b, rest)
		if !known {
			b = append(append(append(b, " /* "...), set.unknown...), " */"...)
		}
	}
	if len(b) == start {
		b = append(b, '0')
	}
	return b
}

func appendHex(b []byte, v uint64) []byte {
	if v == 0 {
		return append(b, '0')
	}
	return strconv.AppendUint(append(b, "0x"...), v, 16)
}

// bits makes a set of flags, and choice one of values.
func bits(unknown string, flags ...flag) flagSet { return flagSet{false, unknown, flags} }

func choice(unknown string, flags ...flag) flagSet { return flagSet{true, unknown, flags} }

// from makes choices of names that are counted from a number.
func from(first uint64, unknown string, names ...string) flagSet {
	s := flagSet{choice: true, unknown: unknown}
	for i, name := range names {
		if name != "" {
			s.flags = append(s.flags, flag{first + uint64(i), name, 0})
		}
	}
	return s
}

// powers makes flags of names, one a bit.
func powers(unknown string, names ...string) flagSet {
	s := flagSet{unknown: unknown}
	for i, name := range names {
		if name != "" {
			s.flags = append(s.flags, flag{1 << i, name, 0})
		}
	}
	return s
}

func plus(s flagSet, flags ...flag) flagSet {
	s.flags = append(append([]flag{}, s.flags...), flags...)
	return s
}

var atFlags = []flag{
	{unix.AT_SYMLINK_NOFOLLOW, "AT_SYMLINK_NOFOLLOW", 0},
	{unix.AT_REMOVEDIR, "AT_REMOVEDIR", 0},
	{unix.AT_SYMLINK_FOLLOW, "AT_SYMLINK_FOLLOW", 0},
	{unix.AT_NO_AUTOMOUNT, "AT_NO_AUTOMOUNT", 0},
	{unix.AT_EMPTY_PATH, "AT_EMPTY_PATH", 0},
}

var sockFlags = []flag{{unix.SOCK_CLOEXEC, "SOCK_CLOEXEC", 0}, {unix.SOCK_NONBLOCK, "SOCK_NONBLOCK", 0}}

var cloneNames = []flag{
	{unix.CLONE_VM, "CLONE_VM", 0},
	{unix.CLONE_FS, "CLONE_FS", 0},
	{unix.CLONE_FILES, "CLONE_FILES", 0},
	{unix.CLONE_SIGHAND, "CLONE_SIGHAND", 0},
	{unix.CLONE_PIDFD, "CLONE_PIDFD", 0},
	{unix.CLONE_PTRACE, "CLONE_PTRACE", 0},
	{unix.CLONE_VFORK, "CLONE_VFORK", 0},
	{unix.CLONE_PARENT, "CLONE_PARENT", 0},
	{unix.CLONE_THREAD, "CLONE_THREAD", 0},
	{unix.CLONE_NEWNS, "CLONE_NEWNS", 0},
	{unix.CLONE_SYSVSEM, "CLONE_SYSVSEM", 0},
	{unix.CLONE_SETTLS, "CLONE_SETTLS", 0},
	{unix.CLONE_PARENT_SETTID, "CLONE_PARENT_SETTID", 0},
	{unix.CLONE_CHILD_CLEARTID, "CLONE_CHILD_CLEARTID", 0},
	{unix.CLONE_DETACHED, "CLONE_DETACHED", 0},
	{unix.CLONE_UNTRACED, "CLONE_UNTRACED", 0},
	{unix.CLONE_CHILD_SETTID, "CLONE_CHILD_SETTID", 0},
	{unix.CLONE_NEWCGROUP, "CLONE_NEWCGROUP", 0},
	{unix.CLONE_NEWUTS, "CLONE_NEWUTS", 0},
	{unix.CLONE_NEWIPC, "CLONE_NEWIPC", 0},
	{unix.CLONE_NEWUSER, "CLONE_NEWUSER", 0},
	{unix.CLONE_NEWPID, "CLONE_NEWPID", 0},
	{unix.CLONE_NEWNET, "CLONE_NEWNET", 0},
	{unix.CLONE_IO, "CLONE_IO", 0},
	{unix.CLONE_CLEAR_SIGHAND, "CLONE_CLEAR_SIGHAND", 0},
	{unix.CLONE_INTO_CGROUP, "CLONE_INTO_CGROUP", 0},
}

var openNames = []flag{
	{unix.O_RDONLY, "O_RDONLY", unix.O_ACCMODE},
	{unix.O_WRONLY, "O_WRONLY", unix.O_ACCMODE},
	{unix.O_RDWR, "O_RDWR", unix.O_ACCMODE},
	{3, "O_ACCMODE", unix.O_ACCMODE},
	{unix.O_CREAT, "O_CREAT", 0},
	{unix.O_EXCL, "O_EXCL", 0},
	{unix.O_NOCTTY, "O_NOCTTY", 0},
	{unix.O_TRUNC, "O_TRUNC", 0},
	{unix.O_APPEND, "O_APPEND", 0},
	{unix.O_NONBLOCK, "O_NONBLOCK", 0},
	{unix.O_SYNC, "O_SYNC", 0},
	{unix.O_DSYNC, "O_DSYNC", 0},
	{unix.O_ASYNC, "FASYNC", 0},
	{unix.O_DIRECT, "O_DIRECT", 0},
	{largeFile, "O_LARGEFILE", 0},
	{unix.O_NOFOLLOW, "O_NOFOLLOW", 0},
	{unix.O_NOATIME, "O_NOATIME", 0},
	{unix.O_CLOEXEC, "O_CLOEXEC", 0},
	{unix.O_PATH, "O_PATH", 0},
	{unix.O_TMPFILE, "O_TMPFILE", 0},
	{unix.O_DIRECTORY, "O_DIRECTORY", 0},
}

var flagSets = map[calltable.Kind]flagSet{
	calltable.KindOpen:    bits("O_???", openNames...),
	calltable.KindDup3:    bits("O_???", flag{unix.O_CLOEXEC, "O_CLOEXEC", 0}),
	calltable.KindPipe:    bits("O_???", flag{unix.O_NONBLOCK, "O_NONBLOCK", 0}, flag{unix.O_DIRECT, "O_DIRECT", 0}, flag{unix.O_CLOEXEC, "O_CLOEXEC", 0}, flag{0x80, "O_NOTIFICATION_PIPE", 0}),
	calltable.KindAt:      bits("AT_???", atFlags...),
	calltable.KindAtstatx: bits("AT_???", append([]flag{{unix.AT_STATX_SYNC_AS_STAT, "AT_STATX_SYNC_AS_STAT", 0x6000}, {unix.AT_STATX_FORCE_SYNC, "AT_STATX_FORCE_SYNC", 0x6000}, {unix.AT_STATX_DONT_SYNC, "AT_STATX_DONT_SYNC", 0x6000}}, atFlags...)...),
	calltable.KindAtacc:   bits("AT_???", flag{unix.AT_SYMLINK_NOFOLLOW, "AT_SYMLINK_NOFOLLOW", 0}, flag{unix.AT_EACCESS, "AT_EACCESS", 0}, flag{unix.AT_EMPTY_PATH, "AT_EMPTY_PATH", 0}),
	calltable.KindRename:  powers("RENAME_???", "RENAME_NOREPLACE", "RENAME_EXCHANGE", "RENAME_WHITEOUT"),
	calltable.KindStatx: plus(flagSet{unknown: "STATX_???", flags: []flag{{unix.STATX_ALL, "STATX_ALL", 0}, {unix.STATX_BASIC_STATS, "STATX_BASIC_STATS", 0}}},
		powers("", "STATX_TYPE", "STATX_MODE", "STATX_NLINK", "STATX_UID", "STATX_GID", "STATX_ATIME", "STATX_MTIME", "STATX_CTIME", "STATX_INO", "STATX_SIZE", "STATX_BLOCKS", "STATX_BTIME", "STATX_MNT_ID", "STATX_DIOALIGN").flags...),
	calltable.KindAccess:      bits("?_OK", flag{0, "F_OK", 0}, flag{4, "R_OK", 0}, flag{2, "W_OK", 0}, flag{1, "X_OK", 0}),
	calltable.KindXattr:       powers("XATTR_???", "XATTR_CREATE", "XATTR_REPLACE"),
	calltable.KindInotifyinit: bits("IN_???", flag{unix.IN_CLOEXEC, "IN_CLOEXEC", 0}, flag{unix.IN_NONBLOCK, "IN_NONBLOCK", 0}),
	calltable.KindInotify: plus(powers("IN_???", "IN_ACCESS", "IN_MODIFY", "IN_ATTRIB", "IN_CLOSE_WRITE", "IN_CLOSE_NOWRITE", "IN_OPEN", "IN_MOVED_FROM", "IN_MOVED_TO", "IN_CREATE", "IN_DELETE", "IN_DELETE_SELF", "IN_MOVE_SELF", "", "IN_UNMOUNT", "IN_Q_OVERFLOW", "IN_IGNORED"),
		flag{unix.IN_ONLYDIR, "IN_ONLYDIR", 0}, flag{unix.IN_DONT_FOLLOW, "IN_DONT_FOLLOW", 0}, flag{unix.IN_EXCL_UNLINK, "IN_EXCL_UNLINK", 0}, flag{unix.IN_MASK_CREATE, "IN_MASK_CREATE", 0}, flag{unix.IN_MASK_ADD, "IN_MASK_ADD", 0}, flag{unix.IN_ISDIR, "IN_ISDIR", 0}, flag{unix.IN_ONESHOT, "IN_ONESHOT", 0}),
	calltable.KindFanotifyinit: bits("FAN_???", flag{0, "FAN_CLASS_NOTIF", 0xc}, flag{4, "FAN_CLASS_CONTENT", 0xc}, flag{8, "FAN_CLASS_PRE_CONTENT", 0xc}, flag{1, "FAN_CLOEXEC", 0}, flag{2, "FAN_NONBLOCK", 0}, flag{0x10, "FAN_UNLIMITED_QUEUE", 0}, flag{0x20, "FAN_UNLIMITED_MARKS", 0}, flag{0x40, "FAN_ENABLE_AUDIT", 0}, flag{0x80, "FAN_REPORT_PIDFD", 0}, flag{0x100, "FAN_REPORT_TID", 0}, flag{0x200, "FAN_REPORT_FID", 0}, flag{0x400, "FAN_REPORT_DIR_FID", 0}, flag{0x800, "FAN_REPORT_NAME", 0}, flag{0x1000, "FAN_REPORT_TARGET_FID", 0}),
	calltable.KindFanotifymark: powers("FAN_MARK_???", "FAN_MARK_ADD", "FAN_MARK_REMOVE", "FAN_MARK_DONT_FOLLOW", "FAN_MARK_ONLYDIR", "FAN_MARK_MOUNT", "FAN_MARK_IGNORED_MASK", "FAN_MARK_IGNORED_SURV_MODIFY", "FAN_MARK_FLUSH", "FAN_MARK_FILESYSTEM", "FAN_MARK_EVICTABLE", "FAN_MARK_IGNORE"),
	calltable.KindMount: plus(bits("MS_???", flag{0xc0ed0000, "MS_MGC_VAL", 0xffff0000}),
		powers("", "MS_RDONLY", "MS_NOSUID", "MS_NODEV", "MS_NOEXEC", "MS_SYNCHRONOUS", "MS_REMOUNT", "MS_MANDLOCK", "MS_DIRSYNC", "MS_NOSYMFOLLOW", "", "MS_NOATIME", "MS_NODIRATIME", "MS_BIND", "MS_MOVE", "MS_REC", "MS_SILENT", "MS_POSIXACL", "MS_UNBINDABLE", "MS_PRIVATE", "MS_SLAVE", "MS_SHARED", "MS_RELATIME", "MS_KERNMOUNT", "MS_I_VERSION", "MS_STRICTATIME", "MS_LAZYTIME").flags...),
	calltable.KindUmount:     powers("MNT_???", "MNT_FORCE", "MNT_DETACH", "MNT_EXPIRE", "UMOUNT_NOFOLLOW"),
	calltable.KindOpentree:   bits("OPEN_TREE_???", flag{1, "OPEN_TREE_CLONE", 0}, flag{unix.O_CLOEXEC, "OPEN_TREE_CLOEXEC", 0}, flag{unix.AT_RECURSIVE, "AT_RECURSIVE", 0}, atFlags[0], atFlags[3], atFlags[4]),
	calltable.KindMovemount:  powers("MOVE_MOUNT_???", "MOVE_MOUNT_F_SYMLINKS", "MOVE_MOUNT_F_AUTOMOUNTS", "MOVE_MOUNT_F_EMPTY_PATH", "", "MOVE_MOUNT_T_SYMLINKS", "MOVE_MOUNT_T_AUTOMOUNTS", "MOVE_MOUNT_T_EMPTY_PATH", "", "MOVE_MOUNT_SET_GROUP", "MOVE_MOUNT_BENEATH"),
	calltable.KindFsopen:     powers("FSOPEN_???", "FSOPEN_CLOEXEC"),
	calltable.KindFsconfig:   from(0, "FSCONFIG_???", "FSCONFIG_SET_FLAG", "FSCONFIG_SET_STRING", "FSCONFIG_SET_BINARY", "FSCONFIG_SET_PATH", "FSCONFIG_SET_PATH_EMPTY", "FSCONFIG_SET_FD", "FSCONFIG_CMD_CREATE", "FSCONFIG_CMD_RECONFIGURE", "FSCONFIG_CMD_CREATE_EXCL"),
	calltable.KindFsmount:    powers("FSMOUNT_???", "FSMOUNT_CLOEXEC"),
	calltable.KindMountattr:  bits("MOUNT_ATTR_???", flag{1, "MOUNT_ATTR_RDONLY", 0}, flag{2, "MOUNT_ATTR_NOSUID", 0}, flag{4, "MOUNT_ATTR_NODEV", 0}, flag{8, "MOUNT_ATTR_NOEXEC", 0}, flag{0, "MOUNT_ATTR_RELATIME", 0x70}, flag{0x10, "MOUNT_ATTR_NOATIME", 0x70}, flag{0x20, "MOUNT_ATTR_STRICTATIME", 0x70}, flag{0x80, "MOUNT_ATTR_NODIRATIME", 0}, flag{0x100000, "MOUNT_ATTR_IDMAP", 0}, flag{0x200000, "MOUNT_ATTR_NOSYMFOLLOW", 0}),
	calltable.KindFspick:     powers("FSPICK_???", "FSPICK_CLOEXEC", "FSPICK_SYMLINK_NOFOLLOW", "FSPICK_NO_AUTOMOUNT", "FSPICK_EMPTY_PATH"),
	calltable.KindSwap:       bits("SWAP_FLAG_???", flag{0x8000, "SWAP_FLAG_PREFER", 0}, flag{0x10000, "SWAP_FLAG_DISCARD", 0}),
	calltable.KindRwf:        powers("RWF_???", "RWF_HIPRI", "RWF_DSYNC", "RWF_SYNC", "RWF_NOWAIT", "RWF_APPEND"),
	calltable.KindSeek:       from(0, "SEEK_???", "SEEK_SET", "SEEK_CUR", "SEEK_END", "SEEK_DATA", "SEEK_HOLE"),
	calltable.KindSplice:     powers("SPLICE_F_???", "SPLICE_F_MOVE", "SPLICE_F_NONBLOCK", "SPLICE_F_MORE", "SPLICE_F_GIFT"),
	calltable.KindCloserange: bits("CLOSE_RANGE_???", flag{2, "CLOSE_RANGE_UNSHARE", 0}, flag{4, "CLOSE_RANGE_CLOEXEC", 0}),
	calltable.KindFcntl: choice("F_???", flag{0, "F_DUPFD", 0}, flag{1, "F_GETFD", 0}, flag{2, "F_SETFD", 0}, flag{3, "F_GETFL", 0}, flag{4, "F_SETFL", 0}, flag{5, "F_GETLK", 0}, flag{6, "F_SETLK", 0}, flag{7, "F_SETLKW", 0}, flag{8, "F_SETOWN", 0}, flag{9, "F_GETOWN", 0}, flag{10, "F_SETSIG", 0}, flag{11, "F_GETSIG", 0}, flag{12, "F_GETLK64", 0}, flag{13, "F_SETLK64", 0}, flag{14, "F_SETLKW64", 0}, flag{15, "F_SETOWN_EX", 0}, flag{16, "F_GETOWN_EX", 0}, flag{36, "F_OFD_GETLK", 0}, flag{37, "F_OFD_SETLK", 0}, flag{38, "F_OFD_SETLKW", 0},
		flag{1024, "F_SETLEASE", 0}, flag{1025, "F_GETLEASE", 0}, flag{1026, "F_NOTIFY", 0}, flag{1029, "F_CANCELLK", 0}, flag{1030, "F_DUPFD_CLOEXEC", 0}, flag{1031, "F_SETPIPE_SZ", 0}, flag{1032, "F_GETPIPE_SZ", 0}, flag{1033, "F_ADD_SEALS", 0}, flag{1034, "F_GET_SEALS", 0}),
	calltable.KindFlock:       bits("LOCK_???", flag{1, "LOCK_SH", 0}, flag{2, "LOCK_EX", 0}, flag{8, "LOCK_UN", 0}, flag{4, "LOCK_NB", 0}),
	calltable.KindSyncrange:   powers("SYNC_FILE_RANGE_???", "SYNC_FILE_RANGE_WAIT_BEFORE", "SYNC_FILE_RANGE_WRITE", "SYNC_FILE_RANGE_WAIT_AFTER"),
	calltable.KindFallocate:   powers("FALLOC_FL_???", "FALLOC_FL_KEEP_SIZE", "FALLOC_FL_PUNCH_HOLE", "FALLOC_FL_NO_HIDE_STALE", "FALLOC_FL_COLLAPSE_RANGE", "FALLOC_FL_ZERO_RANGE", "FALLOC_FL_INSERT_RANGE", "FALLOC_FL_UNSHARE_RANGE"),
	calltable.KindFadvise:     from(0, "POSIX_FADV_???", "POSIX_FADV_NORMAL", "POSIX_FADV_RANDOM", "POSIX_FADV_SEQUENTIAL", "POSIX_FADV_WILLNEED", "POSIX_FADV_DONTNEED", "POSIX_FADV_NOREUSE"),
	calltable.KindEventfd:     bits("EFD_???", flag{1, "EFD_SEMAPHORE", 0}, flag{unix.EFD_CLOEXEC, "EFD_CLOEXEC", 0}, flag{unix.EFD_NONBLOCK, "EFD_NONBLOCK", 0}),
	calltable.KindSignalfd:    bits("SFD_???", flag{unix.SFD_CLOEXEC, "SFD_CLOEXEC", 0}, flag{unix.SFD_NONBLOCK, "SFD_NONBLOCK", 0}),
	calltable.KindClock:       from(0, "CLOCK_???", "CLOCK_REALTIME", "CLOCK_MONOTONIC", "CLOCK_PROCESS_CPUTIME_ID", "CLOCK_THREAD_CPUTIME_ID", "CLOCK_MONOTONIC_RAW", "CLOCK_REALTIME_COARSE", "CLOCK_MONOTONIC_COARSE", "CLOCK_BOOTTIME", "CLOCK_REALTIME_ALARM", "CLOCK_BOOTTIME_ALARM", "CLOCK_SGI_CYCLE", "CLOCK_TAI"),
	calltable.KindTimerfd:     bits("TFD_???", flag{unix.TFD_CLOEXEC, "TFD_CLOEXEC", 0}, flag{unix.TFD_NONBLOCK, "TFD_NONBLOCK", 0}),
	calltable.KindTimerfdset:  powers("TFD_???", "TFD_TIMER_ABSTIME", "TFD_TIMER_CANCEL_ON_SET"),
	calltable.KindMemfd:       powers("MFD_???", "MFD_CLOEXEC", "MFD_ALLOW_SEALING", "MFD_HUGETLB", "MFD_NOEXEC_SEAL", "MFD_EXEC"),
	calltable.KindEpollcreate: bits("EPOLL_???", flag{unix.EPOLL_CLOEXEC, "EPOLL_CLOEXEC", 0}),
	calltable.KindEpollop:     from(1, "EPOLL_CTL_???", "EPOLL_CTL_ADD", "EPOLL_CTL_DEL", "EPOLL_CTL_MOD"),
	calltable.KindUringenter:  powers("IORING_ENTER_???", "IORING_ENTER_GETEVENTS", "IORING_ENTER_SQ_WAKEUP", "IORING_ENTER_SQ_WAIT", "IORING_ENTER_EXT_ARG", "IORING_ENTER_REGISTERED_RING"),
	calltable.KindUringop:     from(0, "IORING_REGISTER_???", "IORING_REGISTER_BUFFERS", "IORING_UNREGISTER_BUFFERS", "IORING_REGISTER_FILES", "IORING_UNREGISTER_FILES", "IORING_REGISTER_EVENTFD", "IORING_UNREGISTER_EVENTFD", "IORING_REGISTER_FILES_UPDATE", "IORING_REGISTER_EVENTFD_ASYNC", "IORING_REGISTER_PROBE", "IORING_REGISTER_PERSONALITY", "IORING_UNREGISTER_PERSONALITY", "IORING_REGISTER_RESTRICTIONS", "IORING_REGISTER_ENABLE_RINGS"),
	calltable.KindAf:          from(0, "AF_???", "AF_UNSPEC", "AF_UNIX", "AF_INET", "AF_AX25", "AF_IPX", "AF_APPLETALK", "AF_NETROM", "AF_BRIDGE", "AF_ATMPVC", "AF_X25", "AF_INET6", "AF_ROSE", "AF_DECnet", "AF_NETBEUI", "AF_SECURITY", "AF_KEY", "AF_NETLINK", "AF_PACKET", "AF_ASH", "AF_ECONET", "AF_ATMSVC", "AF_RDS", "AF_SNA", "AF_IRDA", "AF_PPPOX", "AF_WANPIPE", "AF_LLC", "AF_IB", "AF_MPLS", "AF_CAN", "AF_TIPC", "AF_BLUETOOTH", "AF_IUCV", "AF_RXRPC", "AF_ISDN", "AF_PHONET", "AF_IEEE802154", "AF_CAIF", "AF_ALG", "AF_NFC", "AF_VSOCK", "AF_KCM", "AF_QIPCRTR", "AF_SMC", "AF_XDP", "AF_MCTP"),
	calltable.KindSocktype:    bits("SOCK_???", append([]flag{{1, "SOCK_STREAM", 15}, {2, "SOCK_DGRAM", 15}, {3, "SOCK_RAW", 15}, {4, "SOCK_RDM", 15}, {5, "SOCK_SEQPACKET", 15}, {6, "SOCK_DCCP", 15}, {10, "SOCK_PACKET", 15}}, sockFlags...)...),
	calltable.KindSockflags:   bits("SOCK_???", sockFlags...),
	calltable.KindMsg: plus(powers("MSG_???", "MSG_OOB", "MSG_PEEK", "MSG_DONTROUTE", "MSG_CTRUNC", "MSG_PROBE", "MSG_TRUNC", "MSG_DONTWAIT", "MSG_EOR", "MSG_WAITALL", "MSG_FIN", "MSG_SYN", "MSG_CONFIRM", "MSG_RST", "MSG_ERRQUEUE", "MSG_NOSIGNAL", "MSG_MORE", "MSG_WAITFORONE", "", "MSG_BATCH"),
		flag{unix.MSG_ZEROCOPY, "MSG_ZEROCOPY", 0}, flag{unix.MSG_FASTOPEN, "MSG_FASTOPEN", 0}, flag{unix.MSG_CMSG_CLOEXEC, "MSG_CMSG_CLOEXEC", 0}),
	calltable.KindShut:       from(0, "SHUT_???", "SHUT_RD", "SHUT_WR", "SHUT_RDWR"),
	calltable.KindSol:        choice("SOL_???", flag{0, "SOL_IP", 0}, flag{1, "SOL_SOCKET", 0}, flag{6, "SOL_TCP", 0}, flag{17, "SOL_UDP", 0}, flag{41, "SOL_IPV6", 0}, flag{58, "SOL_ICMPV6", 0}, flag{132, "SOL_SCTP", 0}, flag{255, "SOL_RAW", 0}, flag{263, "SOL_PACKET", 0}, flag{270, "SOL_NETLINK", 0}, flag{279, "SOL_ALG", 0}, flag{282, "SOL_TLS", 0}, flag{283, "SOL_XDP", 0}),
	calltable.KindClone:      bits("CLONE_???", cloneNames...),
	calltable.KindCloneflags: bits("CLONE_???", append([]flag{{unix.CLONE_NEWTIME, "CLONE_NEWTIME", 0}}, cloneNames...)...),
	calltable.KindWait:       bits("W???", flag{1, "WNOHANG", 0}, flag{2, "WSTOPPED", 0}, flag{4, "WEXITED", 0}, flag{8, "WCONTINUED", 0}, flag{0x1000000, "WNOWAIT", 0}, flag{0x80000000, "__WCLONE", 0}, flag{0x40000000, "__WALL", 0}, flag{0x20000000, "__WNOTHREAD", 0}),
	calltable.KindIdtype:     from(0, "P_???", "P_ALL", "P_PID", "P_PGID", "P_PIDFD"),
	calltable.KindPidfd:      bits("PIDFD_???", flag{unix.O_NONBLOCK, "PIDFD_NONBLOCK", 0}, flag{unix.O_EXCL, "PIDFD_THREAD", 0}),
	calltable.KindPidfdsig:   powers("PIDFD_SIGNAL_???", "PIDFD_SIGNAL_THREAD", "PIDFD_SIGNAL_THREAD_GROUP", "PIDFD_SIGNAL_PROCESS_GROUP"),
	calltable.KindMadvise: plus(from(0, "MADV_???", "MADV_NORMAL", "MADV_RANDOM", "MADV_SEQUENTIAL", "MADV_WILLNEED", "MADV_DONTNEED", "", "", "", "MADV_FREE", "MADV_REMOVE", "MADV_DONTFORK", "MADV_DOFORK", "MADV_MERGEABLE", "MADV_UNMERGEABLE", "MADV_HUGEPAGE", "MADV_NOHUGEPAGE", "MADV_DONTDUMP", "MADV_DODUMP", "MADV_WIPEONFORK", "MADV_KEEPONFORK", "MADV_COLD", "MADV_PAGEOUT", "MADV_POPULATE_READ", "MADV_POPULATE_WRITE", "MADV_DONTNEED_LOCKED", "MADV_COLLAPSE"),
		flag{100, "MADV_HWPOISON", 0}, flag{101, "MADV_SOFT_OFFLINE", 0}),
	calltable.KindPtrace: plus(from(0, "PTRACE_???", "PTRACE_TRACEME", "PTRACE_PEEKTEXT", "PTRACE_PEEKDATA", "PTRACE_PEEKUSER", "PTRACE_POKETEXT", "PTRACE_POKEDATA", "PTRACE_POKEUSER", "PTRACE_CONT", "PTRACE_KILL", "PTRACE_SINGLESTEP", "", "", "PTRACE_GETREGS", "PTRACE_SETREGS", "PTRACE_GETFPREGS", "PTRACE_SETFPREGS", "PTRACE_ATTACH", "PTRACE_DETACH", "", "", "", "", "", "", "PTRACE_SYSCALL"),
		from(0x4200, "", "PTRACE_SETOPTIONS", "PTRACE_GETEVENTMSG", "PTRACE_GETSIGINFO", "PTRACE_SETSIGINFO", "PTRACE_GETREGSET", "PTRACE_SETREGSET", "PTRACE_SEIZE", "PTRACE_INTERRUPT", "PTRACE_LISTEN", "PTRACE_PEEKSIGINFO", "PTRACE_GETSIGMASK", "PTRACE_SETSIGMASK", "PTRACE_SECCOMP_GET_FILTER", "PTRACE_SECCOMP_GET_METADATA", "PTRACE_GET_SYSCALL_INFO", "PTRACE_GET_RSEQ_CONFIGURATION").flags...),
	calltable.KindKcmp: from(0, "KCMP_???", "KCMP_FILE", "KCMP_VM", "KCMP_FILES", "KCMP_FS", "KCMP_SIGHAND", "KCMP_IO", "KCMP_SYSVSEM", "KCMP_EPOLL_TFD"),
	calltable.KindPrctl: plus(from(1, "PR_???", "PR_SET_PDEATHSIG", "PR_GET_PDEATHSIG", "PR_GET_DUMPABLE", "PR_SET_DUMPABLE", "PR_GET_UNALIGN", "PR_SET_UNALIGN", "PR_GET_KEEPCAPS", "PR_SET_KEEPCAPS", "PR_GET_FPEMU", "PR_SET_FPEMU", "PR_GET_FPEXC", "PR_SET_FPEXC", "PR_GET_TIMING", "PR_SET_TIMING", "PR_SET_NAME", "PR_GET_NAME", "", "", "PR_GET_ENDIAN", "PR_SET_ENDIAN", "PR_GET_SECCOMP", "PR_SET_SECCOMP", "PR_CAPBSET_READ", "PR_CAPBSET_DROP", "PR_GET_TSC", "PR_SET_TSC", "PR_GET_SECUREBITS", "PR_SET_SECUREBITS", "PR_SET_TIMERSLACK", "PR_GET_TIMERSLACK", "PR_TASK_PERF_EVENTS_DISABLE", "PR_TASK_PERF_EVENTS_ENABLE", "PR_MCE_KILL", "PR_MCE_KILL_GET", "PR_SET_MM", "PR_SET_CHILD_SUBREAPER", "PR_GET_CHILD_SUBREAPER", "PR_SET_NO_NEW_PRIVS", "PR_GET_NO_NEW_PRIVS", "PR_GET_TID_ADDRESS", "PR_SET_THP_DISABLE", "PR_GET_THP_DISABLE", "", "", "PR_SET_FP_MODE", "PR_GET_FP_MODE", "PR_CAP_AMBIENT", "", "", "PR_SVE_SET_VL", "PR_SVE_GET_VL", "PR_GET_SPECULATION_CTRL", "PR_SET_SPECULATION_CTRL", "PR_PAC_RESET_KEYS", "PR_SET_TAGGED_ADDR_CTRL", "PR_GET_TAGGED_ADDR_CTRL", "PR_SET_IO_FLUSHER", "PR_GET_IO_FLUSHER", "PR_SET_SYSCALL_USER_DISPATCH", "PR_PAC_SET_ENABLED_KEYS", "PR_PAC_GET_ENABLED_KEYS", "PR_SCHED_CORE"),
		flag{0x53564d41, "PR_SET_VMA", 0}, flag{0x59616d61, "PR_SET_PTRACER", 0}),
	calltable.KindArchprctl:    choice("ARCH_???", flag{0x1001, "ARCH_SET_GS", 0}, flag{0x1002, "ARCH_SET_FS", 0}, flag{0x1003, "ARCH_GET_FS", 0}, flag{0x1004, "ARCH_GET_GS", 0}, flag{0x1011, "ARCH_GET_CPUID", 0}, flag{0x1012, "ARCH_SET_CPUID", 0}, flag{0x1021, "ARCH_GET_XCOMP_SUPP", 0}, flag{0x1022, "ARCH_GET_XCOMP_PERM", 0}, flag{0x1023, "ARCH_REQ_XCOMP_PERM", 0}),
	calltable.KindSeccompop:    from(0, "SECCOMP_SET_???", "SECCOMP_SET_MODE_STRICT", "SECCOMP_SET_MODE_FILTER", "SECCOMP_GET_ACTION_AVAIL", "SECCOMP_GET_NOTIF_SIZES"),
	calltable.KindSeccompflags: powers("SECCOMP_FILTER_FLAG_???", "SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_NEW_LISTENER", "SECCOMP_FILTER_FLAG_TSYNC_ESRCH", "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"),
	calltable.KindBpf:          from(0, "BPF_???", "BPF_MAP_CREATE", "BPF_MAP_LOOKUP_ELEM", "BPF_MAP_UPDATE_ELEM", "BPF_MAP_DELETE_ELEM", "BPF_MAP_GET_NEXT_KEY", "BPF_PROG_LOAD", "BPF_OBJ_PIN", "BPF_OBJ_GET", "BPF_PROG_ATTACH", "BPF_PROG_DETACH", "BPF_PROG_TEST_RUN", "BPF_PROG_GET_NEXT_ID", "BPF_MAP_GET_NEXT_ID", "BPF_PROG_GET_FD_BY_ID", "BPF_MAP_GET_FD_BY_ID", "BPF_OBJ_GET_INFO_BY_FD", "BPF_PROG_QUERY", "BPF_RAW_TRACEPOINT_OPEN", "BPF_BTF_LOAD", "BPF_BTF_GET_FD_BY_ID", "BPF_TASK_FD_QUERY", "BPF_MAP_LOOKUP_AND_DELETE_ELEM", "BPF_MAP_FREEZE", "BPF_BTF_GET_NEXT_ID", "BPF_MAP_LOOKUP_BATCH", "BPF_MAP_LOOKUP_AND_DELETE_BATCH", "BPF_MAP_UPDATE_BATCH", "BPF_MAP_DELETE_BATCH", "BPF_LINK_CREATE", "BPF_LINK_UPDATE", "BPF_LINK_GET_FD_BY_ID", "BPF_LINK_GET_NEXT_ID", "BPF_ENABLE_STATS", "BPF_ITER_CREATE", "BPF_LINK_DETACH", "BPF_PROG_BIND_MAP"),
	calltable.KindPerf:         powers("PERF_FLAG_???", "PERF_FLAG_FD_NO_GROUP", "PERF_FLAG_FD_OUTPUT", "PERF_FLAG_PID_CGROUP", "PERF_FLAG_FD_CLOEXEC"),
	calltable.KindUffd:         bits("UFFD_???", flag{unix.O_NONBLOCK, "O_NONBLOCK", 0}, flag{unix.O_CLOEXEC, "O_CLOEXEC", 0}, flag{1, "UFFD_USER_MODE_ONLY", 0}),
	calltable.KindReboot1:      choice("LINUX_REBOOT_MAGIC_???", flag{unix.LINUX_REBOOT_MAGIC1, "LINUX_REBOOT_MAGIC1", 0}),
	calltable.KindReboot2:      choice("LINUX_REBOOT_MAGIC_???", flag{unix.LINUX_REBOOT_MAGIC2, "LINUX_REBOOT_MAGIC2", 0}, flag{85072278, "LINUX_REBOOT_MAGIC2A", 0}, flag{369367448, "LINUX_REBOOT_MAGIC2B", 0}, flag{537993216, "LINUX_REBOOT_MAGIC2C", 0}),
	calltable.KindRebootop:     choice("LINUX_REBOOT_CMD_???", flag{0x89abcdef, "LINUX_REBOOT_CMD_CAD_ON", 0}, flag{0, "LINUX_REBOOT_CMD_CAD_OFF", 0}, flag{0xcdef0123, "LINUX_REBOOT_CMD_HALT", 0}, flag{0x45584543, "LINUX_REBOOT_CMD_KEXEC", 0}, flag{0x4321fedc, "LINUX_REBOOT_CMD_POWER_OFF", 0}, flag{0x1234567, "LINUX_REBOOT_CMD_RESTART", 0}, flag{0xa1b2c3d4, "LINUX_REBOOT_CMD_RESTART2", 0}, flag{0xd000fce2, "LINUX_REBOOT_CMD_SW_SUSPEND", 0}),
	calltable.KindKeyctl:       from(0, "KEYCTL_???", "KEYCTL_GET_KEYRING_ID", "KEYCTL_JOIN_SESSION_KEYRING", "KEYCTL_UPDATE", "KEYCTL_REVOKE", "KEYCTL_CHOWN", "KEYCTL_SETPERM", "KEYCTL_DESCRIBE", "KEYCTL_CLEAR", "KEYCTL_LINK", "KEYCTL_UNLINK", "KEYCTL_SEARCH", "KEYCTL_READ", "KEYCTL_INSTANTIATE", "KEYCTL_NEGATE", "KEYCTL_SET_REQKEY_KEYRING", "KEYCTL_SET_TIMEOUT", "KEYCTL_ASSUME_AUTHORITY", "KEYCTL_GET_SECURITY", "KEYCTL_SESSION_TO_PARENT", "KEYCTL_REJECT", "KEYCTL_INSTANTIATE_IOV", "KEYCTL_INVALIDATE", "KEYCTL_GET_PERSISTENT", "KEYCTL_DH_COMPUTE"),
	calltable.KindLlflags:      powers("LANDLOCK_CREATE_RULESET_???", "LANDLOCK_CREATE_RULESET_VERSION"),
	calltable.KindLlrule:       from(1, "LANDLOCK_RULE_???", "LANDLOCK_RULE_PATH_BENEATH", "LANDLOCK_RULE_NET_PORT"),
	calltable.KindPersona:      bits("PER_???", flag{0, "PER_LINUX", 0xff}, flag{8, "PER_LINUX32", 0xff}, flag{0x20000, "UNAME26", 0}, flag{0x40000, "ADDR_NO_RANDOMIZE", 0}, flag{0x80000, "FDPIC_FUNCPTRS", 0}, flag{0x100000, "MMAP_PAGE_ZERO", 0}, flag{0x200000, "ADDR_COMPAT_LAYOUT", 0}, flag{0x400000, "READ_IMPLIES_EXEC", 0}, flag{0x800000, "ADDR_LIMIT_32BIT", 0}, flag{0x1000000, "SHORT_INODE", 0}, flag{0x2000000, "WHOLE_SECONDS", 0}, flag{0x4000000, "STICKY_TIMEOUTS", 0}, flag{0x8000000, "ADDR_LIMIT_3GB", 0}),
	calltable.KindRlimit:       from(0, "RLIMIT_???", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_DATA", "RLIMIT_STACK", "RLIMIT_CORE", "RLIMIT_RSS", "RLIMIT_NPROC", "RLIMIT_NOFILE", "RLIMIT_MEMLOCK", "RLIMIT_AS", "RLIMIT_LOCKS", "RLIMIT_SIGPENDING", "RLIMIT_MSGQUEUE", "RLIMIT_NICE", "RLIMIT_RTPRIO", "RLIMIT_RTTIME"),
	calltable.KindRusage:       choice("RUSAGE_???", flag{0, "RUSAGE_SELF", 0}, flag{0xffffffff, "RUSAGE_CHILDREN", 0}, flag{0xfffffffe, "RUSAGE_BOTH", 0}, flag{1, "RUSAGE_THREAD", 0}),
	calltable.KindPrio:         from(0, "PRIO_???", "PRIO_PROCESS", "PRIO_PGRP", "PRIO_USER"),
	calltable.KindIoprio:       from(1, "IOPRIO_WHO_???", "IOPRIO_WHO_PROCESS", "IOPRIO_WHO_PGRP", "IOPRIO_WHO_USER"),
	calltable.KindSched:        bits("SCHED_???", flag{0, "SCHED_OTHER", 0xff}, flag{1, "SCHED_FIFO", 0xff}, flag{2, "SCHED_RR", 0xff}, flag{3, "SCHED_BATCH", 0xff}, flag{5, "SCHED_IDLE", 0xff}, flag{6, "SCHED_DEADLINE", 0xff}, flag{0x40000000, "SCHED_RESET_ON_FORK", 0}),
	calltable.KindMembarrier:   choice("MEMBARRIER_CMD_???", flag{0, "MEMBARRIER_CMD_QUERY", 0}, flag{1, "MEMBARRIER_CMD_GLOBAL", 0}, flag{2, "MEMBARRIER_CMD_GLOBAL_EXPEDITED", 0}, flag{4, "MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED", 0}, flag{8, "MEMBARRIER_CMD_PRIVATE_EXPEDITED", 0}, flag{16, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED", 0}),
	calltable.KindSigmask:      from(0, "SIG_???", "SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK"),
	calltable.KindItimer:       from(0, "ITIMER_???", "ITIMER_REAL", "ITIMER_VIRTUAL", "ITIMER_PROF"),
	calltable.KindProt:         bits("PROT_???", flag{0, "PROT_NONE", 0}, flag{1, "PROT_READ", 0}, flag{2, "PROT_WRITE", 0}, flag{4, "PROT_EXEC", 0}, flag{8, "PROT_SEM", 0}, flag{0x1000000, "PROT_GROWSDOWN", 0}, flag{0x2000000, "PROT_GROWSUP", 0}),
	calltable.KindMap:          bits("MAP_???", flag{1, "MAP_SHARED", 15}, flag{2, "MAP_PRIVATE", 15}, flag{3, "MAP_SHARED_VALIDATE", 15}, flag{unix.MAP_FIXED, "MAP_FIXED", 0}, flag{unix.MAP_ANONYMOUS, "MAP_ANONYMOUS", 0}, flag{0x40, "MAP_32BIT", 0}, flag{unix.MAP_NORESERVE, "MAP_NORESERVE", 0}, flag{unix.MAP_POPULATE, "MAP_POPULATE", 0}, flag{unix.MAP_NONBLOCK, "MAP_NONBLOCK", 0}, flag{unix.MAP_GROWSDOWN, "MAP_GROWSDOWN", 0}, flag{unix.MAP_DENYWRITE, "MAP_DENYWRITE", 0}, flag{unix.MAP_EXECUTABLE, "MAP_EXECUTABLE", 0}, flag{unix.MAP_LOCKED, "MAP_LOCKED", 0}, flag{unix.MAP_STACK, "MAP_STACK", 0}, flag{unix.MAP_HUGETLB, "MAP_HUGETLB", 0}, flag{unix.MAP_SYNC, "MAP_SYNC", 0}, flag{0x100000, "MAP_FIXED_NOREPLACE", 0}),
	calltable.KindMremap:       powers("MREMAP_???", "MREMAP_MAYMOVE", "MREMAP_FIXED", "MREMAP_DONTUNMAP"),
	calltable.KindMsync:        powers("MS_???", "MS_ASYNC", "MS_INVALIDATE", "MS_SYNC"),
	calltable.KindMlock:        powers("MLOCK_???", "MLOCK_ONFAULT"),
	calltable.KindMlockall:     powers("MCL_???", "MCL_CURRENT", "MCL_FUTURE", "MCL_ONFAULT"),
	calltable.KindFutex: bits("FUTEX_???", func() []flag {
		var f []flag
		for i, name := range []string{"WAIT", "WAKE", "FD", "REQUEUE", "CMP_REQUEUE", "WAKE_OP", "LOCK_PI", "UNLOCK_PI", "TRYLOCK_PI", "WAIT_BITSET", "WAKE_BITSET", "WAIT_REQUEUE_PI", "CMP_REQUEUE_PI", "LOCK_PI2"} {
			f = append(f, flag{uint64(i) | 0x80, "FUTEX_" + name + "_PRIVATE", 0xff}, flag{uint64(i), "FUTEX_" + name, 0xff})
		}
		for i := range f {
			// The flag of the clock stays, for the name behind.
			f[i].mask = 0xffff_feff
		}
		return append(f, flag{0x100, "FUTEX_CLOCK_REALTIME", 0})
	}()...),
	calltable.KindTimerabs:  powers("TIMER_???", "TIMER_ABSTIME"),
	calltable.KindShmget:    bits("IPC_???", flag{0o1000, "IPC_CREAT", 0}, flag{0o2000, "IPC_EXCL", 0}, flag{0o4000, "SHM_HUGETLB", 0}, flag{0o10000, "SHM_NORESERVE", 0}),
	calltable.KindShmat:     bits("SHM_???", flag{0o10000, "SHM_RDONLY", 0}, flag{0o20000, "SHM_RND", 0}, flag{0o40000, "SHM_REMAP", 0}, flag{0o100000, "SHM_EXEC", 0}),
	calltable.KindIpccmd:    from(0, "IPC_???", "IPC_RMID", "IPC_SET", "IPC_STAT", "IPC_INFO"),
	calltable.KindGetrandom: powers("GRND_???", "GRND_NONBLOCK", "GRND_RANDOM", "GRND_INSECURE"),
	calltable.KindKeyring:   choice("KEY_SPEC_???", flag{0xffffffff, "KEY_SPEC_THREAD_KEYRING", 0}, flag{0xfffffffe, "KEY_SPEC_PROCESS_KEYRING", 0}, flag{0xfffffffd, "KEY_SPEC_SESSION_KEYRING", 0}, flag{0xfffffffc, "KEY_SPEC_USER_KEYRING", 0}, flag{0xfffffffb, "KEY_SPEC_USER_SESSION_KEYRING", 0}),
}

// Names that more than one kind of argument needs.
var (
	pollNames   = powers("POLL???", "POLLIN", "POLLPRI", "POLLOUT", "POLLERR", "POLLHUP", "POLLNVAL", "POLLRDNORM", "POLLRDBAND", "POLLWRNORM", "POLLWRBAND", "POLLMSG", "", "", "POLLRDHUP")
	epollNames  = plus(powers("EPOLL???", "EPOLLIN", "EPOLLPRI", "EPOLLOUT", "EPOLLERR", "EPOLLHUP", "", "EPOLLRDNORM", "EPOLLRDBAND", "EPOLLWRNORM", "EPOLLWRBAND", "EPOLLMSG", "", "", "EPOLLRDHUP"), flag{1 << 28, "EPOLLEXCLUSIVE", 0}, flag{1 << 29, "EPOLLWAKEUP", 0}, flag{1 << 30, "EPOLLONESHOT", 0}, flag{1 << 31, "EPOLLET", 0})
	actionNames = bits("SA_???", flag{0x04000000, "SA_RESTORER", 0}, flag{0x08000000, "SA_ONSTACK", 0}, flag{0x10000000, "SA_RESTART", 0}, flag{0x20000000, "SA_INTERRUPT", 0}, flag{0x40000000, "SA_NODEFER", 0}, flag{0x80000000, "SA_RESETHAND", 0}, flag{4, "SA_SIGINFO", 0}, flag{1, "SA_NOCLDSTOP", 0}, flag{2, "SA_NOCLDWAIT", 0})
	ipProtocols = from(0, "IPPROTO_???", "IPPROTO_IP", "IPPROTO_ICMP", "IPPROTO_IGMP", "", "IPPROTO_IPIP", "", "IPPROTO_TCP", "", "IPPROTO_EGP", "", "", "", "IPPROTO_PUP", "", "", "", "", "IPPROTO_UDP")
	netlinks    = from(0, "NETLINK_???", "NETLINK_ROUTE", "NETLINK_UNUSED", "NETLINK_USERSOCK", "NETLINK_FIREWALL", "NETLINK_SOCK_DIAG", "NETLINK_NFLOG", "NETLINK_XFRM", "NETLINK_SELINUX", "NETLINK_ISCSI", "NETLINK_AUDIT", "NETLINK_FIB_LOOKUP", "NETLINK_CONNECTOR", "NETLINK_NETFILTER", "NETLINK_IP6_FW", "NETLINK_DNRTMSG", "NETLINK_KOBJECT_UEVENT", "NETLINK_GENERIC", "", "NETLINK_SCSITRANSPORT", "NETLINK_ECRYPTFS", "NETLINK_RDMA", "NETLINK_CRYPTO")
	resolves    = powers("RESOLVE_???", "RESOLVE_NO_XDEV", "RESOLVE_NO_MAGICLINKS", "RESOLVE_NO_SYMLINKS", "RESOLVE_BENEATH", "RESOLVE_IN_ROOT", "RESOLVE_CACHED")
	socketOpts  = from(1, "SO_???", "SO_DEBUG", "SO_REUSEADDR", "SO_TYPE", "SO_ERROR", "SO_DONTROUTE", "SO_BROADCAST", "SO_SNDBUF", "SO_RCVBUF", "SO_KEEPALIVE", "SO_OOBINLINE", "SO_NO_CHECK", "SO_PRIORITY", "SO_LINGER", "SO_BSDCOMPAT", "SO_REUSEPORT", "SO_PASSCRED", "SO_PEERCRED", "SO_RCVLOWAT", "SO_SNDLOWAT", "SO_RCVTIMEO_OLD", "SO_SNDTIMEO_OLD", "SO_SECURITY_AUTHENTICATION", "SO_SECURITY_ENCRYPTION_TRANSPORT", "SO_SECURITY_ENCRYPTION_NETWORK", "SO_BINDTODEVICE", "SO_ATTACH_FILTER", "SO_DETACH_FILTER", "SO_PEERNAME", "SO_TIMESTAMP_OLD", "SO_ACCEPTCONN", "SO_PEERSEC", "SO_SNDBUFFORCE", "SO_RCVBUFFORCE", "SO_PASSSEC", "SO_TIMESTAMPNS_OLD", "SO_MARK", "SO_TIMESTAMPING_OLD", "SO_PROTOCOL", "SO_DOMAIN", "SO_RXQ_OVFL", "SO_WIFI_STATUS", "SO_PEEK_OFF", "SO_NOFCS", "SO_LOCK_FILTER", "SO_SELECT_ERR_QUEUE", "SO_BUSY_POLL")
	tcpOpts     = from(1, "TCP_???", "TCP_NODELAY", "TCP_MAXSEG", "TCP_CORK", "TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "TCP_SYNCNT", "TCP_LINGER2", "TCP_DEFER_ACCEPT", "TCP_WINDOW_CLAMP", "TCP_INFO", "TCP_QUICKACK", "TCP_CONGESTION", "TCP_MD5SIG", "", "TCP_THIN_LINEAR_TIMEOUTS", "TCP_THIN_DUPACK", "TCP_USER_TIMEOUT", "TCP_REPAIR", "TCP_REPAIR_QUEUE", "TCP_QUEUE_SEQ", "TCP_REPAIR_OPTIONS", "TCP_FASTOPEN")
	ipOpts      = from(1, "IP_???", "IP_TOS", "IP_TTL", "IP_HDRINCL", "IP_OPTIONS", "IP_ROUTER_ALERT", "IP_RECVOPTS", "IP_RETOPTS", "IP_PKTINFO", "IP_PKTOPTIONS", "IP_MTU_DISCOVER", "IP_RECVERR", "IP_RECVTTL", "IP_RECVTOS", "IP_MTU", "IP_FREEBIND")
	ipv6Opts    = from(1, "IPV6_???", "IPV6_ADDRFORM", "IPV6_2292PKTINFO", "IPV6_2292HOPOPTS", "IPV6_2292DSTOPTS", "IPV6_2292RTHDR", "IPV6_2292PKTOPTIONS", "IPV6_CHECKSUM", "IPV6_2292HOPLIMIT", "IPV6_NEXTHOP", "IPV6_AUTHHDR", "", "", "", "", "", "IPV6_UNICAST_HOPS", "IPV6_MULTICAST_IF", "IPV6_MULTICAST_HOPS", "IPV6_MULTICAST_LOOP", "IPV6_ADD_MEMBERSHIP", "IPV6_DROP_MEMBERSHIP", "IPV6_ROUTER_ALERT", "IPV6_MTU_DISCOVER", "IPV6_MTU", "IPV6_RECVERR", "IPV6_V6ONLY")
	ioctls      = choice("", flag{0x5401, "TCGETS", 0}, flag{0x5402, "TCSETS", 0}, flag{0x5403, "TCSETSW", 0}, flag{0x5404, "TCSETSF", 0}, flag{0x5409, "TCSBRK", 0}, flag{0x540b, "TCFLSH", 0}, flag{0x540e, "TIOCSCTTY", 0}, flag{0x540f, "TIOCGPGRP", 0}, flag{0x5410, "TIOCSPGRP", 0}, flag{0x5411, "TIOCOUTQ", 0}, flag{0x5412, "TIOCSTI", 0}, flag{0x5413, "TIOCGWINSZ", 0}, flag{0x5414, "TIOCSWINSZ", 0}, flag{0x541b, "FIONREAD", 0}, flag{0x5420, "TIOCPKT", 0}, flag{0x5421, "FIONBIO", 0}, flag{0x5422, "TIOCNOTTY", 0}, flag{0x5429, "TIOCGSID", 0}, flag{0x5450, "FIONCLEX", 0}, flag{0x5451, "FIOCLEX", 0}, flag{0x5452, "FIOASYNC", 0}, flag{0x8910, "SIOCGIFNAME", 0}, flag{0x8912, "SIOCGIFCONF", 0}, flag{0x8913, "SIOCGIFFLAGS", 0}, flag{0x8914, "SIOCSIFFLAGS", 0}, flag{0x8915, "SIOCGIFADDR", 0}, flag{0x8927, "SIOCGIFHWADDR", 0}, flag{0x8933, "SIOCGIFINDEX", 0}, flag{0x40049409, "BTRFS_IOC_CLONE or FICLONE", 0}, flag{0xc020660b, "FS_IOC_FIEMAP", 0}, flag{0x80086601, "FS_IOC_GETFLAGS", 0}, flag{0x40086602, "FS_IOC_SETFLAGS", 0})
)
