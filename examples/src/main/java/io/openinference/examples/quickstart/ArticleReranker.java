// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import static java.util.Comparator.comparingDouble;

import io.openinference.instrumentation.OpenInferenceTracer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keeps the articles that share most words with the question; a real one would ask a model. */
final class ArticleReranker {

  private static final int TOP_K = 2;

  private final OpenInferenceTracer tracer;

  ArticleReranker(OpenInferenceTracer tracer) {
    this.tracer = tracer;
  }

  List<Article> rerank(String question, List<Article> articles) {
    return tracer
        .reranker("rerank_articles")
        .call(
            span -> {
              span.query(question).modelName("shared-words").topK(TOP_K);
              span.inputDocuments(articles.stream().map(Article::toDocument).toList());
              List<Article> best = best(question, articles);
              span.outputDocuments(best.stream().map(Article::toDocument).toList());
              return best;
            });
  }

  private static List<Article> best(String question, List<Article> articles) {
    return articles.stream()
        .map(article -> article.withScore(sharedWords(question, article.text())))
        .sorted(comparingDouble(Article::score).reversed())
        .limit(TOP_K)
        .toList();
  }

  /** The share of the question's words that the text has too. */
  private static double sharedWords(String question, String text) {
    Set<String> words = words(question);
    Set<String> shared = new HashSet<>(words);
    shared.retainAll(words(text));
    return (double) shared.size() / words.size();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\W+")));
  }
}
