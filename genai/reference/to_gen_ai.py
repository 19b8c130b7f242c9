"""Writes what Python's converter makes of each span in to-gen-ai.json."""

import json
import pathlib
import sys

from openinference.instrumentation._genai_conversion import get_genai_attributes

file = pathlib.Path(sys.argv[1]) / "to-gen-ai.json"
spans = json.loads(file.read_text())
for span in spans.values():
    span["reference"] = get_genai_attributes(span["attributes"])
file.write_text(json.dumps(spans, indent=2, ensure_ascii=False, sort_keys=False) + "\n")
