// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.openinference.instrumentation.OpenInferenceTracer;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The tools, resources and prompts that the servers of the tests offer. */
final class Offers {

  static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";

  /** The attributes of both spans of a request for the resource. */
  static final Map<String, Object> RESOURCE_ATTRIBUTES =
      Map.ofEntries(
          Map.entry("openinference.span.kind", "RETRIEVER"),
          Map.entry("input.value", "fjord://depth"),
          Map.entry("input.mime_type", "text/plain"),
          Map.entry("output.value", "[\"1308 m\"]"),
          Map.entry("output.mime_type", "application/json"),
          Map.entry("retrieval.documents.0.document.id", "fjord://depth"),
          Map.entry("retrieval.documents.0.document.mime_type", "text/plain"),
          Map.entry("retrieval.documents.0.document.content", "1308 m"),
          Map.entry("retrieval.documents.1.document.id", "fjord://depth/map"),
          Map.entry("retrieval.documents.1.document.mime_type", "image/png"),
          Map.entry("retrieval.documents.1.document.metadata", "{\"bytes\":5}"));

  /** The attributes of both spans of a request for the prompt. */
  static final Map<String, Object> PROMPT_ATTRIBUTES =
      Map.of(
          "openinference.span.kind", "PROMPT",
          "prompt.id", "guide",
          "input.value", "{\"place\":\"Flåm\"}",
          "input.mime_type", "application/json",
          "output.value", "[{\"role\":\"user\",\"content\":\"Guide me to Flåm\"}]",
          "output.mime_type", "application/json");

  private final OpenInferenceTracer tracer;
  private final UnaryOperator<Record> wrap;

  private Offers(OpenInferenceTracer tracer, UnaryOperator<Record> wrap) {
    this.tracer = tracer;
    this.wrap = wrap;
  }

  /**
   * Adds the offers to a server.
   *
   * @param tracer traces the code of the handlers
   * @param wrap wraps the specifications, or returns them as they are
   */
  static <S extends McpServer.SyncSpecification<S>> McpServer.SyncSpecification<S> addTo(
      McpServer.SyncSpecification<S> server,
      OpenInferenceTracer tracer,
      UnaryOperator<Record> wrap) {
    Offers offers = new Offers(tracer, wrap);
    return server
        .serverInfo("fjord", "1.0")
        .capabilities(
            ServerCapabilities.builder()
                .tools(true)
                .resources(false, true)
                .prompts(true)
                .completions()
                .build())
        .tools(offers.tools())
        .resources(offers.resources())
        .prompts(offers.prompts())
        .completions(offers.completions());
  }

  private List<SyncToolSpecification> tools() {
    return List.of(
        tool("weather", (exchange, request) -> weather(request)),
        tool("image", (exchange, request) -> image()),
        tool("structured", (exchange, request) -> structured()),
        tool("refuse", (exchange, request) -> refuse()),
        tool(
            "throw",
            (exchange, request) -> {
              throw new IllegalStateException("no boat");
            }));
  }

  private CallToolResult weather(CallToolRequest request) {
    tracer.chain("forecast").run(() -> {});
    return CallToolResult.builder()
        .addTextContent("sunny in " + request.arguments().get("city"))
        .build();
  }

  private static CallToolResult image() {
    return CallToolResult.builder()
        .addTextContent("a fjord")
        .addContent(new ImageContent(null, "aGk=", "image/png"))
        .build();
  }

  private static CallToolResult structured() {
    return CallToolResult.builder()
        .content(List.of())
        .structuredContent(Map.of("depth", 1308))
        .build();
  }

  private static CallToolResult refuse() {
    return CallToolResult.builder().addTextContent("not today").isError(true).build();
  }

  private SyncToolSpecification tool(
      String name, BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    return wrapped(
        SyncToolSpecification.builder()
            .tool(
                Tool.builder()
                    .name(name)
                    .description("Tool " + name)
                    .inputSchema(McpJsonDefaults.getMapper(), SCHEMA)
                    .build())
            .callHandler(handler)
            .build());
  }

  private List<SyncResourceSpecification> resources() {
    return List.of(
        wrapped(
            new SyncResourceSpecification(
                Resource.builder().uri("fjord://depth").name("depth").build(),
                (exchange, request) ->
                    new ReadResourceResult(
                        List.of(
                            new TextResourceContents(request.uri(), "text/plain", "1308 m"),
                            new BlobResourceContents(
                                request.uri() + "/map", "image/png", "aGVsbG8="))))));
  }

  private List<SyncPromptSpecification> prompts() {
    return List.of(
        wrapped(
            new SyncPromptSpecification(
                new Prompt(
                    "guide", "A guide", List.of(new PromptArgument("place", "A place", false))),
                (exchange, request) ->
                    new GetPromptResult(
                        "A guide",
                        List.of(
                            new PromptMessage(
                                Role.USER,
                                new TextContent(
                                    "Guide me to " + request.arguments().get("place"))))))));
  }

  private List<SyncCompletionSpecification> completions() {
    return List.of(
        wrapped(
            new SyncCompletionSpecification(
                new PromptReference("guide"),
                (exchange, request) -> {
                  tracer.chain("complete").run(() -> {});
                  return new CompleteResult(
                      new CompleteResult.CompleteCompletion(List.of("Flåm"), 1, false));
                })));
  }

  @SuppressWarnings("unchecked") // A wrapped specification has the type of the specification.
  private <S extends Record> S wrapped(S specification) {
    return (S) wrap.apply(specification);
  }
}
