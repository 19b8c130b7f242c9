// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.call.CallRecorder;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A call whose span has started.
 *
 * @param context the context to send the request in
 * @param recorder null for a span that is not recording, which need not be ended
 */
record StartedCall(Context context, @Nullable CallRecorder<?> recorder) {

  /** Records a failure and ends the span. */
  void fail(Throwable failure) {
    if (recorder != null) {
      recorder.fail(failure);
    }
  }
}
