//go:build linux

// Caller makes the same call from several threads, as fast as it can, and tells how many
// calls it made, how many failed, and how long the longest took.
package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

func main() {
	length, err := time.ParseDuration(os.Args[1])
	if err != nil {
		panic(err)
	}
	var calls, failed, longest atomic.Int64
	var threads sync.WaitGroup
	for range 4 {
		threads.Add(1)
		go func() {
			defer threads.Done()
			runtime.LockOSThread()
			for start := time.Now(); time.Since(start) < length; {
				before := time.Now()
				_, _, errno := syscall.RawSyscall(syscall.SYS_GETPPID, 0, 0, 0)
				took := int64(time.Since(before))
				calls.Add(1)
				if errno != 0 {
					failed.Add(1)
				}
				for most := longest.Load(); took > most && !longest.CompareAndSwap(most, took); most = longest.Load() {
				}
			}
		}()
	}
	threads.Wait()
	fmt.Printf("calls %d failed %d longest %d\n", calls.Load(), failed.Load(), longest.Load())
}
