#!/usr/bin/env bash
# Looks at every module that it is given, all of it whatever is found.
set -uo pipefail
cd "$(dirname "$0")/.."
top=$PWD
found=0

# check NAME COMMAND... runs a command in the module and says what it was if it finds something.
check() {
	local name=$1
	shift
	if ! "$@"; then
		echo "lint: $module: $name" >&2
		found=1
	fi
}

# only_in keeps an import, such as C and unsafe, where it belongs. Every other package is plain Go.
only_in() {
	local import=$1 allowed=$2 bad
	bad=$(go list -f '{{$p := .ImportPath}}{{range .Imports}}{{.}} {{$p}}{{"\n"}}{{end}}' ./... |
		awk -v i="$import" '$1 == i { print $2 }' | grep -vE "^github.com/seccompstream/seccompstream($allowed)$")
	[ -z "$bad" ] || { echo "imports \"$import\": $bad" >&2 && return 1; }
}

# layers checks what the packages import of one another: it goes one way, see ARCHITECTURE.md. Each line is
# a pattern of packages and one of what they may import, from the top folder on; the first that fits holds.
layers() {
	local bad
	bad=$(go list -f '{{$p := .ImportPath}}{{range .Imports}}{{$p}} {{.}}{{"\n"}}{{end}}' ./... |
		sed -nE 's#github.com/seccompstream/seccompstream( |$)#.\1#g; s#github.com/seccompstream/seccompstream/##g; p' |
		awk 'NR == FNR { if ($1 !~ /^#/) { n++; who[n] = "^(" $1 ")$"; may[n] = "^(" $2 ")$" } next }
			$2 == "." || $2 ~ /^(internal|call|broker|launch|ociagent|streamtest|examples|bench)(\/|$)/ {
				for (i = 1; i <= n && $1 !~ who[i]; i++) { }
				if (i > n || $2 !~ may[i]) print $1 " imports " $2
			}' <(cat <<-'TABLE'
				[.]                            internal/(hook|osfile|procfs|rights|scmp|walk)
				call                           [.]|internal/(calltable|hook|osfile|procfs)
				launch                         [.]|call|internal/(calltable|hook|osfile|procfs|scmp)
				broker                         [.]|call|internal/(executor|osfile|procfs|rights|scmp|walk)
				ociagent                       [.]|internal/(osfile|procfs)
				streamtest                     [.]
				examples/.*                    [.]|call|broker|launch|ociagent|examples/.*
				bench                          [.]|call|broker|launch|internal/scmp
				internal/libcheck              [.]|launch
				internal/ocitest               internal/kerneltest
				internal/calltable/gen         internal/calltable
				internal/walk                  internal/procfs
				internal/.*                    nothing
			TABLE
		) -)
	[ -z "$bad" ] || { echo "$bad" >&2 && return 1; }
}

# elsewhere builds and vets for a system that has no seccomp: there the package compiles and
# returns errors.ErrUnsupported.
elsewhere() {
	# A module that is for Linux alone has no packages there.
	[ -n "$(CGO_ENABLED=0 GOOS=$1 go list ./... 2>/dev/null)" ] || return 0
	CGO_ENABLED=0 GOOS=$1 go build -o /dev/null ./... && CGO_ENABLED=0 GOOS=$1 go vet ./...
}

# vulnerabilities asks a database on the network. Where that cannot be reached nothing was found out,
# which is no finding.
vulnerabilities() {
	local out
	out=$("$top/bin/govulncheck" ./... 2>&1) && return
	if grep -q 'fetching vulnerabilities' <<<"$out"; then
		echo "lint: $module: govulncheck was NOT run to its end: the vulnerability database cannot be reached" >&2
		return
	fi
	echo "$out"
	return 1
}

# tests_exist looks for the tests that SECURITY.md says guard against attacks.
tests_exist() {
	local name missing=
	for name in $(grep -oE '`(Test|Fuzz)[A-Za-z0-9_]+`' "$top/SECURITY.md" | tr -d '`' | sort -u); do
		git -C "$top" grep -qE "^func $name\\(" -- '*_test.go' || missing="$missing $name"
	done
	[ -z "$missing" ] || { echo "no such tests:$missing" >&2 && return 1; }
}

module=.
check "SECURITY.md names tests" tests_exist
for module; do
	cd "$top/$module"
	check "go mod tidy would change go.mod or go.sum" go mod tidy -diff
	check "go vet" go vet ./...
	check golangci-lint "$top/bin/golangci-lint" run --config "$top/.golangci.yml" ./...
	check "imports go one way" layers
	check "C belongs into few packages" only_in C '/internal/scmp|/internal/executor|/launch|/streamtest|/bench'
	check "unsafe belongs into few packages" only_in unsafe '|/internal/scmp|/internal/rights|/internal/executor|/broker|/launch|/streamtest|/bench'
	for os in darwin windows freebsd; do check "GOOS=$os" elsewhere $os; done
	check "CGO_ENABLED=0" elsewhere linux
	check govulncheck vulnerabilities
done
exit $found
