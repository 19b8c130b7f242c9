// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Supplies our senders to OpenTelemetry's trace exporters, which look them up as a service.
 * Exporters of metrics and logs get OpenTelemetry's own senders. Does not link with every version
 * of OpenTelemetry.
 */
final class OtlpSenders implements ComponentLoader {

  private static final boolean HAS_JDK_CLIENT = hasJdkClient();

  private final ComponentLoader services = ComponentLoader.forClassLoader(OtlpTransport.services());
  private final Supplier<@Nullable URI> tracesEndpoint;
  private @Nullable OtlpSender newest;

  /**
   * Creates a loader.
   *
   * @param tracesEndpoint supplies the URL that spans go to, which is known once the settings have
   *     been read
   */
  OtlpSenders(Supplier<@Nullable URI> tracesEndpoint) {
    this.tracesEndpoint = tracesEndpoint;
  }

  void addTo(AutoConfiguredOpenTelemetrySdkBuilder builder) {
    builder.setComponentLoader(this);
  }

  /** Wraps an exporter that uses one of our senders, and returns other exporters unchanged. */
  SpanExporter answering(SpanExporter exporter) {
    OtlpSender sender = newest;
    newest = null;
    return sender == null ? exporter : new AnsweringExporter(exporter, sender);
  }

  @Override
  public <T> Iterable<T> load(Class<T> service) {
    if (service == HttpSenderProvider.class) {
      HttpSenderProvider provider = this::httpSender;
      return List.of(service.cast(provider));
    }
    if (service == GrpcSenderProvider.class) {
      GrpcSenderProvider provider = this::grpcSender;
      return List.of(service.cast(provider));
    }
    return services.load(service);
  }

  private HttpSender httpSender(HttpSenderConfig config) {
    if (!config.getEndpoint().equals(tracesEndpoint.get())) {
      return first(HttpSenderProvider.class).createSender(config);
    }
    if (config.getEndpoint().getHost() == null || !HAS_JDK_CLIENT) {
      OtlpOkHttpSender sender = new OtlpOkHttpSender(config);
      newest = sender;
      return sender;
    }
    OtlpHttpSender sender = new OtlpHttpSender(config);
    newest = sender;
    return sender;
  }

  /** A custom Java runtime may lack the module java.net.http. */
  private static boolean hasJdkClient() {
    try {
      Class.forName("java.net.http.HttpClient", false, OtlpSenders.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private GrpcSender grpcSender(GrpcSenderConfig config) {
    if (!config.getFullMethodName().contains(".trace.")) {
      return first(GrpcSenderProvider.class).createSender(config);
    }
    OtlpGrpcSender sender = new OtlpGrpcSender(config);
    newest = sender;
    return sender;
  }

  private <T> T first(Class<T> service) {
    Iterator<T> found = services.load(service).iterator();
    if (!found.hasNext()) {
      throw new IllegalStateException(
          "No provider found for OpenTelemetry's service " + service.getSimpleName());
    }
    return found.next();
  }
}
