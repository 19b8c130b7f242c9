// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.TraceConfig;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostSettingsTest {

  private static final String PROPERTY = "openinference.hide.prompts";

  @AfterEach
  void clear() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void aSettingOfTheHostHoldsUntilItIsWithdrawn() {
    try (HostSettings ignored =
        HostSettings.offer(Map.of("OPENINFERENCE_HIDE_PROMPTS", "true")::get)) {
      assertThat(TraceConfig.fromEnvironment().hidePrompts()).isTrue();
    }
    assertThat(TraceConfig.fromEnvironment().hidePrompts()).isFalse();
  }

  @Test
  void aSystemPropertyWins() {
    System.setProperty(PROPERTY, "false");
    try (HostSettings ignored =
        HostSettings.offer(Map.of("OPENINFERENCE_HIDE_PROMPTS", "true")::get)) {
      assertThat(TraceConfig.fromEnvironment().hidePrompts()).isFalse();
    }
  }

  @Test
  void theNewestHostDecides() {
    try (HostSettings older = HostSettings.offer(Map.of("A", "older", "B", "older")::get);
        HostSettings newer = HostSettings.offer(Map.of("A", "newer")::get)) {
      assertThat(HostSettings.get("A")).isEqualTo("newer");
      assertThat(HostSettings.get("B")).isEqualTo("older");
      newer.close();
      assertThat(HostSettings.get("A")).isEqualTo("older");
    }
    assertThat(HostSettings.get("A")).isNull();
  }
}
