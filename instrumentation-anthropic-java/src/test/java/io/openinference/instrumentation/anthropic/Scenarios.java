// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;

/** The requests and answers that the Messages API knows. */
final class Scenarios {

  private static final String TRACK =
      """
      {"name": "track", "description": "Tracks a parcel",
       "input_schema": {"type": "object", "properties": {"id": {"type": "string"}}}}
      """;

  static List<Scenario> all() {
    return List.of(
        text(),
        system(),
        systemBlocks(),
        severalTurns(),
        thinking(),
        redactedThinking(),
        toolUse(),
        parallelToolUses(),
        toolUseThatNamesNothing(),
        toolResults(),
        toolResultWithImage(),
        toolResultsWithMedia(),
        mediaWithoutUsualFields(),
        emptyContents(),
        images(),
        documents(),
        citations(),
        webSearch(),
        serverToolErrors(),
        serverToolsInHistory(),
        mcpTool(),
        container(),
        unknownBlock(),
        cacheTokens(),
        cacheParts(),
        thinkingTokens(),
        compaction(),
        fallback(),
        refusal(),
        pausedTurn(),
        unknownStopReason(),
        zeroCounts(),
        argumentsOfZero(),
        zeroParameters(),
        toolChanges(),
        malformed());
  }

  private static Scenario text() {
    return Scenario.of("text");
  }

  private static Scenario system() {
    return Scenario.of("system as text")
        .request("{\"system\": \"Be brief.\"}")
        .in(
            """
            0.role = system
            0.content = Be brief.
            1.role = user
            1.content = Where is my parcel?
            """);
  }

  private static Scenario systemBlocks() {
    return Scenario.of("system as blocks")
        .request(
            """
            {"system": [{"type": "text", "text": "Be brief."},
                        {"type": "text", "text": "Be kind.", "cache_control": {"type": "ephemeral"}}]}
            """)
        .hasNot("llm.input_messages.0.message.content")
        .in(
            """
            0.role = system
            0.c0.type = text
            0.c0.text = Be brief.
            0.c1.type = text
            0.c1.text = Be kind.
            1.role = user
            1.content = Where is my parcel?
            """);
  }

  private static Scenario severalTurns() {
    return Scenario.of("several turns")
        .messages(
            """
            [{"role": "user", "content": "Hi"},
             {"role": "assistant", "content": [{"type": "text", "text": "Hello"}]},
             {"role": "user", "content": [{"type": "text", "text": "Where"}, {"type": "text", "text": "is it?"}]}]
            """)
        .in(
            """
            0.role = user
            0.content = Hi
            1.role = assistant
            1.content = Hello
            2.role = user
            2.c0.type = text
            2.c0.text = Where
            2.c1.type = text
            2.c1.text = is it?
            """);
  }

  private static Scenario thinking() {
    return Scenario.of("thinking with signature")
        .request("{\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}}")
        .content(
            """
            [{"type": "thinking", "thinking": "Oslo, I think.", "signature": "c2ln"},
             {"type": "text", "text": "In Oslo."}]
            """)
        .out(
            """
            c0.type = reasoning
            c0.text = Oslo, I think.
            c0.signature = c2ln
            c1.type = text
            c1.text = In Oslo.
            """);
  }

  private static Scenario redactedThinking() {
    return Scenario.of("redacted thinking")
        .messages(
            """
            [{"role": "user", "content": "Hi"},
             {"role": "assistant", "content": [{"type": "redacted_thinking", "data": "ZW5j"}]}]
            """)
        .content("[{\"type\": \"redacted_thinking\", \"data\": \"ZW5j\"}]")
        .in(
            """
            0.role = user
            0.content = Hi
            1.role = assistant
            1.c0.type = reasoning
            1.c0.data = ZW5j
            """)
        .out(
            """
            c0.type = reasoning
            c0.data = ZW5j
            """);
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

  private static Scenario mediaWithoutUsualFields() {
    return Scenario.of("media without usual fields")
        .messages(
            """
            [{"role": "user", "content": [
               {"type": "image", "source": {"type": "base64", "data": "iVBORw0KGgo="}},
               {"type": "document", "source": {"type": "base64", "data": "JVBERi0="}},
               {"type": "image"},
               {"type": "document", "source": {}},
               {"type": "image", "source": {"type": "hologram", "beam": 3}}]}]
            """)
        .in(
            """
            0.role = user
            0.c0.type = image
            0.c0.image.image.url = data:image/png;base64,iVBORw0KGgo=
            0.c1.type = document
            0.c1.document.document.url = data:;base64,JVBERi0=
            0.c2.type = image
            0.c2.text = {"type":"image"}
            0.c3.type = document
            0.c3.text = {"type":"document","source":{}}
            0.c4.type = image
            0.c4.text = {"type":"image","source":{"type":"hologram","beam":3}}
            """);
  }

  private static Scenario emptyContents() {
    return Scenario.of("contents that are empty or no list")
        .request("{\"system\": []}")
        .messages(
            """
            [{"role": "user", "content": []},
             {"role": "assistant", "content": ""},
             {"role": "user", "content": {"type": "text", "text": "Hi"}},
             {"role": "assistant", "content": null},
             {"role": "user", "content": [
               {"type": "tool_result", "tool_use_id": "toolu_1", "content": []},
               {"type": "tool_result", "tool_use_id": "toolu_2", "content": ""},
               {"type": "tool_result", "tool_use_id": "toolu_3", "content": {"type": "text", "text": "Oslo"}}]}]
            """)
        .in(
            """
            0.role = user
            1.role = assistant
            1.content =\s
            2.role = user
            2.content = Hi
            3.role = assistant
            4.role = tool
            4.tool_call_id = toolu_1
            5.role = tool
            5.tool_call_id = toolu_2
            5.content =\s
            6.role = tool
            6.tool_call_id = toolu_3
            6.content = Oslo
            """);
  }

  private static Scenario images() {
    return Scenario.of("images")
        .messages(
            """
            [{"role": "user", "content": [
               {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
               {"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}},
               {"type": "image", "source": {"type": "file", "file_id": "file_1"}}]}]
            """)
        .in(
            """
            0.role = user
            0.c0.type = image
            0.c0.image.image.url = data:image/png;base64,iVBORw0KGgo=
            0.c1.type = image
            0.c1.image.image.url = https://example.org/a.png
            0.c2.type = image
            0.c2.text = {"type":"image","source":{"type":"file","file_id":"file_1"}}
            """);
  }

  private static Scenario documents() {
    return Scenario.of("documents")
        .messages(
            """
            [{"role": "user", "content": [
               {"type": "document", "title": "Bill", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0="}},
               {"type": "document", "source": {"type": "url", "url": "https://example.org/a.pdf"}},
               {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Dear Sir"}},
               {"type": "document", "source": {"type": "file", "file_id": "file_1"}},
               {"type": "document", "source": {"type": "content", "content": [{"type": "text", "text": "x"}]}}]}]
            """)
        .in(
            """
            0.role = user
            0.c0.type = document
            0.c0.document.document.name = Bill
            0.c0.document.document.mime_type = application/pdf
            0.c0.document.document.url = data:application/pdf;base64,JVBERi0=
            0.c1.type = document
            0.c1.document.document.url = https://example.org/a.pdf
            0.c2.type = document
            0.c2.document.document.mime_type = text/plain
            0.c2.document.document.content = Dear Sir
            0.c3.type = document
            0.c3.document.document.id = file_1
            0.c4.type = document
            0.c4.text = {"type":"document","source":{"type":"content","content":[{"type":"text","text":"x"}]}}
            """);
  }

  private static Scenario citations() {
    return Scenario.of("citations")
        .content(
            """
            [{"type": "text", "text": "In Oslo.", "citations": [{"type": "char_location", "cited_text": "Oslo",
               "document_index": 0, "start_char_index": 0, "end_char_index": 4}]},
             {"type": "text", "text": " Yes."}]
            """)
        .out(
            """
            c0.type = text
            c0.text = In Oslo.
            c1.type = text
            c1.text =  Yes.
            """)
        .hasJson(
            "metadata",
            """
            {"citations": {"0": [{"type": "char_location", "cited_text": "Oslo",
              "document_index": 0, "start_char_index": 0, "end_char_index": 4}]}}
            """);
  }

  private static Scenario webSearch() {
    return Scenario.of("web search of the provider")
        .answer(
            """
            {"usage": {"input_tokens": 10, "output_tokens": 5, "server_tool_use": {"web_search_requests": 1}}}
            """)
        .content(
            """
            [{"type": "server_tool_use", "id": "srv_1", "name": "web_search", "input": {"query": "parcel"}},
             {"type": "web_search_tool_result", "tool_use_id": "srv_1", "content": [
               {"type": "web_search_result", "url": "https://example.org", "title": "T", "encrypted_content": "ZW5j"}]}]
            """)
        .out(
            """
            c0.tool = srv_1|web_search|{"query":"parcel"}
            c1.type = web_search_tool_result
            c1.text = {"type":"web_search_tool_result","tool_use_id":"srv_1","content":[{"type":"web_search_result","url":"https://example.org","title":"T","encrypted_content":"ZW5j"}]}
            """)
        .hasJson("metadata", "{\"server_tool_use\": {\"web_search_requests\": 1}}");
  }

  private static Scenario serverToolErrors() {
    String search =
        "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srv_1\",\"content\":{\"type\":\"web_search_tool_result_error\",\"error_code\":\"unavailable\"}}";
    String fetch =
        "{\"type\":\"web_fetch_tool_result\",\"tool_use_id\":\"srv_2\",\"content\":{\"type\":\"web_fetch_result\",\"url\":\"https://example.org\",\"content\":{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"},\"title\":\"T\"}}}";
    String code =
        "{\"type\":\"code_execution_tool_result\",\"tool_use_id\":\"srv_3\",\"content\":{\"type\":\"code_execution_tool_result_error\",\"error_code\":\"execution_time_exceeded\"}}";
    String tools =
        "{\"type\":\"tool_search_tool_result\",\"tool_use_id\":\"srv_4\",\"content\":{\"type\":\"tool_search_tool_result_error\",\"error_code\":\"invalid_pattern\"}}";
    String mcp =
        "{\"type\":\"mcp_tool_result\",\"tool_use_id\":\"mcp_1\",\"is_error\":true,\"content\":[{\"type\":\"text\",\"text\":\"no such parcel\"}]}";
    return Scenario.of("tools of the provider that fail")
        .answer(
            """
            {"stop_reason": "pause_turn", "usage": {"input_tokens": 10, "output_tokens": 5,
             "server_tool_use": {"web_search_requests": 0, "web_fetch_requests": 1}}}
            """)
        .content(
            """
            [{"type": "server_tool_use", "id": "srv_1", "name": "web_search", "input": {"query": ""}}, %s,
             {"type": "server_tool_use", "id": "srv_2", "name": "web_fetch", "input": {"url": "https://example.org"}}, %s,
             {"type": "server_tool_use", "id": "srv_3", "name": "code_execution", "input": {"code": "while True: 0"}}, %s,
             {"type": "server_tool_use", "id": "srv_4", "name": "tool_search_tool_bm25", "input": {"query": "["}}, %s,
             {"type": "mcp_tool_use", "id": "mcp_1", "name": "track", "server_name": "post", "input": {}}, %s]
            """
                .formatted(search, fetch, code, tools, mcp))
        .out(
            """
            c0.tool = srv_1|web_search|{"query":""}
            c1.type = web_search_tool_result
            c1.text = %s
            c2.tool = srv_2|web_fetch|{"url":"https://example.org"}
            c3.type = web_fetch_tool_result
            c3.text = %s
            c4.tool = srv_3|code_execution|{"code":"while True: 0"}
            c5.type = code_execution_tool_result
            c5.text = %s
            c6.tool = srv_4|tool_search_tool_bm25|{"query":"["}
            c7.type = tool_search_tool_result
            c7.text = %s
            c8.tool = mcp_1|track|{}
            c9.type = mcp_tool_result
            c9.text = %s
            """
                .formatted(search, fetch, code, tools, mcp))
        .has("llm.finish_reason", "pause_turn")
        .hasJson(
            "metadata",
            """
            {"server_tool_use": {"web_search_requests": 0, "web_fetch_requests": 1},
             "mcp_server_names": {"mcp_1": "post"}}
            """);
  }

  /** As after a paused turn, which the application sends back as it is. */
  private static Scenario serverToolsInHistory() {
    String ran =
        "{\"type\":\"bash_code_execution_tool_result\",\"tool_use_id\":\"srv_1\",\"content\":{\"type\":\"bash_code_execution_result\",\"stdout\":\"\",\"stderr\":\"\",\"return_code\":0,\"content\":[]}}";
    String said =
        "{\"type\":\"mcp_tool_result\",\"tool_use_id\":\"mcp_1\",\"is_error\":false,\"content\":\"Oslo\"}";
    return Scenario.of("tools of the provider in the history")
        .request(
            """
            {"container": "container_1", "tools": [
               {"type": "code_execution_20250825", "name": "code_execution"},
               {"type": "mcp_toolset", "mcp_server_name": "post"}]}
            """)
        .messages(
            """
            [{"role": "user", "content": "Run it."},
             {"role": "assistant", "content": [
               {"type": "server_tool_use", "id": "srv_1", "name": "bash_code_execution", "input": {"command": "true"}}, %s,
               {"type": "mcp_tool_use", "id": "mcp_1", "name": "track", "server_name": "post", "input": {"n": 0}}, %s]}]
            """
                .formatted(ran, said))
        .in(
            """
            0.role = user
            0.content = Run it.
            1.role = assistant
            1.c0.tool = srv_1|bash_code_execution|{"command":"true"}
            1.c1.type = bash_code_execution_tool_result
            1.c1.text = %s
            1.c2.tool = mcp_1|track|{"n":0}
            1.c3.type = mcp_tool_result
            1.c3.text = %s
            """
                .formatted(ran, said))
        .has("llm.tools.0.tool.name", "code_execution")
        .hasJson(
            "llm.tools.0.tool.json_schema",
            "{\"type\": \"code_execution_20250825\", \"name\": \"code_execution\"}")
        .hasJson(
            "llm.tools.1.tool.json_schema",
            "{\"type\": \"mcp_toolset\", \"mcp_server_name\": \"post\"}");
  }

  private static Scenario mcpTool() {
    return Scenario.of("tool of an MCP server")
        .request(
            """
            {"mcp_servers": [{"type": "url", "name": "post", "url": "https://example.org/mcp"}]}
            """)
        .content(
            """
            [{"type": "mcp_tool_use", "id": "mcp_1", "name": "track", "server_name": "post", "input": {"id": "P1"}}]
            """)
        .out(
            """
            c0.tool = mcp_1|track|{"id":"P1"}
            """)
        .hasJson("metadata", "{\"mcp_server_names\": {\"mcp_1\": \"post\"}}");
  }

  private static Scenario container() {
    return Scenario.of("code in a container")
        .answer(
            "{\"container\": {\"id\": \"container_1\", \"expires_at\": \"2026-01-01T00:00:00Z\"}}")
        .content(
            """
            [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {},
              "caller": {"type": "code_execution_20250825", "tool_id": "srv_1"}}]
            """)
        .out(
            """
            c0.tool = toolu_1|track|{}
            """)
        .hasJson(
            "metadata",
            """
            {"container_id": "container_1",
             "tool_callers": {"toolu_1": {"type": "code_execution_20250825", "tool_id": "srv_1"}}}
            """);
  }

  private static Scenario unknownBlock() {
    return Scenario.of("unknown block and field")
        .answer("{\"hologram\": {\"watts\": 3}}")
        .content(
            """
            [{"type": "hologram", "beam": {"watts": 3}}, {"type": "text", "text": "In Oslo."}]
            """)
        .out(
            """
            c0.type = hologram
            c0.text = {"type":"hologram","beam":{"watts":3}}
            c1.type = text
            c1.text = In Oslo.
            """);
  }

  private static Scenario cacheTokens() {
    return Scenario.of("tokens read from and written to a cache")
        .answer(
            """
            {"usage": {"input_tokens": 10, "cache_read_input_tokens": 100, "cache_creation_input_tokens": 50, "output_tokens": 5}}
            """)
        .tokens(160, 5)
        .has("llm.token_count.prompt_details.cache_read", 100L)
        .has("llm.token_count.prompt_details.cache_write", 50L);
  }

  private static Scenario cacheParts() {
    return Scenario.of("cache writes by time without their sum")
        .answer(
            """
            {"usage": {"input_tokens": 10, "cache_creation": {"ephemeral_5m_input_tokens": 1, "ephemeral_1h_input_tokens": 2}, "output_tokens": 5}}
            """)
        .tokens(13, 5)
        .has("llm.token_count.prompt_details.cache_write", 3L);
  }

  private static Scenario thinkingTokens() {
    return Scenario.of("thinking tokens, and zero")
        .answer(
            """
            {"usage": {"input_tokens": 10, "cache_read_input_tokens": 0, "output_tokens": 5, "output_tokens_details": {"thinking_tokens": 3}}}
            """)
        .has("llm.token_count.prompt_details.cache_read", 0L)
        .has("llm.token_count.completion_details.reasoning", 3L);
  }

  private static Scenario compaction() {
    return Scenario.of("compaction is billed")
        .answer(
            """
            {"usage": {"input_tokens": 10, "output_tokens": 5, "iterations": [
              {"type": "compaction", "input_tokens": 1000, "output_tokens": 100},
              {"type": "message", "input_tokens": 10, "output_tokens": 5}]}}
            """)
        .content(
            """
            [{"type": "compaction", "content": "So far.", "signature": "c2ln", "encrypted_content": "ZW5j"},
             {"type": "text", "text": "In Oslo."}]
            """)
        .tokens(1010, 105)
        .out(
            """
            c0.type = text
            c0.text = So far.
            c0.signature = c2ln
            c0.encrypted_content = ZW5j
            c1.type = text
            c1.text = In Oslo.
            """)
        .hasJson(
            "metadata",
            """
            {"usage_iterations": [{"type": "compaction", "input_tokens": 1000, "output_tokens": 100},
              {"type": "message", "input_tokens": 10, "output_tokens": 5}]}
            """);
  }

  private static Scenario fallback() {
    return Scenario.of("another model answers after a refusal")
        .answer("{\"model\": \"claude-haiku-4-5\"}")
        .content(
            """
            [{"type": "fallback", "from": {"model": "claude-sonnet-4-5"}, "to": {"model": "claude-haiku-4-5"}, "trigger": {"type": "refusal", "category": "cyber"}},
             {"type": "text", "text": "In Oslo."}]
            """)
        .out(
            """
            c0.type = fallback
            c0.text = claude-sonnet-4-5 -> claude-haiku-4-5 (refusal: cyber)
            c1.type = text
            c1.text = In Oslo.
            """)
        .has("llm.model_name", "claude-haiku-4-5")
        .has("llm.request.model_name", "claude-sonnet-4-5")
        .has("llm.response.model_name", "claude-haiku-4-5");
  }

  private static Scenario refusal() {
    return Scenario.of("refusal")
        .answer(
            """
            {"stop_reason": "refusal", "content": [], "stop_details": {"type": "refusal", "category": "cyber", "explanation": "No."}}
            """)
        .hasNoContent()
        .has("llm.finish_reason", "refusal")
        .hasJson(
            "metadata",
            """
            {"stop_details": {"type": "refusal", "category": "cyber", "explanation": "No."}}
            """);
  }

  private static Scenario pausedTurn() {
    return Scenario.of("paused turn")
        .answer("{\"stop_reason\": \"pause_turn\"}")
        .has("llm.finish_reason", "pause_turn");
  }

  private static Scenario unknownStopReason() {
    return Scenario.of("stop reason that is not known")
        .answer("{\"stop_reason\": \"out_of_patience\", \"stop_sequence\": \"END\"}")
        .has("llm.finish_reason", "out_of_patience");
  }

  private static Scenario zeroCounts() {
    return Scenario.of("counts of zero")
        .answer(
            """
            {"usage": {"input_tokens": 0, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0,
             "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
             "output_tokens": 0, "output_tokens_details": {"thinking_tokens": 0},
             "server_tool_use": {"web_search_requests": 0}, "iterations": []}}
            """)
        .tokens(0, 0)
        .has("llm.token_count.prompt_details.cache_read", 0L)
        .has("llm.token_count.prompt_details.cache_write", 0L)
        .has("llm.token_count.completion_details.reasoning", 0L);
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

  private static Scenario zeroParameters() {
    return Scenario.of("sampling parameters of zero")
        .request(
            """
            {"temperature": 0.0, "top_k": 0, "top_p": 0, "stop_sequences": [], "metadata": {"user_id": ""},
             "thinking": {"type": "enabled", "budget_tokens": 0}, "service_tier": null}
            """);
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

  private static Scenario malformed() {
    return Scenario.of("malformed answer")
        .answer(
            """
            {"role": 5, "model": null, "content": {"0": true}, "stop_reason": [], "usage": [null]}
            """)
        .hasNot(
            "llm.output_messages.0.message.role",
            "llm.output_messages.0.message.content",
            "llm.finish_reason",
            "llm.token_count.prompt",
            "llm.token_count.completion",
            "llm.token_count.total");
  }

  private Scenarios() {}
}
