// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.TraceConfig;
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
 * Configures an {@link OpenInferenceSdk}. Settings in the builder come before system properties and
 * environment variables, which supply all other settings.
 *
 * <p>Setters throw an exception that names an invalid value.
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
  private @Nullable Boolean liveSpans;
  private BackendCode backend = BackendCode.NONE;
  private @Nullable Boolean setGlobal;
  private boolean autoInstrument;
  private boolean verbose;
  private Map<String, String> environmentForTest = Map.of();

  OpenInferenceSdkBuilder() {}

  /**
   * Sets the URL of the collector, such as {@code http://localhost:6006}.
   *
   * <p>For HTTP, {@code /v1/traces} is appended unless the URL ends with it. A gRPC URL has no
   * path. If it has no port, the port is 4317. If no protocol is set, a URL with port 4317 and no
   * path means gRPC.
   *
   * @throws IllegalArgumentException if the URL is not an http or https URL, or has user info, a
   *     query or a fragment
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
   * Sets the protocol by name: {@code http/protobuf} or {@code grpc}.
   *
   * @throws IllegalArgumentException if the name is another one
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
   * Sets the API key, sent as the header {@code authorization: Bearer <key>}. The key replaces a
   * header of that name. A backend other than Phoenix has its own header for the key.
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
   * @throws IllegalArgumentException if a name or value is not allowed in a header
   */
  public OpenInferenceSdkBuilder headers(Map<String, String> headers) {
    this.headers.putAll(Headers.require(headers));
    return this;
  }

  /**
   * Sets the compression of requests: {@code gzip}, the default, or {@code none}.
   *
   * @throws IllegalArgumentException if the compression is unknown
   */
  public OpenInferenceSdkBuilder compression(String compression) {
    this.compression = SettingTypes.COMPRESSION.require("compression", compression);
    return this;
  }

  /**
   * Sets the time limit of one request; the default is 10 seconds, and zero means no limit.
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
   * Sets the backend, which decides endpoint and headers and whether spans have {@code gen_ai}
   * attributes as well. Other settings of this builder win. The key of {@link #apiKey} goes into
   * the backend's own header.
   */
  public OpenInferenceSdkBuilder backend(Backend backend) {
    this.backend = this.backend.withBackend(requireNonNull(backend, "backend"));
    return this;
  }

  /**
   * Sets the backend by name, such as {@code langfuse} or {@code arize-ax}.
   *
   * @throws IllegalArgumentException if the name is another one; the message lists all names
   */
  public OpenInferenceSdkBuilder backend(String backend) {
    return backend(SettingTypes.BACKEND.require("backend", backend));
  }

  /**
   * Sets whether OpenInference spans also have {@code gen_ai} attributes, for backends that know no
   * OpenInference. They are made of what the spans show, so hidden content is hidden there too. The
   * default is false, except for backends that read nothing else.
   */
  public OpenInferenceSdkBuilder enableGenAiSemconv(boolean enableGenAiSemconv) {
    this.backend = backend.withEnableGenAiSemconv(enableGenAiSemconv);
    return this;
  }

  /**
   * Sets whether {@code gen_ai} spans of other tracers become OpenInference spans; the default is
   * false. A span whose call an OpenInference span describes already becomes a span of kind CHAIN
   * without tokens and messages.
   */
  public OpenInferenceSdkBuilder convertGenAiSpans(boolean convertGenAiSpans) {
    this.backend = backend.withConvertGenAiSpans(convertGenAiSpans);
    return this;
  }

  /**
   * Sets what is hidden in converted spans of other tracers, in both forms; the default is {@link
   * TraceConfig#fromEnvironment()}. Instrumentations have their own configurations.
   */
  public OpenInferenceSdkBuilder traceConfig(TraceConfig traceConfig) {
    this.backend = backend.withTraceConfig(requireNonNull(traceConfig, "traceConfig"));
    return this;
  }

  /**
   * Sets whether spans are sent in batches (the default) or one by one as soon as they end. The
   * thread that ends a span never waits.
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
   * Adds resource attributes to those that OpenTelemetry detects.
   *
   * @throws IllegalArgumentException if a key is not printable ASCII or has more than 255
   *     characters
   */
  public OpenInferenceSdkBuilder resourceAttributes(Attributes resourceAttributes) {
    this.resourceAttributes = Resource.create(resourceAttributes).getAttributes();
    return this;
  }

  /** Sets the sampler, which replaces {@code otel.traces.sampler}. */
  public OpenInferenceSdkBuilder sampler(Sampler sampler) {
    this.sampler = requireNonNull(sampler, "sampler");
    return this;
  }

  /** Adds a span processor in addition to the one that exports. */
  public OpenInferenceSdkBuilder addSpanProcessor(SpanProcessor spanProcessor) {
    spanProcessors.add(requireNonNull(spanProcessor, "spanProcessor"));
    return this;
  }

  /**
   * Sets whether the built OpenTelemetry becomes the global OpenTelemetry. The default is true for
   * {@link #register} and false for {@link #build}. If other code has set a global OpenTelemetry,
   * that one stays and a warning says so.
   */
  public OpenInferenceSdkBuilder setGlobal(boolean setGlobal) {
    this.setGlobal = setGlobal;
    return this;
  }

  /**
   * Sets whether the JVM's shutdown sends the remaining spans; the default is true. Shutdown hooks
   * run in no fixed order. If the application's own hook makes traced calls, turn this setting off
   * and call {@link OpenInferenceSdk#close} at the end of that hook.
   */
  public OpenInferenceSdkBuilder shutdownHook(boolean shutdownHook) {
    this.shutdownHook = shutdownHook;
    return this;
  }

  /**
   * Sets whether the viewer of this project is told of spans that start, so that it shows them
   * while they run. The default is false. A notice holds no input. Other collectors refuse the
   * first notice, and the SDK then sends no more.
   */
  public OpenInferenceSdkBuilder liveSpans(boolean liveSpans) {
    this.liveSpans = liveSpans;
    return this;
  }

  /**
   * Sets whether {@link #build} prints where spans go: project, endpoint, transport and the names
   * of headers. The default is false.
   */
  public OpenInferenceSdkBuilder verbose(boolean verbose) {
    this.verbose = verbose;
    return this;
  }

  /**
   * Sets whether the SDK turns on every instrumentation on the class path that works for the whole
   * process, as {@code OpenInference.instrument(openTelemetry)} does. The default is false. Closing
   * the SDK turns the instrumentations off again.
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
   * Builds the SDK. Closing the SDK sends the remaining spans, and so does the JVM's shutdown
   * unless {@link #shutdownHook} is off.
   *
   * <p>Bad settings in the environment are logged and ignored. If OpenTelemetry cannot be set up
   * with the settings, tracing is off and a warning says why.
   *
   * @throws IllegalArgumentException if the protocol is gRPC and the endpoint has a path
   */
  public OpenInferenceSdk build() {
    OpenInferenceSdk sdk = OpenInferenceSdk.create(assembly(), /* expectsSpans= */ false);
    if (setGlobal != null && setGlobal) {
      GlobalRegistration.makeGlobal(sdk);
    }
    return finish(sdk);
  }

  /**
   * Builds the SDK and registers it: {@link OpenInferenceSdk#register()} returns it while it is
   * open. The SDK becomes the global OpenTelemetry unless {@link #setGlobal} is off. A previously
   * registered SDK stays open; spans of the global OpenTelemetry go to the new SDK.
   *
   * <pre>{@code
   * OpenInferenceSdk.builder().projectName("support-bot").autoInstrument(true).register();
   * }</pre>
   *
   * @return the instance; closing it is optional, because the JVM's shutdown sends the remaining
   *     spans
   * @throws IllegalArgumentException if the protocol is gRPC and the endpoint has a path
   */
  public OpenInferenceSdk register() {
    OpenInferenceSdk sdk = OpenInferenceSdk.create(assembly(), /* expectsSpans= */ true);
    GlobalRegistration.register(sdk, setGlobal == null || setGlobal);
    return finish(sdk);
  }

  /**
   * Builds only the part that sends spans, for a host that sets up the OpenTelemetry SDK itself.
   * The pipeline reads the same settings as {@link #build}. The settings of the sampler, the
   * resource, the service name, the span processors, the global OpenTelemetry, the instrumentations
   * and the shutdown hook have no effect, because the host decides them.
   *
   * @return the pipeline, which sends nothing if OpenTelemetry cannot be set up with the settings
   * @throws IllegalArgumentException if the protocol is gRPC and the endpoint has a path
   */
  public OpenInferencePipeline buildPipeline() {
    return OpenInferenceSdk.createPipeline(assembly());
  }

  private SdkAssembly assembly() {
    if (endpoint != null && protocol == OtlpProtocol.GRPC && OtlpEndpoint.hasPath(endpoint)) {
      throw new IllegalArgumentException(
          "endpoint is \"" + endpoint + "\" but must have no path when the protocol is grpc");
    }
    return new SdkAssembly(settings(), environmentForTest);
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
    boolean isPhoenixKey = backend.backend() == null || backend.backend() == Backend.PHOENIX;
    if (apiKey != null && isPhoenixKey) {
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
        shutdownHook,
        liveSpans,
        backend.withApiKey(apiKey));
  }
}
