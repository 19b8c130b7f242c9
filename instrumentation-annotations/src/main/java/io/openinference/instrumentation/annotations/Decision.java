// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a DECISION span of each call of the method: a call of a model that decides.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Decision {

  /** The span's name, or empty for that of the method. */
  String name() default "";
}
