// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an application has of OpenInference and OpenTelemetry, and where its spans go. */
final class ApplicationTelemetry {

  private static final String CORE = "io.openinference.instrumentation.OpenInference";
  private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";

  private final ClassLoader application;
  private final AgentTelemetry agent;
  private final boolean hasCore;
  private final @Nullable Class<?> global;
  private final Map<Linkage, ClassLoader> loaders = new EnumMap<>(Linkage.class);
  private @Nullable Object ownSdk;

  ApplicationTelemetry(ClassLoader application, AgentTelemetry agent) {
    this.application = application;
    this.agent = agent;
    this.hasCore = find(CORE) != null;
    this.global = find(GLOBAL);
  }

  private @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, false, application);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  Linkage linkage() {
    if (hasCore && global != null) {
      return Linkage.APPLICATION_CORE;
    }
    // Asked at each call, because the application may set it up at any time.
    return global != null && !agent.isBesideOpenTelemetryAgent() && isSet(global)
        ? Linkage.APPLICATION_API
        : Linkage.AGENT;
  }

  synchronized ClassLoader loader(Linkage linkage) {
    return loaders.computeIfAbsent(linkage, key -> agent.linkedLoader(application, key));
  }

  Object openTelemetry(Linkage linkage) {
    Class<?> applicationGlobal = global;
    if (linkage == Linkage.AGENT || applicationGlobal == null) {
      return agent.openTelemetry();
    }
    return linkage == Linkage.APPLICATION_CORE
            && !agent.isBesideOpenTelemetryAgent()
            && !isSet(applicationGlobal)
        ? ownSdk()
        : call(applicationGlobal, "get");
  }

  private synchronized Object ownSdk() {
    if (ownSdk == null) {
      ownSdk = agent.startSdk(agent.sdkLoader(application));
    }
    return ownSdk;
  }

  /** Without a call of {@code get()}, after which the application could set it no more. */
  private static boolean isSet(Class<?> global) {
    try {
      return (boolean) call(global, "isSet");
    } catch (IllegalStateException olderRelease) {
      try {
        Field field = global.getDeclaredField("globalOpenTelemetry");
        return field.trySetAccessible() && field.get(null) != null;
      } catch (ReflectiveOperationException e) {
        return false;
      }
    }
  }

  private static Object call(Class<?> type, String method) {
    try {
      return type.getMethod(method).invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
