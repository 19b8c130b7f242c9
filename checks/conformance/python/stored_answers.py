"""Answers clients with the responses of exchanges, in place of a network."""

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
