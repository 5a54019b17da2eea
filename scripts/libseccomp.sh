#!/usr/bin/env bash
# Gets libseccomp as Debian's suites have it, each version to a place of its own in .cache/libseccomp
# where nothing else finds it, and prints that place.
#
#	scripts/libseccomp.sh list               the versions that there are, the oldest first
#	scripts/libseccomp.sh get VERSION        one of them, as packaged, or compiled where the mirror lacks its package
#	scripts/libseccomp.sh cross TRIPLET      the newest that there is the source of, for another architecture
#	scripts/libseccomp.sh before VERSION     what no suite has any more, see below
#
# The packages come through apt, which checks them, from the mirror that the machine itself uses; the
# machine's own package lists stay as they are.
set -euo pipefail
cd "$(dirname "$0")/.."
SUITES="bullseye bookworm trixie sid"
top=$PWD/.cache/libseccomp
export APT_CONFIG=$top/apt/conf

say() { printf 'libseccomp: %s\n' "$*" >&2; }
die() {
	say "$*"
	exit 1
}

# suites makes apt know the suites. Their lists are good for a day.
suites() {
	[ -z "$(find "$top/apt/done" -mmin -1440 2>/dev/null)" ] || return 0
	command -v apt-get >/dev/null || die "the versions are those of Debian's suites, and this machine has no apt"
	local mirror suite keyring=/usr/share/keyrings/debian-archive-keyring.gpg
	mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null |
		sed '/^[[:space:]]*#/d' | grep -oE '[a-z+]+://[^][:space:]]+/debian/?([[:space:]]|$)' | head -n 1) || true
	mirror=${mirror%[[:space:]]}
	[ -n "$mirror" ] || die "this machine's apt has no mirror of Debian"
	mkdir -p "$top"/apt/{lists,cache/archives}/partial
	for suite in $SUITES; do
		printf 'Types: deb deb-src\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$suite"
		[ ! -e $keyring ] || echo "Signed-By: $keyring"
		echo
	done >"$top/apt/suites.sources"
	cat >"$APT_CONFIG" <<-CONF
		Dir::Etc::sourcelist "$top/apt/suites.sources";
		Dir::Etc::sourceparts "-";
		Dir::State::lists "$top/apt/lists";
		Dir::Cache "$top/apt/cache";
		Acquire::Languages "none";
		Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
		Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
		APT::Architectures { "$(dpkg --print-architecture)"; };
		APT::Sandbox::User "";
	CONF
	# A mirror is inconsistent while it is being updated: try again.
	local try
	for try in 1 2 3; do
		apt-get update -qq >"$top/apt/log" 2>&1 && ! grep -q '^E:' "$top/apt/log" && touch "$top/apt/done" && return
		sleep $((try * 10))
	done
	cat "$top/apt/log" >&2
	die "cannot read the suites' lists of packages"
}

# sources prints "VERSION PACKAGE-VERSION" for each version of the suites, the oldest first.
sources() {
	apt-cache showsrc libseccomp | sed -n 's/^Version: \(.*\)-\(.*\)/\1 \1-\2/p' | sort -V -u -k 1,1
}

# source_of downloads a version's source and prints its folder, or returns 1 where the mirror lacks it.
source_of() {
	local version=$1 dir=$top/source/libseccomp-$1
	[ -e "$dir/src/api.c" ] || (
		mkdir -p "$top/source" && cd "$top/source"
		apt-get source -qq --tar-only --download-only "libseccomp=$(sources | awk -v v="$version" '$1 == v { print $2 }')" \
			>"$top/apt/log" 2>&1 && tar xf "libseccomp_$version.orig.tar.gz"
	) || return 1
	echo "$dir"
}

# place PREFIX VERSION makes the links and the file by which the library is found.
place() {
	local prefix=$1 version=$2
	ln -sf "libseccomp.so.$version" "$prefix/lib/libseccomp.so.2"
	ln -sf libseccomp.so.2 "$prefix/lib/libseccomp.so"
	mkdir -p "$prefix/lib/pkgconfig"
	cat >"$prefix/lib/pkgconfig/libseccomp.pc" <<-PC
		Name: libseccomp
		Description: libseccomp $version for tests
		Version: $version
		Cflags: -I$prefix/include
		Libs: -L$prefix/lib -lseccomp
	PC
}

# compile SOURCE PREFIX VERSION COMPILER FLAGS... compiles as libseccomp's own configure and make do on Linux,
# where all that they find out is that there is a <linux/seccomp.h>.
compile() {
	local src=$1 prefix=$2 version=$3 cc=$4 micro minor files
	shift 4
	minor=${version#*.} micro=${version##*.}
	mkdir -p "$prefix"/{include,lib,build}
	cp "$src/include/seccomp-syscalls.h" "$prefix/include"
	sed "s/@VERSION_MAJOR@/${version%%.*}/; s/@VERSION_MINOR@/${minor%%.*}/; s/@VERSION_MICRO@/$micro/" \
		"$src/include/seccomp.h.in" >"$prefix/include/seccomp.h"
	echo '#define HAVE_LINUX_SECCOMP_H 1' >"$prefix/build/configure.h"
	mapfile -t files < <(find "$src/src" -maxdepth 1 -name '*.c' ! -name 'arch-syscall-*')
	"$cc" -O1 -w -fPIC -DPIC -fvisibility=hidden -shared -Wl,-soname,libseccomp.so.2 "$@" \
		-I"$prefix/build" -I"$prefix/include" -I"$src/src" -o "$prefix/lib/libseccomp.so.$version" "${files[@]}"
	rm -r "$prefix/build"
	place "$prefix" "$version"
}

# unpack VERSION PREFIX takes a version's packages apart, or returns 1 where the mirror lacks them.
unpack() {
	local version=$1 prefix=$2 debian deb
	debian=$(apt-cache madison libseccomp-dev | awk -v v="$version-" 'index($3, v) == 1 { print $3; exit }')
	[ -n "$debian" ] || return 1
	mkdir -p "$prefix"/{debs,root,lib}
	(cd "$prefix/debs" && apt-get download -qq "libseccomp2=$debian" "libseccomp-dev=$debian") >"$top/apt/log" 2>&1 || return 1
	for deb in "$prefix"/debs/*.deb; do dpkg-deb -x "$deb" "$prefix/root"; done
	cp -R "$prefix/root/usr/include" "$prefix"
	find "$prefix/root" -type f -name "libseccomp.so.$version" -exec cp {} "$prefix/lib" \;
	rm -r "$prefix"/{debs,root}
	place "$prefix" "$version"
}

# new PREFIX starts a place anew, unless it is complete.
new() {
	[ ! -e "$1/how" ] || return 1
	say "getting ${1##*/}"
	rm -rf "$1"
}

get() {
	local version=$1 prefix=$top/$1 src
	if new "$prefix"; then
		if unpack "$version" "$prefix"; then
			echo packaged >"$prefix/how"
		elif src=$(source_of "$version"); then
			compile "$src" "$prefix" "$version" gcc
			echo compiled >"$prefix/how"
		else
			cat "$top/apt/log" >&2
			die "the mirror has neither package nor source of libseccomp $version"
		fi
	fi
	echo "$prefix"
}

# some_source SORT-FLAGS prints the first version, so sorted, that the mirror has the source of.
some_source() {
	local version
	for version in $(sources | awk '{ print $1 }' | sort "$@"); do
		! source_of "$version" >/dev/null || { echo "$version" && return; }
	done
	cat "$top/apt/log" >&2
	die "the mirror has no source of libseccomp"
}

cross() {
	local triplet=$1 version prefix
	version=$(some_source -rV)
	prefix=$top/$version-$triplet
	if new "$prefix"; then
		compile "$(source_of "$version")" "$prefix" "$version" "$triplet-gcc"
		echo compiled >"$prefix/how"
	fi
	echo "$prefix"
}

# Before 2.5 there were no notifications, and before 2.4 no API levels either. No suite has such a library
# any more. This is the oldest that there is the source of, without these functions in the library and in
# its header, and with another version: what a program sees of an old one.
before() {
	local version=$1.99 prefix=$top/$1.99 old name names hide=() header
	if new "$prefix"; then
		old=$(some_source -V)
		names="notify_alloc notify_free notify_receive notify_respond notify_id_valid notify_fd"
		[ "$1" != 2.3 ] || names="$names api_get api_set"
		for name in $names; do hide+=("-Dseccomp_$name=hidden_$name"); done
		compile "$(source_of "$old")" "$prefix" "$version" gcc "${hide[@]}"
		header=$prefix/include/seccomp.h
		for name in $names; do sed -i "/^[a-z].*seccomp_$name(/,/;/d" "$header"; done
		sed -i '/include <linux\/seccomp.h>/d; /^struct seccomp_notif/,/^};/d; /SCMP_ACT_NOTIFY/d' "$header"
		echo "made of $old" >"$prefix/how"
	fi
	echo "$prefix"
}

case ${1-} in
list)
	suites
	sources | awk '{ print $1 }'
	;;
get | cross | before)
	[ -n "${2-}" ] || die "$1 what?"
	suites
	"$1" "$2"
	;;
*)
	sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
	exit 2
	;;
esac
