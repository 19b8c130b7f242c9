// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a TOOL span for each call of the method, with the tool's name, description and JSON schema.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tool {

  /** Returns the span's name; if empty, the span has the method's name. */
  String name() default "";

  /** Returns the description of the tool that the model receives. */
  String description() default "";
}
