// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.rag.content.retriever.ContentRetriever;
import io.openinference.instrumentation.api.door.FutureResults;
import io.openinference.instrumentation.api.door.InterceptedCall;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Traces the retrievers that a {@code QueryRouter} chooses. */
final class RoutedRetrieversInterceptor implements PartInterceptor {

  private final @Nullable PartInterceptor step;
  private final UnaryOperator<ContentRetriever> tracer;

  // The map's own monitor guards the map. Weak values, because the values refer to their keys.
  private final Map<ContentRetriever, WeakReference<ContentRetriever>> traced = new WeakHashMap<>();

  /**
   * Creates an interceptor.
   *
   * @param step traces the routing itself, or null to trace only the chosen retrievers
   */
  RoutedRetrieversInterceptor(
      @Nullable PartInterceptor step, UnaryOperator<ContentRetriever> tracer) {
    this.step = step;
    this.tracer = tracer;
  }

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    Object result = step == null ? call.proceed() : step.intercept(tracing, call);
    return FutureResults.map(result, this::tracedIfRetrievers);
  }

  private @Nullable Object tracedIfRetrievers(@Nullable Object result) {
    if (result instanceof Collection<?> retrievers) {
      try {
        return traced(retrievers);
      } catch (Throwable t) {
        GUARD.handleLibrary("route", t);
      }
    }
    return result;
  }

  private List<Object> traced(Collection<?> retrievers) {
    List<Object> result = new ArrayList<>(retrievers.size());
    for (Object retriever : retrievers) {
      result.add(retriever instanceof ContentRetriever found ? traced(found) : retriever);
    }
    return result;
  }

  private ContentRetriever traced(ContentRetriever retriever) {
    synchronized (traced) {
      WeakReference<ContentRetriever> reference = traced.get(retriever);
      ContentRetriever known = reference == null ? null : reference.get();
      if (known == null) {
        known = tracer.apply(retriever);
        traced.put(retriever, new WeakReference<>(known));
      }
      return known;
    }
  }
}
