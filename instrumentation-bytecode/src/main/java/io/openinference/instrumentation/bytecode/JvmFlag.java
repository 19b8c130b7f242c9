// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;

/** Reads a flag of HotSpot, if the JVM has the flag. */
record JvmFlag(String value, boolean isSet) {

  private static final JvmFlag UNKNOWN = new JvmFlag("", false);

  static JvmFlag of(String name) {
    try {
      VMOption option =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(name);
      return new JvmFlag(option.getValue(), option.getOrigin() != VMOption.Origin.DEFAULT);
    } catch (RuntimeException | LinkageError e) {
      return UNKNOWN; // Another JVM, or a runtime without the module java.management.
    }
  }

  boolean is(String expected) {
    return expected.equals(value);
  }
}
