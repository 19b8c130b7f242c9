// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static java.util.Objects.requireNonNull;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;

/**
 * Traces MCP clients and servers, and lets one trace span both processes.
 *
 * <p>All clients and servers of the process, however and whenever they are made:
 *
 * <pre>{@code
 * McpInstrumentor.instrument();
 * }</pre>
 *
 * <p>Or single ones:
 *
 * <pre>{@code
 * McpInstrumentor instrumentor = McpInstrumentor.create(openTelemetry);
 * McpSyncClient client = McpClient.sync(instrumentor.wrap(transport)).build();
 * McpSyncServer server =
 *     McpServer.sync(transportProvider).tools(instrumentor.wrap(weather)).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class McpInstrumentor {

  private final Tracing tracing;

  McpInstrumentor(Tracing tracing) {
    this.tracing = tracing;
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static McpInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static McpInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new McpInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all clients and servers of the process, until {@link #uninstrument()}. Spans go where
   * {@link io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static McpInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all clients and servers of the process, those that exist already too, until {@link
   * #uninstrument()}.
   *
   * <p>For that it attaches an agent to its own JVM. Where the JVM does not allow it, or {@code
   * openinference-instrumentation-bytecode} is not on the class path, a warning says so and what
   * works instead; {@link #isOn()} is false then.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static McpInstrumentor instrument(OpenTelemetry openTelemetry) {
    McpInstrumentor instrumentor = create(openTelemetry);
    return Tracing.SWITCH.turnOn(instrumentor, instrumentor.tracing);
  }

  /**
   * Tells whether this instrumentor traces the whole process. It does after {@link #instrument()},
   * unless the JVM does not allow it, and until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return Tracing.SWITCH.isOn(this);
  }

  /** Stops tracing the process. Objects that {@code wrap} returned are still traced. */
  public void uninstrument() {
    Tracing.SWITCH.turnOff(this);
  }

  /**
   * Returns a transport that sends the current trace with each request of a client. The client
   * makes no span: the caller's span is the parent of the server's.
   *
   * @return a transport that is wrapped once: one that already is wrapped is returned as it is
   */
  public McpClientTransport wrap(McpClientTransport transport) {
    return ClientTransports.wrap(requireNonNull(transport, "transport"), tracing);
  }

  /**
   * Returns a specification of a server whose handler is traced, such as {@code
   * SyncToolSpecification} or {@code AsyncPromptSpecification}, also of a stateless server.
   *
   * @param specification a record of {@code McpServerFeatures} or {@code
   *     McpStatelessServerFeatures}
   * @param <S> the type of the specification
   * @throws IllegalArgumentException if the record has no handler
   */
  public <S extends Record> S wrap(S specification) {
    return Specifications.wrap(requireNonNull(specification, "specification"), tracing);
  }

  /**
   * Returns what {@code McpClient.sync(..).transportContextProvider(..)} needs beside a wrapped
   * transport, if nobody calls {@code initialize()}: the first call of such a client is sent by
   * another thread than the caller's.
   */
  public Supplier<McpTransportContext> transportContextProvider() {
    return transportContextProvider(() -> McpTransportContext.EMPTY);
  }

  /**
   * Returns the same as {@link #transportContextProvider()}, in addition to the application's own
   * provider.
   */
  public Supplier<McpTransportContext> transportContextProvider(
      Supplier<McpTransportContext> provider) {
    return ClientTransports.contextProvider(requireNonNull(provider, "provider"));
  }

  Tracing tracing() {
    return tracing;
  }
}
