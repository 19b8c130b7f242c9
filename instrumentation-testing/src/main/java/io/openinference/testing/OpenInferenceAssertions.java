// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.opentelemetry.sdk.trace.data.SpanData;
import org.assertj.core.api.Assertions;

/**
 * Entry point of the assertions for spans and traces. It extends AssertJ's own entry point, so one
 * static import is enough.
 *
 * @since 0.1.0
 */
public final class OpenInferenceAssertions extends Assertions {

  /** Returns assertions for a span. */
  public static SpanAssert assertThat(SpanData actual) {
    return new SpanAssert(actual);
  }

  /** Returns assertions for a trace. */
  public static TraceAssert assertThat(Trace actual) {
    return new TraceAssert(actual);
  }

  private OpenInferenceAssertions() {}
}
