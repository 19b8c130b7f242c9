// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of models and tools where ADK's tracer cannot make them: an agent keeps its
 * OpenTelemetry apart from the classes of the application, until the application has one of its
 * own.
 */
final class DetachedSpans {

  /** Makes a call of a model inside of its span. */
  static @Nullable Object callModel(Tracing tracing, MethodCall call) throws Throwable {
    Context caller = GuardedScope.currentContext();
    if (ModelCall.isInProgress(caller, OpenInferenceSpanKind.LLM)) {
      return call.proceed();
    }
    ModelCallListener model = new ModelCallListener(tracing);
    Context marked = startModel(model, caller, call);
    Object result;
    try (Scope ignored = GuardedScope.of(marked)) {
      result = call.proceed();
    } catch (Throwable failure) {
      model.over(failure);
      throw failure;
    }
    return result instanceof Flowable<?> answers
        ? new ContextFlowable<>(answers, caller, marked, () -> model)
        : result;
  }

  private static Context startModel(ModelCallListener model, Context caller, MethodCall call) {
    try {
      Context inCall = model.start(caller).context();
      LibraryAdvice.record(model, call);
      return ModelCall.mark(inCall, OpenInferenceSpanKind.LLM);
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("model", fault);
      return caller;
    }
  }

  /** Makes a call of a tool inside of its span. The arguments are tool, arguments and context. */
  static @Nullable Object callTool(Tracing tracing, MethodCall call) throws Throwable {
    SpanListener listener = new SpanListener();
    ToolSpan span = startTool(tracing, listener, call.arguments());
    if (span == null) {
      return call.proceed();
    }
    Context inTool = RunningTool.with(ModelCall.unmark(span.context()), call.arguments()[0]);
    Object result;
    try (Scope ignored = GuardedScope.of(inTool)) {
      result = call.proceed();
    } catch (Throwable failure) {
      end(listener, span, null, failure);
      throw failure;
    }
    if (result instanceof Maybe<?> maybe) {
      return new ContextMaybe<>(
          maybe
              .doOnEvent((value, failure) -> end(listener, span, value, failure))
              .doOnDispose(() -> end(listener, span, null, null)),
          inTool);
    }
    end(listener, span, null, null);
    return result;
  }

  private static @Nullable ToolSpan startTool(
      Tracing tracing, SpanListener listener, @Nullable Object[] arguments) {
    try {
      if (!(arguments[0] instanceof BaseTool tool)) {
        return null;
      }
      Context parent = Context.current();
      ToolSpan span =
          listener.started(tracing.tracer().tool(tool.name()).startSpan(parent), parent);
      describe(span.toolName(tool.name()), arguments);
      return span;
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("tool", fault);
      return null;
    }
  }

  /** Records which call of a tool this is. */
  static void describe(ToolSpan span, @Nullable Object[] arguments) {
    if (arguments[0] instanceof BaseTool tool) {
      span.toolDescription(tool.description());
    }
    if (arguments[1] instanceof Map<?, ?> given) {
      span.inputJson(given);
      span.toolParameters(stringKeys(given));
    }
    if (arguments[2] instanceof ToolContext context) {
      span.toolId(context.functionCallId().filter(id -> !id.isEmpty()).orElse(null));
    }
  }

  @SuppressWarnings("unchecked") // The arguments of a function have names.
  private static Map<String, ?> stringKeys(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }

  private static void end(
      SpanListener listener, ToolSpan span, @Nullable Object result, @Nullable Throwable failure) {
    try {
      if (failure != null) {
        listener.exception(span, failure);
      } else if (result != null) {
        span.outputJson(result);
      }
      listener.end(span);
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("tool", fault);
    } finally {
      span.end();
    }
  }

  private DetachedSpans() {}
}
