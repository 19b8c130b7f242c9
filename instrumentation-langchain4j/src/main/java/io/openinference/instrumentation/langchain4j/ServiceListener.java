// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.observability.api.event.AiServiceEvent;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import java.util.function.Consumer;

/** Listens to one type of event of AI services; never throws an exception to the library. */
final class ServiceListener<E extends AiServiceEvent> implements AiServiceListener<E> {

  private final Class<E> eventClass;
  private final Consumer<E> action;

  ServiceListener(Class<E> eventClass, Consumer<E> action) {
    this.eventClass = eventClass;
    this.action = action;
  }

  @Override
  public Class<E> getEventClass() {
    return eventClass;
  }

  @Override
  public void onEvent(E event) {
    try {
      action.accept(event);
    } catch (Throwable t) {
      GUARD.handleLibrary("event", t);
    }
  }
}
