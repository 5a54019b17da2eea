//go:build linux && cgo

package seccompstream_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seccompstream/seccompstream"
)

// A run that is to look at a certain version of libseccomp says so in LIBSECCOMP: that
// a library was built with does not mean that it is the one which is loaded.
func TestLibseccompLoaded(t *testing.T) {
	version := seccompstream.Features().Libseccomp
	if want := os.Getenv("LIBSECCOMP"); want != "" && version != want {
		t.Errorf("libseccomp %s is loaded, and %s was to be looked at", version, want)
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	file := "none: linked into the test"
	for line := range strings.Lines(string(maps)) {
		if i := strings.Index(line, "/"); i >= 0 && strings.HasPrefix(filepath.Base(line[i:]), "libseccomp.so") {
			file = strings.TrimSpace(line[i:])
			if !strings.HasSuffix(file, ".so."+version) {
				t.Errorf("version %s is in %s", version, file)
			}
		}
	}
	t.Logf("libseccomp %s: %s", version, file)
}
