// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.door.InterceptedCall;
import java.util.List;
import org.springframework.ai.audio.transcription.AudioTranscriptionResponse;

/** Traces {@code TranscriptionModel}, without reading the audio. */
final class TranscriptionModelInterceptor extends AudioInterceptor {

  @Override
  void recordPrompt(LlmSpan span, Tracing tracing, InterceptedCall call) {}

  @Override
  protected void recordResult(LlmSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof AudioTranscriptionResponse response && response.getResult() != null) {
      String text = response.getResult().getOutput();
      span.outputMessages(List.of(Message.assistant(text)));
      span.output(text == null ? null : tracing.outputRedactor().redactText(text));
    }
  }
}
