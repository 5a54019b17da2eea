#!/usr/bin/env bash
# Compiles every package with its tests for other architectures, and vets them: with cgo, against a
# libseccomp that is cross-compiled. Where words have 32 bits it leaves out the tests, whose targets have
# addresses beyond that.
#
#	scripts/test-build.sh ARCHITECTURE...      as GOARCH has them
set -euo pipefail
cd "$(dirname "$0")/.."

triplet() {
	case $1 in
	386) echo i686-linux-gnu ;;
	arm) echo arm-linux-gnueabihf ;;
	arm64) echo aarch64-linux-gnu ;;
	ppc64le) echo powerpc64le-linux-gnu ;;
	riscv64) echo riscv64-linux-gnu ;;
	s390x) echo s390x-linux-gnu ;;
	*) echo "test-build: no compiler for $1 in scripts/packages.txt" >&2 && return 1 ;;
	esac
}

# without_tests writes an overlay for the go command in which there are no test files.
without_tests() {
	local files
	mapfile -t files < <(find "$PWD" -name '*_test.go' -not -path '*/.cache/*')
	echo "{\"Replace\": {$(printf '"%s": "",' "${files[@]}" | sed 's/,$//')}}"
}

failed=
for arch; do
	to=$(triplet "$arch")
	prefix=$(scripts/libseccomp.sh cross "$to")
	out=$PWD/.cache/test-build/$arch
	rm -rf "$out" && mkdir -p "$out"
	start=$SECONDS
	# The folder among the flags tells go's cache this library from another.
	export GOOS=linux GOARCH=$arch GOARM=7 CGO_ENABLED=1 CC=$to-gcc \
		PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig CGO_CFLAGS="-O2 -g -I$prefix/include"
	case $arch in
	386 | arm)
		without_tests >"$out/overlay.json"
		what="packages and programs"
		check() { go vet -overlay "$out/overlay.json" ./... && go build -o "$out/" ./examples/... && go build ./...; }
		;;
	*)
		what="packages, programs and tests"
		check() { go vet ./... && go build -o "$out/" ./examples/... && go test -c -o "$out/" ./...; }
		;;
	esac
	if check; then
		printf '%-8s %s, %d s\n' "$arch" "$what" $((SECONDS - start))
	else
		failed="$failed $arch"
	fi
done
[ -z "$failed" ] || { echo "test-build: failed for$failed" >&2 && exit 1; }
