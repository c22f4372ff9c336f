#!/bin/sh
# The manual pages: well formed; what no table of the program holds is told all the same: every variable
# of the environment, every exit code, every code of a message.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0

try()
{
	what=$1
	shift
	if "$@" >"$room/said" 2>&1; then
		echo "ok manual: $what"
	else
		echo "not ok manual: $what"
		head -n 20 "$room/said"
		status=1
	fi
}

# Whether a formatter has nothing to say against a page.
silent()
{
	"$@" >"$room/words" 2>&1
	cat "$room/words"
	! [ -s "$room/words" ]
}

for page in src/man/unknot.1 src/man/unknot.5; do
	if command -v mandoc >/dev/null; then
		try "$page (mandoc)" silent mandoc -T lint -W warning "$page"
	else
		echo "skip manual: mandoc is not here"
	fi
	if command -v groff >/dev/null; then
		try "$page (groff)" silent groff -mandoc -ww -z "$page"
	else
		echo "skip manual: groff is not here"
	fi
done

grep '^\.It Ev ' src/man/unknot.1 >"$room/variables"
for name in $(grep -rhoE '(getenv|absolute_env|xdg)\("[A-Z_]+"' src | grep -oE '[A-Z_]{2,}' | sort -u); do
	try "unknot.1 tells of $name" grep -qw "$name" "$room/variables"
done
for code in $(sed -n 's/^\tEXIT_[A-Z_]* = \([0-9]*\),\{0,1\}.*/\1/p' src/commands.h); do
	try "unknot.1 tells of exit code $code" grep -Eq "^\.It $code( and more)?$" src/man/unknot.1
done
for code in $(grep -rhoE 'DIAG_(ERROR|WARNING|NOTE), "[a-z-]+"' src |
	grep -oE '"[a-z-]+"' | tr -d '"' | sort -u); do
	try "[$code] has a meaning" grep -Eq "^[[:space:]]\{\"$code\"," src/load/codes.c
done
exit "$status"
