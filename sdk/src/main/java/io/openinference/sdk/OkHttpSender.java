// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;

/** Sends with OkHttp, and lets go of OkHttp's threads and connections in the end. */
abstract class OkHttpSender extends OtlpSender {

  final OkHttpExchange exchange;

  OkHttpSender(OkHttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  void release() {
    exchange.release();
  }

  /** Implements the method of both kinds of OpenTelemetry's senders. */
  public final CompletableResultCode shutdown() {
    exchange.shutdown();
    return CompletableResultCode.ofSuccess();
  }
}
