// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.queryengine;

import io.openinference.instrumentation.Document;

/**
 * A paragraph of a document.
 *
 * @param score how well it fits the last question it was compared with
 */
record Passage(String source, int number, String text, double score) {

  Passage withScore(double newScore) {
    return new Passage(source, number, text, newScore);
  }

  /** How a span shows it. */
  Document toDocument() {
    return Document.of(source + "#" + number, text, score);
  }
}
