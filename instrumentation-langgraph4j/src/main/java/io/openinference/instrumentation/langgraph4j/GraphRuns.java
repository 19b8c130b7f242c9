// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.ref.Cleaner;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The runs whose generators the application reads. A run that the application abandons ends when
 * its generator is garbage.
 */
final class GraphRuns {

  // Generators are equal only to themselves.
  private final Map<Object, Open> runs = Collections.synchronizedMap(new WeakHashMap<>());
  private final TracingSource<Tracing> source;

  GraphRuns(TracingSource<Tracing> source) {
    this.source = source;
  }

  /** Makes a call of the {@code next()} of a generator. */
  @Nullable Object next(Object generator, MethodCall call) throws Throwable {
    Open open = open(generator);
    if (open == null) {
      return call.proceed();
    }
    Object data;
    try (Scope ignored = GuardedScope.of(open.run.context())) {
      data = call.proceed();
    }
    try {
      if (open.run.see(data)) {
        runs.remove(generator);
        open.end.clean();
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("next", fault);
    }
    return data;
  }

  private @Nullable Open open(Object generator) {
    Open known = runs.get(generator);
    Tracing tracing = known == null ? source.active() : null;
    if (tracing == null) {
      return known;
    }
    try {
      AgentSpan span =
          tracing.tracer().agent(GraphNames.of(generator)).startSpan(Context.current());
      span.agentName(GraphNames.of(generator));
      GraphRun run = new GraphRun(tracing, span);
      Open started = new Open(run, span.endWhenUnreachable(generator, run::recordStates));
      runs.put(generator, started);
      return started;
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("run", fault);
      return null;
    }
  }

  private record Open(GraphRun run, Cleaner.Cleanable end) {}
}
