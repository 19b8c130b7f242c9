// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Adds the advice to classes when they are loaded or retransformed. */
final class WeavingTransformer implements ClassFileTransformer {

  private static final Pattern PROXY = Pattern.compile("\\$Proxy\\d");

  private final Predicate<ClassLoader> scope;
  private final WeavingTargets targets;
  private final WeavingAdvice advice;
  private final FaultLog faults;
  private final Set<String> woven = ConcurrentHashMap.newKeySet();

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
      return weave(name, loader, classFile);
    } catch (Throwable fault) {
      // A class that cannot be woven is loaded unchanged.
      if (DeclaredNames.reader(classFile) == null) {
        faults.reportNewer(name, ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff));
      } else {
        faults.report("weaving", fault);
      }
      return null;
    }
  }

  /** Tells whether a class of this name has the advice, in some class loader. */
  boolean hasWoven(String className) {
    return woven.contains(className);
  }

  /**
   * Tells whether a class is a generated proxy, which passes calls on to woven classes. Scala uses
   * two dollars in names of anonymous classes too.
   */
  static boolean isGenerated(String className) {
    return PROXY.matcher(className).find()
        || (className.contains("$$") && !className.contains("$$anon$"));
  }

  private byte @Nullable [] weave(String name, ClassLoader loader, byte[] classFile)
      throws IOException {
    List<WeavingTarget> candidates = targets.thatMayConcern(name, classFile);
    if (candidates.isEmpty() || isGenerated(name)) {
      return null;
    }
    Set<String> declared = DeclaredNames.of(classFile);
    candidates.removeIf(target -> declared != null && !target.mayConcern(declared));
    if (candidates.isEmpty()) {
      return null;
    }
    // Lazy, because a method may name a type that is missing from the class path.
    TypePool types = TypePool.Default.WithLazyResolution.of(locator(name, loader, classFile));
    TypeDescription type = types.describe(name).resolve();
    DynamicType.Builder<?> builder = null;
    for (WeavingTarget target : candidates) {
      if (target.concerns(type)) {
        builder = builder == null ? decorate(type, loader, classFile) : builder;
        builder = builder.visit(advice.get().on(methods(target, type, types, classFile)));
      }
    }
    if (builder == null) {
      return null;
    }
    woven.add(name);
    return builder.make().getBytes();
  }

  /**
   * Finds a method by name and descriptor. For a method that overrides an interface method, Byte
   * Buddy may show the overridden method, which has other annotations.
   */
  private static ElementMatcher<MethodDescription> methods(
      WeavingTarget target, TypeDescription type, TypePool types, byte[] classFile) {
    Set<String> taken = new HashSet<>();
    Forwarders forwarders = target.isByAnnotation() ? Forwarders.of(classFile, types) : null;
    for (MethodDescription method : type.getDeclaredMethods().filter(target.methodsOf(type))) {
      if (forwarders == null || !forwarders.contains(method, target)) {
        taken.add(signature(method));
      }
    }
    return method -> taken.contains(signature(method));
  }

  private static String signature(MethodDescription method) {
    return method.getInternalName() + method.getDescriptor();
  }

  private static DynamicType.Builder<?> decorate(
      TypeDescription type, ClassLoader loader, byte[] classFile) {
    return new ByteBuddy()
        .with(TypeValidation.DISABLED)
        // The supertypes do not matter here, and reading their class files takes time.
        .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
        .decorate(type, locator(type.getName(), loader, classFile));
  }

  private static ClassFileLocator locator(String name, ClassLoader loader, byte[] classFile) {
    return new ClassFileLocator.Compound(
        ClassFileLocator.Simple.of(name, classFile),
        ClassFileLocator.ForClassLoader.of(loader),
        ClassFileLocator.ForClassLoader.ofPlatformLoader());
  }
}
