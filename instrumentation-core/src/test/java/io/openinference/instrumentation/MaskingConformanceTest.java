// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.openinference.conformance.MaskingDifference;
import io.openinference.conformance.MaskingMatrix;
import io.openinference.conformance.MaskingMatrix.Configuration;
import io.openinference.conformance.MaskingMatrix.Setting;
import io.openinference.conformance.Outcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This project masks all that Python masks. The list of differences names each attribute that this
 * project masks beyond that.
 */
class MaskingConformanceTest {

  private static final MaskingMatrix MATRIX = MaskingMatrix.read();
  private static final List<MaskingSubject> SUBJECTS = MaskingSubject.all(MATRIX).toList();

  // The same for each configuration, and most of the work.
  private static final Map<List<String>, List<MaskingDifference>> COVERING = new HashMap<>();

  private static final Outcome REDACTED = Outcome.replaced(TraceConfig.REDACTED_VALUE);

  static List<Configuration> configurations() {
    return MATRIX.configurations();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void masks(Configuration configuration) {
    AttributeMasker masker = AttributeMasker.of(config(configuration));

    for (MaskingSubject subject : SUBJECTS) {
      assertThat(subject.outcome(masker.mask(subject.key(), subject.value())))
          .as("%s", subject)
          .isEqualTo(expected(configuration, subject.key().getKey(), subject.valueName()));
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void masksLazilyAndAsksForValuesOnlyWhereTheyMatter(Configuration configuration) {
    AttributeMasker masker = AttributeMasker.of(config(configuration));

    for (MaskingSubject subject : SUBJECTS) {
      AtomicBoolean asked = new AtomicBoolean();
      Object masked =
          masker.maskLazily(
              subject.key(),
              () -> {
                asked.set(true);
                return subject.value();
              });

      assertThat(subject.outcome(masked))
          .as("%s", subject)
          .isEqualTo(expected(configuration, subject.key().getKey(), subject.valueName()));
      // A setting hides all values of an attribute, except for images, where it hides some.
      assertThat(asked.get())
          .as("asked for %s", subject)
          .isEqualTo(expected(configuration, subject.key().getKey(), "text").kept());
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void redactsForTheSamplerWhatIsUploaded(Configuration configuration) {
    AttributeMasker masker = AttributeMasker.of(config(configuration));

    for (MaskingSubject subject : SUBJECTS) {
      Outcome expected = expected(configuration, subject.key().getKey(), subject.valueName());
      assertThat(subject.outcome(masker.maskWithoutUpload(subject.key(), subject.value())))
          .as("%s", subject)
          .isEqualTo(expected.replacement() == null ? expected : REDACTED);
    }
  }

  static Stream<Arguments> differences() {
    return MATRIX.differences().stream()
        .flatMap(
            difference ->
                difference.settings().stream()
                    .flatMap(
                        setting ->
                            difference.keys().stream()
                                .map(keys -> Arguments.of(difference.why(), setting, keys))));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void differsFromPythonWhereTheListSaysSo(String why, String setting, String keys) {
    Configuration alone =
        MATRIX.configurations().stream()
            .filter(c -> c.settings().size() == 1 && c.hides(setting))
            .findFirst()
            .orElseThrow();

    assertThat(MATRIX.keys())
        .filteredOn(key -> MaskingDifference.matches(keys, key))
        .anyMatch(key -> alone.outcome(key, "text").kept());
  }

  static Stream<Arguments> settings() {
    return MATRIX.settings().entrySet().stream()
        .filter(setting -> !MATRIX.settingsLeftOut().contains(setting.getKey()))
        .filter(setting -> !setting.getKey().equals("blob_uploader"))
        .map(setting -> Arguments.of(setting.getKey(), setting.getValue()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void readsPythonsVariable(String name, Setting setting) {
    JsonNode changed =
        setting.defaultValue().isBoolean()
            ? BooleanNode.valueOf(!setting.defaultValue().booleanValue())
            : IntNode.valueOf(setting.defaultValue().intValue() + 1);

    assertThat(fromEnvironment(Map.of(setting.variable(), changed.asText())))
        .isEqualTo(set(TraceConfig.builder(), name, changed).build());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void hasPythonsDefault(String name, Setting setting) {
    assertThat(fromEnvironment(Map.of()))
        .isEqualTo(set(TraceConfig.builder(), name, setting.defaultValue()).build());
  }

  @Test
  void hasThoseSettingsOnly() {
    Set<String> ours = new HashSet<>(MATRIX.settingsLeftOut());
    for (HideSetting setting : HideSetting.values()) {
      for (String variable : setting.variables()) {
        ours.add(variable.substring("OPENINFERENCE_".length()).toLowerCase(Locale.ROOT));
      }
    }
    Collections.addAll(ours, "base64_image_max_length", "blob_uploader");

    assertThat(ours).isEqualTo(MATRIX.settings().keySet());
    assertThat(MATRIX.settings().get("blob_uploader").variable()).isEqualTo(BlobUploaders.VARIABLE);
  }

  private static TraceConfig fromEnvironment(Map<String, String> variables) {
    return new TraceConfigBuilder(new EnvironmentSettings(name -> null, variables::get)).build();
  }

  /**
   * Returns the result of Python's masking where Python hides the value, so that no difference can
   * weaken it. An image that Python uploads is not hidden.
   */
  private static Outcome expected(Configuration configuration, String key, String valueName) {
    Outcome python = configuration.outcome(key, valueName);
    if (python.replacement() == null ? !python.kept() : python.equals(REDACTED)) {
      return python;
    }
    return COVERING
        .computeIfAbsent(List.of(key, valueName), MaskingConformanceTest::covering)
        .stream()
        .filter(difference -> difference.settings().stream().anyMatch(configuration::hides))
        .map(MaskingDifference::outcome)
        .findFirst()
        .map(ours -> ours.equals(Outcome.LIMITED) ? limited(configuration, valueName) : ours)
        .orElse(python);
  }

  private static List<MaskingDifference> covering(List<String> keyAndValueName) {
    return MATRIX.differences().stream()
        .filter(difference -> difference.covers(keyAndValueName.get(0), keyAndValueName.get(1)))
        .toList();
  }

  /** Returns Python's result for an image of the same length, where no setting hides images. */
  private static Outcome limited(Configuration configuration, String valueName) {
    Map<String, JsonNode> limits = new HashMap<>(configuration.settings());
    limits.keySet().retainAll(Set.of("base64_image_max_length", "blob_uploader"));
    return MATRIX.configurations().stream()
        .filter(other -> other.settings().equals(limits))
        .findFirst()
        .orElseThrow()
        .outcome(
            "output.images.0.image.url", valueName.equals("audio") ? "image of 46" : valueName);
  }

  private static TraceConfig config(Configuration configuration) {
    TraceConfigBuilder builder = TraceConfig.builder();
    configuration.settings().forEach((name, value) -> set(builder, name, value));
    return builder.build();
  }

  private static TraceConfigBuilder set(TraceConfigBuilder builder, String name, JsonNode value) {
    return switch (name) {
      case "base64_image_max_length" -> builder.base64ImageMaxLength(value.intValue());
      case "blob_uploader" -> builder.blobUploader(RecordingUploader.answering(value.textValue()));
      default -> builder.hide(hideSetting(name), value.booleanValue());
    };
  }

  private static HideSetting hideSetting(String name) {
    String variable = "OPENINFERENCE_" + name.toUpperCase(Locale.ROOT);
    return Stream.of(HideSetting.values())
        .filter(setting -> setting.variables().contains(variable))
        .findFirst()
        .orElseThrow();
  }
}
