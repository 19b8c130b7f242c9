"""Checks that Phoenix has each span once. Usage: check.py PHOENIX_URL FILE...; a file has the project and the id of a
span on each line. Prints one line for each project and exits with 1 if one differs.
"""

import collections
import json
import pathlib
import sys
import time
import urllib.parse
import urllib.request

ARRIVAL_SECONDS = 600


def get(path, **query):
    url = f"{sys.argv[1]}/v1/{path}?{urllib.parse.urlencode(query)}"
    with urllib.request.urlopen(url, timeout=60) as reply:
        return json.load(reply)


def spans(project):
    """Returns how often each span id is there."""
    found, cursor = collections.Counter(), None
    if project not in [each["name"] for each in get("projects", limit=100)["data"]]:
        return found
    while True:
        page = get(f"projects/{project}/spans", limit=1000, **({"cursor": cursor} if cursor else {}))
        found.update(span["context"]["span_id"] for span in page["data"])
        cursor = page["next_cursor"]
        if not cursor:
            return found


expected = collections.defaultdict(set)
for name in sys.argv[2:]:
    for line in pathlib.Path(name).read_text().splitlines():
        project, span_id = line.split()
        expected[project].add(span_id)

failed = not expected
for project, ids in sorted(expected.items()):
    found = spans(project)
    deadline = time.monotonic() + ARRIVAL_SECONDS
    while len(found) < len(ids) and time.monotonic() < deadline:
        time.sleep(1)
        found = spans(project)
    missing, foreign = ids - set(found), set(found) - ids
    twice = sum(times > 1 for times in found.values())
    holds = not (missing or foreign or twice)
    failed |= not holds
    print(
        f"{'ok    ' if holds else 'FAILED'} project {project}: {len(ids)} spans sent, {len(missing)} missing, "
        f"{twice} twice, {len(foreign)} foreign"
    )
sys.exit(failed)
