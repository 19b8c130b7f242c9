// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the spans of an agent's steps and records their results. */
final class AgentSteps {

  private static final String TOOL = "tool";
  private static final String CODE = "code";
  private static final String RETRIEVAL = "retrieval";
  private static final String AGENT = "agent";

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;

  AgentSteps(OpenInferenceTracer tracer, ContentMask mask) {
    this.tracer = tracer;
    this.mask = mask;
  }

  /**
   * A step that has begun.
   *
   * @param collaborator the name of the agent that the step calls
   */
  record Begun(String kind, @Nullable String collaborator, OpenInferenceSpan<?> span) {}

  LlmSpan model(WireObject input, OpenInferenceSpan<?> parent, Instant start) {
    LlmSpan span =
        tracer.llm("bedrock_agent.model").setStartTimestamp(start).startSpan(parent.context());
    String model = input.text("foundationModel");
    String text = input.string("text");
    span.provider(LlmProvider.AWS).modelName(model).system(ModelOrigins.systemOf(model));
    Object parameters = input.get("inferenceConfiguration");
    if (parameters != null) {
      span.invocationParameters(WireJson.toJson(parameters));
    }
    if (text != null) {
      span.inputMessages(Messages.of(prompt(text), mask.input()));
      recordText(text, mask.input().json(text), json -> span.input(json, MimeType.JSON));
    }
    return span;
  }

  /** The value of an LLM span obeys the settings for texts as its messages do. */
  private void recordText(String text, String masked, Consumer<String> value) {
    Map<String, ?> parsed = WireJson.parseAll(text);
    value.accept(parsed == null ? masked : mask.input().json(parsed));
  }

  /** The prompt is the JSON of a request, or plain text. */
  private static List<?> prompt(String text) {
    WireObject request = WireObject.of(WireJson.parseAll(text));
    List<Object> messages = new ArrayList<>();
    Object system = request.get("system");
    if (system instanceof String instructions) {
      messages.add(Texts.message("system", instructions));
    } else if (system instanceof List<?>) {
      messages.add(Map.of("role", "system", "content", system));
    }
    messages.addAll(request.list("messages"));
    return messages.isEmpty() ? List.of(Texts.message("user", text)) : messages;
  }

  void modelAnswered(OpenInferenceSpan<?> step, WireObject output) {
    if (!(step instanceof LlmSpan span)) {
      return;
    }
    span.tokenCount(TokenCounts.besideCache(output.object("metadata").object("usage")));
    String text = output.object("rawResponse").string("content");
    if (text == null) {
      Object parsed = output.get("parsedResponse");
      text = parsed == null ? null : WireJson.toJson(parsed);
    }
    if (text != null) {
      span.outputMessages(Messages.of(answer(text, span), mask.output()));
      Map<String, ?> parsed = WireJson.parseAll(text);
      span.output(mask.output().json(parsed == null ? text : parsed), MimeType.JSON);
    }
  }

  /** The answer is the JSON of a response, or plain text. */
  private static List<?> answer(String text, LlmSpan span) {
    WireObject response = WireObject.of(WireJson.parseAll(text));
    boolean isConverse = !response.object("output").isEmpty();
    ModelApi api = isConverse ? new ConverseApi() : new ClaudeApi();
    ModelApi.Answer answer = api.answer(response);
    span.finishReason(answer.finishReason());
    return answer.messages().isEmpty()
        ? List.of(Texts.message("assistant", text))
        : answer.messages();
  }

  /** Returns the step that an event begins, or null. */
  @Nullable Begun invocation(WireObject input, OpenInferenceSpan<?> parent, Instant start) {
    WireObject action = input.object("actionGroupInvocationInput");
    if (!action.isEmpty()) {
      return new Begun(TOOL, null, tool(toolName(action), action, parent, start));
    }
    WireObject code = input.object("codeInterpreterInvocationInput");
    if (!code.isEmpty()) {
      return new Begun(CODE, null, tool("code_interpreter", code, parent, start));
    }
    WireObject lookup = input.object("knowledgeBaseLookupInput");
    if (!lookup.isEmpty()) {
      RetrieverSpan span =
          tracer
              .retriever("bedrock_agent.retrieve")
              .setStartTimestamp(start)
              .startSpan(parent.context());
      span.input(lookup.string("text"));
      return new Begun(RETRIEVAL, null, span);
    }
    return collaborator(input.object("agentCollaboratorInvocationInput"), parent, start);
  }

  private @Nullable Begun collaborator(
      WireObject call, OpenInferenceSpan<?> parent, Instant start) {
    if (call.isEmpty()) {
      return null;
    }
    String name = call.text("agentCollaboratorName");
    OpenInferenceSpan<?> span =
        tracer
            .agent(name == null ? "bedrock_agent.collaborator" : name)
            .setStartTimestamp(start)
            .startSpan(parent.context())
            .agentName(name)
            .input(call.object("input").string("text"));
    return new Begun(AGENT, name, span);
  }

  private OpenInferenceSpan<?> tool(
      String name, WireObject input, OpenInferenceSpan<?> parent, Instant start) {
    return tracer
        .tool(name)
        .setStartTimestamp(start)
        .startSpan(parent.context())
        .toolName(name)
        .input(mask.input().json(input), MimeType.JSON);
  }

  private static String toolName(WireObject action) {
    String function = action.text("function");
    String path = function == null ? action.text("apiPath") : function;
    String group = path == null ? action.text("actionGroupName") : path;
    return group == null ? "action_group" : group;
  }

  /** Returns the kind of step that an observation ends, or null. */
  static @Nullable String kindOfObservation(WireObject observation) {
    if (observation.get("actionGroupInvocationOutput") != null) {
      return TOOL;
    }
    if (observation.get("codeInterpreterInvocationOutput") != null) {
      return CODE;
    }
    if (observation.get("knowledgeBaseLookupOutput") != null) {
      return RETRIEVAL;
    }
    return observation.get("agentCollaboratorInvocationOutput") == null ? null : AGENT;
  }

  /** Returns the agent that has answered in an observation, or null. */
  static @Nullable String collaboratorOf(WireObject observation) {
    return observation.object("agentCollaboratorInvocationOutput").text("agentCollaboratorName");
  }

  void observed(OpenInferenceSpan<?> step, String kind, WireObject observation) {
    if (step instanceof RetrieverSpan retriever) {
      retriever.documents(
          RetrievedDocuments.of(
              observation.object("knowledgeBaseLookupOutput").objects("retrievedReferences")));
    } else if (kind.equals(AGENT)) {
      step.output(
          observation.object("agentCollaboratorInvocationOutput").object("output").string("text"));
    } else if (kind.equals(TOOL)) {
      step.output(observation.object("actionGroupInvocationOutput").string("text"));
    } else {
      WireObject output = observation.object("codeInterpreterInvocationOutput");
      step.output(mask.output().json(output), MimeType.JSON);
      if (output.text("executionError") != null) {
        step.setStatus(StatusCode.ERROR, "executionError");
      }
    }
  }

  GuardrailSpan guardrail(WireObject trace, OpenInferenceSpan<?> parent, Instant start) {
    GuardrailSpan span =
        tracer
            .guardrail("bedrock_agent.guardrail")
            .setStartTimestamp(start)
            .startSpan(parent.context());
    span.output(mask.output().json(trace), MimeType.JSON);
    if ("INTERVENED".equals(trace.string("action"))
        && Interventions.block(trace.get("inputAssessments"), trace.get("outputAssessments"))) {
      span.setStatus(StatusCode.ERROR, "INTERVENED");
    }
    return span;
  }
}
