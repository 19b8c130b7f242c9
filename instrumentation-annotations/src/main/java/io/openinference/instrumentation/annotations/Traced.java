// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a span of the given kind for each call of the method. Each kind also has an annotation of
 * its own.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Traced {

  /** Returns the span's name; if empty, the span has the method's name. */
  String name() default "";

  /** Returns the span's kind. */
  OpenInferenceSpanKind kind() default OpenInferenceSpanKind.CHAIN;
}
