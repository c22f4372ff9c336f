#!/bin/sh
# `make install` and `make uninstall`: the installed program finds its routines from anywhere, staging
# with DESTDIR writes below it alone, and nothing is left behind.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
tree=$(pwd)
status=0

try()
{
	what=$1
	shift
	if "$@" >"$room/said" 2>&1; then
		echo "ok install: $what"
	else
		echo "not ok install: $what"
		tail -n 20 "$room/said"
		status=1
	fi
}

build()
{
	make -s -C "$tree" V=debug B="$room/build" PREFIX="$room/usr" "$@"
}

finds_routines()
{
	(cd / && "$room/usr/bin/unknot" list --format=json) >"$room/list" &&
		grep -q "$room/usr/share/unknot/routines/first-sitting.yaml" "$room/list" &&
		! grep -q "$tree" "$room/list"
}

# The examples lie below the routines: there, but not listed.
has_examples()
{
	example="$room/usr/share/unknot/routines/examples/office-chair.yaml"
	"$room/usr/bin/unknot" check --strict "$example" && ! grep -q office-chair "$room/list"
}

has_manual()
{
	test -f "$room/usr/share/man/man1/unknot.1" && test -f "$room/usr/share/man/man5/unknot.5" &&
		test -f "$room/usr/share/unknot/routines/README.md"
}

same_schema()
{
	"$room/usr/bin/unknot" check --schema | cmp - "$room/usr/share/unknot/routines/routine.schema.json"
}

plays()
{
	(cd / && "$room/usr/bin/unknot" play first-sitting --plain --hands-free --speed 240)
}

empty()
{
	[ -z "$(find "$1" ! -type d 2>/dev/null)" ]
}

try 'make install' build install
try 'it finds its routines' finds_routines
try 'its sounds are there' test -f "$room/usr/share/unknot/sounds/default/pack.yaml"
try 'its examples are there' has_examples
try 'its manual is there' has_manual
try 'its schema is there' same_schema
try 'it plays' plays
try 'make uninstall' build uninstall
try 'nothing is left' empty "$room/usr"
try 'make install DESTDIR' build install DESTDIR="$room/stage"
try 'only below DESTDIR' empty "$room/usr"
try 'all of it there' test -x "$room/stage$room/usr/bin/unknot"
try 'make uninstall DESTDIR' build uninstall DESTDIR="$room/stage"
try 'nothing is left there' empty "$room/stage"
exit "$status"
