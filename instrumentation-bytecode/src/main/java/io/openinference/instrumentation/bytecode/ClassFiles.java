// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files that a class loader finds. To load the classes instead would load them
 * earlier than the application does.
 */
final class ClassFiles {

  /** The place of the version in a class file. */
  private static final int VERSION = 4;

  private static final int VERSION_END = 8;

  private final ClassLoader loader;
  private final Map<String, @Nullable ClassOutline> known = new HashMap<>();

  ClassFiles(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Returns a reader of a class file. A class file that is newer than ASM is read as an older one:
   * methods have had the same form for many versions.
   */
  static ClassReader reader(byte[] classFile) {
    try {
      return new ClassReader(classFile);
    } catch (IllegalArgumentException newer) {
      byte[] older = classFile.clone();
      Arrays.fill(older, VERSION, VERSION_END, (byte) 0);
      older[VERSION_END - 1] = Opcodes.V17;
      return new ClassReader(older);
    }
  }

  /** Tells whether ASM cannot read a class file, even as an older one. */
  static boolean isUnreadable(byte[] classFile) {
    try {
      reader(classFile);
      return false;
    } catch (RuntimeException unknownContent) {
      return true;
    }
  }

  /** Returns the major version, which is 61 for Java 17. */
  static int version(byte[] classFile) {
    return (classFile[VERSION_END - 2] & 0xff) << 8 | (classFile[VERSION_END - 1] & 0xff);
  }

  /** Gives a class file the version of another one. */
  static byte[] withVersionOf(byte[] original, byte[] classFile) {
    System.arraycopy(original, VERSION, classFile, VERSION, VERSION_END - VERSION);
    return classFile;
  }

  /** Tells whether a class has a supertype, or is the type itself. */
  boolean isSubtype(ClassOutline type, String supertype) {
    if (type.name().equals(supertype)) {
      return true;
    }
    for (String name : type.directSupertypes()) {
      if (name.equals(supertype)) {
        return true;
      }
      // A type of the JDK has no supertype in a library.
      ClassOutline outline = name.startsWith("java.") ? null : find(name);
      if (outline != null && isSubtype(outline, supertype)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the outline of a class, or null if its class file is not found. */
  @Nullable ClassOutline find(String className) {
    if (!known.containsKey(className)) {
      known.put(className, read(className));
    }
    return known.get(className);
  }

  private @Nullable ClassOutline read(String className) {
    String path = className.replace('.', '/') + ".class";
    try (InputStream classFile = open(path)) {
      return classFile == null ? null : ClassOutline.of(reader(classFile.readAllBytes()));
    } catch (IOException | RuntimeException e) {
      return null; // Treated as missing, as the JVM treats it later.
    }
  }

  private @Nullable InputStream open(String path) {
    InputStream found = loader.getResourceAsStream(path);
    return found == null ? ClassLoader.getPlatformClassLoader().getResourceAsStream(path) : found;
  }
}
