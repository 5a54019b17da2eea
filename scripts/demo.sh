#!/usr/bin/env bash
# A real program, supervised: git makes a repository and commits a file.
set -euo pipefail
cd "$(dirname "$0")/.."
go build -o bin/trace ./examples/trace
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
if command -v git >/dev/null; then
	bin/trace -e execve,mkdir,rename,unlink,link -- git init -q "$dir/repository"
else
	bin/trace -e execve,openat -- ls -l /
fi
