// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * The parent context of a span that has started already, for instrumentations that learn the kind
 * of an operation from its content. They start a span before they read the content, and read the
 * content only if the span is recorded.
 *
 * <pre>{@code
 * LlmSpan started = tracer.llm("acme.invoke").startSpan();
 * EmbeddingSpan span = tracer.embedding().startSpan(StartedSpan.of(started));
 * }</pre>
 *
 * <p>A builder that starts a span in this context starts no other one. The span that has started
 * takes the name, the kind and the attributes of the builder. Parent, links, side and start time of
 * the builder do not count. The sampler has seen the name and the kind of the start. The caller
 * goes on with the returned span alone. If a fatal error comes in place of that span, the caller
 * ends the first one.
 *
 * @since 0.1.0
 */
public final class StartedSpan implements Context {

  private final OpenInferenceSpan<?> span;

  /** Returns the parent context of a span, in which the span can start again as another kind. */
  public static StartedSpan of(OpenInferenceSpan<?> span) {
    return new StartedSpan(span);
  }

  private StartedSpan(OpenInferenceSpan<?> span) {
    this.span = requireNonNull(span, "span");
  }

  /** Returns the span that has started. */
  public OpenInferenceSpan<?> span() {
    return span;
  }

  @Override
  public <V> @Nullable V get(ContextKey<V> key) {
    return span.parentContext().get(key);
  }

  /** Returns an ordinary context, because only one span can go on. */
  @Override
  public <V> Context with(ContextKey<V> key, V value) {
    return span.parentContext().with(key, value);
  }
}
