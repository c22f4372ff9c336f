#!/bin/sh
# Writes a file to measure with: a routine of a size that is valid in every line, or a hostile one.
#
#   files.sh lines N | bytes N | KIND
#
# `files.sh kinds` names the hostile ones.
set -u

# Short instructions with long notes, then holds and a walk. Stops at $1 lines or $2 bytes.
routine()
{
	awk -v lines="$1" -v bytes="$2" 'BEGIN {
		head = "unknot: 1\ntitle: Generated routine\nabout: Made to measure a reader, valid in every line.\n" \
			"suits: A program that reads.\nnot-for: Playing.\nneeds: [firm chair, ball]\nsteps:\n"
		tail = "  - legs: right first\n    steps:\n      - hold: [thigh-outer-middle, thigh-inner-lower]\n" \
			"        for: 30s..60s\n        breath: 4-6\n        pressure: 4..6\n" \
			"  - stretch: Straighten the knee, lean a little.\n    for: 20s\n  - walk: 1m\n"
		for (i = bytes ? 13 : 1; i; i--)
			pad = pad " and breathe out"
		size = length(head) + length(tail)
		printf "%s", head
		for (n = 0; n < 4200 && (bytes ? size < bytes - 500 : 16 + 7 * n < lines); n++) {
			s = sprintf("  - say: \"Sit tall, let the arms hang (%d).\"\n    for: 1s\n    speak: \"\"\n" \
				"    id: step-%d\n    optional: yes\n    note: >\n" \
				"      Kept for whoever edits this file, never shown%s.\n", n, n, pad)
			size += length(s)
			printf "%s", s
		}
		printf "%s", tail
	}'
}

# $1 times $2
repeat()
{
	head -c "$1" /dev/zero | sed "s/\\x00/$2/g"
}

bomb()
{
	echo 'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]'
	for i in 1 2 3 4 5 6 7 8 9; do
		a="*a$((i - 1))"
		echo "a$i: &a$i [$a, $a, $a, $a, $a, $a, $a, $a, $a, $a]"
	done
}

n=100000
case ${1-} in
lines) routine "$2" 0 ;;
bytes) routine 0 "$2" ;;
kinds)
	echo bomb recursive deep-flow deep-bracket deep-block unclosed dup nul ctrl c1 badutf8 surrogate \
		overlong bom utf16 tab scalar longkey longcomment manyanchors manydocs merge huge \
		oneline anchorline manykeys manysites
	;;
bomb) bomb ;;
recursive) echo '&a [*a, {self: *a}]' ;;
deep-flow) repeat $n '{a: ' && printf 1 && repeat $n '}' && echo ;;
deep-bracket) repeat $n '[' && repeat $n ']' && echo ;;
deep-block) repeat $n '- ' && echo x ;;
unclosed) repeat $n '[' ;;
dup) printf 'name: one\nname: two\nsteps: []\nsteps: [1]\n' ;;
nul) printf 'name: a\0b\nsteps: []\n' ;;
ctrl) printf 'name: a\001\033[31mb\n' ;;
c1) echo 'name: "a\u009b31m\e[31m\0x"' ;;
badutf8) printf 'name: \377\376\372\n' ;;
surrogate) printf 'name: \355\240\200\n' ;;
overlong) printf 'name: \300\257\n' ;;
bom) printf '\357\273\277name: x\n' ;;
utf16) printf '\377\376n\0a\0m\0e\0:\0 \0x\0\n\0' ;;
tab) printf 'a:\n\tb: 1\n' ;;
scalar) printf 'name: ' && repeat $n x && echo ;;
longkey) repeat $n k && echo ': 1' ;;
longcomment) printf '#' && repeat $n c && printf '\na: 1\n' ;;
manyanchors) seq -f '- &a%.0f x' $n ;;
manydocs) yes -- '--- a' | head -n $n ;;
merge) printf 'base: &b {a: 1}\nuse:\n  <<: *b\n  a: 2\n' ;;
huge) head -c 100000000 /dev/zero ;;
oneline) printf 'tags: [' && seq -s ', ' -f 'drvng%.0f' 60000 | tr -d '\n' && echo ']' ;;
anchorline) printf 'tags: [' && seq -s ', ' -f '&a%.0f x' 60000 | tr -d '\n' && echo ']' ;;
manykeys) printf 'steps:\n  - walk:\n' && seq -f '    k%.0f: 1' 60000 ;;
manysites) echo 'sites:' && seq -f '  K%.0f: {name: x, part: thigh, along: 0.5, across: 0.5}' 15000 ;;
*) echo "usage: files.sh lines N | bytes N | KIND | kinds" >&2 && exit 2 ;;
esac
