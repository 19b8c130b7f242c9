// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice.Interception;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives our handler to the observations of all registries, gives a registry to objects that have
 * none, and traces calls of what Spring AI does not observe with the same interceptors as the
 * proxies.
 */
final class WovenCalls implements CallAdvice {

  /** A text that all class files with a method of Spring AI's types contain. */
  private static final String PACKAGE = "org/springframework/ai/";

  private static final String OBSERVATION = "io.micrometer.observation.SimpleObservation";
  private static final String HANDLERS = "getHandlersFromConfig";
  private static final String OBSERVATIONS = "io.micrometer.observation.Observation";
  private static final String CREATE = "createNotStarted";

  private final WovenHandlers handlers;
  private final InterceptingAdvice<Tracing> parts;

  WovenCalls(TracingSource<Tracing> source) {
    this.handlers = new WovenHandlers(source);
    this.parts = new InterceptingAdvice<>(source, WovenCalls::find);
  }

  static List<WeavingTarget> targets() {
    List<WeavingTarget> targets = new ArrayList<>();
    targets.add(
        WeavingTarget.ofClasses(OBSERVATION::equals, (type, method) -> method.equals(HANDLERS)));
    targets.add(WeavingTarget.ofInterface(OBSERVATIONS, CREATE));
    TracedType.woven()
        .forEach(
            (type, methods) ->
                targets.add(
                    WeavingTarget.implementing(type, PACKAGE, methods.toArray(String[]::new))));
    return List.copyOf(targets);
  }

  @Override
  public boolean appliesTo(Method method, @Nullable Object target) {
    return parts.appliesTo(method, target);
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    if (call.target() != null) {
      return parts.around(call);
    }
    return call.method().getName().equals(CREATE)
        ? call.proceed(WovenRegistries.withOurs(call.arguments()))
        : handlers.withOurs(call.proceed(), call.arguments());
  }

  private static @Nullable Interception<Tracing> find(Method woven, Class<?> targetType) {
    for (Map.Entry<String, List<String>> type : TracedType.woven().entrySet()) {
      if (type.getValue().contains(woven.getName())) {
        Interception<Tracing> found = find(type.getKey(), woven);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Interception<Tracing> find(String typeName, Method woven) {
    try {
      Class<?> type = Class.forName(typeName, false, WovenCalls.class.getClassLoader());
      if (type.isAssignableFrom(woven.getDeclaringClass())) {
        Method implemented = type.getMethod(woven.getName(), woven.getParameterTypes());
        return new Interception<>(implemented, TracedType.interceptorOf(type));
      }
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      // The application does not have the module, or the method is an overload.
    }
    return null;
  }
}
