// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.weaving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out whether weaving is possible, without linking to the bytecode module. */
final class BytecodeModule {

  /** The class that an agent puts into the bootstrap class loader. */
  private static final String BRIDGE = "io.openinference.bootstrap.AdviceBridge";

  private static final Map<String, String> ARTIFACTS = new LinkedHashMap<>();

  static {
    ARTIFACTS.put(
        "io.openinference.instrumentation.bytecode.ProcessWeaving",
        "io.openinference:openinference-instrumentation-bytecode");
    ARTIFACTS.put("net.bytebuddy.ByteBuddy", "net.bytebuddy:byte-buddy");
    ARTIFACTS.put("net.bytebuddy.agent.ByteBuddyAgent", "net.bytebuddy:byte-buddy-agent");
  }

  /** Returns the artifact that is missing for weaving, or null if none is missing. */
  static @Nullable String missing() {
    for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
      if (!isPresent(artifact.getKey())) {
        return artifact.getValue();
      }
    }
    return null;
  }

  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, BytecodeModule.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Tells whether an agent weaves in this process. */
  static boolean isAgentPresent() {
    try {
      return (boolean) Class.forName(BRIDGE, true, null).getMethod("hasAgent").invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  private BytecodeModule() {}
}
