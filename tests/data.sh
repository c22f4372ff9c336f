#!/bin/bash
# A person's data is the person's: out as JSON and back without loss, merged with another machine's in any
# order, forgotten so that nothing is left, told in one line; and hostile files change nothing.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0

verdict()
{
	if [ "$2" = ok ]; then
		echo "ok data: $1"
	else
		echo "not ok data: $1: $2"
		head -c 2000 "$room/said" | cat -v
		status=1
	fi
}

# on MACHINE ARGUMENT...: unknot in a home of that machine.
on()
{
	local machine=$1
	shift
	XDG_DATA_HOME=$room/$machine/data XDG_STATE_HOME=$room/$machine/state timeout 20 "$UNKNOT" "$@"
}

# says WHAT CODE PATTERN MACHINE ARGUMENT...
says()
{
	local what=$1 want=$2 pattern=$3 got
	shift 3
	on "$@" >"$room/said" 2>&1 </dev/null
	got=$?
	if [ $got != "$want" ]; then
		verdict "$what" "exit $got and not $want"
	elif ! grep -Eq -- "$pattern" "$room/said"; then
		verdict "$what" "does not say $pattern"
	elif LC_ALL=C tr -d '\n' <"$room/said" | LC_ALL=C grep -q '[[:cntrl:]]'; then
		verdict "$what" 'control characters reach the terminal'
	else
		verdict "$what" ok
	fi
}

same()
{
	if cmp "$2" "$3" >"$room/said" 2>&1; then
		verdict "$1" ok
	else
		verdict "$1" 'they differ'
	fi
}

# session ID DAYS_AGO TITLE HOLDS ENDED: one session as JSON.
session()
{
	local day hold
	# the day as the program counts it begins at four
	day=$(date -u -d "@$(($(date +%s) - 4 * 3600 - $2 * 86400))" +%Y-%m-%dT12)
	cat <<-END
		{"id": "$(printf %032x "$1")", "routine": "daily", "title": "$3", "plan": "0123456789abcdef",
		"rehearsal": false, "started": "$day:00:00.250+00:00",
		"ended": $([ "$5" ] && echo "\"$day:20:00+00:00\"" || echo null),
		"outcome": $([ "$5" ] && echo "\"$5\"" || echo null), "planned_s": 900, "active_s": 890.5,
		"by_choice": true, "pain_before": 4, "pain_after": null, "numb_after": false,
		"position": {"segment": 9, "leg": "right", "at_s": 600}, "ratings": [
		{"what": "reach", "value": 12, "hold": null, "at": "$day:01:00+00:00"},
		{"what": "pain-before", "value": 4, "hold": null, "at": "$day:01:00+00:00"}], "holds": [
	END
	for ((hold = 0; hold < $4; hold++)); do
		cat <<-END
			$([ $hold = 0 ] || echo ,){"n": $hold, "site": "calf-low", "leg": "left", "started": "$day:0$hold:00+00:00",
			"planned_s": 60, "held_s": 60, "tool_s": 81.5, "outcome": "full", "why": null, "sore_before": 6,
			"sore_after": 3, "twitches": 1}
		END
	done
	echo ']}'
}

# record SESSIONS REST: a record with these sessions and other rows.
record()
{
	printf '{"version": 1, "sessions": [%s]%s}' "$1" "$2"
}

choices=', "choices": [{"at": "2026-01-01T07:00:00+01:00", "what": "target", "value": "4"}]'
checkins=', "checkins": [{"at": "2026-01-02T07:00:00+01:00", "soreness": 4, "bruise": true, "where": "calf-low left"}]'
answers=', "screenings": [{"at": "2026-01-03T07:00:00+01:00", "page": "emergency", "yes": [2]}]'
cd "$room" || exit 1
record "$(session 1 20 'One \"here\"' 2 done), $(session 2 10 Open 1 ''), $(session 4 3 Four 3 stopped)" "$choices" >a.json
record "$(session 3 15 Three 2 ended-early), $(session 2 10 Open 4 interrupted), $(session 4 3 Fourth 3 stopped)" \
	"$checkins" >b.json

# ---- what leaves a row ----------------------------------------------------------------------------

says 'the safety questions, from a script' 0 '' idle screening --none-apply
says 'a session that is left before it begins' 4 'Enough for now' idle play two-minute-ease --mute
says 'leaves no row' 0 'Nothing played yet' idle history
printf '4\nq\ny\n' | on idle play two-minute-ease --mute >said 2>&1
says 'one that was told how sore it is does' 0 'ended early, pain 4 before' idle history

# ---- out and in -----------------------------------------------------------------------------------

says 'an import' 0 '^3 sessions added, 0 known but fuller now, 0 known, 0 forgotten here' a import a.json
says 'again' 0 '^0 sessions added, 0 known but fuller now, 3 known' a import a.json
on a history --format=json >a.out
on copy import - <a.out >said 2>&1
on copy history --format=json >copy.out
same 'JSON, import, JSON' a.out copy.out

on b import b.json >said
on b history --format=json >b.out
for turn in 1 2; do
	on a import b.out >said
	on b import a.out >said
	on a history --format=json >ab.out
	on b history --format=json >ba.out
	same "two records merged in either order, turn $turn" ab.out ba.out
done
same 'CSV too' <(on a history --format=csv) <(on b history --format=csv)
on a history >said # a line that names the columns, then one a session
if [ "$(grep -c . said)" = 5 ]; then verdict 'nothing is doubled' ok; else verdict 'nothing is doubled' 'not 4 sessions'; fi
if grep -q 'Open .* 4 holds, interrupted' said; then
	verdict 'the further telling stands' ok
else
	verdict 'the further telling stands' 'it does not'
fi
on a history --format=csv >said
if [ "$(wc -l <said)" = 12 ]; then verdict 'each hold once' ok; else verdict 'each hold once' 'no'; fi

record '' "$answers" >yes.json
says 'an answer of yes' 0 'A safety question was answered with yes' c import yes.json
says 'closes the gate here' 5 'Call 112' c screening

# ---- what cannot be ------------------------------------------------------------------------------

on a history --format=json >before.out
refuses()
{
	says "$1 is refused" 1 "$2" a import "$3"
	on a history --format=json | cmp -s - before.out || verdict "$1" 'something was changed'
}
head -c 100M /dev/zero >zero.json
{ printf '{"version": 1, "sessions": [' && head -c 60000000 /dev/zero | tr '\0' ' '; } >blank.json
{ printf '{"version": 1, "x": ' && head -c 400000 /dev/zero | tr '\0' '['; } >deep.json
record "$(session 9 1 Nine 1 done), $(session 9 1 Nine 1 done)" '' >twice.json
record "$(session 9 1 Nine 1 done | sed 's/"held_s": 60/"held_s": 1e400/')" '' >huge.json
record "$(session 9 1 Nine 1 done | sed 's/"twitches": 1/"twitches": 99999999999999999999/')" '' >long.json
record "$(session 9 1 'Nine\u0000' 1 done)" '' >nul.json
record "$(session 9 1 Nine 1 done)" '' | tr N '\0' >raw-nul.json
record "$(session 9 1 Nine 1 done)" '' | tr N '\351' >latin1.json
record "$(session 9 1 'Nine\u001b[2J' 1 done)" '' >escape.json
record "$(session 9 1 "$(head -c 501 /dev/zero | tr '\0' x)" 1 done)" '' >title.json
record "$(session 9 1 Nine 1 done | sed 's/"leg": "left", //')" '' >missing.json
record "$(session 8 1 Eight 1 done), $(session 9 1 Nine 1 done | head -n 8)" '' >cut.json
printf '{"version": 7}' >newer.json
: >empty.json
echo 'session,routine' >csv.json
refuses '100 MB of zeros' 'larger than' zero.json
refuses '60 MB of blanks' 'sessions.0.: an object' blank.json
refuses 'deep nesting' 'line 1: x?.*nested too deep' deep.json
refuses 'an id that is there twice' "two sessions have the id $(printf %032x 9)" twice.json
refuses 'a huge number' 'sessions\[0\]\.holds\[0\]\.held_s: seconds are expected' huge.json
refuses 'a long number' 'sessions\[0\]\.holds\[0\]\.twitches: a whole number from 0 to 100000' long.json
refuses 'NUL in a text' 'sessions\[0\]\.title: a .u that is no character' nul.json
refuses 'NUL' 'sessions\[0\]\.title: a control character' raw-nul.json
refuses 'bad UTF-8' 'line 1: sessions\[0\]\.title: bytes that are no UTF-8' latin1.json
refuses 'a control character' 'sessions\[0\]\.title: a text in quotes is expected' escape.json
refuses 'a title that is too long' 'sessions\[0\]\.title: a text in quotes is expected' title.json
refuses 'a hold without its leg' 'sessions\[0\]\.holds\[0\]: "leg" is missing' missing.json
refuses 'a file cut short' 'line [0-9]+: sessions.*expected' cut.json
refuses 'a newer form' 'a newer unknot wrote this' newer.json
refuses 'an empty file' 'an object' empty.json
refuses 'CSV' 'line 1: an object' csv.json
refuses 'a folder' 'folder' .
refuses 'no file' 'nothing.json' nothing.json

# ---- what is no file ---

mkdir -p pipe/data/unknot && mkfifo pipe/data/unknot/history.db
says 'a pipe in place of the record' 3 'is no file: move it away' pipe history
says 'the status is told all the same' 0 'is no file' pipe status

# ---- forgetting -----------------------------------------------------------------------------------

says 'nobody to ask' 2 'add --yes' a forget last
says 'no such session' 1 'There is no session "12345"' a forget 12345
says 'which one' 1 'More than one' a forget 0000
says 'neither' 2 "takes a session's id" a forget
says 'both' 2 "takes a session's id" a forget --all last
says 'what deletes is written in full' 2 '--y is not written in full' a forget "$(printf %032x 4)" --y
says 'and what deletes all' 2 '--al is not written in full' a forget --al --yes
says 'a session' 0 'Four.*stopped' a forget "$(printf %032x 4)" --yes
grep -qa Fourth a/data/unknot/history.db && verdict 'it is gone from the file' 'no' || verdict 'it is gone from the file' ok
says 'an import leaves it out' 0 '^0 sessions added, 0 known but fuller now, 2 known, 1 forgotten here' a import b.out
says 'everything, when asked for' 0 'Forgotten. The next session begins' a forget --all --yes
if [ -z "$(find a -type f)" ]; then verdict 'nothing is left' ok; else verdict 'nothing is left' "$(find a -type f)"; fi
says 'it may come back' 0 '^4 sessions added' a import ab.out
same 'as it was' <(on a history --format=json) ab.out

# Asked on a terminal. script(1) gives one.
if command -v script >/dev/null; then
	# asked ANSWER
	asked()
	{
		printf '%s\n' "$1" | XDG_DATA_HOME=$room/a/data XDG_STATE_HOME=$room/a/state timeout 20 \
			script -qec "$UNKNOT forget last" /dev/null >said 2>&1
	}
	asked n
	[ $? = 4 ] && grep -q 'Nothing was forgotten' said && verdict 'no is no' ok || verdict 'no is no' 'it is not'
	same 'nothing changed' <(on a history --format=json) ab.out
	asked y
	[ $? = 0 ] && grep -q 'Forgotten' said && verdict 'yes is yes' ok || verdict 'yes is yes' 'it is not'
	if [ "$(on a history | wc -l)" = 4 ]; then verdict 'one is gone' ok; else verdict 'one is gone' 'no'; fi
else
	echo 'skip data: asked on a terminal: no script(1) here'
fi

# ---- the status line ------------------------------------------------------------------------------

says 'status without a record' 0 '^unknot 0/3 this week · today: first-sitting$' none status
if [ -e none ]; then verdict 'makes nothing' 'it does'; else verdict 'makes nothing' ok; fi
record "$(session 1 0 One 2 done), $(session 2 40 Two 2 done)" "$choices" >week.json
on week import week.json >said
says 'status' 0 '^unknot 1/4 this week · today: first-sitting$' week status
says 'as JSON' 0 '^\{"text": "unknot 1/4 [^"]*", "tooltip": "[^"]+", "class": "due", "days": 1, "target": 4, "today": "first-sitting"\}$' \
	week status --format=json
record "$(session 1 0 One 3 done)" '' >share.json
on share import share.json >said
says 'once the day has had its share' 0 '^unknot 1/3 this week · today: done$' share status
says 'when a safety answer says not now' 0 'today: not now$' c status
mkdir -p broken/data/unknot && echo 'no record' >broken/data/unknot/history.db
says 'a broken record' 0 '^unknot$' broken status
# ---- what an export says ------------------------------------------------------------------------

says 'an export says what it wrote' 0 '^Wrote .*card.md \(.* kB\)\.$' a export daily -o card.md
says 'and what it wrote over' 0 '^Replaced .*card.md' a export daily -o card.md
says 'of sound its length and the sheet beside it' 0 \
	'^Wrote .*/?ease.ogg \([0-9]+:[0-9]{2}, .* [kM]B\) and .*ease.ogg.cue, its chapters' a \
	export two-minute-ease -o ease.ogg
says 'a large one is told before' 0 'unknot: a .wav of [0-9:]+ takes [0-9.]+ MB' a \
	export two-minute-ease --only=cues -o ease.wav
mkdir nobody
: >nobody/file
(
	HOME=$room/nobody/file XDG_RUNTIME_DIR=
	XDG_CONFIG_HOME=
	export HOME XDG_RUNTIME_DIR XDG_CONFIG_HOME
	on a export two-minute-ease -o ease.ogg >said 2>&1
)
if [ "$(grep -vc ' left out\|the first is in\|a shorter line' said)" = 1 ]; then
	verdict 'a file needs no sound server' ok
else
	verdict 'a file needs no sound server' 'something complains'
fi

exit "$status"
