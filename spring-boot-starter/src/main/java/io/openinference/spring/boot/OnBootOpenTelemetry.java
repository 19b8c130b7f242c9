// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Matches if Boot's auto-configuration of OpenTelemetry is on the class path. */
final class OnBootOpenTelemetry implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    ClassLoader loader = context.getClassLoader();
    return isPresent(OpenInferenceTracingAutoConfiguration.BOOT_3_OPEN_TELEMETRY, loader)
        || isPresent(OpenInferenceTracingAutoConfiguration.BOOT_4_OPEN_TELEMETRY, loader);
  }

  private static boolean isPresent(String name, @Nullable ClassLoader loader) {
    return ClassUtils.isPresent(name, loader);
  }
}
