// Code generated from calls.txt by internal/calltable/gen. DO NOT EDIT.

package calltable

// The kinds of arguments.
const (
	KindNone Kind = iota
	KindDir
	KindFd
	KindPath
	KindStr
	KindStrdata
	KindMode
	KindModec
	KindFmode
	KindDev
	KindOut
	KindInout
	KindAddr
	KindInt
	KindUint
	KindLong
	KindUlong
	KindHex
	KindHex32
	KindSize
	KindOff64
	KindPoslh
	KindHilo
	KindPgoff
	KindMask64
	KindUid
	KindGid
	KindGids
	KindGids32
	KindBuf
	KindValue
	KindIovec
	KindIovout
	KindMsghdr
	KindMmsghdr
	KindSockaddr
	KindTimespec
	KindTimespec64
	KindTimeval
	KindFutextime
	KindFutextime64
	KindItimerspec
	KindItimerspec64
	KindItimerval
	KindTimespecs
	KindTimespecs64
	KindTimevals
	KindUtimbuf
	KindPollfds
	KindFdset
	KindCpuset
	KindEpollevent
	KindSigset
	KindSigarg
	KindSigaction
	KindSigstack
	KindRlimitp
	KindRlimit64p
	KindIntp
	KindArgv
	KindEnvp
	KindFcntlarg
	KindIoctl
	KindIoctlarg
	KindPrctlarg
	KindSig
	KindOpenhow
	KindOldselect
	KindOldmmap
	KindCloneargs
	KindOpen
	KindAt
	KindAtstatx
	KindAtacc
	KindRename
	KindStatx
	KindAccess
	KindXattr
	KindInotifyinit
	KindInotify
	KindFanotifyinit
	KindFanotifymark
	KindMount
	KindUmount
	KindOpentree
	KindMovemount
	KindFsopen
	KindFsconfig
	KindFsmount
	KindMountattr
	KindFspick
	KindSwap
	KindRwf
	KindSeek
	KindSplice
	KindCloserange
	KindDup3
	KindFcntl
	KindFlock
	KindSyncrange
	KindFallocate
	KindFadvise
	KindPipe
	KindEventfd
	KindSignalfd
	KindClock
	KindTimerfd
	KindTimerfdset
	KindMemfd
	KindEpollcreate
	KindEpollop
	KindUringenter
	KindUringop
	KindAf
	KindSocktype
	KindSockproto
	KindSockflags
	KindMsg
	KindShut
	KindSol
	KindSockopt
	KindClone
	KindCloneflags
	KindWait
	KindIdtype
	KindPidfdsig
	KindPidfd
	KindMadvise
	KindPtrace
	KindKcmp
	KindPrctl
	KindArchprctl
	KindSeccompop
	KindSeccompflags
	KindBpf
	KindPerf
	KindUffd
	KindReboot1
	KindReboot2
	KindRebootop
	KindKeyring
	KindKeyctl
	KindLlflags
	KindLlrule
	KindPersona
	KindRlimit
	KindRusage
	KindPrio
	KindIoprio
	KindSched
	KindMembarrier
	KindSigmask
	KindItimer
	KindProt
	KindMap
	KindMremap
	KindMsync
	KindMlock
	KindMlockall
	KindFutex
	KindTimerabs
	KindShmget
	KindShmat
	KindIpccmd
	KindGetrandom
)

// Calls are all calls, in the order of calls.txt.
var Calls = [...]Call{
	{Name: "open", Type: "Open", TypeID: 1, Group: "file", Numbers: [6]int32{2, -1, -1, 5, 5, 2}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1},
		{Name: "flags", Kind: KindOpen, Field: "Flags", ID: 2},
		{Name: "mode", Kind: KindModec, Field: "Mode", ID: 3},
	}},
	{Name: "openat", Type: "Open", TypeID: 1, Group: "file", Numbers: [6]int32{257, 56, 56, 295, 322, 257}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1},
		{Name: "flags", Kind: KindOpen, Field: "Flags", ID: 2},
		{Name: "mode", Kind: KindModec, Field: "Mode", ID: 3},
	}},
	{Name: "openat2", Type: "Open", TypeID: 1, Group: "file", Numbers: [6]int32{437, 437, 437, 437, 437, 437}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1},
		{Name: "how", Kind: KindOpenhow},
		{Name: "size", Kind: KindSize},
	}},
	{Name: "creat", Type: "Open", TypeID: 1, Group: "file", Numbers: [6]int32{85, -1, -1, 8, 8, 85}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1},
		{Name: "mode", Kind: KindMode, Field: "Mode", ID: 3},
	}},
	{Name: "mkdir", Type: "Mkdir", TypeID: 2, Group: "file", Numbers: [6]int32{83, -1, -1, 39, 39, 83}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Create | NoFollow},
		{Name: "mode", Kind: KindMode, Field: "Mode", ID: 3},
	}},
	{Name: "mkdirat", Type: "Mkdir", TypeID: 2, Group: "file", Numbers: [6]int32{258, 34, 34, 296, 323, 258}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Create | NoFollow},
		{Name: "mode", Kind: KindMode, Field: "Mode", ID: 3},
	}},
	{Name: "mknod", Type: "Mknod", TypeID: 3, Group: "file", Numbers: [6]int32{133, -1, -1, 14, 14, 133}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Create | NoFollow},
		{Name: "mode", Kind: KindFmode, Field: "Mode", ID: 3},
		{Name: "dev", Kind: KindDev, Field: "Dev", ID: 6},
	}},
	{Name: "mknodat", Type: "Mknod", TypeID: 3, Group: "file", Numbers: [6]int32{259, 33, 33, 297, 324, 259}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Create | NoFollow},
		{Name: "mode", Kind: KindFmode, Field: "Mode", ID: 3},
		{Name: "dev", Kind: KindDev, Field: "Dev", ID: 6},
	}},
	{Name: "unlink", Type: "Remove", TypeID: 4, Group: "file", Numbers: [6]int32{87, -1, -1, 10, 10, 87}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Remove | NoFollow},
	}},
	{Name: "rmdir", Type: "Remove", TypeID: 4, Group: "file", Numbers: [6]int32{84, -1, -1, 40, 40, 84}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Remove | NoFollow},
	}},
	{Name: "unlinkat", Type: "Remove", TypeID: 4, Group: "file", Numbers: [6]int32{263, 35, 35, 301, 328, 263}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Remove | NoFollow},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "rename", Type: "Rename", TypeID: 5, Group: "file", Numbers: [6]int32{82, -1, -1, 38, 38, 82}, Args: []Arg{
		{Name: "oldpath", Kind: KindPath, Field: "OldPath", ID: 7, How: Remove | NoFollow},
		{Name: "newpath", Kind: KindPath, Field: "NewPath", ID: 8, How: Create | NoFollow},
	}},
	{Name: "renameat", Type: "Rename", TypeID: 5, Group: "file", Numbers: [6]int32{264, 38, -1, 302, 329, 264}, Args: []Arg{
		{Name: "olddirfd", Kind: KindDir, Field: "OldDir", ID: 9},
		{Name: "oldpath", Kind: KindPath, Field: "OldPath", ID: 7, How: Remove | NoFollow},
		{Name: "newdirfd", Kind: KindDir, Field: "NewDir", ID: 10},
		{Name: "newpath", Kind: KindPath, Field: "NewPath", ID: 8, How: Create | NoFollow},
	}},
	{Name: "renameat2", Type: "Rename", TypeID: 5, Group: "file", Numbers: [6]int32{316, 276, 276, 353, 382, 316}, Args: []Arg{
		{Name: "olddirfd", Kind: KindDir, Field: "OldDir", ID: 9},
		{Name: "oldpath", Kind: KindPath, Field: "OldPath", ID: 7, How: Remove | NoFollow},
		{Name: "newdirfd", Kind: KindDir, Field: "NewDir", ID: 10},
		{Name: "newpath", Kind: KindPath, Field: "NewPath", ID: 8, How: Create | NoFollow},
		{Name: "flags", Kind: KindRename, Field: "Flags", ID: 2},
	}},
	{Name: "link", Type: "Link", TypeID: 6, Group: "file", Numbers: [6]int32{86, -1, -1, 9, 9, 86}, Args: []Arg{
		{Name: "oldpath", Kind: KindPath, Field: "OldPath", ID: 7, How: Link | NoFollow},
		{Name: "newpath", Kind: KindPath, Field: "NewPath", ID: 8, How: Create | NoFollow},
	}},
	{Name: "linkat", Type: "Link", TypeID: 6, Group: "file", Numbers: [6]int32{265, 37, 37, 303, 330, 265}, Args: []Arg{
		{Name: "olddirfd", Kind: KindDir, Field: "OldDir", ID: 9},
		{Name: "oldpath", Kind: KindPath, Field: "OldPath", ID: 7, How: Link | NoFollow},
		{Name: "newdirfd", Kind: KindDir, Field: "NewDir", ID: 10},
		{Name: "newpath", Kind: KindPath, Field: "NewPath", ID: 8, How: Create | NoFollow},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "symlink", Type: "Symlink", TypeID: 7, Group: "file", Numbers: [6]int32{88, -1, -1, 83, 83, 88}, Args: []Arg{
		{Name: "target", Kind: KindStr, Field: "Target", ID: 11},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Create | NoFollow},
	}},
	{Name: "symlinkat", Type: "Symlink", TypeID: 7, Group: "file", Numbers: [6]int32{266, 36, 36, 304, 331, 266}, Args: []Arg{
		{Name: "target", Kind: KindStr, Field: "Target", ID: 11},
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Create | NoFollow},
	}},
	{Name: "readlink", Type: "Readlink", TypeID: 8, Group: "file", Numbers: [6]int32{89, -1, -1, 85, 85, 89}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindInt, Field: "Size", ID: 13},
	}},
	{Name: "readlinkat", Type: "Readlink", TypeID: 8, Group: "file", Numbers: [6]int32{267, 78, 78, 305, 332, 267}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindInt, Field: "Size", ID: 13},
	}},
	{Name: "chmod", Type: "Chmod", TypeID: 9, Group: "file", Numbers: [6]int32{90, -1, -1, 15, 15, 90}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "mode", Kind: KindMode, Field: "Mode", ID: 3},
	}},
	{Name: "fchmodat", Type: "Chmod", TypeID: 9, Group: "file", Numbers: [6]int32{268, 53, 53, 306, 333, 268}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "mode", Kind: KindMode, Field: "Mode", ID: 3},
	}},
	{Name: "fchmodat2", Type: "Chmod", TypeID: 9, Group: "file", Numbers: [6]int32{452, 452, 452, 452, 452, 452}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "mode", Kind: KindMode, Field: "Mode", ID: 3},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "fchmod", Type: "Fchmod", TypeID: 10, Group: "file", Numbers: [6]int32{91, 52, 52, 94, 94, 91}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "mode", Kind: KindMode, Field: "Mode", ID: 3},
	}},
	{Name: "chown", Type: "Chown", TypeID: 11, Group: "file", Numbers: [6]int32{92, -1, -1, 182, 182, 92}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "lchown", Type: "Chown", TypeID: 11, Group: "file", Numbers: [6]int32{94, -1, -1, 16, 16, 94}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta | NoFollow},
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "fchownat", Type: "Chown", TypeID: 11, Group: "file", Numbers: [6]int32{260, 54, 54, 298, 325, 260}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "chown32", Type: "Chown", TypeID: 11, Group: "file", Numbers: [6]int32{-1, -1, -1, 212, 212, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "lchown32", Type: "Chown", TypeID: 11, Group: "file", Numbers: [6]int32{-1, -1, -1, 198, 198, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta | NoFollow},
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "fchown", Type: "Fchown", TypeID: 12, Group: "file", Numbers: [6]int32{93, 55, 55, 95, 95, 93}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "fchown32", Type: "Fchown", TypeID: 12, Group: "file", Numbers: [6]int32{-1, -1, -1, 207, 207, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "utime", Type: "Utimens", TypeID: 13, Group: "file", Numbers: [6]int32{132, -1, -1, 30, -1, 132}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "times", Kind: KindUtimbuf, Field: "Times", ID: 17},
	}},
	{Name: "utimes", Type: "Utimens", TypeID: 13, Group: "file", Numbers: [6]int32{235, -1, -1, 271, 269, 235}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "times", Kind: KindTimevals, Field: "Times", ID: 17},
	}},
	{Name: "futimesat", Type: "Utimens", TypeID: 13, Group: "file", Numbers: [6]int32{261, -1, -1, 299, 326, 261}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "times", Kind: KindTimevals, Field: "Times", ID: 17},
	}},
	{Name: "utimensat", Type: "Utimens", TypeID: 13, Group: "file", Numbers: [6]int32{280, 88, 88, 320, 348, 280}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "times", Kind: KindTimespecs, Field: "Times", ID: 17},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "utimensat_time64", Type: "Utimens", TypeID: 13, Group: "file", Numbers: [6]int32{-1, -1, -1, 412, 412, -1}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "times", Kind: KindTimespecs64, Field: "Times", ID: 17},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "truncate", Type: "Truncate", TypeID: 14, Group: "file", Numbers: [6]int32{76, 45, 45, 92, 92, 76}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Write},
		{Name: "length", Kind: KindLong, Field: "Length", ID: 18},
	}},
	{Name: "truncate64", Type: "Truncate", TypeID: 14, Group: "file", Numbers: [6]int32{-1, -1, -1, 193, 193, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Write},
		{Name: "length", Kind: KindOff64, Field: "Length", ID: 18},
	}},
	{Name: "ftruncate", Type: "Ftruncate", TypeID: 15, Group: "file", Numbers: [6]int32{77, 46, 46, 93, 93, 77}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "length", Kind: KindLong, Field: "Length", ID: 18},
	}},
	{Name: "ftruncate64", Type: "Ftruncate", TypeID: 15, Group: "file", Numbers: [6]int32{-1, -1, -1, 194, 194, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "length", Kind: KindOff64, Field: "Length", ID: 18},
	}},
	{Name: "stat", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{4, -1, -1, 106, 106, 4}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "lstat", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{6, -1, -1, 107, 107, 6}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "newfstatat", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{262, 79, 79, -1, -1, 262}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "fstatat64", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{-1, -1, -1, 300, 327, -1}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "stat64", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{-1, -1, -1, 195, 195, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "lstat64", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{-1, -1, -1, 196, 196, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "oldstat", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{-1, -1, -1, 18, -1, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "oldlstat", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{-1, -1, -1, 84, -1, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "statx", Type: "Stat", TypeID: 16, Group: "file", Numbers: [6]int32{332, 291, 291, 383, 397, 332}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "flags", Kind: KindAtstatx, Field: "Flags", ID: 2},
		{Name: "mask", Kind: KindStatx, Field: "Mask", ID: 19},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "fstat", Type: "Fstat", TypeID: 17, Group: "file", Numbers: [6]int32{5, 80, 80, 108, 108, 5}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "fstat64", Type: "Fstat", TypeID: 17, Group: "file", Numbers: [6]int32{-1, -1, -1, 197, 197, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "oldfstat", Type: "Fstat", TypeID: 17, Group: "file", Numbers: [6]int32{-1, -1, -1, 28, -1, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "access", Type: "Access", TypeID: 18, Group: "file", Numbers: [6]int32{21, -1, -1, 33, 33, 21}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "mode", Kind: KindAccess, Field: "Mode", ID: 3},
	}},
	{Name: "faccessat", Type: "Access", TypeID: 18, Group: "file", Numbers: [6]int32{269, 48, 48, 307, 334, 269}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "mode", Kind: KindAccess, Field: "Mode", ID: 3},
	}},
	{Name: "faccessat2", Type: "Access", TypeID: 18, Group: "file", Numbers: [6]int32{439, 439, 439, 439, 439, 439}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "mode", Kind: KindAccess, Field: "Mode", ID: 3},
		{Name: "flags", Kind: KindAtacc, Field: "Flags", ID: 2},
	}},
	{Name: "statfs", Type: "Statfs", TypeID: 19, Group: "file", Numbers: [6]int32{137, 43, 43, 99, 99, 137}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "statfs64", Type: "Statfs", TypeID: 19, Group: "file", Numbers: [6]int32{-1, -1, -1, 268, 266, -1}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "fstatfs", Type: "Fstatfs", TypeID: 20, Group: "file", Numbers: [6]int32{138, 44, 44, 100, 100, 138}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "fstatfs64", Type: "Fstatfs", TypeID: 20, Group: "file", Numbers: [6]int32{-1, -1, -1, 269, 267, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "ustat", Type: "Ustat", TypeID: 21, Group: "file", Numbers: [6]int32{136, -1, -1, 62, 62, 136}, Args: []Arg{
		{Name: "dev", Kind: KindDev, Field: "Dev", ID: 6},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "getxattr", Type: "GetXattr", TypeID: 22, Group: "file", Numbers: [6]int32{191, 8, 8, 229, 229, 191}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "value", Kind: KindOut, Field: "Value", ID: 21},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "lgetxattr", Type: "GetXattr", TypeID: 22, Group: "file", Numbers: [6]int32{192, 9, 9, 230, 230, 192}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "value", Kind: KindOut, Field: "Value", ID: 21},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "fgetxattr", Type: "FgetXattr", TypeID: 23, Group: "file", Numbers: [6]int32{193, 10, 10, 231, 231, 193}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "value", Kind: KindOut, Field: "Value", ID: 21},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "getxattrat", Type: "GetXattrAt", TypeID: 24, Group: "file", Numbers: [6]int32{464, 464, 464, 464, 464, 464}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "args", Kind: KindAddr, Field: "Args", ID: 22},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "listxattr", Type: "ListXattr", TypeID: 25, Group: "file", Numbers: [6]int32{194, 11, 11, 232, 232, 194}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "list", Kind: KindOut, Field: "List", ID: 23},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "llistxattr", Type: "ListXattr", TypeID: 25, Group: "file", Numbers: [6]int32{195, 12, 12, 233, 233, 195}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "list", Kind: KindOut, Field: "List", ID: 23},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "flistxattr", Type: "FlistXattr", TypeID: 26, Group: "file", Numbers: [6]int32{196, 13, 13, 234, 234, 196}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "list", Kind: KindOut, Field: "List", ID: 23},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "listxattrat", Type: "ListXattr", TypeID: 25, Group: "file", Numbers: [6]int32{465, 465, 465, 465, 465, 465}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
		{Name: "list", Kind: KindOut, Field: "List", ID: 23},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "setxattr", Type: "SetXattr", TypeID: 27, Group: "file", Numbers: [6]int32{188, 5, 5, 226, 226, 188}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "value", Kind: KindValue, Field: "Value", ID: 21},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "how", Kind: KindXattr, Field: "How", ID: 24},
	}},
	{Name: "lsetxattr", Type: "SetXattr", TypeID: 27, Group: "file", Numbers: [6]int32{189, 6, 6, 227, 227, 189}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta | NoFollow},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "value", Kind: KindValue, Field: "Value", ID: 21},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "how", Kind: KindXattr, Field: "How", ID: 24},
	}},
	{Name: "fsetxattr", Type: "FsetXattr", TypeID: 28, Group: "file", Numbers: [6]int32{190, 7, 7, 228, 228, 190}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "value", Kind: KindValue, Field: "Value", ID: 21},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "how", Kind: KindXattr, Field: "How", ID: 24},
	}},
	{Name: "setxattrat", Type: "SetXattrAt", TypeID: 29, Group: "file", Numbers: [6]int32{463, 463, 463, 463, 463, 463}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
		{Name: "args", Kind: KindAddr, Field: "Args", ID: 22},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "removexattr", Type: "RemoveXattr", TypeID: 30, Group: "file", Numbers: [6]int32{197, 14, 14, 235, 235, 197}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
	}},
	{Name: "lremovexattr", Type: "RemoveXattr", TypeID: 30, Group: "file", Numbers: [6]int32{198, 15, 15, 236, 236, 198}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta | NoFollow},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
	}},
	{Name: "fremovexattr", Type: "FremoveXattr", TypeID: 31, Group: "file", Numbers: [6]int32{199, 16, 16, 237, 237, 199}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
	}},
	{Name: "removexattrat", Type: "RemoveXattr", TypeID: 30, Group: "file", Numbers: [6]int32{466, 466, 466, 466, 466, 466}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
		{Name: "attr", Kind: KindStr, Field: "Attr", ID: 20},
	}},
	{Name: "file_getattr", Type: "FileAttr", TypeID: 32, Group: "file", Numbers: [6]int32{468, 468, 468, 468, 468, 468}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "file_setattr", Type: "FileAttr", TypeID: 32, Group: "file", Numbers: [6]int32{469, 469, 469, 469, 469, 469}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Meta},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "chdir", Type: "Chdir", TypeID: 33, Group: "file", Numbers: [6]int32{80, 49, 49, 12, 12, 80}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
	}},
	{Name: "fchdir", Type: "Fchdir", TypeID: 34, Group: "file", Numbers: [6]int32{81, 50, 50, 133, 133, 81}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
	}},
	{Name: "chroot", Type: "Chroot", TypeID: 35, Group: "file", Numbers: [6]int32{161, 51, 51, 61, 61, 161}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
	}},
	{Name: "getcwd", Type: "Getcwd", TypeID: 36, Group: "file", Numbers: [6]int32{79, 17, 17, 183, 183, 79}, Args: []Arg{
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "inotify_init", Type: "InotifyInit", TypeID: 37, Group: "file", Numbers: [6]int32{253, -1, -1, 291, 316, 253}},
	{Name: "inotify_init1", Type: "InotifyInit", TypeID: 37, Group: "file", Numbers: [6]int32{294, 26, 26, 332, 360, 294}, Args: []Arg{
		{Name: "flags", Kind: KindInotifyinit, Field: "Flags", ID: 2},
	}},
	{Name: "inotify_add_watch", Type: "InotifyAddWatch", TypeID: 38, Group: "file", Numbers: [6]int32{254, 27, 27, 292, 317, 254}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
		{Name: "mask", Kind: KindInotify, Field: "Mask", ID: 19},
	}},
	{Name: "inotify_rm_watch", Type: "InotifyRmWatch", TypeID: 39, Group: "file", Numbers: [6]int32{255, 28, 28, 293, 318, 255}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "watch", Kind: KindInt, Field: "Watch", ID: 25},
	}},
	{Name: "fanotify_init", Type: "FanotifyInit", TypeID: 40, Group: "file", Numbers: [6]int32{300, 262, 262, 338, 367, 300}, Args: []Arg{
		{Name: "flags", Kind: KindFanotifyinit, Field: "Flags", ID: 2},
		{Name: "eventflags", Kind: KindOpen, Field: "EventFlags", ID: 26},
	}},
	{Name: "fanotify_mark", Type: "FanotifyMark", TypeID: 41, Group: "file", Numbers: [6]int32{301, 263, 263, 339, 368, 301}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "flags", Kind: KindFanotifymark, Field: "Flags", ID: 2},
		{Name: "mask", Kind: KindMask64, Field: "Mask", ID: 19},
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat},
	}},
	{Name: "name_to_handle_at", Type: "NameToHandle", TypeID: 42, Group: "file", Numbers: [6]int32{303, 264, 264, 341, 370, 303}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Stat | NoFollow},
		{Name: "handle", Kind: KindAddr, Field: "Handle", ID: 27},
		{Name: "mountid", Kind: KindOut, Field: "MountID", ID: 28},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "open_by_handle_at", Type: "OpenByHandle", TypeID: 43, Group: "file", Numbers: [6]int32{304, 265, 265, 342, 371, 304}, Args: []Arg{
		{Name: "mountfd", Kind: KindFd, Field: "MountFD", ID: 29},
		{Name: "handle", Kind: KindAddr, Field: "Handle", ID: 27},
		{Name: "flags", Kind: KindOpen, Field: "Flags", ID: 2},
	}},
	{Name: "umask", Type: "Umask", TypeID: 44, Group: "file", Numbers: [6]int32{95, 166, 166, 60, 60, 95}, Args: []Arg{
		{Name: "mask", Kind: KindMode, Field: "Mask", ID: 19},
	}},
	{Name: "mount", Type: "Mount", TypeID: 45, Group: "mount", Numbers: [6]int32{165, 40, 40, 21, 21, 165}, Args: []Arg{
		{Name: "source", Kind: KindStr, Field: "Source", ID: 30},
		{Name: "target", Kind: KindPath, Field: "Target", ID: 11, How: Mount},
		{Name: "fstype", Kind: KindStr, Field: "FSType", ID: 31},
		{Name: "flags", Kind: KindMount, Field: "Flags", ID: 2},
		{Name: "data", Kind: KindStrdata, Field: "Data", ID: 32},
	}},
	{Name: "umount", Type: "Umount", TypeID: 46, Group: "mount", Numbers: [6]int32{-1, -1, -1, 22, -1, -1}, Args: []Arg{
		{Name: "target", Kind: KindPath, Field: "Target", ID: 11, How: Mount},
	}},
	{Name: "umount2", Type: "Umount", TypeID: 46, Group: "mount", Numbers: [6]int32{166, 39, 39, 52, 52, 166}, Args: []Arg{
		{Name: "target", Kind: KindPath, Field: "Target", ID: 11, How: Mount},
		{Name: "flags", Kind: KindUmount, Field: "Flags", ID: 2},
	}},
	{Name: "pivot_root", Type: "PivotRoot", TypeID: 47, Group: "mount", Numbers: [6]int32{155, 41, 41, 217, 218, 155}, Args: []Arg{
		{Name: "newroot", Kind: KindPath, Field: "NewRoot", ID: 33, How: Mount},
		{Name: "putold", Kind: KindPath, Field: "PutOld", ID: 34, How: Mount},
	}},
	{Name: "open_tree", Type: "OpenTree", TypeID: 48, Group: "mount", Numbers: [6]int32{428, 428, 428, 428, 428, 428}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Mount},
		{Name: "flags", Kind: KindOpentree, Field: "Flags", ID: 2},
	}},
	{Name: "open_tree_attr", Type: "OpenTree", TypeID: 48, Group: "mount", Numbers: [6]int32{467, 467, 467, 467, 467, 467}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Mount},
		{Name: "flags", Kind: KindOpentree, Field: "Flags", ID: 2},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "move_mount", Type: "MoveMount", TypeID: 49, Group: "mount", Numbers: [6]int32{429, 429, 429, 429, 429, 429}, Args: []Arg{
		{Name: "fromdir", Kind: KindDir, Field: "FromDir", ID: 35},
		{Name: "frompath", Kind: KindPath, Field: "FromPath", ID: 36, How: Mount | NoFollow},
		{Name: "todir", Kind: KindDir, Field: "ToDir", ID: 37},
		{Name: "topath", Kind: KindPath, Field: "ToPath", ID: 38, How: Mount | NoFollow},
		{Name: "flags", Kind: KindMovemount, Field: "Flags", ID: 2},
	}},
	{Name: "fsopen", Type: "Fsopen", TypeID: 50, Group: "mount", Numbers: [6]int32{430, 430, 430, 430, 430, 430}, Args: []Arg{
		{Name: "fstype", Kind: KindStr, Field: "FSType", ID: 31},
		{Name: "flags", Kind: KindFsopen, Field: "Flags", ID: 2},
	}},
	{Name: "fsconfig", Type: "Fsconfig", TypeID: 51, Group: "mount", Numbers: [6]int32{431, 431, 431, 431, 431, 431}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "cmd", Kind: KindFsconfig, Field: "Cmd", ID: 39},
		{Name: "key", Kind: KindStr, Field: "Key", ID: 40},
		{Name: "value", Kind: KindAddr, Field: "Value", ID: 21},
		{Name: "aux", Kind: KindInt, Field: "Aux", ID: 41},
	}},
	{Name: "fsmount", Type: "Fsmount", TypeID: 52, Group: "mount", Numbers: [6]int32{432, 432, 432, 432, 432, 432}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "flags", Kind: KindFsmount, Field: "Flags", ID: 2},
		{Name: "attrs", Kind: KindMountattr, Field: "Attrs", ID: 42},
	}},
	{Name: "fspick", Type: "Fspick", TypeID: 53, Group: "mount", Numbers: [6]int32{433, 433, 433, 433, 433, 433}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Mount},
		{Name: "flags", Kind: KindFspick, Field: "Flags", ID: 2},
	}},
	{Name: "mount_setattr", Type: "MountSetattr", TypeID: 54, Group: "mount", Numbers: [6]int32{442, 442, 442, 442, 442, 442}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Mount},
		{Name: "flags", Kind: KindOpentree, Field: "Flags", ID: 2},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "statmount", Type: "Statmount", TypeID: 55, Group: "mount", Numbers: [6]int32{457, 457, 457, 457, 457, 457}, Args: []Arg{
		{Name: "request", Kind: KindAddr, Field: "Request", ID: 43},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "listmount", Type: "Listmount", TypeID: 56, Group: "mount", Numbers: [6]int32{458, 458, 458, 458, 458, 458}, Args: []Arg{
		{Name: "request", Kind: KindAddr, Field: "Request", ID: 43},
		{Name: "ids", Kind: KindOut, Field: "IDs", ID: 44},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "swapon", Type: "Swapon", TypeID: 57, Group: "mount", Numbers: [6]int32{167, 224, 224, 87, 87, 167}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Read},
		{Name: "flags", Kind: KindSwap, Field: "Flags", ID: 2},
	}},
	{Name: "swapoff", Type: "Swapoff", TypeID: 58, Group: "mount", Numbers: [6]int32{168, 225, 225, 115, 115, 168}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Read},
	}},
	{Name: "quotactl", Type: "Quotactl", TypeID: 59, Group: "mount", Numbers: [6]int32{179, 60, 60, 131, 131, 179}, Args: []Arg{
		{Name: "cmd", Kind: KindHex32, Field: "Cmd", ID: 39},
		{Name: "special", Kind: KindPath, Field: "Special", ID: 46, How: Meta},
		{Name: "id", Kind: KindUint, Field: "ID", ID: 47},
		{Name: "data", Kind: KindAddr, Field: "Data", ID: 32},
	}},
	{Name: "quotactl_fd", Type: "QuotactlFD", TypeID: 60, Group: "mount", Numbers: [6]int32{443, 443, 443, 443, 443, 443}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "cmd", Kind: KindHex32, Field: "Cmd", ID: 39},
		{Name: "id", Kind: KindUint, Field: "ID", ID: 47},
		{Name: "data", Kind: KindAddr, Field: "Data", ID: 32},
	}},
	{Name: "acct", Type: "Acct", TypeID: 61, Group: "mount", Numbers: [6]int32{163, 89, 89, 51, 51, 163}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Write},
	}},
	{Name: "uselib", Type: "Uselib", TypeID: 62, Group: "mount", Numbers: [6]int32{134, -1, -1, 86, 86, -1}, Args: []Arg{
		{Name: "library", Kind: KindPath, Field: "Library", ID: 48, How: Exec},
	}},
	{Name: "sysfs", Type: "Sysfs", TypeID: 63, Group: "mount", Numbers: [6]int32{139, -1, -1, 135, 135, 139}, Args: []Arg{
		{Name: "option", Kind: KindInt, Field: "Option", ID: 49},
		{Name: "arg1", Kind: KindHex, Field: "Arg1", ID: 50},
		{Name: "arg2", Kind: KindHex, Field: "Arg2", ID: 51},
	}},
	{Name: "lookup_dcookie", Type: "LookupDcookie", TypeID: 64, Group: "mount", Numbers: [6]int32{212, 18, 18, 253, 249, 212}, Args: []Arg{
		{Name: "cookie", Kind: KindMask64, Field: "Cookie", ID: 52},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "read", Type: "Read", TypeID: 65, Group: "desc", Numbers: [6]int32{0, 63, 63, 3, 3, 0}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
	}},
	{Name: "write", Type: "Write", TypeID: 66, Group: "desc", Numbers: [6]int32{1, 64, 64, 4, 4, 1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "data", Kind: KindBuf, Field: "Data", ID: 32},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
	}},
	{Name: "pread64", Type: "Read", TypeID: 65, Group: "desc", Numbers: [6]int32{17, 67, 67, 180, 180, 17}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
	}},
	{Name: "pwrite64", Type: "Write", TypeID: 66, Group: "desc", Numbers: [6]int32{18, 68, 68, 181, 181, 18}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "data", Kind: KindBuf, Field: "Data", ID: 32},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
	}},
	{Name: "readv", Type: "Readv", TypeID: 67, Group: "desc", Numbers: [6]int32{19, 65, 65, 145, 145, 515}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovout, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
	}},
	{Name: "writev", Type: "Writev", TypeID: 68, Group: "desc", Numbers: [6]int32{20, 66, 66, 146, 146, 516}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovec, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
	}},
	{Name: "preadv", Type: "Readv", TypeID: 67, Group: "desc", Numbers: [6]int32{295, 69, 69, 333, 361, 534}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovout, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "offset", Kind: KindPoslh, Field: "Offset", ID: 53},
	}},
	{Name: "pwritev", Type: "Writev", TypeID: 68, Group: "desc", Numbers: [6]int32{296, 70, 70, 334, 362, 535}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovec, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "offset", Kind: KindPoslh, Field: "Offset", ID: 53},
	}},
	{Name: "preadv2", Type: "Readv", TypeID: 67, Group: "desc", Numbers: [6]int32{327, 286, 286, 378, 392, 546}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovout, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "offset", Kind: KindPoslh, Field: "Offset", ID: 53},
		{Name: "flags", Kind: KindRwf, Field: "Flags", ID: 2},
	}},
	{Name: "pwritev2", Type: "Writev", TypeID: 68, Group: "desc", Numbers: [6]int32{328, 287, 287, 379, 393, 547}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovec, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "offset", Kind: KindPoslh, Field: "Offset", ID: 53},
		{Name: "flags", Kind: KindRwf, Field: "Flags", ID: 2},
	}},
	{Name: "lseek", Type: "Lseek", TypeID: 69, Group: "desc", Numbers: [6]int32{8, 62, 62, 19, 19, 8}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindLong, Field: "Offset", ID: 53},
		{Name: "whence", Kind: KindSeek, Field: "Whence", ID: 55},
	}},
	{Name: "_llseek", Type: "Lseek", TypeID: 69, Group: "desc", Numbers: [6]int32{-1, -1, -1, 140, 140, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindHilo, Field: "Offset", ID: 53},
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
		{Name: "whence", Kind: KindSeek, Field: "Whence", ID: 55},
	}},
	{Name: "sendfile", Type: "Sendfile", TypeID: 70, Group: "desc", Numbers: [6]int32{40, 71, 71, 187, 187, 40}, Args: []Arg{
		{Name: "outfd", Kind: KindFd, Field: "OutFD", ID: 57},
		{Name: "infd", Kind: KindFd, Field: "InFD", ID: 58},
		{Name: "offset", Kind: KindInout, Field: "Offset", ID: 53},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
	}},
	{Name: "sendfile64", Type: "Sendfile", TypeID: 70, Group: "desc", Numbers: [6]int32{-1, -1, -1, 239, 239, -1}, Args: []Arg{
		{Name: "outfd", Kind: KindFd, Field: "OutFD", ID: 57},
		{Name: "infd", Kind: KindFd, Field: "InFD", ID: 58},
		{Name: "offset", Kind: KindInout, Field: "Offset", ID: 53},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
	}},
	{Name: "splice", Type: "Splice", TypeID: 71, Group: "desc", Numbers: [6]int32{275, 76, 76, 313, 340, 275}, Args: []Arg{
		{Name: "infd", Kind: KindFd, Field: "InFD", ID: 58},
		{Name: "inoffset", Kind: KindInout, Field: "InOffset", ID: 59},
		{Name: "outfd", Kind: KindFd, Field: "OutFD", ID: 57},
		{Name: "outoffset", Kind: KindInout, Field: "OutOffset", ID: 60},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindSplice, Field: "Flags", ID: 2},
	}},
	{Name: "tee", Type: "Tee", TypeID: 72, Group: "desc", Numbers: [6]int32{276, 77, 77, 315, 342, 276}, Args: []Arg{
		{Name: "infd", Kind: KindFd, Field: "InFD", ID: 58},
		{Name: "outfd", Kind: KindFd, Field: "OutFD", ID: 57},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindSplice, Field: "Flags", ID: 2},
	}},
	{Name: "vmsplice", Type: "Vmsplice", TypeID: 73, Group: "desc", Numbers: [6]int32{278, 75, 75, 316, 343, 532}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovec, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindSplice, Field: "Flags", ID: 2},
	}},
	{Name: "copy_file_range", Type: "CopyFileRange", TypeID: 74, Group: "desc", Numbers: [6]int32{326, 285, 285, 377, 391, 326}, Args: []Arg{
		{Name: "infd", Kind: KindFd, Field: "InFD", ID: 58},
		{Name: "inoffset", Kind: KindInout, Field: "InOffset", ID: 59},
		{Name: "outfd", Kind: KindFd, Field: "OutFD", ID: 57},
		{Name: "outoffset", Kind: KindInout, Field: "OutOffset", ID: 60},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "close", Type: "Close", TypeID: 75, Group: "desc", Numbers: [6]int32{3, 57, 57, 6, 6, 3}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
	}},
	{Name: "close_range", Type: "CloseRange", TypeID: 76, Group: "desc", Numbers: [6]int32{436, 436, 436, 436, 436, 436}, Args: []Arg{
		{Name: "first", Kind: KindUint, Field: "First", ID: 61},
		{Name: "last", Kind: KindUint, Field: "Last", ID: 62},
		{Name: "flags", Kind: KindCloserange, Field: "Flags", ID: 2},
	}},
	{Name: "dup", Type: "Dup", TypeID: 77, Group: "desc", Numbers: [6]int32{32, 23, 23, 41, 41, 32}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
	}},
	{Name: "dup2", Type: "Dup", TypeID: 77, Group: "desc", Numbers: [6]int32{33, -1, -1, 63, 63, 33}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "newfd", Kind: KindFd, Field: "NewFD", ID: 63},
	}},
	{Name: "dup3", Type: "Dup", TypeID: 77, Group: "desc", Numbers: [6]int32{292, 24, 24, 330, 358, 292}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "newfd", Kind: KindFd, Field: "NewFD", ID: 63},
		{Name: "flags", Kind: KindDup3, Field: "Flags", ID: 2},
	}},
	{Name: "fcntl", Type: "Fcntl", TypeID: 78, Group: "desc", Numbers: [6]int32{72, 25, 25, 55, 55, 72}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "cmd", Kind: KindFcntl, Field: "Cmd", ID: 39},
		{Name: "arg", Kind: KindFcntlarg, Field: "Arg", ID: 64},
	}},
	{Name: "fcntl64", Type: "Fcntl", TypeID: 78, Group: "desc", Numbers: [6]int32{-1, -1, -1, 221, 221, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "cmd", Kind: KindFcntl, Field: "Cmd", ID: 39},
		{Name: "arg", Kind: KindFcntlarg, Field: "Arg", ID: 64},
	}},
	{Name: "ioctl", Type: "Ioctl", TypeID: 79, Group: "desc", Numbers: [6]int32{16, 29, 29, 54, 54, 514}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "request", Kind: KindIoctl, Field: "Request", ID: 43},
		{Name: "arg", Kind: KindIoctlarg, Field: "Arg", ID: 64},
	}},
	{Name: "flock", Type: "Flock", TypeID: 80, Group: "desc", Numbers: [6]int32{73, 32, 32, 143, 143, 73}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "op", Kind: KindFlock, Field: "Op", ID: 66},
	}},
	{Name: "fsync", Type: "Fsync", TypeID: 81, Group: "desc", Numbers: [6]int32{74, 82, 82, 118, 118, 74}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
	}},
	{Name: "fdatasync", Type: "Fsync", TypeID: 81, Group: "desc", Numbers: [6]int32{75, 83, 83, 148, 148, 75}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
	}},
	{Name: "syncfs", Type: "Fsync", TypeID: 81, Group: "desc", Numbers: [6]int32{306, 267, 267, 344, 373, 306}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
	}},
	{Name: "sync", Type: "Sync", TypeID: 82, Group: "desc", Numbers: [6]int32{162, 81, 81, 36, 36, 162}},
	{Name: "sync_file_range", Type: "SyncFileRange", TypeID: 83, Group: "desc", Numbers: [6]int32{277, 84, 84, 314, -1, 277}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
		{Name: "count", Kind: KindOff64, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindSyncrange, Field: "Flags", ID: 2},
	}},
	{Name: "arm_sync_file_range", Type: "SyncFileRange", TypeID: 83, Group: "desc", Numbers: [6]int32{-1, -1, -1, -1, 341, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "flags", Kind: KindSyncrange, Field: "Flags", ID: 2},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
		{Name: "count", Kind: KindOff64, Field: "Count", ID: 45},
	}},
	{Name: "fallocate", Type: "Fallocate", TypeID: 84, Group: "desc", Numbers: [6]int32{285, 47, 47, 324, 352, 285}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "mode", Kind: KindFallocate, Field: "Mode", ID: 3},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
		{Name: "length", Kind: KindOff64, Field: "Length", ID: 18},
	}},
	{Name: "fadvise64", Type: "Fadvise", TypeID: 85, Group: "desc", Numbers: [6]int32{221, 223, 223, 250, -1, 221}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
		{Name: "length", Kind: KindLong, Field: "Length", ID: 18},
		{Name: "advice", Kind: KindFadvise, Field: "Advice", ID: 67},
	}},
	{Name: "fadvise64_64", Type: "Fadvise", TypeID: 85, Group: "desc", Numbers: [6]int32{-1, -1, -1, 272, -1, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
		{Name: "length", Kind: KindOff64, Field: "Length", ID: 18},
		{Name: "advice", Kind: KindFadvise, Field: "Advice", ID: 67},
	}},
	{Name: "arm_fadvise64_64", Type: "Fadvise", TypeID: 85, Group: "desc", Numbers: [6]int32{-1, -1, -1, -1, 270, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "advice", Kind: KindFadvise, Field: "Advice", ID: 67},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
		{Name: "length", Kind: KindOff64, Field: "Length", ID: 18},
	}},
	{Name: "readahead", Type: "Readahead", TypeID: 86, Group: "desc", Numbers: [6]int32{187, 213, 213, 225, 225, 187}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindOff64, Field: "Offset", ID: 53},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
	}},
	{Name: "cachestat", Type: "Cachestat", TypeID: 87, Group: "desc", Numbers: [6]int32{451, 451, 451, 451, 451, 451}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "range", Kind: KindAddr, Field: "Range", ID: 68},
		{Name: "stat", Kind: KindOut, Field: "Stat", ID: 69},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "getdents", Type: "Getdents", TypeID: 88, Group: "desc", Numbers: [6]int32{78, -1, -1, 141, 141, 78}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindUint, Field: "Size", ID: 13},
	}},
	{Name: "getdents64", Type: "Getdents", TypeID: 88, Group: "desc", Numbers: [6]int32{217, 61, 61, 220, 217, 217}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindUint, Field: "Size", ID: 13},
	}},
	{Name: "readdir", Type: "Getdents", TypeID: 88, Group: "desc", Numbers: [6]int32{-1, -1, -1, 89, -1, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindUint, Field: "Size", ID: 13},
	}},
	{Name: "pipe", Type: "Pipe", TypeID: 89, Group: "desc", Numbers: [6]int32{22, -1, -1, 42, 42, 22}, Args: []Arg{
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "pipe2", Type: "Pipe", TypeID: 89, Group: "desc", Numbers: [6]int32{293, 59, 59, 331, 359, 293}, Args: []Arg{
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
		{Name: "flags", Kind: KindPipe, Field: "Flags", ID: 2},
	}},
	{Name: "eventfd", Type: "Eventfd", TypeID: 90, Group: "desc", Numbers: [6]int32{284, -1, -1, 323, 351, 284}, Args: []Arg{
		{Name: "value", Kind: KindUint, Field: "Value", ID: 21},
	}},
	{Name: "eventfd2", Type: "Eventfd", TypeID: 90, Group: "desc", Numbers: [6]int32{290, 19, 19, 328, 356, 290}, Args: []Arg{
		{Name: "value", Kind: KindUint, Field: "Value", ID: 21},
		{Name: "flags", Kind: KindEventfd, Field: "Flags", ID: 2},
	}},
	{Name: "signalfd", Type: "Signalfd", TypeID: 91, Group: "desc", Numbers: [6]int32{282, -1, -1, 321, 349, 282}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "mask", Kind: KindSigset, Field: "Mask", ID: 19},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "signalfd4", Type: "Signalfd", TypeID: 91, Group: "desc", Numbers: [6]int32{289, 74, 74, 327, 355, 289}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "mask", Kind: KindSigset, Field: "Mask", ID: 19},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindSignalfd, Field: "Flags", ID: 2},
	}},
	{Name: "timerfd_create", Type: "TimerfdCreate", TypeID: 92, Group: "desc", Numbers: [6]int32{283, 85, 85, 322, 350, 283}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "flags", Kind: KindTimerfd, Field: "Flags", ID: 2},
	}},
	{Name: "timerfd_settime", Type: "TimerfdSettime", TypeID: 93, Group: "desc", Numbers: [6]int32{286, 86, 86, 325, 353, 286}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "flags", Kind: KindTimerfdset, Field: "Flags", ID: 2},
		{Name: "new", Kind: KindItimerspec, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "timerfd_settime64", Type: "TimerfdSettime", TypeID: 93, Group: "desc", Numbers: [6]int32{-1, -1, -1, 411, 411, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "flags", Kind: KindTimerfdset, Field: "Flags", ID: 2},
		{Name: "new", Kind: KindItimerspec64, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "timerfd_gettime", Type: "TimerfdGettime", TypeID: 94, Group: "desc", Numbers: [6]int32{287, 87, 87, 326, 354, 287}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "current", Kind: KindOut, Field: "Current", ID: 73},
	}},
	{Name: "timerfd_gettime64", Type: "TimerfdGettime", TypeID: 94, Group: "desc", Numbers: [6]int32{-1, -1, -1, 410, 410, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "current", Kind: KindOut, Field: "Current", ID: 73},
	}},
	{Name: "memfd_create", Type: "MemfdCreate", TypeID: 95, Group: "desc", Numbers: [6]int32{319, 279, 279, 356, 385, 319}, Args: []Arg{
		{Name: "label", Kind: KindStr, Field: "Label", ID: 74},
		{Name: "flags", Kind: KindMemfd, Field: "Flags", ID: 2},
	}},
	{Name: "memfd_secret", Type: "MemfdSecret", TypeID: 96, Group: "desc", Numbers: [6]int32{447, 447, 447, 447, -1, 447}, Args: []Arg{
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "epoll_create", Type: "EpollCreate", TypeID: 97, Group: "desc", Numbers: [6]int32{213, -1, -1, 254, 250, 213}, Args: []Arg{
		{Name: "size", Kind: KindInt, Field: "Size", ID: 13},
	}},
	{Name: "epoll_create1", Type: "EpollCreate", TypeID: 97, Group: "desc", Numbers: [6]int32{291, 20, 20, 329, 357, 291}, Args: []Arg{
		{Name: "flags", Kind: KindEpollcreate, Field: "Flags", ID: 2},
	}},
	{Name: "epoll_ctl", Type: "EpollCtl", TypeID: 98, Group: "desc", Numbers: [6]int32{233, 21, 21, 255, 251, 233}, Args: []Arg{
		{Name: "epollfd", Kind: KindFd, Field: "EpollFD", ID: 75},
		{Name: "op", Kind: KindEpollop, Field: "Op", ID: 66},
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "event", Kind: KindEpollevent, Field: "Event", ID: 76},
	}},
	{Name: "epoll_ctl_old", Type: "EpollCtl", TypeID: 98, Group: "desc", Numbers: [6]int32{214, -1, -1, -1, -1, -1}, Args: []Arg{
		{Name: "epollfd", Kind: KindFd, Field: "EpollFD", ID: 75},
		{Name: "op", Kind: KindEpollop, Field: "Op", ID: 66},
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "event", Kind: KindEpollevent, Field: "Event", ID: 76},
	}},
	{Name: "epoll_wait", Type: "EpollWait", TypeID: 99, Group: "desc", Numbers: [6]int32{232, -1, -1, 256, 252, 232}, Args: []Arg{
		{Name: "epollfd", Kind: KindFd, Field: "EpollFD", ID: 75},
		{Name: "events", Kind: KindOut, Field: "Events", ID: 77},
		{Name: "max", Kind: KindInt, Field: "Max", ID: 78},
		{Name: "millis", Kind: KindInt, Field: "Millis", ID: 79},
	}},
	{Name: "epoll_wait_old", Type: "EpollWait", TypeID: 99, Group: "desc", Numbers: [6]int32{215, -1, -1, -1, -1, -1}, Args: []Arg{
		{Name: "epollfd", Kind: KindFd, Field: "EpollFD", ID: 75},
		{Name: "events", Kind: KindOut, Field: "Events", ID: 77},
		{Name: "max", Kind: KindInt, Field: "Max", ID: 78},
		{Name: "millis", Kind: KindInt, Field: "Millis", ID: 79},
	}},
	{Name: "epoll_pwait", Type: "EpollWait", TypeID: 99, Group: "desc", Numbers: [6]int32{281, 22, 22, 319, 346, 281}, Args: []Arg{
		{Name: "epollfd", Kind: KindFd, Field: "EpollFD", ID: 75},
		{Name: "events", Kind: KindOut, Field: "Events", ID: 77},
		{Name: "max", Kind: KindInt, Field: "Max", ID: 78},
		{Name: "millis", Kind: KindInt, Field: "Millis", ID: 79},
		{Name: "mask", Kind: KindSigset, Field: "Mask", ID: 19},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "epoll_pwait2", Type: "EpollWait", TypeID: 99, Group: "desc", Numbers: [6]int32{441, 441, 441, 441, 441, 441}, Args: []Arg{
		{Name: "epollfd", Kind: KindFd, Field: "EpollFD", ID: 75},
		{Name: "events", Kind: KindOut, Field: "Events", ID: 77},
		{Name: "max", Kind: KindInt, Field: "Max", ID: 78},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
		{Name: "mask", Kind: KindSigset, Field: "Mask", ID: 19},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "poll", Type: "Poll", TypeID: 100, Group: "desc", Numbers: [6]int32{7, -1, -1, 168, 168, 7}, Args: []Arg{
		{Name: "set", Kind: KindPollfds, Field: "Set", ID: 81},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "millis", Kind: KindInt, Field: "Millis", ID: 79},
	}},
	{Name: "ppoll", Type: "Poll", TypeID: 100, Group: "desc", Numbers: [6]int32{271, 73, 73, 309, 336, 271}, Args: []Arg{
		{Name: "set", Kind: KindPollfds, Field: "Set", ID: 81},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
		{Name: "mask", Kind: KindSigset, Field: "Mask", ID: 19},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "ppoll_time64", Type: "Poll", TypeID: 100, Group: "desc", Numbers: [6]int32{-1, -1, -1, 414, 414, -1}, Args: []Arg{
		{Name: "set", Kind: KindPollfds, Field: "Set", ID: 81},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
		{Name: "mask", Kind: KindSigset, Field: "Mask", ID: 19},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "select", Type: "Select", TypeID: 101, Group: "desc", Numbers: [6]int32{23, -1, -1, -1, -1, 23}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "read", Kind: KindFdset, Field: "Read", ID: 82},
		{Name: "write", Kind: KindFdset, Field: "Write", ID: 83},
		{Name: "except", Kind: KindFdset, Field: "Except", ID: 84},
		{Name: "timeout", Kind: KindTimeval, Field: "Timeout", ID: 80},
	}},
	{Name: "select", Type: "Select", TypeID: 101, Group: "desc", Numbers: [6]int32{-1, -1, -1, 82, -1, -1}, Args: []Arg{
		{Name: "args", Kind: KindOldselect},
	}},
	{Name: "_newselect", Type: "Select", TypeID: 101, Group: "desc", Numbers: [6]int32{-1, -1, -1, 142, 142, -1}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "read", Kind: KindFdset, Field: "Read", ID: 82},
		{Name: "write", Kind: KindFdset, Field: "Write", ID: 83},
		{Name: "except", Kind: KindFdset, Field: "Except", ID: 84},
		{Name: "timeout", Kind: KindTimeval, Field: "Timeout", ID: 80},
	}},
	{Name: "pselect6", Type: "Select", TypeID: 101, Group: "desc", Numbers: [6]int32{270, 72, 72, 308, 335, 270}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "read", Kind: KindFdset, Field: "Read", ID: 82},
		{Name: "write", Kind: KindFdset, Field: "Write", ID: 83},
		{Name: "except", Kind: KindFdset, Field: "Except", ID: 84},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
		{Name: "mask", Kind: KindSigarg, Field: "Mask", ID: 19},
	}},
	{Name: "pselect6_time64", Type: "Select", TypeID: 101, Group: "desc", Numbers: [6]int32{-1, -1, -1, 413, 413, -1}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "read", Kind: KindFdset, Field: "Read", ID: 82},
		{Name: "write", Kind: KindFdset, Field: "Write", ID: 83},
		{Name: "except", Kind: KindFdset, Field: "Except", ID: 84},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
		{Name: "mask", Kind: KindSigarg, Field: "Mask", ID: 19},
	}},
	{Name: "io_uring_setup", Type: "IOUringSetup", TypeID: 102, Group: "aio", Numbers: [6]int32{425, 425, 425, 425, 425, 425}, Args: []Arg{
		{Name: "entries", Kind: KindUint, Field: "Entries", ID: 85},
		{Name: "params", Kind: KindAddr, Field: "Params", ID: 86},
	}},
	{Name: "io_uring_enter", Type: "IOUringEnter", TypeID: 103, Group: "aio", Numbers: [6]int32{426, 426, 426, 426, 426, 426}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "submit", Kind: KindUint, Field: "Submit", ID: 87},
		{Name: "complete", Kind: KindUint, Field: "Complete", ID: 88},
		{Name: "flags", Kind: KindUringenter, Field: "Flags", ID: 2},
		{Name: "arg", Kind: KindAddr, Field: "Arg", ID: 64},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "io_uring_register", Type: "IOUringRegister", TypeID: 104, Group: "aio", Numbers: [6]int32{427, 427, 427, 427, 427, 427}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "op", Kind: KindUringop, Field: "Op", ID: 66},
		{Name: "arg", Kind: KindAddr, Field: "Arg", ID: 64},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
	}},
	{Name: "io_setup", Type: "IOSetup", TypeID: 105, Group: "aio", Numbers: [6]int32{206, 0, 0, 245, 243, 543}, Args: []Arg{
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "context", Kind: KindOut, Field: "Context", ID: 89},
	}},
	{Name: "io_destroy", Type: "IODestroy", TypeID: 106, Group: "aio", Numbers: [6]int32{207, 1, 1, 246, 244, 207}, Args: []Arg{
		{Name: "context", Kind: KindHex, Field: "Context", ID: 89},
	}},
	{Name: "io_submit", Type: "IOSubmit", TypeID: 107, Group: "aio", Numbers: [6]int32{209, 2, 2, 248, 246, 544}, Args: []Arg{
		{Name: "context", Kind: KindHex, Field: "Context", ID: 89},
		{Name: "count", Kind: KindLong, Field: "Count", ID: 45},
		{Name: "blocks", Kind: KindAddr, Field: "Blocks", ID: 90},
	}},
	{Name: "io_cancel", Type: "IOCancel", TypeID: 108, Group: "aio", Numbers: [6]int32{210, 3, 3, 249, 247, 210}, Args: []Arg{
		{Name: "context", Kind: KindHex, Field: "Context", ID: 89},
		{Name: "block", Kind: KindAddr, Field: "Block", ID: 91},
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "io_getevents", Type: "IOGetevents", TypeID: 109, Group: "aio", Numbers: [6]int32{208, 4, 4, 247, 245, 208}, Args: []Arg{
		{Name: "context", Kind: KindHex, Field: "Context", ID: 89},
		{Name: "min", Kind: KindLong, Field: "Min", ID: 92},
		{Name: "count", Kind: KindLong, Field: "Count", ID: 45},
		{Name: "events", Kind: KindOut, Field: "Events", ID: 77},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
	}},
	{Name: "io_pgetevents", Type: "IOGetevents", TypeID: 109, Group: "aio", Numbers: [6]int32{333, 292, 292, 385, 399, 333}, Args: []Arg{
		{Name: "context", Kind: KindHex, Field: "Context", ID: 89},
		{Name: "min", Kind: KindLong, Field: "Min", ID: 92},
		{Name: "count", Kind: KindLong, Field: "Count", ID: 45},
		{Name: "events", Kind: KindOut, Field: "Events", ID: 77},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
		{Name: "mask", Kind: KindSigarg, Field: "Mask", ID: 19},
	}},
	{Name: "io_pgetevents_time64", Type: "IOGetevents", TypeID: 109, Group: "aio", Numbers: [6]int32{-1, -1, -1, 416, 416, -1}, Args: []Arg{
		{Name: "context", Kind: KindHex, Field: "Context", ID: 89},
		{Name: "min", Kind: KindLong, Field: "Min", ID: 92},
		{Name: "count", Kind: KindLong, Field: "Count", ID: 45},
		{Name: "events", Kind: KindOut, Field: "Events", ID: 77},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
		{Name: "mask", Kind: KindSigarg, Field: "Mask", ID: 19},
	}},
	{Name: "socket", Type: "Socket", TypeID: 110, Group: "network", Numbers: [6]int32{41, 198, 198, 359, 281, 41}, Args: []Arg{
		{Name: "domain", Kind: KindAf, Field: "Domain", ID: 93},
		{Name: "type", Kind: KindSocktype, Field: "Type", ID: 94},
		{Name: "protocol", Kind: KindSockproto, Field: "Protocol", ID: 95},
	}},
	{Name: "socketpair", Type: "SocketPair", TypeID: 111, Group: "network", Numbers: [6]int32{53, 199, 199, 360, 288, 53}, Args: []Arg{
		{Name: "domain", Kind: KindAf, Field: "Domain", ID: 93},
		{Name: "type", Kind: KindSocktype, Field: "Type", ID: 94},
		{Name: "protocol", Kind: KindSockproto, Field: "Protocol", ID: 95},
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "connect", Type: "Connect", TypeID: 112, Group: "network", Numbers: [6]int32{42, 203, 203, 362, 283, 42}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "addr", Kind: KindSockaddr, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInt, Field: "Len", ID: 97},
	}},
	{Name: "bind", Type: "Bind", TypeID: 113, Group: "network", Numbers: [6]int32{49, 200, 200, 361, 282, 49}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "addr", Kind: KindSockaddr, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInt, Field: "Len", ID: 97},
	}},
	{Name: "listen", Type: "Listen", TypeID: 114, Group: "network", Numbers: [6]int32{50, 201, 201, 363, 284, 50}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "backlog", Kind: KindInt, Field: "Backlog", ID: 98},
	}},
	{Name: "accept", Type: "Accept", TypeID: 115, Group: "network", Numbers: [6]int32{43, 202, 202, -1, 285, 43}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "addr", Kind: KindOut, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInout, Field: "Len", ID: 97},
	}},
	{Name: "accept4", Type: "Accept", TypeID: 115, Group: "network", Numbers: [6]int32{288, 242, 242, 364, 366, 288}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "addr", Kind: KindOut, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInout, Field: "Len", ID: 97},
		{Name: "flags", Kind: KindSockflags, Field: "Flags", ID: 2},
	}},
	{Name: "getsockname", Type: "GetSockName", TypeID: 116, Group: "network", Numbers: [6]int32{51, 204, 204, 367, 286, 51}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "addr", Kind: KindOut, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInout, Field: "Len", ID: 97},
	}},
	{Name: "getpeername", Type: "GetPeerName", TypeID: 117, Group: "network", Numbers: [6]int32{52, 205, 205, 368, 287, 52}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "addr", Kind: KindOut, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInout, Field: "Len", ID: 97},
	}},
	{Name: "send", Type: "Send", TypeID: 118, Group: "network", Numbers: [6]int32{-1, -1, -1, -1, 289, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "data", Kind: KindBuf, Field: "Data", ID: 32},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
	}},
	{Name: "sendto", Type: "Send", TypeID: 118, Group: "network", Numbers: [6]int32{44, 206, 206, 369, 290, 44}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "data", Kind: KindBuf, Field: "Data", ID: 32},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
		{Name: "addr", Kind: KindSockaddr, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInt, Field: "Len", ID: 97},
	}},
	{Name: "recv", Type: "Recv", TypeID: 119, Group: "network", Numbers: [6]int32{-1, -1, -1, -1, 291, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
	}},
	{Name: "recvfrom", Type: "Recv", TypeID: 119, Group: "network", Numbers: [6]int32{45, 207, 207, 371, 292, 517}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
		{Name: "addr", Kind: KindOut, Field: "Addr", ID: 96},
		{Name: "len", Kind: KindInout, Field: "Len", ID: 97},
	}},
	{Name: "sendmsg", Type: "SendMsg", TypeID: 120, Group: "network", Numbers: [6]int32{46, 211, 211, 370, 296, 518}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "msg", Kind: KindMsghdr, Field: "Msg", ID: 99},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
	}},
	{Name: "sendmmsg", Type: "SendMmsg", TypeID: 121, Group: "network", Numbers: [6]int32{307, 269, 269, 345, 374, 538}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "msgs", Kind: KindMmsghdr, Field: "Msgs", ID: 100},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
	}},
	{Name: "recvmsg", Type: "RecvMsg", TypeID: 122, Group: "network", Numbers: [6]int32{47, 212, 212, 372, 297, 519}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "msg", Kind: KindOut, Field: "Msg", ID: 99},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
	}},
	{Name: "recvmmsg", Type: "RecvMmsg", TypeID: 123, Group: "network", Numbers: [6]int32{299, 243, 243, 337, 365, 537}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "msgs", Kind: KindOut, Field: "Msgs", ID: 100},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
	}},
	{Name: "recvmmsg_time64", Type: "RecvMmsg", TypeID: 123, Group: "network", Numbers: [6]int32{-1, -1, -1, 417, 417, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "msgs", Kind: KindOut, Field: "Msgs", ID: 100},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindMsg, Field: "Flags", ID: 2},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
	}},
	{Name: "shutdown", Type: "Shutdown", TypeID: 124, Group: "network", Numbers: [6]int32{48, 210, 210, 373, 293, 48}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "how", Kind: KindShut, Field: "How", ID: 24},
	}},
	{Name: "setsockopt", Type: "SetSockOpt", TypeID: 125, Group: "network", Numbers: [6]int32{54, 208, 208, 366, 294, 541}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "level", Kind: KindSol, Field: "Level", ID: 101},
		{Name: "option", Kind: KindSockopt, Field: "Option", ID: 49},
		{Name: "value", Kind: KindValue, Field: "Value", ID: 21},
		{Name: "size", Kind: KindInt, Field: "Size", ID: 13},
	}},
	{Name: "getsockopt", Type: "GetSockOpt", TypeID: 126, Group: "network", Numbers: [6]int32{55, 209, 209, 365, 295, 542}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "level", Kind: KindSol, Field: "Level", ID: 101},
		{Name: "option", Kind: KindSockopt, Field: "Option", ID: 49},
		{Name: "value", Kind: KindOut, Field: "Value", ID: 21},
		{Name: "size", Kind: KindInout, Field: "Size", ID: 13},
	}},
	{Name: "execve", Type: "Execve", TypeID: 127, Group: "process", Numbers: [6]int32{59, 221, 221, 11, 11, 520}, Args: []Arg{
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Exec},
		{Name: "argv", Kind: KindArgv, Field: "Argv", ID: 102},
		{Name: "env", Kind: KindEnvp, Field: "Env", ID: 103},
	}},
	{Name: "execveat", Type: "Execve", TypeID: 127, Group: "process", Numbers: [6]int32{322, 281, 281, 358, 387, 545}, Args: []Arg{
		{Name: "dirfd", Kind: KindDir, Field: "Dir", ID: 4},
		{Name: "pathname", Kind: KindPath, Field: "Path", ID: 1, How: Exec},
		{Name: "argv", Kind: KindArgv, Field: "Argv", ID: 102},
		{Name: "env", Kind: KindEnvp, Field: "Env", ID: 103},
		{Name: "flags", Kind: KindAt, Field: "Flags", ID: 2},
	}},
	{Name: "fork", Type: "Fork", TypeID: 128, Group: "process", Numbers: [6]int32{57, -1, -1, 2, 2, 57}},
	{Name: "vfork", Type: "Fork", TypeID: 128, Group: "process", Numbers: [6]int32{58, -1, -1, 190, 190, 58}},
	{Name: "clone", Type: "Clone", TypeID: 129, Group: "process", Numbers: [6]int32{56, -1, -1, -1, -1, 56}, Args: []Arg{
		{Name: "flags", Kind: KindClone, Field: "Flags", ID: 2},
		{Name: "stack", Kind: KindAddr, Field: "Stack", ID: 104},
		{Name: "parenttid", Kind: KindOut, Field: "ParentTID", ID: 105},
		{Name: "childtid", Kind: KindAddr, Field: "ChildTID", ID: 106},
		{Name: "tls", Kind: KindHex, Field: "TLS", ID: 107},
	}},
	{Name: "clone", Type: "Clone", TypeID: 129, Group: "process", Numbers: [6]int32{-1, 220, 220, 120, 120, -1}, Args: []Arg{
		{Name: "flags", Kind: KindClone, Field: "Flags", ID: 2},
		{Name: "stack", Kind: KindAddr, Field: "Stack", ID: 104},
		{Name: "parenttid", Kind: KindOut, Field: "ParentTID", ID: 105},
		{Name: "tls", Kind: KindHex, Field: "TLS", ID: 107},
		{Name: "childtid", Kind: KindAddr, Field: "ChildTID", ID: 106},
	}},
	{Name: "clone3", Type: "Clone", TypeID: 129, Group: "process", Numbers: [6]int32{435, 435, 435, 435, 435, 435}, Args: []Arg{
		{Name: "args", Kind: KindCloneargs},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "unshare", Type: "Unshare", TypeID: 130, Group: "process", Numbers: [6]int32{272, 97, 97, 310, 337, 272}, Args: []Arg{
		{Name: "flags", Kind: KindCloneflags, Field: "Flags", ID: 2},
	}},
	{Name: "setns", Type: "Setns", TypeID: 131, Group: "process", Numbers: [6]int32{308, 268, 268, 346, 375, 308}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "type", Kind: KindCloneflags, Field: "Type", ID: 94},
	}},
	{Name: "exit", Type: "Exit", TypeID: 132, Group: "process", Numbers: [6]int32{60, 93, 93, 1, 1, 60}, Args: []Arg{
		{Name: "status", Kind: KindInt, Field: "Status", ID: 114},
	}},
	{Name: "exit_group", Type: "Exit", TypeID: 132, Group: "process", Numbers: [6]int32{231, 94, 94, 252, 248, 231}, Args: []Arg{
		{Name: "status", Kind: KindInt, Field: "Status", ID: 114},
	}},
	{Name: "wait4", Type: "Wait", TypeID: 133, Group: "process", Numbers: [6]int32{61, 260, 260, 114, 114, 61}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "status", Kind: KindOut, Field: "Status", ID: 114},
		{Name: "options", Kind: KindWait, Field: "Options", ID: 116},
		{Name: "usage", Kind: KindOut, Field: "Usage", ID: 117},
	}},
	{Name: "waitpid", Type: "Wait", TypeID: 133, Group: "process", Numbers: [6]int32{-1, -1, -1, 7, -1, -1}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "status", Kind: KindOut, Field: "Status", ID: 114},
		{Name: "options", Kind: KindWait, Field: "Options", ID: 116},
	}},
	{Name: "waitid", Type: "Waitid", TypeID: 134, Group: "process", Numbers: [6]int32{247, 95, 95, 284, 280, 529}, Args: []Arg{
		{Name: "type", Kind: KindIdtype, Field: "Type", ID: 94},
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "info", Kind: KindOut, Field: "Info", ID: 118},
		{Name: "options", Kind: KindWait, Field: "Options", ID: 116},
		{Name: "usage", Kind: KindOut, Field: "Usage", ID: 117},
	}},
	{Name: "kill", Type: "Kill", TypeID: 135, Group: "process", Numbers: [6]int32{62, 129, 129, 37, 37, 62}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
	}},
	{Name: "tkill", Type: "Kill", TypeID: 135, Group: "process", Numbers: [6]int32{200, 130, 130, 238, 238, 200}, Args: []Arg{
		{Name: "tid", Kind: KindInt, Field: "TID", ID: 120},
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
	}},
	{Name: "tgkill", Type: "Kill", TypeID: 135, Group: "process", Numbers: [6]int32{234, 131, 131, 270, 268, 234}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "tid", Kind: KindInt, Field: "TID", ID: 120},
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
	}},
	{Name: "rt_sigqueueinfo", Type: "SigQueue", TypeID: 136, Group: "process", Numbers: [6]int32{129, 138, 138, 178, 178, 524}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
		{Name: "info", Kind: KindAddr, Field: "Info", ID: 118},
	}},
	{Name: "rt_tgsigqueueinfo", Type: "SigQueue", TypeID: 136, Group: "process", Numbers: [6]int32{297, 240, 240, 335, 363, 536}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "tid", Kind: KindInt, Field: "TID", ID: 120},
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
		{Name: "info", Kind: KindAddr, Field: "Info", ID: 118},
	}},
	{Name: "pidfd_send_signal", Type: "PidfdSendSignal", TypeID: 137, Group: "process", Numbers: [6]int32{424, 424, 424, 424, 424, 424}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
		{Name: "info", Kind: KindAddr, Field: "Info", ID: 118},
		{Name: "flags", Kind: KindPidfdsig, Field: "Flags", ID: 2},
	}},
	{Name: "pidfd_open", Type: "PidfdOpen", TypeID: 138, Group: "process", Numbers: [6]int32{434, 434, 434, 434, 434, 434}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "flags", Kind: KindPidfd, Field: "Flags", ID: 2},
	}},
	{Name: "pidfd_getfd", Type: "PidfdGetfd", TypeID: 139, Group: "process", Numbers: [6]int32{438, 438, 438, 438, 438, 438}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "targetfd", Kind: KindInt, Field: "TargetFD", ID: 121},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "process_madvise", Type: "ProcessMadvise", TypeID: 140, Group: "process", Numbers: [6]int32{440, 440, 440, 440, 440, 440}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "vec", Kind: KindIovout, Field: "Vec", ID: 54},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "advice", Kind: KindMadvise, Field: "Advice", ID: 67},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "process_mrelease", Type: "ProcessMrelease", TypeID: 141, Group: "process", Numbers: [6]int32{448, 448, 448, 448, 448, 448}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "ptrace", Type: "Ptrace", TypeID: 142, Group: "process", Numbers: [6]int32{101, 117, 117, 26, 26, 521}, Args: []Arg{
		{Name: "request", Kind: KindPtrace, Field: "Request", ID: 43},
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "addr", Kind: KindHex, Field: "Addr", ID: 96},
		{Name: "data", Kind: KindHex, Field: "Data", ID: 32},
	}},
	{Name: "process_vm_readv", Type: "ProcessVM", TypeID: 143, Group: "process", Numbers: [6]int32{310, 270, 270, 347, 376, 539}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "local", Kind: KindIovout, Field: "Local", ID: 122},
		{Name: "localcount", Kind: KindUlong, Field: "LocalCount", ID: 123},
		{Name: "remote", Kind: KindIovout, Field: "Remote", ID: 124},
		{Name: "remotecount", Kind: KindUlong, Field: "RemoteCount", ID: 125},
		{Name: "flags", Kind: KindHex, Field: "Flags", ID: 2},
	}},
	{Name: "process_vm_writev", Type: "ProcessVM", TypeID: 143, Group: "process", Numbers: [6]int32{311, 271, 271, 348, 377, 540}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "local", Kind: KindIovout, Field: "Local", ID: 122},
		{Name: "localcount", Kind: KindUlong, Field: "LocalCount", ID: 123},
		{Name: "remote", Kind: KindIovout, Field: "Remote", ID: 124},
		{Name: "remotecount", Kind: KindUlong, Field: "RemoteCount", ID: 125},
		{Name: "flags", Kind: KindHex, Field: "Flags", ID: 2},
	}},
	{Name: "kcmp", Type: "Kcmp", TypeID: 144, Group: "process", Numbers: [6]int32{312, 272, 272, 349, 378, 312}, Args: []Arg{
		{Name: "pid1", Kind: KindInt, Field: "PID1", ID: 126},
		{Name: "pid2", Kind: KindInt, Field: "PID2", ID: 127},
		{Name: "type", Kind: KindKcmp, Field: "Type", ID: 94},
		{Name: "index1", Kind: KindHex, Field: "Index1", ID: 128},
		{Name: "index2", Kind: KindHex, Field: "Index2", ID: 129},
	}},
	{Name: "prctl", Type: "Prctl", TypeID: 145, Group: "process", Numbers: [6]int32{157, 167, 167, 172, 172, 157}, Args: []Arg{
		{Name: "option", Kind: KindPrctl, Field: "Option", ID: 49},
		{Name: "arg2", Kind: KindPrctlarg, Field: "Arg2", ID: 51},
		{Name: "arg3", Kind: KindPrctlarg, Field: "Arg3", ID: 130},
		{Name: "arg4", Kind: KindPrctlarg, Field: "Arg4", ID: 131},
		{Name: "arg5", Kind: KindPrctlarg, Field: "Arg5", ID: 132},
	}},
	{Name: "arch_prctl", Type: "ArchPrctl", TypeID: 146, Group: "process", Numbers: [6]int32{158, -1, -1, 384, -1, 158}, Args: []Arg{
		{Name: "option", Kind: KindArchprctl, Field: "Option", ID: 49},
		{Name: "addr", Kind: KindHex, Field: "Addr", ID: 96},
	}},
	{Name: "seccomp", Type: "Seccomp", TypeID: 147, Group: "process", Numbers: [6]int32{317, 277, 277, 354, 383, 317}, Args: []Arg{
		{Name: "op", Kind: KindSeccompop, Field: "Op", ID: 66},
		{Name: "flags", Kind: KindSeccompflags, Field: "Flags", ID: 2},
		{Name: "arg", Kind: KindAddr, Field: "Arg", ID: 64},
	}},
	{Name: "bpf", Type: "BPF", TypeID: 148, Group: "process", Numbers: [6]int32{321, 280, 280, 357, 386, 321}, Args: []Arg{
		{Name: "cmd", Kind: KindBpf, Field: "Cmd", ID: 39},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "size", Kind: KindUint, Field: "Size", ID: 13},
	}},
	{Name: "perf_event_open", Type: "PerfEventOpen", TypeID: 149, Group: "process", Numbers: [6]int32{298, 241, 241, 336, 364, 298}, Args: []Arg{
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "cpu", Kind: KindInt, Field: "CPU", ID: 134},
		{Name: "groupfd", Kind: KindFd, Field: "GroupFD", ID: 135},
		{Name: "flags", Kind: KindPerf, Field: "Flags", ID: 2},
	}},
	{Name: "userfaultfd", Type: "Userfaultfd", TypeID: 150, Group: "process", Numbers: [6]int32{323, 282, 282, 374, 388, 323}, Args: []Arg{
		{Name: "flags", Kind: KindUffd, Field: "Flags", ID: 2},
	}},
	{Name: "init_module", Type: "InitModule", TypeID: 151, Group: "process", Numbers: [6]int32{175, 105, 105, 128, 128, 175}, Args: []Arg{
		{Name: "image", Kind: KindAddr, Field: "Image", ID: 136},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "params", Kind: KindStr, Field: "Params", ID: 86},
	}},
	{Name: "finit_module", Type: "FinitModule", TypeID: 152, Group: "process", Numbers: [6]int32{313, 273, 273, 350, 379, 313}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "params", Kind: KindStr, Field: "Params", ID: 86},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "delete_module", Type: "DeleteModule", TypeID: 153, Group: "process", Numbers: [6]int32{176, 106, 106, 129, 129, 176}, Args: []Arg{
		{Name: "module", Kind: KindStr, Field: "Module", ID: 137},
		{Name: "flags", Kind: KindOpen, Field: "Flags", ID: 2},
	}},
	{Name: "kexec_load", Type: "KexecLoad", TypeID: 154, Group: "process", Numbers: [6]int32{246, 104, 104, 283, 347, 528}, Args: []Arg{
		{Name: "entry", Kind: KindHex, Field: "Entry", ID: 138},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "segments", Kind: KindAddr, Field: "Segments", ID: 139},
		{Name: "flags", Kind: KindHex, Field: "Flags", ID: 2},
	}},
	{Name: "kexec_file_load", Type: "KexecFileLoad", TypeID: 155, Group: "process", Numbers: [6]int32{320, 294, 294, -1, 401, 320}, Args: []Arg{
		{Name: "kernelfd", Kind: KindFd, Field: "KernelFD", ID: 140},
		{Name: "initrdfd", Kind: KindFd, Field: "InitrdFD", ID: 141},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "cmdline", Kind: KindStr, Field: "Cmdline", ID: 142},
		{Name: "flags", Kind: KindHex, Field: "Flags", ID: 2},
	}},
	{Name: "reboot", Type: "Reboot", TypeID: 156, Group: "process", Numbers: [6]int32{169, 142, 142, 88, 88, 169}, Args: []Arg{
		{Name: "magic1", Kind: KindReboot1, Field: "Magic1", ID: 143},
		{Name: "magic2", Kind: KindReboot2, Field: "Magic2", ID: 144},
		{Name: "op", Kind: KindRebootop, Field: "Op", ID: 66},
		{Name: "arg", Kind: KindAddr, Field: "Arg", ID: 64},
	}},
	{Name: "add_key", Type: "AddKey", TypeID: 157, Group: "process", Numbers: [6]int32{248, 217, 217, 286, 309, 248}, Args: []Arg{
		{Name: "type", Kind: KindStr, Field: "Type", ID: 94},
		{Name: "description", Kind: KindStr, Field: "Description", ID: 145},
		{Name: "payload", Kind: KindAddr, Field: "Payload", ID: 146},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "ring", Kind: KindKeyring, Field: "Ring", ID: 147},
	}},
	{Name: "request_key", Type: "RequestKey", TypeID: 158, Group: "process", Numbers: [6]int32{249, 218, 218, 287, 310, 249}, Args: []Arg{
		{Name: "type", Kind: KindStr, Field: "Type", ID: 94},
		{Name: "description", Kind: KindStr, Field: "Description", ID: 145},
		{Name: "info", Kind: KindStr, Field: "Info", ID: 118},
		{Name: "ring", Kind: KindKeyring, Field: "Ring", ID: 147},
	}},
	{Name: "keyctl", Type: "Keyctl", TypeID: 159, Group: "process", Numbers: [6]int32{250, 219, 219, 288, 311, 250}, Args: []Arg{
		{Name: "op", Kind: KindKeyctl, Field: "Op", ID: 66},
		{Name: "arg2", Kind: KindHex, Field: "Arg2", ID: 51},
		{Name: "arg3", Kind: KindHex, Field: "Arg3", ID: 130},
		{Name: "arg4", Kind: KindHex, Field: "Arg4", ID: 131},
		{Name: "arg5", Kind: KindHex, Field: "Arg5", ID: 132},
	}},
	{Name: "landlock_create_ruleset", Type: "LandlockCreate", TypeID: 160, Group: "process", Numbers: [6]int32{444, 444, 444, 444, 444, 444}, Args: []Arg{
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindLlflags, Field: "Flags", ID: 2},
	}},
	{Name: "landlock_add_rule", Type: "LandlockAddRule", TypeID: 161, Group: "process", Numbers: [6]int32{445, 445, 445, 445, 445, 445}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "type", Kind: KindLlrule, Field: "Type", ID: 94},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "landlock_restrict_self", Type: "LandlockRestrict", TypeID: 162, Group: "process", Numbers: [6]int32{446, 446, 446, 446, 446, 446}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "lsm_get_self_attr", Type: "LSMAttr", TypeID: 163, Group: "process", Numbers: [6]int32{459, 459, 459, 459, 459, 459}, Args: []Arg{
		{Name: "attr", Kind: KindUint, Field: "Attr", ID: 20},
		{Name: "buf", Kind: KindAddr, Field: "Buf", ID: 12},
		{Name: "size", Kind: KindInout, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "lsm_set_self_attr", Type: "LSMAttr", TypeID: 163, Group: "process", Numbers: [6]int32{460, 460, 460, 460, 460, 460}, Args: []Arg{
		{Name: "attr", Kind: KindUint, Field: "Attr", ID: 20},
		{Name: "buf", Kind: KindAddr, Field: "Buf", ID: 12},
		{Name: "len", Kind: KindUint, Field: "Len", ID: 97},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "lsm_list_modules", Type: "LSMList", TypeID: 164, Group: "process", Numbers: [6]int32{461, 461, 461, 461, 461, 461}, Args: []Arg{
		{Name: "ids", Kind: KindOut, Field: "IDs", ID: 44},
		{Name: "size", Kind: KindInout, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "personality", Type: "Personality", TypeID: 165, Group: "process", Numbers: [6]int32{135, 92, 92, 136, 136, 135}, Args: []Arg{
		{Name: "flags", Kind: KindPersona, Field: "Flags", ID: 2},
	}},
	{Name: "setuid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{105, 146, 146, 23, 23, 105}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
	}},
	{Name: "setgid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{106, 144, 144, 46, 46, 106}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "setuid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 213, 213, -1}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
	}},
	{Name: "setgid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 214, 214, -1}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "setreuid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{113, 145, 145, 70, 70, 113}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "euid", Kind: KindUid, Field: "EUID", ID: 148},
	}},
	{Name: "setregid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{114, 143, 143, 71, 71, 114}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
		{Name: "egid", Kind: KindGid, Field: "EGID", ID: 149},
	}},
	{Name: "setreuid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 203, 203, -1}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "euid", Kind: KindUid, Field: "EUID", ID: 148},
	}},
	{Name: "setregid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 204, 204, -1}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
		{Name: "egid", Kind: KindGid, Field: "EGID", ID: 149},
	}},
	{Name: "setresuid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{117, 147, 147, 164, 164, 117}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "euid", Kind: KindUid, Field: "EUID", ID: 148},
		{Name: "suid", Kind: KindUid, Field: "SUID", ID: 150},
	}},
	{Name: "setresgid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{119, 149, 149, 170, 170, 119}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
		{Name: "egid", Kind: KindGid, Field: "EGID", ID: 149},
		{Name: "sgid", Kind: KindGid, Field: "SGID", ID: 151},
	}},
	{Name: "setresuid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 208, 208, -1}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
		{Name: "euid", Kind: KindUid, Field: "EUID", ID: 148},
		{Name: "suid", Kind: KindUid, Field: "SUID", ID: 150},
	}},
	{Name: "setresgid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 210, 210, -1}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
		{Name: "egid", Kind: KindGid, Field: "EGID", ID: 149},
		{Name: "sgid", Kind: KindGid, Field: "SGID", ID: 151},
	}},
	{Name: "setfsuid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{122, 151, 151, 138, 138, 122}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
	}},
	{Name: "setfsgid", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{123, 152, 152, 139, 139, 123}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "setfsuid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 215, 215, -1}, Args: []Arg{
		{Name: "uid", Kind: KindUid, Field: "UID", ID: 15},
	}},
	{Name: "setfsgid32", Type: "SetIDs", TypeID: 166, Group: "process", Numbers: [6]int32{-1, -1, -1, 216, 216, -1}, Args: []Arg{
		{Name: "gid", Kind: KindGid, Field: "GID", ID: 16},
	}},
	{Name: "setgroups", Type: "SetGroups", TypeID: 167, Group: "process", Numbers: [6]int32{116, 159, 159, 81, 81, 116}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "list", Kind: KindGids, Field: "List", ID: 23},
	}},
	{Name: "setgroups32", Type: "SetGroups", TypeID: 167, Group: "process", Numbers: [6]int32{-1, -1, -1, 206, 206, -1}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "list", Kind: KindGids32, Field: "List", ID: 23},
	}},
	{Name: "getgroups", Type: "GetGroups", TypeID: 168, Group: "process", Numbers: [6]int32{115, 158, 158, 80, 80, 115}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "list", Kind: KindOut, Field: "List", ID: 23},
	}},
	{Name: "getgroups32", Type: "GetGroups", TypeID: 168, Group: "process", Numbers: [6]int32{-1, -1, -1, 205, 205, -1}, Args: []Arg{
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "list", Kind: KindOut, Field: "List", ID: 23},
	}},
	{Name: "getuid", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{102, 174, 174, 24, 24, 102}},
	{Name: "geteuid", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{107, 175, 175, 49, 49, 107}},
	{Name: "getgid", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{104, 176, 176, 47, 47, 104}},
	{Name: "getegid", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{108, 177, 177, 50, 50, 108}},
	{Name: "getuid32", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{-1, -1, -1, 199, 199, -1}},
	{Name: "geteuid32", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{-1, -1, -1, 201, 201, -1}},
	{Name: "getgid32", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{-1, -1, -1, 200, 200, -1}},
	{Name: "getegid32", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{-1, -1, -1, 202, 202, -1}},
	{Name: "getpid", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{39, 172, 172, 20, 20, 39}},
	{Name: "getppid", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{110, 173, 173, 64, 64, 110}},
	{Name: "gettid", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{186, 178, 178, 224, 224, 186}},
	{Name: "getpgrp", Type: "GetID", TypeID: 169, Group: "process", Numbers: [6]int32{111, -1, -1, 65, 65, 111}},
	{Name: "getpgid", Type: "GetPgid", TypeID: 170, Group: "process", Numbers: [6]int32{121, 155, 155, 132, 132, 121}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
	}},
	{Name: "getsid", Type: "GetPgid", TypeID: 170, Group: "process", Numbers: [6]int32{124, 156, 156, 147, 147, 124}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
	}},
	{Name: "setpgid", Type: "Setpgid", TypeID: 171, Group: "process", Numbers: [6]int32{109, 154, 154, 57, 57, 109}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "pgid", Kind: KindInt, Field: "PGID", ID: 152},
	}},
	{Name: "setsid", Type: "Setsid", TypeID: 172, Group: "process", Numbers: [6]int32{112, 157, 157, 66, 66, 112}},
	{Name: "getresuid", Type: "GetResIDs", TypeID: 173, Group: "process", Numbers: [6]int32{118, 148, 148, 165, 165, 118}, Args: []Arg{
		{Name: "real", Kind: KindOut, Field: "Real", ID: 153},
		{Name: "effective", Kind: KindOut, Field: "Effective", ID: 154},
		{Name: "saved", Kind: KindOut, Field: "Saved", ID: 155},
	}},
	{Name: "getresgid", Type: "GetResIDs", TypeID: 173, Group: "process", Numbers: [6]int32{120, 150, 150, 171, 171, 120}, Args: []Arg{
		{Name: "real", Kind: KindOut, Field: "Real", ID: 153},
		{Name: "effective", Kind: KindOut, Field: "Effective", ID: 154},
		{Name: "saved", Kind: KindOut, Field: "Saved", ID: 155},
	}},
	{Name: "getresuid32", Type: "GetResIDs", TypeID: 173, Group: "process", Numbers: [6]int32{-1, -1, -1, 209, 209, -1}, Args: []Arg{
		{Name: "real", Kind: KindOut, Field: "Real", ID: 153},
		{Name: "effective", Kind: KindOut, Field: "Effective", ID: 154},
		{Name: "saved", Kind: KindOut, Field: "Saved", ID: 155},
	}},
	{Name: "getresgid32", Type: "GetResIDs", TypeID: 173, Group: "process", Numbers: [6]int32{-1, -1, -1, 211, 211, -1}, Args: []Arg{
		{Name: "real", Kind: KindOut, Field: "Real", ID: 153},
		{Name: "effective", Kind: KindOut, Field: "Effective", ID: 154},
		{Name: "saved", Kind: KindOut, Field: "Saved", ID: 155},
	}},
	{Name: "capget", Type: "Capget", TypeID: 174, Group: "process", Numbers: [6]int32{125, 90, 90, 184, 184, 125}, Args: []Arg{
		{Name: "head", Kind: KindAddr, Field: "Head", ID: 156},
		{Name: "data", Kind: KindOut, Field: "Data", ID: 32},
	}},
	{Name: "capset", Type: "Capset", TypeID: 175, Group: "process", Numbers: [6]int32{126, 91, 91, 185, 185, 126}, Args: []Arg{
		{Name: "head", Kind: KindAddr, Field: "Head", ID: 156},
		{Name: "data", Kind: KindAddr, Field: "Data", ID: 32},
	}},
	{Name: "getrlimit", Type: "Getrlimit", TypeID: 176, Group: "process", Numbers: [6]int32{97, 163, 163, 76, -1, 97}, Args: []Arg{
		{Name: "resource", Kind: KindRlimit, Field: "Resource", ID: 157},
		{Name: "limit", Kind: KindOut, Field: "Limit", ID: 158},
	}},
	{Name: "ugetrlimit", Type: "Getrlimit", TypeID: 176, Group: "process", Numbers: [6]int32{-1, -1, -1, 191, 191, -1}, Args: []Arg{
		{Name: "resource", Kind: KindRlimit, Field: "Resource", ID: 157},
		{Name: "limit", Kind: KindOut, Field: "Limit", ID: 158},
	}},
	{Name: "setrlimit", Type: "Setrlimit", TypeID: 177, Group: "process", Numbers: [6]int32{160, 164, 164, 75, 75, 160}, Args: []Arg{
		{Name: "resource", Kind: KindRlimit, Field: "Resource", ID: 157},
		{Name: "limit", Kind: KindRlimitp, Field: "Limit", ID: 158},
	}},
	{Name: "prlimit64", Type: "Prlimit", TypeID: 178, Group: "process", Numbers: [6]int32{302, 261, 261, 340, 369, 302}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "resource", Kind: KindRlimit, Field: "Resource", ID: 157},
		{Name: "new", Kind: KindRlimit64p, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "getrusage", Type: "Getrusage", TypeID: 179, Group: "process", Numbers: [6]int32{98, 165, 165, 77, 77, 98}, Args: []Arg{
		{Name: "who", Kind: KindRusage, Field: "Who", ID: 159},
		{Name: "usage", Kind: KindOut, Field: "Usage", ID: 117},
	}},
	{Name: "getpriority", Type: "Getpriority", TypeID: 180, Group: "process", Numbers: [6]int32{140, 141, 141, 96, 96, 140}, Args: []Arg{
		{Name: "which", Kind: KindPrio, Field: "Which", ID: 160},
		{Name: "who", Kind: KindInt, Field: "Who", ID: 159},
	}},
	{Name: "setpriority", Type: "Setpriority", TypeID: 181, Group: "process", Numbers: [6]int32{141, 140, 140, 97, 97, 141}, Args: []Arg{
		{Name: "which", Kind: KindPrio, Field: "Which", ID: 160},
		{Name: "who", Kind: KindInt, Field: "Who", ID: 159},
		{Name: "prio", Kind: KindInt, Field: "Prio", ID: 161},
	}},
	{Name: "nice", Type: "Nice", TypeID: 182, Group: "process", Numbers: [6]int32{-1, -1, -1, 34, 34, -1}, Args: []Arg{
		{Name: "increment", Kind: KindInt, Field: "Increment", ID: 162},
	}},
	{Name: "ioprio_get", Type: "IoprioGet", TypeID: 183, Group: "process", Numbers: [6]int32{252, 31, 31, 290, 315, 252}, Args: []Arg{
		{Name: "which", Kind: KindIoprio, Field: "Which", ID: 160},
		{Name: "who", Kind: KindInt, Field: "Who", ID: 159},
	}},
	{Name: "ioprio_set", Type: "IoprioSet", TypeID: 184, Group: "process", Numbers: [6]int32{251, 30, 30, 289, 314, 251}, Args: []Arg{
		{Name: "which", Kind: KindIoprio, Field: "Which", ID: 160},
		{Name: "who", Kind: KindInt, Field: "Who", ID: 159},
		{Name: "prio", Kind: KindHex32, Field: "Prio", ID: 161},
	}},
	{Name: "sched_yield", Type: "SchedYield", TypeID: 185, Group: "process", Numbers: [6]int32{24, 124, 124, 158, 158, 24}},
	{Name: "sched_getscheduler", Type: "SchedGet", TypeID: 186, Group: "process", Numbers: [6]int32{145, 120, 120, 157, 157, 145}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
	}},
	{Name: "sched_getparam", Type: "SchedGet", TypeID: 186, Group: "process", Numbers: [6]int32{143, 121, 121, 155, 155, 143}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "param", Kind: KindOut, Field: "Param", ID: 163},
	}},
	{Name: "sched_setscheduler", Type: "SchedSet", TypeID: 187, Group: "process", Numbers: [6]int32{144, 119, 119, 156, 156, 144}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "policy", Kind: KindSched, Field: "Policy", ID: 164},
		{Name: "param", Kind: KindIntp, Field: "Param", ID: 163},
	}},
	{Name: "sched_setparam", Type: "SchedSet", TypeID: 187, Group: "process", Numbers: [6]int32{142, 118, 118, 154, 154, 142}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "param", Kind: KindIntp, Field: "Param", ID: 163},
	}},
	{Name: "sched_getattr", Type: "SchedGetattr", TypeID: 188, Group: "process", Numbers: [6]int32{315, 275, 275, 352, 381, 315}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "attr", Kind: KindOut, Field: "Attr", ID: 20},
		{Name: "size", Kind: KindUint, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "sched_setattr", Type: "SchedSetattr", TypeID: 189, Group: "process", Numbers: [6]int32{314, 274, 274, 351, 380, 314}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "sched_get_priority_max", Type: "SchedPriority", TypeID: 190, Group: "process", Numbers: [6]int32{146, 125, 125, 159, 159, 146}, Args: []Arg{
		{Name: "policy", Kind: KindSched, Field: "Policy", ID: 164},
	}},
	{Name: "sched_get_priority_min", Type: "SchedPriority", TypeID: 190, Group: "process", Numbers: [6]int32{147, 126, 126, 160, 160, 147}, Args: []Arg{
		{Name: "policy", Kind: KindSched, Field: "Policy", ID: 164},
	}},
	{Name: "sched_rr_get_interval", Type: "SchedInterval", TypeID: 191, Group: "process", Numbers: [6]int32{148, 127, 127, 161, 161, 148}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "interval", Kind: KindOut, Field: "Interval", ID: 165},
	}},
	{Name: "sched_rr_get_interval_time64", Type: "SchedInterval", TypeID: 191, Group: "process", Numbers: [6]int32{-1, -1, -1, 423, 423, -1}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "interval", Kind: KindOut, Field: "Interval", ID: 165},
	}},
	{Name: "sched_getaffinity", Type: "SchedGetaffinity", TypeID: 192, Group: "process", Numbers: [6]int32{204, 123, 123, 242, 242, 204}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "size", Kind: KindUint, Field: "Size", ID: 13},
		{Name: "mask", Kind: KindOut, Field: "Mask", ID: 19},
	}},
	{Name: "sched_setaffinity", Type: "SchedSetaffinity", TypeID: 193, Group: "process", Numbers: [6]int32{203, 122, 122, 241, 241, 203}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "size", Kind: KindUint, Field: "Size", ID: 13},
		{Name: "mask", Kind: KindCpuset, Field: "Mask", ID: 19},
	}},
	{Name: "set_tid_address", Type: "SetTIDAddress", TypeID: 194, Group: "process", Numbers: [6]int32{218, 96, 96, 258, 256, 218}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
	}},
	{Name: "set_robust_list", Type: "SetRobustList", TypeID: 195, Group: "process", Numbers: [6]int32{273, 99, 99, 311, 338, 530}, Args: []Arg{
		{Name: "head", Kind: KindAddr, Field: "Head", ID: 156},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "get_robust_list", Type: "GetRobustList", TypeID: 196, Group: "process", Numbers: [6]int32{274, 100, 100, 312, 339, 531}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "head", Kind: KindOut, Field: "Head", ID: 156},
		{Name: "size", Kind: KindOut, Field: "Size", ID: 13},
	}},
	{Name: "rseq", Type: "Rseq", TypeID: 197, Group: "process", Numbers: [6]int32{334, 293, 293, 386, 398, 334}, Args: []Arg{
		{Name: "area", Kind: KindAddr, Field: "Area", ID: 166},
		{Name: "size", Kind: KindHex32, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
		{Name: "signature", Kind: KindHex32, Field: "Signature", ID: 167},
	}},
	{Name: "restart_syscall", Type: "RestartSyscall", TypeID: 198, Group: "process", Numbers: [6]int32{219, 128, 128, 0, 0, 219}},
	{Name: "getcpu", Type: "Getcpu", TypeID: 199, Group: "process", Numbers: [6]int32{309, 168, 168, 318, 345, 309}, Args: []Arg{
		{Name: "cpu", Kind: KindOut, Field: "CPU", ID: 134},
		{Name: "node", Kind: KindOut, Field: "Node", ID: 168},
		{Name: "cache", Kind: KindAddr, Field: "Cache", ID: 169},
	}},
	{Name: "membarrier", Type: "Membarrier", TypeID: 200, Group: "process", Numbers: [6]int32{324, 283, 283, 375, 389, 324}, Args: []Arg{
		{Name: "cmd", Kind: KindMembarrier, Field: "Cmd", ID: 39},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
		{Name: "cpu", Kind: KindInt, Field: "CPU", ID: 134},
	}},
	{Name: "map_shadow_stack", Type: "MapShadowStack", TypeID: 201, Group: "process", Numbers: [6]int32{453, 453, 453, 453, 453, 453}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "mseal", Type: "Mseal", TypeID: 202, Group: "process", Numbers: [6]int32{462, 462, 462, 462, 462, 462}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "flags", Kind: KindHex, Field: "Flags", ID: 2},
	}},
	{Name: "rt_sigaction", Type: "Sigaction", TypeID: 203, Group: "signal", Numbers: [6]int32{13, 134, 134, 174, 174, 512}, Args: []Arg{
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
		{Name: "new", Kind: KindSigaction, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "rt_sigprocmask", Type: "Sigprocmask", TypeID: 204, Group: "signal", Numbers: [6]int32{14, 135, 135, 175, 175, 14}, Args: []Arg{
		{Name: "how", Kind: KindSigmask, Field: "How", ID: 24},
		{Name: "new", Kind: KindSigset, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "rt_sigpending", Type: "Sigpending", TypeID: 205, Group: "signal", Numbers: [6]int32{127, 136, 136, 176, 176, 522}, Args: []Arg{
		{Name: "set", Kind: KindOut, Field: "Set", ID: 81},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "rt_sigtimedwait", Type: "Sigwait", TypeID: 206, Group: "signal", Numbers: [6]int32{128, 137, 137, 177, 177, 523}, Args: []Arg{
		{Name: "set", Kind: KindSigset, Field: "Set", ID: 81},
		{Name: "info", Kind: KindOut, Field: "Info", ID: 118},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "rt_sigtimedwait_time64", Type: "Sigwait", TypeID: 206, Group: "signal", Numbers: [6]int32{-1, -1, -1, 421, 421, -1}, Args: []Arg{
		{Name: "set", Kind: KindSigset, Field: "Set", ID: 81},
		{Name: "info", Kind: KindOut, Field: "Info", ID: 118},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "rt_sigsuspend", Type: "Sigsuspend", TypeID: 207, Group: "signal", Numbers: [6]int32{130, 133, 133, 179, 179, 130}, Args: []Arg{
		{Name: "mask", Kind: KindSigset, Field: "Mask", ID: 19},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
	}},
	{Name: "rt_sigreturn", Type: "Sigreturn", TypeID: 208, Group: "signal", Numbers: [6]int32{15, 139, 139, 173, 173, 513}},
	{Name: "sigreturn", Type: "Sigreturn", TypeID: 208, Group: "signal", Numbers: [6]int32{-1, -1, -1, 119, 119, -1}},
	{Name: "sigaltstack", Type: "Sigaltstack", TypeID: 209, Group: "signal", Numbers: [6]int32{131, 132, 132, 186, 186, 525}, Args: []Arg{
		{Name: "new", Kind: KindSigstack, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "sigaction", Type: "OldSigaction", TypeID: 210, Group: "signal", Numbers: [6]int32{-1, -1, -1, 67, 67, -1}, Args: []Arg{
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
		{Name: "new", Kind: KindAddr, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "signal", Type: "Signal", TypeID: 211, Group: "signal", Numbers: [6]int32{-1, -1, -1, 48, -1, -1}, Args: []Arg{
		{Name: "signal", Kind: KindSig, Field: "Signal", ID: 119},
		{Name: "handler", Kind: KindHex, Field: "Handler", ID: 170},
	}},
	{Name: "sigprocmask", Type: "OldSigprocmask", TypeID: 212, Group: "signal", Numbers: [6]int32{-1, -1, -1, 126, 126, -1}, Args: []Arg{
		{Name: "how", Kind: KindSigmask, Field: "How", ID: 24},
		{Name: "new", Kind: KindAddr, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "sigpending", Type: "OldSigpending", TypeID: 213, Group: "signal", Numbers: [6]int32{-1, -1, -1, 73, 73, -1}, Args: []Arg{
		{Name: "set", Kind: KindOut, Field: "Set", ID: 81},
	}},
	{Name: "sigsuspend", Type: "Other", TypeID: 0, Group: "signal", Numbers: [6]int32{-1, -1, -1, 72, 72, -1}, Args: []Arg{
		{Name: "unused1", Kind: KindHex32},
		{Name: "unused2", Kind: KindHex32},
		{Name: "mask", Kind: KindHex32},
	}},
	{Name: "pause", Type: "Pause", TypeID: 214, Group: "signal", Numbers: [6]int32{34, -1, -1, 29, 29, 34}},
	{Name: "alarm", Type: "Alarm", TypeID: 215, Group: "signal", Numbers: [6]int32{37, -1, -1, 27, -1, 37}, Args: []Arg{
		{Name: "seconds", Kind: KindUint, Field: "Seconds", ID: 171},
	}},
	{Name: "getitimer", Type: "Getitimer", TypeID: 216, Group: "signal", Numbers: [6]int32{36, 102, 102, 105, 105, 36}, Args: []Arg{
		{Name: "which", Kind: KindItimer, Field: "Which", ID: 160},
		{Name: "current", Kind: KindOut, Field: "Current", ID: 73},
	}},
	{Name: "setitimer", Type: "Setitimer", TypeID: 217, Group: "signal", Numbers: [6]int32{38, 103, 103, 104, 104, 38}, Args: []Arg{
		{Name: "which", Kind: KindItimer, Field: "Which", ID: 160},
		{Name: "new", Kind: KindItimerval, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "mmap", Type: "Mmap", TypeID: 218, Group: "memory", Numbers: [6]int32{9, 222, 222, -1, -1, 9}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "prot", Kind: KindProt, Field: "Prot", ID: 172},
		{Name: "flags", Kind: KindMap, Field: "Flags", ID: 2},
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindHex, Field: "Offset", ID: 53},
	}},
	{Name: "mmap", Type: "Mmap", TypeID: 218, Group: "memory", Numbers: [6]int32{-1, -1, -1, 90, -1, -1}, Args: []Arg{
		{Name: "args", Kind: KindOldmmap},
	}},
	{Name: "mmap2", Type: "Mmap", TypeID: 218, Group: "memory", Numbers: [6]int32{-1, -1, -1, 192, 192, -1}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "prot", Kind: KindProt, Field: "Prot", ID: 172},
		{Name: "flags", Kind: KindMap, Field: "Flags", ID: 2},
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "offset", Kind: KindPgoff, Field: "Offset", ID: 53},
	}},
	{Name: "munmap", Type: "Munmap", TypeID: 219, Group: "memory", Numbers: [6]int32{11, 215, 215, 91, 91, 11}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
	}},
	{Name: "mprotect", Type: "Mprotect", TypeID: 220, Group: "memory", Numbers: [6]int32{10, 226, 226, 125, 125, 10}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "prot", Kind: KindProt, Field: "Prot", ID: 172},
	}},
	{Name: "pkey_mprotect", Type: "Mprotect", TypeID: 220, Group: "memory", Numbers: [6]int32{329, 288, 288, 380, 394, 329}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "prot", Kind: KindProt, Field: "Prot", ID: 172},
		{Name: "key", Kind: KindInt, Field: "Key", ID: 40},
	}},
	{Name: "pkey_alloc", Type: "PkeyAlloc", TypeID: 221, Group: "memory", Numbers: [6]int32{330, 289, 289, 381, 395, 330}, Args: []Arg{
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
		{Name: "rights", Kind: KindHex32, Field: "Rights", ID: 173},
	}},
	{Name: "pkey_free", Type: "PkeyFree", TypeID: 222, Group: "memory", Numbers: [6]int32{331, 290, 290, 382, 396, 331}, Args: []Arg{
		{Name: "key", Kind: KindInt, Field: "Key", ID: 40},
	}},
	{Name: "mremap", Type: "Mremap", TypeID: 223, Group: "memory", Numbers: [6]int32{25, 216, 216, 163, 163, 25}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "oldlength", Kind: KindSize, Field: "OldLength", ID: 174},
		{Name: "newlength", Kind: KindSize, Field: "NewLength", ID: 175},
		{Name: "flags", Kind: KindMremap, Field: "Flags", ID: 2},
		{Name: "newaddr", Kind: KindAddr, Field: "NewAddr", ID: 176},
	}},
	{Name: "msync", Type: "Msync", TypeID: 224, Group: "memory", Numbers: [6]int32{26, 227, 227, 144, 144, 26}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "flags", Kind: KindMsync, Field: "Flags", ID: 2},
	}},
	{Name: "madvise", Type: "Madvise", TypeID: 225, Group: "memory", Numbers: [6]int32{28, 233, 233, 219, 220, 28}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "advice", Kind: KindMadvise, Field: "Advice", ID: 67},
	}},
	{Name: "mincore", Type: "Mincore", TypeID: 226, Group: "memory", Numbers: [6]int32{27, 232, 232, 218, 219, 27}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "vec", Kind: KindOut, Field: "Vec", ID: 54},
	}},
	{Name: "mlock", Type: "Mlock", TypeID: 227, Group: "memory", Numbers: [6]int32{149, 228, 228, 150, 150, 149}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
	}},
	{Name: "mlock2", Type: "Mlock", TypeID: 227, Group: "memory", Numbers: [6]int32{325, 284, 284, 376, 390, 325}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "flags", Kind: KindMlock, Field: "Flags", ID: 2},
	}},
	{Name: "munlock", Type: "Munlock", TypeID: 228, Group: "memory", Numbers: [6]int32{150, 229, 229, 151, 151, 150}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
	}},
	{Name: "mlockall", Type: "Mlockall", TypeID: 229, Group: "memory", Numbers: [6]int32{151, 230, 230, 152, 152, 151}, Args: []Arg{
		{Name: "flags", Kind: KindMlockall, Field: "Flags", ID: 2},
	}},
	{Name: "munlockall", Type: "Munlockall", TypeID: 230, Group: "memory", Numbers: [6]int32{152, 231, 231, 153, 153, 152}},
	{Name: "remap_file_pages", Type: "RemapFilePages", TypeID: 231, Group: "memory", Numbers: [6]int32{216, 234, 234, 257, 253, 216}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "prot", Kind: KindProt, Field: "Prot", ID: 172},
		{Name: "offset", Kind: KindHex, Field: "Offset", ID: 53},
		{Name: "flags", Kind: KindMap, Field: "Flags", ID: 2},
	}},
	{Name: "brk", Type: "Brk", TypeID: 232, Group: "memory", Numbers: [6]int32{12, 214, 214, 45, 45, 12}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
	}},
	{Name: "mbind", Type: "Mbind", TypeID: 233, Group: "memory", Numbers: [6]int32{237, 235, 235, 274, 319, 237}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindSize, Field: "Length", ID: 18},
		{Name: "mode", Kind: KindHex32, Field: "Mode", ID: 3},
		{Name: "nodes", Kind: KindAddr, Field: "Nodes", ID: 177},
		{Name: "max", Kind: KindUlong, Field: "Max", ID: 78},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "set_mempolicy", Type: "SetMempolicy", TypeID: 234, Group: "memory", Numbers: [6]int32{238, 237, 237, 276, 321, 238}, Args: []Arg{
		{Name: "mode", Kind: KindHex32, Field: "Mode", ID: 3},
		{Name: "nodes", Kind: KindAddr, Field: "Nodes", ID: 177},
		{Name: "max", Kind: KindUlong, Field: "Max", ID: 78},
	}},
	{Name: "get_mempolicy", Type: "GetMempolicy", TypeID: 235, Group: "memory", Numbers: [6]int32{239, 236, 236, 275, 320, 239}, Args: []Arg{
		{Name: "mode", Kind: KindOut, Field: "Mode", ID: 3},
		{Name: "nodes", Kind: KindOut, Field: "Nodes", ID: 177},
		{Name: "max", Kind: KindUlong, Field: "Max", ID: 78},
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "flags", Kind: KindHex, Field: "Flags", ID: 2},
	}},
	{Name: "set_mempolicy_home_node", Type: "SetMempolicyHome", TypeID: 236, Group: "memory", Numbers: [6]int32{450, 450, 450, 450, 450, 450}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "length", Kind: KindUlong, Field: "Length", ID: 18},
		{Name: "node", Kind: KindUlong, Field: "Node", ID: 168},
		{Name: "flags", Kind: KindHex, Field: "Flags", ID: 2},
	}},
	{Name: "migrate_pages", Type: "MigratePages", TypeID: 237, Group: "memory", Numbers: [6]int32{256, 238, 238, 294, 400, 256}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "max", Kind: KindUlong, Field: "Max", ID: 78},
		{Name: "old", Kind: KindAddr, Field: "Old", ID: 72},
		{Name: "new", Kind: KindAddr, Field: "New", ID: 71},
	}},
	{Name: "move_pages", Type: "MovePages", TypeID: 238, Group: "memory", Numbers: [6]int32{279, 239, 239, 317, 344, 533}, Args: []Arg{
		{Name: "pid", Kind: KindInt, Field: "PID", ID: 115},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "pages", Kind: KindAddr, Field: "Pages", ID: 178},
		{Name: "nodes", Kind: KindAddr, Field: "Nodes", ID: 177},
		{Name: "status", Kind: KindOut, Field: "Status", ID: 114},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "futex", Type: "Futex", TypeID: 239, Group: "memory", Numbers: [6]int32{202, 98, 98, 240, 240, 202}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "op", Kind: KindFutex, Field: "Op", ID: 66},
		{Name: "value", Kind: KindUint, Field: "Value", ID: 21},
		{Name: "timeout", Kind: KindFutextime, Field: "Timeout", ID: 80},
		{Name: "addr2", Kind: KindAddr, Field: "Addr2", ID: 179},
		{Name: "value3", Kind: KindHex32, Field: "Value3", ID: 180},
	}},
	{Name: "futex_time64", Type: "Futex", TypeID: 239, Group: "memory", Numbers: [6]int32{-1, -1, -1, 422, 422, -1}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "op", Kind: KindFutex, Field: "Op", ID: 66},
		{Name: "value", Kind: KindUint, Field: "Value", ID: 21},
		{Name: "timeout", Kind: KindFutextime64, Field: "Timeout", ID: 80},
		{Name: "addr2", Kind: KindAddr, Field: "Addr2", ID: 179},
		{Name: "value3", Kind: KindHex32, Field: "Value3", ID: 180},
	}},
	{Name: "futex_wait", Type: "FutexWait", TypeID: 240, Group: "memory", Numbers: [6]int32{455, 455, 455, 455, 455, 455}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "value", Kind: KindHex, Field: "Value", ID: 21},
		{Name: "mask", Kind: KindHex, Field: "Mask", ID: 19},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
	}},
	{Name: "futex_wake", Type: "FutexWake", TypeID: 241, Group: "memory", Numbers: [6]int32{454, 454, 454, 454, 454, 454}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "mask", Kind: KindHex, Field: "Mask", ID: 19},
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "futex_requeue", Type: "FutexRequeue", TypeID: 242, Group: "memory", Numbers: [6]int32{456, 456, 456, 456, 456, 456}, Args: []Arg{
		{Name: "waiters", Kind: KindAddr, Field: "Waiters", ID: 181},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
		{Name: "wake", Kind: KindInt, Field: "Wake", ID: 182},
		{Name: "requeue", Kind: KindInt, Field: "Requeue", ID: 183},
	}},
	{Name: "futex_waitv", Type: "FutexWaitv", TypeID: 243, Group: "memory", Numbers: [6]int32{449, 449, 449, 449, 449, 449}, Args: []Arg{
		{Name: "waiters", Kind: KindAddr, Field: "Waiters", ID: 181},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
	}},
	{Name: "time", Type: "Time", TypeID: 244, Group: "time", Numbers: [6]int32{201, -1, -1, 13, -1, 201}, Args: []Arg{
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "stime", Type: "Stime", TypeID: 245, Group: "time", Numbers: [6]int32{-1, -1, -1, 25, -1, -1}, Args: []Arg{
		{Name: "time", Kind: KindAddr, Field: "Time", ID: 184},
	}},
	{Name: "gettimeofday", Type: "Gettimeofday", TypeID: 246, Group: "time", Numbers: [6]int32{96, 169, 169, 78, 78, 96}, Args: []Arg{
		{Name: "tv", Kind: KindOut, Field: "TV", ID: 185},
		{Name: "tz", Kind: KindOut, Field: "TZ", ID: 186},
	}},
	{Name: "settimeofday", Type: "Settimeofday", TypeID: 247, Group: "time", Numbers: [6]int32{164, 170, 170, 79, 79, 164}, Args: []Arg{
		{Name: "tv", Kind: KindTimeval, Field: "TV", ID: 185},
		{Name: "tz", Kind: KindAddr, Field: "TZ", ID: 186},
	}},
	{Name: "clock_gettime", Type: "ClockGettime", TypeID: 248, Group: "time", Numbers: [6]int32{228, 113, 113, 265, 263, 228}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "clock_gettime64", Type: "ClockGettime", TypeID: 248, Group: "time", Numbers: [6]int32{-1, -1, -1, 403, 403, -1}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "clock_getres", Type: "ClockGettime", TypeID: 248, Group: "time", Numbers: [6]int32{229, 114, 114, 266, 264, 229}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "clock_getres_time64", Type: "ClockGettime", TypeID: 248, Group: "time", Numbers: [6]int32{-1, -1, -1, 406, 406, -1}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "result", Kind: KindOut, Field: "Result", ID: 56},
	}},
	{Name: "clock_settime", Type: "ClockSettime", TypeID: 249, Group: "time", Numbers: [6]int32{227, 112, 112, 264, 262, 227}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "value", Kind: KindTimespec, Field: "Value", ID: 21},
	}},
	{Name: "clock_settime64", Type: "ClockSettime", TypeID: 249, Group: "time", Numbers: [6]int32{-1, -1, -1, 404, 404, -1}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "value", Kind: KindTimespec64, Field: "Value", ID: 21},
	}},
	{Name: "clock_nanosleep", Type: "Nanosleep", TypeID: 250, Group: "time", Numbers: [6]int32{230, 115, 115, 267, 265, 230}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "flags", Kind: KindTimerabs, Field: "Flags", ID: 2},
		{Name: "request", Kind: KindTimespec, Field: "Request", ID: 43},
		{Name: "remain", Kind: KindOut, Field: "Remain", ID: 187},
	}},
	{Name: "clock_nanosleep_time64", Type: "Nanosleep", TypeID: 250, Group: "time", Numbers: [6]int32{-1, -1, -1, 407, 407, -1}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "flags", Kind: KindTimerabs, Field: "Flags", ID: 2},
		{Name: "request", Kind: KindTimespec64, Field: "Request", ID: 43},
		{Name: "remain", Kind: KindOut, Field: "Remain", ID: 187},
	}},
	{Name: "nanosleep", Type: "Nanosleep", TypeID: 250, Group: "time", Numbers: [6]int32{35, 101, 101, 162, 162, 35}, Args: []Arg{
		{Name: "request", Kind: KindTimespec, Field: "Request", ID: 43},
		{Name: "remain", Kind: KindOut, Field: "Remain", ID: 187},
	}},
	{Name: "adjtimex", Type: "Adjtimex", TypeID: 251, Group: "time", Numbers: [6]int32{159, 171, 171, 124, 124, 159}, Args: []Arg{
		{Name: "timex", Kind: KindAddr, Field: "Timex", ID: 188},
	}},
	{Name: "clock_adjtime", Type: "ClockAdjtime", TypeID: 252, Group: "time", Numbers: [6]int32{305, 266, 266, 343, 372, 305}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "timex", Kind: KindAddr, Field: "Timex", ID: 188},
	}},
	{Name: "clock_adjtime64", Type: "ClockAdjtime", TypeID: 252, Group: "time", Numbers: [6]int32{-1, -1, -1, 405, 405, -1}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "timex", Kind: KindAddr, Field: "Timex", ID: 188},
	}},
	{Name: "timer_create", Type: "TimerCreate", TypeID: 253, Group: "time", Numbers: [6]int32{222, 107, 107, 259, 257, 526}, Args: []Arg{
		{Name: "clock", Kind: KindClock, Field: "Clock", ID: 70},
		{Name: "event", Kind: KindAddr, Field: "Event", ID: 76},
		{Name: "id", Kind: KindOut, Field: "ID", ID: 47},
	}},
	{Name: "timer_settime", Type: "TimerSettime", TypeID: 254, Group: "time", Numbers: [6]int32{223, 110, 110, 260, 258, 223}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "flags", Kind: KindTimerabs, Field: "Flags", ID: 2},
		{Name: "new", Kind: KindItimerspec, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "timer_settime64", Type: "TimerSettime", TypeID: 254, Group: "time", Numbers: [6]int32{-1, -1, -1, 409, 409, -1}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "flags", Kind: KindTimerabs, Field: "Flags", ID: 2},
		{Name: "new", Kind: KindItimerspec64, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "timer_gettime", Type: "TimerGettime", TypeID: 255, Group: "time", Numbers: [6]int32{224, 108, 108, 261, 259, 224}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "current", Kind: KindOut, Field: "Current", ID: 73},
	}},
	{Name: "timer_gettime64", Type: "TimerGettime", TypeID: 255, Group: "time", Numbers: [6]int32{-1, -1, -1, 408, 408, -1}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "current", Kind: KindOut, Field: "Current", ID: 73},
	}},
	{Name: "timer_getoverrun", Type: "TimerGetoverrun", TypeID: 256, Group: "time", Numbers: [6]int32{225, 109, 109, 262, 260, 225}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
	}},
	{Name: "timer_delete", Type: "TimerDelete", TypeID: 257, Group: "time", Numbers: [6]int32{226, 111, 111, 263, 261, 226}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
	}},
	{Name: "times", Type: "Times", TypeID: 258, Group: "time", Numbers: [6]int32{100, 153, 153, 43, 43, 100}, Args: []Arg{
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "ipc", Type: "Other", TypeID: 0, Group: "ipc", Numbers: [6]int32{-1, -1, -1, 117, -1, -1}, Args: []Arg{
		{Name: "call", Kind: KindUint},
		{Name: "first", Kind: KindInt},
		{Name: "second", Kind: KindHex},
		{Name: "third", Kind: KindHex},
		{Name: "ptr", Kind: KindAddr},
		{Name: "fifth", Kind: KindHex},
	}},
	{Name: "socketcall", Type: "Other", TypeID: 0, Group: "ipc", Numbers: [6]int32{-1, -1, -1, 102, -1, -1}, Args: []Arg{
		{Name: "call", Kind: KindInt},
		{Name: "args", Kind: KindAddr},
	}},
	{Name: "shmget", Type: "Shmget", TypeID: 259, Group: "ipc", Numbers: [6]int32{29, 194, 194, 395, 307, 29}, Args: []Arg{
		{Name: "key", Kind: KindHex32, Field: "Key", ID: 40},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindShmget, Field: "Flags", ID: 2},
	}},
	{Name: "shmat", Type: "Shmat", TypeID: 260, Group: "ipc", Numbers: [6]int32{30, 196, 196, 397, 305, 30}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
		{Name: "flags", Kind: KindShmat, Field: "Flags", ID: 2},
	}},
	{Name: "shmdt", Type: "Shmdt", TypeID: 261, Group: "ipc", Numbers: [6]int32{67, 197, 197, 398, 306, 67}, Args: []Arg{
		{Name: "addr", Kind: KindAddr, Field: "Addr", ID: 96},
	}},
	{Name: "shmctl", Type: "Shmctl", TypeID: 262, Group: "ipc", Numbers: [6]int32{31, 195, 195, 396, 308, 31}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "cmd", Kind: KindIpccmd, Field: "Cmd", ID: 39},
		{Name: "buf", Kind: KindAddr, Field: "Buf", ID: 12},
	}},
	{Name: "semget", Type: "Semget", TypeID: 263, Group: "ipc", Numbers: [6]int32{64, 190, 190, 393, 299, 64}, Args: []Arg{
		{Name: "key", Kind: KindHex32, Field: "Key", ID: 40},
		{Name: "count", Kind: KindInt, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindShmget, Field: "Flags", ID: 2},
	}},
	{Name: "semop", Type: "Semop", TypeID: 264, Group: "ipc", Numbers: [6]int32{65, 193, 193, -1, 298, 65}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "ops", Kind: KindAddr, Field: "Ops", ID: 189},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
	}},
	{Name: "semtimedop", Type: "Semop", TypeID: 264, Group: "ipc", Numbers: [6]int32{220, 192, 192, -1, 312, 220}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "ops", Kind: KindAddr, Field: "Ops", ID: 189},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
	}},
	{Name: "semtimedop_time64", Type: "Semop", TypeID: 264, Group: "ipc", Numbers: [6]int32{-1, -1, -1, 420, 420, -1}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "ops", Kind: KindAddr, Field: "Ops", ID: 189},
		{Name: "count", Kind: KindUint, Field: "Count", ID: 45},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
	}},
	{Name: "semctl", Type: "Semctl", TypeID: 265, Group: "ipc", Numbers: [6]int32{66, 191, 191, 394, 300, 66}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "index", Kind: KindInt, Field: "Index", ID: 190},
		{Name: "cmd", Kind: KindIpccmd, Field: "Cmd", ID: 39},
		{Name: "arg", Kind: KindHex, Field: "Arg", ID: 64},
	}},
	{Name: "msgget", Type: "Msgget", TypeID: 266, Group: "ipc", Numbers: [6]int32{68, 186, 186, 399, 303, 68}, Args: []Arg{
		{Name: "key", Kind: KindHex32, Field: "Key", ID: 40},
		{Name: "flags", Kind: KindShmget, Field: "Flags", ID: 2},
	}},
	{Name: "msgsnd", Type: "Msgsnd", TypeID: 267, Group: "ipc", Numbers: [6]int32{69, 189, 189, 400, 301, 69}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "msg", Kind: KindAddr, Field: "Msg", ID: 99},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "msgrcv", Type: "Msgrcv", TypeID: 268, Group: "ipc", Numbers: [6]int32{70, 188, 188, 401, 302, 70}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "msg", Kind: KindOut, Field: "Msg", ID: 99},
		{Name: "size", Kind: KindSize, Field: "Size", ID: 13},
		{Name: "type", Kind: KindLong, Field: "Type", ID: 94},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "msgctl", Type: "Msgctl", TypeID: 269, Group: "ipc", Numbers: [6]int32{71, 187, 187, 402, 304, 71}, Args: []Arg{
		{Name: "id", Kind: KindInt, Field: "ID", ID: 47},
		{Name: "cmd", Kind: KindIpccmd, Field: "Cmd", ID: 39},
		{Name: "buf", Kind: KindAddr, Field: "Buf", ID: 12},
	}},
	{Name: "mq_open", Type: "MqOpen", TypeID: 270, Group: "ipc", Numbers: [6]int32{240, 180, 180, 277, 274, 240}, Args: []Arg{
		{Name: "queue", Kind: KindStr, Field: "Queue", ID: 191},
		{Name: "flags", Kind: KindOpen, Field: "Flags", ID: 2},
		{Name: "mode", Kind: KindModec, Field: "Mode", ID: 3},
		{Name: "attr", Kind: KindAddr, Field: "Attr", ID: 20},
	}},
	{Name: "mq_unlink", Type: "MqUnlink", TypeID: 271, Group: "ipc", Numbers: [6]int32{241, 181, 181, 278, 275, 241}, Args: []Arg{
		{Name: "queue", Kind: KindStr, Field: "Queue", ID: 191},
	}},
	{Name: "mq_timedsend", Type: "MqSend", TypeID: 272, Group: "ipc", Numbers: [6]int32{242, 182, 182, 279, 276, 242}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "data", Kind: KindBuf, Field: "Data", ID: 32},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "prio", Kind: KindUint, Field: "Prio", ID: 161},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
	}},
	{Name: "mq_timedsend_time64", Type: "MqSend", TypeID: 272, Group: "ipc", Numbers: [6]int32{-1, -1, -1, 418, 418, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "data", Kind: KindBuf, Field: "Data", ID: 32},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "prio", Kind: KindUint, Field: "Prio", ID: 161},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
	}},
	{Name: "mq_timedreceive", Type: "MqReceive", TypeID: 273, Group: "ipc", Numbers: [6]int32{243, 183, 183, 280, 277, 243}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "prio", Kind: KindOut, Field: "Prio", ID: 161},
		{Name: "timeout", Kind: KindTimespec, Field: "Timeout", ID: 80},
	}},
	{Name: "mq_timedreceive_time64", Type: "MqReceive", TypeID: 273, Group: "ipc", Numbers: [6]int32{-1, -1, -1, 419, 419, -1}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "prio", Kind: KindOut, Field: "Prio", ID: 161},
		{Name: "timeout", Kind: KindTimespec64, Field: "Timeout", ID: 80},
	}},
	{Name: "mq_notify", Type: "MqNotify", TypeID: 274, Group: "ipc", Numbers: [6]int32{244, 184, 184, 281, 278, 527}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "event", Kind: KindAddr, Field: "Event", ID: 76},
	}},
	{Name: "mq_getsetattr", Type: "MqGetsetattr", TypeID: 275, Group: "ipc", Numbers: [6]int32{245, 185, 185, 282, 279, 245}, Args: []Arg{
		{Name: "fd", Kind: KindFd, Field: "FD", ID: 14},
		{Name: "new", Kind: KindAddr, Field: "New", ID: 71},
		{Name: "old", Kind: KindOut, Field: "Old", ID: 72},
	}},
	{Name: "uname", Type: "Uname", TypeID: 276, Group: "system", Numbers: [6]int32{63, 160, 160, 122, 122, 63}, Args: []Arg{
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "olduname", Type: "Uname", TypeID: 276, Group: "system", Numbers: [6]int32{-1, -1, -1, 109, -1, -1}, Args: []Arg{
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "oldolduname", Type: "Uname", TypeID: 276, Group: "system", Numbers: [6]int32{-1, -1, -1, 59, -1, -1}, Args: []Arg{
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
	}},
	{Name: "sethostname", Type: "Sethostname", TypeID: 277, Group: "system", Numbers: [6]int32{170, 161, 161, 74, 74, 170}, Args: []Arg{
		{Name: "host", Kind: KindValue, Field: "Host", ID: 192},
		{Name: "length", Kind: KindInt, Field: "Length", ID: 18},
	}},
	{Name: "setdomainname", Type: "Sethostname", TypeID: 277, Group: "system", Numbers: [6]int32{171, 162, 162, 121, 121, 171}, Args: []Arg{
		{Name: "host", Kind: KindValue, Field: "Host", ID: 192},
		{Name: "length", Kind: KindInt, Field: "Length", ID: 18},
	}},
	{Name: "sysinfo", Type: "Sysinfo", TypeID: 278, Group: "system", Numbers: [6]int32{99, 179, 179, 116, 116, 99}, Args: []Arg{
		{Name: "info", Kind: KindOut, Field: "Info", ID: 118},
	}},
	{Name: "syslog", Type: "Syslog", TypeID: 279, Group: "system", Numbers: [6]int32{103, 116, 116, 103, 103, 103}, Args: []Arg{
		{Name: "type", Kind: KindInt, Field: "Type", ID: 94},
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "length", Kind: KindInt, Field: "Length", ID: 18},
	}},
	{Name: "getrandom", Type: "Getrandom", TypeID: 280, Group: "system", Numbers: [6]int32{318, 278, 278, 355, 384, 318}, Args: []Arg{
		{Name: "buf", Kind: KindOut, Field: "Buf", ID: 12},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindGetrandom, Field: "Flags", ID: 2},
	}},
	{Name: "vhangup", Type: "Vhangup", TypeID: 281, Group: "system", Numbers: [6]int32{153, 58, 58, 111, 111, 153}},
	{Name: "iopl", Type: "Iopl", TypeID: 282, Group: "system", Numbers: [6]int32{172, -1, -1, 110, -1, 172}, Args: []Arg{
		{Name: "level", Kind: KindInt, Field: "Level", ID: 101},
	}},
	{Name: "ioperm", Type: "Ioperm", TypeID: 283, Group: "system", Numbers: [6]int32{173, -1, -1, 101, -1, 173}, Args: []Arg{
		{Name: "from", Kind: KindHex, Field: "From", ID: 193},
		{Name: "count", Kind: KindUlong, Field: "Count", ID: 45},
		{Name: "on", Kind: KindInt, Field: "On", ID: 194},
	}},
	{Name: "modify_ldt", Type: "ModifyLDT", TypeID: 284, Group: "system", Numbers: [6]int32{154, -1, -1, 123, -1, 154}, Args: []Arg{
		{Name: "func", Kind: KindInt, Field: "Func", ID: 195},
		{Name: "ptr", Kind: KindAddr, Field: "Ptr", ID: 196},
		{Name: "size", Kind: KindUlong, Field: "Size", ID: 13},
	}},
	{Name: "set_thread_area", Type: "SetThreadArea", TypeID: 285, Group: "system", Numbers: [6]int32{205, -1, -1, 243, -1, -1}, Args: []Arg{
		{Name: "info", Kind: KindAddr, Field: "Info", ID: 118},
	}},
	{Name: "get_thread_area", Type: "GetThreadArea", TypeID: 286, Group: "system", Numbers: [6]int32{211, -1, -1, 244, -1, -1}, Args: []Arg{
		{Name: "info", Kind: KindAddr, Field: "Info", ID: 118},
	}},
	{Name: "listns", Type: "Listns", TypeID: 287, Group: "system", Numbers: [6]int32{470, 470, 470, 470, 470, 470}, Args: []Arg{
		{Name: "request", Kind: KindAddr, Field: "Request", ID: 43},
		{Name: "ids", Kind: KindOut, Field: "IDs", ID: 44},
		{Name: "count", Kind: KindSize, Field: "Count", ID: 45},
		{Name: "flags", Kind: KindHex32, Field: "Flags", ID: 2},
	}},
	{Name: "_sysctl", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{156, -1, -1, 149, 149, -1}, Args: []Arg{
		{Name: "args", Kind: KindAddr},
	}},
	{Name: "afs_syscall", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{183, -1, -1, 137, -1, 183}},
	{Name: "bdflush", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 134, 134, -1}, Args: []Arg{
		{Name: "func", Kind: KindInt},
		{Name: "data", Kind: KindHex},
	}},
	{Name: "break", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 17, -1, -1}},
	{Name: "create_module", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{174, -1, -1, 127, -1, -1}, Args: []Arg{
		{Name: "name", Kind: KindStr},
		{Name: "size", Kind: KindSize},
	}},
	{Name: "ftime", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 35, -1, -1}},
	{Name: "get_kernel_syms", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{177, -1, -1, 130, -1, -1}, Args: []Arg{
		{Name: "table", Kind: KindAddr},
	}},
	{Name: "getpmsg", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{181, -1, -1, 188, -1, 181}},
	{Name: "gtty", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 32, -1, -1}},
	{Name: "idle", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 112, -1, -1}},
	{Name: "lock", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 53, -1, -1}},
	{Name: "mpx", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 56, -1, -1}},
	{Name: "nfsservctl", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{180, 42, 42, 169, 169, -1}, Args: []Arg{
		{Name: "cmd", Kind: KindInt},
		{Name: "arg", Kind: KindAddr},
		{Name: "resp", Kind: KindAddr},
	}},
	{Name: "pciconfig_iobase", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 271, -1}, Args: []Arg{
		{Name: "which", Kind: KindInt},
		{Name: "bus", Kind: KindUlong},
		{Name: "devfn", Kind: KindUlong},
	}},
	{Name: "pciconfig_read", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 272, -1}, Args: []Arg{
		{Name: "bus", Kind: KindUlong},
		{Name: "dfn", Kind: KindUlong},
		{Name: "off", Kind: KindUlong},
		{Name: "len", Kind: KindUlong},
		{Name: "buf", Kind: KindAddr},
	}},
	{Name: "pciconfig_write", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 273, -1}, Args: []Arg{
		{Name: "bus", Kind: KindUlong},
		{Name: "dfn", Kind: KindUlong},
		{Name: "off", Kind: KindUlong},
		{Name: "len", Kind: KindUlong},
		{Name: "buf", Kind: KindAddr},
	}},
	{Name: "prof", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 44, -1, -1}},
	{Name: "profil", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 98, -1, -1}},
	{Name: "putpmsg", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{182, -1, -1, 189, -1, 182}},
	{Name: "query_module", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{178, -1, -1, 167, -1, -1}, Args: []Arg{
		{Name: "name", Kind: KindStr},
		{Name: "which", Kind: KindInt},
		{Name: "buf", Kind: KindAddr},
		{Name: "bufsize", Kind: KindSize},
		{Name: "ret", Kind: KindAddr},
	}},
	{Name: "riscv_flush_icache", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, 259, -1, -1, -1}, Args: []Arg{
		{Name: "start", Kind: KindAddr},
		{Name: "end", Kind: KindAddr},
		{Name: "flags", Kind: KindHex},
	}},
	{Name: "riscv_hwprobe", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, 258, -1, -1, -1}, Args: []Arg{
		{Name: "pairs", Kind: KindAddr},
		{Name: "count", Kind: KindSize},
		{Name: "cpusetsize", Kind: KindSize},
		{Name: "cpus", Kind: KindAddr},
		{Name: "flags", Kind: KindHex32},
	}},
	{Name: "rseq_slice_yield", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{471, 471, 471, 471, 471, 471}},
	{Name: "security", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{185, -1, -1, -1, -1, 185}},
	{Name: "sgetmask", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 68, -1, -1}},
	{Name: "ssetmask", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 69, -1, -1}, Args: []Arg{
		{Name: "newmask", Kind: KindHex32},
	}},
	{Name: "stty", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 31, -1, -1}},
	{Name: "tuxcall", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{184, -1, -1, -1, -1, 184}},
	{Name: "ulimit", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 58, -1, -1}, Args: []Arg{
		{Name: "cmd", Kind: KindInt},
		{Name: "newlimit", Kind: KindLong},
	}},
	{Name: "uprobe", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{336, -1, -1, -1, -1, -1}},
	{Name: "uretprobe", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{335, -1, -1, -1, -1, -1}},
	{Name: "vm86", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 166, -1, -1}, Args: []Arg{
		{Name: "func", Kind: KindUlong},
		{Name: "info", Kind: KindAddr},
	}},
	{Name: "vm86old", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, 113, -1, -1}, Args: []Arg{
		{Name: "info", Kind: KindAddr},
	}},
	{Name: "vserver", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{236, -1, -1, 273, 313, -1}},
	{Name: "breakpoint", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 983041, -1}},
	{Name: "cacheflush", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 983042, -1}, Args: []Arg{
		{Name: "start", Kind: KindAddr},
		{Name: "end", Kind: KindAddr},
		{Name: "flags", Kind: KindHex},
	}},
	{Name: "usr26", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 983043, -1}},
	{Name: "usr32", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 983044, -1}},
	{Name: "set_tls", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 983045, -1}, Args: []Arg{
		{Name: "addr", Kind: KindHex},
	}},
	{Name: "get_tls", Type: "Other", TypeID: 0, Group: "rare", Numbers: [6]int32{-1, -1, -1, -1, 983046, -1}},
}

var escapes = []string{
	"Acct",
	"AddKey",
	"BPF",
	"Chroot",
	"DeleteModule",
	"FanotifyInit",
	"FinitModule",
	"Fsconfig",
	"Fsmount",
	"Fsopen",
	"Fspick",
	"IOUringEnter",
	"IOUringRegister",
	"IOUringSetup",
	"InitModule",
	"Ioperm",
	"Iopl",
	"Kcmp",
	"KexecFileLoad",
	"KexecLoad",
	"Keyctl",
	"LookupDcookie",
	"Mount",
	"MountSetattr",
	"MoveMount",
	"NameToHandle",
	"OpenByHandle",
	"OpenTree",
	"PerfEventOpen",
	"PidfdGetfd",
	"PivotRoot",
	"ProcessMadvise",
	"ProcessVM",
	"Ptrace",
	"Quotactl",
	"QuotactlFD",
	"Reboot",
	"RequestKey",
	"Seccomp",
	"Setns",
	"Swapoff",
	"Swapon",
	"Syslog",
	"Umount",
	"Unshare",
	"Uselib",
	"Userfaultfd",
}
