#!/usr/bin/env bash
# A real program, supervised: git makes a repository and commits a file.
set -euo pipefail
cd "$(dirname "$0")/.."
go build -o bin/trace ./examples/trace
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cat >"$dir/job" <<'JOB'
git init -q repository
cd repository
echo hello >greeting
git add greeting
git -c user.name=demo -c user.email=demo@example.org commit -q -m "Say hello"
git log --oneline
JOB
echo "\$ trace -C -e execve,mkdir,rename,unlink,link -- sh job"
bin/trace -C -e execve,mkdir,rename,unlink,link -- sh -c "cd '$dir' && . ./job"
