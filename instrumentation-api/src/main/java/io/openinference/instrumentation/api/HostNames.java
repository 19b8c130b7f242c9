// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static java.util.Map.entry;

import io.openinference.semconv.LlmProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the provider that hosts models at an address. */
final class HostNames {

  private static final Map<String, LlmProvider> PROVIDERS =
      Map.ofEntries(
          entry("api.openai.com", LlmProvider.OPENAI),
          entry("openai.azure.com", LlmProvider.AZURE),
          entry("services.ai.azure.com", LlmProvider.AZURE),
          entry("inference.ai.azure.com", LlmProvider.AZURE),
          entry("cognitiveservices.azure.com", LlmProvider.AZURE),
          entry("api.anthropic.com", LlmProvider.ANTHROPIC),
          entry("api.cohere.com", LlmProvider.COHERE),
          entry("api.cohere.ai", LlmProvider.COHERE),
          entry("api.mistral.ai", LlmProvider.MISTRALAI),
          entry("generativelanguage.googleapis.com", LlmProvider.GOOGLE),
          entry("aiplatform.googleapis.com", LlmProvider.GOOGLE),
          entry("amazonaws.com", LlmProvider.AWS),
          entry("api.aws", LlmProvider.AWS),
          entry("api.x.ai", LlmProvider.XAI),
          entry("api.deepseek.com", LlmProvider.DEEPSEEK),
          entry("api.groq.com", LlmProvider.GROQ),
          entry("api.fireworks.ai", LlmProvider.FIREWORKS),
          entry("api.moonshot.cn", LlmProvider.MOONSHOT),
          entry("api.moonshot.ai", LlmProvider.MOONSHOT),
          entry("api.cerebras.ai", LlmProvider.CEREBRAS),
          entry("api.perplexity.ai", LlmProvider.PERPLEXITY),
          entry("api.together.ai", LlmProvider.TOGETHER),
          entry("api.together.xyz", LlmProvider.TOGETHER),
          entry("ollama.com", LlmProvider.OLLAMA),
          entry("api.meta.ai", LlmProvider.META),
          entry("api.z.ai", LlmProvider.ZAI),
          entry("api.minimax.io", LlmProvider.MINIMAX),
          entry("api.minimaxi.com", LlmProvider.MINIMAX),
          entry("api.minimax.chat", LlmProvider.MINIMAX),
          entry("oci.oraclecloud.com", LlmProvider.ORACLE),
          entry("api.typesafe.ai", LlmProvider.TYPESAFE));

  /**
   * The suffix of Vertex AI's host names; the region comes before it, as in {@code
   * us-east5-aiplatform.googleapis.com}.
   */
  private static final String REGIONAL_VERTEX_AI = "-aiplatform.googleapis.com";

  static @Nullable LlmProvider providerOf(String baseUrl) {
    String hostName = hostName(ModelOrigins.normalized(baseUrl));
    if (hostName.endsWith(REGIONAL_VERTEX_AI)) {
      return LlmProvider.GOOGLE;
    }
    // Compares whole labels, from the full name to the last label: "smollama.com" is not
    // "ollama.com".
    String suffix = hostName;
    while (true) {
      LlmProvider provider = PROVIDERS.get(suffix);
      int dot = suffix.indexOf('.');
      if (provider != null || dot < 0) {
        return provider;
      }
      suffix = suffix.substring(dot + 1);
    }
  }

  /** Extracts the host name without {@link java.net.URI}, which rejects names with underscores. */
  private static String hostName(String baseUrl) {
    int scheme = baseUrl.indexOf("://");
    String rest = scheme < 0 ? baseUrl : baseUrl.substring(scheme + 3);
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

  private HostNames() {}
}
