// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.kotlin

import com.openai.client.okhttp.OpenAIOkHttpClient
import io.openinference.examples.openaiserver.OpenAIServer
import io.openinference.instrumentation.OpenInference
import io.openinference.instrumentation.OpenInferenceTracer
import io.openinference.testing.OpenInferenceAssertions.assertThat
import io.openinference.testing.OpenInferenceExtension
import io.opentelemetry.context.Context
import io.opentelemetry.extension.kotlin.asContextElement
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

class SupportDeskTest {

  @JvmField @RegisterExtension val telemetry = OpenInferenceExtension.create()

  @Test
  fun `one trace holds the calls of all coroutines`() {
    OpenAIServer.start().use { server ->
      val client = OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("key").build()
      val desk = SupportDesk(telemetry.openTelemetry(), client)
      val conversation = OpenInference.usingSession("s-1").use { Context.current() }

      val answers = runBlocking {
        withContext(conversation.asContextElement()) { desk.answerAll(listOf("Hello?", "Who?")) }
      }

      assertThat(answers).hasSize(2)
      assertThat(telemetry.trace())
          .hasTree(
              """
              CHAIN answer all
                CHAIN answer
                  LLM ChatCompletion
                CHAIN answer
                  LLM ChatCompletion
              """
                  .trimIndent())
      for (span in telemetry.spans()) {
        assertThat(span).hasAttribute("session.id", "s-1")
      }
    }
  }

  @Test
  fun `the context comes back after each suspension`() {
    val tracer = OpenInferenceTracer.create(telemetry.openTelemetry())

    runBlocking(Dispatchers.Default) {
      tracer.chain("outer").trace {
        delay(5)
        withContext(Dispatchers.IO) { tracer.tool("inner").trace { delay(5) } }
        delay(5)
        tracer.tool("last").trace { }
      }
    }

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN outer
              TOOL inner
              TOOL last
            """
                .trimIndent())
    assertThat(Context.current()).isSameAs(Context.root())
  }

  @Test
  fun `a failure ends the span and reaches the caller`() {
    val tracer = OpenInferenceTracer.create(telemetry.openTelemetry())

    assertThatThrownBy {
          runBlocking {
            tracer.chain("fails").trace<_, Unit> {
              delay(1)
              error("no answer")
            }
          }
        }
        .isInstanceOf(IllegalStateException::class.java)
        .hasMessage("no answer")

    assertThat(telemetry.trace()).hasTree("CHAIN fails !")
  }
}
