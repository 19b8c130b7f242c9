// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.instrument.Instrumentation;
import java.util.logging.Logger;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** Attaches an agent to the JVM that it runs in, or says once why that is not possible. */
final class SelfAttachment {

  private static final Logger LOGGER = Logger.getLogger(Weaver.class.getName());

  /** Since this release the JVM prints a warning, and a later one will refuse. */
  private static final int FIRST_RELEASE_THAT_WARNS = 21;

  private static final String WHAT_WORKS =
      "wrap, such as OpenAIInstrumentor.wrap(client); OpenInferenceTracer in methods of your own;"
          + " AI services of LangChain4j, which are reached by service files";
  private static final String AGENT =
      "; and all of it, where the JVM starts with -javaagent:openinference-javaagent.jar";

  // Guarded by the class.
  private static @Nullable String reasonAgainst;

  static synchronized Instrumentation instrumentation() throws AttachException {
    if (reasonAgainst != null) {
      throw new AttachException(reasonAgainst);
    }
    try {
      return agentsOwnOrAttached();
    } catch (AttachException e) {
      reasonAgainst = String.valueOf(e.getMessage());
      LOGGER.warning(
          "instrument() cannot change code that runs in this JVM: "
              + reasonAgainst
              + ". What still works: "
              + WHAT_WORKS
              + (isNativeImage() || lacksModule("java.instrument") ? "" : AGENT)
              + ".");
      throw e;
    }
  }

  private static Instrumentation agentsOwnOrAttached() throws AttachException {
    if (isNativeImage()) {
      throw new AttachException("a native image loads no bytecode");
    }
    if (lacksModule("java.instrument")) {
      throw new AttachException("this Java runtime has no module java.instrument");
    }
    try {
      return ByteBuddyAgent.getInstrumentation();
    } catch (IllegalStateException notInstalled) {
      return attach();
    }
  }

  private static Instrumentation attach() throws AttachException {
    // Asked first, because the attempt would wait ten seconds for an answer.
    if (JvmFlag.of("DisableAttachMechanism").is("true")) {
      throw new AttachException("the JVM runs with -XX:+DisableAttachMechanism");
    }
    JvmFlag dynamicLoading = JvmFlag.of("EnableDynamicAgentLoading");
    if (dynamicLoading.is("false")) {
      throw new AttachException("the JVM runs with -XX:-EnableDynamicAgentLoading");
    }
    Instrumentation attached = install();
    if (Runtime.version().feature() >= FIRST_RELEASE_THAT_WARNS && !dynamicLoading.isSet()) {
      LOGGER.info(
          "OpenInference has attached to this JVM, which warns of that from Java 21 on;"
              + " -XX:+EnableDynamicAgentLoading silences it.");
    }
    return attached;
  }

  private static Instrumentation install() throws AttachException {
    try {
      return ByteBuddyAgent.install();
    } catch (IllegalStateException | LinkageError e) {
      throw new AttachException(
          lacksModule("jdk.attach")
              ? "this Java runtime has no module jdk.attach"
              : "the JVM refuses to be attached to");
    }
  }

  private static boolean isNativeImage() {
    return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
  }

  private static boolean lacksModule(String name) {
    return ModuleLayer.boot().findModule(name).isEmpty();
  }

  private SelfAttachment() {}
}
