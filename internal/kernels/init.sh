#!/bin/sh
# The first and only program of a guest: it makes the machine usual enough for the tests,
# runs them, and turns the machine off.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TMPDIR=/tmp LC_ALL=C

# pivot_root(2), which tests use, wants to leave a root that is mounted on something.
if [ "$1" != moved ]; then
	mount --bind / /root
	cd /root || exit
	mount --move . /
	exec chroot . /init moved
fi

mkdir -p /proc /sys /dev /tmp /run /root /var/tmp
chmod 1777 /tmp /var/tmp
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t cgroup2 cgroup2 /sys/fs/cgroup
busybox ip link set lo up
stty -opost

echo "@kernel $(uname -r)"
for dir in /tests/*; do
	[ -x "$dir/test" ] || continue
	cd "$dir" || exit
	echo "@begin ${dir##*/}"
	# shellcheck disable=SC2046 # one argument a word
	env $(cat /tests/environment) ./test $(cat /tests/arguments) </dev/null 2>&1
	echo "@end ${dir##*/} $?"
done
echo "@messages"
dmesg -l emerg,alert,crit,err,warn | tail -n 40
echo "@done"
busybox poweroff -f
