//go:build linux

package engines

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The images are made here: no registry is asked for anything.
const (
	busyboxImage = "docker.io/library/busybox:1.37"
	pauseImage   = "local.invalid/pause:1"
)

// busyboxLayer returns a layer with the machine's static busybox and all its commands.
func busyboxLayer(t testing.TB) []byte {
	t.Helper()
	path, err := exec.LookPath("busybox")
	check(t, err)
	l := newLayer()
	for _, d := range []string{"bin", "dev", "etc", "mnt", "proc", "sys", "tmp", "var"} {
		l.dir(d)
	}
	l.file(t, "bin/busybox", read(t, path), 0o755)
	l.file(t, "etc/passwd", "root:x:0:0:root:/:/bin/sh\n", 0o644)
	l.file(t, "etc/group", "root:x:0:\n", 0o644)
	for name := range strings.FieldsSeq(succeed(t, path, "--list")) {
		if name != "busybox" {
			check(t, l.w.WriteHeader(&tar.Header{Typeflag: tar.TypeSymlink, Name: "bin/" + name, Linkname: "busybox", Mode: 0o777}))
		}
	}
	return l.bytes(t)
}

// programLayer returns a layer with one program alone.
func programLayer(t testing.TB, path string) []byte {
	t.Helper()
	l := newLayer()
	l.file(t, filepath.Base(path), read(t, path), 0o755)
	return l.bytes(t)
}

type layer struct {
	b bytes.Buffer
	w *tar.Writer
}

func newLayer() *layer {
	l := new(layer)
	l.w = tar.NewWriter(&l.b)
	return l
}

func (l *layer) dir(name string) {
	mode := int64(0o755)
	if name == "tmp" {
		mode = 0o1777
	}
	_ = l.w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: name + "/", Mode: mode})
}

func (l *layer) file(t testing.TB, name, content string, mode int64) {
	t.Helper()
	check(t, l.w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: mode}))
	_, err := l.w.Write([]byte(content))
	check(t, err)
}

func (l *layer) bytes(t testing.TB) []byte {
	t.Helper()
	check(t, l.w.Close())
	return l.b.Bytes()
}

// writeImage writes an image of one layer as an OCI archive (image-layout.md of the image
// specification), and returns its path.
func writeImage(t testing.TB, name string, data []byte, entrypoint ...string) string {
	t.Helper()
	digest := func(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) }
	encode := func(v any) []byte {
		b, err := json.Marshal(v)
		check(t, err)
		return b
	}
	type object = map[string]any
	describe := func(mediaType string, b []byte) object {
		return object{"mediaType": mediaType, "digest": "sha256:" + digest(b), "size": len(b)}
	}
	run := object{"Env": []string{"PATH=/bin"}, "Cmd": []string{"/bin/sh"}}
	if len(entrypoint) > 0 {
		run = object{"Entrypoint": entrypoint}
	}
	config := encode(object{
		"architecture": goarch, "os": "linux", "config": run,
		"rootfs": object{"type": "layers", "diff_ids": []string{"sha256:" + digest(data)}},
	})
	manifest := encode(object{
		"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
		"config": describe("application/vnd.oci.image.config.v1+json", config),
		"layers": []object{describe("application/vnd.oci.image.layer.v1.tar", data)},
	})
	entry := describe("application/vnd.oci.image.manifest.v1+json", manifest)
	_, tag, _ := strings.Cut(filepath.Base(name), ":")
	entry["annotations"] = object{"io.containerd.image.name": name, "org.opencontainers.image.ref.name": tag}
	l := newLayer()
	l.file(t, "oci-layout", `{"imageLayoutVersion":"1.0.0"}`, 0o644)
	l.file(t, "index.json", string(encode(object{"schemaVersion": 2, "manifests": []object{entry}})), 0o644)
	for _, b := range [][]byte{config, manifest, data} {
		l.file(t, "blobs/sha256/"+digest(b), string(b), 0o644)
	}
	path := filepath.Join("/run", strings.NewReplacer("/", "-", ":", "-").Replace(name)+".tar")
	check(t, os.WriteFile(path, l.bytes(t), 0o644))
	return path
}

const goarch = runtime.GOARCH
