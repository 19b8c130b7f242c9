// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each setting alone, with all scenarios: what is in the README is what was measured.
 *
 * <p>Masking that is taken out shows positions that the README calls hidden. This was tried for
 * each setting, once in the rules of attributes and once in what raw values leave out; the README
 * of this module has the figures.
 */
class CoverageTest {

  private static final Map<String, Scenario> SCENARIOS = Scenarios.all();

  private static Measurement unhidden;
  private static final Map<Setting, Measurement> BY_SETTING = new EnumMap<>(Setting.class);

  @BeforeAll
  static void measure() throws Exception {
    try (Application application = new Application()) {
      unhidden = measure(application, Set.of());
      for (Setting setting : Setting.values()) {
        BY_SETTING.put(setting, measure(application, Set.of(setting)));
      }
    }
  }

  private static Measurement measure(Application application, Set<Setting> settings)
      throws Exception {
    long[] seed = {settings.hashCode()};
    return Measurement.of(
        application, SCENARIOS, settings, () -> new Secrets(seed[0]++, "say \"é\" ", "\n\\n"));
  }

  @AfterAll
  static void forget() {
    BY_SETTING.clear();
  }

  @Test
  void allSecretsLeaveWhereNothingIsHidden() {
    for (String scenario : SCENARIOS.keySet()) {
      assertThat(unhidden.shown(scenario)).as(scenario).isEqualTo(unhidden.planted(scenario));
    }
  }

  @Test
  void allPositionsAreTried() {
    Set<Position> tried = EnumSet.noneOf(Position.class);
    SCENARIOS.keySet().forEach(scenario -> tried.addAll(unhidden.planted(scenario)));

    assertThat(tried).containsExactly(Position.values());
  }

  @Test
  void settingsDoTheSameInAllScenarios() {
    Map<String, List<String>> showing = new TreeMap<>();
    Map<String, List<String>> hiding = new TreeMap<>();
    BY_SETTING.forEach(
        (setting, measurement) -> {
          for (String scenario : SCENARIOS.keySet()) {
            for (Position position : measurement.planted(scenario)) {
              boolean shown = measurement.shown(scenario).contains(position);
              (shown ? showing : hiding)
                  .computeIfAbsent(position + " with " + setting, key -> new ArrayList<>())
                  .add(scenario);
            }
          }
        });
    hiding.keySet().retainAll(showing.keySet());
    showing.keySet().retainAll(hiding.keySet());

    assertThat(hiding).as("hidden in some scenarios only, shown in %s", showing).isEmpty();
  }

  @Test
  void readmeSaysWhatWasMeasured() {
    Places places = Places.of(unhidden.requests());
    List<String> lines =
        Arrays.stream(Position.values())
            .map(p -> CoverageTable.line(p, found(p, places), hiding(p)))
            .toList();

    assertThat(CoverageTable.linesOfReadme())
        .as("table to be:\n%s\n", String.join("\n", lines))
        .isEqualTo(lines);
  }

  private static Set<String> found(Position position, Places places) {
    Set<String> found = new TreeSet<>();
    for (Secrets secrets : unhidden.secrets().values()) {
      Needle needle = secrets.planted().get(position);
      if (needle != null) {
        found.addAll(places.of(needle));
      }
    }
    return found;
  }

  private static Set<Setting> hiding(Position position) {
    Set<Setting> settings = EnumSet.noneOf(Setting.class);
    BY_SETTING.forEach(
        (setting, measurement) -> {
          if (SCENARIOS.keySet().stream().noneMatch(s -> measurement.shown(s).contains(position))) {
            settings.add(setting);
          }
        });
    return settings;
  }
}
