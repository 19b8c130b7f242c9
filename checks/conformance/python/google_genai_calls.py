"""Replays exchanges through google-genai."""

import json
import re
import ssl

import stored_answers
from google.genai import Client, _interactions_errors, errors, types
from openinference.instrumentation.google_genai import GoogleGenAIInstrumentor

INSTRUMENTOR = GoogleGenAIInstrumentor

# A client makes two of its own otherwise, which takes longer than the call.
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

# What is in the body beside the generation parameters and the contents. Arguments of a call have both in one place.
BESIDE_PARAMETERS = ("systemInstruction", "tools", "toolConfig", "safetySettings", "cachedContent", "labels")


def replay(folder, exchange):
    sent = []
    client = Client(
        api_key="none",
        vertexai=exchange["path"].startswith("publishers/"),
        http_options=types.HttpOptions(
            httpx_client=stored_answers.http_client(folder, exchange, sent),
            client_args={"verify": TLS},
            async_client_args={"ssl": TLS},
        ),
    )
    body = json.loads((folder / "request.json").read_text())
    model = exchange["path"].rpartition("/")[2].partition(":")[0]
    try:
        call(client, exchange["operation"], model, body)
    except (errors.APIError, errors.UnknownApiResponseError, _interactions_errors.APIError):
        pass  # What the span says of it is what we want to know.
    stored_answers.verify(folder, sent, body, as_in_java)


def call(client, operation, model, body):
    match operation:
        case "models.generateContent":
            client.models.generate_content(model=model, contents=body["contents"], config=parameters(body))
        case "models.generateContentStream":
            for _ in client.models.generate_content_stream(
                model=model, contents=body["contents"], config=parameters(body)
            ):
                pass
        case "models.embedContent":
            client.models.embed_content(model=model, **texts(body))
        case "caches.create":
            config = {name: value for name, value in body.items() if name != "model"}
            client.caches.create(model=body["model"].partition("/")[2], config=config)
        case "interactions.create":
            client.interactions.create(**body)
        case "interactions.createStreaming":
            for _ in client.interactions.create(**body):
                pass
        case _:
            raise AssertionError(operation)


def parameters(body):
    beside = {name: body[name] for name in BESIDE_PARAMETERS if name in body}
    return {**body.get("generationConfig", {}), **beside}


def texts(body):
    """The texts of a request, which Gemini and Vertex have in different places, and the parameters of the first."""
    if "requests" in body:
        contents = [request["content"]["parts"][0]["text"] for request in body["requests"]]
        first = {name: value for name, value in body["requests"][0].items() if name not in ("model", "content")}
        return {"contents": contents, "config": first}
    contents = [instance["content"] for instance in body["instances"]]
    first = {name: value for name, value in body["instances"][0].items() if name != "content"}
    return {"contents": contents, "config": {**first, **body.get("parameters", {})}}


def as_in_java(body):
    """The client writes some names in snake case, and parameters where there are none. The API takes both."""
    return {name: value for name, value in camel_case(body).items() if (name, value) != ("generationConfig", {})}


def camel_case(value):
    if isinstance(value, list):
        return [camel_case(element) for element in value]
    if isinstance(value, dict):
        return {re.sub("_(.)", lambda letter: letter[1].upper(), name): camel_case(field) for name, field in value.items()}
    return value
