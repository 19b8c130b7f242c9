// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.export.HttpResponse;

/** Reports a delivered request to OpenTelemetry's exporter. */
final class AcceptedHttpResponse implements HttpResponse {

  static final HttpResponse INSTANCE = new AcceptedHttpResponse();

  private static final byte[] NO_BODY = new byte[0];

  private AcceptedHttpResponse() {}

  @Override
  public int getStatusCode() {
    return 200;
  }

  @Override
  public String getStatusMessage() {
    return "";
  }

  @Override
  public byte[] getResponseBody() {
    return NO_BODY;
  }
}
