#!/bin/sh
# The schema for editors, judged by a real validator (jsonschema of Python, where it is installed): it lets
# through every routine that the loader takes, read as editors read YAML, and refuses the plain mistakes.
set -u
if ! python3 -c 'import jsonschema, yaml' 2>/dev/null; then
	echo 'skip schema: jsonschema and yaml for Python 3 are not here'
	exit 0
fi
exec python3 - "$UNKNOT" <<'END'
import glob, json, re, subprocess, sys, warnings
import jsonschema, yaml

program = sys.argv[1]
bad = 0


class Editor(yaml.SafeLoader):
    """YAML 1.2: `yes` and 1:30 are text."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|$", "~n\0"),
    ("bool", r"true|false|True|False", "tfTF"),
    ("int", r"[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Editor.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(?:%s)$" % pattern), list(first))


def say(good, name, why=""):
    global bad
    print("ok schema: " + name if good else "not ok schema: %s: %s" % (name, why))
    bad += not good


def faults(text):
    return ["%s: %s" % ("/".join(map(str, e.path)), e.message[:200])
            for e in judge.iter_errors(yaml.load(text, Editor))]


def wrong(path):
    told = subprocess.run([program, "check", "--format=json", path], stdout=subprocess.PIPE).stdout
    return {d["code"] for d in json.loads(told)["diagnostics"] if d["severity"] == "error"}


schema = json.loads(subprocess.run([program, "check", "--schema"], stdout=subprocess.PIPE, check=True).stdout)
jsonschema.Draft7Validator.check_schema(schema)
judge = jsonschema.Draft7Validator(schema)

routines = {}
for path in glob.glob("routines/*.yaml") + glob.glob("routines/examples/*.yaml") + glob.glob("tests/golden/*/*.yaml"):
    if not path.endswith("/atlas.yaml"):
        with open(path, "rb") as f:
            routines[path] = f.read()
with open("routines/README.md", encoding="utf-8") as f:
    for i, block in enumerate(re.findall(r"```yaml\n(unknot:.*?)```", f.read(), re.S)):
        routines["routines/README.md, %d" % (i + 1)] = block.encode()

# What a schema can see; the rest is the loader's to say.
seen = {"count", "duration", "missing", "pressure", "range", "step", "steps", "type", "unknown-key", "version", "word"}
taken = refused = 0
for name, text in sorted(routines.items()):
    codes = wrong(name) if "/diag/" in name else set()
    if not codes:
        found = faults(text)
        say(not found, name, "; ".join(found))
        taken += 1
    elif codes <= seen:
        try:
            found = faults(text)
        except yaml.YAMLError:
            found = ["not YAML"]
        say(bool(found), name + " is refused", "lets through " + ", ".join(sorted(codes)))
        refused += 1
say(taken >= 40 and refused >= 10, "there was enough to judge", "%d taken, %d refused" % (taken, refused))
sys.exit(bad > 0)
END
