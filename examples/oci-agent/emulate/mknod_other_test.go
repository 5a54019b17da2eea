//go:build linux && cgo && !amd64

package emulate

const sysMknod = 0
