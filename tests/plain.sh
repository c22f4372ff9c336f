#!/bin/bash
# Plain mode on a pipe: each key is a line, and each is answered by one. All lines are there from the
# start, so nothing hangs on time.
set -u
status=0
"$UNKNOT" screening --none-apply >/dev/null

# says WHAT TEXT LINE...: plays with these lines as keys; the output must hold TEXT.
says()
{
	local what=$1 text=$2
	shift 2
	if printf '%s\n' "$@" | "$UNKNOT" play first-sitting >"$HOME/said" 2>&1; [ $? = 4 ] &&
		grep -qF -- "$text" "$HOME/said"; then
		echo "ok plain: $what"
	else
		echo "not ok plain: $what: no \"$text\" in:"
		cat "$HOME/said"
		status=1
	fi
}

says 'Enter leaves the question out' 'Step 1 of 9: Walk' ''
says 'a digit, and Enter' 'Step 1 of 9: Walk' 5 ''
says 'a line of a blank is Space' 'Paused.' '' ' '
says 'so is the word' 'Paused.' '' space
says 'Space goes on' 'Going on.' '' ' ' ' '
says 'keys are listed' 'p: Starts this part again' '' '?'
says 'steps are listed' '  1  Walk (now)' '' j
says 'a number goes there' 'Step 3 of 9, left leg: outer thigh' '' j 3
says 'of two figures too' 'There is no step 12.' '' j 12
says 'Enter alone stays' 'Skipped.' '' j '' n
says 'another key is heard while steps are listed' 'Paused.' '' j ' '
says 'mute' 'Sound off.' '' m
says 'breath sounds' 'Breath sounds off.' '' b
says 'volume' 'Volume 95 of 100.' '' '['
says 'longer' 'Ten seconds more.' '' +
says 'shorter' 'Ten seconds less.' '' -
exit "$status"
