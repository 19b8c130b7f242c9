// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The endpoint that spans go to, and the protocol and headers of its requests.
 *
 * @param endpoint the URL of requests
 * @param headers header values by lower-case name
 */
record Destination(
    URI endpoint, OtlpProtocol protocol, String compression, Map<String, String> headers) {

  /** Returns the settings that point OpenTelemetry's exporter to this destination. */
  Map<String, String> properties() {
    return Map.of(
        "otel.exporter.otlp.traces.endpoint", endpoint.toString(),
        "otel.exporter.otlp.traces.protocol", protocol.value(),
        "otel.exporter.otlp.traces.compression", compression,
        "otel.exporter.otlp.traces.headers", Headers.encode(headers));
  }

  /** Warns if a key travels unencrypted, because others on the network can read it. */
  void warnOfKeyOverPlainHttp() {
    String keys =
        headers.keySet().stream().filter(Headers::isCredential).collect(Collectors.joining(", "));
    if (endpoint.getScheme().equals("http")
        && !keys.isEmpty()
        && !OtlpEndpoint.isLoopback(endpoint)) {
      EnvironmentSettings.warn(
          "OpenInference sends the header "
              + keys
              + " unencrypted to "
              + endpoint
              + ". Use an https endpoint, or remove the key.");
    }
  }

  /** Describes the destination for log lines, without header values. */
  String describe(String project) {
    return "OpenInference: spans go to"
        + "\n  project:   "
        + project
        + "\n  endpoint:  "
        + endpoint
        + "\n  transport: "
        + protocol.value()
        + (compression.equals("none") ? "" : ", " + compression)
        + "\n  headers:   "
        + describeHeaders();
  }

  private String describeHeaders() {
    return headers.isEmpty()
        ? "none"
        : headers.keySet().stream().map(name -> name + "=****").collect(Collectors.joining(", "));
  }

  /** Hides the header values that the generated method would show. */
  @Override
  public String toString() {
    return protocol.value() + " to " + endpoint + " with headers " + headers.keySet();
  }
}
