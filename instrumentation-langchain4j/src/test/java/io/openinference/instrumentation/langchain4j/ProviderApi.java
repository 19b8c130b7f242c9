// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

/** An API that LangChain4j has a model for. */
enum ProviderApi {
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
