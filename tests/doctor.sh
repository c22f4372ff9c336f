#!/bin/sh
# `unknot doctor` says of each thing whether it works, and how to mend it where it does not.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0
config=$XDG_CONFIG_HOME/unknot

# $1 a name, $2 the exit code that is wanted, $3 a pattern in what is said; then the arguments.
try()
{
	what=$1 want=$2 pattern=$3
	shift 3
	"$UNKNOT" doctor "$@" </dev/null >"$room/said" 2>"$room/err"
	got=$?
	if [ "$got" = "$want" ] && cat "$room/said" "$room/err" | grep -q "$pattern"; then
		echo "ok doctor: $what"
	else
		echo "not ok doctor: $what ($got)"
		cat "$room/said" "$room/err"
		status=1
	fi
}

mkdir -p "$config/sounds/mine"
echo 'driver: silent' >"$config/config.yaml"
well=3 # where no voice is installed
"$UNKNOT" doctor </dev/null | grep -q '^voice  *ok' && well=0
try 'a machine that is well' $well '^sound  *ok  *none, as config.yaml has it'
try 'the record' $well '^record  *ok .*/history.db, 0 sessions'
try 'as JSON' $well '{"name": "sound", "ok": true,' --format=json
printf 'driver: silent\nsounds: mine\n' >"$config/config.yaml"
printf 'unknot-sounds: 1\ntitle: Mine\nabout: None.\nsounds:\n  hold: none.wav\n' >"$config/sounds/mine/pack.yaml"
try 'a sound that is not there' 3 '^sounds  *MEND .*none.wav cannot be read: No such file'
if "$UNKNOT" check "$config/sounds/mine/pack.yaml" | grep -q '^.*pack.yaml:5:9: error: .*none.wav cannot be read'; then
	echo 'ok doctor: check tells of it like of a routine'
else
	echo 'not ok doctor: check tells of it like of a routine'
	status=1
fi
printf 'unknot-sounds: 1\ntitle: Mine\nabout: None.\nsounds:\n  hold: ../../secret.wav\n' >"$config/sounds/mine/pack.yaml"
try 'a sound outside the folder' 3 '^sounds  *MEND .*pack.yaml:5: '
printf 'driver: silent\nvoice: { name: nobody-at-all }\n' >"$config/config.yaml"
try 'a voice that is not there' 3 '^voice  *MEND  *There is no voice'
try 'the tones go on' 3 'Tones carry a session too'
printf 'driver: silent\nthem: dark\n' >"$config/config.yaml"
try 'a setting that is none' 3 '^settings  *MEND .*line 2: there is no setting'
rm "$config/config.yaml"
SSH_CONNECTION='a b c d' DISPLAY='' PULSE_SERVER=/nowhere try 'no sound over SSH' 3 'Over SSH'
try 'one word too many' 2 'one argument too many' now
exit "$status"
