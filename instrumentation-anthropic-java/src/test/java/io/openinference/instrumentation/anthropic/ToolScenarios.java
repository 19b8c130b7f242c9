// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;

/** Tools that the application runs: definitions, calls and results. */
final class ToolScenarios {

  private static final String TRACK =
      """
      {"name": "track", "description": "Tracks a parcel",
       "input_schema": {"type": "object", "properties": {"id": {"type": "string"}}}}
      """;

  static List<Scenario> all() {
    return List.of(
        toolUse(),
        parallelToolUses(),
        toolUseThatNamesNothing(),
        argumentsOfZero(),
        toolResults(),
        toolResultWithImage(),
        toolResultsWithMedia(),
        toolChanges());
  }

  private static Scenario toolUse() {
    return Scenario.of("tool use between text")
        .request(
            """
            {"tools": [{"name": "track", "description": "Tracks a parcel",
                        "input_schema": {"type": "object", "properties": {"id": {"type": "string"}}}}]}
            """)
        .answer("{\"stop_reason\": \"tool_use\"}")
        .content(
            """
            [{"type": "text", "text": "Let me look."},
             {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}},
             {"type": "text", "text": "One moment."}]
            """)
        .out(
            """
            c0.type = text
            c0.text = Let me look.
            c1.tool = toolu_1|track|{"id":"P1"}
            c2.type = text
            c2.text = One moment.
            """)
        .has("llm.tools.0.tool.name", "track")
        .has("llm.tools.0.tool.description", "Tracks a parcel")
        .has("llm.finish_reason", "tool_use")
        .hasJson("llm.tools.0.tool.json_schema", TRACK);
  }

  private static Scenario parallelToolUses() {
    return Scenario.of("parallel tool uses")
        .answer("{\"stop_reason\": \"tool_use\"}")
        .content(
            """
            [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}},
             {"type": "tool_use", "id": "toolu_2", "name": "weather", "input": {}}]
            """)
        .out(
            """
            c0.tool = toolu_1|track|{"id":"P1"}
            c1.tool = toolu_2|weather|{}
            """)
        .has("llm.finish_reason", "tool_use");
  }

  private static Scenario toolUseThatNamesNothing() {
    return Scenario.of("tool use that names nothing")
        .answer("{\"stop_reason\": \"tool_use\"}")
        .content(
            """
            [{"type": "tool_use"}, {"type": "tool_use", "id": "toolu_2", "name": "weather", "input": {}}]
            """)
        .out(
            """
            c0.type = tool_use
            c1.tool = toolu_2|weather|{}
            """)
        .has("llm.finish_reason", "tool_use");
  }

  private static Scenario argumentsOfZero() {
    String arguments =
        "{\"zero\":0,\"none\":null,\"no\":false,\"half\":0.5,\"big\":12345678901234567890,\"empty\":\"\",\"list\":[],\"deep\":{\"a\":[{\"b\":0}]}}";
    return Scenario.of("arguments of zero, null and false")
        .messages(
            """
            [{"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_0", "name": "track", "input": %s}]}]
            """
                .formatted(arguments))
        .content(
            "[{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"track\", \"input\": "
                + arguments
                + "}]")
        .in("0.role = assistant\n0.c0.tool = toolu_0|track|" + arguments)
        .out("c0.tool = toolu_1|track|" + arguments);
  }

  private static Scenario toolResults() {
    return Scenario.of("parallel tool results, one failed, before the rest")
        .messages(
            """
            [{"role": "assistant", "content": [
               {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]},
             {"role": "user", "content": [
               {"type": "text", "text": "Here:"},
               {"type": "tool_result", "tool_use_id": "toolu_1", "content": "Oslo"},
               {"type": "tool_result", "tool_use_id": "toolu_2", "is_error": true,
                "content": [{"type": "text", "text": "no such parcel"}]},
               {"type": "tool_result", "tool_use_id": "toolu_3"}]}]
            """)
        .in(
            """
            0.role = assistant
            0.c0.tool = toolu_1|track|{"id":"P1"}
            1.role = tool
            1.tool_call_id = toolu_1
            1.content = Oslo
            2.role = tool
            2.tool_call_id = toolu_2
            2.content = no such parcel
            3.role = tool
            3.tool_call_id = toolu_3
            4.role = user
            4.content = Here:
            """);
  }

  private static Scenario toolResultWithImage() {
    return Scenario.of("image in a tool result")
        .messages(
            """
            [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [
               {"type": "text", "text": "The map:"},
               {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}]}]}]
            """)
        .in(
            """
            0.role = tool
            0.tool_call_id = toolu_1
            0.c0.type = text
            0.c0.text = The map:
            0.c1.type = image
            0.c1.image.image.url = data:image/png;base64,iVBORw0KGgo=
            """);
  }

  private static Scenario toolResultsWithMedia() {
    String search =
        "{\"type\":\"search_result\",\"source\":\"https://example.org\",\"title\":\"T\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}";
    String content =
        "{\"type\":\"document\",\"source\":{\"type\":\"content\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/gif\",\"data\":\"R0lGOA==\"}}]}}";
    return Scenario.of("media in tool results")
        .messages(
            """
            [{"role": "user", "content": [
               {"type": "text", "text": "Here:"},
               {"type": "tool_result", "tool_use_id": "toolu_1", "content": [
                 {"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}},
                 {"type": "image", "source": {"type": "file", "file_id": "file_1"}},
                 {"type": "document", "title": "Bill", "context": "c", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0="}},
                 {"type": "document", "source": {"type": "url", "url": "https://example.org/a.pdf"}},
                 {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Dear Sir"}},
                 {"type": "document", "source": {"type": "file", "file_id": "file_2"}},
                 %s,
                 %s,
                 {"type": "tool_reference", "tool_name": "track"}]},
               {"type": "tool_result", "tool_use_id": "toolu_2", "is_error": true, "content": [
                 {"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": "/9j/4A=="}}]}]}]
            """
                .formatted(content, search))
        .in(
            """
            0.role = tool
            0.tool_call_id = toolu_1
            0.c0.type = image
            0.c0.image.image.url = https://example.org/a.png
            0.c1.type = image
            0.c1.text = {"type":"image","source":{"type":"file","file_id":"file_1"}}
            0.c2.type = document
            0.c2.document.document.name = Bill
            0.c2.document.document.mime_type = application/pdf
            0.c2.document.document.url = data:application/pdf;base64,JVBERi0=
            0.c3.type = document
            0.c3.document.document.url = https://example.org/a.pdf
            0.c4.type = document
            0.c4.document.document.mime_type = text/plain
            0.c4.document.document.content = Dear Sir
            0.c5.type = document
            0.c5.document.document.id = file_2
            0.c6.type = document
            0.c6.text = %s
            0.c7.type = search_result
            0.c7.text = %s
            0.c8.type = tool_reference
            0.c8.text = {"type":"tool_reference","tool_name":"track"}
            1.role = tool
            1.tool_call_id = toolu_2
            1.c0.type = image
            1.c0.image.image.url = data:image/jpeg;base64,/9j/4A==
            2.role = user
            2.content = Here:
            """
                .formatted(content, search));
  }

  private static Scenario toolChanges() {
    return Scenario.of("tools that messages add and remove")
        .request(
            """
            {"tools": [{"name": "a", "input_schema": {}}, {"name": "b", "input_schema": {}}]}
            """)
        .messages(
            """
            [{"role": "system", "content": [
               {"type": "tool_removal", "tool": {"type": "tool_reference", "name": "a"}},
               {"type": "tool_addition", "tool": {"type": "tool_definition", "definition": {"name": "c", "input_schema": {}}}}]}]
            """)
        .in(
            """
            0.role = system
            0.c0.type = tool_removal
            0.c0.text = {"type":"tool_removal","tool":{"type":"tool_reference","name":"a"}}
            0.c1.type = tool_addition
            0.c1.text = {"type":"tool_addition","tool":{"type":"tool_definition","definition":{"name":"c","input_schema":{}}}}
            """)
        .has("llm.tools.0.tool.name", "b")
        .hasJson("llm.tools.0.tool.json_schema", "{\"name\": \"b\", \"input_schema\": {}}")
        .has("llm.tools.1.tool.name", "c")
        .hasJson("llm.tools.1.tool.json_schema", "{\"name\": \"c\", \"input_schema\": {}}");
  }

  private ToolScenarios() {}
}
