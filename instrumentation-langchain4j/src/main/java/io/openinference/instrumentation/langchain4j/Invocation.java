// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.semconv.AgentAttributes;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One call of an AI service: its span, and the context for all calls that it makes. */
final class Invocation {

  private static final ContextKey<Invocation> KEY =
      ContextKey.named("openinference-langchain4j-invocation");

  private final Context callerContext = Context.current();
  private final ChainSpan span;
  private final Context context;
  private final String serviceName;
  private final WeakReference<UUID> id;
  private final Tracing tracing;
  private final Cleaner.Cleanable abandonment;
  // Weak, because events hold the identifier. An abandoned invocation ends when the identifier is
  // garbage.
  private final AtomicReference<@Nullable WeakReference<Object>> lastEvent =
      new AtomicReference<>();
  private volatile boolean isAgent;
  private volatile List<ToolSpecification> tools = List.of();
  private final Queue<String> toolResults = new ConcurrentLinkedQueue<>();
  private volatile @Nullable UserMessage userMessage;
  private volatile @Nullable UserMessage augmentedMessage;
  private volatile @Nullable Context augmentation;

  private Invocation(Tracing tracing, InvocationContext invocation) {
    UUID uuid = invocation.invocationId();
    this.tracing = tracing;
    this.serviceName = AiServiceNames.simpleName(invocation.interfaceName());
    this.span =
        tracing
            .tracer()
            .chain(serviceName + "." + invocation.methodName())
            .setParent(parent(invocation))
            .startSpan();
    this.context = span.context().with(KEY, this);
    this.id = new WeakReference<>(uuid);
    // Every object that may still end the invocation holds its identifier.
    this.abandonment = span.endWhenUnreachable(uuid, () -> {});
  }

  /** Starts the span of a service, or returns the one that another instrumentor has started. */
  static Invocation start(Tracing tracing, AiServiceStartedEvent event) {
    InvocationContext invocationContext = event.invocationContext();
    Invocation known = Invocations.find(invocationContext);
    if (known != null) {
      return known;
    }
    Invocation invocation = new Invocation(tracing, invocationContext);
    invocation.userMessage = event.userMessage();
    ServiceRecorder.recordInput(invocation.span, tracing, event);
    Invocations.add(invocationContext.invocationId(), invocation);
    return invocation;
  }

  private static Context parent(InvocationContext invocation) {
    return MemorySession.within(
        AgentCall.planningContext(Context.current()), invocation.chatMemoryId());
  }

  /** Returns the context for a call that the service makes on any thread. */
  Context contextWithin(Context current) {
    // The current span is already below this invocation, such as a step of the retrieval.
    return current.get(KEY) == this ? current : context;
  }

  /** Returns the context for a retrieval, which may be a step of an augmentation. */
  Context retrievalContextWithin(Context current) {
    Context step = augmentation;
    return current.get(KEY) == this || step == null ? contextWithin(current) : step;
  }

  void augmentation(@Nullable Context step) {
    augmentation = step;
  }

  void augmentedMessage(UserMessage message) {
    augmentedMessage = message;
  }

  /** Tells whether this service sends the given messages. */
  boolean sends(List<? extends ChatMessage> messages) {
    UserMessage original = userMessage;
    UserMessage augmented = augmentedMessage;
    return messages.stream()
        .anyMatch(message -> message == augmented || (message == original && original != null));
  }

  /** Remembers the tools of a request, which make the service an agent. */
  void offersTools(List<ToolSpecification> specifications) {
    // The model has received the results now.
    toolResults.clear();
    if (!specifications.isEmpty()) {
      tools = specifications;
      markAgent();
    }
  }

  /**
   * Remembers the result of a tool, which is the service's output unless the model is asked again.
   */
  void toolReturned(String result) {
    toolResults.add(result);
  }

  /** Returns the specification of a tool in the last request that had tools. */
  @Nullable ToolSpecification tool(@Nullable String name) {
    for (ToolSpecification tool : tools) {
      if (tool.name().equals(name)) {
        return tool;
      }
    }
    return null;
  }

  /** Tells whether no other instrumentor's listener has made the span of an event. */
  boolean claims(Object event) {
    WeakReference<Object> last = lastEvent.getAndSet(new WeakReference<>(event));
    return last == null || last.get() != event;
  }

  /** Changes the span's kind to AGENT; this is known only once there are tools. */
  void markAgent() {
    if (isAgent) {
      return;
    }
    isAgent = true;
    span.setAttribute(
        OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND, OpenInferenceSpanKind.AGENT.value());
    span.setAttribute(AgentAttributes.AGENT_NAME, serviceName);
  }

  /** Returns the context in which the application called the service. */
  Context callerContext() {
    return callerContext;
  }

  void complete(@Nullable Object result) {
    if (span.isRecording()) {
      String toolResult = toolResults.isEmpty() ? null : String.join("\n", toolResults);
      ServiceRecorder.recordOutput(span, tracing, result, toolResult);
    }
    end();
  }

  void fail(Throwable error) {
    span.recordException(error);
    end();
  }

  /** Ends the span of a service whose stream was cancelled. */
  void cancel(String partialOutput) {
    if (!partialOutput.isEmpty()) {
      span.output(tracing.mask().output(partialOutput));
    }
    end();
  }

  private void end() {
    UUID uuid = id.get();
    if (uuid != null) {
      Invocations.remove(uuid);
    }
    CallbackScope.serviceEnded(this);
    // Last, so that code that sees the span finds no leftovers.
    span.end();
    abandonment.clean();
  }
}
