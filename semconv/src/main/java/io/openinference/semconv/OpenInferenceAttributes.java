// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes that identify the kind of a span and the project of its trace.
 *
 * @since 0.1.0
 */
public final class OpenInferenceAttributes {

  /**
   * Project that a trace belongs to. Phoenix reads this attribute from the resource and not from
   * the span.
   */
  public static final AttributeKey<String> OPENINFERENCE_PROJECT_NAME =
      stringKey("openinference.project.name");

  /**
   * Kind of operation: a value of {@link OpenInferenceSpanKind}. Every OpenInference span has it.
   */
  public static final AttributeKey<String> OPENINFERENCE_SPAN_KIND =
      stringKey("openinference.span.kind");

  private OpenInferenceAttributes() {}
}
