// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import static java.util.Comparator.comparingDouble;

import com.openai.client.OpenAIClient;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.openinference.instrumentation.OpenInferenceTracer;
import java.util.ArrayList;
import java.util.List;

/** Finds articles whose embeddings are near that of a question. */
final class ArticleIndex {

  private static final String MODEL = "text-embedding-3-small";
  private static final int TOP_K = 3;

  private final OpenAIClient client;
  private final OpenInferenceTracer tracer;
  private final List<Article> articles;
  private final List<List<Float>> vectors;

  private ArticleIndex(
      OpenAIClient client,
      OpenInferenceTracer tracer,
      List<Article> articles,
      List<List<Float>> vectors) {
    this.client = client;
    this.tracer = tracer;
    this.articles = articles;
    this.vectors = vectors;
  }

  static ArticleIndex of(List<Article> articles, OpenAIClient client, OpenInferenceTracer tracer) {
    List<String> texts = articles.stream().map(Article::text).toList();
    return new ArticleIndex(client, tracer, articles, embed(client, texts));
  }

  /** Returns the best articles, best first. */
  List<Article> search(String question) {
    return tracer
        .retriever("search_articles")
        .call(
            span -> {
              span.input(question);
              List<Article> found = nearest(embed(client, List.of(question)).get(0));
              span.documents(found.stream().map(Article::toDocument).toList());
              return found;
            });
  }

  private static List<List<Float>> embed(OpenAIClient client, List<String> texts) {
    EmbeddingCreateParams params =
        EmbeddingCreateParams.builder().model(MODEL).inputOfArrayOfStrings(texts).build();
    return client.embeddings().create(params).data().stream().map(Embedding::embedding).toList();
  }

  private List<Article> nearest(List<Float> questionVector) {
    List<Article> scored = new ArrayList<>();
    for (int i = 0; i < articles.size(); i++) {
      scored.add(articles.get(i).withScore(similarity(questionVector, vectors.get(i))));
    }
    scored.sort(comparingDouble(Article::score).reversed());
    return scored.subList(0, TOP_K);
  }

  /** The cosine of the angle between them, as OpenAI's embeddings have length 1. */
  private static double similarity(List<Float> a, List<Float> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i) * b.get(i);
    }
    return sum;
  }
}
