// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.ContextAttributes;
import io.opentelemetry.context.Context;
import java.util.function.Function;

/**
 * Sets values on the spans of a reactive pipeline.
 *
 * <p>A scope such as {@code OpenInference.usingSession(id)} is closed again when a method returns a
 * {@code Flux}, before anything runs. This class puts the values into the pipeline itself:
 *
 * <pre>{@code
 * return chatClient.prompt(question).stream().content()
 *     .contextWrite(OpenInferenceReactor.using(ContextAttributes.builder().sessionId(id).build()));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class OpenInferenceReactor {

  /**
   * Returns a function for {@code contextWrite}. Spans that start above this operator get the
   * values, and what the values leave out comes from the outer scopes.
   */
  public static Function<reactor.util.context.Context, reactor.util.context.Context> using(
      ContextAttributes attributes) {
    requireNonNull(attributes, "attributes");
    return context -> {
      Context outer = context.getOrDefault(CapturedContextAccessor.KEY, null);
      return context.put(
          CapturedContextAccessor.KEY,
          attributes.storeInContext(
              outer == null ? ObservedContext.captured(Context.current()) : outer));
    };
  }

  private OpenInferenceReactor() {}
}
