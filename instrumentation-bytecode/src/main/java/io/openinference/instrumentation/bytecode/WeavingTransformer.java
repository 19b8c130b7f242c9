// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/** Adds the advice to classes when they are loaded or retransformed. */
final class WeavingTransformer implements ClassFileTransformer {

  /** The major version of Java 6, whose class files are the first with frames. */
  private static final int FIRST_WITH_FRAMES = 50;

  private static final int MAJOR_VERSION = 6;

  private static final Pattern PROXY = Pattern.compile("\\$Proxy\\d");

  private final int id;
  private final Predicate<ClassLoader> scope;
  private final WeavingTargets targets;
  private final FaultLog faults;
  private final Set<String> woven = ConcurrentHashMap.newKeySet();

  WeavingTransformer(
      int id, Predicate<ClassLoader> scope, List<WeavingTarget> targets, FaultLog faults) {
    this.id = id;
    this.scope = scope;
    this.targets = new WeavingTargets(targets);
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
      if (ClassFiles.isUnreadable(classFile)) {
        faults.reportUnreadable(name, ClassFiles.version(classFile));
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

  private byte @Nullable [] weave(String name, ClassLoader loader, byte[] classFile) {
    List<WeavingTarget> candidates = targets.thatMayConcern(name, classFile);
    if (candidates.isEmpty() || isGenerated(name)) {
      return null;
    }
    ClassReader reader = ClassFiles.reader(classFile);
    if (reader.readUnsignedShort(MAJOR_VERSION) < FIRST_WITH_FRAMES) {
      return null;
    }
    ClassFiles classFiles = new ClassFiles(loader);
    ClassOutline type = ClassOutline.of(reader);
    Set<String> signatures = new HashSet<>();
    for (WeavingTarget target : candidates) {
      if (target.concerns(type, classFiles)) {
        signatures.addAll(signatures(target, type, reader, classFiles));
      }
    }
    if (signatures.isEmpty()) {
      return null;
    }
    woven.add(name);
    return ClassFiles.withVersionOf(classFile, BridgedClass.of(reader, id, signatures));
  }

  private static Set<String> signatures(
      WeavingTarget target, ClassOutline type, ClassReader reader, ClassFiles classFiles) {
    Set<String> signatures = new HashSet<>();
    Forwarders forwarders = target.isByAnnotation() ? Forwarders.of(reader, classFiles) : null;
    for (MethodOutline method : type.methods()) {
      if (target.selects(type, method)
          && (forwarders == null || !forwarders.contains(method, target))) {
        signatures.add(method.signature());
      }
    }
    return signatures;
  }
}
