// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.instrument.Instrumentation;
import java.util.logging.Logger;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** Attaches an agent to the JVM in which it runs, or logs once why that is not possible. */
final class SelfAttachment {

  private static final Logger LOGGER = Logger.getLogger(Weaver.class.getName());

  /**
   * The Java version from which the JVM prints a warning; a later version will refuse to attach.
   */
  private static final int FIRST_RELEASE_THAT_WARNS = 21;

  private static final String WHAT_WORKS =
      "wrap, such as OpenAIInstrumentor.wrap(client); OpenInferenceTracer in methods of your own;"
          + " AI services of LangChain4j, which need no change of code";
  private static final String AGENT =
      "; and everything, if the JVM starts with -javaagent:openinference-javaagent.jar";

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
          "instrument() cannot change the code of running classes in this JVM: "
              + reasonAgainst
              + ". These still work: "
              + WHAT_WORKS
              + (isNativeImage() || lacksModule("java.instrument") ? "" : AGENT)
              + ".");
      throw e;
    }
  }

  private static Instrumentation agentsOwnOrAttached() throws AttachException {
    if (isNativeImage()) {
      throw new AttachException("a native image cannot load bytecode");
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
    // Checked first, because an attempt to attach would wait ten seconds for an answer.
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
          "OpenInference has attached to this JVM. Java 21 and later print a warning about that."
              + " Start the JVM with -XX:+EnableDynamicAgentLoading to avoid the warning.");
    }
    return attached;
  }

  private static Instrumentation install() throws AttachException {
    try {
      // Byte Buddy would start a second JVM, which takes several times as long.
      return isLoaded() ? ByteBuddyAgent.getInstrumentation() : ByteBuddyAgent.install();
    } catch (IllegalStateException | LinkageError e) {
      throw new AttachException(
          lacksModule("jdk.attach")
              ? "this Java runtime has no module jdk.attach"
              : "the JVM refuses the attachment of an agent");
    }
  }

  private static boolean isLoaded() {
    try {
      return AgentLoading.load();
    } catch (LinkageError withoutManagement) {
      // A runtime without java.management cannot link the class.
      return false;
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
