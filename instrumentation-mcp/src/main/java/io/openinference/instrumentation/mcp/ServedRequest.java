// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that a server has received. It travels to the handler in the transport context, because
 * handlers run on other threads.
 */
final class ServedRequest {

  /** The span that a server has made for the request that it handles. */
  private static final ContextKey<OpenInferenceSpan<?>> SERVED_SPAN =
      ContextKey.named("openinference-mcp-served-request");

  private static final ContextKey<ServedRequest> REQUEST =
      ContextKey.named("openinference-mcp-request");

  private static final String REQUEST_KEY = ServedRequest.class.getName();
  private static final String LIBRARY_PACKAGE = "io.modelcontextprotocol.";

  private final Tracing tracing;
  private final JSONRPCRequest message;
  private final @Nullable RequestMapper<?> mapper;
  private final Context arrived;
  private final Object lock = new Object();
  // Null before the start.
  private volatile @Nullable TracedRequest request;

  /**
   * @param arrived the context of the transport
   */
  ServedRequest(Tracing tracing, JSONRPCRequest message, Context arrived) {
    this.tracing = tracing;
    this.message = message;
    this.mapper = RequestMapper.ofMethod(message.method());
    this.arrived = arrived;
  }

  /** Returns the request that is being answered in a context, or null. */
  static @Nullable ServedRequest in(Context context) {
    return context.get(REQUEST);
  }

  /** Tells whether this is the request of a message. Other requests may be equal. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(JSONRPCRequest other) {
    return message == other;
  }

  /** Records the answer, if it answers this request. */
  void answer(JSONRPCResponse answer) {
    TracedRequest running = request;
    if (running != null && Objects.equals(answer.id(), message.id())) {
      running.complete(answer);
    }
  }

  /** Returns the request that a handler gets, or null if the library's door was not traced. */
  static @Nullable ServedRequest of(@Nullable Object exchange) {
    McpTransportContext context = null;
    if (exchange instanceof McpSyncServerExchange sync) {
      context = sync.transportContext();
    } else if (exchange instanceof McpAsyncServerExchange async) {
      context = async.transportContext();
    } else if (exchange instanceof McpTransportContext stateless) {
      context = stateless;
    }
    return context != null && context.get(REQUEST_KEY) instanceof ServedRequest request
        ? request
        : null;
  }

  /** Returns the context of a span that a server has made for a request. */
  static Context contextOf(OpenInferenceSpan<?> span) {
    return span.context().with(SERVED_SPAN, span);
  }

  /** Tells whether a server has made the span for the request that it handles. */
  static boolean isServed(Context context, OpenInferenceSpan<?> span) {
    return context.get(SERVED_SPAN) == span;
  }

  /**
   * Starts the span, or finds the context if such requests make no span. A second call returns the
   * same: some servers call the handler before the answer is subscribed to.
   */
  TracedRequest start() {
    synchronized (lock) {
      TracedRequest known = request;
      if (known == null) {
        TracedRequest started = startOnce();
        known = started.within(started.context().with(REQUEST, this));
        request = known;
      }
      return known;
    }
  }

  private TracedRequest startOnce() {
    Object params = message.params();
    return mapper == null
        ? TracedRequest.withoutSpan(
            tracing.propagation().extract(arrived, McpFields.get(params, McpFields.META)))
        : mapper.startServed(tracing, arrived, params);
  }

  /** Records the definition of what handles the request. */
  void recordDefinition(Record specification) {
    TracedRequest running = request;
    if (mapper != null && running != null) {
      mapper.recordDefinition(running, tracing, specification);
    }
  }

  /**
   * Returns the transport context with this request. A class of the application's own stays as it
   * is, because the application may cast it.
   */
  @Nullable McpTransportContext overlay(@Nullable McpTransportContext context) {
    return context == null || context.getClass().getName().startsWith(LIBRARY_PACKAGE)
        ? new Overlay(context == null ? McpTransportContext.EMPTY : context, this)
        : context;
  }

  /** A transport context with a request. */
  private record Overlay(McpTransportContext context, ServedRequest request)
      implements McpTransportContext {

    @Override
    public @Nullable Object get(String key) {
      return key.equals(REQUEST_KEY) ? request : context.get(key);
    }
  }
}
