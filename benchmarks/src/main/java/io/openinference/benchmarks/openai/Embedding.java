// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.client.OpenAIClient;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.openinference.benchmarks.Texts;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Embeds 16 texts as vectors of 1,536 floats, traced by one of those compared. */
interface Embedding {

  /** Texts of a request. */
  int TEXTS = 16;

  /** Numbers of a vector. */
  int DIMENSIONS = 1_536;

  CreateEmbeddingResponse create(EmbeddingCreateParams params);

  static Embedding tracedBy(Instrumentation instrumentation, OpenTelemetry openTelemetry) {
    OpenAIClient client = instrumentation.wrap(CannedHttpClient.answering(answer()), openTelemetry);
    Embedding embedding = params -> client.embeddings().create(params);
    return instrumentation == Instrumentation.FLOOR ? byHand(embedding, openTelemetry) : embedding;
  }

  static EmbeddingCreateParams request() {
    List<String> texts = IntStream.range(0, TEXTS).mapToObj(i -> Texts.ofLength(200, i)).toList();
    return EmbeddingCreateParams.builder()
        .model("text-embedding-3-small")
        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
        .inputOfArrayOfStrings(texts)
        .build();
  }

  private static String answer() {
    Random random = new Random(1);
    String data =
        IntStream.range(0, TEXTS)
            .mapToObj(
                i ->
                    "{\"object\":\"embedding\",\"index\":%d,\"embedding\":[%s]}"
                        .formatted(i, vector(random)))
            .collect(Collectors.joining(","));
    return """
        {"object":"list","data":[%s],"model":"text-embedding-3-small",\
        "usage":{"prompt_tokens":640,"total_tokens":640}}
        """
        .formatted(data);
  }

  private static String vector(Random random) {
    return IntStream.range(0, DIMENSIONS)
        .mapToObj(i -> String.format(Locale.ROOT, "%.8f", random.nextGaussian() / 40))
        .collect(Collectors.joining(","));
  }

  private static Embedding byHand(Embedding embedding, OpenTelemetry openTelemetry) {
    Tracer tracer = openTelemetry.getTracer("floor");
    return params -> {
      Span span = EmbeddingFloor.spanBuilder(tracer).startSpan();
      try (Scope ignored = span.makeCurrent()) {
        EmbeddingFloor.recordRequest(span, params);
        CreateEmbeddingResponse response = embedding.create(params);
        EmbeddingFloor.recordResponse(span, response);
        span.setStatus(StatusCode.OK);
        return response;
      } catch (Throwable failure) {
        span.recordException(failure);
        span.setStatus(StatusCode.ERROR);
        throw failure;
      } finally {
        span.end();
      }
    };
  }
}
