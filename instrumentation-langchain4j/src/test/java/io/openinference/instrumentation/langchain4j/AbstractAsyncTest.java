// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.openinference.testing.contract.Door;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;

/**
 * Calls the methods of 1.20 that return a future or a publisher. The tests are compiled against a
 * release without them, so they call them by reflection, and their models override them without
 * saying so.
 */
abstract class AbstractAsyncTest extends ApplicationTest {

  @BeforeEach
  void requireAsync() {
    assumeTrue(
        Arrays.stream(ChatModel.class.getMethods())
            .anyMatch(method -> method.getName().equals("chatAsync")),
        "needs core 1.20.0");
    open(Door.ofRun());
  }

  /** Calls a method that returns a future. */
  static CompletableFuture<?> future(
      Object target, String name, Class<?> parameterType, Object argument) {
    return (CompletableFuture<?>) call(target, name, parameterType, argument);
  }

  static Object call(Object target, String name, Class<?> parameterType, Object argument) {
    for (Class<?> type :
        List.of(
            ChatModel.class,
            StreamingChatModel.class,
            ContentRetriever.class,
            EmbeddingStore.class,
            ScoringModel.class,
            RetrievalAugmentor.class)) {
      if (type.isInstance(target)) {
        try {
          Method method = type.getMethod(name, parameterType);
          return method.invoke(target, argument);
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError(target);
  }
}
