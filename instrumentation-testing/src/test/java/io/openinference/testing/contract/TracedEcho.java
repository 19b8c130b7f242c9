// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openinference.testing.StubResponse;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.lang.ref.Cleaner;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Traces an {@link EchoClient} by hand, with a defect or without one. */
final class TracedEcho implements TracedLibrary<EchoClient> {

  /** The defect of a tracer. */
  enum Defect {
    NONE,
    NO_SPAN,
    TWO_SPANS,
    NO_PARENT,
    CHANGES_RESULT,
    CHANGES_REQUEST,
    SWALLOWS_FAILURE,
    WRONG_STATUS,
    NO_OUTPUT,
    LEAKS_HIDDEN,
    LEAKS_MESSAGE,
    IGNORES_SUPPRESSION,
    IGNORES_SESSION,
    PASSES_FAULTS,
    ENDS_AT_RETURN,
    NEVER_ENDS_DROPPED,
    LOSES_BROKEN,
    STAYS_ON,
    SWITCHES_OFF,
    LOSES_UNRECORDED_PARENT,
    LEAVES_CONTEXT,
    CALLBACK_INSIDE_SPAN,
    STREAM_INSIDE_SPAN,
    DOUBLES_PAIR,
    CHANGES_EMPTY,
    CHANGES_HUGE
  }

  private static final ContextKey<Boolean> QUIET = ContextKey.named("quiet");
  private static final ContextKey<String> SESSION = ContextKey.named("session");
  private static final Cleaner CLEANER = Cleaner.create();
  // The door of the process; a library without bytecode looks here.
  private static final AtomicReference<OpenTelemetry> PROCESS = new AtomicReference<>();

  private final Defect defect;
  private volatile boolean isSwitchedOff;

  TracedEcho(Defect defect) {
    this.defect = defect;
  }

  @Override
  public Set<CallForm> forms() {
    return EnumSet.of(CallForm.SYNC, CallForm.ASYNC, CallForm.STREAM);
  }

  @Override
  public EchoClient client(String baseUrl, CallForm form) {
    EchoClient client = EchoClient.to(baseUrl);
    return new Traced(client, null, false);
  }

  @Override
  public EchoClient wrap(EchoClient client, OpenTelemetry openTelemetry, boolean hidden) {
    return client instanceof Traced traced
        ? new Traced(traced.client, openTelemetry, hidden)
        : new Traced(client, openTelemetry, hidden);
  }

  @Override
  public Runnable instrument(OpenTelemetry openTelemetry) {
    PROCESS.set(openTelemetry);
    return () -> {
      if (defect != Defect.STAYS_ON) {
        PROCESS.set(null);
      }
    };
  }

  @Override
  public Scope suppressTracing() {
    return Context.current().with(QUIET, true).makeCurrent();
  }

  @Override
  public Scope usingSession(String id) {
    return Context.current().with(SESSION, id).makeCurrent();
  }

  @Override
  public StubResponse answer(String text) {
    return StubResponse.of(200, "text/plain", text.getBytes(UTF_8));
  }

  @Override
  public String partEvent(String text) {
    return text;
  }

  @Override
  public List<String> lastEvents() {
    return List.of("END");
  }

  @Override
  public String call(EchoClient client, String prompt) {
    return client.call(prompt);
  }

  @Override
  public CompletableFuture<String> callAsync(EchoClient client, String prompt) {
    return client.callAsync(prompt);
  }

  @Override
  public PartStream stream(EchoClient client, String prompt) {
    return client.stream(prompt);
  }

  /** Traces with its own OpenTelemetry, or with that of the process. */
  private final class Traced implements EchoClient {

    private final EchoClient client;
    private final OpenTelemetry own;
    private final boolean hidden;

    Traced(EchoClient client, OpenTelemetry own, boolean hidden) {
      this.client = client;
      this.own = own;
      this.hidden = hidden;
    }

    private Recorder start(String prompt) {
      OpenTelemetry openTelemetry = own == null ? PROCESS.get() : own;
      boolean quiet =
          isSwitchedOff
              || defect == Defect.NO_SPAN
              || (defect != Defect.IGNORES_SUPPRESSION
                  && Boolean.TRUE.equals(Context.current().get(QUIET)));
      if (openTelemetry == null || quiet) {
        return new Recorder(Span.getInvalid(), true);
      }
      if (defect == Defect.DOUBLES_PAIR && own != null && PROCESS.get() != null) {
        PROCESS.get().getTracer("echo").spanBuilder("echo").startSpan().end();
      }
      if (defect == Defect.TWO_SPANS) {
        openTelemetry.getTracer("echo").spanBuilder("echo").startSpan().end();
      }
      try {
        return new Recorder(startSpan(openTelemetry, prompt), hidden);
      } catch (Throwable fault) {
        if (defect == Defect.PASSES_FAULTS) {
          throw fault;
        }
        isSwitchedOff = defect == Defect.SWITCHES_OFF && fault instanceof LinkageError;
        return new Recorder(Span.getInvalid(), true);
      }
    }

    private Span startSpan(OpenTelemetry openTelemetry, String prompt) {
      boolean isOrphan =
          defect == Defect.NO_PARENT
              || defect == Defect.LOSES_UNRECORDED_PARENT && !Span.current().isRecording();
      Context parent = isOrphan ? Context.root() : Context.current();
      Span span = openTelemetry.getTracer("echo").spanBuilder("echo").setParent(parent).startSpan();
      span.setAttribute("openinference.span.kind", "LLM");
      String session = parent.get(SESSION);
      if (session != null && defect != Defect.IGNORES_SESSION) {
        span.setAttribute("session.id", session);
      }
      if (!hidden || defect == Defect.LEAKS_HIDDEN) {
        span.setAttribute("input.value", prompt);
        span.setAttribute("llm.input_messages.0.message.content", prompt);
      }
      return span;
    }

    @Override
    public String call(String prompt) {
      Recorder recorder = start(prompt);
      try {
        String answer = client.call(sent(recorder, prompt));
        recorder.add(answer);
        recorder.end(StatusCode.OK);
        if (defect == Defect.LEAVES_CONTEXT && recorder.isOn()) {
          recorder.span.makeCurrent();
        }
        return recorder.isOn() ? changed(answer) : answer;
      } catch (RuntimeException e) {
        recorder.fail(e);
        if (defect == Defect.SWALLOWS_FAILURE && recorder.isOn()) {
          return "";
        }
        throw e;
      }
    }

    private String changed(String answer) {
      boolean isChanged =
          switch (defect) {
            case CHANGES_RESULT -> true;
            case CHANGES_EMPTY -> answer.isEmpty();
            case CHANGES_HUGE -> answer.length() > 1_000_000;
            default -> false;
          };
      return isChanged ? answer + " " : answer;
    }

    @Override
    public CompletableFuture<String> callAsync(String prompt) {
      Recorder recorder = start(prompt);
      Context caller = Context.current();
      CompletableFuture<String> result = new CompletableFuture<>();
      result.whenComplete(recorder::end);
      client
          .callAsync(prompt)
          .whenComplete(
              (answer, failure) -> {
                try (Scope ignored = callbackContext(caller, recorder).makeCurrent()) {
                  if (failure == null) {
                    result.complete(answer);
                  } else {
                    result.completeExceptionally(failure);
                  }
                }
              });
      return result;
    }

    private Context callbackContext(Context caller, Recorder recorder) {
      return defect == Defect.CALLBACK_INSIDE_SPAN ? caller.with(recorder.span) : caller;
    }

    private String sent(Recorder recorder, String prompt) {
      return defect == Defect.CHANGES_REQUEST && recorder.isOn() ? prompt + " " : prompt;
    }

    @Override
    public PartStream stream(String prompt) {
      Recorder recorder = start(prompt);
      PartStream stream;
      try {
        stream = client.stream(sent(recorder, prompt));
      } catch (RuntimeException e) {
        recorder.fail(e);
        throw e;
      }
      if (defect == Defect.ENDS_AT_RETURN) {
        recorder.end(StatusCode.OK);
      }
      if (defect == Defect.STREAM_INSIDE_SPAN && recorder.isOn()) {
        recorder.scope = recorder.span.makeCurrent();
      }
      TracedStream traced = new TracedStream(stream, recorder);
      if (defect != Defect.NEVER_ENDS_DROPPED) {
        CLEANER.register(traced.held, () -> recorder.end(StatusCode.OK));
      }
      return traced;
    }
  }

  private final class Recorder {
    private final Span span;
    private final boolean hidden;
    private final StringBuilder text = new StringBuilder();
    private final AtomicBoolean ended = new AtomicBoolean();
    private Scope scope = Scope.noop();

    Recorder(Span span, boolean hidden) {
      this.span = span == null ? Span.getInvalid() : span;
      this.hidden = hidden;
    }

    boolean isOn() {
      return span.getSpanContext().isValid();
    }

    void add(String part) {
      text.append(part);
    }

    void end(String answer, Throwable failure) {
      if (failure == null) {
        add(answer);
        end(StatusCode.OK);
      } else {
        fail(failure);
      }
    }

    void fail(Throwable failure) {
      if (hidden && defect != Defect.LEAKS_MESSAGE) {
        span.addEvent("exception");
      } else {
        span.recordException(failure);
      }
      end(defect == Defect.WRONG_STATUS ? StatusCode.OK : StatusCode.ERROR);
    }

    void end(StatusCode status) {
      if (!ended.compareAndSet(false, true)) {
        return;
      }
      boolean lost = defect == Defect.LOSES_BROKEN && status == StatusCode.ERROR;
      if ((!hidden || defect == Defect.LEAKS_HIDDEN) && defect != Defect.NO_OUTPUT && !lost) {
        span.setAttribute("output.value", text.toString());
        span.setAttribute("llm.output_messages.0.message.content", text.toString());
      }
      span.setStatus(status);
      try {
        span.end();
      } catch (Throwable fault) {
        if (defect == Defect.PASSES_FAULTS) {
          throw fault;
        }
      }
    }
  }

  private static final class TracedStream implements PartStream {

    private final PartStream stream;
    private final Recorder recorder;
    // All that the application holds of the stream refers to this.
    private final Object held = new Object();

    TracedStream(PartStream stream, Recorder recorder) {
      this.stream = stream;
      this.recorder = recorder;
    }

    @Override
    public Iterator<String> parts() {
      Iterator<String> parts = stream.parts();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          try {
            boolean more = parts.hasNext();
            if (!more) {
              recorder.end(StatusCode.OK);
            }
            return more;
          } catch (RuntimeException e) {
            recorder.fail(e);
            throw e;
          }
        }

        @Override
        public String next() {
          String part = parts.next();
          recorder.add(part);
          return part;
        }

        @Override
        public String toString() {
          return "parts of " + held;
        }
      };
    }

    @Override
    public void close() {
      recorder.scope.close();
      recorder.end(StatusCode.OK);
      stream.close();
    }
  }
}
