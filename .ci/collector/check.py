"""Checks that a backend which knows only gen_ai sees model, tokens, messages and tools of the quickstart's spans, and that
the messages have the fields which the convention's JSON schemas require.

Usage: check.py SPANS_FILE USAGE_FILE. The first file holds OTLP requests in JSON, one a line. The second is what the
bundled server of the quickstart billed. Prints one line for each check and exits with 1 if one fails.
"""

import json
import pathlib
import sys

# What the schemas gen-ai-input-messages and gen-ai-output-messages require of each type of part.
REQUIRED = {
    "text": {"content": str},
    "reasoning": {"content": str},
    "tool_call": {"name": str},
    "tool_call_response": {"response": object},
    "blob": {"modality": str, "content": str},
    "uri": {"modality": str, "uri": str},
    "file": {"modality": str, "file_id": str},
}

failures = 0


def check(what, holds, seen=None):
    global failures
    print(f"{'ok    ' if holds else 'FAILED'} {what}" + ("" if holds else f", but there is: {seen}"))
    failures += not holds


def value(any_value):
    ((kind, content),) = any_value.items()
    if kind == "intValue":
        return int(content)
    return [value(v) for v in content.get("values", [])] if kind == "arrayValue" else content


def spans():
    for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
        for resource in json.loads(line)["resourceSpans"]:
            for scope in resource["scopeSpans"]:
                for span in scope["spans"]:
                    # Only what a backend of gen_ai reads.
                    yield span["name"], {
                        a["key"]: value(a["value"]) for a in span["attributes"] if a["key"].startswith("gen_ai.")
                    }


def faults(messages):
    for message in messages:
        if not isinstance(message.get("role"), str) or not isinstance(message.get("parts"), list):
            yield message
            continue
        for part in message["parts"]:
            required = REQUIRED.get(part.get("type"), {})
            if not isinstance(part.get("type"), str) or any(
                not isinstance(part.get(field), kind) or field not in part for field, kind in required.items()
            ):
                yield part


found = list(spans())
calls = [a for _, a in found if a.get("gen_ai.operation.name") == "chat"]
billed = json.loads(pathlib.Path(sys.argv[2]).read_text())["/v1/chat/completions"]
check("each model call is a chat", len(calls) == billed["requests"], len(calls))
for key, total in (("input", billed["promptTokens"]), ("output", billed["completionTokens"])):
    seen = sum(a.get(f"gen_ai.usage.{key}_tokens", 0) for a in calls)
    check(f"{key} tokens of all calls: {total}", seen == total, seen)
check("model and provider", all(a.get("gen_ai.request.model") and a.get("gen_ai.provider.name") for a in calls), calls)
for side in ("input", "output"):
    all_messages = [json.loads(a.get(f"gen_ai.{side}.messages", "[]")) for a in calls]
    check(f"{side} messages of each call", all(all_messages), all_messages)
    wrong = [fault for messages in all_messages for fault in faults(messages)]
    check(f"{side} messages have what the schema requires", not wrong, wrong)
tools = [t for a in calls for t in json.loads(a.get("gen_ai.tool.definitions", "[]"))]
check("definitions of tools", tools and all(t.get("type") and t.get("name") for t in tools), tools)
operations = {a.get("gen_ai.operation.name") for _, a in found}
for operation in ("embeddings", "retrieval", "execute_tool"):
    check(f"a span of the operation {operation}", operation in operations, operations)
runs = [a for _, a in found if a.get("gen_ai.operation.name") == "execute_tool"]
check(
    "arguments and results of tools",
    all(a.get("gen_ai.tool.name") and a.get("gen_ai.tool.call.arguments") and a.get("gen_ai.tool.call.result") for a in runs),
    runs,
)
sys.exit(failures > 0)
