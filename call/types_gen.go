// Code generated from calls.txt by internal/calltable/gen. DO NOT EDIT.

//go:build linux

package call

import "github.com/seccompstream/seccompstream/internal/calltable"

// OpenFlags are flags of delete_module(2), fanotify_init(2), mq_open(2), open(2) and others.
type OpenFlags uint64

func (f *OpenFlags) set(v uint64) { *f = OpenFlags(v) }

// String returns the names, as strace(1) writes them.
func (f OpenFlags) String() string { return nameOf(calltable.KindOpen, uint64(f)) }

// AtFlags are flags of execveat(2), faccessat2(2), fchmodat2(2), fchownat(2) and others.
type AtFlags uint32

func (f *AtFlags) set(v uint64) { *f = AtFlags(v) }

// String returns the names, as strace(1) writes them.
func (f AtFlags) String() string { return nameOf(calltable.KindAt, uint64(f)) }

// RenameFlags are flags of renameat2(2).
type RenameFlags uint32

func (f *RenameFlags) set(v uint64) { *f = RenameFlags(v) }

// String returns the names, as strace(1) writes them.
func (f RenameFlags) String() string { return nameOf(calltable.KindRename, uint64(f)) }

// StatxMask are flags of statx(2).
type StatxMask uint32

func (f *StatxMask) set(v uint64) { *f = StatxMask(v) }

// String returns the names, as strace(1) writes them.
func (f StatxMask) String() string { return nameOf(calltable.KindStatx, uint64(f)) }

// AccessMode are flags of access(2), faccessat(2) and faccessat2(2).
type AccessMode uint32

func (f *AccessMode) set(v uint64) { *f = AccessMode(v) }

// String returns the names, as strace(1) writes them.
func (f AccessMode) String() string { return nameOf(calltable.KindAccess, uint64(f)) }

// XattrFlags are flags of fsetxattr(2), lsetxattr(2) and setxattr(2).
type XattrFlags uint32

func (f *XattrFlags) set(v uint64) { *f = XattrFlags(v) }

// String returns the names, as strace(1) writes them.
func (f XattrFlags) String() string { return nameOf(calltable.KindXattr, uint64(f)) }

// InotifyInitFlags are flags of inotify_init1(2).
type InotifyInitFlags uint32

func (f *InotifyInitFlags) set(v uint64) { *f = InotifyInitFlags(v) }

// String returns the names, as strace(1) writes them.
func (f InotifyInitFlags) String() string { return nameOf(calltable.KindInotifyinit, uint64(f)) }

// InotifyMask are flags of inotify_add_watch(2).
type InotifyMask uint32

func (f *InotifyMask) set(v uint64) { *f = InotifyMask(v) }

// String returns the names, as strace(1) writes them.
func (f InotifyMask) String() string { return nameOf(calltable.KindInotify, uint64(f)) }

// FanotifyInitFlags are flags of fanotify_init(2).
type FanotifyInitFlags uint32

func (f *FanotifyInitFlags) set(v uint64) { *f = FanotifyInitFlags(v) }

// String returns the names, as strace(1) writes them.
func (f FanotifyInitFlags) String() string { return nameOf(calltable.KindFanotifyinit, uint64(f)) }

// FanotifyMarkFlags are flags of fanotify_mark(2).
type FanotifyMarkFlags uint32

func (f *FanotifyMarkFlags) set(v uint64) { *f = FanotifyMarkFlags(v) }

// String returns the names, as strace(1) writes them.
func (f FanotifyMarkFlags) String() string { return nameOf(calltable.KindFanotifymark, uint64(f)) }

// MountFlags are flags of mount(2).
type MountFlags uint64

func (f *MountFlags) set(v uint64) { *f = MountFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MountFlags) String() string { return nameOf(calltable.KindMount, uint64(f)) }

// UmountFlags are flags of umount2(2).
type UmountFlags uint32

func (f *UmountFlags) set(v uint64) { *f = UmountFlags(v) }

// String returns the names, as strace(1) writes them.
func (f UmountFlags) String() string { return nameOf(calltable.KindUmount, uint64(f)) }

// OpenTreeFlags are flags of mount_setattr(2), open_tree(2) and open_tree_attr(2).
type OpenTreeFlags uint32

func (f *OpenTreeFlags) set(v uint64) { *f = OpenTreeFlags(v) }

// String returns the names, as strace(1) writes them.
func (f OpenTreeFlags) String() string { return nameOf(calltable.KindOpentree, uint64(f)) }

// MoveMountFlags are flags of move_mount(2).
type MoveMountFlags uint32

func (f *MoveMountFlags) set(v uint64) { *f = MoveMountFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MoveMountFlags) String() string { return nameOf(calltable.KindMovemount, uint64(f)) }

// FsopenFlags are flags of fsopen(2).
type FsopenFlags uint32

func (f *FsopenFlags) set(v uint64) { *f = FsopenFlags(v) }

// String returns the names, as strace(1) writes them.
func (f FsopenFlags) String() string { return nameOf(calltable.KindFsopen, uint64(f)) }

// FsconfigCmd is a choice of fsconfig(2).
type FsconfigCmd uint32

func (f *FsconfigCmd) set(v uint64) { *f = FsconfigCmd(v) }

// String returns the names, as strace(1) writes them.
func (f FsconfigCmd) String() string { return nameOf(calltable.KindFsconfig, uint64(f)) }

// FsmountFlags are flags of fsmount(2).
type FsmountFlags uint32

func (f *FsmountFlags) set(v uint64) { *f = FsmountFlags(v) }

// String returns the names, as strace(1) writes them.
func (f FsmountFlags) String() string { return nameOf(calltable.KindFsmount, uint64(f)) }

// MountAttrs are flags of fsmount(2).
type MountAttrs uint32

func (f *MountAttrs) set(v uint64) { *f = MountAttrs(v) }

// String returns the names, as strace(1) writes them.
func (f MountAttrs) String() string { return nameOf(calltable.KindMountattr, uint64(f)) }

// FspickFlags are flags of fspick(2).
type FspickFlags uint32

func (f *FspickFlags) set(v uint64) { *f = FspickFlags(v) }

// String returns the names, as strace(1) writes them.
func (f FspickFlags) String() string { return nameOf(calltable.KindFspick, uint64(f)) }

// SwapFlags are flags of swapon(2).
type SwapFlags uint32

func (f *SwapFlags) set(v uint64) { *f = SwapFlags(v) }

// String returns the names, as strace(1) writes them.
func (f SwapFlags) String() string { return nameOf(calltable.KindSwap, uint64(f)) }

// RWFlags are flags of preadv2(2) and pwritev2(2).
type RWFlags uint32

func (f *RWFlags) set(v uint64) { *f = RWFlags(v) }

// String returns the names, as strace(1) writes them.
func (f RWFlags) String() string { return nameOf(calltable.KindRwf, uint64(f)) }

// Whence is a choice of _llseek(2) and lseek(2).
type Whence uint32

func (f *Whence) set(v uint64) { *f = Whence(v) }

// String returns the names, as strace(1) writes them.
func (f Whence) String() string { return nameOf(calltable.KindSeek, uint64(f)) }

// SpliceFlags are flags of splice(2), tee(2) and vmsplice(2).
type SpliceFlags uint32

func (f *SpliceFlags) set(v uint64) { *f = SpliceFlags(v) }

// String returns the names, as strace(1) writes them.
func (f SpliceFlags) String() string { return nameOf(calltable.KindSplice, uint64(f)) }

// CloseRangeFlags are flags of close_range(2).
type CloseRangeFlags uint32

func (f *CloseRangeFlags) set(v uint64) { *f = CloseRangeFlags(v) }

// String returns the names, as strace(1) writes them.
func (f CloseRangeFlags) String() string { return nameOf(calltable.KindCloserange, uint64(f)) }

// DupFlags are flags of dup3(2).
type DupFlags uint32

func (f *DupFlags) set(v uint64) { *f = DupFlags(v) }

// String returns the names, as strace(1) writes them.
func (f DupFlags) String() string { return nameOf(calltable.KindDup3, uint64(f)) }

// FcntlCmd is a choice of fcntl(2) and fcntl64(2).
type FcntlCmd uint32

func (f *FcntlCmd) set(v uint64) { *f = FcntlCmd(v) }

// String returns the names, as strace(1) writes them.
func (f FcntlCmd) String() string { return nameOf(calltable.KindFcntl, uint64(f)) }

// FlockOp are flags of flock(2).
type FlockOp uint32

func (f *FlockOp) set(v uint64) { *f = FlockOp(v) }

// String returns the names, as strace(1) writes them.
func (f FlockOp) String() string { return nameOf(calltable.KindFlock, uint64(f)) }

// SyncRangeFlags are flags of sync_file_range(2) and sync_file_range2(2).
type SyncRangeFlags uint32

func (f *SyncRangeFlags) set(v uint64) { *f = SyncRangeFlags(v) }

// String returns the names, as strace(1) writes them.
func (f SyncRangeFlags) String() string { return nameOf(calltable.KindSyncrange, uint64(f)) }

// FallocateMode are flags of fallocate(2).
type FallocateMode uint32

func (f *FallocateMode) set(v uint64) { *f = FallocateMode(v) }

// String returns the names, as strace(1) writes them.
func (f FallocateMode) String() string { return nameOf(calltable.KindFallocate, uint64(f)) }

// FadviseAdvice is a choice of arm_fadvise64_64(2), fadvise64(2) and fadvise64_64(2).
type FadviseAdvice uint32

func (f *FadviseAdvice) set(v uint64) { *f = FadviseAdvice(v) }

// String returns the names, as strace(1) writes them.
func (f FadviseAdvice) String() string { return nameOf(calltable.KindFadvise, uint64(f)) }

// PipeFlags are flags of pipe2(2).
type PipeFlags uint32

func (f *PipeFlags) set(v uint64) { *f = PipeFlags(v) }

// String returns the names, as strace(1) writes them.
func (f PipeFlags) String() string { return nameOf(calltable.KindPipe, uint64(f)) }

// EventfdFlags are flags of eventfd2(2).
type EventfdFlags uint32

func (f *EventfdFlags) set(v uint64) { *f = EventfdFlags(v) }

// String returns the names, as strace(1) writes them.
func (f EventfdFlags) String() string { return nameOf(calltable.KindEventfd, uint64(f)) }

// SignalfdFlags are flags of signalfd4(2).
type SignalfdFlags uint32

func (f *SignalfdFlags) set(v uint64) { *f = SignalfdFlags(v) }

// String returns the names, as strace(1) writes them.
func (f SignalfdFlags) String() string { return nameOf(calltable.KindSignalfd, uint64(f)) }

// Clock is a choice of clock_adjtime(2), clock_adjtime64(2), clock_getres(2), clock_getres_time64(2) and others.
type Clock uint32

func (f *Clock) set(v uint64) { *f = Clock(v) }

// String returns the names, as strace(1) writes them.
func (f Clock) String() string { return nameOf(calltable.KindClock, uint64(f)) }

// TimerfdFlags are flags of timerfd_create(2).
type TimerfdFlags uint32

func (f *TimerfdFlags) set(v uint64) { *f = TimerfdFlags(v) }

// String returns the names, as strace(1) writes them.
func (f TimerfdFlags) String() string { return nameOf(calltable.KindTimerfd, uint64(f)) }

// TimerfdSetFlags are flags of timerfd_settime(2) and timerfd_settime64(2).
type TimerfdSetFlags uint32

func (f *TimerfdSetFlags) set(v uint64) { *f = TimerfdSetFlags(v) }

// String returns the names, as strace(1) writes them.
func (f TimerfdSetFlags) String() string { return nameOf(calltable.KindTimerfdset, uint64(f)) }

// MemfdFlags are flags of memfd_create(2).
type MemfdFlags uint32

func (f *MemfdFlags) set(v uint64) { *f = MemfdFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MemfdFlags) String() string { return nameOf(calltable.KindMemfd, uint64(f)) }

// EpollFlags are flags of epoll_create1(2).
type EpollFlags uint32

func (f *EpollFlags) set(v uint64) { *f = EpollFlags(v) }

// String returns the names, as strace(1) writes them.
func (f EpollFlags) String() string { return nameOf(calltable.KindEpollcreate, uint64(f)) }

// EpollOp is a choice of epoll_ctl(2) and epoll_ctl_old(2).
type EpollOp uint32

func (f *EpollOp) set(v uint64) { *f = EpollOp(v) }

// String returns the names, as strace(1) writes them.
func (f EpollOp) String() string { return nameOf(calltable.KindEpollop, uint64(f)) }

// IOUringFlags are flags of io_uring_enter(2).
type IOUringFlags uint32

func (f *IOUringFlags) set(v uint64) { *f = IOUringFlags(v) }

// String returns the names, as strace(1) writes them.
func (f IOUringFlags) String() string { return nameOf(calltable.KindUringenter, uint64(f)) }

// IOUringOp is a choice of io_uring_register(2).
type IOUringOp uint32

func (f *IOUringOp) set(v uint64) { *f = IOUringOp(v) }

// String returns the names, as strace(1) writes them.
func (f IOUringOp) String() string { return nameOf(calltable.KindUringop, uint64(f)) }

// Family is a choice of socket(2) and socketpair(2).
type Family uint32

func (f *Family) set(v uint64) { *f = Family(v) }

// String returns the names, as strace(1) writes them.
func (f Family) String() string { return nameOf(calltable.KindAf, uint64(f)) }

// SocketType are flags of socket(2) and socketpair(2).
type SocketType uint32

func (f *SocketType) set(v uint64) { *f = SocketType(v) }

// String returns the names, as strace(1) writes them.
func (f SocketType) String() string { return nameOf(calltable.KindSocktype, uint64(f)) }

// SocketProtocol is a choice of socket(2) and socketpair(2).
type SocketProtocol uint32

func (f *SocketProtocol) set(v uint64) { *f = SocketProtocol(v) }

// String returns the names, as strace(1) writes them.
func (f SocketProtocol) String() string { return nameOf(calltable.KindSockproto, uint64(f)) }

// SocketFlags are flags of accept4(2).
type SocketFlags uint32

func (f *SocketFlags) set(v uint64) { *f = SocketFlags(v) }

// String returns the names, as strace(1) writes them.
func (f SocketFlags) String() string { return nameOf(calltable.KindSockflags, uint64(f)) }

// MsgFlags are flags of recv(2), recvfrom(2), recvmmsg(2), recvmmsg_time64(2) and others.
type MsgFlags uint32

func (f *MsgFlags) set(v uint64) { *f = MsgFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MsgFlags) String() string { return nameOf(calltable.KindMsg, uint64(f)) }

// ShutdownHow is a choice of shutdown(2).
type ShutdownHow uint32

func (f *ShutdownHow) set(v uint64) { *f = ShutdownHow(v) }

// String returns the names, as strace(1) writes them.
func (f ShutdownHow) String() string { return nameOf(calltable.KindShut, uint64(f)) }

// SocketLevel is a choice of getsockopt(2) and setsockopt(2).
type SocketLevel uint32

func (f *SocketLevel) set(v uint64) { *f = SocketLevel(v) }

// String returns the names, as strace(1) writes them.
func (f SocketLevel) String() string { return nameOf(calltable.KindSol, uint64(f)) }

// SocketOption is a choice of getsockopt(2) and setsockopt(2).
type SocketOption uint32

func (f *SocketOption) set(v uint64) { *f = SocketOption(v) }

// String returns the names, as strace(1) writes them.
func (f SocketOption) String() string { return nameOf(calltable.KindSockopt, uint64(f)) }

// CloneFlags are flags of clone(2).
type CloneFlags uint64

func (f *CloneFlags) set(v uint64) { *f = CloneFlags(v) }

// String returns the names, as strace(1) writes them.
func (f CloneFlags) String() string { return nameOf(calltable.KindClone, uint64(f)) }

// UnshareFlags are flags of setns(2) and unshare(2).
type UnshareFlags uint32

func (f *UnshareFlags) set(v uint64) { *f = UnshareFlags(v) }

// String returns the names, as strace(1) writes them.
func (f UnshareFlags) String() string { return nameOf(calltable.KindCloneflags, uint64(f)) }

// WaitOptions are flags of wait4(2), waitid(2) and waitpid(2).
type WaitOptions uint32

func (f *WaitOptions) set(v uint64) { *f = WaitOptions(v) }

// String returns the names, as strace(1) writes them.
func (f WaitOptions) String() string { return nameOf(calltable.KindWait, uint64(f)) }

// IDType is a choice of waitid(2).
type IDType uint32

func (f *IDType) set(v uint64) { *f = IDType(v) }

// String returns the names, as strace(1) writes them.
func (f IDType) String() string { return nameOf(calltable.KindIdtype, uint64(f)) }

// PidfdSignalFlags are flags of pidfd_send_signal(2).
type PidfdSignalFlags uint32

func (f *PidfdSignalFlags) set(v uint64) { *f = PidfdSignalFlags(v) }

// String returns the names, as strace(1) writes them.
func (f PidfdSignalFlags) String() string { return nameOf(calltable.KindPidfdsig, uint64(f)) }

// PidfdFlags are flags of pidfd_open(2).
type PidfdFlags uint32

func (f *PidfdFlags) set(v uint64) { *f = PidfdFlags(v) }

// String returns the names, as strace(1) writes them.
func (f PidfdFlags) String() string { return nameOf(calltable.KindPidfd, uint64(f)) }

// Advice is a choice of madvise(2) and process_madvise(2).
type Advice uint32

func (f *Advice) set(v uint64) { *f = Advice(v) }

// String returns the names, as strace(1) writes them.
func (f Advice) String() string { return nameOf(calltable.KindMadvise, uint64(f)) }

// PtraceRequest is a choice of ptrace(2).
type PtraceRequest uint64

func (f *PtraceRequest) set(v uint64) { *f = PtraceRequest(v) }

// String returns the names, as strace(1) writes them.
func (f PtraceRequest) String() string { return nameOf(calltable.KindPtrace, uint64(f)) }

// KcmpType is a choice of kcmp(2).
type KcmpType uint32

func (f *KcmpType) set(v uint64) { *f = KcmpType(v) }

// String returns the names, as strace(1) writes them.
func (f KcmpType) String() string { return nameOf(calltable.KindKcmp, uint64(f)) }

// PrctlOption is a choice of prctl(2).
type PrctlOption uint32

func (f *PrctlOption) set(v uint64) { *f = PrctlOption(v) }

// String returns the names, as strace(1) writes them.
func (f PrctlOption) String() string { return nameOf(calltable.KindPrctl, uint64(f)) }

// ArchPrctlOption is a choice of arch_prctl(2).
type ArchPrctlOption uint32

func (f *ArchPrctlOption) set(v uint64) { *f = ArchPrctlOption(v) }

// String returns the names, as strace(1) writes them.
func (f ArchPrctlOption) String() string { return nameOf(calltable.KindArchprctl, uint64(f)) }

// SeccompOp is a choice of seccomp(2).
type SeccompOp uint32

func (f *SeccompOp) set(v uint64) { *f = SeccompOp(v) }

// String returns the names, as strace(1) writes them.
func (f SeccompOp) String() string { return nameOf(calltable.KindSeccompop, uint64(f)) }

// SeccompFlags are flags of seccomp(2).
type SeccompFlags uint32

func (f *SeccompFlags) set(v uint64) { *f = SeccompFlags(v) }

// String returns the names, as strace(1) writes them.
func (f SeccompFlags) String() string { return nameOf(calltable.KindSeccompflags, uint64(f)) }

// BPFCmd is a choice of bpf(2).
type BPFCmd uint32

func (f *BPFCmd) set(v uint64) { *f = BPFCmd(v) }

// String returns the names, as strace(1) writes them.
func (f BPFCmd) String() string { return nameOf(calltable.KindBpf, uint64(f)) }

// PerfFlags are flags of perf_event_open(2).
type PerfFlags uint64

func (f *PerfFlags) set(v uint64) { *f = PerfFlags(v) }

// String returns the names, as strace(1) writes them.
func (f PerfFlags) String() string { return nameOf(calltable.KindPerf, uint64(f)) }

// UserfaultfdFlags are flags of userfaultfd(2).
type UserfaultfdFlags uint32

func (f *UserfaultfdFlags) set(v uint64) { *f = UserfaultfdFlags(v) }

// String returns the names, as strace(1) writes them.
func (f UserfaultfdFlags) String() string { return nameOf(calltable.KindUffd, uint64(f)) }

// RebootMagic is a choice of reboot(2).
type RebootMagic uint32

func (f *RebootMagic) set(v uint64) { *f = RebootMagic(v) }

// String returns the names, as strace(1) writes them.
func (f RebootMagic) String() string { return nameOf(calltable.KindReboot1, uint64(f)) }

// RebootMagic2 is a choice of reboot(2).
type RebootMagic2 uint32

func (f *RebootMagic2) set(v uint64) { *f = RebootMagic2(v) }

// String returns the names, as strace(1) writes them.
func (f RebootMagic2) String() string { return nameOf(calltable.KindReboot2, uint64(f)) }

// RebootOp is a choice of reboot(2).
type RebootOp uint32

func (f *RebootOp) set(v uint64) { *f = RebootOp(v) }

// String returns the names, as strace(1) writes them.
func (f RebootOp) String() string { return nameOf(calltable.KindRebootop, uint64(f)) }

// Keyring is a choice of add_key(2) and request_key(2).
type Keyring uint32

func (f *Keyring) set(v uint64) { *f = Keyring(v) }

// String returns the names, as strace(1) writes them.
func (f Keyring) String() string { return nameOf(calltable.KindKeyring, uint64(f)) }

// KeyctlOp is a choice of keyctl(2).
type KeyctlOp uint32

func (f *KeyctlOp) set(v uint64) { *f = KeyctlOp(v) }

// String returns the names, as strace(1) writes them.
func (f KeyctlOp) String() string { return nameOf(calltable.KindKeyctl, uint64(f)) }

// LandlockFlags are flags of landlock_create_ruleset(2).
type LandlockFlags uint32

func (f *LandlockFlags) set(v uint64) { *f = LandlockFlags(v) }

// String returns the names, as strace(1) writes them.
func (f LandlockFlags) String() string { return nameOf(calltable.KindLlflags, uint64(f)) }

// LandlockRule is a choice of landlock_add_rule(2).
type LandlockRule uint32

func (f *LandlockRule) set(v uint64) { *f = LandlockRule(v) }

// String returns the names, as strace(1) writes them.
func (f LandlockRule) String() string { return nameOf(calltable.KindLlrule, uint64(f)) }

// Persona are flags of personality(2).
type Persona uint32

func (f *Persona) set(v uint64) { *f = Persona(v) }

// String returns the names, as strace(1) writes them.
func (f Persona) String() string { return nameOf(calltable.KindPersona, uint64(f)) }

// Resource is a choice of getrlimit(2), prlimit(2) and setrlimit(2).
type Resource uint32

func (f *Resource) set(v uint64) { *f = Resource(v) }

// String returns the names, as strace(1) writes them.
func (f Resource) String() string { return nameOf(calltable.KindRlimit, uint64(f)) }

// RusageWho is a choice of getrusage(2).
type RusageWho uint32

func (f *RusageWho) set(v uint64) { *f = RusageWho(v) }

// String returns the names, as strace(1) writes them.
func (f RusageWho) String() string { return nameOf(calltable.KindRusage, uint64(f)) }

// PriorityWhich is a choice of getpriority(2) and setpriority(2).
type PriorityWhich uint32

func (f *PriorityWhich) set(v uint64) { *f = PriorityWhich(v) }

// String returns the names, as strace(1) writes them.
func (f PriorityWhich) String() string { return nameOf(calltable.KindPrio, uint64(f)) }

// IoprioWhich is a choice of ioprio_get(2) and ioprio_set(2).
type IoprioWhich uint32

func (f *IoprioWhich) set(v uint64) { *f = IoprioWhich(v) }

// String returns the names, as strace(1) writes them.
func (f IoprioWhich) String() string { return nameOf(calltable.KindIoprio, uint64(f)) }

// SchedPolicy are flags of sched_get_priority_max(2), sched_get_priority_min(2) and sched_setscheduler(2).
type SchedPolicy uint32

func (f *SchedPolicy) set(v uint64) { *f = SchedPolicy(v) }

// String returns the names, as strace(1) writes them.
func (f SchedPolicy) String() string { return nameOf(calltable.KindSched, uint64(f)) }

// MembarrierCmd is a choice of membarrier(2).
type MembarrierCmd uint32

func (f *MembarrierCmd) set(v uint64) { *f = MembarrierCmd(v) }

// String returns the names, as strace(1) writes them.
func (f MembarrierCmd) String() string { return nameOf(calltable.KindMembarrier, uint64(f)) }

// SigmaskHow is a choice of rt_sigprocmask(2) and sigprocmask(2).
type SigmaskHow uint32

func (f *SigmaskHow) set(v uint64) { *f = SigmaskHow(v) }

// String returns the names, as strace(1) writes them.
func (f SigmaskHow) String() string { return nameOf(calltable.KindSigmask, uint64(f)) }

// ItimerWhich is a choice of getitimer(2) and setitimer(2).
type ItimerWhich uint32

func (f *ItimerWhich) set(v uint64) { *f = ItimerWhich(v) }

// String returns the names, as strace(1) writes them.
func (f ItimerWhich) String() string { return nameOf(calltable.KindItimer, uint64(f)) }

// Prot are flags of mmap(2), mmap2(2), mprotect(2), pkey_mprotect(2) and others.
type Prot uint64

func (f *Prot) set(v uint64) { *f = Prot(v) }

// String returns the names, as strace(1) writes them.
func (f Prot) String() string { return nameOf(calltable.KindProt, uint64(f)) }

// MapFlags are flags of mmap(2), mmap2(2) and remap_file_pages(2).
type MapFlags uint64

func (f *MapFlags) set(v uint64) { *f = MapFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MapFlags) String() string { return nameOf(calltable.KindMap, uint64(f)) }

// MremapFlags are flags of mremap(2).
type MremapFlags uint64

func (f *MremapFlags) set(v uint64) { *f = MremapFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MremapFlags) String() string { return nameOf(calltable.KindMremap, uint64(f)) }

// MsyncFlags are flags of msync(2).
type MsyncFlags uint32

func (f *MsyncFlags) set(v uint64) { *f = MsyncFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MsyncFlags) String() string { return nameOf(calltable.KindMsync, uint64(f)) }

// MlockFlags are flags of mlock2(2).
type MlockFlags uint32

func (f *MlockFlags) set(v uint64) { *f = MlockFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MlockFlags) String() string { return nameOf(calltable.KindMlock, uint64(f)) }

// MlockallFlags are flags of mlockall(2).
type MlockallFlags uint32

func (f *MlockallFlags) set(v uint64) { *f = MlockallFlags(v) }

// String returns the names, as strace(1) writes them.
func (f MlockallFlags) String() string { return nameOf(calltable.KindMlockall, uint64(f)) }

// FutexOperation are flags of futex(2).
type FutexOperation uint32

func (f *FutexOperation) set(v uint64) { *f = FutexOperation(v) }

// String returns the names, as strace(1) writes them.
func (f FutexOperation) String() string { return nameOf(calltable.KindFutex, uint64(f)) }

// TimerFlags are flags of clock_nanosleep(2), clock_nanosleep_time64(2), timer_settime(2) and timer_settime64(2).
type TimerFlags uint32

func (f *TimerFlags) set(v uint64) { *f = TimerFlags(v) }

// String returns the names, as strace(1) writes them.
func (f TimerFlags) String() string { return nameOf(calltable.KindTimerabs, uint64(f)) }

// IPCFlags are flags of msgget(2), semget(2) and shmget(2).
type IPCFlags uint32

func (f *IPCFlags) set(v uint64) { *f = IPCFlags(v) }

// String returns the names, as strace(1) writes them.
func (f IPCFlags) String() string { return nameOf(calltable.KindShmget, uint64(f)) }

// ShmatFlags are flags of shmat(2).
type ShmatFlags uint32

func (f *ShmatFlags) set(v uint64) { *f = ShmatFlags(v) }

// String returns the names, as strace(1) writes them.
func (f ShmatFlags) String() string { return nameOf(calltable.KindShmat, uint64(f)) }

// IPCCmd is a choice of msgctl(2), semctl(2) and shmctl(2).
type IPCCmd uint32

func (f *IPCCmd) set(v uint64) { *f = IPCCmd(v) }

// String returns the names, as strace(1) writes them.
func (f IPCCmd) String() string { return nameOf(calltable.KindIpccmd, uint64(f)) }

// GetrandomFlags are flags of getrandom(2).
type GetrandomFlags uint32

func (f *GetrandomFlags) set(v uint64) { *f = GetrandomFlags(v) }

// String returns the names, as strace(1) writes them.
func (f GetrandomFlags) String() string { return nameOf(calltable.KindGetrandom, uint64(f)) }

// The numbers of fields.
const (
	fieldPath        = 1
	fieldFlags       = 2
	fieldMode        = 3
	fieldDir         = 4
	fieldResolve     = 5
	fieldDev         = 6
	fieldOldPath     = 7
	fieldNewPath     = 8
	fieldOldDir      = 9
	fieldNewDir      = 10
	fieldTarget      = 11
	fieldBuf         = 12
	fieldSize        = 13
	fieldFD          = 14
	fieldUID         = 15
	fieldGID         = 16
	fieldTimes       = 17
	fieldLength      = 18
	fieldMask        = 19
	fieldAttr        = 20
	fieldValue       = 21
	fieldArgs        = 22
	fieldList        = 23
	fieldHow         = 24
	fieldWatch       = 25
	fieldEventFlags  = 26
	fieldHandle      = 27
	fieldMountID     = 28
	fieldMountFD     = 29
	fieldSource      = 30
	fieldFSType      = 31
	fieldData        = 32
	fieldNewRoot     = 33
	fieldPutOld      = 34
	fieldFromDir     = 35
	fieldFromPath    = 36
	fieldToDir       = 37
	fieldToPath      = 38
	fieldCmd         = 39
	fieldKey         = 40
	fieldAux         = 41
	fieldAttrs       = 42
	fieldRequest     = 43
	fieldIDs         = 44
	fieldCount       = 45
	fieldSpecial     = 46
	fieldID          = 47
	fieldLibrary     = 48
	fieldOption      = 49
	fieldArg1        = 50
	fieldArg2        = 51
	fieldCookie      = 52
	fieldOffset      = 53
	fieldVec         = 54
	fieldWhence      = 55
	fieldResult      = 56
	fieldOutFD       = 57
	fieldInFD        = 58
	fieldInOffset    = 59
	fieldOutOffset   = 60
	fieldFirst       = 61
	fieldLast        = 62
	fieldNewFD       = 63
	fieldArg         = 64
	fieldLock        = 65
	fieldOp          = 66
	fieldAdvice      = 67
	fieldRange       = 68
	fieldStat        = 69
	fieldClock       = 70
	fieldNew         = 71
	fieldOld         = 72
	fieldCurrent     = 73
	fieldLabel       = 74
	fieldEpollFD     = 75
	fieldEvent       = 76
	fieldEvents      = 77
	fieldMax         = 78
	fieldMillis      = 79
	fieldTimeout     = 80
	fieldSet         = 81
	fieldRead        = 82
	fieldWrite       = 83
	fieldExcept      = 84
	fieldEntries     = 85
	fieldParams      = 86
	fieldSubmit      = 87
	fieldComplete    = 88
	fieldContext     = 89
	fieldBlocks      = 90
	fieldBlock       = 91
	fieldMin         = 92
	fieldDomain      = 93
	fieldType        = 94
	fieldProtocol    = 95
	fieldAddr        = 96
	fieldLen         = 97
	fieldBacklog     = 98
	fieldMsg         = 99
	fieldMsgs        = 100
	fieldLevel       = 101
	fieldArgv        = 102
	fieldEnv         = 103
	fieldStack       = 104
	fieldParentTID   = 105
	fieldChildTID    = 106
	fieldTLS         = 107
	fieldPidFD       = 108
	fieldExitSignal  = 109
	fieldStackSize   = 110
	fieldSetTID      = 111
	fieldSetTIDCount = 112
	fieldCgroup      = 113
	fieldStatus      = 114
	fieldPID         = 115
	fieldOptions     = 116
	fieldUsage       = 117
	fieldInfo        = 118
	fieldSignal      = 119
	fieldTID         = 120
	fieldTargetFD    = 121
	fieldLocal       = 122
	fieldLocalCount  = 123
	fieldRemote      = 124
	fieldRemoteCount = 125
	fieldPID1        = 126
	fieldPID2        = 127
	fieldIndex1      = 128
	fieldIndex2      = 129
	fieldArg3        = 130
	fieldArg4        = 131
	fieldArg5        = 132
	fieldText        = 133
	fieldCPU         = 134
	fieldGroupFD     = 135
	fieldImage       = 136
	fieldModule      = 137
	fieldEntry       = 138
	fieldSegments    = 139
	fieldKernelFD    = 140
	fieldInitrdFD    = 141
	fieldCmdline     = 142
	fieldMagic1      = 143
	fieldMagic2      = 144
	fieldDescription = 145
	fieldPayload     = 146
	fieldRing        = 147
	fieldEUID        = 148
	fieldEGID        = 149
	fieldSUID        = 150
	fieldSGID        = 151
	fieldPGID        = 152
	fieldReal        = 153
	fieldEffective   = 154
	fieldSaved       = 155
	fieldHead        = 156
	fieldResource    = 157
	fieldLimit       = 158
	fieldWho         = 159
	fieldWhich       = 160
	fieldPrio        = 161
	fieldIncrement   = 162
	fieldParam       = 163
	fieldPolicy      = 164
	fieldInterval    = 165
	fieldArea        = 166
	fieldSignature   = 167
	fieldNode        = 168
	fieldCache       = 169
	fieldHandler     = 170
	fieldSeconds     = 171
	fieldProt        = 172
	fieldRights      = 173
	fieldOldLength   = 174
	fieldNewLength   = 175
	fieldNewAddr     = 176
	fieldNodes       = 177
	fieldPages       = 178
	fieldAddr2       = 179
	fieldValue3      = 180
	fieldWaiters     = 181
	fieldWake        = 182
	fieldRequeue     = 183
	fieldTime        = 184
	fieldTV          = 185
	fieldTZ          = 186
	fieldRemain      = 187
	fieldTimex       = 188
	fieldOps         = 189
	fieldIndex       = 190
	fieldQueue       = 191
	fieldHost        = 192
	fieldFrom        = 193
	fieldOn          = 194
	fieldFunc        = 195
	fieldPtr         = 196
)

// Open is open(2), openat(2), openat2(2) or creat(2).
type Open struct {
	Header
	Path    string
	Flags   OpenFlags
	Mode    Mode
	Dir     int
	Resolve ResolveFlags
}

func (c *Open) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldFlags:
		return &c.Flags
	case fieldMode:
		return &c.Mode
	case fieldDir:
		return &c.Dir
	case fieldResolve:
		return &c.Resolve
	}
	return nil
}

func (c *Open) reset() {
	*c = Open{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Open) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Open) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Open) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Open) FDs() []int { return fds(c) }

// Mkdir is mkdir(2) or mkdirat(2).
type Mkdir struct {
	Header
	Path string
	Mode Mode
	Dir  int
}

func (c *Mkdir) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldMode:
		return &c.Mode
	case fieldDir:
		return &c.Dir
	}
	return nil
}

func (c *Mkdir) reset() {
	*c = Mkdir{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Mkdir) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mkdir) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mkdir) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mkdir) FDs() []int { return fds(c) }

// Mknod is mknod(2) or mknodat(2).
type Mknod struct {
	Header
	Path string
	Mode Mode
	Dev  uint64
	Dir  int
}

func (c *Mknod) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldMode:
		return &c.Mode
	case fieldDev:
		return &c.Dev
	case fieldDir:
		return &c.Dir
	}
	return nil
}

func (c *Mknod) reset() {
	*c = Mknod{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Mknod) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mknod) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mknod) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mknod) FDs() []int { return fds(c) }

// Remove is unlink(2), rmdir(2) or unlinkat(2).
type Remove struct {
	Header
	Path  string
	Dir   int
	Flags AtFlags
}

func (c *Remove) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Remove) reset() {
	*c = Remove{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Remove) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Remove) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Remove) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Remove) FDs() []int { return fds(c) }

// Rename is rename(2), renameat(2) or renameat2(2).
type Rename struct {
	Header
	OldPath string
	NewPath string
	OldDir  int
	NewDir  int
	Flags   RenameFlags
}

func (c *Rename) field(id uint8) any {
	switch id {
	case fieldOldPath:
		return &c.OldPath
	case fieldNewPath:
		return &c.NewPath
	case fieldOldDir:
		return &c.OldDir
	case fieldNewDir:
		return &c.NewDir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Rename) reset() {
	*c = Rename{OldDir: AtFDCWD, NewDir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Rename) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Rename) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Rename) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Rename) FDs() []int { return fds(c) }

// Link is link(2) or linkat(2).
type Link struct {
	Header
	OldPath string
	NewPath string
	OldDir  int
	NewDir  int
	Flags   AtFlags
}

func (c *Link) field(id uint8) any {
	switch id {
	case fieldOldPath:
		return &c.OldPath
	case fieldNewPath:
		return &c.NewPath
	case fieldOldDir:
		return &c.OldDir
	case fieldNewDir:
		return &c.NewDir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Link) reset() {
	*c = Link{OldDir: AtFDCWD, NewDir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Link) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Link) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Link) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Link) FDs() []int { return fds(c) }

// Symlink is symlink(2) or symlinkat(2).
type Symlink struct {
	Header
	Target string
	Path   string
	Dir    int
}

func (c *Symlink) field(id uint8) any {
	switch id {
	case fieldTarget:
		return &c.Target
	case fieldPath:
		return &c.Path
	case fieldDir:
		return &c.Dir
	}
	return nil
}

func (c *Symlink) reset() {
	*c = Symlink{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Symlink) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Symlink) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Symlink) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Symlink) FDs() []int { return fds(c) }

// Readlink is readlink(2) or readlinkat(2).
type Readlink struct {
	Header
	Path string
	Buf  Pointer
	Size int
	Dir  int
}

func (c *Readlink) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	case fieldDir:
		return &c.Dir
	}
	return nil
}

func (c *Readlink) reset() {
	*c = Readlink{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Readlink) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Readlink) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Readlink) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Readlink) FDs() []int { return fds(c) }

// Chmod is chmod(2), fchmodat(2) or fchmodat2(2).
type Chmod struct {
	Header
	Path  string
	Mode  Mode
	Dir   int
	Flags AtFlags
}

func (c *Chmod) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldMode:
		return &c.Mode
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Chmod) reset() {
	*c = Chmod{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Chmod) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Chmod) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Chmod) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Chmod) FDs() []int { return fds(c) }

// Fchmod is fchmod(2).
type Fchmod struct {
	Header
	FD   int
	Mode Mode
}

func (c *Fchmod) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldMode:
		return &c.Mode
	}
	return nil
}

func (c *Fchmod) reset() {
	*c = Fchmod{}
}

// String returns the call as strace(1) writes it.
func (c *Fchmod) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fchmod) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fchmod) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fchmod) FDs() []int { return fds(c) }

// Chown is chown(2), lchown(2) or fchownat(2).
type Chown struct {
	Header
	Path  string
	UID   uint32
	GID   uint32
	Dir   int
	Flags AtFlags
}

func (c *Chown) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldUID:
		return &c.UID
	case fieldGID:
		return &c.GID
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Chown) reset() {
	*c = Chown{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Chown) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Chown) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Chown) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Chown) FDs() []int { return fds(c) }

// Fchown is fchown(2).
type Fchown struct {
	Header
	FD  int
	UID uint32
	GID uint32
}

func (c *Fchown) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldUID:
		return &c.UID
	case fieldGID:
		return &c.GID
	}
	return nil
}

func (c *Fchown) reset() {
	*c = Fchown{}
}

// String returns the call as strace(1) writes it.
func (c *Fchown) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fchown) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fchown) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fchown) FDs() []int { return fds(c) }

// Utimens is utime(2), utimes(2), futimesat(2) or utimensat(2).
type Utimens struct {
	Header
	Path  string
	Times []Timespec
	Dir   int
	Flags AtFlags
}

func (c *Utimens) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldTimes:
		return &c.Times
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Utimens) reset() {
	*c = Utimens{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Utimens) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Utimens) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Utimens) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Utimens) FDs() []int { return fds(c) }

// Truncate is truncate(2).
type Truncate struct {
	Header
	Path   string
	Length int64
}

func (c *Truncate) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldLength:
		return &c.Length
	}
	return nil
}

func (c *Truncate) reset() {
	*c = Truncate{}
}

// String returns the call as strace(1) writes it.
func (c *Truncate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Truncate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Truncate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Truncate) FDs() []int { return fds(c) }

// Ftruncate is ftruncate(2).
type Ftruncate struct {
	Header
	FD     int
	Length int64
}

func (c *Ftruncate) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldLength:
		return &c.Length
	}
	return nil
}

func (c *Ftruncate) reset() {
	*c = Ftruncate{}
}

// String returns the call as strace(1) writes it.
func (c *Ftruncate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Ftruncate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Ftruncate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Ftruncate) FDs() []int { return fds(c) }

// Stat is stat(2), lstat(2), fstatat(2) or statx(2).
type Stat struct {
	Header
	Path  string
	Buf   Pointer
	Dir   int
	Flags AtFlags
	Mask  StatxMask
}

func (c *Stat) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldBuf:
		return &c.Buf
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	case fieldMask:
		return &c.Mask
	}
	return nil
}

func (c *Stat) reset() {
	*c = Stat{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Stat) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Stat) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Stat) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Stat) FDs() []int { return fds(c) }

// Fstat is fstat(2).
type Fstat struct {
	Header
	FD  int
	Buf Pointer
}

func (c *Fstat) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldBuf:
		return &c.Buf
	}
	return nil
}

func (c *Fstat) reset() {
	*c = Fstat{}
}

// String returns the call as strace(1) writes it.
func (c *Fstat) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fstat) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fstat) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fstat) FDs() []int { return fds(c) }

// Access is access(2), faccessat(2) or faccessat2(2).
type Access struct {
	Header
	Path  string
	Mode  AccessMode
	Dir   int
	Flags AtFlags
}

func (c *Access) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldMode:
		return &c.Mode
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Access) reset() {
	*c = Access{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Access) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Access) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Access) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Access) FDs() []int { return fds(c) }

// Statfs is statfs(2) or statfs64(2).
type Statfs struct {
	Header
	Path string
	Buf  Pointer
	Size uint64
}

func (c *Statfs) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Statfs) reset() {
	*c = Statfs{}
}

// String returns the call as strace(1) writes it.
func (c *Statfs) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Statfs) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Statfs) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Statfs) FDs() []int { return fds(c) }

// Fstatfs is fstatfs(2) or fstatfs64(2).
type Fstatfs struct {
	Header
	FD   int
	Buf  Pointer
	Size uint64
}

func (c *Fstatfs) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Fstatfs) reset() {
	*c = Fstatfs{}
}

// String returns the call as strace(1) writes it.
func (c *Fstatfs) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fstatfs) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fstatfs) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fstatfs) FDs() []int { return fds(c) }

// Ustat is ustat(2).
type Ustat struct {
	Header
	Dev uint64
	Buf Pointer
}

func (c *Ustat) field(id uint8) any {
	switch id {
	case fieldDev:
		return &c.Dev
	case fieldBuf:
		return &c.Buf
	}
	return nil
}

func (c *Ustat) reset() {
	*c = Ustat{}
}

// String returns the call as strace(1) writes it.
func (c *Ustat) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Ustat) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Ustat) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Ustat) FDs() []int { return fds(c) }

// GetXattr is getxattr(2) or lgetxattr(2).
type GetXattr struct {
	Header
	Path  string
	Attr  string
	Value Pointer
	Size  uint64
}

func (c *GetXattr) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldAttr:
		return &c.Attr
	case fieldValue:
		return &c.Value
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *GetXattr) reset() {
	*c = GetXattr{}
}

// String returns the call as strace(1) writes it.
func (c *GetXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetXattr) FDs() []int { return fds(c) }

// FgetXattr is fgetxattr(2).
type FgetXattr struct {
	Header
	FD    int
	Attr  string
	Value Pointer
	Size  uint64
}

func (c *FgetXattr) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAttr:
		return &c.Attr
	case fieldValue:
		return &c.Value
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *FgetXattr) reset() {
	*c = FgetXattr{}
}

// String returns the call as strace(1) writes it.
func (c *FgetXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FgetXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FgetXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FgetXattr) FDs() []int { return fds(c) }

// GetXattrAt is getxattrat(2).
type GetXattrAt struct {
	Header
	Dir   int
	Path  string
	Flags AtFlags
	Attr  string
	Args  Pointer
	Size  uint64
}

func (c *GetXattrAt) field(id uint8) any {
	switch id {
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	case fieldFlags:
		return &c.Flags
	case fieldAttr:
		return &c.Attr
	case fieldArgs:
		return &c.Args
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *GetXattrAt) reset() {
	*c = GetXattrAt{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *GetXattrAt) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetXattrAt) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetXattrAt) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetXattrAt) FDs() []int { return fds(c) }

// ListXattr is listxattr(2), llistxattr(2) or listxattrat(2).
type ListXattr struct {
	Header
	Path  string
	List  Pointer
	Size  uint64
	Dir   int
	Flags AtFlags
}

func (c *ListXattr) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldList:
		return &c.List
	case fieldSize:
		return &c.Size
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *ListXattr) reset() {
	*c = ListXattr{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *ListXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ListXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ListXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ListXattr) FDs() []int { return fds(c) }

// FlistXattr is flistxattr(2).
type FlistXattr struct {
	Header
	FD   int
	List Pointer
	Size uint64
}

func (c *FlistXattr) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldList:
		return &c.List
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *FlistXattr) reset() {
	*c = FlistXattr{}
}

// String returns the call as strace(1) writes it.
func (c *FlistXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FlistXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FlistXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FlistXattr) FDs() []int { return fds(c) }

// SetXattr is setxattr(2) or lsetxattr(2).
type SetXattr struct {
	Header
	Path  string
	Attr  string
	Value []byte
	Size  uint64
	How   XattrFlags
}

func (c *SetXattr) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldAttr:
		return &c.Attr
	case fieldValue:
		return &c.Value
	case fieldSize:
		return &c.Size
	case fieldHow:
		return &c.How
	}
	return nil
}

func (c *SetXattr) reset() {
	*c = SetXattr{}
}

// String returns the call as strace(1) writes it.
func (c *SetXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetXattr) FDs() []int { return fds(c) }

// FsetXattr is fsetxattr(2).
type FsetXattr struct {
	Header
	FD    int
	Attr  string
	Value []byte
	Size  uint64
	How   XattrFlags
}

func (c *FsetXattr) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAttr:
		return &c.Attr
	case fieldValue:
		return &c.Value
	case fieldSize:
		return &c.Size
	case fieldHow:
		return &c.How
	}
	return nil
}

func (c *FsetXattr) reset() {
	*c = FsetXattr{}
}

// String returns the call as strace(1) writes it.
func (c *FsetXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FsetXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FsetXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FsetXattr) FDs() []int { return fds(c) }

// SetXattrAt is setxattrat(2).
type SetXattrAt struct {
	Header
	Dir   int
	Path  string
	Flags AtFlags
	Attr  string
	Args  Pointer
	Size  uint64
}

func (c *SetXattrAt) field(id uint8) any {
	switch id {
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	case fieldFlags:
		return &c.Flags
	case fieldAttr:
		return &c.Attr
	case fieldArgs:
		return &c.Args
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *SetXattrAt) reset() {
	*c = SetXattrAt{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *SetXattrAt) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetXattrAt) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetXattrAt) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetXattrAt) FDs() []int { return fds(c) }

// RemoveXattr is removexattr(2), lremovexattr(2) or removexattrat(2).
type RemoveXattr struct {
	Header
	Path  string
	Attr  string
	Dir   int
	Flags AtFlags
}

func (c *RemoveXattr) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldAttr:
		return &c.Attr
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *RemoveXattr) reset() {
	*c = RemoveXattr{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *RemoveXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *RemoveXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *RemoveXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *RemoveXattr) FDs() []int { return fds(c) }

// FremoveXattr is fremovexattr(2).
type FremoveXattr struct {
	Header
	FD   int
	Attr string
}

func (c *FremoveXattr) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAttr:
		return &c.Attr
	}
	return nil
}

func (c *FremoveXattr) reset() {
	*c = FremoveXattr{}
}

// String returns the call as strace(1) writes it.
func (c *FremoveXattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FremoveXattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FremoveXattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FremoveXattr) FDs() []int { return fds(c) }

// FileAttr is file_getattr(2) or file_setattr(2).
type FileAttr struct {
	Header
	Dir   int
	Path  string
	Attr  Pointer
	Size  uint64
	Flags AtFlags
}

func (c *FileAttr) field(id uint8) any {
	switch id {
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	case fieldAttr:
		return &c.Attr
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *FileAttr) reset() {
	*c = FileAttr{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *FileAttr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FileAttr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FileAttr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FileAttr) FDs() []int { return fds(c) }

// Chdir is chdir(2).
type Chdir struct {
	Header
	Path string
}

func (c *Chdir) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	}
	return nil
}

func (c *Chdir) reset() {
	*c = Chdir{}
}

// String returns the call as strace(1) writes it.
func (c *Chdir) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Chdir) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Chdir) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Chdir) FDs() []int { return fds(c) }

// Fchdir is fchdir(2).
type Fchdir struct {
	Header
	FD int
}

func (c *Fchdir) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	}
	return nil
}

func (c *Fchdir) reset() {
	*c = Fchdir{}
}

// String returns the call as strace(1) writes it.
func (c *Fchdir) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fchdir) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fchdir) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fchdir) FDs() []int { return fds(c) }

// Chroot is chroot(2).
type Chroot struct {
	Header
	Path string
}

func (c *Chroot) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	}
	return nil
}

func (c *Chroot) reset() {
	*c = Chroot{}
}

// String returns the call as strace(1) writes it.
func (c *Chroot) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Chroot) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Chroot) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Chroot) FDs() []int { return fds(c) }

// Getcwd is getcwd(2).
type Getcwd struct {
	Header
	Buf  Pointer
	Size uint64
}

func (c *Getcwd) field(id uint8) any {
	switch id {
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Getcwd) reset() {
	*c = Getcwd{}
}

// String returns the call as strace(1) writes it.
func (c *Getcwd) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getcwd) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getcwd) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getcwd) FDs() []int { return fds(c) }

// InotifyInit is inotify_init(2) or inotify_init1(2).
type InotifyInit struct {
	Header
	Flags InotifyInitFlags
}

func (c *InotifyInit) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *InotifyInit) reset() {
	*c = InotifyInit{}
}

// String returns the call as strace(1) writes it.
func (c *InotifyInit) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *InotifyInit) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *InotifyInit) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *InotifyInit) FDs() []int { return fds(c) }

// InotifyAddWatch is inotify_add_watch(2).
type InotifyAddWatch struct {
	Header
	FD   int
	Path string
	Mask InotifyMask
}

func (c *InotifyAddWatch) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldPath:
		return &c.Path
	case fieldMask:
		return &c.Mask
	}
	return nil
}

func (c *InotifyAddWatch) reset() {
	*c = InotifyAddWatch{}
}

// String returns the call as strace(1) writes it.
func (c *InotifyAddWatch) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *InotifyAddWatch) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *InotifyAddWatch) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *InotifyAddWatch) FDs() []int { return fds(c) }

// InotifyRmWatch is inotify_rm_watch(2).
type InotifyRmWatch struct {
	Header
	FD    int
	Watch int
}

func (c *InotifyRmWatch) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldWatch:
		return &c.Watch
	}
	return nil
}

func (c *InotifyRmWatch) reset() {
	*c = InotifyRmWatch{}
}

// String returns the call as strace(1) writes it.
func (c *InotifyRmWatch) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *InotifyRmWatch) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *InotifyRmWatch) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *InotifyRmWatch) FDs() []int { return fds(c) }

// FanotifyInit is fanotify_init(2).
type FanotifyInit struct {
	Header
	Flags      FanotifyInitFlags
	EventFlags OpenFlags
}

func (c *FanotifyInit) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	case fieldEventFlags:
		return &c.EventFlags
	}
	return nil
}

func (c *FanotifyInit) reset() {
	*c = FanotifyInit{}
}

// String returns the call as strace(1) writes it.
func (c *FanotifyInit) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FanotifyInit) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FanotifyInit) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FanotifyInit) FDs() []int { return fds(c) }

// FanotifyMark is fanotify_mark(2).
type FanotifyMark struct {
	Header
	FD    int
	Flags FanotifyMarkFlags
	Mask  uint64
	Dir   int
	Path  string
}

func (c *FanotifyMark) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldFlags:
		return &c.Flags
	case fieldMask:
		return &c.Mask
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	}
	return nil
}

func (c *FanotifyMark) reset() {
	*c = FanotifyMark{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *FanotifyMark) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FanotifyMark) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FanotifyMark) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FanotifyMark) FDs() []int { return fds(c) }

// NameToHandle is name_to_handle_at(2).
type NameToHandle struct {
	Header
	Dir     int
	Path    string
	Handle  Pointer
	MountID Pointer
	Flags   AtFlags
}

func (c *NameToHandle) field(id uint8) any {
	switch id {
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	case fieldHandle:
		return &c.Handle
	case fieldMountID:
		return &c.MountID
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *NameToHandle) reset() {
	*c = NameToHandle{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *NameToHandle) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *NameToHandle) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *NameToHandle) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *NameToHandle) FDs() []int { return fds(c) }

// OpenByHandle is open_by_handle_at(2).
type OpenByHandle struct {
	Header
	MountFD int
	Handle  Pointer
	Flags   OpenFlags
}

func (c *OpenByHandle) field(id uint8) any {
	switch id {
	case fieldMountFD:
		return &c.MountFD
	case fieldHandle:
		return &c.Handle
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *OpenByHandle) reset() {
	*c = OpenByHandle{}
}

// String returns the call as strace(1) writes it.
func (c *OpenByHandle) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *OpenByHandle) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *OpenByHandle) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *OpenByHandle) FDs() []int { return fds(c) }

// Umask is umask(2).
type Umask struct {
	Header
	Mask Mode
}

func (c *Umask) field(id uint8) any {
	switch id {
	case fieldMask:
		return &c.Mask
	}
	return nil
}

func (c *Umask) reset() {
	*c = Umask{}
}

// String returns the call as strace(1) writes it.
func (c *Umask) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Umask) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Umask) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Umask) FDs() []int { return fds(c) }

// Mount is mount(2).
type Mount struct {
	Header
	Source string
	Target string
	FSType string
	Flags  MountFlags
	Data   string
}

func (c *Mount) field(id uint8) any {
	switch id {
	case fieldSource:
		return &c.Source
	case fieldTarget:
		return &c.Target
	case fieldFSType:
		return &c.FSType
	case fieldFlags:
		return &c.Flags
	case fieldData:
		return &c.Data
	}
	return nil
}

func (c *Mount) reset() {
	*c = Mount{}
}

// String returns the call as strace(1) writes it.
func (c *Mount) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mount) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mount) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mount) FDs() []int { return fds(c) }

// Umount is umount(2) or umount2(2).
type Umount struct {
	Header
	Target string
	Flags  UmountFlags
}

func (c *Umount) field(id uint8) any {
	switch id {
	case fieldTarget:
		return &c.Target
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Umount) reset() {
	*c = Umount{}
}

// String returns the call as strace(1) writes it.
func (c *Umount) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Umount) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Umount) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Umount) FDs() []int { return fds(c) }

// PivotRoot is pivot_root(2).
type PivotRoot struct {
	Header
	NewRoot string
	PutOld  string
}

func (c *PivotRoot) field(id uint8) any {
	switch id {
	case fieldNewRoot:
		return &c.NewRoot
	case fieldPutOld:
		return &c.PutOld
	}
	return nil
}

func (c *PivotRoot) reset() {
	*c = PivotRoot{}
}

// String returns the call as strace(1) writes it.
func (c *PivotRoot) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *PivotRoot) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *PivotRoot) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *PivotRoot) FDs() []int { return fds(c) }

// OpenTree is open_tree(2) or open_tree_attr(2).
type OpenTree struct {
	Header
	Dir   int
	Path  string
	Flags OpenTreeFlags
	Attr  Pointer
	Size  uint64
}

func (c *OpenTree) field(id uint8) any {
	switch id {
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	case fieldFlags:
		return &c.Flags
	case fieldAttr:
		return &c.Attr
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *OpenTree) reset() {
	*c = OpenTree{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *OpenTree) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *OpenTree) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *OpenTree) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *OpenTree) FDs() []int { return fds(c) }

// MoveMount is move_mount(2).
type MoveMount struct {
	Header
	FromDir  int
	FromPath string
	ToDir    int
	ToPath   string
	Flags    MoveMountFlags
}

func (c *MoveMount) field(id uint8) any {
	switch id {
	case fieldFromDir:
		return &c.FromDir
	case fieldFromPath:
		return &c.FromPath
	case fieldToDir:
		return &c.ToDir
	case fieldToPath:
		return &c.ToPath
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *MoveMount) reset() {
	*c = MoveMount{FromDir: AtFDCWD, ToDir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *MoveMount) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MoveMount) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MoveMount) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MoveMount) FDs() []int { return fds(c) }

// Fsopen is fsopen(2).
type Fsopen struct {
	Header
	FSType string
	Flags  FsopenFlags
}

func (c *Fsopen) field(id uint8) any {
	switch id {
	case fieldFSType:
		return &c.FSType
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Fsopen) reset() {
	*c = Fsopen{}
}

// String returns the call as strace(1) writes it.
func (c *Fsopen) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fsopen) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fsopen) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fsopen) FDs() []int { return fds(c) }

// Fsconfig is fsconfig(2).
type Fsconfig struct {
	Header
	FD    int
	Cmd   FsconfigCmd
	Key   string
	Value Pointer
	Aux   int
}

func (c *Fsconfig) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldCmd:
		return &c.Cmd
	case fieldKey:
		return &c.Key
	case fieldValue:
		return &c.Value
	case fieldAux:
		return &c.Aux
	}
	return nil
}

func (c *Fsconfig) reset() {
	*c = Fsconfig{}
}

// String returns the call as strace(1) writes it.
func (c *Fsconfig) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fsconfig) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fsconfig) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fsconfig) FDs() []int { return fds(c) }

// Fsmount is fsmount(2).
type Fsmount struct {
	Header
	FD    int
	Flags FsmountFlags
	Attrs MountAttrs
}

func (c *Fsmount) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldFlags:
		return &c.Flags
	case fieldAttrs:
		return &c.Attrs
	}
	return nil
}

func (c *Fsmount) reset() {
	*c = Fsmount{}
}

// String returns the call as strace(1) writes it.
func (c *Fsmount) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fsmount) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fsmount) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fsmount) FDs() []int { return fds(c) }

// Fspick is fspick(2).
type Fspick struct {
	Header
	Dir   int
	Path  string
	Flags FspickFlags
}

func (c *Fspick) field(id uint8) any {
	switch id {
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Fspick) reset() {
	*c = Fspick{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Fspick) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fspick) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fspick) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fspick) FDs() []int { return fds(c) }

// MountSetattr is mount_setattr(2).
type MountSetattr struct {
	Header
	Dir   int
	Path  string
	Flags OpenTreeFlags
	Attr  Pointer
	Size  uint64
}

func (c *MountSetattr) field(id uint8) any {
	switch id {
	case fieldDir:
		return &c.Dir
	case fieldPath:
		return &c.Path
	case fieldFlags:
		return &c.Flags
	case fieldAttr:
		return &c.Attr
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *MountSetattr) reset() {
	*c = MountSetattr{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *MountSetattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MountSetattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MountSetattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MountSetattr) FDs() []int { return fds(c) }

// Statmount is statmount(2).
type Statmount struct {
	Header
	Request Pointer
	Buf     Pointer
	Size    uint64
	Flags   uint32
}

func (c *Statmount) field(id uint8) any {
	switch id {
	case fieldRequest:
		return &c.Request
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Statmount) reset() {
	*c = Statmount{}
}

// String returns the call as strace(1) writes it.
func (c *Statmount) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Statmount) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Statmount) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Statmount) FDs() []int { return fds(c) }

// Listmount is listmount(2).
type Listmount struct {
	Header
	Request Pointer
	IDs     Pointer
	Count   uint64
	Flags   uint32
}

func (c *Listmount) field(id uint8) any {
	switch id {
	case fieldRequest:
		return &c.Request
	case fieldIDs:
		return &c.IDs
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Listmount) reset() {
	*c = Listmount{}
}

// String returns the call as strace(1) writes it.
func (c *Listmount) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Listmount) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Listmount) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Listmount) FDs() []int { return fds(c) }

// Swapon is swapon(2).
type Swapon struct {
	Header
	Path  string
	Flags SwapFlags
}

func (c *Swapon) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Swapon) reset() {
	*c = Swapon{}
}

// String returns the call as strace(1) writes it.
func (c *Swapon) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Swapon) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Swapon) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Swapon) FDs() []int { return fds(c) }

// Swapoff is swapoff(2).
type Swapoff struct {
	Header
	Path string
}

func (c *Swapoff) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	}
	return nil
}

func (c *Swapoff) reset() {
	*c = Swapoff{}
}

// String returns the call as strace(1) writes it.
func (c *Swapoff) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Swapoff) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Swapoff) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Swapoff) FDs() []int { return fds(c) }

// Quotactl is quotactl(2).
type Quotactl struct {
	Header
	Cmd     uint32
	Special string
	ID      uint32
	Data    Pointer
}

func (c *Quotactl) field(id uint8) any {
	switch id {
	case fieldCmd:
		return &c.Cmd
	case fieldSpecial:
		return &c.Special
	case fieldID:
		return &c.ID
	case fieldData:
		return &c.Data
	}
	return nil
}

func (c *Quotactl) reset() {
	*c = Quotactl{}
}

// String returns the call as strace(1) writes it.
func (c *Quotactl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Quotactl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Quotactl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Quotactl) FDs() []int { return fds(c) }

// QuotactlFD is quotactl_fd(2).
type QuotactlFD struct {
	Header
	FD   int
	Cmd  uint32
	ID   uint32
	Data Pointer
}

func (c *QuotactlFD) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldCmd:
		return &c.Cmd
	case fieldID:
		return &c.ID
	case fieldData:
		return &c.Data
	}
	return nil
}

func (c *QuotactlFD) reset() {
	*c = QuotactlFD{}
}

// String returns the call as strace(1) writes it.
func (c *QuotactlFD) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *QuotactlFD) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *QuotactlFD) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *QuotactlFD) FDs() []int { return fds(c) }

// Acct is acct(2).
type Acct struct {
	Header
	Path string
}

func (c *Acct) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	}
	return nil
}

func (c *Acct) reset() {
	*c = Acct{}
}

// String returns the call as strace(1) writes it.
func (c *Acct) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Acct) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Acct) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Acct) FDs() []int { return fds(c) }

// Uselib is uselib(2).
type Uselib struct {
	Header
	Library string
}

func (c *Uselib) field(id uint8) any {
	switch id {
	case fieldLibrary:
		return &c.Library
	}
	return nil
}

func (c *Uselib) reset() {
	*c = Uselib{}
}

// String returns the call as strace(1) writes it.
func (c *Uselib) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Uselib) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Uselib) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Uselib) FDs() []int { return fds(c) }

// Sysfs is sysfs(2).
type Sysfs struct {
	Header
	Option int
	Arg1   uint64
	Arg2   uint64
}

func (c *Sysfs) field(id uint8) any {
	switch id {
	case fieldOption:
		return &c.Option
	case fieldArg1:
		return &c.Arg1
	case fieldArg2:
		return &c.Arg2
	}
	return nil
}

func (c *Sysfs) reset() {
	*c = Sysfs{}
}

// String returns the call as strace(1) writes it.
func (c *Sysfs) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sysfs) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sysfs) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sysfs) FDs() []int { return fds(c) }

// LookupDcookie is lookup_dcookie(2).
type LookupDcookie struct {
	Header
	Cookie uint64
	Buf    Pointer
	Size   uint64
}

func (c *LookupDcookie) field(id uint8) any {
	switch id {
	case fieldCookie:
		return &c.Cookie
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *LookupDcookie) reset() {
	*c = LookupDcookie{}
}

// String returns the call as strace(1) writes it.
func (c *LookupDcookie) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *LookupDcookie) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *LookupDcookie) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *LookupDcookie) FDs() []int { return fds(c) }

// Read is read(2) or pread(2).
type Read struct {
	Header
	FD     int
	Buf    Pointer
	Count  uint64
	Offset int64
}

func (c *Read) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldBuf:
		return &c.Buf
	case fieldCount:
		return &c.Count
	case fieldOffset:
		return &c.Offset
	}
	return nil
}

func (c *Read) reset() {
	*c = Read{}
}

// String returns the call as strace(1) writes it.
func (c *Read) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Read) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Read) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Read) FDs() []int { return fds(c) }

// Write is write(2) or pwrite(2).
type Write struct {
	Header
	FD     int
	Data   []byte
	Buf    Pointer
	Count  uint64
	Offset int64
}

func (c *Write) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldData:
		return &c.Data
	case fieldBuf:
		return &c.Buf
	case fieldCount:
		return &c.Count
	case fieldOffset:
		return &c.Offset
	}
	return nil
}

func (c *Write) reset() {
	*c = Write{}
}

// String returns the call as strace(1) writes it.
func (c *Write) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Write) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Write) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Write) FDs() []int { return fds(c) }

// Readv is readv(2), preadv(2) or preadv2(2).
type Readv struct {
	Header
	FD     int
	Vec    []Iovec
	Count  uint64
	Offset int64
	Flags  RWFlags
}

func (c *Readv) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldVec:
		return &c.Vec
	case fieldCount:
		return &c.Count
	case fieldOffset:
		return &c.Offset
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Readv) reset() {
	*c = Readv{}
}

// String returns the call as strace(1) writes it.
func (c *Readv) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Readv) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Readv) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Readv) FDs() []int { return fds(c) }

// Writev is writev(2), pwritev(2) or pwritev2(2).
type Writev struct {
	Header
	FD     int
	Vec    []Iovec
	Count  uint64
	Offset int64
	Flags  RWFlags
}

func (c *Writev) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldVec:
		return &c.Vec
	case fieldCount:
		return &c.Count
	case fieldOffset:
		return &c.Offset
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Writev) reset() {
	*c = Writev{}
}

// String returns the call as strace(1) writes it.
func (c *Writev) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Writev) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Writev) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Writev) FDs() []int { return fds(c) }

// Lseek is lseek(2) or _llseek(2).
type Lseek struct {
	Header
	FD     int
	Offset int64
	Whence Whence
	Result Pointer
}

func (c *Lseek) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldOffset:
		return &c.Offset
	case fieldWhence:
		return &c.Whence
	case fieldResult:
		return &c.Result
	}
	return nil
}

func (c *Lseek) reset() {
	*c = Lseek{}
}

// String returns the call as strace(1) writes it.
func (c *Lseek) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Lseek) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Lseek) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Lseek) FDs() []int { return fds(c) }

// Sendfile is sendfile(2) or sendfile64(2).
type Sendfile struct {
	Header
	OutFD  int
	InFD   int
	Offset Pointer
	Count  uint64
}

func (c *Sendfile) field(id uint8) any {
	switch id {
	case fieldOutFD:
		return &c.OutFD
	case fieldInFD:
		return &c.InFD
	case fieldOffset:
		return &c.Offset
	case fieldCount:
		return &c.Count
	}
	return nil
}

func (c *Sendfile) reset() {
	*c = Sendfile{}
}

// String returns the call as strace(1) writes it.
func (c *Sendfile) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sendfile) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sendfile) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sendfile) FDs() []int { return fds(c) }

// Splice is splice(2).
type Splice struct {
	Header
	InFD      int
	InOffset  Pointer
	OutFD     int
	OutOffset Pointer
	Count     uint64
	Flags     SpliceFlags
}

func (c *Splice) field(id uint8) any {
	switch id {
	case fieldInFD:
		return &c.InFD
	case fieldInOffset:
		return &c.InOffset
	case fieldOutFD:
		return &c.OutFD
	case fieldOutOffset:
		return &c.OutOffset
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Splice) reset() {
	*c = Splice{}
}

// String returns the call as strace(1) writes it.
func (c *Splice) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Splice) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Splice) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Splice) FDs() []int { return fds(c) }

// Tee is tee(2).
type Tee struct {
	Header
	InFD  int
	OutFD int
	Count uint64
	Flags SpliceFlags
}

func (c *Tee) field(id uint8) any {
	switch id {
	case fieldInFD:
		return &c.InFD
	case fieldOutFD:
		return &c.OutFD
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Tee) reset() {
	*c = Tee{}
}

// String returns the call as strace(1) writes it.
func (c *Tee) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Tee) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Tee) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Tee) FDs() []int { return fds(c) }

// Vmsplice is vmsplice(2).
type Vmsplice struct {
	Header
	FD    int
	Vec   []Iovec
	Count uint64
	Flags SpliceFlags
}

func (c *Vmsplice) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldVec:
		return &c.Vec
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Vmsplice) reset() {
	*c = Vmsplice{}
}

// String returns the call as strace(1) writes it.
func (c *Vmsplice) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Vmsplice) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Vmsplice) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Vmsplice) FDs() []int { return fds(c) }

// CopyFileRange is copy_file_range(2).
type CopyFileRange struct {
	Header
	InFD      int
	InOffset  Pointer
	OutFD     int
	OutOffset Pointer
	Count     uint64
	Flags     uint32
}

func (c *CopyFileRange) field(id uint8) any {
	switch id {
	case fieldInFD:
		return &c.InFD
	case fieldInOffset:
		return &c.InOffset
	case fieldOutFD:
		return &c.OutFD
	case fieldOutOffset:
		return &c.OutOffset
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *CopyFileRange) reset() {
	*c = CopyFileRange{}
}

// String returns the call as strace(1) writes it.
func (c *CopyFileRange) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *CopyFileRange) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *CopyFileRange) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *CopyFileRange) FDs() []int { return fds(c) }

// Close is close(2).
type Close struct {
	Header
	FD int
}

func (c *Close) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	}
	return nil
}

func (c *Close) reset() {
	*c = Close{}
}

// String returns the call as strace(1) writes it.
func (c *Close) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Close) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Close) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Close) FDs() []int { return fds(c) }

// CloseRange is close_range(2).
type CloseRange struct {
	Header
	First uint32
	Last  uint32
	Flags CloseRangeFlags
}

func (c *CloseRange) field(id uint8) any {
	switch id {
	case fieldFirst:
		return &c.First
	case fieldLast:
		return &c.Last
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *CloseRange) reset() {
	*c = CloseRange{}
}

// String returns the call as strace(1) writes it.
func (c *CloseRange) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *CloseRange) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *CloseRange) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *CloseRange) FDs() []int { return fds(c) }

// Dup is dup(2), dup2(2) or dup3(2).
type Dup struct {
	Header
	FD    int
	NewFD int
	Flags DupFlags
}

func (c *Dup) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldNewFD:
		return &c.NewFD
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Dup) reset() {
	*c = Dup{}
}

// String returns the call as strace(1) writes it.
func (c *Dup) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Dup) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Dup) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Dup) FDs() []int { return fds(c) }

// Fcntl is fcntl(2) or fcntl64(2).
type Fcntl struct {
	Header
	FD   int
	Cmd  FcntlCmd
	Arg  uint64
	Lock *FileLock
}

func (c *Fcntl) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldCmd:
		return &c.Cmd
	case fieldArg:
		return &c.Arg
	case fieldLock:
		return &c.Lock
	}
	return nil
}

func (c *Fcntl) reset() {
	*c = Fcntl{}
}

// String returns the call as strace(1) writes it.
func (c *Fcntl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fcntl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fcntl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fcntl) FDs() []int { return fds(c) }

// Ioctl is ioctl(2).
type Ioctl struct {
	Header
	FD      int
	Request uint32
	Arg     uint64
}

func (c *Ioctl) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldRequest:
		return &c.Request
	case fieldArg:
		return &c.Arg
	}
	return nil
}

func (c *Ioctl) reset() {
	*c = Ioctl{}
}

// String returns the call as strace(1) writes it.
func (c *Ioctl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Ioctl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Ioctl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Ioctl) FDs() []int { return fds(c) }

// Flock is flock(2).
type Flock struct {
	Header
	FD int
	Op FlockOp
}

func (c *Flock) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldOp:
		return &c.Op
	}
	return nil
}

func (c *Flock) reset() {
	*c = Flock{}
}

// String returns the call as strace(1) writes it.
func (c *Flock) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Flock) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Flock) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Flock) FDs() []int { return fds(c) }

// Fsync is fsync(2), fdatasync(2) or syncfs(2).
type Fsync struct {
	Header
	FD int
}

func (c *Fsync) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	}
	return nil
}

func (c *Fsync) reset() {
	*c = Fsync{}
}

// String returns the call as strace(1) writes it.
func (c *Fsync) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fsync) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fsync) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fsync) FDs() []int { return fds(c) }

// Sync is sync(2).
type Sync struct {
	Header
}

func (c *Sync) field(id uint8) any {
	return nil
}

func (c *Sync) reset() {
	*c = Sync{}
}

// String returns the call as strace(1) writes it.
func (c *Sync) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sync) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sync) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sync) FDs() []int { return fds(c) }

// SyncFileRange is sync_file_range(2) or sync_file_range2(2).
type SyncFileRange struct {
	Header
	FD     int
	Offset int64
	Count  int64
	Flags  SyncRangeFlags
}

func (c *SyncFileRange) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldOffset:
		return &c.Offset
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *SyncFileRange) reset() {
	*c = SyncFileRange{}
}

// String returns the call as strace(1) writes it.
func (c *SyncFileRange) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SyncFileRange) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SyncFileRange) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SyncFileRange) FDs() []int { return fds(c) }

// Fallocate is fallocate(2).
type Fallocate struct {
	Header
	FD     int
	Mode   FallocateMode
	Offset int64
	Length int64
}

func (c *Fallocate) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldMode:
		return &c.Mode
	case fieldOffset:
		return &c.Offset
	case fieldLength:
		return &c.Length
	}
	return nil
}

func (c *Fallocate) reset() {
	*c = Fallocate{}
}

// String returns the call as strace(1) writes it.
func (c *Fallocate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fallocate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fallocate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fallocate) FDs() []int { return fds(c) }

// Fadvise is fadvise64(2), fadvise64_64(2) or arm_fadvise64_64(2).
type Fadvise struct {
	Header
	FD     int
	Offset int64
	Length int64
	Advice FadviseAdvice
}

func (c *Fadvise) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldOffset:
		return &c.Offset
	case fieldLength:
		return &c.Length
	case fieldAdvice:
		return &c.Advice
	}
	return nil
}

func (c *Fadvise) reset() {
	*c = Fadvise{}
}

// String returns the call as strace(1) writes it.
func (c *Fadvise) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fadvise) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fadvise) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fadvise) FDs() []int { return fds(c) }

// Readahead is readahead(2).
type Readahead struct {
	Header
	FD     int
	Offset int64
	Count  uint64
}

func (c *Readahead) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldOffset:
		return &c.Offset
	case fieldCount:
		return &c.Count
	}
	return nil
}

func (c *Readahead) reset() {
	*c = Readahead{}
}

// String returns the call as strace(1) writes it.
func (c *Readahead) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Readahead) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Readahead) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Readahead) FDs() []int { return fds(c) }

// Cachestat is cachestat(2).
type Cachestat struct {
	Header
	FD    int
	Range Pointer
	Stat  Pointer
	Flags uint32
}

func (c *Cachestat) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldRange:
		return &c.Range
	case fieldStat:
		return &c.Stat
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Cachestat) reset() {
	*c = Cachestat{}
}

// String returns the call as strace(1) writes it.
func (c *Cachestat) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Cachestat) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Cachestat) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Cachestat) FDs() []int { return fds(c) }

// Getdents is getdents(2), getdents64(2) or readdir(2).
type Getdents struct {
	Header
	FD   int
	Buf  Pointer
	Size uint32
}

func (c *Getdents) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Getdents) reset() {
	*c = Getdents{}
}

// String returns the call as strace(1) writes it.
func (c *Getdents) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getdents) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getdents) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getdents) FDs() []int { return fds(c) }

// Pipe is pipe(2) or pipe2(2).
type Pipe struct {
	Header
	Result Pointer
	Flags  PipeFlags
}

func (c *Pipe) field(id uint8) any {
	switch id {
	case fieldResult:
		return &c.Result
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Pipe) reset() {
	*c = Pipe{}
}

// String returns the call as strace(1) writes it.
func (c *Pipe) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Pipe) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Pipe) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Pipe) FDs() []int { return fds(c) }

// Eventfd is eventfd(2) or eventfd2(2).
type Eventfd struct {
	Header
	Value uint32
	Flags EventfdFlags
}

func (c *Eventfd) field(id uint8) any {
	switch id {
	case fieldValue:
		return &c.Value
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Eventfd) reset() {
	*c = Eventfd{}
}

// String returns the call as strace(1) writes it.
func (c *Eventfd) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Eventfd) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Eventfd) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Eventfd) FDs() []int { return fds(c) }

// Signalfd is signalfd(2) or signalfd4(2).
type Signalfd struct {
	Header
	FD    int
	Mask  *SigSet
	Size  uint64
	Flags SignalfdFlags
}

func (c *Signalfd) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldMask:
		return &c.Mask
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Signalfd) reset() {
	*c = Signalfd{}
}

// String returns the call as strace(1) writes it.
func (c *Signalfd) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Signalfd) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Signalfd) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Signalfd) FDs() []int { return fds(c) }

// TimerfdCreate is timerfd_create(2).
type TimerfdCreate struct {
	Header
	Clock Clock
	Flags TimerfdFlags
}

func (c *TimerfdCreate) field(id uint8) any {
	switch id {
	case fieldClock:
		return &c.Clock
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *TimerfdCreate) reset() {
	*c = TimerfdCreate{}
}

// String returns the call as strace(1) writes it.
func (c *TimerfdCreate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerfdCreate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerfdCreate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerfdCreate) FDs() []int { return fds(c) }

// TimerfdSettime is timerfd_settime(2) or timerfd_settime64(2).
type TimerfdSettime struct {
	Header
	FD    int
	Flags TimerfdSetFlags
	New   *ITimer
	Old   Pointer
}

func (c *TimerfdSettime) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldFlags:
		return &c.Flags
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *TimerfdSettime) reset() {
	*c = TimerfdSettime{}
}

// String returns the call as strace(1) writes it.
func (c *TimerfdSettime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerfdSettime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerfdSettime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerfdSettime) FDs() []int { return fds(c) }

// TimerfdGettime is timerfd_gettime(2) or timerfd_gettime64(2).
type TimerfdGettime struct {
	Header
	FD      int
	Current Pointer
}

func (c *TimerfdGettime) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldCurrent:
		return &c.Current
	}
	return nil
}

func (c *TimerfdGettime) reset() {
	*c = TimerfdGettime{}
}

// String returns the call as strace(1) writes it.
func (c *TimerfdGettime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerfdGettime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerfdGettime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerfdGettime) FDs() []int { return fds(c) }

// MemfdCreate is memfd_create(2).
type MemfdCreate struct {
	Header
	Label string
	Flags MemfdFlags
}

func (c *MemfdCreate) field(id uint8) any {
	switch id {
	case fieldLabel:
		return &c.Label
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *MemfdCreate) reset() {
	*c = MemfdCreate{}
}

// String returns the call as strace(1) writes it.
func (c *MemfdCreate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MemfdCreate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MemfdCreate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MemfdCreate) FDs() []int { return fds(c) }

// MemfdSecret is memfd_secret(2).
type MemfdSecret struct {
	Header
	Flags uint32
}

func (c *MemfdSecret) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *MemfdSecret) reset() {
	*c = MemfdSecret{}
}

// String returns the call as strace(1) writes it.
func (c *MemfdSecret) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MemfdSecret) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MemfdSecret) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MemfdSecret) FDs() []int { return fds(c) }

// EpollCreate is epoll_create(2) or epoll_create1(2).
type EpollCreate struct {
	Header
	Size  int
	Flags EpollFlags
}

func (c *EpollCreate) field(id uint8) any {
	switch id {
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *EpollCreate) reset() {
	*c = EpollCreate{}
}

// String returns the call as strace(1) writes it.
func (c *EpollCreate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *EpollCreate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *EpollCreate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *EpollCreate) FDs() []int { return fds(c) }

// EpollCtl is epoll_ctl(2) or epoll_ctl_old(2).
type EpollCtl struct {
	Header
	EpollFD int
	Op      EpollOp
	FD      int
	Event   *EpollEvent
}

func (c *EpollCtl) field(id uint8) any {
	switch id {
	case fieldEpollFD:
		return &c.EpollFD
	case fieldOp:
		return &c.Op
	case fieldFD:
		return &c.FD
	case fieldEvent:
		return &c.Event
	}
	return nil
}

func (c *EpollCtl) reset() {
	*c = EpollCtl{}
}

// String returns the call as strace(1) writes it.
func (c *EpollCtl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *EpollCtl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *EpollCtl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *EpollCtl) FDs() []int { return fds(c) }

// EpollWait is epoll_wait(2), epoll_wait_old(2), epoll_pwait(2) or epoll_pwait2(2).
type EpollWait struct {
	Header
	EpollFD int
	Events  Pointer
	Max     int
	Millis  int
	Mask    *SigSet
	Size    uint64
	Timeout *Timespec
}

func (c *EpollWait) field(id uint8) any {
	switch id {
	case fieldEpollFD:
		return &c.EpollFD
	case fieldEvents:
		return &c.Events
	case fieldMax:
		return &c.Max
	case fieldMillis:
		return &c.Millis
	case fieldMask:
		return &c.Mask
	case fieldSize:
		return &c.Size
	case fieldTimeout:
		return &c.Timeout
	}
	return nil
}

func (c *EpollWait) reset() {
	*c = EpollWait{}
}

// String returns the call as strace(1) writes it.
func (c *EpollWait) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *EpollWait) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *EpollWait) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *EpollWait) FDs() []int { return fds(c) }

// Poll is poll(2), ppoll(2) or ppoll_time64(2).
type Poll struct {
	Header
	Set     []PollFD
	Count   uint32
	Millis  int
	Timeout *Timespec
	Mask    *SigSet
	Size    uint64
}

func (c *Poll) field(id uint8) any {
	switch id {
	case fieldSet:
		return &c.Set
	case fieldCount:
		return &c.Count
	case fieldMillis:
		return &c.Millis
	case fieldTimeout:
		return &c.Timeout
	case fieldMask:
		return &c.Mask
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Poll) reset() {
	*c = Poll{}
}

// String returns the call as strace(1) writes it.
func (c *Poll) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Poll) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Poll) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Poll) FDs() []int { return fds(c) }

// Select is select(2), _newselect(2), pselect6(2) or pselect6_time64(2).
type Select struct {
	Header
	Count   int
	Read    []int
	Write   []int
	Except  []int
	Timeout *Timespec
	Mask    *SigSet
}

func (c *Select) field(id uint8) any {
	switch id {
	case fieldCount:
		return &c.Count
	case fieldRead:
		return &c.Read
	case fieldWrite:
		return &c.Write
	case fieldExcept:
		return &c.Except
	case fieldTimeout:
		return &c.Timeout
	case fieldMask:
		return &c.Mask
	}
	return nil
}

func (c *Select) reset() {
	*c = Select{}
}

// String returns the call as strace(1) writes it.
func (c *Select) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Select) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Select) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Select) FDs() []int { return fds(c) }

// IOUringSetup is io_uring_setup(2).
type IOUringSetup struct {
	Header
	Entries uint32
	Params  Pointer
}

func (c *IOUringSetup) field(id uint8) any {
	switch id {
	case fieldEntries:
		return &c.Entries
	case fieldParams:
		return &c.Params
	}
	return nil
}

func (c *IOUringSetup) reset() {
	*c = IOUringSetup{}
}

// String returns the call as strace(1) writes it.
func (c *IOUringSetup) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IOUringSetup) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IOUringSetup) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IOUringSetup) FDs() []int { return fds(c) }

// IOUringEnter is io_uring_enter(2).
type IOUringEnter struct {
	Header
	FD       int
	Submit   uint32
	Complete uint32
	Flags    IOUringFlags
	Arg      Pointer
	Size     uint64
}

func (c *IOUringEnter) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldSubmit:
		return &c.Submit
	case fieldComplete:
		return &c.Complete
	case fieldFlags:
		return &c.Flags
	case fieldArg:
		return &c.Arg
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *IOUringEnter) reset() {
	*c = IOUringEnter{}
}

// String returns the call as strace(1) writes it.
func (c *IOUringEnter) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IOUringEnter) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IOUringEnter) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IOUringEnter) FDs() []int { return fds(c) }

// IOUringRegister is io_uring_register(2).
type IOUringRegister struct {
	Header
	FD    int
	Op    IOUringOp
	Arg   Pointer
	Count uint32
}

func (c *IOUringRegister) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldOp:
		return &c.Op
	case fieldArg:
		return &c.Arg
	case fieldCount:
		return &c.Count
	}
	return nil
}

func (c *IOUringRegister) reset() {
	*c = IOUringRegister{}
}

// String returns the call as strace(1) writes it.
func (c *IOUringRegister) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IOUringRegister) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IOUringRegister) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IOUringRegister) FDs() []int { return fds(c) }

// IOSetup is io_setup(2).
type IOSetup struct {
	Header
	Count   uint32
	Context Pointer
}

func (c *IOSetup) field(id uint8) any {
	switch id {
	case fieldCount:
		return &c.Count
	case fieldContext:
		return &c.Context
	}
	return nil
}

func (c *IOSetup) reset() {
	*c = IOSetup{}
}

// String returns the call as strace(1) writes it.
func (c *IOSetup) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IOSetup) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IOSetup) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IOSetup) FDs() []int { return fds(c) }

// IODestroy is io_destroy(2).
type IODestroy struct {
	Header
	Context uint64
}

func (c *IODestroy) field(id uint8) any {
	switch id {
	case fieldContext:
		return &c.Context
	}
	return nil
}

func (c *IODestroy) reset() {
	*c = IODestroy{}
}

// String returns the call as strace(1) writes it.
func (c *IODestroy) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IODestroy) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IODestroy) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IODestroy) FDs() []int { return fds(c) }

// IOSubmit is io_submit(2).
type IOSubmit struct {
	Header
	Context uint64
	Count   int64
	Blocks  Pointer
}

func (c *IOSubmit) field(id uint8) any {
	switch id {
	case fieldContext:
		return &c.Context
	case fieldCount:
		return &c.Count
	case fieldBlocks:
		return &c.Blocks
	}
	return nil
}

func (c *IOSubmit) reset() {
	*c = IOSubmit{}
}

// String returns the call as strace(1) writes it.
func (c *IOSubmit) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IOSubmit) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IOSubmit) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IOSubmit) FDs() []int { return fds(c) }

// IOCancel is io_cancel(2).
type IOCancel struct {
	Header
	Context uint64
	Block   Pointer
	Result  Pointer
}

func (c *IOCancel) field(id uint8) any {
	switch id {
	case fieldContext:
		return &c.Context
	case fieldBlock:
		return &c.Block
	case fieldResult:
		return &c.Result
	}
	return nil
}

func (c *IOCancel) reset() {
	*c = IOCancel{}
}

// String returns the call as strace(1) writes it.
func (c *IOCancel) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IOCancel) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IOCancel) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IOCancel) FDs() []int { return fds(c) }

// IOGetevents is io_getevents(2), io_pgetevents(2) or io_pgetevents_time64(2).
type IOGetevents struct {
	Header
	Context uint64
	Min     int64
	Count   int64
	Events  Pointer
	Timeout *Timespec
	Mask    *SigSet
}

func (c *IOGetevents) field(id uint8) any {
	switch id {
	case fieldContext:
		return &c.Context
	case fieldMin:
		return &c.Min
	case fieldCount:
		return &c.Count
	case fieldEvents:
		return &c.Events
	case fieldTimeout:
		return &c.Timeout
	case fieldMask:
		return &c.Mask
	}
	return nil
}

func (c *IOGetevents) reset() {
	*c = IOGetevents{}
}

// String returns the call as strace(1) writes it.
func (c *IOGetevents) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IOGetevents) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IOGetevents) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IOGetevents) FDs() []int { return fds(c) }

// Socket is socket(2).
type Socket struct {
	Header
	Domain   Family
	Type     SocketType
	Protocol SocketProtocol
}

func (c *Socket) field(id uint8) any {
	switch id {
	case fieldDomain:
		return &c.Domain
	case fieldType:
		return &c.Type
	case fieldProtocol:
		return &c.Protocol
	}
	return nil
}

func (c *Socket) reset() {
	*c = Socket{}
}

// String returns the call as strace(1) writes it.
func (c *Socket) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Socket) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Socket) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Socket) FDs() []int { return fds(c) }

// SocketPair is socketpair(2).
type SocketPair struct {
	Header
	Domain   Family
	Type     SocketType
	Protocol SocketProtocol
	Result   Pointer
}

func (c *SocketPair) field(id uint8) any {
	switch id {
	case fieldDomain:
		return &c.Domain
	case fieldType:
		return &c.Type
	case fieldProtocol:
		return &c.Protocol
	case fieldResult:
		return &c.Result
	}
	return nil
}

func (c *SocketPair) reset() {
	*c = SocketPair{}
}

// String returns the call as strace(1) writes it.
func (c *SocketPair) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SocketPair) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SocketPair) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SocketPair) FDs() []int { return fds(c) }

// Connect is connect(2).
type Connect struct {
	Header
	FD   int
	Addr *Sockaddr
	Len  int
}

func (c *Connect) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAddr:
		return &c.Addr
	case fieldLen:
		return &c.Len
	}
	return nil
}

func (c *Connect) reset() {
	*c = Connect{}
}

// String returns the call as strace(1) writes it.
func (c *Connect) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Connect) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Connect) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Connect) FDs() []int { return fds(c) }

// Bind is bind(2).
type Bind struct {
	Header
	FD   int
	Addr *Sockaddr
	Len  int
}

func (c *Bind) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAddr:
		return &c.Addr
	case fieldLen:
		return &c.Len
	}
	return nil
}

func (c *Bind) reset() {
	*c = Bind{}
}

// String returns the call as strace(1) writes it.
func (c *Bind) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Bind) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Bind) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Bind) FDs() []int { return fds(c) }

// Listen is listen(2).
type Listen struct {
	Header
	FD      int
	Backlog int
}

func (c *Listen) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldBacklog:
		return &c.Backlog
	}
	return nil
}

func (c *Listen) reset() {
	*c = Listen{}
}

// String returns the call as strace(1) writes it.
func (c *Listen) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Listen) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Listen) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Listen) FDs() []int { return fds(c) }

// Accept is accept(2) or accept4(2).
type Accept struct {
	Header
	FD    int
	Addr  Pointer
	Len   Pointer
	Flags SocketFlags
}

func (c *Accept) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAddr:
		return &c.Addr
	case fieldLen:
		return &c.Len
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Accept) reset() {
	*c = Accept{}
}

// String returns the call as strace(1) writes it.
func (c *Accept) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Accept) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Accept) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Accept) FDs() []int { return fds(c) }

// GetSockName is getsockname(2).
type GetSockName struct {
	Header
	FD   int
	Addr Pointer
	Len  Pointer
}

func (c *GetSockName) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAddr:
		return &c.Addr
	case fieldLen:
		return &c.Len
	}
	return nil
}

func (c *GetSockName) reset() {
	*c = GetSockName{}
}

// String returns the call as strace(1) writes it.
func (c *GetSockName) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetSockName) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetSockName) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetSockName) FDs() []int { return fds(c) }

// GetPeerName is getpeername(2).
type GetPeerName struct {
	Header
	FD   int
	Addr Pointer
	Len  Pointer
}

func (c *GetPeerName) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldAddr:
		return &c.Addr
	case fieldLen:
		return &c.Len
	}
	return nil
}

func (c *GetPeerName) reset() {
	*c = GetPeerName{}
}

// String returns the call as strace(1) writes it.
func (c *GetPeerName) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetPeerName) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetPeerName) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetPeerName) FDs() []int { return fds(c) }

// Send is send(2) or sendto(2).
type Send struct {
	Header
	FD    int
	Data  []byte
	Buf   Pointer
	Count uint64
	Flags MsgFlags
	Addr  *Sockaddr
	Len   int
}

func (c *Send) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldData:
		return &c.Data
	case fieldBuf:
		return &c.Buf
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	case fieldAddr:
		return &c.Addr
	case fieldLen:
		return &c.Len
	}
	return nil
}

func (c *Send) reset() {
	*c = Send{}
}

// String returns the call as strace(1) writes it.
func (c *Send) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Send) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Send) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Send) FDs() []int { return fds(c) }

// Recv is recv(2) or recvfrom(2).
type Recv struct {
	Header
	FD    int
	Buf   Pointer
	Count uint64
	Flags MsgFlags
	Addr  Pointer
	Len   Pointer
}

func (c *Recv) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldBuf:
		return &c.Buf
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	case fieldAddr:
		return &c.Addr
	case fieldLen:
		return &c.Len
	}
	return nil
}

func (c *Recv) reset() {
	*c = Recv{}
}

// String returns the call as strace(1) writes it.
func (c *Recv) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Recv) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Recv) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Recv) FDs() []int { return fds(c) }

// SendMsg is sendmsg(2).
type SendMsg struct {
	Header
	FD    int
	Msg   *Msghdr
	Flags MsgFlags
}

func (c *SendMsg) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldMsg:
		return &c.Msg
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *SendMsg) reset() {
	*c = SendMsg{}
}

// String returns the call as strace(1) writes it.
func (c *SendMsg) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SendMsg) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SendMsg) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SendMsg) FDs() []int { return fds(c) }

// SendMmsg is sendmmsg(2).
type SendMmsg struct {
	Header
	FD    int
	Msgs  []Msghdr
	Count uint32
	Flags MsgFlags
}

func (c *SendMmsg) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldMsgs:
		return &c.Msgs
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *SendMmsg) reset() {
	*c = SendMmsg{}
}

// String returns the call as strace(1) writes it.
func (c *SendMmsg) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SendMmsg) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SendMmsg) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SendMmsg) FDs() []int { return fds(c) }

// RecvMsg is recvmsg(2).
type RecvMsg struct {
	Header
	FD    int
	Msg   Pointer
	Flags MsgFlags
}

func (c *RecvMsg) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldMsg:
		return &c.Msg
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *RecvMsg) reset() {
	*c = RecvMsg{}
}

// String returns the call as strace(1) writes it.
func (c *RecvMsg) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *RecvMsg) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *RecvMsg) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *RecvMsg) FDs() []int { return fds(c) }

// RecvMmsg is recvmmsg(2) or recvmmsg_time64(2).
type RecvMmsg struct {
	Header
	FD      int
	Msgs    Pointer
	Count   uint32
	Flags   MsgFlags
	Timeout *Timespec
}

func (c *RecvMmsg) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldMsgs:
		return &c.Msgs
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	case fieldTimeout:
		return &c.Timeout
	}
	return nil
}

func (c *RecvMmsg) reset() {
	*c = RecvMmsg{}
}

// String returns the call as strace(1) writes it.
func (c *RecvMmsg) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *RecvMmsg) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *RecvMmsg) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *RecvMmsg) FDs() []int { return fds(c) }

// Shutdown is shutdown(2).
type Shutdown struct {
	Header
	FD  int
	How ShutdownHow
}

func (c *Shutdown) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldHow:
		return &c.How
	}
	return nil
}

func (c *Shutdown) reset() {
	*c = Shutdown{}
}

// String returns the call as strace(1) writes it.
func (c *Shutdown) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Shutdown) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Shutdown) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Shutdown) FDs() []int { return fds(c) }

// SetSockOpt is setsockopt(2).
type SetSockOpt struct {
	Header
	FD     int
	Level  SocketLevel
	Option SocketOption
	Value  []byte
	Size   int
}

func (c *SetSockOpt) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldLevel:
		return &c.Level
	case fieldOption:
		return &c.Option
	case fieldValue:
		return &c.Value
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *SetSockOpt) reset() {
	*c = SetSockOpt{}
}

// String returns the call as strace(1) writes it.
func (c *SetSockOpt) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetSockOpt) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetSockOpt) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetSockOpt) FDs() []int { return fds(c) }

// GetSockOpt is getsockopt(2).
type GetSockOpt struct {
	Header
	FD     int
	Level  SocketLevel
	Option SocketOption
	Value  Pointer
	Size   Pointer
}

func (c *GetSockOpt) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldLevel:
		return &c.Level
	case fieldOption:
		return &c.Option
	case fieldValue:
		return &c.Value
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *GetSockOpt) reset() {
	*c = GetSockOpt{}
}

// String returns the call as strace(1) writes it.
func (c *GetSockOpt) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetSockOpt) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetSockOpt) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetSockOpt) FDs() []int { return fds(c) }

// Execve is execve(2) or execveat(2).
type Execve struct {
	Header
	Path  string
	Argv  []string
	Env   []string
	Dir   int
	Flags AtFlags
}

func (c *Execve) field(id uint8) any {
	switch id {
	case fieldPath:
		return &c.Path
	case fieldArgv:
		return &c.Argv
	case fieldEnv:
		return &c.Env
	case fieldDir:
		return &c.Dir
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Execve) reset() {
	*c = Execve{Dir: AtFDCWD}
}

// String returns the call as strace(1) writes it.
func (c *Execve) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Execve) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Execve) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Execve) FDs() []int { return fds(c) }

// Fork is fork(2) or vfork(2).
type Fork struct {
	Header
}

func (c *Fork) field(id uint8) any {
	return nil
}

func (c *Fork) reset() {
	*c = Fork{}
}

// String returns the call as strace(1) writes it.
func (c *Fork) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Fork) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Fork) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Fork) FDs() []int { return fds(c) }

// Clone is clone(2) or clone3(2).
type Clone struct {
	Header
	Flags       CloneFlags
	Stack       Pointer
	ParentTID   Pointer
	ChildTID    Pointer
	TLS         uint64
	Size        uint64
	PidFD       Pointer
	ExitSignal  Sig
	StackSize   uint64
	SetTID      Pointer
	SetTIDCount uint64
	Cgroup      int
}

func (c *Clone) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	case fieldStack:
		return &c.Stack
	case fieldParentTID:
		return &c.ParentTID
	case fieldChildTID:
		return &c.ChildTID
	case fieldTLS:
		return &c.TLS
	case fieldSize:
		return &c.Size
	case fieldPidFD:
		return &c.PidFD
	case fieldExitSignal:
		return &c.ExitSignal
	case fieldStackSize:
		return &c.StackSize
	case fieldSetTID:
		return &c.SetTID
	case fieldSetTIDCount:
		return &c.SetTIDCount
	case fieldCgroup:
		return &c.Cgroup
	}
	return nil
}

func (c *Clone) reset() {
	*c = Clone{}
}

// String returns the call as strace(1) writes it.
func (c *Clone) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Clone) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Clone) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Clone) FDs() []int { return fds(c) }

// Unshare is unshare(2).
type Unshare struct {
	Header
	Flags UnshareFlags
}

func (c *Unshare) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Unshare) reset() {
	*c = Unshare{}
}

// String returns the call as strace(1) writes it.
func (c *Unshare) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Unshare) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Unshare) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Unshare) FDs() []int { return fds(c) }

// Setns is setns(2).
type Setns struct {
	Header
	FD   int
	Type UnshareFlags
}

func (c *Setns) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldType:
		return &c.Type
	}
	return nil
}

func (c *Setns) reset() {
	*c = Setns{}
}

// String returns the call as strace(1) writes it.
func (c *Setns) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Setns) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Setns) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Setns) FDs() []int { return fds(c) }

// Exit is exit(2) or exit_group(2).
type Exit struct {
	Header
	Status int
}

func (c *Exit) field(id uint8) any {
	switch id {
	case fieldStatus:
		return &c.Status
	}
	return nil
}

func (c *Exit) reset() {
	*c = Exit{}
}

// String returns the call as strace(1) writes it.
func (c *Exit) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Exit) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Exit) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Exit) FDs() []int { return fds(c) }

// Wait is wait4(2) or waitpid(2).
type Wait struct {
	Header
	PID     int
	Status  Pointer
	Options WaitOptions
	Usage   Pointer
}

func (c *Wait) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldStatus:
		return &c.Status
	case fieldOptions:
		return &c.Options
	case fieldUsage:
		return &c.Usage
	}
	return nil
}

func (c *Wait) reset() {
	*c = Wait{}
}

// String returns the call as strace(1) writes it.
func (c *Wait) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Wait) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Wait) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Wait) FDs() []int { return fds(c) }

// Waitid is waitid(2).
type Waitid struct {
	Header
	Type    IDType
	ID      int
	Info    Pointer
	Options WaitOptions
	Usage   Pointer
}

func (c *Waitid) field(id uint8) any {
	switch id {
	case fieldType:
		return &c.Type
	case fieldID:
		return &c.ID
	case fieldInfo:
		return &c.Info
	case fieldOptions:
		return &c.Options
	case fieldUsage:
		return &c.Usage
	}
	return nil
}

func (c *Waitid) reset() {
	*c = Waitid{}
}

// String returns the call as strace(1) writes it.
func (c *Waitid) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Waitid) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Waitid) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Waitid) FDs() []int { return fds(c) }

// Kill is kill(2), tkill(2) or tgkill(2).
type Kill struct {
	Header
	PID    int
	Signal Sig
	TID    int
}

func (c *Kill) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldSignal:
		return &c.Signal
	case fieldTID:
		return &c.TID
	}
	return nil
}

func (c *Kill) reset() {
	*c = Kill{}
}

// String returns the call as strace(1) writes it.
func (c *Kill) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Kill) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Kill) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Kill) FDs() []int { return fds(c) }

// SigQueue is rt_sigqueueinfo(2) or rt_tgsigqueueinfo(2).
type SigQueue struct {
	Header
	PID    int
	Signal Sig
	Info   Pointer
	TID    int
}

func (c *SigQueue) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldSignal:
		return &c.Signal
	case fieldInfo:
		return &c.Info
	case fieldTID:
		return &c.TID
	}
	return nil
}

func (c *SigQueue) reset() {
	*c = SigQueue{}
}

// String returns the call as strace(1) writes it.
func (c *SigQueue) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SigQueue) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SigQueue) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SigQueue) FDs() []int { return fds(c) }

// PidfdSendSignal is pidfd_send_signal(2).
type PidfdSendSignal struct {
	Header
	FD     int
	Signal Sig
	Info   Pointer
	Flags  PidfdSignalFlags
}

func (c *PidfdSendSignal) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldSignal:
		return &c.Signal
	case fieldInfo:
		return &c.Info
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *PidfdSendSignal) reset() {
	*c = PidfdSendSignal{}
}

// String returns the call as strace(1) writes it.
func (c *PidfdSendSignal) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *PidfdSendSignal) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *PidfdSendSignal) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *PidfdSendSignal) FDs() []int { return fds(c) }

// PidfdOpen is pidfd_open(2).
type PidfdOpen struct {
	Header
	PID   int
	Flags PidfdFlags
}

func (c *PidfdOpen) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *PidfdOpen) reset() {
	*c = PidfdOpen{}
}

// String returns the call as strace(1) writes it.
func (c *PidfdOpen) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *PidfdOpen) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *PidfdOpen) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *PidfdOpen) FDs() []int { return fds(c) }

// PidfdGetfd is pidfd_getfd(2).
type PidfdGetfd struct {
	Header
	FD       int
	TargetFD int
	Flags    uint32
}

func (c *PidfdGetfd) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldTargetFD:
		return &c.TargetFD
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *PidfdGetfd) reset() {
	*c = PidfdGetfd{}
}

// String returns the call as strace(1) writes it.
func (c *PidfdGetfd) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *PidfdGetfd) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *PidfdGetfd) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *PidfdGetfd) FDs() []int { return fds(c) }

// ProcessMadvise is process_madvise(2).
type ProcessMadvise struct {
	Header
	FD     int
	Vec    []Iovec
	Count  uint64
	Advice Advice
	Flags  uint32
}

func (c *ProcessMadvise) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldVec:
		return &c.Vec
	case fieldCount:
		return &c.Count
	case fieldAdvice:
		return &c.Advice
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *ProcessMadvise) reset() {
	*c = ProcessMadvise{}
}

// String returns the call as strace(1) writes it.
func (c *ProcessMadvise) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ProcessMadvise) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ProcessMadvise) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ProcessMadvise) FDs() []int { return fds(c) }

// ProcessMrelease is process_mrelease(2).
type ProcessMrelease struct {
	Header
	FD    int
	Flags uint32
}

func (c *ProcessMrelease) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *ProcessMrelease) reset() {
	*c = ProcessMrelease{}
}

// String returns the call as strace(1) writes it.
func (c *ProcessMrelease) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ProcessMrelease) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ProcessMrelease) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ProcessMrelease) FDs() []int { return fds(c) }

// Ptrace is ptrace(2).
type Ptrace struct {
	Header
	Request PtraceRequest
	PID     int
	Addr    uint64
	Data    uint64
}

func (c *Ptrace) field(id uint8) any {
	switch id {
	case fieldRequest:
		return &c.Request
	case fieldPID:
		return &c.PID
	case fieldAddr:
		return &c.Addr
	case fieldData:
		return &c.Data
	}
	return nil
}

func (c *Ptrace) reset() {
	*c = Ptrace{}
}

// String returns the call as strace(1) writes it.
func (c *Ptrace) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Ptrace) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Ptrace) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Ptrace) FDs() []int { return fds(c) }

// ProcessVM is process_vm_readv(2) or process_vm_writev(2).
type ProcessVM struct {
	Header
	PID         int
	Local       []Iovec
	LocalCount  uint64
	Remote      []Iovec
	RemoteCount uint64
	Flags       uint64
}

func (c *ProcessVM) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldLocal:
		return &c.Local
	case fieldLocalCount:
		return &c.LocalCount
	case fieldRemote:
		return &c.Remote
	case fieldRemoteCount:
		return &c.RemoteCount
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *ProcessVM) reset() {
	*c = ProcessVM{}
}

// String returns the call as strace(1) writes it.
func (c *ProcessVM) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ProcessVM) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ProcessVM) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ProcessVM) FDs() []int { return fds(c) }

// Kcmp is kcmp(2).
type Kcmp struct {
	Header
	PID1   int
	PID2   int
	Type   KcmpType
	Index1 uint64
	Index2 uint64
}

func (c *Kcmp) field(id uint8) any {
	switch id {
	case fieldPID1:
		return &c.PID1
	case fieldPID2:
		return &c.PID2
	case fieldType:
		return &c.Type
	case fieldIndex1:
		return &c.Index1
	case fieldIndex2:
		return &c.Index2
	}
	return nil
}

func (c *Kcmp) reset() {
	*c = Kcmp{}
}

// String returns the call as strace(1) writes it.
func (c *Kcmp) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Kcmp) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Kcmp) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Kcmp) FDs() []int { return fds(c) }

// Prctl is prctl(2).
type Prctl struct {
	Header
	Option PrctlOption
	Arg2   uint64
	Arg3   uint64
	Arg4   uint64
	Arg5   uint64
	Text   string
}

func (c *Prctl) field(id uint8) any {
	switch id {
	case fieldOption:
		return &c.Option
	case fieldArg2:
		return &c.Arg2
	case fieldArg3:
		return &c.Arg3
	case fieldArg4:
		return &c.Arg4
	case fieldArg5:
		return &c.Arg5
	case fieldText:
		return &c.Text
	}
	return nil
}

func (c *Prctl) reset() {
	*c = Prctl{}
}

// String returns the call as strace(1) writes it.
func (c *Prctl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Prctl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Prctl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Prctl) FDs() []int { return fds(c) }

// ArchPrctl is arch_prctl(2).
type ArchPrctl struct {
	Header
	Option ArchPrctlOption
	Addr   uint64
}

func (c *ArchPrctl) field(id uint8) any {
	switch id {
	case fieldOption:
		return &c.Option
	case fieldAddr:
		return &c.Addr
	}
	return nil
}

func (c *ArchPrctl) reset() {
	*c = ArchPrctl{}
}

// String returns the call as strace(1) writes it.
func (c *ArchPrctl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ArchPrctl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ArchPrctl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ArchPrctl) FDs() []int { return fds(c) }

// Seccomp is seccomp(2).
type Seccomp struct {
	Header
	Op    SeccompOp
	Flags SeccompFlags
	Arg   Pointer
}

func (c *Seccomp) field(id uint8) any {
	switch id {
	case fieldOp:
		return &c.Op
	case fieldFlags:
		return &c.Flags
	case fieldArg:
		return &c.Arg
	}
	return nil
}

func (c *Seccomp) reset() {
	*c = Seccomp{}
}

// String returns the call as strace(1) writes it.
func (c *Seccomp) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Seccomp) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Seccomp) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Seccomp) FDs() []int { return fds(c) }

// BPF is bpf(2).
type BPF struct {
	Header
	Cmd  BPFCmd
	Attr Pointer
	Size uint32
}

func (c *BPF) field(id uint8) any {
	switch id {
	case fieldCmd:
		return &c.Cmd
	case fieldAttr:
		return &c.Attr
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *BPF) reset() {
	*c = BPF{}
}

// String returns the call as strace(1) writes it.
func (c *BPF) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *BPF) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *BPF) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *BPF) FDs() []int { return fds(c) }

// PerfEventOpen is perf_event_open(2).
type PerfEventOpen struct {
	Header
	Attr    Pointer
	PID     int
	CPU     int
	GroupFD int
	Flags   PerfFlags
}

func (c *PerfEventOpen) field(id uint8) any {
	switch id {
	case fieldAttr:
		return &c.Attr
	case fieldPID:
		return &c.PID
	case fieldCPU:
		return &c.CPU
	case fieldGroupFD:
		return &c.GroupFD
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *PerfEventOpen) reset() {
	*c = PerfEventOpen{}
}

// String returns the call as strace(1) writes it.
func (c *PerfEventOpen) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *PerfEventOpen) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *PerfEventOpen) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *PerfEventOpen) FDs() []int { return fds(c) }

// Userfaultfd is userfaultfd(2).
type Userfaultfd struct {
	Header
	Flags UserfaultfdFlags
}

func (c *Userfaultfd) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Userfaultfd) reset() {
	*c = Userfaultfd{}
}

// String returns the call as strace(1) writes it.
func (c *Userfaultfd) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Userfaultfd) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Userfaultfd) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Userfaultfd) FDs() []int { return fds(c) }

// InitModule is init_module(2).
type InitModule struct {
	Header
	Image  Pointer
	Size   uint64
	Params string
}

func (c *InitModule) field(id uint8) any {
	switch id {
	case fieldImage:
		return &c.Image
	case fieldSize:
		return &c.Size
	case fieldParams:
		return &c.Params
	}
	return nil
}

func (c *InitModule) reset() {
	*c = InitModule{}
}

// String returns the call as strace(1) writes it.
func (c *InitModule) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *InitModule) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *InitModule) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *InitModule) FDs() []int { return fds(c) }

// FinitModule is finit_module(2).
type FinitModule struct {
	Header
	FD     int
	Params string
	Flags  uint32
}

func (c *FinitModule) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldParams:
		return &c.Params
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *FinitModule) reset() {
	*c = FinitModule{}
}

// String returns the call as strace(1) writes it.
func (c *FinitModule) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FinitModule) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FinitModule) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FinitModule) FDs() []int { return fds(c) }

// DeleteModule is delete_module(2).
type DeleteModule struct {
	Header
	Module string
	Flags  OpenFlags
}

func (c *DeleteModule) field(id uint8) any {
	switch id {
	case fieldModule:
		return &c.Module
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *DeleteModule) reset() {
	*c = DeleteModule{}
}

// String returns the call as strace(1) writes it.
func (c *DeleteModule) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *DeleteModule) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *DeleteModule) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *DeleteModule) FDs() []int { return fds(c) }

// KexecLoad is kexec_load(2).
type KexecLoad struct {
	Header
	Entry    uint64
	Count    uint64
	Segments Pointer
	Flags    uint64
}

func (c *KexecLoad) field(id uint8) any {
	switch id {
	case fieldEntry:
		return &c.Entry
	case fieldCount:
		return &c.Count
	case fieldSegments:
		return &c.Segments
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *KexecLoad) reset() {
	*c = KexecLoad{}
}

// String returns the call as strace(1) writes it.
func (c *KexecLoad) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *KexecLoad) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *KexecLoad) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *KexecLoad) FDs() []int { return fds(c) }

// KexecFileLoad is kexec_file_load(2).
type KexecFileLoad struct {
	Header
	KernelFD int
	InitrdFD int
	Size     uint64
	Cmdline  string
	Flags    uint64
}

func (c *KexecFileLoad) field(id uint8) any {
	switch id {
	case fieldKernelFD:
		return &c.KernelFD
	case fieldInitrdFD:
		return &c.InitrdFD
	case fieldSize:
		return &c.Size
	case fieldCmdline:
		return &c.Cmdline
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *KexecFileLoad) reset() {
	*c = KexecFileLoad{}
}

// String returns the call as strace(1) writes it.
func (c *KexecFileLoad) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *KexecFileLoad) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *KexecFileLoad) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *KexecFileLoad) FDs() []int { return fds(c) }

// Reboot is reboot(2).
type Reboot struct {
	Header
	Magic1 RebootMagic
	Magic2 RebootMagic2
	Op     RebootOp
	Arg    Pointer
}

func (c *Reboot) field(id uint8) any {
	switch id {
	case fieldMagic1:
		return &c.Magic1
	case fieldMagic2:
		return &c.Magic2
	case fieldOp:
		return &c.Op
	case fieldArg:
		return &c.Arg
	}
	return nil
}

func (c *Reboot) reset() {
	*c = Reboot{}
}

// String returns the call as strace(1) writes it.
func (c *Reboot) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Reboot) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Reboot) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Reboot) FDs() []int { return fds(c) }

// AddKey is add_key(2).
type AddKey struct {
	Header
	Type        string
	Description string
	Payload     Pointer
	Size        uint64
	Ring        Keyring
}

func (c *AddKey) field(id uint8) any {
	switch id {
	case fieldType:
		return &c.Type
	case fieldDescription:
		return &c.Description
	case fieldPayload:
		return &c.Payload
	case fieldSize:
		return &c.Size
	case fieldRing:
		return &c.Ring
	}
	return nil
}

func (c *AddKey) reset() {
	*c = AddKey{}
}

// String returns the call as strace(1) writes it.
func (c *AddKey) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *AddKey) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *AddKey) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *AddKey) FDs() []int { return fds(c) }

// RequestKey is request_key(2).
type RequestKey struct {
	Header
	Type        string
	Description string
	Info        string
	Ring        Keyring
}

func (c *RequestKey) field(id uint8) any {
	switch id {
	case fieldType:
		return &c.Type
	case fieldDescription:
		return &c.Description
	case fieldInfo:
		return &c.Info
	case fieldRing:
		return &c.Ring
	}
	return nil
}

func (c *RequestKey) reset() {
	*c = RequestKey{}
}

// String returns the call as strace(1) writes it.
func (c *RequestKey) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *RequestKey) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *RequestKey) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *RequestKey) FDs() []int { return fds(c) }

// Keyctl is keyctl(2).
type Keyctl struct {
	Header
	Op   KeyctlOp
	Arg2 uint64
	Arg3 uint64
	Arg4 uint64
	Arg5 uint64
}

func (c *Keyctl) field(id uint8) any {
	switch id {
	case fieldOp:
		return &c.Op
	case fieldArg2:
		return &c.Arg2
	case fieldArg3:
		return &c.Arg3
	case fieldArg4:
		return &c.Arg4
	case fieldArg5:
		return &c.Arg5
	}
	return nil
}

func (c *Keyctl) reset() {
	*c = Keyctl{}
}

// String returns the call as strace(1) writes it.
func (c *Keyctl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Keyctl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Keyctl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Keyctl) FDs() []int { return fds(c) }

// LandlockCreate is landlock_create_ruleset(2).
type LandlockCreate struct {
	Header
	Attr  Pointer
	Size  uint64
	Flags LandlockFlags
}

func (c *LandlockCreate) field(id uint8) any {
	switch id {
	case fieldAttr:
		return &c.Attr
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *LandlockCreate) reset() {
	*c = LandlockCreate{}
}

// String returns the call as strace(1) writes it.
func (c *LandlockCreate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *LandlockCreate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *LandlockCreate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *LandlockCreate) FDs() []int { return fds(c) }

// LandlockAddRule is landlock_add_rule(2).
type LandlockAddRule struct {
	Header
	FD    int
	Type  LandlockRule
	Attr  Pointer
	Flags uint32
}

func (c *LandlockAddRule) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldType:
		return &c.Type
	case fieldAttr:
		return &c.Attr
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *LandlockAddRule) reset() {
	*c = LandlockAddRule{}
}

// String returns the call as strace(1) writes it.
func (c *LandlockAddRule) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *LandlockAddRule) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *LandlockAddRule) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *LandlockAddRule) FDs() []int { return fds(c) }

// LandlockRestrict is landlock_restrict_self(2).
type LandlockRestrict struct {
	Header
	FD    int
	Flags uint32
}

func (c *LandlockRestrict) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *LandlockRestrict) reset() {
	*c = LandlockRestrict{}
}

// String returns the call as strace(1) writes it.
func (c *LandlockRestrict) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *LandlockRestrict) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *LandlockRestrict) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *LandlockRestrict) FDs() []int { return fds(c) }

// LSMAttr is lsm_get_self_attr(2) or lsm_set_self_attr(2).
type LSMAttr struct {
	Header
	Attr  uint32
	Buf   Pointer
	Size  Pointer
	Flags uint32
	Len   uint32
}

func (c *LSMAttr) field(id uint8) any {
	switch id {
	case fieldAttr:
		return &c.Attr
	case fieldBuf:
		return &c.Buf
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	case fieldLen:
		return &c.Len
	}
	return nil
}

func (c *LSMAttr) reset() {
	*c = LSMAttr{}
}

// String returns the call as strace(1) writes it.
func (c *LSMAttr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *LSMAttr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *LSMAttr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *LSMAttr) FDs() []int { return fds(c) }

// LSMList is lsm_list_modules(2).
type LSMList struct {
	Header
	IDs   Pointer
	Size  Pointer
	Flags uint32
}

func (c *LSMList) field(id uint8) any {
	switch id {
	case fieldIDs:
		return &c.IDs
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *LSMList) reset() {
	*c = LSMList{}
}

// String returns the call as strace(1) writes it.
func (c *LSMList) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *LSMList) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *LSMList) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *LSMList) FDs() []int { return fds(c) }

// Personality is personality(2).
type Personality struct {
	Header
	Flags Persona
}

func (c *Personality) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Personality) reset() {
	*c = Personality{}
}

// String returns the call as strace(1) writes it.
func (c *Personality) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Personality) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Personality) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Personality) FDs() []int { return fds(c) }

// SetIDs is setuid(2), setgid(2), setuid32(2), setgid32(2), setreuid(2), setregid(2), setreuid32(2), setregid32(2), setresuid(2), setresgid(2), setresuid32(2), setresgid32(2), setfsuid(2), setfsgid(2), setfsuid32(2) or setfsgid32(2).
type SetIDs struct {
	Header
	UID  uint32
	GID  uint32
	EUID uint32
	EGID uint32
	SUID uint32
	SGID uint32
}

func (c *SetIDs) field(id uint8) any {
	switch id {
	case fieldUID:
		return &c.UID
	case fieldGID:
		return &c.GID
	case fieldEUID:
		return &c.EUID
	case fieldEGID:
		return &c.EGID
	case fieldSUID:
		return &c.SUID
	case fieldSGID:
		return &c.SGID
	}
	return nil
}

func (c *SetIDs) reset() {
	*c = SetIDs{}
}

// String returns the call as strace(1) writes it.
func (c *SetIDs) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetIDs) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetIDs) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetIDs) FDs() []int { return fds(c) }

// SetGroups is setgroups(2) or setgroups32(2).
type SetGroups struct {
	Header
	Count int
	List  []uint32
}

func (c *SetGroups) field(id uint8) any {
	switch id {
	case fieldCount:
		return &c.Count
	case fieldList:
		return &c.List
	}
	return nil
}

func (c *SetGroups) reset() {
	*c = SetGroups{}
}

// String returns the call as strace(1) writes it.
func (c *SetGroups) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetGroups) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetGroups) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetGroups) FDs() []int { return fds(c) }

// GetGroups is getgroups(2) or getgroups32(2).
type GetGroups struct {
	Header
	Count int
	List  Pointer
}

func (c *GetGroups) field(id uint8) any {
	switch id {
	case fieldCount:
		return &c.Count
	case fieldList:
		return &c.List
	}
	return nil
}

func (c *GetGroups) reset() {
	*c = GetGroups{}
}

// String returns the call as strace(1) writes it.
func (c *GetGroups) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetGroups) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetGroups) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetGroups) FDs() []int { return fds(c) }

// GetID is getuid(2), geteuid(2), getgid(2), getegid(2), getuid32(2), geteuid32(2), getgid32(2), getegid32(2), getpid(2), getppid(2), gettid(2) or getpgrp(2).
type GetID struct {
	Header
}

func (c *GetID) field(id uint8) any {
	return nil
}

func (c *GetID) reset() {
	*c = GetID{}
}

// String returns the call as strace(1) writes it.
func (c *GetID) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetID) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetID) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetID) FDs() []int { return fds(c) }

// GetPgid is getpgid(2) or getsid(2).
type GetPgid struct {
	Header
	PID int
}

func (c *GetPgid) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	}
	return nil
}

func (c *GetPgid) reset() {
	*c = GetPgid{}
}

// String returns the call as strace(1) writes it.
func (c *GetPgid) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetPgid) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetPgid) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetPgid) FDs() []int { return fds(c) }

// Setpgid is setpgid(2).
type Setpgid struct {
	Header
	PID  int
	PGID int
}

func (c *Setpgid) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldPGID:
		return &c.PGID
	}
	return nil
}

func (c *Setpgid) reset() {
	*c = Setpgid{}
}

// String returns the call as strace(1) writes it.
func (c *Setpgid) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Setpgid) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Setpgid) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Setpgid) FDs() []int { return fds(c) }

// Setsid is setsid(2).
type Setsid struct {
	Header
}

func (c *Setsid) field(id uint8) any {
	return nil
}

func (c *Setsid) reset() {
	*c = Setsid{}
}

// String returns the call as strace(1) writes it.
func (c *Setsid) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Setsid) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Setsid) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Setsid) FDs() []int { return fds(c) }

// GetResIDs is getresuid(2), getresgid(2), getresuid32(2) or getresgid32(2).
type GetResIDs struct {
	Header
	Real      Pointer
	Effective Pointer
	Saved     Pointer
}

func (c *GetResIDs) field(id uint8) any {
	switch id {
	case fieldReal:
		return &c.Real
	case fieldEffective:
		return &c.Effective
	case fieldSaved:
		return &c.Saved
	}
	return nil
}

func (c *GetResIDs) reset() {
	*c = GetResIDs{}
}

// String returns the call as strace(1) writes it.
func (c *GetResIDs) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetResIDs) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetResIDs) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetResIDs) FDs() []int { return fds(c) }

// Capget is capget(2).
type Capget struct {
	Header
	Head Pointer
	Data Pointer
}

func (c *Capget) field(id uint8) any {
	switch id {
	case fieldHead:
		return &c.Head
	case fieldData:
		return &c.Data
	}
	return nil
}

func (c *Capget) reset() {
	*c = Capget{}
}

// String returns the call as strace(1) writes it.
func (c *Capget) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Capget) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Capget) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Capget) FDs() []int { return fds(c) }

// Capset is capset(2).
type Capset struct {
	Header
	Head Pointer
	Data Pointer
}

func (c *Capset) field(id uint8) any {
	switch id {
	case fieldHead:
		return &c.Head
	case fieldData:
		return &c.Data
	}
	return nil
}

func (c *Capset) reset() {
	*c = Capset{}
}

// String returns the call as strace(1) writes it.
func (c *Capset) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Capset) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Capset) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Capset) FDs() []int { return fds(c) }

// Getrlimit is getrlimit(2).
type Getrlimit struct {
	Header
	Resource Resource
	Limit    Pointer
}

func (c *Getrlimit) field(id uint8) any {
	switch id {
	case fieldResource:
		return &c.Resource
	case fieldLimit:
		return &c.Limit
	}
	return nil
}

func (c *Getrlimit) reset() {
	*c = Getrlimit{}
}

// String returns the call as strace(1) writes it.
func (c *Getrlimit) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getrlimit) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getrlimit) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getrlimit) FDs() []int { return fds(c) }

// Setrlimit is setrlimit(2).
type Setrlimit struct {
	Header
	Resource Resource
	Limit    *Rlimit
}

func (c *Setrlimit) field(id uint8) any {
	switch id {
	case fieldResource:
		return &c.Resource
	case fieldLimit:
		return &c.Limit
	}
	return nil
}

func (c *Setrlimit) reset() {
	*c = Setrlimit{}
}

// String returns the call as strace(1) writes it.
func (c *Setrlimit) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Setrlimit) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Setrlimit) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Setrlimit) FDs() []int { return fds(c) }

// Prlimit is prlimit(2).
type Prlimit struct {
	Header
	PID      int
	Resource Resource
	New      *Rlimit
	Old      Pointer
}

func (c *Prlimit) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldResource:
		return &c.Resource
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *Prlimit) reset() {
	*c = Prlimit{}
}

// String returns the call as strace(1) writes it.
func (c *Prlimit) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Prlimit) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Prlimit) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Prlimit) FDs() []int { return fds(c) }

// Getrusage is getrusage(2).
type Getrusage struct {
	Header
	Who   RusageWho
	Usage Pointer
}

func (c *Getrusage) field(id uint8) any {
	switch id {
	case fieldWho:
		return &c.Who
	case fieldUsage:
		return &c.Usage
	}
	return nil
}

func (c *Getrusage) reset() {
	*c = Getrusage{}
}

// String returns the call as strace(1) writes it.
func (c *Getrusage) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getrusage) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getrusage) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getrusage) FDs() []int { return fds(c) }

// Getpriority is getpriority(2).
type Getpriority struct {
	Header
	Which PriorityWhich
	Who   int
}

func (c *Getpriority) field(id uint8) any {
	switch id {
	case fieldWhich:
		return &c.Which
	case fieldWho:
		return &c.Who
	}
	return nil
}

func (c *Getpriority) reset() {
	*c = Getpriority{}
}

// String returns the call as strace(1) writes it.
func (c *Getpriority) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getpriority) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getpriority) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getpriority) FDs() []int { return fds(c) }

// Setpriority is setpriority(2).
type Setpriority struct {
	Header
	Which PriorityWhich
	Who   int
	Prio  int
}

func (c *Setpriority) field(id uint8) any {
	switch id {
	case fieldWhich:
		return &c.Which
	case fieldWho:
		return &c.Who
	case fieldPrio:
		return &c.Prio
	}
	return nil
}

func (c *Setpriority) reset() {
	*c = Setpriority{}
}

// String returns the call as strace(1) writes it.
func (c *Setpriority) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Setpriority) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Setpriority) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Setpriority) FDs() []int { return fds(c) }

// Nice is nice(2).
type Nice struct {
	Header
	Increment int
}

func (c *Nice) field(id uint8) any {
	switch id {
	case fieldIncrement:
		return &c.Increment
	}
	return nil
}

func (c *Nice) reset() {
	*c = Nice{}
}

// String returns the call as strace(1) writes it.
func (c *Nice) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Nice) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Nice) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Nice) FDs() []int { return fds(c) }

// IoprioGet is ioprio_get(2).
type IoprioGet struct {
	Header
	Which IoprioWhich
	Who   int
}

func (c *IoprioGet) field(id uint8) any {
	switch id {
	case fieldWhich:
		return &c.Which
	case fieldWho:
		return &c.Who
	}
	return nil
}

func (c *IoprioGet) reset() {
	*c = IoprioGet{}
}

// String returns the call as strace(1) writes it.
func (c *IoprioGet) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IoprioGet) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IoprioGet) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IoprioGet) FDs() []int { return fds(c) }

// IoprioSet is ioprio_set(2).
type IoprioSet struct {
	Header
	Which IoprioWhich
	Who   int
	Prio  uint32
}

func (c *IoprioSet) field(id uint8) any {
	switch id {
	case fieldWhich:
		return &c.Which
	case fieldWho:
		return &c.Who
	case fieldPrio:
		return &c.Prio
	}
	return nil
}

func (c *IoprioSet) reset() {
	*c = IoprioSet{}
}

// String returns the call as strace(1) writes it.
func (c *IoprioSet) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *IoprioSet) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *IoprioSet) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *IoprioSet) FDs() []int { return fds(c) }

// SchedYield is sched_yield(2).
type SchedYield struct {
	Header
}

func (c *SchedYield) field(id uint8) any {
	return nil
}

func (c *SchedYield) reset() {
	*c = SchedYield{}
}

// String returns the call as strace(1) writes it.
func (c *SchedYield) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedYield) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedYield) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedYield) FDs() []int { return fds(c) }

// SchedGet is sched_getscheduler(2) or sched_getparam(2).
type SchedGet struct {
	Header
	PID   int
	Param Pointer
}

func (c *SchedGet) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldParam:
		return &c.Param
	}
	return nil
}

func (c *SchedGet) reset() {
	*c = SchedGet{}
}

// String returns the call as strace(1) writes it.
func (c *SchedGet) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedGet) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedGet) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedGet) FDs() []int { return fds(c) }

// SchedSet is sched_setscheduler(2) or sched_setparam(2).
type SchedSet struct {
	Header
	PID    int
	Policy SchedPolicy
	Param  *int32
}

func (c *SchedSet) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldPolicy:
		return &c.Policy
	case fieldParam:
		return &c.Param
	}
	return nil
}

func (c *SchedSet) reset() {
	*c = SchedSet{}
}

// String returns the call as strace(1) writes it.
func (c *SchedSet) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedSet) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedSet) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedSet) FDs() []int { return fds(c) }

// SchedGetattr is sched_getattr(2).
type SchedGetattr struct {
	Header
	PID   int
	Attr  Pointer
	Size  uint32
	Flags uint32
}

func (c *SchedGetattr) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldAttr:
		return &c.Attr
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *SchedGetattr) reset() {
	*c = SchedGetattr{}
}

// String returns the call as strace(1) writes it.
func (c *SchedGetattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedGetattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedGetattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedGetattr) FDs() []int { return fds(c) }

// SchedSetattr is sched_setattr(2).
type SchedSetattr struct {
	Header
	PID   int
	Attr  Pointer
	Flags uint32
}

func (c *SchedSetattr) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldAttr:
		return &c.Attr
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *SchedSetattr) reset() {
	*c = SchedSetattr{}
}

// String returns the call as strace(1) writes it.
func (c *SchedSetattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedSetattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedSetattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedSetattr) FDs() []int { return fds(c) }

// SchedPriority is sched_get_priority_max(2) or sched_get_priority_min(2).
type SchedPriority struct {
	Header
	Policy SchedPolicy
}

func (c *SchedPriority) field(id uint8) any {
	switch id {
	case fieldPolicy:
		return &c.Policy
	}
	return nil
}

func (c *SchedPriority) reset() {
	*c = SchedPriority{}
}

// String returns the call as strace(1) writes it.
func (c *SchedPriority) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedPriority) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedPriority) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedPriority) FDs() []int { return fds(c) }

// SchedInterval is sched_rr_get_interval(2) or sched_rr_get_interval_time64(2).
type SchedInterval struct {
	Header
	PID      int
	Interval Pointer
}

func (c *SchedInterval) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldInterval:
		return &c.Interval
	}
	return nil
}

func (c *SchedInterval) reset() {
	*c = SchedInterval{}
}

// String returns the call as strace(1) writes it.
func (c *SchedInterval) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedInterval) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedInterval) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedInterval) FDs() []int { return fds(c) }

// SchedGetaffinity is sched_getaffinity(2).
type SchedGetaffinity struct {
	Header
	PID  int
	Size uint32
	Mask Pointer
}

func (c *SchedGetaffinity) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldSize:
		return &c.Size
	case fieldMask:
		return &c.Mask
	}
	return nil
}

func (c *SchedGetaffinity) reset() {
	*c = SchedGetaffinity{}
}

// String returns the call as strace(1) writes it.
func (c *SchedGetaffinity) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedGetaffinity) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedGetaffinity) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedGetaffinity) FDs() []int { return fds(c) }

// SchedSetaffinity is sched_setaffinity(2).
type SchedSetaffinity struct {
	Header
	PID  int
	Size uint32
	Mask []int
}

func (c *SchedSetaffinity) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldSize:
		return &c.Size
	case fieldMask:
		return &c.Mask
	}
	return nil
}

func (c *SchedSetaffinity) reset() {
	*c = SchedSetaffinity{}
}

// String returns the call as strace(1) writes it.
func (c *SchedSetaffinity) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SchedSetaffinity) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SchedSetaffinity) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SchedSetaffinity) FDs() []int { return fds(c) }

// SetTIDAddress is set_tid_address(2).
type SetTIDAddress struct {
	Header
	Addr Pointer
}

func (c *SetTIDAddress) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	}
	return nil
}

func (c *SetTIDAddress) reset() {
	*c = SetTIDAddress{}
}

// String returns the call as strace(1) writes it.
func (c *SetTIDAddress) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetTIDAddress) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetTIDAddress) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetTIDAddress) FDs() []int { return fds(c) }

// SetRobustList is set_robust_list(2).
type SetRobustList struct {
	Header
	Head Pointer
	Size uint64
}

func (c *SetRobustList) field(id uint8) any {
	switch id {
	case fieldHead:
		return &c.Head
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *SetRobustList) reset() {
	*c = SetRobustList{}
}

// String returns the call as strace(1) writes it.
func (c *SetRobustList) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetRobustList) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetRobustList) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetRobustList) FDs() []int { return fds(c) }

// GetRobustList is get_robust_list(2).
type GetRobustList struct {
	Header
	PID  int
	Head Pointer
	Size Pointer
}

func (c *GetRobustList) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldHead:
		return &c.Head
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *GetRobustList) reset() {
	*c = GetRobustList{}
}

// String returns the call as strace(1) writes it.
func (c *GetRobustList) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetRobustList) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetRobustList) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetRobustList) FDs() []int { return fds(c) }

// Rseq is rseq(2).
type Rseq struct {
	Header
	Area      Pointer
	Size      uint32
	Flags     uint32
	Signature uint32
}

func (c *Rseq) field(id uint8) any {
	switch id {
	case fieldArea:
		return &c.Area
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	case fieldSignature:
		return &c.Signature
	}
	return nil
}

func (c *Rseq) reset() {
	*c = Rseq{}
}

// String returns the call as strace(1) writes it.
func (c *Rseq) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Rseq) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Rseq) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Rseq) FDs() []int { return fds(c) }

// RestartSyscall is restart_syscall(2).
type RestartSyscall struct {
	Header
}

func (c *RestartSyscall) field(id uint8) any {
	return nil
}

func (c *RestartSyscall) reset() {
	*c = RestartSyscall{}
}

// String returns the call as strace(1) writes it.
func (c *RestartSyscall) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *RestartSyscall) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *RestartSyscall) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *RestartSyscall) FDs() []int { return fds(c) }

// Getcpu is getcpu(2).
type Getcpu struct {
	Header
	CPU   Pointer
	Node  Pointer
	Cache Pointer
}

func (c *Getcpu) field(id uint8) any {
	switch id {
	case fieldCPU:
		return &c.CPU
	case fieldNode:
		return &c.Node
	case fieldCache:
		return &c.Cache
	}
	return nil
}

func (c *Getcpu) reset() {
	*c = Getcpu{}
}

// String returns the call as strace(1) writes it.
func (c *Getcpu) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getcpu) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getcpu) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getcpu) FDs() []int { return fds(c) }

// Membarrier is membarrier(2).
type Membarrier struct {
	Header
	Cmd   MembarrierCmd
	Flags uint32
	CPU   int
}

func (c *Membarrier) field(id uint8) any {
	switch id {
	case fieldCmd:
		return &c.Cmd
	case fieldFlags:
		return &c.Flags
	case fieldCPU:
		return &c.CPU
	}
	return nil
}

func (c *Membarrier) reset() {
	*c = Membarrier{}
}

// String returns the call as strace(1) writes it.
func (c *Membarrier) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Membarrier) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Membarrier) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Membarrier) FDs() []int { return fds(c) }

// MapShadowStack is map_shadow_stack(2).
type MapShadowStack struct {
	Header
	Addr  Pointer
	Size  uint64
	Flags uint32
}

func (c *MapShadowStack) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *MapShadowStack) reset() {
	*c = MapShadowStack{}
}

// String returns the call as strace(1) writes it.
func (c *MapShadowStack) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MapShadowStack) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MapShadowStack) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MapShadowStack) FDs() []int { return fds(c) }

// Mseal is mseal(2).
type Mseal struct {
	Header
	Addr   Pointer
	Length uint64
	Flags  uint64
}

func (c *Mseal) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Mseal) reset() {
	*c = Mseal{}
}

// String returns the call as strace(1) writes it.
func (c *Mseal) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mseal) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mseal) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mseal) FDs() []int { return fds(c) }

// Sigaction is rt_sigaction(2).
type Sigaction struct {
	Header
	Signal Sig
	New    *SigAction
	Old    Pointer
	Size   uint64
}

func (c *Sigaction) field(id uint8) any {
	switch id {
	case fieldSignal:
		return &c.Signal
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Sigaction) reset() {
	*c = Sigaction{}
}

// String returns the call as strace(1) writes it.
func (c *Sigaction) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sigaction) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sigaction) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sigaction) FDs() []int { return fds(c) }

// Sigprocmask is rt_sigprocmask(2).
type Sigprocmask struct {
	Header
	How  SigmaskHow
	New  *SigSet
	Old  Pointer
	Size uint64
}

func (c *Sigprocmask) field(id uint8) any {
	switch id {
	case fieldHow:
		return &c.How
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Sigprocmask) reset() {
	*c = Sigprocmask{}
}

// String returns the call as strace(1) writes it.
func (c *Sigprocmask) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sigprocmask) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sigprocmask) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sigprocmask) FDs() []int { return fds(c) }

// Sigpending is rt_sigpending(2).
type Sigpending struct {
	Header
	Set  Pointer
	Size uint64
}

func (c *Sigpending) field(id uint8) any {
	switch id {
	case fieldSet:
		return &c.Set
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Sigpending) reset() {
	*c = Sigpending{}
}

// String returns the call as strace(1) writes it.
func (c *Sigpending) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sigpending) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sigpending) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sigpending) FDs() []int { return fds(c) }

// Sigwait is rt_sigtimedwait(2) or rt_sigtimedwait_time64(2).
type Sigwait struct {
	Header
	Set     *SigSet
	Info    Pointer
	Timeout *Timespec
	Size    uint64
}

func (c *Sigwait) field(id uint8) any {
	switch id {
	case fieldSet:
		return &c.Set
	case fieldInfo:
		return &c.Info
	case fieldTimeout:
		return &c.Timeout
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Sigwait) reset() {
	*c = Sigwait{}
}

// String returns the call as strace(1) writes it.
func (c *Sigwait) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sigwait) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sigwait) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sigwait) FDs() []int { return fds(c) }

// Sigsuspend is rt_sigsuspend(2).
type Sigsuspend struct {
	Header
	Mask *SigSet
	Size uint64
}

func (c *Sigsuspend) field(id uint8) any {
	switch id {
	case fieldMask:
		return &c.Mask
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *Sigsuspend) reset() {
	*c = Sigsuspend{}
}

// String returns the call as strace(1) writes it.
func (c *Sigsuspend) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sigsuspend) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sigsuspend) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sigsuspend) FDs() []int { return fds(c) }

// Sigreturn is rt_sigreturn(2) or sigreturn(2).
type Sigreturn struct {
	Header
}

func (c *Sigreturn) field(id uint8) any {
	return nil
}

func (c *Sigreturn) reset() {
	*c = Sigreturn{}
}

// String returns the call as strace(1) writes it.
func (c *Sigreturn) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sigreturn) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sigreturn) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sigreturn) FDs() []int { return fds(c) }

// Sigaltstack is sigaltstack(2).
type Sigaltstack struct {
	Header
	New *SigStack
	Old Pointer
}

func (c *Sigaltstack) field(id uint8) any {
	switch id {
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *Sigaltstack) reset() {
	*c = Sigaltstack{}
}

// String returns the call as strace(1) writes it.
func (c *Sigaltstack) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sigaltstack) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sigaltstack) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sigaltstack) FDs() []int { return fds(c) }

// OldSigaction is sigaction(2).
type OldSigaction struct {
	Header
	Signal Sig
	New    Pointer
	Old    Pointer
}

func (c *OldSigaction) field(id uint8) any {
	switch id {
	case fieldSignal:
		return &c.Signal
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *OldSigaction) reset() {
	*c = OldSigaction{}
}

// String returns the call as strace(1) writes it.
func (c *OldSigaction) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *OldSigaction) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *OldSigaction) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *OldSigaction) FDs() []int { return fds(c) }

// Signal is signal(2).
type Signal struct {
	Header
	Signal  Sig
	Handler uint64
}

func (c *Signal) field(id uint8) any {
	switch id {
	case fieldSignal:
		return &c.Signal
	case fieldHandler:
		return &c.Handler
	}
	return nil
}

func (c *Signal) reset() {
	*c = Signal{}
}

// String returns the call as strace(1) writes it.
func (c *Signal) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Signal) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Signal) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Signal) FDs() []int { return fds(c) }

// OldSigprocmask is sigprocmask(2).
type OldSigprocmask struct {
	Header
	How SigmaskHow
	New Pointer
	Old Pointer
}

func (c *OldSigprocmask) field(id uint8) any {
	switch id {
	case fieldHow:
		return &c.How
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *OldSigprocmask) reset() {
	*c = OldSigprocmask{}
}

// String returns the call as strace(1) writes it.
func (c *OldSigprocmask) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *OldSigprocmask) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *OldSigprocmask) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *OldSigprocmask) FDs() []int { return fds(c) }

// OldSigpending is sigpending(2).
type OldSigpending struct {
	Header
	Set Pointer
}

func (c *OldSigpending) field(id uint8) any {
	switch id {
	case fieldSet:
		return &c.Set
	}
	return nil
}

func (c *OldSigpending) reset() {
	*c = OldSigpending{}
}

// String returns the call as strace(1) writes it.
func (c *OldSigpending) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *OldSigpending) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *OldSigpending) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *OldSigpending) FDs() []int { return fds(c) }

// Pause is pause(2).
type Pause struct {
	Header
}

func (c *Pause) field(id uint8) any {
	return nil
}

func (c *Pause) reset() {
	*c = Pause{}
}

// String returns the call as strace(1) writes it.
func (c *Pause) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Pause) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Pause) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Pause) FDs() []int { return fds(c) }

// Alarm is alarm(2).
type Alarm struct {
	Header
	Seconds uint32
}

func (c *Alarm) field(id uint8) any {
	switch id {
	case fieldSeconds:
		return &c.Seconds
	}
	return nil
}

func (c *Alarm) reset() {
	*c = Alarm{}
}

// String returns the call as strace(1) writes it.
func (c *Alarm) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Alarm) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Alarm) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Alarm) FDs() []int { return fds(c) }

// Getitimer is getitimer(2).
type Getitimer struct {
	Header
	Which   ItimerWhich
	Current Pointer
}

func (c *Getitimer) field(id uint8) any {
	switch id {
	case fieldWhich:
		return &c.Which
	case fieldCurrent:
		return &c.Current
	}
	return nil
}

func (c *Getitimer) reset() {
	*c = Getitimer{}
}

// String returns the call as strace(1) writes it.
func (c *Getitimer) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getitimer) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getitimer) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getitimer) FDs() []int { return fds(c) }

// Setitimer is setitimer(2).
type Setitimer struct {
	Header
	Which ItimerWhich
	New   *ITimer
	Old   Pointer
}

func (c *Setitimer) field(id uint8) any {
	switch id {
	case fieldWhich:
		return &c.Which
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *Setitimer) reset() {
	*c = Setitimer{}
}

// String returns the call as strace(1) writes it.
func (c *Setitimer) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Setitimer) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Setitimer) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Setitimer) FDs() []int { return fds(c) }

// Mmap is mmap(2) or mmap2(2).
type Mmap struct {
	Header
	Addr   Pointer
	Length uint64
	Prot   Prot
	Flags  MapFlags
	FD     int
	Offset uint64
}

func (c *Mmap) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldProt:
		return &c.Prot
	case fieldFlags:
		return &c.Flags
	case fieldFD:
		return &c.FD
	case fieldOffset:
		return &c.Offset
	}
	return nil
}

func (c *Mmap) reset() {
	*c = Mmap{}
}

// String returns the call as strace(1) writes it.
func (c *Mmap) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mmap) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mmap) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mmap) FDs() []int { return fds(c) }

// Munmap is munmap(2).
type Munmap struct {
	Header
	Addr   Pointer
	Length uint64
}

func (c *Munmap) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	}
	return nil
}

func (c *Munmap) reset() {
	*c = Munmap{}
}

// String returns the call as strace(1) writes it.
func (c *Munmap) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Munmap) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Munmap) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Munmap) FDs() []int { return fds(c) }

// Mprotect is mprotect(2) or pkey_mprotect(2).
type Mprotect struct {
	Header
	Addr   Pointer
	Length uint64
	Prot   Prot
	Key    int
}

func (c *Mprotect) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldProt:
		return &c.Prot
	case fieldKey:
		return &c.Key
	}
	return nil
}

func (c *Mprotect) reset() {
	*c = Mprotect{}
}

// String returns the call as strace(1) writes it.
func (c *Mprotect) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mprotect) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mprotect) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mprotect) FDs() []int { return fds(c) }

// PkeyAlloc is pkey_alloc(2).
type PkeyAlloc struct {
	Header
	Flags  uint32
	Rights uint32
}

func (c *PkeyAlloc) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	case fieldRights:
		return &c.Rights
	}
	return nil
}

func (c *PkeyAlloc) reset() {
	*c = PkeyAlloc{}
}

// String returns the call as strace(1) writes it.
func (c *PkeyAlloc) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *PkeyAlloc) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *PkeyAlloc) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *PkeyAlloc) FDs() []int { return fds(c) }

// PkeyFree is pkey_free(2).
type PkeyFree struct {
	Header
	Key int
}

func (c *PkeyFree) field(id uint8) any {
	switch id {
	case fieldKey:
		return &c.Key
	}
	return nil
}

func (c *PkeyFree) reset() {
	*c = PkeyFree{}
}

// String returns the call as strace(1) writes it.
func (c *PkeyFree) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *PkeyFree) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *PkeyFree) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *PkeyFree) FDs() []int { return fds(c) }

// Mremap is mremap(2).
type Mremap struct {
	Header
	Addr      Pointer
	OldLength uint64
	NewLength uint64
	Flags     MremapFlags
	NewAddr   Pointer
}

func (c *Mremap) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldOldLength:
		return &c.OldLength
	case fieldNewLength:
		return &c.NewLength
	case fieldFlags:
		return &c.Flags
	case fieldNewAddr:
		return &c.NewAddr
	}
	return nil
}

func (c *Mremap) reset() {
	*c = Mremap{}
}

// String returns the call as strace(1) writes it.
func (c *Mremap) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mremap) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mremap) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mremap) FDs() []int { return fds(c) }

// Msync is msync(2).
type Msync struct {
	Header
	Addr   Pointer
	Length uint64
	Flags  MsyncFlags
}

func (c *Msync) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Msync) reset() {
	*c = Msync{}
}

// String returns the call as strace(1) writes it.
func (c *Msync) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Msync) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Msync) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Msync) FDs() []int { return fds(c) }

// Madvise is madvise(2).
type Madvise struct {
	Header
	Addr   Pointer
	Length uint64
	Advice Advice
}

func (c *Madvise) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldAdvice:
		return &c.Advice
	}
	return nil
}

func (c *Madvise) reset() {
	*c = Madvise{}
}

// String returns the call as strace(1) writes it.
func (c *Madvise) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Madvise) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Madvise) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Madvise) FDs() []int { return fds(c) }

// Mincore is mincore(2).
type Mincore struct {
	Header
	Addr   Pointer
	Length uint64
	Vec    Pointer
}

func (c *Mincore) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldVec:
		return &c.Vec
	}
	return nil
}

func (c *Mincore) reset() {
	*c = Mincore{}
}

// String returns the call as strace(1) writes it.
func (c *Mincore) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mincore) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mincore) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mincore) FDs() []int { return fds(c) }

// Mlock is mlock(2) or mlock2(2).
type Mlock struct {
	Header
	Addr   Pointer
	Length uint64
	Flags  MlockFlags
}

func (c *Mlock) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Mlock) reset() {
	*c = Mlock{}
}

// String returns the call as strace(1) writes it.
func (c *Mlock) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mlock) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mlock) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mlock) FDs() []int { return fds(c) }

// Munlock is munlock(2).
type Munlock struct {
	Header
	Addr   Pointer
	Length uint64
}

func (c *Munlock) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	}
	return nil
}

func (c *Munlock) reset() {
	*c = Munlock{}
}

// String returns the call as strace(1) writes it.
func (c *Munlock) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Munlock) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Munlock) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Munlock) FDs() []int { return fds(c) }

// Mlockall is mlockall(2).
type Mlockall struct {
	Header
	Flags MlockallFlags
}

func (c *Mlockall) field(id uint8) any {
	switch id {
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Mlockall) reset() {
	*c = Mlockall{}
}

// String returns the call as strace(1) writes it.
func (c *Mlockall) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mlockall) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mlockall) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mlockall) FDs() []int { return fds(c) }

// Munlockall is munlockall(2).
type Munlockall struct {
	Header
}

func (c *Munlockall) field(id uint8) any {
	return nil
}

func (c *Munlockall) reset() {
	*c = Munlockall{}
}

// String returns the call as strace(1) writes it.
func (c *Munlockall) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Munlockall) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Munlockall) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Munlockall) FDs() []int { return fds(c) }

// RemapFilePages is remap_file_pages(2).
type RemapFilePages struct {
	Header
	Addr   Pointer
	Size   uint64
	Prot   Prot
	Offset uint64
	Flags  MapFlags
}

func (c *RemapFilePages) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldSize:
		return &c.Size
	case fieldProt:
		return &c.Prot
	case fieldOffset:
		return &c.Offset
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *RemapFilePages) reset() {
	*c = RemapFilePages{}
}

// String returns the call as strace(1) writes it.
func (c *RemapFilePages) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *RemapFilePages) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *RemapFilePages) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *RemapFilePages) FDs() []int { return fds(c) }

// Brk is brk(2).
type Brk struct {
	Header
	Addr Pointer
}

func (c *Brk) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	}
	return nil
}

func (c *Brk) reset() {
	*c = Brk{}
}

// String returns the call as strace(1) writes it.
func (c *Brk) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Brk) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Brk) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Brk) FDs() []int { return fds(c) }

// Mbind is mbind(2).
type Mbind struct {
	Header
	Addr   Pointer
	Length uint64
	Mode   uint32
	Nodes  Pointer
	Max    uint64
	Flags  uint32
}

func (c *Mbind) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldMode:
		return &c.Mode
	case fieldNodes:
		return &c.Nodes
	case fieldMax:
		return &c.Max
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Mbind) reset() {
	*c = Mbind{}
}

// String returns the call as strace(1) writes it.
func (c *Mbind) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Mbind) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Mbind) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Mbind) FDs() []int { return fds(c) }

// SetMempolicy is set_mempolicy(2).
type SetMempolicy struct {
	Header
	Mode  uint32
	Nodes Pointer
	Max   uint64
}

func (c *SetMempolicy) field(id uint8) any {
	switch id {
	case fieldMode:
		return &c.Mode
	case fieldNodes:
		return &c.Nodes
	case fieldMax:
		return &c.Max
	}
	return nil
}

func (c *SetMempolicy) reset() {
	*c = SetMempolicy{}
}

// String returns the call as strace(1) writes it.
func (c *SetMempolicy) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetMempolicy) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetMempolicy) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetMempolicy) FDs() []int { return fds(c) }

// GetMempolicy is get_mempolicy(2).
type GetMempolicy struct {
	Header
	Mode  Pointer
	Nodes Pointer
	Max   uint64
	Addr  Pointer
	Flags uint64
}

func (c *GetMempolicy) field(id uint8) any {
	switch id {
	case fieldMode:
		return &c.Mode
	case fieldNodes:
		return &c.Nodes
	case fieldMax:
		return &c.Max
	case fieldAddr:
		return &c.Addr
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *GetMempolicy) reset() {
	*c = GetMempolicy{}
}

// String returns the call as strace(1) writes it.
func (c *GetMempolicy) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetMempolicy) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetMempolicy) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetMempolicy) FDs() []int { return fds(c) }

// SetMempolicyHome is set_mempolicy_home_node(2).
type SetMempolicyHome struct {
	Header
	Addr   Pointer
	Length uint64
	Node   uint64
	Flags  uint64
}

func (c *SetMempolicyHome) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldLength:
		return &c.Length
	case fieldNode:
		return &c.Node
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *SetMempolicyHome) reset() {
	*c = SetMempolicyHome{}
}

// String returns the call as strace(1) writes it.
func (c *SetMempolicyHome) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetMempolicyHome) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetMempolicyHome) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetMempolicyHome) FDs() []int { return fds(c) }

// MigratePages is migrate_pages(2).
type MigratePages struct {
	Header
	PID int
	Max uint64
	Old Pointer
	New Pointer
}

func (c *MigratePages) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldMax:
		return &c.Max
	case fieldOld:
		return &c.Old
	case fieldNew:
		return &c.New
	}
	return nil
}

func (c *MigratePages) reset() {
	*c = MigratePages{}
}

// String returns the call as strace(1) writes it.
func (c *MigratePages) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MigratePages) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MigratePages) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MigratePages) FDs() []int { return fds(c) }

// MovePages is move_pages(2).
type MovePages struct {
	Header
	PID    int
	Count  uint64
	Pages  Pointer
	Nodes  Pointer
	Status Pointer
	Flags  uint32
}

func (c *MovePages) field(id uint8) any {
	switch id {
	case fieldPID:
		return &c.PID
	case fieldCount:
		return &c.Count
	case fieldPages:
		return &c.Pages
	case fieldNodes:
		return &c.Nodes
	case fieldStatus:
		return &c.Status
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *MovePages) reset() {
	*c = MovePages{}
}

// String returns the call as strace(1) writes it.
func (c *MovePages) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MovePages) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MovePages) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MovePages) FDs() []int { return fds(c) }

// Futex is futex(2).
type Futex struct {
	Header
	Addr    Pointer
	Op      FutexOperation
	Value   uint32
	Timeout *Timespec
	Addr2   Pointer
	Value3  uint32
}

func (c *Futex) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldOp:
		return &c.Op
	case fieldValue:
		return &c.Value
	case fieldTimeout:
		return &c.Timeout
	case fieldAddr2:
		return &c.Addr2
	case fieldValue3:
		return &c.Value3
	}
	return nil
}

func (c *Futex) reset() {
	*c = Futex{}
}

// String returns the call as strace(1) writes it.
func (c *Futex) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Futex) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Futex) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Futex) FDs() []int { return fds(c) }

// FutexWait is futex_wait(2).
type FutexWait struct {
	Header
	Addr    Pointer
	Value   uint64
	Mask    uint64
	Flags   uint32
	Timeout *Timespec
	Clock   Clock
}

func (c *FutexWait) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldValue:
		return &c.Value
	case fieldMask:
		return &c.Mask
	case fieldFlags:
		return &c.Flags
	case fieldTimeout:
		return &c.Timeout
	case fieldClock:
		return &c.Clock
	}
	return nil
}

func (c *FutexWait) reset() {
	*c = FutexWait{}
}

// String returns the call as strace(1) writes it.
func (c *FutexWait) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FutexWait) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FutexWait) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FutexWait) FDs() []int { return fds(c) }

// FutexWake is futex_wake(2).
type FutexWake struct {
	Header
	Addr  Pointer
	Mask  uint64
	Count int
	Flags uint32
}

func (c *FutexWake) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	case fieldMask:
		return &c.Mask
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *FutexWake) reset() {
	*c = FutexWake{}
}

// String returns the call as strace(1) writes it.
func (c *FutexWake) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FutexWake) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FutexWake) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FutexWake) FDs() []int { return fds(c) }

// FutexRequeue is futex_requeue(2).
type FutexRequeue struct {
	Header
	Waiters Pointer
	Flags   uint32
	Wake    int
	Requeue int
}

func (c *FutexRequeue) field(id uint8) any {
	switch id {
	case fieldWaiters:
		return &c.Waiters
	case fieldFlags:
		return &c.Flags
	case fieldWake:
		return &c.Wake
	case fieldRequeue:
		return &c.Requeue
	}
	return nil
}

func (c *FutexRequeue) reset() {
	*c = FutexRequeue{}
}

// String returns the call as strace(1) writes it.
func (c *FutexRequeue) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FutexRequeue) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FutexRequeue) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FutexRequeue) FDs() []int { return fds(c) }

// FutexWaitv is futex_waitv(2).
type FutexWaitv struct {
	Header
	Waiters Pointer
	Count   uint32
	Flags   uint32
	Timeout *Timespec
	Clock   Clock
}

func (c *FutexWaitv) field(id uint8) any {
	switch id {
	case fieldWaiters:
		return &c.Waiters
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	case fieldTimeout:
		return &c.Timeout
	case fieldClock:
		return &c.Clock
	}
	return nil
}

func (c *FutexWaitv) reset() {
	*c = FutexWaitv{}
}

// String returns the call as strace(1) writes it.
func (c *FutexWaitv) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *FutexWaitv) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *FutexWaitv) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *FutexWaitv) FDs() []int { return fds(c) }

// Time is time(2).
type Time struct {
	Header
	Result Pointer
}

func (c *Time) field(id uint8) any {
	switch id {
	case fieldResult:
		return &c.Result
	}
	return nil
}

func (c *Time) reset() {
	*c = Time{}
}

// String returns the call as strace(1) writes it.
func (c *Time) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Time) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Time) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Time) FDs() []int { return fds(c) }

// Stime is stime(2).
type Stime struct {
	Header
	Time Pointer
}

func (c *Stime) field(id uint8) any {
	switch id {
	case fieldTime:
		return &c.Time
	}
	return nil
}

func (c *Stime) reset() {
	*c = Stime{}
}

// String returns the call as strace(1) writes it.
func (c *Stime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Stime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Stime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Stime) FDs() []int { return fds(c) }

// Gettimeofday is gettimeofday(2).
type Gettimeofday struct {
	Header
	TV Pointer
	TZ Pointer
}

func (c *Gettimeofday) field(id uint8) any {
	switch id {
	case fieldTV:
		return &c.TV
	case fieldTZ:
		return &c.TZ
	}
	return nil
}

func (c *Gettimeofday) reset() {
	*c = Gettimeofday{}
}

// String returns the call as strace(1) writes it.
func (c *Gettimeofday) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Gettimeofday) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Gettimeofday) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Gettimeofday) FDs() []int { return fds(c) }

// Settimeofday is settimeofday(2).
type Settimeofday struct {
	Header
	TV *Timespec
	TZ Pointer
}

func (c *Settimeofday) field(id uint8) any {
	switch id {
	case fieldTV:
		return &c.TV
	case fieldTZ:
		return &c.TZ
	}
	return nil
}

func (c *Settimeofday) reset() {
	*c = Settimeofday{}
}

// String returns the call as strace(1) writes it.
func (c *Settimeofday) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Settimeofday) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Settimeofday) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Settimeofday) FDs() []int { return fds(c) }

// ClockGettime is clock_gettime(2), clock_gettime64(2), clock_getres(2) or clock_getres_time64(2).
type ClockGettime struct {
	Header
	Clock  Clock
	Result Pointer
}

func (c *ClockGettime) field(id uint8) any {
	switch id {
	case fieldClock:
		return &c.Clock
	case fieldResult:
		return &c.Result
	}
	return nil
}

func (c *ClockGettime) reset() {
	*c = ClockGettime{}
}

// String returns the call as strace(1) writes it.
func (c *ClockGettime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ClockGettime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ClockGettime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ClockGettime) FDs() []int { return fds(c) }

// ClockSettime is clock_settime(2) or clock_settime64(2).
type ClockSettime struct {
	Header
	Clock Clock
	Value *Timespec
}

func (c *ClockSettime) field(id uint8) any {
	switch id {
	case fieldClock:
		return &c.Clock
	case fieldValue:
		return &c.Value
	}
	return nil
}

func (c *ClockSettime) reset() {
	*c = ClockSettime{}
}

// String returns the call as strace(1) writes it.
func (c *ClockSettime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ClockSettime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ClockSettime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ClockSettime) FDs() []int { return fds(c) }

// Nanosleep is clock_nanosleep(2), clock_nanosleep_time64(2) or nanosleep(2).
type Nanosleep struct {
	Header
	Clock   Clock
	Flags   TimerFlags
	Request *Timespec
	Remain  Pointer
}

func (c *Nanosleep) field(id uint8) any {
	switch id {
	case fieldClock:
		return &c.Clock
	case fieldFlags:
		return &c.Flags
	case fieldRequest:
		return &c.Request
	case fieldRemain:
		return &c.Remain
	}
	return nil
}

func (c *Nanosleep) reset() {
	*c = Nanosleep{}
}

// String returns the call as strace(1) writes it.
func (c *Nanosleep) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Nanosleep) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Nanosleep) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Nanosleep) FDs() []int { return fds(c) }

// Adjtimex is adjtimex(2).
type Adjtimex struct {
	Header
	Timex Pointer
}

func (c *Adjtimex) field(id uint8) any {
	switch id {
	case fieldTimex:
		return &c.Timex
	}
	return nil
}

func (c *Adjtimex) reset() {
	*c = Adjtimex{}
}

// String returns the call as strace(1) writes it.
func (c *Adjtimex) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Adjtimex) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Adjtimex) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Adjtimex) FDs() []int { return fds(c) }

// ClockAdjtime is clock_adjtime(2) or clock_adjtime64(2).
type ClockAdjtime struct {
	Header
	Clock Clock
	Timex Pointer
}

func (c *ClockAdjtime) field(id uint8) any {
	switch id {
	case fieldClock:
		return &c.Clock
	case fieldTimex:
		return &c.Timex
	}
	return nil
}

func (c *ClockAdjtime) reset() {
	*c = ClockAdjtime{}
}

// String returns the call as strace(1) writes it.
func (c *ClockAdjtime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ClockAdjtime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ClockAdjtime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ClockAdjtime) FDs() []int { return fds(c) }

// TimerCreate is timer_create(2).
type TimerCreate struct {
	Header
	Clock Clock
	Event Pointer
	ID    Pointer
}

func (c *TimerCreate) field(id uint8) any {
	switch id {
	case fieldClock:
		return &c.Clock
	case fieldEvent:
		return &c.Event
	case fieldID:
		return &c.ID
	}
	return nil
}

func (c *TimerCreate) reset() {
	*c = TimerCreate{}
}

// String returns the call as strace(1) writes it.
func (c *TimerCreate) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerCreate) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerCreate) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerCreate) FDs() []int { return fds(c) }

// TimerSettime is timer_settime(2) or timer_settime64(2).
type TimerSettime struct {
	Header
	ID    int
	Flags TimerFlags
	New   *ITimer
	Old   Pointer
}

func (c *TimerSettime) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldFlags:
		return &c.Flags
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *TimerSettime) reset() {
	*c = TimerSettime{}
}

// String returns the call as strace(1) writes it.
func (c *TimerSettime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerSettime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerSettime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerSettime) FDs() []int { return fds(c) }

// TimerGettime is timer_gettime(2) or timer_gettime64(2).
type TimerGettime struct {
	Header
	ID      int
	Current Pointer
}

func (c *TimerGettime) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldCurrent:
		return &c.Current
	}
	return nil
}

func (c *TimerGettime) reset() {
	*c = TimerGettime{}
}

// String returns the call as strace(1) writes it.
func (c *TimerGettime) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerGettime) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerGettime) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerGettime) FDs() []int { return fds(c) }

// TimerGetoverrun is timer_getoverrun(2).
type TimerGetoverrun struct {
	Header
	ID int
}

func (c *TimerGetoverrun) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	}
	return nil
}

func (c *TimerGetoverrun) reset() {
	*c = TimerGetoverrun{}
}

// String returns the call as strace(1) writes it.
func (c *TimerGetoverrun) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerGetoverrun) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerGetoverrun) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerGetoverrun) FDs() []int { return fds(c) }

// TimerDelete is timer_delete(2).
type TimerDelete struct {
	Header
	ID int
}

func (c *TimerDelete) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	}
	return nil
}

func (c *TimerDelete) reset() {
	*c = TimerDelete{}
}

// String returns the call as strace(1) writes it.
func (c *TimerDelete) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *TimerDelete) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *TimerDelete) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *TimerDelete) FDs() []int { return fds(c) }

// Times is times(2).
type Times struct {
	Header
	Buf Pointer
}

func (c *Times) field(id uint8) any {
	switch id {
	case fieldBuf:
		return &c.Buf
	}
	return nil
}

func (c *Times) reset() {
	*c = Times{}
}

// String returns the call as strace(1) writes it.
func (c *Times) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Times) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Times) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Times) FDs() []int { return fds(c) }

// Shmget is shmget(2).
type Shmget struct {
	Header
	Key   uint32
	Size  uint64
	Flags IPCFlags
}

func (c *Shmget) field(id uint8) any {
	switch id {
	case fieldKey:
		return &c.Key
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Shmget) reset() {
	*c = Shmget{}
}

// String returns the call as strace(1) writes it.
func (c *Shmget) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Shmget) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Shmget) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Shmget) FDs() []int { return fds(c) }

// Shmat is shmat(2).
type Shmat struct {
	Header
	ID    int
	Addr  Pointer
	Flags ShmatFlags
}

func (c *Shmat) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldAddr:
		return &c.Addr
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Shmat) reset() {
	*c = Shmat{}
}

// String returns the call as strace(1) writes it.
func (c *Shmat) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Shmat) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Shmat) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Shmat) FDs() []int { return fds(c) }

// Shmdt is shmdt(2).
type Shmdt struct {
	Header
	Addr Pointer
}

func (c *Shmdt) field(id uint8) any {
	switch id {
	case fieldAddr:
		return &c.Addr
	}
	return nil
}

func (c *Shmdt) reset() {
	*c = Shmdt{}
}

// String returns the call as strace(1) writes it.
func (c *Shmdt) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Shmdt) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Shmdt) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Shmdt) FDs() []int { return fds(c) }

// Shmctl is shmctl(2).
type Shmctl struct {
	Header
	ID  int
	Cmd IPCCmd
	Buf Pointer
}

func (c *Shmctl) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldCmd:
		return &c.Cmd
	case fieldBuf:
		return &c.Buf
	}
	return nil
}

func (c *Shmctl) reset() {
	*c = Shmctl{}
}

// String returns the call as strace(1) writes it.
func (c *Shmctl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Shmctl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Shmctl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Shmctl) FDs() []int { return fds(c) }

// Semget is semget(2).
type Semget struct {
	Header
	Key   uint32
	Count int
	Flags IPCFlags
}

func (c *Semget) field(id uint8) any {
	switch id {
	case fieldKey:
		return &c.Key
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Semget) reset() {
	*c = Semget{}
}

// String returns the call as strace(1) writes it.
func (c *Semget) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Semget) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Semget) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Semget) FDs() []int { return fds(c) }

// Semop is semop(2), semtimedop(2) or semtimedop_time64(2).
type Semop struct {
	Header
	ID      int
	Ops     Pointer
	Count   uint32
	Timeout *Timespec
}

func (c *Semop) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldOps:
		return &c.Ops
	case fieldCount:
		return &c.Count
	case fieldTimeout:
		return &c.Timeout
	}
	return nil
}

func (c *Semop) reset() {
	*c = Semop{}
}

// String returns the call as strace(1) writes it.
func (c *Semop) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Semop) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Semop) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Semop) FDs() []int { return fds(c) }

// Semctl is semctl(2).
type Semctl struct {
	Header
	ID    int
	Index int
	Cmd   IPCCmd
	Arg   uint64
}

func (c *Semctl) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldIndex:
		return &c.Index
	case fieldCmd:
		return &c.Cmd
	case fieldArg:
		return &c.Arg
	}
	return nil
}

func (c *Semctl) reset() {
	*c = Semctl{}
}

// String returns the call as strace(1) writes it.
func (c *Semctl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Semctl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Semctl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Semctl) FDs() []int { return fds(c) }

// Msgget is msgget(2).
type Msgget struct {
	Header
	Key   uint32
	Flags IPCFlags
}

func (c *Msgget) field(id uint8) any {
	switch id {
	case fieldKey:
		return &c.Key
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Msgget) reset() {
	*c = Msgget{}
}

// String returns the call as strace(1) writes it.
func (c *Msgget) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Msgget) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Msgget) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Msgget) FDs() []int { return fds(c) }

// Msgsnd is msgsnd(2).
type Msgsnd struct {
	Header
	ID    int
	Msg   Pointer
	Size  uint64
	Flags uint32
}

func (c *Msgsnd) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldMsg:
		return &c.Msg
	case fieldSize:
		return &c.Size
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Msgsnd) reset() {
	*c = Msgsnd{}
}

// String returns the call as strace(1) writes it.
func (c *Msgsnd) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Msgsnd) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Msgsnd) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Msgsnd) FDs() []int { return fds(c) }

// Msgrcv is msgrcv(2).
type Msgrcv struct {
	Header
	ID    int
	Msg   Pointer
	Size  uint64
	Type  int64
	Flags uint32
}

func (c *Msgrcv) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldMsg:
		return &c.Msg
	case fieldSize:
		return &c.Size
	case fieldType:
		return &c.Type
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Msgrcv) reset() {
	*c = Msgrcv{}
}

// String returns the call as strace(1) writes it.
func (c *Msgrcv) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Msgrcv) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Msgrcv) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Msgrcv) FDs() []int { return fds(c) }

// Msgctl is msgctl(2).
type Msgctl struct {
	Header
	ID  int
	Cmd IPCCmd
	Buf Pointer
}

func (c *Msgctl) field(id uint8) any {
	switch id {
	case fieldID:
		return &c.ID
	case fieldCmd:
		return &c.Cmd
	case fieldBuf:
		return &c.Buf
	}
	return nil
}

func (c *Msgctl) reset() {
	*c = Msgctl{}
}

// String returns the call as strace(1) writes it.
func (c *Msgctl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Msgctl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Msgctl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Msgctl) FDs() []int { return fds(c) }

// MqOpen is mq_open(2).
type MqOpen struct {
	Header
	Queue string
	Flags OpenFlags
	Mode  Mode
	Attr  Pointer
}

func (c *MqOpen) field(id uint8) any {
	switch id {
	case fieldQueue:
		return &c.Queue
	case fieldFlags:
		return &c.Flags
	case fieldMode:
		return &c.Mode
	case fieldAttr:
		return &c.Attr
	}
	return nil
}

func (c *MqOpen) reset() {
	*c = MqOpen{}
}

// String returns the call as strace(1) writes it.
func (c *MqOpen) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MqOpen) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MqOpen) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MqOpen) FDs() []int { return fds(c) }

// MqUnlink is mq_unlink(2).
type MqUnlink struct {
	Header
	Queue string
}

func (c *MqUnlink) field(id uint8) any {
	switch id {
	case fieldQueue:
		return &c.Queue
	}
	return nil
}

func (c *MqUnlink) reset() {
	*c = MqUnlink{}
}

// String returns the call as strace(1) writes it.
func (c *MqUnlink) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MqUnlink) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MqUnlink) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MqUnlink) FDs() []int { return fds(c) }

// MqSend is mq_timedsend(2) or mq_timedsend_time64(2).
type MqSend struct {
	Header
	FD      int
	Data    []byte
	Buf     Pointer
	Count   uint64
	Prio    uint32
	Timeout *Timespec
}

func (c *MqSend) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldData:
		return &c.Data
	case fieldBuf:
		return &c.Buf
	case fieldCount:
		return &c.Count
	case fieldPrio:
		return &c.Prio
	case fieldTimeout:
		return &c.Timeout
	}
	return nil
}

func (c *MqSend) reset() {
	*c = MqSend{}
}

// String returns the call as strace(1) writes it.
func (c *MqSend) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MqSend) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MqSend) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MqSend) FDs() []int { return fds(c) }

// MqReceive is mq_timedreceive(2) or mq_timedreceive_time64(2).
type MqReceive struct {
	Header
	FD      int
	Buf     Pointer
	Count   uint64
	Prio    Pointer
	Timeout *Timespec
}

func (c *MqReceive) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldBuf:
		return &c.Buf
	case fieldCount:
		return &c.Count
	case fieldPrio:
		return &c.Prio
	case fieldTimeout:
		return &c.Timeout
	}
	return nil
}

func (c *MqReceive) reset() {
	*c = MqReceive{}
}

// String returns the call as strace(1) writes it.
func (c *MqReceive) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MqReceive) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MqReceive) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MqReceive) FDs() []int { return fds(c) }

// MqNotify is mq_notify(2).
type MqNotify struct {
	Header
	FD    int
	Event Pointer
}

func (c *MqNotify) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldEvent:
		return &c.Event
	}
	return nil
}

func (c *MqNotify) reset() {
	*c = MqNotify{}
}

// String returns the call as strace(1) writes it.
func (c *MqNotify) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MqNotify) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MqNotify) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MqNotify) FDs() []int { return fds(c) }

// MqGetsetattr is mq_getsetattr(2).
type MqGetsetattr struct {
	Header
	FD  int
	New Pointer
	Old Pointer
}

func (c *MqGetsetattr) field(id uint8) any {
	switch id {
	case fieldFD:
		return &c.FD
	case fieldNew:
		return &c.New
	case fieldOld:
		return &c.Old
	}
	return nil
}

func (c *MqGetsetattr) reset() {
	*c = MqGetsetattr{}
}

// String returns the call as strace(1) writes it.
func (c *MqGetsetattr) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *MqGetsetattr) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *MqGetsetattr) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *MqGetsetattr) FDs() []int { return fds(c) }

// Uname is uname(2), olduname(2) or oldolduname(2).
type Uname struct {
	Header
	Buf Pointer
}

func (c *Uname) field(id uint8) any {
	switch id {
	case fieldBuf:
		return &c.Buf
	}
	return nil
}

func (c *Uname) reset() {
	*c = Uname{}
}

// String returns the call as strace(1) writes it.
func (c *Uname) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Uname) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Uname) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Uname) FDs() []int { return fds(c) }

// Sethostname is sethostname(2) or setdomainname(2).
type Sethostname struct {
	Header
	Host   []byte
	Length int
}

func (c *Sethostname) field(id uint8) any {
	switch id {
	case fieldHost:
		return &c.Host
	case fieldLength:
		return &c.Length
	}
	return nil
}

func (c *Sethostname) reset() {
	*c = Sethostname{}
}

// String returns the call as strace(1) writes it.
func (c *Sethostname) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sethostname) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sethostname) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sethostname) FDs() []int { return fds(c) }

// Sysinfo is sysinfo(2).
type Sysinfo struct {
	Header
	Info Pointer
}

func (c *Sysinfo) field(id uint8) any {
	switch id {
	case fieldInfo:
		return &c.Info
	}
	return nil
}

func (c *Sysinfo) reset() {
	*c = Sysinfo{}
}

// String returns the call as strace(1) writes it.
func (c *Sysinfo) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Sysinfo) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Sysinfo) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Sysinfo) FDs() []int { return fds(c) }

// Syslog is syslog(2).
type Syslog struct {
	Header
	Type   int
	Buf    Pointer
	Length int
}

func (c *Syslog) field(id uint8) any {
	switch id {
	case fieldType:
		return &c.Type
	case fieldBuf:
		return &c.Buf
	case fieldLength:
		return &c.Length
	}
	return nil
}

func (c *Syslog) reset() {
	*c = Syslog{}
}

// String returns the call as strace(1) writes it.
func (c *Syslog) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Syslog) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Syslog) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Syslog) FDs() []int { return fds(c) }

// Getrandom is getrandom(2).
type Getrandom struct {
	Header
	Buf   Pointer
	Count uint64
	Flags GetrandomFlags
}

func (c *Getrandom) field(id uint8) any {
	switch id {
	case fieldBuf:
		return &c.Buf
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Getrandom) reset() {
	*c = Getrandom{}
}

// String returns the call as strace(1) writes it.
func (c *Getrandom) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Getrandom) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Getrandom) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Getrandom) FDs() []int { return fds(c) }

// Vhangup is vhangup(2).
type Vhangup struct {
	Header
}

func (c *Vhangup) field(id uint8) any {
	return nil
}

func (c *Vhangup) reset() {
	*c = Vhangup{}
}

// String returns the call as strace(1) writes it.
func (c *Vhangup) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Vhangup) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Vhangup) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Vhangup) FDs() []int { return fds(c) }

// Iopl is iopl(2).
type Iopl struct {
	Header
	Level int
}

func (c *Iopl) field(id uint8) any {
	switch id {
	case fieldLevel:
		return &c.Level
	}
	return nil
}

func (c *Iopl) reset() {
	*c = Iopl{}
}

// String returns the call as strace(1) writes it.
func (c *Iopl) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Iopl) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Iopl) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Iopl) FDs() []int { return fds(c) }

// Ioperm is ioperm(2).
type Ioperm struct {
	Header
	From  uint64
	Count uint64
	On    int
}

func (c *Ioperm) field(id uint8) any {
	switch id {
	case fieldFrom:
		return &c.From
	case fieldCount:
		return &c.Count
	case fieldOn:
		return &c.On
	}
	return nil
}

func (c *Ioperm) reset() {
	*c = Ioperm{}
}

// String returns the call as strace(1) writes it.
func (c *Ioperm) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Ioperm) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Ioperm) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Ioperm) FDs() []int { return fds(c) }

// ModifyLDT is modify_ldt(2).
type ModifyLDT struct {
	Header
	Func int
	Ptr  Pointer
	Size uint64
}

func (c *ModifyLDT) field(id uint8) any {
	switch id {
	case fieldFunc:
		return &c.Func
	case fieldPtr:
		return &c.Ptr
	case fieldSize:
		return &c.Size
	}
	return nil
}

func (c *ModifyLDT) reset() {
	*c = ModifyLDT{}
}

// String returns the call as strace(1) writes it.
func (c *ModifyLDT) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *ModifyLDT) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *ModifyLDT) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *ModifyLDT) FDs() []int { return fds(c) }

// SetThreadArea is set_thread_area(2).
type SetThreadArea struct {
	Header
	Info Pointer
}

func (c *SetThreadArea) field(id uint8) any {
	switch id {
	case fieldInfo:
		return &c.Info
	}
	return nil
}

func (c *SetThreadArea) reset() {
	*c = SetThreadArea{}
}

// String returns the call as strace(1) writes it.
func (c *SetThreadArea) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *SetThreadArea) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *SetThreadArea) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *SetThreadArea) FDs() []int { return fds(c) }

// GetThreadArea is get_thread_area(2).
type GetThreadArea struct {
	Header
	Info Pointer
}

func (c *GetThreadArea) field(id uint8) any {
	switch id {
	case fieldInfo:
		return &c.Info
	}
	return nil
}

func (c *GetThreadArea) reset() {
	*c = GetThreadArea{}
}

// String returns the call as strace(1) writes it.
func (c *GetThreadArea) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *GetThreadArea) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *GetThreadArea) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *GetThreadArea) FDs() []int { return fds(c) }

// Listns is listns(2).
type Listns struct {
	Header
	Request Pointer
	IDs     Pointer
	Count   uint64
	Flags   uint32
}

func (c *Listns) field(id uint8) any {
	switch id {
	case fieldRequest:
		return &c.Request
	case fieldIDs:
		return &c.IDs
	case fieldCount:
		return &c.Count
	case fieldFlags:
		return &c.Flags
	}
	return nil
}

func (c *Listns) reset() {
	*c = Listns{}
}

// String returns the call as strace(1) writes it.
func (c *Listns) String() string { return text(c) }

// Paths returns the paths that the call uses.
func (c *Listns) Paths() []Path { return paths(c) }

// Addrs returns the socket addresses that the call is given.
func (c *Listns) Addrs() []*Sockaddr { return addrs(c) }

// FDs returns the descriptors that the call is given.
func (c *Listns) FDs() []int { return fds(c) }

// makers make an empty value of each type, by its number.
var makers = [...]func() Call{
	0:   func() Call { return new(Other) },
	1:   func() Call { return new(Open) },
	2:   func() Call { return new(Mkdir) },
	3:   func() Call { return new(Mknod) },
	4:   func() Call { return new(Remove) },
	5:   func() Call { return new(Rename) },
	6:   func() Call { return new(Link) },
	7:   func() Call { return new(Symlink) },
	8:   func() Call { return new(Readlink) },
	9:   func() Call { return new(Chmod) },
	10:  func() Call { return new(Fchmod) },
	11:  func() Call { return new(Chown) },
	12:  func() Call { return new(Fchown) },
	13:  func() Call { return new(Utimens) },
	14:  func() Call { return new(Truncate) },
	15:  func() Call { return new(Ftruncate) },
	16:  func() Call { return new(Stat) },
	17:  func() Call { return new(Fstat) },
	18:  func() Call { return new(Access) },
	19:  func() Call { return new(Statfs) },
	20:  func() Call { return new(Fstatfs) },
	21:  func() Call { return new(Ustat) },
	22:  func() Call { return new(GetXattr) },
	23:  func() Call { return new(FgetXattr) },
	24:  func() Call { return new(GetXattrAt) },
	25:  func() Call { return new(ListXattr) },
	26:  func() Call { return new(FlistXattr) },
	27:  func() Call { return new(SetXattr) },
	28:  func() Call { return new(FsetXattr) },
	29:  func() Call { return new(SetXattrAt) },
	30:  func() Call { return new(RemoveXattr) },
	31:  func() Call { return new(FremoveXattr) },
	32:  func() Call { return new(FileAttr) },
	33:  func() Call { return new(Chdir) },
	34:  func() Call { return new(Fchdir) },
	35:  func() Call { return new(Chroot) },
	36:  func() Call { return new(Getcwd) },
	37:  func() Call { return new(InotifyInit) },
	38:  func() Call { return new(InotifyAddWatch) },
	39:  func() Call { return new(InotifyRmWatch) },
	40:  func() Call { return new(FanotifyInit) },
	41:  func() Call { return new(FanotifyMark) },
	42:  func() Call { return new(NameToHandle) },
	43:  func() Call { return new(OpenByHandle) },
	44:  func() Call { return new(Umask) },
	45:  func() Call { return new(Mount) },
	46:  func() Call { return new(Umount) },
	47:  func() Call { return new(PivotRoot) },
	48:  func() Call { return new(OpenTree) },
	49:  func() Call { return new(MoveMount) },
	50:  func() Call { return new(Fsopen) },
	51:  func() Call { return new(Fsconfig) },
	52:  func() Call { return new(Fsmount) },
	53:  func() Call { return new(Fspick) },
	54:  func() Call { return new(MountSetattr) },
	55:  func() Call { return new(Statmount) },
	56:  func() Call { return new(Listmount) },
	57:  func() Call { return new(Swapon) },
	58:  func() Call { return new(Swapoff) },
	59:  func() Call { return new(Quotactl) },
	60:  func() Call { return new(QuotactlFD) },
	61:  func() Call { return new(Acct) },
	62:  func() Call { return new(Uselib) },
	63:  func() Call { return new(Sysfs) },
	64:  func() Call { return new(LookupDcookie) },
	65:  func() Call { return new(Read) },
	66:  func() Call { return new(Write) },
	67:  func() Call { return new(Readv) },
	68:  func() Call { return new(Writev) },
	69:  func() Call { return new(Lseek) },
	70:  func() Call { return new(Sendfile) },
	71:  func() Call { return new(Splice) },
	72:  func() Call { return new(Tee) },
	73:  func() Call { return new(Vmsplice) },
	74:  func() Call { return new(CopyFileRange) },
	75:  func() Call { return new(Close) },
	76:  func() Call { return new(CloseRange) },
	77:  func() Call { return new(Dup) },
	78:  func() Call { return new(Fcntl) },
	79:  func() Call { return new(Ioctl) },
	80:  func() Call { return new(Flock) },
	81:  func() Call { return new(Fsync) },
	82:  func() Call { return new(Sync) },
	83:  func() Call { return new(SyncFileRange) },
	84:  func() Call { return new(Fallocate) },
	85:  func() Call { return new(Fadvise) },
	86:  func() Call { return new(Readahead) },
	87:  func() Call { return new(Cachestat) },
	88:  func() Call { return new(Getdents) },
	89:  func() Call { return new(Pipe) },
	90:  func() Call { return new(Eventfd) },
	91:  func() Call { return new(Signalfd) },
	92:  func() Call { return new(TimerfdCreate) },
	93:  func() Call { return new(TimerfdSettime) },
	94:  func() Call { return new(TimerfdGettime) },
	95:  func() Call { return new(MemfdCreate) },
	96:  func() Call { return new(MemfdSecret) },
	97:  func() Call { return new(EpollCreate) },
	98:  func() Call { return new(EpollCtl) },
	99:  func() Call { return new(EpollWait) },
	100: func() Call { return new(Poll) },
	101: func() Call { return new(Select) },
	102: func() Call { return new(IOUringSetup) },
	103: func() Call { return new(IOUringEnter) },
	104: func() Call { return new(IOUringRegister) },
	105: func() Call { return new(IOSetup) },
	106: func() Call { return new(IODestroy) },
	107: func() Call { return new(IOSubmit) },
	108: func() Call { return new(IOCancel) },
	109: func() Call { return new(IOGetevents) },
	110: func() Call { return new(Socket) },
	111: func() Call { return new(SocketPair) },
	112: func() Call { return new(Connect) },
	113: func() Call { return new(Bind) },
	114: func() Call { return new(Listen) },
	115: func() Call { return new(Accept) },
	116: func() Call { return new(GetSockName) },
	117: func() Call { return new(GetPeerName) },
	118: func() Call { return new(Send) },
	119: func() Call { return new(Recv) },
	120: func() Call { return new(SendMsg) },
	121: func() Call { return new(SendMmsg) },
	122: func() Call { return new(RecvMsg) },
	123: func() Call { return new(RecvMmsg) },
	124: func() Call { return new(Shutdown) },
	125: func() Call { return new(SetSockOpt) },
	126: func() Call { return new(GetSockOpt) },
	127: func() Call { return new(Execve) },
	128: func() Call { return new(Fork) },
	129: func() Call { return new(Clone) },
	130: func() Call { return new(Unshare) },
	131: func() Call { return new(Setns) },
	132: func() Call { return new(Exit) },
	133: func() Call { return new(Wait) },
	134: func() Call { return new(Waitid) },
	135: func() Call { return new(Kill) },
	136: func() Call { return new(SigQueue) },
	137: func() Call { return new(PidfdSendSignal) },
	138: func() Call { return new(PidfdOpen) },
	139: func() Call { return new(PidfdGetfd) },
	140: func() Call { return new(ProcessMadvise) },
	141: func() Call { return new(ProcessMrelease) },
	142: func() Call { return new(Ptrace) },
	143: func() Call { return new(ProcessVM) },
	144: func() Call { return new(Kcmp) },
	145: func() Call { return new(Prctl) },
	146: func() Call { return new(ArchPrctl) },
	147: func() Call { return new(Seccomp) },
	148: func() Call { return new(BPF) },
	149: func() Call { return new(PerfEventOpen) },
	150: func() Call { return new(Userfaultfd) },
	151: func() Call { return new(InitModule) },
	152: func() Call { return new(FinitModule) },
	153: func() Call { return new(DeleteModule) },
	154: func() Call { return new(KexecLoad) },
	155: func() Call { return new(KexecFileLoad) },
	156: func() Call { return new(Reboot) },
	157: func() Call { return new(AddKey) },
	158: func() Call { return new(RequestKey) },
	159: func() Call { return new(Keyctl) },
	160: func() Call { return new(LandlockCreate) },
	161: func() Call { return new(LandlockAddRule) },
	162: func() Call { return new(LandlockRestrict) },
	163: func() Call { return new(LSMAttr) },
	164: func() Call { return new(LSMList) },
	165: func() Call { return new(Personality) },
	166: func() Call { return new(SetIDs) },
	167: func() Call { return new(SetGroups) },
	168: func() Call { return new(GetGroups) },
	169: func() Call { return new(GetID) },
	170: func() Call { return new(GetPgid) },
	171: func() Call { return new(Setpgid) },
	172: func() Call { return new(Setsid) },
	173: func() Call { return new(GetResIDs) },
	174: func() Call { return new(Capget) },
	175: func() Call { return new(Capset) },
	176: func() Call { return new(Getrlimit) },
	177: func() Call { return new(Setrlimit) },
	178: func() Call { return new(Prlimit) },
	179: func() Call { return new(Getrusage) },
	180: func() Call { return new(Getpriority) },
	181: func() Call { return new(Setpriority) },
	182: func() Call { return new(Nice) },
	183: func() Call { return new(IoprioGet) },
	184: func() Call { return new(IoprioSet) },
	185: func() Call { return new(SchedYield) },
	186: func() Call { return new(SchedGet) },
	187: func() Call { return new(SchedSet) },
	188: func() Call { return new(SchedGetattr) },
	189: func() Call { return new(SchedSetattr) },
	190: func() Call { return new(SchedPriority) },
	191: func() Call { return new(SchedInterval) },
	192: func() Call { return new(SchedGetaffinity) },
	193: func() Call { return new(SchedSetaffinity) },
	194: func() Call { return new(SetTIDAddress) },
	195: func() Call { return new(SetRobustList) },
	196: func() Call { return new(GetRobustList) },
	197: func() Call { return new(Rseq) },
	198: func() Call { return new(RestartSyscall) },
	199: func() Call { return new(Getcpu) },
	200: func() Call { return new(Membarrier) },
	201: func() Call { return new(MapShadowStack) },
	202: func() Call { return new(Mseal) },
	203: func() Call { return new(Sigaction) },
	204: func() Call { return new(Sigprocmask) },
	205: func() Call { return new(Sigpending) },
	206: func() Call { return new(Sigwait) },
	207: func() Call { return new(Sigsuspend) },
	208: func() Call { return new(Sigreturn) },
	209: func() Call { return new(Sigaltstack) },
	210: func() Call { return new(OldSigaction) },
	211: func() Call { return new(Signal) },
	212: func() Call { return new(OldSigprocmask) },
	213: func() Call { return new(OldSigpending) },
	214: func() Call { return new(Pause) },
	215: func() Call { return new(Alarm) },
	216: func() Call { return new(Getitimer) },
	217: func() Call { return new(Setitimer) },
	218: func() Call { return new(Mmap) },
	219: func() Call { return new(Munmap) },
	220: func() Call { return new(Mprotect) },
	221: func() Call { return new(PkeyAlloc) },
	222: func() Call { return new(PkeyFree) },
	223: func() Call { return new(Mremap) },
	224: func() Call { return new(Msync) },
	225: func() Call { return new(Madvise) },
	226: func() Call { return new(Mincore) },
	227: func() Call { return new(Mlock) },
	228: func() Call { return new(Munlock) },
	229: func() Call { return new(Mlockall) },
	230: func() Call { return new(Munlockall) },
	231: func() Call { return new(RemapFilePages) },
	232: func() Call { return new(Brk) },
	233: func() Call { return new(Mbind) },
	234: func() Call { return new(SetMempolicy) },
	235: func() Call { return new(GetMempolicy) },
	236: func() Call { return new(SetMempolicyHome) },
	237: func() Call { return new(MigratePages) },
	238: func() Call { return new(MovePages) },
	239: func() Call { return new(Futex) },
	240: func() Call { return new(FutexWait) },
	241: func() Call { return new(FutexWake) },
	242: func() Call { return new(FutexRequeue) },
	243: func() Call { return new(FutexWaitv) },
	244: func() Call { return new(Time) },
	245: func() Call { return new(Stime) },
	246: func() Call { return new(Gettimeofday) },
	247: func() Call { return new(Settimeofday) },
	248: func() Call { return new(ClockGettime) },
	249: func() Call { return new(ClockSettime) },
	250: func() Call { return new(Nanosleep) },
	251: func() Call { return new(Adjtimex) },
	252: func() Call { return new(ClockAdjtime) },
	253: func() Call { return new(TimerCreate) },
	254: func() Call { return new(TimerSettime) },
	255: func() Call { return new(TimerGettime) },
	256: func() Call { return new(TimerGetoverrun) },
	257: func() Call { return new(TimerDelete) },
	258: func() Call { return new(Times) },
	259: func() Call { return new(Shmget) },
	260: func() Call { return new(Shmat) },
	261: func() Call { return new(Shmdt) },
	262: func() Call { return new(Shmctl) },
	263: func() Call { return new(Semget) },
	264: func() Call { return new(Semop) },
	265: func() Call { return new(Semctl) },
	266: func() Call { return new(Msgget) },
	267: func() Call { return new(Msgsnd) },
	268: func() Call { return new(Msgrcv) },
	269: func() Call { return new(Msgctl) },
	270: func() Call { return new(MqOpen) },
	271: func() Call { return new(MqUnlink) },
	272: func() Call { return new(MqSend) },
	273: func() Call { return new(MqReceive) },
	274: func() Call { return new(MqNotify) },
	275: func() Call { return new(MqGetsetattr) },
	276: func() Call { return new(Uname) },
	277: func() Call { return new(Sethostname) },
	278: func() Call { return new(Sysinfo) },
	279: func() Call { return new(Syslog) },
	280: func() Call { return new(Getrandom) },
	281: func() Call { return new(Vhangup) },
	282: func() Call { return new(Iopl) },
	283: func() Call { return new(Ioperm) },
	284: func() Call { return new(ModifyLDT) },
	285: func() Call { return new(SetThreadArea) },
	286: func() Call { return new(GetThreadArea) },
	287: func() Call { return new(Listns) },
}
