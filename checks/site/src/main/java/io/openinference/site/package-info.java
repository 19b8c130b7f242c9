// SPDX-License-Identifier: Apache-2.0
/** Makes the documentation site of the Markdown files. */
@NullMarked
package io.openinference.site;

import org.jspecify.annotations.NullMarked;
