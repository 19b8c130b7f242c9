// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.annotations.Agent;
import io.openinference.instrumentation.annotations.Chain;
import io.openinference.instrumentation.annotations.Decision;
import io.openinference.instrumentation.annotations.Embedding;
import io.openinference.instrumentation.annotations.Evaluator;
import io.openinference.instrumentation.annotations.Guardrail;
import io.openinference.instrumentation.annotations.Llm;
import io.openinference.instrumentation.annotations.NotRecorded;
import io.openinference.instrumentation.annotations.Prompt;
import io.openinference.instrumentation.annotations.Recorded;
import io.openinference.instrumentation.annotations.Reranker;
import io.openinference.instrumentation.annotations.Retriever;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.instrumentation.bytecode.ParameterNames;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the annotations of a method give to its span, read once.
 *
 * @param parameters the recorded parameters, by position
 * @param whole the parameters that are recorded whatever their class
 */
record TracedMethod(
    Method method,
    OpenInferenceSpanKind kind,
    String name,
    @Nullable String description,
    @Nullable String jsonSchema,
    Map<Integer, String> parameters,
    Set<Integer> whole) {

  /** Returns null if no annotation of the method names a kind of span. */
  static @Nullable TracedMethod of(Method method) {
    for (Annotation annotation : method.getDeclaredAnnotations()) {
      if (annotation instanceof Tool tool) {
        return ofTool(method, tool);
      }
      OpenInferenceSpanKind kind = kind(annotation);
      if (kind != null) {
        return new TracedMethod(
            method,
            kind,
            orMethodName((String) element(annotation, "name"), method),
            null,
            null,
            parameters(method),
            wholeParameters(method));
      }
    }
    return null;
  }

  private static TracedMethod ofTool(Method method, Tool tool) {
    String name = orMethodName(tool.name(), method);
    String description = tool.description().isEmpty() ? null : tool.description();
    Map<Integer, String> parameters = parameters(method);
    return new TracedMethod(
        method,
        OpenInferenceSpanKind.TOOL,
        name,
        description,
        ToolSchema.of(method, parameters),
        parameters,
        wholeParameters(method));
  }

  private static @Nullable OpenInferenceSpanKind kind(Annotation annotation) {
    if (annotation instanceof Traced) {
      // Compared by name: under the agent, the application's enum may be another class.
      return OpenInferenceSpanKind.valueOf(((Enum<?>) element(annotation, "kind")).name());
    }
    return KINDS.get(annotation.annotationType());
  }

  private static final Map<Class<?>, OpenInferenceSpanKind> KINDS =
      Map.of(
          Llm.class, OpenInferenceSpanKind.LLM,
          Embedding.class, OpenInferenceSpanKind.EMBEDDING,
          Retriever.class, OpenInferenceSpanKind.RETRIEVER,
          Reranker.class, OpenInferenceSpanKind.RERANKER,
          Agent.class, OpenInferenceSpanKind.AGENT,
          Chain.class, OpenInferenceSpanKind.CHAIN,
          Guardrail.class, OpenInferenceSpanKind.GUARDRAIL,
          Evaluator.class, OpenInferenceSpanKind.EVALUATOR,
          Prompt.class, OpenInferenceSpanKind.PROMPT,
          Decision.class, OpenInferenceSpanKind.DECISION);

  private static Object element(Annotation annotation, String name) {
    try {
      return annotation.annotationType().getMethod(name).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String orMethodName(String name, Method method) {
    return name.isEmpty() ? method.getName() : name;
  }

  private static Map<Integer, String> parameters(Method method) {
    Map<Integer, String> names = new LinkedHashMap<>();
    Parameter[] parameters = method.getParameters();
    List<String> known = ParameterNames.of(method);
    for (int i = 0; i < parameters.length; i++) {
      if (!parameters[i].isAnnotationPresent(NotRecorded.class)) {
        names.put(i, known.get(i));
      }
    }
    return names;
  }

  private static Set<Integer> wholeParameters(Method method) {
    Set<Integer> whole = new HashSet<>();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].isAnnotationPresent(Recorded.class)) {
        whole.add(i);
      }
    }
    return whole;
  }

  /** Tells whether the result is recorded whatever its class. */
  boolean recordsWholeResult() {
    return method.isAnnotationPresent(Recorded.class);
  }

  /**
   * Returns the only type that a replacement of the result may have. For a type variable, this is
   * the exact class of the result, because the compiler inserts a cast to the type that the caller
   * expects.
   */
  Class<?> resultType(@Nullable Object result) {
    boolean isUndeclared =
        method.getReturnType() == Object.class
            || method.getGenericReturnType() instanceof TypeVariable;
    return isUndeclared && result != null ? result.getClass() : method.getReturnType();
  }

  OpenInferenceSpanBuilder<?> spanBuilder(OpenInferenceTracer tracer) {
    return switch (kind) {
      case LLM -> tracer.llm(name);
      case EMBEDDING -> tracer.embedding();
      case RETRIEVER -> tracer.retriever(name);
      case RERANKER -> tracer.reranker(name);
      case TOOL -> tracer.tool(name);
      case AGENT -> tracer.agent(name);
      case CHAIN -> tracer.chain(name);
      case GUARDRAIL -> tracer.guardrail(name);
      case EVALUATOR -> tracer.evaluator(name);
      case PROMPT -> tracer.prompt(name);
      case DECISION -> tracer.decision(name);
    };
  }

  void recordCall(OpenInferenceSpan<?> span, @Nullable Object[] arguments) {
    if (span instanceof ToolSpan tool) {
      tool.toolName(name).toolDescription(description).toolJsonSchema(jsonSchema);
    } else if (span instanceof AgentSpan agent) {
      agent.agentName(name);
    }
    if (!parameters.isEmpty()) {
      Map<String, @Nullable Object> input = new LinkedHashMap<>();
      parameters.forEach(
          (index, parameter) ->
              input.put(parameter, Values.copy(arguments[index], whole.contains(index))));
      Values.recordInput(span, input);
    }
  }
}
