// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where spans go and how.
 *
 * @param endpoint the URL of requests
 * @param headers values by lower-case name
 */
record Destination(
    URI endpoint, OtlpProtocol protocol, String compression, Map<String, String> headers) {

  /** Returns the settings that lead OpenTelemetry's exporter there. */
  Map<String, String> properties() {
    return Map.of(
        "otel.exporter.otlp.traces.endpoint", endpoint.toString(),
        "otel.exporter.otlp.traces.protocol", protocol.value(),
        "otel.exporter.otlp.traces.compression", compression,
        "otel.exporter.otlp.traces.headers", Headers.encode(headers));
  }

  /** A key that travels in the clear can be read by whoever carries it. */
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
              + ": use an https endpoint, or leave the key out.");
    }
  }

  /** Describes the destination to people; header values are hidden. */
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

  /** Hides the header values, which the generated method would show. */
  @Override
  public String toString() {
    return protocol.value() + " to " + endpoint + " with headers " + headers.keySet();
  }
}
