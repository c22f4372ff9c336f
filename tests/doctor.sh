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

# $1 a name, $2 a text that check must print of the file $3.
shows()
{
	"$UNKNOT" check "$3" >"$room/said" 2>&1
	if grep -qF "$2" "$room/said"; then
		echo "ok doctor: $1"
	else
		echo "not ok doctor: $1"
		cat "$room/said"
		status=1
	fi
}

mkdir -p "$config/sounds/mine"
echo 'driver: silent' >"$config/config.yaml"
well=3 # where no voice is installed
"$UNKNOT" doctor </dev/null | grep -q '^voice  *ok' && well=0
try 'a machine that is well' $well '^sound  *ok  *none, as config.yaml has it'
try 'no record yet' $well '^record  *ok .*/history.db, not there yet'
if [ -e "$XDG_DATA_HOME" ] || [ -e "$XDG_STATE_HOME" ]; then
	echo 'not ok doctor: looking makes nothing'
	status=1
else
	echo 'ok doctor: looking makes nothing'
fi
"$UNKNOT" play first-sitting --plain --hands-free --speed 240 </dev/null >/dev/null 2>&1
try 'the record' $well '^record  *ok .*/history.db, 1 session, schema 2, undamaged$'
try 'nothing to listen to' $well 'nothing can be heard here' --listen
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
echo secret >"$config/sounds/secret.wav"
ln -s ../secret.wav "$config/sounds/mine/link.wav"
printf 'unknot-sounds: 1\ntitle: Mine\nabout: None.\nsounds:\n  hold: link.wav\n  rest: no.wav\n' >"$config/sounds/mine/pack.yaml"
try 'a link to outside the folder' 3 '^sounds  *MEND .*pack.yaml:5: this is a link .*(and 1 more: unknot check .*pack.yaml)'
shows 'check tells of the link' 'pack.yaml:5:9: error: this is a link to a file outside' "$config/sounds/mine/pack.yaml"
cp "$config/sounds/mine/pack.yaml" "$config/sounds/mine/my.yml"
shows 'a pack of another name' 'my.yml:6:9: error:' "$config/sounds/mine/my.yml"
printf 'driver: silent\nvoice: { name: nobody-at-all }\n' >"$config/config.yaml"
try 'a voice that is not there' 3 '^voice  *MEND  *There is no voice'
try 'the tones go on' 3 'Tones carry a session too'
if [ $well = 0 ]; then
	try 'a voice that is not there is no package' 3 'lists all with espeak-ng --voices'
fi
printf 'driver: silent\nthem: dark\n' >"$config/config.yaml"
try 'a setting that is none' 3 '^settings  *MEND .*line 2: there is no setting'
printf 'driver: silent\nthem: dark\nmono: maybe\ngains: { voice: 3.5 }\n' >"$config/config.yaml"
try 'that there are more' 3 '^settings  *MEND .*(and 2 more: unknot check .*/config.yaml)$'
shows 'check reads settings' 'config.yaml:4:17: error: `gains.voice` takes a whole number of dB, from -60 to 6' \
	"$config/config.yaml"
printf 'driver: silent\nsounds: nosuch\n' >"$config/config.yaml"
try 'a pack that is not there' 3 '^sounds  *MEND .*no pack of sounds "nosuch"'
mv "$config/config.yaml" "$config/config.yml"
try 'settings under another name' 3 '^settings  *MEND  *the defaults; .*/config.yaml is not there'
try 'what to do about it' 3 '^ *Rename config.yml, which lies there'
printf 'theme: dark\n' >"$config/config.yml"
if ! "$UNKNOT" check "$config/config.yml" | grep -q 'config.yml: fine, settings, and read only under the name config.yaml'; then
	echo 'not ok doctor: check tells which name counts'
	status=1
fi
mv "$config/config.yml" "$config/config.yaml"
# A device that takes sound and makes none, where ALSA is.
printf 'pcm.!default { type null }\n' >"$HOME/.asoundrc"
rm "$config/config.yaml"
if PULSE_SERVER=/nowhere "$UNKNOT" doctor </dev/null | grep -q '^sound  *ok  *driver alsa'; then
	echo 'driver: bogus' >"$config/config.yaml"
	try 'a driver that is none' 3 'driver: bogus in config.yaml was passed over'
	rm "$config/config.yaml"
	printf 'volume: 100\nmute: yes\nbreath-sounds: yes\nvoice: no\n' >"$XDG_STATE_HOME/unknot/state.yaml"
	try 'muted since a session' $well 'Muted since a session: m in the next'
	[ $well != 0 ] || try 'no voice since a session' 0 'Off since a session: v in the next'
	rm "$XDG_STATE_HOME/unknot/state.yaml"
else
	echo 'skip doctor: no ALSA here that plays into nothing'
fi
rm "$HOME/.asoundrc"
HOME=$room/none/x XDG_CONFIG_HOME='' XDG_DATA_HOME='' XDG_STATE_HOME='' "$UNKNOT" doctor </dev/null >"$room/said" 2>&1
if [ -e "$room/none" ]; then
	echo 'not ok doctor: a home that is not there is not made'
	status=1
else
	echo 'ok doctor: a home that is not there is not made'
fi
SSH_CONNECTION='a b c d' DISPLAY='' PULSE_SERVER=/nowhere try 'no sound over SSH' 3 'Over SSH'
HOME=rel try 'a home that is no path' 3 '^log '
if grep -q 'Failed to get' "$room/err"; then
	echo 'not ok doctor: no noise of libraries'
	status=1
else
	echo 'ok doctor: no noise of libraries'
fi
mkdir -p "$room/locked" && chmod 500 "$room/locked"
if ! touch "$room/locked/x" 2>/dev/null; then
	XDG_STATE_HOME=$room/locked XDG_DATA_HOME=$room/locked try 'a folder that may not be written' 3 '^log  *MEND '
	grep -q '^record  *MEND ' "$room/said" || { echo 'not ok doctor: nor the record'; status=1; }
fi
try 'one word too many' 2 'one argument too many' now
exit "$status"
