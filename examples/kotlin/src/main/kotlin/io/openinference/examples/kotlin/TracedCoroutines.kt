// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.kotlin

import io.openinference.instrumentation.OpenInferenceSpan
import io.openinference.instrumentation.OpenInferenceSpanBuilder
import io.opentelemetry.context.Context
import io.opentelemetry.extension.kotlin.asContextElement
import io.opentelemetry.extension.kotlin.getOpenTelemetryContext
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.withContext

/**
 * Runs suspending code inside a span. The code may go on on any thread, and the span stays the
 * parent of what it calls.
 */
suspend fun <S : OpenInferenceSpan<S>, T> OpenInferenceSpanBuilder<S>.trace(
    block: suspend (S) -> T
): T {
  // The context of a coroutine is not the one of the thread that happens to run it.
  val parent = parentContext()
  val span = startSpan(parent)
  try {
    return withContext(span.storeInContext(parent).asContextElement()) { block(span) }
  } catch (failure: Throwable) {
    span.recordException(failure)
    throw failure
  } finally {
    span.end()
  }
}

private suspend fun parentContext(): Context {
  val carried = currentCoroutineContext().getOpenTelemetryContext()
  return if (carried == Context.root()) Context.current() else carried
}
