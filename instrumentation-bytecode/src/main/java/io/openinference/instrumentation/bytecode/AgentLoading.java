// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.management.JMException;
import javax.management.ObjectName;
import net.bytebuddy.agent.Installer;

/**
 * Loads an agent into this JVM by a diagnostic command of HotSpot, as {@code jcmd} does from
 * outside. A JVM does not attach to itself, so the usual way starts a second JVM.
 */
final class AgentLoading {

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String LOAD = "jvmtiAgentLoad";
  private static final String CLASS_FILE = Installer.class.getName().replace('.', '/') + ".class";

  /**
   * Loads the agent of Byte Buddy, which keeps the instrumentation interface.
   *
   * @return false if the JVM has no such command, or refuses
   */
  static boolean load() {
    try {
      Path jar = Files.createTempFile("openinference-agent", ".jar");
      jar.toFile().deleteOnExit();
      write(jar);
      Object answer =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(COMMANDS),
                  LOAD,
                  new Object[] {new String[] {jar.toString()}},
                  new String[] {String[].class.getName()});
      return String.valueOf(answer).contains("return code: 0");
    } catch (IOException | JMException | RuntimeException | LinkageError refused) {
      return false;
    }
  }

  /** The class is in the jar, because the jars of some applications are inside of another jar. */
  private static void write(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Agent-Class", Installer.class.getName());
    attributes.putValue("Can-Redefine-Classes", "true");
    attributes.putValue("Can-Retransform-Classes", "true");
    attributes.putValue("Can-Set-Native-Method-Prefix", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest);
        InputStream classFile = Installer.class.getResourceAsStream("/" + CLASS_FILE)) {
      if (classFile == null) {
        throw new IOException(CLASS_FILE + " is missing");
      }
      entries.putNextEntry(new JarEntry(CLASS_FILE));
      classFile.transferTo(entries);
    }
  }

  private AgentLoading() {}
}
