// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts what a retriever found.
 *
 * @param retrieved the number of different documents that were retrieved
 * @param relevant the number of different documents that are relevant
 * @param found the number of documents that are both
 */
record RetrievalCounts(int retrieved, int relevant, int found) {

  /** Compares ids as text, because one side may hold numbers and the other side texts. */
  static RetrievalCounts of(Collection<?> retrieved, Collection<?> relevant) {
    Set<String> got = texts(retrieved);
    Set<String> wanted = texts(relevant);
    Set<String> both = new HashSet<>(got);
    both.retainAll(wanted);
    return new RetrievalCounts(got.size(), wanted.size(), both.size());
  }

  private static Set<String> texts(Collection<?> ids) {
    Set<String> texts = new HashSet<>();
    for (Object id : ids) {
      texts.add(String.valueOf(id));
    }
    return texts;
  }

  EvaluationResult precision() {
    return result(ratio(found, retrieved), found + " of " + retrieved + " retrieved are relevant");
  }

  EvaluationResult recall() {
    return result(ratio(found, relevant), found + " of " + relevant + " relevant are retrieved");
  }

  EvaluationResult fScore(double beta) {
    double precision = ratio(found, retrieved);
    double recall = ratio(found, relevant);
    double weight = beta * beta;
    double sum = weight * precision + recall;
    return result(
        sum == 0 ? 0 : (1 + weight) * precision * recall / sum,
        "precision " + precision + ", recall " + recall);
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static EvaluationResult result(double score, String explanation) {
    return EvaluationResult.builder().score(score).explanation(explanation).build();
  }
}
