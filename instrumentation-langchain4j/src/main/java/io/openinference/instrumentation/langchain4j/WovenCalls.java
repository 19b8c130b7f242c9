// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Traces calls of whatever implements LangChain4j's types, with the interceptors of the proxies.
 */
final class WovenCalls implements CallAdvice {

  private static final String BUILDER = "dev.langchain4j.service.DefaultAiServices";
  private static final String NOTIFIER =
      "dev.langchain4j.agentic.observability.ListenerNotifierUtil";

  private final Tracing.Source source;

  /** By class, so that no class is kept that its application has let go of. */
  private final ClassValue<Map<Method, Optional<Interception>>> interceptions =
      new ClassValue<>() {
        @Override
        protected Map<Method, Optional<Interception>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  WovenCalls(Tracing.Source source) {
    this.source = source;
  }

  static List<WeavingTarget> targets() {
    List<WeavingTarget> targets = new ArrayList<>();
    WovenType.ALL.forEach(type -> targets.add(type.target()));
    targets.add(
        WeavingTarget.ofClasses(
            name -> name.equals(BUILDER) || name.equals(NOTIFIER),
            (type, method) ->
                type.equals(BUILDER)
                    ? method.equals("build")
                    : method.startsWith("before")
                        || method.startsWith("after")
                        || method.equals("agentError")));
    return List.copyOf(targets);
  }

  @Override
  public boolean appliesTo(Method method, @Nullable Object target) {
    // Most models and tools have a proxy in front, which makes the span.
    return target == null || !isTraced(target);
  }

  @Override
  @SuppressWarnings("NullAway") // It misses that elements of a method's arguments may be null.
  public @Nullable Object around(MethodCall call) throws Throwable {
    Object target = call.target();
    if (target == null) {
      return call.proceed(AgentNotifications.withOurListener(call.arguments(), source));
    }
    if (call.method().getDeclaringClass().getName().equals(BUILDER)) {
      GlobalInstrumentation.instrumentBuilder(target);
      return call.proceed();
    }
    Tracing tracing = source.active();
    Interception interception = tracing == null ? null : interception(call.method(), target);
    if (tracing == null || interception == null) {
      return call.proceed();
    }
    return interception.interceptor.intercept(
        tracing,
        new Call(
            interception.method.getDeclaringClass(),
            target,
            interception.method,
            call.arguments(),
            arguments -> call.proceed(arguments == null ? new Object[0] : arguments)));
  }

  /** Returns how a call is traced, or null where it is not. */
  private @Nullable Interception interception(Method woven, Object target) {
    try {
      return interceptions
          .get(target.getClass())
          .computeIfAbsent(woven, method -> find(method, target.getClass()))
          .orElse(null);
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("woven call", t);
      return null;
    }
  }

  private static Optional<Interception> find(Method woven, Class<?> targetType) {
    for (WovenType type : WovenType.ALL) {
      Method implemented = type.implementedBy(woven);
      if (implemented != null) {
        return Optional.of(new Interception(implemented, type.interceptor().apply(targetType)));
      }
    }
    return Optional.empty();
  }

  /**
   * Tells whether the span is there already: that of the proxy before the object, or a caller's.
   */
  private static boolean isTraced(Object target) {
    Object inProgress = TracedTarget.of(Context.current());
    return inProgress == target
        // Whose span is that of the search.
        || (target instanceof EmbeddingStore
            && inProgress instanceof EmbeddingStoreContentRetriever);
  }

  /** How calls of one method are traced. */
  private record Interception(Method method, Interceptor interceptor) {}
}
