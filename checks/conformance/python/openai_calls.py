"""Replays exchanges through openai."""

import json

import openai
import stored_answers
from openai import OpenAI, Stream
from openai.types import Completion, CreateEmbeddingResponse, Decision, ImagesResponse, ModerationCreateResponse
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.image_gen_stream_event import ImageGenStreamEvent
from openai.types.responses import Response, ResponseStreamEvent
from openai.types.responses.compacted_response import CompactedResponse
from openinference.instrumentation.openai import OpenAIInstrumentor

INSTRUMENTOR = OpenAIInstrumentor

# The type of the result and of the events of a stream.
RESULTS = {
    "ChatCompletionService": (ChatCompletion, Stream[ChatCompletionChunk]),
    "CompletionService": (Completion, Stream[Completion]),
    "ResponseService": (Response, Stream[ResponseStreamEvent]),
    "EmbeddingService": (CreateEmbeddingResponse, None),
    "ImageService": (ImagesResponse, Stream[ImageGenStreamEvent]),
    "DecisionService": (Decision, None),
    "ModerationService": (ModerationCreateResponse, None),
}

# Their requests are forms with a file, which the client itself has to write.
UPLOADS = {
    "TranscriptionService": lambda client: client.audio.transcriptions,
    "TranslationService": lambda client: client.audio.translations,
}


def replay(folder, exchange):
    service, method = exchange["operation"].split(".")
    request_file = folder / "request.json"
    body = json.loads(request_file.read_text()) if request_file.exists() else None
    streaming = method.endswith("Streaming")
    sent = []
    client = OpenAI(
        api_key="none",
        base_url=exchange["baseUrl"],
        max_retries=0,
        http_client=stored_answers.http_client(folder, exchange, sent),
    )
    try:
        if service in UPLOADS:
            response = UPLOADS[service](client).create(**body | {"file": (body["file"], b"audio")})
        else:
            response = call(client, service, method, exchange, body, streaming)
        if streaming:
            for _ in response:
                pass
    except openai.OpenAIError:
        pass  # What the span says of it is what we want to know.
    if service in UPLOADS:
        stored_answers.verify_form(folder, sent, body)
    elif body is not None:
        stored_answers.verify(folder, sent, body)


def call(client, service, method, exchange, body, streaming):
    result, events = RESULTS[service]
    if method == "compact":
        result = CompactedResponse
    options = {"cast_to": result, "stream": streaming, "stream_cls": events}
    if exchange.get("method", "POST") == "GET":
        return client.get(exchange["path"], **options)
    return client.post(exchange["path"], body=body, **options)
