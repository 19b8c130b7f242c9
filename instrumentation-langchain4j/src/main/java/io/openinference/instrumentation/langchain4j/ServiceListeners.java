// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.guardrail.GuardrailRequest;
import dev.langchain4j.guardrail.InputGuardrailRequest;
import dev.langchain4j.guardrail.OutputGuardrailRequest;
import dev.langchain4j.observability.api.event.AiServiceCompletedEvent;
import dev.langchain4j.observability.api.event.AiServiceErrorEvent;
import dev.langchain4j.observability.api.event.AiServiceEvent;
import dev.langchain4j.observability.api.event.AiServiceRequestIssuedEvent;
import dev.langchain4j.observability.api.event.AiServiceResponseReceivedEvent;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.event.GuardrailExecutedEvent;
import dev.langchain4j.observability.api.event.InputGuardrailExecutedEvent;
import dev.langchain4j.observability.api.event.OutputGuardrailExecutedEvent;
import dev.langchain4j.observability.api.event.ToolExecutedEvent;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import io.openinference.instrumentation.api.door.TracingSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the spans of AI services and their guardrails from the events of the services. */
final class ServiceListeners {

  private final TracingSource<Tracing> source;

  private ServiceListeners(TracingSource<Tracing> source) {
    this.source = source;
  }

  static List<AiServiceListener<?>> of(TracingSource<Tracing> source) {
    ServiceListeners listeners = new ServiceListeners(source);
    return List.of(
        new ServiceListener<>(AiServiceStartedEvent.class, listeners::started),
        new ServiceListener<>(AiServiceRequestIssuedEvent.class, listeners::requestIssued),
        new ServiceListener<>(AiServiceResponseReceivedEvent.class, listeners::responseReceived),
        new ServiceListener<>(ToolExecutedEvent.class, listeners::toolExecuted),
        new ServiceListener<>(InputGuardrailExecutedEvent.class, listeners::inputGuardrail),
        new ServiceListener<>(OutputGuardrailExecutedEvent.class, listeners::outputGuardrail),
        new ServiceListener<>(AiServiceCompletedEvent.class, listeners::completed),
        new ServiceListener<>(AiServiceErrorEvent.class, listeners::failed));
  }

  private void started(AiServiceStartedEvent event) {
    Tracing tracing = source.active();
    if (tracing != null) {
      Invocation.start(tracing, event);
    }
  }

  private void requestIssued(AiServiceRequestIssuedEvent event) {
    Invocation invocation = find(event);
    if (invocation != null) {
      invocation.offersTools(event.request().parameters().toolSpecifications());
      RequestHandoff.offer(invocation, event.request());
    }
  }

  private void responseReceived(AiServiceResponseReceivedEvent event) {
    RequestHandoff.withdraw();
  }

  private void toolExecuted(ToolExecutedEvent event) {
    Invocation invocation = find(event);
    if (invocation != null && invocation.claims(event)) {
      invocation.toolReturned(ImmediateResult.of(event));
    }
  }

  private void inputGuardrail(InputGuardrailExecutedEvent event) {
    InputGuardrailRequest request = event.request();
    String text = request.userMessage().hasSingleText() ? request.userMessage().singleText() : null;
    guardrail(event, text, ValueMask::input);
  }

  private void outputGuardrail(OutputGuardrailExecutedEvent event) {
    OutputGuardrailRequest request = event.request();
    guardrail(event, request.responseFromLLM().aiMessage().text(), ValueMask::output);
  }

  private <P extends GuardrailRequest<P>> void guardrail(
      GuardrailExecutedEvent<P, ?, ?> event,
      @Nullable String text,
      GuardrailRecorder.TextMask mask) {
    Tracing tracing = source.active();
    Invocation invocation = find(event);
    if (tracing != null && invocation != null && invocation.claims(event)) {
      GuardrailRecorder.record(tracing, invocation, event, text, mask);
    }
  }

  private void completed(AiServiceCompletedEvent event) {
    RequestHandoff.withdraw();
    Invocation invocation = find(event);
    if (invocation != null) {
      invocation.complete(event.result().orElse(null));
    }
  }

  private void failed(AiServiceErrorEvent event) {
    RequestHandoff.withdraw();
    Invocation invocation = find(event);
    if (invocation != null) {
      invocation.fail(event.error());
    }
  }

  private static @Nullable Invocation find(AiServiceEvent event) {
    return Invocations.find(event.invocationContext());
  }
}
