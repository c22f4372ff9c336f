#!/bin/bash
# What the record is told as: figures, words, data, and the page for a physiotherapist. On a pipe there are no
# plots, and nothing moves a cursor.
set -u
status=0

# Says how a thing went: $1 its name, $2 the exit code to come, $3 a text that must be said ("!..." must not),
# the rest the command.
says()
{
	local what=$1 code=$2 text=$3 got
	shift 3
	"$@" >"$HOME/said" 2>&1
	got=$?
	if [ "$got" = "$code" ] && case $text in
		!*) ! grep -qF -- "${text#!}" "$HOME/said" ;;
		*) grep -qF -- "$text" "$HOME/said" ;;
		esac then
		echo "ok stats: $what"
	else
		echo "not ok stats: $what: $got, \"$text\" in:"
		cat "$HOME/said"
		status=1
	fi
}

says 'nothing yet' 0 'Nothing played yet.' "$UNKNOT" stats
says 'nothing yet, as data' 0 '"from": null' "$UNKNOT" stats --format=json
says 'nothing yet, as a page' 0 'Nothing was played in that time.' "$UNKNOT" history --report 4w

"$UNKNOT" screening --none-apply >/dev/null
printf '%s\n' 6 '' n q y 4 '' | "$UNKNOT" play first-sitting >/dev/null 2>&1

says 'words' 0 '6 in the first week. A trend needs some weeks.' "$UNKNOT" stats
says 'plain words' 0 'Pain when you begin' "$UNKNOT" stats --plain
says 'no plots on a pipe' 0 $'!\033[' "$UNKNOT" stats
says 'data' 0 '"what": "before"' "$UNKNOT" stats --format=json
says 'lines' 0 'day,sessions,presses,held_s,before' "$UNKNOT" stats --format=csv
says 'a page over weeks' 0 '## Pain before and after sessions' "$UNKNOT" history --report 4w
says 'a page over days' 0 'nothing here says what helped' "$UNKNOT" history --report=30d
says 'the page is Markdown alone' 2 'takes no --format' "$UNKNOT" history --report 4w --format=json
for length in 0d 4 w 4m 4ww -1d 99999w ''; do
	says "no length: '$length'" 2 '--report takes days or weeks' "$UNKNOT" history "--report=$length"
done

"$UNKNOT" stats --format=json >"$HOME/one"
"$UNKNOT" stats --format=json >"$HOME/other"
if cmp -s "$HOME/one" "$HOME/other"; then
	echo 'ok stats: one record, one answer'
else
	echo 'not ok stats: one record, one answer'
	status=1
fi

says 'a rehearsal changes nothing' 0 '' "$UNKNOT" play first-sitting --plain --hands-free --speed 240 --mute
"$UNKNOT" stats --format=json >"$HOME/other"
if cmp -s "$HOME/one" "$HOME/other"; then
	echo 'ok stats: rehearsals are left out'
else
	echo 'not ok stats: rehearsals are left out'
	status=1
fi
exit "$status"
