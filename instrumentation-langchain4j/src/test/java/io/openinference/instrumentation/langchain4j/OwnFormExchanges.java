// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.ProviderExchange.CONTENT;
import static io.openinference.instrumentation.langchain4j.ProviderExchange.HISTORY;
import static io.openinference.instrumentation.langchain4j.ProviderExchange.TOKENS;
import static io.openinference.instrumentation.langchain4j.ProviderExchange.TOOL;
import static io.openinference.instrumentation.langchain4j.StubAnswers.chat;
import static io.openinference.instrumentation.langchain4j.StubAnswers.chunk;
import static io.openinference.instrumentation.langchain4j.StubAnswers.events;
import static io.openinference.instrumentation.langchain4j.StubAnswers.json;
import static java.util.Map.entry;

import io.openinference.testing.StubResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/** Exchanges with servers that have APIs of their own. */
final class OwnFormExchanges {

  static Stream<ProviderExchange> all() {
    return Stream.of(anthropic(), gemini(), mistral(), ollama());
  }

  private static ProviderExchange anthropic() {
    return new ProviderExchange(
        "Anthropic",
        ProviderApi.ANTHROPIC,
        StubResponse.json(
            json(
                "{'id': 'msg_1', 'type': 'message', 'role': 'assistant',"
                    + " 'model': 'claude-sonnet-4-5-20250929', 'content': ["
                    + "{'type': 'thinking', 'thinking': 'Look up.', 'signature': 'c2ln'},"
                    + "{'type': 'redacted_thinking', 'data': 'b25l'},"
                    + "{'type': 'text', 'text': 'I look it up.'},"
                    + "{'type': 'tool_use', 'id': 'toolu_1', 'name': 'getWeather',"
                    + " 'input': {'city': 'Oslo'}}],"
                    + " 'stop_reason': 'tool_use', 'usage': {'input_tokens': 11,"
                    + " 'output_tokens': 7, 'cache_read_input_tokens': 100,"
                    + " 'cache_creation_input_tokens': 20}}")),
        events(
            "{'type': 'message_start', 'message': {'id': 'msg_1', 'role': 'assistant',"
                + " 'model': 'claude-sonnet-4-5-20250929', 'content': [], 'usage':"
                + " {'input_tokens': 11, 'output_tokens': 1, 'cache_read_input_tokens': 100,"
                + " 'cache_creation_input_tokens': 20}}}",
            "{'type': 'content_block_start', 'index': 0,"
                + " 'content_block': {'type': 'thinking', 'thinking': ''}}",
            "{'type': 'content_block_delta', 'index': 0,"
                + " 'delta': {'type': 'thinking_delta', 'thinking': 'Look up.'}}",
            "{'type': 'content_block_delta', 'index': 0,"
                + " 'delta': {'type': 'signature_delta', 'signature': 'c2ln'}}",
            "{'type': 'content_block_stop', 'index': 0}",
            "{'type': 'content_block_start', 'index': 1,"
                + " 'content_block': {'type': 'redacted_thinking', 'data': 'b25l'}}",
            "{'type': 'content_block_stop', 'index': 1}",
            "{'type': 'content_block_start', 'index': 2,"
                + " 'content_block': {'type': 'text', 'text': ''}}",
            "{'type': 'content_block_delta', 'index': 2,"
                + " 'delta': {'type': 'text_delta', 'text': 'I look it up.'}}",
            "{'type': 'content_block_stop', 'index': 2}",
            "{'type': 'content_block_start', 'index': 3, 'content_block': {'type': 'tool_use',"
                + " 'id': 'toolu_1', 'name': 'getWeather', 'input': {}}}",
            "{'type': 'content_block_delta', 'index': 3, 'delta': {'type': 'input_json_delta',"
                + " 'partial_json': '{\\\\\"city\\\\\": \\\\\"Oslo\\\\\"}'}}",
            "{'type': 'content_block_stop', 'index': 3}",
            "{'type': 'message_delta', 'delta': {'stop_reason': 'tool_use'},"
                + " 'usage': {'output_tokens': 7}}",
            "{'type': 'message_stop'}"),
        Map.ofEntries(
            entry("llm.system", "anthropic"),
            entry("llm.provider", "anthropic"),
            entry("llm.finish_reason", "tool_use"),
            entry(CONTENT + "0.message_content.text", "Look up."),
            entry(CONTENT + "0.message_content.signature", "c2ln"),
            entry(CONTENT + "1.message_content.type", "reasoning"),
            entry(CONTENT + "1.message_content.data", "b25l"),
            entry(CONTENT + "2.message_content.text", "I look it up."),
            entry(CONTENT + "3.message_content.type", "tool_use"),
            entry(TOOL + "id", "toolu_1"),
            entry(TOKENS + "prompt", 131L),
            entry(TOKENS + "completion", 7L),
            entry(TOKENS + "total", 138L),
            entry(TOKENS + "prompt_details.cache_read", 100L),
            entry(TOKENS + "prompt_details.cache_write", 20L)),
        Map.of(
            HISTORY + "contents.0.message_content.signature", "c2ln",
            HISTORY + "contents.1.message_content.data", "b25l",
            HISTORY + "contents.2.message_content.text", "I look it up."));
  }

  private static ProviderExchange gemini() {
    String answer =
        json(
            "{'candidates': [{'content': {'role': 'model', 'parts': ["
                + "{'text': 'Look up.', 'thought': true},"
                + "{'functionCall': {'name': 'getWeather', 'args': {'city': 'Oslo'}},"
                + " 'thoughtSignature': 'c2ln'}]}, 'finishReason': 'STOP'}],"
                + " 'modelVersion': 'gemini-3-pro', 'responseId': 'r1', 'usageMetadata':"
                + " {'promptTokenCount': 11, 'candidatesTokenCount': 7, 'totalTokenCount': 48,"
                + " 'cachedContentTokenCount': 3, 'thoughtsTokenCount': 30}}");
    return new ProviderExchange(
        "Gemini",
        ProviderApi.GEMINI,
        StubResponse.json(answer),
        StubResponse.sse(answer),
        Map.ofEntries(
            entry("llm.system", "vertexai"),
            entry("llm.provider", "google"),
            entry("llm.finish_reason", "STOP"),
            entry(CONTENT + "0.message_content.text", "Look up."),
            entry(TOOL + "function.name", "getWeather"),
            entry(TOOL + "reasoning_signature", "c2ln"),
            entry(TOKENS + "prompt", 11L),
            entry(TOKENS + "completion", 37L),
            entry(TOKENS + "total", 48L),
            entry(TOKENS + "prompt_details.cache_read", 3L),
            entry(TOKENS + "completion_details.reasoning", 30L)),
        Map.of(
            HISTORY + "contents.0.message_content.text", "Look up.",
            HISTORY + "tool_calls.0.tool_call.reasoning_signature", "c2ln"));
  }

  private static ProviderExchange mistral() {
    String usage = "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}";
    String thinking = "{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'Greet.'}]}";
    return new ProviderExchange(
        "Mistral",
        ProviderApi.MISTRAL,
        chat(
            "magistral-small",
            "{'role': 'assistant', 'content': ["
                + thinking
                + ", {'type': 'text', 'text': 'Hello!'}]}",
            "length",
            usage),
        StubResponse.sse(
            chunk("magistral-small", "{'index': 0, 'delta': {'content': [" + thinking + "]}}"),
            chunk("magistral-small", "{'index': 0, 'delta': {'content': 'Hel'}}"),
            json(
                "{'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1,"
                    + " 'model': 'magistral-small', 'choices': [{'index': 0,"
                    + " 'delta': {'content': 'lo!'}, 'finish_reason': 'length'}], 'usage': "
                    + usage
                    + "}"),
            "[DONE]"),
        Map.ofEntries(
            entry("llm.system", "mistralai"),
            entry("llm.provider", "mistralai"),
            entry("llm.finish_reason", "length"),
            entry(CONTENT + "0.message_content.text", "Greet."),
            entry(CONTENT + "1.message_content.text", "Hello!"),
            entry(TOKENS + "total", 29L)),
        Map.of(
            HISTORY + "contents.0.message_content.text", "Greet.",
            HISTORY + "contents.1.message_content.text", "Hello!"));
  }

  private static ProviderExchange ollama() {
    String end = "'done': true, 'done_reason': 'stop', 'prompt_eval_count': 20, 'eval_count': 9}";
    return new ProviderExchange(
        "Ollama",
        ProviderApi.OLLAMA,
        StubResponse.json(
            json(
                "{'model': 'qwen3', 'message': {'role': 'assistant', 'thinking': 'Greet.',"
                    + " 'content': 'Hello!'}, "
                    + end)),
        StubResponse.of(
            200,
            "application/x-ndjson",
            (json(
                        "{'model': 'qwen3', 'message': {'role': 'assistant',"
                            + " 'thinking': 'Greet.', 'content': ''}, 'done': false}")
                    + "\n"
                    + json(
                        "{'model': 'qwen3', 'message': {'role': 'assistant',"
                            + " 'content': 'Hello!'}, 'done': false}")
                    + "\n"
                    + json(
                        "{'model': 'qwen3', 'message': {'role': 'assistant', 'content': ''}, "
                            + end)
                    + "\n")
                .getBytes(StandardCharsets.UTF_8)),
        Map.ofEntries(
            entry("llm.provider", "ollama"),
            entry("llm.finish_reason", "stop"),
            entry(CONTENT + "0.message_content.text", "Greet."),
            entry(CONTENT + "1.message_content.text", "Hello!"),
            entry(TOKENS + "prompt", 20L),
            entry(TOKENS + "completion", 9L)),
        Map.of(
            HISTORY + "contents.0.message_content.text", "Greet.",
            HISTORY + "contents.1.message_content.text", "Hello!"));
  }

  private OwnFormExchanges() {}
}
