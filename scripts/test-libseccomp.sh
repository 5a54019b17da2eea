#!/usr/bin/env bash
# Runs the tests with every libseccomp that Debian's suites have, compares what these make of the numbers of
# calls, and mixes them: a program may run with another version than it was built with.
#
#	scripts/test-libseccomp.sh PACKAGE...
set -euo pipefail
cd "$(dirname "$0")/.."
top=$PWD/.cache/libseccomp
failed=0

say() { printf '%s\n' "$*" >&2; }
fail() {
	say "FAILED: $*"
	failed=1
}

# with BUILD RUN COMMAND... makes the go command compile with one version and link so that another is loaded. The
# folder among the flags tells go's cache the versions apart: to it pkg-config's answers are all the same.
with() {
	local build=$top/$1 run=$top/$2
	shift 2
	PKG_CONFIG_PATH=$build/lib/pkgconfig CGO_CFLAGS="-O2 -g -I$build/include" CGO_LDFLAGS="-Wl,-rpath,$run/lib" "$@"
}

# tests BUILD RUN PACKAGE... runs the packages' tests and prints a line of the table.
tests() {
	local build=$1 run=$2 log=$top/test-$1-$2.log passed skipped result=ok
	shift 2
	with "$build" "$run" env LIBSECCOMP="$run" go test -count 1 -timeout 10m -v "$@" >"$log" 2>&1 || result=FAILED
	passed=$(grep -c '^ *--- PASS' "$log") || true
	skipped=$(grep -c '^ *--- SKIP' "$log") || true
	# The proof that it was this version's tests.
	grep -q "libseccomp $run: $top/$run/lib/libseccomp.so.$run$" "$log" || result="FAILED: another library was loaded"
	line "$build" "$run" "$passed passed, $skipped skipped: $result"
	[ "$result" = ok ] || {
		grep -E '^ *--- FAIL|^FAIL|^panic' "$log" >&2 || tail -n 20 "$log" >&2
		fail "tests with libseccomp $run, built with $build: see $log"
	}
}

line() { printf '%-11s %-22s %s\n' "$@"; }

# use BUILD RUN EXPECTED [VARIABLE=VALUE] runs the check program, as built with one version, with another.
use() {
	local build=$1 run=$2 expected=$3 out code=0 what
	out=$(env ${4+"$4"} LD_LIBRARY_PATH="$top/$run/lib" "$top/libcheck-$build" use 2>&1) || code=$?
	case $code in
	0) what=works ;;
	3) what="refuses by an error" ;;
	127) what="does not start: ${out##*: }" ;;
	*) what="fails with status $code" ;;
	esac
	line "$build" "$run${4+, $4}" "$what"
	[[ $what == "$expected"* ]] || fail "a program built with $build and run with $run: $what, and not: $expected
$out"
	# The loader must have taken the version that it was given.
	[ "$code" = 127 ] || grep -q "^$run $top/$run/" <<<"$out" || fail "run with something else than $run: $out"
}

mapfile -t versions < <(scripts/libseccomp.sh list)
oldest=${versions[0]} newest=${versions[-1]}
[ "${#versions[@]}" -ge 2 ] || fail "there is nothing to compare: ${versions[*]}"
for v in "${versions[@]}"; do scripts/libseccomp.sh get "$v" >/dev/null; done
for v in 2.3 2.4; do scripts/libseccomp.sh before $v >/dev/null; done

echo "Every test with each version, and with versions mixed"
line "built with" "run with" tests
for v in "${versions[@]}"; do tests "$v" "$v" "$@"; done
tests "$newest" "$oldest" "$@"
tests "$oldest" "$newest" "$@"

echo
echo "A program that supervises, with every version that it may meet"
line "built with" "run with" result
for build in "${versions[@]}"; do
	with "$build" none go build -o "$top/libcheck-$build" ./internal/libcheck
	for run in "${versions[@]}"; do use "$build" "$run" works; done
	use "$build" 2.4.99 "refuses by an error"
	# All that such a program can be told by the loader: libseccomp-golang needs what is not there.
	use "$build" 2.3.99 "does not start: seccomp_api_get"
	use "$build" 2.4.99 "does not start: seccomp_" LD_BIND_NOW=1
done
for v in 2.3 2.4; do
	out=$(with "$v.99" none go build -o /dev/null ./internal/libcheck 2>&1) && fail "it compiles with $v"
	grep -q 'needs the headers of libseccomp 2.5 or newer' <<<"$out" || fail "compiling with $v says not why not: $out"
	line "$v.99" - "does not compile: $(grep -om1 'error "[^"]*' <<<"$out" | cut -d'"' -f2)"
done

# Versions may know more calls than those before; that they know others is a finding.
echo
echo "The names of calls"
kernel=$top/names-kernel
sysnum=$(go list -m -f '{{.Dir}}' golang.org/x/sys)/unix
for arch in amd64 386 arm64 arm loong64 mips mipsle mips64 mips64le ppc ppc64 ppc64le riscv64 s390x; do
	sed -nE "s/^\tSYS_([A-Z0-9_]+) += ([0-9]+).*/$arch \2 \L\1/p" "$sysnum/zsysnum_linux_$arch.go"
done >"$kernel"
previous=$kernel
for v in "${versions[@]}"; do
	names=$top/names-$v
	LD_LIBRARY_PATH="$top/$v/lib" "$top/libcheck-$v" names >"$names"
	for other in "$previous" "$kernel"; do
		# Both know the number, by another name; or what was known is no more.
		awk -v old="${other##*names-}" -v new="$v" '
			NR == FNR { was[$1 " " $2] = $3; next }
			{ is[$1 " " $2] = $3; k = $1 " " $2 }
			k in was && was[k] != $3 { print old " has " was[k] ", " new " has " $3 ": " k }
			END { if (old != "kernel") for (k in was) if (!(k in is)) print new " lacks " was[k] ": " k }
		' "$other" "$names"
	done | sort -u >"$names.differ"
	both=$(sort "$names" "$kernel" | uniq -d | wc -l)
	printf '%-6s %5d names, %d of them as x/sys has them from the kernel; %d contradictions\n' \
		"$v" "$(wc -l <"$names")" "$both" "$(wc -l <"$names.differ")"
	[ "$both" -gt 4000 ] || fail "few names of libseccomp $v could be compared"
	previous=$names
	[ ! -s "$names.differ" ] || {
		cat "$names.differ" >&2
		fail "names of libseccomp $v"
	}
done
exit $failed
