// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** Packs the class path of the test as Boot's Maven plugin packs an application. */
final class FatJar {

  private static final String LOADER = "org/springframework/boot/loader/";

  /**
   * Writes a jar that {@code java -jar} starts.
   *
   * @param program the class with the main method
   */
  static void write(Path jar, Class<?> program) throws IOException {
    write(jar, program, System.getProperty("java.class.path"));
  }

  /** Writes a jar with another class path than that of the test. */
  static void write(Path jar, Class<?> program, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(
        Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
    attributes.putValue("Start-Class", program.getName());
    attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
    attributes.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      // The loader looks for this entry.
      out.putNextEntry(new JarEntry("BOOT-INF/classes/"));
      out.closeEntry();
      for (String entry : classPath.split(File.pathSeparator)) {
        add(out, Path.of(entry));
      }
    }
  }

  private static void add(JarOutputStream out, Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      addClasses(out, entry);
    } else if (entry.getFileName().toString().startsWith("spring-boot-loader-")) {
      addLoader(out, entry);
    } else if (entry.toString().endsWith("-tests.jar")) {
      // The program is a class of the application.
      addClassesOf(out, entry);
    } else if (entry.toString().endsWith(".jar")) {
      addLibrary(out, entry);
    }
  }

  private static void addClasses(JarOutputStream out, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      // The classes and the tests have a manifest each.
      if (!name.startsWith("META-INF/MANIFEST") && !name.startsWith("META-INF/LICENSE")) {
        putOnce(out, "BOOT-INF/classes/" + name, Files.readAllBytes(file));
      }
    }
  }

  private static void addClassesOf(JarOutputStream out, Path tests) throws IOException {
    try (JarFile jar = new JarFile(tests.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        if (!entry.getName().startsWith("META-INF/")) {
          putOnce(
              out, "BOOT-INF/classes/" + entry.getName(), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private static void putOnce(JarOutputStream out, String name, byte[] content) throws IOException {
    try {
      out.putNextEntry(new JarEntry(name));
    } catch (ZipException alreadyThere) {
      return;
    }
    out.write(content);
    out.closeEntry();
  }

  private static void addLoader(JarOutputStream out, Path loader) throws IOException {
    try (JarFile jar = new JarFile(loader.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        if (entry.getName().startsWith(LOADER) || entry.getName().startsWith("META-INF/services")) {
          putOnce(out, entry.getName(), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  /** Stored and not compressed, so that the loader can read inside. */
  private static void addLibrary(JarOutputStream out, Path library) throws IOException {
    byte[] content = Files.readAllBytes(library);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    JarEntry entry = new JarEntry("BOOT-INF/lib/" + library.getFileName());
    entry.setMethod(JarEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private FatJar() {}
}
