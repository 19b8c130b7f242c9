// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of an HTTP collector. A status of 200 alone does not prove a delivery, because
 * login pages return it too.
 */
final class HttpAnswer {

  private static final String KEY_ADVICE =
      "Check PHOENIX_API_KEY or the header that carries the key.";
  private static final String PATH_ADVICE =
      "Check the host, port and path of the endpoint: it must be a collector that accepts OTLP"
          + " traces.";

  /**
   * Reads the answer.
   *
   * @param headers header values by lower-case name
   */
  static Answer of(int status, Map<String, String> headers, byte[] body) {
    if (status >= 200 && status < 300) {
      return ofSuccess(status, headers.get("content-type"), body);
    }
    String cause = "HTTP " + status;
    if (status >= 300 && status < 400) {
      return Answer.failed(
          DeliveryOutcome.REFUSED,
          cause + redirection(headers.get("location")),
          "Redirects are not followed, because prompts and keys must not reach another host. Set"
              + " the endpoint to the URL of the collector itself.");
    }
    Answer answer = Answer.failed(outcome(status), cause, advice(status));
    return answer.withRetryAfter(RetryAfter.millis(headers.get("retry-after")));
  }

  private static Answer ofSuccess(int status, @Nullable String contentType, byte[] body) {
    OtlpResponse response = OtlpResponse.read(contentType, body);
    return response != null
        ? Answer.delivered(response.rejectedSpans())
        : Answer.failed(
            DeliveryOutcome.REFUSED,
            "HTTP " + status + " with a body that is not an OTLP response" + kind(contentType),
            "A login page or another service may answer there. " + PATH_ADVICE);
  }

  /** Names the content type of a page, without parameters that the server may have added. */
  private static String kind(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/html")
        ? " (text/html)"
        : "";
  }

  /** Names only host and port, because paths and queries of login pages carry tokens. */
  private static String redirection(@Nullable String location) {
    if (location == null) {
      return "";
    }
    try {
      URI uri = URI.create(location.trim());
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getHost() == null
          ? ""
          : " (redirect to " + uri.getScheme() + "://" + uri.getHost() + port + ")";
    } catch (IllegalArgumentException notAUrl) {
      return "";
    }
  }

  static DeliveryOutcome outcome(int status) {
    return switch (status) {
      // Phoenix answers 507 while its storage is full.
      case 408, 429, 502, 503, 504, 507 -> DeliveryOutcome.BUSY;
      case 413 -> DeliveryOutcome.TOO_LARGE;
      default -> status >= 500 ? DeliveryOutcome.UNCLEAR : DeliveryOutcome.REFUSED;
    };
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 -> KEY_ADVICE;
      case 404, 405, 410, 501 -> PATH_ADVICE;
      case 407 -> "The proxy asks for credentials, which OpenInference does not send.";
      case 415 -> "The endpoint does not accept OTLP as protobuf. " + PATH_ADVICE;
      case 413 -> "Raise the maximum request size of the collector.";
      case 408, 429, 502, 503, 504 ->
          "The collector is overloaded or starting. Send fewer spans, or wait.";
      default -> "The log of the collector may tell why.";
    };
  }

  private HttpAnswer() {}
}
