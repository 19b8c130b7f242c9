// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code openinference.*}.
 *
 * <p>A property that is not set falls back to the variable of the same meaning: for example, {@code
 * openinference.project-name} falls back to {@code PHOENIX_PROJECT}, and {@code
 * openinference.hide-inputs} falls back to {@code OPENINFERENCE_HIDE_INPUTS}.
 *
 * <p>The record is not public, so that a new property changes no constructor that applications see.
 *
 * @param enabled whether the application is traced
 * @param endpoint the URL of the collector, such as http://localhost:6006; without it, and without
 *     an exporter of Boot, nothing is sent
 * @param backend the backend that decides endpoint, headers and limits, such as langfuse; the
 *     default is phoenix
 * @param protocol http/protobuf or grpc
 * @param projectName the project of spans outside of project scopes
 * @param apiKey the key, sent as the header "authorization: Bearer ..."
 * @param headers headers of each request to the collector
 * @param compression gzip or none
 * @param timeout the time limit of one request to the collector
 * @param batching whether spans are sent in batches; false sends each span as soon as it has ended
 * @param instrumentation which clients are traced
 * @param instrumentations turns single instrumentations off by name, such as openai-java=false
 * @param annotations whether methods of beans with @Agent, @Tool, @Traced, ... make spans
 * @param contextPropagation whether sessions, projects and spans reach Reactor's threads and @Async
 *     methods
 * @param traces which traces go to the endpoint
 * @param enableGenaiSemconv whether OpenInference spans also have OpenTelemetry's gen_ai attributes
 * @param convertGenaiSpans whether gen_ai spans of other tracers become OpenInference spans
 * @param liveSpans whether the viewer is told of spans that start, so that it shows them while they
 *     run
 * @param viewer the viewer that runs in the application, for development
 * @param hideInputs hides everything that goes into operations
 * @param hideOutputs hides everything that comes out of operations
 * @param hideInputMessages hides input messages
 * @param hideOutputMessages hides output messages
 * @param hideInputImages hides images of input messages
 * @param hideInputText hides the text of input messages
 * @param hideOutputText hides the text of output messages
 * @param hideLlmInvocationParameters hides invocation parameters
 * @param hideLlmTools hides the tool definitions that are offered to the model
 * @param hidePrompts hides the prompts of the completions API
 * @param hideChoices hides the choices of the completions API
 * @param hideEmbeddingsVectors hides embedding vectors
 * @param hideEmbeddingsText hides embedded texts
 * @param hideRetrievalDocuments hides content and metadata of retrieved documents
 * @param base64ImageMaxLength the maximum number of characters of an image, audio, video or file
 *     that a span records
 * @param blobUploader the name of an uploader that takes longer images, audio, videos and files
 */
@ConfigurationProperties("openinference")
record OpenInferenceProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String endpoint,
    @Nullable String backend,
    @Nullable String protocol,
    @Nullable String projectName,
    @Nullable String apiKey,
    @DefaultValue Map<String, String> headers,
    @Nullable String compression,
    @Nullable Duration timeout,
    @DefaultValue("true") boolean batching,
    @DefaultValue("auto") Instrumentation instrumentation,
    @DefaultValue Map<String, Boolean> instrumentations,
    @DefaultValue("true") boolean annotations,
    @DefaultValue("true") boolean contextPropagation,
    @DefaultValue("llm") Traces traces,
    @Nullable Boolean enableGenaiSemconv,
    @Nullable Boolean convertGenaiSpans,
    @Nullable Boolean liveSpans,
    @DefaultValue Viewer viewer,
    @Nullable Boolean hideInputs,
    @Nullable Boolean hideOutputs,
    @Nullable Boolean hideInputMessages,
    @Nullable Boolean hideOutputMessages,
    @Nullable Boolean hideInputImages,
    @Nullable Boolean hideInputText,
    @Nullable Boolean hideOutputText,
    @Nullable Boolean hideLlmInvocationParameters,
    @Nullable Boolean hideLlmTools,
    @Nullable Boolean hidePrompts,
    @Nullable Boolean hideChoices,
    @Nullable Boolean hideEmbeddingsVectors,
    @Nullable Boolean hideEmbeddingsText,
    @Nullable Boolean hideRetrievalDocuments,
    @Nullable Integer base64ImageMaxLength,
    @Nullable String blobUploader) {

  private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^A-Za-z0-9]");

  /**
   * Binds the properties without their bean, which a post-processor of beans would have to process
   * itself.
   */
  static OpenInferenceProperties of(Environment environment) {
    return Binder.get(environment).bindOrCreate("openinference", OpenInferenceProperties.class);
  }

  /** Tells whether an instrumentation is not turned off by name. */
  boolean isOn(String library) {
    Boolean exact = instrumentations.get(library);
    return exact != null
        ? exact
        : instrumentations.entrySet().stream()
            .filter(entry -> isSameName(entry.getKey(), library))
            .allMatch(Map.Entry::getValue);
  }

  /**
   * The name in an environment variable has no hyphens: OPENINFERENCE_INSTRUMENTATIONS_OPENAIJAVA.
   */
  static boolean isSameName(String name, String library) {
    return uniform(name).equals(uniform(library));
  }

  private static String uniform(String name) {
    return NO_LETTER_OR_DIGIT.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** Hides the key and the values of headers. */
  @Override
  public String toString() {
    return "OpenInferenceProperties{endpoint=" + endpoint + ", projectName=" + projectName + "}";
  }

  /**
   * The viewer that runs in the application, for development. It needs the library {@code
   * openinference-viewer}.
   *
   * @param enabled whether the viewer starts with the application, and ends with it; it stays off
   *     if the profile prod or production is active
   * @param port the port of the pages, on which the viewer receives spans too; 0 takes any free
   *     port
   * @param dataDirectory the folder that keeps the traces; without it they end with the viewer
   * @param maxSize the size above which the oldest traces go
   * @param maxAge the age at which traces go; without it they stay
   */
  record Viewer(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("6006") int port,
      @Nullable Path dataDirectory,
      @DefaultValue("2GB") DataSize maxSize,
      @Nullable Duration maxAge) {

    private static final int MAX_PORT = 65_535;

    /** Checks the values. */
    Viewer {
      require(port >= 0 && port <= MAX_PORT, "port", "a number from 0 to 65535", port);
      require(maxSize.toBytes() > 0, "max-size", "a size above 0, such as 500MB", maxSize);
      require(
          maxAge == null || !(maxAge.isNegative() || maxAge.isZero()),
          "max-age",
          "a duration above 0, such as 12h",
          maxAge);
    }

    private static void require(
        boolean holds, String name, String allowed, @Nullable Object value) {
      if (!holds) {
        throw new IllegalArgumentException(
            "openinference.viewer." + name + " must be " + allowed + ", not " + value);
      }
    }
  }

  /** Which clients are traced. */
  enum Instrumentation {
    /**
     * Beans that are declared by an interface, and all clients of a library of which that is not
     * enough: of LangChain4j with AI services, and of libraries with beans declared by a class.
     */
    AUTO,
    /** Beans that are declared by an interface. */
    BEANS,
    /** All clients of the process, as {@code OpenInference.instrument()} does. */
    PROCESS,
    /** None. */
    NONE
  }

  /** Which traces go to the endpoint. */
  enum Traces {
    /**
     * Traces with at least one OpenInference span. Probes, scheduled tasks and other requests stay
     * out of the project.
     */
    LLM,
    /** All traces. */
    ALL
  }
}
