// Calls is a static Go program that makes some calls.
package main

import (
	"os"
	"runtime"
)

// All calls are to be of one thread.
func init() { runtime.LockOSThread() }

func main() {
	os.WriteFile("f", []byte("x"), 0o600)
	os.Rename("f", "g")
	os.ReadDir(".")
	os.Remove("g")
}
