// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the TLS versions that a sender may use. OpenTelemetry before 1.66 has no such setting. */
final class EnabledProtocols {

  static @Nullable List<String> of(HttpSenderConfig config) {
    try {
      return config.getEnabledProtocols();
    } catch (NoSuchMethodError olderOpenTelemetry) {
      return null;
    }
  }

  static @Nullable List<String> of(GrpcSenderConfig config) {
    try {
      return config.getEnabledProtocols();
    } catch (NoSuchMethodError olderOpenTelemetry) {
      return null;
    }
  }

  private EnabledProtocols() {}
}
