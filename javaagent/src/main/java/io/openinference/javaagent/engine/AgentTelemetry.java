// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agent's own OpenTelemetry, created when the first call is traced. */
final class AgentTelemetry {

  private static final String OPEN_TELEMETRY_AGENT =
      "io.opentelemetry.javaagent.shaded.io.opentelemetry.api.GlobalOpenTelemetry";

  private static @Nullable AgentTelemetry instance;

  private final ClassLoader engine = AgentTelemetry.class.getClassLoader();
  private final ClassLoader jar;

  /** Weak, because each class loader refers to its application's; the woven classes hold it. */
  private final Map<ClassLoader, Map<Linkage, WeakReference<ClassLoader>>> linked =
      new WeakHashMap<>();

  private volatile List<AgentWeaving> weavings = List.of();
  private @Nullable ClassLoader extensions;
  private @Nullable ClassLoader loader;
  private @Nullable Supplier<?> openTelemetry;

  private AgentTelemetry(ClassLoader jar) {
    this.jar = jar;
  }

  /**
   * Returns the instance of the process, so that the extension and the scopes use the same
   * projects.
   *
   * @param jar finds the entries of the agent's jar as resources
   */
  static synchronized AgentTelemetry of(ClassLoader jar) {
    if (instance == null) {
      instance = new AgentTelemetry(jar);
    }
    return instance;
  }

  /** Sets the weavings whose instrumentations are loaded for each application. */
  void route(List<AgentWeaving> weavings) {
    this.weavings = List.copyOf(weavings);
  }

  /** Tells whether OpenTelemetry's agent runs; spans then belong to its context. */
  boolean isBesideOpenTelemetryAgent() {
    return OpenTelemetryAgent.GLOBAL != null;
  }

  /**
   * Customizes the SDK of OpenTelemetry's agent.
   *
   * @param extensions the class loader of the extensions of OpenTelemetry's agent
   */
  synchronized AgentTelemetry extend(ClassLoader extensions) {
    this.extensions = extensions;
    return this;
  }

  /** Tells whether OpenTelemetry's agent has started; it may also start after this agent. */
  static boolean hasOpenTelemetryAgentStarted() {
    return find(OPEN_TELEMETRY_AGENT) != null;
  }

  Object openTelemetry() {
    // Without the lock, because the first call waits until the SDK has started.
    return source().get();
  }

  private synchronized Supplier<?> source() {
    if (openTelemetry == null) {
      Class<?> global = OpenTelemetryAgent.GLOBAL;
      openTelemetry = global == null ? SdkStart.in(loader()) : constant(global);
    }
    return openTelemetry;
  }

  private static Supplier<?> constant(Class<?> global) {
    try {
      Object openTelemetry = global.getMethod("get").invoke(null);
      return () -> openTelemetry;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the class loader of the agent's own core and OpenTelemetry. */
  synchronized ClassLoader loader() {
    if (loader == null) {
      Routes routes = bytecode();
      if (extensions != null) {
        // For customizing the SDK of OpenTelemetry's agent.
        routes.to(extensions, "io.opentelemetry.sdk.");
      }
      loader = new LinkedClassLoader(jar, ClassLoader.getPlatformClassLoader(), routes, renamer());
    }
    return loader;
  }

  /**
   * Returns the class loader of all instrumentations, linked to the application's libraries. There
   * is one for each application, because instrumentations of stacked libraries see each other's
   * marks only through the same core.
   */
  synchronized ClassLoader linkedLoader(ClassLoader application, Linkage linkage) {
    Map<Linkage, WeakReference<ClassLoader>> ofApplication =
        linked.computeIfAbsent(application, key -> new EnumMap<>(Linkage.class));
    WeakReference<ClassLoader> reference = ofApplication.get(linkage);
    ClassLoader known = reference == null ? null : reference.get();
    if (known == null) {
      known = newLinkedLoader(application, linkage);
      ofApplication.put(linkage, new WeakReference<>(known));
    }
    return known;
  }

  private ClassLoader newLinkedLoader(ClassLoader application, Linkage linkage) {
    Routes routes =
        bytecode()
            .to(LinkedClassLoader.OWN, Routes.INSTRUMENTATION_API)
            .to(LinkedClassLoader.OWN, packages(AgentWeaving::instrumentation))
            // The annotations are the application's, even if the application has no other part of
            // OpenInference.
            .to(application, packages(AgentWeaving::libraryPackage));
    switch (linkage) {
      case AGENT -> routes.to(loader(), "io.openinference.", "io.opentelemetry.");
      case APPLICATION_API ->
          routes
              .to(LinkedClassLoader.OWN, "io.openinference.")
              .to(application, "io.opentelemetry.");
      case APPLICATION_CORE -> routes.to(application, "io.openinference.", "io.opentelemetry.");
    }
    routes.to(application, "");
    return new LinkedClassLoader(
        jar, application, routes, linkage == Linkage.AGENT ? renamer() : Function.identity());
  }

  private List<String> packages(Function<AgentWeaving, String> ofWeaving) {
    return weavings.stream().map(ofWeaving).toList();
  }

  /** Returns a class loader of the SDK, linked to the application's core and OpenTelemetry API. */
  ClassLoader sdkLoader(ClassLoader application) {
    Routes routes =
        bytecode()
            .to(LinkedClassLoader.OWN, Routes.SDK)
            .to(loader(), "okhttp3.", "okio.", "kotlin.")
            .to(application, "io.openinference.", "io.opentelemetry.");
    return new LinkedClassLoader(
        jar, ClassLoader.getPlatformClassLoader(), routes, Function.identity());
  }

  /** The types that the engine and the instrumentations share. */
  private Routes bytecode() {
    return new Routes().to(engine, "io.openinference.instrumentation.bytecode.");
  }

  private Function<byte[], byte[]> renamer() {
    return isBesideOpenTelemetryAgent() ? ShadedNames::rename : Function.identity();
  }

  private static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** Looked up once, when the first class is woven, because all agents have started by then. */
  private static final class OpenTelemetryAgent {

    static final @Nullable Class<?> GLOBAL = find(OPEN_TELEMETRY_AGENT);
  }
}
