#!/bin/bash
# `unknot today`: what it says agrees with what `play` plays, in words and as JSON.
set -u
status=0

# try WHAT COMMAND...: must succeed; its output is in $HOME/said.
try()
{
	local what=$1
	shift
	if "$@" >"$HOME/said" 2>&1; then
		echo "ok today: $what"
	else
		echo "not ok today: $what"
		cat "$HOME/said"
		status=1
	fi
}

try 'a first start has a first sitting' "$UNKNOT" today
cp "$HOME/said" "$HOME/words"
try 'its title' grep -q '^Today: First Sitting (unknot play first-sitting)$' "$HOME/words"
try 'and why, in a sentence' test "$("$UNKNOT" today | sed -n 2p | grep -c '^[A-Z].*\.$')" = 1
try 'as JSON' "$UNKNOT" today --format=json
cp "$HOME/said" "$HOME/json"
try 'the routine' grep -q '"routine": "first-sitting"' "$HOME/json"
try 'the reason, in a word' grep -q '"reason": "first-sitting"' "$HOME/json"
try 'no rest' grep -q '"rest": false' "$HOME/json"
try 'the week' grep -q '"week": {"target": 3, "kept": 0, "skips": 2}' "$HOME/json"
try 'a rehearsal counts for nothing' sh -c '"$UNKNOT" play --plain --hands-free --speed 240 </dev/null'
try 'after it as before' sh -c '"$UNKNOT" today --format=json | cmp - "$HOME/json"'
try 'no CSV' sh -c '! "$UNKNOT" today --format=csv'
# record FIELD: a record of another machine with nothing but that.
record()
{
	local now
	now=$(date +%Y-%m-%dT%H:%M:%S%:z)
	printf '{"version": 1, "sessions": [], "checkins": [], "measures": [], "choices": [], %s}\n' \
		"$(printf "$1" "$now")" | sed 's/"checkins": \[\], \(.*"checkins"\)/\1/' >"$HOME/record.json"
}

record '"checkins": [{"at": "%s", "soreness": 1, "bruise": true, "where": "calf-low left"}]'
try 'a bruise is taken' "$UNKNOT" import "$HOME/record.json"
try 'and its place is said to rest' sh -c \
	'"$UNKNOT" today | grep -q "^Resting for a bruise: left leg, calf, low down.$"'
record '"screenings": [{"at": "%s", "page": "clinician", "yes": [6]}]'
try 'a yes that closes is taken' "$UNKNOT" import "$HOME/record.json"
try 'and there is no routine for today' sh -c '"$UNKNOT" today >"$HOME/out"; [ $? -eq 5 ] && [ ! -s "$HOME/out" ]'
try 'but where to turn' sh -c '"$UNKNOT" today 2>&1 | grep -q "unknot screening"'
try 'the places it names take turns in the daily routine' sh -c \
	'grep -A1 "hold: \[thigh-outer-middle, thigh-outer-lower\]" routines/daily.yaml | grep -q "pick: turns"'
exit "$status"
