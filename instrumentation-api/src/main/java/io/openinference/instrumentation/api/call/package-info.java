// SPDX-License-Identifier: Apache-2.0

/**
 * Records one call of a library on one span, from the request to the last byte of the response.
 *
 * <p>An instrumentation implements one {@code Operation} for each kind of call. A {@code
 * CallRecorder} records a single call.
 *
 * <table> <caption>Types that represent calls, in this module and others</caption>
 *   <tr><th>Type</th><th>Represents</th></tr>
 *   <tr><td>{@code Operation}</td><td>a kind of call, such as "chat completion"; one object for all
 *       calls</td></tr>
 *   <tr><td>{@code CallRecorder}</td><td>the recording of one call; it owns the span</td></tr>
 *   <tr><td>{@code OpenResult}</td><td>the part of a call that the application still reads
 *       after the method has returned</td></tr>
 *   <tr><td>{@code ModelCall}</td><td>the mark in a context that a model call is traced, so that
 *       inner instrumentations make no second span</td></tr>
 *   <tr><td>{@code MethodCall} (bytecode)</td><td>one execution of a woven method</td></tr>
 * </table>
 */
@NullMarked
package io.openinference.instrumentation.api.call;

import org.jspecify.annotations.NullMarked;
