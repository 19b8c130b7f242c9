// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * Describes why no answer came. Messages of exceptions are not logged, because they may quote a
 * broken response.
 */
final class NoAnswer {

  static final String NO_ANSWER_ADVICE =
      "Check that the collector answers and that http or https is right, or raise"
          + " OTEL_EXPORTER_OTLP_TIMEOUT.";

  private static final int MAX_CAUSES = 10;

  /**
   * Describes a failure.
   *
   * @param host the host that the request was sent to
   * @param timeoutMillis the time limit of the request, in milliseconds
   */
  static Answer of(Throwable failure, String host, long timeoutMillis) {
    if (has(failure, UnknownHostException.class)
        || has(failure, UnresolvedAddressException.class)) {
      return Answer.failed(
          DeliveryOutcome.UNREACHABLE,
          ("UnknownHostException " + host).trim(),
          "Check the host of the endpoint (PHOENIX_COLLECTOR_ENDPOINT).");
    }
    if (has(failure, SSLException.class)) {
      return Answer.failed(
          DeliveryOutcome.UNREACHABLE,
          failure.getClass().getSimpleName(),
          "Check that the endpoint speaks HTTPS and that its certificate is trusted"
              + " (OTEL_EXPORTER_OTLP_CERTIFICATE).");
    }
    if (has(failure, ConnectException.class)
        || has(failure, NoRouteToHostException.class)
        || hasNamed(failure, "java.net.http.HttpConnectTimeoutException")) {
      return Answer.failed(
          DeliveryOutcome.UNREACHABLE,
          "ConnectException (no connection)",
          "Check that the collector runs, and check the host and port of the endpoint"
              + " (PHOENIX_COLLECTOR_ENDPOINT).");
    }
    if (hasNamed(failure, "java.net.http.HttpTimeoutException")
        || has(failure, TimeoutException.class)
        || has(failure, InterruptedIOException.class)) {
      return Answer.failed(
          DeliveryOutcome.UNANSWERED,
          "no answer" + (timeoutMillis > 0 ? " within " + timeoutMillis + " ms" : ""),
          NO_ANSWER_ADVICE);
    }
    return Answer.failed(
        DeliveryOutcome.BROKEN,
        failure.getClass().getSimpleName() + " (the connection broke)",
        "Check that the protocol and port of the endpoint match.");
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return has(failure, type::isInstance);
  }

  /** Compares class names, because a Java runtime may lack the module java.net.http. */
  private static boolean hasNamed(Throwable failure, String type) {
    return has(failure, cause -> cause.getClass().getName().equals(type));
  }

  private static boolean has(Throwable failure, Predicate<Throwable> isWanted) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (isWanted.test(current)) {
        return true;
      }
      current = current.getCause();
    }
    return false;
  }

  private NoAnswer() {}
}
