// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import io.openinference.testing.SseStream;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the contract how to call a library. The calls go through the real library to a server of
 * the test.
 *
 * @param <C> the type of the client or model
 * @since 0.1.0
 */
public interface TracedLibrary<C> {

  /** Returns the forms in which the library can be called. */
  Set<CallForm> forms();

  /**
   * Returns a client that is not wrapped.
   *
   * @param baseUrl the URL of the server, without a slash at the end
   * @param form the form in which the client will be called
   * @return a client that never retries
   */
  C client(String baseUrl, CallForm form);

  /**
   * Wraps a client.
   *
   * @param hidden true if the settings hide inputs and outputs
   */
  C wrap(C client, OpenTelemetry openTelemetry, boolean hidden);

  /**
   * Turns tracing on for the whole process.
   *
   * @return an action that turns tracing off
   */
  Runnable instrument(OpenTelemetry openTelemetry);

  /** Suppresses tracing on this thread until the scope is closed. */
  Scope suppressTracing();

  /** Sets a session on the spans that start on this thread, until the scope is closed. */
  Scope usingSession(String id);

  /** Returns the server's response to a call that is not a stream. */
  StubResponse answer(String text);

  /** Returns how the events of a stream are written. */
  default StreamEncoding encoding() {
    return StreamEncoding.SERVER_SENT_EVENTS;
  }

  /** Returns the events at the start of a stream. */
  default List<String> firstEvents() {
    return List.of();
  }

  /** Returns the event that holds one part of the answer. */
  String partEvent(String text);

  /** Returns the events at the end of a stream. */
  List<String> lastEvents();

  /** Breaks a stream so that the call fails. Without this method the connection is cut. */
  default void breakStream(SseStream events) {
    events.abort();
  }

  /** Calls the model and returns the text of the answer. */
  String call(C client, String prompt);

  /**
   * Tells whether asynchronous callbacks of the application run in the context of the caller.
   *
   * @param door how the call is traced; false for one that has no hold on the library's futures
   */
  default boolean passesContextToCallbacks(Door door) {
    return true;
  }

  /** Calls the model in the form {@link CallForm#ASYNC}. */
  default CompletableFuture<String> callAsync(C client, String prompt) {
    throw new UnsupportedOperationException();
  }

  /** Calls the model in the form {@link CallForm#STREAM}. */
  default PartStream stream(C client, String prompt) {
    throw new UnsupportedOperationException();
  }

  /** Calls the model in the form {@link CallForm#ASYNC_STREAM}. */
  default void stream(C client, String prompt, PartHandler handler) {
    throw new UnsupportedOperationException();
  }
}
