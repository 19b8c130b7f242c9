// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.instrument.Instrumentation;
import java.util.logging.Logger;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Attaches an agent to the JVM that it runs in. */
final class SelfAttachment {

  private static final Logger LOGGER = Logger.getLogger(Weaver.class.getName());

  /** Since this release the JVM prints a warning, and a later one will refuse. */
  private static final int FIRST_RELEASE_THAT_WARNS = 21;

  static synchronized Instrumentation instrumentation() throws AttachException {
    try {
      return ByteBuddyAgent.getInstrumentation();
    } catch (IllegalStateException notInstalled) {
      return attach();
    }
  }

  private static Instrumentation attach() throws AttachException {
    if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
      throw new AttachException("a native image loads no bytecode");
    }
    // Asked first, because the attempt would wait ten seconds for an answer.
    if (JvmFlag.of("DisableAttachMechanism").is("true")) {
      throw new AttachException("the JVM runs with -XX:+DisableAttachMechanism");
    }
    JvmFlag dynamicLoading = JvmFlag.of("EnableDynamicAgentLoading");
    if (dynamicLoading.is("false")) {
      throw new AttachException("the JVM runs with -XX:-EnableDynamicAgentLoading");
    }
    if (Runtime.version().feature() >= FIRST_RELEASE_THAT_WARNS && !dynamicLoading.isSet()) {
      LOGGER.info(
          "OpenInference attaches to this JVM, which warns of that from Java 21 on;"
              + " -XX:+EnableDynamicAgentLoading silences it.");
    }
    try {
      return ByteBuddyAgent.install();
    } catch (IllegalStateException | LinkageError e) {
      throw new AttachException(reason());
    }
  }

  private static String reason() {
    return ModuleLayer.boot().findModule("jdk.attach").isPresent()
        ? "the JVM refuses to be attached to"
        : "this Java runtime has no module jdk.attach";
  }

  private SelfAttachment() {}
}
