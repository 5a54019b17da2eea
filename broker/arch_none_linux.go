//go:build !amd64 && !arm64 && !riscv64

package broker

// nativeArch is 0 where calls are laid out otherwise, or there are no workers.
const nativeArch = 0
