// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.contract.CountingText;
import java.util.Map;

/** Requests, what the server answers, and the span that belongs to them. */
final class SampleExchanges {

  static final ChatCompletionCreateParams CHAT =
      ChatCompletionCreateParams.builder()
          .model("gpt-4o")
          .addSystemMessage("You are terse.")
          .addUserMessage("What is the capital of France?")
          .temperature(0.2)
          .build();

  /** Returns {@link #CHAT} with a field whose value is the text. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Nothing but the mapper looks at the value.
  static ChatCompletionCreateParams chatWith(CountingText text) {
    Map<String, JsonValue> field = (Map) Map.of("extra", text);
    return CHAT.toBuilder().putAllAdditionalBodyProperties(field).build();
  }

  static final String CHAT_ANSWER =
      """
      {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "gpt-4o-2024-08-06",
        "choices": [
          {
            "index": 0,
            "message": {"role": "assistant", "content": "Paris.", "refusal": null},
            "logprobs": null,
            "finish_reason": "stop"
          }
        ],
        "usage": {
          "prompt_tokens": 20,
          "completion_tokens": 3,
          "total_tokens": 23,
          "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0},
          "completion_tokens_details": {"reasoning_tokens": 1, "audio_tokens": 0}
        },
        "of_a_later_api": "kept"
      }
      """;

  /** The chunks that bring the answer, and the end marker. */
  static final String[] CHAT_CHUNKS = {
    chunk("[{\"index\": 0, \"delta\": {\"role\": \"assistant\", \"content\": \"\"}}]"),
    chunk("[{\"index\": 0, \"delta\": {\"content\": \"Par\"}}]"),
    chunk("[{\"index\": 0, \"delta\": {\"content\": \"is.\"}}]"),
    chunk("[{\"index\": 0, \"delta\": {}, \"finish_reason\": \"stop\"}]"),
    """
    {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000,
     "model": "gpt-4o-2024-08-06", "choices": [],
     "usage": {"prompt_tokens": 20, "completion_tokens": 3, "total_tokens": 23}}
    """,
    "[DONE]"
  };

  static final String CHAT_STREAM_OUTPUT =
      """
      {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000,
       "model": "gpt-4o-2024-08-06",
       "choices": [{"index": 0, "message": {"role": "assistant", "content": "Paris."},
                    "finish_reason": "stop"}],
       "usage": {"prompt_tokens": 20, "completion_tokens": 3, "total_tokens": 23}}
      """;

  static final CompletionCreateParams COMPLETION =
      CompletionCreateParams.builder()
          .model("gpt-3.5-turbo-instruct")
          .prompt("The capital of France is")
          .build();

  static final String COMPLETION_ANSWER =
      """
      {
        "id": "cmpl-1",
        "object": "text_completion",
        "created": 1700000000,
        "model": "gpt-3.5-turbo-instruct",
        "choices": [{"text": " Paris.", "index": 0, "logprobs": null, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}
      }
      """;

  static final String[] COMPLETION_CHUNKS = {
    completionChunk("[{\"text\": \" Par\", \"index\": 0, \"logprobs\": null}]"),
    completionChunk(
        "[{\"text\": \"is.\", \"index\": 0, \"logprobs\": null, \"finish_reason\": \"stop\"}]"),
    "[DONE]"
  };

  static final EmbeddingCreateParams EMBEDDING =
      EmbeddingCreateParams.builder()
          .model("text-embedding-3-small")
          .input("hello")
          .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
          .build();

  static final ResponseCreateParams RESPONSE =
      ResponseCreateParams.builder()
          .model("gpt-4o")
          .instructions("Be terse.")
          .input("Capital of France?")
          .build();

  static final String RESPONSE_ANSWER = response("completed", "[" + message("Paris.") + "]");

  /** The events that bring the answer. */
  static final String[] RESPONSE_EVENTS = {
    "{\"type\": \"response.created\", \"sequence_number\": 0, \"response\": "
        + response("in_progress", "[]")
        + "}",
    """
    {"type": "response.output_item.added", "sequence_number": 1, "output_index": 0,
     "item": {"type": "message", "id": "msg_1", "status": "in_progress", "role": "assistant",
              "content": []}}
    """,
    """
    {"type": "response.content_part.added", "sequence_number": 2, "item_id": "msg_1",
     "output_index": 0, "content_index": 0,
     "part": {"type": "output_text", "text": "", "annotations": []}}
    """,
    textDelta(3, "Par"),
    textDelta(4, "is."),
    "{\"type\": \"response.completed\", \"sequence_number\": 5, \"response\": "
        + RESPONSE_ANSWER
        + "}"
  };

  static ExpectedSpan chatRequest() {
    return chatRequest("");
  }

  static ExpectedSpan chatStreamRequest() {
    return chatRequest(", \"stream\": true");
  }

  private static ExpectedSpan chatRequest(String stream) {
    return ExpectedSpan.llm("ChatCompletion")
        .input(
            """
            {"model": "gpt-4o", "temperature": 0.2,
             "messages": [{"role": "system", "content": "You are terse."},
                          {"role": "user", "content": "What is the capital of France?"}]
             %s}
            """
                .formatted(stream))
        .withJson(
            "llm.invocation_parameters",
            "{\"model\": \"gpt-4o\", \"temperature\": 0.2%s}".formatted(stream))
        .with("llm.model_name", "gpt-4o")
        .with("llm.input_messages.0.message.role", "system")
        .with("llm.input_messages.0.message.content", "You are terse.")
        .with("llm.input_messages.1.message.role", "user")
        .with("llm.input_messages.1.message.content", "What is the capital of France?");
  }

  static ExpectedSpan chat() {
    return answeredBy(chatRequest(), "gpt-4o", "gpt-4o-2024-08-06")
        .output(CHAT_ANSWER)
        .with("llm.finish_reason", "stop")
        .with("llm.output_messages.0.message.role", "assistant")
        .with("llm.output_messages.0.message.content", "Paris.")
        .with("llm.token_count.prompt", 20)
        .with("llm.token_count.prompt_details.cache_read", 4)
        .with("llm.token_count.prompt_details.audio", 0)
        .with("llm.token_count.completion", 3)
        .with("llm.token_count.completion_details.reasoning", 1)
        .with("llm.token_count.completion_details.audio", 0)
        .with("llm.token_count.total", 23);
  }

  /** The span of a stream that brought only the beginning of the answer. */
  static ExpectedSpan chatStream(String content) {
    return answeredBy(chatStreamRequest(), "gpt-4o", "gpt-4o-2024-08-06")
        .with("llm.output_messages.0.message.role", "assistant")
        .with("llm.output_messages.0.message.content", content)
        .withEvent(ExpectedSpan.FIRST_TOKEN);
  }

  /** The span of {@link #CHAT_CHUNKS}, read to the end. */
  static ExpectedSpan wholeChatStream() {
    return chatStream("Paris.")
        .output(CHAT_STREAM_OUTPUT)
        .with("llm.finish_reason", "stop")
        .with("llm.token_count.prompt", 20)
        .with("llm.token_count.completion", 3)
        .with("llm.token_count.total", 23);
  }

  /** The span of a stream that brought a role but no content. */
  static ExpectedSpan emptyChatStream() {
    return answeredBy(chatStreamRequest(), "gpt-4o", "gpt-4o-2024-08-06")
        .output(partialChatOutputOf("{\"role\": \"assistant\"}"))
        .with("llm.output_messages.0.message.role", "assistant");
  }

  static String partialChatOutput(String content) {
    return partialChatOutputOf("{\"role\": \"assistant\", \"content\": \"%s\"}".formatted(content));
  }

  private static String partialChatOutputOf(String message) {
    return """
        {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000,
         "model": "gpt-4o-2024-08-06",
         "choices": [{"index": 0, "message": %s}]}
        """
        .formatted(message);
  }

  private static ExpectedSpan answeredBy(ExpectedSpan span, String requested, String answering) {
    return span.with("llm.model_name", answering)
        .with("llm.request.model_name", requested)
        .with("llm.response.model_name", answering);
  }

  static ExpectedSpan completion() {
    return completion("")
        .output(COMPLETION_ANSWER)
        .with("llm.token_count.prompt", 5)
        .with("llm.token_count.completion", 2)
        .with("llm.token_count.total", 7);
  }

  static ExpectedSpan completionStream() {
    return completion(", \"stream\": true")
        .output(
            """
            {"id": "cmpl-1", "object": "text_completion", "created": 1700000000,
             "model": "gpt-3.5-turbo-instruct",
             "choices": [{"text": " Paris.", "index": 0, "finish_reason": "stop"}]}
            """)
        .withEvent(ExpectedSpan.FIRST_TOKEN);
  }

  private static ExpectedSpan completion(String stream) {
    return ExpectedSpan.llm("Completion")
        .input(
            """
            {"model": "gpt-3.5-turbo-instruct", "prompt": "The capital of France is"%s}
            """
                .formatted(stream))
        .withJson(
            "llm.invocation_parameters",
            "{\"model\": \"gpt-3.5-turbo-instruct\"%s}".formatted(stream))
        .with("llm.model_name", "gpt-3.5-turbo-instruct")
        .with("llm.prompts.0.prompt.text", "The capital of France is")
        .with("llm.choices.0.completion.text", " Paris.")
        .with("llm.finish_reason", "stop");
  }

  /** The span of a request whose answer is the vector 0.5, -1.25. */
  static ExpectedSpan embedding(String encodingFormat, String answer) {
    return ExpectedSpan.of("CreateEmbeddings", OpenInferenceSpanKind.EMBEDDING)
        .input(
            """
            {"model": "text-embedding-3-small", "input": "hello", "encoding_format": "%s"}
            """
                .formatted(encodingFormat))
        .withJson(
            "embedding.invocation_parameters",
            "{\"model\": \"text-embedding-3-small\", \"encoding_format\": \"%s\"}"
                .formatted(encodingFormat))
        .output(answer)
        .with("embedding.model_name", "text-embedding-3-small")
        .with("embedding.embeddings.0.embedding.text", "hello")
        .with("embedding.embeddings.0.embedding.vector", new double[] {0.5, -1.25})
        .with("llm.token_count.prompt", 2)
        .with("llm.token_count.total", 2);
  }

  /** Returns the answer to {@link #EMBEDDING}. */
  static String embeddingAnswer(String vector) {
    return """
        {"object": "list", "model": "text-embedding-3-small",
         "data": [{"object": "embedding", "index": 0, "embedding": %s}],
         "usage": {"prompt_tokens": 2, "total_tokens": 2}}
        """
        .formatted(vector);
  }

  static ExpectedSpan responseRequest(String stream) {
    return ExpectedSpan.llm("Response")
        .input(
            """
            {"model": "gpt-4o", "input": "Capital of France?", "instructions": "Be terse."%s}
            """
                .formatted(stream))
        .withJson("llm.invocation_parameters", "{\"model\": \"gpt-4o\"%s}".formatted(stream))
        .with("llm.model_name", "gpt-4o")
        .with("llm.input_messages.0.message.role", "system")
        .with("llm.input_messages.0.message.content", "Be terse.")
        .with("llm.input_messages.1.message.role", "user")
        .with("llm.input_messages.1.message.content", "Capital of France?");
  }

  static ExpectedSpan response() {
    return answeredResponse(responseRequest(""));
  }

  static ExpectedSpan responseStream() {
    return answeredResponse(responseRequest(", \"stream\": true"))
        .withEvent(ExpectedSpan.FIRST_TOKEN);
  }

  private static ExpectedSpan answeredResponse(ExpectedSpan request) {
    return withText(answeredBy(request, "gpt-4o", "gpt-4o-2024-08-06"), "Paris.")
        .output(RESPONSE_ANSWER)
        .with("llm.token_count.prompt", 12)
        .with("llm.token_count.prompt_details.cache_read", 2)
        .with("llm.token_count.completion", 3)
        .with("llm.token_count.completion_details.reasoning", 0)
        .with("llm.token_count.total", 15);
  }

  /** The span of a stream of events that brought only the beginning of the answer. */
  static ExpectedSpan partialResponseStream(String text) {
    ExpectedSpan request = responseRequest(", \"stream\": true");
    return withText(answeredBy(request, "gpt-4o", "gpt-4o-2024-08-06"), text)
        .withEvent(ExpectedSpan.FIRST_TOKEN);
  }

  private static ExpectedSpan withText(ExpectedSpan span, String text) {
    String content = "llm.output_messages.0.message.contents.0.message_content.";
    return span.with("llm.output_messages.0.message.role", "assistant")
        .with(content + "type", "text")
        .with(content + "text", text);
  }

  static String chunk(String choices) {
    return """
        {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000,
         "model": "gpt-4o-2024-08-06", "choices": %s}
        """
        .formatted(choices);
  }

  private static String completionChunk(String choices) {
    return """
        {"id": "cmpl-1", "object": "text_completion", "created": 1700000000,
         "model": "gpt-3.5-turbo-instruct", "choices": %s}
        """
        .formatted(choices);
  }

  static String response(String status, String output) {
    return """
        {
          "id": "resp_1",
          "object": "response",
          "created_at": 1700000000.0,
          "status": "%s",
          "error": null,
          "incomplete_details": null,
          "instructions": "Be terse.",
          "model": "gpt-4o-2024-08-06",
          "output": %s,
          "parallel_tool_calls": true,
          "temperature": 1.0,
          "tool_choice": "auto",
          "tools": [],
          "top_p": 1.0,
          "metadata": {},
          "usage": {
            "input_tokens": 12,
            "input_tokens_details": {"cached_tokens": 2},
            "output_tokens": 3,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 15
          }
        }
        """
        .formatted(status, output);
  }

  static String message(String text) {
    return """
        {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant",
         "content": [{"type": "output_text", "text": "%s", "annotations": []}]}
        """
        .formatted(text);
  }

  static String textDelta(int sequenceNumber, String text) {
    return """
        {"type": "response.output_text.delta", "sequence_number": %d, "item_id": "msg_1",
         "output_index": 0, "content_index": 0, "delta": "%s"}
        """
        .formatted(sequenceNumber, text);
  }

  private SampleExchanges() {}
}
