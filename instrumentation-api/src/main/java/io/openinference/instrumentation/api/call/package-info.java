// SPDX-License-Identifier: Apache-2.0

/**
 * Records one call of a library on one span, from its request to the last byte of its response.
 *
 * <p>An instrumentation describes each kind of call by an {@code Operation}. A {@code CallRecorder}
 * follows a single call.
 *
 * <table>
 *   <caption>Types for calls, here and in other modules</caption>
 *   <tr><th>Type</th><th>Is</th></tr>
 *   <tr><td>{@code Operation}</td><td>a kind of call, such as "chat completion"; one for all
 *     calls</td></tr>
 *   <tr><td>{@code CallRecorder}</td><td>the recording of one call, and the owner of its
 *     span</td></tr>
 *   <tr><td>{@code OpenResult}</td><td>what the application still reads of a call after its method
 *     has returned</td></tr>
 *   <tr><td>{@code ModelCall}</td><td>the mark in a context that a model is being called, so that
 *     inner instrumentations make no second span</td></tr>
 *   <tr><td>{@code MethodCall} (bytecode)</td><td>one execution of a woven method</td></tr>
 * </table>
 */
@NullMarked
package io.openinference.instrumentation.api.call;

import org.jspecify.annotations.NullMarked;
