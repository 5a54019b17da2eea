#!/usr/bin/env bash
# scripts/fuzz.sh TIME MODULE...: fuzzes every target of the modules for TIME, one after the other.
set -euo pipefail
cd "$(dirname "$0")/.."
top=$PWD
time=$1
shift
ran=0
for module; do
	cd "$top/$module"
	for pkg in $(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.Dir}}{{end}}' ./...); do
		for target in $(grep -hoE '^func Fuzz[A-Za-z0-9_]*' "$pkg"/*_test.go | cut -d' ' -f2); do
			(cd "$pkg" && echo "$pkg: $target" && go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" .)
			ran=$((ran + 1))
		done
	done
done
echo "$ran targets fuzzed for $time each"
