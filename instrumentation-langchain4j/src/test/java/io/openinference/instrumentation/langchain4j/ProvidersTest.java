// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.cohere.CohereEmbeddingModel;
import dev.langchain4j.model.cohere.CohereScoringModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiEmbeddingModel;
import dev.langchain4j.model.mistralai.MistralAiFimModel;
import dev.langchain4j.model.mistralai.MistralAiModerationModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.scoring.ScoringModel;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers in the shapes of real servers, through LangChain4j's own models of them: whole, as a
 * stream, and as history of the next request.
 */
class ProvidersTest extends ApplicationTest {

  /** What one server answers, and what spans are to have of it. */
  record Exchange(
      String name,
      Api api,
      StubResponse whole,
      StubResponse streamed,
      Map<String, Object> expected,
      Map<String, Object> expectedInHistory) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** An API that LangChain4j has a model for. */
  enum Api {
    OPENAI {
      @Override
      ChatModel model(String url) {
        return OpenAiChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("m")
            .maxRetries(0)
            .returnThinking(true)
            .sendThinking(true)
            .build();
      }

      @Override
      StreamingChatModel streamingModel(String url) {
        return OpenAiStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("m")
            .returnThinking(true)
            .build();
      }
    },
    ANTHROPIC {
      @Override
      ChatModel model(String url) {
        return AnthropicChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("claude-sonnet-4-5")
            .maxRetries(0)
            .returnThinking(true)
            .build();
      }

      @Override
      StreamingChatModel streamingModel(String url) {
        return AnthropicStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("claude-sonnet-4-5")
            .returnThinking(true)
            .build();
      }
    },
    GEMINI {
      @Override
      ChatModel model(String url) {
        return GoogleAiGeminiChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("gemini-3-pro")
            .maxRetries(0)
            .returnThinking(true)
            .build();
      }

      @Override
      StreamingChatModel streamingModel(String url) {
        return GoogleAiGeminiStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("gemini-3-pro")
            .returnThinking(true)
            .build();
      }
    },
    MISTRAL {
      @Override
      ChatModel model(String url) {
        return MistralAiChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("magistral-small")
            .maxRetries(0)
            .returnThinking(true)
            .build();
      }

      @Override
      StreamingChatModel streamingModel(String url) {
        return MistralAiStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey("key")
            .modelName("magistral-small")
            .returnThinking(true)
            .build();
      }
    },
    OLLAMA {
      @Override
      ChatModel model(String url) {
        return OllamaChatModel.builder()
            .baseUrl(url)
            .modelName("qwen3")
            .maxRetries(0)
            .returnThinking(true)
            .build();
      }

      @Override
      StreamingChatModel streamingModel(String url) {
        return OllamaStreamingChatModel.builder()
            .baseUrl(url)
            .modelName("qwen3")
            .returnThinking(true)
            .build();
      }
    };

    abstract ChatModel model(String url);

    abstract StreamingChatModel streamingModel(String url);
  }

  private static final String TOOL = "llm.output_messages.0.message.tool_calls.0.tool_call.";
  private static final String CONTENT = "llm.output_messages.0.message.contents.";
  private static final String HISTORY = "llm.input_messages.1.message.";
  private static final String TOKENS = "llm.token_count.";

  static Stream<Exchange> exchanges() {
    return Stream.of(
        deepSeek(),
        groq(),
        openRouter(),
        geminiOverOpenAi(),
        llamaCpp(),
        perplexity(),
        inOpenAisForm("Mistral", "mistral-large-2512", "mistralai"),
        inOpenAisForm("Cohere", "command-a-03-2025", "cohere"),
        anthropic(),
        gemini(),
        mistral(),
        ollama());
  }

  private static Exchange deepSeek() {
    String usage =
        """
        {"prompt_tokens": 20, "completion_tokens": 9, "total_tokens": 29,
         "prompt_cache_hit_tokens": 16, "prompt_cache_miss_tokens": 4}
        """;
    return new Exchange(
        "DeepSeek",
        Api.OPENAI,
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

  private static Exchange groq() {
    String usage =
        "{'prompt_tokens': 32, 'completion_tokens': 9, 'total_tokens': 135,"
            + " 'completion_tokens_details': {'reasoning_tokens': 94}}";
    return new Exchange(
        "Groq",
        Api.OPENAI,
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

  private static Exchange openRouter() {
    String usage =
        "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29, 'cost': 0.25,"
            + " 'cost_details': {'upstream_inference_prompt_cost': 0.1,"
            + " 'upstream_inference_completions_cost': 0.15}}";
    return new Exchange(
        "OpenRouter",
        Api.OPENAI,
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

  private static Exchange llamaCpp() {
    String timings = "'timings': {'cache_n': 5, 'prompt_n': 3, 'predicted_n': 4}";
    return new Exchange(
        "llama.cpp",
        Api.OPENAI,
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

  private static Exchange perplexity() {
    String usage =
        "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29, 'cost':"
            + " {'input_tokens_cost': 0.125, 'output_tokens_cost': 0.25, 'total_cost': 0.375}}";
    return new Exchange(
        "Perplexity",
        Api.OPENAI,
        chat("sonar", "{'role': 'assistant', 'content': 'Hello!'}", "stop", usage),
        chunks("sonar", usage, "{'content': 'Hel'}", "{'content': 'lo!'}"),
        Map.ofEntries(
            entry(TOKENS + "total", 29L),
            entry("llm.cost.prompt", 0.125),
            entry("llm.cost.completion", 0.25),
            entry("llm.cost.total", 0.375)),
        Map.of(HISTORY + "content", "Hello!"));
  }

  private static Exchange geminiOverOpenAi() {
    String usage = "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}";
    String calls =
        "'tool_calls': [{'index': 0, 'id': 'call_1', 'type': 'function',"
            + " 'function': {'name': 'getWeather', 'arguments': '{}'},"
            + " 'extra_content': {'google': {'thought_signature': 'c2ln'}}}]";
    return new Exchange(
        "Gemini in OpenAI's form",
        Api.OPENAI,
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
  private static Exchange inOpenAisForm(String provider, String model, String system) {
    String usage = "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}";
    return new Exchange(
        provider + " in OpenAI's form",
        Api.OPENAI,
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

  private static Exchange anthropic() {
    return new Exchange(
        "Anthropic",
        Api.ANTHROPIC,
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

  private static Exchange gemini() {
    String answer =
        json(
            "{'candidates': [{'content': {'role': 'model', 'parts': ["
                + "{'text': 'Look up.', 'thought': true},"
                + "{'functionCall': {'name': 'getWeather', 'args': {'city': 'Oslo'}},"
                + " 'thoughtSignature': 'c2ln'}]}, 'finishReason': 'STOP'}],"
                + " 'modelVersion': 'gemini-3-pro', 'responseId': 'r1', 'usageMetadata':"
                + " {'promptTokenCount': 11, 'candidatesTokenCount': 7, 'totalTokenCount': 48,"
                + " 'cachedContentTokenCount': 3, 'thoughtsTokenCount': 30}}");
    return new Exchange(
        "Gemini",
        Api.GEMINI,
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

  private static Exchange mistral() {
    String usage = "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}";
    String thinking = "{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'Greet.'}]}";
    return new Exchange(
        "Mistral",
        Api.MISTRAL,
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

  private static Exchange ollama() {
    String end = "'done': true, 'done_reason': 'stop', 'prompt_eval_count': 20, 'eval_count': 9}";
    return new Exchange(
        "Ollama",
        Api.OLLAMA,
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

  private static StubResponse chat(
      String model, String message, String finishReason, String usage) {
    return StubResponse.json(
        json(
            "{'id': 'c1', 'object': 'chat.completion', 'created': 1, 'model': '"
                + model
                + "', 'choices': [{'index': 0, 'message': "
                + message
                + ", 'finish_reason': '"
                + finishReason
                + "'}], 'usage': "
                + usage
                + "}"));
  }

  private static StubResponse chunks(String model, String usage, String... deltas) {
    return chunks(model, usage, "stop", Arrays.asList(deltas));
  }

  private static StubResponse chunks(
      String model, String usage, String finishReason, List<String> deltas) {
    Stream<String> pieces =
        deltas.stream().map(delta -> chunk(model, "{'index': 0, 'delta': " + delta + "}"));
    String end = chunk(model, "{'index': 0, 'delta': {}, 'finish_reason': '" + finishReason + "'}");
    String last =
        json(
            "{'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1, 'model': '"
                + model
                + "', 'choices': [], 'usage': "
                + usage
                + "}");
    return StubResponse.sse(
        Stream.concat(pieces, Stream.of(end, last, "[DONE]")).toArray(String[]::new));
  }

  private static String chunk(String model, String choice) {
    return json(
        "{'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1, 'model': '"
            + model
            + "', 'choices': ["
            + choice
            + "]}");
  }

  /** Events that have their type as a name. */
  private static StubResponse events(String... data) {
    StringBuilder body = new StringBuilder();
    for (String event : data) {
      String type = event.substring("{'type': '".length(), event.indexOf('\'', 10));
      body.append("event: ").append(type).append("\ndata: ").append(json(event)).append("\n\n");
    }
    return StubResponse.of(
        200, "text/event-stream", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String withApostrophes) {
    return withApostrophes.replace('\'', '"').replace("\n", "");
  }

  @BeforeEach
  void openDoor() {
    open(Door.ofRun());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void recordsAnAnswer(Exchange exchange) {
    server.enqueue(exchange.whole());

    TracedParts.traced(door, exchange.api().model(server.baseUrl()), instrumentor)
        .chat(UserMessage.from("Hi"));

    assertThat(attributes(0)).containsAllEntriesOf(exchange.expected());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void recordsAStream(Exchange exchange) throws Exception {
    server.enqueue(exchange.streamed());

    stream(exchange.api());

    assertThat(attributes(0)).containsAllEntriesOf(exchange.expected());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void recordsAnAnswerAsHistory(Exchange exchange) {
    server.enqueue(exchange.whole(), exchange.whole());
    ChatModel model =
        TracedParts.traced(door, exchange.api().model(server.baseUrl()), instrumentor);
    UserMessage question = UserMessage.from("Hi");
    AiMessage answer = model.chat(question).aiMessage();

    model.chat(question, answer, UserMessage.from("Go on"));

    assertThat(attributes(1)).containsAllEntriesOf(exchange.expectedInHistory());
  }

  @Test
  void recordsCoheresEmbeddings() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'e1', 'texts': ['How deep?'], 'embeddings': [[0.5, 0.0]],"
                    + " 'meta': {'billed_units': {'input_tokens': 3}}}")));
    EmbeddingModel model =
        CohereEmbeddingModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("embed-english-v3.0")
            .build();

    TracedParts.traced(door, model, instrumentor).embed("How deep?");

    assertThat(attributes(0))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "EMBEDDING"),
                entry("embedding.model_name", "embed-english-v3.0"),
                entry("embedding.embeddings.0.embedding.text", "How deep?"),
                entry("embedding.embeddings.0.embedding.vector", List.of(0.5, 0.0)),
                entry("input.value", "How deep?"),
                entry("input.mime_type", "text/plain"),
                entry(TOKENS + "prompt", 3L),
                entry(TOKENS + "completion", 0L),
                entry(TOKENS + "total", 3L)));
  }

  @Test
  void recordsCoheresScores() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'results': [{'index': 1, 'relevance_score': 0.5}, {'index': 0,"
                    + " 'relevance_score': 0.0}], 'meta': {'billed_units': {'search_units': 1}}}")));
    ScoringModel model =
        CohereScoringModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("rerank-v3.5")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor)
        .scoreAll(List.of(TextSegment.from("wide"), TextSegment.from("deep")), "How deep?");

    assertThat(attributes(0))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "RERANKER"),
                entry("reranker.model_name", "rerank-v3.5"),
                entry("reranker.query", "How deep?"),
                entry("reranker.top_k", 2L),
                entry("reranker.input_documents.0.document.content", "wide"),
                entry("reranker.input_documents.1.document.content", "deep"),
                entry("reranker.output_documents.0.document.content", "deep"),
                entry("reranker.output_documents.0.document.score", 0.5),
                entry("reranker.output_documents.1.document.content", "wide"),
                entry("reranker.output_documents.1.document.score", 0.0),
                entry("input.value", "How deep?"),
                entry("input.mime_type", "text/plain"),
                entry("output.value", "[0.0,0.5]"),
                entry("output.mime_type", "application/json")));
  }

  @Test
  void recordsMistralsEmbeddings() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'e1', 'object': 'list', 'model': 'mistral-embed', 'data': [{'object':"
                    + " 'embedding', 'embedding': [0.5, 0.0], 'index': 0}], 'usage':"
                    + " {'prompt_tokens': 3, 'completion_tokens': 0, 'total_tokens': 3}}")));
    EmbeddingModel model =
        MistralAiEmbeddingModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("mistral-embed")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor).embed("How deep?");

    assertThat(attributes(0))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "EMBEDDING"),
                entry("embedding.model_name", "mistral-embed"),
                entry("embedding.embeddings.0.embedding.text", "How deep?"),
                entry("embedding.embeddings.0.embedding.vector", List.of(0.5, 0.0)),
                entry("input.value", "How deep?"),
                entry("input.mime_type", "text/plain"),
                entry(TOKENS + "prompt", 3L),
                entry(TOKENS + "completion", 0L),
                entry(TOKENS + "total", 3L)));
  }

  @Test
  void recordsMistralsModeration() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'm1', 'model': 'mistral-moderation-2411', 'results': [{'categories':"
                    + " {'sexual': false, 'hate_and_discrimination': false,"
                    + " 'violence_and_threats': true, 'dangerous_and_criminal_content': false,"
                    + " 'selfharm': false, 'health': false, 'financial': false, 'law': false,"
                    + " 'pii': false}, 'category_scores': {'violence_and_threats': 0.9}}]}")));
    ModerationModel model =
        new MistralAiModerationModel.Builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("mistral-moderation-latest")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor).moderate("How deep?");

    assertThat(attributes(0))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "GUARDRAIL"),
                entry("input.value", "How deep?"),
                entry("input.mime_type", "text/plain"),
                entry("output.value", "{\"flagged\":true,\"flagged_text\":\"How deep?\"}"),
                entry("output.mime_type", "application/json")));
  }

  @Test
  void recordsMistralsCompletionOfCode() {
    server.enqueue(
        chat(
            "codestral-2501",
            "{'role': 'assistant', 'content': 'return 0;'}",
            "stop",
            "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}"));
    LanguageModel model =
        MistralAiFimModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("codestral-latest")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor).generate("int depth() {");

    assertThat(attributes(0))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "LLM"),
                entry("llm.system", "mistralai"),
                entry("llm.provider", "mistralai"),
                entry("llm.model_name", "codestral-latest"),
                entry("llm.prompts.0.prompt.text", "int depth() {"),
                entry("llm.choices.0.completion.text", "return 0;"),
                entry("llm.finish_reason", "stop"),
                entry("input.value", "int depth() {"),
                entry("input.mime_type", "text/plain"),
                entry("output.value", "return 0;"),
                entry("output.mime_type", "text/plain"),
                entry(TOKENS + "prompt", 20L),
                entry(TOKENS + "completion", 9L),
                entry(TOKENS + "total", 29L)));
  }

  @Test
  void tellsAFailureInAStreamOfStatus200() throws Exception {
    server.enqueue(
        StubResponse.sse(
            chunk("m", "{'index': 0, 'delta': {'content': 'Hel'}}"),
            json("{'error': {'message': 'Provider returned error', 'code': 429}}"),
            "[DONE]"));

    stream(Api.OPENAI);

    assertThat(telemetry.spans().get(0))
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("Provider returned error")
        .hasAttribute("output.value", "Hel");
  }

  @Test
  void tellsAFailureInAChoice() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'c1', 'object': 'chat.completion', 'created': 1, 'model': 'm',"
                    + " 'choices': [{'index': 0, 'message': {'role': 'assistant',"
                    + " 'content': 'Hel'}, 'finish_reason': 'error',"
                    + " 'error': {'message': 'Overloaded', 'code': 502}}]}")));

    TracedParts.traced(door, Api.OPENAI.model(server.baseUrl()), instrumentor)
        .chat(UserMessage.from("Hi"));

    assertThat(telemetry.spans().get(0))
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("Overloaded")
        .hasAttribute("llm.finish_reason", "error")
        .hasAttribute("output.value", "Hel");
  }

  private void stream(Api api) throws Exception {
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    TracedParts.traced(door, api.streamingModel(server.baseUrl()), instrumentor)
        .chat(
            List.of(UserMessage.from("Hi")),
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String token) {}

              @Override
              public void onCompleteResponse(ChatResponse response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                answer.completeExceptionally(error);
              }
            });
    answer.get(20, TimeUnit.SECONDS);
    telemetry.awaitSpans(1);
  }

  private static Map<String, Object> attributes(int index) {
    SpanData span = telemetry.spans().get(index);
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    return attributes;
  }
}
