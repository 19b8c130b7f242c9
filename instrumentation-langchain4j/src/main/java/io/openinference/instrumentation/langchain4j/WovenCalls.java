// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.openinference.instrumentation.api.door.TracedTarget;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice.Interception;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces calls of all implementations of LangChain4j's types with the same interceptors as the
 * proxies, and observes new AI services and running agents.
 */
final class WovenCalls implements CallAdvice {

  /** A text that all class files with a method of LangChain4j's types contain. */
  private static final String PACKAGE = "dev/langchain4j/";

  private static final String BUILDER = "dev.langchain4j.service.DefaultAiServices";
  private static final String NOTIFIER =
      "dev.langchain4j.agentic.observability.ListenerNotifierUtil";

  private final TracingSource<Tracing> source;
  private final InterceptingAdvice<Tracing> parts;

  WovenCalls(TracingSource<Tracing> source) {
    this.source = source;
    this.parts = new InterceptingAdvice<>(source, WovenCalls::find);
  }

  static List<WeavingTarget> targets() {
    List<WeavingTarget> targets = new ArrayList<>();
    for (TracedType type : TracedType.woven()) {
      targets.add(
          WeavingTarget.implementing(type.name(), PACKAGE, type.methods().toArray(String[]::new)));
    }
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
    return parts.appliesTo(method, target) && !isTracedByRetriever(target);
  }

  /** The retriever's span already covers this search. */
  private static boolean isTracedByRetriever(@Nullable Object target) {
    return target instanceof EmbeddingStore
        && TracedTarget.of(Context.current()) instanceof EmbeddingStoreContentRetriever;
  }

  @Override
  @SuppressWarnings("NullAway") // The elements of the arguments may be null.
  public @Nullable Object around(MethodCall call) throws Throwable {
    Object target = call.target();
    if (target == null) {
      return call.proceed(AgentNotifications.withOurListener(call.arguments(), source));
    }
    if (call.method().getDeclaringClass().getName().equals(BUILDER)) {
      ServiceInstrumentation.instrumentBuilder(target);
      return call.proceed();
    }
    return parts.around(call);
  }

  private static @Nullable Interception<Tracing> find(Method woven, Class<?> targetType) {
    for (TracedType type : TracedType.woven()) {
      Method implemented = type.implementedBy(woven);
      if (implemented != null) {
        return new Interception<>(implemented, type.interceptor(targetType));
      }
    }
    return null;
  }
}
