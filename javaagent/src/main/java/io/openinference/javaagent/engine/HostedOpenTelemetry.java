// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The OpenTelemetry of applications whose framework makes one and does not set it globally. */
final class HostedOpenTelemetry {

  // Weak on both sides, because an application may be undeployed.
  private static final Map<ClassLoader, WeakReference<Object>> BY_APPLICATION = new WeakHashMap<>();

  /** Remembers the OpenTelemetry of an application; the last one wins. */
  static void add(ClassLoader application, Object openTelemetry) {
    synchronized (BY_APPLICATION) {
      BY_APPLICATION.put(application, new WeakReference<>(openTelemetry));
    }
  }

  /** Returns the OpenTelemetry of an application, or null. */
  static @Nullable Object of(ClassLoader application) {
    synchronized (BY_APPLICATION) {
      WeakReference<Object> found = BY_APPLICATION.get(application);
      return found == null ? null : found.get();
    }
  }

  private HostedOpenTelemetry() {}
}
