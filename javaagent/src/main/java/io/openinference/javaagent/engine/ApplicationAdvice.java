// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.CallObserver;
import io.openinference.instrumentation.bytecode.MethodCall;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one library with advice that is linked to the caller's copy of the library.
 */
final class ApplicationAdvice implements CallAdvice {

  private final AgentWeaving weaving;
  private final AgentTelemetry telemetry;

  /**
   * Weak keys, because the linked advice refers to its class loader; the woven classes hold the
   * values.
   */
  private final Map<ClassLoader, WeakReference<LinkedAdvice>> byLibrary = new WeakHashMap<>();

  private final ClassValue<LinkedAdvice> byWovenClass =
      new ClassValue<>() {
        @Override
        protected LinkedAdvice computeValue(Class<?> woven) {
          return adviceFor(libraryLoader(woven));
        }
      };

  ApplicationAdvice(AgentWeaving weaving, AgentTelemetry telemetry) {
    this.weaving = weaving;
    this.telemetry = telemetry;
  }

  /** Returns the application's own handler of the calls of a class, or null. */
  @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> delegate(Class<?> woven) {
    return byWovenClass.get(woven).delegate();
  }

  @Override
  public boolean appliesTo(Method method, @Nullable Object target) {
    return current(method).appliesTo(method, target);
  }

  @Override
  public @Nullable CallObserver observer(Class<?> type) {
    return byWovenClass.get(type).current().observer(type);
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    return current(call.method()).around(call);
  }

  private CallAdvice current(Method woven) {
    return byWovenClass.get(woven.getDeclaringClass()).current();
  }

  private ClassLoader libraryLoader(Class<?> woven) {
    ClassLoader own = woven.getClassLoader();
    try {
      ClassLoader library = Class.forName(weaving.libraryType(), false, own).getClassLoader();
      return library == null ? own : library;
    } catch (ClassNotFoundException e) {
      return own;
    }
  }

  private synchronized LinkedAdvice adviceFor(ClassLoader library) {
    WeakReference<LinkedAdvice> reference = byLibrary.get(library);
    LinkedAdvice known = reference == null ? null : reference.get();
    if (known == null) {
      known = new LinkedAdvice(weaving, library, new ApplicationTelemetry(library, telemetry));
      byLibrary.put(library, new WeakReference<>(known));
    }
    return known;
  }
}
