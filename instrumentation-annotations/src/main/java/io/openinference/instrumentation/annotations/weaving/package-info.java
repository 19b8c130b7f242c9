// SPDX-License-Identifier: Apache-2.0
/** Makes the spans of annotated methods. This package is internal and not for applications. */
@NullMarked
package io.openinference.instrumentation.annotations.weaving;

import org.jspecify.annotations.NullMarked;
