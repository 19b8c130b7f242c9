// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any settings together, any scenario, any text around the secret. */
class MaskingPropertyTest {

  private static final Map<String, Scenario> SCENARIOS = Scenarios.all();
  private static final Map<Position, Set<Setting>> HIDDEN_BY = CoverageTable.settingsOfReadme();

  private static final Set<Position> MEDIA =
      EnumSet.of(
          Position.INPUT_IMAGE,
          Position.INPUT_VIDEO_DATA,
          Position.INPUT_AUDIO,
          Position.INPUT_FILE,
          Position.OUTPUT_IMAGE,
          Position.OUTPUT_AUDIO,
          Position.OUTPUT_FILE);

  private static final String IMAGE = "data:image/png;base64,";

  private static Application application;

  @BeforeContainer
  static void start() {
    application = new Application();
  }

  @AfterContainer
  static void stop() {
    application.close();
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void aSecretLeavesExactlyWhereNoSettingCoversIt(
      @ForAll("scenarios") String scenario,
      @ForAll Set<Setting> settings,
      @ForAll long seed,
      @ForAll("texts") String before,
      @ForAll("texts") String after)
      throws Exception {
    Measurement measurement =
        Measurement.of(
            application,
            Map.of(scenario, SCENARIOS.get(scenario)),
            settings,
            () -> new Secrets(seed, before, after));

    Set<Position> shown = measurement.shown(scenario);
    Set<Position> uncovered = uncovered(measurement.planted(scenario), settings);
    if (before.startsWith(IMAGE)) {
      // Where no name tells that it is a text, it is an image, and the settings of images cover it.
      assertThat(uncovered).containsAll(shown);
    } else {
      assertThat(shown).isEqualTo(uncovered);
    }
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void mediaAreUploadedOnlyIfTheirLengthAloneHidesThem(
      @ForAll("scenariosWithMedia") String scenario,
      @ForAll Set<Setting> settings,
      @ForAll long seed)
      throws Exception {
    application.configure(Measurement.config(settings).blobUploader(application::upload).build());
    Measurement measurement =
        Measurement.of(
            application,
            Map.of(scenario, SCENARIOS.get(scenario)),
            () -> new Secrets(seed, "", ""));
    String uploaded = application.uploadedBytes();

    assertThat(measurement.shown(scenario))
        .isEqualTo(uncovered(measurement.planted(scenario), settings));
    measurement
        .secrets()
        .get(scenario)
        .planted()
        .forEach(
            (position, needle) ->
                assertThat(needle.isIn(uploaded))
                    .as("%s uploaded", position)
                    .isEqualTo(MEDIA.contains(position) && isTooLongOnly(position, settings)));
  }

  private static boolean isTooLongOnly(Position position, Set<Setting> settings) {
    Set<Setting> hiding = EnumSet.copyOf(HIDDEN_BY.get(position));
    hiding.retainAll(settings);
    return hiding.equals(EnumSet.of(Setting.BASE64_IMAGE_MAX_LENGTH));
  }

  @Provide
  Arbitrary<String> scenariosWithMedia() {
    return Arbitraries.of(
        SCENARIOS.keySet().stream()
            .filter(
                name ->
                    name.matches(
                        "core, .*(messages|llm span)|openai, (chat|images) .*"
                            + "|anthropic, messages .*|google, (content|interactions|images) .*"
                            + "|bedrock, (converse|claude|nova|chat|images) .*"))
            .toList());
  }

  private static Set<Position> uncovered(Set<Position> positions, Set<Setting> settings) {
    Set<Position> uncovered = EnumSet.noneOf(Position.class);
    for (Position position : positions) {
      if (HIDDEN_BY.get(position).stream().noneMatch(settings::contains)) {
        uncovered.add(position);
      }
    }
    return uncovered;
  }

  @Provide
  Arbitrary<String> scenarios() {
    return Arbitraries.of(List.copyOf(SCENARIOS.keySet()));
  }

  /** Texts that JSON escapes, that take several bytes, or that look like a marker. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> anything =
        Arbitraries.strings().all().excludeChars(surrogates()).ofMaxLength(12);
    Arbitrary<String> awkward =
        Arbitraries.of(
            "",
            "\"",
            "\\",
            "\\\"",
            "\u0000",
            "\r\n",
            "\u2028",
            "\uD83D\uDE00",
            "__REDACTED__",
            IMAGE,
            "https://example.com/",
            "{\"messages\":[",
            "</script>");
    return Arbitraries.oneOf(anything, awkward);
  }

  /** Half a character is changed by the mapper of the library under test already. */
  private static char[] surrogates() {
    char[] surrogates = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
    for (int i = 0; i < surrogates.length; i++) {
      surrogates[i] = (char) (Character.MIN_SURROGATE + i);
    }
    return surrogates;
  }
}
