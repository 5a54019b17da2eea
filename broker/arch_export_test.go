//go:build linux && cgo

package broker

// NativeArch is for tests.
const NativeArch = nativeArch
