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

  /** The start of the names of observations whose class tells nothing. */
  private static final String ALIBABA_GRAPH = "spring.ai.alibaba.graph.";

  private static final String ALIBABA_NODE = ALIBABA_GRAPH + "node.";

  private static final OptionalProperty GRAPH_NAME = OptionalProperty.named("getGraphName");
  private static final OptionalProperty NODE_NAME = OptionalProperty.named("getNodeName");
  private static final OptionalProperty STATE = OptionalProperty.named("getState");
  private static final OptionalProperty OUTPUT = OptionalProperty.named("getOutput");
  private static final OptionalProperty PROCESS = OptionalProperty.named("getProcess");
  private static final OptionalProperty AGENT_OF_PROCESS = OptionalProperty.named("getAgent");
  private static final OptionalProperty ACTION = OptionalProperty.named("getAction");
  private static final OptionalProperty NAME = OptionalProperty.named("getName");
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

  /**
   * Returns the recorder of an observation that has no class of its own and is known by its name,
   * or null. Such are the observations of a graph's listener in Spring AI Alibaba.
   */
  static @Nullable FrameworkRecorder<?> named(Observation.Context observation) {
    String name = observation.getClass() == Observation.Context.class ? observation.getName() : "";
    if (name == null || !name.startsWith(ALIBABA_GRAPH)) {
      return null;
    }
    return name.equals(ALIBABA_GRAPH + "graph-execution") ? AGENT : CHAIN;
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
    String known = graph == null ? node(observation) : graph;
    if (known == null) {
      known = OptionalTexts.orNull(observation.getContextualName());
    }
    if (known == null) {
      known = ofProcess(observation);
    }
    return known == null ? shortName(observation.getName()) : known;
  }

  /** Returns the name of Embabel's action or agent, or null. */
  private static @Nullable String ofProcess(Observation.Context observation) {
    String action = NAME.readString(ACTION.read(observation));
    return action == null
        ? NAME.readString(AGENT_OF_PROCESS.read(PROCESS.read(observation)))
        : action;
  }

  private static @Nullable String shortName(@Nullable String name) {
    return name != null && name.startsWith(ALIBABA_GRAPH)
        ? name.substring(ALIBABA_GRAPH.length())
        : name;
  }

  /** Returns the name of the node of a graph, or null. */
  private static @Nullable String node(Observation.Context observation) {
    String name = observation.getName();
    return name != null && name.startsWith(ALIBABA_NODE)
        ? name.substring(ALIBABA_NODE.length())
        : NODE_NAME.readString(observation);
  }

  @Override
  void recordStart(S span, Tracing tracing, Observation.Context observation) {
    String node = node(observation);
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
    span.input(firstValue(observation, "input.value", "gen_ai.prompt"));
    span.output(firstValue(observation, "output.value", "gen_ai.completion"));
    if (OUTPUT.read(observation) instanceof Map<?, ?> output) {
      span.outputJson(output);
    }
    span.sessionId(value(observation, "gen_ai.conversation.id"));
    span.userId(value(observation, "user.id"));
  }

  private static @Nullable String firstValue(
      Observation.Context observation, String key, String otherKey) {
    String value = value(observation, key);
    return value == null ? value(observation, otherKey) : value;
  }

  private static @Nullable String value(Observation.Context observation, String key) {
    KeyValue value = observation.getHighCardinalityKeyValue(key);
    return value == null ? null : OptionalTexts.orNull(value.getValue());
  }
}
