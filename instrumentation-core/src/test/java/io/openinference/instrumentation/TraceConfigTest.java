// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.testing.LogCapture;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceConfigTest {

  private static final String INPUTS = "OPENINFERENCE_HIDE_INPUTS";
  private static final String INPUTS_PROPERTY = "openinference.hide.inputs";
  private static final String MAX_LENGTH = "OPENINFERENCE_BASE64_IMAGE_MAX_LENGTH";

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final EnvironmentSettings environment =
      new EnvironmentSettings(properties::get, variables::get);

  static Stream<Arguments> settings() {
    return Stream.of(
        setting(
            "OPENINFERENCE_HIDE_LLM_INVOCATION_PARAMETERS",
            TraceConfigBuilder::hideLlmInvocationParameters,
            TraceConfig::hideLlmInvocationParameters),
        setting(
            "OPENINFERENCE_HIDE_LLM_TOOLS",
            TraceConfigBuilder::hideLlmTools,
            TraceConfig::hideLlmTools),
        setting(INPUTS, TraceConfigBuilder::hideInputs, TraceConfig::hideInputs),
        setting(
            "OPENINFERENCE_HIDE_OUTPUTS",
            TraceConfigBuilder::hideOutputs,
            TraceConfig::hideOutputs),
        setting(
            "OPENINFERENCE_HIDE_INPUT_MESSAGES",
            TraceConfigBuilder::hideInputMessages,
            TraceConfig::hideInputMessages),
        setting(
            "OPENINFERENCE_HIDE_OUTPUT_MESSAGES",
            TraceConfigBuilder::hideOutputMessages,
            TraceConfig::hideOutputMessages),
        setting(
            "OPENINFERENCE_HIDE_INPUT_IMAGES",
            TraceConfigBuilder::hideInputImages,
            TraceConfig::hideInputImages),
        setting(
            "OPENINFERENCE_HIDE_INPUT_TEXT",
            TraceConfigBuilder::hideInputText,
            TraceConfig::hideInputText),
        setting(
            "OPENINFERENCE_HIDE_OUTPUT_TEXT",
            TraceConfigBuilder::hideOutputText,
            TraceConfig::hideOutputText),
        setting(
            "OPENINFERENCE_HIDE_PROMPTS",
            TraceConfigBuilder::hidePrompts,
            TraceConfig::hidePrompts),
        setting(
            "OPENINFERENCE_HIDE_CHOICES",
            TraceConfigBuilder::hideChoices,
            TraceConfig::hideChoices),
        setting(
            "OPENINFERENCE_HIDE_EMBEDDING_VECTORS",
            TraceConfigBuilder::hideEmbeddingsVectors,
            TraceConfig::hideEmbeddingsVectors),
        setting(
            "OPENINFERENCE_HIDE_EMBEDDINGS_VECTORS",
            TraceConfigBuilder::hideEmbeddingsVectors,
            TraceConfig::hideEmbeddingsVectors),
        setting(
            "OPENINFERENCE_HIDE_EMBEDDINGS_TEXT",
            TraceConfigBuilder::hideEmbeddingsText,
            TraceConfig::hideEmbeddingsText),
        setting(
            "OPENINFERENCE_HIDE_RETRIEVAL_DOCUMENTS",
            TraceConfigBuilder::hideRetrievalDocuments,
            TraceConfig::hideRetrievalDocuments));
  }

  @Test
  void hidesNothingByDefault() {
    assertThat(builder().build())
        .hasToString(
            "TraceConfig{hideLlmInvocationParameters=false, hideLlmTools=false, hideInputs=false,"
                + " hideOutputs=false, hideInputMessages=false, hideOutputMessages=false,"
                + " hideInputImages=false, hideInputText=false, hideOutputText=false,"
                + " hidePrompts=false, hideChoices=false,"
                + " hideEmbeddingsVectors=false, hideEmbeddingsText=false,"
                + " hideRetrievalDocuments=false,"
                + " base64ImageMaxLength=32000, blobUploader=none}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void readsVariable(String variable, Setter setter, Function<TraceConfig, Boolean> getter) {
    variables.put(variable, "true");

    TraceConfig config = builder().build();

    assertThat(getter.apply(config)).isTrue();
    assertThat(config.toString().split("=true", -1)).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void readsPropertyBeforeVariable(
      String variable, Setter setter, Function<TraceConfig, Boolean> getter) {
    variables.put(variable, "false");
    properties.put(variable.toLowerCase(Locale.ROOT).replace('_', '.'), "true");

    assertThat(getter.apply(builder().build())).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void hidesWhereTheValueCannotBeRead(
      String variable, Setter setter, Function<TraceConfig, Boolean> getter) {
    variables.put(variable, "ture");
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(getter.apply(builder().build())).isTrue();
      assertThat(log.messages()).containsExactly(complaint(variable, "ture"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void codeBeatsEnvironment(String variable, Setter setter, Function<TraceConfig, Boolean> getter) {
    variables.put(variable, "true");

    assertThat(getter.apply(setter.set(builder(), false).build())).isFalse();
    variables.put(variable, "false");
    assertThat(getter.apply(setter.set(builder(), true).build())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "true,true", "TRUE,true", "True,true", "' true ',true", "1,true", "yes,true", "Yes,true",
    "on,true", "' ON ',true", "FALSE,false", "0,false", "no,false", "NO,false", "off,false",
    "' Off ',false", "'',false", "'  ',false"
  })
  void readsBooleanOfAnyCase(String value, boolean expected) {
    variables.put(INPUTS, value);
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(builder().build().hideInputs()).isEqualTo(expected);
      assertThat(log.messages()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"truee", "t", "y", "2", "-1", "enabled", "\"true\"", "none", "null"})
  void hidesWhereTheValueIsUnknownAndWarnsOnce(String value) {
    variables.put(INPUTS, value);
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(builder().build().hideInputs()).isTrue();
      assertThat(builder().build().hideInputs()).isTrue();

      assertThat(log.messages()).containsExactly(complaint(INPUTS, value));
    }
  }

  @Test
  void warnsOfPropertyByItsName() {
    properties.put(INPUTS_PROPERTY, "ture");
    variables.put(INPUTS, "false");
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(builder().build().hideInputs()).isTrue();

      assertThat(log.messages()).containsExactly(complaint(INPUTS_PROPERTY, "ture"));
    }
  }

  @Test
  void ignoresBadVariableThatCodeOverrides() {
    variables.put(INPUTS, "ture");
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(builder().hideInputs(false).build().hideInputs()).isFalse();
      assertThat(log.messages()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "100,100", "2147483647,2147483647", "' 7 ',7"})
  void readsLength(String value, int expected) {
    variables.put(MAX_LENGTH, value);

    assertThat(builder().build().base64ImageMaxLength()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "many", "1.5", "2147483648", "32k"})
  void showsNothingWhereTheLengthIsBadAndWarnsOnce(String value) {
    variables.put(MAX_LENGTH, value);
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(builder().build().base64ImageMaxLength()).isZero();
      assertThat(builder().build().base64ImageMaxLength()).isZero();

      assertThat(log.messages())
          .containsExactly(
              MAX_LENGTH
                  + " is \""
                  + value
                  + "\" but must be a number of characters from 0 to 2147483647; using 0.");
    }
  }

  @Test
  void lengthInCodeBeatsEnvironment() {
    variables.put(MAX_LENGTH, "100");

    assertThat(builder().base64ImageMaxLength(0).build().base64ImageMaxLength()).isZero();
  }

  @Test
  void refusesNegativeLengthInCode() {
    assertThatThrownBy(() -> builder().base64ImageMaxLength(-5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("base64ImageMaxLength is -5 but must be 0 or more characters");
  }

  @Test
  void copiesAllSettings() {
    BlobUploader uploader = blob -> null;
    TraceConfig config =
        builder().hideInputs(true).base64ImageMaxLength(5).blobUploader(uploader).build();

    assertThat(config.toBuilder().build()).isEqualTo(config).hasSameHashCodeAs(config);
    assertThat(config.toBuilder().hideOutputs(true).build()).isNotEqualTo(config);
    assertThat(config.toBuilder().base64ImageMaxLength(6).build()).isNotEqualTo(config);
    assertThat(config.toBuilder().blobUploader(null).build()).isNotEqualTo(config);
  }

  @Test
  void namesUploaderByClassOnly() {
    assertThat(builder().blobUploader(new RecordingUploader()).build().toString())
        .endsWith("blobUploader=" + RecordingUploader.class.getName() + "}");
  }

  @Test
  void readsTheProcess() {
    System.setProperty(INPUTS_PROPERTY, "true");
    try {
      assertThat(TraceConfig.fromEnvironment().hideInputs()).isTrue();
    } finally {
      System.clearProperty(INPUTS_PROPERTY);
    }
    assertThat(TraceConfig.fromEnvironment().hideInputs()).isFalse();
    assertThat(EnvironmentSettings.PROCESS.get("PATH"))
        .extracting(EnvironmentSettings.Setting::value)
        .isEqualTo(System.getenv("PATH"));
  }

  private static String complaint(String setting, String value) {
    return setting
        + " is \""
        + value
        + "\" but must be true, 1, yes, on, false, 0, no or off; using true.";
  }

  private TraceConfigBuilder builder() {
    return new TraceConfigBuilder(environment);
  }

  private static Arguments setting(
      String variable, Setter setter, Function<TraceConfig, Boolean> getter) {
    return Arguments.of(variable, setter, getter);
  }

  @FunctionalInterface
  interface Setter {
    TraceConfigBuilder set(TraceConfigBuilder builder, boolean hide);
  }
}
