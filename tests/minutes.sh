#!/bin/bash
# --minutes: play, show and export fit the same plan, say what is left out, and say how short it can be.
set -u
status=0
"$UNKNOT" screening --none-apply >/dev/null

# try WHAT CODE TEXT ARGUMENT...: unknot ends with CODE and says TEXT.
try()
{
	local what=$1 code=$2 text=$3 got
	shift 3
	"$UNKNOT" "$@" >"$HOME/said" 2>&1 </dev/null
	got=$?
	if [ $got = "$code" ] && { [ -z "$text" ] || grep -qF -- "$text" "$HOME/said"; }; then
		echo "ok minutes: $what"
	else
		echo "not ok minutes: $what: exit $got, no \"$text\" in:"
		cat "$HOME/said"
		status=1
	fi
}

lost='Left out on both legs, since time is short: inner thigh, low down.'
try 'show fits' 0 'Planned 11:00;' show daily --minutes 11
try 'show says what is left out' 0 "$lost" show daily --minutes 11
try 'for the person too' 0 'Planned 11:00;' show daily --minutes 11 --me
try 'on one leg' 0 'Planned 9:30;' show daily --minutes 10 --legs left
try 'a time of minutes and seconds' 0 'Planned 8:44;' show first-sitting --minutes 8m45s
try 'of seconds' 0 'Planned 2:00;' show two-minute-ease --minutes 120s
try 'as data' 0 '"why": "time"' show daily --minutes 11 --format json
try 'more than it takes changes nothing' 0 'Planned 19:50;' show daily --minutes 90
try 'export fits' 0 '' export daily --minutes 11 -o "$HOME/card.md"
try 'export says what is left out' 0 "$lost" export daily --minutes 11 -o "$HOME/again.md"
if grep -q '11:00' "$HOME/card.md"; then
	echo 'ok minutes: the card'
else
	echo 'not ok minutes: the card does not say 11:00'
	status=1
fi
try 'play says what is left out' 0 "$lost" play daily --minutes 11 --plain --hands-free --speed 240 --mute

# Too short: the input is wrong, and one sentence tells what would do.
for command in 'show daily' 'play daily' "export daily -o $HOME/no.json"; do
	# shellcheck disable=SC2086 # words
	try "too short: ${command%% *}" 1 \
		'unknot: "daily" takes at least 8m, and --minutes leaves it 7m59s: give it 8m, or' \
		$command --minutes 7m59s
done
if [ -e "$HOME/no.json" ]; then
	echo 'not ok minutes: a file was written all the same'
	status=1
fi
for slip in 0 91 1.5 x 30s 5min -3 '' '6 breaths' 2h; do
	try "no time: '$slip'" 2 '--minutes takes a number from 1 to 90' show daily "--minutes=$slip"
done
exit "$status"
