//go:build linux && cgo

package main

import (
	"fmt"
	"net"
	"os"
	"strings"
)

// sdNotify tells the service manager, if there is one, how the agent is (sd_notify(3)).
func sdNotify(lines ...string) error {
	path := os.Getenv("NOTIFY_SOCKET")
	if path == "" {
		return nil
	}
	// An abstract address begins with @, in Go as in the variable.
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(strings.Join(lines, "\n"))); err != nil {
		return fmt.Errorf("notifying %s: %w", path, err)
	}
	return nil
}
