// SPDX-License-Identifier: Apache-2.0
/**
 * Tools for tests of traced code: a JUnit extension with an in-memory OpenTelemetry, AssertJ
 * assertions for spans and traces, an in-process OTLP receiver, a view of attributes as Phoenix
 * shows them, and a scripted HTTP server that stands in for a model provider.
 */
@NullMarked
package io.openinference.testing;

import org.jspecify.annotations.NullMarked;
