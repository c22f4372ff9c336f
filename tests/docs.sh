#!/bin/sh
# What the documents say is true: every YAML block that is a whole routine, in the manual too, and every
# shipped routine, passes `check --strict`; the commands and make targets that the README names are there.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0

# Says how a thing went: $1 its name, the rest a command that must succeed.
try()
{
	what=$1
	shift
	if "$@" >"$room/said" 2>&1; then
		echo "ok docs: $what"
	else
		echo "not ok docs: $what"
		cat "$room/said"
		status=1
	fi
}

# The fenced YAML blocks of $1, each into a file of its own: whole routines only.
blocks()
{
	awk -v to="$room/$2" '
		/^(```yaml|\.Bd -literal)/ { n++; file = to "-" n ".yaml"; inside = 1; next }
		/^(```|\.Ed)/ { inside = 0 }
		inside { gsub(/\\-/, "-"); print > file }' "$1"
	grep -l '^unknot:' "$room/$2"-*.yaml 2>/dev/null
}

for doc in README.md src/README.md routines/README.md src/man/unknot.1 src/man/unknot.5; do
	for block in $(blocks "$doc" "$(echo "$doc" | tr / -)"); do
		try "$doc: ${block##*-}" "$UNKNOT" check --strict "$block"
	done
done
try sounds/default/pack.yaml "$UNKNOT" check --strict sounds/default/pack.yaml
for routine in routines/*.yaml routines/examples/*.yaml; do
	[ "$routine" = routines/atlas.yaml ] || try "$routine" "$UNKNOT" check --strict "$routine"
done
try 'the guide has twenty routines' test "$(grep -c '^unknot: 1$' routines/README.md)" -ge 20
for routine in routines/examples/*.yaml; do
	try "the guide tells of ${routine##*/}" grep -q "^| .${routine##*/}. |" routines/README.md
done
# The examples are there to be read, copied and played, and clutter no list.
lists_no_example()
{
	"$UNKNOT" list >"$room/list" && grep -q '^daily ' "$room/list" &&
		! grep -q "$(basename "$1" .yaml)" "$room/list"
}
for routine in routines/examples/*.yaml; do
	try "$routine is not listed" lists_no_example "$routine"
done
try 'an example plays by its path' \
	"$UNKNOT" play routines/examples/one-leg-only.yaml --plain --hands-free --speed 240
# Editors find the schema by the first line.
for routine in routines/*.yaml; do
	[ "$routine" = routines/atlas.yaml ] || try "$routine names the schema" \
		test "$(head -n 1 "$routine")" = '# yaml-language-server: $schema=./routine.schema.json'
done
for routine in routines/examples/*.yaml; do
	try "$routine names the schema" \
		test "$(head -n 1 "$routine")" = '# yaml-language-server: $schema=../routine.schema.json'
done
for command in $(sed -n 's/^unknot \([a-z]*\) .*/\1/p' README.md | sort -u); do
	try "unknot $command --help" "$UNKNOT" "$command" --help
done
for setting in $(sed -n 's/.*\[CONFIG_[A-Z_]*\] = {"\([a-z-]*\)", .*/\1/p' src/core/config.c); do
	try "README tells of $setting" grep -q "^| .$setting. |" README.md
done
for target in $(grep -o '`make [a-z][a-z-]*' README.md | sed 's/.* //' | sort -u); do
	try "make $target" grep -q "^$target:" Makefile
done
exit "$status"
