"""Replays each exchange through Python's clients and writes the span of the instrumentation to reference.json."""

import importlib
import json
import logging
import pathlib
import sys

from openinference.instrumentation import TraceConfig
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

# The folder of each library, and the module that makes its calls.
LIBRARIES = {
    "openai": "openai_calls",
    "anthropic": "anthropic_calls",
    "google-genai": "google_genai_calls",
    "aws-bedrock": "aws_bedrock_calls",
}


def reference(span, spans):
    attributes = {
        key: list(value) if isinstance(value, tuple) else value for key, value in sorted(span.attributes.items())
    }
    children = [child for child in spans if child.parent and child.parent.span_id == span.context.span_id]
    recorded = {
        "name": span.name,
        "status": span.status.status_code.name,
        "events": [event.name for event in span.events],
        "attributes": attributes,
    }
    if children:
        children.sort(key=lambda child: child.start_time)
        recorded["children"] = [reference(child, spans) for child in children]
    return recorded


def record(root, calls, provider, exporter):
    for folder in sorted(root.iterdir()):
        # With span.json: what Python does not trace.
        if not (folder / "span.json").exists():
            exchange = json.loads((folder / "exchange.json").read_text())
            config = TraceConfig(**exchange.get("settings", {}))
            instrumentor = calls.INSTRUMENTOR()
            instrumentor.instrument(tracer_provider=provider, config=config)
            exporter.clear()
            calls.replay(folder, exchange)
            spans = exporter.get_finished_spans()
            (root_span,) = [span for span in spans if span.parent is None]
            text = json.dumps(reference(root_span, spans), indent=2, ensure_ascii=False)
            instrumentor.uninstrument()
            (folder / "reference.json").write_text(text + "\n")


def main(root):
    exporter = InMemorySpanExporter()
    provider = TracerProvider(span_limits=SpanLimits(max_attributes=10000))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    for folder, module in LIBRARIES.items():
        record(root / folder, importlib.import_module(module), provider, exporter)


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Failures are among the exchanges.
    main(pathlib.Path(sys.argv[1]))
