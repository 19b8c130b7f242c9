// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Records a parameter of an annotated method by its content, whatever its type is: collections and
 * maps of any class by their elements, other objects by {@code toString()}. On a method it concerns
 * the result.
 *
 * <pre>{@code
 * @Chain
 * @Recorded // the result
 * Invoice bill(@Recorded Order order) { ... }
 * }</pre>
 *
 * <p>Without it, an object whose class may run code when it is read, such as an entity, a lazy
 * collection or a proxy, is recorded by the name of its class.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Recorded {}
