// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Traces the woven methods of LangGraph4j. */
final class LibraryAdvice implements CallAdvice {

  private static final String GENERATOR =
      "org.bsc.langgraph4j.CompiledGraph$AsyncNodeGeneratorWithEmbed";

  private final TracingSource<Tracing> source;
  private final GraphRuns runs;
  private final CallAdvice nodes;

  LibraryAdvice(TracingSource<Tracing> source) {
    this.source = source;
    this.runs = new GraphRuns(source);
    this.nodes = InterceptingAdvice.ofMethods(source, method -> NodeInterceptor.INSTANCE);
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    Object target = call.target();
    if (target == null) {
      return call.proceed();
    }
    return switch (call.method().getName()) {
      case "next" ->
          target.getClass().getName().equals(GENERATOR) ? runs.next(target, call) : call.proceed();
      case "apply" -> call.arguments().length == 4 ? nodes.around(call) : call.proceed();
      default -> branch(call);
    };
  }

  /** The branches of a parallel node run on an executor of the application. */
  private @Nullable Object branch(MethodCall call) throws Throwable {
    @Nullable Object[] arguments = call.arguments().clone();
    if (source.active() != null) {
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof Executor executor) {
          arguments[i] = GuardedScope.currentContext().wrap(executor);
        }
      }
    }
    return proceed(call, arguments);
  }

  @SuppressWarnings("NullAway") // It does not read from class files that elements may be null.
  private static @Nullable Object proceed(MethodCall call, @Nullable Object[] arguments)
      throws Throwable {
    return call.proceed(arguments);
  }
}
