// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.door.SpanInterceptor;
import io.openinference.instrumentation.spi.TelemetryGuard;

/**
 * Makes one span per call of a wrapped object.
 *
 * @param <S> the type of the spans
 */
abstract class PartInterceptor<S extends OpenInferenceSpan<S>> extends SpanInterceptor<Tracing, S> {

  @Override
  protected TelemetryGuard guard() {
    return Tracing.GUARD;
  }
}
