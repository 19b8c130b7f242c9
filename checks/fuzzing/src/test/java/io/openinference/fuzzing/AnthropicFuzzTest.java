// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonField;
import com.anthropic.core.JsonMissing;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.openinference.testing.StreamEncoding;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Malformed exchanges of anthropic-java. */
class AnthropicFuzzTest extends AbstractExchangeFuzzTest {

  private AnthropicClient client;

  AnthropicFuzzTest() {
    super(Sample.of("anthropic", "messages", "beta", "error-in-stream"), new NamedEvents());
  }

  /** The library reads the name of an event, which the data repeats. */
  private static final class NamedEvents implements StreamEncoding {

    @Override
    public String contentType() {
      return SERVER_SENT_EVENTS.contentType();
    }

    @Override
    public byte[] encode(String event) {
      String name = Corpus.parse(event) instanceof Map<?, ?> map ? "" + map.get("type") : "null";
      return ("event: " + name.replaceAll("[\r\n]", " ") + "\ndata: " + event + "\n\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  @Override
  void open(String baseUrl) {
    client = AnthropicOkHttpClient.builder().apiKey("key").baseUrl(baseUrl).maxRetries(0).build();
  }

  @Override
  void close() {
    client.close();
  }

  @Override
  String event(Sample sample, Object event) {
    return Corpus.write(event);
  }

  @Override
  void call(
      Sample sample,
      Way way,
      Map<String, Object> request,
      OpenTelemetry openTelemetry,
      TraceConfig config,
      Consumer<Object> seen)
      throws Exception {
    AnthropicClient used =
        openTelemetry == null
            ? client
            : AnthropicInstrumentor.builder(openTelemetry).config(config).build().wrap(client);
    MessageCreateParams params = params(request);
    if (way.isStream() && way.isAsync()) {
      used.async()
          .messages()
          .createStreaming(params)
          .subscribe(seen::accept)
          .onCompleteFuture()
          .get();
    } else if (way.isStream()) {
      try (StreamResponse<?> stream = used.messages().createStreaming(params)) {
        stream.stream().forEach(seen);
      }
    } else if (way.isAsync()) {
      seen.accept(used.async().messages().create(params).get());
    } else {
      try (HttpResponse response = used.messages().withRawResponse().create(params)) {
        seen.accept(new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Any JSON can stand for any field.
  private static MessageCreateParams params(Map<String, Object> request) {
    Map<String, JsonValue> fields = new HashMap<>();
    request.forEach((name, value) -> fields.put(name, JsonValue.from(value)));
    JsonField messages = fields.remove("messages");
    fields.keySet().removeAll(java.util.Set.of("model", "max_tokens"));
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(100)
        .messages(messages == null ? JsonMissing.of() : messages)
        .putAllAdditionalBodyProperties(fields)
        .build();
  }
}
