// SPDX-License-Identifier: Apache-2.0
/**
 * Traces the LLM calls of Spring Boot applications. Applications set the properties {@code
 * openinference.*} and need no class of this package.
 */
@NullMarked
package io.openinference.spring.boot;

import org.jspecify.annotations.NullMarked;
