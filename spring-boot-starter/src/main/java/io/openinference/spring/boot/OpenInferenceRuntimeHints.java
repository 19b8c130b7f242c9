// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/** Tells native images of the proxies in front of clients, and of the service files. */
final class OpenInferenceRuntimeHints implements RuntimeHintsRegistrar {

  /** The interfaces of clients. The proxies of their services have the services' interfaces. */
  private static final List<String> CLIENTS =
      List.of(
          "com.openai.client.OpenAIClient",
          "com.openai.client.OpenAIClientAsync",
          "com.anthropic.client.AnthropicClient",
          "com.anthropic.client.AnthropicClientAsync",
          "software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient",
          "software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient",
          "software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient",
          "software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient",
          "dev.langchain4j.model.chat.ChatModel",
          "dev.langchain4j.model.chat.StreamingChatModel",
          "dev.langchain4j.model.embedding.EmbeddingModel",
          "dev.langchain4j.store.embedding.EmbeddingStore",
          "dev.langchain4j.rag.content.retriever.ContentRetriever",
          "io.modelcontextprotocol.spec.McpClientTransport");

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    hints.resources().registerPattern("META-INF/services/io.openinference.*");
    for (String client : CLIENTS) {
      if (ClassUtils.isPresent(client, classLoader)) {
        for (Class<?> type : withServices(ClassUtils.resolveClassName(client, classLoader))) {
          hints.proxies().registerJdkProxy(type);
          hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
      }
    }
  }

  /** Returns the interface, and the interfaces that its getters return, of the same library. */
  private static Set<Class<?>> withServices(Class<?> client) {
    Set<Class<?>> found = new LinkedHashSet<>();
    addWithServices(client, library(client), found);
    return found;
  }

  private static void addWithServices(Class<?> type, String library, Set<Class<?>> found) {
    if (!type.isInterface() || !type.getName().startsWith(library) || !found.add(type)) {
      return;
    }
    for (Method method : type.getMethods()) {
      addWithServices(method.getReturnType(), library, found);
    }
  }

  /** Returns the first two parts of the package, such as {@code com.openai.}. */
  private static String library(Class<?> type) {
    String[] parts = type.getName().split("\\.", 3);
    return parts[0] + "." + parts[1] + ".";
  }
}
