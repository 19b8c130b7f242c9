// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a span of each call of the method. There is an annotation for each kind as well.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Traced {

  /** The span's name, or empty for that of the method. */
  String name() default "";

  /** The span's kind. */
  OpenInferenceSpanKind kind() default OpenInferenceSpanKind.CHAIN;
}
