"""Checks through MLflow's client that it shows the spans of the quickstart as a user should see them.

Usage: check.py USAGE_FILE, with MLFLOW_TRACKING_URI set. The file is what the bundled server of the quickstart billed.
Prints one line for each check and exits with 1 if one fails.
"""

import json
import pathlib
import sys
import time

import mlflow

ARRIVAL_SECONDS = 60
# MLflow has no type for the other kinds.
TYPES = {
    "answer": "CHAIN",
    "search_articles": "RETRIEVER",
    "CreateEmbeddings": "EMBEDDING",
    "rerank_articles": "RERANKER",
    "ChatCompletion": "LLM",
    "order_status": "TOOL",
}

failures = 0


def check(what, holds, seen=None):
    global failures
    print(f"{'ok    ' if holds else 'FAILED'} {what}" + ("" if holds else f", but there is: {seen}"))
    failures += not holds


def traces():
    deadline = time.monotonic() + ARRIVAL_SECONDS
    while True:
        found = mlflow.search_traces(locations=["0"], return_type="list")
        if len(found) >= 3 or time.monotonic() > deadline:
            return found
        time.sleep(1)


found = traces()
check("three traces", len(found) == 3, len(found))
spans = [span for trace in found for span in trace.data.spans]
for name, span_type in TYPES.items():
    types = {span.span_type for span in spans if span.name == name}
    check(f"{name} has the type {span_type}", types == {span_type}, types)

billed = json.loads(pathlib.Path(sys.argv[1]).read_text())["/v1/chat/completions"]
usage = [span.attributes.get("mlflow.chat.tokenUsage") or {} for span in spans if span.span_type == "LLM"]
for key, total in (("input_tokens", billed["promptTokens"]), ("output_tokens", billed["completionTokens"])):
    seen = sum(one.get(key, 0) for one in usage)
    check(f"{key} of all model calls: {total}", seen == total, seen)
questions = [span for span in spans if span.name == "answer"]
check("input and output of the traces", all(span.inputs and span.outputs for span in questions), questions)
sessions = {trace.info.trace_metadata.get("mlflow.trace.session") for trace in found} - {None}
check("one session", len(sessions) == 1, sessions)
sys.exit(failures > 0)
