// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides where spans go. Settings in code come first, then Phoenix's settings, then
 * OpenTelemetry's settings, then Phoenix's defaults. Another backend has its defaults in place of
 * Phoenix's settings.
 */
final class DestinationResolver {

  static final String PHOENIX_ENDPOINT = "phoenix.collector.endpoint";

  static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String TRACES_HEADERS = "otel.exporter.otlp.traces.headers";
  private static final String HEADERS = "otel.exporter.otlp.headers";
  private static final int DEFAULT_GRPC_PORT = 4317;

  private final CodeSettings code;
  private final EnvironmentSettings environment;
  private final @Nullable BackendResolver backend;

  DestinationResolver(CodeSettings code, EnvironmentSettings environment) {
    this.code = code;
    this.environment = environment;
    this.backend = BackendResolver.find(code, environment);
  }

  Destination resolve() {
    Target target = target();
    return new Destination(target.endpoint, target.protocol, compression(), headers());
  }

  /** Returns the URL that requests go to. */
  URI endpoint() {
    return target().endpoint;
  }

  private Target target() {
    Integer configuredPort = environment.get("phoenix.grpc.port", SettingTypes.PORT);
    int grpcPort = configuredPort == null ? DEFAULT_GRPC_PORT : configuredPort;
    Found found = findEndpoint();
    OtlpProtocol protocol = protocol(found, grpcPort);
    return new Target(
        protocol == OtlpProtocol.GRPC ? found.grpc(grpcPort) : found.http(), protocol);
  }

  private Found findEndpoint() {
    if (backend != null) {
      return new Found(backend.endpoint(), false, true);
    }
    if (code.endpoint() != null) {
      return new Found(code.endpoint(), false, false);
    }
    URI phoenix = environment.get(PHOENIX_ENDPOINT, SettingTypes.ENDPOINT);
    if (phoenix != null) {
      return new Found(phoenix, true, false);
    }
    URI traces = environment.get(TRACES_ENDPOINT, SettingTypes.ENDPOINT);
    if (traces != null) {
      return new Found(traces, false, true);
    }
    URI general = environment.get(ENDPOINT, SettingTypes.ENDPOINT);
    return general != null
        ? new Found(general, false, false)
        : new Found(URI.create("http://localhost:6006"), true, false);
  }

  private OtlpProtocol protocol(Found found, int grpcPort) {
    if (code.protocol() != null) {
      return code.protocol();
    }
    OtlpProtocol set = environment.first(SettingTypes.PROTOCOL, TRACES_PROTOCOL, PROTOCOL);
    if (set == OtlpProtocol.GRPC && !found.canBeGrpc()) {
      environment.complain(
          "The protocol is set to grpc but the endpoint "
              + found.uri
              + " has a path, which gRPC does not allow. OpenInference uses http/protobuf"
              + " instead.");
      return OtlpProtocol.HTTP_PROTOBUF;
    }
    return set != null ? set : found.likelyProtocol(grpcPort);
  }

  private String compression() {
    if (code.compression() != null) {
      return code.compression();
    }
    String set =
        environment.first(
            SettingTypes.COMPRESSION,
            "otel.exporter.otlp.traces.compression",
            "otel.exporter.otlp.compression");
    return set == null ? "gzip" : set;
  }

  private Map<String, String> headers() {
    Map<String, String> general = Headers.parse(environment, HEADERS);
    Map<String, String> traces = Headers.parse(environment, TRACES_HEADERS);
    Map<String, String> headers = new LinkedHashMap<>();
    if (backend != null) {
      if (backend.hasHeaders()) {
        headers.putAll(backend.headers());
        // OpenTelemetry would add them, and they may hold keys of another service.
        environment.correct(HEADERS, "");
        headers.putAll(traces);
      } else {
        headers.putAll(traces.isEmpty() ? general : traces);
      }
      headers.putAll(code.headers());
      return headers;
    }
    headers.putAll(traces.isEmpty() ? general : traces);
    headers.putAll(Headers.parse(environment, "phoenix.client.headers"));
    String apiKey = apiKey();
    if (apiKey != null) {
      headers.put(Headers.AUTHORIZATION, "Bearer " + apiKey);
    }
    headers.putAll(code.headers());
    return headers;
  }

  private @Nullable String apiKey() {
    String apiKey = environment.text("phoenix.api.key");
    if (apiKey != null && !Headers.isValue(apiKey)) {
      EnvironmentSettings.warn(
          EnvironmentSettings.name("phoenix.api.key")
              + " has a value (not shown) that must be printable ASCII; it is ignored.");
      return null;
    }
    return apiKey;
  }

  private record Target(URI endpoint, OtlpProtocol protocol) {}

  /**
   * An endpoint and the kind of setting that it comes from.
   *
   * @param isPhoenix true for Phoenix's base URL, whose port is the HTTP port
   * @param isForTraces true if the URL is already the URL of trace requests, unless it has no path
   */
  private record Found(URI uri, boolean isPhoenix, boolean isForTraces) {

    boolean canBeGrpc() {
      return isPhoenix || !OtlpEndpoint.hasPath(uri);
    }

    OtlpProtocol likelyProtocol(int grpcPort) {
      return OtlpEndpoint.port(uri) == grpcPort && !OtlpEndpoint.hasPath(uri)
          ? OtlpProtocol.GRPC
          : OtlpProtocol.HTTP_PROTOBUF;
    }

    URI http() {
      return isForTraces && OtlpEndpoint.hasPath(uri) ? uri : OtlpEndpoint.httpTraces(uri);
    }

    URI grpc(int port) {
      return isPhoenix ? OtlpEndpoint.withPort(uri, port) : OtlpEndpoint.grpc(uri, port);
    }
  }
}
