// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.adk.events.Event;
import com.google.genai.types.Content;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.TraceConfig;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * One run of a runner or an agent that is about to start its span. ADK's spans of them have no
 * content, so that the content comes from here.
 */
final class WatchedRun implements RunWatcher {

  /** ADK's name for the run of a runner. */
  static final String INVOCATION = "invocation";

  private static final ContextKey<WatchedRun> KEY = ContextKey.named("openinference-adk-run");

  private final Tracing tracing;
  private final String spanName;
  private final String name;
  private final @Nullable String parentName;
  private final @Nullable Content input;
  // Null for the run of an agent, whose spans belong to the run of a runner.
  private final @Nullable OpenSpans open;
  private volatile @Nullable OpenInferenceSpan<?> span;
  private volatile @Nullable SpanListener listener;

  private WatchedRun(
      Tracing tracing,
      String spanName,
      String name,
      @Nullable String parentName,
      @Nullable Content input,
      @Nullable OpenSpans open) {
    this.tracing = tracing;
    this.spanName = spanName;
    this.name = name;
    this.parentName = parentName;
    this.input = input;
    this.open = open;
  }

  static WatchedRun ofRunner(Tracing tracing, String app, @Nullable Content input) {
    return new WatchedRun(tracing, INVOCATION, app, null, input, new OpenSpans());
  }

  static WatchedRun ofAgent(
      Tracing tracing, String agent, @Nullable String parentAgent, @Nullable Content input) {
    return new WatchedRun(tracing, agent, agent, parentAgent, input, null);
  }

  /** Returns the run that starts its span in a context, or null if it is not known. */
  static @Nullable WatchedRun startingIn(Context context, String spanName) {
    WatchedRun run = context.get(KEY);
    return run != null && run.span == null && run.spanName.equals(spanName) ? run : null;
  }

  /** Tells whether code runs inside of a runner. */
  static boolean isInside(Context context) {
    return context.get(KEY) != null;
  }

  @Override
  public Context storeIn(Context context) {
    Context inRun = context.with(KEY, this);
    return open == null ? inRun : open.storeIn(inRun);
  }

  boolean isOfRunner() {
    return open != null;
  }

  /** Returns the name of the application or of the agent. */
  String name() {
    return name;
  }

  @Nullable String parentName() {
    return parentName;
  }

  /** Records the input on the span that has started. */
  void started(OpenInferenceSpan<?> started, SpanListener ofSpan) {
    span = started;
    listener = ofSpan;
    if (started.isRecording() && input != null) {
      started.input(shown(ContentTexts.of(input), tracing.mask().input().hidesText()));
    }
  }

  /** Records an event: the last final response with content is the output. */
  @Override
  public void see(Object event) {
    OpenInferenceSpan<?> started = span;
    if (started == null || !started.isRecording() || !(event instanceof Event of)) {
      return;
    }
    try {
      if (of.finalResponse() && !of.partial().orElse(false) && of.content().isPresent()) {
        String text = ContentTexts.of(of.content().get());
        if (!text.isEmpty()) {
          started.output(shown(text, tracing.mask().output().hidesText()));
        }
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("event", fault);
    }
  }

  @Override
  public void over(@Nullable Throwable failure) {
    OpenInferenceSpan<?> started = span;
    SpanListener ofSpan = listener;
    if (open != null && started != null) {
      open.endAll();
      if (failure != null && ofSpan != null) {
        ofSpan.exception(started, failure);
      }
      started.end();
    }
  }

  private static String shown(String text, boolean hidden) {
    return hidden ? TraceConfig.REDACTED_VALUE : text;
  }
}
