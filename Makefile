# The one entrance: `make` lists what there is. Every target first installs what the machine lacks.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# bin/ has a Go of its own where the machine's is too old, and the linters.
export PATH := $(CURDIR)/bin:$(PATH):/usr/local/go/bin:/usr/sbin:/sbin
export CGO_ENABLED ?= 1

# The linters are built from source, so that they need nothing but the module proxy. A change of
# version here builds them anew.
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOVULNCHECK   := golang.org/x/vuln/cmd/govulncheck@v1.9.0

# Knobs, as in `make test PKG=./launch/ TESTFLAGS='-run Signal -v'`.
PKG       ?= ./...
TESTFLAGS ?=
RACE      ?= -race
TIMEOUT   ?= 10m
FUZZTIME  ?= 10s
BENCH     ?= .
BENCHTIME ?= 1s
COUNT     ?= 20
STRESS_TIME ?= 10m
STRESS_SEED ?=
ARCHS     ?= arm64 riscv64 386 arm ppc64le s390x
KERNELS     ?=
KERNELRUN   ?=
KERNELFLAGS ?=
# Where the engines' programs are built, once for all work trees.
ENGINES   ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/seccompstream-engines
SUDO      ?= sudo -E env PATH="$(PATH)"

# No test may be skipped for what the machine lacks, but for what no kernel can help.
export REQUIRE_KERNEL_TESTS ?= 1,?ia32_emulation

# The root module and those inside it, which have requirements of their own.
MODULES = $(patsubst %/go.mod,%,$(shell find . -name go.mod -not -path '*/testdata/*' -not -path './.cache/*' -not -path './bin/*' | sort))

# The kernel lets root alone do some of what the tests look at. The tests are compiled as who you
# are and run as root, through sudo where that is somebody else.
AS_ROOT = $(if $(filter 0,$(shell id -u)),,-exec '$(SUDO)')

##@ Use

.PHONY: help
help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## Install what is missing: Go, a C compiler, libseccomp's headers
	@scripts/setup.sh build go

.PHONY: demo
demo: setup ## Watch what git asks the kernel for while it makes a repository
	@scripts/setup.sh demo
	@scripts/demo.sh

.PHONY: build
build: setup ## Compile every package, and the examples into bin/
	@$(call each_module,go build -o /dev/null ./...)
	@set -- examples/*/; for d; do [ -e "$$d/main.go" ] && (cd "$$d" && go build -o "$(CURDIR)/bin/" .); done

##@ Check

.PHONY: test
test: setup test-setup ## Run every test on the running kernel (as root, through sudo if need be)
	@$(call each_module,REQUIRE_KERNEL_TESTS=$${REQUIRE_KERNEL_TESTS-1} \
		go test $(RACE) -timeout $(TIMEOUT) $(AS_ROOT) $(TESTFLAGS) $(PKG))

.PHONY: test-conformance
test-conformance: setup test-setup ## Compare other people's tests, random calls and races, natively and performed by the broker: an hour
	@go test -count 1 -timeout 0 $(AS_ROOT) -v ./broker -run 'TestConformance|TestDifferential|TestRaces' \
		-args -broker.long -broker.calls 100000 -broker.tries 100000

.PHONY: test-strace
test-strace: setup test-setup ## Compare what trace prints with strace, call by call, for git, make, tar and other programs
	@scripts/setup.sh strace
	@go test -count 1 -timeout $(TIMEOUT) $(AS_ROOT) -run '^(TestStrace|TestPipelines)$$' ./examples/trace -strace -v

.PHONY: test-setup
test-setup:
	@scripts/setup.sh test
	@scripts/setup.sh conformance || echo "test: no tests of CPython 3.11 to compare with" >&2
	@scripts/setup.sh units || echo "test: no systemd-analyze to check units with" >&2

.PHONY: lint
lint: setup $(CURDIR)/bin/.golangci-lint $(CURDIR)/bin/.govulncheck ## Check format, mistakes, layering, vulnerabilities, other systems
	@scripts/lint.sh $(MODULES)

.PHONY: vet
vet: setup ## Check format and vet, here and for other systems
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not gofmt-clean: $$unformatted" >&2; exit 1; }
	@$(call each_module,go vet ./...)
	@for os in darwin windows freebsd linux; do GOOS=$$os CGO_ENABLED=0 go vet . ./launch; done

.PHONY: cover
cover: setup test-setup ## Measure what the tests reach: a total and .cache/cover.html
	@mkdir -p .cache
	@go test -timeout $(TIMEOUT) $(AS_ROOT) -coverpkg=./... -coverprofile=.cache/cover.out $(TESTFLAGS) ./... | grep -v 'no test files'
	@go tool cover -html=.cache/cover.out -o .cache/cover.html
	@go tool cover -func=.cache/cover.out | tail -n 1
	@echo "see $(CURDIR)/.cache/cover.html"

.PHONY: fuzz
fuzz: setup ## Fuzz each target for FUZZTIME=10s
	@scripts/fuzz.sh $(FUZZTIME) $(MODULES)

.PHONY: stress
stress: setup test-setup ## Do everything to streams at random for STRESS_TIME=10m; STRESS_SEED repeats an episode
	@STRESS_TIME=$(STRESS_TIME) STRESS_SEED=$(STRESS_SEED) \
		go test $(RACE) -count 1 -timeout 0 $(AS_ROOT) -run '^TestStress$$' -v .

.PHONY: repeat
repeat: setup test-setup ## Run the tests COUNT=20 times, on one processor and on all
	@go test $(RACE) -timeout 0 $(AS_ROOT) -count $(COUNT) -cpu 1,$$(nproc) -failfast $(TESTFLAGS) $(PKG)

##@ Measure

.PHONY: bench
bench: setup ## Measure everything side by side and write bench/RESULTS.md with its charts: some 8 minutes
	@scripts/setup.sh bench || echo "bench: some programs are left out" >&2
	@cd bench && go build -o "$(CURDIR)/bin/bench" . && "$(CURDIR)/bin/bench" -out .

.PHONY: bench-quick
bench-quick: setup ## The same as a smoke test of half a minute that writes nothing
	@cd bench && go build -o "$(CURDIR)/bin/bench" . && "$(CURDIR)/bin/bench" -quick

.PHONY: bench-go
bench-go: setup ## Run the Go benchmarks matching BENCH=. for BENCHTIME=1s each
	@$(call each_module,go test -run '^$$' -bench '$(BENCH)' -benchtime $(BENCHTIME) -benchmem $(AS_ROOT) $(PKG))

##@ Other kernels, architectures and runtimes

.PHONY: test-kernels
test-kernels: setup $(CURDIR)/bin/kernels ## Run the tests on KERNELS='5.10 6.1 6.12 6.16 7.3' in emulated machines: some 10 minutes each
	@scripts/setup.sh kernels
	@bin/kernels -kernels '$(KERNELS)' -run '$(KERNELRUN)' $(KERNELFLAGS)

.PHONY: test-arch
test-arch: setup $(CURDIR)/bin/kernels ## Run the tests on an emulated arm64 machine
	@scripts/setup.sh kernels kernels-arm64
	@bin/kernels -arch arm64 -run '$(KERNELRUN)' $(KERNELFLAGS)

.PHONY: test-kernels-table
test-kernels-table: ## Do both of these and write what came of it into README.md
	@$(MAKE) test-kernels test-arch KERNELRUN= KERNELFLAGS='-readme README.md $(KERNELFLAGS)'

.PHONY: $(CURDIR)/bin/kernels
$(CURDIR)/bin/kernels: | setup
	@go build -o $@ ./internal/kernels

.PHONY: test-engines
test-engines: setup test-setup ## Run the agent under podman, containerd and systemd, in throw-away nodes: some 2 minutes
	@scripts/setup.sh engines
	@scripts/engines.sh $(ENGINES) runc
	@cd ociagent && RUNC=$(ENGINES)/bin/runc go test $(RACE) -timeout $(TIMEOUT) $(AS_ROOT) $(TESTFLAGS) -run Runtime .
	@cd internal/engines && ENGINES=$(ENGINES) go test $(RACE) -timeout $(TIMEOUT) $(AS_ROOT) -skip '^TestKubernetes' $(TESTFLAGS) ./...

.PHONY: test-kubernetes
test-kubernetes: setup test-setup ## Build Kubernetes once, and run the agent's manifests in a node of it: some 3 minutes, at first 20 more
	@scripts/setup.sh engines kubernetes
	@scripts/engines.sh $(ENGINES) runc containerd kubernetes
	@cd internal/engines && ENGINES=$(ENGINES) go test $(RACE) -timeout $(TIMEOUT) $(AS_ROOT) -run '^TestKubernetes' $(TESTFLAGS) .

.PHONY: test-engines-table
test-engines-table: ## Do both of these and write what came of it into examples/oci-agent/README.md
	@rm -rf $(ENGINES)/results
	@$(MAKE) test-engines test-kubernetes
	@scripts/engines-table.sh $(ENGINES)/results examples/oci-agent/README.md

.PHONY: test-libseccomp
test-libseccomp: setup test-setup ## Run the tests with every libseccomp of Debian's suites, and versions mixed: some 10 minutes
	@scripts/setup.sh libseccomp
	@scripts/test-libseccomp.sh . ./launch ./ociagent ./streamtest ./internal/...

.PHONY: test-build
test-build: setup ## Compile and vet with cgo for ARCHS, on 32 bits without the tests
	@scripts/setup.sh libseccomp cross
	@scripts/test-build.sh $(ARCHS)

##@ Tidy up

.PHONY: clean
clean: ## Remove what the other targets made
	@rm -rf bin .cache
	@go clean -testcache

# each_module runs a command in every module, all of them whatever fails.
define each_module
failed=; for m in $(MODULES); do (cd "$$m" && $(1)) || failed="$$failed $$m"; done; \
[ -z "$$failed" ] || { echo "failed in:$$failed" >&2; exit 1; }
endef

$(CURDIR)/bin/.golangci-lint: TOOL = $(GOLANGCI_LINT)
$(CURDIR)/bin/.govulncheck: TOOL = $(GOVULNCHECK)
$(CURDIR)/bin/.%: Makefile | setup
	@[ -x $(CURDIR)/bin/$* ] && [ "$$(cat $@ 2>/dev/null)" = "$(TOOL)" ] || { \
		echo "building $(TOOL), once" >&2; \
		CGO_ENABLED=0 GOBIN=$(CURDIR)/bin GOFLAGS= go install $(TOOL); \
		echo "$(TOOL)" >$@; }
	@touch $@
