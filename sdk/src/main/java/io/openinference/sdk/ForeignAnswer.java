// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.internal.FailedExportException.GrpcExportException;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.util.Map;

/**
 * Reads the answer from an exporter that does not use one of our senders. Does not link with every
 * version of OpenTelemetry.
 */
final class ForeignAnswer {

  static Answer of(FailedExportException failure) {
    if (failure instanceof HttpExportException http && http.getResponse() != null) {
      return of(http.getResponse());
    }
    if (failure instanceof GrpcExportException grpc && grpc.getResponse() != null) {
      return of(grpc.getResponse());
    }
    Throwable cause = failure.getCause();
    return NoAnswer.of(cause == null ? failure : cause, "", 0);
  }

  private static Answer of(HttpResponse response) {
    return HttpAnswer.of(response.getStatusCode(), Map.of(), response.getResponseBody());
  }

  private static Answer of(GrpcResponse response) {
    return GrpcAnswer.of(
        response.getStatusCode().getValue(),
        response.getStatusDescription(),
        response.getResponseMessage());
  }

  private ForeignAnswer() {}
}
