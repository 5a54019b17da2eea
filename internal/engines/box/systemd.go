//go:build linux

package box

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	systemd = "/lib/systemd/systemd"
	// systemdTarget is what systemd starts.
	systemdTarget = "box.target"
)

const targetUnit = `[Unit]
DefaultDependencies=no
Requires=basic.target
After=basic.target
`

// prepareSystemd has systemd start next to nothing: what it would do to devices, file
// systems and the clock is not a box's to do.
func prepareSystemd() error {
	wants, err := filepath.Glob("/lib/systemd/system/*.target.wants")
	if err != nil {
		return err
	}
	for _, dir := range wants {
		if err := mount("none", dir, "tmpfs", "mode=755"); err != nil {
			return err
		}
	}
	const units = "/etc/systemd/system"
	entries, err := os.ReadDir(units)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(units, e.Name())); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(units, 0o755); err != nil {
		return err
	}
	if err := os.Symlink("/dev/null", filepath.Join(units, "systemd-remount-fs.service")); err != nil {
		return err
	}
	for path, content := range map[string]string{
		filepath.Join(units, systemdTarget): targetUnit, "/etc/fstab": "", "/etc/machine-id": "",
	} {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}
