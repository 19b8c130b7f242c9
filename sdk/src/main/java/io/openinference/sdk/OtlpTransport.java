// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Installs our senders in OpenTelemetry's exporters, if the version supports senders. */
final class OtlpTransport {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());

  private final @Nullable OtlpSenders senders;
  private @Nullable OtlpSender sender;
  private int exporters;

  OtlpTransport(Supplier<@Nullable URI> tracesEndpoint) {
    this.senders = create(tracesEndpoint);
  }

  private static @Nullable OtlpSenders create(Supplier<@Nullable URI> tracesEndpoint) {
    try {
      return new OtlpSenders(tracesEndpoint);
    } catch (LinkageError olderVersion) {
      LOGGER.log(
          Level.FINE, "This release of OpenTelemetry does not support senders", olderVersion);
      return null;
    }
  }

  void addTo(AutoConfiguredOpenTelemetrySdkBuilder builder) {
    if (senders == null) {
      builder.setServiceClassLoader(services());
    } else {
      senders.addTo(builder);
    }
  }

  /**
   * Returns the class loader of OpenTelemetry's services. The class loader of OpenTelemetry would
   * find none of our services, or a copy of their classes, if an application loads this jar itself
   * and the one of OpenTelemetry is shared.
   */
  static @Nullable ClassLoader services() {
    return OtlpTransport.class.getClassLoader();
  }

  SpanExporter answering(SpanExporter exporter) {
    exporters++;
    if (senders == null) {
      return RedirectRefusal.apply(exporter) ? OkHttpJars.checked(exporter) : exporter;
    }
    SpanExporter answering = senders.answering(exporter);
    if (answering instanceof AnsweringExporter ours) {
      sender = ours.sender();
      return sender instanceof OkHttpSender ? OkHttpJars.checked(answering) : answering;
    }
    return answering;
  }

  /** Tells whether spans go to the configured endpoint and nowhere else. */
  boolean isOnlyWay() {
    return exporters == 1 && (senders == null || sender != null);
  }

  /** Returns the sender if all spans go through it. */
  @Nullable OtlpSender sender() {
    return exporters == 1 ? sender : null;
  }
}
