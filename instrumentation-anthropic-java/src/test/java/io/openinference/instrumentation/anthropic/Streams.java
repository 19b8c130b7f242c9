// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;

/** Streams that differ from those that the API documents, and the answers that they make. */
final class Streams {

  private static final String TEXT =
      open(0, "{\"type\": \"text\", \"text\": \"\"}") + text(0, "In ") + text(0, "Oslo.") + stop(0);

  static List<Scenario> all() {
    return List.of(
        countsThatGrow(),
        countsThatComeAgainAsZero(),
        countsAsText(),
        countsThatTheEndLacks(),
        countsThatOnlyTheEndHas(),
        countsThatAreNullAtFirst(),
        detailsThatGrow(),
        countsOfZero(),
        startsWithContent(),
        messageThatStartsWithContent(),
        noEnds(),
        noStartOfTheMessage(),
        startsWithoutIndex(),
        startsWithoutType(),
        startsWithoutUsualFields(),
        interleaved(),
        argumentsCutOff(),
        pausedTurn(),
        stopReasonAtTheBeginning(),
        refusalAfterText(),
        fallback(),
        unknownStopReason(),
        serverTools(),
        emptyBlocks());
  }

  private static String start(String usage) {
    return """
    {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", \
    "model": "claude-sonnet-4-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": %s}}
    """
        .formatted(usage);
  }

  private static String start() {
    return start("{\"input_tokens\": 10, \"output_tokens\": 1}");
  }

  private static String open(int index, String block) {
    return "{\"type\": \"content_block_start\", \"index\": %d, \"content_block\": %s}\n"
        .formatted(index, block);
  }

  private static String delta(int index, String delta) {
    return "{\"type\": \"content_block_delta\", \"index\": %d, \"delta\": %s}\n"
        .formatted(index, delta);
  }

  private static String text(int index, String text) {
    return delta(index, "{\"type\": \"text_delta\", \"text\": \"" + text + "\"}");
  }

  private static String json(int index, String json) {
    return delta(
        index,
        "{\"type\": \"input_json_delta\", \"partial_json\": "
            + Json.MAPPER.getNodeFactory().textNode(json)
            + "}");
  }

  private static String stop(int index) {
    return "{\"type\": \"content_block_stop\", \"index\": %d}\n".formatted(index);
  }

  private static String end(String delta, String usage) {
    return "{\"type\": \"message_delta\", \"delta\": %s, \"usage\": %s}\n{\"type\": \"message_stop\"}\n"
        .formatted(delta, usage);
  }

  private static String end(String stopReason) {
    return end("{\"stop_reason\": \"" + stopReason + "\"}", "{\"output_tokens\": 5}");
  }

  private static String end() {
    return end("end_turn");
  }

  private static Scenario withUsage(String name, String events, String usage) {
    return Scenario.of(name).events(events).answer("{\"usage\": " + usage + "}");
  }

  private static Scenario countsThatGrow() {
    return withUsage(
            "counts that grow",
            start(
                    "{\"input_tokens\": 10, \"cache_read_input_tokens\": 0,"
                        + " \"cache_creation_input_tokens\": 50, \"output_tokens\": 1}")
                + TEXT
                + end(
                    "{\"stop_reason\": \"end_turn\"}",
                    "{\"input_tokens\": 12, \"cache_read_input_tokens\": 100,"
                        + " \"cache_creation_input_tokens\": 60, \"output_tokens\": 5}"),
            "{\"input_tokens\": 12, \"cache_read_input_tokens\": 100,"
                + " \"cache_creation_input_tokens\": 60, \"output_tokens\": 5}")
        .tokens(172, 5)
        .has("llm.token_count.prompt_details.cache_read", 100L)
        .has("llm.token_count.prompt_details.cache_write", 60L);
  }

  private static Scenario countsThatComeAgainAsZero() {
    return withUsage(
            "counts that come again as zero",
            start(
                    "{\"input_tokens\": 10, \"cache_read_input_tokens\": 100,"
                        + " \"cache_creation_input_tokens\": 50, \"output_tokens\": 1}")
                + TEXT
                + end(
                    "{\"stop_reason\": \"end_turn\"}",
                    "{\"input_tokens\": 0, \"cache_read_input_tokens\": 0,"
                        + " \"cache_creation_input_tokens\": 0, \"output_tokens\": 5}"),
            "{\"input_tokens\": 10, \"cache_read_input_tokens\": 100,"
                + " \"cache_creation_input_tokens\": 50, \"output_tokens\": 5}")
        .tokens(160, 5)
        .has("llm.token_count.prompt_details.cache_read", 100L)
        .has("llm.token_count.prompt_details.cache_write", 50L);
  }

  /** Also a stop reason that comes again as an empty text. */
  private static Scenario countsAsText() {
    return withUsage(
            "counts that come as text",
            start(
                    "{\"input_tokens\": \"10\", \"cache_read_input_tokens\": 100,"
                        + " \"output_tokens\": \"5\"}")
                + TEXT
                + "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\"},"
                + " \"usage\": {\"input_tokens\": \"0\", \"cache_read_input_tokens\": \"0\","
                + " \"output_tokens\": \"4\"}}\n"
                + end("{\"stop_reason\": \"\"}", "{\"output_tokens\": \"6\"}"),
            "{\"input_tokens\": \"10\", \"cache_read_input_tokens\": 100, \"output_tokens\":"
                + " \"6\"}")
        .tokens(110, 6)
        .has("llm.token_count.prompt_details.cache_read", 100L);
  }

  private static Scenario countsThatTheEndLacks() {
    return withUsage(
            "counts that two ends lack in turn",
            start("{\"input_tokens\": 10, \"cache_read_input_tokens\": 100, \"output_tokens\": 1}")
                + TEXT
                + "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\"},"
                + " \"usage\": {\"cache_read_input_tokens\": 120}}\n"
                + "{\"type\": \"message_delta\", \"delta\": {}}\n"
                + end("{\"stop_reason\": null}", "{\"output_tokens\": 5}"),
            "{\"input_tokens\": 10, \"cache_read_input_tokens\": 120, \"output_tokens\": 5}")
        .tokens(130, 5)
        .has("llm.token_count.prompt_details.cache_read", 120L);
  }

  private static Scenario countsThatOnlyTheEndHas() {
    return Scenario.of("counts that only the end has")
        .events(
            start("null")
                + TEXT
                + end(
                    "{\"stop_reason\": \"end_turn\"}",
                    "{\"input_tokens\": 10, \"output_tokens\": 5}"));
  }

  private static Scenario countsThatAreNullAtFirst() {
    return withUsage(
            "counts that are null at first and at last",
            start(
                    "{\"input_tokens\": null, \"cache_read_input_tokens\": 3, \"cache_creation\":"
                        + " null, \"output_tokens\": null}")
                + TEXT
                + end(
                    "{\"stop_reason\": \"end_turn\"}",
                    "{\"input_tokens\": 10, \"cache_read_input_tokens\": null, \"output_tokens\":"
                        + " 5}"),
            "{\"cache_read_input_tokens\": 3, \"input_tokens\": 10, \"output_tokens\": 5}")
        .tokens(13, 5)
        .has("llm.token_count.prompt_details.cache_read", 3L);
  }

  private static Scenario detailsThatGrow() {
    return withUsage(
            "details of counts that grow",
            start(
                    """
                    {"input_tokens": 10, "output_tokens": 1, "cache_creation": {"ephemeral_5m_input_tokens": 1, "ephemeral_1h_input_tokens": 0}, \
                    "server_tool_use": {"web_search_requests": 0}, "output_tokens_details": {"thinking_tokens": 0}}\
                    """)
                + TEXT
                + end(
                    "{\"stop_reason\": \"end_turn\"}",
                    """
                    {"output_tokens": 5, "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 2}, \
                    "server_tool_use": {"web_search_requests": 2}, "output_tokens_details": {"thinking_tokens": 4}}\
                    """),
            """
            {"input_tokens": 10, "output_tokens": 5, "cache_creation": {"ephemeral_5m_input_tokens": 1, "ephemeral_1h_input_tokens": 2},
             "server_tool_use": {"web_search_requests": 2}, "output_tokens_details": {"thinking_tokens": 4}}
            """)
        .tokens(13, 5)
        .has("llm.token_count.prompt_details.cache_write", 3L)
        .has("llm.token_count.completion_details.reasoning", 4L)
        .hasJson("metadata", "{\"server_tool_use\": {\"web_search_requests\": 2}}");
  }

  private static Scenario countsOfZero() {
    String zeros =
        """
        {"input_tokens": 0, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0, \
        "output_tokens": 0, "output_tokens_details": {"thinking_tokens": 0}}\
        """;
    return withUsage(
            "all counts of zero",
            start(zeros) + TEXT + end("{\"stop_reason\": \"end_turn\"}", zeros),
            zeros)
        .tokens(0, 0)
        .has("llm.token_count.prompt_details.cache_read", 0L)
        .has("llm.token_count.prompt_details.cache_write", 0L)
        .has("llm.token_count.completion_details.reasoning", 0L);
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

  private static Scenario argumentsCutOff() {
    return Scenario.of("arguments that the limit of tokens cuts off")
        .events(
            start()
                + open(
                    0,
                    "{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"track\", \"input\":"
                        + " {}}")
                + json(0, "{\"id\": \"P")
                + end("max_tokens"))
        .answer("{\"stop_reason\": \"max_tokens\"}")
        .content(
            """
            [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": "{\\"id\\": \\"P"}]
            """)
        .out("c0.tool = toolu_1|track|{\"id\": \"P")
        .has("llm.finish_reason", "max_tokens");
  }

  private static Scenario pausedTurn() {
    return Scenario.of("turn that pauses within a tool of the provider")
        .events(
            start()
                + open(0, "{\"type\": \"text\", \"text\": \"\"}")
                + text(0, "I look.")
                + open(
                    1,
                    "{\"type\": \"server_tool_use\", \"id\": \"srv_1\", \"name\": \"web_search\","
                        + " \"input\": {}}")
                + json(1, "{\"query\":\"parcel\"}")
                + end(
                    "{\"stop_reason\": \"pause_turn\", \"container\": {\"id\": \"container_1\"}}",
                    "{\"output_tokens\": 5, \"server_tool_use\": {\"web_search_requests\": 1}}"))
        .answer(
            """
            {"stop_reason": "pause_turn", "container": {"id": "container_1"},
             "usage": {"input_tokens": 10, "output_tokens": 5, "server_tool_use": {"web_search_requests": 1}}}
            """)
        .content(
            """
            [{"type": "text", "text": "I look."},
             {"type": "server_tool_use", "id": "srv_1", "name": "web_search", "input": {"query": "parcel"}}]
            """)
        .out(
            """
            c0.type = text
            c0.text = I look.
            c1.tool = srv_1|web_search|{"query":"parcel"}
            """)
        .has("llm.finish_reason", "pause_turn")
        .hasJson(
            "metadata",
            "{\"container_id\": \"container_1\", \"server_tool_use\": {\"web_search_requests\":"
                + " 1}}");
  }

  /** And a block that begins after its pieces. */
  private static Scenario stopReasonAtTheBeginning() {
    return Scenario.of("stop reason that stands at the beginning")
        .events(
            start().replace("\"stop_reason\": null", "\"stop_reason\": \"tool_use\"")
                + json(0, "{\"id\":")
                + open(
                    0,
                    "{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"track\","
                        + " \"input\": {}}")
                + json(0, "\"P1\"}")
                + end("{\"stop_reason\": null}", "{\"output_tokens\": 5}"))
        .answer("{\"stop_reason\": \"tool_use\"}")
        .content(
            """
            [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]
            """)
        .out("c0.tool = toolu_1|track|{\"id\":\"P1\"}")
        .has("llm.finish_reason", "tool_use");
  }

  private static Scenario refusalAfterText() {
    return Scenario.of("refusal after text")
        .events(
            start()
                + TEXT
                + end(
                    "{\"stop_reason\": \"refusal\", \"stop_details\": {\"type\": \"refusal\","
                        + " \"category\": null, \"explanation\": \"No.\"}}",
                    "{\"output_tokens\": 5}"))
        .answer(
            """
            {"stop_reason": "refusal", "stop_details": {"type": "refusal", "category": null, "explanation": "No."}}
            """)
        .has("llm.finish_reason", "refusal")
        .hasJson(
            "metadata",
            "{\"stop_details\": {\"type\": \"refusal\", \"category\": null, \"explanation\":"
                + " \"No.\"}}");
  }

  /** The stream starts with the model that refuses and with its counts. */
  private static Scenario fallback() {
    String block =
        "{\"type\": \"fallback\", \"from\": {\"model\": \"claude-sonnet-4-5\"}, \"to\": {\"model\":"
            + " \"claude-haiku-4-5\"}}";
    String iterations =
        "[{\"type\": \"message\", \"input_tokens\": 10, \"output_tokens\": 7}, {\"type\":"
            + " \"fallback_message\", \"input_tokens\": 8, \"output_tokens\": 5}]";
    return withUsage(
            "another model that goes on in a stream",
            start(
                    "{\"input_tokens\": 10, \"cache_read_input_tokens\": 100,"
                        + " \"cache_creation_input_tokens\": 50, \"cache_creation\":"
                        + " {\"ephemeral_5m_input_tokens\": 50}, \"output_tokens\": 7}")
                + open(0, block)
                + stop(0)
                + open(1, "{\"type\": \"text\", \"text\": \"\"}")
                + text(1, "In Oslo.")
                + end(
                    "{\"stop_reason\": \"end_turn\"}",
                    "{\"input_tokens\": 8, \"cache_read_input_tokens\": 0, \"output_tokens\": 5,"
                        + " \"iterations\": "
                        + iterations
                        + "}"),
            "{\"input_tokens\": 8, \"cache_read_input_tokens\": 0, \"output_tokens\": 5,"
                + " \"iterations\": "
                + iterations
                + "}")
        .answer("{\"model\": \"claude-haiku-4-5\"}")
        .content("[" + block + ", {\"type\": \"text\", \"text\": \"In Oslo.\"}]")
        .out(
            """
            c0.type = fallback
            c0.text = claude-sonnet-4-5 -> claude-haiku-4-5
            c1.type = text
            c1.text = In Oslo.
            """)
        .tokens(8, 5)
        .has("llm.token_count.prompt_details.cache_read", 0L)
        .has("llm.model_name", "claude-haiku-4-5")
        .has("llm.request.model_name", "claude-sonnet-4-5")
        .has("llm.response.model_name", "claude-haiku-4-5")
        .hasJson("metadata", "{\"usage_iterations\": " + iterations + "}");
  }

  private static Scenario unknownStopReason() {
    return Scenario.of("stop reason that is not known")
        .events(start() + TEXT + end("out_of_patience"))
        .answer("{\"stop_reason\": \"out_of_patience\"}")
        .has("llm.finish_reason", "out_of_patience");
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

  private Streams() {}
}
