// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.instrumentation.anthropic.StreamEvents.TEXT;
import static io.openinference.instrumentation.anthropic.StreamEvents.end;
import static io.openinference.instrumentation.anthropic.StreamEvents.start;

import java.util.List;

/** Streams whose events count the tokens in ways that the API does not document. */
final class StreamedCounts {

  static List<Scenario> all() {
    return List.of(
        countsThatGrow(),
        countsThatComeAgainAsZero(),
        countsAsText(),
        countsThatTheEndLacks(),
        countsThatOnlyTheEndHas(),
        countsThatAreNullAtFirst(),
        detailsThatGrow(),
        countsOfZero());
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

  private static Scenario withUsage(String name, String events, String usage) {
    return Scenario.of(name).events(events).answer("{\"usage\": " + usage + "}");
  }

  private StreamedCounts() {}
}
