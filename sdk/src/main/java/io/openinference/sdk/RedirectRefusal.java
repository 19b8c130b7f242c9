// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;

/**
 * Stops the exporters of an older OpenTelemetry from following redirects. Those releases do not
 * support our senders, and their own senders would send prompts and keys to any host that the
 * collector names.
 */
final class RedirectRefusal {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());

  /** The path from an exporter to the field that holds its client. */
  private static final String DELEGATE = "delegate";

  private static final String CLIENT = "client";

  /**
   * Replaces the client of OTLP exporters, and warns if the client cannot be replaced.
   *
   * @return true if the client is one of OkHttp
   */
  static boolean apply(SpanExporter exporter) {
    String type = exporter.getClass().getSimpleName();
    try {
      return switch (type) {
        case "OtlpHttpSpanExporter" -> exchangeClient(exporter, "httpSender");
        case "OtlpGrpcSpanExporter" -> exchangeClient(exporter, "grpcSender");
        default -> {
          LOGGER.log(Level.FINE, "{0} is not an exporter for OTLP", type);
          yield false;
        }
      };
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherRelease) {
      LOGGER.log(
          Level.FINE,
          "This release of OpenTelemetry stores its client in another field",
          otherRelease);
      LOGGER.warning(
          "This release of OpenTelemetry follows redirects of the collector. Prompts and"
              + " keys may reach another host. Use a newer release of OpenTelemetry.");
      return false;
    }
  }

  private static boolean exchangeClient(SpanExporter exporter, String senderField)
      throws ReflectiveOperationException {
    Object delegate = field(exporter, DELEGATE).get(exporter);
    Object sender = field(delegate, senderField).get(delegate);
    if (sender.getClass().getSimpleName().startsWith("Jdk")) {
      return false; // The JDK's client follows no redirects by default.
    }
    Field client = field(sender, CLIENT);
    OkHttpClient following = (OkHttpClient) client.get(sender);
    client.set(
        sender, following.newBuilder().followRedirects(false).followSslRedirects(false).build());
    return true;
  }

  private static Field field(Object owner, String name) throws NoSuchFieldException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private RedirectRefusal() {}
}
