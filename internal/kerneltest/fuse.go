//go:build linux

package kerneltest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// A FUSERequest is what the kernel asks a FUSE server for, as <linux/fuse.h> numbers it.
type FUSERequest uint32

// Some that a test may leave unanswered.
const (
	FUSELookup  FUSERequest = 1
	FUSEGetattr FUSERequest = 3
	FUSEOpen    FUSERequest = 14
	FUSERead    FUSERequest = 15
	FUSERelease FUSERequest = 18
	FUSEFlush   FUSERequest = 25
	FUSEIoctl   FUSERequest = 39
	FUSEPoll    FUSERequest = 40

	fuseForget      FUSERequest = 2
	fuseInit        FUSERequest = 26
	fuseInterrupt   FUSERequest = 36
	fuseBatchForget FUSERequest = 42
)

// FUSE mounts a file system at dir, in which every name is an empty file, for hostile
// targets: certain requests are left unanswered. The mount is in a mount namespace of the
// calling thread, which must be locked to its goroutine as that of a scenario is.
//
// The server is a process of its own and ends when the caller's does, which ends whatever
// waits for an answer. A process that serves itself could not be ended: it would wait at its
// exit for the answer to FLUSH, before the kernel has closed the device.
func FUSE(dir string, unanswered ...FUSERequest) error {
	if err := unix.Unshare(unix.CLONE_NEWNS); err != nil {
		return fmt.Errorf("unsharing mounts: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("making mounts private: %w", err)
	}
	dev, err := unix.Open("/dev/fuse", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("opening /dev/fuse: %w", err)
	}
	device := os.NewFile(uintptr(dev), "fuse")
	defer device.Close()
	options := fmt.Sprintf("fd=%d,rootmode=40000,user_id=%d,group_id=%d,allow_other", dev, unix.Getuid(), unix.Getgid())
	if err := unix.Mount("hostile", dir, "fuse", unix.MS_NOSUID|unix.MS_NODEV, options); err != nil {
		return fmt.Errorf("mounting: %w", err)
	}
	server := exec.Command("/proc/self/exe")
	var list []string
	for _, r := range unanswered {
		list = append(list, strconv.Itoa(int(r)))
	}
	server.Env = append(os.Environ(), scenarioVar+"="+fuseServer, fuseVar+"="+strings.Join(list, ","), fuseParentVar+"="+strconv.Itoa(os.Getpid()))
	server.ExtraFiles = []*os.File{nil, device} // descriptor 3 is for the report
	server.Stderr = os.Stderr
	return server.Start()
}

const (
	fuseVar       = "SECCOMPSTREAM_TEST_FUSE_UNANSWERED"
	fuseParentVar = "SECCOMPSTREAM_TEST_FUSE_PARENT"
)

var fuseServer = Scenario("kerneltest/fuse", func(Report) {
	var unanswered []FUSERequest
	for _, s := range strings.Split(os.Getenv(fuseVar), ",") {
		if r, err := strconv.Atoi(s); err == nil {
			unanswered = append(unanswered, FUSERequest(r))
		}
	}
	// The parent may have ended by now.
	parent, _ := strconv.Atoi(os.Getenv(fuseParentVar))
	go serveFUSE(4, unanswered)
	for os.Getppid() == parent && !exiting(parent) && !killed(parent) {
		time.Sleep(20 * time.Millisecond)
	}
})

// killed reports whether the process has been sent SIGKILL, and cannot take it: a thread that
// waits for the answer to a request that somebody has read takes nothing.
func killed(pid int) bool {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	for line := range strings.Lines(string(status)) {
		if set, ok := strings.CutPrefix(line, "SigPnd:"); ok {
			pending, err := strconv.ParseUint(strings.TrimSpace(set), 16, 64)
			return err != nil || pending&(1<<(unix.SIGKILL-1)) != 0
		}
	}
	return err != nil
}

// exiting reports whether the process is about to exit, though its descriptors may still
// be open.
func exiting(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return true
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	flags, err := strconv.ParseUint(fields[6], 10, 64)
	const exitingFlag = 0x4 // PF_EXITING
	return err != nil || flags&exitingFlag != 0
}

// HaveFUSE reports whether this process can use [FUSE].
func HaveFUSE() bool {
	fd, err := unix.Open("/dev/fuse", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		return false
	}
	unix.Close(fd)
	return unix.Geteuid() == 0
}

func serveFUSE(dev int, unanswered []FUSERequest) {
	request := make([]byte, 1<<18)
	for {
		n, err := unix.Read(dev, request)
		if err == unix.EINTR || err == unix.ENOENT { // ENOENT: the request went away
			continue
		}
		if err != nil || n < 40 {
			return
		}
		in := struct {
			Len, Op      uint32
			Unique, Node uint64
		}{}
		if _, err := binary.Decode(request, binary.NativeEndian, &in); err != nil {
			return
		}
		op := FUSERequest(in.Op)
		if slices.Contains(unanswered, op) {
			continue
		}
		errno, body := fuseAnswer(op, in.Node)
		if op == fuseForget || op == fuseBatchForget || op == fuseInterrupt {
			continue // they want no answer
		}
		answer := struct {
			Len    uint32
			Errno  int32
			Unique uint64
		}{uint32(16 + len(body)), -int32(errno), in.Unique}
		out, _ := binary.Append(nil, binary.NativeEndian, answer)
		unix.Write(dev, append(out, body...))
	}
}

func fuseAnswer(op FUSERequest, node uint64) (unix.Errno, []byte) {
	const (
		root = 1
		file = 2
		long = uint64(1000) // seconds for which the kernel need not ask again
	)
	attr := func(node uint64) []any {
		mode := uint32(unix.S_IFREG | 0o666)
		if node == root {
			mode = unix.S_IFDIR | 0o777
		}
		return []any{[6]uint64{node}, [3]uint32{}, mode, uint32(1), [3]uint32{}, uint32(4096), uint32(0)}
	}
	var b bytes.Buffer
	put := func(fields ...any) {
		for _, f := range fields {
			_ = binary.Write(&b, binary.NativeEndian, f)
		}
	}
	switch op {
	case fuseInit:
		put(uint32(7), uint32(31), [2]uint32{}, [2]uint16{}, uint32(4096), [10]uint32{})
	case FUSELookup:
		put(uint64(file), uint64(0), [2]uint64{long, long}, uint64(0))
		put(attr(file)...)
	case FUSEGetattr:
		put(long, uint64(0))
		put(attr(node)...)
	case FUSEOpen, 27: // OPENDIR
		put(uint64(1), uint64(0))
	case FUSEFlush, FUSERelease, FUSERead, 29: // RELEASEDIR
	default:
		return unix.ENOSYS, nil
	}
	return 0, b.Bytes()
}
