// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads properties as {@link OpenInferenceProperties} does. */
final class OnSetting extends SpringBootCondition {

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    MergedAnnotation<ConditionalOnSetting> settings =
        metadata.getAnnotations().get(ConditionalOnSetting.class);
    Binder binder = Binder.get(context.getEnvironment());
    for (String name : settings.getStringArray("value")) {
      if (!isOn(binder, name, settings.getBoolean("byDefault"))) {
        return ConditionOutcome.noMatch(name + " is off");
      }
    }
    return ConditionOutcome.match();
  }

  private static boolean isOn(Binder binder, String name, boolean byDefault) {
    try {
      return binder.bind(name, Boolean.class).orElse(byDefault);
    } catch (BindException neitherOnNorOff) {
      // The bean of the properties stops the start, and names the property and its value.
      return byDefault;
    }
  }
}
