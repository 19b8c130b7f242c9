// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.semconv.LlmProvider;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a client sends its requests. */
final class Host {

  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("api.openai.com", LlmProvider.OPENAI.value()),
          Map.entry("openai.azure.com", LlmProvider.AZURE.value()),
          Map.entry("services.ai.azure.com", LlmProvider.AZURE.value()),
          Map.entry("cognitiveservices.azure.com", LlmProvider.AZURE.value()),
          Map.entry("api.anthropic.com", LlmProvider.ANTHROPIC.value()),
          Map.entry("api.cohere.com", LlmProvider.COHERE.value()),
          Map.entry("api.cohere.ai", LlmProvider.COHERE.value()),
          Map.entry("api.mistral.ai", LlmProvider.MISTRALAI.value()),
          Map.entry("generativelanguage.googleapis.com", LlmProvider.GOOGLE.value()),
          Map.entry("aiplatform.googleapis.com", LlmProvider.GOOGLE.value()),
          Map.entry("amazonaws.com", LlmProvider.AWS.value()),
          Map.entry("api.x.ai", LlmProvider.XAI.value()),
          Map.entry("api.deepseek.com", LlmProvider.DEEPSEEK.value()),
          Map.entry("api.groq.com", LlmProvider.GROQ.value()),
          Map.entry("api.fireworks.ai", LlmProvider.FIREWORKS.value()),
          Map.entry("api.moonshot.cn", LlmProvider.MOONSHOT.value()),
          Map.entry("api.cerebras.ai", LlmProvider.CEREBRAS.value()),
          Map.entry("api.perplexity.ai", LlmProvider.PERPLEXITY.value()),
          Map.entry("api.together.ai", LlmProvider.TOGETHER.value()),
          Map.entry("api.together.xyz", LlmProvider.TOGETHER.value()),
          Map.entry("ollama.com", LlmProvider.OLLAMA.value()),
          // Not among the specification's values, but those that the Python instrumentation gives.
          Map.entry("api.meta.ai", "meta"),
          Map.entry("api.z.ai", "zai"),
          Map.entry("api.minimax.io", "minimax"),
          Map.entry("api.minimaxi.com", "minimax"),
          Map.entry("api.minimax.chat", "minimax"),
          Map.entry("oci.oraclecloud.com", "oracle"),
          Map.entry("api.typesafe.ai", "typesafe"));

  private final @Nullable String provider;

  private Host(@Nullable String provider) {
    this.provider = provider;
  }

  /**
   * Derives the provider from a base URL.
   *
   * @param baseUrl for example {@code https://api.openai.com/v1}, or null where it is not known
   */
  static Host of(@Nullable String baseUrl) {
    return new Host(baseUrl == null ? null : providerOf(hostName(baseUrl)));
  }

  /** Returns the value of {@code llm.provider}, or null for a host that is not known. */
  @Nullable String provider() {
    return provider;
  }

  private static @Nullable String providerOf(String hostName) {
    // From the whole name down to its last label, so that "smollama.com" is not "ollama.com".
    String suffix = hostName;
    while (true) {
      String provider = PROVIDERS.get(suffix);
      int dot = suffix.indexOf('.');
      if (provider != null || dot < 0) {
        return provider;
      }
      suffix = suffix.substring(dot + 1);
    }
  }

  /** Cuts the name out by hand, because {@link java.net.URI} refuses names with underscores. */
  private static String hostName(String baseUrl) {
    String rest = baseUrl.strip().toLowerCase(Locale.ROOT);
    int scheme = rest.indexOf("://");
    rest = scheme < 0 ? rest : rest.substring(scheme + 3);
    rest = rest.substring(0, endOfAuthority(rest));
    rest = rest.substring(rest.lastIndexOf('@') + 1);
    int port = rest.indexOf(':');
    return port < 0 ? rest : rest.substring(0, port);
  }

  private static int endOfAuthority(String url) {
    for (int i = 0; i < url.length(); i++) {
      if ("/?#".indexOf(url.charAt(i)) >= 0) {
        return i;
      }
    }
    return url.length();
  }
}
