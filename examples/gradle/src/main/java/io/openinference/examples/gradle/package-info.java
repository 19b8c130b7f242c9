// SPDX-License-Identifier: Apache-2.0
/** A program that Gradle builds. */
package io.openinference.examples.gradle;
