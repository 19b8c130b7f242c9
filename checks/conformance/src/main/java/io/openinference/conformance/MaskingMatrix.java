// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Attributes as the settings of Python's {@code TraceConfig} leave them.
 *
 * @param settings what Python can be told, by its name there
 * @param keys the keys of the attributes
 * @param values the values that each of them has in turn, by a name to tell them apart
 * @param configurations combinations of settings and what they hide
 * @param differences what we hide and Python does not
 * @param settingsLeftOut the settings that we do not have
 * @since 0.1.0
 */
public record MaskingMatrix(
    Map<String, Setting> settings,
    List<String> keys,
    Map<String, JsonNode> values,
    List<Configuration> configurations,
    List<MaskingDifference> differences,
    Set<String> settingsLeftOut) {

  /** Reads the matrix. */
  public static MaskingMatrix read() {
    return VectorFiles.read("masking", MaskingMatrix::read);
  }

  private static MaskingMatrix read(Path folder) {
    JsonNode subjects = VectorFiles.json(folder.resolve("subjects.json"));
    JsonNode reference = VectorFiles.json(folder.resolve("reference.json"));
    JsonNode differences = VectorFiles.json(folder.resolve("differences.json"));
    return new MaskingMatrix(
        settings(reference.get("settings")),
        VectorFiles.elements(subjects.get("keys")).stream().map(JsonNode::textValue).toList(),
        VectorFiles.fields(subjects.get("values")),
        VectorFiles.elements(reference.get("matrix")).stream().map(Configuration::of).toList(),
        VectorFiles.elements(differences.get("attributes")).stream()
            .map(MaskingDifference::of)
            .toList(),
        VectorFiles.elements(differences.get("settings")).stream()
            .map(setting -> setting.get("name").textValue())
            .collect(Collectors.toSet()));
  }

  private static Map<String, Setting> settings(JsonNode settings) {
    Map<String, Setting> byName = new LinkedHashMap<>();
    VectorFiles.fields(settings)
        .forEach(
            (name, setting) ->
                byName.put(
                    name,
                    new Setting(setting.get("variable").textValue(), setting.get("default"))));
    return byName;
  }

  /**
   * A setting of Python's.
   *
   * @param variable the environment variable
   * @param defaultValue what counts without it
   */
  public record Setting(String variable, JsonNode defaultValue) {}

  /**
   * A combination of settings; those that are left out have their default.
   *
   * @param settings the values by the names of the settings; an uploader is the address that it
   *     answers with
   * @param effects what is recorded in place of a value, by key and name of the value
   */
  public record Configuration(Map<String, JsonNode> settings, Map<String, JsonNode> effects) {

    static Configuration of(JsonNode configuration) {
      return new Configuration(
          VectorFiles.fields(configuration.get("settings")),
          VectorFiles.fields(configuration.get("effects")));
    }

    /** Returns the result of masking a value. */
    public Outcome outcome(String key, String value) {
      JsonNode effect = effects.get(key);
      if (effect == null) {
        return Outcome.KEPT;
      }
      return Outcome.of(effect.has("*") ? effect.get("*") : effect.path(value));
    }

    /** Whether a setting that hides something is on, or a limit is set. */
    public boolean hides(String setting) {
      JsonNode value = settings.get(setting);
      return value != null && (value.isNumber() || value.booleanValue());
    }

    /** Returns the settings as JSON, for the names of tests. */
    @Override
    public String toString() {
      return settings.toString();
    }
  }
}
