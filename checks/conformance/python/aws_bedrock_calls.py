"""Replays exchanges through boto3."""

import base64
import io
import json
import re
import struct
import zlib

import boto3
import stored_answers
from botocore import exceptions
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from openinference.instrumentation.bedrock import BedrockInstrumentor

INSTRUMENTOR = BedrockInstrumentor

SERVICES = {"bedrockRuntime": "bedrock-runtime", "bedrockAgentRuntime": "bedrock-agent-runtime"}
SESSION = boto3.Session(region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")


class Body(io.BytesIO):
    def stream(self, **kwargs):
        yield self.read()


def replay(folder, exchange):
    service, operation = exchange["operation"].split(".")
    client = SESSION.client(SERVICES[service], config=Config(retries={"total_max_attempts": 1}))
    client.meta.events.register("before-send", lambda request, **kwargs: answer(folder, exchange, request.url))
    method = re.sub("([A-Z])", lambda letter: "_" + letter[1].lower(), operation)
    shape = client.meta.service_model.operation_model(operation[0].upper() + operation[1:]).input_shape
    arguments = blobs(json.loads((folder / "request.json").read_text()), shape)
    try:
        response = getattr(client, method)(**arguments)
        for value in response.values():
            if hasattr(value, "read"):
                value.read()
            elif not isinstance(value, (str, dict, list)):
                for _ in value:
                    pass
    except (exceptions.ClientError, exceptions.EventStreamError):
        pass  # What the span says of it is what we want to know.


def blobs(value, shape):
    """Replaces what is JSON or base64 in the file by the bytes that the client takes."""
    if shape.type_name == "blob":
        return base64.b64decode(value) if isinstance(value, str) else json.dumps(value).encode()
    if shape.type_name == "list":
        return [blobs(element, shape.member) for element in value]
    if shape.type_name == "map":
        return {key: blobs(element, shape.value) for key, element in value.items()}
    if shape.type_name == "structure" and not getattr(shape, "is_document_type", False):
        return {name: blobs(member, shape.members[name]) for name, member in value.items()}
    return value


def answer(folder, exchange, url):
    content, content_type = stored_answers.body(folder)
    if content_type == "text/event-stream":
        chunked = exchange["operation"].endswith("invokeModelWithResponseStream")
        content, content_type = frames(content.decode(), chunked), "application/vnd.amazon.eventstream"
    headers = {"content-type": content_type, **exchange.get("headers", {})}
    return AWSResponse(url, exchange.get("status", 200), headers, Body(content))


def frames(events, chunked):
    """Encodes events, which are written like server-sent events, as frames of Amazon's event stream."""
    return b"".join(
        frame(name, chunk(data) if chunked and name == "chunk" else data)
        for name, data in re.findall("event: (.*)\ndata: (.*)\n", events)
    )


def chunk(data):
    return json.dumps({"bytes": base64.b64encode(data.encode()).decode()})


def frame(name, data):
    kind = "exception" if name.endswith("Exception") else "event"
    headers = header(":message-type", kind) + header(f":{kind}-type", name) + header(":content-type", "application/json")
    payload = data.encode()
    prelude = struct.pack("!II", len(headers) + len(payload) + 16, len(headers))
    message = prelude + struct.pack("!I", zlib.crc32(prelude)) + headers + payload
    return message + struct.pack("!I", zlib.crc32(message))


def header(name, value):
    return bytes([len(name)]) + name.encode() + b"\x07" + struct.pack("!H", len(value)) + value.encode()
