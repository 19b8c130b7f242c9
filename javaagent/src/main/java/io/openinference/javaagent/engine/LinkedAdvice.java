// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.CallAdvice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The advice for one class loader, for each place where its spans may go. */
final class LinkedAdvice {

  private final String weaving;
  private final ApplicationTelemetry telemetry;
  private final Map<Linkage, CallAdvice> advice = new ConcurrentHashMap<>();

  LinkedAdvice(String weaving, ApplicationTelemetry telemetry) {
    this.weaving = weaving;
    this.telemetry = telemetry;
  }

  /** Returns the advice for where spans go at the moment. */
  CallAdvice current() {
    Linkage linkage = telemetry.linkage();
    CallAdvice known = advice.get(linkage);
    return known == null ? advice.computeIfAbsent(linkage, this::newAdvice) : known;
  }

  private CallAdvice newAdvice(Linkage linkage) {
    try {
      return AgentEngine.newWeaving(telemetry.loader(linkage), weaving)
          .advice(() -> telemetry.openTelemetry(linkage));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
