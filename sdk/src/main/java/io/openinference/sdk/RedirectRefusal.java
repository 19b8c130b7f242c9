// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;

/**
 * Keeps the exporters of an older OpenTelemetry from following redirects. Those releases take no
 * senders of ours, and their own ones would send prompts and keys to any host that the collector
 * names.
 */
final class RedirectRefusal {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());

  /** The way from an exporter to the field that holds its client. */
  private static final String DELEGATE = "delegate";

  private static final String CLIENT = "client";

  /** Exchanges the client of OTLP's exporters, and warns where it cannot. */
  static void apply(SpanExporter exporter) {
    String type = exporter.getClass().getSimpleName();
    try {
      switch (type) {
        case "OtlpHttpSpanExporter" -> exchangeClient(exporter, "httpSender");
        case "OtlpGrpcSpanExporter" -> exchangeClient(exporter, "grpcSender");
        default -> LOGGER.log(Level.FINE, "{0} is no exporter of OTLP", type);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherRelease) {
      LOGGER.log(Level.FINE, "This OpenTelemetry keeps its client elsewhere", otherRelease);
      LOGGER.warning(
          "This release of OpenTelemetry follows redirects of the collector, so that prompts and"
              + " keys may reach another host. Use a newer release of OpenTelemetry.");
    }
  }

  private static void exchangeClient(SpanExporter exporter, String senderField)
      throws ReflectiveOperationException {
    Object delegate = field(exporter, DELEGATE).get(exporter);
    Object sender = field(delegate, senderField).get(delegate);
    if (sender.getClass().getSimpleName().startsWith("Jdk")) {
      return; // The JDK's client follows no redirect unless it is told to.
    }
    Field client = field(sender, CLIENT);
    OkHttpClient following = (OkHttpClient) client.get(sender);
    client.set(
        sender, following.newBuilder().followRedirects(false).followSslRedirects(false).build());
  }

  private static Field field(Object owner, String name) throws NoSuchFieldException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private RedirectRefusal() {}
}
