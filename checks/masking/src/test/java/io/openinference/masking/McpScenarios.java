// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Handlers of an MCP server. */
final class McpScenarios {

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("tool", McpScenarios::tool);
    scenarios.put("tool that throws", McpScenarios::throwingTool);
    scenarios.put("resource", McpScenarios::resource);
    scenarios.put("prompt", McpScenarios::prompt);
    return scenarios;
  }

  private static void tool(Application application, Secrets secrets) {
    call(
        application,
        secrets,
        () ->
            CallToolResult.builder()
                .addTextContent(secrets.text(Position.TOOL_RESULT))
                .structuredContent(Map.of("text", secrets.text(Position.TOOL_RESULT)))
                .build());
  }

  private static void throwingTool(Application application, Secrets secrets) {
    try {
      call(
          application,
          secrets,
          () -> {
            throw new IllegalStateException(secrets.text(Position.EXCEPTION));
          });
    } catch (IllegalStateException expected) {
      // The span has it.
    }
  }

  private static void call(
      Application application, Secrets secrets, Supplier<CallToolResult> result) {
    SyncToolSpecification tool =
        SyncToolSpecification.builder()
            .tool(
                Tool.builder()
                    .name("weather")
                    .inputSchema(McpJsonDefaults.getMapper(), "{\"type\":\"object\"}")
                    .build())
            .callHandler((exchange, request) -> result.get())
            .build();
    application
        .mcp()
        .wrap(tool)
        .callHandler()
        .apply(
            null,
            new CallToolRequest("weather", Map.of("city", secrets.text(Position.TOOL_ARGUMENTS))));
  }

  private static void resource(Application application, Secrets secrets) {
    SyncResourceSpecification resource =
        new SyncResourceSpecification(
            Resource.builder().uri("fjord://depth").name("depth").build(),
            (exchange, request) ->
                new ReadResourceResult(
                    List.of(
                        new TextResourceContents(
                            secrets.text(Position.DOCUMENT_ID),
                            "text/plain",
                            secrets.text(Position.DOCUMENT)))));
    application
        .mcp()
        .wrap(resource)
        .readHandler()
        .apply(null, new ReadResourceRequest(secrets.text(Position.INPUT_VALUE)));
  }

  private static void prompt(Application application, Secrets secrets) {
    SyncPromptSpecification prompt =
        new SyncPromptSpecification(
            new Prompt("guide", "A guide", List.of()),
            (exchange, request) ->
                new GetPromptResult(
                    "A guide",
                    List.of(
                        new PromptMessage(
                            Role.USER, new TextContent(secrets.text(Position.OUTPUT_VALUE))))));
    application
        .mcp()
        .wrap(prompt)
        .promptHandler()
        .apply(
            null,
            new GetPromptRequest("guide", Map.of("place", secrets.text(Position.INPUT_VALUE))));
  }

  private McpScenarios() {}
}
