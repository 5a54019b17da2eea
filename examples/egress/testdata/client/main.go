// Command client is what the tests of egress supervise: a static program that calls the
// kernel by itself. It says what became of each call, one a line.
package main

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"
	"unsafe"
)

func main() {
	switch args := os.Args[2:]; os.Args[1] {
	case "dial": // network address...
		for _, addr := range args[1:] {
			c, err := net.DialTimeout(args[0], addr, 10*time.Second)
			if err == nil {
				_, err = c.Write([]byte("hello"))
				c.Close()
			}
			say(err)
		}
	case "send": // address...: datagrams of a socket that is not connected
		c, err := net.ListenUDP("udp", nil)
		if err != nil {
			panic(err)
		}
		for _, addr := range args {
			to, _ := net.ResolveUDPAddr("udp", addr)
			_, err := c.WriteTo([]byte("hello"), to)
			say(err)
		}
	case "uring":
		_, _, errno := syscall.RawSyscall(425, 8, uintptr(unsafe.Pointer(&[30]uint64{})), 0)
		say(errno)
	case "sockets":
		for _, s := range [][3]int{
			{syscall.AF_INET, syscall.SOCK_STREAM, 0}, {syscall.AF_INET, syscall.SOCK_STREAM, 132},
			{syscall.AF_INET, syscall.SOCK_RAW, 255}, {syscall.AF_PACKET, syscall.SOCK_RAW, 0}, {40, syscall.SOCK_STREAM, 0},
		} {
			fd, err := syscall.Socket(s[0], s[1], s[2])
			if err == nil {
				syscall.Close(fd)
			}
			say(err)
		}
	case "hostile": // call tries allowed-port forbidden-port
		tries, _ := strconv.Atoi(args[1])
		good, _ := strconv.Atoi(args[2])
		bad, _ := strconv.Atoi(args[3])
		hostile(args[0], tries, uint16(good), uint16(bad))
	}
}

func say(err error) {
	if errno := syscall.Errno(0); err == nil || err == error(errno) {
		fmt.Println("ok")
		return
	}
	fmt.Println(err)
}

// sockaddr is a sockaddr_in of 127.0.0.1.
type sockaddr struct {
	family uint16
	port   [2]byte
	addr   [4]byte
	zero   [8]byte
}

// mmsg is a struct mmsghdr with what it points to.
type mmsg struct {
	header syscall.Msghdr
	length uint32
	_      uint32
}

// hostile calls again and again with an address that another thread keeps changing from
// the allowed one to the forbidden one and back.
func hostile(call string, tries int, good, bad uint16) {
	addr := &sockaddr{family: syscall.AF_INET, addr: [4]byte{127, 0, 0, 1}}
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
			}
			for range 100 {
				addr.port = [2]byte{byte(good >> 8), byte(good)}
				for i := 0; i < 20; i++ {
					spin()
				}
				addr.port = [2]byte{byte(bad >> 8), byte(bad)}
				for i := 0; i < 20; i++ {
					spin()
				}
			}
		}
	}()
	kind := syscall.SOCK_STREAM
	if call != "connect" {
		kind = syscall.SOCK_DGRAM
	}
	data := []byte("x")
	iov := &syscall.Iovec{Base: &data[0], Len: 1}
	m := &mmsg{header: syscall.Msghdr{Name: (*byte)(unsafe.Pointer(addr)), Namelen: 16, Iov: iov, Iovlen: 1}}
	worked, refused := 0, 0
	for range tries {
		fd, err := syscall.Socket(syscall.AF_INET, kind, 0)
		if err != nil {
			panic(err)
		}
		var errno syscall.Errno
		p := uintptr(unsafe.Pointer(addr))
		switch call {
		case "connect":
			_, _, errno = syscall.Syscall(syscall.SYS_CONNECT, uintptr(fd), p, 16)
		case "sendto":
			_, _, errno = syscall.Syscall6(syscall.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(&data[0])), 1, 0, p, 16)
		case "sendmsg":
			_, _, errno = syscall.Syscall(syscall.SYS_SENDMSG, uintptr(fd), uintptr(unsafe.Pointer(m)), 0)
		case "sendmmsg":
			_, _, errno = syscall.Syscall6(sysSendmmsg, uintptr(fd), uintptr(unsafe.Pointer(m)), 1, 0, 0, 0)
		}
		switch errno {
		case 0:
			worked++
		case syscall.EACCES:
			refused++
		default:
			panic(errno)
		}
		syscall.Close(fd)
	}
	close(stop)
	<-done
	fmt.Println(worked, refused)
}

//go:noinline
func spin() {}
