// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import io.openinference.testing.contract.CountingText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Makes parameters of calls from the JSON that they send. */
final class Params {

  static MessageCreateParams of(String json) {
    Map<String, JsonValue> fields = fields(json);
    return MessageCreateParams.builder()
        .model(Json.tree(json).path("model").asText())
        .maxTokens(Json.tree(json).path("max_tokens").asLong())
        .messages(take(fields, "messages"))
        .putAllAdditionalBodyProperties(fields)
        .build();
  }

  /** Returns the parameters with one more field, whose value is the text. */
  static MessageCreateParams with(CountingText text, String json) {
    return of(json).toBuilder().putAllAdditionalBodyProperties(field(text)).build();
  }

  /** Returns a field of a request whose value is the text. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Nothing but the mapper looks at the value.
  static Map<String, JsonValue> field(CountingText text) {
    return (Map) Map.of("extra", text);
  }

  static com.anthropic.models.beta.messages.MessageCreateParams beta(String json) {
    Map<String, JsonValue> fields = fields(json);
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model(Json.tree(json).path("model").asText())
        .maxTokens(Json.tree(json).path("max_tokens").asLong())
        .messages(take(fields, "messages"))
        .putAllAdditionalBodyProperties(fields)
        .build();
  }

  static MessageCountTokensParams ofCount(String json) {
    Map<String, JsonValue> fields = fields(json);
    return MessageCountTokensParams.builder()
        .model(Json.tree(json).path("model").asText())
        .messages(take(fields, "messages"))
        .putAllAdditionalBodyProperties(fields)
        .build();
  }

  static com.anthropic.models.beta.messages.MessageCountTokensParams betaCount(String json) {
    Map<String, JsonValue> fields = fields(json);
    return com.anthropic.models.beta.messages.MessageCountTokensParams.builder()
        .model(Json.tree(json).path("model").asText())
        .messages(take(fields, "messages"))
        .putAllAdditionalBodyProperties(fields)
        .build();
  }

  private static Map<String, JsonValue> fields(String json) {
    Map<String, JsonValue> fields = new HashMap<>();
    Json.tree(json)
        .fields()
        .forEachRemaining(
            field -> fields.put(field.getKey(), JsonValue.fromJsonNode(field.getValue())));
    // The library reads these itself.
    fields.keySet().removeAll(Set.of("model", "max_tokens", "stream"));
    return fields;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Any JSON can stand for any field.
  private static <T> JsonField<T> take(Map<String, JsonValue> fields, String name) {
    return (JsonField) fields.remove(name);
  }

  private Params() {}
}
