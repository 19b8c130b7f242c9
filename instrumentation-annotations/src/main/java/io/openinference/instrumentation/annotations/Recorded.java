// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Records the content of a parameter of an annotated method, whatever its type: the elements of
 * collections and maps of any class, and the {@code toString()} of other objects. On a method, the
 * annotation applies to the result.
 *
 * <pre>{@code
 * @Chain
 * @Recorded // the result
 * Invoice bill(@Recorded Order order) { ... }
 * }</pre>
 *
 * <p>Without this annotation, some objects are recorded only by the name of their class, because
 * reading them may run code. Examples are entities, lazy collections and proxies.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Recorded {}
