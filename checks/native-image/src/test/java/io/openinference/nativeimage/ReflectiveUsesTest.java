// SPDX-License-Identifier: Apache-2.0
package io.openinference.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.ObjectMappers;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.sdk.OpenInferenceSdk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * Each class that uses reflection is in a list, with the reason why a native image can run it.
 *
 * <p>This test stands in for the agent of GraalVM: a use of reflection that nobody has thought
 * about fails here.
 */
class ReflectiveUsesTest {

  private static final Set<String> OF_CLASS =
      Set.of(
          "forName",
          "getMethod",
          "getMethods",
          "getDeclaredMethod",
          "getDeclaredMethods",
          "getField",
          "getDeclaredField",
          "getConstructor",
          "getDeclaredConstructor",
          "getRecordComponents",
          "getResource",
          "getResourceAsStream");

  private static final List<Class<?>> MODULES =
      List.of(
          OpenInference.class,
          OpenInferenceSdk.class,
          TracingProxy.class,
          OpenAIInstrumentor.class,
          AnthropicInstrumentor.class);

  @Test
  void areAllInTheList() throws Exception {
    Set<String> found = new TreeSet<>();
    for (Class<?> module : MODULES) {
      found.addAll(usesOf(module));
    }

    // The mapper comes with openai-java, so the module is not scanned by accident.
    assertThat(found).isNotEmpty().noneMatch(use -> use.contains(ObjectMappers.class.getName()));
    assertThat(found).isEqualTo(listed());
  }

  private static Set<String> listed() throws IOException {
    Set<String> listed = new TreeSet<>();
    try (InputStream list = ReflectiveUsesTest.class.getResourceAsStream("/reflective-uses.txt")) {
      for (String line : new String(list.readAllBytes(), UTF_8).lines().toList()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] parts = line.split(": ", 2);
          assertThat(parts).as("reason of %s", line).hasSize(2);
          listed.add(parts[0]);
        }
      }
    }
    return listed;
  }

  private static Set<String> usesOf(Class<?> ofModule) throws IOException, URISyntaxException {
    Path location = Path.of(ofModule.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(location)) {
      return usesBelow(location);
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      return usesBelow(jar.getPath("/"));
    }
  }

  private static Set<String> usesBelow(Path root) throws IOException {
    Set<String> uses = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(file -> addUses(file, uses));
    }
    return uses;
  }

  private static void addUses(Path classFile, Set<String> uses) {
    try {
      ClassReader reader = new ClassReader(Files.readAllBytes(classFile));
      String type = reader.getClassName().replace('/', '.');
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
              return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                    int opcode, String owner, String called, String type0, boolean isInterface) {
                  if (isReflective(owner, called)) {
                    uses.add(
                        type + " " + owner.substring(owner.lastIndexOf('/') + 1) + "." + called);
                  }
                }
              };
            }
          },
          ClassReader.SKIP_DEBUG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isReflective(String owner, String method) {
    return switch (owner) {
      case "java/lang/Class", "java/lang/ClassLoader" ->
          OF_CLASS.contains(method) || method.equals("loadClass");
      case "java/util/ServiceLoader" -> method.equals("load");
      case "java/lang/reflect/Proxy" -> method.equals("newProxyInstance");
      case "java/lang/invoke/MethodHandles$Lookup" ->
          method.startsWith("find") || method.startsWith("unreflect");
      default -> false;
    };
  }
}
