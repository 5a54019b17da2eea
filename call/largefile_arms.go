//go:build linux && (arm || arm64)

package call

// largeFile is O_LARGEFILE of 32-bit programs. On 64 bits package unix has zero for it.
const largeFile = 0o400000
