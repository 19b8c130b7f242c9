// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The application's OpenInference and OpenTelemetry, and the place where its spans go. */
final class ApplicationTelemetry {

  private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";

  private final ClassLoader application;
  private final AgentTelemetry agent;
  private final Map<Linkage, ClassLoader> loaders = new EnumMap<>(Linkage.class);

  /** The application's own core, or null. */
  private final @Nullable ApplicationCore ownCore;

  /** The agent's core for the application's API, or null if it is not needed. */
  private final @Nullable ApplicationCore linkedCore;

  ApplicationTelemetry(ClassLoader application, AgentTelemetry agent) {
    this.application = application;
    this.agent = agent;
    this.ownCore = ApplicationCore.of(application);
    boolean isBesideAgent = agent.isBesideOpenTelemetryAgent();
    this.linkedCore =
        ownCore == null && !isBesideAgent && hasApi(application)
            ? ApplicationCore.of(loader(Linkage.APPLICATION_API))
            : null;
    if (ownCore != null && !isBesideAgent) {
      ownCore.offer(agent.sdkLoader(application));
    }
  }

  private static boolean hasApi(ClassLoader application) {
    try {
      Class.forName(GLOBAL, false, application);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  Linkage linkage() {
    if (ownCore != null) {
      return Linkage.APPLICATION_CORE;
    }
    // Checked for each call, because the application may set its OpenTelemetry at any time.
    return linkedCore != null && (linkedCore.isGlobalSet() || hosted() != null)
        ? Linkage.APPLICATION_API
        : Linkage.AGENT;
  }

  ClassLoader loader(Linkage linkage) {
    synchronized (loaders) {
      return loaders.computeIfAbsent(linkage, key -> agent.linkedLoader(application, key));
    }
  }

  Object openTelemetry(Linkage linkage) {
    ApplicationCore core = linkage == Linkage.APPLICATION_CORE ? ownCore : linkedCore;
    if (linkage == Linkage.AGENT || core == null) {
      return agent.openTelemetry();
    }
    Object hosted = core.isGlobalSet() ? null : hosted();
    return hosted == null ? core.openTelemetry() : hosted;
  }

  /** Returns the OpenTelemetry that a framework has made for the application, or null. */
  private @Nullable Object hosted() {
    return HostedOpenTelemetry.of(application);
  }
}
