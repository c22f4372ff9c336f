#!/bin/sh
# `unknot learn` reads its pages: all of them with a list at the head, or one; a slip is answered with a guess.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0

verdict()
{
	if [ "$2" = ok ]; then
		echo "ok learn: $1"
	else
		echo "not ok learn: $1: $2"
		head -c 2000 "$room/said"
		status=1
	fi
}

# $1 a name, $2 the exit code that is wanted, $3 a pattern in what is said; then the arguments.
try()
{
	what=$1 want=$2 pattern=$3
	shift 3
	"$UNKNOT" learn "$@" </dev/null >"$room/said" 2>&1
	got=$?
	if [ "$got" != "$want" ]; then
		verdict "$what" "exit $got and not $want"
	elif ! grep -q "$pattern" "$room/said"; then
		verdict "$what" "does not say $pattern"
	elif [ "$(awk 'length > n { n = length } END { print n + 0 }' "$room/said")" -gt 80 ]; then
		verdict "$what" 'a line is wider than 80'
	else
		verdict "$what" ok
	fi
}

try 'all pages' 0 '^After a drive$'
cp "$room/said" "$room/all"
try 'one page' 0 '^Stop signs$' stop
if grep -q '^The idea$' "$room/said"; then
	verdict 'one page and no other' 'there is another'
else
	verdict 'one page and no other' ok
fi
try 'in capitals' 0 '^Stop signs$' STOP
try 'the zones of the atlas' 0 '^  5 heel cord and ankle: ' zones
try 'a slip' 2 'no page "zons" (did you mean "zones"?)' zons
try 'no guess' 2 'no page "teapot-and-cups"$' teapot-and-cups
try 'one word too many' 2 'one argument too many' stop scale

# Every word of the list at the head opens the page with the title that stands beside it.
words=$(awk '/^  [a-z]+  +[A-Z]/ { print $1 } /^The idea$/ { exit }' "$room/all")
for word in $words; do
	title=$(sed -n "s/^  $word  *//p" "$room/all" | head -n 1)
	try "the word $word" 0 "^$title\$" "$word"
	grep -qx "$title" "$room/all" || verdict "$word among all" 'its title is missing'
done
[ "$(echo "$words" | wc -w)" -ge 10 ] || verdict 'the list' 'has too few words'

# A narrow terminal gets narrow lines.
if command -v script >/dev/null 2>&1; then
	script -qec "stty cols 40 rows 12; '$UNKNOT' learn idea" /dev/null </dev/null 2>/dev/null | tr -d '\r' >"$room/said"
	if ! grep -q '^The idea$' "$room/said"; then
		verdict 'a narrow terminal' 'says nothing'
	elif [ "$(awk 'length > n { n = length } END { print n + 0 }' "$room/said")" -gt 40 ]; then
		verdict 'a narrow terminal' 'a line is wider than 40'
	else
		verdict 'a narrow terminal' ok
	fi
else
	echo 'skip learn: a narrow terminal: script(1) is not here'
fi
exit "$status"
