// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.openinference.instrumentation.GraphNode;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.opentelemetry.api.trace.Span;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Records observations of frameworks on top of Spring AI: Spring AI Alibaba's graphs and Embabel's
 * agents. Their classes are read by name, because an application has at most one of them.
 *
 * @param <S> the type of the spans
 */
final class FrameworkRecorder<S extends OpenInferenceSpan<S>>
    extends ObservationRecorder<Observation.Context, S> {

  private static final String ALIBABA = "com.alibaba.cloud.ai.graph.observation.";
  private static final String EMBABEL = "com.embabel.agent.";

  private static final OptionalProperty GRAPH_NAME = OptionalProperty.named("getGraphName");
  private static final OptionalProperty NODE_NAME = OptionalProperty.named("getNodeName");
  private static final OptionalProperty STATE = OptionalProperty.named("getState");
  private static final OptionalProperty OUTPUT = OptionalProperty.named("getOutput");
  private static final OptionalProperty EVENT_TYPE = OptionalProperty.named("getEventType");

  private static final FrameworkRecorder<?> AGENT =
      new FrameworkRecorder<>(OpenInferenceTracer::agent);
  private static final FrameworkRecorder<?> TOOL =
      new FrameworkRecorder<>(OpenInferenceTracer::tool);
  private static final FrameworkRecorder<?> CHAIN =
      new FrameworkRecorder<>(OpenInferenceTracer::chain);

  private final BiFunction<OpenInferenceTracer, @Nullable String, OpenInferenceSpanBuilder<S>>
      builder;

  private FrameworkRecorder(
      BiFunction<OpenInferenceTracer, @Nullable String, OpenInferenceSpanBuilder<S>> builder) {
    this.builder = builder;
  }

  /** Tells whether a class is one of these frameworks'. */
  static boolean isKnown(Class<?> type) {
    return type.getName().startsWith(ALIBABA) || type.getName().startsWith(EMBABEL);
  }

  /** Returns the choice for a class, or null if the class is none of these frameworks'. */
  static @Nullable RecorderChoice choice(Class<?> type) {
    String name = type.getName();
    if (name.startsWith(ALIBABA)) {
      FrameworkRecorder<?> recorder = name.endsWith(".GraphObservationContext") ? AGENT : CHAIN;
      return observation -> recorder;
    }
    return name.startsWith(EMBABEL) ? FrameworkRecorder::ofEmbabel : null;
  }

  private static FrameworkRecorder<?> ofEmbabel(Observation.Context observation) {
    Object event = EVENT_TYPE.read(observation);
    String kind = event == null ? observation.getClass().getSimpleName() : String.valueOf(event);
    return switch (kind) {
      case "AgentObservationContext", "AGENT_PROCESS" -> AGENT;
      case "ToolCallObservationContext", "TOOL_CALL" -> TOOL;
      // Below Embabel's own observation of a model call is the call of Spring AI.
      default -> CHAIN;
    };
  }

  @Override
  OpenInferenceSpanBuilder<S> spanBuilder(Tracing tracing, Observation.Context observation) {
    return builder.apply(tracing.tracer(), name(observation));
  }

  private static @Nullable String name(Observation.Context observation) {
    String graph = GRAPH_NAME.readString(observation);
    String node = graph == null ? NODE_NAME.readString(observation) : graph;
    if (node != null) {
      return node;
    }
    String contextual = Texts.orNull(observation.getContextualName());
    return contextual == null ? observation.getName() : contextual;
  }

  @Override
  void recordStart(S span, Tracing tracing, Observation.Context observation) {
    String node = NODE_NAME.readString(observation);
    if (node != null) {
      span.graphNode(GraphNode.of(node, node, null));
    }
    if (STATE.read(observation) instanceof Map<?, ?> state) {
      span.inputJson(state);
    }
  }

  @Override
  void recordStop(S span, Tracing tracing, Observation.Context observation) {
    String name = name(observation);
    if (name != null) {
      // A convention may name the observation only when it stops.
      Span.fromContext(span.context()).updateName(name);
    }
    span.input(value(observation, "input.value"));
    span.output(value(observation, "output.value"));
    if (OUTPUT.read(observation) instanceof Map<?, ?> output) {
      span.outputJson(output);
    }
    span.sessionId(value(observation, "gen_ai.conversation.id"));
    span.userId(value(observation, "user.id"));
  }

  private static @Nullable String value(Observation.Context observation, String key) {
    KeyValue value = observation.getHighCardinalityKeyValue(key);
    return value == null ? null : Texts.orNull(value.getValue());
  }
}
