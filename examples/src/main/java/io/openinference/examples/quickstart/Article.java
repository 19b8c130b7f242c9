// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import io.openinference.instrumentation.Document;

/**
 * An article of the help centre.
 *
 * @param score how well it fits the last question it was compared with, 0 to 1
 */
record Article(String id, String text, double score) {

  Article(String id, String text) {
    this(id, text, 0);
  }

  Article withScore(double newScore) {
    return new Article(id, text, newScore);
  }

  /** How a span shows it. */
  Document toDocument() {
    return Document.of(id, text, score);
  }
}
