// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProviderResult;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.door.TracingSource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces the tools of a {@code ToolProvider}. */
final class ToolProviderInterceptor implements PartInterceptor {

  private static final OptionalProperty AI_SERVICE_TOOLS = OptionalProperty.named("aiServiceTools");

  private final TracingSource<Tracing> source;

  ToolProviderInterceptor(TracingSource<Tracing> source) {
    this.source = source;
  }

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    Object result = call.proceed();
    if (result instanceof ToolProviderResult provided) {
      try {
        return withTracedTools(provided);
      } catch (Throwable t) {
        GUARD.handleLibrary("provideTools", t);
      }
    }
    return result;
  }

  private ToolProviderResult withTracedTools(ToolProviderResult provided)
      throws ReflectiveOperationException {
    // In newer releases a tool has settings that only its own builder keeps.
    if (AI_SERVICE_TOOLS.read(provided) instanceof List<?> tools) {
      List<Object> traced = new ArrayList<>();
      for (Object tool : tools) {
        traced.add(withTracedExecutor(tool));
      }
      return ToolProviderResult.class.getConstructor(List.class).newInstance(traced);
    }
    ToolProviderResult.Builder builder = ToolProviderResult.builder();
    for (Map.Entry<ToolSpecification, ToolExecutor> tool : provided.tools().entrySet()) {
      boolean isImmediate = provided.immediateReturnToolNames().contains(tool.getKey().name());
      builder.add(
          tool.getKey(),
          ToolExecutorInterceptor.wrap(tool.getValue(), source),
          isImmediate ? ReturnBehavior.IMMEDIATE : ReturnBehavior.TO_LLM);
    }
    return builder.build();
  }

  private Object withTracedExecutor(Object tool) throws ReflectiveOperationException {
    ToolExecutor executor = (ToolExecutor) tool.getClass().getMethod("toolExecutor").invoke(tool);
    Object builder = tool.getClass().getMethod("toBuilder").invoke(tool);
    Method setter = builder.getClass().getMethod("toolExecutor", ToolExecutor.class);
    setter.invoke(builder, ToolExecutorInterceptor.wrap(executor, source));
    return builder.getClass().getMethod("build").invoke(builder);
  }
}
