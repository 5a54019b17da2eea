#!/bin/sh
# Installs what the machine lacks of the groups that it is given, by scripts/packages.txt and the
# machine's package manager. Where nothing is missing it installs nothing and says nothing.
#
#	scripts/setup.sh build go test
#	scripts/setup.sh --list build        what is missing, without installing it
set -eu

cd "$(dirname "$0")/.."

# The Go version that is fetched where the machine's own is too old to fetch one by itself.
GO_VERSION=1.26.8
# Since 1.21 the go command fetches the version that go.mod asks for.
GO_OLDEST=21

say() { printf 'setup: %s\n' "$*" >&2; }
die() {
	say "$*"
	exit 1
}

manager() {
	for m in apt-get dnf apk pacman zypper; do
		if command -v "$m" >/dev/null 2>&1; then
			echo "$m"
			return
		fi
	done
	echo none
}

have() {
	case $1 in
	pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
	/*) [ -e "$1" ] ;;
	*) command -v "$1" >/dev/null 2>&1 ;;
	esac
}

# missing prints "thing packages" for each thing of the groups that is not there.
missing() {
	while read -r group what apt dnf apk pacman zypper; do
		case " $* " in *" $group "*) ;; *) continue ;; esac
		have "$what" && continue
		case $MANAGER in
		apt-get) p=$apt ;;
		dnf) p=$dnf ;;
		apk) p=$apk ;;
		pacman) p=$pacman ;;
		zypper) p=$zypper ;;
		*) p=- ;;
		esac
		echo "$what $p"
	done <scripts/packages.txt
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		die "installing needs root or sudo. As root: $*"
	fi
}

install() {
	say "installing $*"
	case $MANAGER in
	apt-get)
		as_root apt-get update -qq
		# The package lists of a machine may be newer than its mirror's files for a moment: try twice.
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
			as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
		;;
	dnf) as_root dnf install -y -q "$@" ;;
	apk) as_root apk add -q "$@" ;;
	pacman) as_root pacman -S --needed --noconfirm "$@" ;;
	zypper) as_root zypper --non-interactive --quiet install "$@" ;;
	esac </dev/null >&2
}

# packages installs what is missing of the groups.
packages() {
	lack=$(missing "$@")
	[ -n "$lack" ] || return 0
	wanted=$(echo "$lack" | awk '$2 != "-" { print $2 }' | tr ',' '\n' | sort -u)
	if [ "$MANAGER" = none ]; then
		die "no apt, dnf, apk, pacman or zypper here. Please install by hand: $(echo "$lack" | awk '{ printf "%s ", $1 }')"
	fi
	# shellcheck disable=SC2086 # one argument a package
	[ -z "$wanted" ] || install $wanted
	still=$(missing "$@" | awk '{ print $1 }')
	[ -z "$still" ] || die "$MANAGER has no package for, or did not install:" $still
}

go_minor() { go env GOVERSION 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p'; }

# fetch_go puts a newer Go into bin/, through the module proxy and checked against the checksum
# database as any module is: a Go that is too old to switch versions can still download one.
fetch_go() {
	os=$(go env GOOS) arch=$(go env GOARCH)
	module="golang.org/toolchain@v0.0.1-go$GO_VERSION.$os-$arch"
	say "this machine's Go is too old, fetching go$GO_VERSION"
	(cd / && GO111MODULE=on GOFLAGS='' go mod download "$module") || die "could not fetch it. See https://go.dev/doc/install"
	to=.cache/go-$GO_VERSION
	rm -rf "$to" && mkdir -p "$to"
	cp -R "$(go env GOMODCACHE)/$module/." "$to"
	chmod -R u+w "$to"
	# A module may hold neither executables nor modules.
	chmod +x "$to"/bin/* "$to"/pkg/tool/*/* 2>/dev/null || true
	find "$to" -name _go.mod | while read -r f; do mv "$f" "$(dirname "$f")/go.mod"; done
	mkdir -p bin
	ln -sf "../$to/bin/go" "../$to/bin/gofmt" bin/
}

go_itself() {
	if ! command -v go >/dev/null 2>&1; then
		packages go
	fi
	[ "$(go_minor)" -ge "$GO_OLDEST" ] 2>/dev/null || fetch_go
	go list -m >/dev/null 2>&1 || die "$(go list -m 2>&1)
setup: Go $(sed -n 's/^go //p' go.mod) or newer is needed. Let the go command fetch it (GOTOOLCHAIN=auto), or see https://go.dev/doc/install"
}

PATH=$PWD/bin:$PATH:/usr/local/go/bin:/usr/sbin:/sbin
export PATH
MANAGER=$(manager)

case ${1-} in
'' | -h | --help)
	sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
	exit 0
	;;
--list)
	shift
	missing "$@"
	exit 0
	;;
esac

groups=
for g in "$@"; do
	grep -q "^$g[[:space:]]" scripts/packages.txt || die "no group named $g in scripts/packages.txt"
	[ "$g" = go ] || groups="$groups $g"
done
# shellcheck disable=SC2086 # one argument a group
[ -z "$groups" ] || packages $groups
case " $* " in *" go "*) go_itself ;; esac
