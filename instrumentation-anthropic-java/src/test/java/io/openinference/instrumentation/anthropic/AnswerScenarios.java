// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;

/** What an answer says beside its content: tokens, another model, and why it ended. */
final class AnswerScenarios {

  static List<Scenario> all() {
    return List.of(
        cacheTokens(),
        cacheParts(),
        thinkingTokens(),
        compaction(),
        fallback(),
        refusal(),
        pausedTurn(),
        unknownStopReason(),
        zeroCounts(),
        zeroParameters(),
        malformed());
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

  private static Scenario zeroParameters() {
    return Scenario.of("sampling parameters of zero")
        .request(
            """
            {"temperature": 0.0, "top_k": 0, "top_p": 0, "stop_sequences": [], "metadata": {"user_id": ""},
             "thinking": {"type": "enabled", "budget_tokens": 0}, "service_tier": null}
            """);
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

  private AnswerScenarios() {}
}
