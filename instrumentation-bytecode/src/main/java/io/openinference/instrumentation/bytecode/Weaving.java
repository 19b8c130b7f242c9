// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The advice that was added to the methods of a library.
 *
 * @since 0.1.0
 */
public final class Weaving {

  private final Instrumentation instrumentation;
  private final BootstrapBridge bridge;
  private final int id;
  private final WeavingTransformer transformer;
  private final List<WeavingTarget> targets;
  private final Predicate<ClassLoader> scope;
  private final FaultLog faults;

  Weaving(
      Instrumentation instrumentation,
      BootstrapBridge bridge,
      int id,
      WeavingTransformer transformer,
      List<WeavingTarget> targets,
      Predicate<ClassLoader> scope,
      FaultLog faults) {
    this.instrumentation = instrumentation;
    this.bridge = bridge;
    this.id = id;
    this.transformer = transformer;
    this.targets = targets;
    this.scope = scope;
    this.faults = faults;
  }

  void begin(CallHandler handler) {
    bridge.handle(id, handler);
    instrumentation.addTransformer(transformer, /* canRetransform= */ true);
    transformAgain(concernedClasses());
  }

  /** Registers this weaving for removal by an agent that later weaves the same library. */
  void yieldToAgent(String library, Runnable undo) {
    bridge.keep(library, undo);
    if (BootstrapBridge.hasAgent()) {
      undo.run(); // The agent may have started before the previous line.
    }
  }

  /** Forgets the registration for removal by an agent. */
  void forget(Runnable undo) {
    bridge.forget(undo);
  }

  /** Removes the advice and releases everything. */
  public void undo() {
    bridge.handle(id, null);
    if (instrumentation.removeTransformer(transformer)) {
      transformAgain(wovenClasses());
    }
  }

  private List<Class<?>> concernedClasses() {
    Class<?>[] allLoaded = instrumentation.getAllLoadedClasses();
    List<Predicate<Class<?>>> concerns =
        targets.stream().map(target -> target.amongLoaded(allLoaded)).toList();
    return modifiable(
        allLoaded, loaded -> concerns.stream().anyMatch(concern -> concern.test(loaded)));
  }

  /** Finds them by name: to look for annotations again would read the methods of all classes. */
  private List<Class<?>> wovenClasses() {
    return modifiable(
        instrumentation.getAllLoadedClasses(), loaded -> transformer.hasWoven(loaded.getName()));
  }

  private List<Class<?>> modifiable(Class<?>[] allLoaded, Predicate<Class<?>> isConcerned) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : allLoaded) {
      ClassLoader loader = loaded.getClassLoader();
      if (loader != null
          && !loaded.isArray()
          && !loaded.isHidden()
          && scope.test(loader)
          && !WeavingTransformer.isGenerated(loaded.getName())
          && isConcerned.test(loaded)
          && instrumentation.isModifiableClass(loaded)) {
        found.add(loaded);
      }
    }
    return found;
  }

  /** Divides the classes after a failure, so that a failing class does not stop the others. */
  private void transformAgain(List<Class<?>> classes) {
    if (classes.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
    } catch (InternalError unlinkable) {
      // Not fatal: the JVM throws it for a loaded class that needs a missing class.
      divide(classes, unlinkable);
    } catch (Throwable fault) {
      FaultLog.rethrowFatal(fault);
      divide(classes, fault);
    }
  }

  private void divide(List<Class<?>> classes, Throwable fault) {
    int half = classes.size() / 2;
    if (half == 0) {
      faults.log("transformation", fault);
    } else {
      transformAgain(classes.subList(0, half));
      transformAgain(classes.subList(half, classes.size()));
    }
  }

  /** Returns the JVM's instrumentation interface, for tests. */
  @Nullable Instrumentation instrumentation() {
    return instrumentation;
  }
}
