// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {

  private static final List<String> SETTINGS =
      List.of(
          "OPENINFERENCE_HIDE_INPUTS",
          "OPENINFERENCE_HIDE_OUTPUTS",
          "OPENINFERENCE_BLOB_UPLOADER",
          "PHOENIX_API_KEY");

  @ParameterizedTest
  @CsvSource({
    "OPENINFERENCE_HIDE_INPUT, OPENINFERENCE_HIDE_INPUTS",
    "OPENINFERENCE_HIDEOUTPUTS, OPENINFERENCE_HIDE_OUTPUTS",
    "OPENINFERENCE_HIDE_EVERYTHING_IN_INPUTS, OPENINFERENCE_HIDE_INPUTS",
    "OPENINFERENCE_BLOB_UPLOADR, OPENINFERENCE_BLOB_UPLOADER",
    "phoenix_apikey, PHOENIX_API_KEY"
  })
  void namesTheVariableThatWasMeant(String variable, String meant) {
    assertThat(SettingNames.misspelled(SETTINGS, Set.of(variable), Set.of()))
        .containsExactly(
            variable + " is not a setting and has no effect. Did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPENINFERENCE_HIDE_INPUTS", "openinference.hideInputs"})
  void namesThePropertyThatWasMeant(String property) {
    assertThat(SettingNames.misspelled(SETTINGS, Set.of(), Set.of(property)))
        .containsExactly(
            "The system property "
                + property
                + " is not a setting and has no effect. Did you mean openinference.hide.inputs?");
  }

  @Test
  void reportsNoNameThatCountsAndNoForeignName() {
    assertThat(
            SettingNames.misspelled(
                SETTINGS,
                Set.of(
                    "openinference_hide_inputs", "PHOENIX_PORT", "OPENINFERENCE_ENDPOINT", "PATH"),
                Set.of("openinference.hide-inputs", "OpenInference.Hide.Inputs", "user.dir")))
        .isEmpty();
  }

  @Test
  void leavesSpellingsOfAHostToTheHost() {
    try (HostSettings host = HostSettings.offer(variable -> null)) {
      assertThat(
              SettingNames.misspelled(
                  SETTINGS,
                  Set.of("OPENINFERENCE_HIDEINPUTS", "OPENINFERENCE_HIDE_INPUT"),
                  Set.of()))
          .singleElement()
          .asString()
          .startsWith("OPENINFERENCE_HIDE_INPUT is not a setting");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openinference.hide.choices",
        "openinference.hide-choices",
        "OpenInference.Hide.Choices"
      })
  void readsAPropertyInEachSpellingOfOpenTelemetry(String property) {
    System.setProperty(property, "true");
    try {
      assertThat(SettingNames.property("OPENINFERENCE_HIDE_CHOICES")).isEqualTo("true");
    } finally {
      System.clearProperty(property);
    }
  }
}
