// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import io.openinference.testing.StubResponse;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * How the contract calls a library. The calls go through the real library to a server of the test.
 *
 * @param <C> what an application calls: a client or a model
 * @since 0.1.0
 */
public interface TracedLibrary<C> {

  /** Returns the forms in which the library can be called. */
  Set<CallForm> forms();

  /**
   * Returns a client that nobody has wrapped.
   *
   * @param baseUrl of the server, without a slash at the end
   * @param form the form in which it will be called
   * @return a client that never retries
   */
  C client(String baseUrl, CallForm form);

  /**
   * Wraps a client.
   *
   * @param hidden whether the settings hide inputs and outputs
   */
  C wrap(C client, OpenTelemetry openTelemetry, boolean hidden);

  /**
   * Traces the calls of the process.
   *
   * @return turns tracing off
   */
  Runnable instrument(OpenTelemetry openTelemetry);

  /** Suppresses tracing on this thread until the scope is closed. */
  Scope suppressTracing();

  /** Puts what is traced on this thread into a session, until the scope is closed. */
  Scope usingSession(String id);

  /** Returns what the server answers to a call that is no stream. */
  StubResponse answer(String text);

  /** Returns the data of the server-sent events that begin a stream. */
  default List<String> firstEvents() {
    return List.of();
  }

  /** Returns the data of the server-sent event that brings a part of the answer. */
  String partEvent(String text);

  /** Returns the data of the server-sent events that end a stream. */
  List<String> lastEvents();

  /** Makes a call and returns the text of the answer. */
  String call(C client, String prompt);

  /** Makes a call of the form {@link CallForm#ASYNC}. */
  default CompletableFuture<String> callAsync(C client, String prompt) {
    throw new UnsupportedOperationException();
  }

  /** Makes a call of the form {@link CallForm#STREAM}. */
  default PartStream stream(C client, String prompt) {
    throw new UnsupportedOperationException();
  }

  /** Makes a call of the form {@link CallForm#ASYNC_STREAM}. */
  default void stream(C client, String prompt, PartHandler handler) {
    throw new UnsupportedOperationException();
  }
}
