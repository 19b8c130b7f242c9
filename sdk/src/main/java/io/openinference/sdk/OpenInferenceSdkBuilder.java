// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OpenInferenceSdk}. What is set here wins over system properties and
 * environment variables; what is not set comes from them.
 *
 * <p>Setters throw at once on a value that is not allowed, and name it.
 *
 * @since 0.1.0
 */
public final class OpenInferenceSdkBuilder {

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<SpanProcessor> spanProcessors = new ArrayList<>();
  private @Nullable URI endpoint;
  private @Nullable OtlpProtocol protocol;
  private @Nullable String projectName;
  private @Nullable String apiKey;
  private @Nullable String compression;
  private @Nullable Duration timeout;
  private @Nullable String serviceName;
  private @Nullable Sampler sampler;
  private Attributes resourceAttributes = Attributes.empty();
  private boolean batching = true;
  private @Nullable Boolean shutdownHook;
  private @Nullable Boolean setGlobal;
  private boolean autoInstrument;
  private boolean verbose;
  private Map<String, String> environmentForTest = Map.of();

  OpenInferenceSdkBuilder() {}

  /**
   * Sets the URL of the collector, such as {@code http://localhost:6006}.
   *
   * <p>For HTTP, {@code /v1/traces} is appended unless the URL ends with it. For gRPC the URL has
   * no path, and the port is 4317 where it has none. A URL with port 4317 and no path means gRPC
   * unless a protocol is set.
   *
   * @throws IllegalArgumentException if it is no http or https URL, or has user info, a query or a
   *     fragment
   */
  public OpenInferenceSdkBuilder endpoint(String endpoint) {
    this.endpoint = SettingTypes.ENDPOINT.require("endpoint", endpoint.trim());
    return this;
  }

  /** Sets the protocol; the default is {@link OtlpProtocol#HTTP_PROTOBUF}. */
  public OpenInferenceSdkBuilder protocol(OtlpProtocol protocol) {
    this.protocol = requireNonNull(protocol, "protocol");
    return this;
  }

  /**
   * Sets the protocol by its name: {@code http/protobuf} or {@code grpc}.
   *
   * @throws IllegalArgumentException if it is another name
   */
  public OpenInferenceSdkBuilder protocol(String protocol) {
    this.protocol = SettingTypes.PROTOCOL.require("protocol", protocol);
    return this;
  }

  /**
   * Sets the project of spans that start outside a project scope; the default is {@code default}.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public OpenInferenceSdkBuilder projectName(String projectName) {
    this.projectName = SettingTypes.NAME.require("projectName", projectName);
    return this;
  }

  /**
   * Sets the key that is sent as {@code authorization: Bearer <key>}. It wins over a header of that
   * name.
   *
   * @throws IllegalArgumentException if the key is blank or not printable ASCII
   */
  public OpenInferenceSdkBuilder apiKey(String apiKey) {
    this.apiKey = Headers.requireValue("apiKey", apiKey);
    return this;
  }

  /**
   * Adds request headers (gRPC metadata). Names are sent in lower case.
   *
   * @throws IllegalArgumentException if a name or value cannot be sent
   */
  public OpenInferenceSdkBuilder headers(Map<String, String> headers) {
    this.headers.putAll(Headers.require(headers));
    return this;
  }

  /**
   * Sets the compression of requests: {@code gzip}, the default, or {@code none}.
   *
   * @throws IllegalArgumentException if there is no such compression
   */
  public OpenInferenceSdkBuilder compression(String compression) {
    this.compression = SettingTypes.COMPRESSION.require("compression", compression);
    return this;
  }

  /**
   * Sets how long one request may take; the default is 10 seconds, and zero means no limit.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public OpenInferenceSdkBuilder timeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout is " + timeout + " but must be 0 or more");
    }
    this.timeout = timeout;
    return this;
  }

  /**
   * Sets whether spans are sent in batches, the default, or each as soon as it ended. In both cases
   * the thread that ends a span does not wait.
   */
  public OpenInferenceSdkBuilder batching(boolean batching) {
    this.batching = batching;
    return this;
  }

  /**
   * Sets the resource attribute {@code service.name}.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public OpenInferenceSdkBuilder serviceName(String serviceName) {
    this.serviceName = SettingTypes.NAME.require("serviceName", serviceName);
    return this;
  }

  /**
   * Sets resource attributes in addition to those that OpenTelemetry finds itself.
   *
   * @throws IllegalArgumentException if a key is not printable ASCII or has more than 255
   *     characters
   */
  public OpenInferenceSdkBuilder resourceAttributes(Attributes resourceAttributes) {
    this.resourceAttributes = Resource.create(resourceAttributes).getAttributes();
    return this;
  }

  /** Sets the sampler in place of {@code otel.traces.sampler}. */
  public OpenInferenceSdkBuilder sampler(Sampler sampler) {
    this.sampler = requireNonNull(sampler, "sampler");
    return this;
  }

  /** Adds a span processor besides the one that exports. */
  public OpenInferenceSdkBuilder addSpanProcessor(SpanProcessor spanProcessor) {
    spanProcessors.add(requireNonNull(spanProcessor, "spanProcessor"));
    return this;
  }

  /**
   * Sets whether the built OpenTelemetry becomes the global one. By default it does after {@link
   * #register} and does not after {@link #build}. Where other code has set a global OpenTelemetry,
   * that one stays, and a warning tells so.
   */
  public OpenInferenceSdkBuilder setGlobal(boolean setGlobal) {
    this.setGlobal = setGlobal;
    return this;
  }

  /**
   * Sets whether spans are flushed when the JVM shuts down, which they are by default. Shutdown
   * hooks run in no order: an application whose own hook still makes traced calls turns this one
   * off and calls {@link OpenInferenceSdk#close} at the end of its own.
   */
  public OpenInferenceSdkBuilder shutdownHook(boolean shutdownHook) {
    this.shutdownHook = shutdownHook;
    return this;
  }

  /**
   * Sets whether {@link #build} prints where spans go: project, endpoint, transport and the names
   * of headers. Nothing is printed by default.
   */
  public OpenInferenceSdkBuilder verbose(boolean verbose) {
    this.verbose = verbose;
    return this;
  }

  /**
   * Sets whether every instrumentation on the class path is turned on that can be turned on for the
   * whole process, as {@code OpenInference.instrument(openTelemetry)} does. None is by default. The
   * close of the SDK turns them off again.
   */
  public OpenInferenceSdkBuilder autoInstrument(boolean autoInstrument) {
    this.autoInstrument = autoInstrument;
    return this;
  }

  OpenInferenceSdkBuilder environmentForTest(Map<String, String> environment) {
    this.environmentForTest = environment;
    return this;
  }

  /**
   * Builds the SDK, whose spans are flushed when it is closed and, unless {@link #shutdownHook} is
   * off, when the JVM shuts down.
   *
   * <p>Bad settings in the environment are logged and ignored. Where OpenTelemetry cannot be set up
   * with them, tracing is off and a warning tells why.
   *
   * @throws IllegalArgumentException if the protocol is gRPC and the endpoint has a path
   */
  public OpenInferenceSdk build() {
    OpenInferenceSdk sdk = create();
    if (setGlobal != null && setGlobal) {
      GlobalRegistration.makeGlobal(sdk);
    }
    return finish(sdk);
  }

  /**
   * Builds the SDK, makes it the global OpenTelemetry unless {@link #setGlobal} is off, and makes
   * it the one that {@link OpenInferenceSdk#register()} returns while it is open. An SDK that was
   * registered before stays open; spans of the global OpenTelemetry go to the new one.
   *
   * <pre>{@code
   * OpenInferenceSdk.builder().projectName("support-bot").autoInstrument(true).register();
   * }</pre>
   *
   * @return the instance, which need not be closed: spans are flushed when the JVM shuts down
   * @throws IllegalArgumentException if the protocol is gRPC and the endpoint has a path
   */
  public OpenInferenceSdk register() {
    OpenInferenceSdk sdk = create();
    GlobalRegistration.register(sdk, setGlobal == null || setGlobal);
    return finish(sdk);
  }

  private OpenInferenceSdk create() {
    if (endpoint != null && protocol == OtlpProtocol.GRPC && OtlpEndpoint.hasPath(endpoint)) {
      throw new IllegalArgumentException(
          "endpoint is \"" + endpoint + "\" but must have no path when the protocol is grpc");
    }
    return OpenInferenceSdk.create(new SdkAssembly(settings(), environmentForTest));
  }

  private OpenInferenceSdk finish(OpenInferenceSdk sdk) {
    if (autoInstrument) {
      sdk.instrument();
    }
    if (verbose) {
      System.out.println(sdk);
    }
    return sdk;
  }

  private CodeSettings settings() {
    Map<String, String> allHeaders = new LinkedHashMap<>(headers);
    if (apiKey != null) {
      allHeaders.put(Headers.AUTHORIZATION, "Bearer " + apiKey);
    }
    return new CodeSettings(
        endpoint,
        protocol,
        projectName,
        allHeaders,
        compression,
        timeout,
        serviceName,
        resourceAttributes,
        batching,
        sampler,
        List.copyOf(spanProcessors),
        shutdownHook);
  }
}
