// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;

/** Tools that the provider runs, with their results. */
final class ProviderToolScenarios {

  static List<Scenario> all() {
    return List.of(webSearch(), serverToolErrors(), serverToolsInHistory(), mcpTool(), container());
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

  private ProviderToolScenarios() {}
}
