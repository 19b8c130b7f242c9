// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;
import static io.opentelemetry.api.common.AttributeKey.doubleArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttributeMaskerTest {

  @Test
  void firstMatchWins() {
    AttributeKey<String> text = stringKey("llm.input_messages.0.message.content");

    AttributeMasker masker =
        AttributeMasker.of(
            TraceConfig.builder().hideInputText(true).hideInputMessages(true).build());

    assertThat(masker.mask(text, "hello")).isNull();
  }

  @Test
  void redactsVectorsWithString() {
    AttributeMasker masker =
        AttributeMasker.of(TraceConfig.builder().hideEmbeddingsVectors(true).build());

    assertThat(
            masker.mask(
                doubleArrayKey("embedding.embeddings.0.embedding.vector"), List.of(0.1, 0.2)))
        .isEqualTo(REDACTED_VALUE);
  }

  @Test
  void keepsInstanceOfValueThatIsNoString() {
    List<Double> vector = List.of(0.1, 0.2);

    assertThat(
            AttributeMasker.of(TraceConfig.builder().hideInputs(true).build())
                .mask(doubleArrayKey("embedding.embeddings.0.embedding.vector"), vector))
        .isSameAs(vector);
  }

  @Test
  void dropsLazyValueThatIsNull() {
    assertThat(
            AttributeMasker.of(TraceConfig.builder().build()).maskLazily(INPUT_VALUE, () -> null))
        .isNull();
  }

  @Test
  void dropsLazyValueThatFails() {
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      Object masked =
          AttributeMasker.of(TraceConfig.builder().hideOutputs(true).build())
              .maskLazily(
                  INPUT_VALUE,
                  () -> {
                    throw new IllegalStateException("secret");
                  });

      assertThat(masked).isNull();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("IllegalStateException")
          .doesNotContain("secret");
    }
  }

  @Test
  void passesFatalErrorsOn() {
    InternalError fatal = new InternalError();

    assertThatThrownBy(
            () ->
                AttributeMasker.of(TraceConfig.builder().build())
                    .maskLazily(
                        OUTPUT_VALUE,
                        () -> {
                          throw fatal;
                        }))
        .isSameAs(fatal);
  }

  @Test
  void dropsValueWhenMaskingFails() {
    AttributeMasker masker = AttributeMasker.of(TraceConfig.builder().hideInputs(true).build());
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      assertThat(masker.mask(new BrokenKey(), "secret")).isNull();
      assertThat(masker.maskWithoutUpload(new BrokenKey(), "secret")).isNull();
      assertThat(masker.maskLazily(new BrokenKey(), () -> "secret")).isNull();
      assertThat(log.messages()).hasSize(3).noneMatch(message -> message.contains("secret"));
    }
  }

  @Test
  void decidesBeyondItsCacheToo() {
    AttributeMasker masker =
        AttributeMasker.of(TraceConfig.builder().hideInputMessages(true).build());

    for (int index = 0; index < 10_000; index++) {
      assertThat(masker.mask(stringKey("llm.input_messages." + index + ".message.role"), "user"))
          .isNull();
      assertThat(masker.mask(stringKey("custom." + index), "kept")).isEqualTo("kept");
    }
  }

  @ParameterizedTest
  @EnumSource(HideSetting.class)
  void hidesExceptionDetailWithAllButVectors(HideSetting setting) {
    TraceConfig config = TraceConfig.builder().hide(setting, true).build();

    assertThat(AttributeMasker.of(config).hidesExceptionDetail())
        .isEqualTo(!setting.name().endsWith("VECTORS"));
  }

  @Test
  void showsExceptionDetailByDefault() {
    assertThat(AttributeMasker.of(TraceConfig.builder().build()).hidesExceptionDetail()).isFalse();
  }

  private static final class BrokenKey implements AttributeKey<String> {
    @Override
    public String getKey() {
      throw new IllegalStateException("broken");
    }

    @Override
    public AttributeType getType() {
      throw new IllegalStateException("broken");
    }
  }
}
