"""The other side of the tests of phoenix-client: what Phoenix's Python client writes and reads.

Usage: exchange.py write URL   writes what ExchangeIT reads
       exchange.py read URL    reads what ExchangeIT wrote
"""

import json
import sys
import time
from datetime import datetime, timezone

from phoenix.client import Client
from phoenix.client.types import PromptVersion
from phoenix.client.types.spans import SpanQuery

action, url = sys.argv[1:]
client = Client(base_url=url)
start = datetime(2026, 1, 2, 3, 4, 5, 123456, timezone.utc)
end = datetime(2026, 1, 2, 3, 4, 6, 123456, timezone.utc)
documents = {
    "retrieval.documents.0.document.content": "eins ünï",
    "retrieval.documents.0.document.score": 0.5,
    "retrieval.documents.1.document.content": "zwei",
}


def until(condition):
    for _ in range(100):
        try:
            if condition():
                return
        except Exception:  # The project is not there yet.
            pass
        time.sleep(0.1)
    raise AssertionError("This did not become true in time.")


def span(trace_id, span_id, name, kind, **more):
    return {
        "name": name,
        "context": {"trace_id": trace_id, "span_id": span_id},
        "span_kind": kind,
        "start_time": start.isoformat(),
        "end_time": end.isoformat(),
        "status_code": "OK",
        "attributes": {},
    } | more


def write():
    trace = "0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1"
    root, retriever = "0aaaaaaaaaaaaaa1", "0aaaaaaaaaaaaaa2"
    attributes = {"input.value": "frage ünï", "output.value": "antwort", "session.id": "python-chat"}
    spans = [
        span(trace, root, "answer", "CHAIN", attributes=attributes),
        span(trace, retriever, "search", "RETRIEVER", parent_id=root, attributes=documents),
    ]
    client.projects.create(name="from-python")
    client.spans.log_spans(project_identifier="from-python", spans=spans)
    until(lambda: len(client.spans.get_spans(project_identifier="from-python")) == 2)
    client.spans.add_span_annotation(
        span_id=root,
        annotation_name="quality",
        annotator_kind="LLM",
        label="good",
        score=0.75,
        explanation="weil ünï",
        metadata={"by": "python"},
        identifier="one",
        sync=True,
    )
    client.traces.add_trace_annotation(
        trace_id=trace, annotation_name="solved", annotator_kind="HUMAN", label="yes", sync=True
    )
    if only_viewer():
        return
    client.sessions.add_session_annotation(
        session_id="python-chat", annotation_name="mood", annotator_kind="CODE", score=1, sync=True
    )
    dataset = client.datasets.create_dataset(
        name="from python/ünï",
        inputs=[{"question": "1 + 1?"}, {"question": "ünï"}],
        outputs=[{"answer": "2"}, {"answer": None}],
        metadata=[{"level": 1}, {}],
    )
    client.datasets.add_examples_to_dataset(dataset=dataset.id, inputs=[{"question": "3"}], outputs=[{}])
    dataset = client.datasets.get_dataset(dataset=dataset.id)

    def double(input):
        return {"text": input["question"] * 2}

    def is_long(output):
        return len(output["text"]) > 5

    client.experiments.run_experiment(
        dataset=dataset, task=double, evaluators=[is_long], experiment_name="python", print_summary=False
    )
    client.prompts.create(
        name="from-python",
        version=PromptVersion(
            [{"role": "system", "content": "Sei {{ mood }}."}, {"role": "user", "content": "{{question}} ünï"}],
            model_name="gpt-4o",
            model_provider="OPENAI",
        ),
        prompt_description="of python",
    )


def read():
    spans = client.spans.get_spans(project_identifier="from-java")
    by_name = {each["name"]: each for each in spans}
    assert set(by_name) == {"answer", "search"}, spans
    answer = by_name["answer"]
    assert answer["attributes"]["input.value"] == "question ünï", answer
    assert answer["attributes"]["metadata.channel"] == "web", answer
    assert answer["span_kind"] == "CHAIN" and answer["status_code"] == "ERROR", answer
    assert answer["status_message"] == "rate limit", answer
    assert datetime.fromisoformat(answer["start_time"]) == start, answer
    assert answer["events"][0]["name"] == "retry", answer
    query = SpanQuery().where("span_kind == 'RETRIEVER'")
    if not only_viewer():
        query = query.explode("retrieval.documents", reference="document.content")
        frame = client.spans.get_spans_dataframe(project_identifier="from-java", query=query)
        assert list(frame["reference"]) == ["one", "two"], frame
    ids = [answer["context"]["span_id"]]
    (annotation,) = client.spans.get_span_annotations(span_ids=ids, project_identifier="from-java")
    assert annotation["name"] == "quality" and annotation["annotator_kind"] == "LLM", annotation
    assert annotation["result"] == {"label": "good", "score": 0.75, "explanation": "because ünï"}, annotation
    assert annotation["metadata"] == {"by": "java"}, annotation
    turns = client.sessions.get_session_turns(session_id="java-chat")
    assert [turn["input"]["value"] for turn in turns] == ["question ünï"], turns
    traces = client.traces.get_traces(project_identifier="from-java")
    assert [each["trace_id"] for each in traces] == [answer["context"]["trace_id"]], traces
    if only_viewer():
        return
    dataset = client.datasets.get_dataset(dataset="from java/ünï")
    assert [dict(example["input"]) for example in dataset.examples] == [{"question": "ünï"}, {"question": "2"}]
    assert dataset.examples[0]["output"] == {"answer": None}, dataset.examples[0]
    assert dataset.examples[0]["id"] == "first", dataset.examples[0]
    assert dataset.examples[1]["source"]["span_id"] == ids[0], dataset.examples[1]
    (experiment,) = client.experiments.list(dataset_id=dataset.id)
    assert experiment["name"] == "java" and experiment["successful_run_count"] == 1, experiment
    ran = client.experiments.get_experiment(experiment_id=experiment["id"])
    assert ran["task_runs"][0]["output"] == {"text": "ünï"}, ran
    assert ran["evaluation_runs"][0].result["score"] == 0.5, ran
    prompt = client.prompts.get(prompt_identifier="from-java", tag="production")
    formatted = prompt.format(variables={"mood": "kind", "question": "Why?"})
    assert formatted.messages[0]["content"] == "Be kind.", formatted.messages
    assert formatted.messages[1]["content"] == "Why? ünï", formatted.messages
    assert formatted.kwargs["temperature"] == 0.5 and formatted.kwargs["model"] == "gpt-4o", formatted.kwargs
    assert formatted.kwargs["tools"][0]["function"]["name"] == "search", formatted.kwargs


def only_viewer():
    """The viewer serves spans, traces, sessions, annotations and projects."""
    try:
        client.prompts.list(limit=1) if hasattr(client.prompts, "list") else None
        client.datasets.list(limit=1)
        return False
    except Exception:
        return True


{"write": write, "read": read}[action]()
print(f"Python: {action} done.")
