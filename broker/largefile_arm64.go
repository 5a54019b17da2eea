package broker

// largefile is O_LARGEFILE, which the C library sets for 32-bit programs and the kernel
// for all others.
const largefile = 0o400000
