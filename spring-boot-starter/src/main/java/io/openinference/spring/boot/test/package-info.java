// SPDX-License-Identifier: Apache-2.0
/** Records the spans of an application in tests. */
@NullMarked
package io.openinference.spring.boot.test;

import org.jspecify.annotations.NullMarked;
