// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.conformance.ComparableJson;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a span has. Keys are short:
 *
 * <pre>{@code
 * in.0.role            llm.input_messages.0.message.role
 * out.0.contents.1.type   llm.output_messages.0.message.contents.1.message_content.type
 * out.0.call.1.0       the call 0 of a message, which is also its content 1
 * tokens.prompt        llm.token_count.prompt
 * vector.0.text        embedding.embeddings.0.embedding.text
 * }</pre>
 */
final class ExpectedSpan {

  static final String FIRST_TOKEN = "First Token Stream Event";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Map<String, Object> attributes = new TreeMap<>();
  private StatusCode status = StatusCode.OK;
  private String description = "";
  private List<String> events = List.of();

  private ExpectedSpan(String name, String kind) {
    this.name = name;
    attributes.put("openinference.span.kind", kind);
  }

  /** A call of a model without parameters. */
  static ExpectedSpan llm(String name, String model) {
    ExpectedSpan span = new ExpectedSpan(name, "LLM");
    span.attributes.put("llm.system", "vertexai");
    span.attributes.put("llm.provider", "google");
    span.attributes.put("llm.invocation_parameters", "{}");
    span.attributes.put("llm.model_name", model);
    return span;
  }

  static ExpectedSpan embedding(String model) {
    ExpectedSpan span = new ExpectedSpan("CreateEmbeddings", "EMBEDDING");
    span.attributes.put("embedding.model_name", model);
    span.attributes.put("embedding.invocation_parameters", Map.of("model", model));
    return span;
  }

  static ExpectedSpan of(String name, String kind) {
    return new ExpectedSpan(name, kind);
  }

  ExpectedSpan input(String json) {
    attributes.put("input.value", json);
    attributes.put("input.mime_type", "application/json");
    return this;
  }

  /** Sets the body of a request as input, with the model of the path in front. */
  ExpectedSpan input(String model, String json) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.putAll(parse(json));
    return input(write(body));
  }

  ExpectedSpan output(String json) {
    attributes.put("output.value", json);
    attributes.put("output.mime_type", "application/json");
    return this;
  }

  /** Adds attributes. An attribute that is null is not there. */
  ExpectedSpan with(String json) {
    parse(json).forEach(this::put);
    return this;
  }

  ExpectedSpan with(String key, Object value) {
    put(key, value);
    return this;
  }

  private void put(String key, Object value) {
    if (key.matches("(in|out)\\.\\d+\\.call\\.\\d+\\.\\d+")) {
      String[] parts = key.split("\\.");
      String message = parts[0] + "." + parts[1] + ".";
      String content = message + "contents." + parts[3] + ".";
      put(content + "type", "tool_use");
      ((Map<?, ?>) value)
          .forEach(
              (field, text) -> {
                put(content + "tool_call." + field, text);
                put(message + "tool_calls." + parts[4] + ".tool_call." + field, text);
              });
      return;
    }
    String whole =
        key.replaceFirst("^in\\.(\\d+)\\.", "llm.input_messages.$1.message.")
            .replaceFirst("^out\\.(\\d+)\\.", "llm.output_messages.$1.message.")
            .replaceFirst("^tokens\\.", "llm.token_count.")
            .replaceFirst("^vector\\.(\\d+)\\.", "embedding.embeddings.$1.embedding.")
            .replaceFirst("\\.contents\\.(\\d+)\\.(?!tool_call)", ".contents.$1.message_content.");
    if (value == null) {
      attributes.remove(whole);
    } else {
      attributes.put(whole, value);
    }
  }

  /** Sets the names of the events. */
  ExpectedSpan events(String... names) {
    events = List.of(names);
    return this;
  }

  ExpectedSpan failed(String message) {
    status = StatusCode.ERROR;
    description = message;
    return this;
  }

  void verify(SpanData span) {
    Map<String, Object> actual = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> actual.put(key.getKey(), value));

    assertThat(ComparableJson.ofAttributes(actual))
        .containsExactlyInAnyOrderEntriesOf(ComparableJson.ofAttributes(attributes));
    assertThat(span.getName()).isEqualTo(name);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(status);
    assertThat(span.getStatus().getDescription()).isEqualTo(description);
    assertThat(span.getEvents()).extracting(EventData::getName).isEqualTo(events);
  }

  private static Map<String, Object> parse(String json) {
    try {
      return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static String write(Map<String, ?> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
