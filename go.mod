module github.com/seccompstream/seccompstream

go 1.25.0

require (
	github.com/seccomp/libseccomp-golang v0.11.1
	golang.org/x/sys v0.47.0
)

require go.uber.org/goleak v1.3.0

require github.com/opencontainers/runtime-spec v1.3.0
