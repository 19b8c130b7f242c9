"""Answers clients with the responses of exchanges, in place of a network."""

import email
import json

import httpx2


def http_client(folder, exchange, sent):
    """Returns a client of the HTTP library that openai, anthropic and google-genai use. What it is asked goes to sent."""
    return httpx2.Client(transport=httpx2.MockTransport(lambda request: answer(folder, exchange, request, sent)))


def answer(folder, exchange, request, sent):
    sent.append(request.content)
    content, content_type = body(folder)
    return httpx2.Response(exchange.get("status", 200), content=content, headers={"content-type": content_type})


def body(folder):
    events = folder / "response.sse"
    if events.exists():
        return events.read_bytes(), "text/event-stream"
    return (folder / "response.json").read_bytes(), "application/json"


def verify(folder, sent, expected, normal=lambda body: body):
    """Fails if the client has sent another body than the one that is stored."""
    if normal(json.loads(sent[0])) != normal(expected):
        raise AssertionError(f"{folder.name}: the client sent {sent[0].decode()}")


def verify_form(folder, sent, expected):
    """Fails if the client has sent a form with other fields than those that are stored, files as their names."""
    boundary = sent[0].split(b"\r\n", 1)[0]
    header = b'content-type: multipart/form-data; boundary="%s"\r\n\r\n' % boundary[2:]
    parts = email.message_from_bytes(header + sent[0]).get_payload()
    fields = {part.get_param("name", header="content-disposition"): field(part) for part in parts}
    if fields != {name: value if isinstance(value, str) else json.dumps(value) for name, value in expected.items()}:
        raise AssertionError(f"{folder.name}: the client sent {fields}")


def field(part):
    return part.get_filename() or part.get_payload()
