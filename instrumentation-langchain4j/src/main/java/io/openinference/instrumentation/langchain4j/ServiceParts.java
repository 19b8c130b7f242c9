// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolService;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.api.door.TracingSource;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces the parts of one AI service. Runs when a call of the service starts, because the builder
 * sets the parts after it creates the context.
 */
final class ServiceParts {

  private final AiServiceContext context;
  private final Wrappers wrappers;
  private final RetrievalWrappers retrievalWrappers;
  private final Object lock = new Object();

  ServiceParts(AiServiceContext context, TracingSource<Tracing> source) {
    this.context = context;
    this.wrappers = new Wrappers(source);
    this.retrievalWrappers = new RetrievalWrappers(wrappers);
  }

  void started(AiServiceStartedEvent event) {
    if (wrappers.source().active() == null) {
      return;
    }
    wrapModels();
    boolean hasTools = wrapTools(context.toolService);
    Invocation invocation = Invocations.find(event.invocationContext());
    if (hasTools && invocation != null) {
      invocation.markAgent();
    }
  }

  private void wrapModels() {
    if (context.chatModel != null) {
      context.chatModel = wrappers.wrap(ChatModel.class, context.chatModel);
    }
    if (context.streamingChatModel != null) {
      context.streamingChatModel =
          wrappers.wrap(StreamingChatModel.class, context.streamingChatModel);
    }
    if (context.moderationModel != null) {
      context.moderationModel = wrappers.wrap(ModerationModel.class, context.moderationModel);
    }
    if (context.retrievalAugmentor != null && !TracingProxy.isWrapped(context.retrievalAugmentor)) {
      context.retrievalAugmentor = retrievalWrappers.wrap(context.retrievalAugmentor);
    }
  }

  /** Traces the tools; returns true if there are any. */
  private boolean wrapTools(@Nullable ToolService service) {
    if (service == null) {
      return false;
    }
    // Replaced in place, which does not change a structure that another thread may read.
    for (Map.Entry<String, ToolExecutor> tool : service.toolExecutors().entrySet()) {
      if (!TracingProxy.isWrapped(tool.getValue())) {
        tool.setValue(wrappers.wrapExecutor(tool.getValue()));
      }
    }
    return wrapToolProviders(service) || !service.toolExecutors().isEmpty();
  }

  private boolean wrapToolProviders(ToolService service) {
    Collection<Object> several = toolProviders(service);
    if (several != null) {
      return wrapAll(several);
    }
    ToolProvider provider = service.toolProvider();
    if (provider != null && !TracingProxy.isWrapped(provider)) {
      service.toolProvider(wrappers.wrapProvider(provider));
    }
    return provider != null;
  }

  private static boolean areWrapped(Collection<Object> providers) {
    for (Object provider : providers) {
      if (!TracingProxy.isWrapped(provider)) {
        return false;
      }
    }
    return true;
  }

  private boolean wrapAll(Collection<Object> providers) {
    synchronized (lock) {
      // Runs once, before the first call reads the parts.
      if (!areWrapped(providers)) {
        List<Object> wrapped = new ArrayList<>();
        for (Object provider : providers) {
          wrapped.add(provider instanceof ToolProvider p ? wrappers.wrapProvider(p) : provider);
        }
        providers.clear();
        providers.addAll(wrapped);
      }
    }
    return !providers.isEmpty();
  }

  /**
   * Returns the collection in which the service stores several providers, or null if it has only
   * one provider.
   */
  @SuppressWarnings("unchecked") // Holds tool providers, handled one by one.
  private static @Nullable Collection<Object> toolProviders(ToolService service) {
    try {
      Field field = ToolService.class.getDeclaredField("toolProviders");
      return field.trySetAccessible() ? (Collection<Object>) field.get(service) : List.of();
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
