module github.com/seccompstream/seccompstream/examples/oci-agent

go 1.25.0

replace github.com/seccompstream/seccompstream => ../..

require (
	github.com/seccompstream/seccompstream v0.0.0-00010101000000-000000000000
	go.yaml.in/yaml/v3 v3.0.6
	golang.org/x/sys v0.47.0
)

require (
	github.com/seccomp/libseccomp-golang v0.11.1 // indirect
	github.com/stretchr/testify v1.11.1 // indirect
	go.uber.org/goleak v1.3.0 // indirect
)
