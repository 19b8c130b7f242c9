// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Matches if all of the given properties are on. Boot's condition on properties takes only {@code
 * false} for off, while the properties themselves may be {@code off}, {@code no} or {@code 0} too.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnSetting.class)
@interface ConditionalOnSetting {

  /** The names of the properties. */
  String[] value();

  /** Tells whether a property that is not set is on. */
  boolean byDefault() default true;
}
