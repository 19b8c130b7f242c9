// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link PhoenixClient}.
 *
 * @since 0.1.0
 */
public final class PhoenixClientBuilder {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(90);

  private final Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable ServerAddress baseUrl;
  private @Nullable String apiKey;
  private @Nullable HttpClient httpClient;
  private Duration timeout = DEFAULT_TIMEOUT;
  private Duration patience = DEFAULT_PATIENCE;
  private PhoenixEnvironment environment = PhoenixEnvironment.ofProcess();

  PhoenixClientBuilder() {}

  /**
   * Sets the address of Phoenix, with its path if it runs below one, such as {@code
   * https://example.com/phoenix}. A user and a password in the address go into the header {@code
   * Authorization}, unless there is an API key. The default is the first of {@code
   * PHOENIX_ENDPOINT}, {@code PHOENIX_COLLECTOR_ENDPOINT}, {@code OTEL_EXPORTER_OTLP_ENDPOINT},
   * {@code PHOENIX_BASE_URL} and {@code PHOENIX_HOST}, and else {@code http://localhost:6006}.
   */
  public PhoenixClientBuilder baseUrl(String baseUrl) {
    this.baseUrl = ServerAddress.of(requireNonNull(baseUrl, "baseUrl"));
    return this;
  }

  /** Sets the API key, which goes into the header {@code Authorization}. */
  public PhoenixClientBuilder apiKey(String apiKey) {
    this.apiKey = requireNonNull(apiKey, "apiKey");
    return this;
  }

  /** Adds a header to each request. It wins over the environment. */
  public PhoenixClientBuilder header(String name, String value) {
    headers.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return this;
  }

  /**
   * Sets the time for one request, from the connection to the end of the answer; the default is 60
   * seconds.
   */
  public PhoenixClientBuilder timeout(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must be positive");
    }
    this.timeout = timeout;
    return this;
  }

  /**
   * Sets for how long a call repeats its request while the server is busy or away; the default is
   * 90 seconds. Zero repeats nothing. If the server has never answered, the call repeats for a
   * second only.
   */
  public PhoenixClientBuilder patience(Duration patience) {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative");
    }
    this.patience = patience;
    return this;
  }

  /**
   * Sets the HTTP client, such as one with a proxy or own certificates. It must not follow
   * redirects.
   */
  public PhoenixClientBuilder httpClient(HttpClient httpClient) {
    if (httpClient.followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException(
          "The HTTP client must not follow redirects, because they would carry the API key to"
              + " another server");
    }
    this.httpClient = httpClient;
    return this;
  }

  PhoenixClientBuilder environment(PhoenixEnvironment environment) {
    this.environment = environment;
    return this;
  }

  /**
   * Returns the client. It sends nothing yet.
   *
   * @throws IllegalArgumentException if HTTP does not allow the URL or a header
   */
  public PhoenixClient build() {
    ServerAddress address =
        baseUrl == null ? ServerAddress.of(environment.baseUrl(apiKey != null)) : baseUrl;
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (address.authorization() != null) {
      all.put("Authorization", address.authorization());
    }
    all.putAll(environment.headers());
    if (apiKey != null) {
      all.put("Authorization", "Bearer " + apiKey);
    }
    all.putAll(headers);
    checkHeaders(all);
    HttpClient http = httpClient;
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .followRedirects(Redirect.NEVER)
              // HTTP/2 would begin with an upgrade that servers like Phoenix's ignore.
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(timeout)
              .build();
    }
    return new PhoenixClient(
        new Transport(address.url(), all, environment.project(), http, timeout, patience));
  }

  /** The JDK checks headers too, but its message shows the value, which may be a key. */
  private static void checkHeaders(Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    headers.forEach(
        (name, value) -> {
          try {
            request.setHeader(name, value);
          } catch (IllegalArgumentException messageWithValue) {
            throw new IllegalArgumentException(
                "The header " + name + " has a name or a value that HTTP does not allow");
          }
        });
  }
}
