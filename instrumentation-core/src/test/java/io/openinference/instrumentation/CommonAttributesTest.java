// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.semconv.MimeType;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The attributes that spans of several kinds have in common, and the small kinds. */
class CommonAttributesTest {

  private static final AttributeKey<String> TEXT = AttributeKey.stringKey("acme.text");
  private static final AttributeKey<Long> NUMBER = AttributeKey.longKey("acme.number");
  private static final AttributeKey<List<Boolean>> FLAGS =
      AttributeKey.booleanArrayKey("acme.flags");

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void toolRecordsItself() {
    tracer
        .tool("getWeather")
        .run(
            span ->
                span.toolName("getWeather")
                    .toolDescription("Tells the weather.")
                    .toolId("call-1")
                    .toolParameters("{\"city\":\"Paris\"}")
                    .toolJsonSchema("{\"type\":\"object\"}")
                    .input("{\"city\":\"Paris\"}", MimeType.JSON)
                    .output("sunny"));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "TOOL",
                "tool.name", "getWeather",
                "tool.description", "Tells the weather.",
                "tool.id", "call-1",
                "tool.parameters", "{\"city\":\"Paris\"}",
                "tool.json_schema", "{\"type\":\"object\"}",
                "input.value", "{\"city\":\"Paris\"}",
                "input.mime_type", "application/json",
                "output.value", "sunny",
                "output.mime_type", "text/plain"));
  }

  @Test
  void agentRecordsItsNameAndPlaceInTheGraph() {
    tracer
        .agent("run")
        .run(
            span ->
                span.agentName("planner").graphNode(GraphNode.of("node-2", "Planner", "node-1")));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "AGENT",
                "agent.name", "planner",
                "graph.node.id", "node-2",
                "graph.node.name", "Planner",
                "graph.node.parent_id", "node-1"));
  }

  @Test
  void promptRecordsItsTemplateAndSource() {
    tracer
        .prompt("render")
        .run(
            span ->
                span.prompt(PromptReference.of("langsmith", "p-1", "https://prompts.example/p-1"))
                    .promptTemplate(PromptTemplate.of("Hi {n}", Map.of("n", "Ann"), "7"))
                    .output("Hi Ann"));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "PROMPT",
                "prompt.vendor", "langsmith",
                "prompt.id", "p-1",
                "prompt.url", "https://prompts.example/p-1",
                "llm.prompt_template.template", "Hi {n}",
                "llm.prompt_template.variables", "{\"n\":\"Ann\"}",
                "llm.prompt_template.version", "7",
                "output.value", "Hi Ann",
                "output.mime_type", "text/plain"));
  }

  @Test
  void writesMapsAsJson() {
    tracer
        .chain("step")
        .run(
            span ->
                span.inputJson(Map.of("q", List.of("Why?", 2)))
                    .outputJson(new Object[] {1.5, null, true})
                    .metadata(Map.of("tenant", "acme"))
                    .tags(Arrays.asList("a", null, "b")));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "CHAIN",
                "input.value", "{\"q\":[\"Why?\",2]}",
                "input.mime_type", "application/json",
                "output.value", "[1.5,null,true]",
                "output.mime_type", "application/json",
                "metadata", "{\"tenant\":\"acme\"}",
                "tag.tags", List.of("a", "b")));
  }

  @Test
  void keepsTheTagsThatItWasGiven() {
    List<String> tags = new ArrayList<>(List.of("a"));
    tracer
        .chain("step")
        .run(
            span -> {
              span.tags(tags);
              tags.add("b");
            });

    assertThat(telemetry.trace().root()).hasAttribute("tag.tags", List.of("a"));
  }

  @Test
  void setsAttributesOfAnyType() {
    tracer
        .chain("step")
        .setAttribute(NUMBER, 1)
        .setAttribute(TEXT, "at start")
        .run(
            span ->
                span.setAttribute(NUMBER, 2)
                    .setAttribute(FLAGS, List.of(true, false))
                    .setAttributeLazily(TEXT, () -> "later"));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind",
                "CHAIN",
                "acme.number",
                2,
                "acme.text",
                "later",
                "acme.flags",
                List.of(true, false)));
  }

  @Test
  void whatIsSetOnTheSpanWinsOverTheScopesAround() {
    try (Scope ignored =
        OpenInference.usingAttributes(
            ContextAttributes.builder()
                .sessionId("outer")
                .userId("outer")
                .tags(List.of("outer"))
                .metadata(Map.of("outer", true))
                .promptTemplate(PromptTemplate.of("outer", Map.of("outer", 1), "outer"))
                .build())) {
      tracer
          .chain("step")
          .run(
              span ->
                  span.sessionId("own")
                      .userId("own")
                      .tags(List.of("own"))
                      .metadata(Map.of("own", true))
                      .promptTemplate(PromptTemplate.of("own", Map.of("own", 1), "own")));
    }

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "CHAIN",
                "session.id", "own",
                "user.id", "own",
                "tag.tags", List.of("own"),
                "metadata", "{\"own\":true}",
                "llm.prompt_template.template", "own",
                "llm.prompt_template.variables", "{\"own\":1}",
                "llm.prompt_template.version", "own"));
  }

  @Test
  void recordsEvents() {
    tracer.llm("ChatCompletion").run(span -> span.addEvent("First Token Stream Event"));

    assertThat(telemetry.trace().root()).hasEvent("First Token Stream Event");
  }

  @Test
  void isAnErrorWhereTheCodeSaysSo() {
    tracer.guardrail("check").run(span -> span.setStatus(StatusCode.ERROR, "blocked"));

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("blocked")
        .hasNoEvents();
  }

  @Test
  void isAnErrorWithoutADescription() {
    tracer.guardrail("check").run(span -> span.setStatus(StatusCode.ERROR, null));

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.ERROR).hasStatusDescription("");
  }

  @Test
  void staysAnErrorWhateverIsSetLater() {
    tracer
        .chain("step")
        .run(
            span ->
                span.setStatus(StatusCode.OK, null)
                    .recordException(new IllegalStateException("first"))
                    .setStatus(StatusCode.ERROR, "second")
                    .setStatus(StatusCode.OK, null)
                    .setStatus(StatusCode.UNSET, null));

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("java.lang.IllegalStateException: first");
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of(List.of(), StatusCode.OK),
        Arguments.of(List.of(StatusCode.OK), StatusCode.OK),
        Arguments.of(List.of(StatusCode.UNSET), StatusCode.UNSET),
        Arguments.of(List.of(StatusCode.ERROR), StatusCode.ERROR),
        Arguments.of(List.of(StatusCode.ERROR, StatusCode.OK), StatusCode.OK),
        Arguments.of(List.of(StatusCode.ERROR, StatusCode.UNSET), StatusCode.UNSET),
        Arguments.of(List.of(StatusCode.OK, StatusCode.ERROR), StatusCode.ERROR));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void endsWithTheStatusThatWasSetLast(List<StatusCode> set, StatusCode expected) {
    tracer.guardrail("check").run(span -> set.forEach(span::setStatus));

    assertThat(telemetry.trace().root()).hasStatus(expected).hasStatusDescription("");
  }

  @Test
  void writesMapsAsJsonBesideStrings() {
    Map<String, Object> map = Map.of("n", 1);
    tracer
        .llm("chat")
        .run(
            span ->
                span.invocationParameters(map)
                    .functionCall(map)
                    .tools(List.of(ToolDefinition.ofJsonSchema(map)))
                    .outputMessages(
                        List.of(
                            Message.builder("assistant")
                                .toolCalls(
                                    List.of(ToolCall.builder().functionArguments(map).build()))
                                .build())));
    tracer.embedding().run(span -> span.invocationParameters(map));
    tracer.tool("t").run(span -> span.toolParameters(map).toolJsonSchema(Map.of()));

    String json = "{\"n\":1}";
    String message = "llm.output_messages.0.message.";
    assertThat(telemetry.spans().get(0))
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind",
                "LLM",
                "llm.invocation_parameters",
                json,
                "llm.function_call",
                json,
                "llm.tools.0.tool.json_schema",
                json,
                message + "role",
                "assistant",
                message + "tool_calls.0.tool_call.function.arguments",
                json));
    assertThat(telemetry.spans().get(1)).hasAttribute("embedding.invocation_parameters", json);
    assertThat(telemetry.spans().get(2))
        .hasAttribute("tool.parameters", json)
        .hasAttribute("tool.json_schema", "{}");
  }
}
