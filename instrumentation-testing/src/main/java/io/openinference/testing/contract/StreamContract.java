// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openinference.testing.Garbage;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that come in parts, and answers that nobody waits for. */
abstract class StreamContract<C> extends ContractFixture<C> {

  StreamContract(TracedLibrary<C> library) {
    super(library);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pulled")
  void aStreamThatIsClosedEarlyKeepsWhatHasArrived(CallForm form) {
    SseStream events = beginStream();

    try (PartStream stream = library.stream(tracedClient(form), PROMPT)) {
      assertThat(stream.parts().next()).isEqualTo(FIRST);
    }

    assertPartial(awaitSpans(1).get(0), StatusCode.OK, StatusCode.UNSET);
    events.end();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pulled")
  void aStreamThatIsDroppedEndsWithWhatHasArrived(CallForm form) {
    SseStream events = beginStream();

    readOnePart(tracedClient(form));

    Garbage.collectUntil(() -> !telemetry.spans().isEmpty());
    assertPartial(telemetry.spans().get(0), StatusCode.OK, StatusCode.UNSET);
    events.end();
  }

  /** In a method of its own, so that no frame refers to the stream when it returns. */
  private void readOnePart(C client) {
    assertThat(library.stream(client, PROMPT).parts().next()).isEqualTo(FIRST);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pulled")
  void aStreamThatIsHeldStaysOpen(CallForm form) {
    SseStream events = beginStream();
    PartStream stream = library.stream(tracedClient(form), PROMPT);
    Iterator<String> parts = stream.parts();
    assertThat(parts.next()).isEqualTo(FIRST);

    Garbage.collect();

    assertThat(telemetry.spans()).isEmpty();
    events.emit(library.partEvent(SECOND));
    library.lastEvents().forEach(events::emit);
    events.end();
    assertThat(parts).toIterable().containsExactly(SECOND);
    stream.close();
    assertThat(awaitSpans(1).get(0)).hasAttribute("llm.output_messages.0.message.content", ANSWER);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pushed")
  void aStreamThatIsCancelledKeepsWhatHasArrived(CallForm form) {
    SseStream events = beginStream();
    CompletableFuture<String> first = new CompletableFuture<>();
    C client = tracedClient(form);

    library.stream(
        client,
        PROMPT,
        new PartHandler() {
          @Override
          public void onPart(String text, Runnable cancel) {
            cancel.run();
            first.complete(text);
          }

          @Override
          public void onEnd(@Nullable Throwable failure) {}
        });
    assertThat(Calls.await(first)).isEqualTo(FIRST);
    // Some libraries look for the request to stop when the next event arrives.
    events.emit(library.partEvent(SECOND));
    events.end();

    assertThat(text(awaitSpans(1).get(0), "llm.output_messages.0.message.content"))
        .startsWith(FIRST.strip());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("streams")
  void aStreamThatBreaksKeepsWhatHasArrived(CallForm form) {
    breakStreams();
    String expected = untraced(form);
    assertThat(expected).as("a failure").contains("Exception");

    String seen = traced(form).outcome(form, PROMPT);

    assertThat(seen).isEqualTo(expected);
    assertPartial(awaitSpans(1).get(0), StatusCode.ERROR);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("futures")
  void aFutureThatIsCancelledEndsTheSpan(CallForm form) {
    CompletableFuture<StubResponse> never = new CompletableFuture<>();
    server().handler(request -> Calls.await(never));

    CompletableFuture<String> future = library.callAsync(tracedClient(form), PROMPT);
    future.cancel(true);
    never.complete(library.answer(ANSWER));

    assertThat(catchThrowable(future::join)).isNotNull();
    awaitSpans(1);
    assertThat(telemetry.spans()).hasSize(1);
  }
}
