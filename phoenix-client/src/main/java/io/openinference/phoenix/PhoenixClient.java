// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.experiments.TaskTokens;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.sdk.OpenInferenceSdkBuilder;

/**
 * A client for a Phoenix server.
 *
 * <pre>{@code
 * PhoenixClient client = PhoenixClient.create();   // PHOENIX_ENDPOINT, PHOENIX_API_KEY
 * for (PhoenixSpan span : client.spans().list("support-bot")) {
 *   System.out.println(span.name() + " " + span.statusCode());
 * }
 * }</pre>
 *
 * <p>A client is immutable, and threads may share it. Methods throw {@link PhoenixException} if the
 * server refuses a call or does not answer, and {@link UnsupportedOperationException} if the server
 * is too old for a call.
 *
 * @since 0.1.0
 */
public final class PhoenixClient {

  private final Transport transport;

  PhoenixClient(Transport transport) {
    this.transport = transport;
  }

  /** Returns a client for the server that the environment names, or for a local one. */
  public static PhoenixClient create() {
    return builder().build();
  }

  /** Returns a builder. The environment gives the settings that the builder lacks. */
  public static PhoenixClientBuilder builder() {
    return new PhoenixClientBuilder();
  }

  /** Returns the address of the server, without a slash at the end. */
  public String baseUrl() {
    return transport.base();
  }

  /** Returns the project that {@code PHOENIX_PROJECT} names, or {@code default}. */
  public String defaultProject() {
    return transport.defaultProject();
  }

  /**
   * Asks the server for its release, such as {@code 20.26.1}. Empty if the server does not tell it.
   */
  public String serverVersion() {
    return transport.version().get();
  }

  /**
   * Returns a builder for an SDK that sends spans to this server, with the same headers. Its spans
   * count the tokens of the task of an experiment. Close the SDK to send the last spans.
   */
  public OpenInferenceSdkBuilder tracing() {
    return OpenInferenceSdk.builder()
        .endpoint(baseUrl())
        .headers(transport.headers())
        .addSpanProcessor(TaskTokens.processor())
        .setGlobal(false);
  }

  /** Returns the calls for spans. */
  public Spans spans() {
    return new Spans(transport);
  }

  /** Returns the calls for traces. */
  public Traces traces() {
    return new Traces(transport);
  }

  /** Returns the calls for sessions. */
  public Sessions sessions() {
    return new Sessions(transport);
  }

  /** Returns the calls for annotations. */
  public Annotations annotations() {
    return new Annotations(transport);
  }

  /** Returns the calls for prompts. */
  public Prompts prompts() {
    return new Prompts(transport);
  }

  /** Returns the calls for projects. */
  public Projects projects() {
    return new Projects(transport);
  }

  /** Returns the calls for datasets. */
  public Datasets datasets() {
    return new Datasets(transport);
  }

  /** Returns the calls for experiments. */
  public Experiments experiments() {
    return new Experiments(transport, this);
  }
}
