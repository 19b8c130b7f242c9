// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The settings of the OpenInference specification that hide content; all are off by default. */
enum HideSetting {
  LLM_INVOCATION_PARAMETERS,
  LLM_TOOLS,
  INPUTS,
  OUTPUTS,
  INPUT_MESSAGES,
  OUTPUT_MESSAGES,
  INPUT_IMAGES,
  INPUT_TEXT,
  OUTPUT_TEXT,
  PROMPTS,
  CHOICES,
  /** This setting also has an older variable. */
  EMBEDDINGS_VECTORS("EMBEDDING_VECTORS"),
  EMBEDDINGS_TEXT,
  /** This setting is not in the specification; the Python package has it. */
  RETRIEVAL_DOCUMENTS;

  private static final String PREFIX = "OPENINFERENCE_HIDE_";

  private final @Nullable String olderName;
  private final String label = "hide" + camelCase(name());

  HideSetting() {
    this(null);
  }

  HideSetting(@Nullable String olderName) {
    this.olderName = olderName;
  }

  /**
   * Returns the environment variables of this setting, such as {@code OPENINFERENCE_HIDE_INPUTS}.
   * Each of them hides content.
   */
  List<String> variables() {
    return olderName == null
        ? List.of(PREFIX + name())
        : List.of(PREFIX + name(), PREFIX + olderName);
  }

  /**
   * Tells whether the hidden content is text that an exception message could quote; vectors are
   * not.
   */
  boolean coversText() {
    return this != EMBEDDINGS_VECTORS;
  }

  /** The setting's name in code, such as {@code hideInputs}. */
  String label() {
    return label;
  }

  private static String camelCase(String name) {
    StringBuilder camelCase = new StringBuilder(name.length());
    for (String word : name.split("_", -1)) {
      camelCase.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return camelCase.toString();
  }
}
