// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.ProviderExchange.CONTENT;
import static io.openinference.instrumentation.langchain4j.ProviderExchange.HISTORY;
import static io.openinference.instrumentation.langchain4j.ProviderExchange.TOKENS;
import static io.openinference.instrumentation.langchain4j.ProviderExchange.TOOL;
import static io.openinference.instrumentation.langchain4j.StubAnswers.chat;
import static io.openinference.instrumentation.langchain4j.StubAnswers.chunk;
import static io.openinference.instrumentation.langchain4j.StubAnswers.chunks;
import static io.openinference.instrumentation.langchain4j.StubAnswers.json;
import static java.util.Map.entry;

import io.openinference.testing.StubResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Exchanges with servers that speak OpenAI's chat API. */
final class OpenAiFormExchanges {

  static Stream<ProviderExchange> all() {
    return Stream.of(
        deepSeek(),
        groq(),
        openRouter(),
        geminiOverOpenAi(),
        llamaCpp(),
        perplexity(),
        inOpenAisForm("Mistral", "mistral-large-2512", "mistralai"),
        inOpenAisForm("Cohere", "command-a-03-2025", "cohere"));
  }

  private static ProviderExchange deepSeek() {
    String usage =
        """
        {"prompt_tokens": 20, "completion_tokens": 9, "total_tokens": 29,
         "prompt_cache_hit_tokens": 16, "prompt_cache_miss_tokens": 4}
        """;
    return new ProviderExchange(
        "DeepSeek",
        ProviderApi.OPENAI,
        chat(
            "deepseek-reasoner",
            "{'role': 'assistant', 'reasoning_content': 'Greet.', 'content': 'Hello!'}",
            "stop",
            usage),
        chunks(
            "deepseek-reasoner",
            usage,
            "{'reasoning_content': 'Gre'}",
            "{'reasoning_content': 'et.'}",
            "{'content': 'Hel'}",
            "{'content': 'lo!'}"),
        Map.ofEntries(
            entry("llm.system", "deepseek"),
            entry("llm.finish_reason", "stop"),
            entry(CONTENT + "0.message_content.type", "reasoning"),
            entry(CONTENT + "0.message_content.text", "Greet."),
            entry(CONTENT + "1.message_content.text", "Hello!"),
            entry(TOKENS + "prompt", 20L),
            entry(TOKENS + "prompt_details.cache_read", 16L)),
        Map.of(
            HISTORY + "contents.0.message_content.text", "Greet.",
            HISTORY + "contents.1.message_content.text", "Hello!"));
  }

  private static ProviderExchange groq() {
    String usage =
        "{'prompt_tokens': 32, 'completion_tokens': 9, 'total_tokens': 135,"
            + " 'completion_tokens_details': {'reasoning_tokens': 94}}";
    return new ProviderExchange(
        "Groq",
        ProviderApi.OPENAI,
        chat(
            "openai/gpt-oss-20b",
            "{'role': 'assistant', 'reasoning': 'Greet.', 'content': 'Hello!'}",
            "stop",
            usage),
        StubResponse.sse(
            chunk("openai/gpt-oss-20b", "{'delta': {'reasoning': 'Gre'}}"),
            chunk("openai/gpt-oss-20b", "{'delta': {'reasoning': 'et.'}}"),
            chunk("openai/gpt-oss-20b", "{'delta': {'content': 'Hello!'}}"),
            json(
                "{'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1,"
                    + " 'model': 'openai/gpt-oss-20b', 'choices': [{'index': 0, 'delta': {},"
                    + " 'finish_reason': 'stop'}], 'x_groq': {'usage': "
                    + usage
                    + "}}"),
            "[DONE]"),
        Map.ofEntries(
            entry("llm.finish_reason", "stop"),
            entry(CONTENT + "0.message_content.type", "reasoning"),
            entry(CONTENT + "0.message_content.text", "Greet."),
            entry(CONTENT + "1.message_content.text", "Hello!"),
            entry(TOKENS + "prompt", 32L),
            entry(TOKENS + "completion", 103L),
            entry(TOKENS + "completion_details.reasoning", 94L),
            entry(TOKENS + "total", 135L)),
        // Newer releases read this reasoning, and send it back.
        Map.of(HISTORY + "role", "assistant"));
  }

  private static ProviderExchange openRouter() {
    String usage =
        "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29, 'cost': 0.25,"
            + " 'cost_details': {'upstream_inference_prompt_cost': 0.1,"
            + " 'upstream_inference_completions_cost': 0.15}}";
    return new ProviderExchange(
        "OpenRouter",
        ProviderApi.OPENAI,
        chat(
            "x-ai/grok-4",
            "{'role': 'assistant', 'content': 'Hello!', 'reasoning_details':"
                + " [{'type': 'reasoning.text', 'text': 'Greet.', 'signature': 'c2ln'}]}",
            "stop",
            usage),
        chunks(
            "x-ai/grok-4",
            usage,
            "{'content': '', 'reasoning_details': [{'type': 'reasoning.text', 'text': 'Greet.'}]}",
            "{'content': '', 'reasoning_details': [{'type': 'reasoning.text', 'signature':"
                + " 'c2ln'}]}",
            "{'content': 'Hello!'}"),
        Map.ofEntries(
            entry("llm.system", "xai"),
            entry("llm.cost.total", 0.25),
            entry("llm.cost.prompt", 0.1),
            entry("llm.cost.completion", 0.15),
            entry(CONTENT + "0.message_content.text", "Greet."),
            entry(CONTENT + "0.message_content.signature", "c2ln"),
            entry(CONTENT + "1.message_content.text", "Hello!")),
        Map.of(HISTORY + "content", "Hello!"));
  }

  private static ProviderExchange llamaCpp() {
    String timings = "'timings': {'cache_n': 5, 'prompt_n': 3, 'predicted_n': 4}";
    return new ProviderExchange(
        "llama.cpp",
        ProviderApi.OPENAI,
        StubResponse.json(
            json(
                "{'id': 'c1', 'object': 'chat.completion', 'created': 1, 'model': 'qwen3',"
                    + " 'choices': [{'index': 0, 'message': {'role': 'assistant', 'content':"
                    + " 'Hello!'}, 'finish_reason': 'stop'}], "
                    + timings
                    + "}")),
        StubResponse.sse(
            chunk("qwen3", "{'delta': {'content': 'Hello!'}}"),
            json(
                "{'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'qwen3',"
                    + " 'choices': [{'index': 0, 'delta': {}, 'finish_reason': 'stop'}], "
                    + timings
                    + "}"),
            "[DONE]"),
        Map.ofEntries(
            entry("llm.finish_reason", "stop"),
            entry(TOKENS + "prompt", 8L),
            entry(TOKENS + "prompt_details.cache_read", 5L),
            entry(TOKENS + "completion", 4L)),
        Map.of(HISTORY + "content", "Hello!"));
  }

  private static ProviderExchange perplexity() {
    String usage =
        "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29, 'cost':"
            + " {'input_tokens_cost': 0.125, 'output_tokens_cost': 0.25, 'total_cost': 0.375}}";
    return new ProviderExchange(
        "Perplexity",
        ProviderApi.OPENAI,
        chat("sonar", "{'role': 'assistant', 'content': 'Hello!'}", "stop", usage),
        chunks("sonar", usage, "{'content': 'Hel'}", "{'content': 'lo!'}"),
        Map.ofEntries(
            entry(TOKENS + "total", 29L),
            entry("llm.cost.prompt", 0.125),
            entry("llm.cost.completion", 0.25),
            entry("llm.cost.total", 0.375)),
        Map.of(HISTORY + "content", "Hello!"));
  }

  private static ProviderExchange geminiOverOpenAi() {
    String usage = "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}";
    String calls =
        "'tool_calls': [{'index': 0, 'id': 'call_1', 'type': 'function',"
            + " 'function': {'name': 'getWeather', 'arguments': '{}'},"
            + " 'extra_content': {'google': {'thought_signature': 'c2ln'}}}]";
    return new ProviderExchange(
        "Gemini in OpenAI's form",
        ProviderApi.OPENAI,
        chat("gemini-3-pro", "{'role': 'assistant', " + calls + "}", "tool_calls", usage),
        chunks("gemini-3-pro", usage, "tool_calls", List.of("{" + calls + "}")),
        Map.ofEntries(
            entry("llm.system", "vertexai"),
            entry("llm.finish_reason", "tool_calls"),
            entry(TOOL + "id", "call_1"),
            entry(TOOL + "reasoning_signature", "c2ln")),
        Map.of(HISTORY + "tool_calls.0.tool_call.id", "call_1"));
  }

  /** A provider whose server speaks OpenAI's protocol at an address that tells nothing. */
  private static ProviderExchange inOpenAisForm(String provider, String model, String system) {
    String usage = "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}";
    return new ProviderExchange(
        provider + " in OpenAI's form",
        ProviderApi.OPENAI,
        chat(model, "{'role': 'assistant', 'content': 'Hello!'}", "stop", usage),
        chunks(model, usage, "{'content': 'Hel'}", "{'content': 'lo!'}"),
        Map.ofEntries(
            entry("llm.system", system),
            entry("llm.finish_reason", "stop"),
            entry(TOKENS + "prompt", 20L),
            entry(TOKENS + "completion", 9L),
            entry(TOKENS + "total", 29L)),
        Map.of(HISTORY + "content", "Hello!"));
  }

  private OpenAiFormExchanges() {}
}
