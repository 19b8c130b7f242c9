// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of an agent's steps and records their results. The kind of a step is the
 * beginning of the names of its fields, such as {@code knowledgeBaseLookupInput}.
 */
final class AgentSteps {

  /** Ends the name of the field with the result of a step. */
  static final String OUTPUT = "Output";

  private static final String INPUT = "Input";

  private static final String TOOL = "actionGroupInvocation";
  private static final String CODE = "codeInterpreterInvocation";
  private static final String RETRIEVAL = "knowledgeBaseLookup";
  private static final String AGENT = "agentCollaboratorInvocation";
  private static final List<String> KINDS = List.of(TOOL, CODE, RETRIEVAL, AGENT);

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;

  AgentSteps(OpenInferenceTracer tracer, ContentMask mask) {
    this.tracer = tracer;
    this.mask = mask;
  }

  /**
   * A step that has begun and has not ended.
   *
   * @param who the collaborator whose step it is, empty for the agent
   * @param kind what the names of its fields begin with
   * @param collaborator the name of the agent that the step calls
   */
  record Begun(String who, String kind, @Nullable String collaborator, OpenInferenceSpan<?> span) {}

  LlmSpan model(WireObject input, OpenInferenceSpan<?> parent, Instant start) {
    LlmSpan span = start(tracer.llm("bedrock_agent.model"), parent, start);
    String model = input.text("foundationModel");
    String text = input.string("text");
    span.provider(LlmProvider.AWS).modelName(model).system(ModelOrigins.systemOf(model));
    Object parameters = input.get("inferenceConfiguration");
    if (parameters != null) {
      span.invocationParameters(WireJson.toJson(parameters));
    }
    if (text != null) {
      span.inputMessages(prompt(text));
      // The value of an LLM span obeys the settings for texts as its messages do.
      Map<String, ?> parsed = WireJson.parseAll(text);
      span.input(mask.input().json(parsed == null ? text : parsed), MimeType.JSON);
    }
    return span;
  }

  /** The prompt is the JSON of a request, or plain text. */
  private List<Message> prompt(String text) {
    WireObject request = WireObject.of(WireJson.parseAll(text));
    List<Object> messages = new ArrayList<>();
    Object system = request.get("system");
    if (system instanceof String || system instanceof List) {
      messages.add(Map.of("role", "system", "content", system));
    }
    messages.addAll(request.list("messages"));
    return messages.isEmpty() ? List.of(Message.user(text)) : Messages.of(messages, mask.input());
  }

  void modelAnswered(OpenInferenceSpan<?> step, WireObject output) {
    if (!(step instanceof LlmSpan span)) {
      return;
    }
    span.tokenCount(TokenCounts.besideCache(output.object("metadata").object("usage")));
    String text = output.object("rawResponse").string("content");
    text = text == null ? output.textOrJson("parsedResponse") : text;
    if (text != null) {
      span.outputMessages(answer(text, output, span));
      Map<String, ?> parsed = WireJson.parseAll(text);
      span.output(mask.output().json(parsed == null ? text : parsed), MimeType.JSON);
    }
  }

  /** The answer is the JSON of a response, or plain text. */
  private List<Message> answer(String text, WireObject output, LlmSpan span) {
    WireObject response = WireObject.of(WireJson.parseAll(text));
    boolean isConverse = !response.object("output").isEmpty();
    ModelApi api = isConverse ? new ConverseApi() : new ClaudeApi();
    ModelApi.Answer answer = api.answer(response, mask.output());
    span.finishReason(answer.finishReason());
    if (!answer.messages().isEmpty()) {
      return answer.messages();
    }
    List<Object> blocks = new ArrayList<>();
    Object reasoning = output.get("reasoningContent");
    if (reasoning != null) {
      blocks.add(Map.of("reasoningContent", reasoning));
    }
    blocks.add(Map.of("text", text));
    return Messages.of(List.of(Map.of("role", "assistant", "content", blocks)), mask.output());
  }

  /** Returns the step that an event begins, or null. */
  @Nullable Begun invocation(
      String who, WireObject event, OpenInferenceSpan<?> parent, Instant start) {
    String kind = kindOf(event, INPUT);
    WireObject input = event.object(kind + INPUT);
    if (kind == null || input.isEmpty()) {
      return null;
    }
    String agent = input.text("agentCollaboratorName");
    OpenInferenceSpan<?> span =
        switch (kind) {
          case TOOL -> tool(toolName(input), input, parent, start);
          case CODE -> tool("code_interpreter", input, parent, start);
          case RETRIEVAL ->
              start(tracer.retriever("bedrock_agent.retrieve"), parent, start)
                  .input(input.string("text"));
          default ->
              start(
                      tracer.agent(agent == null ? "bedrock_agent.collaborator" : agent),
                      parent,
                      start)
                  .agentName(agent)
                  .input(said(input.object("input")));
        };
    return new Begun(who, kind, agent, span);
  }

  /** Returns the kind of step that has a field in an object, or null. */
  static @Nullable String kindOf(WireObject event, String suffix) {
    return KINDS.stream().filter(kind -> event.get(kind + suffix) != null).findFirst().orElse(null);
  }

  private static <S extends OpenInferenceSpan<S>> S start(
      OpenInferenceSpanBuilder<S> span, OpenInferenceSpan<?> parent, Instant start) {
    return span.setStartTimestamp(start).startSpan(parent.context());
  }

  private OpenInferenceSpan<?> tool(
      String name, WireObject input, OpenInferenceSpan<?> parent, Instant start) {
    return start(tracer.tool(name), parent, start)
        .toolName(name)
        .input(WireJson.toJson(input.fields()), MimeType.JSON);
  }

  private static String toolName(WireObject action) {
    String name = action.firstText("function", "apiPath", "actionGroupName");
    return name == null ? "action_group" : name;
  }

  /** Returns the agent that has answered in an observation, or null. */
  static @Nullable String collaboratorOf(WireObject observation) {
    return observation.object(AGENT + OUTPUT).text("agentCollaboratorName");
  }

  void observed(OpenInferenceSpan<?> step, String kind, WireObject observation) {
    WireObject output = observation.object(kind + OUTPUT);
    if (step instanceof RetrieverSpan retriever) {
      retriever.documents(RetrievedDocuments.of(output.objects("retrievedReferences")));
    } else if (kind.equals(AGENT)) {
      step.output(said(output.object("output")));
    } else if (kind.equals(TOOL)) {
      step.output(output.string("text"));
    } else {
      step.output(WireJson.toJson(output.fields()), MimeType.JSON);
      if (output.text("executionError") != null) {
        step.setStatus(StatusCode.ERROR, "executionError");
      } else if (Boolean.TRUE.equals(output.get("executionTimeout"))) {
        step.setStatus(StatusCode.ERROR, "executionTimeout");
      }
    }
  }

  /** Returns the text of a turn, the JSON of a turn without text, or null for an empty turn. */
  private static @Nullable String said(WireObject turn) {
    String text = turn.string("text");
    return text != null || turn.isEmpty() ? text : WireJson.toJson(turn.fields());
  }

  GuardrailSpan guardrail(WireObject trace, OpenInferenceSpan<?> parent, Instant start) {
    GuardrailSpan span = start(tracer.guardrail("bedrock_agent.guardrail"), parent, start);
    span.output(mask.output().json(trace), MimeType.JSON);
    if ("INTERVENED".equals(trace.string("action"))
        && Interventions.block(trace.get("inputAssessments"), trace.get("outputAssessments"))) {
      span.setStatus(StatusCode.ERROR, "INTERVENED");
    }
    return span;
  }
}
