"""Replays each exchange through Python's client and writes the span of its instrumentation to reference.json."""

import json
import pathlib
import sys

import httpx2
import openai
from openai import OpenAI, Stream
from openai.types import Completion, CreateEmbeddingResponse, Decision, ImagesResponse
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.image_gen_stream_event import ImageGenStreamEvent
from openai.types.responses import Response, ResponseStreamEvent
from openai.types.responses.compacted_response import CompactedResponse
from openinference.instrumentation import TraceConfig
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

# The type of the result and of the events of a stream.
RESULTS = {
    "ChatCompletionService": (ChatCompletion, Stream[ChatCompletionChunk]),
    "CompletionService": (Completion, Stream[Completion]),
    "ResponseService": (Response, Stream[ResponseStreamEvent]),
    "EmbeddingService": (CreateEmbeddingResponse, None),
    "ImageService": (ImagesResponse, Stream[ImageGenStreamEvent]),
    "DecisionService": (Decision, None),
}


def replay(folder, exchange, exporter):
    service, method = exchange["operation"].split(".")
    result, events = RESULTS[service]
    if method == "compact":
        result = CompactedResponse
    request_file = folder / "request.json"
    body = json.loads(request_file.read_text()) if request_file.exists() else None
    streaming = method.endswith("Streaming")
    events_file = folder / "response.sse"
    answers_events = events_file.exists()
    sent = []

    def answer(request):
        sent.append(request.content)
        return httpx2.Response(
            exchange.get("status", 200),
            content=(events_file if answers_events else folder / "response.json").read_bytes(),
            headers={"content-type": "text/event-stream" if answers_events else "application/json"},
        )

    client = OpenAI(
        api_key="none",
        base_url=exchange["baseUrl"],
        max_retries=0,
        http_client=httpx2.Client(transport=httpx2.MockTransport(answer)),
    )
    options = {"cast_to": result, "stream": streaming, "stream_cls": events}
    exporter.clear()
    try:
        if exchange.get("method", "POST") == "GET":
            response = client.get(exchange["path"], **options)
        else:
            response = client.post(exchange["path"], body=body, **options)
        if streaming:
            for _ in response:
                pass
    except openai.OpenAIError:
        pass  # What the span says of it is what we want to know.
    if body is not None and json.loads(sent[0]) != body:
        raise AssertionError(f"{folder.name}: the client sent another body")
    (span,) = exporter.get_finished_spans()
    return span


def reference(span):
    attributes = {
        key: list(value) if isinstance(value, tuple) else value for key, value in sorted(span.attributes.items())
    }
    return {
        "name": span.name,
        "status": span.status.status_code.name,
        "events": [event.name for event in span.events],
        "attributes": attributes,
    }


def main(root):
    exporter = InMemorySpanExporter()
    provider = TracerProvider(span_limits=SpanLimits(max_attributes=10000))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    for folder in sorted(root.iterdir()):
        # With span.json: what Python does not trace.
        if not (folder / "span.json").exists():
            exchange = json.loads((folder / "exchange.json").read_text())
            config = TraceConfig(**exchange.get("settings", {}))
            instrumentor = OpenAIInstrumentor()
            instrumentor.instrument(tracer_provider=provider, config=config)
            text = json.dumps(reference(replay(folder, exchange, exporter)), indent=2, ensure_ascii=False)
            instrumentor.uninstrument()
            (folder / "reference.json").write_text(text + "\n")


main(pathlib.Path(sys.argv[1]))
