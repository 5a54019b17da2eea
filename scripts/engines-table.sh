#!/usr/bin/env bash
# Puts what make test-engines and make test-kubernetes have tested into the agent's manual.
#
#	scripts/engines-table.sh RESULTS FILE
set -euo pipefail
table=$(printf '| engine | OCI runtimes | target | tested |\n|---|---|---|---|\n' && cat "$1"/*)
awk -v table="$table" '
	/^<!-- engines: / { print; print table; skip = 1 }
	/^<!-- \/engines -->/ { skip = 0 }
	!skip { print }
' "$2" >"$2.new"
mv "$2.new" "$2"
