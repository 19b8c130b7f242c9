// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import org.jspecify.annotations.Nullable;

/**
 * The transport of OTLP requests, with the names of the OpenTelemetry setting {@code
 * OTEL_EXPORTER_OTLP_PROTOCOL}.
 *
 * @since 0.1.0
 */
public enum OtlpProtocol {
  /** Protobuf in the body of an HTTP POST to {@code /v1/traces}. */
  HTTP_PROTOBUF("http/protobuf"),
  /** Protobuf over gRPC. */
  GRPC("grpc");

  private final String value;

  OtlpProtocol(String value) {
    this.value = value;
  }

  /** Returns the name that settings use, such as {@code http/protobuf}. */
  public String value() {
    return value;
  }

  static @Nullable OtlpProtocol find(String value) {
    for (OtlpProtocol protocol : values()) {
      if (protocol.value.equals(value)) {
        return protocol;
      }
    }
    return null;
  }
}
