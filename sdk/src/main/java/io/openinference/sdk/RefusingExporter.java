// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Refuses all spans, so that they are counted as lost and a line says why. */
final class RefusingExporter implements SpanExporter {

  private final Answer answer;

  RefusingExporter(Answer answer) {
    this.answer = answer;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return CompletableResultCode.ofExceptionalFailure(new DeliveryFailure(answer));
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
