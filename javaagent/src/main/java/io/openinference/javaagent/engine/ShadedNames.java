// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** Converts names of OpenTelemetry's API to the names inside OpenTelemetry's agent. */
final class ShadedNames {

  private static final String API = "io/opentelemetry/api/";
  private static final String CONTEXT = "io/opentelemetry/context/";
  private static final String COMMON = "io/opentelemetry/common/";
  private static final String SHADED = "io/opentelemetry/javaagent/shaded/";

  private static final Remapper REMAPPER =
      new Remapper(Opcodes.ASM9) {
        @Override
        public String map(String name) {
          return isShaded(name) ? SHADED + name : name;
        }
      };

  static byte[] rename(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new ClassRemapper(writer, REMAPPER), 0);
    return writer.toByteArray();
  }

  private static boolean isShaded(String name) {
    return name.startsWith(API) || name.startsWith(CONTEXT) || name.startsWith(COMMON);
  }

  private ShadedNames() {}
}
