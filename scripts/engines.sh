#!/usr/bin/env bash
# Builds what the tests of internal/engines need beside the machine's packages, in the folder DIR/bin:
# the agent, the pause program of pods, and of the pinned modules in internal/engines/testdata/tools
# what is named. What was built before of the same module files is kept; the agent is always made anew.
#
#	scripts/engines.sh DIR [runc|containerd|kubernetes]...
set -euo pipefail
dir=$1
shift
cd "$(dirname "$0")/.."
top=$PWD
mkdir -p "$dir/bin"

say() { printf 'engines: %s\n' "$*" >&2; }

# build MODULE FLAGS... builds the tools of a module, one after the other so that it can be seen how far it is.
build() {
	local module=$1 folder="$top/internal/engines/testdata/tools/$1" stamp="$dir/bin/.$1" now began=$SECONDS tools t n=0
	shift
	now=$(cat "$folder/go.mod" "$folder/go.sum" | sha256sum; echo "$*")
	[ "$(cat "$stamp" 2>/dev/null)" != "$now" ] || return 0
	rm -f "$stamp"
	mapfile -t tools < <(cd "$folder" && go list tool)
	for t in "${tools[@]}"; do
		n=$((n + 1))
		say "$module: building ${t##*/}, $n of ${#tools[@]}, after $((SECONDS - began)) s"
		(cd "$folder" && go build "$@" -o "$dir/bin/" "$t")
	done
	say "$module: done in $((SECONDS - began)) s"
	# Last, so that what was interrupted is made again.
	echo "$now" >"$stamp"
}

for module in "$@"; do
	case $module in
	runc) build runc -tags seccomp -ldflags '-s -w' ;;
	containerd) CGO_ENABLED=0 build containerd -ldflags '-s -w' ;;
	kubernetes)
		version=$(sed -n 's,^[[:space:]]*k8s.io/kubernetes \(v[^ ]*\).*,\1,p' internal/engines/testdata/tools/kubernetes/go.mod)
		IFS=. read -r major minor _ <<<"${version#v}"
		x=-X\ k8s.io/component-base/version
		CGO_ENABLED=0 build kubernetes -ldflags "-s -w $x.gitVersion=$version $x.gitMajor=$major $x.gitMinor=$minor"
		;;
	*)
		say "no module named $module"
		exit 1
		;;
	esac
done

# Static, for images with nothing else in them.
(cd examples/oci-agent && go build -tags netgo,osusergo -ldflags '-linkmode external -extldflags -static' -o "$dir/bin/" .)
[ "$dir/bin/pause" -nt internal/engines/testdata/pause/pause.c ] ||
	"${CC:-cc}" -O2 -static -o "$dir/bin/pause" internal/engines/testdata/pause/pause.c
