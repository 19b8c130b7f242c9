// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static io.openinference.instrumentation.api.ModelNames.Kind.FAMILY;
import static io.openinference.instrumentation.api.ModelNames.Kind.FIRST_WORD;
import static io.openinference.instrumentation.api.ModelNames.Kind.WORD;

import io.openinference.instrumentation.api.ModelNames.Entry;
import io.openinference.instrumentation.api.ModelNames.Kind;
import io.openinference.semconv.LlmSystem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of models, model families and makers, with the well-known system of each. */
final class ModelNameTable {

  static final List<Entry> ENTRIES;

  static {
    List<Entry> entries = new ArrayList<>();
    add(entries, LlmSystem.ANTHROPIC, FAMILY, "anthropic", "claude", "google_anthropic_vertex");
    add(entries, LlmSystem.OPENAI, WORD, "openai");
    add(entries, LlmSystem.OPENAI, FAMILY, "gpt", "chatgpt", "codex", "davinci", "babbage");
    add(entries, LlmSystem.OPENAI, FAMILY, "text-davinci", "text-embedding-ada", "dall-e");
    add(entries, LlmSystem.OPENAI, FAMILY, "text-embedding-3", "whisper", "text-moderation");
    add(entries, LlmSystem.OPENAI, FAMILY, "omni-moderation", "computer-use-preview");
    add(entries, LlmSystem.OPENAI, FIRST_WORD, "o1", "o3", "o4", "tts", "sora");
    // Models of other makers whose names begin like OpenAI's.
    add(entries, null, FAMILY, "gpt-j", "gpt-neo", "gptj", "gptneo", "gpt4all", "gpt-sw3");
    add(entries, LlmSystem.VERTEXAI, WORD, "google", "palm", "learnlm", "imagen", "veo", "lyria");
    add(entries, LlmSystem.VERTEXAI, FAMILY, "vertex", "gemini", "gemma", "codegemma");
    add(entries, LlmSystem.VERTEXAI, FAMILY, "paligemma", "medgemma", "shieldgemma");
    add(entries, LlmSystem.VERTEXAI, FAMILY, "text-bison", "chat-bison", "code-bison");
    add(entries, LlmSystem.VERTEXAI, FAMILY, "textembedding-gecko", "text-embedding-00");
    add(entries, LlmSystem.COHERE, FAMILY, "cohere", "c4ai", "embed-english", "embed-v4");
    add(entries, LlmSystem.COHERE, FAMILY, "embed-multilingual", "rerank-v");
    add(entries, LlmSystem.COHERE, FAMILY, "rerank-english", "rerank-multilingual");
    add(entries, LlmSystem.COHERE, FIRST_WORD, "command", "aya");
    add(entries, LlmSystem.MISTRALAI, FAMILY, "mistral", "mixtral", "codestral", "devstral");
    add(entries, LlmSystem.MISTRALAI, FAMILY, "magistral", "ministral", "pixtral", "voxtral");
    add(entries, LlmSystem.MISTRALAI, FAMILY, "mathstral");
    add(entries, LlmSystem.XAI, WORD, "xai", "x-ai");
    add(entries, LlmSystem.XAI, FAMILY, "grok");
    add(entries, LlmSystem.DEEPSEEK, FAMILY, "deepseek");
    add(entries, LlmSystem.AMAZON, WORD, "amazon");
    add(entries, LlmSystem.AMAZON, FIRST_WORD, "nova", "titan");
    add(entries, LlmSystem.META, WORD, "meta");
    add(entries, LlmSystem.META, FAMILY, "llama", "codellama");
    add(entries, LlmSystem.AI21, FAMILY, "ai21", "jamba");
    add(entries, LlmSystem.AI21, FIRST_WORD, "j2");
    add(entries, LlmSystem.TYPESAFE, FAMILY, "typesafe");
    add(entries, LlmSystem.TYPESAFE, FIRST_WORD, "jev");
    ENTRIES = List.copyOf(entries);
  }

  private static void add(
      List<Entry> entries, @Nullable LlmSystem system, Kind kind, String... texts) {
    for (String text : texts) {
      entries.add(new Entry(kind, text, system));
    }
  }

  private ModelNameTable() {}
}
