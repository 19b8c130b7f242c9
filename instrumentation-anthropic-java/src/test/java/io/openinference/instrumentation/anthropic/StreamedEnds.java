// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.instrumentation.anthropic.StreamEvents.TEXT;
import static io.openinference.instrumentation.anthropic.StreamEvents.end;
import static io.openinference.instrumentation.anthropic.StreamEvents.json;
import static io.openinference.instrumentation.anthropic.StreamEvents.open;
import static io.openinference.instrumentation.anthropic.StreamEvents.start;
import static io.openinference.instrumentation.anthropic.StreamEvents.stop;
import static io.openinference.instrumentation.anthropic.StreamEvents.text;

import java.util.List;

/** Streams that end for another reason than that the answer is complete. */
final class StreamedEnds {

  static List<Scenario> all() {
    return List.of(
        argumentsCutOff(),
        pausedTurn(),
        stopReasonAtTheBeginning(),
        refusalAfterText(),
        fallback(),
        unknownStopReason());
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
    return Scenario.of("another model that goes on in a stream")
        .events(
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
                        + "}"))
        .answer(
            "{\"usage\": {\"input_tokens\": 8, \"cache_read_input_tokens\": 0, \"output_tokens\": 5,"
                + " \"iterations\": "
                + iterations
                + "}}")
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

  private StreamedEnds() {}
}
