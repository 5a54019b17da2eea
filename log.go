package seccompstream

import (
	"fmt"
	"log/slog"
)

// LogValue makes [log/slog] write a notification as a group: pid, call, args, arch, id.
func (n Notification) LogValue() slog.Value {
	args := make([]string, len(n.Args))
	for i, a := range n.Args {
		args[i] = fmt.Sprintf("%#x", a)
	}
	return slog.GroupValue(
		slog.Int("pid", n.PID),
		slog.String("call", n.Name()),
		slog.Any("args", args),
		slog.String("arch", archName(n.Arch, n.Syscall)),
		slog.Uint64("id", n.ID))
}

// LogValue makes [log/slog] write a response as its String does.
func (r Response) LogValue() slog.Value { return slog.StringValue(r.String()) }
