// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import java.util.Locale;
import java.util.Set;

/** Reads whether requests carry baggage, for instrumentors that no code builds. */
final class BaggageSetting {

  private static final String PROPERTY = "openinference.mcp.propagate.baggage";
  private static final String VARIABLE = "OPENINFERENCE_MCP_PROPAGATE_BAGGAGE";
  private static final Set<String> YES = Set.of("true", "1", "yes", "on");

  /** Any value but these of "yes" keeps the session inside of the process. */
  static boolean ofProcess() {
    String value = System.getProperty(PROPERTY);
    if (value == null || value.isBlank()) {
      value = System.getenv(VARIABLE);
    }
    return value != null && YES.contains(value.strip().toLowerCase(Locale.ROOT));
  }

  private BaggageSetting() {}
}
