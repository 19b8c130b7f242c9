// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.door.InterceptedCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;
import reactor.core.publisher.Flux;

/** Traces {@code TextToSpeechModel}, without reading the audio. */
final class TextToSpeechModelInterceptor extends AudioInterceptor {

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    // Each subscription to a stream is a call.
    return Flux.class.isAssignableFrom(call.method().getReturnType())
        ? StreamSpans.of(this, tracing, call)
        : super.intercept(tracing, call);
  }

  @Override
  void recordPrompt(LlmSpan span, Tracing tracing, InterceptedCall call) {
    TextToSpeechPrompt prompt = call.argument(TextToSpeechPrompt.class);
    String text = prompt == null ? null : prompt.getInstructions().getText();
    if (text != null) {
      span.inputMessages(List.of(Message.user(text)));
      span.input(tracing.inputRedactor().redactText(text));
    }
  }

  @Override
  protected void recordResult(LlmSpan span, Tracing tracing, InterceptedCall call, Object result) {
    span.outputMessages(
        List.of(
            Message.builder("assistant")
                .contents(List.of(MessageContent.audio(null, null, null)))
                .build()));
  }
}
