// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import org.jspecify.annotations.Nullable;

/**
 * Creates and finds the copy of {@link AdviceBridge} in the bootstrap class loader.
 *
 * <p>The copy has a name that no jar contains. Otherwise a class loader that searches its own jars
 * first would give woven classes another copy without handlers.
 */
final class BootstrapBridge {

  private static final String NAME = "io.openinference.bootstrap.AdviceBridge";
  private static final String INTERNALS = "jdk.internal.misc";
  private static final Class<?>[] NO_PARAMETERS = {};

  /** The name in class files. */
  static final String INTERNAL_NAME = NAME.replace('.', '/');

  private final Class<?> type;

  private BootstrapBridge(Class<?> type) {
    this.type = type;
  }

  /** Returns the bridge that all weavers of the process share. */
  static synchronized BootstrapBridge install(Instrumentation instrumentation) throws IOException {
    Class<?> known = find();
    if (known == null && !define(instrumentation)) {
      Path jar = Files.createTempFile("openinference-bridge", ".jar");
      jar.toFile().deleteOnExit();
      write(jar);
      try (JarFile file = new JarFile(jar.toFile())) {
        instrumentation.appendToBootstrapClassLoaderSearch(file);
      }
    }
    known = known == null ? find() : known;
    if (known == null) {
      throw new IOException("the bootstrap class loader cannot find " + NAME);
    }
    return new BootstrapBridge(known);
  }

  /**
   * Defines the class without a jar, because a jar would make the JVM drop its archive of loaded
   * classes and print a warning.
   */
  private static boolean define(Instrumentation instrumentation) throws IOException {
    byte[] classFile = renamed();
    try {
      Module own = BootstrapBridge.class.getModule();
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(INTERNALS, Set.of(own)),
          Map.of(),
          Set.of(),
          Map.of());
      Class<?> unsafe = Class.forName(INTERNALS + ".Unsafe");
      unsafe
          .getMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ClassLoader.class,
              ProtectionDomain.class)
          .invoke(
              unsafe.getMethod("getUnsafe").invoke(null),
              NAME,
              classFile,
              0,
              classFile.length,
              null,
              null);
      return true;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  private static @Nullable Class<?> find() {
    try {
      return Class.forName(NAME, true, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static void write(Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.putNextEntry(new JarEntry(INTERNAL_NAME + ".class"));
      entries.write(renamed());
    }
  }

  private static byte[] renamed() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    String ownName = AdviceBridge.class.getName().replace('.', '/');
    String resource = "/" + ownName + ".class";
    try (InputStream classFile = BootstrapBridge.class.getResourceAsStream(resource)) {
      if (classFile == null) {
        throw new IOException(resource + " is missing");
      }
      SimpleRemapper remapper = new SimpleRemapper(ownName, INTERNAL_NAME);
      new ClassReader(classFile).accept(new ClassRemapper(writer, remapper), 0);
    }
    return writer.toByteArray();
  }

  /** Tells whether an agent weaves for all applications in this process. */
  static boolean hasAgent() {
    Class<?> known = find();
    return known != null && (boolean) new BootstrapBridge(known).call("hasAgent", NO_PARAMETERS);
  }

  void announceAgent() {
    call("announceAgent", NO_PARAMETERS);
  }

  void keep(String library, Runnable undo) {
    call("keep", new Class<?>[] {String.class, Runnable.class}, library, undo);
  }

  void forget(Runnable undo) {
    call("forget", new Class<?>[] {Runnable.class}, undo);
  }

  void replace(String library) {
    call("replace", new Class<?>[] {String.class}, library);
  }

  int newId() {
    return (int) call("newId", NO_PARAMETERS);
  }

  void handle(
      int id, @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> handler) {
    call("handle", new Class<?>[] {int.class, Function.class}, id, handler);
  }

  private Object call(String name, Class<?>[] parameters, @Nullable Object... arguments) {
    try {
      return type.getMethod(name, parameters).invoke(null, arguments);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
