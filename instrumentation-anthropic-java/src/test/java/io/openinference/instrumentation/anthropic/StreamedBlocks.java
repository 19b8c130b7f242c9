// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.instrumentation.anthropic.StreamEvents.TEXT;
import static io.openinference.instrumentation.anthropic.StreamEvents.delta;
import static io.openinference.instrumentation.anthropic.StreamEvents.end;
import static io.openinference.instrumentation.anthropic.StreamEvents.json;
import static io.openinference.instrumentation.anthropic.StreamEvents.open;
import static io.openinference.instrumentation.anthropic.StreamEvents.start;
import static io.openinference.instrumentation.anthropic.StreamEvents.stop;
import static io.openinference.instrumentation.anthropic.StreamEvents.text;

import java.util.List;

/** Streams whose blocks begin, alternate or end in ways that the API does not document. */
final class StreamedBlocks {

  static List<Scenario> all() {
    return List.of(
        startsWithContent(),
        messageThatStartsWithContent(),
        noEnds(),
        noStartOfTheMessage(),
        startsWithoutIndex(),
        startsWithoutType(),
        startsWithoutUsualFields(),
        interleaved(),
        serverTools(),
        emptyBlocks());
  }

  private static Scenario startsWithContent() {
    return Scenario.of("blocks that start with content")
        .events(
            start()
                + open(
                    0, "{\"type\": \"thinking\", \"thinking\": \"Oslo\", \"signature\": \"c2ln\"}")
                + delta(0, "{\"type\": \"thinking_delta\", \"thinking\": \", I think.\"}")
                + open(
                    1,
                    "{\"type\": \"text\", \"text\": \"In \", \"citations\": [{\"cited_text\":"
                        + " \"a\"}]}")
                + text(1, "Oslo.")
                + delta(1, "{\"type\": \"citations_delta\", \"citation\": {\"cited_text\": \"b\"}}")
                + open(
                    2,
                    "{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"track\", \"input\":"
                        + " {\"id\": \"P1\"}}")
                + open(
                    3,
                    "{\"type\": \"tool_use\", \"id\": \"toolu_2\", \"name\": \"track\", \"input\":"
                        + " {\"id\": \"P0\"}}")
                + json(3, "{\"id\":\"P2\"}")
                + open(4, "{\"type\": \"redacted_thinking\", \"data\": \"ZW5j\"}")
                + end())
        .content(
            """
            [{"type": "thinking", "thinking": "Oslo, I think.", "signature": "c2ln"},
             {"type": "text", "text": "In Oslo.", "citations": [{"cited_text": "a"}, {"cited_text": "b"}]},
             {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}},
             {"type": "tool_use", "id": "toolu_2", "name": "track", "input": {"id": "P2"}},
             {"type": "redacted_thinking", "data": "ZW5j"}]
            """)
        .out(
            """
            c0.type = reasoning
            c0.text = Oslo, I think.
            c0.signature = c2ln
            c1.type = text
            c1.text = In Oslo.
            c2.tool = toolu_1|track|{"id":"P1"}
            c3.tool = toolu_2|track|{"id":"P2"}
            c4.type = reasoning
            c4.data = ZW5j
            """)
        .hasJson(
            "metadata",
            "{\"citations\": {\"1\": [{\"cited_text\": \"a\"}, {\"cited_text\": \"b\"}]}}");
  }

  private static Scenario messageThatStartsWithContent() {
    return Scenario.of("message that starts with content")
        .events(
            start()
                    .replace(
                        "\"content\": []", "\"content\": [{\"type\": \"text\", \"text\": \"In \"}]")
                + text(0, "Oslo.")
                + end());
  }

  private static Scenario noEnds() {
    return Scenario.of("blocks and message without an end")
        .events(
            start()
                + open(0, "{\"type\": \"text\", \"text\": \"\"}")
                + text(0, "In Oslo.")
                + "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\"},"
                + " \"usage\": {\"output_tokens\": 5}}\n");
  }

  private static Scenario noStartOfTheMessage() {
    return Scenario.of("message without a start")
        .events(TEXT + end())
        .onlyAnswer(
            """
            {"content": [{"type": "text", "text": "In Oslo."}], "stop_reason": "end_turn", "usage": {"output_tokens": 5}}
            """)
        .hasNot("llm.token_count.prompt", "llm.token_count.total");
  }

  private static Scenario startsWithoutIndex() {
    return Scenario.of("blocks without an index")
        .events(
            (start()
                    + open(0, "{\"type\": \"text\", \"text\": \"\"}")
                    + text(0, "In ")
                    + text(0, "Oslo.")
                    + stop(0)
                    + open(
                        0,
                        "{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"track\","
                            + " \"input\": {}}")
                    + json(0, "{\"id\":")
                    + json(0, "\"P1\"}")
                    + stop(0)
                    + open(
                        0,
                        "{\"type\": \"tool_use\", \"id\": \"toolu_2\", \"name\": \"track\","
                            + " \"input\": {}}")
                    + json(0, "{\"id\":\"P2\"}")
                    + stop(0)
                    + end("tool_use"))
                .replace("\"index\": 0, ", "")
                .replace(", \"index\": 0", ""))
        .answer("{\"stop_reason\": \"tool_use\"}")
        .content(
            """
            [{"type": "text", "text": "In Oslo."},
             {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}},
             {"type": "tool_use", "id": "toolu_2", "name": "track", "input": {"id": "P2"}}]
            """)
        .out(
            """
            c0.type = text
            c0.text = In Oslo.
            c1.tool = toolu_1|track|{"id":"P1"}
            c2.tool = toolu_2|track|{"id":"P2"}
            """)
        .has("llm.finish_reason", "tool_use");
  }

  private static Scenario startsWithoutType() {
    return Scenario.of("blocks that start without their type")
        .events(
            start()
                + open(0, "{\"thinking\": \"Oslo, \"}")
                + delta(0, "{\"type\": \"thinking_delta\", \"thinking\": \"I think.\"}")
                + open(1, "{\"text\": \"In Oslo.\"}")
                + open(2, "{\"id\": \"toolu_1\", \"name\": \"track\", \"input\": {\"id\": \"P1\"}}")
                + end())
        .content(
            """
            [{"type": "thinking", "thinking": "Oslo, I think."},
             {"type": "text", "text": "In Oslo."},
             {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]
            """)
        .out(
            """
            c0.type = reasoning
            c0.text = Oslo, I think.
            c1.type = text
            c1.text = In Oslo.
            c2.tool = toolu_1|track|{"id":"P1"}
            """);
  }

  private static Scenario startsWithoutUsualFields() {
    return Scenario.of("blocks that start with their type alone")
        .events(
            start()
                + open(0, "{\"type\": \"thinking\"}")
                + delta(0, "{\"type\": \"thinking_delta\", \"thinking\": \"Oslo.\"}")
                + delta(0, "{\"type\": \"signature_delta\", \"signature\": \"c2ln\"}")
                + open(1, "{\"type\": \"text\"}")
                + text(1, "In Oslo.")
                + open(2, "{\"type\": \"tool_use\", \"name\": \"track\"}")
                + open(3, "{\"type\": \"tool_use\", \"id\": \"toolu_2\", \"name\": \"track\"}")
                + json(3, "{}")
                + end())
        .content(
            """
            [{"type": "thinking", "thinking": "Oslo.", "signature": "c2ln"},
             {"type": "text", "text": "In Oslo."},
             {"type": "tool_use", "name": "track"},
             {"type": "tool_use", "id": "toolu_2", "name": "track", "input": {}}]
            """)
        .out(
            """
            c0.type = reasoning
            c0.text = Oslo.
            c0.signature = c2ln
            c1.type = text
            c1.text = In Oslo.
            c2.tool = |track|
            c3.tool = toolu_2|track|{}
            """);
  }

  private static Scenario interleaved() {
    return Scenario.of("blocks whose pieces alternate")
        .events(
            start()
                + open(0, "{\"type\": \"thinking\", \"thinking\": \"\", \"signature\": \"\"}")
                + open(
                    2,
                    "{\"type\": \"tool_use\", \"id\": \"toolu_2\", \"name\": \"weather\","
                        + " \"input\": {}}")
                + json(2, "{\"zero\":")
                + delta(0, "{\"type\": \"thinking_delta\", \"thinking\": \"Oslo, \"}")
                + open(
                    1,
                    "{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"track\", \"input\":"
                        + " {}}")
                + json(1, "{\"id\":\"")
                + json(2, "0,\"no\":false,")
                + stop(2)
                + json(1, "P1\\\"é\"}")
                + delta(0, "{\"type\": \"thinking_delta\", \"thinking\": \"I think.\"}")
                + json(2, "\"none\":null}")
                + delta(0, "{\"type\": \"signature_delta\", \"signature\": \"c2ln\"}")
                + stop(0)
                + end("tool_use"))
        .answer("{\"stop_reason\": \"tool_use\"}")
        .content(
            """
            [{"type": "thinking", "thinking": "Oslo, I think.", "signature": "c2ln"},
             {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1\\"é"}},
             {"type": "tool_use", "id": "toolu_2", "name": "weather", "input": {"zero": 0, "no": false, "none": null}}]
            """)
        .out(
            """
            c0.type = reasoning
            c0.text = Oslo, I think.
            c0.signature = c2ln
            c1.tool = toolu_1|track|{"id":"P1\\"é"}
            c2.tool = toolu_2|weather|{"zero":0,"no":false,"none":null}
            """)
        .has("llm.finish_reason", "tool_use");
  }

  private static Scenario serverTools() {
    String found =
        "{\"type\":\"tool_search_tool_result\",\"tool_use_id\":\"srv_1\",\"content\":{\"type\":\"tool_search_tool_search_result\",\"tool_references\":[{\"type\":\"tool_reference\",\"tool_name\":\"track\"}]}}";
    String ran =
        "{\"type\":\"code_execution_tool_result\",\"tool_use_id\":\"srv_2\",\"content\":{\"type\":\"code_execution_result\",\"stdout\":\"1\",\"stderr\":\"\",\"return_code\":0,\"content\":[{\"type\":\"code_execution_output\",\"file_id\":\"file_1\"}]}}";
    String said =
        "{\"type\":\"mcp_tool_result\",\"tool_use_id\":\"mcp_1\",\"is_error\":false,\"content\":[{\"type\":\"text\",\"text\":\"Oslo\"}]}";
    return Scenario.of("tools of the provider and their results")
        .events(
            start()
                + open(
                    0,
                    "{\"type\": \"server_tool_use\", \"id\": \"srv_1\", \"name\":"
                        + " \"tool_search_tool_regex\", \"input\": {}}")
                + json(0, "{\"pattern\":\"track\"}")
                + open(1, found)
                + open(
                    2,
                    "{\"type\": \"server_tool_use\", \"id\": \"srv_2\", \"name\":"
                        + " \"code_execution\", \"input\": {}}")
                + json(2, "{\"code\":\"print(1)\"}")
                + open(3, ran)
                + open(
                    4,
                    "{\"type\": \"mcp_tool_use\", \"id\": \"mcp_1\", \"name\": \"track\","
                        + " \"server_name\": \"post\", \"input\": {}}")
                + json(4, "{\"id\":\"P1\"}")
                + open(5, said)
                + end())
        .content(
            """
            [{"type": "server_tool_use", "id": "srv_1", "name": "tool_search_tool_regex", "input": {"pattern": "track"}},
             %s,
             {"type": "server_tool_use", "id": "srv_2", "name": "code_execution", "input": {"code": "print(1)"}},
             %s,
             {"type": "mcp_tool_use", "id": "mcp_1", "name": "track", "server_name": "post", "input": {"id": "P1"}},
             %s]
            """
                .formatted(found, ran, said))
        .out(
            """
            c0.tool = srv_1|tool_search_tool_regex|{"pattern":"track"}
            c1.type = tool_search_tool_result
            c1.text = %s
            c2.tool = srv_2|code_execution|{"code":"print(1)"}
            c3.type = code_execution_tool_result
            c3.text = %s
            c4.tool = mcp_1|track|{"id":"P1"}
            c5.type = mcp_tool_result
            c5.text = %s
            """
                .formatted(found, ran, said))
        .hasJson("metadata", "{\"mcp_server_names\": {\"mcp_1\": \"post\"}}");
  }

  private static Scenario emptyBlocks() {
    return Scenario.of("blocks that stay empty")
        .events(
            start()
                + open(0, "{\"type\": \"thinking\", \"thinking\": \"\", \"signature\": \"\"}")
                + delta(0, "{\"type\": \"signature_delta\", \"signature\": \"\"}")
                + open(1, "{\"type\": \"text\", \"text\": \"\", \"citations\": []}")
                + text(1, "")
                + end())
        .content(
            """
            [{"type": "thinking", "thinking": "", "signature": ""}, {"type": "text", "text": ""}]
            """)
        .hasNoContent()
        .out(
            """
            c0.type = reasoning
            c0.text =\s
            c1.type = text
            c1.text =\s
            """);
  }

  private StreamedBlocks() {}
}
