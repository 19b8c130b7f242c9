"""Replays exchanges through anthropic."""

import inspect
import json

import anthropic
import stored_answers
from anthropic import Anthropic
from openinference.instrumentation.anthropic import AnthropicInstrumentor

INSTRUMENTOR = AnthropicInstrumentor


def replay(folder, exchange):
    sent = []
    client = Anthropic(
        api_key="none",
        max_retries=0,
        http_client=stored_answers.http_client(folder, exchange, sent),
    )
    body = json.loads((folder / "request.json").read_text())
    parameters = {name: value for name, value in body.items() if name != "stream"}
    try:
        call(client, exchange["operation"], parameters)
    except anthropic.AnthropicError:
        pass  # What the span says of it is what we want to know.
    stored_answers.verify(folder, sent, body)


def call(client, operation, parameters):
    messages = client.beta.messages if operation.startswith("beta.") else client.messages
    if operation.endswith("createStreaming"):
        with messages.stream(**arguments(messages.stream, parameters)) as events:
            for _ in events:
                pass
    elif operation.endswith("countTokens"):
        messages.count_tokens(**arguments(messages.count_tokens, parameters))
    else:
        messages.create(**arguments(messages.create, parameters))


def arguments(method, parameters):
    """What the method has no parameter for, such as temperature, is sent all the same."""
    known = inspect.signature(method).parameters
    others = {name: value for name, value in parameters.items() if name not in known}
    given = {name: value for name, value in parameters.items() if name in known}
    return {**given, "extra_body": others} if others else given
