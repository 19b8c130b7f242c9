// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.InvocationContext;
import com.google.adk.models.LlmRequest;
import com.google.adk.runner.Runner;
import com.google.adk.telemetry.Instrumentation.ToolExecution;
import com.google.genai.types.Content;
import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives ADK's spans their parents and contents, where ADK does not. */
final class LibraryAdvice implements CallAdvice {

  /** The classes of ADK that call a model of one host. */
  private static final Map<String, LlmProvider> PROVIDERS =
      Map.of(
          "com.google.adk.models.Gemini", LlmProvider.GOOGLE,
          "com.google.adk.models.Claude", LlmProvider.ANTHROPIC);

  private final TracingSource<Tracing> source;
  private final AdkTracer adkTracer;

  LibraryAdvice(TracingSource<Tracing> source, AdkTracer adkTracer) {
    this.source = source;
    this.adkTracer = adkTracer;
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    Tracing tracing = source.active();
    if (tracing == null) {
      return call.proceed();
    }
    boolean attached = adkTracer.install();
    return switch (call.method().getName()) {
      case "generateContent" -> attached ? callModel(call) : DetachedSpans.callModel(tracing, call);
      case "recordToolExecution" -> attached ? startTool(tracing, call) : call.proceed();
      case "callTool" -> attached ? callTool(tracing, call) : DetachedSpans.callTool(tracing, call);
      case "call" -> callMethod(call);
      case "postProcessFunctionResult" -> keepContext(call);
      default ->
          call.target() instanceof Runner runner
              ? startRun(tracing, runner, call, attached)
              : startAgent(tracing, call, attached);
    };
  }

  private static @Nullable Object startRun(
      Tracing tracing, Runner runner, MethodCall call, boolean attached) throws Throwable {
    Object result = call.proceed();
    @Nullable Object[] arguments = call.arguments();
    if (!(result instanceof Flowable<?> events)
        || arguments.length != 5
        || !(arguments[0] instanceof String userId)) {
      return result;
    }
    Context caller = GuardedScope.currentContext();
    Context context = inSession(caller, userId, (String) arguments[1]);
    Content input = arguments[2] instanceof Content content ? content : null;
    return new ContextFlowable<>(
        events,
        caller,
        context,
        () -> watcher(tracing, WatchedRun.ofRunner(tracing, runner.appName(), input), attached));
  }

  private static RunWatcher watcher(Tracing tracing, WatchedRun run, boolean attached) {
    return attached ? run : new DetachedRun(tracing, run);
  }

  /** An agent that runs as a tool has a session of its own, which is nobody's. */
  private static Context inSession(Context caller, String userId, @Nullable String sessionId) {
    if (WatchedRun.isInside(caller)) {
      return caller;
    }
    ContextAttributes outer = ContextAttributes.fromContext(caller);
    return caller.with(
        ContextAttributes.builder()
            .sessionId(outer.sessionId() == null ? sessionId : null)
            .userId(outer.userId() == null ? userId : null)
            .build());
  }

  private static @Nullable Object startAgent(Tracing tracing, MethodCall call, boolean attached)
      throws Throwable {
    Object result = call.proceed();
    if (!(result instanceof Flowable<?> events)
        || !(call.target() instanceof BaseAgent agent)
        || !(call.arguments()[0] instanceof InvocationContext invocation)) {
      return result;
    }
    Context caller = GuardedScope.currentContext();
    BaseAgent parent = agent.parentAgent();
    return new ContextFlowable<>(
        events,
        caller,
        caller,
        () ->
            watcher(
                tracing,
                WatchedRun.ofAgent(
                    tracing,
                    agent.name(),
                    parent == null ? null : parent.name(),
                    invocation.userContent().orElse(null)),
                attached));
  }

  /** Marks the call, so that an instrumented client of the model makes no span of its own. */
  private static @Nullable Object callModel(MethodCall call) throws Throwable {
    Context current = GuardedScope.currentContext();
    ModelCallListener model = ModelCallListener.in(current);
    if (model == null) {
      return call.proceed();
    }
    record(model, call);
    Context marked = ModelCall.mark(current, OpenInferenceSpanKind.LLM);
    Object result;
    try (Scope ignored = GuardedScope.of(marked)) {
      result = call.proceed();
    }
    return result instanceof Flowable<?> answers
        ? new ContextFlowable<>(answers, current, marked, () -> model)
        : result;
  }

  /** Records what is asked, and who serves the model. */
  static void record(ModelCallListener model, MethodCall call) {
    try {
      Object target = call.target();
      if (model.isRecording() && call.arguments()[0] instanceof LlmRequest request) {
        model.recordRequest(request.toJson());
      }
      if (target != null) {
        model.recordProvider(PROVIDERS.get(target.getClass().getName()));
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("model", fault);
    }
  }

  private static @Nullable Object startTool(Tracing tracing, MethodCall call) throws Throwable {
    Object result = call.proceed();
    Object arguments = call.arguments().length == 4 ? call.arguments()[2] : null;
    if (result instanceof ToolExecution execution && arguments != null) {
      try {
        Context inTool = execution.context().otelContext();
        OpenInferenceSpan<?> span = OpenInferenceSpan.fromContext(inTool);
        if (span instanceof ToolSpan && span.isRecording()) {
          tracing.toolRuns().start(span, Span.fromContext(inTool), arguments);
        }
      } catch (Throwable fault) {
        Tracing.GUARD.handleLibrary("tool", fault);
      }
    }
    return result;
  }

  private static @Nullable Object callTool(Tracing tracing, MethodCall call) throws Throwable {
    Object arguments = call.arguments()[1];
    Context ofRun = arguments == null ? null : tracing.toolRuns().contextOf(arguments);
    if (ofRun == null) {
      return call.proceed();
    }
    Context inTool = RunningTool.with(ofRun, call.arguments()[0]);
    describeTool(inTool, call);
    Object result;
    try (Scope ignored = GuardedScope.of(inTool)) {
      result = call.proceed();
    }
    return result instanceof Maybe<?> maybe ? new ContextMaybe<>(maybe, inTool) : result;
  }

  /**
   * Describes a tool before its run. ADK does it after the run. It does not describe a cancelled
   * tool, and a failed tool has no id.
   */
  private static void describeTool(Context inTool, MethodCall call) {
    try {
      if (OpenInferenceSpan.fromContext(inTool) instanceof ToolSpan span && span.isRecording()) {
        DetachedSpans.describe(span, call.arguments());
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("tool", fault);
    }
  }

  /** ADK may run each tool on a thread of its own, and leaves its scopes open there. */
  private static @Nullable Object keepContext(MethodCall call) throws Throwable {
    Object result = call.proceed();
    return result instanceof Maybe<?> maybe ? new ContextMaybe<>(maybe, null) : result;
  }

  /** Calls the method of a tool. ADK makes an answer of what the method throws. */
  private static @Nullable Object callMethod(MethodCall call) throws Throwable {
    try {
      return call.proceed();
    } catch (Throwable failure) {
      recordFailure(call.target(), failure);
      throw failure;
    }
  }

  private static void recordFailure(@Nullable Object tool, Throwable failure) {
    try {
      Context context = GuardedScope.currentContext();
      if (RunningTool.isIn(context, tool)
          && OpenInferenceSpan.fromContext(context) instanceof ToolSpan span) {
        Throwable cause = failure.getCause();
        span.recordException(
            failure instanceof InvocationTargetException && cause != null ? cause : failure);
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("tool", fault);
    }
  }
}
