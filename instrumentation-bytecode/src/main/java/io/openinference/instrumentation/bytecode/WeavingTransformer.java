// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.function.Predicate;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Puts the advice into classes as they are loaded or transformed again. */
final class WeavingTransformer implements ClassFileTransformer {

  private final Predicate<ClassLoader> scope;
  private final WeavingTargets targets;
  private final WeavingAdvice advice;
  private final FaultLog faults;

  WeavingTransformer(
      int id, Predicate<ClassLoader> scope, List<WeavingTarget> targets, FaultLog faults) {
    this.scope = scope;
    this.targets = new WeavingTargets(targets);
    this.advice = new WeavingAdvice(id);
    this.faults = faults;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || internalName == null || !scope.test(loader)) {
      return null;
    }
    String name = internalName.replace('/', '.');
    try {
      return isGenerated(name) ? null : weave(name, loader, classFile);
    } catch (Throwable fault) {
      // A class that cannot be woven is loaded as it is.
      faults.report("weaving", fault);
      return null;
    }
  }

  /** Proxies pass calls on to what is woven itself. */
  static boolean isGenerated(String className) {
    return className.contains("$Proxy") || className.contains("$$");
  }

  private byte @Nullable [] weave(String name, ClassLoader loader, byte[] classFile)
      throws IOException {
    List<WeavingTarget> candidates = targets.thatMayConcern(name, classFile);
    if (candidates.isEmpty()) {
      return null;
    }
    TypeDescription type = describe(name, loader, classFile);
    DynamicType.Builder<?> builder = null;
    for (WeavingTarget target : candidates) {
      if (!type.isInterface() && target.concerns(type)) {
        builder = builder == null ? decorate(type, loader, classFile) : builder;
        builder = builder.visit(advice.get().on(target.methodsOf(type)));
      }
    }
    return builder == null ? null : builder.make().getBytes();
  }

  private static TypeDescription describe(String name, ClassLoader loader, byte[] classFile) {
    return TypePool.Default.of(locator(name, loader, classFile)).describe(name).resolve();
  }

  private static DynamicType.Builder<?> decorate(
      TypeDescription type, ClassLoader loader, byte[] classFile) {
    return new ByteBuddy()
        .with(TypeValidation.DISABLED)
        .decorate(type, locator(type.getName(), loader, classFile));
  }

  private static ClassFileLocator locator(String name, ClassLoader loader, byte[] classFile) {
    return new ClassFileLocator.Compound(
        ClassFileLocator.Simple.of(name, classFile),
        ClassFileLocator.ForClassLoader.of(loader),
        ClassFileLocator.ForClassLoader.ofPlatformLoader());
  }
}
