// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.openinference.conformance.ComparableJson;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of openai-java give back the JSON that they were made from, in each release. */
class ModelFidelityTest {

  private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  private static final Map<String, Class<?>> REQUESTS =
      Map.of(
          "ChatCompletionService", ChatCompletionCreateParams.Body.class,
          "CompletionService", CompletionCreateParams.Body.class,
          "EmbeddingService", EmbeddingCreateParams.Body.class,
          "ModerationService", ModerationCreateParams.Body.class,
          "ResponseService", ResponseCreateParams.Body.class);

  private static final Map<String, Class<?>> RESPONSES =
      Map.of(
          "ChatCompletionService", ChatCompletion.class,
          "CompletionService", Completion.class,
          "EmbeddingService", CreateEmbeddingResponse.class,
          "ImageService", ImagesResponse.class,
          "ModerationService", ModerationCreateResponse.class,
          "ResponseService", Response.class);

  private static final Map<String, Class<?>> EVENTS =
      Map.of(
          "ChatCompletionService", ChatCompletionChunk.class,
          "CompletionService", Completion.class,
          "ResponseService", ResponseStreamEvent.class);

  static List<Exchange> exchanges() {
    return Exchange.all(Library.OPENAI).stream()
        .filter(exchange -> exchange.streaming() ? EVENTS.containsKey(service(exchange)) : true)
        .filter(exchange -> RESPONSES.containsKey(service(exchange)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void keepsTheWire(Exchange exchange) throws Exception {
    Class<?> request = REQUESTS.get(service(exchange));
    if (request != null && !exchange.request().equals("{}")) {
      assertKept(exchange.request(), request);
    }
    if (!exchange.streaming()) {
      assertKept(exchange.response(), RESPONSES.get(service(exchange)));
    }
    for (String event : exchange.streaming() ? exchange.events() : List.<String>of()) {
      assertKept(event, EVENTS.get(service(exchange)));
    }
  }

  private static void assertKept(String json, Class<?> model) throws Exception {
    Map<String, Object> map = Models.JSON.toMap(MAPPER.readValue(json, model));

    assertThat(ComparableJson.parse(WireJson.toJson(map))).isEqualTo(ComparableJson.parse(json));
  }

  private static String service(Exchange exchange) {
    return exchange.operation().substring(0, exchange.operation().indexOf('.'));
  }
}
