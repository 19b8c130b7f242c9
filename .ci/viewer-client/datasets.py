"""Makes the calls of Phoenix's Python client for datasets, experiments and lists in spans, against a running viewer.

Usage: datasets.py URL
"""

import json
import sys
import tempfile
import time
import urllib.request

import pandas
from phoenix.client import Client
from phoenix.client.types.spans import SpanQuery

url = sys.argv[1]
now = time.time_ns()


def pair(key, value):
    return {"key": key, "value": {"stringValue": value}}


attributes = [
    pair("openinference.span.kind", "RETRIEVER"),
    pair("input.value", "Where is it?"),
    pair("retrieval.documents.0.document.content", "first"),
    pair("retrieval.documents.0.document.id", "a"),
    pair("retrieval.documents.1.document.content", "second"),
    pair("retrieval.documents.1.document.id", "b"),
]
span = {
    "traceId": "d" * 32,
    "spanId": "d" * 16,
    "name": "find",
    "startTimeUnixNano": str(now),
    "endTimeUnixNano": str(now + 1000),
    "attributes": attributes,
}
resource = {"attributes": [pair("openinference.project.name", "library")]}
body = {"resourceSpans": [{"resource": resource, "scopeSpans": [{"spans": [span]}]}]}
request = urllib.request.Request(f"{url}/v1/traces", json.dumps(body).encode(), {"Content-Type": "application/json"})
assert urllib.request.urlopen(request).status == 200

client = Client(base_url=url)
library = {"project_identifier": "library"}
query = SpanQuery().explode("retrieval.documents", text="document.content")
frame = client.spans.get_spans_dataframe(**library, query=query)
assert frame.index.names == ["context.span_id", "document_position"], frame.index
assert frame["text"].tolist() == ["first", "second"], frame
query = SpanQuery().select("input.value").concat("retrieval.documents", text="document.content")
frame = client.spans.get_spans_dataframe(**library, query=query)
assert frame.to_dict("records") == [{"input.value": "Where is it?", "text": "first\n\nsecond"}], frame

dataset = client.datasets.create_dataset(
    name="questions",
    inputs=[{"question": "one"}, {"question": "two"}],
    outputs=[{"answer": "1"}, {"answer": "2"}],
    metadata=[{"level": 1}, {}],
)
assert len(dataset) == 2, dataset
first = dataset.version_id
dataset = client.datasets.add_examples_to_dataset(dataset="questions", inputs=[{"question": "three"}], outputs=[{}])
assert len(dataset) == 3
assert len(client.datasets.get_dataset(dataset="questions", version_id=first)) == 2
assert len(client.datasets.get_dataset_versions(dataset="questions")) == 2
assert [each["name"] for each in client.datasets.list()] == ["questions"]
frame = dataset.to_dataframe()
assert frame["input"].tolist() == [{"question": "one"}, {"question": "two"}, {"question": "three"}], frame


table = pandas.DataFrame({"question": ["a, b", 'say "c"'], "answer": ["1", "2"], "level": ["low", ""], "part": ["x", "y"]})
keys = {"input_keys": ["question"], "output_keys": ["answer"], "metadata_keys": ["level"], "split_key": "part"}
with tempfile.NamedTemporaryFile(suffix=".csv") as file:
    table.to_csv(file.name, index=False)
    for name, source in (("frame", {"dataframe": table}), ("file", {"csv_file_path": file.name})):
        made = client.datasets.create_dataset(name=name, **source, **keys)
        assert [each["input"] for each in made.examples] == [{"question": "a, b"}, {"question": 'say "c"'}], made.examples
        assert [each["output"] for each in made.examples] == [{"answer": "1"}, {"answer": "2"}]
        assert [each["metadata"] for each in made.examples] == [{"level": "low"}, {}]
        assert len(client.datasets.get_dataset(dataset=name, splits=["y"])) == 1


def answer(example):
    return str(example["input"]["question"]).upper()


def is_loud(output):
    return output.isupper()


ran = client.experiments.run_experiment(
    dataset=dataset, task=answer, evaluators=[is_loud], experiment_name="loud", print_summary=False
)
experiment = client.experiments.get(experiment_id=ran["experiment_id"])
assert experiment["successful_run_count"] == 3 and experiment["missing_run_count"] == 0, experiment
again = client.experiments.get_experiment(experiment_id=ran["experiment_id"])
assert sorted(run["output"] for run in again["task_runs"]) == ["ONE", "THREE", "TWO"], again
assert [run.result["score"] for run in again["evaluation_runs"]] == [1.0, 1.0, 1.0], again
assert len(client.experiments.list(dataset_id=dataset.id)) == 1
deadline = time.time() + 20
while len(client.spans.get_spans(project_identifier=experiment["project_name"])) < 3 and time.time() < deadline:
    time.sleep(0.5)
assert len(client.spans.get_spans(project_identifier=experiment["project_name"])) == 3
client.experiments.delete(experiment_id=ran["experiment_id"], delete_project=True)
assert experiment["project_name"] not in [each["name"] for each in client.projects.list()]
print("The viewer answers Phoenix's client on datasets and experiments.")
