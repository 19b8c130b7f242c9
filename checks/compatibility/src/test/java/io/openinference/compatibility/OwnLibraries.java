// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** A program that uses Byte Buddy, Jackson and OpenTelemetry's API, and may call models. */
final class OwnLibraries {

  public static void main(String[] arguments) throws Exception {
    report(ByteBuddy.class, generatedGreeting());
    report(JsonMapper.class, new JsonMapper().writeValueAsString(Map.of("pairs", 2)));
    report(GlobalOpenTelemetry.class, currentTraceId());
    if (arguments.length > 0) {
      ModelCalls.openAI();
      ModelCalls.langChain4j();
    }
  }

  private static void report(Class<?> library, String result) throws Exception {
    Path jar = Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI());
    String classFile = library.getName().replace('.', '/') + ".class";
    int copies =
        Collections.list(OwnLibraries.class.getClassLoader().getResources(classFile)).size();
    System.out.println(jar.getFileName() + ", " + copies + " in sight: " + result);
  }

  private static String generatedGreeting() throws ReflectiveOperationException {
    return new ByteBuddy(ClassFileVersion.JAVA_V11)
        .subclass(Object.class)
        .method(ElementMatchers.named("toString"))
        .intercept(FixedValue.value("Hello"))
        .make()
        .load(OwnLibraries.class.getClassLoader())
        .getLoaded()
        .getDeclaredConstructor()
        .newInstance()
        .toString();
  }

  /** As libraries do that make spans if somebody has set OpenTelemetry up, which nobody has. */
  private static String currentTraceId() {
    Span span = GlobalOpenTelemetry.getTracer("library").spanBuilder("work").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return Span.current().getSpanContext().getTraceId();
    } finally {
      span.end();
    }
  }

  private OwnLibraries() {}
}
