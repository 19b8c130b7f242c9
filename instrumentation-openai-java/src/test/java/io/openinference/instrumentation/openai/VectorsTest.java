// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.ObjectMappers;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.call.EmbeddingOperation;
import io.openinference.instrumentation.api.chat.OpenAIMessageShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Vectors that are not as they should be, beside those of the exchanges. */
class VectorsTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void putsVectorsAtTheirIndexAndKeepsTextsWithoutOne() {
    assertThat(
            embeddings("{'data':[{'index':2,'embedding':[1]},{'index':0,'embedding':'AACAPw=='}]}"))
        .isEqualTo(
            Map.of(
                "0.embedding.text", "a",
                "0.embedding.vector", "[1.0]",
                "1.embedding.text", "b",
                "2.embedding.vector", "[1.0]"));
  }

  @Test
  void leavesOutVectorsThatCannotBeRead() {
    assertThat(
            embeddings(
                "{'data':[{'embedding':'?'},{'embedding':['x']},{'embedding':''},"
                    + "{'embedding':[]},{'embedding':null},{'index':-1}]}"))
        .isEqualTo(Map.of("0.embedding.text", "a", "1.embedding.text", "b"));
  }

  @Test
  void doesNotFillTheGapBeforeAnAbsurdIndex() {
    assertThat(embeddings("{'data':[{'index':2000000000,'embedding':[1]}]}"))
        .containsEntry("0.embedding.vector", "[1.0]")
        .hasSize(3);
  }

  @Test
  void readsFloatsOfTheModelsAsTheyWereWritten() throws Exception {
    String json = "{\"data\":[{\"index\":0,\"embedding\":[0.1,-0.0023064255]}]}";
    CreateEmbeddingResponse model =
        ObjectMappers.jsonMapper().readValue(json, CreateEmbeddingResponse.class);

    assertThat(embeddings(Models.JSON.toMap(model)))
        .containsEntry("0.embedding.vector", "[0.1, -0.0023064255]");
  }

  private static Map<String, String> embeddings(String response) {
    return embeddings(WireJson.parse(response.replace('\'', '"')));
  }

  private static Map<String, String> embeddings(Map<String, ?> response) {
    EmbeddingOperation operation = new EmbeddingOperation(new EmbeddingAttributes());
    OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
    EmbeddingSpan span = operation.spanBuilder(tracer, null).startSpan(Context.root());
    WireExchange exchange =
        new WireExchange(
            new WireBody(WireJson.parse("{\"input\":[\"a\",\"b\"]}")),
            new ContentMask(TraceConfig.builder().build(), new OpenAIMessageShape()));
    operation.recordRequest(span, exchange);
    operation.recordResponse(span, exchange, response, WireJson.toJson(response));
    span.end();
    Map<String, String> embeddings = new TreeMap<>();
    telemetry
        .spans()
        .get(0)
        .getAttributes()
        .forEach(
            (key, value) -> {
              if (key.getKey().startsWith("embedding.embeddings.")) {
                embeddings.put(
                    key.getKey().substring("embedding.embeddings.".length()), value.toString());
              }
            });
    return embeddings;
  }
}
