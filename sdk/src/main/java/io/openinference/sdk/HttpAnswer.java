// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an answer over HTTP. A status of 200 alone is no delivery: login pages have it too. */
final class HttpAnswer {

  private static final String KEY_ADVICE =
      "Check PHOENIX_API_KEY or the header that carries the key.";
  private static final String PATH_ADVICE =
      "Check the host, port and path of the endpoint: it must be a collector for OTLP traces.";

  /**
   * Reads the answer.
   *
   * @param headers by lower-case name
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
          "Redirects are not followed, so that prompts and keys reach no other host: set the"
              + " endpoint to the URL of the collector itself.");
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
            "HTTP " + status + " with a body that is no OTLP response" + kind(contentType),
            "A login page or another service may answer there. " + PATH_ADVICE);
  }

  /** Names the type of a page, without what the server may have added to it. */
  private static String kind(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/html")
        ? " (text/html)"
        : "";
  }

  /** Names host and port alone: paths and queries of login pages carry tokens. */
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
      // 507 is Phoenix's answer while its storage is full.
      case 408, 429, 502, 503, 504, 507 -> DeliveryOutcome.BUSY;
      case 413 -> DeliveryOutcome.TOO_LARGE;
      default -> status >= 500 ? DeliveryOutcome.UNCLEAR : DeliveryOutcome.REFUSED;
    };
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 -> KEY_ADVICE;
      case 404, 405, 410, 501 -> PATH_ADVICE;
      case 407 -> "The proxy asks for credentials, which are not sent.";
      case 415 -> "The endpoint does not take OTLP as protobuf. " + PATH_ADVICE;
      case 413 -> "Raise the size of requests that the collector takes.";
      case 408, 429, 502, 503, 504 -> "The collector is overloaded or starts: send less, or wait.";
      default -> "The log of the collector may tell why.";
    };
  }

  private HttpAnswer() {}
}
