// SPDX-License-Identifier: Apache-2.0

/** A support desk in Spring AI and Spring Boot, with tools of another process. */
@NullMarked
package io.openinference.examples.springagent;

import org.jspecify.annotations.NullMarked;
