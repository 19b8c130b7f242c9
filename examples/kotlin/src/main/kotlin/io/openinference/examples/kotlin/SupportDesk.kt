// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.kotlin

import com.openai.client.OpenAIClient
import com.openai.client.okhttp.OpenAIOkHttpClient
import com.openai.models.chat.completions.ChatCompletionCreateParams
import io.openinference.examples.openaiserver.OpenAIServer
import io.openinference.instrumentation.OpenInference
import io.openinference.instrumentation.OpenInferenceTracer
import io.openinference.instrumentation.openai.OpenAIInstrumentor
import io.openinference.sdk.OpenInferenceSdk
import io.opentelemetry.api.OpenTelemetry
import io.opentelemetry.context.Context
import io.opentelemetry.extension.kotlin.asContextElement
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/** Answers several questions at the same time. All calls are in one trace. */
class SupportDesk(openTelemetry: OpenTelemetry, client: OpenAIClient) {

  private val tracer = OpenInferenceTracer.create(openTelemetry)
  private val client = OpenAIInstrumentor.create(openTelemetry).wrap(client)

  /** Each question has a coroutine of its own. */
  suspend fun answerAll(questions: List<String>): List<String> =
      tracer.chain("answer all").trace { span ->
        span.input(questions.joinToString("\n"))
        val answers = coroutineScope {
          questions.map { question -> async(Dispatchers.IO) { answer(question) } }.awaitAll()
        }
        span.output(answers.joinToString("\n"))
        answers
      }

  private suspend fun answer(question: String): String =
      tracer.chain("answer").trace { span ->
        span.input(question)
        val params =
            ChatCompletionCreateParams.builder()
                .model("gpt-4o-mini")
                .addUserMessage(question)
                .build()
        val text =
            client.chat().completions().create(params).choices()[0].message().content().orElse("")
        span.output(text)
        text
      }
}

/** Asks two questions of a conversation. Spans go where the environment says, or to a local Phoenix. */
fun main() {
  OpenInferenceSdk.register().use { sdk ->
    OpenAIServer.start().use { server ->
      val client =
          OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("not-needed").build()
      val desk = SupportDesk(sdk.openTelemetry(), client)
      val conversation = OpenInference.usingSession("kotlin").use { Context.current() }
      val answers = runBlocking {
        withContext(conversation.asContextElement()) {
          desk.answerAll(listOf("Where is my order 1042?", "Can I return the shoes?"))
        }
      }
      answers.forEach(::println)
    }
  }
}
