// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Wraps an exporter and reports the collector's real answer. */
final class AnsweringExporter implements SpanExporter {

  private final SpanExporter delegate;
  private final OtlpSender sender;

  AnsweringExporter(SpanExporter delegate, OtlpSender sender) {
    this.delegate = delegate;
    this.sender = sender;
  }

  OtlpSender sender() {
    return sender;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = delegate.export(spans);
    Answer answer = sender.takeAnswer();
    if (answer == null || (result.isSuccess() && answer.rejectedSpans() == 0)) {
      return result;
    }
    return CompletableResultCode.ofExceptionalFailure(new DeliveryFailure(answer));
  }

  @Override
  public CompletableResultCode flush() {
    return delegate.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return delegate.shutdown();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
