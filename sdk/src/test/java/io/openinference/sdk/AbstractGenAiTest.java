// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Sends spans that are converted to and from gen_ai, and looks at what arrives. */
abstract class AbstractGenAiTest {

  static final String INPUT =
      "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"secret question\"}]}]";
  static final String OUTPUT =
      "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"secret answer\"}]}]";

  OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  List<ReceivedSpan> sent(OpenInferenceSdkBuilder builder, Consumer<OpenInferenceSdk> application) {
    try (OpenInferenceSdk sdk = builder.endpoint(receiver.endpoint()).build()) {
      application.accept(sdk);
    }
    return receiver.spans();
  }

  static Stream<TraceConfig> hidingInputs() {
    return Stream.of(
        TraceConfig.builder().hideInputs(true).build(),
        TraceConfig.builder().hideInputMessages(true).build(),
        TraceConfig.builder().hideInputText(true).build());
  }
}
