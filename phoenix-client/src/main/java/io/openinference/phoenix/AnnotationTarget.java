// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

/**
 * The kind of thing that an annotation is about.
 *
 * @since 0.1.0
 */
public enum AnnotationTarget {
  /** A span. */
  SPAN("span"),

  /** A trace. */
  TRACE("trace"),

  /** A session. */
  SESSION("session"),

  /** A document that a retriever span found. */
  DOCUMENT("document");

  private final String word;

  AnnotationTarget(String word) {
    this.word = word;
  }

  /** Returns the last part of the route. */
  String route() {
    return word + "_annotations";
  }

  /** Returns the field with the id of the target. A document is found by its span. */
  String idField() {
    return this == DOCUMENT ? "span_id" : word + "_id";
  }

  static AnnotationTarget of(java.util.Map<String, ?> json) {
    if (json.containsKey("document_position")) {
      return DOCUMENT;
    }
    return json.containsKey("span_id") ? SPAN : json.containsKey("trace_id") ? TRACE : SESSION;
  }
}
