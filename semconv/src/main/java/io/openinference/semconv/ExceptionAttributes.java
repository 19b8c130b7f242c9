// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of an exception event.
 *
 * @since 0.1.0
 */
public final class ExceptionAttributes {

  /** True if the exception left the scope of the span. */
  public static final AttributeKey<Boolean> EXCEPTION_ESCAPED = booleanKey("exception.escaped");

  /** Message of the exception. */
  public static final AttributeKey<String> EXCEPTION_MESSAGE = stringKey("exception.message");

  /** Stack trace as the runtime prints it, with line feeds between lines. */
  public static final AttributeKey<String> EXCEPTION_STACKTRACE = stringKey("exception.stacktrace");

  /** Type of the exception; on the JVM its fully qualified class name. */
  public static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");

  private ExceptionAttributes() {}
}
