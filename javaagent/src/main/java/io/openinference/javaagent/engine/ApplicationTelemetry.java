// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an application has of OpenInference and OpenTelemetry, and where its spans go. */
final class ApplicationTelemetry {

  private static final String CORE = "io.openinference.instrumentation.OpenInference";

  private final ClassLoader application;
  private final AgentTelemetry agent;
  private final boolean hasCore;
  private final @Nullable ApplicationGlobal global;
  private final Map<Linkage, ClassLoader> loaders = new EnumMap<>(Linkage.class);
  private @Nullable Object ownSdk;

  ApplicationTelemetry(ClassLoader application, AgentTelemetry agent) {
    this.application = application;
    this.agent = agent;
    this.hasCore = hasCore(application);
    this.global = ApplicationGlobal.of(application);
  }

  private static boolean hasCore(ClassLoader application) {
    try {
      Class.forName(CORE, false, application);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  Linkage linkage() {
    if (hasCore && global != null) {
      return Linkage.APPLICATION_CORE;
    }
    // Asked at each call, because the application may set it up at any time.
    return global != null && !agent.isBesideOpenTelemetryAgent() && global.isSetUp()
        ? Linkage.APPLICATION_API
        : Linkage.AGENT;
  }

  synchronized ClassLoader loader(Linkage linkage) {
    return loaders.computeIfAbsent(linkage, key -> agent.linkedLoader(application, key));
  }

  Object openTelemetry(Linkage linkage) {
    ApplicationGlobal ofApplication = global;
    if (linkage == Linkage.AGENT || ofApplication == null) {
      return agent.openTelemetry();
    }
    return linkage == Linkage.APPLICATION_CORE
            && !agent.isBesideOpenTelemetryAgent()
            && !ofApplication.isSetUp()
        ? ownSdk()
        : ofApplication.get();
  }

  private synchronized Object ownSdk() {
    if (ownSdk == null) {
      ownSdk = SdkStart.openTelemetry(agent.sdkLoader(application));
    }
    return ownSdk;
  }
}
