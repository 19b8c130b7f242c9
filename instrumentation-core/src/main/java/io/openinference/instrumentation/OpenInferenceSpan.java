// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.MetadataAttributes;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OutputAttributes;
import io.openinference.semconv.SessionAttributes;
import io.openinference.semconv.TagAttributes;
import io.openinference.semconv.UserAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ImplicitContextKeyed;
import io.opentelemetry.context.Scope;
import java.lang.ref.Cleaner;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A span of one OpenInference kind.
 *
 * <p>A span may be started without being made current, and it may end on another thread. It ends
 * exactly once, even if several callers call {@link #end()}. Setters return the span, ignore null,
 * never throw, and do nothing if the span is not recorded. Call {@link #isRecording()} before an
 * expensive computation, or pass a {@link Supplier}. Lists are written to the span when it ends.
 *
 * @param <S> the span's own type
 * @since 0.1.0
 */
public abstract sealed class OpenInferenceSpan<S extends OpenInferenceSpan<S>> extends SpanWriter<S>
    implements ImplicitContextKeyed
    permits AgentSpan,
        ChainSpan,
        DecisionSpan,
        EmbeddingSpan,
        EvaluatorSpan,
        GuardrailSpan,
        LlmSpan,
        PromptSpan,
        RerankerSpan,
        RetrieverSpan,
        ToolSpan {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  final Span span;
  private final SpanContext spanContext;
  private final Context parentContext;

  OpenInferenceSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(recorder);
    this.span = span;
    this.spanContext = requireNonNull(span.getSpanContext(), "spanContext");
    this.parentContext = parentContext;
  }

  /**
   * Returns the innermost OpenInference span of the current context, for code that has no reference
   * to it. The setters of the returned span mask content, unlike the setters of {@link
   * Span#current()}.
   *
   * <pre>{@code
   * OpenInferenceSpan.current().metadata(Map.of("cache", "hit"));
   * if (OpenInferenceSpan.current() instanceof ToolSpan tool) {
   *   tool.toolDescription("Tells the weather.");
   * }
   * }</pre>
   *
   * @return the span, or a span that records nothing if there is none
   */
  public static OpenInferenceSpan<?> current() {
    return fromContext(GuardedScope.currentContext());
  }

  /** Returns the innermost OpenInference span of a context; see {@link #current()}. */
  public static OpenInferenceSpan<?> fromContext(Context context) {
    return CurrentSpan.in(context);
  }

  /**
   * Tells whether the span records values; if not, do not read content for it. Returns false if
   * tracing is suppressed, or if the span is sampled out or has ended.
   */
  public final boolean isRecording() {
    return recorder != null && !recorder.hasEnded();
  }

  /** Returns the identifiers of the span; they are not valid if tracing is suppressed. */
  public final SpanContext spanContext() {
    return spanContext;
  }

  /** Returns the context that the span was started in. */
  public final Context parentContext() {
    return parentContext;
  }

  /** Returns the parent context with this span as the current span. */
  public final Context context() {
    return storeInContext(parentContext);
  }

  @Override
  public final Context storeInContext(Context context) {
    try {
      return CurrentSpan.store(this, spanContext.isValid() ? context.with(span) : context);
    } catch (Throwable t) {
      GUARD.handle("storeInContext", t);
      return context;
    }
  }

  /**
   * Makes {@link #context()} the current context until the scope is closed. Close the scope on the
   * same thread.
   */
  @Override
  public final Scope makeCurrent() {
    return GuardedScope.of(context());
  }

  /** Sets the input of the operation as plain text ({@code input.value}). */
  public final S input(@Nullable String value) {
    return input(value, MimeType.TEXT);
  }

  /**
   * Sets the input of the operation and its MIME type ({@code input.value} and {@code
   * input.mime_type}).
   */
  public final S input(@Nullable String value, @Nullable MimeType mimeType) {
    if (value != null) {
      set(InputAttributes.INPUT_VALUE, value);
      set(InputAttributes.INPUT_MIME_TYPE, mimeType == null ? null : mimeType.value());
    }
    return self();
  }

  /**
   * Sets the input of the operation as JSON, written from maps, collections, arrays and scalars.
   * For text that is already JSON, use {@link #input(String, MimeType)}.
   */
  public final S inputJson(@Nullable Object value) {
    if (value != null) {
      setJson(InputAttributes.INPUT_VALUE, value);
      set(InputAttributes.INPUT_MIME_TYPE, MimeType.JSON.value());
    }
    return self();
  }

  /** Sets the output of the operation as plain text ({@code output.value}). */
  public final S output(@Nullable String value) {
    return output(value, MimeType.TEXT);
  }

  /**
   * Sets the output of the operation and its MIME type ({@code output.value} and {@code
   * output.mime_type}).
   */
  public final S output(@Nullable String value, @Nullable MimeType mimeType) {
    if (value != null) {
      set(OutputAttributes.OUTPUT_VALUE, value);
      set(OutputAttributes.OUTPUT_MIME_TYPE, mimeType == null ? null : mimeType.value());
    }
    return self();
  }

  /**
   * Sets the output of the operation as JSON, written from maps, collections, arrays and scalars.
   * For text that is already JSON, use {@link #output(String, MimeType)}.
   */
  public final S outputJson(@Nullable Object value) {
    if (value != null) {
      setJson(OutputAttributes.OUTPUT_VALUE, value);
      set(OutputAttributes.OUTPUT_MIME_TYPE, MimeType.JSON.value());
    }
    return self();
  }

  /**
   * Sets the input images of the operation that are not in messages ({@code input.images}).
   *
   * @param urls links, or images as {@code data:} URIs in base64
   */
  public final S inputImages(@Nullable Collection<String> urls) {
    return setList(ListGroup.INPUT_IMAGES, urls);
  }

  /**
   * Sets the output images of the operation that are not in messages ({@code output.images}).
   *
   * @param urls links, or images as {@code data:} URIs in base64
   */
  public final S outputImages(@Nullable Collection<String> urls) {
    return setList(ListGroup.OUTPUT_IMAGES, urls);
  }

  /** Sets the input files of the operation that are not in messages ({@code input.documents}). */
  public S inputDocuments(@Nullable Collection<Document> documents) {
    return setList(ListGroup.INPUT_DOCUMENTS, documents);
  }

  /** Sets the output files of the operation that are not in messages ({@code output.documents}). */
  public S outputDocuments(@Nullable Collection<Document> documents) {
    return setList(ListGroup.OUTPUT_DOCUMENTS, documents);
  }

  /**
   * Sets metadata, recorded as a JSON object; they replace the metadata of the surrounding scopes.
   */
  public final S metadata(@Nullable Map<String, ?> metadata) {
    return setJson(MetadataAttributes.METADATA, metadata);
  }

  /** Sets tags; they replace the tags of the surrounding scopes. */
  public final S tags(@Nullable List<String> tags) {
    return tags == null
        ? self()
        : setAttributeLazily(TagAttributes.TAG_TAGS, () -> NonNullElements.copyOf(tags));
  }

  /** Sets the session that the span belongs to. */
  public final S sessionId(@Nullable String sessionId) {
    return set(SessionAttributes.SESSION_ID, sessionId);
  }

  /** Sets the user on whose behalf the application works. */
  public final S userId(@Nullable String userId) {
    return set(UserAttributes.USER_ID, userId);
  }

  /**
   * Sets the template that the prompt was made from. If the template has no variables or version,
   * the span keeps those of the surrounding scopes.
   */
  public final S promptTemplate(@Nullable PromptTemplate promptTemplate) {
    return promptTemplate == null ? self() : setAll(promptTemplate::writeTo);
  }

  /** Sets the span's place in the graph of an agent's execution. */
  public final S graphNode(@Nullable GraphNode graphNode) {
    return graphNode == null ? self() : setAll(graphNode::writeTo);
  }

  /** Records judgements about the target of the given scope, as annotations. */
  public final S annotations(AnnotationScope scope, @Nullable Collection<Annotation> annotations) {
    return setAnnotations(scope.annotations(), annotations);
  }

  /** Records judgements about the target of the given scope, as evaluations. */
  public final S evaluations(AnnotationScope scope, @Nullable Collection<Annotation> evaluations) {
    return setAnnotations(scope.evaluations(), evaluations);
  }

  /** Sets an attribute that has no setter of its own. */
  public final <T> S setAttribute(AttributeKey<T> key, @Nullable T value) {
    return set(key, value);
  }

  /** Sets an attribute that has no setter of its own. */
  public final S setAttribute(AttributeKey<Long> key, int value) {
    return set(key, (long) value);
  }

  /**
   * Sets an attribute to the supplier's value. The supplier runs only if the attribute is recorded,
   * on this thread and before this method returns.
   */
  public final <T> S setAttributeLazily(
      AttributeKey<T> key, Supplier<? extends @Nullable T> value) {
    if (recorder != null) {
      recorder.recordLazily(key, value);
    }
    return self();
  }

  /** Adds an event with the current time. */
  public final S addEvent(String name) {
    return addEvent(name, Attributes.empty());
  }

  /**
   * Adds an event with the current time and with attributes, which are masked like those of the
   * span.
   */
  public final S addEvent(String name, Attributes attributes) {
    return event(name, attributes, null);
  }

  /** Adds an event with a time in the past. */
  public final S addEvent(String name, Attributes attributes, Instant time) {
    return event(name, attributes, time);
  }

  /** Links this span to another span. */
  public final S addLink(SpanContext target) {
    return addLink(target, Attributes.empty());
  }

  /** Links this span to another span, with attributes that are masked like those of the span. */
  public final S addLink(SpanContext target, Attributes attributes) {
    if (recorder != null) {
      recorder.recordLink(target, attributes);
    }
    return self();
  }

  /**
   * Records an exception and sets the status to error; a later status does not replace the error.
   */
  public final S recordException(@Nullable Throwable exception) {
    return recordException(exception, Attributes.empty());
  }

  /**
   * Records an exception and sets the status to error; a later status does not replace the error.
   *
   * @param attributes further attributes of the exception event, masked like those of the span
   */
  public final S recordException(@Nullable Throwable exception, Attributes attributes) {
    if (recorder != null && exception != null) {
      recorder.recordException(exception, attributes);
    }
    return self();
  }

  /**
   * Sets the status of the span, written when the span ends. The last call wins, but a recorded
   * exception always makes the span an error. If no status is set, the span ends as {@link
   * StatusCode#OK}. {@link StatusCode#UNSET} leaves the decision to the backend.
   *
   * @param description the reason of an error; ignored for other statuses
   */
  public final S setStatus(StatusCode code, @Nullable String description) {
    if (recorder != null) {
      recorder.recordStatus(code, description);
    }
    return self();
  }

  /** Sets the status of the span without a description, written when the span ends. */
  public final S setStatus(StatusCode code) {
    return setStatus(code, null);
  }

  /** Ends the span; its status is OK unless an exception or an error was recorded. */
  public final void end() {
    end(Span::end);
  }

  /** Ends the span with a time in the past. */
  public final void end(Instant time) {
    end(span -> span.end(time));
  }

  /** Records the exception, if it is not null, and ends the span. */
  public final void endExceptionally(@Nullable Throwable exception) {
    try {
      recordException(exception);
    } finally {
      end();
    }
  }

  /**
   * Ends the span when the stage completes.
   *
   * @param <T> the type of the stage's result
   * @param onResult records the result; not called if the span is not recorded
   * @return a future that completes with the stage's result, after the span has ended and in the
   *     context of the span's parent; cancelling it also cancels the stage if the stage is a future
   */
  public final <T extends @Nullable Object> CompletableFuture<T> endWhenComplete(
      CompletionStage<T> stage, Consumer<? super T> onResult) {
    return TracedFuture.of(stage, this, onResult);
  }

  /**
   * Ends the span when a subscription to the publisher ends; if there are several subscriptions,
   * the first one counts.
   *
   * @param <T> the type of an element
   * @return a publisher of the same elements. The source publisher runs in the context of the span,
   *     the subscriber in the context of the span's parent. The span also ends when the publisher
   *     is garbage-collected without a subscription.
   */
  public final <T> Flow.Publisher<T> endWhenComplete(Flow.Publisher<T> publisher) {
    return new EndingPublisher<>(publisher, this);
  }

  /**
   * Ends the span with the iteration: at the last element, on an exception, on close, or when the
   * iterator is garbage-collected.
   *
   * @param <T> the type of an element
   * @return an iterator of the same elements; the source iterator runs in the context of the span
   */
  public final <T extends @Nullable Object> TracedIterator<T> endWhenExhausted(
      Iterator<T> iterator) {
    return TracedIterator.of(iterator, this);
  }

  /**
   * Ends the span with the stream: at the last element, on an exception, on close, or when the
   * stream is garbage-collected.
   *
   * @param <T> the type of an element
   * @return a sequential stream of the same elements; the source stream runs in the context of the
   *     span
   */
  public final <T extends @Nullable Object> Stream<T> endWhenExhausted(Stream<T> stream) {
    return TracedIterator.stream(stream, this);
  }

  /**
   * Ends the span when its owner is garbage-collected, for iterators and streams that are abandoned
   * halfway.
   *
   * @param owner the object to watch; must not be reachable from {@code beforeEnd}
   * @param beforeEnd records the data that are available by then
   * @return an action that ends the span at once and releases the owner; only the first call has an
   *     effect
   */
  public final Cleaner.Cleanable endWhenUnreachable(Object owner, Runnable beforeEnd) {
    return AbandonedSpans.endWhenUnreachable(this, owner, beforeEnd);
  }
}
