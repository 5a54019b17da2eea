//go:build !linux || !cgo

package seccompstream

import (
	"os"
	"syscall"
)

func openPath(Notification, int, int, OpenHow) (*os.File, error) { return nil, errUnsupported }
func openParent(Notification, int, int) (*os.File, string, error) {
	return nil, "", errUnsupported
}

func readMemory(int, []byte, uint64) (int, error)  { return 0, errUnsupported }
func writeMemory(int, []byte, uint64) (int, error) { return 0, errUnsupported }
func openMemory(Notification) (*os.File, error)    { return nil, errUnsupported }

func getFD(Notification, int) (*os.File, error) { return nil, errUnsupported }
func processOf(Notification) (Process, error)   { return Process{}, errUnsupported }
func pidfdOf(Notification) (int, error)         { return -1, errUnsupported }
func closeFD(int)                               {}

const closeOnExecFlag = 0 // no descriptor is looked at

func fdInfoOf(Notification, int) (FDInfo, error) { return FDInfo{}, errUnsupported }
func closeFile(f *os.File)                       { f.Close() }

func (*listener) addFDLevel() addFDLevel { return addFDNone }

func (*listener) addFD(uint64, addFDRequest) (int, syscall.Errno) { return -1, syscall.EINVAL }

func (*listener) respondFD(uint64, addFDRequest, addFDLevel) (string, syscall.Errno) {
	return opAddFD, syscall.ENOTTY
}
