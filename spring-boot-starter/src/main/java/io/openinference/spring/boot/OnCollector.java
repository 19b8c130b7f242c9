// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the application names a collector or wants the viewer, and if no agent has set a
 * global OpenTelemetry that sends spans already.
 */
final class OnCollector implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return SendingSettings.nameCollector(context.getEnvironment(), context.getClassLoader())
        && !ApplicationOpenTelemetry.isGlobalSet();
  }
}
