// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.queryengine;

import static java.util.Comparator.comparingDouble;

import com.openai.client.OpenAIClient;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.openinference.instrumentation.EmbeddedText;
import io.openinference.instrumentation.OpenInferenceTracer;
import java.util.ArrayList;
import java.util.List;

/** Finds passages whose embeddings are near that of a question. */
final class PassageRetriever {

  private static final String MODEL = "text-embedding-3-small";
  private static final int TOP_K = 5;

  private final OpenAIClient client;
  private final OpenInferenceTracer tracer;
  private final List<Passage> passages;
  private final List<List<Float>> vectors;

  PassageRetriever(OpenAIClient client, OpenInferenceTracer tracer, List<Passage> passages) {
    this.client = client;
    this.tracer = tracer;
    this.passages = passages;
    this.vectors = embed(passages.stream().map(Passage::text).toList());
  }

  List<Passage> retrieve(String question) {
    return tracer
        .retriever("retrieve")
        .call(
            span -> {
              span.input(question);
              List<Passage> found = nearest(embedQuestion(question));
              span.documents(found.stream().map(Passage::toDocument).toList());
              return found;
            });
  }

  /** A client that is not instrumented: the span says what was embedded. */
  private List<Float> embedQuestion(String question) {
    return tracer
        .embedding()
        .call(
            span -> {
              List<Float> vector = embed(List.of(question)).get(0);
              span.modelName(MODEL).embeddings(List.of(EmbeddedText.of(question, vector)));
              return vector;
            });
  }

  private List<List<Float>> embed(List<String> texts) {
    EmbeddingCreateParams params =
        EmbeddingCreateParams.builder().model(MODEL).inputOfArrayOfStrings(texts).build();
    return client.embeddings().create(params).data().stream().map(Embedding::embedding).toList();
  }

  private List<Passage> nearest(List<Float> question) {
    List<Passage> scored = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      scored.add(passages.get(i).withScore(similarity(question, vectors.get(i))));
    }
    scored.sort(comparingDouble(Passage::score).reversed());
    return scored.subList(0, TOP_K);
  }

  private static double similarity(List<Float> a, List<Float> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i) * b.get(i);
    }
    return sum;
  }
}
