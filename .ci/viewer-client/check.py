"""Makes the calls of Phoenix's Python client that the viewer answers, against a running viewer.

Usage: check.py URL
"""

import json
import sys
import time
import urllib.request
from datetime import datetime, timedelta, timezone

from phoenix.client import Client
from phoenix.client.types.spans import SpanQuery

url = sys.argv[1]
trace = "0123456789abcdef0123456789abcdef"
root, call = "000000000000000a", "000000000000000b"


def text(value):
    return {"stringValue": value}


def span(span_id, name, kind, parent=None, **attributes):
    now = time.time_ns()
    pairs = [{"key": "openinference.span.kind", "value": text(kind)}]
    pairs += [{"key": key.replace("__", "."), "value": value} for key, value in attributes.items()]
    result = {
        "traceId": trace,
        "spanId": span_id,
        "name": name,
        "startTimeUnixNano": str(now),
        "endTimeUnixNano": str(now + 1_000_000_000),
        "attributes": pairs,
    }
    return result | ({"parentSpanId": parent} if parent else {})


spans = [
    span(root, "answer", "CHAIN", input__value=text("hi"), output__value=text("hello"), session__id=text("chat")),
    span(call, "chat", "LLM", root, llm__token_count__total={"intValue": "135"}),
]
resource = {"attributes": [{"key": "openinference.project.name", "value": text("shop")}]}
body = {"resourceSpans": [{"resource": resource, "scopeSpans": [{"spans": spans}]}]}
request = urllib.request.Request(
    f"{url}/v1/traces", json.dumps(body).encode(), {"Content-Type": "application/json"}
)
assert urllib.request.urlopen(request).status == 200

client = Client(base_url=url)
shop = {"project_identifier": "shop"}

assert [project["name"] for project in client.projects.list()] == ["shop"]
assert client.projects.create(name="other")["name"] == "other"
assert client.projects.get(project_name="other")["name"] == "other"

found = client.spans.get_spans(**shop, limit=10)
assert {each["name"] for each in found} == {"answer", "chat"}, found
assert [each["name"] for each in client.spans.get_spans(**shop, parent_id="null")] == ["answer"]
assert [each["name"] for each in client.spans.get_spans(**shop, span_kind="LLM")] == ["chat"]
assert [each["name"] for each in client.spans.get_spans(**shop, attributes={"llm.token_count.total": 135})] == ["chat"]
hour = datetime.now(timezone.utc) - timedelta(hours=1)
assert len(client.spans.get_spans(**shop, start_time=hour)) == 2
assert client.spans.get_spans(**shop, end_time=hour) == []

frame = client.spans.get_spans_dataframe(**shop)
assert len(frame) == 2 and frame.index.name == "context.span_id", frame
query = SpanQuery().where("span_kind == 'LLM'").select("name", "llm.token_count.total")
frame = client.spans.get_spans_dataframe(**shop, query=query)
assert frame.to_dict("records") == [{"name": "chat", "llm.token_count.total": 135}], frame

copy = dict(found[0], context={"trace_id": "f" * 32, "span_id": "f" * 16}, parent_id=None)
assert client.spans.log_spans(project_identifier="other", spans=[copy])["total_queued"] == 1
assert len(client.spans.get_spans(project_identifier="other")) == 1

client.spans.add_span_annotation(
    span_id=call, annotation_name="quality", annotator_kind="LLM", label="good", score=0.9, sync=True
)
client.spans.log_span_annotations(
    span_annotations=[{"span_id": call, "name": "tone", "annotator_kind": "HUMAN", "result": {"label": "kind"}}],
    sync=True,
)
client.spans.add_span_note(span_id=call, note="Look here.")
names = {each["name"] for each in client.spans.get_span_annotations(span_ids=[call], **shop)}
assert names == {"quality", "tone"}, names
assert len(client.spans.get_span_annotations_dataframe(span_ids=[call], **shop)) == 2
client.traces.add_trace_annotation(
    trace_id=trace, annotation_name="solved", annotator_kind="HUMAN", label="yes", sync=True
)

traces = client.traces.get_traces(**shop, include_spans=True)
assert [each["trace_id"] for each in traces] == [trace]
assert len(traces[0]["spans"]) == 2
assert [each["session_id"] for each in client.sessions.list(project_name="shop")] == ["chat"]
assert client.sessions.get(session_id="chat")["session_id"] == "chat"
turns = client.sessions.get_session_turns(session_id="chat")
assert len(turns) == 1, turns

client.projects.delete(project_name="other")
assert [project["name"] for project in client.projects.list()] == ["shop"]
print("The viewer answers Phoenix's client.")
