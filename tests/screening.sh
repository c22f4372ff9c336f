#!/bin/bash
# The gate where nobody can be asked: what it says, its exit codes, and what a script may answer.
set -u
status=0
[ -z "${HOME:-}" ] && exit 1

# tries WHAT CODE TEXT COMMAND...: ends with CODE, and stdout and stderr hold TEXT.
tries()
{
	local what=$1 code=$2 text=$3 rc
	shift 3
	"$@" </dev/null >"$HOME/said" 2>&1
	rc=$?
	if [ $rc = "$code" ] && grep -qF -- "$text" "$HOME/said"; then
		echo "ok screening: $what"
	else
		echo "not ok screening: $what: $rc, no \"$text\" in:"
		cat "$HOME/said"
		status=1
	fi
}

play=("$UNKNOT" play first-sitting --mute)
tries 'nothing is answered' 5 'not answered yet' "$UNKNOT" screening
tries 'no session then' 5 "unknot screening --none-apply" "${play[@]}"
tries 'a rehearsal is not gated' 0 'Walk' "${play[@]}" --speed 240 --hands-free
tries 'reading is not gated' 0 'first-sitting' "$UNKNOT" list
tries 'authoring is not gated' 0 '' "$UNKNOT" check routines/daily.yaml
tries 'no answer is guessed' 2 '--none is not written in full' "$UNKNOT" screening --none
tries 'a script answers' 0 'The next start on a terminal asks all the same' "$UNKNOT" screening --none-apply
tries 'and it is shown' 0 'by a script, holds until' "$UNKNOT" screening
tries 'a session begins' 4 'First Sitting' "${play[@]}"
tries 'calves too, for the day' 4 'Below the Knee' "$UNKNOT" play below-the-knee --mute
printf '{"version": 1, "sessions": [], "screenings": [{"at": "%s", "page": "emergency", "yes": [2]}]}' \
	"$(date -u +%Y-%m-%dT%H:%M:%S.000+00:00)" >"$HOME/other.json"
tries 'an answer from another machine is read' 0 'answered with yes there, which holds here too' "$UNKNOT" import "$HOME/other.json"
tries 'and closes the gate' 5 'Get help now' "${play[@]}"
tries 'a plan for oneself says so' 0 'this is to read and not to press by' "$UNKNOT" show daily --me
exit "$status"
