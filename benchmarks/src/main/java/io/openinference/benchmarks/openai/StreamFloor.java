// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;

import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import io.opentelemetry.api.trace.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An engineer's own code that puts the chunks of a chat together by hand. */
@SuppressWarnings("NullAway.Init") // A stream without chunks is not recorded.
final class StreamFloor {

  private final Span span;
  private final StringBuilder content = new StringBuilder();
  private ChatCompletionChunk first;
  private String finishReason = "";
  private @Nullable CompletionUsage usage;

  StreamFloor(Span span) {
    this.span = span;
  }

  void add(ChatCompletionChunk chunk) {
    if (first == null) {
      first = chunk;
    }
    chunk.usage().ifPresent(counts -> usage = counts);
    for (ChatCompletionChunk.Choice choice : chunk.choices()) {
      choice.delta().content().ifPresent(this::append);
      choice.finishReason().ifPresent(reason -> finishReason = reason.asString());
    }
  }

  private void append(String delta) {
    if (content.isEmpty() && !delta.isEmpty()) {
      span.addEvent("First Token Stream Event");
    }
    content.append(delta);
  }

  void record() {
    String answer = content.toString();
    span.setAttribute(OUTPUT_VALUE, ChatFloor.json(response(answer)));
    ChatFloor.recordAnswer(span, first.model(), answer, finishReason);
    if (usage != null) {
      ChatFloor.recordUsage(span, usage);
    }
  }

  private Map<String, ?> response(String answer) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("content", answer);
    message.put("role", "assistant");
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("message", message);
    choice.put("index", 0);
    choice.put("finish_reason", finishReason);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("id", first.id());
    response.put("choices", List.of(choice));
    response.put("created", first.created());
    response.put("model", first.model());
    response.put("object", "chat.completion.chunk");
    response.put("service_tier", "default");
    response.put("system_fingerprint", "fp_07871e2ad8");
    if (usage != null) {
      response.put("usage", usage);
    }
    return response;
  }
}
