//go:build linux && cgo

package emulate

const sysMknod = 133
