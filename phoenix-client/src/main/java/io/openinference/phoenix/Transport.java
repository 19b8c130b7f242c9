// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Sends requests, and repeats those whose repetition does no harm. */
final class Transport {

  private final String base;
  private final Map<String, String> headers;
  private final String defaultProject;
  private final HttpClient http;
  private final Duration timeout;
  private final RetrySchedule schedule;
  private final Json json = new Json();
  private final ServerVersion version = new ServerVersion(this);

  /** A server that answered once is waited for. A wrong address is reported soon. */
  private volatile boolean hasAnswered;

  Transport(
      String base,
      Map<String, String> headers,
      String defaultProject,
      HttpClient http,
      Duration timeout,
      Duration patience) {
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.defaultProject = defaultProject;
    this.http = http;
    this.timeout = timeout;
    this.schedule = new RetrySchedule(patience);
  }

  String base() {
    return base;
  }

  Map<String, String> headers() {
    return headers;
  }

  String defaultProject() {
    return defaultProject;
  }

  Json json() {
    return json;
  }

  /** Throws if the server is too old for a feature. */
  void require(ServerFeature feature) {
    version.require(feature);
  }

  ServerVersion version() {
    return version;
  }

  /** Sends a request with a JSON body. */
  ApiAnswer send(ApiRequest request, @Nullable Object body) {
    return send(request.body("application/json", json.write(body)));
  }

  /** Sends a request and returns its answer, which is a success. */
  ApiAnswer send(ApiRequest request) {
    return send(request, request.uri(base), request.route(base));
  }

  /** Sends a request to a route outside of {@code /v1}. */
  ApiAnswer sendOutside(String path) {
    ApiRequest request = ApiRequest.get("").accept("text/plain");
    return send(request, URI.create(base + path), "GET " + base + path);
  }

  /** Returns the JSON object of an answer. */
  Map<String, @Nullable Object> object(ApiAnswer answer) {
    try {
      return Json.map(json.read(answer.body()));
    } catch (IOException e) {
      throw new PhoenixException(
          answer.route(),
          answer.status(),
          AnswerCheck.shorten(answer.text()),
          "The answer is no JSON");
    }
  }

  /** Returns the object in the field {@code data} of an answer. */
  Map<String, @Nullable Object> data(ApiAnswer answer) {
    Object data = object(answer).get("data");
    if (data instanceof Map<?, ?> map) {
      return Json.immutableMap(map);
    }
    throw foreign(answer);
  }

  /** Returns the objects in the field {@code data} of an answer, which may be one of a page. */
  List<Map<String, @Nullable Object>> list(ApiAnswer answer) {
    return list(answer, object(answer));
  }

  List<Map<String, @Nullable Object>> list(ApiAnswer answer, Map<String, @Nullable Object> body) {
    if (body.get("data") instanceof List<?> list) {
      return Json.maps(list);
    }
    throw foreign(answer);
  }

  /** Another server may answer in JSON too. An empty list would hide it. */
  private PhoenixException foreign(ApiAnswer answer) {
    return new PhoenixException(
        answer.route(),
        answer.status(),
        AnswerCheck.shorten(answer.text()),
        "The answer lacks \"data\", so that it is not one of Phoenix's API: another server may"
            + " answer at "
            + base);
  }

  private ApiAnswer send(ApiRequest request, URI uri, String route) {
    HttpRequest http = httpRequest(request, uri);
    boolean isHarmless = request.repeat() == Repeat.HARMLESS;
    boolean uncertain = false;
    RetrySchedule.Run run = schedule.start();
    while (true) {
      Exchange exchange = exchange(http, route);
      HttpResponse<byte[]> response = exchange.response;
      if (response != null && !AnswerCheck.isTemporary(response.statusCode())) {
        hasAnswered = true;
        return AnswerCheck.check(route, response, uncertain, base);
      }
      uncertain |= exchange.isUncertain();
      boolean mayRepeat = isHarmless || !exchange.isUncertain();
      if (!mayRepeat || !run.waits(response, hasAnswered)) {
        throw failure(route, exchange, uncertain, isHarmless);
      }
    }
  }

  private HttpRequest httpRequest(ApiRequest request, URI uri) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Accept", request.accept())
            .method(
                request.method(),
                request.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body()));
    headers.forEach(builder::setHeader);
    String contentType = request.contentType();
    if (contentType != null) {
      builder.setHeader("Content-Type", contentType);
    }
    return builder.build();
  }

  private Exchange exchange(HttpRequest request, String route) {
    CompletableFuture<HttpResponse<byte[]>> future =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      // The timeout of a request of the JDK ends with the headers. This one covers the body.
      return new Exchange(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS), null);
    } catch (TimeoutException e) {
      future.cancel(true);
      return new Exchange(null, new IOException("no answer within " + timeout, e));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Exchange(null, cause instanceof IOException io ? io : new IOException(cause));
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new PhoenixException(route, "The thread was interrupted", e, true);
    }
  }

  private PhoenixException failure(
      String route, Exchange exchange, boolean uncertain, boolean isHarmless) {
    HttpResponse<byte[]> response = exchange.response;
    if (response != null) {
      return AnswerCheck.refusal(route, response, uncertain, base);
    }
    IOException error = exchange.error;
    String text = "no answer: " + (error == null ? "" : describe(error));
    if (isUnconnected(error)) {
      text += ". Is a server running at " + base + "?";
    } else if (uncertain && !isHarmless) {
      text += ". The server may have carried out this call, so that it was not repeated";
    }
    return new PhoenixException(route, text, error, uncertain);
  }

  private static String describe(IOException error) {
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
  }

  /** Returns whether no request left, so that the server did nothing. */
  private static boolean isUnconnected(@Nullable IOException error) {
    return error instanceof ConnectException
        || error instanceof HttpConnectTimeoutException
        || error instanceof SSLHandshakeException;
  }

  /** The result of one sending: an answer or an error. */
  private record Exchange(@Nullable HttpResponse<byte[]> response, @Nullable IOException error) {

    /** Returns whether the server may have done the work without telling so. */
    boolean isUncertain() {
      if (response != null) {
        // A gateway gave up on a server that may go on. 503 and 429 come before any work.
        return response.statusCode() == 502 || response.statusCode() == 504;
      }
      return !isUnconnected(error);
    }
  }
}
