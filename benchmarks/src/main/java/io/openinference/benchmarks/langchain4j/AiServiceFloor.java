// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import static io.openinference.semconv.AgentAttributes.AGENT_NAME;
import static io.openinference.semconv.InputAttributes.INPUT_MIME_TYPE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND;
import static io.openinference.semconv.OutputAttributes.OUTPUT_MIME_TYPE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.listener.AiServiceStartedListener;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.lang.reflect.Method;
import java.util.Map;

/** An engineer's own code that sets the attributes of an AI service by hand. */
final class AiServiceFloor {

  private static final AttributeKey<String> INVOCATION_ID =
      AttributeKey.stringKey("langchain4j.invocation_id");

  static Assistant assistant(ChatModel model, OpenTelemetry openTelemetry) {
    Tracer tracer = openTelemetry.getTracer("floor");
    AiServiceStartedListener listener = AiServiceFloor::recordInvocation;
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(new ChatModelFloor(model, tracer))
            .tools(weatherTools(tracer))
            .registerListener(listener)
            .build();
    return question -> ask(assistant, question, tracer);
  }

  private static Map<ToolSpecification, ToolExecutor> weatherTools(Tracer tracer) {
    Method method = WeatherTools.class.getDeclaredMethods()[0];
    ToolSpecification specification = ToolSpecifications.toolSpecificationFrom(method);
    ToolExecutor executor =
        DefaultToolExecutor.builder()
            .object(new WeatherTools())
            .originalMethod(method)
            .methodToInvoke(method)
            .wrapToolArgumentsExceptions(true)
            .propagateToolExecutionExceptions(true)
            .build();
    return Map.of(specification, new ToolFloor(specification, executor, tracer));
  }

  private static String ask(Assistant assistant, String question, Tracer tracer) {
    Span span =
        tracer
            .spanBuilder("Assistant.ask")
            .setAttribute(OPENINFERENCE_SPAN_KIND, "AGENT")
            .startSpan();
    return FloorSpan.around(
        span,
        () -> {
          span.setAttribute(AGENT_NAME, "Assistant");
          span.setAttribute(INPUT_VALUE, question);
          span.setAttribute(INPUT_MIME_TYPE, "text/plain");
          String answer = assistant.ask(question);
          span.setAttribute(OUTPUT_VALUE, answer);
          span.setAttribute(OUTPUT_MIME_TYPE, "text/plain");
          return answer;
        });
  }

  private static void recordInvocation(AiServiceStartedEvent event) {
    Span.current().setAttribute(INVOCATION_ID, event.invocationContext().invocationId().toString());
  }

  private AiServiceFloor() {}
}
